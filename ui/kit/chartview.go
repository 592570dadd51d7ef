package kit

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	"golang.org/x/image/vector"

	"rollbook/model"
	"rollbook/model/chart"
)

// ChartCard is a card with a chart, its note below it, and a button that shows the same
// figures as a table.
type ChartCard struct {
	widget.BaseWidget
	view   *chartView
	title  *Text
	note   *widget.Label
	toggle fyne.CanvasObject
	middle *fyne.Container
	card   *Surface
	table  bool
}

// NewChartCard makes a card of a height for a chart to come; open goes where a datum leads.
func NewChartCard(height float32, open func(model.Route)) *ChartCard {
	c := &ChartCard{view: newChartView(height, open), title: Title(""), note: Note("")}
	c.title.Cut = true
	c.note.Importance = widget.LowImportance
	c.toggle = IconButton("table", lang.L("Show as a table, or as a chart"), func() {
		c.table = !c.table
		c.show()
	})
	c.middle = container.NewStack(c.view)
	head := container.NewBorder(nil, nil, nil, c.toggle, Middle(c.title))
	c.card = NewSurface(ColorCard, ColorLine, CardRadius, Padded(Step3, Step4, container.NewBorder(head, Flush(c.note), nil, nil, c.middle)))
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer is the toolkit's.
func (c *ChartCard) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.card) }

// Set shows a chart.
func (c *ChartCard) Set(shown chart.Chart) {
	about := shown.Describe()
	c.title.SetText(about.Title)
	c.note.SetText(about.Note)
	if about.Note == "" {
		c.note.Hide()
	} else {
		c.note.Show()
	}
	c.view.set(shown)
	c.show()
}

func (c *ChartCard) show() {
	c.middle.RemoveAll()
	switch {
	case c.view.chart == nil || c.view.chart.Empty():
		c.middle.Add(Wide(1, Gap(c.view.height)))
		c.middle.Add(container.NewCenter(Quiet(lang.L("Nothing to show for this period yet."))))
	case c.table:
		c.middle.Add(tableOf(c.view.chart.Table(), c.view.height))
	default:
		c.middle.Add(c.view)
	}
	c.middle.Refresh()
}

// tableOf shows a chart's figures as text.
func tableOf(t chart.Table, height float32) fyne.CanvasObject {
	columns := make([]Column[[]string], len(t.Head))
	for i, head := range t.Head {
		columns[i] = Column[[]string]{Title: head, Width: 64, Flex: 1, Right: i > 0, Text: func(row []string) string { return row[i] }}
		if i == 0 {
			columns[i].Width, columns[i].Flex = 90, 2
		}
	}
	table := NewDataTable(columns...)
	table.SetRows(t.Rows)
	return container.NewStack(Gap(height), container.NewHScroll(table))
}

// chartView draws a scene with the toolkit's primitives, tells of what the pointer is
// over, and goes where it leads.
type chartView struct {
	widget.BaseWidget
	height float32
	open   func(model.Route)
	chart  chart.Chart
	scene  chart.Scene
	drawn  []fyne.CanvasObject
	tip    *Surface
	says   *Text
	over   *chart.Datum
}

func newChartView(height float32, open func(model.Route)) *chartView {
	v := &chartView{height: height, open: open, says: NewText("")}
	v.says.SizeName = SizeTable
	v.tip = NewSurface(theme.ColorNameMenuBackground, ColorLine, 6, Padded(Step1, Step2, v.says))
	v.tip.Hide()
	v.ExtendBaseWidget(v)
	return v
}

func (v *chartView) set(c chart.Chart) {
	v.chart = c
	v.Refresh()
}

// MinSize keeps the height the chart was given.
func (v *chartView) MinSize() fyne.Size { return fyne.NewSize(120, v.height) }

// CreateRenderer is the toolkit's.
func (v *chartView) CreateRenderer() fyne.WidgetRenderer { return &chartRenderer{v} }

