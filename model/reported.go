package model

import "slices"

// Reported is a reported total: figures published earlier for a type and a period,
// without the activities behind them (rule 10).
type Reported struct {
	ID           ID
	Type         ID
	From, To     Day
	Events       int
	Countries    *int          // how many, as published; nil where it says nothing
	CountryList  []CountryCode // which, where it names them
	Participants *int          // nil where it says nothing
	Source       string        // where they were published

	// How each figure was published (rule 9): Exact, Approximate or AtLeast.
	EventsKind, CountriesKind, ParticipantsKind Certainty

	// Adds makes the total add to the activities of its type and dates; without it the
	// total stands for them, and they are not added again.
	Adds bool
}

// EventsFigure gives the events as they were published.
func (r Reported) EventsFigure() Figure { return Figure{Value: r.Events, Kind: r.EventsKind} }

// CountriesFigure gives the number of countries as it was published; missing where the
// total says none.
func (r Reported) CountriesFigure() Figure { return published(r.Countries, r.CountriesKind) }

// ParticipantsFigure gives the participants as they were published; missing where the
// total says none.
func (r Reported) ParticipantsFigure() Figure { return published(r.Participants, r.ParticipantsKind) }

func published(n *int, kind Certainty) Figure {
	if n == nil {
		return Figure{Kind: Missing}
	}
	return Figure{Value: *n, Kind: kind}
}

// Normal gives the total as it is saved: a list of countries stands once and sorted, and
// sets the number of countries where none was given.
func (r Reported) Normal() Reported {
	r.Source = tidy(r.Source)
	r.CountryList = slices.Compact(slices.Sorted(slices.Values(r.CountryList)))
	if n := len(r.CountryList); n > 0 && r.Countries == nil {
		r.Countries = &n
	}
	if r.Countries == nil {
		r.CountriesKind = Exact
	}
	if r.Participants == nil {
		r.ParticipantsKind = Exact
	}
	return r
}

// Validate says which fields keep the total from being saved.
func (r Reported) Validate() error {
	var f faults
	f.when(r.Type == 0, "type", "Choose the type that the total is for.")
	f.when(!r.From.Valid(), "from", "A reported total needs the first day of its period.")
	f.when(!r.To.Valid(), "to", "A reported total needs the last day of its period.")
	f.when(r.From.Valid() && r.To.Valid() && r.To < r.From, "to", "The period ends (%s) before it begins (%s).", r.To.Text(), r.From.Text())
	f.when(r.Events < 0, "events", "A number of events cannot be negative.")
	f.when(r.Countries != nil && *r.Countries < 0, "countries", "A number of countries cannot be negative.")
	f.when(r.Participants != nil && *r.Participants < 0, "participants", "A number of participants cannot be negative.")
	f.when(r.Countries != nil && len(r.CountryList) > 0 && len(r.CountryList) != *r.Countries, "countries",
		"%s named, but the number says %s.", Counted(len(r.CountryList), "country is", "countries are"), countOf(r.Countries))
	f.when(len(r.CountryList) > 0 && r.CountriesKind != Exact, "countries", "Countries that are named are as many as are named, neither about so many nor at least.")
	f.when(r.EventsKind > AtLeast, "events", "A reported figure is exact, approximate or at least so high.")
	f.when(r.CountriesKind > AtLeast, "countries", "A reported figure is exact, approximate or at least so high.")
	f.when(r.ParticipantsKind > AtLeast, "participants", "A reported figure is exact, approximate or at least so high.")
	for _, c := range r.CountryList {
		f.when(!c.Valid(), "countries", "%q is not a country's code.", string(c))
	}
	return f.err()
}

func countOf(n *int) string {
	if n == nil {
		return "nothing"
	}
	return Thousands(*n)
}
