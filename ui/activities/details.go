package activities

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/ui/kit"
)

// details is the part of the form with what an activity is: title, type, days, place.
type details struct {
	form   *form
	fields kit.Fields
	object fyne.CanvasObject

	title, code, city, notes *kit.TextEntry
	kind                     *kit.Picker[model.ID]
	status                   *kit.Picker[model.Status]
	mode                     *kit.Picker[model.Mode]
	country                  *kit.Picker[model.CountryCode]
	first, last              *kit.DayEntry
	showing                  bool // what is being set is not a change
}

func newDetails(f *form) *details {
	d := &details{form: f}
	text := func(rows int, set func(*model.Activity, string)) *kit.TextEntry {
		return kit.NewTextEntry(rows, func(text string) { d.save(func(a *model.Activity) { set(a, text) }) })
	}
	d.title = text(1, func(a *model.Activity, t string) { a.Title = t })
	d.code = text(1, func(a *model.Activity, t string) { a.Code = t })
	d.city = text(1, func(a *model.Activity, t string) { a.City = t })
	d.notes = text(4, func(a *model.Activity, t string) { a.Notes = t })
	d.title.SetPlaceHolder(lang.L("Regional workshop on …"))
	d.code.SetPlaceHolder(lang.L("the office’s own, if any"))
	d.kind = kit.NewPicker(nil, func(id model.ID) { d.save(func(a *model.Activity) { a.Type = id }) })
	d.status = kit.NewPicker(choices(model.Statuses()), func(s model.Status) { d.save(func(a *model.Activity) { a.Status = s }) })
	d.mode = kit.NewPicker(choices(model.Modes()), func(m model.Mode) { d.save(func(a *model.Activity) { a.Mode = m }) })
	d.country = kit.NewPicker(nil, func(c model.CountryCode) { d.save(func(a *model.Activity) { a.Country = c }) })
	d.country.NoneLabel = lang.L("No country")
	d.first = kit.NewDayEntry(func(day model.Day) { d.save(func(a *model.Activity) { d.moveFirst(a, day) }) })
	d.last = kit.NewDayEntry(func(day model.Day) { d.save(func(a *model.Activity) { a.LastDay = day }) })
	d.fields = kit.Fields{
		"title": kit.NewField(lang.L("Title"), d.title), "type": kit.NewField(lang.L("Type"), d.kind), "status": kit.NewField(lang.L("Status"), d.status),
		"first_day": kit.NewField(lang.L("First day"), d.first), "last_day": kit.NewField(lang.L("Last day (empty: the same)"), d.last),
		"city": kit.NewField(lang.L("City"), d.city), "country": kit.NewField(lang.L("Country"), d.country),
		"mode": kit.NewField(lang.L("Mode"), d.mode), "code": kit.NewField(lang.L("Code"), d.code), "notes": kit.NewField(lang.L("Notes"), d.notes),
	}
	d.first.OnFault, d.last.OnFault = d.dayFault("first_day"), d.dayFault("last_day")
	two := func(a, b string) fyne.CanvasObject { return kit.Grid(180, 2, kit.Step3, d.fields[a], d.fields[b]) }
	d.object = kit.NewPage(kit.Step3, kit.Gap(1), d.fields["title"], two("type", "status"), two("first_day", "last_day"), two("city", "country"),
		two("mode", "code"), d.fields["notes"], kit.Gap(kit.Step1))
	return d
}

// dayFault says beside a day why it is none.
func (d *details) dayFault(field string) func(error) {
	return func(err error) {
		text := ""
		if err != nil {
			text = err.Error()
		}
		d.fields[field].SetFault(text)
	}
}

// moveFirst sets the first day; the last day moves along, so that the activity lasts as
// long as before.
func (d *details) moveFirst(a *model.Activity, day model.Day) {
	if a.FirstDay.Valid() && a.LastDay.Valid() && day.Valid() {
		a.LastDay = day.Add(a.Days() - 1)
		d.last.SetDay(a.LastDay)
	}
	a.FirstDay = day
}

func choices[T interface {
	comparable
	Label() string
}](all []T) []kit.Choice[T] {
	var list []kit.Choice[T]
	for _, v := range all {
		list = append(list, kit.Choice[T]{Value: v, Label: lang.L(v.Label())})
	}
	return list
}

func (d *details) save(change func(*model.Activity)) {
	if !d.showing {
		d.form.save(change)
	}
}

// offer says what can be picked.
func (d *details) offer(l lists) {
	var kinds []kit.Choice[model.ID]
	for _, t := range l.types {
		kinds = append(kinds, kit.Choice[model.ID]{Value: t.ID, Label: t.Name})
	}
	d.kind.SetChoices(kinds)
	d.country.SetChoices(l.countryChoices())
}

// show shows an activity.
func (d *details) show(a model.Activity) {
	d.showing = true
	defer func() { d.showing = false }()
	d.title.Keep(a.Title)
	d.code.Keep(a.Code)
	d.city.Keep(a.City)
	d.notes.Keep(a.Notes)
	d.kind.Set(a.Type)
	d.status.Set(a.Status)
	if a.Mode == "" {
		a.Mode = model.InPerson
	}
	d.mode.Set(a.Mode)
	d.country.Set(a.Country)
	for entry, day := range map[*kit.DayEntry]model.Day{d.first: a.FirstDay, d.last: a.LastDay} {
		entry.Keep(day)
	}
}

// submitted calls a function when people press Enter in a line.
func (d *details) submitted(create func()) {
	for _, e := range []*kit.TextEntry{d.title, d.code, d.city} {
		e.OnSubmitted = func(string) { create() }
	}
	for _, e := range []*kit.DayEntry{d.first, d.last} {
		e.OnSubmitted = func(string) { create() }
	}
}

// drafted makes Escape leave what is typed alone: the form of a new activity keeps it.
func (d *details) drafted() {
	for _, e := range []*kit.TextEntry{d.title, d.code, d.city, d.notes} {
		e.Draft = true
	}
	d.first.Draft, d.last.Draft = true, true
}

// commit takes over what is typed and not yet taken over.
func (d *details) commit() {
	for _, e := range []*kit.TextEntry{d.title, d.code, d.city, d.notes} {
		e.Commit()
	}
	for _, e := range []*kit.DayEntry{d.first, d.last} {
		e.Commit()
	}
}

// readable says which of the days cannot be read.
func (d *details) readable() error {
	wrong := &model.Error{Code: model.EInvalid}
	for field, entry := range map[string]*kit.DayEntry{"first_day": d.first, "last_day": d.last} {
		if _, err := entry.Day(); err != nil {
			wrong.Fields = append(wrong.Fields, model.FieldError{Field: field, Message: err.Error()})
		}
	}
	if len(wrong.Fields) > 0 {
		return wrong
	}
	return nil
}

func (d *details) focus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(d.title); c != nil {
		c.Focus(d.title)
	}
}
