package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"rollbook/model"
	"rollbook/model/chart"
	"rollbook/model/country"
)

// mostCountries is how many countries the chart of countries names.
const mostCountries = 10

// Charts composes the charts of an overview: those that the window shows, and reports.
type Charts struct {
	Overview model.Overview
	Names    map[model.CountryCode]string // what the office calls countries
	Counted  model.ActivityFilter         // what the figures count; a datum leads to activities within it
	Say      Say
}

// All gives every chart, in the order of the overview.
func (c Charts) All() []chart.Chart {
	return []chart.Chart{c.Participants(), c.Special(), c.Dots(), c.Events(), c.Themes(), c.Countries()}
}

// Participants is participants a year, by type.
func (c Charts) Participants() chart.Columns {
	return c.columns(c.Say("Participants a year, by type"), c.Say("participants"), c.Overview.Years.Participants)
}

// Events is events a year, by type.
func (c Charts) Events() chart.Columns {
	return c.columns(c.Say("Events a year, by type"), c.Say("events"), c.Overview.Years.Events)
}

// columns makes a chart of columns a year of a figure by type.
func (c Charts) columns(title, unit string, figures [][]model.Figure) chart.Columns {
	y := c.Overview.Years
	made := chart.Columns{About: chart.About{Title: title, Unit: unit, Note: c.leftOut()}}
	for _, year := range y.Years {
		label := fmt.Sprint(year)
		if len(y.Years) > 8 {
			label = fmt.Sprintf("’%02d", year%100)
		}
		made.Categories = append(made.Categories, label)
	}
	for i, t := range y.Types {
		made.Series = append(made.Series, chart.SeriesOf{Name: t.Short(), Values: figures[i]})
	}
	made.Route = func(series, category int) model.Route {
		f := c.Counted
		f.Types = []model.ID{y.Types[series].ID}
		f.Period = model.YearPeriod(y.Years[category]).Within(c.Counted.Period)
		return model.ActivitiesRoute{Filter: f}
	}
	return made
}

// leftOut says which reported totals the years do not show.
func (c Charts) leftOut() string {
	seen := map[string]bool{}
	var spans []string
	for _, r := range c.Overview.Years.LeftOut {
		if span := model.Between(r.From, r.To).Span(); !seen[span] {
			seen[span] = true
			spans = append(spans, span)
		}
	}
	if len(spans) == 0 {
		return ""
	}
	return c.Say("Without the totals reported for {{.Spans}}: they cannot be laid on single years.", map[string]any{"Spans": strings.Join(spans, ", ")})
}

// Special is the share of participants from countries in special situations.
func (c Charts) Special() chart.Bars {
	s := c.Overview.Special
	b := chart.Bars{About: chart.About{Title: c.Say("Countries in special situations"), Unit: c.Say("participants"),
		Note: c.Say("Of {{.All}} participants in the register, by status on the day; a country may be in two groups.", map[string]any{"All": s.Participants.String()})},
		Of: float64(s.Participants.Value)}
	if !s.Participants.Known() || s.Participants.Value == 0 {
		return b
	}
	for _, g := range []struct {
		label  string
		figure model.Figure
		group  model.Group
		region string
	}{{"LDC", s.LDC, model.LDC, ""}, {"LLDC", s.LLDC, model.LLDC, ""}, {"SIDS", s.SIDS, model.SIDS, ""},
		{c.Say("Any of the three"), s.Special, model.Special, ""}, {c.Say("Asia and the Pacific"), s.AsiaPacific, "", model.AsiaPacific}} {
		f := c.Counted
		f.Group, f.Region = g.group, g.region
		figure := g.figure
		if !figure.Known() {
			figure = model.Count(0)
		}
		b.Rows = append(b.Rows, chart.Bar{Label: g.label, Values: []model.Figure{figure}, Route: model.ActivitiesRoute{Filter: f},
			Says: fmt.Sprintf("%s · %s", figure, model.Percent(float64(figure.Value)/float64(s.Participants.Value)))})
	}
	return b
}

