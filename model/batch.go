package model

// Batch is many records that are saved as one user action, such as a list that was read
// in. A record with a negative ID is made; others refer to it by that ID. A record with a
// positive ID is changed.
type Batch struct {
	Verb    Verb
	Subject Ref // what the action is about; zero where there is no one record

	Types         []ActivityType
	Phases        []Phase
	Milestones    []Milestone
	Themes        []Theme // parents before their children
	Partners      []Partner
	Activities    []Activity
	Headcounts    []Headcount // each replaces that of its activity, country and sex
	Reported      []Reported
	People        []Person
	Registrations []Registration // found by activity and person, whatever their ID
	Sessions      []Session
	Marks         []Mark
	Lessons       []Lesson
	Outputs       []Output
	Remembered    []Remembered // found by topic and text, whatever their ID
}

// Size counts the records.
func (b Batch) Size() int {
	return len(b.Types) + len(b.Phases) + len(b.Milestones) + len(b.Themes) + len(b.Partners) + len(b.Activities) +
		len(b.Headcounts) + len(b.Reported) + len(b.People) + len(b.Registrations) + len(b.Sessions) + len(b.Marks) +
		len(b.Lessons) + len(b.Outputs) + len(b.Remembered)
}

// Progress is told how much of long work is done, now and then.
type Progress func(done, of int)
