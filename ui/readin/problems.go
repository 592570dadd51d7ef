package readin

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"rollbook/model"
	"rollbook/model/intake"
	"rollbook/ui/kit"
)

// trouble is one thing that is wrong in one or several rows, put right at once.
type trouble struct {
	intake.Problem
	rows []int // indexes in the sheet
}

// gather puts problems that are the same in several rows together.
func gather(problems []intake.Problem) []*trouble {
	type same struct{ field, value, reason string }
	at := map[same]*trouble{}
	var all []*trouble
	for _, p := range problems {
		key := same{p.Field, p.Value, p.Reason}
		if t := at[key]; t != nil && p.Value != "" {
			t.rows = append(t.rows, p.Index)
			continue
		}
		t := &trouble{p, []int{p.Index}}
		at[key] = t
		all = append(all, t)
	}
	return all
}

// shownProblems is how many are shown at a time; when they are put right others follow.
const shownProblems = 50

// showProblems shows what is wrong, each with ways to put it right, and which rows are left
// out, each with a way back.
func (d *Dialog) showProblems(p *intake.Preview) {
	d.problems.RemoveAll()
	all := gather(p.Problems)
	out := min(len(p.LeftOut), shownProblems)
	if len(all)+out == 0 {
		return
	}
	list := kit.Rows(kit.Step1)
	for _, t := range all[:min(len(all), shownProblems)] {
		list.Add(d.problemRow(t))
	}
	if more := len(all) - shownProblems; more > 0 {
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
	d.problems.Add(scroll)
}

func (d *Dialog) problemRow(t *trouble) fyne.CanvasObject {
	where := ""
	switch {
	case len(t.rows) > 1:
		where = lang.L("{{.N}} rows", map[string]any{"N": len(t.rows)})
	case t.Row > 0:
		where = lang.L("Row {{.N}}", map[string]any{"N": t.Row})
	}
	text := t.Reason
	if t.Value != "" {
		text = fmt.Sprintf("“%s”: %s", t.Value, t.Reason)
	}
	if where != "" {
		text = where + " · " + text
	}
	says := kit.NewText(text)
	says.SizeName, says.Cut, says.Color = kit.SizeTable, true, "error"
	says.SetToolTip(text)
	if t.Index < 0 {
		return kit.Padded(kit.Step2, 0, says)
	}
	fix := kit.NewButton(lang.L("Put right"), nil)
	fix.OnTapped = func() { d.putRight(fix, t) }
	skip := kit.NewButton(lang.L("Leave out"), func() {
		d.again(func() {
			for _, row := range t.rows {
				d.list.Skip(row, true)
			}
		})
	})
	tools := container.NewHBox(skip)
	if t.Field != "" {
		tools.Objects = append([]fyne.CanvasObject{fix}, tools.Objects...)
	}
	return container.NewBorder(nil, nil, nil, tools, kit.Middle(says))
}

// leftOutRow says that a row is left out, and takes it back in.
func (d *Dialog) leftOutRow(row int) fyne.CanvasObject {
	var cells []string
	for _, cell := range d.source.Sheets[d.list.Sheet].Rows[row] {
		if cell != "" {
			cells = append(cells, cell)
		}
	}
	text := lang.L("Row {{.N}} is left out: {{.Cells}}", map[string]any{"N": d.source.Sheets[d.list.Sheet].Line(row), "Cells": strings.Join(cells, ", ")})
	says := kit.NewText(text)
	says.SizeName, says.Cut, says.Color = kit.SizeTable, true, kit.ColorQuiet
	says.SetToolTip(text)
	back := kit.NewButton(lang.L("Take it in"), func() {
		d.again(func() { d.list.Skip(row, false) })
	})
	return container.NewBorder(nil, nil, nil, back, kit.Middle(says))
}

// putRight offers what a cell may mean, and a line to write what it should say.
func (d *Dialog) putRight(below fyne.CanvasObject, t *trouble) {
	var over *kit.Over
	take := func(value string) {
		over.Hide()
		d.again(func() {
			if t.About != intake.AboutRow && (t.Value != "" && len(t.rows) > 1 || len(t.Choices) > 0) {
				d.list.Answer(t.Field, t.Value, value)
				return
			}
			for _, row := range t.rows {
				d.list.Fix(row, t.Field, value)
			}
		})
	}
	rows := kit.Rows(kit.Step1)
	for _, choice := range t.Choices {
		b := kit.NewButton(choice, func() { take(choice) })
		b.Alignment = widget.ButtonAlignLeading
		rows.Add(b)
	}
	entry := kit.NewEntry(lang.L("Write instead"), nil)
	entry.SetText(t.Value)
	entry.OnSubmitted = take
	rows.Add(container.NewBorder(nil, nil, nil, kit.Primary(lang.L("Use this"), func() { take(entry.Text) }), kit.Wide(220, entry)))
	if over = kit.NewBelow(below, kit.Padded(kit.Step2, kit.Step2, rows)); over == nil {
		return
	}
	over.Show()
	d.navigator.Window().Canvas().Focus(entry)
	entry.TypedShortcut(&fyne.ShortcutSelectAll{}) // what is typed stands in its place
}
