package chart

import (
	"fmt"

	"rollbook/model"
)

// Columns is a chart of upright columns, one a category, stacked where there are several
// series.
type Columns struct {
	About      About
	Categories []string
	Series     []SeriesOf
	Route      func(series, category int) model.Route // where a column leads; nil: nowhere
}

// SeriesOf is one series of figures, one for each category; those that are not known are
// drawn as nothing and read as such.
type SeriesOf struct {
	Name   string
	Values []model.Figure
}

// Describe says what the chart shows.
func (c Columns) Describe() About { return c.About }

// Empty says whether no figure is above zero.
func (c Columns) Empty() bool { return c.most() == 0 }

func (c Columns) most() float64 {
	most := 0.0
	for i := range c.Categories {
		sum := 0.0
		for _, s := range c.Series {
			sum += valueOf(s.Values[i])
		}
		most = max(most, sum)
	}
	return most
}

func valueOf(f model.Figure) float64 {
	if !f.Known() {
		return 0
	}
	return float64(f.Value)
}

// Table gives a row a category.
func (c Columns) Table() Table {
	t := Table{Head: []string{""}}
	for _, s := range c.Series {
		t.Head = append(t.Head, s.Name)
	}
	if len(c.Series) > 1 {
		t.Head = append(t.Head, "Total")
	}
	for i, category := range c.Categories {
		row := []string{category}
		sum := model.Figure{Kind: model.Missing}
		for _, s := range c.Series {
			row = append(row, s.Values[i].String())
			sum = sum.Plus(s.Values[i])
		}
		if len(c.Series) > 1 {
			row = append(row, sum.String())
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// Scene lays the chart out: the legend on top, the axis at the left, categories below.
func (c Columns) Scene(width, height float64, measure Measure) Scene {
	s := Scene{Width: width, Height: height}
	top := c.legend(&s, measure)
	a := newAxis(c.most(), max(2, int((height-top-24)/36)))
	left := measure(number(a.top), smallSize, false) + 10
	bottom := height - 22
	plot := bottom - top
	if plot < 20 || width-left < 20 {
		return s
	}
	for _, v := range a.ticks() {
		y := bottom - v/a.top*plot
		s.add(Line{X1: left, Y1: y, X2: width, Y2: y, Width: 1, Stroke: InkLine},
			Text{X: left - 6, Y: y, Size: smallSize, Anchor: End, Fill: InkQuiet, Text: number(v)})
	}
	slot := (width - left) / float64(max(len(c.Categories), 1))
	every := c.labelEvery(slot, measure)
	for i, category := range c.Categories {
		x := left + slot*float64(i)
		c.column(&s, i, x, slot, bottom, plot/a.top)
		if i%every == 0 {
			s.add(Text{X: x + slot/2, Y: height - 9, Size: smallSize, Anchor: Middle, Fill: InkQuiet, Text: category})
		}
	}
	return s
}

// column draws one category's stack.
func (c Columns) column(s *Scene, category int, x, slot, bottom, perUnit float64) {
	w := min(slot*0.7, 44)
	x += (slot - w) / 2
	y := bottom
	for n, series := range c.Series {
		h := valueOf(series.Values[category]) * perUnit
		if h <= 0 {
			continue
		}
		d := &Datum{Text: c.says(n, category)}
		if c.Route != nil {
			d.Route = c.Route(n, category)
		}
		s.add(Rect{X: x, Y: y - h, W: w, H: max(h-1, 1), Radius: min(2, h/2), Fill: SeriesInk(n), Datum: d})
		y -= h
	}
}

// says gives what a column stands for, in words.
func (c Columns) says(series, category int) string {
	figure := fmt.Sprintf("%s %s", c.Series[series].Values[category], c.About.Unit)
	if len(c.Series) == 1 {
		return c.Categories[category] + ": " + figure
	}
	return fmt.Sprintf("%s · %s: %s", c.Categories[category], c.Series[series].Name, figure)
}

// labelEvery says which categories are named so that the names do not run together.
func (c Columns) labelEvery(slot float64, measure Measure) int {
	widest := 0.0
	for _, category := range c.Categories {
		widest = max(widest, measure(category, smallSize, false))
	}
	every := 1
	for float64(every)*slot < widest+8 && every < len(c.Categories) {
		every++
	}
	return every
}

// legend names the series that have anything, and gives where the plot may begin.
func (c Columns) legend(s *Scene, measure Measure) float64 {
	if len(c.Series) < 2 {
		return 8
	}
	x, y := 0.0, 8.0
	for n, series := range c.Series {
		any := false
		for _, v := range series.Values {
			any = any || valueOf(v) > 0
		}
		if !any {
			continue
		}
		w := 16 + measure(series.Name, textSize, false) + 16
		if x > 0 && x+w > s.Width {
			x, y = 0, y+20
		}
		s.add(Rect{X: x, Y: y - 5, W: 10, H: 10, Radius: 2, Fill: SeriesInk(n)},
			Text{X: x + 16, Y: y, Size: textSize, Fill: InkQuiet, Text: series.Name})
		x += w
	}
	return y + 20
}
