package kit

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// tipAfter is how long the pointer rests on something before it explains itself.
const tipAfter = 700 * time.Millisecond

// widestTip is how wide an explanation is at most.
const widestTip float32 = 520

// tips is the one explanation that is shown or about to be. Only the UI goroutine uses it.
var tips struct {
	layers map[fyne.Canvas]*fyne.Container // of windows, above everything in them
	of     *tipped                         // what is explained; nil: nothing
	turn   int                             // counts, so that what comes late is dropped
	stop   func()
	at     fyne.Position
}

// NewTipLayer makes the layer of a window that explanations are shown in; it lies above
// everything in the window.
func NewTipLayer(c fyne.Canvas) fyne.CanvasObject {
	if tips.layers == nil {
		tips.layers = map[fyne.Canvas]*fyne.Container{}
	}
	layer := container.NewWithoutLayout()
	tips.layers[c] = layer
	return layer
}

// HideTips takes away what explains itself under the pointer, and what is about to: something
// else is shown under it now.
func HideTips() {
	tips.turn++
	if tips.stop != nil {
		tips.stop()
	}
	tips.of, tips.stop = nil, nil
	for c, layer := range tips.layers {
		clearTip(layer)
		for _, o := range c.Overlays().List() {
			if over, ok := o.(*Over); ok {
				clearTip(over.tips)
			}
		}
	}
}

func clearTip(layer *fyne.Container) {
	if len(layer.Objects) > 0 {
		layer.Objects = nil
		layer.Refresh()
	}
}

// tipped is something that explains itself when the pointer rests on it.
type tipped struct {
	tipOf fyne.CanvasObject
	tip   string
}

// SetToolTip says what explains it; "" nothing.
func (t *tipped) SetToolTip(text string) {
	if t.tip != text && tips.of == t {
		HideTips() // it explained something else
	}
	t.tip = text
}

// ToolTip gives what explains it.
func (t *tipped) ToolTip() string { return t.tip }

func (t *tipped) tipIn(e *desktop.MouseEvent) {
	HideTips()
	if t.tip == "" {
		return
	}
	tips.of, tips.at = t, e.AbsolutePosition
	mine := tips.turn
	tips.stop = later(tipAfter, func() {
		fyne.Do(func() {
			if mine == tips.turn {
				t.showTip()
			}
		})
	})
}

func (t *tipped) tipMoved(e *desktop.MouseEvent) {
	if tips.of == t {
		tips.at = e.AbsolutePosition
	}
}

func (t *tipped) tipOut() {
	if tips.of == t {
		HideTips()
	}
}

// showTip shows the explanation, unless what it explains is not shown under the pointer any
// more.
func (t *tipped) showTip() {
	c := fyne.CurrentApp().Driver().CanvasForObject(t.tipOf)
	if c == nil || !t.underPointer() {
		return
	}
	layer := tips.layers[c]
	if top := c.Overlays().Top(); top != nil {
		over, ours := top.(*Over)
		if !ours {
			return
		}
		layer = over.tips
	}
	if layer == nil {
		return
	}
	shown := newTip(t.tip)
	size := shown.sizeIn(c.Size())
	const below, above = 18, 8
	x := max(min(tips.at.X, c.Size().Width-size.Width-Step1), 0)
	y := tips.at.Y + below
	if y+size.Height > c.Size().Height-Step1 {
		y = max(tips.at.Y-size.Height-above, 0)
	}
	shown.Resize(size)
	shown.Move(fyne.NewPos(x, y).Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(layer)))
	layer.Objects = []fyne.CanvasObject{shown}
	layer.Refresh()
}

// underPointer says whether what is explained is shown where the pointer was seen last.
func (t *tipped) underPointer() bool {
	from := fyne.CurrentApp().Driver().AbsolutePositionForObject(t.tipOf)
	in := tips.at.Subtract(from)
	size := t.tipOf.Size()
	return t.tipOf.Visible() && in.X >= 0 && in.Y >= 0 && in.X <= size.Width && in.Y <= size.Height
}

// tip is an explanation as it is shown.
type tip struct {
	widget.BaseWidget
	says   *widget.Label
	ground *canvas.Rectangle
}

func newTip(text string) *tip {
	t := &tip{says: Note(text), ground: canvas.NewRectangle(color.Transparent)}
	t.ground.CornerRadius, t.ground.StrokeWidth = 6, 1
	t.ExtendBaseWidget(t)
	return t
}

// sizeIn gives the size of the explanation in a window of a size.
func (t *tip) sizeIn(room fyne.Size) fyne.Size {
	pad := 2 * Size(theme.SizeNameInnerPadding)
	width := fyne.MeasureText(t.says.Text, Size(theme.SizeNameCaptionText), fyne.TextStyle{}).Width + pad + 2
	width = min(width, widestTip, max(room.Width-2*Step1, 1))
	t.says.Resize(fyne.NewSize(width, t.says.MinSize().Height))
	return fyne.NewSize(width, t.says.MinSize().Height)
}

// CreateRenderer is the toolkit's.
func (t *tip) CreateRenderer() fyne.WidgetRenderer {
	t.ground.FillColor, t.ground.StrokeColor = Color(theme.ColorNameOverlayBackground), Color(theme.ColorNameInputBorder)
	return widget.NewSimpleRenderer(container.NewStack(t.ground, t.says))
}
