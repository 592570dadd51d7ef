package model

import (
	"encoding/json"
	"iter"
	"slices"
)

// Replica is a copy of a register on one computer.
type Replica struct {
	Tag  ReplicaTag `json:"tag"`
	UID  string     `json:"uid"` // 128 random bits, hexadecimal; the tag is its beginning
	Name string     `json:"name,omitempty"`
}

// Head is how far a replica's log is known: its last operation and that one's clock.
type Head struct {
	Seq   int64 `json:"seq"`
	Clock int64 `json:"clock"`
}

// Heads says how far each replica's log is known somewhere, without a gap. A replica that
// is missing from it is not known there.
type Heads map[ReplicaTag]Head

// Covers says whether everything that other knows is known here too.
func (h Heads) Covers(other Heads) bool {
	for replica, head := range other {
		if h[replica].Seq < head.Seq {
			return false
		}
	}
	return true
}

// Join takes over what other knows beyond this.
func (h Heads) Join(other Heads) {
	for replica, head := range other {
		if h[replica].Seq < head.Seq {
			h[replica] = head
		}
	}
}

// Operation is one edit of one record, as the log keeps it and replicas exchange it. The
// columns it sets stay as they were written, those that this program does not know
// included.
type Operation struct {
	Replica  ReplicaTag      `json:"r"`
	Seq      int64           `json:"n"` // 1, 2, 3 … at that replica, without gaps
	Clock    int64           `json:"t"` // hybrid logical clock: milliseconds since 1970 << 16 | counter
	Schema   int             `json:"v"` // schema version that wrote it
	Action   int64           `json:"a"` // the action's number at that replica
	Kind     Kind            `json:"k"`
	Row      ID              `json:"id"`
	Made     bool            `json:"made,omitempty"` // it made the record; columns not named are as in a new one
	New      json.RawMessage `json:"new,omitempty"`  // changed columns with their new values
	Was      json.RawMessage `json:"was,omitempty"`  // the values they replaced
	Replaced json.RawMessage `json:"over,omitempty"` // the versions they replaced, {column: [clock, replica]}
}

// LoggedAction is a user action as it travels with its operations.
type LoggedAction struct {
	Replica ReplicaTag `json:"r"`
	No      int64      `json:"no"`
	At      int64      `json:"at"`            // milliseconds since 1970, UTC
	Offset  int        `json:"off,omitempty"` // minutes east of UTC
	Who     string     `json:"who,omitempty"`
	Verb    Verb       `json:"verb"`
	Kind    Kind       `json:"k,omitempty"` // of the record it was about
	Row     ID         `json:"id,omitempty"`
	Changes int        `json:"n"`
	Of      *ActionRef `json:"of,omitempty"` // what an undo or redo took back or brought again
}

// Seen says that a replica knew another's log up to Head when it wrote its operation Seq.
// Only what it did not know before is said: together, those of the operations up to one
// are all that this one can rest on.
type Seen struct {
	Replica ReplicaTag `json:"r"`
	Seq     int64      `json:"n"`
	Of      ReplicaTag `json:"of"`
	Head    Head       `json:"head"`
}

// RowState is a record as it stands, with the versions of its columns: what a snapshot is
// made of.
type RowState struct {
	Kind    Kind            `json:"k"`
	Row     ID              `json:"id"`
	Clock   int64           `json:"t"`
	Replica ReplicaTag      `json:"r"`
	Differs json.RawMessage `json:"vs,omitempty"` // versions that differ from that, {column: [clock, replica]}
	Values  json.RawMessage `json:"is"`           // columns that are not as in a new record
}

// Part is one thing that travels; one of its fields is set.
type Part struct {
	Replica   *Replica      `json:"replica,omitempty"`
	Row       *RowState     `json:"row,omitempty"`
	Seen      *Seen         `json:"seen,omitempty"`
	Action    *LoggedAction `json:"action,omitempty"`
	Operation *Operation    `json:"op,omitempty"`
}

// Run is an unbroken piece of one replica's log.
type Run struct {
	Replica ReplicaTag `json:"replica"`
	First   int64      `json:"first"`
	Last    int64      `json:"last"`
}

// SnapshotHead says what a snapshot holds.
type SnapshotHead struct {
	Heads    Heads  `json:"heads"`              // everything up to here is in the rows
	Before   Heads  `json:"before,omitempty"`   // the runs that come with it begin after this; who knows all of it needs no rows
	Activity ID     `json:"activity,omitempty"` // only this activity and what it needs; 0: everything
	Title    string `json:"title,omitempty"`    // of that activity
}

