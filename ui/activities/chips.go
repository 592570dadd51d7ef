package activities

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/model/country"
	"rollbook/ui/kit"
)

// chips are the filters of the table.
type chips struct {
	filter  *model.ActivityFilter
	changed func()
	row     *fyne.Container

	period   *kit.Chip[model.Period]
	kind     *kit.Chip[model.ID]
	status   *kit.Chip[model.Status]
	theme    *kit.Chip[model.ID]
	partner  *kit.Chip[model.ID]
	sdg      *kit.Chip[string]
	country  *kit.Chip[model.CountryCode]
	group    *kit.Chip[model.Group]
	region   *kit.Chip[string]
	evidence *kit.Chip[model.Evidence]
	counted  *kit.Chip[bool]
}

func newChips(filter *model.ActivityFilter, changed func()) *chips {
	c := &chips{filter: filter, changed: changed}
	c.period = kit.NewChip(lang.L("Period"), func(p model.Period) { filter.Period = p; changed() })
	c.kind = kit.NewChip(lang.L("Type"), func(id model.ID) { filter.Types = one(id); changed() })
	c.status = kit.NewChip(lang.L("Status"), func(s model.Status) { filter.Statuses = one(s); changed() })
	c.theme = kit.NewChip(lang.L("Theme"), func(id model.ID) { filter.Themes = one(id); changed() })
	c.partner = kit.NewChip(lang.L("Partner"), func(id model.ID) { filter.Partners = one(id); changed() })
	c.sdg = kit.NewChip(lang.L("SDG"), func(code string) { filter.SDGs = one(code); changed() })
	c.country = kit.NewChip(lang.L("People of"), func(code model.CountryCode) { filter.Country = code; changed() })
	c.group = kit.NewChip(lang.L("Group"), func(g model.Group) { filter.Group = g; changed() })
	c.region = kit.NewChip(lang.L("Region"), func(r string) { filter.Region = r; changed() })
	c.evidence = kit.NewChip(lang.L("Evidence"), func(e model.Evidence) { filter.Evidence = e; changed() })
	c.counted = kit.NewChip(lang.L("Counted"), func(on bool) { filter.Counted = on; changed() })
	c.row = container.New(&wrap{kit.Step2, kit.Step1}, c.period, c.kind, c.status, c.theme, c.partner, c.sdg, c.country, c.group, c.region, c.evidence, c.counted)
	return c
}

// says gives what narrows the list in words: "Type: Regional workshop · Group: LDC".
func (c *chips) says() string {
	var all []string
	if c.filter.Find != "" {
		all = append(all, "“"+c.filter.Find+"”")
	}
	for _, text := range []string{c.period.Says(), c.kind.Says(), c.status.Says(), c.theme.Says(), c.partner.Says(), c.sdg.Says(), c.country.Says(), c.group.Says(), c.region.Says(), c.evidence.Says(), c.counted.Says()} {
		if text != "" {
			all = append(all, text)
		}
	}
	return strings.Join(all, " · ")
}

// one gives the list of a value, none for the zero value.
func one[T comparable](value T) []T {
	var none T
	if value == none {
		return nil
	}
	return []T{value}
}

// first gives the first of a list, or the zero value.
func first[T any](all []T) (value T) {
	if len(all) > 0 {
		value = all[0]
	}
	return value
}

