package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Link is a text to click on; it takes the accent's colour under the pointer.
type Link struct {
	Text
	OnTapped func()
}

// NewLink makes a link of the body's size.
func NewLink(text string, tapped func()) *Link {
	l := &Link{OnTapped: tapped}
	l.Text.Text = text
	l.tipOf = l
	l.ExtendBaseWidget(l)
	return l
}

// QuietLink makes a small link in the quiet colour.
func QuietLink(text string, tapped func()) *Link {
	l := NewLink(text, tapped)
	l.SizeName, l.Color = SizeQuiet, ColorQuiet
	return l
}

// Tapped does what a click on the link does.
func (l *Link) Tapped(*fyne.PointEvent) {
	if l.OnTapped != nil {
		l.OnTapped()
	}
}

// Cursor shows that the link can be clicked.
func (l *Link) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseIn shows that the link can be clicked, and explains.
func (l *Link) MouseIn(e *desktop.MouseEvent) {
	l.Text.MouseIn(e)
	l.hover(true)
}

// MouseOut ends hovering.
func (l *Link) MouseOut() {
	l.Text.MouseOut()
	l.hover(false)
}

func (l *Link) hover(on bool) {
	if l.hovered != on {
		l.hovered = on
		l.Refresh()
	}
}
