package kit

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Over is one thing that lies over the window: a dialog, a menu, a calendar, a list to pick
// from. Whatever is laid over the window is one of these: it goes up by Show and comes down
// by Hide, whether a button, Escape or a click beside it asks for that, and it takes nothing
// else down with it.
type Over struct {
	widget.BaseWidget
	// OnEscape is what Escape does, and a click beside what is no dialog; nil: Hide.
	OnEscape func()
	// OnEnter is what Enter does where nothing in it has the keyboard; nil: nothing.
	OnEnter func()
	// OnHidden is told when it came down; nil: nobody is.
	OnHidden func()
	// Fixed: no key takes it down, only its buttons or the program do.
	Fixed bool

	canvas  fyne.Canvas
	content fyne.CanvasObject
	beside  fyne.CanvasObject // what it stands below; nil: it is a dialog, in the middle
	asked   fyne.Size
	unseen  bool
	tips    *fyne.Container
}

// NewOver makes a dialog: it stands in the middle, and nothing below it can be clicked.
func NewOver(c fyne.Canvas, content fyne.CanvasObject) *Over {
	o := &Over{canvas: c, content: content, tips: container.NewWithoutLayout()}
	o.ExtendBaseWidget(o)
	return o
}

// NewBelow makes something that stands below an object, or above it where there is no room.
// It is nil where the object is not shown in any window.
func NewBelow(below, content fyne.CanvasObject) *Over {
	c := fyne.CurrentApp().Driver().CanvasForObject(below)
	if c == nil {
		return nil
	}
	o := NewOver(c, content)
	o.beside = below
	return o
}

// newCover makes something that cannot be seen and takes every click and key: what is under
// way cannot be begun a second time.
func newCover(c fyne.Canvas) *Over {
	o := NewOver(c, container.NewWithoutLayout())
	o.Fixed, o.unseen = true, true
	return o
}

// SetSize asks for a size; it is given as far as the window has room.
func (o *Over) SetSize(size fyne.Size) {
	o.asked = size
	o.Refresh()
}

// Up says whether it lies over the window.
func (o *Over) Up() bool { return slices.Contains(o.canvas.Overlays().List(), fyne.CanvasObject(o)) }

// Show lays it over the window and everything that lies there already.
func (o *Over) Show() {
	if o.Up() {
		return
	}
	HideTips()
	o.BaseWidget.Show()
	o.canvas.Overlays().Add(o)
	o.Refresh()
}

// Hide takes it away. What was laid over it stays, with the keyboard where it was.
func (o *Over) Hide() {
	if !o.Up() {
		return
	}
	HideTips()
	takeDown(o.canvas, o)
	o.BaseWidget.Hide()
	if o.OnHidden != nil {
		o.OnHidden()
	}
}

// takeDown takes one thing away that lies over a window. The toolkit would take away all
// that lies above it as well.
func takeDown(c fyne.Canvas, object fyne.CanvasObject) {
	all := slices.Clone(c.Overlays().List())
	at := slices.Index(all, object)
	if at < 0 {
		return
	}
	above, typing := all[at+1:], c.Focused()
	if len(above) == 0 {
		c.Unfocus() // what is typed there ends
	}
	c.Overlays().Remove(object)
	for _, o := range above {
		c.Overlays().Add(o)
	}
	if len(above) > 0 && typing != nil {
		c.Focus(typing)
	}
}

// leave is Escape, or a click beside what is no dialog.
func (o *Over) leave() {
	switch {
	case o.Fixed:
	case o.OnEscape != nil:
		o.OnEscape()
	default:
		o.Hide()
	}
}

// TypedOver gives a key to what lies over a window; false where nothing does.
func TypedOver(c fyne.Canvas, e *fyne.KeyEvent) bool {
	top := c.Overlays().Top()
	if top == nil {
		return false
	}
	o, ours := top.(*Over)
	switch {
	case e.Name == fyne.KeyEscape && ours:
		o.leave()
	case e.Name == fyne.KeyEscape:
		escapeToolkits(c, top)
	case (e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter) && ours && o.OnEnter != nil:
		o.OnEnter()
	}
	return true
}

// Tapped is a click beside what lies over the window.
func (o *Over) Tapped(e *fyne.PointEvent) { o.tapped(e.Position) }

