package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"time"

	"rollbook/model"
)

// Merging takes operations of other replicas in. An operation is applied once everything
// its author had seen is here; until then it waits. So a version that stands where another
// was replaced is one that the author had not seen: two edits met. What wins is set by the
// versions alone, never by the order of arrival or the clock on the wall.

// merger merges one bundle within the transaction of a writer.
type merger struct {
	*writer
	head     model.BundleHead
	options  model.MergeOptions
	out      model.Outcome
	starting bool // the register holds nothing yet: nothing to take back

	actions              map[model.ReplicaTag]model.LoggedAction // of each replica the one whose operations follow
	current              map[model.ReplicaTag]int64              // the action whose operations are coming
	seen                 map[model.ReplicaTag]model.Heads        // what each replica had seen when it wrote its last operation here
	pending              map[opRef][]model.Seen                  // came with this bundle and is not used yet
	waits                bool                                    // something waits
	came                 map[model.ReplicaTag]model.Run
	moved                map[model.ReplicaTag]bool // known further than before
	deleted              map[model.Ref]deletion    // of records that others hang on
	newPeople, repointed map[model.ID]struct{}
	registered           map[model.ID]struct{}   // registrations that came, or of which marks came
	marked               map[model.ID][]model.ID // of each, the sessions whose marks came
	parts                int

	stranger  *model.Stranger // who sent it, where nobody had said yes to them
	onlyKnown bool            // nobody says yes now either: what is known here already may come again, nothing else
	shut      *signer         // who sent it, where they were shut out
	believed  int64           // the latest time that is believed, milliseconds since 1970
}

type opRef struct {
	replica model.ReplicaTag
	seq     int64
}

// Merge takes a bundle in, in one transaction: all of it or, with an error, none. What is
// known is skipped; what misses a predecessor waits in the register until that comes. It
// is one action, and can be undone as one. The errors have the codes EOtherRegister,
// EForked (a copy of the register wrote under the name of another), EUnreadable, ENewer,
// and EInvalid where this copy holds single activities only and misses what comes.
func (r *Register) Merge(ctx context.Context, b model.Bundle, options model.MergeOptions) (model.Outcome, error) {
	verb := model.VerbTake
	if options.ByItself {
		verb = model.VerbFollow
	}
	return r.mergeAs(ctx, verb, b, options, false)
}

func (r *Register) mergeAs(ctx context.Context, verb model.Verb, b model.Bundle, options model.MergeOptions, starting bool) (model.Outcome, error) {
	if err := r.takes(b.Head); err != nil {
		return model.Outcome{}, err
	}
	var m *merger
	action, err := r.write(ctx, verb, model.Ref{}, func(w *writer) error {
		m = &merger{writer: w, head: b.Head, options: options, starting: starting, actions: map[model.ReplicaTag]model.LoggedAction{},
			current: map[model.ReplicaTag]int64{}, seen: map[model.ReplicaTag]model.Heads{}, pending: map[opRef][]model.Seen{},
			came: map[model.ReplicaTag]model.Run{}, moved: map[model.ReplicaTag]bool{}, deleted: map[model.Ref]deletion{},
			newPeople: map[model.ID]struct{}{}, repointed: map[model.ID]struct{}{}, registered: map[model.ID]struct{}{}, marked: map[model.ID][]model.ID{}}
		w.known = maps.Clone(w.known)
		m.out.From = b.Head.From
		if err := m.merge(b); err != nil {
			return err
		}
		if options.Preview {
			return errPreview
		}
		return nil
	})
	if err == errPreview {
		return m.out, nil
	}
	if err != nil {
		return model.Outcome{}, r.explainMerge(err)
	}
	if m.merged > 0 {
		m.out.Action = action
	}
	if err := r.forget(ctx); err != nil && model.CodeOf(err) != model.EBusy { // it is tried again
		return m.out, err
	}
	return m.out, nil
}

// errPreview ends the transaction of a merge that was to change nothing.
var errPreview = &model.Error{Message: "preview"}

// takes refuses what is of another register or no bundle of ours at all.
func (r *Register) takes(head model.BundleHead) error {
	if head.Register != r.uid {
		name := head.Office
		if name == "" {
			name = "another office"
		}
		return model.Errorf(model.EOtherRegister, "This is of the register of %s, not a copy of this one. Nothing was changed.", name)
	}
	return nil
}

// explainMerge says what SQLite finds wrong with what came.
func (r *Register) explainMerge(err error) error {
	if model.CodeOf(err) == "" && isConstraint(err) {
		return &model.Error{Code: model.EUnreadable, Err: err, Message: "What came names records that are neither here nor in it. Nothing was changed; ask for a pack of everything."}
	}
	return err
}