// Themes is how many activities had each theme in the last years of the period.
func (c Charts) Themes() chart.Bars {
	t := c.Overview.Themes
	b := chart.Bars{About: chart.About{Title: c.Say("Themes, the last 3 years"), Unit: c.Say("activities")}}
	switch len(t.Years) {
	case 0:
	case 1:
		b.About.Title = c.Say("Themes, {{.Year}}", map[string]any{"Year": t.Years[0]})
	default:
		b.About.Title = c.Say("Themes, {{.From}}–{{.To}}", map[string]any{"From": t.Years[0], "To": t.Years[len(t.Years)-1]})
	}
	if t.None > 0 {
		b.About.Note = c.Say("{{.N}} activities have no theme yet.", map[string]any{"N": t.None})
		if t.None == 1 {
			b.About.Note = c.Say("1 activity has no theme yet.")
		}
	}
	var years []string
	for _, y := range t.Years {
		years = append(years, fmt.Sprint(y))
	}
	for i, theme := range t.Themes {
		bar := chart.Bar{Label: theme.Name, Parts: years}
		for _, n := range t.Events[i] {
			bar.Values = append(bar.Values, model.Count(n))
		}
		f := c.Counted
		f.Themes = []model.ID{theme.ID}
		f.Period = model.Between(model.Date(t.Years[0], 1, 1), model.Date(t.Years[len(t.Years)-1], 12, 31)).Within(c.Counted.Period)
		bar.Route = model.ActivitiesRoute{Filter: f}
		b.Rows = append(b.Rows, bar)
	}
	return b
}

// Countries is the countries with most participants.
func (c Charts) Countries() chart.Bars {
	b := chart.Bars{About: chart.About{Title: c.Say("Countries with most participants"), Unit: c.Say("participants")}}
	for _, n := range c.Overview.Countries[:min(mostCountries, len(c.Overview.Countries))] {
		b.Rows = append(b.Rows, chart.Bar{Label: countryName(c.Names, n.Code), Values: []model.Figure{n.Participants}, Route: model.CountryRoute{Code: n.Code}})
	}
	if more := len(c.Overview.Countries) - mostCountries; more > 0 {
		b.About.Note = c.Say("and {{.N}} more countries", map[string]any{"N": more})
		if more == 1 {
			b.About.Note = c.Say("and 1 more country")
		}
	}
	return b
}

// Dots is the map of where people came from.
func (c Charts) Dots() chart.DotMap {
	m := chart.DotMap{About: chart.About{Title: c.Say("Where people came from"), Unit: c.Say("participants"), Note: c.Say(chart.Endorsement)}}
	for _, n := range c.Overview.Countries {
		at, ok := country.ByCode(n.Code)
		if !ok {
			continue // an area of the office's own has its dot on the page of countries
		}
		m.Dots = append(m.Dots, chart.Dot{Name: countryName(c.Names, n.Code), Lat: at.Lat, Lon: at.Lon, Value: n.Participants, Route: model.CountryRoute{Code: n.Code}})
	}
	return m
}

// countryName gives what the office calls a country: its own word, else the UN's.
func countryName(own map[model.CountryCode]string, code model.CountryCode) string {
	if name := own[code]; name != "" {
		return name
	}
	return country.Name(code)
}

// ownNames gives the office's own words for countries.
func ownNames(own []model.Country) map[model.CountryCode]string {
	names := map[model.CountryCode]string{}
	for _, c := range own {
		names[c.Code] = c.Name
	}
	return names
}

// chartOfLines makes bars of the participants of lines, the longest first.
func chartOfLines(title, unit string, lines []model.Line, shown func(model.Line) bool) chart.Bars {
	b := chart.Bars{About: chart.About{Title: title, Unit: unit}}
	for _, l := range lines {
		if shown(l) && l.Participants.Known() && l.Participants.Value > 0 {
			b.Rows = append(b.Rows, chart.Bar{Label: l.Key, Values: []model.Figure{l.Participants}})
		}
	}
	slices.SortStableFunc(b.Rows, func(x, y chart.Bar) int { return cmp.Compare(y.Values[0].Value, x.Values[0].Value) })
	return b
}