// BundleHead says what a bundle holds and what it needs.
type BundleHead struct {
	Register  string        `json:"register"` // UID of the register
	Office    string        `json:"office,omitempty"`
	Schema    int           `json:"schema"`           // of whoever made it
	From      Replica       `json:"from"`             // who made it
	Signer    string        `json:"signer,omitempty"` // public half of the key that signs it; "" where nobody does
	At        int64         `json:"at"`               // when, milliseconds since 1970, UTC
	Runs      []Run         `json:"runs,omitempty"`
	Depends   Heads         `json:"depends,omitempty"`  // what must be known before its runs can be applied
	Previous  string        `json:"previous,omitempty"` // hash of the carrier's file before this one, where it keeps a chain
	Snapshot  *SnapshotHead `json:"snapshot,omitempty"`
	Recipient string        `json:"recipient,omitempty"` // public key of the office, for packs that go back
	Keys      []Key         `json:"keys,omitempty"`      // the register's own keys; only in sealed packs of everything
}

// Begins says whether a new copy of the register can begin with the bundle: it holds the
// records as they stand, or every log from its first operation.
func (h BundleHead) Begins() bool {
	if h.Snapshot != nil {
		return true
	}
	later := slices.ContainsFunc(h.Runs, func(r Run) bool { return r.First > 1 })
	return len(h.Runs) > 0 && len(h.Depends) == 0 && !later
}

// Key is a pair of keys: what is sealed for the public one the private one opens. Every
// whole replica has the register's; one made for an activity knows the public one alone.
type Key struct {
	Private string `json:"private"`
	Public  string `json:"public"`
}

// Bundle is what one file or message brings: its head, then its parts in the order in
// which they are merged. Parts may be read once.
type Bundle struct {
	Head   BundleHead
	Parts  iter.Seq2[Part, error]
	Opened Opened     // how it was sealed where it was read
	Sign   SigningKey // signs it where it is written; Head.Signer is its public half
}

// Changes is an unbroken run of one replica's operations with what belongs to them.
type Changes struct {
	Replicas   []Replica // every replica that is named below
	Run        Run
	Depends    Heads // what must be known before the last of them can be applied
	Seen       []Seen
	Actions    []LoggedAction
	Operations []Operation
}

// Parts gives the changes in the order in which they are merged: an action before its
// first operation.
func (c Changes) Parts() iter.Seq2[Part, error] {
	return func(yield func(Part, error) bool) {
		for i := range c.Replicas {
			if !yield(Part{Replica: &c.Replicas[i]}, nil) {
				return
			}
		}
		for i := range c.Seen {
			if !yield(Part{Seen: &c.Seen[i]}, nil) {
				return
			}
		}
		actions := c.Actions
		for i := range c.Operations {
			for len(actions) > 0 && actions[0].No <= c.Operations[i].Action {
				if !yield(Part{Action: &actions[0]}, nil) {
					return
				}
				actions = actions[1:]
			}
			if !yield(Part{Operation: &c.Operations[i]}, nil) {
				return
			}
		}
	}
}

// PackScope says what a pack is to hold.
type PackScope struct {
	Activity  ID   // only this activity with what it needs; 0: everything
	NoHistory bool // the records as they stand in place of how they came about
}

// MergeOptions say how a bundle is merged.
type MergeOptions struct {
	Preview  bool // say what would come, and change nothing
	ByItself bool // by a folder or hub, not asked for by anybody: the usual undo passes it over

	// Accept says yes to a copy that is not known yet, for somebody who was asked; nil says
	// no. Whoever typed the passphrase of a pack has said yes to the copy that signed it.
	Accept func(Stranger) bool

	Progress Progress // told of parts done, of a number that is not known; may be nil
}

// Outcome says what a merge brought, or would bring.
type Outcome struct {
	Action     Action // what the history calls it, and undo takes back; zero where nothing was new
	From       Replica
	Operations int // edits that are new here and were applied
	Known      int // edits that were here already
	Waiting    int // edits that wait for others that have not come yet, those of earlier merges included
	Later      int // edits of a newer Rollbook that are kept until this program is updated

	Activities, People, Registrations, Sessions int // new records
	Marks                                       int // marks that are new or changed
	Edits                                       int // other records changed
	Deleted, Erased                             int // records deleted, people erased

	Met        int      // edits that met another of the same field, marks included: on the review list
	MarksMet   int      // of these, marks that differ
	Duplicates int      // new people who may be in the register already
	Warnings   []string // for people: a clock that is far off

	Stranger *Stranger // to whom yes was said by this merge; nil where the copy was known
}

// Nothing says whether the merge brought nothing at all.
func (o Outcome) Nothing() bool { return o.Operations == 0 && o.Waiting == 0 && o.Later == 0 }
