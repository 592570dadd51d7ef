package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"rollbook/model"
)

// Actions gives the last user actions on any replica, newest first; limit 0 gives all. The
// order is that in which they were done: of one replica that of their numbers, between
// replicas that of their edits' versions, whatever the clocks on the wall said.
func (r *Register) Actions(ctx context.Context, limit int) ([]model.Action, error) {
	if limit == 0 {
		limit = -1
	}
	replicas, err := list(ctx, r, "SELECT DISTINCT replica FROM action", nil, func(rows *sql.Rows, one *model.ReplicaTag) error { return rows.Scan(one) })
	if err != nil {
		return nil, err
	}
	type placed struct {
		model.Action
		clock int64 // of its first edit, or of the last of what it brought; 0 where it has none
	}
	var all []placed
	for _, replica := range replicas {
		came := "0"
		if replica == r.replica.Tag {
			came = "coalesce((SELECT max(o.clock) FROM came c JOIN operation o ON o.replica = c.replica AND o.seq = c.last WHERE c.merge = a.no), 0)"
		}
		of, err := list(ctx, r, "SELECT "+actionColumns+`, max(coalesce((SELECT o.clock FROM operation o WHERE o.replica = a.replica AND o.action = a.no ORDER BY o.seq LIMIT 1), 0), `+came+`)
			FROM action a WHERE a.replica = ? ORDER BY a.no DESC LIMIT ?`, []any{int64(replica), limit},
			func(rows *sql.Rows, one *placed) error {
				return rows.Scan(append(scanAction(&one.Action), &one.clock)...)
			})
		if err != nil {
			return nil, err
		}
		for i := len(of) - 2; i >= 0; i-- { // none is before that of a lower number
			of[i].clock = max(of[i].clock, of[i+1].clock)
		}
		all = append(all, of...)
	}
	slices.SortStableFunc(all, func(a, b placed) int {
		if a.Replica == b.Replica {
			return cmp.Compare(b.No, a.No)
		}
		return cmp.Or(cmp.Compare(b.clock, a.clock), cmp.Compare(a.Replica, b.Replica))
	})
	if limit > 0 && len(all) > limit {
		all = all[:limit]
	}
	actions := make([]model.Action, len(all))
	for i, one := range all {
		actions[i] = one.Action
	}
	return actions, nil
}

func (r *Register) actions(ctx context.Context, where string, args ...any) ([]model.Action, error) {
	return list(ctx, r, "SELECT "+actionColumns+" FROM action a "+where, args, func(rows *sql.Rows, a *model.Action) error {
		return rows.Scan(scanAction(a)...)
	})
}

const actionColumns = `a.replica, a.no, a.at, a.utc_offset, a.who, a.verb, a.subject_kind, a.subject_id, a.changes, coalesce(a.of_replica, 0), coalesce(a.of_no, 0),
	(SELECT count(*) FROM action b WHERE b.of_replica = a.replica AND b.of_no = a.no) > 0`

func scanAction(a *model.Action) []any {
	return []any{&a.Replica, &a.No, &a.At.UnixMilli, &a.At.Offset, &a.Who, &a.Verb, &a.Subject.Kind, &a.Subject.ID, &a.Changes, &a.Of.Replica, &a.Of.No, &a.Undone}
}

// History gives what happened to a record, newest first; an activity's with that of its
// headcounts, themes, SDGs and partners. A reference without a kind is looked up by its
// id. limit 0 gives all.
func (r *Register) History(ctx context.Context, of model.Ref, limit int) ([]model.Change, error) {
	if of.Kind == "" {
		kinds, err := list(ctx, r, "SELECT kind FROM operation WHERE row = ? LIMIT 1", []any{int64(of.ID)},
			func(rows *sql.Rows, kind *model.Kind) error { return rows.Scan(kind) })
		if err != nil {
			return nil, err
		}
		if len(kinds) == 0 {
			return nil, model.Errorf(model.ENotFound, "There is no record with the id %d.", of.ID)
		}
		of.Kind = kinds[0]
	}
	rows := "SELECT ?2 AS kind, ?1 AS id"
	for _, child := range historyOf[of.Kind] {
		rows += fmt.Sprintf(" UNION ALL SELECT '%s', id FROM %s WHERE %s = ?1", child.kind, child.kind, child.column)
	}
	if limit == 0 {
		limit = -1
	}
	return list(ctx, r, "SELECT "+actionColumns+`, o.kind, o.row, o.made, o.new, o.was
		FROM (`+rows+`) x CROSS JOIN operation o ON o.row = x.id AND o.kind = x.kind JOIN action a ON a.replica = o.replica AND a.no = o.action
		ORDER BY o.clock DESC, o.replica, o.seq DESC LIMIT ?3`, []any{int64(of.ID), string(of.Kind), limit}, scanChange)
}

// Changes gives what one action changed, in the order in which it did; of a merge what it
// brought, each with the action that made it.
func (r *Register) Changes(ctx context.Context, a model.ActionRef, limit int) ([]model.Change, error) {
	return list(ctx, r, "SELECT "+actionColumns+`, o.kind, o.row, o.made, o.new, o.was
		FROM (SELECT replica, seq FROM operation WHERE replica = ?1 AND action = ?2
			UNION ALL SELECT o.replica, o.seq FROM came c JOIN operation o ON o.replica = c.replica AND o.seq >= c.first AND o.seq <= c.last
				WHERE c.merge = ?2 AND ?1 = ?4) x
		CROSS JOIN operation o ON o.replica = x.replica AND o.seq = x.seq JOIN action a ON a.replica = o.replica AND a.no = o.action
		ORDER BY o.clock, o.replica, o.seq LIMIT ?3`, []any{int64(a.Replica), a.No, limit, int64(r.replica.Tag)}, scanChange)
}

