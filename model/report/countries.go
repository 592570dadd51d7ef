package report

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"rollbook/model"
	"rollbook/model/chart"
	"rollbook/model/country"
)

// CountriesSource is what the report on countries asks of a register.
type CountriesSource interface {
	Office(context.Context) (model.Office, error)
	Countries(context.Context) ([]model.Country, error)
	CountryStatuses(context.Context) ([]model.CountryStatus, error)
	Years(context.Context) ([]int, error)
	Summary(context.Context, model.Period, model.Cut) (model.Summary, error)
}

// Countries composes the report on the countries that took part in a period: events,
// participants, people, for how long each was supported, and its groups. The error is the
// register's.
func Countries(ctx context.Context, r CountriesSource, p model.Period, at model.Instant) (Document, error) {
	office, err := r.Office(ctx)
	if err != nil {
		return Document{}, err
	}
	s, err := r.Summary(ctx, p, model.ByCountry)
	if err != nil {
		return Document{}, err
	}
	statuses, err := r.CountryStatuses(ctx)
	if err != nil {
		return Document{}, err
	}
	own, err := r.Countries(ctx)
	if err != nil {
		return Document{}, err
	}
	years, err := engagements(ctx, r, p)
	if err != nil {
		return Document{}, err
	}
	d := Document{Title: "Countries", Subtitle: periodText(p), Office: office.Name, AsOf: at, Wide: true}
	d.charts(mapOf(s))
	d.add(countriesTable(s, years, groupTexts(statuses, office.SIDSAssociates), own), Heading{"How to read the table", 2}, List{Quiet: true, Items: []string{
		"Events are those at which somebody from the country took part; participants count once for each of them, people once.",
		"Years are the distinct calendar years of the period in which the country took part; the longest gap is the most years on end between two of them.",
		"Groups are shown with their dates; figures by group go by what a country was on an activity’s first day.",
		"Reported totals name no countries, so they are not part of the rows.",
	}})
	return d, nil
}

// engagements gives the years in which each country took part.
func engagements(ctx context.Context, r CountriesSource, p model.Period) (map[string]model.Engagement, error) {
	years, err := r.Years(ctx)
	if err != nil {
		return nil, err
	}
	slices.Sort(years)
	took := map[string]model.Engagement{}
	for _, year := range years {
		of := model.YearPeriod(year).Within(p)
		if of.Validate() != nil {
			continue // the year lies outside
		}
		s, err := r.Summary(ctx, of, model.ByCountry)
		if err != nil {
			return nil, err
		}
		for _, l := range s.Rows {
			if l.Events.Value > 0 {
				took[l.Code] = append(took[l.Code], year)
			}
		}
	}
	return took, nil
}

// groupTexts gives the groups of each country with their dates: "LDC until 2023, SIDS".
func groupTexts(statuses []model.CountryStatus, associates bool) map[string]string {
	texts := map[string][]string{}
	slices.SortStableFunc(statuses, func(a, b model.CountryStatus) int {
		return cmp.Or(cmp.Compare(b2i(!a.Effective), b2i(!b.Effective)), cmp.Compare(a.From, b.From))
	})
	for _, s := range statuses {
		if s.Associate && !associates {
			continue
		}
		text := string(s.Group)
		switch {
		case s.From != "" && s.To != "" && s.From.Year() == s.To.Year():
			text += fmt.Sprintf(" %d", s.From.Year())
		case s.From != "" && s.To != "":
			text += fmt.Sprintf(" %d–%d", s.From.Year(), s.To.Year())
		case s.From != "":
			text += fmt.Sprintf(" since %d", s.From.Year())
		case s.To != "":
			text += " until " + s.To.Add(-1).Text()
		}
		if !s.Effective {
			text += " (scheduled)"
		}
		texts[string(s.Country)] = append(texts[string(s.Country)], text)
	}
	joined := map[string]string{}
	for code, all := range texts {
		joined[code] = strings.Join(all, ", ")
	}
	return joined
}

func countriesTable(s model.Summary, years map[string]model.Engagement, groups map[string]string, own []model.Country) Table {
	t := Table{Title: "Countries", Columns: []Column{{Head: "Country", Weight: 2.4}, {Head: "Region", Weight: 1.4}, {Head: "Groups", Weight: 2.2},
		{Head: "Events", Figure: true}, {Head: "Participants", Figure: true, Weight: 1.2}, {Head: "People", Figure: true}, {Head: "Women", Figure: true},
		{Head: "Years", Figure: true}, {Head: "From – to", Weight: 1.2}, {Head: "Longest gap", Weight: 1.3}}}
	subregions := map[string]string{}
	for _, o := range own {
		subregions[string(o.Code)] = o.Subregion
	}
	for _, l := range s.Rows {
		if l.Events.Value == 0 {
			continue
		}
		subregion := subregions[l.Code]
		if c, ok := country.ByCode(model.CountryCode(l.Code)); ok {
			subregion = c.Subregion
		}
		e := years[l.Code]
		t.Rows = append(t.Rows, Row{Cells: []Cell{Text(l.Key), Text(subregion), Text(groups[l.Code]), Figure(l.Events), Figure(l.Participants),
			Figure(l.People.Figure), Share(l.Women.Share()), Number(len(e)), Text(e.Span()), Text(e.GapText())}})
	}
	return t
}

// mapOf is the map of the countries of a Summary cut by country.
func mapOf(s model.Summary) chart.DotMap {
	m := chart.DotMap{About: chart.About{Title: "Where people came from", Unit: "participants", Note: chart.Endorsement}}
	for _, l := range s.Rows {
		if at, ok := country.ByCode(model.CountryCode(l.Code)); ok && l.Events.Value > 0 {
			m.Dots = append(m.Dots, chart.Dot{Name: l.Key, Lat: at.Lat, Lon: at.Lon, Value: l.Participants, Route: model.CountryRoute{Code: at.Code}})
		}
	}
	return m
}
