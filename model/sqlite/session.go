package sqlite

import (
	"context"
	"database/sql"

	"rollbook/model"
	"rollbook/model/fold"
)

// Sessions that come from lists or from the days of an activity have ids derived from what
// they mean: the activity, the day and the name. Two trainers who make "Day 1" apart make
// the same one. One that was deleted or renamed since keeps its id and its marks to itself;
// whoever makes its like again makes the next of the same meaning.

// meantSession gives the id of the n-th session of an activity, a day and a name.
func meantSession(s model.Session, n int64) model.ID {
	return derived(model.KindSession, s.Activity, string(s.Day), fold.Text(s.Name), model.ID(n))
}

// meanSession makes a session from what it means or, where the activity has it, gives its
// id and leaves it as it is.
func (w *writer) meanSession(s model.Session) (model.ID, error) {
	t := tableOf[model.KindSession]
	for n := int64(1); ; n++ {
		id := meantSession(s, n)
		there, err := w.row(t, id)
		if err != nil {
			return 0, err
		}
		if there == nil {
			return id, w.insert(t, id, sessionValues(s))
		}
		name, _ := there.values[t.index("name")].(string)
		if there.values[t.index("deleted")] == int64(0) && there.values[t.index("activity")] == int64(s.Activity) &&
			there.values[t.index("day")] == string(s.Day) && fold.Text(name) == fold.Text(s.Name) {
			return id, nil
		}
	}
}

// SameSessions gives the sessions that were made apart and may be one: of the same
// activity, day and name. Which of two is given first does not depend on the computer.
func (r *Register) SameSessions(ctx context.Context) ([]model.SessionPair, error) {
	all, err := list(ctx, r, `SELECT s.id, s.activity, s.name, s.day, s.position, s.required, a.title, (SELECT count(*) FROM mark m WHERE m.session = s.id AND m.deleted = 0)
		FROM session s JOIN activity a ON a.id = s.activity AND a.deleted = 0
		WHERE s.deleted = 0 AND EXISTS (SELECT 1 FROM session o WHERE o.activity = s.activity AND o.day = s.day AND o.id <> s.id AND o.deleted = 0)
		ORDER BY s.activity, s.day, s.id`, nil, func(rows *sql.Rows, one *model.SessionPair) error {
		return rows.Scan(&one.Stays.ID, &one.Stays.Activity, &one.Stays.Name, &one.Stays.Day, &one.Stays.Position, &one.Stays.Required, &one.Title, &one.Marks[0])
	})
	if err != nil {
		return nil, err
	}
	var pairs []model.SessionPair
	type meaning struct {
		activity model.ID
		day      model.Day
		name     string
	}
	first := map[meaning]model.SessionPair{}
	for _, one := range all {
		key := meaning{one.Stays.Activity, one.Stays.Day, fold.Text(one.Stays.Name)}
		stays, there := first[key]
		if !there {
			first[key] = one
			continue
		}
		pairs = append(pairs, model.SessionPair{Stays: stays.Stays, Goes: one.Stays, Title: one.Title, Marks: [2]int{stays.Marks[0], one.Marks[0]}})
	}
	return pairs, nil
}

// MergeSessions makes two sessions of an activity one: the first stays, with the marks of
// both. Of two marks of a person that differ the later stands, and the other is listed among
// the edits that met. One action; it can be undone. The error has code EInvalid or ENotFound.
func (r *Register) MergeSessions(ctx context.Context, stays, goes model.ID) error {
	_, err := r.write(ctx, model.VerbMergeSessions, model.Ref{Kind: model.KindSession, ID: stays}, func(w *writer) error {
		t := tableOf[model.KindSession]
		var activities [2]any
		for i, id := range []model.ID{stays, goes} {
			one, err := w.row(t, id)
			if err != nil {
				return err
			}
			if one == nil || one.values[t.index("deleted")] != int64(0) {
				return model.Errorf(model.ENotFound, "There is no session with the id %d any more.", id)
			}
			activities[i] = one.values[t.index("activity")]
		}
		if stays == goes || activities[0] != activities[1] {
			return model.Errorf(model.EInvalid, "Two sessions of one activity can be made one, and no others.")
		}
		if err := w.moveSessionMarks(goes, stays); err != nil {
			return err
		}
		return w.remove(model.KindSession, goes)
	})
	return err
}

// moveSessionMarks gives one session the marks of another. The later of two that differ
// stands.
func (w *writer) moveSessionMarks(from, to model.ID) error {
	theirs, err := w.marksAt(from)
	if err != nil {
		return err
	}
	mine, err := w.marksAt(to)
	if err != nil {
		return err
	}
	for _, m := range theirs {
		i := indexOfMark(mine, m.Registration)
		if i >= 0 && mine[i].Value == m.Value {
			continue
		}
		stands, lost, of := i >= 0 && mine[i].At.UnixMilli >= m.At.UnixMilli, m, version{}
		if i >= 0 {
			losing := markID(m.Registration, from)
			if !stands {
				lost, losing = mine[i], markID(m.Registration, to)
			}
			if of, err = w.markVersion(losing); err != nil {
				return err
			}
		}
		if !stands {
			m.Session = to
			if err := w.mark(m); err != nil {
				return err
			}
		}
		if i >= 0 {
			if err := w.differently(markID(m.Registration, to), of, lost, stands); err != nil {
				return err
			}
		}
	}
	return nil
}

func indexOfMark(all []model.Mark, registration model.ID) int {
	for i, m := range all {
		if m.Registration == registration {
			return i
		}
	}
	return -1
}

// marksAt gives the marks of a session.
func (w *writer) marksAt(session model.ID) ([]model.Mark, error) {
	rows, err := w.reg.conn.QueryContext(w.ctx, `SELECT registration, value, at, utc_offset, way FROM mark WHERE session = ? AND deleted = 0 ORDER BY registration`, int64(session))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []model.Mark
	for rows.Next() {
		m := model.Mark{Session: session}
		if err := rows.Scan(&m.Registration, &m.Value, &m.At.UnixMilli, &m.At.Offset, &m.Way); err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	return all, rows.Err()
}
