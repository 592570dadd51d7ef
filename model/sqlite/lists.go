package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"rollbook/model"
)

// save makes a record (id 0) or changes it, as one user action, and gives its id.
func (r *Register) save(ctx context.Context, kind model.Kind, id model.ID, valid error, set values) (model.ID, error) {
	if valid != nil {
		return 0, valid
	}
	verb := model.VerbEdit
	if id == 0 {
		verb = model.VerbAdd
	}
	// The subject of a new record is known once it is made.
	_, err := r.write(ctx, verb, model.Ref{Kind: kind, ID: id}, func(w *writer) error {
		if id != 0 {
			return w.edit(kind, id, set)
		}
		var err error
		id, err = w.make(kind, set)
		w.action.Subject.ID = id
		return err
	})
	return id, err
}

// Delete deletes a record; it can be undone. A type, role or theme that records still use
// is refused with EConflict, and the message says how many.
func (r *Register) Delete(ctx context.Context, ref model.Ref) error {
	_, err := r.write(ctx, model.VerbDelete, ref, func(w *writer) error { return w.delete(ref) })
	return err
}

// usedBy says, for each kind that others point at, what must be gone first.
var usedBy = map[model.Kind]struct{ count, noun string }{
	model.KindActivityType: {"SELECT (SELECT count(*) FROM activity WHERE type = ?1 AND deleted = 0) + (SELECT count(*) FROM reported WHERE type = ?1 AND deleted = 0)",
		"activities or reported totals are of this type"},
	model.KindRole:  {"SELECT count(*) FROM registration WHERE role = ?1 AND deleted = 0", "registrations have this role"},
	model.KindTheme: {"SELECT count(*) FROM theme WHERE parent = ?1 AND deleted = 0", "themes lie below this one"},
}

// children are deleted together with what they belong to.
var children = map[model.Kind][]struct {
	kind   model.Kind
	column string
}{
	model.KindTheme:   {{model.KindActivityTheme, "theme"}},
	model.KindPartner: {{model.KindActivityPartner, "partner"}},
	model.KindPerson:  {{model.KindRegistration, "person"}},
}

func (w *writer) delete(ref model.Ref) error {
	if use, ok := usedBy[ref.Kind]; ok {
		var n int
		if err := w.reg.conn.QueryRowContext(w.ctx, use.count, int64(ref.ID)).Scan(&n); err != nil {
			return err
		}
		if n > 0 {
			return model.Errorf(model.EConflict, "%d %s. Change them first.", n, use.noun)
		}
	}
	for _, child := range children[ref.Kind] {
		ids := map[model.ID]struct{}{}
		if err := w.collect(ids, fmt.Sprintf("SELECT id FROM %s WHERE %s = ? AND deleted = 0", child.kind, child.column), int64(ref.ID)); err != nil {
			return err
		}
		for id := range ids {
			if err := w.remove(child.kind, id); err != nil {
				return err
			}
		}
	}
	return w.remove(ref.Kind, ref.ID)
}

// officeID is the id of a register's one office.
const officeID model.ID = 1

// firstRows fills a new register: the office, the types, the roles, the first phase, the
// countries' groups.
func (w *writer) firstRows(office model.Office) error {
	if err := w.insert(tableOf[model.KindOffice], officeID, officeValues(office)); err != nil {
		return err
	}
	for _, t := range model.FirstTypes() {
		if _, err := w.make(model.KindActivityType, typeValues(t)); err != nil {
			return err
		}
	}
	for _, role := range model.FirstRoles() {
		if _, err := w.make(model.KindRole, roleValues(role)); err != nil {
			return err
		}
	}
	for _, p := range model.FirstPhases() {
		if _, err := w.make(model.KindPhase, phaseValues(p)); err != nil {
			return err
		}
	}
	if err := w.firstStatuses(); err != nil {
		return err
	}
	return w.trust(w.reg.replica, w.reg.signing.Public)
}

func officeValues(o model.Office) values {
	return values{"name": o.Name, "completion": int64(o.Completion), "sids_associates": whole(o.SIDSAssociates), "retention_years": int64(o.RetentionYears)}
}