// historyOf names the links whose history is told with that of what they hang on.
var historyOf = map[model.Kind][]struct {
	kind   model.Kind
	column string
}{
	model.KindActivity: {{model.KindHeadcount, "activity"}, {model.KindActivityTheme, "activity"}, {model.KindActivitySDG, "activity"}, {model.KindActivityPartner, "activity"}},
	model.KindReported: {{model.KindReportedCountry, "reported"}},
}

func scanChange(rows *sql.Rows, c *model.Change) error {
	var set, was sql.NullString
	if err := rows.Scan(append(scanAction(&c.Action), &c.Record.Kind, &c.Record.ID, &c.Made, &set, &was)...); err != nil {
		return err
	}
	now, err := decode(set)
	if err != nil {
		return err
	}
	before, err := decode(was)
	if err != nil {
		return err
	}
	t := tableOf[c.Record.Kind]
	if t == nil {
		return nil // of a newer schema
	}
	if now, err = now.forTable(t); err != nil {
		return err
	}
	if before, err = before.forTable(t); err != nil {
		return err
	}
	for _, column := range t.columns {
		to, ok := now[column.name]
		if ok && (c.Made || to != before[column.name]) {
			c.Fields = append(c.Fields, model.FieldChange{Field: column.name, From: before[column.name], To: to})
		}
	}
	return nil
}

// named gives the query for what a record of a kind is called.
var named = map[model.Kind]string{
	model.KindActivityType: "name", model.KindActivity: "title", model.KindPhase: "name", model.KindMilestone: "title",
	model.KindTheme: "name", model.KindPartner: "name", model.KindRole: "name", model.KindPerson: "name", model.KindSession: "name",
	model.KindReported:     "(SELECT name FROM activity_type WHERE id = reported.type) || ' ' || substr(from_day, 1, 4) || '–' || substr(to_day, 1, 4)",
	model.KindRegistration: "(SELECT name FROM person WHERE id = registration.person)",
	model.KindMark:         "value || ' · ' || (SELECT p.name FROM registration g JOIN person p ON p.id = g.person WHERE g.id = mark.registration)",
	model.KindCountry:      "name", model.KindCountryStatus: "grp || ' · ' || country", model.KindOffice: "name",
	model.KindLesson: "text", model.KindOutput: "title", model.KindSnapshot: "name", model.KindRemembered: "text", model.KindSigner: "name",
}

// name fills in what an action's subject is called now.
func (r *Register) name(ctx context.Context, a *model.Action) error {
	names, err := r.Names(ctx, []model.Ref{a.Subject})
	a.Name = names[a.Subject]
	return err
}

// namedInFull gives, for a record that is told apart by what it hangs on, the query for its
// name with that.
var namedInFull = map[model.Kind]string{
	model.KindRegistration: "(SELECT p.name FROM person p WHERE p.id = registration.person) || ' · ' || (SELECT a.title FROM activity a WHERE a.id = registration.activity)",
	model.KindSession:      "name || ' · ' || (SELECT a.title FROM activity a WHERE a.id = session.activity)",
	model.KindMark: "(SELECT p.name FROM registration g JOIN person p ON p.id = g.person WHERE g.id = mark.registration) || ' · ' || " +
		"(SELECT s.name || ' · ' || a.title FROM session s JOIN activity a ON a.id = s.activity WHERE s.id = mark.session)",
	model.KindHeadcount:   "(SELECT a.title FROM activity a WHERE a.id = headcount.activity) || ' · ' || country",
	model.KindCertificate: "(SELECT a.title FROM activity a WHERE a.id = certificate.activity)",
	model.KindAward:       "(SELECT p.name FROM registration g JOIN person p ON p.id = g.person WHERE g.id = award.registration)",
}

// Names gives what records are called now; those without a name are left out.
func (r *Register) Names(ctx context.Context, refs []model.Ref) (map[model.Ref]string, error) {
	return r.names(ctx, refs, func(kind model.Kind) string { return named[kind] })
}

// fullNames gives what records are called where nothing else says what they hang on.
func (r *Register) fullNames(ctx context.Context, refs []model.Ref) (map[model.Ref]string, error) {
	return r.names(ctx, refs, func(kind model.Kind) string { return cmp.Or(namedInFull[kind], named[kind]) })
}

// names gives what records are called, by the query of their kind; "" means: not at all.
func (r *Register) names(ctx context.Context, refs []model.Ref, query func(model.Kind) string) (map[model.Ref]string, error) {
	byKind := map[model.Kind][]any{}
	for _, ref := range refs {
		if query(ref.Kind) != "" {
			byKind[ref.Kind] = append(byKind[ref.Kind], int64(ref.ID))
		}
	}
	names := map[model.Ref]string{}
	for kind, ids := range byKind {
		if err := r.each(ctx, "SELECT id, coalesce("+query(kind)+", '') FROM "+string(kind)+" WHERE id IN (?"+strings.Repeat(",?", len(ids)-1)+")", ids,
			func(rows *sql.Rows) error {
				ref := model.Ref{Kind: kind}
				var name string
				err := rows.Scan(&ref.ID, &name)
				names[ref] = name
				return err
			}); err != nil {
			return nil, err
		}
	}
	return names, nil
}