func (m *merger) merge(b model.Bundle) error {
	m.believed = believable(m.reg.clock.wall()).UnixMilli()
	if err := m.headWithin(b.Head); err != nil {
		return err
	}
	if err := m.admit(b); err != nil {
		return err
	}
	if err := m.countWaiting(); err != nil {
		return err
	}
	rows := false
	for part, err := range b.Parts {
		if err != nil {
			return err
		}
		if err := m.dirty.cancelled(); err != nil {
			return err
		}
		if m.parts++; m.options.Progress != nil && m.parts%1024 == 0 {
			m.options.Progress(m.parts, 0)
		}
		if err := m.holdAgainstBounds(part); err != nil {
			return err
		}
		if rows && part.Row == nil {
			rows = false
			if err := m.finishSnapshot(); err != nil {
				return err
			}
		}
		switch {
		case part.Replica != nil:
			err = m.replica(*part.Replica)
		case part.Row != nil:
			rows = true
			err = m.state(*part.Row)
		case part.Seen != nil:
			err = m.sees(*part.Seen)
		case part.Action != nil:
			m.actions[part.Action.Replica] = *part.Action
		case part.Operation != nil:
			err = m.operation(*part.Operation, nil)
		}
		if err != nil {
			return err
		}
	}
	if rows {
		if err := m.finishSnapshot(); err != nil {
			return err
		}
	}
	if m.waits && !m.onlyKnown {
		if err := m.release(); err != nil {
			return err
		}
	}
	return m.finishMerge()
}

// finishMerge does what follows from all that came.
func (m *merger) finishMerge() error {
	if err := m.covered(); err != nil {
		return err
	}
	if err := m.welcome(); err != nil {
		return err
	}
	if err := m.keepKeys(); err != nil {
		return err
	}
	for replica := range m.moved {
		k := m.known[replica]
		m.reg.clock.last = max(m.reg.clock.last, k.Clock, k.part.Clock)
		if err := m.saveHead(replica, k); err != nil {
			return err
		}
		m.noted = true
	}
	m.untold = m.untold || len(m.moved) > 0
	if err := m.straighten(); err != nil {
		return err
	}
	if err := m.gatherDoubles(); err != nil {
		return err
	}
	if err := m.findLikely(); err != nil {
		return err
	}
	for replica, run := range m.came {
		if m.starting {
			break
		}
		if err := m.exec("INSERT INTO came (merge, replica, first, last) VALUES (?,?,?,?)", m.action.No, int64(replica), run.First, run.Last); err != nil {
			return err
		}
	}
	if err := m.exec("DELETE FROM waiting WHERE seq <= (SELECT seq FROM head WHERE head.replica = waiting.replica)"); err != nil {
		return err
	}
	if err := m.warn(); err != nil {
		return err
	}
	if err := m.reg.conn.QueryRowContext(m.ctx, "SELECT count(*) FROM review").Scan(&m.reviews); err != nil {
		return err
	}
	return m.reg.conn.QueryRowContext(m.ctx, "SELECT count(*) FROM waiting").Scan(&m.out.Waiting)
}

// keepKeys notes the register's keys, where they came.
func (m *merger) keepKeys() error {
	if m.onlyKnown || m.shut != nil {
		return nil
	}
	if len(m.head.Keys) > 0 {
		m.noted = true
		return addKeys(m.exec, m.head.Keys...)
	}
	if m.head.Recipient != "" && m.starting {
		return m.exec("INSERT INTO meta (name, value) VALUES ('recipient', ?)", m.head.Recipient)
	}
	return nil
}

// replica notes a copy of the register.
func (m *merger) replica(one model.Replica) error {
	if m.onlyKnown || m.shut != nil {
		return nil
	}
	if one.Tag <= 0 || one.Tag >= 1<<31 {
		return model.Errorf(model.EUnreadable, "%d is not the tag of a replica. Nothing was changed.", one.Tag)
	}
	if _, ok := m.known[one.Tag]; !ok {
		k := known{}
		m.known[one.Tag] = k
		if err := m.saveHead(one.Tag, k); err != nil {
			return err
		}
	}
	var uid, name string
	err := m.reg.conn.QueryRowContext(m.ctx, "SELECT uid, name FROM replica WHERE tag = ?", int64(one.Tag)).Scan(&uid, &name)
	switch {
	case err == sql.ErrNoRows:
		m.noted = true
		return m.exec("INSERT INTO replica (tag, uid, name, first_seen) VALUES (?,?,?,?)", int64(one.Tag), one.UID, one.Name, m.head.At)
	case err != nil:
		return err
	case uid != one.UID:
		return model.Errorf(model.EForked, "Two copies of the register, %s and %s, have the same mark by a rare chance. Restore one of them from a backup, so that it takes a new one.", name, one.Name)
	case name != one.Name && one.Tag == m.head.From.Tag && one.Tag != m.reg.replica.Tag:
		m.noted = true
		return m.exec("UPDATE replica SET name = ? WHERE tag = ?", one.Name, int64(one.Tag))
	}
	return nil
}

