package model

// Choice names one of the two sides of edits that met.
type Choice string

// The two sides: what this register held before the merge, and what came.
const (
	Mine   Choice = "mine"
	Theirs Choice = "theirs"
)

// Other gives the other side.
func (c Choice) Other() Choice {
	if c == Mine {
		return Theirs
	}
	return Mine
}

// ConflictSort says what sort of edits met.
type ConflictSort string

// The sorts of edits that meet.
const (
	EditsMet   ConflictSort = "edit"    // of the same field
	MarksMet   ConflictSort = "mark"    // of the same person at the same session
	DeletedMet ConflictSort = "deleted" // one deleted what another edited, or what that belongs to
	OneMet     ConflictSort = "one"     // of two people who were made one, and had different marks at a session
)

// Side is one of two edits that met.
type Side struct {
	Values  map[string]any // by field, as the register keeps them
	Replica ReplicaTag
	Who     string
	At      Instant
}

// Conflict is two edits of which neither author knew the other. The clock has decided
// which stands; a person may decide otherwise.
type Conflict struct {
	ID     int64
	Sort   ConflictSort
	Record Ref
	Name   string // what the record is called now, with what it hangs on
	Field  string // the first of the fields that are changed together
	Mine   Side   // what this register held before the merge
	Theirs Side   // what came
	Stands Choice
	Edited Ref // for DeletedMet: what was edited, the record itself or something that belongs to it
}

// Side gives one side.
func (c Conflict) Side(of Choice) Side {
	if of == Mine {
		return c.Mine
	}
	return c.Theirs
}
