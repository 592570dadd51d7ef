package kit

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"rollbook/model"
)

// Change changes the register; it runs away from the UI goroutine and touches no widget.
type Change = func(context.Context) error

// AddOrChange gives the change that adds a record or, where the register has it, changes what was
// edited of it and nothing else.
func AddOrChange[T, U any](id model.ID, shown, edited T, add func(context.Context, T) (model.ID, error), changes func(shown, edited T) U,
	update func(context.Context, model.ID, U) error) Change {
	return func(ctx context.Context) error {
		if id == 0 {
			_, err := add(ctx, edited)
			return err
		}
		return update(ctx, id, changes(shown, edited))
	}
}

// Editor is a dialog with the fields of one record.
type Editor struct {
	Rows  []fyne.CanvasObject
	Tools []fyne.CanvasObject // beside Save
	// Save reads what is on screen, on the UI goroutine, and gives the change that saves
	// it; the error says what cannot be read.
	Save   func() (Change, error)
	Delete Change // nil: the record is not deleted here

	fields Fields
	days   []dayField
}

// dayField is a day of the record, and where it goes when it is saved.
type dayField struct {
	name  string
	entry *DayEntry
	into  *model.Day
}

// Field adds a field.
func (e *Editor) Field(name, label string, content fyne.CanvasObject) {
	if e.fields == nil {
		e.fields = Fields{}
	}
	e.fields[name] = NewField(label, content)
	e.Rows = append(e.Rows, e.fields[name])
}

// Beside stands the last n fields beside one another instead of below, each at least so
// wide.
func (e *Editor) Beside(n int, width float32) {
	at := len(e.Rows) - n
	row := Grid(width, n, Step3, append([]fyne.CanvasObject(nil), e.Rows[at:]...)...)
	e.Rows = append(e.Rows[:at], row)
}

// Line adds a line of text.
func (e *Editor) Line(name, label, text string) *LineEntry {
	entry := NewEntry("", nil)
	entry.SetText(text)
	e.Field(name, label, entry)
	return entry
}

// Block adds a few lines of text.
func (e *Editor) Block(name, label, text string) *TextEntry {
	entry := NewTextEntry(3, nil)
	entry.Reset(text)
	e.Field(name, label, entry)
	return entry
}

// Day adds a day. What is typed goes into the place it came from before Save is called;
// what is no day is said beside the field, and nothing is saved.
func (e *Editor) Day(name, label string, day *model.Day) {
	entry := NewDayEntry(nil)
	entry.SetDay(*day)
	e.Field(name, label, entry)
	e.days = append(e.days, dayField{name, entry, day})
}

// Check adds something that holds or not.
func (e *Editor) Check(label string, on bool) *Check {
	check := NewCheck(label, nil)
	check.SetChecked(on)
	e.Rows = append(e.Rows, check)
	return check
}

// Note adds a word of explanation.
func (e *Editor) Note(text string) { e.Rows = append(e.Rows, Note(text)) }

// Open opens the dialog. do runs a change away from the UI goroutine and then tells what
// went wrong; deleted is called after the record was deleted, with the action that did so.
func (e *Editor) Open(window fyne.Window, title string, do func(change Change, done func(error)), deleted func(model.ActionRef)) {
	fault := Note("")
	fault.Importance = widget.DangerImportance
	fault.Hide()
	d := NewDialog(window, title, Wide(430, Rows(Step3, append(e.Rows, fault)...)))
	finish := func(err error) {
		if err == nil {
			d.Hide()
			return
		}
		rest := e.fields.Show(err)
		fault.SetText(rest)
		if rest == "" {
			fault.Hide()
		} else {
			fault.Show()
		}
		d.Refresh()
	}
	var saving Saving
	change := func(change Change, then func(error)) {
		saving.Do(func(done func()) {
			do(change, func(err error) {
				done()
				finish(err)
				then(err)
			})
		})
	}
	save := func() {
		if saving.UnderWay() {
			return
		}
		err := e.readDays()
		var saved Change
		if err == nil {
			saved, err = e.Save()
		}
		if err != nil {
			finish(err)
			return
		}
		change(saved, func(error) {})
	}
	buttons := []fyne.CanvasObject{NewButton(lang.L("Cancel"), d.Hide)}
	if e.Delete != nil {
		buttons = append(buttons, saving.Guard(NewButtonWithIcon(lang.L("Delete"), Icon("delete"), func() {
			var did model.Receipt
			change(func(ctx context.Context) error { return e.Delete(did.Context(ctx)) }, func(err error) {
				if err == nil && deleted != nil {
					deleted(did.Action.ActionRef)
				}
			})
		})))
	}
	buttons = append(buttons, e.Tools...)
	d.SetButtons(append(buttons, saving.Guard(Primary(lang.L("Save"), save)))...)
	e.submitBy(save)
	e.rememberWhatStood()
	d.OnEnter = save
	d.AskBeforeLeaving()
	d.Show()
	for _, row := range e.Rows {
		if f, ok := row.(*Field); ok {
			f.Focus(window.Canvas())
			break
		}
	}
}

// rememberWhatStood lets Escape put back what stood in a line before it was typed over.
func (e *Editor) rememberWhatStood() {
	for _, field := range e.fields {
		for _, line := range linesIn(field.content) {
			line.stood = line.Text
		}
	}
}

// submitBy makes Enter in a line save.
func (e *Editor) submitBy(save func()) {
	for _, field := range e.fields {
		for _, line := range linesIn(field.content) {
			if line.OnSubmitted == nil {
				line.OnSubmitted = func(string) { save() }
			}
		}
	}
}

// linesIn gives the lines of a field, beside which there may be buttons.
func linesIn(content fyne.CanvasObject) []*LineEntry {
	switch content := content.(type) {
	case *LineEntry:
		return []*LineEntry{content}
	case *DayEntry:
		return []*LineEntry{&content.LineEntry}
	case *TextEntry:
		if !content.MultiLine {
			return []*LineEntry{&content.LineEntry}
		}
	case *fyne.Container:
		var all []*LineEntry
		for _, o := range content.Objects {
			all = append(all, linesIn(o)...)
		}
		return all
	}
	return nil
}

// readDays takes the days over; the error says which cannot be read.
func (e *Editor) readDays() error {
	wrong := &model.Error{Code: model.EInvalid}
	for _, d := range e.days {
		day, err := d.entry.Day()
		if err != nil {
			wrong.Fields = append(wrong.Fields, model.FieldError{Field: d.name, Message: err.Error()})
			continue
		}
		*d.into = day
	}
	if len(wrong.Fields) > 0 {
		return wrong
	}
	return nil
}
