package activities

import (
	"context"
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

// figures is the part of the form with the numbers of people: one row a country, a column
// a sex. A number with ~ before it is not exact.
type figures struct {
	form   *form
	of     *grounds
	rows   []*figureRow
	grid   *fyne.Container
	totals []*kit.Text
	says   *kit.Text
	fault  *widget.Label
	object fyne.CanvasObject
	add    *kit.Button
	lists  lists
	saved  []model.Headcount // as the register holds them
	dirty  bool
}

// figureRow is the headcounts of one country.
type figureRow struct {
	country *kit.Picker[model.CountryCode]
	numbers []*kit.TextEntry // in the order of model.Sexes
	cells   []*kit.Cell      // around them
	wrong   *widget.Label    // what is wrong in the row
	fresh   bool             // added here, and not in the register yet
	object  *fyne.Container
}

// sexHeads heads the columns of numbers, in the order of model.Sexes.
func sexHeads() []string {
	return []string{lang.L("Women"), lang.L("Men"), lang.L("Other"), lang.L("Not stated")}
}

func newFigures(f *form) *figures {
	g := &figures{form: f, of: newGrounds(f), grid: kit.Rows(kit.Step1), says: kit.NewText(""), fault: kit.Note("")}
	g.says.Bold, g.says.Cut = true, true
	g.fault.Importance = widget.DangerImportance
	g.fault.Hide()
	head := container.New(figureColumns{}, kit.Quiet(lang.L("Country")))
	for _, sex := range sexHeads() {
		t := kit.Quiet(sex)
		t.Align, t.Cut = fyne.TextAlignTrailing, true
		head.Add(t)
	}
	foot := container.New(figureColumns{}, kit.Quiet(lang.L("Together")))
	for range model.Sexes() {
		t := kit.NewText("")
		t.Align, t.Fit, t.Bold = fyne.TextAlignTrailing, true, true
		g.totals = append(g.totals, t)
		foot.Add(t)
	}
	g.add = kit.TextButton("add", lang.L("Add a country"), g.addRow)
	paste := kit.TextButton("import", lang.L("Paste from a spreadsheet"), g.paste)
	hint := kit.Note(lang.L("Whom they came for, and how many. Write ~100 where a number is not exact. “No country” is for those of international organisations and for people online whose country is not known."))
	hint.Importance = widget.LowImportance
	g.object = kit.NewPage(kit.Step2, kit.Gap(1), g.says, g.of.object, head, g.grid, kit.Line(), foot, container.NewHBox(g.add, paste), g.fault, hint)
	return g
}

// figureColumns lays a row out: the country, four numbers, and a cross.
type figureColumns struct{}

const (
	numberWidth float32 = 74
	crossWidth  float32 = 34
)

// Layout is the toolkit's.
func (figureColumns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	country := size.Width - 4*(numberWidth+kit.Step1) - crossWidth - kit.Step1
	x := float32(0)
	for i, o := range objects {
		w := numberWidth
		switch i {
		case 0:
			w = country
		case 5:
			w = crossWidth
		}
		h := o.MinSize().Height
		o.Move(fyne.NewPos(x, (size.Height-h)/2))
		o.Resize(fyne.NewSize(w, h))
		x += w + kit.Step1
	}
}

// MinSize is the toolkit's.
func (figureColumns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	h := float32(0)
	for _, o := range objects {
		h = max(h, o.MinSize().Height)
	}
	return fyne.NewSize(120+4*numberWidth+crossWidth, h)
}

// newRow makes a row for a country.
func (g *figures) newRow(code model.CountryCode) *figureRow {
	r := &figureRow{wrong: kit.Note("")}
	r.wrong.Importance = widget.DangerImportance
	r.wrong.Hide()
	r.country = kit.NewPicker(g.lists.countryChoices(), func(model.CountryCode) { g.changed() })
	r.country.NoneLabel = lang.L("No country")
	r.country.Set(code)
	cells := container.New(figureColumns{}, r.country)
	for range model.Sexes() {
		e := kit.NewTextEntry(1, func(string) { g.changed() })
		e.OnSubmitted = func(string) { g.submit(r, e) }
		e.OnRows = g.pasted
		cell := kit.NewCell(e)
		e.OnEdited(func() { g.clear(r, cell) })
		r.numbers, r.cells = append(r.numbers, e), append(r.cells, cell)
		cells.Add(cell)
	}
	cells.Add(kit.IconButton("close", lang.L("Take the row away"), func() {
		for i, other := range g.rows {
			if other == r {
				g.rows = append(g.rows[:i], g.rows[i+1:]...)
				break
			}
		}
		g.arrange()
		g.changed()
	}))
	r.object = kit.Rows(0, cells, kit.Flush(r.wrong))
	return r
}

// addRow asks for a country, adds its row and goes to its first number; one that is there
// already is gone to.
func (g *figures) addRow() {
	choices := append([]kit.Choice[model.CountryCode]{{Label: lang.L("No country")}}, g.lists.countryChoices()...)
	kit.PickFrom(g.add, "", choices, func(code model.CountryCode) {
		for _, r := range g.rows {
			if r.country.Value() == code {
				g.focus(r.numbers[0])
				return
			}
		}
		r := g.newRow(code)
		r.fresh = true
		g.rows = append(g.rows, r)
		g.arrange()
		g.focus(r.numbers[0])
	})
}

// clear takes away what was said of a number that is being corrected.
func (g *figures) clear(r *figureRow, cell *kit.Cell) {
	if cell.Wrong() {
		cell.SetWrong(false)
		r.wrong.Hide()
		g.dirty = slices.ContainsFunc(g.rows, func(r *figureRow) bool { return slices.ContainsFunc(r.cells, (*kit.Cell).Wrong) })
		g.arrange()
	}
}

// submit is Enter in a number: the next row follows, and the next country the last row. A
// number that cannot be read keeps the keyboard, with what is wrong beside it.
func (g *figures) submit(r *figureRow, e *kit.TextEntry) {
	e.Commit()
	g.changed()
	if slices.ContainsFunc(r.cells, (*kit.Cell).Wrong) {
		return
	}
	if g.rows[len(g.rows)-1] == r {
		g.addRow()
		return
	}
	for i, other := range g.rows {
		if other == r {
			g.focus(g.rows[i+1].numbers[0])
		}
	}
}

// focusEmpty gives the button that adds a country the keyboard, where there is none yet.
func (g *figures) focusEmpty() {
	if len(g.rows) == 0 {
		g.focus(g.add)
	}
}

func (g *figures) focus(o fyne.Focusable) {
	if s := g.form.screen; s.form == g.form && s.navigator.Shows(s) {
		s.navigator.Window().Canvas().Focus(o)
	}
}

func (g *figures) arrange() {
	g.grid.RemoveAll()
	for _, r := range g.rows {
		g.grid.Add(r.object)
	}
	g.object.Refresh()
}

// show shows what the register holds, unless people are in the middle of other figures.
func (g *figures) show(st formState) {
	g.lists = st.lists
	g.says.SetText(words(st.figures))
	g.of.show(st.activity, st.figures)
	if g.dirty {
		return
	}
	g.saved = st.headcounts
	g.fill(st.headcounts)
	g.sum()
}

// fill shows headcounts, a row a country; rows that are there already stay where they are.
func (g *figures) fill(all []model.Headcount) {
	rows := map[model.CountryCode]*figureRow{}
	var kept []*figureRow
	have := map[model.CountryCode]bool{}
	for _, h := range all {
		have[h.Country] = true
	}
	for _, r := range g.rows {
		code := r.country.Value()
		if have[code] && rows[code] == nil {
			rows[code], r.fresh = r, false
			kept = append(kept, r)
		} else if r.fresh { // still being filled in
			kept = append(kept, r)
		}
	}
	for _, h := range all {
		if rows[h.Country] == nil {
			rows[h.Country] = g.newRow(h.Country)
			kept = append(kept, rows[h.Country])
		}
	}
	texts := map[*kit.TextEntry]string{}
	for _, h := range all {
		for i, sex := range model.Sexes() {
			if sex == h.Sex {
				texts[rows[h.Country].numbers[i]] = numberText(h)
			}
		}
	}
	g.rows = kept
	for _, r := range kept {
		for _, e := range r.numbers {
			e.Keep(texts[e])
		}
	}
	g.arrange()
}

func numberText(h model.Headcount) string {
	if h.Approximate {
		return fmt.Sprintf("~%d", h.Number)
	}
	return fmt.Sprint(h.Number)
}

// faults says of every cell whether its number can be read and, below its row, what is wrong
// and what to do.
func (g *figures) faults() {
	seen := map[model.CountryCode]bool{}
	for _, r := range g.rows {
		var says []string
		if code := r.country.Value(); seen[code] {
			says = append(says, lang.L("This country stands in a row above; put the numbers together."))
		} else {
			seen[code] = true
		}
		for i, e := range r.numbers {
			_, _, err := intake.Number(strings.TrimSpace(e.Text))
			wrong := err != nil && strings.TrimSpace(e.Text) != ""
			r.cells[i].SetWrong(wrong)
			if wrong {
				says = append(says, lang.L("{{.Sex}}: “{{.Text}}” is not a number of people. Write a whole number such as 12, or ~12 where it is not exact.",
					map[string]any{"Sex": sexHeads()[i], "Text": strings.TrimSpace(e.Text)}))
			}
		}
		r.wrong.SetText(strings.Join(says, "\n"))
		visible(r.wrong, len(says) > 0)
	}
	g.arrange()
}

// read gives the headcounts on screen; the error says in which row something is wrong.
func (g *figures) read() ([]model.Headcount, error) {
	var all []model.Headcount
	seen := map[model.CountryCode]bool{}
	for _, r := range g.rows {
		code := r.country.Value()
		name := g.lists.countryName(code)
		if name == "" {
			name = lang.L("No country")
		}
		if seen[code] {
			return nil, model.Errorf(model.EInvalid, "%s", lang.L("{{.Country}} stands in two rows; put the numbers together.", map[string]any{"Country": name}))
		}
		seen[code] = true
		for i, e := range r.numbers {
			text := strings.TrimSpace(e.Text)
			if text == "" {
				continue
			}
			n, rough, err := intake.Number(text)
			if err != nil {
				return nil, model.Errorf(model.EInvalid, "%s: “%s”: %s.", name, text, err.Error())
			}
			all = append(all, model.Headcount{Activity: g.form.id, Country: code, Sex: model.Sexes()[i], Number: n, Approximate: rough})
		}
	}
	return all, nil
}

// sum shows what the columns add up to.
func (g *figures) sum() {
	all, err := g.read()
	if err != nil {
		return
	}
	for i, sex := range model.Sexes() {
		f := model.Figure{Kind: model.Missing}
		for _, h := range all {
			if h.Sex == sex {
				one := model.Count(h.Number)
				if h.Approximate {
					one.Kind = model.Approximate
				}
				f = f.Plus(one)
			}
		}
		g.totals[i].SetText(f.String())
	}
}

// changed saves what is on screen.
func (g *figures) changed() {
	all, err := g.read()
	g.faults()
	g.fail(nil)
	if err != nil { // it stands at its cell
		g.dirty = true
		return
	}
	g.sum()
	if len(g.rows) > 0 && len(all) == 0 && len(g.saved) == 0 {
		return // a country without numbers yet
	}
	g.dirty = false
	g.store(all)
}

// store saves what differs from what the register was shown to hold.
func (g *figures) store(all []model.Headcount) {
	r, id, update := g.form.screen.register, g.form.id, model.HeadcountChanges(g.saved, all)
	g.form.screen.worker.Do(func() {
		err := r.UpdateHeadcounts(context.Background(), id, update)
		fyne.Do(func() { g.fail(err) })
	})
}

func (g *figures) fail(err error) {
	if err == nil {
		g.fault.Hide()
		return
	}
	g.fault.SetText(err.Error())
	g.fault.Show()
	g.object.Refresh()
}

// commit saves what is typed and not yet saved.
func (g *figures) commit() {
	for _, r := range g.rows {
		for _, e := range r.numbers {
			e.Commit()
		}
	}
}

// paste shows headcounts that were copied from a spreadsheet as a list, before they are taken
// over: which numbers they change, and what cannot be read.
func (g *figures) paste() { g.pasted(fyne.CurrentApp().Clipboard().Content()) }

func (g *figures) pasted(text string) {
	if strings.TrimSpace(text) == "" {
		g.fail(model.Errorf(model.EInvalid, "%s", lang.L("There is nothing to paste. Copy the cells in the spreadsheet first: country, women, men.")))
		return
	}
	g.fail(nil)
	g.commit()
	g.form.screen.program.PasteHeadcounts(g.form.id, text)
}

// words says what the activity's figures are.
func words(f model.ActivityFigures) string {
	if f.Participants.Kind == model.NotCounted {
		return lang.L("This type of activity does not count people.")
	}
	if !f.Participants.Known() {
		return lang.L("No figures of people yet")
	}
	data := map[string]any{"P": f.Participants.String(), "C": f.Countries.String(), "W": f.Women.String()}
	from := lang.N("from {{.C}} countries", kit.Number(f.Countries), data)
	return lang.N("{{.P}} participants", kit.Number(f.Participants), data) + " " + from + " · " + lang.L("{{.W}} women", data)
}
