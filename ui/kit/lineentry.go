package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// LineEntry is a line to type in. What it has no use for goes on to the window: Escape, and the
// window's shortcuts.
type LineEntry struct{ widget.Entry }

// NewLineEntry makes an empty line.
func NewLineEntry() *LineEntry {
	l := &LineEntry{}
	l.Wrapping = fyne.TextWrap(fyne.TextTruncateClip) // a longer text moves along with the cursor
	l.ExtendBaseWidget(l)
	return l
}

// NewPasswordEntry makes a line that hides what is typed.
func NewPasswordEntry() *LineEntry {
	l := NewLineEntry()
	l.Password = true
	return l
}

// Typing says whether there is something typed that can be taken back.
func (l *LineEntry) Typing() bool { return l.Text != "" }

// TypedKey types, and leaves Escape to the window.
func (l *LineEntry) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		passOn(e)
		return
	}
	l.Entry.TypedKey(e)
}

// TypedShortcut does what the line knows, and leaves the rest to the window.
func (l *LineEntry) TypedShortcut(s fyne.Shortcut) {
	l.Entry.TypedShortcut(s)
	if _, ok := s.(*desktop.CustomShortcut); !ok {
		return
	}
	if c, ok := canvasInUse().(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// passOn gives the window a key that what has the keyboard has no use for: the toolkit
// gives the window only what is typed where nothing has the keyboard.
func passOn(e *fyne.KeyEvent) {
	if c := canvasInUse(); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
}

// canvasInUse is where something has the keyboard; nil where nothing has.
func canvasInUse() fyne.Canvas {
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		if w.Canvas().Focused() != nil {
			return w.Canvas()
		}
	}
	return nil
}