// sees notes what a replica had seen before an operation.
func (m *merger) sees(s model.Seen) error {
	if m.onlyKnown {
		return nil
	}
	k, ok := m.known[s.Replica]
	if ok && s.Seq <= k.Seq {
		return nil // told already
	}
	ref := opRef{s.Replica, s.Seq}
	m.pending[ref] = append(m.pending[ref], s)
	return m.keepSeen(s)
}

func (m *merger) keepSeen(s model.Seen) error {
	stmt, err := m.reg.prepared("INSERT OR IGNORE INTO seen (replica, seq, of_replica, of_seq, of_clock) VALUES (?,?,?,?,?)")
	if err != nil {
		return err
	}
	_, err = stmt.ExecContext(m.ctx, int64(s.Replica), s.Seq, int64(s.Of), s.Head.Seq, s.Head.Clock)
	return err
}

// operation takes one operation in: skips it, lets it wait or applies it. action is that
// of an operation that waited.
func (m *merger) operation(op model.Operation, action *model.LoggedAction) error {
	k, ok := m.known[op.Replica]
	if action == nil {
		if err := m.allows(op, k.Seq); err != nil {
			return err
		}
	}
	if !ok {
		return model.Errorf(model.EUnreadable, "What came does not say whose all its changes are. Nothing was changed; ask for it again.")
	}
	if op.Seq <= k.Seq {
		m.out.Known++
		if op.Seq <= k.base.Seq {
			return nil
		}
		err := m.compare(op)
		if m.onlyKnown && model.CodeOf(err) == model.EForked {
			return model.NewStrangerError(*m.stranger) // whoever it is wants to be taken for somebody
		}
		return err
	}
	if op.Replica == m.reg.replica.Tag {
		return m.rolledBack()
	}
	if op.Seq > k.Seq+1 || op.Seq < 1 {
		return m.wait(op)
	}
	if op.Clock <= k.Clock {
		return model.Errorf(model.EUnreadable, "The changes of one copy come in the wrong order. Nothing was changed; ask for it again.")
	}
	if action != nil { // it waited: what its author had seen came with an earlier bundle
		delete(m.seen, op.Replica)
	}
	vector, ready, err := m.vector(op)
	if err != nil {
		return err
	}
	if !ready {
		return m.wait(op)
	}
	if err := m.acts(op, action); err != nil {
		return err
	}
	vector[op.Replica] = k.Head
	if err := m.apply(op, vector); err != nil {
		return err
	}
	k.Head = model.Head{Seq: op.Seq, Clock: op.Clock}
	m.known[op.Replica] = k
	m.moved[op.Replica] = true
	m.merged++
	m.out.Operations++
	run, ok := m.came[op.Replica]
	if !ok {
		run = model.Run{Replica: op.Replica, First: op.Seq}
	}
	run.Last = op.Seq
	m.came[op.Replica] = run
	return nil
}

// rolledBack refuses changes of this very copy that it does not have.
func (m *merger) rolledBack() error {
	return model.Errorf(model.EForked, "Others have changes of this very copy (%s) that it does not have itself: its file was put back to an older state, or copied, behind Rollbook's back. "+
		"Make a backup of it and restore that under another name: it goes on as a copy of its own, and nothing is lost.", m.reg.Replica().Name)
}

// vector gives what the author of an operation had seen, and whether all of it is here.
func (m *merger) vector(op model.Operation) (seen model.Heads, ready bool, err error) {
	seen, ok := m.seen[op.Replica]
	if !ok {
		seen = model.Heads{}
		stmt, err := m.reg.prepared("SELECT of_replica, max(of_seq), max(of_clock) FROM seen WHERE replica = ? AND seq <= ? GROUP BY of_replica")
		if err != nil {
			return nil, false, err
		}
		rows, err := stmt.QueryContext(m.ctx, int64(op.Replica), op.Seq)
		if err != nil {
			return nil, false, err
		}
		defer rows.Close()
		for rows.Next() {
			var of model.ReplicaTag
			var h model.Head
			if err := rows.Scan(&of, &h.Seq, &h.Clock); err != nil {
				return nil, false, err
			}
			seen[of] = h
		}
		if err := rows.Err(); err != nil {
			return nil, false, err
		}
		m.seen[op.Replica] = seen
	} else if new, ok := m.pending[opRef{op.Replica, op.Seq}]; ok {
		for _, s := range new {
			seen.Join(model.Heads{s.Of: s.Head})
		}
	}
	delete(m.pending, opRef{op.Replica, op.Seq})
	for of, h := range seen {
		if of != op.Replica && m.known[of].furthest().Seq < h.Seq {
			delete(m.seen, op.Replica) // to be read again when it comes
			return nil, false, nil
		}
	}
	return seen, true, nil
}

