package kit

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rollbook/model"
)

// PeriodPicker says which period figures are of, and lets people choose another: a phase,
// a year, the last years, everything, or two dates.
type PeriodPicker struct {
	widget.BaseWidget
	OnChanged func(model.Period)

	window  fyne.Window
	period  model.Period
	phases  []model.Phase
	years   []int // the latest first
	text    *Text
	surface *Surface
}

// NewPeriodPicker makes a picker that stands at everything.
func NewPeriodPicker(window fyne.Window, changed func(model.Period)) *PeriodPicker {
	p := &PeriodPicker{window: window, OnChanged: changed, period: model.Everything(), text: NewText("")}
	p.text.Bold = true
	arrow := container.NewGridWrap(fyne.NewSquareSize(16), widget.NewIcon(Icon("down")))
	p.surface = NewSurface(ColorCard, theme.ColorNameInputBorder, ButtonRadius, Padded(7, Step3, Columns(Step2, p.text, Middle(arrow))))
	p.ExtendBaseWidget(p)
	p.Set(p.period)
	return p
}

// Set shows a period without telling OnChanged.
func (p *PeriodPicker) Set(period model.Period) {
	p.period = period
	p.text.SetText(period.Label())
	p.Refresh()
}

// Period gives the period chosen.
func (p *PeriodPicker) Period() model.Period { return p.period }

// Offer says which phases and years there are to choose from, the latest year first.
func (p *PeriodPicker) Offer(phases []model.Phase, years []int) { p.phases, p.years = phases, years }

// CreateRenderer is the toolkit's.
func (p *PeriodPicker) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(p.surface)
}

// Cursor shows that the picker can be clicked.
func (p *PeriodPicker) Cursor() desktop.Cursor { return desktop.PointerCursor }

// Tapped opens the menu of periods.
func (p *PeriodPicker) Tapped(*fyne.PointEvent) {
	var items []*fyne.MenuItem
	add := func(period model.Period) {
		item := fyne.NewMenuItem(period.Label(), func() { p.choose(period) })
		item.Checked = period == p.period
		items = append(items, item)
	}
	add(model.Everything())
	for _, phase := range p.phases {
		add(phase.Period())
	}
	items = append(items, fyne.NewMenuItemSeparator())
	today := model.DayOf(time.Now())
	for _, n := range []int{1, 3, 5, 10} {
		add(model.LastYears(n, today))
	}
	items = append(items, fyne.NewMenuItemSeparator())
	if len(p.years) > 0 {
		years := fyne.NewMenuItem(lang.L("One year"), nil)
		years.ChildMenu = fyne.NewMenu("")
		for _, year := range p.years {
			years.ChildMenu.Items = append(years.ChildMenu.Items, fyne.NewMenuItem(fmt.Sprint(year), func() { p.choose(model.YearPeriod(year)) }))
		}
		items = append(items, years)
	}
	items = append(items, fyne.NewMenuItem(lang.L("Two dates …"), p.ask))
	ShowMenu(p, items...)
}

func (p *PeriodPicker) choose(period model.Period) {
	p.Set(period)
	if p.OnChanged != nil {
		p.OnChanged(period)
	}
}

// ask asks for two dates.
func (p *PeriodPicker) ask() {
	from, to := NewDayEntry(nil), NewDayEntry(nil)
	from.SetDay(p.period.From)
	to.SetDay(p.period.To)
	fields := Fields{"from": NewField(lang.L("First day (empty: open)"), from), "to": NewField(lang.L("Last day (empty: open)"), to)}
	d := NewDialog(p.window, lang.L("Figures between two dates"), Wide(360, Rows(Step3, fields["from"], fields["to"])))
	show := func() {
		between, err := readBetween(from, to)
		if err == nil {
			d.Hide()
			p.choose(between)
			return
		}
		fields.Show(err)
	}
	d.SetButtons(NewButton(lang.L("Cancel"), d.Hide), Primary(lang.L("Show"), show))
	from.OnSubmitted, to.OnSubmitted = func(string) { show() }, func(string) { show() }
	d.OnEnter = show
	d.Show()
	p.window.Canvas().Focus(from)
}

// readBetween reads the two dates; the error says which of them is wrong.
func readBetween(from, to *DayEntry) (model.Period, error) {
	a, errA := from.Day()
	b, errB := to.Day()
	wrong := &model.Error{Code: model.EInvalid}
	if errA != nil {
		wrong.Fields = append(wrong.Fields, model.FieldError{Field: "from", Message: errA.Error()})
	}
	if errB != nil {
		wrong.Fields = append(wrong.Fields, model.FieldError{Field: "to", Message: errB.Error()})
	}
	if len(wrong.Fields) > 0 {
		return model.Period{}, wrong
	}
	if a == "" && b == "" {
		return model.Everything(), nil
	}
	between := model.Between(a, b)
	return between, between.Validate()
}
