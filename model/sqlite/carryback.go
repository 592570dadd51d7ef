package sqlite

import (
	"database/sql"
	"maps"
	"slices"

	"rollbook/model"
)

// carried is what a transaction saw of what had gone over because people were one: it goes
// back where they are two. It does so by edits of this replica, which are the same
// wherever they are made.
type carried struct {
	parted        map[model.ID]struct{} // people who were one with somebody else before
	marks         map[model.ID]struct{} // that came and had been carried over
	registrations map[model.ID]struct{} // that came and whose place another had taken
}

func (c *carried) add(set *map[model.ID]struct{}, id model.ID) {
	if *set == nil {
		*set = map[model.ID]struct{}{}
	}
	(*set)[id] = struct{}{}
}

// notePart notes a person who is not one any more with whom they were.
func (w *writer) notePart(t *table, id model.ID, was values, next *row) {
	if t.kind != model.KindPerson {
		return
	}
	if before, ok := was["merged_into"]; ok && before != nil && next.values[t.index("merged_into")] != before {
		w.carried.add(&w.carried.parted, id)
	}
}

// noteCarried notes what came and had been carried over elsewhere.
func (m *merger) noteCarried(t *table, id model.ID, next *row) {
	switch t.kind {
	case model.KindMark:
		if next.values[t.index("carried_from")] != nil {
			m.carried.add(&m.carried.marks, id)
		}
	case model.KindRegistration:
		if next.values[t.index("carried_to")] != nil {
			m.carried.add(&m.carried.registrations, id)
		}
	}
}

// carryBack lets go back what had gone over between people who are two.
func (w *writer) carryBack() error {
	for person := range w.carried.parted {
		if w.carried.marks == nil {
			w.carried.marks = map[model.ID]struct{}{}
		}
		if w.carried.registrations == nil {
			w.carried.registrations = map[model.ID]struct{}{}
		}
		if err := w.collect(w.carried.marks, `SELECT m.id FROM registration g JOIN mark m ON m.carried_from = g.id
			WHERE g.person = ?`, int64(person)); err != nil {
			return err
		}
		if err := w.collect(w.carried.registrations, `SELECT g.id FROM registration g
			WHERE g.person = ? AND g.carried_to IS NOT NULL`, int64(person)); err != nil {
			return err
		}
	}
	for _, id := range slices.Sorted(maps.Keys(w.carried.marks)) {
		if err := w.markBack(id); err != nil {
			return err
		}
	}
	for _, id := range slices.Sorted(maps.Keys(w.carried.registrations)) {
		if err := w.registrationBack(id); err != nil {
			return err
		}
	}
	return nil
}

// ofTwo says whether two registrations are of people who are not one.
func (w *writer) ofTwo(one, other model.ID) (two bool, err error) {
	stmt, err := w.reg.prepared(`SELECT coalesce(p.merged_into, p.id) <> coalesce(q.merged_into, q.id)
		FROM registration g JOIN person p ON p.id = g.person, registration h JOIN person q ON q.id = h.person
		WHERE g.id = ? AND h.id = ?`)
	if err != nil {
		return false, err
	}
	err = stmt.QueryRowContext(w.ctx, int64(one), int64(other)).Scan(&two)
	if err == sql.ErrNoRows {
		return false, nil
	}
	return two, err
}

// markBack takes a mark back that was carried over from somebody who is another person
// again; what stood there before stands again.
func (w *writer) markBack(id model.ID) error {
	t := tableOf[model.KindMark]
	now, err := w.row(t, id)
	if err != nil || now == nil {
		return err
	}
	from, is := now.values[t.index("carried_from")].(int64)
	if !is || now.values[t.index("deleted")] == int64(1) {
		return nil
	}
	at, _ := now.values[t.index("registration")].(int64)
	if two, err := w.ofTwo(model.ID(from), model.ID(at)); err != nil || !two {
		return err
	}
	by := now.version("value")
	var action int64
	err = w.reg.conn.QueryRowContext(w.ctx, `SELECT action FROM operation
		WHERE row = ? AND kind = ? AND clock = ? AND replica = ?`, int64(id), string(t.kind), by.Clock, int64(by.Replica)).Scan(&action)
	if err == sql.ErrNoRows { // it came with a snapshot: what stood before is not known
		return w.remove(t.kind, id)
	}
	if err != nil {
		return err
	}
	ops, err := w.operations(model.ActionRef{Replica: by.Replica, No: action})
	if err != nil {
		return err
	}
	for _, op := range ops {
		if op.kind == t.kind && op.row == id && op.at == by {
			_, err := w.takeBack(op)
			return err
		}
	}
	return nil
}

// registrationBack brings a registration back whose place was taken by that of somebody who
// is another person again.
func (w *writer) registrationBack(id model.ID) error {
	t := tableOf[model.KindRegistration]
	now, err := w.row(t, id)
	if err != nil || now == nil {
		return err
	}
	to, is := now.values[t.index("carried_to")].(int64)
	if !is {
		return nil
	}
	if two, err := w.ofTwo(id, model.ID(to)); err != nil || !two {
		return err
	}
	return w.update(t, id, now, values{"deleted": int64(0), "carried_to": nil})
}