// show offers what the office's lists hold, and shows what narrows now. Filters that few
// use are shown only while they narrow.
func (c *chips) show(l lists) {
	c.showPeriods(l)
	var kinds, themes, partners []kit.Option[model.ID]
	for _, t := range l.types {
		kinds = append(kinds, kit.Option[model.ID]{Value: t.ID, Label: t.Name})
	}
	for _, t := range l.themes {
		themes = append(themes, kit.Option[model.ID]{Value: t.ID, Label: t.Name})
	}
	for _, p := range l.partners {
		partners = append(partners, kit.Option[model.ID]{Value: p.ID, Label: p.Name})
	}
	offer(c.kind, kinds, first(c.filter.Types))
	offer(c.theme, themes, first(c.filter.Themes))
	offer(c.partner, partners, first(c.filter.Partners))
	offer(c.status, labels(model.Statuses()), first(c.filter.Statuses))
	offer(c.evidence, labels([]model.Evidence{model.FromRegister, model.FromHeadcounts, model.NoneYet}), c.filter.Evidence)
	offer(c.group, labels(append(model.Groups(), model.Special, model.Other)), c.filter.Group)
	var codes, regions []kit.Option[string]
	for _, code := range model.SDGCodes() {
		codes = append(codes, kit.Option[string]{Value: code, Label: code + " · " + lang.L(model.GoalTitle(code))})
	}
	for _, r := range append(country.Regions(), model.AsiaPacific) {
		regions = append(regions, kit.Option[string]{Value: r, Label: lang.L(r)})
	}
	offer(c.sdg, codes, first(c.filter.SDGs))
	offer(c.region, regions, c.filter.Region)
	var countries []kit.Option[model.CountryCode]
	for _, k := range country.All() {
		countries = append(countries, kit.Option[model.CountryCode]{Value: k.Code, Label: l.countryName(k.Code)})
	}
	offer(c.country, countries, c.filter.Country)
	offer(c.counted, []kit.Option[bool]{{Value: true, Label: lang.L("in the Summary")}}, c.filter.Counted)
	visible(c.sdg, c.filter.SDGs != nil)
	visible(c.region, c.filter.Region != "")
	visible(c.counted, c.filter.Counted)
	visible(c.partner, len(partners) > 0)
	visible(c.theme, len(themes) > 0)
	c.row.Refresh()
}

func (c *chips) showPeriods(l lists) {
	var periods []model.Period
	for _, p := range l.phases {
		periods = append(periods, p.Period())
	}
	today := model.DayOf(time.Now())
	periods = append(periods, model.LastYears(3, today))
	for _, year := range l.years {
		periods = append(periods, model.YearPeriod(year))
	}
	now := c.filter.Period
	if now.From == "" && now.To == "" {
		now = model.Period{}
		c.filter.Period = now
	} else if !slices.Contains(periods, now) {
		periods = append([]model.Period{now}, periods...)
	}
	var options []kit.Option[model.Period]
	for _, p := range periods {
		options = append(options, kit.Option[model.Period]{Value: p, Label: p.Label()})
	}
	offer(c.period, options, now)
}

func offer[T comparable](c *kit.Chip[T], options []kit.Option[T], value T) {
	c.SetOptions(options)
	c.Set(value)
}

func visible(o fyne.CanvasObject, yes bool) {
	if yes {
		o.Show()
	} else {
		o.Hide()
	}
}

func labels[T interface {
	comparable
	Label() string
}](all []T) []kit.Option[T] {
	var options []kit.Option[T]
	for _, v := range all {
		options = append(options, kit.Option[T]{Value: v, Label: lang.L(v.Label())})
	}
	return options
}

// wrap lays things out in a row, and in another where there is no more room.
type wrap struct{ gap, between float32 }

func (w *wrap) each(objects []fyne.CanvasObject, width float32, place func(o fyne.CanvasObject, x, y float32)) (height float32) {
	x, y, row := float32(0), float32(0), float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		size := o.MinSize()
		if x > 0 && x+size.Width > width {
			x, y, row = 0, y+row+w.between, 0
		}
		if place != nil {
			place(o, x, y)
		}
		x += size.Width + w.gap
		row = max(row, size.Height)
	}
	return y + row
}

// Layout is the toolkit's.
func (w *wrap) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	w.each(objects, size.Width, func(o fyne.CanvasObject, x, y float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(o.MinSize())
	})
}

// MinSize is the toolkit's: as high as at the width it has.
func (w *wrap) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := float32(780)
	for _, o := range objects {
		if o.Visible() && o.Position().X+o.Size().Width > width {
			width = o.Position().X + o.Size().Width
		}
	}
	return fyne.NewSize(200, w.each(objects, width, nil))
}
