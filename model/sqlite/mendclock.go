package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"rollbook/model"
)

// Before all that comes was held against bounds, an edit with a clock far beyond what can be
// believed was taken, and spoilt the clock of the register that took it: its own next edits
// were out of order, and refused everywhere. Mending gives such edits times that can be
// believed: right after what their authors had seen, so that every copy that mends the same
// edits gives them the same times, and lets what stands be decided again by these.

// spoilt says, in SQL, whether a clock is beyond what can be believed; ? is the latest.
func spoilt(column string) string { return "(" + column + " <= 0 OR " + column + " > ?1)" }

// latestClock is the latest clock that is believed.
func (r *Register) latestClock() int64 {
	return believable(r.clock.wall()).UnixMilli()<<16 | 1<<16 - 1
}

// SpoiltClocks gives how many edits are of times that cannot be believed. Others refuse
// what holds them, until MendClocks was called at every copy that has them.
func (r *Register) SpoiltClocks(ctx context.Context) (n int, err error) {
	err = r.each(ctx, "SELECT count(*) FROM operation WHERE "+spoilt("clock"), []any{r.latestClock()}, func(rows *sql.Rows) error { return rows.Scan(&n) })
	return n, err
}

// mender mends the clocks of a register in the transaction of a writer.
type mender struct {
	*writer
	latest int64
	to     map[version]int64                    // by the version as it was, the clock instead
	at     map[model.ReplicaTag]map[int64]int64 // by replica and number, the clock instead
}

// MendClocks gives edits whose times cannot be believed such that can, and says how many
// they were.
func (r *Register) MendClocks(ctx context.Context) (n int, err error) {
	r.writing.Lock()
	defer r.writing.Unlock()
	if err := r.refuses(); err != nil {
		return 0, err
	}
	w, err := r.begin(ctx, "", model.Ref{})
	if err != nil {
		return 0, r.explain(err)
	}
	m := &mender{writer: w, latest: r.latestClock(), to: map[version]int64{}, at: map[model.ReplicaTag]map[int64]int64{}}
	if err := m.mend(); err != nil {
		w.rollback()
		return 0, r.explain(err)
	}
	r.clock.last = 0
	return len(m.to), r.recallHeads(ctx)
}

func (m *mender) mend() error {
	for _, step := range []func() error{m.operations, m.replaced, m.heads, m.rows, m.rest, m.keepCounts} {
		if err := step(); err != nil {
			return fmt.Errorf("mend the clocks: %w", err)
		}
	}
	if changed := m.reg.changes.n; changed != m.applied {
		return fmt.Errorf("%d rows were changed, but %d mended: the change was taken back", changed, m.applied)
	}
	return m.exec("COMMIT")
}

func (m *mender) good(clock int64) bool { return clock > 0 && clock <= m.latest }

