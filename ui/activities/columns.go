package activities

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/ui/kit"
)

// columns are the table's, as data.
func (s *Screen) columns() []kit.Column[model.ActivityLine] {
	return []kit.Column[model.ActivityLine]{
		{ID: string(model.SortDays), Title: lang.L("Days"), Width: 132, Text: func(l model.ActivityLine) string { return model.SpanText(l.FirstDay, l.LastDay) }},
		{ID: string(model.SortCode), Title: lang.L("Code"), Width: 86, Drop: 4, Quiet: true, Text: func(l model.ActivityLine) string { return l.Code }},
		{ID: string(model.SortTitle), Title: lang.L("Title"), Width: 180, Flex: 3, Text: func(l model.ActivityLine) string { return l.Title }, Tip: func(l model.ActivityLine) string { return l.Title }},
		{ID: string(model.SortType), Title: lang.L("Type"), Width: 120, Flex: 1, Drop: 3, Text: func(l model.ActivityLine) string { return l.TypeName }},
		{ID: string(model.SortPlace), Title: lang.L("Place"), Width: 110, Flex: 1, Drop: 2, Text: func(l model.ActivityLine) string { return l.Place(s.lists.countryName(l.Country)) }},
		{ID: string(model.SortCountries), Title: lang.L("Countries"), Width: 74, Right: true, Drop: 1, Text: func(l model.ActivityLine) string { return l.Figures.Countries.String() }},
		{ID: string(model.SortParticipants), Title: lang.L("Participants"), Width: 84, Right: true, Text: func(l model.ActivityLine) string { return l.Figures.Participants.String() }},
		{ID: string(model.SortEvidence), Title: lang.L("Evidence"), Width: 90, Drop: 5, Quiet: true, Text: func(l model.ActivityLine) string { return evidence(l) }},
		{ID: string(model.SortStatus), Title: lang.L("Status"), Width: 84, Drop: 2, Text: func(l model.ActivityLine) string { return lang.L(l.Status.Label()) }, Color: func(l model.ActivityLine) fyne.ThemeColorName {
			switch l.Status {
			case model.Planned:
				return "primary"
			case model.Held:
				return kit.ColorQuiet
			}
			return "warning"
		}},
	}
}

// evidence says what an activity's figures rest on, where it ought to have any.
func evidence(l model.ActivityLine) string {
	if l.Figures.Participants.Kind == model.NotCounted {
		return "N/A"
	}
	return lang.L(l.Figures.Evidence.Label())
}
