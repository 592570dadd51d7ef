package model

// Batch is many records that are saved as one user action, such as a list that was read
// in. A record with a negative ID is made; others refer to it by that ID. What the register has
// already is changed by updates, in the fields that they name.
type Batch struct {
	Verb    Verb
	Subject Ref // what the action is about; zero where there is no one record

	Types             []ActivityType
	Phases            []Phase
	Milestones        []Milestone
	Themes            []Theme // parents before their children
	Partners          []Partner
	Activities        []Activity
	ActivityEdits     []Edit[ActivityUpdate]
	Headcounts        []Headcount // each replaces that of its activity, country and sex
	Reported          []Reported
	ReportedEdits     []Edit[ReportedUpdate]
	People            []Person
	PersonEdits       []Edit[PersonUpdate]
	Registrations     []Registration // of people who are not registered for the activity yet
	RegistrationEdits []Edit[RegistrationUpdate]
	Sessions          []Session
	Marks             []Mark
	Lessons           []Lesson
	Outputs           []Output
	Remembered        []Remembered // found by topic and text, whatever their ID
}

// Size counts the records.
func (b Batch) Size() int {
	return len(b.Types) + len(b.Phases) + len(b.Milestones) + len(b.Themes) + len(b.Partners) + len(b.Activities) + len(b.ActivityEdits) +
		len(b.Headcounts) + len(b.Reported) + len(b.ReportedEdits) + len(b.People) + len(b.PersonEdits) + len(b.Registrations) +
		len(b.RegistrationEdits) + len(b.Sessions) + len(b.Marks) + len(b.Lessons) + len(b.Outputs) + len(b.Remembered)
}

// Progress is told how much of long work is done, now and then.
type Progress func(done, of int)