// acts writes the action that an operation is of, if it is not there yet.
func (m *merger) acts(op model.Operation, action *model.LoggedAction) error {
	if current, ok := m.current[op.Replica]; ok && current == op.Action {
		return nil
	}
	m.current[op.Replica] = op.Action
	if action == nil {
		a := m.actions[op.Replica]
		if a.No != op.Action {
			var there bool
			if err := m.reg.conn.QueryRowContext(m.ctx, "SELECT count(*) FROM action WHERE replica = ? AND no = ?", int64(op.Replica), op.Action).Scan(&there); err != nil {
				return err
			}
			if !there {
				return model.Errorf(model.EUnreadable, "What came does not say what all its changes belong to. Nothing was changed; ask for it again.")
			}
			return nil
		}
		action = &a
	}
	a := model.Action{ActionRef: model.ActionRef{Replica: action.Replica, No: action.No}, At: model.Instant{UnixMilli: action.At, Offset: action.Offset},
		Who: action.Who, Verb: action.Verb, Subject: model.Ref{Kind: action.Kind, ID: action.Row}, Changes: action.Changes}
	if action.Of != nil {
		a.Of = *action.Of
	}
	return m.insertAction(a)
}

// compare holds an operation that is known against what the log says: two that differ
// were written by two copies under one name.
func (m *merger) compare(op model.Operation) error {
	stmt, err := m.reg.prepared("SELECT " + operationColumns + " FROM operation o WHERE o.replica = ? AND o.seq = ?")
	if err != nil {
		return err
	}
	rows, err := stmt.QueryContext(m.ctx, int64(op.Replica), op.Seq)
	if err != nil {
		return err
	}
	defer rows.Close()
	var have model.Operation
	if !rows.Next() {
		return rows.Err()
	}
	if err := scanOperation(rows, &have); err != nil {
		return err
	}
	return m.same(have, op)
}

func (m *merger) same(have, op model.Operation) error {
	same := have.Clock == op.Clock && have.Schema == op.Schema && have.Kind == op.Kind && have.Row == op.Row && have.Made == op.Made && have.Action == op.Action
	if same && personalOf[op.Kind] != nil { // one side may have erased what the other still says
		var err1, err2 error
		have, err1 = withoutName(have)
		op, err2 = withoutName(op)
		if err := errors.Join(err1, err2); err != nil {
			return err
		}
	}
	if same {
		same = sameText(have.New, op.New) && sameText(have.Was, op.Was) && sameText(have.Replaced, op.Replaced)
	}
	if same {
		return nil
	}
	return model.Errorf(model.EForked, "Two different changes bear the number %d of %s: a file of this copy of the register was copied, or put back to an older state, and both went on. "+
		"Nothing was changed. Restore the one that is wrong from a backup under another name; it then goes on as a copy of its own.", op.Seq, m.nameOf(op.Replica))
}

// sameText says whether two texts of JSON say the same in the same order; none is {}.
func sameText(a, b json.RawMessage) bool {
	if bytes.Equal(a, b) {
		return true
	}
	plain := func(text json.RawMessage) string {
		var out bytes.Buffer
		if len(text) == 0 || json.Compact(&out, text) != nil {
			return "{}"
		}
		return out.String()
	}
	return plain(a) == plain(b)
}

func (m *merger) nameOf(replica model.ReplicaTag) string {
	var name string
	if err := m.reg.conn.QueryRowContext(m.ctx, "SELECT name FROM replica WHERE tag = ?", int64(replica)).Scan(&name); err != nil || name == "" {
		return fmt.Sprintf("the copy %d", replica)
	}
	return name
}

// farOff is how far ahead a clock may be before people are told.
const farOff = 48 * time.Hour

// warn says whose clock is far ahead of this computer's. What was merged does not depend
// on it.
func (m *merger) warn() error {
	wall := m.reg.clock.wall()
	for replica := range m.moved {
		if at := time.UnixMilli(m.known[replica].Clock >> 16); at.Sub(wall) > farOff {
			m.out.Warnings = append(m.out.Warnings, fmt.Sprintf("The clock of %s was far ahead: it says %s. Its changes win over others until then; set that clock right.",
				m.nameOf(replica), at.Format("2 Jan 2006")))
		}
	}
	return nil
}
