package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rollbook/model"
)

// Size of a mark's button, and the gap between two; large ones are half as large again.
const (
	markWidth  float32 = 46
	markHeight float32 = 36
	markGap    float32 = 6
	markLarge  float32 = 1.5
)

// MarksWidth is how wide the four buttons are.
func MarksWidth(large bool) float32 {
	n := float32(len(model.MarkValues()))
	return (n*markWidth + (n-1)*markGap) * markScale(large)
}

func markScale(large bool) float32 {
	if large {
		return markLarge
	}
	return 1
}

// MarkColor gives the colour of a mark.
func MarkColor(m model.MarkValue) fyne.ThemeColorName {
	switch m {
	case model.Present:
		return ColorPresent
	case model.Late:
		return ColorLate
	case model.Excused:
		return ColorExcused
	case model.Absent:
		return ColorAbsent
	}
	return ColorQuiet
}

// MarkButtons are the four buttons P, L, E and A of one person at one session; the one
// that holds is filled with its colour.
type MarkButtons struct {
	widget.BaseWidget
	OnMark func(model.MarkValue)

	value   model.MarkValue
	unsaved model.MarkValue // tried, and not saved
	scale   float32
	over    int // under the pointer; -1: none
	grounds []*canvas.Rectangle
	letters []*canvas.Text
}

// NewMarkButtons makes the buttons, none of them filled.
func NewMarkButtons(large bool) *MarkButtons {
	b := &MarkButtons{over: -1, scale: markScale(large)}
	for _, v := range model.MarkValues() {
		ground := canvas.NewRectangle(color.Transparent)
		ground.CornerRadius = ButtonRadius
		letter := canvas.NewText(string(v), color.Transparent)
		letter.TextStyle.Bold, letter.Alignment = true, fyne.TextAlignCenter
		b.grounds, b.letters = append(b.grounds, ground), append(b.letters, letter)
	}
	b.ExtendBaseWidget(b)
	return b
}

// Set shows which mark holds, and which could not be saved; "" for none.
func (b *MarkButtons) Set(value, unsaved model.MarkValue) {
	b.value, b.unsaved = value, unsaved
	b.Refresh()
}

// Tapped marks.
func (b *MarkButtons) Tapped(e *fyne.PointEvent) {
	if i := b.at(e.Position.X); i >= 0 && b.OnMark != nil {
		b.OnMark(model.MarkValues()[i])
	}
}

func (b *MarkButtons) at(x float32) int {
	x /= b.scale
	i := int(x / (markWidth + markGap))
	if x < 0 || i >= len(b.grounds) || x-float32(i)*(markWidth+markGap) > markWidth {
		return -1
	}
	return i
}

// Cursor shows that the buttons can be clicked.
func (b *MarkButtons) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseIn shows which button is under the pointer.
func (b *MarkButtons) MouseIn(e *desktop.MouseEvent) { b.MouseMoved(e) }

// MouseMoved shows which button is under the pointer.
func (b *MarkButtons) MouseMoved(e *desktop.MouseEvent) {
	if over := b.at(e.Position.X); over != b.over {
		b.over = over
		b.Refresh()
	}
}

// MouseOut ends hovering.
func (b *MarkButtons) MouseOut() {
	b.over = -1
	b.Refresh()
}

// CreateRenderer is the toolkit's.
func (b *MarkButtons) CreateRenderer() fyne.WidgetRenderer {
	r := &marksRenderer{b: b}
	r.Refresh()
	return r
}

type marksRenderer struct{ b *MarkButtons }

func (r *marksRenderer) Destroy() {}

func (r *marksRenderer) MinSize() fyne.Size {
	n := float32(len(r.b.grounds))
	return fyne.NewSize((n*markWidth+(n-1)*markGap)*r.b.scale, markHeight*r.b.scale)
}

func (r *marksRenderer) Layout(size fyne.Size) {
	width, height := markWidth*r.b.scale, markHeight*r.b.scale
	y := (size.Height - height) / 2
	for i, ground := range r.b.grounds {
		x := float32(i) * (markWidth + markGap) * r.b.scale
		ground.Resize(fyne.NewSize(width, height))
		ground.Move(fyne.NewPos(x, y))
		letter := r.b.letters[i]
		h := letter.MinSize().Height
		letter.Resize(fyne.NewSize(width, h))
		letter.Move(fyne.NewPos(x, y+(height-h)/2))
	}
}

func (r *marksRenderer) Refresh() {
	for i, v := range model.MarkValues() {
		ground, letter := r.b.grounds[i], r.b.letters[i]
		ground.FillColor, ground.StrokeColor, ground.StrokeWidth = Color(ColorCard), Color(ColorLine), 1
		letter.Color, letter.Text = Color(ColorQuiet), string(v)
		letter.TextSize = Size(theme.SizeNameText) * r.b.scale
		switch {
		case v == r.b.unsaved:
			ground.StrokeColor, ground.StrokeWidth = Color(theme.ColorNameError), 2
			letter.Text = string(v) + " !"
			letter.Color = Color(theme.ColorNameError)
		case v == r.b.value:
			ground.FillColor, ground.StrokeColor = Color(MarkColor(v)), Color(MarkColor(v))
			letter.Color = Color(theme.ColorNameForegroundOnPrimary)
		case i == r.b.over:
			ground.StrokeColor, letter.Color = Color(MarkColor(v)), Color(MarkColor(v))
		}
		ground.Refresh()
		letter.Refresh()
	}
}

func (r *marksRenderer) Objects() []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for i := range r.b.grounds {
		all = append(all, r.b.grounds[i], r.b.letters[i])
	}
	return all
}

// Share is a part of a bar.
type Share struct {
	Number int
	Color  fyne.ThemeColorName
}

// ShareBar is a thin bar of coloured parts of a whole.
type ShareBar struct {
	widget.BaseWidget
	shares []Share
	of     int
}

// NewShareBar makes an empty bar.
func NewShareBar() *ShareBar {
	b := &ShareBar{}
	b.ExtendBaseWidget(b)
	return b
}

// Set shows parts of a whole.
func (b *ShareBar) Set(of int, shares ...Share) {
	b.of, b.shares = of, shares
	b.Refresh()
}

// CreateRenderer is the toolkit's.
func (b *ShareBar) CreateRenderer() fyne.WidgetRenderer {
	r := &barRenderer{b: b}
	r.Refresh()
	return r
}

type barRenderer struct {
	b       *ShareBar
	objects []fyne.CanvasObject
}

func (r *barRenderer) Destroy()                     {}
func (r *barRenderer) MinSize() fyne.Size           { return fyne.NewSize(40, 9) }
func (r *barRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *barRenderer) Layout(size fyne.Size) {
	x := float32(0)
	for i, o := range r.objects {
		w := size.Width
		if i > 0 {
			w = size.Width * float32(r.b.shares[i-1].Number) / float32(max(r.b.of, 1))
		}
		o.Resize(fyne.NewSize(w, size.Height))
		if i > 0 {
			o.Move(fyne.NewPos(x, 0))
			x += w
		}
	}
}

func (r *barRenderer) Refresh() {
	ground := canvas.NewRectangle(Color(ColorLine))
	ground.CornerRadius = 4
	r.objects = []fyne.CanvasObject{ground}
	for _, s := range r.b.shares {
		part := canvas.NewRectangle(Color(s.Color))
		part.CornerRadius = 2
		r.objects = append(r.objects, part)
	}
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}
