package model

import (
	"encoding/json"
	"fmt"
	"time"
)

// Period is the span of days a figure is asked for: a phase, a year, "the last 3 years",
// everything, or any two dates. Both ends belong to it; an empty end is open.
type Period struct {
	Name     string
	From, To Day
}

// Everything is the period without ends.
func Everything() Period { return Period{Name: "Everything"} }

// YearPeriod is one calendar year.
func YearPeriod(year int) Period {
	return Period{Name: fmt.Sprint(year), From: Date(year, time.January, 1), To: Date(year, time.December, 31)}
}

// LastYears is the last n calendar years, the one that today lies in included.
func LastYears(n int, today Day) Period {
	year := today.Year()
	name := fmt.Sprintf("Last %d years", n)
	if n == 1 {
		name = "This year"
	}
	return Period{Name: name, From: Date(year-n+1, time.January, 1), To: Date(year, time.December, 31)}
}

// Between is the period from one day to another.
func Between(from, to Day) Period {
	p := Period{From: from, To: to}
	p.Name = p.Span()
	return p
}

// Validate refuses a period with an impossible day or whose end is before its beginning.
func (p Period) Validate() error {
	var f faults
	f.when(p.From != "" && !p.From.Valid(), "from", "%q is not a date; write it as 2026-11-23.", string(p.From))
	f.when(p.To != "" && !p.To.Valid(), "to", "%q is not a date; write it as 2026-11-23.", string(p.To))
	f.when(p.From != "" && p.To != "" && p.To < p.From, "to", "The period ends (%s) before it begins (%s).", p.To, p.From)
	return f.err()
}

// Contains says whether a day lies in the period.
func (p Period) Contains(d Day) bool {
	return d != "" && (p.From == "" || p.From <= d) && (p.To == "" || d <= p.To)
}

// Encloses says whether the days from first to last lie wholly in the period.
func (p Period) Encloses(first, last Day) bool { return p.Contains(first) && p.Contains(last) }

// Overlaps says whether any of the days from first to last lies in the period.
func (p Period) Overlaps(first, last Day) bool {
	return (p.To == "" || first <= p.To) && (p.From == "" || p.From <= last)
}

// Within cuts the period down to the days it shares with another; the name stays.
func (p Period) Within(q Period) Period {
	if q.From > p.From {
		p.From = q.From
	}
	if q.To != "" && (p.To == "" || q.To < p.To) {
		p.To = q.To
	}
	return p
}

// Span gives the period's days: "2006–2015" for whole years, "23 Nov 2026 – 2 Jan 2027"
// else; "" for a period without ends.
func (p Period) Span() string {
	switch {
	case p.From == "" && p.To == "":
		return ""
	case p.From == "":
		return "until " + p.To.Text()
	case p.To == "":
		return "since " + p.From.Text()
	}
	if p.From == Date(p.From.Year(), 1, 1) && p.To == Date(p.To.Year(), 12, 31) {
		if p.From.Year() == p.To.Year() {
			return fmt.Sprint(p.From.Year())
		}
		return fmt.Sprintf("%d–%d", p.From.Year(), p.To.Year())
	}
	return SpanText(p.From, p.To)
}

// Label gives the period as pickers show it: "Phase I · 2006–2015".
func (p Period) Label() string {
	span := p.Span()
	switch {
	case p.Name == "" || p.Name == span:
		return span
	case span == "":
		return p.Name
	}
	return p.Name + " · " + span
}

// MarshalJSON gives {"name", "from", "to"}; an open end is null.
func (p Period) MarshalJSON() ([]byte, error) {
	open := func(d Day) *Day {
		if d == "" {
			return nil
		}
		return &d
	}
	return json.Marshal(struct {
		Name string `json:"name"`
		From *Day   `json:"from"`
		To   *Day   `json:"to"`
	}{p.Name, open(p.From), open(p.To)})
}
