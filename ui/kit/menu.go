package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// menu is a menu over the window, worked by mouse and keyboard.
type menu struct {
	widget.BaseWidget
	shown *widget.Menu
	over  *Over
}

// ShowMenu opens a menu below an object.
func ShowMenu(below fyne.CanvasObject, items ...*fyne.MenuItem) {
	m := &menu{shown: widget.NewMenu(fyne.NewMenu("", items...))}
	m.ExtendBaseWidget(m)
	m.over = NewBelow(below, m)
	if m.over == nil {
		return
	}
	m.shown.OnDismiss = m.over.Hide
	m.over.Show()
	m.over.canvas.Focus(m)
}

// CreateRenderer is the toolkit's.
func (m *menu) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(m.shown) }

// FocusGained is nothing: the item that is chosen shows where the keyboard is.
func (m *menu) FocusGained() {}

// FocusLost is nothing.
func (m *menu) FocusLost() {}

// TypedRune is nothing.
func (m *menu) TypedRune(rune) {}

// TypedKey moves in the menu, chooses, or closes it.
func (m *menu) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyDown:
		m.shown.ActivateNext()
	case fyne.KeyUp:
		m.shown.ActivatePrevious()
	case fyne.KeyRight:
		m.shown.ActivateLastSubmenu()
	case fyne.KeyLeft:
		m.shown.DeactivateLastSubmenu()
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		m.shown.TriggerLast()
	case fyne.KeyEscape:
		m.over.leave()
	}
}
