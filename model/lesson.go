package model

import "strings"

// Lesson is something learnt, tied to activities, with what is to be done about it and
// whether it was.
type Lesson struct {
	ID         ID
	Text       string
	FollowUp   string // what is to be done about it
	Due        Day    // until when; empty: no day was set
	Done       bool
	Activities []ID
}

// Normal gives the lesson as it is saved.
func (l Lesson) Normal() Lesson {
	l.Text, l.FollowUp = strings.TrimSpace(l.Text), strings.TrimSpace(l.FollowUp)
	return l
}

// Validate refuses a lesson that says nothing, and a day that is none.
func (l Lesson) Validate() error {
	var f faults
	f.when(tidy(l.Text) == "", "text", "Write what was learnt.")
	f.when(l.Due != "" && !l.Due.Valid(), "due", "%q is not a date; write it as 2026-11-23.", string(l.Due))
	return f.err()
}

// OutputKind is what sort of thing an activity left behind.
type OutputKind string

// The kinds of outputs.
const (
	Publication OutputKind = "publication"
	Toolkit     OutputKind = "toolkit"
	Dataset     OutputKind = "dataset"
)

// OutputKinds lists the kinds in the order in which they are offered.
func OutputKinds() []OutputKind { return []OutputKind{Publication, Toolkit, Dataset} }

// Label gives the kind in words (an English key for translation).
func (k OutputKind) Label() string {
	return map[OutputKind]string{Publication: "Publication", Toolkit: "Toolkit", Dataset: "Dataset"}[k]
}

// Output is a publication, toolkit or dataset, of research or of any activity.
type Output struct {
	ID       ID
	Activity ID
	Kind     OutputKind
	Title    string
	Place    string // where it is found: an address, a shelf
	Day      Day    // when it came out; empty: not known
}

// Normal gives the output as it is saved.
func (o Output) Normal() Output {
	o.Title, o.Place = tidy(o.Title), strings.TrimSpace(o.Place)
	return o
}

// Validate refuses an output without activity, title or kind.
func (o Output) Validate() error {
	var f faults
	f.when(o.Activity == 0, "activity", "An output belongs to an activity.")
	f.when(tidy(o.Title) == "", "title", "An output needs a title.")
	f.when(len(o.Title) > MaxText, "title", "The title is longer than %d characters.", MaxText)
	f.when(o.Kind.Label() == "", "kind", "%q is not a kind of output; choose publication, toolkit or dataset.", string(o.Kind))
	f.when(o.Day != "" && !o.Day.Valid(), "day", "%q is not a date; write it as 2026-11-23.", string(o.Day))
	return f.err()
}
