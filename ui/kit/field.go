package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rollbook/model"
)

// Field is something to fill in, with its name above it and, below, what is wrong with it.
type Field struct {
	widget.BaseWidget
	name    *Text
	fault   *widget.Label
	below   *fyne.Container // holds the fault
	content fyne.CanvasObject
	rows    *fyne.Container
}

// NewField puts a name above something to fill in.
func NewField(name string, content fyne.CanvasObject) *Field {
	f := &Field{name: Quiet(name), fault: Note(""), content: content}
	f.fault.Importance = widget.DangerImportance
	f.below = Flush(f.fault)
	f.name.Cut = true
	f.below.Hide()
	f.rows = Rows(Step1, f.name, content, f.below)
	if line, ok := content.(interface{ onEdit(func()) }); ok {
		line.onEdit(func() { f.SetFault("") }) // it spoke of what stood there before
	}
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer is the toolkit's.
func (f *Field) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.rows) }

// SetFault says what is wrong; nothing where it is empty.
func (f *Field) SetFault(text string) {
	if f.fault.Text == text {
		return
	}
	f.fault.SetText(text)
	if text == "" {
		f.below.Hide()
	} else {
		f.below.Show()
		refuse(f.content)
	}
	f.Refresh()
}

// refuse tells something to fill in that what stands in it was not taken.
func refuse(content fyne.CanvasObject) {
	if e, ok := content.(interface{ Refused() }); ok {
		e.Refused()
	}
}

// Fields are the fields of a form by their names in the domain.
type Fields map[string]*Field

// Show shows what an error says of each field beside it, and gives what it says of others
// in one text.
func (f Fields) Show(err error) (rest string) {
	for _, field := range f {
		field.SetFault("")
	}
	if err == nil {
		return ""
	}
	faults := model.FieldErrors(err)
	if len(faults) == 0 {
		return err.Error()
	}
	for _, fault := range faults {
		if field, ok := f[fault.Field]; ok {
			field.SetFault(fault.Message)
		} else {
			rest += fault.Message + " "
		}
	}
	return rest
}

// NewEntry makes a line to type in that tells every change that people make.
func NewEntry(placeholder string, changed func(string)) *LineEntry {
	e := NewLineEntry()
	e.SetPlaceHolder(placeholder)
	e.OnChanged = changed
	return e
}

// TextEntry is a line or block of text that tells when people are done with it: when they
// leave it or press Enter. Escape puts back what stood there.
type TextEntry struct {
	LineEntry
	OnDone func(string)
	// Draft: it belongs to a record that is not saved yet, whose form keeps what is typed;
	// there Escape leaves the text alone.
	Draft bool

	done   string // what was told last
	before string // what had been told before that
}

// NewTextEntry makes an empty line, or a block of some rows.
func NewTextEntry(rows int, done func(string)) *TextEntry {
	e := &TextEntry{OnDone: done}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	if rows > 1 {
		e.MultiLine, e.Wrapping, e.Scroll = true, fyne.TextWrapWord, fyne.ScrollVerticalOnly
		e.SetMinRowsVisible(rows)
	}
	e.OnSubmitted = func(string) { e.Commit() }
	e.ExtendBaseWidget(e)
	return e
}

// Keep shows what the register holds, unless people are typing something else.
func (e *TextEntry) Keep(text string) {
	if e.Text != e.done {
		return
	}
	e.done = text
	if e.Text != text {
		e.SetText(text)
	}
}

// Reset shows a text whatever people have typed.
func (e *TextEntry) Reset(text string) {
	e.done = text
	e.SetText(text)
}

// Commit tells what was typed since the last time.
func (e *TextEntry) Commit() {
	if e.Text == e.done {
		return
	}
	e.before, e.done = e.done, e.Text
	if e.OnDone != nil {
		e.OnDone(e.Text)
	}
}

// Refused says that what was told last was not taken: it still stands there to be corrected,
// and Escape puts back what stood there before.
func (e *TextEntry) Refused() {
	if e.done == e.Text {
		e.done = e.before
	}
}

// Typing says whether something is typed that was not told yet.
func (e *TextEntry) Typing() bool { return e.Text != e.done }

// TypedKey types, and with Escape puts back what stood there; where nothing was typed Escape
// goes on to the window.
func (e *TextEntry) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape && e.Typing() && !e.Draft {
		e.SetText(e.done)
		if e.edited != nil {
			e.edited()
		}
		return
	}
	e.LineEntry.TypedKey(k)
}

// TypedShortcut does what a line does. Undoing what was pasted or typed over a text brings that
// text back: the toolkit takes it for two steps, and would leave nothing.
func (e *TextEntry) TypedShortcut(s fyne.Shortcut) {
	before := e.Text
	e.LineEntry.TypedShortcut(s)
	if _, undoes := s.(*fyne.ShortcutUndo); undoes && before != "" && e.Text == "" && e.done != "" {
		e.SetText(e.done)
	}
}

// FocusLost is when people leave the line.
func (e *TextEntry) FocusLost() {
	e.Entry.FocusLost()
	e.Commit()
}

// Cell is a field of a table of fields, which shows by a red line that something is wrong in
// it; what, is said below the row.
type Cell struct {
	widget.BaseWidget
	content fyne.CanvasObject
	line    *canvas.Rectangle
}

// NewCell makes a cell in which nothing is wrong.
func NewCell(content fyne.CanvasObject) *Cell {
	c := &Cell{content: content, line: canvas.NewRectangle(color.Transparent)}
	c.line.StrokeWidth, c.line.CornerRadius = 2, ButtonRadius
	c.line.Hide()
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer is the toolkit's.
func (c *Cell) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(c.content, c.line))
}

// SetWrong says whether something is wrong.
func (c *Cell) SetWrong(wrong bool) {
	c.line.StrokeColor = Color(theme.ColorNameError)
	if wrong {
		refuse(c.content)
		c.line.Show()
	} else {
		c.line.Hide()
	}
	c.line.Refresh()
}

// Wrong says whether something is wrong.
func (c *Cell) Wrong() bool { return c.line.Visible() }

// OnEdited says who is told when people change the text.
func (e *TextEntry) OnEdited(edited func()) { e.onEdit(edited) }

// Search makes a line to search with.
func Search(placeholder string, changed func(string)) *LineEntry {
	e := NewEntry(placeholder, changed)
	e.Icon = Icon("search")
	return e
}

// NumberEntry is a short line for a whole number.
func NumberEntry(changed func(string)) *LineEntry {
	e := NewEntry("", changed)
	e.Wrapping = fyne.TextWrapOff
	e.Scroll = fyne.ScrollNone
	return e
}

// Badge is a word on a ground of its own.
func Badge(text string, color fyne.ThemeColorName) fyne.CanvasObject {
	t := Quiet(text)
	t.Color = color
	return NewSurface("", color, 10, Padded(2, Step2, t))
}

// Focus gives what is to be filled in the keyboard, where it takes one.
func (f *Field) Focus(canvas fyne.Canvas) {
	if focusable, ok := f.content.(fyne.Focusable); ok {
		canvas.Focus(focusable)
	}
}
