package readin

import (
	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/model/intake"
	"rollbook/ui/kit"
)

// separators are those that a CSV can have, by name.
var separators = []kit.Choice[rune]{{Value: ',', Label: "Comma  ,"}, {Value: ';', Label: "Semicolon  ;"}, {Value: '\t', Label: "Tab"}, {Value: '|', Label: "Bar  |"}}

// showSettings shows what the list is of, where it stands, how it is written, and what its
// columns hold.
func (d *Dialog) showSettings() {
	d.settings.RemoveAll()
	kind := kit.NewPicker(labels(intake.Kinds()), func(k intake.Kind) {
		d.again(func() {
			d.list = d.newList(d.source, k)
		})
	})
	kind.Set(d.list.Kind)
	d.settings.Add(kit.NewField(lang.L("A list of"), kind))
	if d.list.Kind.AboutOne() {
		d.showActivity()
	}
	if len(d.source.Sheets) > 1 {
		var sheets []kit.Choice[int]
		for i, s := range d.source.Sheets {
			detail := ""
			if s.Hidden {
				detail = lang.L("hidden")
			}
			sheets = append(sheets, kit.Choice[int]{Value: i + 1, Label: s.Name, Detail: detail})
		}
		sheet := kit.NewPicker(sheets, func(n int) { d.again(func() { d.list.ChooseSheet(n - 1) }) })
		sheet.Set(d.list.Sheet + 1)
		d.settings.Add(kit.NewField(lang.L("Sheet"), sheet))
	}
	if d.list.Kind.Dated() {
		days := kit.NewPicker(labels(intake.Orders()), func(o intake.DayOrder) { d.again(func() { d.list.SetDays(o) }) })
		days.NoneLabel = lang.L("Not known; only plain dates")
		days.Set(d.list.Days)
		d.settings.Add(kit.NewField(lang.L("Dates in figures are written as"), days))
	}
	if d.source.Encoding != "" {
		d.showWriting()
	}
	d.showColumns()
}

// showActivity shows which activity every row is about, where the rows do not say it.
func (d *Dialog) showActivity() {
	var choices []kit.Choice[model.ID]
	for _, a := range d.activities {
		choices = append(choices, kit.Choice[model.ID]{Value: a.ID, Label: a.Title, Detail: model.SpanText(a.FirstDay, a.LastDay), Words: a.Code})
	}
	activity := kit.NewPicker(choices, d.putTo)
	activity.NoneLabel = lang.L("The rows say it, or none")
	activity.Set(d.about)
	d.settings.Add(kit.NewField(lang.L("For the activity"), activity))
}

// showWriting shows how a CSV is written.
func (d *Dialog) showWriting() {
	var encodings []kit.Choice[string]
	for _, e := range intake.Encodings() {
		encodings = append(encodings, kit.Choice[string]{Value: e, Label: e})
	}
	encoding := kit.NewPicker(encodings, func(e string) {
		d.options.Encoding = e
		d.loader.Stop()
		d.read(func() {})
	})
	encoding.Set(d.source.Encoding)
	separator := kit.NewPicker(separators, func(r rune) {
		d.options.Separator = r
		d.loader.Stop()
		d.read(func() {})
	})
	separator.Set(d.source.Separator)
	d.settings.Add(kit.Grid(120, 2, kit.Step2, kit.NewField(lang.L("Encoding"), encoding), kit.NewField(lang.L("Columns are parted by"), separator)))
}

// showColumns shows for each column which field it holds.
func (d *Dialog) showColumns() {
	d.columns.RemoveAll()
	var choices []kit.Choice[string]
	for _, f := range d.list.Kind.Fields() {
		detail := ""
		if f.Required {
			detail = lang.L("needed")
		}
		choices = append(choices, kit.Choice[string]{Value: f.Name, Label: lang.L(f.Label()), Detail: detail})
	}
	for i, c := range d.list.Columns {
		if c.Heading == "" {
			continue
		}
		heading := kit.NewText(c.Heading)
		heading.Cut, heading.SizeName = true, kit.SizeTable
		heading.SetToolTip(c.Heading)
		switch {
		case c.Field != "" && !c.Sure:
			heading.Color = "warning"
			heading.SetToolTip(lang.L("“{{.Heading}}” probably means this; please look.", map[string]any{"Heading": c.Heading}))
		case c.Why != "":
			heading.SetToolTip(c.Heading + ": " + c.Why)
		}
		field := kit.NewPicker(choices, func(name string) { d.again(func() { d.list.MapColumn(i, name) }) })
		field.NoneLabel = lang.L("Left out")
		field.Set(c.Field)
		d.columns.Add(kit.Grid(110, 2, kit.Step2, kit.Middle(heading), field))
	}
}

// showLeftOut says which columns are left out, and how much is in them.
func (d *Dialog) showLeftOut(p *intake.Preview) {
	d.unread.RemoveAll()
	if p.Account == nil {
		return
	}
	for _, c := range p.Account.Columns {
		if c.Field != "" || c.LeftOut == 0 {
			continue
		}
		says := kit.Quiet(lang.L("“{{.Heading}}” is left out, with {{.N}} values", map[string]any{"Heading": c.Heading, "N": model.Thousands(c.LeftOut)}))
		says.Cut = true
		says.SetToolTip(c.Why)
		d.unread.Add(says)
	}
}

func labels[T interface {
	comparable
	Label() string
}](all []T) []kit.Choice[T] {
	var list []kit.Choice[T]
	for _, v := range all {
		list = append(list, kit.Choice[T]{Value: v, Label: lang.L(v.Label())})
	}
	return list
}
