package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Button is a button that can be worked by keys like everything else: Enter and the space bar
// press it, Escape and letters go on to the window, and a ring shows that the keyboard is on it.
type Button struct {
	widget.Button
	tipped
	ring *ring
}

// NewButton makes a button.
func NewButton(text string, tapped func()) *Button { return NewButtonWithIcon(text, nil, tapped) }

// NewButtonWithIcon makes a button with a picture before its text.
func NewButtonWithIcon(text string, icon fyne.Resource, tapped func()) *Button {
	b := &Button{ring: newRing()}
	b.Text, b.Icon, b.OnTapped = text, icon, tapped
	b.tipOf = b
	b.ExtendBaseWidget(b)
	return b
}

// Primary makes the one button of a screen that stands out.
func Primary(text string, tapped func()) *Button {
	b := NewButton(text, tapped)
	b.Importance = widget.HighImportance
	return b
}

// IconButton makes a button with a picture only, which says what it does when hovered.
func IconButton(icon, says string, tapped func()) *Button {
	b := NewButtonWithIcon("", Icon(icon), tapped)
	b.Importance = widget.LowImportance
	b.SetToolTip(says)
	return b
}

// TextButton makes a button without ground, with a picture and a text.
func TextButton(icon, text string, tapped func()) *Button {
	b := NewButtonWithIcon(text, Icon(icon), tapped)
	b.Importance = widget.LowImportance
	return b
}

// SetOn lets the button be pressed, or not.
func (b *Button) SetOn(on bool) {
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}

// FocusGained shows that the keyboard is on the button.
func (b *Button) FocusGained() {
	b.Button.FocusGained()
	b.ring.show(true, b.Importance == widget.HighImportance)
}

// FocusLost ends that.
func (b *Button) FocusLost() {
	b.Button.FocusLost()
	b.ring.show(false, false)
}

// TypedKey presses the button with Enter and the space bar, which leaves the keyboard on it,
// and leaves the rest to the window.
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if !b.Disabled() && b.OnTapped != nil {
			b.OnTapped()
		}
	default:
		passOn(e)
	}
}

// TypedRune leaves letters to the window: who types means to search or to fill in.
func (b *Button) TypedRune(r rune) {
	if r != ' ' {
		passRuneOn(r)
	}
}

// TypedShortcut leaves shortcuts to the window.
func (b *Button) TypedShortcut(s fyne.Shortcut) { passShortcutOn(s) }

// MouseIn shows that the button can be pressed, and explains it.
func (b *Button) MouseIn(e *desktop.MouseEvent) {
	b.Button.MouseIn(e)
	b.tipIn(e)
}

// MouseMoved is where the pointer is.
func (b *Button) MouseMoved(e *desktop.MouseEvent) { b.tipMoved(e) }

// MouseOut ends hovering.
func (b *Button) MouseOut() {
	b.Button.MouseOut()
	b.tipOut()
}

// CreateRenderer is the toolkit's, with the ring.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	return &ringed{b.Button.CreateRenderer(), b.ring}
}

// ring is a line around what has the keyboard.
type ring struct{ line *canvas.Rectangle }

func newRing() *ring {
	r := &ring{canvas.NewRectangle(color.Transparent)}
	r.line.StrokeWidth = 2
	r.line.CornerRadius = ButtonRadius - 2
	r.line.Hide()
	return r
}

// show shows the line or hides it; on the accent's colour it is light.
func (r *ring) show(on, onAccent bool) {
	r.line.StrokeColor = Color(theme.ColorNamePrimary)
	if onAccent {
		r.line.StrokeColor = Color(theme.ColorNameForegroundOnPrimary)
	}
	if on {
		r.line.Show()
	} else {
		r.line.Hide()
	}
	r.line.Refresh()
}

// ringed draws something with a ring inside its edge.
type ringed struct {
	fyne.WidgetRenderer
	ring *ring
}

// Layout is the toolkit's.
func (r *ringed) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	const inside = 2
	r.ring.line.Move(fyne.NewSquareOffsetPos(inside))
	r.ring.line.Resize(size.SubtractWidthHeight(2*inside, 2*inside))
}

// Objects is the toolkit's.
func (r *ringed) Objects() []fyne.CanvasObject {
	objects := r.WidgetRenderer.Objects()
	return append(objects[:len(objects):len(objects)], r.ring.line)
}

// Clickable makes anything clickable.
type Clickable struct {
	widget.BaseWidget
	content fyne.CanvasObject
	tapped  func()
}

// NewClickable makes an object clickable.
func NewClickable(content fyne.CanvasObject, tapped func()) *Clickable {
	c := &Clickable{content: content, tapped: tapped}
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer is the toolkit's.
func (c *Clickable) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.content) }

// Tapped does what a click does.
func (c *Clickable) Tapped(*fyne.PointEvent) {
	if c.tapped != nil {
		c.tapped()
	}
}
