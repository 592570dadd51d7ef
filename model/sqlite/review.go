package sqlite

import (
	"context"
	"database/sql"
	"time"

	"rollbook/model"
	"rollbook/model/likeness"
)

// listed is an entry of the list of edits that met.
type listed struct {
	id       int64
	sort     model.ConflictSort
	ref      model.Ref
	register string
	lost     version
	values   values
	mine     bool
}

func (r *Register) listed(ctx context.Context, where string, args ...any) ([]listed, error) {
	return list(ctx, r, "SELECT id, sort, kind, row, col, lost_clock, lost_replica, lost, mine FROM review WHERE "+where+" ORDER BY id", args,
		func(rows *sql.Rows, l *listed) error {
			var text sql.NullString
			if err := rows.Scan(&l.id, &l.sort, &l.ref.Kind, &l.ref.ID, &l.register, &l.lost.Clock, (*int64)(&l.lost.Replica), &text, &l.mine); err != nil {
				return err
			}
			var err error
			if l.values, err = decode(text); err != nil {
				return err
			}
			if l.sort == sortDeleted && l.values["kind"] != nil {
				l.values, err = l.values.numbers()
			} else if t := tableOf[l.ref.Kind]; t != nil {
				l.values, err = l.values.forTable(t)
			}
			return err
		})
}

// Conflicts gives the edits that met and that nobody has decided on, the oldest first:
// of fields, of marks, and of what somebody deleted.
func (r *Register) Conflicts(ctx context.Context) ([]model.Conflict, error) {
	entries, err := r.listed(ctx, "1")
	if err != nil {
		return nil, err
	}
	var all []model.Conflict
	var refs []model.Ref
	for _, l := range entries {
		c, open, err := r.conflict(ctx, l)
		if err != nil {
			return nil, err
		}
		if open {
			all, refs = append(all, c), append(refs, c.Record)
		}
	}
	names, err := r.fullNames(ctx, refs)
	for i := range all {
		all[i].Name = names[all[i].Record]
	}
	return all, err
}

// conflict gives an entry as people see it, and whether there is anything to decide.
func (r *Register) conflict(ctx context.Context, l listed) (c model.Conflict, open bool, err error) {
	t := tableOf[l.ref.Kind]
	if t == nil {
		return c, false, nil
	}
	now, err := r.readRow(ctx, t, l.ref.ID)
	if err != nil || now == nil {
		return c, false, err
	}
	c = model.Conflict{ID: l.id, Sort: l.sort, Record: l.ref, Field: l.register, Stands: model.Mine}
	stands, lost := model.Side{Values: map[string]any{}}, model.Side{Values: map[string]any{}}
	about := l.ref
	if kind, is := l.values["kind"].(string); is && l.sort == sortDeleted {
		row, _ := l.values["row"].(int64)
		c.Edited = model.Ref{Kind: model.Kind(kind), ID: model.ID(row)}
		about = c.Edited
		open = now.values[t.index("deleted")] == int64(1)
		stands.Values["deleted"], lost.Values["deleted"] = int64(1), int64(0)
	} else {
		standing := values{}
		for i, column := range t.columns {
			if column.register == l.register {
				standing[column.name] = now.values[i]
			}
		}
		open = t.differ(l.register, standing, l.values)
		stands.Values, lost.Values = standing, l.values
	}
	if !open {
		return c, false, nil
	}
	if err := r.author(ctx, &stands, l.ref, now.version(l.register)); err != nil {
		return c, false, err
	}
	if err := r.author(ctx, &lost, about, l.lost); err != nil {
		return c, false, err
	}
	c.Mine, c.Theirs = stands, lost
	if l.mine {
		c.Mine, c.Theirs, c.Stands = lost, stands, model.Theirs
	}
	return c, true, nil
}

// author says who wrote a version of a record, and when: as the log has it or, where it
// came by a snapshot, as the version itself tells.
func (r *Register) author(ctx context.Context, side *model.Side, of model.Ref, v version) error {
	side.Replica = v.Replica
	side.At = model.InstantOf(time.UnixMilli(v.Clock >> 16).UTC())
	if err := r.each(ctx, "SELECT name FROM replica WHERE tag = ?", []any{int64(v.Replica)}, func(rows *sql.Rows) error { return rows.Scan(&side.Who) }); err != nil {
		return err
	}
	return r.each(ctx, `SELECT a.who, a.at, a.utc_offset FROM operation o JOIN action a ON a.replica = o.replica AND a.no = o.action
		WHERE o.row = ? AND o.kind = ? AND o.clock = ? AND o.replica = ?`, []any{int64(of.ID), string(of.Kind), v.Clock, int64(v.Replica)},
		func(rows *sql.Rows) error { return rows.Scan(&side.Who, &side.At.UnixMilli, &side.At.Offset) })
}

