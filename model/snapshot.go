package model

// Snapshot is a report's figures as they were on the day they were published (rule 14). What
// the figures are is the business of model/report, which lays two beside each other.
type Snapshot struct {
	ID      ID
	Name    string // "Phase I, for the Round Table 2016"
	At      Instant
	Figures string // JSON
}

// Validate refuses a snapshot without a name or figures.
func (s Snapshot) Validate() error {
	var f faults
	f.when(tidy(s.Name) == "", "name", "A snapshot needs a name.")
	f.when(len(s.Name) > MaxText, "name", "The name is longer than %d characters.", MaxText)
	f.when(s.Figures == "", "figures", "A snapshot holds figures.")
	return f.err()
}
