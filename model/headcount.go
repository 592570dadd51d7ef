package model

import "slices"

// Sex is female, male, another, or not stated.
type Sex string

// The sexes people state; the empty one is "not stated".
const (
	Female    Sex = "female"
	Male      Sex = "male"
	Another   Sex = "other"
	NotStated Sex = ""
)

// Sexes lists them in the order in which they are offered.
func Sexes() []Sex { return []Sex{Female, Male, Another, NotStated} }

// Label gives the sex in words (an English key for translation).
func (s Sex) Label() string {
	return map[Sex]string{Female: "Female", Male: "Male", Another: "Other", NotStated: "Not stated"}[s]
}

// Headcount is a number of people of one country and one sex at one activity, without
// names. A register holds one per activity, country and sex.
type Headcount struct {
	Activity    ID
	Country     CountryCode // whom they came for; empty: no country
	Sex         Sex
	Number      int
	Approximate bool // "over 100"
}

// Validate refuses a headcount without activity or with an impossible number.
func (h Headcount) Validate() error {
	var f faults
	f.when(h.Activity == 0, "activity", "A headcount belongs to an activity.")
	f.when(h.Number < 0, "number", "A number of people cannot be negative.")
	f.when(h.Number > MaxNumber, "number", "%s people at one activity cannot be right.", Thousands(h.Number))
	f.when(h.Country != "" && !h.Country.Valid(), "country", "%q is not a country's code.", string(h.Country))
	f.when(h.Sex.Label() == "", "sex", "%q is not a sex; choose female, male, other or leave it empty.", string(h.Sex))
	return f.err()
}

// HeadcountUpdate is what is to change of an activity's headcounts; those of other countries
// and sexes stay as they are.
type HeadcountUpdate struct {
	Set    []Headcount // each replaces that of its country and sex
	Remove []Headcount // told by country and sex
}

// HeadcountChanges gives what differs between headcounts as they were shown and as they were
// edited.
func HeadcountChanges(from, to []Headcount) HeadcountUpdate {
	var u HeadcountUpdate
	like := func(h Headcount) func(Headcount) bool {
		return func(o Headcount) bool { return o.Country == h.Country && o.Sex == h.Sex }
	}
	for _, h := range to {
		i := slices.IndexFunc(from, like(h))
		if i < 0 || from[i].Number != h.Number || from[i].Approximate != h.Approximate {
			u.Set = append(u.Set, h)
		}
	}
	for _, h := range from {
		if !slices.ContainsFunc(to, like(h)) {
			u.Remove = append(u.Remove, h)
		}
	}
	return u
}
