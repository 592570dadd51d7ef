package model

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
