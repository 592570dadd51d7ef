package model

// Copy is a replica as people see it: whose it is, how far it is known here, and what is
// missing from it.
type Copy struct {
	Replica
	Own     bool
	Known   int64   // its edits that are known and applied here
	Last    Instant // when it made the last of them; zero where none is known
	Waiting int     // edits of its that came before something they rest on
}
