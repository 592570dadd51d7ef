package intake

import (
	"strconv"
	"strings"
	"time"

	"rollbook/model"
)

// reported reads a row of a list of reported totals. One that the register has — of the
// same type, period and source — is changed.
func (c *checker) reported() {
	t := model.Reported{ID: c.newID(), Type: c.activityType("type"), Source: c.said("source"), Adds: c.yes("adds")}
	t.From, t.To = c.yearOrDay("from", time.January, 1), c.yearOrDay("to", time.December, 31)
	c.required("from")
	c.required("to")
	if !nothing(c.required("events")) {
		f, _ := c.figure("events")
		t.Events, t.EventsKind = f.Value, f.Kind
	}
	if f, known := c.figure("participants"); known {
		t.Participants, t.ParticipantsKind = &f.Value, f.Kind
	}
	c.reportedCountries(&t)
	if c.bad {
		return
	}
	t = t.Normal()
	if err := t.Validate(); err != nil {
		c.refuse(err)
		return
	}
	c.noteReported(t)
	for _, have := range c.known.reported {
		if have.Type == t.Type && have.From == t.From && have.To == t.To && have.Source == t.Source {
			c.p.Changed++
			c.p.Batch.ReportedEdits = append(c.p.Batch.ReportedEdits, model.Edit[model.ReportedUpdate]{ID: have.ID, Update: model.ReportedChanges(have, t)})
			return
		}
	}
	c.p.Made++
	c.p.Batch.Reported = append(c.p.Batch.Reported, t)
}

// reportedCountries reads a number of countries, or their names.
func (c *checker) reportedCountries(t *model.Reported) {
	text := c.cell("countries")
	if nothing(text) {
		return
	}
	if f, err := Figure(text); err == nil {
		t.Countries, t.CountriesKind = &f.Value, f.Kind
		return
	} else if hasFigures(text) && len(several(text)) < 2 {
		c.doubt("countries", text, err)
		return
	}
	for _, name := range several(text) {
		if code := c.countryOf("countries", name); code != "" {
			t.CountryList = append(t.CountryList, code)
		}
	}
}

// hasFigures says whether a text is a number of countries rather than their names:
// no name of a country has figures in it.
func hasFigures(text string) bool {
	return strings.ContainsAny(westernDigits(text), "0123456789")
}

// yearOrDay reads a day, or a year or a month that stands for its first or last day.
func (c *checker) yearOrDay(field string, month time.Month, day int) model.Day {
	text := strings.TrimSpace(strings.TrimRight(westernDigits(c.cell(field)), "년年г. "))
	if year, err := strconv.Atoi(text); err == nil && year >= 1900 && year <= 2200 {
		return model.Date(year, month, day)
	}
	if year, of, ok := monthWritten(text); ok {
		if day == 1 {
			return model.Date(year, of, 1)
		}
		return model.Date(year, of+1, 0)
	}
	return c.day(field)
}