// Cursor shows what leads somewhere.
func (v *chartView) Cursor() desktop.Cursor {
	if v.over != nil && v.over.Route != nil && v.open != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// Tapped goes where what was clicked leads.
func (v *chartView) Tapped(e *fyne.PointEvent) {
	if d := v.at(e.Position); d != nil && d.Route != nil && v.open != nil {
		v.open(d.Route)
	}
}

// MouseIn tells of what the pointer is over.
func (v *chartView) MouseIn(e *desktop.MouseEvent) { v.hover(e.Position) }

// MouseMoved tells of what the pointer is over.
func (v *chartView) MouseMoved(e *desktop.MouseEvent) { v.hover(e.Position) }

// MouseOut ends it.
func (v *chartView) MouseOut() {
	v.over = nil
	v.tip.Hide()
}

func (v *chartView) hover(at fyne.Position) {
	d := v.at(at)
	if v.over = d; d == nil {
		v.tip.Hide()
		return
	}
	v.says.SetText(d.Text)
	size := v.tip.MinSize()
	x := min(at.X+12, max(v.BaseWidget.Size().Width-size.Width, 0))
	y := at.Y - size.Height - 8
	if y < 0 {
		y = at.Y + 20
	}
	v.tip.Resize(size)
	v.tip.Move(fyne.NewPos(x, y))
	v.tip.Show()
}

// at gives what a position stands for: of two that lie above one another the upper.
func (v *chartView) at(pos fyne.Position) *chart.Datum {
	x, y := float64(pos.X), float64(pos.Y)
	for i := len(v.scene.Shapes) - 1; i >= 0; i-- {
		switch s := v.scene.Shapes[i].(type) {
		case chart.Rect:
			if s.Datum != nil && x >= s.X && x <= s.X+s.W && y >= s.Y && y <= s.Y+s.H {
				return s.Datum
			}
		case chart.Circle:
			r := max(s.R, 5)
			if s.Datum != nil && (x-s.X)*(x-s.X)+(y-s.Y)*(y-s.Y) <= r*r {
				return s.Datum
			}
		case chart.Text:
			w := measure(s.Text, s.Size, s.Bold)
			left := s.X - w*float64(s.Anchor)/2
			if s.Datum != nil && x >= left && x <= left+w && y >= s.Y-s.Size && y <= s.Y+s.Size {
				return s.Datum
			}
		}
	}
	return nil
}

// measure gives the width of a text in a chart.
func measure(text string, size float64, bold bool) float64 {
	return float64(fyne.MeasureText(text, float32(size), fyne.TextStyle{Bold: bold}).Width)
}

type chartRenderer struct{ v *chartView }

func (r *chartRenderer) Destroy()           {}
func (r *chartRenderer) MinSize() fyne.Size { return r.v.MinSize() }
func (r *chartRenderer) Layout(fyne.Size)   { r.v.draw() }

func (r *chartRenderer) Refresh() {
	r.v.draw()
	canvas.Refresh(r.v)
}

func (r *chartRenderer) Objects() []fyne.CanvasObject {
	return append(append([]fyne.CanvasObject(nil), r.v.drawn...), r.v.tip)
}

// draw lays the chart out at the size it has.
func (v *chartView) draw() {
	size := v.BaseWidget.Size()
	v.drawn = nil
	if v.chart == nil || size.Width < 1 || size.Height < 1 {
		return
	}
	v.scene = v.chart.Scene(float64(size.Width), float64(size.Height), measure)
	var land []chart.Polygon
	for _, shape := range v.scene.Shapes {
		if p, ok := shape.(chart.Polygon); ok {
			land = append(land, p)
			continue
		}
		if len(land) > 0 {
			v.drawn = append(v.drawn, polygons(land, v.scene))
			land = nil
		}
		v.drawn = append(v.drawn, drawShape(shape))
	}
	if len(land) > 0 {
		v.drawn = append(v.drawn, polygons(land, v.scene))
	}
}

// ink gives the colour an ink has in the theme in use.
func ink(i chart.Ink) color.Color {
	switch i {
	case chart.InkQuiet:
		return Color(ColorQuiet)
	case chart.InkLine:
		return Color(ColorLine)
	case chart.InkLand:
		return Color(ColorLand)
	case chart.InkAccent:
		return Color(theme.ColorNamePrimary)
	}
	if i >= chart.Series {
		return Color(colorSeries + fyne.ThemeColorName(rune('0'+int(i-chart.Series)%chart.SeriesInks)))
	}
	return Color(theme.ColorNameForeground)
}

func drawShape(shape chart.Shape) fyne.CanvasObject {
	switch s := shape.(type) {
	case chart.Rect:
		r := canvas.NewRectangle(ink(s.Fill))
		r.CornerRadius = float32(s.Radius)
		r.Move(fyne.NewPos(float32(s.X), float32(s.Y)))
		r.Resize(fyne.NewSize(float32(s.W), float32(s.H)))
		return r
	case chart.Line:
		l := canvas.NewLine(ink(s.Stroke))
		l.StrokeWidth = float32(s.Width)
		l.Position1, l.Position2 = fyne.NewPos(float32(s.X1), float32(s.Y1)), fyne.NewPos(float32(s.X2), float32(s.Y2))
		return l
	case chart.Circle:
		fill := ink(s.Fill)
		if s.Translucent {
			n := color.NRGBAModel.Convert(fill).(color.NRGBA)
			n.A = 0xA8
			fill = n
		}
		c := canvas.NewCircle(fill)
		c.Move(fyne.NewPos(float32(s.X-s.R), float32(s.Y-s.R)))
		c.Resize(fyne.NewSquareSize(float32(2 * s.R)))
		return c
	case chart.Text:
		t := canvas.NewText(s.Text, ink(s.Fill))
		t.TextSize, t.TextStyle.Bold = float32(s.Size), s.Bold
		size := t.MinSize()
		t.Resize(size)
		t.Move(fyne.NewPos(float32(s.X)-size.Width*float32(s.Anchor)/2, float32(s.Y)-size.Height/2))
		return t
	}
	return canvas.NewRectangle(color.Transparent)
}

// polygons paints polygons of any number of corners, which the toolkit cannot draw, pixel
// by pixel.
func polygons(all []chart.Polygon, scene chart.Scene) fyne.CanvasObject {
	raster := canvas.NewRaster(func(w, h int) image.Image {
		// Each polygon in its own box, and in the one format that the rasterizer writes
		// itself: the whole picture for each, in another, took a second.
		img := image.NewRGBA(image.Rect(0, 0, w, h))
		sx, sy := float32(w)/float32(scene.Width), float32(h)/float32(scene.Height)
		fill := image.NewUniform(ink(all[0].Fill))
		var z vector.Rasterizer
		for _, p := range all {
			box := boxOf(p, sx, sy).Intersect(img.Bounds())
			if box.Empty() {
				continue
			}
			z.Reset(box.Dx(), box.Dy())
			z.DrawOp = draw.Over
			for i, point := range p.Points {
				x, y := float32(point.X)*sx-float32(box.Min.X), float32(point.Y)*sy-float32(box.Min.Y)
				if i == 0 {
					z.MoveTo(x, y)
				} else {
					z.LineTo(x, y)
				}
			}
			z.ClosePath()
			z.Draw(img, box, fill, image.Point{})
		}
		return img
	})
	raster.Resize(fyne.NewSize(float32(scene.Width), float32(scene.Height)))
	return raster
}

// boxOf gives the pixels that a polygon touches.
func boxOf(p chart.Polygon, sx, sy float32) image.Rectangle {
	var box image.Rectangle
	for i, point := range p.Points {
		x, y := int(math.Floor(point.X*float64(sx))), int(math.Floor(point.Y*float64(sy)))
		at := image.Rect(x, y, x+1, y+1)
		if i == 0 {
			box = at
		} else {
			box = box.Union(at)
		}
	}
	return box
}
