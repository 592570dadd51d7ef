package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Surface is a ground with round corners that something stands on.
type Surface struct {
	widget.BaseWidget
	Fill, Line fyne.ThemeColorName // empty: none
	Radius     float32
	content    fyne.CanvasObject
	ground     *canvas.Rectangle
}

// NewSurface makes a surface.
func NewSurface(fill, line fyne.ThemeColorName, radius float32, content fyne.CanvasObject) *Surface {
	s := &Surface{Fill: fill, Line: line, Radius: radius, content: content, ground: canvas.NewRectangle(color.Transparent)}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer is the toolkit's.
func (s *Surface) CreateRenderer() fyne.WidgetRenderer {
	s.paint()
	return widget.NewSimpleRenderer(container.NewStack(s.ground, s.content))
}

// Refresh takes up a change of colours.
func (s *Surface) Refresh() {
	s.paint()
	s.BaseWidget.Refresh()
}

func (s *Surface) paint() {
	s.ground.FillColor, s.ground.StrokeColor, s.ground.StrokeWidth = color.Transparent, color.Transparent, 0
	if s.Fill != "" {
		s.ground.FillColor = Color(s.Fill)
	}
	if s.Line != "" {
		s.ground.StrokeColor, s.ground.StrokeWidth = Color(s.Line), 1
	}
	s.ground.CornerRadius = s.Radius
	s.ground.Refresh()
}

// Padded keeps a space around something: vertical, then horizontal.
func Padded(v, h float32, content fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(v, v, h, h), content)
}

// Card is a white ground for one subject, with a title and, at its right, tools.
func Card(title string, tools, content fyne.CanvasObject) *Surface {
	inside := content
	if title != "" || tools != nil {
		t := Title(title)
		t.Cut = true
		head := container.NewBorder(nil, nil, nil, tools, container.NewVBox(layout.NewSpacer(), t, layout.NewSpacer()))
		inside = container.NewBorder(container.NewVBox(head, Gap(Step2)), nil, nil, nil, content)
	}
	return NewSurface(ColorCard, ColorLine, CardRadius, Padded(Step3, Step4, inside))
}

// Gap is a space of a height.
func Gap(size float32) fyne.CanvasObject {
	r := canvas.NewRectangle(color.Transparent)
	r.SetMinSize(fyne.NewSquareSize(size))
	return r
}

// Rows stands things below one another with a gap between.
func Rows(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedVBoxLayout(gap), objects...)
}

// Columns stands things beside one another with a gap between.
func Columns(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedHBoxLayout(gap), objects...)
}

// Middle stands something in the middle of its height.
func Middle(object fyne.CanvasObject) *fyne.Container {
	return container.NewVBox(layout.NewSpacer(), object, layout.NewSpacer())
}

// Flush takes away the space that a label keeps around its text.
func Flush(label fyne.CanvasObject) *fyne.Container {
	return Padded(0, -Size(theme.SizeNameInnerPadding), label)
}

// line is a thin line in the theme's colour.
type line struct {
	widget.BaseWidget
	shown *canvas.Rectangle
}

// Line makes a thin line.
func Line() fyne.CanvasObject {
	l := &line{shown: canvas.NewRectangle(color.Transparent)}
	l.shown.SetMinSize(fyne.NewSize(1, 1))
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer is the toolkit's.
func (l *line) CreateRenderer() fyne.WidgetRenderer {
	l.shown.FillColor = Color(ColorLine)
	return widget.NewSimpleRenderer(l.shown)
}

// Refresh takes up a change of colours.
func (l *line) Refresh() {
	l.shown.FillColor = Color(ColorLine)
	l.BaseWidget.Refresh()
}
