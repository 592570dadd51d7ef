package model

import "strings"

// Person is a human being known by name, once in the register however many activities
// they came to.
type Person struct {
	ID           ID
	Name         string // as they write it: "So-yeon Bang", "Sukarno"
	Family       string // the family name, where it is known apart from the rest
	NativeName   string // in their own script, where the name above is in another
	Title        string // "Dr.", "H.E."; never part of the name
	Sex          Sex
	Country      CountryCode // whom they came for last; a registration keeps its own
	Organisation string
	Position     string
	Email        string
	Phone        string // E.164 where it could be read as one
	Notes        string
	Erased       bool // name and contacts are gone for good
}

// SortName gives the name as lists sort it: "Bang, So-yeon" where the family name is
// known apart, the name else.
func (p Person) SortName() string {
	if p.Family == "" || p.Family == p.Name {
		return p.Name
	}
	if rest, ok := strings.CutSuffix(p.Name, " "+p.Family); ok {
		return p.Family + ", " + rest
	}
	if rest, ok := strings.CutPrefix(p.Name, p.Family+" "); ok {
		return p.Family + ", " + rest
	}
	return p.Name
}

// Normal gives the person as it is saved.
func (p Person) Normal() Person {
	p.Name, p.Family, p.NativeName, p.Title = tidy(p.Name), tidy(p.Family), tidy(p.NativeName), tidy(p.Title)
	p.Organisation, p.Position = tidy(p.Organisation), tidy(p.Position)
	p.Email, p.Phone, p.Notes = strings.TrimSpace(p.Email), tidy(p.Phone), strings.TrimSpace(p.Notes)
	return p
}

// Validate refuses a person without a name, and contacts that cannot be.
func (p Person) Validate() error {
	var f faults
	f.when(!p.Erased && tidy(p.Name) == "", "name", "A person needs a name.")
	f.when(len(p.Name) > MaxText, "name", "The name is longer than %d characters.", MaxText)
	f.when(p.Sex.Label() == "", "sex", "%q is not a sex; choose female, male, other or leave it empty.", string(p.Sex))
	f.when(p.Country != "" && !p.Country.Valid(), "country", "%q is not a country's code.", string(p.Country))
	if p.Email != "" {
		at := strings.LastIndexByte(p.Email, '@')
		f.when(at < 1 || at == len(p.Email)-1 || strings.ContainsAny(p.Email, " \t,;"), "email", "%q is not an e-mail address.", p.Email)
	}
	return f.err()
}

// Role is what somebody is at an activity; the office edits the list.
type Role struct {
	ID       ID
	Name     string
	Counted  bool // whether people in it are participants (rule 2)
	Position int
}

// Validate refuses a role without a name.
func (r Role) Validate() error { return named("A role", r.Name) }

// FirstRoles are the roles a new register starts with; the first three are counted.
func FirstRoles() []Role {
	names := []string{"participant", "trainee", "observer", "resource person", "organiser", "staff"}
	roles := make([]Role, len(names))
	for i, name := range names {
		roles[i] = Role{Name: name, Counted: i < 3, Position: i + 1}
	}
	return roles
}

// Standing is how far a registration has come.
type Standing string

// The statuses of a registration.
const (
	Invited    Standing = "invited"
	Registered Standing = "registered"
	Attended   Standing = "attended"
	Withdrawn  Standing = "cancelled"
)

// Standings lists the statuses in the order in which they are offered.
func Standings() []Standing { return []Standing{Invited, Registered, Attended, Withdrawn} }

// Label gives the status in words (an English key for translation).
func (s Standing) Label() string {
	return map[Standing]string{Invited: "Invited", Registered: "Registered", Attended: "Attended", Withdrawn: "Cancelled"}[s]
}

// Registration is one person at one activity. A register holds one per person and
// activity.
type Registration struct {
	ID           ID
	Activity     ID
	Person       ID
	Role         ID
	Country      CountryCode // represented at this activity; empty: no country
	Organisation string      // as it was then
	Position     string      // as it was then
	Status       Standing
	Code         string // for check-in, unlike any other of the activity: "K7P3"
}

// Validate refuses a registration that links nothing.
func (r Registration) Validate() error {
	var f faults
	f.when(r.Activity == 0, "activity", "A registration belongs to an activity.")
	f.when(r.Person == 0, "person", "A registration is of a person.")
	f.when(r.Role == 0, "role", "Choose the role.")
	f.when(r.Country != "" && !r.Country.Valid(), "country", "%q is not a country's code.", string(r.Country))
	f.when(r.Status.Label() == "", "status", "%q is not a status; choose invited, registered, attended or cancelled.", string(r.Status))
	return f.err()
}

// Session is a part of an activity at which attendance is taken.
type Session struct {
	ID       ID
	Activity ID
	Name     string
	Day      Day
	Position int // order within the day
	Required bool
}

// SessionPair is two sessions that may be one: of the same activity, day and name.
type SessionPair struct {
	Stays, Goes Session
	Title       string // of the activity
	Marks       [2]int // how many each has
}

// Validate refuses a session without activity, name or day.
func (s Session) Validate() error {
	var f faults
	f.when(s.Activity == 0, "activity", "A session belongs to an activity.")
	f.when(tidy(s.Name) == "", "name", "A session needs a name.")
	f.when(!s.Day.Valid(), "day", "A session needs a day.")
	return f.err()
}

// MarkValue is what a mark says.
type MarkValue string

// The four marks. No mark is not the same as Absent.
const (
	Present MarkValue = "P"
	Late    MarkValue = "L"
	Excused MarkValue = "E"
	Absent  MarkValue = "A"
)

// MarkValues lists them in the order of their buttons.
func MarkValues() []MarkValue { return []MarkValue{Present, Late, Excused, Absent} }

// Label gives the mark in words (an English key for translation).
func (m MarkValue) Label() string {
	return map[MarkValue]string{Present: "Present", Late: "Late", Excused: "Excused", Absent: "Absent"}[m]
}

// Here says whether the mark means that the person was there.
func (m MarkValue) Here() bool { return m == Present || m == Late }

// MarkWay is how a mark came about.
type MarkWay string

// The ways of marking.
const (
	Typed   MarkWay = "typed"
	Scanned MarkWay = "scanned"
	ByList  MarkWay = "list"
	BySelf  MarkWay = "self"
)

// Label gives the way in words (an English key for translation).
func (w MarkWay) Label() string {
	return map[MarkWay]string{Typed: "typed", Scanned: "scanned", ByList: "from a list", BySelf: "by themselves"}[w]
}

// Mark is one attendance statement: registration × session. A register shows the latest
// of each pair; the earlier ones stay in its history.
type Mark struct {
	Registration ID
	Session      ID
	Value        MarkValue
	At           Instant
	Way          MarkWay
	CarriedFrom  ID         // another registration of the person, from whose time as somebody else it was carried over; 0: none
	Replica      ReplicaTag // where it was made; set by the register
}

// Validate refuses a mark that links nothing or says nothing.
func (m Mark) Validate() error {
	var f faults
	f.when(m.Registration == 0, "person", "A mark is of a registered person.")
	f.when(m.Session == 0, "session", "A mark belongs to a session.")
	f.when(m.Value.Label() == "", "mark", "%q is not a mark; write P, L, E or A.", string(m.Value))
	return f.err()
}
