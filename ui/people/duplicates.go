package people

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/ui/kit"
)

// pairsShown is how many likely duplicates are shown at a time.
const pairsShown = 40

// ShowDuplicates finds people who may be one and shows them side by side.
func (s *Screen) ShowDuplicates() {
	var found []model.Likeness
	kit.Work(s.navigator.Window(), lang.L("Looking for people who are in the register twice"), func(ctx context.Context, _ model.Progress) error {
		var err error
		found, err = s.register.Duplicates(ctx, pairsShown)
		return err
	}, func(err error) {
		if err != nil {
			kit.ShowError(s.navigator.Window(), err)
			return
		}
		s.showPairs(found)
	})
}

// showEverybody shows the table again.
func (s *Screen) showEverybody() {
	s.paired = false
	s.loader.Go()
}

// showPairs shows pairs in place of the table, each with its answers.
func (s *Screen) showPairs(found []model.Likeness) {
	s.closePage()
	s.paired = true
	back := kit.TextButton("back", lang.L("Back to everybody"), s.showEverybody)
	if len(found) == 0 {
		s.showInstead(kit.Empty("check", lang.L("No likely duplicates"), lang.L("Nobody seems to be in the register twice. People whom you kept apart are not asked about again."), back))
		return
	}
	rows := []fyne.CanvasObject{container.NewBorder(nil, nil, back, nil, kit.Middle(kit.Quiet(lang.N("{{.N}} pairs who may be one. Nothing is merged by itself, and every answer can be undone.", len(found), map[string]any{"N": len(found)}))))}
	for i, like := range found {
		rest := append(append([]model.Likeness{}, found[:i]...), found[i+1:]...)
		rows = append(rows, s.pair(like, func() {
			if len(rest) == 0 { // there may be more than are shown at a time
				s.ShowDuplicates()
				return
			}
			s.showPairs(rest)
		}))
	}
	s.showInstead(kit.NewPage(kit.Step3, rows...))
}

// pair shows two people side by side; then is called when there is an answer.
func (s *Screen) pair(like model.Likeness, then func()) fyne.CanvasObject {
	var answering kit.Saving
	answer := func(change kit.Change, says string) {
		var did model.Receipt
		answering.Run(s.worker, func(ctx context.Context) error { return change(did.Context(ctx)) }, func(err error) {
			if err != nil {
				kit.ShowError(s.navigator.Window(), err)
				return
			}
			then()
			s.navigator.Did(says, did.Action.ActionRef)
		})
	}
	merge := func(stays, goes model.Person) func() {
		return func() {
			answer(func(ctx context.Context) error { return s.register.MergePeople(ctx, stays.ID, goes.ID) },
				lang.L("“{{.Name}}” is one person now", map[string]any{"Name": stays.Name}))
		}
	}
	apart := func() {
		answer(func(ctx context.Context) error { return s.register.KeepApart(ctx, like.One.ID, like.Other.ID) }, lang.L("They stay two people"))
	}
	left, right := kit.NewButton(lang.L("One person, as on the left"), merge(like.One, like.Other)), kit.NewButton(lang.L("One person, as on the right"), merge(like.Other, like.One))
	two := kit.NewButton(lang.L("Two people"), apart)
	answering.Guard(left, right, two)
	buttons := container.NewHBox(left, right, two)
	return kit.Card(lang.L(like.Reason), nil, kit.Rows(kit.Step2, kit.Grid(200, 2, kit.Step4, s.described(like.One, like.Other), s.described(like.Other, like.One)), buttons))
}

// described lists what the register says of a person; what differs from the other stands
// out.
func (s *Screen) described(p, other model.Person) fyne.CanvasObject {
	rows := kit.Rows(kit.Step1)
	add := func(text, than string) {
		if text == "" {
			text = "–"
		}
		t := kit.NewText(text)
		t.Cut, t.SizeName = true, kit.SizeTable
		t.SetToolTip(text)
		if than != "" && than != text && text != "–" {
			t.Color = "warning"
		} else if text == "–" {
			t.Color = kit.ColorQuiet
		}
		rows.Add(t)
	}
	name := kit.NewLink(strings.TrimSpace(p.Title+" "+p.Name+"  "+p.NativeName), func() { s.navigator.Go(model.PersonRoute{ID: p.ID}) })
	name.Bold, name.Cut = true, true
	rows.Add(name)
	add(lang.L(p.Sex.Label()), lang.L(other.Sex.Label()))
	add(s.countryName(p.Country), s.countryName(other.Country))
	add(p.Organisation, other.Organisation)
	add(p.Position, other.Position)
	add(p.Email, other.Email)
	return rows
}

// lookAtDue shows whose names are proposed for erasure, and asks twice before they go.
func (s *Screen) lookAtDue() {
	due := s.st.due
	var names []string
	for _, p := range due[:min(len(due), 30)] {
		names = append(names, p.Name)
	}
	text := strings.Join(names, "; ")
	if more := len(due) - len(names); more > 0 {
		text += " " + lang.L("and {{.N}} more", map[string]any{"N": more})
	}
	window := s.navigator.Window()
	kit.Ask(window, lang.N("Erase the names of {{.N}} people?", len(due), map[string]any{"N": len(due)}),
		text+"\n\n"+whatGoes(), lang.L("Erase …"), func() {
			kit.Ask(window, lang.N("Really erase {{.N}} names for good?", len(due), map[string]any{"N": len(due)}),
				lang.L("This cannot be undone. Backups made before today still hold the names until they are deleted."), lang.L("Erase for good"), func() {
					kit.Work(window, lang.L("Erasing"), func(ctx context.Context, progress model.Progress) error {
						var busy error // all is done, but the file beside the register could not be emptied yet
						for i, p := range due {
							if err := ctx.Err(); err != nil {
								return err
							}
							if err := s.register.Erase(ctx, p.ID); model.CodeOf(err) == model.EBusy {
								busy = err
							} else if err != nil {
								return err
							}
							if progress != nil {
								progress(i+1, len(due))
							}
						}
						return busy
					}, func(err error) {
						if err != nil {
							kit.ShowError(window, err)
						}
						s.loader.Go()
					})
				})
		})
}
