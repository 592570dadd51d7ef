package model

// LessonUpdate is what is to change of a lesson: nil fields stay as they are.
type LessonUpdate struct {
	Text       *string
	FollowUp   *string
	Due        *Day
	Done       *bool
	Activities Links[ID]
}

// LessonChanges gives what differs between a lesson as it was shown and as it was edited.
func LessonChanges(from, to Lesson) LessonUpdate {
	return LessonUpdate{
		Text:       differing(from.Text, to.Text),
		FollowUp:   differing(from.FollowUp, to.FollowUp),
		Due:        differing(from.Due, to.Due),
		Done:       differing(from.Done, to.Done),
		Activities: linkChanges(from.Activities, to.Activities),
	}
}

// Apply changes a lesson.
func (u LessonUpdate) Apply(l *Lesson) {
	set(&l.Text, u.Text)
	set(&l.FollowUp, u.FollowUp)
	set(&l.Due, u.Due)
	set(&l.Done, u.Done)
	l.Activities = u.Activities.of(l.Activities)
}

// OutputUpdate is what is to change of an output; its activity and the nil fields stay as they are.
type OutputUpdate struct {
	Kind  *OutputKind
	Title *string
	Place *string
	Day   *Day
}

// OutputChanges gives what differs between an output as it was shown and as it was edited.
func OutputChanges(from, to Output) OutputUpdate {
	return OutputUpdate{
		Kind:  differing(from.Kind, to.Kind),
		Title: differing(from.Title, to.Title),
		Place: differing(from.Place, to.Place),
		Day:   differing(from.Day, to.Day),
	}
}

// Apply changes an output.
func (u OutputUpdate) Apply(o *Output) {
	set(&o.Kind, u.Kind)
	set(&o.Title, u.Title)
	set(&o.Place, u.Place)
	set(&o.Day, u.Day)
}
