package attendance

import (
	"cmp"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/ui/kit"
)

// side is what stands beside the list: running figures, the rest, the last marks.
type side struct {
	screen     *Screen
	figure, of *kit.Text
	bar        *kit.ShareBar
	lines      []*kit.Text
	rest       *kit.Button
	restCard   fyne.CanvasObject
	lastRows   *fyne.Container
	lastCard   fyne.CanvasObject
	object     *fyne.Container
}

// lastShown is how many of the last marks are shown.
const lastShown = 6

func newSide(s *Screen) *side {
	d := &side{screen: s, figure: kit.NewText("0"), of: kit.NewText(""), bar: kit.NewShareBar(), lastRows: kit.Rows(kit.Step2)}
	d.figure.SizeName, d.figure.Bold = kit.SizeFigure, true
	d.of.Color, d.of.Bold, d.of.Fit = kit.ColorQuiet, true, true
	rows := []fyne.CanvasObject{container.NewBorder(nil, nil, d.figure, nil, kit.Padded(0, kit.Step2, kit.Middle(d.of))), d.bar}
	for range 3 {
		t := kit.Quiet("")
		t.Fit = true
		d.lines = append(d.lines, t)
		rows = append(rows, t)
	}
	figures := kit.Card("", nil, kit.Rows(kit.Step2, rows...))
	d.rest = kit.NewButton("", s.restAbsent)
	d.restCard = kit.Card(lang.L("When everyone is in"), nil, d.rest)
	d.lastCard = kit.Card(lang.L("Last marks"), nil, d.lastRows)
	d.object = container.NewStack(container.NewVScroll(kit.Rows(kit.Step3, figures, d.restCard, d.lastCard)))
	return d
}

// last gives the marks of the session that were made last, the latest first, as they stand.
func (d *side) last() []attempt {
	var all []attempt
	for _, a := range d.screen.st.desk.Roll.Attendees {
		if m, marked := a.Marks[d.screen.session]; marked {
			all = append(all, attempt{m, a.Who.Name})
		}
	}
	slices.SortStableFunc(all, func(a, b attempt) int { return cmp.Compare(b.mark.At.UnixMilli, a.mark.At.UnixMilli) })
	return all[:min(len(all), lastShown)]
}

// show shows the figures of the session.
func (d *side) show() {
	s := d.screen
	if s.st.desk == nil {
		return
	}
	p := s.st.desk.Roll.Presence(s.session)
	marked := p.Here + p.Excused + p.Absent
	left := len(s.left())
	d.figure.SetText(model.Thousands(p.Here))
	d.of.SetText(lang.L("of {{.N}} here", map[string]any{"N": model.Thousands(p.Expected)}))
	d.bar.Set(max(p.Expected, marked), kit.Share{Number: p.Here - p.Late, Color: kit.ColorPresent}, kit.Share{Number: p.Late, Color: kit.ColorLate},
		kit.Share{Number: p.Excused, Color: kit.ColorExcused}, kit.Share{Number: p.Absent, Color: kit.ColorAbsent})
	d.lines[0].SetText(lang.L("{{.P}} present · {{.L}} late · {{.E}} excused · {{.A}} absent", map[string]any{"P": p.Here - p.Late, "L": p.Late, "E": p.Excused, "A": p.Absent}))
	d.lines[0].SetToolTip(d.lines[0].Text)
	d.lines[1].SetText(lang.L("{{.N}} not marked yet", map[string]any{"N": left}))
	countries := lang.N("{{.N}} countries", p.Countries, map[string]any{"N": p.Countries})
	d.lines[2].SetText(countries + " · " + lang.L("{{.W}} women", map[string]any{"W": p.Women.String()}))
	if left == 0 {
		d.restCard.Hide()
	} else {
		d.restCard.Show()
		d.rest.SetText(lang.N("Mark the {{.N}} left absent", left, map[string]any{"N": left}))
	}
	d.lastRows.RemoveAll()
	last := d.last()
	for _, t := range last {
		text := kit.Quiet(fmt.Sprintf("%s  %s", t.mark.At.Time().Format("15:04"), t.name))
		text.Cut = true
		letter := kit.Quiet(string(t.mark.Value))
		letter.Bold, letter.Color = true, kit.MarkColor(t.mark.Value)
		d.lastRows.Add(container.NewBorder(nil, nil, nil, letter, text))
	}
	if len(last) == 0 {
		d.lastCard.Hide()
	} else {
		d.lastCard.Show()
	}
	d.object.Refresh()
}