// readRow reads a row as it stands on the readers; nil where there is none.
func (r *Register) readRow(ctx context.Context, t *table, id model.ID) (*row, error) {
	rows, err := list(ctx, r, t.selection(), []any{int64(id)}, func(rows *sql.Rows, one *row) error { return one.scan(t, rows.Scan) })
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return &rows[0], nil
}

// Choose decides between two edits that met, by an edit of this replica that others get
// like any other: the side that was chosen stands, and the entry is off the list here and
// wherever the edit comes. Choosing otherwise can be undone. The error has code ENotFound where the entry
// is gone, because somebody decided or edited the field since.
func (r *Register) Choose(ctx context.Context, id int64, choice model.Choice) error {
	if choice != model.Mine && choice != model.Theirs {
		return model.Errorf(model.EInvalid, "%q is not a side; choose mine or theirs.", string(choice))
	}
	entries, err := r.listed(ctx, "id = ?", id)
	if err != nil {
		return err
	}
	if len(entries) == 0 {
		return model.Errorf(model.ENotFound, "There is no conflict %d any more; somebody has decided it, or edited the field since.", id)
	}
	l := entries[0]
	lost := l.mine == (choice == model.Mine)
	t := tableOf[l.ref.Kind]
	verb := model.VerbLeave
	if lost {
		verb = model.VerbReview
	}
	_, err = r.write(ctx, verb, l.ref, func(w *writer) error {
		if lost && l.sort == sortDeleted {
			if err := w.takeBackVersion(t, l.ref, l.register); err != nil {
				return err
			}
		}
		now, err := w.row(t, l.ref.ID)
		if err != nil || now == nil {
			return err
		}
		set := values{}
		switch {
		case lost && l.sort == sortDeleted:
			set["deleted"] = int64(0)
			if kind, is := l.values["kind"].(string); !is || kind == "" {
				set = l.values
			}
		case lost:
			set = l.values
		}
		return w.set(t, l.ref.ID, now, map[string]bool{l.register: true}, set)
	})
	return err
}

// takeBackVersion takes back the whole action that set a register to what it holds, where
// the log has it: who brings a person back brings their registrations back with them.
func (w *writer) takeBackVersion(t *table, ref model.Ref, register string) error {
	now, err := w.row(t, ref.ID)
	if err != nil || now == nil {
		return err
	}
	by := now.version(register)
	var action int64
	err = w.reg.conn.QueryRowContext(w.ctx, "SELECT action FROM operation WHERE row = ? AND kind = ? AND clock = ? AND replica = ?",
		int64(ref.ID), string(ref.Kind), by.Clock, int64(by.Replica)).Scan(&action)
	if err == sql.ErrNoRows {
		return nil
	}
	if err != nil {
		return err
	}
	ops, err := w.operations(model.ActionRef{Replica: by.Replica, No: action})
	if err != nil {
		return err
	}
	for _, op := range ops {
		if _, err := w.takeBack(op); err != nil {
			return err
		}
	}
	return nil
}

// Newcomers gives people who came by a merge and may have been in the register already,
// each with whom they may be; without those who were kept apart, made one or erased since.
func (r *Register) Newcomers(ctx context.Context) ([]model.Likeness, error) {
	type pair struct{ one, other model.ID }
	pairs, err := list(ctx, r, `SELECT l.one, l.other FROM likely l
		WHERE NOT EXISTS (SELECT 1 FROM apart a WHERE a.deleted = 0 AND a.one = l.one AND a.other = l.other) ORDER BY l.merge, l.one, l.other`, nil,
		func(rows *sql.Rows, p *pair) error { return rows.Scan(&p.one, &p.other) })
	if err != nil {
		return nil, err
	}
	var all []model.Likeness
	for _, p := range pairs {
		two, err := list(ctx, r, "SELECT "+personColumns+" FROM person p WHERE p.id IN (?, ?) AND p.deleted = 0 AND p.erased = 0 AND p.merged_into IS NULL ORDER BY p.id",
			[]any{int64(p.one), int64(p.other)}, scanPersonRow)
		if err != nil {
			return nil, err
		}
		if len(two) < 2 {
			continue
		}
		like, err := likeness.Among(ctx, two, 1, func(a, b model.ID) bool { return false })
		if err != nil {
			return nil, err
		}
		all = append(all, like...)
	}
	return all, nil
}
