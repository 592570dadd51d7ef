package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Check is something that holds or not. The space bar changes it; other keys go on to the
// window: Enter saves the dialog it stands in, Escape leaves it.
type Check struct {
	widget.Check
	ring *ring
}

// NewCheck makes a check that does not hold.
func NewCheck(label string, changed func(bool)) *Check {
	c := &Check{ring: newRing()}
	c.Text, c.OnChanged = label, changed
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer is the toolkit's, with a ring.
func (c *Check) CreateRenderer() fyne.WidgetRenderer {
	return &ringed{c.Check.CreateRenderer(), c.ring}
}

// FocusGained shows that the keyboard is here.
func (c *Check) FocusGained() {
	c.Check.FocusGained()
	c.ring.show(true, false)
}

// FocusLost ends that.
func (c *Check) FocusLost() {
	c.Check.FocusLost()
	c.ring.show(false, false)
}

// TypedKey leaves all keys but the space bar to the window.
func (c *Check) TypedKey(e *fyne.KeyEvent) {
	if e.Name != fyne.KeySpace {
		passOn(e)
	}
}

// TypedShortcut leaves shortcuts to the window.
func (c *Check) TypedShortcut(s fyne.Shortcut) { passShortcutOn(s) }

// Radio is one of a few things, all of them seen: by a click, or by arrow keys.
type Radio struct {
	widget.BaseWidget
	OnChanged func(string)
	Selected  string

	options []string
	icons   []*widget.Icon
	ring    *ring
	whole   *fyne.Container
}

// NewRadio makes a choice of one, with nothing chosen yet; beside one another or below.
func NewRadio(options []string, beside bool, changed func(string)) *Radio {
	r := &Radio{OnChanged: changed, options: options, ring: newRing()}
	var items []fyne.CanvasObject
	for _, option := range options {
		icon := widget.NewIcon(theme.RadioButtonIcon())
		r.icons = append(r.icons, icon)
		row := Columns(Step2, Middle(container.NewGridWrap(fyne.NewSquareSize(18), icon)), Middle(NewText(option)))
		items = append(items, NewClickable(Padded(6, Step2, row), func() { r.SetSelected(option) }))
	}
	if beside {
		r.whole = Columns(Step3, items...)
	} else {
		r.whole = Rows(0, items...)
	}
	r.ExtendBaseWidget(r)
	return r
}

// SetSelected chooses, and tells OnChanged.
func (r *Radio) SetSelected(option string) {
	if option == r.Selected {
		return
	}
	r.Choose(option)
	if r.OnChanged != nil {
		r.OnChanged(option)
	}
}

// Choose chooses without telling OnChanged.
func (r *Radio) Choose(option string) {
	r.Selected = option
	for i, one := range r.options {
		if one == option {
			r.icons[i].SetResource(theme.NewPrimaryThemedResource(theme.RadioButtonCheckedIcon()))
		} else {
			r.icons[i].SetResource(theme.RadioButtonIcon())
		}
	}
}

// CreateRenderer is the toolkit's.
func (r *Radio) CreateRenderer() fyne.WidgetRenderer {
	return &ringed{widget.NewSimpleRenderer(r.whole), r.ring}
}

// Cursor shows that it can be clicked.
func (r *Radio) Cursor() desktop.Cursor { return desktop.PointerCursor }

// FocusGained shows that the keyboard is here.
func (r *Radio) FocusGained() { r.ring.show(true, false) }

// FocusLost ends that.
func (r *Radio) FocusLost() { r.ring.show(false, false) }

// TypedRune is nothing.
func (r *Radio) TypedRune(rune) {}

// TypedShortcut leaves shortcuts to the window.
func (r *Radio) TypedShortcut(s fyne.Shortcut) { passShortcutOn(s) }

// TypedKey chooses what comes before or after.
func (r *Radio) TypedKey(e *fyne.KeyEvent) {
	at := -1
	for i, option := range r.options {
		if option == r.Selected {
			at = i
		}
	}
	switch e.Name {
	case fyne.KeyUp, fyne.KeyLeft:
		at--
	case fyne.KeyDown, fyne.KeyRight:
		at++
	case fyne.KeySpace:
		at = max(at, 0)
	default:
		passOn(e)
		return
	}
	if at = min(max(at, 0), len(r.options)-1); at >= 0 {
		r.SetSelected(r.options[at])
	}
}
