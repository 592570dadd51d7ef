package model

// ReplicaTag tells one copy of the register from every other: 31 random bits, the upper
// half of the IDs made there.
type ReplicaTag int64

// ActionRef names one user action: which replica, and its number there.
type ActionRef struct {
	Replica ReplicaTag `json:"replica"`
	No      int64      `json:"no"`
}

// Verb says what a user action did, as a key for translation.
type Verb string

// The verbs of user actions.
const (
	VerbNew     Verb = "New register"
	VerbAdd     Verb = "Add"
	VerbEdit    Verb = "Edit"
	VerbDelete  Verb = "Delete"
	VerbRestore Verb = "Bring back"
	VerbImport  Verb = "Read a list in"
	VerbUndo    Verb = "Undo"
	VerbRedo    Verb = "Redo"
	VerbMark    Verb = "Mark"
	VerbMerge   Verb = "Merge people"
	VerbErase   Verb = "Erase a person"
	VerbAward   Verb = "Give certificates out"
	VerbSample  Verb = "Make a sample"
	VerbTake    Verb = "Take changes in" // from a pack that somebody opened
	VerbFollow  Verb = "Follow others"   // from a folder or hub, by itself
	VerbReview  Verb = "Choose otherwise"
	VerbLeave   Verb = "Leave as it stands"
	VerbTrust   Verb = "Say yes to a computer"
	VerbShutOut Verb = "Shut a computer out"

	VerbMergeSessions Verb = "Merge sessions"
)

// Action is one thing a user did, however many records it changed: the unit of undo.
type Action struct {
	ActionRef
	At      Instant
	Who     string // the name set for this computer
	Verb    Verb
	Subject Ref    // the record it was about; zero where there were many
	Name    string // what the subject is called now; never stored
	Changes int    // records changed
	Undone  bool
	Of      ActionRef // what an undo or redo took back or brought again
}

// Change is one edit of one record, as its history shows it.
type Change struct {
	Action
	Record Ref
	Fields []FieldChange
	Made   bool // the edit made the record
}

// FieldChange is one field's change; values as the register keeps them.
type FieldChange struct {
	Field    string
	From, To any
}

// Undone says what an undo or redo did.
type Undone struct {
	Action Action // the action that was taken back or brought again
	By     Action // the action that did so
	Kept   int    // fields that stayed, because they were edited again since
}
