package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"rollbook/model"
	"rollbook/model/likeness"
)

func scanPersonRow(rows *sql.Rows, p *model.Person) error { return rows.Scan(scanPerson(p)...) }

// MergePeople makes two people one: the first stays, and takes over what the second came
// to; where both were registered for an activity the first's registration stays, with the
// marks that only the second has. Fields that the first leaves empty are taken from the
// second. One action; it can be undone. The error has code EInvalid, ENotFound, or
// EConflict where one of them is erased or was merged already.
func (r *Register) MergePeople(ctx context.Context, stays, goes model.ID) error {
	if stays == goes {
		return model.Errorf(model.EInvalid, "A person cannot be merged with themselves.")
	}
	one, err := r.Person(ctx, stays)
	if err != nil {
		return err
	}
	other, err := r.Person(ctx, goes)
	if err != nil {
		return err
	}
	_, err = r.write(ctx, model.VerbMerge, model.Ref{Kind: model.KindPerson, ID: stays}, func(w *writer) error {
		for _, id := range []model.ID{stays, goes} {
			if err := w.unmerged(id); err != nil {
				return err
			}
		}
		if err := w.edit(model.KindPerson, stays, personValues(filled(one, other))); err != nil {
			return err
		}
		merged := map[model.ID]struct{}{goes: {}}
		if err := w.collect(merged, "SELECT id FROM person WHERE merged_into = ?", int64(goes)); err != nil {
			return err
		}
		for id := range merged {
			if err := w.moveDoubles(stays, id); err != nil {
				return err
			}
			if err := w.edit(model.KindPerson, id, values{"merged_into": int64(stays)}); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

// unmerged refuses a person who is erased, or was made one with another already.
func (w *writer) unmerged(id model.ID) error {
	var gone bool
	err := w.reg.conn.QueryRowContext(w.ctx, "SELECT erased = 1 OR merged_into IS NOT NULL FROM person WHERE id = ?", int64(id)).Scan(&gone)
	if err == nil && gone {
		err = model.Errorf(model.EConflict, "One of these people was merged or erased meanwhile.")
	}
	return err
}

// filled gives a person with what only the other says.
func filled(p, other model.Person) model.Person {
	for _, f := range []struct {
		mine  *string
		other string
	}{{&p.NativeName, other.NativeName}, {&p.Title, other.Title}, {&p.Organisation, other.Organisation}, {&p.Position, other.Position},
		{&p.Email, other.Email}, {&p.Phone, other.Phone}, {&p.Notes, other.Notes}} {
		if *f.mine == "" {
			*f.mine = f.other
		}
	}
	if p.Sex == model.NotStated {
		p.Sex = other.Sex
	}
	if p.Country == "" {
		p.Country = other.Country
	}
	return p
}

// moveDoubles takes away the registrations of one person for activities that another is
// registered for too, after their marks went over.
func (w *writer) moveDoubles(stays, goes model.ID) error {
	type double struct{ mine, theirs model.ID }
	var doubles []double
	rows, err := w.reg.conn.QueryContext(w.ctx, `SELECT a.id, b.id FROM registration a JOIN registration b ON b.activity = a.activity AND b.person = ?2 AND b.deleted = 0
		WHERE a.person IN (SELECT id FROM person WHERE id = ?1 OR merged_into = ?1) AND a.deleted = 0`, int64(stays), int64(goes))
	if err != nil {
		return err
	}
	for rows.Next() {
		var d double
		if err := rows.Scan(&d.mine, &d.theirs); err != nil {
			rows.Close()
			return err
		}
		doubles = append(doubles, d)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	for _, d := range doubles {
		if err := w.moveMarks(d.theirs, d.mine, func(model.ID) bool { return true }); err != nil {
			return err
		}
		if err := w.replaced(d.theirs, d.mine); err != nil {
			return err
		}
	}
	return nil
}

// replaced takes a registration away whose place another one takes.
func (w *writer) replaced(goes, stays model.ID) error {
	return w.edit(model.KindRegistration, goes, values{"deleted": int64(1), "carried_to": int64(stays)})
}

// moveMarks gives one registration the marks of another, at the sessions asked for; that
// somebody was there is not lost to a mark that says they were not. Where both have marks
// that differ, the one that does not stand is put on the list of what is to be looked at.
func (w *writer) moveMarks(from, to model.ID, at func(session model.ID) bool) error {
	marks, err := w.marksOf(from)
	if err != nil {
		return err
	}
	mine, err := w.marksOf(to)
	if err != nil {
		return err
	}
	for session, m := range marks {
		have, both := mine[session]
		if !at(session) || both && have.Value == m.Value {
			continue
		}
		m.CarriedFrom = from
		stays := both && (have.Value.Here() || !m.Value.Here())
		lost, of := have, version{}
		if both { // as they stand before one of them is written over
			id := markID(to, session)
			if stays {
				lost, id = m, markID(from, session)
			}
			if of, err = w.markVersion(id); err != nil {
				return err
			}
		}
		if !stays {
			m.Registration = to
			if err := w.mark(m); err != nil {
				return err
			}
		}
		if both {
			if err := w.differently(markID(to, session), of, lost, stays); err != nil {
				return err
			}
		}
	}
	return nil
}

// markVersion gives the version of what a mark says.
func (w *writer) markVersion(id model.ID) (version, error) {
	r, err := w.row(tableOf[model.KindMark], id)
	if err != nil || r == nil {
		return version{}, err
	}
	return r.version("value"), nil
}

// differently puts a mark that does not stand on the list of what is to be looked at, beside
// the one that does. theirs: it was of whoever goes.
func (w *writer) differently(stands model.ID, by version, lost model.Mark, theirs bool) error {
	t := tableOf[model.KindMark]
	was := values{}
	for name, value := range markValues(lost) {
		if t.columns[t.index(name)].register == "value" {
			was[name] = value
		}
	}
	return w.list(sortOne, model.Ref{Kind: model.KindMark, ID: stands}, "value", by, was, !theirs)
}

func (w *writer) marksOf(registration model.ID) (map[model.ID]model.Mark, error) {
	rows, err := w.reg.conn.QueryContext(w.ctx, "SELECT session, value, at, utc_offset, way, coalesce(carried_from, 0) FROM mark WHERE registration = ? AND deleted = 0", int64(registration))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[model.ID]model.Mark{}
	for rows.Next() {
		m := model.Mark{Registration: registration}
		if err := rows.Scan(&m.Session, &m.Value, &m.At.UnixMilli, &m.At.Offset, &m.Way, &m.CarriedFrom); err != nil {
			return nil, err
		}
		all[m.Session] = m
	}
	return all, rows.Err()
}

// KeepApart notes that two people were looked at and are not the same. It can be undone.
func (r *Register) KeepApart(ctx context.Context, a, b model.ID) error {
	if a > b {
		a, b = b, a
	}
	id := derived(model.KindApart, a, b)
	_, err := r.write(ctx, model.VerbEdit, model.Ref{Kind: model.KindPerson, ID: a}, func(w *writer) error {
		return w.link(model.KindApart, id, values{"one": int64(a), "other": int64(b)})
	})
	return err
}

// Duplicates gives pairs of people who may be one, the likeliest first, without those that
// were kept apart; at most limit.
func (r *Register) Duplicates(ctx context.Context, limit int) ([]model.Likeness, error) {
	people, err := r.People(ctx, "", 0)
	if err != nil {
		return nil, err
	}
	type pair struct{ one, other model.ID }
	pairs, err := list(ctx, r, "SELECT one, other FROM apart WHERE deleted = 0", nil, func(rows *sql.Rows, p *pair) error { return rows.Scan(&p.one, &p.other) })
	if err != nil {
		return nil, err
	}
	apart := map[pair]bool{}
	for _, p := range pairs {
		apart[p] = true
	}
	return likeness.Among(ctx, people, limit, func(a, b model.ID) bool { return apart[pair{min(a, b), max(a, b)}] })
}
