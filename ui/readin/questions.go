package readin

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"rollbook/model"
	"rollbook/model/intake"
	"rollbook/ui/kit"
)

// shownQuestions is how many are shown at a time; when they are answered others follow.
const shownQuestions = 50

// shownBehind is how many of the rows behind a question are shown with it.
const shownBehind = 6

// showQuestions shows what the list leaves open, each with ways to answer it, and which
// rows are left out, each with a way back.
func (d *Dialog) showQuestions(p *intake.Preview, all []intake.Question) {
	d.questions.RemoveAll()
	out := min(len(p.LeftOut), shownQuestions)
	if len(all)+out == 0 {
		return
	}
	list := kit.Rows(kit.Step1)
	for _, q := range all[:min(len(all), shownQuestions)] {
		list.Add(d.questionRow(q))
	}
	if more := len(all) - shownQuestions; more > 0 {
		list.Add(kit.Quiet(lang.L("and {{.N}} more", map[string]any{"N": more})))
	}
	for _, row := range p.LeftOut[:out] {
		list.Add(d.leftOutRow(row))
	}
	if more := len(p.LeftOut) - out; more > 0 {
		list.Add(kit.Quiet(lang.L("and {{.N}} more left out", map[string]any{"N": model.Thousands(more)})))
	}
	scroll := container.NewVScroll(list)
	scroll.SetMinSize(fyne.NewSize(200, min(float32(len(all)+out)*44, 230)))
	d.questions.Add(scroll)
}

func (d *Dialog) questionRow(q intake.Question) fyne.CanvasObject {
	where := ""
	switch {
	case len(q.Rows) > 1:
		where = lang.N("{{.N}} rows", len(q.Rows), map[string]any{"N": len(q.Rows)})
	case len(q.Rows) == 1:
		where = lang.L("Row {{.N}}", map[string]any{"N": q.Rows[0]})
	}
	text := q.Why
	if q.Text != "" {
		text = fmt.Sprintf("“%s”: %s", q.Text, q.Why)
	}
	if where != "" {
		text = where + " · " + text
	}
	says := kit.NewText(text)
	says.SizeName, says.Cut, says.Color = kit.SizeTable, true, "error"
	says.SetToolTip(q.String())
	if q.About == intake.AboutFile {
		return kit.Padded(kit.Step2, 0, says)
	}
	tools := container.NewHBox()
	if q.Field != "" {
		label := lang.L("Answer")
		if q.About == intake.AboutText || q.About == intake.AboutRow {
			label = lang.L("Put right")
		}
		fix := kit.NewButton(label, nil)
		fix.OnTapped = func() { d.ask(fix, q) }
		tools.Add(fix)
	}
	if len(q.Rows) > 0 {
		tools.Add(kit.NewButton(lang.L("Leave out"), func() {
			q.LeaveOut = true
			d.reply(q)
		}))
	}
	return container.NewBorder(nil, nil, nil, tools, kit.Middle(says))
}

// leftOutRow says that a row is left out, and takes it back in.
func (d *Dialog) leftOutRow(row int) fyne.CanvasObject {
	text := lang.L("Row {{.N}} is left out: {{.Cells}}", map[string]any{"N": d.sheet().Line(row), "Cells": d.rowText(row)})
	says := kit.NewText(text)
	says.SizeName, says.Cut, says.Color = kit.SizeTable, true, kit.ColorQuiet
	says.SetToolTip(text)
	back := kit.NewButton(lang.L("Take it in"), func() {
		d.again(func() { d.list.Skip(row, false) })
	})
	return container.NewBorder(nil, nil, nil, back, kit.Middle(says))
}

func (d *Dialog) sheet() *intake.Sheet { return &d.source.Sheets[d.list.Sheet] }

// rowText gives what a row says in the file.
func (d *Dialog) rowText(row int) string {
	cells := slices.Clone(d.sheet().Rows[row])
	return strings.Join(slices.DeleteFunc(cells, func(cell string) bool { return cell == "" }), ", ")
}

// reply takes an answer, and checks the list again.
func (d *Dialog) reply(q intake.Question) {
	if q.About == intake.AboutList && q.Field == "encoding" && q.Answer != nil {
		d.options.Encoding = *q.Answer
		d.loader.Stop()
		d.read(func() {})
		return
	}
	var err error
	d.again(func() { err = d.list.Reply(q) })
	if err != nil {
		kit.ShowError(d.navigator.Window(), err)
	}
}

// ask offers what the answer may be, with the rows behind the question.
func (d *Dialog) ask(below fyne.CanvasObject, q intake.Question) {
	var over *kit.Over
	remember := kit.NewCheck(lang.L("Remember this for other lists"), nil)
	take := func(answer string) {
		over.Hide()
		q.Answer, q.Remember = &answer, remember.Checked && q.Memorable()
		d.reply(q)
	}
	rows := kit.Rows(kit.Step1)
	rows.Add(kit.Wide(420, kit.Note(q.Why)))
	for _, row := range q.Indexes()[:min(len(q.Indexes()), shownBehind)] {
		behind := kit.Quiet(lang.L("Row {{.N}}: {{.Cells}}", map[string]any{"N": d.sheet().Line(row), "Cells": d.rowText(row)}))
		behind.Cut = true
		rows.Add(kit.Wide(420, behind))
	}
	if more := len(q.Indexes()) - shownBehind; more > 0 {
		rows.Add(kit.Quiet(lang.L("and {{.N}} more", map[string]any{"N": more})))
	}
	choices := kit.Rows(2)
	for _, choice := range q.Choices {
		b := kit.NewButton(choice, func() { take(choice) })
		b.Alignment = widget.ButtonAlignLeading
		choices.Add(b)
	}
	if q.About == intake.AboutColumn {
		none := kit.NewButton(lang.L("None of them"), func() { take("") })
		none.Alignment = widget.ButtonAlignLeading
		choices.Add(none)
	}
	if len(choices.Objects) > 8 {
		scroll := container.NewVScroll(choices)
		scroll.SetMinSize(fyne.NewSize(420, 280))
		rows.Add(scroll)
	} else {
		rows.Add(choices)
	}
	if q.Memorable() {
		rows.Add(remember)
	}
	var entry *kit.LineEntry
	if q.About == intake.AboutText || q.About == intake.AboutRow {
		entry = kit.NewEntry(lang.L("Write instead"), nil)
		entry.SetText(q.Text)
		entry.OnSubmitted = take
		rows.Add(container.NewBorder(nil, nil, nil, kit.Primary(lang.L("Use this"), func() { take(entry.Text) }), kit.Wide(220, entry)))
	}
	if over = kit.NewBelow(below, kit.Padded(kit.Step2, kit.Step2, rows)); over == nil {
		return
	}
	over.Show()
	if entry != nil {
		d.navigator.Window().Canvas().Focus(entry)
		entry.TypedShortcut(&fyne.ShortcutSelectAll{}) // what is typed stands in its place
	}
}
