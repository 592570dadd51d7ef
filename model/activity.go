package model

import (
	"slices"
	"strings"
)

// Mode says how people took part in an activity.
type Mode string

// The modes of an activity.
const (
	InPerson Mode = "in_person"
	Online   Mode = "online"
	Hybrid   Mode = "hybrid"
)

// Modes lists the modes in the order in which they are offered.
func Modes() []Mode { return []Mode{InPerson, Online, Hybrid} }

// Label gives the mode in words (an English key for translation).
func (m Mode) Label() string {
	return map[Mode]string{InPerson: "In person", Online: "Online", Hybrid: "Hybrid"}[m]
}

// Status says what became of an activity.
type Status string

// The statuses of an activity. Only held ones are counted (rule 1).
const (
	Planned   Status = "planned"
	Held      Status = "held"
	Postponed Status = "postponed"
	Cancelled Status = "cancelled"
)

// Statuses lists the statuses in the order in which they are offered.
func Statuses() []Status { return []Status{Planned, Held, Postponed, Cancelled} }

// Label gives the status in words (an English key for translation).
func (s Status) Label() string {
	return map[Status]string{Planned: "Planned", Held: "Held", Postponed: "Postponed", Cancelled: "Cancelled"}[s]
}

// Evidence says what an activity's people figure rests on.
type Evidence string

// The evidence of an activity. As an activity's own choice the empty value means: the
// register where it shows who attended, else the headcounts, else none yet.
const (
	FromRegister   Evidence = "register"
	FromHeadcounts Evidence = "headcounts"
	NoneYet        Evidence = "none"
)

// Label gives the evidence in words (an English key for translation).
func (e Evidence) Label() string {
	return map[Evidence]string{FromRegister: "Register", FromHeadcounts: "Headcounts", NoneYet: "None yet", "": "By itself"}[e]
}

// Activity is something the office held or plans.
type Activity struct {
	ID       ID
	Type     ID
	Title    string
	Code     string // the office's own, e.g. "RW-2026-04"; may be empty
	FirstDay Day
	LastDay  Day // empty means the first day; saved as the first day
	City     string
	Country  CountryCode // where it was; empty where it has no place or none is known
	Mode     Mode        // empty means in person
	Status   Status      // empty means planned
	Notes    string

	// Counts says which evidence counts where both a register and headcounts exist;
	// empty leaves it to the rule of Evidence.
	Counts Evidence
	// Completion is the share of required sessions, in percent, that makes a
	// registration completed (rule 8); 0 means the office's.
	Completion int

	Themes   []ID
	SDGs     []string // goals ("16") and targets ("16.6")
	Partners []ActivityPartner
}

// PartnerRole says what a partner did for one activity.
type PartnerRole string

// The roles of partners.
const (
	Host        PartnerRole = "host"
	CoOrganiser PartnerRole = "co-organiser"
	Funder      PartnerRole = "funder"
	Technical   PartnerRole = "technical"
)

// PartnerRoles lists the roles in the order in which they are offered.
func PartnerRoles() []PartnerRole { return []PartnerRole{Host, CoOrganiser, Funder, Technical} }

// Label gives the role in words (an English key for translation).
func (r PartnerRole) Label() string {
	return map[PartnerRole]string{Host: "Host", CoOrganiser: "Co-organiser", Funder: "Funder", Technical: "Technical"}[r]
}

// ActivityPartner is a partner's part in one activity.
type ActivityPartner struct {
	Partner ID
	Role    PartnerRole
}

// Days counts the activity's days, first and last included.
func (a Activity) Days() int {
	if a.LastDay == "" {
		return 1
	}
	return a.FirstDay.DaysTo(a.LastDay)
}

// Place gives the place as tables show it, the country by the name given: "Nadi, Fiji",
// "Fiji", "online"; a hybrid activity shows its place.
func (a Activity) Place(countryName string) string {
	switch {
	case a.City != "" && countryName != "":
		return a.City + ", " + countryName
	case a.City != "":
		return a.City
	case countryName != "":
		return countryName
	case a.Mode == Online:
		return "online"
	}
	return ""
}