// TappedSecondary is a click with the other button.
func (o *Over) TappedSecondary(e *fyne.PointEvent) { o.tapped(e.Position) }

func (o *Over) tapped(at fyne.Position) {
	from, size := o.content.Position(), o.content.Size()
	inside := at.X >= from.X && at.Y >= from.Y && at.X <= from.X+size.Width && at.Y <= from.Y+size.Height
	if !inside && o.beside != nil {
		o.leave()
	}
}

// MouseIn, MouseMoved and MouseOut keep the pointer from what lies below.
func (o *Over) MouseIn(*desktop.MouseEvent)    {}
func (o *Over) MouseMoved(*desktop.MouseEvent) {}
func (o *Over) MouseOut()                      {}

// MinSize is none: it never makes the window larger.
func (o *Over) MinSize() fyne.Size { return fyne.NewSize(1, 1) }

// CreateRenderer is the toolkit's.
func (o *Over) CreateRenderer() fyne.WidgetRenderer {
	r := &overRenderer{o: o, shade: canvas.NewRectangle(color.Transparent), ground: canvas.NewRectangle(color.Transparent), blur: canvas.NewBlur(Size(theme.SizeNameModalBlurRadius))}
	r.paint()
	return r
}

type overRenderer struct {
	o             *Over
	blur          *canvas.Blur
	shade, ground *canvas.Rectangle
}

func (r *overRenderer) Destroy()           {}
func (r *overRenderer) MinSize() fyne.Size { return fyne.NewSize(1, 1) }

func (r *overRenderer) Objects() []fyne.CanvasObject {
	if r.o.unseen {
		return nil
	}
	if r.o.beside != nil {
		return []fyne.CanvasObject{r.ground, r.o.content, r.o.tips}
	}
	return []fyne.CanvasObject{r.blur, r.shade, r.ground, r.o.content, r.o.tips}
}

func (r *overRenderer) paint() {
	r.ground.FillColor, r.ground.CornerRadius = Color(theme.ColorNameOverlayBackground), CardRadius
	r.ground.StrokeColor, r.ground.StrokeWidth = Color(ColorLine), 1
	r.ground.Shadow = canvas.Shadow{Color: Color(theme.ColorNameShadow), BlurRadius: 14, Offset: fyne.NewPos(0, 4)}
	if r.o.beside == nil {
		r.shade.FillColor = Color(theme.ColorNameShadow)
	}
}

// edge is what stays free between what lies over the window and the window's edge.
const edge = Step2

// Layout is the toolkit's: what lies over the window is as large as it likes to be, within
// the window.
func (r *overRenderer) Layout(room fyne.Size) {
	r.blur.Resize(room)
	r.shade.Resize(room)
	r.o.tips.Resize(room)
	most := fyne.NewSize(max(room.Width-2*edge, 1), max(room.Height-2*edge, 1))
	size := r.o.content.MinSize().Max(r.o.asked)
	size = fyne.NewSize(min(size.Width, most.Width), min(size.Height, most.Height))
	r.o.content.Resize(size)
	if least := r.o.content.MinSize(); least.Height > size.Height { // texts know their height once they have their width
		size.Height = min(least.Height, most.Height)
		r.o.content.Resize(size)
	}
	at := fyne.NewPos((room.Width-size.Width)/2, (room.Height-size.Height)/2)
	if r.o.beside != nil {
		at = standBelow(r.o.beside, size, room)
	}
	for _, o := range []fyne.CanvasObject{r.ground, r.o.content} {
		o.Resize(size)
		o.Move(at)
	}
}

// standBelow gives the place below an object where something of a size fits into a window,
// above it where there is more room.
func standBelow(object fyne.CanvasObject, size, room fyne.Size) fyne.Position {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(object)
	y := at.Y + object.Size().Height + 2
	if y+size.Height > room.Height-edge {
		if up := at.Y - size.Height - 2; up >= edge {
			y = up
		} else {
			y = max(room.Height-size.Height-edge, 0)
		}
	}
	return fyne.NewPos(max(min(at.X, room.Width-size.Width-edge), 0), y)
}

// Refresh is the toolkit's.
func (r *overRenderer) Refresh() {
	r.paint()
	r.Layout(r.o.Size())
	r.ground.Refresh()
	r.shade.Refresh()
	r.o.content.Refresh()
	canvas.Refresh(r.o)
}
