package model

import "fmt"

// Attendee is somebody registered for an activity, as its roll shows them: the
// registration, who it is, and the marks by session.
type Attendee struct {
	Registration
	Who      Person
	RoleName string
	Counted  bool // the role is counted (rule 2)
	Marks    map[ID]Mark
}

// Expected says whether the person is waited for: registered and not cancelled.
func (a Attendee) Expected() bool { return a.Status != Withdrawn }

// Roll is everybody registered for an activity with its sessions and all their marks.
type Roll struct {
	Activity  Activity
	Sessions  []Session // in their order
	Attendees []Attendee
}

// Attended says whether a registration attended (rule 2): its role is counted and it has a
// Present or Late mark or, where the activity has no mark at all, its status says so.
func (r Roll) Attended(a Attendee) bool {
	if !a.Counted {
		return false
	}
	for _, m := range a.Marks {
		if m.Value.Here() {
			return true
		}
	}
	return a.Status == Attended && !r.marked()
}

func (r Roll) marked() bool {
	for _, a := range r.Attendees {
		if len(a.Marks) > 0 {
			return true
		}
	}
	return false
}

// Share gives which share of the required sessions a registration was at, in percent, and
// false where there are none (rule 8).
func (r Roll) Share(a Attendee) (percent int, ok bool) {
	required, here := 0, 0
	for _, s := range r.Sessions {
		if !s.Required {
			continue
		}
		required++
		if a.Marks[s.ID].Value.Here() {
			here++
		}
	}
	if required == 0 {
		return 0, false
	}
	return here * 100 / required, true
}

// Completed says whether a registration completed the activity (rule 8): its role is
// counted and it was at no less than the activity's share of the required sessions, or the
// office's where the activity has none of its own.
func (r Roll) Completed(a Attendee, office Office) bool {
	least := r.Activity.Completion
	if least == 0 {
		least = office.Completion
	}
	required, here := 0, 0
	for _, s := range r.Sessions {
		if s.Required {
			required++
			if a.Marks[s.ID].Value.Here() {
				here++
			}
		}
	}
	return a.Counted && here > 0 && here*100 >= least*required
}

// Presence is the running figures of a session.
type Presence struct {
	Expected, Here, Late, Excused, Absent int
	Women                                 Women // of those here
	Countries                             int   // of those here
}

// Presence counts who is at a session.
func (r Roll) Presence(session ID) Presence {
	var p Presence
	countries := map[CountryCode]bool{}
	for _, a := range r.Attendees {
		if a.Expected() {
			p.Expected++
		}
		switch a.Marks[session].Value {
		case Late:
			p.Late++
			fallthrough
		case Present:
			p.Here++
			if a.Country != "" {
				countries[a.Country] = true
			}
			switch a.Who.Sex {
			case NotStated:
				p.Women.Unknown++
			case Female:
				p.Women.Women++
				fallthrough
			default:
				p.Women.Known++
			}
		case Excused:
			p.Excused++
		case Absent:
			p.Absent++
		}
	}
	p.Countries = len(countries)
	return p
}

// SessionsOf proposes the sessions of an activity from its days: one a day, or a morning
// and an afternoon.
func SessionsOf(a Activity, halfDays bool) []Session {
	var all []Session
	for d := range min(a.Days(), 31) {
		names := []string{fmt.Sprintf("Day %d", d+1)}
		if halfDays {
			names = []string{names[0] + " morning", names[0] + " afternoon"}
		}
		for i, name := range names {
			all = append(all, Session{Activity: a.ID, Name: name, Day: a.FirstDay.Add(d), Position: i + 1, Required: true})
		}
	}
	return all
}

// PersonLine is a person as lists show them: with how often and when last they came.
type PersonLine struct {
	Person
	Activities int // attended
	Last       Day // first day of the latest of these; "" where there is none
}

// Visit is one activity that a person came to, or was registered for.
type Visit struct {
	Registration
	Activity Activity
	TypeName string
	RoleName string
	Attended bool
	Days     int // with a Present or Late mark
	Complete bool
}

// Likeness is two people who may be one.
type Likeness struct {
	One, Other Person
	Reason     string // "the same e-mail", "the same name"
	Score      float64
}
