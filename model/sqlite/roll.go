package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"

	"rollbook/model"
	"rollbook/model/fold"
)

// Roll gives everybody registered for an activity, by name, with its sessions and all
// their marks. The error has code ENotFound where there is no such activity.
func (r *Register) Roll(ctx context.Context, activity model.ID) (model.Roll, error) {
	var roll model.Roll
	var err error
	if roll.Activity, err = r.Activity(ctx, activity); err != nil {
		return roll, err
	}
	if roll.Sessions, err = r.Sessions(ctx, activity); err != nil {
		return roll, err
	}
	at := map[model.ID]int{}
	roll.Attendees, err = list(ctx, r, "SELECT "+registrationColumns+", coalesce(o.name, ''), coalesce(o.counted, 0), "+personColumns+`
		FROM registration g LEFT JOIN role o ON o.id = g.role
		LEFT JOIN person q ON q.id = g.person JOIN person p ON p.id = coalesce(q.merged_into, g.person)
		WHERE g.activity = ? AND g.deleted = 0`, []any{int64(activity)}, func(rows *sql.Rows, a *model.Attendee) error {
		return rows.Scan(append(append(registrationFields(&a.Registration), &a.RoleName, &a.Counted), scanPerson(&a.Who)...)...)
	})
	if err != nil {
		return roll, err
	}
	sortAttendees(roll.Attendees)
	for i := range roll.Attendees {
		at[roll.Attendees[i].ID] = i
		roll.Attendees[i].Marks = map[model.ID]model.Mark{}
	}
	marks, err := r.Marks(ctx, activity)
	for _, m := range marks {
		if i, ok := at[m.Registration]; ok {
			roll.Attendees[i].Marks[m.Session] = m
		}
	}
	return roll, err
}

// sortAttendees sorts a roll by name, as people sort. SQLite would take longer to carry the
// rows about.
func sortAttendees(all []model.Attendee) {
	type place struct {
		name string
		i    int
	}
	order := make([]place, len(all))
	for i, a := range all {
		order[i] = place{fold.Text(a.Who.SortName()), i}
	}
	slices.SortFunc(order, func(x, y place) int {
		return cmp.Or(strings.Compare(x.name, y.name), cmp.Compare(all[x.i].ID, all[y.i].ID))
	})
	sorted := make([]model.Attendee, len(all))
	for i, p := range order {
		sorted[i] = all[p.i]
	}
	copy(all, sorted)
}

// ByCode gives the registrations of the whole register that have a check-in code.
func (r *Register) ByCode(ctx context.Context, code string) ([]model.Registration, error) {
	return list(ctx, r, "SELECT "+registrationColumns+" FROM registration g WHERE g.deleted = 0 AND g.code = ? ORDER BY g.activity DESC", []any{strings.ToUpper(strings.TrimSpace(code))}, scanRegistration)
}

// PersonBy finds a person by a check-in code of theirs or their e-mail address. The error
// has code ENotFound, or EAmbiguous where several people answer to it.
func (r *Register) PersonBy(ctx context.Context, text string) (model.ID, error) {
	text = strings.TrimSpace(text)
	found, err := list(ctx, r, `SELECT DISTINCT coalesce(p.merged_into, p.id) FROM person p WHERE p.deleted = 0 AND p.erased = 0 AND ?1 <> ''
		AND (p.email = ?1 COLLATE NOCASE OR p.id IN (SELECT person FROM registration WHERE code = ?2 AND deleted = 0))`,
		[]any{text, strings.ToUpper(text)}, func(rows *sql.Rows, id *model.ID) error { return rows.Scan(id) })
	switch {
	case err != nil:
		return 0, err
	case len(found) == 0:
		return 0, model.Errorf(model.ENotFound, "Nobody in the register has the code or the e-mail address %q.", text)
	case len(found) > 1:
		return 0, model.Errorf(model.EAmbiguous, "%d people answer to %q; give the e-mail address, or erase in the window.", len(found), text)
	}
	return found[0], nil
}

// MakeSessions adds sessions to an activity, as one action; those that it has already by
// day and name stay as they are.
func (r *Register) MakeSessions(ctx context.Context, all []model.Session) error {
	if len(all) == 0 {
		return nil
	}
	_, err := r.write(ctx, model.VerbAdd, model.Ref{Kind: model.KindActivity, ID: all[0].Activity}, func(w *writer) error {
		for _, s := range all {
			if err := s.Validate(); err != nil {
				return err
			}
			if _, err := w.meanSession(s); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

// Enrol registers somebody for an activity and marks them Present at the sessions given, as
// one action; a person with ID 0 is made. It gives the person's and the registration's id.
// The error has code EInvalid, or EExists where the person is registered for the activity
// already.
func (r *Register) Enrol(ctx context.Context, p model.Person, g model.Registration, at ...model.ID) (person, registration model.ID, err error) {
	p = p.Normal()
	if p.ID == 0 {
		if err := p.Validate(); err != nil {
			return 0, 0, err
		}
	}
	if g.Status == "" {
		g.Status = model.Registered
	}
	_, err = r.write(ctx, model.VerbAdd, model.Ref{Kind: model.KindRegistration}, func(w *writer) error {
		person = p.ID
		if person == 0 {
			var err error
			if person, err = w.make(model.KindPerson, personValues(p)); err != nil {
				return err
			}
		}
		g.Person = person
		if err := g.Validate(); err != nil {
			return err
		}
		var err error
		if g, err = w.place(g); err != nil {
			return err
		}
		registration = g.ID
		if old, err := w.row(tableOf[model.KindRegistration], registration); err != nil {
			return err
		} else if old != nil && old.live(tableOf[model.KindRegistration]) {
			return model.Errorf(model.EExists, "This person is registered for the activity already.")
		}
		taken, err := w.codes(g.Activity)
		if err != nil {
			return err
		}
		if g.Code == "" {
			if g.Code = taken[registration]; g.Code == "" {
				g.Code = newCode(taken)
			}
		}
		w.action.Subject.ID = registration
		if err := w.link(model.KindRegistration, registration, registrationValues(g)); err != nil {
			return err
		}
		for _, session := range at {
			if err := w.mark(model.Mark{Registration: registration, Session: session, Value: model.Present}); err != nil {
				return err
			}
		}
		return nil
	})
	return person, registration, err
}

// Visits gives what a person came to or was registered for, the latest first.
func (r *Register) Visits(ctx context.Context, person model.ID) ([]model.Visit, error) {
	return list(ctx, r, "SELECT "+registrationColumns+", "+activityColumns+`, coalesce(t.name, ''), coalesce(o.name, ''), coalesce(k.attended, 0), coalesce(k.days, 0), coalesce(k.completed, 0)
		FROM person p JOIN registration g ON g.person = p.id AND g.deleted = 0 JOIN activity a ON a.id = g.activity AND a.deleted = 0
		LEFT JOIN activity_type t ON t.id = a.type LEFT JOIN role o ON o.id = g.role LEFT JOIN kept_registration k ON k.registration = g.id
		WHERE p.id = ?1 OR p.merged_into = ?1 ORDER BY a.first_day DESC, a.id`, []any{int64(person)}, func(rows *sql.Rows, v *model.Visit) error {
		return rows.Scan(append(append(registrationFields(&v.Registration), scanActivity(&v.Activity)...), &v.TypeName, &v.RoleName, &v.Attended, &v.Days, &v.Complete)...)
	})
}