// Office gives the office whose register it is.
func (r *Register) Office(ctx context.Context) (model.Office, error) {
	all, err := list(ctx, r, "SELECT name, completion, sids_associates, retention_years FROM office WHERE deleted = 0 LIMIT 1", nil,
		func(rows *sql.Rows, o *model.Office) error {
			return rows.Scan(&o.Name, &o.Completion, &o.SIDSAssociates, &o.RetentionYears)
		})
	if err != nil || len(all) == 0 {
		return model.Office{Completion: 80}, err
	}
	return all[0], nil
}

// SaveOffice changes the office. The error has code EInvalid.
func (r *Register) SaveOffice(ctx context.Context, o model.Office) error {
	_, err := r.save(ctx, model.KindOffice, officeID, o.Validate(), officeValues(o))
	return err
}

func typeValues(t model.ActivityType) values {
	return values{"name": t.Name, "short_name": t.ShortName, "people_word": t.PeopleWord, "counts_people": whole(t.CountsPeople), "position": int64(t.Position)}
}

// Types gives the activity types in the office's order.
func (r *Register) Types(ctx context.Context) ([]model.ActivityType, error) {
	return r.types(ctx, "deleted = 0")
}

// countedTypes gives the types that figures are of: the office's and, behind them, those
// that one desk deleted while another still used them.
func (r *Register) countedTypes(ctx context.Context) ([]model.ActivityType, error) {
	return r.types(ctx, `deleted = 0 OR EXISTS (SELECT 1 FROM kept_activity k WHERE k.held AND k.type = activity_type.id)
		OR EXISTS (SELECT 1 FROM reported r WHERE r.type = activity_type.id AND r.deleted = 0)`)
}

func (r *Register) types(ctx context.Context, where string) ([]model.ActivityType, error) {
	return list(ctx, r, "SELECT id, name, short_name, people_word, counts_people, position FROM activity_type WHERE "+where+" ORDER BY deleted, position, name, id", nil,
		func(rows *sql.Rows, t *model.ActivityType) error {
			return rows.Scan(&t.ID, &t.Name, &t.ShortName, &t.PeopleWord, &t.CountsPeople, &t.Position)
		})
}

// SaveType makes or changes an activity type. The error has code EInvalid.
func (r *Register) SaveType(ctx context.Context, t model.ActivityType) (model.ID, error) {
	return r.save(ctx, model.KindActivityType, t.ID, t.Validate(), typeValues(t))
}

