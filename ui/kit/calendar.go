package kit

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rollbook/model"
)

// calendar is a month to pick a day from: by a click, or by arrow keys and Enter.
type calendar struct {
	widget.BaseWidget
	at     time.Time // the day that Enter picks, and whose month is shown
	picked func(model.Day)
	over   *Over
	title  *Text
	days   *fyne.Container
	whole  fyne.CanvasObject
}

// newCalendar makes a month that begins at a day.
func newCalendar(at time.Time, picked func(model.Day)) *calendar {
	c := &calendar{at: at, picked: picked, title: Title(""), days: container.NewGridWithColumns(7)}
	c.title.Align = fyne.TextAlignCenter
	before := IconButton("back", lang.L("The month before"), func() { c.toMonth(-1) })
	after := IconButton("forward", lang.L("The month after"), func() { c.toMonth(1) })
	c.whole = Padded(Step2, Step2, Rows(Step1, container.NewBorder(nil, nil, before, after, Middle(c.title)), c.days))
	c.ExtendBaseWidget(c)
	c.show()
	return c
}

// CreateRenderer is the toolkit's.
func (c *calendar) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.whole) }

// to goes to another day.
func (c *calendar) to(day time.Time) {
	c.at = day
	c.show()
}

// toMonth goes to the same day of another month, or to its last.
func (c *calendar) toMonth(by int) {
	first := time.Date(c.at.Year(), c.at.Month()+time.Month(by), 1, 12, 0, 0, 0, c.at.Location())
	last := first.AddDate(0, 1, -1).Day()
	c.to(first.AddDate(0, 0, min(c.at.Day(), last)-1))
}

// show shows the month, weeks from Monday on.
func (c *calendar) show() {
	c.title.SetText(fmt.Sprintf("%s %d", lang.L(c.at.Month().String()), c.at.Year()))
	c.days.RemoveAll()
	for _, name := range []string{lang.L("Mo"), lang.L("Tu"), lang.L("We"), lang.L("Th"), lang.L("Fr"), lang.L("Sa"), lang.L("Su")} {
		t := Quiet(name)
		t.Align = fyne.TextAlignCenter
		c.days.Add(t)
	}
	first := time.Date(c.at.Year(), c.at.Month(), 1, 12, 0, 0, 0, c.at.Location())
	for range (int(first.Weekday()) + 6) % 7 {
		c.days.Add(Gap(1))
	}
	for day := first; day.Month() == first.Month(); day = day.AddDate(0, 0, 1) {
		c.days.Add(c.cell(day))
	}
	c.days.Refresh()
}

// cell is a day to click on.
func (c *calendar) cell(day time.Time) fyne.CanvasObject {
	t := NewText(fmt.Sprint(day.Day()))
	t.SizeName, t.Align = SizeTable, fyne.TextAlignCenter
	fill := fyne.ThemeColorName("")
	switch {
	case model.DayOf(day) == model.DayOf(c.at):
		fill, t.Color, t.Bold = theme.ColorNamePrimary, theme.ColorNameForegroundOnPrimary, true
	case model.DayOf(day) == Today():
		fill, t.Color = ColorSoftAccent, theme.ColorNamePrimary
	}
	return NewClickable(NewSurface(fill, "", 6, Padded(6, Step2, t)), func() { c.picked(model.DayOf(day)) })
}

// FocusGained is nothing: the day that Enter picks is filled.
func (c *calendar) FocusGained() {}

// FocusLost is nothing.
func (c *calendar) FocusLost() {}

// TypedRune is nothing.
func (c *calendar) TypedRune(rune) {}

// TypedKey goes to other days and months, and picks.
func (c *calendar) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		c.to(c.at.AddDate(0, 0, -1))
	case fyne.KeyRight:
		c.to(c.at.AddDate(0, 0, 1))
	case fyne.KeyUp:
		c.to(c.at.AddDate(0, 0, -7))
	case fyne.KeyDown:
		c.to(c.at.AddDate(0, 0, 7))
	case fyne.KeyPageUp:
		c.toMonth(-1)
	case fyne.KeyPageDown:
		c.toMonth(1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		c.picked(model.DayOf(c.at))
	case fyne.KeyEscape:
		c.over.leave()
	}
}
