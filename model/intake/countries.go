package intake

import (
	"slices"

	"rollbook/model"
	"rollbook/model/country"
)

// country reads a country; what is not certain is asked.
func (c *checker) country(field string) model.CountryCode {
	return c.countryOf(field, c.cell(field))
}

// countryOf reads a text of a column of countries.
func (c *checker) countryOf(field, text string) model.CountryCode {
	m := c.land(field).Match(text)
	if m.Sure() {
		return m.Code
	}
	var choices []string
	for _, code := range m.Candidates[:min(len(m.Candidates), 6)] {
		choices = append(choices, c.known.countryText(code))
	}
	reason := "no country is known by this name"
	switch {
	case m.Organisation:
		reason = "this is an organisation or a part of the world, not a country; write “no country” for people who came for none"
		choices = append([]string{noCountry}, choices...)
	case m.Why != "":
		reason = m.Why
	case len(choices) > 0:
		reason = "it is not certain which country this is"
	}
	c.complain(field, text, reason, choices...)
	return ""
}

// noCountry is what lists may write where somebody came for no country.
const noCountry = "no country"

// saysNoCountry says whether a cell says that there is no country, and not merely nothing.
func (c *checker) saysNoCountry(field string) bool {
	text := c.l.Cell(c.row, field)
	return text != "" && country.NoCountry(text)
}

// land gives the reader of a column of countries, which knows what its other cells say.
func (c *checker) land(field string) *country.Column {
	if column, ok := c.lands[field]; ok {
		return column
	}
	if c.lands == nil {
		c.lands = map[string]*country.Column{}
	}
	heading := ""
	if i, ok := c.columns[field]; ok {
		heading = c.l.Columns[i].Heading
	}
	column := c.known.countries.Column(heading, func(yield func(string) bool) {
		if heading == "" {
			return
		}
		for row := c.l.Header + 1; row < len(c.l.sheet().Rows); row++ {
			text := c.l.Cell(row, field)
			if field != "countries" {
				if !yield(text) {
					return
				}
				continue
			}
			for _, part := range several(text) {
				if !yield(part) {
					return
				}
			}
		}
	})
	c.lands[field] = column
	return column
}

// countryText gives a name by which a country is certainly understood: what the office calls
// it, with its code where another is called so too.
func (k *Known) countryText(code model.CountryCode) string {
	name := k.countryName(code)
	if k.countries.Match(name).Code == code {
		return name
	}
	return name + " (" + string(code) + ")"
}

// sameCountries says whether two columns name the same countries, in two ways: names beside
// their codes. Surer says that the second is certain where the first is not.
func (l *List) sameCountries(a, b int) (same, surer bool) {
	rows := l.sheet().Rows[min(l.Header+1, len(l.sheet().Rows)):]
	column := func(i int) *country.Column {
		return country.NewMatcher().Column(l.Columns[i].Heading, func(yield func(string) bool) {
			for _, row := range rows {
				if !yield(cellAt(row, i)) {
					return
				}
			}
		})
	}
	one, other := column(a), column(b)
	for _, row := range rows {
		first, second := one.Match(cellAt(row, a)), other.Match(cellAt(row, b))
		switch {
		case second.None || first.Code != "" && first.Code == second.Code:
		case first.Code == "" && slices.Contains(first.Candidates, second.Code):
			surer = true
		default:
			return false, false
		}
	}
	return true, surer
}
