package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"rollbook/model"
)

// packing reads what a pack holds, all as it stood at one moment.
type packing struct {
	ctx   context.Context
	tx    *sql.Tx
	reg   *Register
	known map[model.ReplicaTag]known
	heads model.Heads // of the logs that go in
	yield func(model.Part, error) bool
	stop  bool
}

// Pack gives do a bundle for a file that people pass on: everything, as its whole log or
// as the records stand, or one activity with what it needs. It is good while do runs. The
// error has code ENotFound where there is no such activity, EInvalid where this copy holds
// single activities only and more is asked for.
func (r *Register) Pack(ctx context.Context, scope model.PackScope, do func(model.Bundle) error) error {
	head, err := r.BundleHead(ctx)
	if err != nil {
		return err
	}
	if head.Recipient, err = r.Recipient(ctx); err != nil {
		return err
	}
	ctx, leave, err := r.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	tx, err := r.readers.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return r.explain(err)
	}
	defer func() { _ = tx.Rollback() }() // it only reads
	p := &packing{ctx: ctx, tx: tx, reg: r, known: map[model.ReplicaTag]known{}}
	if err := p.readKnown(); err != nil {
		return r.explain(err)
	}
	if scope.Activity != 0 {
		a, err := r.Activity(ctx, scope.Activity)
		if err != nil {
			return err
		}
		head.Snapshot = &model.SnapshotHead{Heads: furthestOf(p.known), Activity: a.ID, Title: a.Title}
	}
	whole := !partial(p.known)
	if scope.Activity == 0 && whole {
		if head.Keys, err = r.Keys(ctx); err != nil {
			return err
		}
		if scope.NoHistory || p.based() {
			head.Snapshot = &model.SnapshotHead{Heads: headsOf(p.known)}
		}
	}
	p.heads = model.Heads{}
	if !scope.NoHistory && (scope.Activity == 0 || !whole) {
		p.heads = headsOf(p.known)
	}
	if head.Snapshot != nil && scope.Activity == 0 && len(p.heads) > 0 {
		head.Snapshot.Before = model.Heads{}
		for replica, k := range p.known {
			if k.base.Seq > 0 {
				head.Snapshot.Before[replica] = k.base
			}
		}
	}
	if head.Snapshot == nil && len(p.heads) == 0 {
		return model.Errorf(model.ENothing, "Nothing was done here yet; there is nothing to send back.")
	}
	for replica, h := range p.heads {
		head.Runs = append(head.Runs, model.Run{Replica: replica, First: p.known[replica].base.Seq + 1, Last: h.Seq})
	}
	slices.SortFunc(head.Runs, func(a, b model.Run) int { return int(a.Replica - b.Replica) })
	if !whole {
		head.Depends = furthestOf(p.known)
		for replica := range p.heads {
			delete(head.Depends, replica)
		}
	}
	return do(model.Bundle{Head: head, Sign: r.signing, Parts: func(yield func(model.Part, error) bool) { p.parts(head, yield) }})
}

func (p *packing) readKnown() error {
	return p.each("SELECT replica, seq, clock, base_seq, base_clock, part_seq, part_clock FROM head", nil, func(rows *sql.Rows) error {
		var replica model.ReplicaTag
		var k known
		err := rows.Scan(&replica, &k.Seq, &k.Clock, &k.base.Seq, &k.base.Clock, &k.part.Seq, &k.part.Clock)
		p.known[replica] = k
		return err
	})
}

// based says whether the log of any replica begins with a snapshot here.
func (p *packing) based() bool {
	for _, k := range p.known {
		if k.base.Seq > 0 {
			return true
		}
	}
	return false
}

