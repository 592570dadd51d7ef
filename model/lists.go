package model

// Office is the office whose register it is, with what it decided for all its figures.
type Office struct {
	Name       string
	Completion int // share of required sessions that completes, in percent; 80 by default (rule 8)
	// SIDSAssociates counts the associate members of the regional commissions among the
	// small island developing States.
	SIDSAssociates bool
	RetentionYears int // after how many years names are proposed for erasure; 0: never
}

// Validate refuses shares and years that cannot be.
func (o Office) Validate() error {
	var f faults
	f.when(len(o.Name) > MaxText, "name", "The name is longer than %d characters.", MaxText)
	f.when(o.Completion < 1 || o.Completion > 100, "completion", "The share of sessions is between 1 and 100 %%.")
	f.when(o.RetentionYears < 0 || o.RetentionYears > 100, "retention_years", "Choose between 0 (never) and 100 years.")
	return f.err()
}

// ActivityType is an entry of the office's list of types, in the office's order.
type ActivityType struct {
	ID           ID
	Name         string // "Regional workshop"
	ShortName    string // for charts and narrow tables: "Regional ws"; empty: the name
	PeopleWord   string // heads its people column: "Participants", "Trainees"
	CountsPeople bool   // a research project does not: its cell reads N/A, never 0
	Position     int
}

// Short gives the short name, or the name where there is none.
func (t ActivityType) Short() string {
	if t.ShortName != "" {
		return t.ShortName
	}
	return t.Name
}

// Validate refuses a type without a name.
func (t ActivityType) Validate() error { return named("A type", t.Name) }

// FirstTypes are the five types of the source document, which a new register starts with.
func FirstTypes() []ActivityType {
	return []ActivityType{
		{Name: "International conference", ShortName: "Int’l conference", PeopleWord: "Participants", CountsPeople: true, Position: 1},
		{Name: "Regional workshop", PeopleWord: "Participants", CountsPeople: true, Position: 2},
		{Name: "National workshop", PeopleWord: "Trainees", CountsPeople: true, Position: 3},
		{Name: "Advisory service / study tour", ShortName: "Advisory, tours", PeopleWord: "Participants", CountsPeople: true, Position: 4},
		{Name: "Research project", ShortName: "Research", PeopleWord: "Participants", Position: 5},
	}
}

// FirstPhases are the phases of the source document, which a new register starts with.
func FirstPhases() []Phase {
	return []Phase{{Name: "Phase I", From: "2006-01-01", To: "2015-12-31"}}
}

// Phase is a named span of the programme.
type Phase struct {
	ID       ID
	Name     string
	From, To Day // an empty To: still running
}

// Period gives the phase as a period.
func (p Phase) Period() Period { return Period{Name: p.Name, From: p.From, To: p.To} }

// Validate refuses a phase without a name or a first day, or that ends before it begins.
func (p Phase) Validate() error {
	var f faults
	f.when(tidy(p.Name) == "", "name", "A phase needs a name.")
	f.when(!p.From.Valid(), "from", "A phase needs a first day.")
	f.when(p.To != "" && !p.To.Valid(), "to", "%q is not a date; write it as 2026-11-23.", string(p.To))
	f.when(p.To.Valid() && p.From.Valid() && p.To < p.From, "to", "The phase ends (%s) before it begins (%s).", p.To.Text(), p.From.Text())
	return f.err()
}

// Milestone is a dated event in the programme's life. Where only the month is known its
// first day stands for it.
type Milestone struct {
	ID        ID
	Day       Day
	MonthOnly bool // the day is not known, the month is
	Title     string
	Notes     string
}

// When gives the milestone's day, or month, in words: "16 Dec 2016", "Sep 2006".
func (m Milestone) When() string {
	if m.MonthOnly {
		return m.Day.Time().Format("Jan 2006")
	}
	return m.Day.Text()
}

// Validate refuses a milestone without title or day.
func (m Milestone) Validate() error {
	var f faults
	f.when(tidy(m.Title) == "", "title", "A milestone needs a title.")
	f.when(!m.Day.Valid(), "day", "A milestone needs a day.")
	return f.err()
}

// Theme is what activities are about; it may have a parent theme.
type Theme struct {
	ID     ID
	Name   string
	Parent ID // 0: none
}

// Validate refuses a theme without a name or that is its own parent.
func (t Theme) Validate() error {
	if t.ID != 0 && t.Parent == t.ID {
		return faults{{Field: "parent", Message: "A theme cannot be its own parent."}}.err()
	}
	return named("A theme", t.Name)
}

// PartnerKind says what sort of organisation a partner is.
type PartnerKind string

// The kinds of partners.
const (
	HostGovernment            PartnerKind = "host government"
	Government                PartnerKind = "government"
	UNEntity                  PartnerKind = "UN entity"
	InternationalOrganisation PartnerKind = "international organisation"
	Academia                  PartnerKind = "academia"
	CivilSociety              PartnerKind = "civil society"
	PrivateSector             PartnerKind = "private"
)

// PartnerKinds lists the kinds in the order in which they are offered.
func PartnerKinds() []PartnerKind {
	return []PartnerKind{HostGovernment, Government, UNEntity, InternationalOrganisation, Academia, CivilSociety, PrivateSector}
}

// Label gives the kind in words (an English key for translation).
func (k PartnerKind) Label() string {
	return map[PartnerKind]string{HostGovernment: "Host government", Government: "Government", UNEntity: "UN entity",
		InternationalOrganisation: "International organisation", Academia: "Academia", CivilSociety: "Civil society", PrivateSector: "Private"}[k]
}

// Partner is an organisation the office works with.
type Partner struct {
	ID      ID
	Name    string
	Kind    PartnerKind
	Country CountryCode // empty: none
}

// Validate refuses a partner without a name or of no known kind.
func (p Partner) Validate() error {
	var f faults
	f.when(tidy(p.Name) == "", "name", "A partner needs a name.")
	f.when(p.Kind.Label() == "", "kind", "%q is not a kind of partner.", string(p.Kind))
	f.when(p.Country != "" && !p.Country.Valid(), "country", "%q is not a country's code.", string(p.Country))
	return f.err()
}

func named(what, name string) error {
	var f faults
	f.when(tidy(name) == "", "name", "%s needs a name.", what)
	f.when(len(name) > MaxText, "name", "The name is longer than %d characters.", MaxText)
	return f.err()
}
