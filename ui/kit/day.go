package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"rollbook/model"
)

// DayEntry is a line for a day: typed in any of the usual ways or picked from a calendar. It
// tells when people are done with it, as a line of text does; Escape puts back what stood there.
type DayEntry struct {
	LineEntry
	OnDay func(model.Day) // a day, or none, was entered
	// OnFault is told, when people leave the line, why what stands there is no day; nil where
	// it is one.
	OnFault func(error)
	// Draft: it belongs to a record that is not saved yet, whose form keeps what is typed.
	Draft bool

	day model.Day
}

// NewDayEntry makes a line without a day.
func NewDayEntry(changed func(model.Day)) *DayEntry {
	d := &DayEntry{OnDay: changed}
	d.PlaceHolder = lang.L("like 23 Nov 2026")
	d.Wrapping, d.Scroll = fyne.TextWrapOff, fyne.ScrollNone
	arrow := container.NewGridWrap(fyne.NewSquareSize(16), widget.NewIcon(Icon("down")))
	d.ActionItem = NewClickable(Padded(0, Step2, Middle(arrow)), d.pick) // not a button: Tab goes on to the next field
	d.ExtendBaseWidget(d)
	return d
}

// SetDay shows a day without telling OnDay.
func (d *DayEntry) SetDay(day model.Day) {
	d.day = day
	d.SetText(day.Text())
}

// Keep shows the day that the register holds, unless people are typing another.
func (d *DayEntry) Keep(day model.Day) {
	if !d.Typing() && d.day != day {
		d.SetDay(day)
	}
}

// Day gives the day entered; the error says what cannot be read.
func (d *DayEntry) Day() (model.Day, error) { return model.ReadDay(d.Text) }

// Typing says whether something is typed that is not the day yet.
func (d *DayEntry) Typing() bool { return d.Text != d.day.Text() }

// Commit tells the day that was typed since the last time, and writes it as it is shown
// everywhere.
func (d *DayEntry) Commit() {
	if !d.Typing() {
		return
	}
	day, err := d.Day()
	if d.OnFault != nil {
		d.OnFault(err)
	}
	if err != nil {
		return
	}
	before := d.day
	d.SetDay(day)
	if day != before {
		d.tell(day)
	}
}

// FocusLost is when people leave the line.
func (d *DayEntry) FocusLost() {
	d.Entry.FocusLost()
	d.Commit()
}

func (d *DayEntry) tell(day model.Day) {
	d.day = day
	if d.OnDay != nil {
		d.OnDay(day)
	}
}

// pick opens a calendar.
func (d *DayEntry) pick() {
	at := time.Now()
	if day, err := d.Day(); err == nil && day != "" {
		at = day.Time()
	}
	month := newCalendar(at, nil)
	month.over = NewBelow(d, month)
	if month.over == nil {
		return
	}
	month.picked = func(day model.Day) {
		month.over.Hide()
		d.SetDay(day)
		if d.edited != nil {
			d.edited()
		}
		d.tell(day)
	}
	month.over.Show()
	month.over.canvas.Focus(month)
}

// TypedKey types. The arrow down, or F4, opens the calendar; Escape puts back the day that
// stood there.
func (d *DayEntry) TypedKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyDown || e.Name == fyne.KeyF4:
		d.pick()
	case e.Name == fyne.KeyEscape && d.Typing() && !d.Draft && (d.day != "" || d.OnDay != nil):
		d.SetDay(d.day)
		if d.edited != nil {
			d.edited()
		}
	case e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter:
		d.Commit()
		d.LineEntry.TypedKey(e)
	default:
		d.LineEntry.TypedKey(e)
	}
}

// Today is the day on this computer's clock.
func Today() model.Day { return model.DayOf(time.Now()) }
