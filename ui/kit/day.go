package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"rollbook/model"
)

// DayEntry is a line for a day: typed in any of the usual ways or picked from a calendar.
type DayEntry struct {
	LineEntry
	OnDay func(model.Day) // a day, or none, was entered

	day     model.Day
	setting bool
}

// NewDayEntry makes a line without a day.
func NewDayEntry(changed func(model.Day)) *DayEntry {
	d := &DayEntry{OnDay: changed}
	d.PlaceHolder = lang.L("like 23 Nov 2026")
	d.Wrapping, d.Scroll = fyne.TextWrapOff, fyne.ScrollNone
	arrow := container.NewGridWrap(fyne.NewSquareSize(16), widget.NewIcon(Icon("down")))
	d.ActionItem = NewClickable(Padded(0, Step2, Middle(arrow)), d.pick) // not a button: Tab goes on to the next field
	d.Entry.OnChanged = func(text string) {
		if d.setting {
			return
		}
		day, err := model.ReadDay(text)
		if err == nil && day != d.day {
			d.tell(day)
		}
	}
	d.ExtendBaseWidget(d)
	return d
}

// SetDay shows a day without telling OnDay.
func (d *DayEntry) SetDay(day model.Day) {
	d.setting = true
	d.day = day
	d.SetText(day.Text())
	d.setting = false
}

// Day gives the day entered; the error says what cannot be read.
func (d *DayEntry) Day() (model.Day, error) { return model.ReadDay(d.Text) }

// Typing says whether something is typed that is not the day yet.
func (d *DayEntry) Typing() bool { return d.Text != d.day.Text() }

// FocusLost writes the day as it is shown everywhere.
func (d *DayEntry) FocusLost() {
	d.Entry.FocusLost()
	if day, err := d.Day(); err == nil {
		d.SetDay(day)
	}
}

func (d *DayEntry) tell(day model.Day) {
	d.day = day
	if d.OnDay != nil {
		d.OnDay(day)
	}
}

func (d *DayEntry) pick() {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(d)
	if canvas == nil {
		return
	}
	at := time.Now()
	if day, err := d.Day(); err == nil && day != "" {
		at = day.Time()
	}
	var pop *widget.PopUp
	calendar := widget.NewCalendar(at, func(t time.Time) {
		day := model.DayOf(t)
		d.SetDay(day)
		d.tell(day)
		pop.Hide()
	})
	pop = widget.NewPopUp(container.NewPadded(calendar), canvas)
	showBelow(pop, d, canvas)
}

// showBelow opens a pop-up below an object, or above it where there is no room.
func showBelow(pop *widget.PopUp, object fyne.CanvasObject, canvas fyne.Canvas) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(object)
	size := pop.MinSize()
	y := at.Y + object.Size().Height + 2
	if y+size.Height > canvas.Size().Height {
		y = max(at.Y-size.Height-2, 0)
	}
	x := min(at.X, max(canvas.Size().Width-size.Width-Step1, 0))
	pop.ShowAtPosition(fyne.NewPos(x, y))
}

// Today is the day on this computer's clock.
func Today() model.Day { return model.DayOf(time.Now()) }
