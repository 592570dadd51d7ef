package sqlite

import (
	"cmp"
	"errors"
	"maps"
	"slices"

	"rollbook/model"
)

// place is where a person, under whatever records, is registered: at an activity.
type place struct{ activity, person model.ID }

// noteRegistration notes whose registrations a row that came says something of.
func (m *merger) noteRegistration(t *table, id model.ID, next *row) {
	if m.starting {
		return
	}
	m.noteCarried(t, id, next)
	switch t.kind {
	case model.KindRegistration:
		m.registered[id] = struct{}{}
	case model.KindMark:
		registration, _ := next.values[t.index("registration")].(int64)
		session, _ := next.values[t.index("session")].(int64)
		m.registered[model.ID(registration)] = struct{}{}
		m.marked[model.ID(registration)] = append(m.marked[model.ID(registration)], model.ID(session))
	}
}

// gatherDoubles leaves people who were made one with one registration for each activity,
// where another computer registered or marked them under the record that went: the marks
// go over, as they do when people are made one. It does so by edits of this replica, which
// are the same wherever they are made.
func (m *merger) gatherDoubles() error {
	if m.starting {
		return nil
	}
	for id := range m.repointed {
		if err := m.collect(m.registered, "SELECT id FROM registration WHERE person = ?", int64(id)); err != nil {
			return err
		}
	}
	places, err := m.placesOfMerged()
	if err != nil {
		return err
	}
	for _, at := range places {
		if err := m.gather(at); err != nil {
			return err
		}
	}
	return nil
}

// placesOfMerged gives where, of what came, people are registered who have several
// records.
func (m *merger) placesOfMerged() ([]place, error) {
	stmt, err := m.reg.prepared(`SELECT g.activity, coalesce(p.merged_into, p.id) FROM registration g JOIN person p ON p.id = g.person
		WHERE g.id = ? AND (p.merged_into IS NOT NULL OR EXISTS (SELECT 1 FROM person x WHERE x.merged_into = p.id))`)
	if err != nil {
		return nil, err
	}
	places := map[place]struct{}{}
	for id := range m.registered {
		rows, err := stmt.QueryContext(m.ctx, int64(id))
		if err != nil {
			return nil, err
		}
		for rows.Next() {
			var at place
			if err := rows.Scan(&at.activity, &at.person); err != nil {
				rows.Close()
				return nil, err
			}
			places[at] = struct{}{}
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return nil, err
		}
	}
	return slices.SortedFunc(maps.Keys(places), func(a, b place) int {
		return cmp.Or(cmp.Compare(a.activity, b.activity), cmp.Compare(a.person, b.person))
	}), nil
}

// gather leaves one registration at a place: the person's own, else that with the least id.
func (m *merger) gather(at place) error {
	type double struct {
		id   model.ID
		gone bool
	}
	stmt, err := m.reg.prepared(`SELECT id, deleted FROM registration WHERE person IN (SELECT ?2 UNION ALL SELECT id FROM person WHERE merged_into = ?2)
		AND +activity = ?1 ORDER BY deleted, person <> ?2, id`)
	if err != nil {
		return err
	}
	rows, err := stmt.QueryContext(m.ctx, int64(at.activity), int64(at.person))
	if err != nil {
		return err
	}
	var all []double
	for rows.Next() {
		var d double
		if err := rows.Scan(&d.id, &d.gone); err != nil {
			rows.Close()
			return err
		}
		all = append(all, d)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	if len(all) < 2 || all[0].gone {
		return nil
	}
	for _, d := range all[1:] {
		// What was there before somebody took the registration away went over then.
		came := func(session model.ID) bool { return !d.gone || slices.Contains(m.marked[d.id], session) }
		if err := m.moveMarks(d.id, all[0].id, came); err != nil {
			return err
		}
		if !d.gone {
			if err := m.replaced(d.id, all[0].id); err != nil {
				return err
			}
		}
	}
	return nil
}