// Normal gives the activity as it is saved: trimmed and NFC texts are the caller's
// business; empty last day, mode and status become what they mean, and links are sorted
// and stand once.
func (a Activity) Normal() Activity {
	a.Title, a.Code, a.City = tidy(a.Title), tidy(a.Code), tidy(a.City)
	a.Notes = strings.TrimSpace(a.Notes)
	if a.LastDay == "" {
		a.LastDay = a.FirstDay
	}
	if a.Mode == "" {
		a.Mode = InPerson
	}
	if a.Status == "" {
		a.Status = Planned
	}
	a.Themes = slices.Compact(slices.Sorted(slices.Values(a.Themes)))
	a.SDGs = slices.Compact(slices.SortedFunc(slices.Values(a.SDGs), CompareSDG))
	a.Partners = slices.Compact(slices.SortedFunc(slices.Values(a.Partners), func(x, y ActivityPartner) int {
		if x.Partner != y.Partner {
			return int(min(max(x.Partner-y.Partner, -1), 1))
		}
		return strings.Compare(string(x.Role), string(y.Role))
	}))
	return a
}

// Validate says which fields keep the activity from being saved: it needs a title, a
// type and a first day; the last day must not be before the first, and lists must hold
// what exists. The error has code EInvalid.
func (a Activity) Validate() error {
	var f faults
	f.when(tidy(a.Title) == "", "title", "An activity needs a title.")
	f.when(len(a.Title) > MaxText, "title", "The title is longer than %d characters.", MaxText)
	f.when(a.Type == 0, "type", "Choose what type of activity it is.")
	switch {
	case a.FirstDay == "":
		f.add("first_day", "An activity needs a first day.")
	case !a.FirstDay.Valid():
		f.add("first_day", "%q is not a date; write it as 2026-11-23.", string(a.FirstDay))
	}
	switch {
	case a.LastDay == "":
	case !a.LastDay.Valid():
		f.add("last_day", "%q is not a date; write it as 2026-11-23.", string(a.LastDay))
	case a.FirstDay.Valid() && a.LastDay < a.FirstDay:
		f.add("last_day", "The last day (%s) is before the first (%s).", a.LastDay.Text(), a.FirstDay.Text())
	case a.FirstDay.Valid() && a.FirstDay.DaysTo(a.LastDay) > MaxDays:
		f.add("last_day", "The activity would last %d days; is the year right?", a.FirstDay.DaysTo(a.LastDay))
	}
	f.when(a.Mode != "" && a.Mode.Label() == "", "mode", "%q is not a mode; choose in person, online or hybrid.", string(a.Mode))
	f.when(a.Status != "" && a.Status.Label() == "", "status", "%q is not a status; choose planned, held, postponed or cancelled.", string(a.Status))
	f.when(a.Country != "" && !a.Country.Valid(), "country", "%q is not a country's code.", string(a.Country))
	f.when(a.Completion < 0 || a.Completion > 100, "completion", "The share of sessions is between 0 and 100 %%.")
	f.when(a.Counts != "" && a.Counts != FromRegister && a.Counts != FromHeadcounts, "counts", "%q is not an evidence; choose register or headcounts.", string(a.Counts))
	for _, code := range a.SDGs {
		f.when(!ValidSDG(code), "sdgs", "%q is not an SDG goal or target; write 16 or 16.6.", code)
	}
	for _, p := range a.Partners {
		f.when(p.Role.Label() == "", "partners", "%q is not a partner's role; choose host, co-organiser, funder or technical.", string(p.Role))
	}
	return f.err()
}

// Limits that keep a slip of the keyboard out of the register.
const (
	MaxText   = 500       // characters of a title or a name
	MaxDays   = 3 * 366   // days of one activity (a research project may take years)
	MaxNumber = 1_000_000 // people in one headcount
)

// tidy trims a line of text and folds runs of white space into one space.
func tidy(text string) string { return strings.Join(strings.Fields(text), " ") }
