// Package checkin finds people on a roll the way a trainer in front of a room does: by any
// part of a name in any script, an organisation, a country or a check-in code, typed or
// scanned.
package checkin

import (
	"slices"
	"strings"

	"rollbook/model"
	"rollbook/model/country"
	"rollbook/model/fold"
)

// Desk is a roll made ready for finding people on it.
type Desk struct {
	Roll  model.Roll
	words [][]string // of each attendee, folded
	names []string   // folded
	codes map[string][]int
	all   []int
}

// NewDesk makes a roll ready. Attendees who cancelled come last. The names of countries are
// those given, the UN's where that gives none.
func NewDesk(roll model.Roll, named func(model.CountryCode) string) *Desk {
	roll.Attendees = slices.Clone(roll.Attendees)
	sort := make([]string, len(roll.Attendees))
	order := make([]int, len(roll.Attendees))
	for i, a := range roll.Attendees {
		sort[i], order[i] = fold.Text(a.Who.SortName()), i
	}
	slices.SortStableFunc(order, func(x, y int) int {
		a, b := roll.Attendees[x], roll.Attendees[y]
		if a.Expected() != b.Expected() {
			if a.Expected() {
				return -1
			}
			return 1
		}
		return strings.Compare(sort[x], sort[y])
	})
	d := &Desk{Roll: roll, codes: map[string][]int{}}
	sorted := make([]model.Attendee, len(order))
	for i, at := range order {
		a := roll.Attendees[at]
		sorted[i] = a
		name := ""
		if named != nil {
			name = named(a.Country)
		}
		if name == "" {
			name = country.Name(a.Country)
		}
		d.words = append(d.words, fold.Words(strings.Join([]string{a.Who.Name, a.Who.NativeName, a.Organisation, a.Who.Organisation, name, string(a.Country), a.Code}, " ")))
		d.names = append(d.names, sort[at])
		if a.Code != "" {
			d.codes[strings.ToUpper(a.Code)] = append(d.codes[strings.ToUpper(a.Code)], i)
		}
		d.all = append(d.all, i)
	}
	d.Roll.Attendees = sorted
	return d
}

// Narrow gives the places on the roll of those that a text may mean, the likeliest first:
// whose code it is, then whose name begins so, then the rest; everybody where it is empty.
func (d *Desk) Narrow(text string) []int {
	sought := fold.Words(text)
	if len(sought) == 0 {
		return d.all
	}
	var first, rest []int
	start := strings.Join(sought, " ")
	code, isCode := d.Code(text)
	for i, words := range d.words {
		switch {
		case isCode && i == code || !fold.Matches(words, sought):
		case strings.HasPrefix(d.names[i], start) || len(words) > 0 && strings.HasPrefix(words[0], sought[0]):
			first = append(first, i)
		default:
			rest = append(rest, i)
		}
	}
	if isCode {
		return append(append([]int{code}, first...), rest...)
	}
	return append(first, rest...)
}

// Code gives the place on the roll of whose check-in code a text is; false where it is
// nobody's, or that of several.
func (d *Desk) Code(text string) (int, bool) {
	if at := d.codes[strings.ToUpper(strings.TrimSpace(text))]; len(at) == 1 {
		return at[0], true
	}
	return 0, false
}

// Scan gives the place on the roll of the one person whose code a text surely is: written as
// codes are, as a scanner types it, or nobody else's name.
func (d *Desk) Scan(text string) (int, bool) {
	at, is := d.Code(text)
	if !is {
		return 0, false
	}
	if text = strings.TrimSpace(text); text == d.Roll.Attendees[at].Code {
		return at, true
	}
	sought := fold.Text(text)
	for i, a := range d.Roll.Attendees {
		if i != at && slices.Contains(fold.Words(a.Who.Name+" "+a.Who.NativeName), sought) {
			return 0, false
		}
	}
	return at, true
}

// Place gives where a registration stands on the roll; -1 where it does not.
func (d *Desk) Place(registration model.ID) int {
	return slices.IndexFunc(d.Roll.Attendees, func(a model.Attendee) bool { return a.ID == registration })
}

// LooksLikeCode says whether a text is written as check-in codes are, so that one which
// nobody here has is a scan of something else and not a name.
func LooksLikeCode(text string) bool {
	text = strings.TrimSpace(text)
	if len(text) < 4 || len(text) > 8 {
		return false
	}
	digit := false
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9':
			digit = true
		case r < 'A' || r > 'Z':
			return false
		}
	}
	return digit || strings.ToUpper(text) == text
}

// Session gives the session at which attendance is likely taken now: of today's the one of
// the time of day, else the next to come, else the last. The time is in minutes since
// midnight. False where there are no sessions.
func Session(all []model.Session, today model.Day, minutes int) (model.Session, bool) {
	var ofDay []model.Session
	for _, s := range all {
		if s.Day == today {
			ofDay = append(ofDay, s)
		}
	}
	const evening = 18 * 60
	if n := len(ofDay); n > 0 {
		const morning = 8 * 60
		at := max(minutes-morning, 0) * n / (evening - morning)
		return ofDay[min(at, n-1)], true
	}
	for _, s := range all {
		if s.Day > today {
			return s, true
		}
	}
	if len(all) == 0 {
		return model.Session{}, false
	}
	return all[len(all)-1], true
}

// Named finds the one person on a roll whom a text means: by check-in code, e-mail address,
// or whole name. The error has code ENotFound, or EAmbiguous where several answer to it.
func Named(roll model.Roll, text string) (model.Attendee, error) {
	text = strings.TrimSpace(text)
	name := fold.Text(text)
	for _, same := range []func(model.Attendee) bool{
		func(a model.Attendee) bool { return strings.EqualFold(a.Code, text) },
		func(a model.Attendee) bool { return strings.EqualFold(a.Who.Email, text) },
		func(a model.Attendee) bool {
			return fold.Text(a.Who.Name) == name || fold.Text(a.Who.NativeName) == name
		},
	} {
		var found []model.Attendee
		for _, a := range roll.Attendees {
			if text != "" && same(a) {
				found = append(found, a)
			}
		}
		switch {
		case len(found) == 1:
			return found[0], nil
		case len(found) > 1:
			return model.Attendee{}, model.Errorf(model.EAmbiguous, "%d people registered for this activity answer to %q; give the code of one.", len(found), text)
		}
	}
	return model.Attendee{}, model.Errorf(model.ENotFound, "Nobody registered for this activity answers to %q.", text)
}
