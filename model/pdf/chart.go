package pdf

import (
	"fmt"
	"strings"

	"rollbook/model/chart"
	"rollbook/model/report"
)

// chartScale is how large a scene's unit is on paper, in points: its texts become those of
// notes.
const chartScale = 0.72

// inks are the colours of scenes on paper.
var inks = map[chart.Ink]color{
	chart.InkText: ink, chart.InkQuiet: quiet, chart.InkLine: hairline, chart.InkLand: land, chart.InkAccent: accent,
	chart.SeriesInk(0): 0x0074A8, chart.SeriesInk(1): 0xE69F00, chart.SeriesInk(2): 0x009E73, chart.SeriesInk(3): 0xCC79A7, chart.SeriesInk(4): 0x7C8894,
}

// chart draws a chart with its title, unit and notes, all on one page.
func (f *flow) chart(c report.Chart) error {
	for _, part := range f.parts(c.Chart) {
		if err := f.lay(part, c.Note).draw(f); err != nil {
			return err
		}
	}
	return nil
}

// laid is a chart laid out: what stands above and below its picture, and how high that may
// be drawn, in points.
type laid struct {
	chart       chart.Chart
	title, unit set
	notes       []set
	least, most float64
}

// lay lays a chart out.
func (f *flow) lay(c chart.Chart, note string) laid {
	about := c.Describe()
	width := f.right - f.left
	l := laid{chart: c, title: f.set(about.Title, chartTitle, width), unit: f.set(about.Unit, small, width)}
	if note == about.Note {
		note = ""
	}
	if _, isMap := c.(chart.DotMap); isMap && !strings.Contains(note+about.Note, chart.Endorsement) {
		note = strings.TrimSpace(note + "\n" + chart.Endorsement)
	}
	for _, n := range []string{about.Note, note} {
		if n != "" {
			l.notes = append(l.notes, f.set(n, small, width))
		}
	}
	l.least, l.most = f.chartHeights(c)
	return l
}

// readOut says what a chart shows to those who cannot see it: its title, and its figures.
func readOut(c chart.Chart) string {
	about, table := c.Describe(), c.Table()
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s).", about.Title, about.Unit)
	for _, row := range table.Rows {
		for i, cell := range row {
			switch {
			case i == 0:
				fmt.Fprintf(&b, " %s:", cell)
			case len(row) > 2 && i < len(table.Head):
				fmt.Fprintf(&b, " %s %s,", table.Head[i], cell)
			default:
				fmt.Fprintf(&b, " %s,", cell)
			}
		}
	}
	return strings.TrimSuffix(b.String(), ",")
}

// aboveChart is the room between a chart and what stands before it.
const aboveChart = 6.0

// room is the room of the chart where its picture has a height.
func (l laid) room(height float64) float64 {
	room := aboveChart + l.title.height() + l.unit.height() + 8 + height
	for _, n := range l.notes {
		room += 6 + n.height()
	}
	return room
}

// draw draws the chart as high as the page has room for, within its limits; where it has
// less, on the next page.
func (l laid) draw(f *flow) error {
	if err := f.need(l.room(l.least)); err != nil {
		return err
	}
	height := min(l.most, max(l.least, l.least+f.room()-l.room(l.least)))
	f.space(aboveChart)
	x, at := f.side()
	f.within(roleText, func() { l.title.draw(f.page, x, f.y, at) })
	f.y += l.title.height()
	f.within(roleText, func() { l.unit.draw(f.page, x, f.y, at) })
	f.y += l.unit.height() + 8
	if l.chart.Empty() {
		f.within(roleText, func() { f.set("—", small, f.right-f.left).draw(f.page, x, f.y, at) })
	} else {
		f.figure(readOut(l.chart))
		f.scene(l.chart.Scene((f.right-f.left)/chartScale, height/chartScale, f.sceneMeasure), f.left, f.y)
		f.end()
	}
	f.y += height
	for _, n := range l.notes {
		f.y += 6
		f.within(roleText, func() { n.draw(f.page, x, f.y, at) })
		f.y += n.height()
	}
	f.y += 20
	return nil
}

func (f *flow) sceneMeasure(text string, size float64, bold bool) float64 {
	return f.typesetter.width(text, bold) * size / em
}

// Sizes of charts in the scene's units.
const (
	barSlot   = 26.0
	barLegend = 24.0
	columnsAt = 300.0 // or as high that two stand on a page
	mapRatio  = 140.0 / 360
)

// chartHeights gives how high a chart is drawn at least and at most, in points. What has no
// fixed shape takes what the page has left, within reason, rather than leave it empty.
func (f *flow) chartHeights(c chart.Chart) (least, most float64) {
	if c.Empty() {
		return 30, 30
	}
	page := f.bottom - f.top
	switch c := c.(type) {
	case chart.Bars:
		h := barSlot * float64(len(c.Rows))
		if len(c.Rows) > 0 && len(c.Rows[0].Parts) > 1 {
			h += barLegend
		}
		return h * chartScale, h * chartScale
	case chart.DotMap:
		most = min((f.right-f.left)*mapRatio, page-120)
		return most * 0.7, most
	}
	most = min(columnsAt*chartScale, page/2-98)
	return most * 0.7, most
}

// parts gives a chart as it is, or, where it has more bars than a page has room for, as
// several of the same scale: on a page nobody can ask to see the rest.
func (f *flow) parts(c chart.Chart) []chart.Chart {
	bars, ok := c.(chart.Bars)
	if !ok {
		return []chart.Chart{c}
	}
	most := int((f.bottom - f.top - 140) / (barSlot * chartScale))
	if len(bars.Rows) <= most {
		return []chart.Chart{c}
	}
	if bars.Of == 0 {
		for _, r := range bars.Rows {
			sum := 0.0
			for _, v := range r.Values {
				if v.Known() {
					sum += float64(v.Value)
				}
			}
			bars.Of = max(bars.Of, sum)
		}
	}
	var all []chart.Chart
	for from := 0; from < len(bars.Rows); from += most {
		part := bars
		part.Rows = bars.Rows[from:min(from+most, len(bars.Rows))]
		all = append(all, part)
	}
	return all
}

// scene draws a scene, its upper left corner at x and y.
func (f *flow) scene(s chart.Scene, x, y float64) {
	const k = chartScale
	p := f.page
	for _, shape := range s.Shapes {
		switch v := shape.(type) {
		case chart.Rect:
			p.round(x+v.X*k, y+v.Y*k, v.W*k, v.H*k, v.Radius*k, inks[v.Fill])
		case chart.Line:
			p.line(x+v.X1*k, y+v.Y1*k, x+v.X2*k, y+v.Y2*k, v.Width*k, inks[v.Stroke])
		case chart.Circle:
			draw := func() { p.circle(x+v.X*k, y+v.Y*k, v.R*k, inks[v.Fill]) }
			if v.Translucent {
				p.translucent(draw)
			} else {
				draw()
			}
		case chart.Polygon:
			p.shape()
			p.fill(inks[v.Fill])
			for i, point := range v.Points {
				op := "l"
				if i == 0 {
					op = "m"
				}
				p.op(op, x+point.X*k, p.height-y-point.Y*k)
			}
			p.op("f")
		case chart.Text:
			l := f.line(v.Text, v.Bold)
			size := v.Size * k
			// Y is the middle of the letters: of what stands between baseline and capitals.
			p.text(l, x+v.X*k, y+v.Y*k+size*0.357, size, inks[v.Fill], anchor(v.Anchor))
		}
	}
}
