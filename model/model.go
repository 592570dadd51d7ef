// Package model holds the domain of Rollbook: what an office records about the
// activities it held and the people who came, the rules those records keep, the
// figures that come out of them, and the errors and events that travel between the
// register and its faces. It imports the standard library only and knows neither how a
// register is stored nor how it is shown.
package model

import "fmt"

// ID names one row of a register, unlike any row of any other replica: the upper 31
// bits are the tag of the replica that made it, the lower 32 its running number there.
// A row that stands for a link (a mark, a headcount) has an ID derived from what it
// links instead, so that two replicas that make the same link make the same row.
// Zero means "none" or "not yet saved".
type ID int64

// Kind names a kind of record, and at the same time the table that holds it.
type Kind string

// The kinds of records that a register holds and replicas exchange.
const (
	KindOffice          Kind = "office"
	KindActivityType    Kind = "activity_type"
	KindActivity        Kind = "activity"
	KindActivityTheme   Kind = "activity_theme"
	KindActivitySDG     Kind = "activity_sdg"
	KindActivityPartner Kind = "activity_partner"
	KindHeadcount       Kind = "headcount"
	KindReported        Kind = "reported"
	KindReportedCountry Kind = "reported_country"
	KindPhase           Kind = "phase"
	KindMilestone       Kind = "milestone"
	KindTheme           Kind = "theme"
	KindPartner         Kind = "partner"
	KindCountry         Kind = "country"
	KindCountryStatus   Kind = "country_status"
	KindRole            Kind = "role"
	KindPerson          Kind = "person"
	KindRegistration    Kind = "registration"
	KindSession         Kind = "session"
	KindMark            Kind = "mark"
	KindApart           Kind = "apart"
	KindRemembered      Kind = "remembered"
	KindLesson          Kind = "lesson"
	KindLessonActivity  Kind = "lesson_activity"
	KindOutput          Kind = "output"
	KindSnapshot        Kind = "snapshot"
	KindCertificate     Kind = "certificate"
	KindAward           Kind = "award"
	KindSigner          Kind = "signer" // a copy of the register whose signature is known
)

// Ref points at one record.
type Ref struct {
	Kind Kind `json:"kind"`
	ID   ID   `json:"id"`
}

// String gives the reference as commands and logs write it: "activity 123".
func (r Ref) String() string { return fmt.Sprintf("%s %d", r.Kind, r.ID) }