// OrderTypes puts the types in the order given, as one action.
func (r *Register) OrderTypes(ctx context.Context, ids []model.ID) error {
	_, err := r.write(ctx, model.VerbEdit, model.Ref{Kind: model.KindActivityType}, func(w *writer) error {
		for i, id := range ids {
			if err := w.edit(model.KindActivityType, id, values{"position": int64(i + 1)}); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

func roleValues(r model.Role) values {
	return values{"name": r.Name, "counted": whole(r.Counted), "position": int64(r.Position)}
}

// Roles gives the roles in the office's order.
func (r *Register) Roles(ctx context.Context) ([]model.Role, error) {
	return list(ctx, r, "SELECT id, name, counted, position FROM role WHERE deleted = 0 ORDER BY position, name, id", nil,
		func(rows *sql.Rows, o *model.Role) error { return rows.Scan(&o.ID, &o.Name, &o.Counted, &o.Position) })
}

// SaveRole makes or changes a role. The error has code EInvalid.
func (r *Register) SaveRole(ctx context.Context, o model.Role) (model.ID, error) {
	return r.save(ctx, model.KindRole, o.ID, o.Validate(), roleValues(o))
}

// Themes gives the themes by name.
func (r *Register) Themes(ctx context.Context) ([]model.Theme, error) {
	return list(ctx, r, "SELECT id, name, coalesce(parent, 0) FROM theme WHERE deleted = 0 ORDER BY name, id", nil,
		func(rows *sql.Rows, t *model.Theme) error { return rows.Scan(&t.ID, &t.Name, &t.Parent) })
}

// SaveTheme makes or changes a theme. The error has code EInvalid; a parent that lies
// below the theme itself is refused.
func (r *Register) SaveTheme(ctx context.Context, t model.Theme) (model.ID, error) {
	valid := t.Validate()
	if valid == nil && t.ID != 0 {
		all, err := r.Themes(ctx)
		if err != nil {
			return 0, err
		}
		parents := map[model.ID]model.ID{}
		for _, other := range all {
			parents[other.ID] = other.Parent
		}
		for p, steps := t.Parent, 0; p != 0 && steps <= len(all); p, steps = parents[p], steps+1 {
			if p == t.ID {
				return 0, &model.Error{Code: model.EInvalid, Fields: []model.FieldError{{Field: "parent", Message: "The parent theme lies below this one."}}}
			}
		}
	}
	return r.save(ctx, model.KindTheme, t.ID, valid, themeValues(t))
}

func themeValues(t model.Theme) values {
	return values{"name": t.Name, "parent": idOrNull(t.Parent)}
}

// Partners gives the partners by name.
func (r *Register) Partners(ctx context.Context) ([]model.Partner, error) {
	return list(ctx, r, "SELECT id, name, kind, country FROM partner WHERE deleted = 0 ORDER BY name, id", nil,
		func(rows *sql.Rows, p *model.Partner) error { return rows.Scan(&p.ID, &p.Name, &p.Kind, &p.Country) })
}

// SavePartner makes or changes a partner. The error has code EInvalid.
func (r *Register) SavePartner(ctx context.Context, p model.Partner) (model.ID, error) {
	return r.save(ctx, model.KindPartner, p.ID, p.Validate(), partnerValues(p))
}

func partnerValues(p model.Partner) values {
	return values{"name": p.Name, "kind": string(p.Kind), "country": string(p.Country)}
}

// Phases gives the phases in the order of their days.
func (r *Register) Phases(ctx context.Context) ([]model.Phase, error) {
	return list(ctx, r, "SELECT id, name, from_day, to_day FROM phase WHERE deleted = 0 ORDER BY from_day, name, id", nil,
		func(rows *sql.Rows, p *model.Phase) error { return rows.Scan(&p.ID, &p.Name, &p.From, &p.To) })
}

// SavePhase makes or changes a phase. The error has code EInvalid.
func (r *Register) SavePhase(ctx context.Context, p model.Phase) (model.ID, error) {
	return r.save(ctx, model.KindPhase, p.ID, p.Validate(), phaseValues(p))
}

func phaseValues(p model.Phase) values {
	return values{"name": p.Name, "from_day": string(p.From), "to_day": string(p.To)}
}

// Milestones gives the milestones in the order of their days.
func (r *Register) Milestones(ctx context.Context) ([]model.Milestone, error) {
	return list(ctx, r, "SELECT id, day, month_only, title, notes FROM milestone WHERE deleted = 0 ORDER BY day, id", nil,
		func(rows *sql.Rows, m *model.Milestone) error {
			return rows.Scan(&m.ID, &m.Day, &m.MonthOnly, &m.Title, &m.Notes)
		})
}

// SaveMilestone makes or changes a milestone. The error has code EInvalid.
func (r *Register) SaveMilestone(ctx context.Context, m model.Milestone) (model.ID, error) {
	return r.save(ctx, model.KindMilestone, m.ID, m.Validate(), milestoneValues(m))
}

func milestoneValues(m model.Milestone) values {
	return values{"day": string(m.Day), "month_only": whole(m.MonthOnly), "title": m.Title, "notes": m.Notes}
}

// list reads records with scan, in the order of the query.
func list[T any](ctx context.Context, r *Register, query string, args []any, scan func(*sql.Rows, *T) error) ([]T, error) {
	var all []T
	err := r.each(ctx, query, args, func(rows *sql.Rows) error {
		var one T
		if err := scan(rows, &one); err != nil {
			return fmt.Errorf("read the register: %w", err)
		}
		all = append(all, one)
		return nil
	})
	return all, err
}

// whole gives a truth as the register keeps it.
func whole(yes bool) int64 {
	if yes {
		return 1
	}
	return 0
}

// idOrNull gives an id as the register keeps a link; none is null.
func idOrNull(id model.ID) any {
	if id == 0 {
		return nil
	}
	return int64(id)
}