func (p *packing) each(query string, args []any, scan func(*sql.Rows) error) error {
	rows, err := p.tx.QueryContext(p.ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// give gives one part, if all went well so far and more is wanted.
func (p *packing) give(part model.Part) {
	if !p.stop {
		p.stop = !p.yield(part, nil)
	}
}

func (p *packing) parts(head model.BundleHead, yield func(model.Part, error) bool) {
	p.yield, p.stop = yield, false
	err := p.each("SELECT tag, uid, name FROM replica ORDER BY tag", nil, func(rows *sql.Rows) error {
		var one model.Replica
		err := scanReplica(rows, &one)
		p.give(model.Part{Replica: &one})
		return err
	})
	if err == nil && head.Snapshot != nil {
		err = p.snapshot(*head.Snapshot)
	}
	if err == nil {
		err = p.logs()
	}
	if err != nil && !p.stop {
		yield(model.Part{}, p.reg.explain(err))
	}
}

// snapshot gives what each replica had seen up to where it is known, not what waits, then
// the records.
func (p *packing) snapshot(s model.SnapshotHead) error {
	if s.Activity == 0 {
		if err := p.each(`SELECT s.replica, h.seq, s.of_replica, max(s.of_seq), max(s.of_clock) FROM seen s JOIN head h ON h.replica = s.replica
			WHERE s.seq <= h.seq GROUP BY s.replica, s.of_replica ORDER BY s.replica, s.of_replica`, nil, func(rows *sql.Rows) error {
			var one model.Seen
			err := scanSeen(rows, &one)
			p.give(model.Part{Seen: &one})
			return err
		}); err != nil {
			return err
		}
	}
	for _, t := range exchanged {
		where, args := "1", []any{}
		if s.Activity != 0 {
			if where = ofActivity(t.kind); where == "" {
				continue
			}
			args = append(args, int64(s.Activity))
		}
		if err := p.rows(t, where, args); err != nil {
			return fmt.Errorf("pack %s: %w", t.kind, err)
		}
	}
	return nil
}

// peopleOf gives the people of an activity, with those they were made one with.
const peopleOf = `(WITH RECURSIVE p (id) AS (SELECT person FROM registration WHERE activity = ?1
	UNION SELECT x.merged_into FROM person x JOIN p ON x.id = p.id WHERE x.merged_into IS NOT NULL) SELECT id FROM p)`

// ofActivity says which records of a kind an activity needs, the deleted ones included, so
// that they are not made anew; "" for none.
func ofActivity(kind model.Kind) string {
	switch kind {
	case model.KindOffice, model.KindActivityType, model.KindRole, model.KindCountry, model.KindCountryStatus, model.KindTheme, model.KindSigner:
		return "?1 = ?1"
	case model.KindActivity:
		return "x.id = ?1"
	case model.KindActivityTheme, model.KindActivitySDG, model.KindActivityPartner, model.KindHeadcount, model.KindRegistration, model.KindSession,
		model.KindCertificate, model.KindOutput:
		return "x.activity = ?1"
	case model.KindPartner:
		return "x.id IN (SELECT partner FROM activity_partner WHERE activity = ?1)"
	case model.KindPerson:
		return "x.id IN " + peopleOf
	case model.KindApart:
		return "x.one IN " + peopleOf + " AND x.other IN " + peopleOf
	case model.KindAward:
		return "x.registration IN (SELECT id FROM registration WHERE activity = ?1)"
	case model.KindMark:
		return "x.registration IN (SELECT id FROM registration WHERE activity = ?1) AND x.session IN (SELECT id FROM session WHERE activity = ?1)"
	}
	return ""
}

// rows gives records as they stand.
func (p *packing) rows(t *table, where string, args []any) error {
	cells := make([]any, len(t.columns))
	return p.each("SELECT x.id, x.v_clock, x.v_replica, x.v_columns, "+qualified(t, "x")+" FROM "+string(t.kind)+" x WHERE "+where+" ORDER BY x.id", args, func(rows *sql.Rows) error {
		s := model.RowState{Kind: t.kind}
		var differs sql.NullString
		into := []any{&s.Row, &s.Clock, &s.Replica, &differs}
		for i := range cells {
			into = append(into, &cells[i])
		}
		if err := rows.Scan(into...); err != nil {
			return err
		}
		set := values{}
		for i, c := range t.columns {
			if cells[i] != c.zero {
				set[c.name] = cells[i]
			}
		}
		text, err := encode(set)
		if err != nil {
			return err
		}
		s.Differs = raw(differs)
		s.Values = []byte("{}")
		if text != nil {
			s.Values = []byte(text.(string))
		}
		p.give(model.Part{Row: &s})
		return nil
	})
}

// atOnce is how many operations of a replica are read at a time.
const atOnce = 2000

// logOf is one replica's log while it is read.
type logOf struct {
	replica model.ReplicaTag
	last    int64 // to be read up to here
	ops     []model.Operation
	actions map[int64]model.LoggedAction
	seen    []model.Seen
	action  int64 // given last
}

// logs gives the logs together, in the order of their clocks: an operation comes after all
// that its author had seen.
func (p *packing) logs() error {
	var all []*logOf
	for replica, h := range p.heads {
		l := &logOf{replica: replica, last: h.Seq}
		if err := p.fill(l, p.known[replica].base.Seq); err != nil {
			return err
		}
		all = append(all, l)
	}
	for !p.stop {
		var next *logOf
		for _, l := range all {
			if len(l.ops) > 0 && (next == nil || version{l.ops[0].Clock, l.replica}.less(version{next.ops[0].Clock, next.replica})) {
				next = l
			}
		}
		if next == nil {
			return nil
		}
		op := next.ops[0]
		for len(next.seen) > 0 && next.seen[0].Seq <= op.Seq {
			p.give(model.Part{Seen: &next.seen[0]})
			next.seen = next.seen[1:]
		}
		if op.Action != next.action {
			if a, ok := next.actions[op.Action]; ok {
				p.give(model.Part{Action: &a})
			}
			next.action = op.Action
		}
		p.give(model.Part{Operation: &op})
		if next.ops = next.ops[1:]; len(next.ops) == 0 {
			if err := p.fill(next, op.Seq); err != nil {
				return err
			}
		}
	}
	return nil
}

// fill reads on in a replica's log.
func (p *packing) fill(l *logOf, after int64) error {
	last := min(after+atOnce, l.last)
	if last <= after {
		return nil
	}
	l.ops, l.seen, l.actions = make([]model.Operation, 0, last-after), nil, map[int64]model.LoggedAction{}
	if err := p.each("SELECT "+operationColumns+" FROM operation o WHERE o.replica = ? AND o.seq > ? AND o.seq <= ? ORDER BY o.seq", []any{int64(l.replica), after, last}, func(rows *sql.Rows) error {
		var op model.Operation
		err := scanOperation(rows, &op)
		l.ops = append(l.ops, op)
		return err
	}); err != nil {
		return err
	}
	if int64(len(l.ops)) != last-after {
		return model.Errorf(model.EDamaged, "The log of the register has a gap. Restore the last good backup.")
	}
	if err := p.each("SELECT "+loggedActionColumns+" FROM action a WHERE a.replica = ? AND a.no >= ? AND a.no <= ?",
		[]any{int64(l.replica), l.ops[0].Action, l.ops[len(l.ops)-1].Action}, func(rows *sql.Rows) error {
			var a model.LoggedAction
			err := scanLoggedAction(rows, &a)
			l.actions[a.No] = a
			return err
		}); err != nil {
		return err
	}
	return p.each("SELECT replica, seq, of_replica, of_seq, of_clock FROM seen WHERE replica = ? AND seq > ? AND seq <= ? ORDER BY seq, of_replica",
		[]any{int64(l.replica), after, last}, func(rows *sql.Rows) error {
			var s model.Seen
			err := scanSeen(rows, &s)
			l.seen = append(l.seen, s)
			return err
		})
}
