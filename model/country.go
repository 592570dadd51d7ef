package model

// CountryCode is a country's or area's ISO 3166-1 alpha-3 code ("FJI"). Empty means no
// country: an international organisation, or online.
type CountryCode string

// Valid says whether the code has the shape of one: three capital letters.
func (c CountryCode) Valid() bool {
	if len(c) != 3 {
		return false
	}
	for _, r := range c {
		if r < 'A' || r > 'Z' {
			return false
		}
	}
	return true
}

// Country is the office's own word on a country or area: another name to show than the
// UN's short name, or an area that the UN's list does not have.
type Country struct {
	Code      CountryCode
	Name      string // shown instead of the UN's; empty: the UN's
	Region    string // of an area of the office's own: M49 region, e.g. "Oceania"
	Subregion string
	Lat, Lon  float64 // its dot on the map, degrees
}

// Validate refuses a code that cannot be one and a place that is not on Earth.
func (c Country) Validate() error {
	var f faults
	f.when(!c.Code.Valid(), "code", "A country's code has three capital letters, such as FJI.")
	f.when(c.Lat < -90 || c.Lat > 90, "lat", "A latitude lies between −90 and 90.")
	f.when(c.Lon < -180 || c.Lon > 180, "lon", "A longitude lies between −180 and 180.")
	return f.err()
}

// Group is a group of countries in a special situation.
type Group string

// The groups; a country belongs to one from one date to another. Special stands for any
// of the three, Other for none of them.
const (
	LDC     Group = "LDC"
	LLDC    Group = "LLDC"
	SIDS    Group = "SIDS"
	Special Group = "special situation"
	Other   Group = "other"
)

// Groups lists the three groups.
func Groups() []Group { return []Group{LDC, LLDC, SIDS} }

// Label gives the group's full name (an English key for translation).
func (g Group) Label() string {
	return map[Group]string{LDC: "Least developed countries", LLDC: "Landlocked developing countries",
		SIDS: "Small island developing States", Special: "Any special situation", Other: "Other countries"}[g]
}

// CountryStatus says that a country belongs to a group between two dates (rule 11).
type CountryStatus struct {
	ID      ID
	Group   Group
	Country CountryCode
	From    Day // empty: always
	To      Day // the first day on which it no longer belongs; empty: still does
	// Effective statuses count; scheduled ones are shown as such until confirmed.
	Effective bool
	Associate bool // a SIDS that is an associate member of a regional commission, not a UN Member
	Note      string
}

// On says whether the status holds on a day.
func (s CountryStatus) On(d Day) bool {
	return s.Effective && (s.From == "" || s.From <= d) && (s.To == "" || d < s.To)
}

// Validate refuses an unknown group, a missing country and dates that cannot be.
func (s CountryStatus) Validate() error {
	var f faults
	f.when(s.Group != LDC && s.Group != LLDC && s.Group != SIDS, "group", "%q is not a group; choose LDC, LLDC or SIDS.", string(s.Group))
	f.when(!s.Country.Valid(), "country", "Choose the country.")
	f.when(s.From != "" && !s.From.Valid(), "from", "%q is not a date; write it as 2026-11-23.", string(s.From))
	f.when(s.To != "" && !s.To.Valid(), "to", "%q is not a date; write it as 2026-11-23.", string(s.To))
	f.when(s.From != "" && s.To != "" && s.To <= s.From, "to", "The status ends (%s) before it begins (%s).", s.To.Text(), s.From.Text())
	return f.err()
}
