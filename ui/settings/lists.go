package settings

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/model/country"
	"rollbook/ui/kit"
)

func (s *Screen) types() section {
	var all []model.ActivityType // in their order
	return newRecords(s, about[model.ActivityType]{
		title: lang.L("Activity types"), one: lang.L("Activity type"), add: lang.L("Add a type"),
		explains: lang.L("The columns of the Summary, in this order. A type that does not count people, such as research, reads N/A."),
		columns: []kit.Column[model.ActivityType]{
			nameColumn(lang.L("Name"), func(t model.ActivityType) string { return t.Name }),
			column(lang.L("Short name"), 120, func(t model.ActivityType) string { return t.ShortName }),
			column(lang.L("People are"), 110, func(t model.ActivityType) string { return t.PeopleWord }),
			column(lang.L("Counts people"), 100, func(t model.ActivityType) string { return yes(t.CountsPeople) }),
		},
		load: func(ctx context.Context) (list []model.ActivityType, err error) {
			list, err = s.register.Types(ctx)
			fyne.Do(func() { all = list })
			return list, err
		},
		ref: func(t model.ActivityType) model.Ref { return model.Ref{Kind: model.KindActivityType, ID: t.ID} },
		edit: func(t model.ActivityType) *kit.Editor {
			was := t
			if t.ID == 0 {
				t.CountsPeople, t.PeopleWord, t.Position = true, lang.L("Participants"), len(all)+1
			}
			e := &kit.Editor{}
			name := e.Line("name", lang.L("Name"), t.Name)
			short := e.Line("short_name", lang.L("Short name, for charts"), t.ShortName)
			word := e.Line("people_word", lang.L("What its people are called"), t.PeopleWord)
			counts := e.Check(lang.L("Counts people"), t.CountsPeople)
			if t.ID != 0 {
				e.Tools = []fyne.CanvasObject{s.move(all, t.ID, -1), s.move(all, t.ID, 1)}
			}
			e.Save = func() (kit.Change, error) {
				t.Name, t.ShortName, t.PeopleWord, t.CountsPeople = name.Text, short.Text, word.Text, counts.Checked
				return kit.AddOrChange(t.ID, was, t, s.register.SaveType, model.ActivityTypeChanges, s.register.UpdateType), nil
			}
			return e
		},
	})
}

// move makes the button that moves a type up or down in the order.
func (s *Screen) move(all []model.ActivityType, id model.ID, by int) fyne.CanvasObject {
	text := map[int]string{-1: lang.L("Move up"), 1: lang.L("Move down")}[by]
	b := kit.NewButton(text, func() {
		var ids []model.ID
		at := -1
		for i, t := range all {
			ids = append(ids, t.ID)
			if t.ID == id {
				at = i
			}
		}
		if to := at + by; at >= 0 && to >= 0 && to < len(ids) {
			ids[at], ids[to] = ids[to], ids[at]
			all[at], all[to] = all[to], all[at]
			s.do(func(ctx context.Context) error { return s.register.OrderTypes(ctx, ids) }, func(err error) { kit.ShowError(s.navigator.Window(), err) })
		}
	})
	return b
}

func (s *Screen) roles() section {
	return newRecords(s, about[model.Role]{
		title: lang.L("Roles"), one: lang.L("Role"), add: lang.L("Add a role"),
		explains: lang.L("What people are at an activity. Only people in counted roles are participants."),
		columns: []kit.Column[model.Role]{
			nameColumn(lang.L("Name"), func(r model.Role) string { return r.Name }),
			column(lang.L("Counted"), 90, func(r model.Role) string { return yes(r.Counted) }),
		},
		load: s.register.Roles,
		ref:  func(r model.Role) model.Ref { return model.Ref{Kind: model.KindRole, ID: r.ID} },
		edit: func(r model.Role) *kit.Editor {
			was := r
			e := &kit.Editor{}
			name := e.Line("name", lang.L("Name"), r.Name)
			counted := e.Check(lang.L("People in this role are participants"), r.Counted)
			e.Save = func() (kit.Change, error) {
				r.Name, r.Counted = name.Text, counted.Checked
				return kit.AddOrChange(r.ID, was, r, s.register.SaveRole, model.RoleChanges, s.register.UpdateRole), nil
			}
			return e
		},
	})
}

func (s *Screen) themes() section {
	names := map[model.ID]string{}
	var all []model.Theme
	return newRecords(s, about[model.Theme]{
		title: lang.L("Themes"), one: lang.L("Theme"), add: lang.L("Add a theme"),
		explains: lang.L("What activities are about. A theme may lie below another; what is counted for it counts for that one too."),
		columns: []kit.Column[model.Theme]{
			nameColumn(lang.L("Name"), func(t model.Theme) string { return t.Name }),
			column(lang.L("Below"), 160, func(t model.Theme) string { return names[t.Parent] }),
		},
		load: func(ctx context.Context) ([]model.Theme, error) {
			list, err := s.register.Themes(ctx)
			fyne.Do(func() {
				all = list
				for _, t := range list {
					names[t.ID] = t.Name
				}
			})
			return list, err
		},
		ref: func(t model.Theme) model.Ref { return model.Ref{Kind: model.KindTheme, ID: t.ID} },
		edit: func(t model.Theme) *kit.Editor {
			was := t
			e := &kit.Editor{}
			name := e.Line("name", lang.L("Name"), t.Name)
			var others []kit.Choice[model.ID]
			for _, other := range all {
				if other.ID != t.ID {
					others = append(others, kit.Choice[model.ID]{Value: other.ID, Label: other.Name})
				}
			}
			parent := kit.NewPicker(others, nil)
			parent.NoneLabel = lang.L("None")
			parent.Set(t.Parent)
			e.Field("parent", lang.L("Below the theme"), parent)
			e.Save = func() (kit.Change, error) {
				t.Name, t.Parent = name.Text, parent.Value()
				return kit.AddOrChange(t.ID, was, t, s.register.SaveTheme, model.ThemeChanges, s.register.UpdateTheme), nil
			}
			return e
		},
	})
}

