package activities

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"rollbook/model"
	"rollbook/model/intake"
	"rollbook/ui/kit"
)

// attendance is the part of the form with the sessions, and the marks of all of them as a
// grid.
type attendance struct {
	form     *form
	st       formState
	making   kit.Saving // sessions are being made
	says     *kit.Text
	sessions *fyne.Container
	share    *kit.TextEntry // of required sessions that completes the activity, in percent
	fault    *widget.Label
	grid     *marksGrid
	middle   *fyne.Container
	object   fyne.CanvasObject
}

func newAttendance(f *form) *attendance {
	a := &attendance{form: f, says: kit.NewText(""), sessions: kit.Columns(kit.Step1), fault: kit.Note(""), middle: container.NewStack()}
	a.says.Bold, a.says.Cut = true, true
	a.fault.Importance = widget.DangerImportance
	a.fault.Hide()
	a.grid = newMarksGrid(a)
	a.share = kit.NewTextEntry(1, a.saveShare)
	completes := container.NewHBox(kit.Middle(kit.Quiet(lang.L("Completed from"))), kit.Wide(56, a.share), kit.Middle(kit.Quiet("%")))
	hint := kit.Note(lang.L("Click a cell, then type P, L, E or A; arrows move, Ctrl D fills down, Ctrl V pastes from a spreadsheet."))
	hint.Importance = widget.LowImportance
	a.object = container.NewBorder(kit.Rows(kit.Step2, kit.Gap(1), container.NewBorder(nil, nil, nil, completes, a.says), container.NewHScroll(a.sessions), a.fault), hint, nil, nil, a.middle)
	return a
}

// show shows the sessions and the marks.
func (a *attendance) show(st formState) {
	a.st = st
	a.share.SetPlaceHolder(strconv.Itoa(st.office.Completion))
	a.share.Keep(shareText(st.activity.Completion))
	a.sessions.RemoveAll()
	for _, s := range st.roll.Sessions {
		label := s.Name
		if !s.Required {
			label += " (" + lang.L("optional") + ")"
		}
		b := kit.NewButton(label, func() { a.editSession(s) })
		a.sessions.Add(b)
	}
	if len(st.roll.Sessions) == 0 {
		a.says.SetText(lang.L("No sessions yet: when is attendance taken?"))
		a.sessions.Add(kit.NewButton(lang.L("Once a day"), func() { a.make(model.SessionsOf(st.activity, false)) }))
		a.sessions.Add(kit.NewButton(lang.L("Mornings and afternoons"), func() { a.make(model.SessionsOf(st.activity, true)) }))
	} else {
		days, _ := figureWords(st.figures)
		a.says.SetText(days)
	}
	a.sessions.Add(kit.TextButton("add", lang.L("Session"), func() {
		a.editSession(model.Session{Activity: a.form.id, Day: st.activity.FirstDay, Position: len(st.roll.Sessions) + 1, Required: true})
	}))
	if len(st.roll.Sessions) > 0 && len(st.roll.Attendees) > 0 {
		a.middle.Objects = []fyne.CanvasObject{a.grid}
		a.grid.show()
	} else {
		text := lang.L("Register people and make sessions; their marks appear here as a grid.")
		a.middle.Objects = []fyne.CanvasObject{container.NewVBox(kit.Note(text))}
	}
	a.object.Refresh()
}

// shareText shows an activity's own share; the office's, where it has none, stands behind.
func shareText(percent int) string {
	if percent == 0 {
		return ""
	}
	return strconv.Itoa(percent)
}

// saveShare saves the share of required sessions that completes the activity; empty: as the
// office has it.
func (a *attendance) saveShare(text string) {
	percent := 0
	if text = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(text), "%")); text != "" {
		var err error
		if percent, err = strconv.Atoi(text); err != nil || percent < 1 || percent > 100 {
			a.fail(model.Errorf(model.EInvalid, "%s", lang.L("“{{.Text}}” is not a share; write a whole number from 1 to 100, or leave it empty.", map[string]any{"Text": text})))
			return
		}
	}
	a.fail(nil)
	a.form.save(func(activity *model.Activity) { activity.Completion = percent })
}

// figureWords says how many person-days and completions there are.
func figureWords(f model.ActivityFigures) (text string, known bool) {
	if f.Evidence != model.FromRegister {
		return lang.L("No one is marked yet"), false
	}
	return lang.L("{{.P}} came · {{.D}} person-days · {{.C}} completed", map[string]any{"P": f.Participants.String(), "D": f.PersonDays.String(), "C": f.Completed.String()}), true
}

func (a *attendance) make(all []model.Session) {
	r := a.form.screen.register
	a.making.Run(a.form.screen.worker, func(ctx context.Context) error { return r.MakeSessions(ctx, all) }, a.fail)
}

func (a *attendance) fail(err error) {
	if err == nil {
		a.fault.SetText("")
	} else {
		a.fault.SetText(err.Error())
	}
	visible(a.fault, err != nil)
}

// editSession asks what a session is, and saves or deletes it.
func (a *attendance) editSession(session model.Session) {
	was := session
	s := a.form.screen
	e := &kit.Editor{}
	name := e.Line("name", lang.L("Name"), session.Name)
	name.SetPlaceHolder(lang.L("Day 1 morning"))
	e.Day("day", lang.L("Day"), &session.Day)
	required := e.Check(lang.L("Required: counts for completing the activity"), session.Required)
	e.Save = func() (kit.Change, error) {
		session.Name, session.Required = name.Text, required.Checked
		return kit.AddOrChange(session.ID, was, session, s.register.SaveSession, model.SessionChanges, s.register.UpdateSession), nil
	}
	if session.ID != 0 {
		e.Delete = func(ctx context.Context) error {
			return s.register.Delete(ctx, model.Ref{Kind: model.KindSession, ID: session.ID})
		}
	}
	e.Open(s.navigator.Window(), lang.L("Session"), s.do, func(did model.ActionRef) {
		s.navigator.Did(lang.L("“{{.Name}}” was deleted", map[string]any{"Name": session.Name}), did)
	})
}

// mark writes marks from the grid.
func (a *attendance) mark(marks ...model.Mark) {
	r := a.form.screen.register
	a.form.screen.worker.Do(func() {
		err := r.Mark(context.Background(), marks...)
		fyne.Do(func() { a.fail(err) })
	})
}

// readMarks reads a block of cells that was copied from a spreadsheet. The error says which
// cell is no mark.
func readMarks(text string) ([][]model.MarkValue, error) {
	var block [][]model.MarkValue
	for n, line := range strings.Split(strings.TrimRight(strings.ReplaceAll(text, "\r\n", "\n"), "\n"), "\n") {
		var row []model.MarkValue
		for c, cell := range strings.Split(line, "\t") {
			value, ok := intake.Mark(cell)
			if !ok && strings.TrimSpace(cell) != "" {
				return nil, model.Errorf(model.EInvalid, "%s", lang.L("Nothing was pasted: “{{.Cell}}” (row {{.Row}}, column {{.Column}} of what was copied) is not a mark. Copy cells with P, L, E or A.",
					map[string]any{"Cell": cell, "Row": strconv.Itoa(n + 1), "Column": strconv.Itoa(c + 1)}))
			}
			row = append(row, value)
		}
		block = append(block, row)
	}
	return block, nil
}
