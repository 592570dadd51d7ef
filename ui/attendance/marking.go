package attendance

import (
	"context"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/model/checkin"
)

// attempt is a mark on its way to the disk.
type attempt struct {
	mark model.Mark
	name string
}

// enter is Enter in the line: it marks whose code was typed or scanned, or the one who was
// found, and clears the line, so that a scanner that types works as it is. Where several fit
// it goes to the list. Of a code that nobody here has it says whose it is. While the roll is
// being read it waits.
func (s *Screen) enter() {
	text := strings.TrimSpace(s.find.Text)
	if text == "" {
		return
	}
	if s.st.desk == nil {
		if s.loader.Busy() {
			s.loader.Then(s.enter)
		}
		return
	}
	if s.session == 0 || s.list == nil {
		return
	}
	s.narrow()
	if at, is := s.st.desk.Scan(text); is {
		s.find.SetText("")
		s.markFirst(at, model.Scanned)
		return
	}
	switch n := len(s.hits); {
	case n == 1:
		at := s.hits[0]
		s.find.SetText("")
		s.markFirst(at, model.Typed)
		return
	case n > 1:
		s.message.several(n, text)
		s.list.choose()
		return
	}
	if checkin.LooksLikeCode(text) {
		s.find.SetText("")
	} else {
		s.find.TypedShortcut(&fyne.ShortcutSelectAll{}) // what is typed or scanned next takes its place
	}
	s.unknown(text)
}

// markFirst marks somebody present, unless they are marked so already.
func (s *Screen) markFirst(at int, way model.MarkWay) {
	a := s.st.desk.Roll.Attendees[at]
	if m, marked := a.Marks[s.session]; marked && m.Value.Here() {
		s.message.already(a.Who.Name, m, s.st.replicas[m.Replica])
		return
	}
	s.mark(at, model.Present, way)
}

// unknown says of what nobody here answers to whether the register knows it.
func (s *Screen) unknown(text string) {
	ctx := context.Background()
	here := s.activity
	s.worker.Do(func() {
		of := ""
		found, err := s.register.ByCode(ctx, text)
		for _, g := range found {
			if g.Activity == here {
				continue
			}
			if a, err := s.register.Activity(ctx, g.Activity); err == nil && of == "" {
				of = fmt.Sprintf("“%s”, %s", a.Title, model.SpanText(a.FirstDay, a.LastDay))
			}
		}
		fyne.Do(func() {
			switch {
			case err != nil:
				s.message.bad(lang.L("Could not be looked up"), err.Error())
			case of != "":
				s.message.bad(lang.L("{{.Code}} is of another activity", map[string]any{"Code": text}), of)
			default:
				s.message.bad(lang.L("Nobody here answers to “{{.Text}}”", map[string]any{"Text": text}), lang.L("Not on the list? Add a walk-in below."))
			}
		})
	})
}

// mark writes a mark and shows it when it is on disk.
func (s *Screen) mark(at int, value model.MarkValue, way model.MarkWay) {
	a := s.st.desk.Roll.Attendees[at]
	if m, marked := a.Marks[s.session]; marked && m.Value == value {
		s.message.already(a.Who.Name, m, s.st.replicas[m.Replica])
		return
	}
	s.try(attempt{model.Mark{Registration: a.ID, Session: s.session, Value: value, Way: way, At: model.InstantOf(time.Now())}, a.Who.Name})
}

// try writes a mark. One that cannot be saved says so and stays on screen, to be tried
// again.
func (s *Screen) try(t attempt) {
	s.worker.Do(func() {
		did, others, err := s.own.write(func(ctx context.Context) error { return s.register.Mark(ctx, t.mark) })
		fyne.Do(func() {
			if err != nil {
				s.unsaved[t.mark.Registration] = t
				s.message.unsaved(t, err)
			} else {
				delete(s.unsaved, t.mark.Registration)
				s.marked(t, did)
			}
			s.refresh()
			if others || s.loader.Busy() { // what is being read may lack the mark
				s.changed()
			}
		})
	})
}

// marked shows a mark that is on disk.
func (s *Screen) marked(t attempt, did model.ActionRef) {
	if s.st.desk == nil {
		return
	}
	at := s.st.desk.Place(t.mark.Registration)
	if at < 0 {
		return
	}
	a := s.st.desk.Roll.Attendees[at]
	before := a.Marks[t.mark.Session]
	a.Marks[t.mark.Session] = t.mark
	s.message.good(t, s.st.countryName(a.Country), before, did)
}

func (s *Screen) refresh() {
	if s.list != nil {
		s.list.Refresh()
	}
	s.side.show()
}

// tryAgain writes the marks that could not be saved.
func (s *Screen) tryAgain() {
	for _, t := range s.unsaved {
		s.try(t)
	}
}

// left gives the registrations without a mark at the session, of those who are expected.
func (s *Screen) left() []model.Attendee {
	var all []model.Attendee
	if s.st.desk == nil {
		return nil
	}
	for _, a := range s.st.desk.Roll.Attendees {
		if _, marked := a.Marks[s.session]; !marked && a.Expected() {
			all = append(all, a)
		}
	}
	return all
}

// restAbsent marks everybody absent who has no mark at the session, as one action.
func (s *Screen) restAbsent() {
	left := s.left()
	if len(left) == 0 {
		return
	}
	now := model.InstantOf(time.Now())
	var marks []model.Mark
	for _, a := range left {
		marks = append(marks, model.Mark{Registration: a.ID, Session: s.session, Value: model.Absent, Way: model.Typed, At: now})
	}
	s.worker.Do(func() {
		var did model.Receipt
		err := s.register.Mark(did.Context(context.Background()), marks...)
		fyne.Do(func() {
			if err != nil {
				s.message.bad(lang.L("Not saved"), err.Error())
				return
			}
			s.message.absent(len(marks), did.Action.ActionRef)
		})
	})
}