func (s *Screen) partners() section {
	return newRecords(s, about[model.Partner]{
		title: lang.L("Partners"), one: lang.L("Partner"), add: lang.L("Add a partner"),
		explains: lang.L("The organisations that the office works with. What a partner did is said at each activity."),
		columns: []kit.Column[model.Partner]{
			nameColumn(lang.L("Name"), func(p model.Partner) string { return p.Name }),
			column(lang.L("Kind"), 150, func(p model.Partner) string { return lang.L(p.Kind.Label()) }),
			column(lang.L("Country"), 140, func(p model.Partner) string { return country.Name(p.Country) }),
		},
		load: s.register.Partners,
		ref:  func(p model.Partner) model.Ref { return model.Ref{Kind: model.KindPartner, ID: p.ID} },
		edit: func(p model.Partner) *kit.Editor {
			was := p
			e := &kit.Editor{}
			name := e.Line("name", lang.L("Name"), p.Name)
			kind := kit.NewPicker(choices(model.PartnerKinds()), nil)
			kind.Set(p.Kind)
			e.Field("kind", lang.L("Kind"), kind)
			where := countryPicker(p.Country)
			e.Field("country", lang.L("Country"), where)
			e.Save = func() (kit.Change, error) {
				p.Name, p.Kind, p.Country = name.Text, kind.Value(), where.Value()
				return kit.AddOrChange(p.ID, was, p, s.register.SavePartner, model.PartnerChanges, s.register.UpdatePartner), nil
			}
			return e
		},
	})
}

// countryPicker makes a picker of countries, found by their names in any language.
func countryPicker(code model.CountryCode) *kit.Picker[model.CountryCode] {
	var all []kit.Choice[model.CountryCode]
	for _, c := range country.All() {
		words := string(c.Code) + " " + c.Alpha2
		for _, language := range country.Languages() {
			words += " " + c.NameIn(language)
		}
		all = append(all, kit.Choice[model.CountryCode]{Value: c.Code, Label: c.Name, Words: words})
	}
	p := kit.NewPicker(all, nil)
	p.NoneLabel = lang.L("None")
	p.Set(code)
	return p
}

func (s *Screen) phases() section {
	return newRecords(s, about[model.Phase]{
		title: lang.L("Phases"), one: lang.L("Phase"), add: lang.L("Add a phase"),
		explains: lang.L("Named spans of the programme; the overview and every report can be asked for one."),
		columns: []kit.Column[model.Phase]{
			nameColumn(lang.L("Name"), func(p model.Phase) string { return p.Name }),
			column(lang.L("Days"), 180, func(p model.Phase) string { return p.Period().Span() }),
		},
		load: s.register.Phases,
		ref:  func(p model.Phase) model.Ref { return model.Ref{Kind: model.KindPhase, ID: p.ID} },
		edit: func(p model.Phase) *kit.Editor {
			was := p
			e := &kit.Editor{}
			name := e.Line("name", lang.L("Name"), p.Name)
			e.Day("from", lang.L("First day"), &p.From)
			e.Day("to", lang.L("Last day (empty: still running)"), &p.To)
			e.Save = func() (kit.Change, error) {
				p.Name = name.Text
				return kit.AddOrChange(p.ID, was, p, s.register.SavePhase, model.PhaseChanges, s.register.UpdatePhase), nil
			}
			return e
		},
	})
}

func (s *Screen) milestones() section {
	return newRecords(s, about[model.Milestone]{
		title: lang.L("Milestones"), one: lang.L("Milestone"), add: lang.L("Add a milestone"),
		explains: lang.L("Dated events in the programme’s life: a launch, an agreement, a declaration."),
		columns: []kit.Column[model.Milestone]{
			column(lang.L("When"), 110, func(m model.Milestone) string { return m.When() }),
			{Title: lang.L("What"), Width: 200, Flex: 3, Text: func(m model.Milestone) string { return m.Title }, Tip: func(m model.Milestone) string { return m.Title }},
		},
		load: s.register.Milestones,
		ref:  func(m model.Milestone) model.Ref { return model.Ref{Kind: model.KindMilestone, ID: m.ID} },
		edit: func(m model.Milestone) *kit.Editor {
			was := m
			e := &kit.Editor{}
			title := e.Line("title", lang.L("What happened"), m.Title)
			e.Day("day", lang.L("Day"), &m.Day)
			month := e.Check(lang.L("Only the month is known"), m.MonthOnly)
			notes := e.Block("notes", lang.L("Notes"), m.Notes)
			e.Save = func() (kit.Change, error) {
				m.Title, m.MonthOnly, m.Notes = title.Text, month.Checked, notes.Text
				return kit.AddOrChange(m.ID, was, m, s.register.SaveMilestone, model.MilestoneChanges, s.register.UpdateMilestone), nil
			}
			return e
		},
	})
}
