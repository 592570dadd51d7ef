package overview

import (
	"fmt"

	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/model/chart"
	"rollbook/model/country"
)

// chartCount is how many charts the screen has, and chartHeight how high each is drawn.
const (
	chartCount          = 6
	chartHeight float32 = 230
)

// mostCountries is how many countries the chart of countries names.
const mostCountries = 10

// charts gives the screen's charts; a datum leads to activities within the filter.
func (st state) charts(counted model.ActivityFilter) []chart.Chart {
	return []chart.Chart{st.participants(counted), st.special(counted), st.dots(), st.events(counted), st.themes(counted), st.countries()}
}

// years makes a chart of columns a year of a figure by type.
func (st state) columns(title, unit string, figures [][]model.Figure, counted model.ActivityFilter) chart.Columns {
	y := st.overview.Years
	c := chart.Columns{About: chart.About{Title: title, Unit: unit, Note: st.leftOut()}}
	for _, year := range y.Years {
		label := fmt.Sprint(year)
		if len(y.Years) > 8 {
			label = fmt.Sprintf("’%02d", year%100)
		}
		c.Categories = append(c.Categories, label)
	}
	for i, t := range y.Types {
		c.Series = append(c.Series, chart.SeriesOf{Name: t.Short(), Values: figures[i]})
	}
	c.Route = func(series, category int) model.Route {
		f := counted
		f.Types = []model.ID{y.Types[series].ID}
		f.Period = model.YearPeriod(y.Years[category]).Within(counted.Period)
		return model.ActivitiesRoute{Filter: f}
	}
	return c
}

func (st state) participants(counted model.ActivityFilter) chart.Chart {
	return st.columns(lang.L("Participants a year, by type"), lang.L("participants"), st.overview.Years.Participants, counted)
}

func (st state) events(counted model.ActivityFilter) chart.Chart {
	return st.columns(lang.L("Events a year, by type"), lang.L("events"), st.overview.Years.Events, counted)
}

// leftOut says which reported totals the years do not show.
func (st state) leftOut() string {
	spans := map[string]bool{}
	text := ""
	for _, r := range st.overview.Years.LeftOut {
		span := model.Between(r.From, r.To).Span()
		if !spans[span] {
			spans[span] = true
			if text != "" {
				text += ", "
			}
			text += span
		}
	}
	if text == "" {
		return ""
	}
	return lang.L("Without the totals reported for {{.Spans}}: they cannot be laid on single years.", map[string]any{"Spans": text})
}

// special is the share of participants from countries in special situations.
func (st state) special(counted model.ActivityFilter) chart.Chart {
	s := st.overview.Special
	b := chart.Bars{About: chart.About{Title: lang.L("Countries in special situations"), Unit: lang.L("participants"),
		Note: lang.L("Of {{.All}} participants in the register, by status on the day; a country may be in two groups.", map[string]any{"All": s.Participants.String()})},
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
		{lang.L("Any of the three"), s.Special, model.Special, ""}, {lang.L("Asia and the Pacific"), s.AsiaPacific, "", model.AsiaPacific}} {
		f := counted
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

// themes is how many activities had each theme in the last years of the period.
func (st state) themes(counted model.ActivityFilter) chart.Chart {
	t := st.overview.Themes
	b := chart.Bars{About: chart.About{Title: lang.L("Themes, the last 3 years"), Unit: lang.L("activities")}}
	if len(t.Years) > 0 {
		b.About.Title = lang.L("Themes, {{.From}}–{{.To}}", map[string]any{"From": t.Years[0], "To": t.Years[len(t.Years)-1]})
	}
	if t.None > 0 {
		b.About.Note = lang.L("{{.N}} activities have no theme yet.", map[string]any{"N": t.None})
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
		f := counted
		f.Themes = []model.ID{theme.ID}
		f.Period = model.Between(model.Date(t.Years[0], 1, 1), model.Date(t.Years[len(t.Years)-1], 12, 31)).Within(counted.Period)
		bar.Route = model.ActivitiesRoute{Filter: f}
		b.Rows = append(b.Rows, bar)
	}
	return b
}

// name gives what the office calls a country.
func (st state) name(code model.CountryCode) string {
	if name := st.names[code]; name != "" {
		return name
	}
	return country.Name(code)
}

func (st state) countries() chart.Chart {
	b := chart.Bars{About: chart.About{Title: lang.L("Countries with most participants"), Unit: lang.L("participants")}}
	for _, c := range st.overview.Countries[:min(mostCountries, len(st.overview.Countries))] {
		b.Rows = append(b.Rows, chart.Bar{Label: st.name(c.Code), Values: []model.Figure{c.Participants}, Route: model.CountryRoute{Code: c.Code}})
	}
	if more := len(st.overview.Countries) - mostCountries; more > 0 {
		b.About.Note = lang.L("and {{.N}} more countries", map[string]any{"N": more})
	}
	return b
}

// dots is the map of where people came from.
func (st state) dots() chart.Chart {
	m := chart.DotMap{About: chart.About{Title: lang.L("Where people came from"), Unit: lang.L("participants"), Note: lang.L(chart.Endorsement)}}
	for _, c := range st.overview.Countries {
		at, ok := country.ByCode(c.Code)
		if !ok {
			continue // an area of the office's own has its dot on the page of countries
		}
		m.Dots = append(m.Dots, chart.Dot{Name: st.name(c.Code), Lat: at.Lat, Lon: at.Lon, Value: c.Participants, Route: model.CountryRoute{Code: c.Code}})
	}
	return m
}
