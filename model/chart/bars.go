package chart

import (
	"fmt"

	"rollbook/model"
)

// Bars is a chart of lying bars, one a row, with its figure behind it.
type Bars struct {
	About About
	Rows  []Bar
	Of    float64 // what a full bar stands for; 0: the longest
}

// Bar is one row: a value, or several beside each other of the same length scale.
type Bar struct {
	Label  string
	Values []model.Figure // one, or one a part; parts are named by PartNames
	Says   string         // behind the bar; empty: the figures' sum
	Route  model.Route
	Parts  []string // names of the parts, for hovering
}

// Describe says what the chart shows.
func (b Bars) Describe() About { return b.About }

// Empty says whether no figure is above zero.
func (b Bars) Empty() bool { return b.most() == 0 }

func (b Bars) most() float64 {
	most := 0.0
	for _, r := range b.Rows {
		most = max(most, r.sum())
	}
	return most
}

func (r Bar) sum() float64 {
	sum := 0.0
	for _, v := range r.Values {
		sum += valueOf(v)
	}
	return sum
}

func (r Bar) text() string {
	if r.Says != "" {
		return r.Says
	}
	sum := model.Figure{Kind: model.Missing}
	for _, v := range r.Values {
		sum = sum.Plus(v)
	}
	return sum.String()
}

// Table gives a row a bar.
func (b Bars) Table() Table {
	t := Table{Head: []string{"", b.About.Unit}}
	if len(b.Rows) > 0 && len(b.Rows[0].Parts) > 1 {
		t.Head = append(append([]string{""}, b.Rows[0].Parts...), "Total")
	}
	for _, r := range b.Rows {
		row := []string{r.Label}
		if len(r.Parts) > 1 {
			for _, v := range r.Values {
				row = append(row, v.String())
			}
		}
		t.Rows = append(t.Rows, append(row, r.text()))
	}
	return t
}

// Scene lays the chart out: names at the left, bars, figures behind them; as many rows as
// there is room for.
func (b Bars) Scene(width, height float64, measure Measure) Scene {
	s := Scene{Width: width, Height: height}
	top := b.legend(&s, measure)
	names, figures := 0.0, 0.0
	for _, r := range b.Rows {
		names = max(names, measure(r.Label, textSize, false))
		figures = max(figures, measure(r.text(), textSize, false))
	}
	names = min(names, width*0.45)
	left, room := names+10, width-names-10-figures-10
	full := b.Of
	if full == 0 {
		full = b.most()
	}
	if len(b.Rows) == 0 || room < 10 || full == 0 {
		return s
	}
	slot := min((height-top)/float64(len(b.Rows)), 40)
	shown := b.Rows
	if slot < 18 {
		slot = 18
		shown = b.Rows[:min(len(b.Rows), int((height-top)/slot))]
	}
	for i, r := range shown {
		y := top + slot*(float64(i)+0.5)
		s.add(Text{X: 0, Y: y, Size: textSize, Fill: InkText, Text: shorten(r.Label, names, textSize, measure), Datum: &Datum{Text: r.Label, Route: r.Route}})
		x, h := left, min(slot*0.6, 16)
		for n, v := range r.Values {
			w := room * min(1, valueOf(v)/full)
			if w <= 0 {
				continue
			}
			s.add(Rect{X: x, Y: y - h/2, W: max(w-1, 1), H: h, Radius: min(2, w/2), Fill: SeriesInk(n), Datum: &Datum{Text: b.says(r, n), Route: r.Route}})
			x += w
		}
		s.add(Text{X: x + 6, Y: y, Size: textSize, Fill: InkText, Text: r.text()})
	}
	return s
}

func (b Bars) says(r Bar, part int) string {
	if len(r.Parts) > 1 {
		return fmt.Sprintf("%s · %s: %s %s", r.Label, r.Parts[part], r.Values[part], b.About.Unit)
	}
	if r.Says != "" && r.Says != r.Values[part].String() {
		return fmt.Sprintf("%s: %s %s (%s)", r.Label, r.Values[part], b.About.Unit, r.Says)
	}
	return fmt.Sprintf("%s: %s %s", r.Label, r.Values[part], b.About.Unit)
}

func (b Bars) legend(s *Scene, measure Measure) float64 {
	if len(b.Rows) == 0 || len(b.Rows[0].Parts) < 2 {
		return 0
	}
	x := 0.0
	for n, name := range b.Rows[0].Parts {
		s.add(Rect{X: x, Y: 3, W: 10, H: 10, Radius: 2, Fill: SeriesInk(n)}, Text{X: x + 16, Y: 8, Size: textSize, Fill: InkQuiet, Text: name})
		x += 16 + measure(name, textSize, false) + 16
	}
	return 24
}
