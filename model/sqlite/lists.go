package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"rollbook/model"
)

// save makes a record, as one user action, and gives its id. What the register has already
// is changed field by field, by an update.
func (r *Register) save(ctx context.Context, kind model.Kind, had model.ID, valid error, make func(*writer) (model.ID, error)) (id model.ID, err error) {
	if valid != nil {
		return 0, valid
	}
	// The subject of a new record is known once it is made.
	_, err = r.write(ctx, model.VerbAdd, model.Ref{Kind: kind}, func(w *writer) error {
		if had != 0 {
			return there(kind)
		}
		var err error
		id, err = make(w)
		w.action.Subject.ID = id
		return err
	})
	return id, err
}

// there refuses to make what the register has already.
func there(kind model.Kind) error {
	return model.Errorf(model.EExists, "This %s is in the register already.", kindNoun(kind))
}

// making gives the making of a row that nothing else belongs to.
func making(kind model.Kind, set values) func(*writer) (model.ID, error) {
	return func(w *writer) (model.ID, error) { return w.make(kind, set) }
}

// Delete deletes a record; it can be undone. A type, role or theme that records still use
// is refused with EConflict, and the message says how many.
func (r *Register) Delete(ctx context.Context, ref model.Ref) error {
	_, err := r.write(ctx, model.VerbDelete, ref, func(w *writer) error { return w.delete(ref) })
	return err
}

// usedBy says, for each kind that others point at, what must be gone first.
var usedBy = map[model.Kind]struct{ count, one, many string }{
	model.KindActivityType: {"SELECT (SELECT count(*) FROM activity WHERE type = ?1 AND deleted = 0) + (SELECT count(*) FROM reported WHERE type = ?1 AND deleted = 0)",
		"activity or reported total is of this type", "activities or reported totals are of this type"},
	model.KindRole:  {"SELECT count(*) FROM registration WHERE role = ?1 AND deleted = 0", "registration has this role", "registrations have this role"},
	model.KindTheme: {"SELECT count(*) FROM theme WHERE parent = ?1 AND deleted = 0", "theme lies below this one", "themes lie below this one"},
}

