package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// LineEntry is a line to type in. What it has no use for goes on to the window: Escape, and the
// window's shortcuts.
type LineEntry struct {
	widget.Entry
	stood  string // before it was typed over, in a dialog: Escape puts it back
	edited func() // told when people changed the text; nil: nobody is

	// OnRows takes rows of a spreadsheet that are pasted here, which are more than the line can
	// hold; nil: they become one line.
	OnRows func(text string)
}

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

// AcceptsTab says that Tab leaves the line, also where it has several rows.
func (l *LineEntry) AcceptsTab() bool { return false }

// TypedKey types. Escape puts back what stood there before; where nothing did, or nothing was
// typed over, it goes on to the window.
func (l *LineEntry) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		if l.stood != "" && l.Text != l.stood {
			l.SetText(l.stood)
			return
		}
		passOn(e)
		return
	}
	l.edit(func() { l.Entry.TypedKey(e) })
}

// TypedRune types.
func (l *LineEntry) TypedRune(r rune) { l.edit(func() { l.Entry.TypedRune(r) }) }

// TypedShortcut does what the line knows, and leaves the rest to the window.
func (l *LineEntry) TypedShortcut(s fyne.Shortcut) {
	if p, pastes := s.(*fyne.ShortcutPaste); pastes && l.OnRows != nil {
		if text := p.Clipboard.Content(); strings.ContainsAny(strings.Trim(text, "\r\n"), "\t\r\n") {
			l.OnRows(text)
			return
		}
	}
	l.edit(func() { l.Entry.TypedShortcut(s) })
	passShortcutOn(s)
}

// edit does what may change the text, and tells if it did.
func (l *LineEntry) edit(do func()) {
	before := l.Text
	do()
	if l.edited != nil && l.Text != before {
		l.edited()
	}
}

// onEdit says who is told when people changed the text.
func (l *LineEntry) onEdit(edited func()) { l.edited = edited }

// passOn gives the window a key that what has the keyboard has no use for: the toolkit
// gives the window only what is typed where nothing has the keyboard.
func passOn(e *fyne.KeyEvent) {
	if c := canvasInUse(); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
}

// PassOn gives the window a key that a widget of a screen has no use for.
func PassOn(e *fyne.KeyEvent) { passOn(e) }

// passRuneOn gives the window a letter.
func passRuneOn(r rune) {
	if c := canvasInUse(); c != nil && c.OnTypedRune() != nil {
		c.OnTypedRune()(r)
	}
}

// passShortcutOn gives the window a shortcut of the program's own.
func passShortcutOn(s fyne.Shortcut) {
	if _, ok := s.(*desktop.CustomShortcut); !ok {
		return
	}
	if c, ok := canvasInUse().(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
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
