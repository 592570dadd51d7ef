package exchanges

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/ui/kit"
)

// shownReviews is how many entries of the review list are shown at a time.
const shownReviews = 30

// review is what is to be looked at: edits that met, and people and sessions that may be
// here twice.
func (s *Screen) review() fyne.CanvasObject {
	n := len(s.st.conflicts) + len(s.st.newcomers) + len(s.st.sessions)
	if n == 0 {
		ok := kit.NewText(lang.L("Nothing to look at: no edits met, and nobody came twice."))
		ok.SizeName, ok.Color, ok.Cut = kit.SizeTable, kit.ColorPresent, true
		return kit.Card(lang.L("To look at"), nil, ok)
	}
	rows := kit.Rows(kit.Step3)
	for _, c := range s.st.conflicts[:min(len(s.st.conflicts), shownReviews)] {
		rows.Add(s.conflict(c))
	}
	for _, like := range s.st.newcomers[:min(len(s.st.newcomers), shownReviews)] {
		rows.Add(s.newcomer(like))
	}
	for _, pair := range s.st.sessions[:min(len(s.st.sessions), shownReviews)] {
		rows.Add(s.sessionTwice(pair))
	}
	if n > 3*shownReviews {
		rows.Add(kit.Quiet(lang.L("and more, when these are decided")))
	}
	return kit.Card(lang.L("To look at: {{.N}}", map[string]any{"N": n}), kit.Quiet(lang.L("The later edit stands until somebody chooses otherwise.")), rows)
}

// conflict shows two edits that met, side by side.
func (s *Screen) conflict(c model.Conflict) fyne.CanvasObject {
	head := kit.NewText(s.headOf(c))
	head.Bold, head.Cut, head.SizeName = true, true, kit.SizeTable
	var answering kit.Saving
	choose := func(choice model.Choice) func() {
		return func() {
			answering.Run(s.worker, func(ctx context.Context) error { return s.register.Choose(ctx, c.ID, choice) }, func(err error) {
				s.failed(err)
				s.loader.Go()
			})
		}
	}
	side := func(choice model.Choice, title string) fyne.CanvasObject {
		of := c.Side(choice)
		rows := kit.Rows(2)
		who := kit.Quiet(fmt.Sprintf("%s · %s · %s", title, of.Who, of.At.Time().Format("2 Jan 2006 15:04")))
		who.Cut = true
		rows.Add(who)
		for _, text := range s.valuesOf(c, of.Values) {
			t := kit.NewText(text)
			t.Cut, t.SizeName = true, kit.SizeTable
			t.SetToolTip(t.Text)
			rows.Add(t)
		}
		label := lang.L("Take this")
		fill, line := fyne.ThemeColorName(kit.ColorCard), fyne.ThemeColorName(kit.ColorLine)
		if c.Stands == choice {
			label, fill, line = lang.L("Keep this"), kit.ColorSoftAccent, kit.ColorSoftAccent
		}
		return kit.NewSurface(fill, line, kit.ButtonRadius, kit.Padded(kit.Step2, kit.Step3, container.NewBorder(nil, nil, nil, kit.Middle(answering.Guard(kit.NewButton(label, choose(choice)))), rows)))
	}
	return kit.Rows(kit.Step1, head, kit.Grid(280, 2, kit.Step2, side(model.Mine, lang.L("here")), side(model.Theirs, lang.L("came"))))
}

// headOf says what two edits are of.
func (s *Screen) headOf(c model.Conflict) string {
	what := lang.L(kit.KindWords(c.Record.Kind))
	if c.Name != "" {
		what += " “" + c.Name + "”"
	}
	switch c.Sort {
	case model.MarksMet:
		return lang.L("Two marks: {{.What}}", map[string]any{"What": c.Name})
	case model.OneMet:
		return lang.L("Two marks of people who were made one: {{.What}}", map[string]any{"What": c.Name})
	case model.DeletedMet:
		edited := s.st.names[c.Edited]
		if edited == "" {
			edited = lang.L(kit.KindWords(c.Edited.Kind))
		}
		return lang.L("{{.What}} was deleted here or there, and {{.Edited}} was edited", map[string]any{"What": what, "Edited": edited})
	}
	return what + " · " + kit.FieldWords(c.Record.Kind, c.Field)
}