// them is what so many are called again.
func them(n int) string {
	if n == 1 {
		return "it"
	}
	return "them"
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
			return model.Errorf(model.EConflict, "%s. Change %s first.", model.Counted(n, use.one, use.many), them(n))
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
func (r *Register) Office(ctx context.Context) (model.Office, error) { return readOffice(ctx, r) }

func readOffice(ctx context.Context, from source) (model.Office, error) {
	all, err := list(ctx, from, "SELECT name, completion, sids_associates, retention_years FROM office WHERE deleted = 0 LIMIT 1", nil,
		func(rows *sql.Rows, o *model.Office) error {
			return rows.Scan(&o.Name, &o.Completion, &o.SIDSAssociates, &o.RetentionYears)
		})
	if err != nil || len(all) == 0 {
		return model.Office{Completion: 80}, err
	}
	return all[0], nil
}

// UpdateOffice changes fields of the office. The error has code EInvalid.
func (r *Register) UpdateOffice(ctx context.Context, u model.OfficeUpdate) error {
	return change(ctx, r, model.Ref{Kind: model.KindOffice, ID: officeID}, readOffice, u.Apply, func(w *writer, o model.Office) error {
		return w.edit(model.KindOffice, officeID, officeValues(o))
	})
}

func typeValues(t model.ActivityType) values {
	return values{"name": t.Name, "short_name": t.ShortName, "people_word": t.PeopleWord, "counts_people": whole(t.CountsPeople), "position": int64(t.Position)}
}

// Types gives the activity types in the office's order.
func (r *Register) Types(ctx context.Context) ([]model.ActivityType, error) {
	return readTypes(ctx, r)
}

// countedTypes gives the types that figures are of: the office's and, behind them, those
// that one desk deleted while another still used them.
func (r *Register) countedTypes(ctx context.Context) ([]model.ActivityType, error) {
	return typesWhere(ctx, r, `deleted = 0 OR EXISTS (SELECT 1 FROM kept_activity k WHERE k.held AND k.type = activity_type.id)
		OR EXISTS (SELECT 1 FROM reported r WHERE r.type = activity_type.id AND r.deleted = 0)`)
}

func readTypes(ctx context.Context, from source) ([]model.ActivityType, error) {
	return typesWhere(ctx, from, "deleted = 0")
}

func typesWhere(ctx context.Context, from source, where string) ([]model.ActivityType, error) {
	return list(ctx, from, "SELECT id, name, short_name, people_word, counts_people, position FROM activity_type WHERE "+where+" ORDER BY deleted, position, name, id", nil,
		func(rows *sql.Rows, t *model.ActivityType) error {
			return rows.Scan(&t.ID, &t.Name, &t.ShortName, &t.PeopleWord, &t.CountsPeople, &t.Position)
		})
}

// SaveType adds an activity type. The error has code EInvalid.
func (r *Register) SaveType(ctx context.Context, t model.ActivityType) (model.ID, error) {
	return r.save(ctx, model.KindActivityType, t.ID, t.Validate(), making(model.KindActivityType, typeValues(t)))
}

// UpdateType changes fields of an activity type. The error has code EInvalid or ENotFound.
func (r *Register) UpdateType(ctx context.Context, id model.ID, u model.ActivityTypeUpdate) error {
	read := func(ctx context.Context, from source) (model.ActivityType, error) {
		all, err := readTypes(ctx, from)
		return among(all, err, model.KindActivityType, func(t model.ActivityType) bool { return t.ID == id })
	}
	return change(ctx, r, model.Ref{Kind: model.KindActivityType, ID: id}, read, u.Apply, func(w *writer, t model.ActivityType) error {
		return w.edit(model.KindActivityType, id, typeValues(t))
	})
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
func (r *Register) Roles(ctx context.Context) ([]model.Role, error) { return readRoles(ctx, r) }

func readRoles(ctx context.Context, from source) ([]model.Role, error) {
	return list(ctx, from, "SELECT id, name, counted, position FROM role WHERE deleted = 0 ORDER BY position, name, id", nil,
		func(rows *sql.Rows, o *model.Role) error { return rows.Scan(&o.ID, &o.Name, &o.Counted, &o.Position) })
}

// SaveRole adds a role. The error has code EInvalid.
func (r *Register) SaveRole(ctx context.Context, o model.Role) (model.ID, error) {
	return r.save(ctx, model.KindRole, o.ID, o.Validate(), making(model.KindRole, roleValues(o)))
}

// UpdateRole changes fields of a role. The error has code EInvalid or ENotFound.
func (r *Register) UpdateRole(ctx context.Context, id model.ID, u model.RoleUpdate) error {
	read := func(ctx context.Context, from source) (model.Role, error) {
		all, err := readRoles(ctx, from)
		return among(all, err, model.KindRole, func(o model.Role) bool { return o.ID == id })
	}
	return change(ctx, r, model.Ref{Kind: model.KindRole, ID: id}, read, u.Apply, func(w *writer, o model.Role) error {
		return w.edit(model.KindRole, id, roleValues(o))
	})
}

// Themes gives the themes by name.
func (r *Register) Themes(ctx context.Context) ([]model.Theme, error) { return readThemes(ctx, r) }

func readThemes(ctx context.Context, from source) ([]model.Theme, error) {
	return list(ctx, from, "SELECT id, name, coalesce(parent, 0) FROM theme WHERE deleted = 0 ORDER BY name, id", nil,
		func(rows *sql.Rows, t *model.Theme) error { return rows.Scan(&t.ID, &t.Name, &t.Parent) })
}

// SaveTheme adds a theme. The error has code EInvalid.
func (r *Register) SaveTheme(ctx context.Context, t model.Theme) (model.ID, error) {
	return r.save(ctx, model.KindTheme, t.ID, t.Validate(), making(model.KindTheme, themeValues(t)))
}

// UpdateTheme changes fields of a theme. The error has code EInvalid, also where the parent
// lies below the theme itself, or ENotFound.
func (r *Register) UpdateTheme(ctx context.Context, id model.ID, u model.ThemeUpdate) error {
	parents := map[model.ID]model.ID{}
	read := func(ctx context.Context, from source) (model.Theme, error) {
		all, err := readThemes(ctx, from)
		for _, other := range all {
			parents[other.ID] = other.Parent
		}
		return among(all, err, model.KindTheme, func(t model.Theme) bool { return t.ID == id })
	}
	return change(ctx, r, model.Ref{Kind: model.KindTheme, ID: id}, read, u.Apply, func(w *writer, t model.Theme) error {
		for p, steps := t.Parent, 0; p != 0 && steps <= len(parents); p, steps = parents[p], steps+1 {
			if p == id {
				return &model.Error{Code: model.EInvalid, Fields: []model.FieldError{{Field: "parent", Message: "The parent theme lies below this one."}}}
			}
		}
		return w.edit(model.KindTheme, id, themeValues(t))
	})
}

func themeValues(t model.Theme) values {
	return values{"name": t.Name, "parent": idOrNull(t.Parent)}
}

// Partners gives the partners by name.
func (r *Register) Partners(ctx context.Context) ([]model.Partner, error) {
	return readPartners(ctx, r)
}

func readPartners(ctx context.Context, from source) ([]model.Partner, error) {
	return list(ctx, from, "SELECT id, name, kind, country FROM partner WHERE deleted = 0 ORDER BY name, id", nil,
		func(rows *sql.Rows, p *model.Partner) error { return rows.Scan(&p.ID, &p.Name, &p.Kind, &p.Country) })
}

// SavePartner adds a partner. The error has code EInvalid.
func (r *Register) SavePartner(ctx context.Context, p model.Partner) (model.ID, error) {
	return r.save(ctx, model.KindPartner, p.ID, p.Validate(), making(model.KindPartner, partnerValues(p)))
}

// UpdatePartner changes fields of a partner. The error has code EInvalid or ENotFound.
func (r *Register) UpdatePartner(ctx context.Context, id model.ID, u model.PartnerUpdate) error {
	read := func(ctx context.Context, from source) (model.Partner, error) {
		all, err := readPartners(ctx, from)
		return among(all, err, model.KindPartner, func(p model.Partner) bool { return p.ID == id })
	}
	return change(ctx, r, model.Ref{Kind: model.KindPartner, ID: id}, read, u.Apply, func(w *writer, p model.Partner) error {
		return w.edit(model.KindPartner, id, partnerValues(p))
	})
}

func partnerValues(p model.Partner) values {
	return values{"name": p.Name, "kind": string(p.Kind), "country": string(p.Country)}
}

// Phases gives the phases in the order of their days.
func (r *Register) Phases(ctx context.Context) ([]model.Phase, error) { return readPhases(ctx, r) }

func readPhases(ctx context.Context, from source) ([]model.Phase, error) {
	return list(ctx, from, "SELECT id, name, from_day, to_day FROM phase WHERE deleted = 0 ORDER BY from_day, name, id", nil,
		func(rows *sql.Rows, p *model.Phase) error { return rows.Scan(&p.ID, &p.Name, &p.From, &p.To) })
}

// SavePhase adds a phase. The error has code EInvalid.
func (r *Register) SavePhase(ctx context.Context, p model.Phase) (model.ID, error) {
	return r.save(ctx, model.KindPhase, p.ID, p.Validate(), making(model.KindPhase, phaseValues(p)))
}

// UpdatePhase changes fields of a phase. The error has code EInvalid or ENotFound.
func (r *Register) UpdatePhase(ctx context.Context, id model.ID, u model.PhaseUpdate) error {
	read := func(ctx context.Context, from source) (model.Phase, error) {
		all, err := readPhases(ctx, from)
		return among(all, err, model.KindPhase, func(p model.Phase) bool { return p.ID == id })
	}
	return change(ctx, r, model.Ref{Kind: model.KindPhase, ID: id}, read, u.Apply, func(w *writer, p model.Phase) error {
		return w.edit(model.KindPhase, id, phaseValues(p))
	})
}

func phaseValues(p model.Phase) values {
	return values{"name": p.Name, "from_day": string(p.From), "to_day": string(p.To)}
}

// Milestones gives the milestones in the order of their days.
func (r *Register) Milestones(ctx context.Context) ([]model.Milestone, error) {
	return readMilestones(ctx, r)
}

func readMilestones(ctx context.Context, from source) ([]model.Milestone, error) {
	return list(ctx, from, "SELECT id, day, month_only, title, notes FROM milestone WHERE deleted = 0 ORDER BY day, id", nil,
		func(rows *sql.Rows, m *model.Milestone) error {
			return rows.Scan(&m.ID, &m.Day, &m.MonthOnly, &m.Title, &m.Notes)
		})
}

// SaveMilestone adds a milestone. The error has code EInvalid.
func (r *Register) SaveMilestone(ctx context.Context, m model.Milestone) (model.ID, error) {
	return r.save(ctx, model.KindMilestone, m.ID, m.Validate(), making(model.KindMilestone, milestoneValues(m)))
}

// UpdateMilestone changes fields of a milestone. The error has code EInvalid or ENotFound.
func (r *Register) UpdateMilestone(ctx context.Context, id model.ID, u model.MilestoneUpdate) error {
	read := func(ctx context.Context, from source) (model.Milestone, error) {
		all, err := readMilestones(ctx, from)
		return among(all, err, model.KindMilestone, func(m model.Milestone) bool { return m.ID == id })
	}
	return change(ctx, r, model.Ref{Kind: model.KindMilestone, ID: id}, read, u.Apply, func(w *writer, m model.Milestone) error {
		return w.edit(model.KindMilestone, id, milestoneValues(m))
	})
}

func milestoneValues(m model.Milestone) values {
	return values{"day": string(m.Day), "month_only": whole(m.MonthOnly), "title": m.Title, "notes": m.Notes}
}

// list reads records with scan, in the order of the query.
func list[T any](ctx context.Context, from source, query string, args []any, scan func(*sql.Rows, *T) error) ([]T, error) {
	var all []T
	err := from.each(ctx, query, args, func(rows *sql.Rows) error {
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
