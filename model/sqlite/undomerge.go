package sqlite

import (
	"database/sql"
	"errors"

	"rollbook/model"
)

// takeBackMerge takes back what a merge brought, by edits of this replica: records that it
// made are deleted, registers that it overwrote get what they held. It gives how many
// fields stayed because they were edited again since.
func (w *writer) takeBackMerge(merge int64) (kept int, err error) {
	old, made, err := w.overwritten(merge)
	if err != nil {
		return 0, err
	}
	for _, o := range old {
		n, err := w.putBack(o)
		if err != nil {
			return 0, err
		}
		kept += n
	}
	came, err := w.madeBy(merge)
	if err != nil {
		return 0, err
	}
	for _, ref := range append(made, came...) {
		if _, ok := tableOf[ref.Kind]; !ok {
			continue
		}
		if err := w.remove(ref.Kind, ref.ID); err != nil {
			return 0, err
		}
	}
	for _, forget := range []string{"DELETE FROM review WHERE merge = ?", "DELETE FROM likely WHERE merge = ?"} {
		if err := w.exec(forget, merge); err != nil {
			return 0, err
		}
	}
	return kept, nil
}

// overwriting is what a merge did to one register.
type overwriting struct {
	ref      model.Ref
	register string
	was      values
	by       version
}

// overwritten gives what a merge overwrote, and the records that its snapshot made.
func (w *writer) overwritten(merge int64) (old []overwriting, made []model.Ref, err error) {
	rows, err := w.reg.conn.QueryContext(w.ctx, "SELECT kind, row, col, was, by_clock, by_replica FROM overwritten WHERE merge = ?", merge)
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var o overwriting
		var was sql.NullString
		if err := rows.Scan(&o.ref.Kind, &o.ref.ID, &o.register, &was, &o.by.Clock, (*int64)(&o.by.Replica)); err != nil {
			return nil, nil, err
		}
		if o.register == "" {
			made = append(made, o.ref)
			continue
		}
		if o.was, err = decode(was); err != nil {
			return nil, nil, err
		}
		old = append(old, o)
	}
	return old, made, rows.Err()
}

func (w *writer) putBack(o overwriting) (kept int, err error) {
	t := tableOf[o.ref.Kind]
	now, err := w.row(t, o.ref.ID)
	if err != nil || now == nil {
		return 0, err
	}
	if now.version(o.register) != o.by {
		return 1, nil
	}
	was, err := o.was.forTable(t)
	if err != nil {
		return 0, err
	}
	return 0, w.update(t, o.ref.ID, now, was)
}

// madeBy gives the records that operations of a merge made and that stand as made by them.
func (w *writer) madeBy(merge int64) ([]model.Ref, error) {
	rows, err := w.reg.conn.QueryContext(w.ctx, `SELECT o.kind, o.row, o.clock, o.replica FROM came c JOIN operation o
		ON o.replica = c.replica AND o.seq >= c.first AND o.seq <= c.last WHERE c.merge = ? AND o.made = 1 ORDER BY o.clock DESC`, merge)
	if err != nil {
		return nil, err
	}
	type making struct {
		ref model.Ref
		at  version
	}
	var all []making
	for rows.Next() {
		var one making
		if err := rows.Scan(&one.ref.Kind, &one.ref.ID, &one.at.Clock, (*int64)(&one.at.Replica)); err != nil {
			rows.Close()
			return nil, err
		}
		all = append(all, one)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return nil, err
	}
	var refs []model.Ref
	for _, one := range all {
		t := tableOf[one.ref.Kind]
		if t == nil {
			continue
		}
		now, err := w.row(t, one.ref.ID)
		if err != nil {
			return nil, err
		}
		if now != nil && now.base == one.at {
			refs = append(refs, one.ref)
		}
	}
	return refs, nil
}
