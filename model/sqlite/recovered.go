package sqlite

import (
	"database/sql"
	"errors"
	"fmt"

	"rollbook/model"
)

// complete makes a whole register of what was copied: rows that are missing are made again
// from the history, what hangs on nothing goes, the history says where it has gaps, and
// everything that is kept is made anew.
func (c *recovery) complete() error {
	r := c.reg
	r.writing.Lock()
	defer r.writing.Unlock()
	w, err := r.begin(c.ctx, "", model.Ref{})
	if err != nil {
		return err
	}
	m := &merger{writer: w, starting: true, deleted: map[model.Ref]deletion{}, newPeople: map[model.ID]struct{}{}, repointed: map[model.ID]struct{}{}}
	for _, step := range []func(*merger) error{c.headsOfWhatIsThere, c.actionsOfWhatIsThere, c.rebuild, c.dropDangling, c.count} {
		if err := step(m); err != nil {
			w.rollback()
			return err
		}
	}
	if err := w.repair(); err != nil {
		w.rollback()
		return err
	}
	return r.recallHeads(c.ctx)
}

// headsOfWhatIsThere says of each replica how far it is known, and that what is missing of
// its log came before.
func (c *recovery) headsOfWhatIsThere(m *merger) error {
	for _, step := range []string{
		`INSERT OR IGNORE INTO replica (tag, uid, name, first_seen) SELECT DISTINCT o.replica, lower(hex(randomblob(16))), '', 0 FROM operation o`,
		`INSERT OR IGNORE INTO head (replica) SELECT tag FROM replica`,
		`UPDATE head SET seq = max(seq, coalesce((SELECT max(o.seq) FROM operation o WHERE o.replica = head.replica), 0)),
			clock = max(clock, coalesce((SELECT max(o.clock) FROM operation o WHERE o.replica = head.replica), 0))`,
	} {
		if err := m.exec(step); err != nil {
			return err
		}
	}
	type log struct{ replica, seq, clock, base, baseClock, there int64 }
	var all []log
	if err := m.each(m.ctx, "SELECT h.replica, h.seq, h.clock, h.base_seq, h.base_clock, (SELECT count(*) FROM operation o WHERE o.replica = h.replica AND o.seq > h.base_seq) FROM head h", nil,
		func(rows *sql.Rows) error {
			var l log
			err := rows.Scan(&l.replica, &l.seq, &l.clock, &l.base, &l.baseClock, &l.there)
			all = append(all, l)
			return err
		}); err != nil {
		return err
	}
	for _, l := range all {
		lost := l.seq - l.base - l.there
		if lost == 0 {
			continue
		}
		c.got.Lost += int(lost)
		// The first after all gaps; there is none where the end itself is missing.
		var first, clock sql.NullInt64
		if err := m.reg.conn.QueryRowContext(m.ctx, `SELECT max(o.seq) FROM operation o WHERE o.replica = ?1 AND o.seq > ?2
			AND NOT EXISTS (SELECT 1 FROM operation p WHERE p.replica = o.replica AND p.seq = o.seq - 1)
			AND EXISTS (SELECT 1 FROM operation p WHERE p.replica = o.replica AND p.seq = ?3)`, l.replica, l.base, l.seq).Scan(&first); err != nil {
			return err
		}
		l.base, l.baseClock = l.seq, l.clock
		if first.Valid {
			if err := m.reg.conn.QueryRowContext(m.ctx, "SELECT clock FROM operation WHERE replica = ? AND seq = ?", l.replica, first.Int64).Scan(&clock); err != nil {
				return err
			}
			l.base, l.baseClock = first.Int64-1, clock.Int64-1
		}
		if err := m.exec("UPDATE head SET base_seq = ?, base_clock = max(base_clock, ?) WHERE replica = ?", l.base, l.baseClock, l.replica); err != nil {
			return err
		}
	}
	return nil
}

// actionsOfWhatIsThere gives operations whose action is lost one that says so.
func (c *recovery) actionsOfWhatIsThere(m *merger) error {
	return m.exec(`INSERT OR IGNORE INTO action (replica, no, at, utc_offset, who, verb, changes)
		SELECT replica, action, min(clock) >> 16, 0, '', 'edit', count(*) FROM operation GROUP BY replica, action`)
}

// rebuild makes rows again that the history knows and the tables do not.
func (c *recovery) rebuild(m *merger) error {
	for _, t := range exchanged {
		ops, err := c.operationsOfMissing(m, t)
		if err != nil {
			return err
		}
		for _, op := range ops {
			if op.Made {
				c.got.Rebuilt++
			}
			if err := m.again(op); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *recovery) operationsOfMissing(m *merger, t *table) (ops []model.Operation, err error) {
	rows, err := m.reg.conn.QueryContext(m.ctx, "SELECT "+operationColumns+` FROM operation o WHERE o.kind = ?1 AND o.row IN
		(SELECT x.row FROM operation x WHERE x.kind = ?1 AND x.made = 1 AND NOT EXISTS (SELECT 1 FROM `+string(t.kind)+` y WHERE y.id = x.row)) ORDER BY o.clock, o.replica`, string(t.kind))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var op model.Operation
		if err := scanOperation(rows, &op); err != nil {
			return nil, err
		}
		ops = append(ops, op)
	}
	return ops, rows.Err()
}

// dropDangling takes away rows that hang on others which are lost, and notes both.
func (c *recovery) dropDangling(m *merger) error {
	c.got.Missing = map[model.Kind]int{}
	for {
		type dangling struct {
			child, parent model.Kind
			id            int64
		}
		var all []dangling
		rows, err := m.reg.conn.QueryContext(m.ctx, `SELECT "table", "parent", rowid FROM pragma_foreign_key_check`)
		if err != nil {
			return err
		}
		for rows.Next() {
			var d dangling
			var id sql.NullInt64
			if err := rows.Scan(&d.child, &d.parent, &id); err != nil {
				return errors.Join(err, rows.Close())
			}
			d.id = id.Int64
			all = append(all, d)
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil || len(all) == 0 {
			return err
		}
		gone := map[int64]bool{}
		for _, d := range all {
			if gone[d.id] {
				continue
			}
			gone[d.id] = true
			c.got.Missing[d.child]++
			if err := m.exec(fmt.Sprintf("DELETE FROM %s WHERE id = ?", d.child), d.id); err != nil {
				return err
			}
		}
	}
}

// count says what is there now.
func (c *recovery) count(m *merger) error {
	c.got.Records = map[model.Kind]int{}
	for _, t := range exchanged {
		var n, missing int
		if err := m.reg.conn.QueryRowContext(m.ctx, "SELECT count(*) FROM "+string(t.kind)).Scan(&n); err != nil {
			return err
		}
		if err := m.reg.conn.QueryRowContext(m.ctx, "SELECT count(DISTINCT o.row) FROM operation o WHERE o.kind = ? AND NOT EXISTS (SELECT 1 FROM "+string(t.kind)+" x WHERE x.id = o.row)", string(t.kind)).Scan(&missing); err != nil {
			return err
		}
		c.got.Records[t.kind] = n
		if missing > c.got.Missing[t.kind] {
			c.got.Missing[t.kind] = missing
		}
	}
	return m.reg.conn.QueryRowContext(m.ctx, "SELECT count(*) FROM operation").Scan(&c.got.History)
}