// each reads on the writer's connection.
func (m *mender) each(query string, args []any, scan func(*sql.Rows) error) (err error) {
	rows, err := m.reg.conn.QueryContext(m.ctx, query, args...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// operations gives the edits their times: each the one after all that its author had seen,
// those of the author's own included.
func (m *mender) operations() error {
	var all []model.Operation
	if err := m.each("SELECT replica, seq, clock FROM operation WHERE "+spoilt("clock"), []any{m.latest}, func(rows *sql.Rows) error {
		var op model.Operation
		err := rows.Scan(&op.Replica, &op.Seq, &op.Clock)
		all = append(all, op)
		return err
	}); err != nil {
		return err
	}
	// A clock that ran over goes on below zero: unsigned, it is in the order of what was seen.
	slices.SortFunc(all, func(a, b model.Operation) int {
		return cmp.Or(cmp.Compare(uint64(a.Clock), uint64(b.Clock)), cmp.Compare(a.Replica, b.Replica))
	})
	for _, op := range all {
		before := released.UnixMilli() << 16
		see := func(replica model.ReplicaTag, seq int64) error {
			clock, err := m.clockOf(replica, seq)
			before = max(before, clock)
			return err
		}
		if err := see(op.Replica, op.Seq-1); err != nil {
			return err
		}
		var seen []model.Seen
		if err := m.each("SELECT of_replica, max(of_seq) FROM seen WHERE replica = ? AND seq <= ? GROUP BY of_replica", []any{int64(op.Replica), op.Seq}, func(rows *sql.Rows) error {
			var s model.Seen
			err := rows.Scan(&s.Of, &s.Head.Seq)
			seen = append(seen, s)
			return err
		}); err != nil {
			return err
		}
		for _, s := range seen {
			if err := see(s.Of, s.Head.Seq); err != nil {
				return err
			}
		}
		m.to[version{op.Clock, op.Replica}] = before + 1
		if m.at[op.Replica] == nil {
			m.at[op.Replica] = map[int64]int64{}
		}
		m.at[op.Replica][op.Seq] = before + 1
		if err := m.exec("UPDATE operation SET clock = ? WHERE replica = ? AND seq = ?", before+1, int64(op.Replica), op.Seq); err != nil {
			return err
		}
	}
	return nil
}

// clockOf gives the clock of a replica's operation, as it is now; 0 where that is not known
// or not good.
func (m *mender) clockOf(replica model.ReplicaTag, seq int64) (clock int64, err error) {
	if clock, ok := m.at[replica][seq]; ok {
		return clock, nil
	}
	err = m.reg.conn.QueryRowContext(m.ctx, "SELECT clock FROM operation WHERE replica = ? AND seq = ?", int64(replica), seq).Scan(&clock)
	if err == sql.ErrNoRows || err == nil && !m.good(clock) {
		return 0, nil
	}
	return clock, err
}

// version gives a version as it is now; one of which the log does not tell becomes as early
// as can be.
func (m *mender) version(v version) version {
	if m.good(v.Clock) {
		return v
	}
	if clock, ok := m.to[v]; ok {
		return version{clock, v.Replica}
	}
	return version{released.UnixMilli() << 16, v.Replica}
}

// replaced mends what edits say that they replaced.
func (m *mender) replaced() error {
	texts := map[opRef]string{}
	if err := m.each(`
		SELECT DISTINCT o.replica, o.seq, o.replaced FROM operation o, json_each(o.replaced) j
		WHERE o.replaced IS NOT NULL AND `+spoilt("json_extract(j.value, '$[0]')"), []any{m.latest}, func(rows *sql.Rows) error {
		var ref opRef
		var text string
		err := rows.Scan(&ref.replica, &ref.seq, &text)
		texts[ref] = text
		return err
	}); err != nil {
		return err
	}
	for ref, text := range texts {
		var all map[string]version
		if err := json.Unmarshal([]byte(text), &all); err != nil {
			return err
		}
		for register, v := range all {
			all[register] = m.version(v)
		}
		mended, err := encode(all)
		if err != nil {
			return err
		}
		if err := m.exec("UPDATE operation SET replaced = ? WHERE replica = ? AND seq = ?", mended, int64(ref.replica), ref.seq); err != nil {
			return err
		}
	}
	return nil
}

// heads mends how far replicas are known, here and by what they say of one another.
func (m *mender) heads() error {
	early := released.UnixMilli() << 16
	for _, step := range []string{
		"UPDATE seen SET of_clock = coalesce((SELECT o.clock FROM operation o WHERE o.replica = of_replica AND o.seq = of_seq), ?2) WHERE " + spoilt("of_clock"),
		"UPDATE head SET clock = coalesce((SELECT o.clock FROM operation o WHERE o.replica = head.replica AND o.seq = head.seq), ?2) WHERE seq > 0 AND " + spoilt("clock"),
		"UPDATE head SET base_clock = coalesce((SELECT o.clock FROM operation o WHERE o.replica = head.replica AND o.seq = head.base_seq), ?2) WHERE base_seq > 0 AND " + spoilt("base_clock"),
		"UPDATE head SET part_clock = coalesce((SELECT o.clock FROM operation o WHERE o.replica = head.replica AND o.seq = head.part_seq), ?2) WHERE part_seq > 0 AND " + spoilt("part_clock"),
	} {
		if err := m.exec(step, m.latest, early); err != nil {
			return err
		}
	}
	return nil
}

// rows decides again what stands where a version was spoilt.
func (m *mender) rows() error {
	for _, t := range exchanged {
		ids := map[model.ID]struct{}{}
		if err := m.collect(ids, "SELECT x.id FROM "+string(t.kind)+" x WHERE "+spoilt("x.v_clock")+
			" OR EXISTS (SELECT 1 FROM json_each(x.v_columns) j WHERE "+spoilt("json_extract(j.value, '$[0]')")+")", m.latest); err != nil {
			return err
		}
		for id := range ids {
			if err := m.decide(t, id); err != nil {
				return err
			}
		}
		m.dirty.all = m.dirty.all || len(ids) > 0
	}
	return nil
}

// decide gives each register of a row what the last edit of it said.
func (m *mender) decide(t *table, id model.ID) error {
	now, err := m.row(t, id)
	if err != nil || now == nil {
		return err
	}
	next := &row{values: slices.Clone(now.values), base: m.version(now.base), versions: map[string]version{}}
	last := map[string]version{}
	for _, c := range t.columns {
		if c.name == c.register {
			last[c.register] = m.version(now.version(c.register))
		}
	}
	said := map[string]values{}
	if err := m.each("SELECT "+operationColumns+" FROM operation o WHERE o.row = ? AND o.kind = ?", []any{int64(id), string(t.kind)}, func(rows *sql.Rows) error {
		var op model.Operation
		if err := scanOperation(rows, &op); err != nil {
			return err
		}
		e, _, err := t.edit(op)
		if err != nil {
			return err
		}
		for register, v := range last {
			if came, is := e.version(register); is && !came.less(v) {
				last[register], said[register] = came, e.set
				if op.Made {
					said[register] = withZeros(t, e.set)
				}
			}
		}
		return nil
	}); err != nil {
		return err
	}
	set, was := values{}, values{}
	for i, c := range t.columns {
		if v := last[c.register]; v != next.base {
			next.versions[c.register] = v
		}
		value, given := said[c.register][c.name]
		if !given || c.name == "erased" && now.values[i] == int64(1) || value == now.values[i] {
			continue
		}
		set[c.name], was[c.name], next.values[i] = value, now.values[i], value
	}
	if err := m.store(t, id, next, set); err != nil {
		return err
	}
	m.applied++
	m.dirty.add(t.kind, id, was, func(name string) any { return next.values[t.index(name)] })
	return nil
}

// withZeros gives all columns of a record that was made, also those that were not named.
func withZeros(t *table, set values) values {
	whole := values{}
	for _, c := range t.columns {
		whole[c.name] = c.zero
		if value, given := set[c.name]; given {
			whole[c.name] = value
		}
	}
	return whole
}

// rest mends when actions were, and drops what only helps to look at edits that met.
func (m *mender) rest() error {
	for _, step := range []string{
		"UPDATE action SET at = coalesce((SELECT min(o.clock) >> 16 FROM operation o WHERE o.replica = action.replica AND o.action = action.no), ?2) WHERE at < 0 OR at > ?1 >> 16",
		"DELETE FROM review WHERE " + spoilt("lost_clock"),
		"DELETE FROM overwritten WHERE " + spoilt("by_clock"),
		"DELETE FROM waiting WHERE " + spoilt("json_extract(operation, '$.t')"),
	} {
		args := []any{m.latest}
		if strings.Contains(step, "?2") {
			args = append(args, released.UnixMilli())
		}
		if err := m.exec(step, args...); err != nil {
			return err
		}
	}
	return nil
}

// checkClocks says which edits others would refuse for their times.
func (r *Register) checkClocks(ctx context.Context) ([]string, error) {
	return list(ctx, r, "SELECT coalesce(p.name, ''), count(*), max(o.clock) FROM operation o LEFT JOIN replica p ON p.tag = o.replica WHERE "+spoilt("o.clock")+" GROUP BY o.replica", []any{r.latestClock()},
		func(rows *sql.Rows, line *string) error {
			var name string
			var n int
			var clock int64
			err := rows.Scan(&name, &n, &clock)
			*line = fmt.Sprintf("Edits of %s are of times that cannot be believed (%d, to the year %d): other computers refuse them. \"check --repair-clock\" gives them such that can; do it at every computer that has them.",
				name, n, time.UnixMilli(clock>>16).Year())
			return err
		})
}
