package settings

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/model/country"
	"rollbook/model/intake"
	"rollbook/ui/kit"
)

// reported is the section of the totals that were published before the register began.
func (s *Screen) reported() section {
	names := map[model.ID]string{}
	var kinds []kit.Choice[model.ID]
	return newRecords(s, about[model.Reported]{
		title: lang.L("Earlier totals"), one: lang.L("Earlier total"), add: lang.L("Add a total"),
		explains: lang.L("Figures published earlier for a type and a period, without the activities behind them. They stand for the activities of those dates, unless they are set to add to them."),
		columns: []kit.Column[model.Reported]{
			nameColumn(lang.L("Type"), func(r model.Reported) string { return names[r.Type] }),
			column(lang.L("Period"), 120, func(r model.Reported) string { return model.Between(r.From, r.To).Span() }),
			{Title: lang.L("Events"), Width: 64, Right: true, Text: func(r model.Reported) string { return r.EventsFigure().String() }},
			{Title: lang.L("Countries"), Width: 76, Right: true, Text: func(r model.Reported) string { return r.CountriesFigure().String() }},
			{Title: lang.L("Participants"), Width: 90, Right: true, Text: func(r model.Reported) string { return r.ParticipantsFigure().String() }},
			{Title: lang.L("Counts"), Width: 90, Drop: 2, Text: func(r model.Reported) string { return adds(r) }},
			{Title: lang.L("Published in"), Width: 120, Flex: 2, Drop: 1, Text: func(r model.Reported) string { return r.Source }, Tip: func(r model.Reported) string { return r.Source }},
		},
		load: func(ctx context.Context) ([]model.Reported, error) {
			types, err := s.register.Types(ctx)
			if err != nil {
				return nil, err
			}
			fyne.Do(func() {
				kinds = nil
				for _, t := range types {
					names[t.ID] = t.Name
					kinds = append(kinds, kit.Choice[model.ID]{Value: t.ID, Label: t.Name})
				}
			})
			return s.register.Reported(ctx)
		},
		ref:  func(r model.Reported) model.Ref { return model.Ref{Kind: model.KindReported, ID: r.ID} },
		edit: func(r model.Reported) *kit.Editor { return s.editReported(r, kinds) },
	})
}

func adds(r model.Reported) string {
	if r.Adds {
		return lang.L("adds to")
	}
	return lang.L("stands for")
}

func (s *Screen) editReported(r model.Reported, kinds []kit.Choice[model.ID]) *kit.Editor {
	was := r
	e := &kit.Editor{}
	kind := kit.NewPicker(kinds, nil)
	kind.Set(r.Type)
	e.Field("type", lang.L("Type"), kind)
	e.Day("from", lang.L("First day"), &r.From)
	e.Day("to", lang.L("Last day"), &r.To)
	e.Beside(2, 150)
	held := r.EventsFigure()
	if r.ID == 0 {
		held.Kind = model.Missing
	}
	events := e.Line("events", lang.L("Events"), plain(held))
	countries := e.Line("countries", lang.L("Countries"), plain(r.CountriesFigure()))
	people := e.Line("participants", lang.L("Participants"), plain(r.ParticipantsFigure()))
	countries.SetPlaceHolder(lang.L("empty: not said"))
	people.SetPlaceHolder(lang.L("empty: not said"))
	e.Beside(3, 100)
	e.Rows = append(e.Rows, kit.Quiet(lang.L("As they were published: 1248, ≈ 1200 (about), ≥ 90 (over 90, 90+).")))
	var codes []kit.Choice[model.CountryCode]
	for _, c := range country.All() {
		codes = append(codes, kit.Choice[model.CountryCode]{Value: c.Code, Label: c.Name, Words: string(c.Code)})
	}
	named := kit.NewSeveral(lang.L("Name a country, where the report names them"), codes, nil)
	list := r.CountryList
	named.OnChanged = func(now []model.CountryCode) { list = now }
	named.Set(list)
	e.Rows = append(e.Rows, named)
	source := e.Line("source", lang.L("Published in"), r.Source)
	add := e.Check(lang.L("Adds to the activities instead of standing for them"), r.Adds)
	e.Save = func() (kit.Change, error) {
		r.Type, r.Source, r.Adds, r.CountryList = kind.Value(), source.Text, add.Checked, list
		if err := readNumbers(map[string]*kit.LineEntry{"events": events, "countries": countries, "participants": people}, func(field string, f *model.Figure) {
			var n *int
			kind := model.Exact
			if f != nil {
				n, kind = &f.Value, f.Kind
			}
			switch {
			case field == "countries":
				r.Countries, r.CountriesKind = n, kind
			case field == "participants":
				r.Participants, r.ParticipantsKind = n, kind
			case n != nil:
				r.Events, r.EventsKind = *n, kind
			default:
				r.Events = -1
			}
		}); err != nil {
			return nil, err
		}
		if r.Events < 0 {
			return nil, &model.Error{Code: model.EInvalid, Fields: []model.FieldError{{Field: "events", Message: lang.L("How many were held?")}}}
		}
		return kit.AddOrChange(r.ID, was, r, s.register.SaveReported, model.ReportedChanges, s.register.UpdateReported), nil
	}
	return e
}

func plain(f model.Figure) string {
	if !f.Known() {
		return ""
	}
	return strings.ReplaceAll(f.String(), model.ThinSpace, "")
}

// readNumbers reads figures; an empty line is none.
func readNumbers(entries map[string]*kit.LineEntry, set func(field string, f *model.Figure)) error {
	wrong := &model.Error{Code: model.EInvalid}
	for field, entry := range entries {
		if strings.TrimSpace(entry.Text) == "" {
			set(field, nil)
			continue
		}
		f, err := intake.Figure(strings.TrimSpace(entry.Text))
		if err != nil {
			wrong.Fields = append(wrong.Fields, model.FieldError{Field: field, Message: err.Error()})
			continue
		}
		set(field, &f)
	}
	if len(wrong.Fields) > 0 {
		return wrong
	}
	return nil
}
