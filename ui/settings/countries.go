package settings

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/model/country"
	"rollbook/ui/kit"
)

// groups is the section of which countries are LDCs, LLDCs and SIDS, from when to when.
func (s *Screen) groups() section {
	return newRecords(s, about[model.CountryStatus]{
		title: lang.L("Groups of countries"), one: lang.L("A country in a group"), add: lang.L("Add a country"),
		explains: lang.L("Which countries are least developed, landlocked developing or small island developing, from when to when. A figure counts by the status on the activity’s first day; a scheduled graduation counts once it is confirmed here."),
		columns: []kit.Column[model.CountryStatus]{
			nameColumn(lang.L("Country"), func(c model.CountryStatus) string { return country.Name(c.Country) }),
			column(lang.L("Group"), 70, func(c model.CountryStatus) string { return string(c.Group) }),
			column(lang.L("From"), 100, func(c model.CountryStatus) string { return dayOr(c.From, lang.L("always")) }),
			column(lang.L("Until before"), 100, func(c model.CountryStatus) string { return dayOr(c.To, "") }),
			{Title: lang.L("State"), Width: 100, Flex: 1, Text: func(c model.CountryStatus) string {
				if c.Effective {
					return lang.L("effective")
				}
				return lang.L("scheduled")
			}, Color: func(c model.CountryStatus) fyne.ThemeColorName {
				if !c.Effective {
					return "warning"
				}
				return ""
			}},
		},
		load: func(ctx context.Context) ([]model.CountryStatus, error) { return s.register.CountryStatuses(ctx) },
		ref:  func(c model.CountryStatus) model.Ref { return model.Ref{Kind: model.KindCountryStatus, ID: c.ID} },
		edit: s.editStatus,
	})
}

func dayOr(day model.Day, otherwise string) string {
	if day == "" {
		return otherwise
	}
	return day.Text()
}

func (s *Screen) editStatus(c model.CountryStatus) *kit.Editor {
	was := c
	if c.ID == 0 {
		c.Effective = true
	}
	e := &kit.Editor{}
	where := countryPicker(c.Country)
	e.Field("country", lang.L("Country"), where)
	group := kit.NewPicker(choices(model.Groups()), nil)
	group.Set(c.Group)
	e.Field("group", lang.L("Group"), group)
	e.Day("from", lang.L("From (empty: always)"), &c.From)
	e.Day("to", lang.L("The day on which it no longer belongs (empty: it still does)"), &c.To)
	effective := e.Check(lang.L("Effective: it counts"), c.Effective)
	associate := e.Check(lang.L("Associate member of a regional commission"), c.Associate)
	note := e.Line("note", lang.L("Source or note"), c.Note)
	e.Save = func() (kit.Change, error) {
		c.Country, c.Group, c.Effective, c.Associate, c.Note = where.Value(), group.Value(), effective.Checked, associate.Checked, note.Text
		return kit.AddOrChange(c.ID, was, c, s.register.SaveCountryStatus, model.CountryStatusChanges, s.register.UpdateCountryStatus), nil
	}
	return e
}

// named is a country with the office's own word on it.
type named struct {
	country.Country
	own model.Country
}

// countries is the section of what the office calls countries.
func (s *Screen) countries() section {
	return newRecords(s, about[named]{
		title: lang.L("Names of countries"), one: lang.L("Name of a country"), keep: true,
		explains: lang.L("The UN’s list of countries and areas. Give one another name to show, where the office uses another."),
		columns: []kit.Column[named]{
			nameColumn(lang.L("UN short name"), func(n named) string { return n.Name }),
			column(lang.L("Shown as"), 140, func(n named) string { return n.own.Name }),
			column(lang.L("Code"), 50, func(n named) string { return string(n.Code) }),
			column(lang.L("Sub-region"), 150, func(n named) string { return n.Subregion }),
			column(lang.L("Korean"), 120, func(n named) string { return n.NameIn("ko") }),
		},
		load: func(ctx context.Context) ([]named, error) {
			own, err := s.register.Countries(ctx)
			if err != nil {
				return nil, err
			}
			of := map[model.CountryCode]model.Country{}
			for _, o := range own {
				of[o.Code] = o
			}
			var all []named
			for _, c := range country.All() {
				all = append(all, named{c, of[c.Code]})
			}
			return all, nil
		},
		ref: func(n named) model.Ref { return model.Ref{Kind: model.KindCountry} },
		edit: func(n named) *kit.Editor {
			e := &kit.Editor{}
			e.Note(n.Name + " · " + string(n.Code) + " · " + n.Region + ", " + n.Subregion)
			name := e.Line("name", lang.L("Shown as (empty: the UN’s name)"), n.own.Name)
			e.Save = func() (kit.Change, error) {
				own := n.own
				own.Name = name.Text
				return func(ctx context.Context) error {
					return s.register.UpdateCountry(ctx, n.Code, model.CountryChanges(n.own, own))
				}, nil
			}
			return e
		},
	})
}