// valuesOf gives what one of two edits that met says, in lines.
func (s *Screen) valuesOf(c model.Conflict, values map[string]any) []string {
	words := func(field string) string {
		return kit.ValueWords(c.Record.Kind, field, values[field], s.st.names)
	}
	switch c.Sort {
	case model.MarksMet, model.OneMet:
		return []string{fmt.Sprintf("%s · %s · %s", words("value"), words("way"), words("at"))}
	case model.DeletedMet:
		if fmt.Sprint(values["deleted"]) == "1" {
			return []string{lang.L("deleted")}
		}
		return []string{lang.L("kept, as it was edited")}
	}
	if len(values) == 1 {
		return []string{words(c.Field)}
	}
	var lines []string
	for _, field := range slices.Sorted(maps.Keys(values)) {
		if name := kit.FieldWords(c.Record.Kind, field); name != "" {
			lines = append(lines, name+": "+words(field))
		}
	}
	return lines
}

// sessionTwice shows two sessions that may be one.
func (s *Screen) sessionTwice(pair model.SessionPair) fyne.CanvasObject {
	head := kit.NewText(lang.L("May be one session: {{.Name}}, {{.Day}}", map[string]any{"Name": pair.Stays.Name, "Day": pair.Stays.Day.Text()}))
	head.Bold, head.Cut, head.SizeName = true, true, kit.SizeTable
	activity := kit.NewLink(pair.Title, func() {
		s.navigator.Go(model.AttendanceRoute{Activity: pair.Stays.Activity, Session: pair.Stays.ID})
	})
	activity.Cut, activity.SizeName = true, kit.SizeTable
	marks := kit.Quiet(lang.L("Two people made it without knowing of each other; marks: {{.One}} and {{.Other}}. If they are two, give one of them another name.",
		map[string]any{"One": pair.Marks[0], "Other": pair.Marks[1]}))
	marks.Cut = true
	marks.SetToolTip(marks.Text)
	var answering kit.Saving
	one := answering.Guard(kit.NewButton(lang.L("Make them one"), func() {
		answering.Run(s.worker, func(ctx context.Context) error { return s.register.MergeSessions(ctx, pair.Stays.ID, pair.Goes.ID) }, func(err error) {
			s.failed(err)
			s.loader.Go()
		})
	}))
	return kit.Rows(kit.Step1, head, kit.NewSurface(kit.ColorCard, kit.ColorLine, kit.ButtonRadius,
		kit.Padded(kit.Step2, kit.Step3, container.NewBorder(nil, nil, nil, kit.Middle(one), kit.Rows(2, activity, marks)))))
}

// newcomer shows somebody who came by an exchange beside whom they may be.
func (s *Screen) newcomer(like model.Likeness) fyne.CanvasObject {
	head := kit.NewText(lang.L("May be one person: {{.Why}}", map[string]any{"Why": lang.L(like.Reason)}))
	head.Bold, head.Cut, head.SizeName = true, true, kit.SizeTable
	var answering kit.Saving
	answer := func(change kit.Change) {
		answering.Run(s.worker, change, func(err error) {
			s.failed(err)
			s.loader.Go()
		})
	}
	side := func(p, other model.Person) fyne.CanvasObject {
		name := kit.NewLink(p.Name+"  "+p.NativeName, func() { s.navigator.Go(model.PersonRoute{ID: p.ID}) })
		name.Cut, name.SizeName = true, kit.SizeTable
		sub := kit.Quiet(p.Organisation + " · " + p.Email)
		sub.Cut = true
		keep := kit.NewButton(lang.L("One, as here"), func() {
			answer(func(ctx context.Context) error { return s.register.MergePeople(ctx, p.ID, other.ID) })
		})
		answering.Guard(keep)
		return kit.NewSurface(kit.ColorCard, kit.ColorLine, kit.ButtonRadius, kit.Padded(kit.Step2, kit.Step3, container.NewBorder(nil, nil, nil, kit.Middle(keep), kit.Rows(2, name, sub))))
	}
	apart := kit.QuietLink(lang.L("They are two people"), func() {
		answer(func(ctx context.Context) error { return s.register.KeepApart(ctx, like.One.ID, like.Other.ID) })
	})
	return kit.Rows(kit.Step1, container.NewBorder(nil, nil, nil, apart, head), kit.Grid(280, 2, kit.Step2, side(like.One, like.Other), side(like.Other, like.One)))
}
