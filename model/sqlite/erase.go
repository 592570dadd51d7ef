package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"

	"rollbook/model"
)

// personalOf are the columns that say who somebody is, how they are reached and where they
// work: of a person, and of their registrations.
var personalOf = map[model.Kind][]string{
	model.KindPerson:       {"name", "family", "native_name", "title", "organisation", "position", "email", "phone", "notes"},
	model.KindRegistration: {"organisation", "position", "code"},
}

// erasing are the columns of a kind that stay as they are once the person is erased,
// whatever is written.
func erasing(kind model.Kind) []string {
	if kind == model.KindPerson {
		return append([]string{"erased"}, personalOf[kind]...)
	}
	return personalOf[kind]
}

// Erase takes a person's name, contacts, organisation, position, form of address and notes
// away for good, and what their registrations say of where they worked with the check-in
// codes: from the records, from their history and from the search. Their country and sex,
// and of what they came to the role, the status and the marks stay, so that no figure
// changes. It cannot be undone. The error has code ENotFound; it has code EBusy where all
// that is done, but what was overwritten lingers in the log file beside the register until
// whoever reads there is done, or the register is closed.
func (r *Register) Erase(ctx context.Context, id model.ID) error {
	_, err := r.write(ctx, model.VerbErase, model.Ref{Kind: model.KindPerson, ID: id}, func(w *writer) error {
		all := map[model.ID]struct{}{}
		if err := w.collect(all, `
			WITH one AS (SELECT coalesce(merged_into, id) AS id FROM person WHERE id = ?)
			SELECT p.id FROM person p, one WHERE p.id = one.id OR p.merged_into = one.id`, int64(id)); err != nil {
			return err
		}
		if len(all) == 0 {
			return model.Errorf(model.ENotFound, "This person is not in the register any more.")
		}
		for person := range all {
			if err := w.erase(person); err != nil {
				return err
			}
		}
		w.forgets = true
		return nil
	})
	if err != nil {
		return err
	}
	return r.forget(ctx)
}

func (w *writer) erase(id model.ID) error {
	set := values{"erased": int64(1)}
	for _, column := range personalOf[model.KindPerson] {
		set[column] = ""
	}
	if err := w.edit(model.KindPerson, id, set); err != nil {
		return err
	}
	return w.scrub(id)
}

// isErased says whether a row is an erased person's, or is to be one's registration. set
// are columns that it is given, where it is not there yet.
func (w *writer) isErased(t *table, r *row, set values) (bool, error) {
	column := func(name string) any {
		if r != nil {
			return r.values[t.index(name)]
		}
		return set[name]
	}
	switch t.kind {
	case model.KindPerson:
		return column("erased") == int64(1), nil
	case model.KindRegistration:
		person, is := column("person").(int64)
		if !is {
			return false, nil
		}
		stmt, err := w.reg.prepared("SELECT erased FROM person WHERE id = ?")
		if err != nil {
			return false, err
		}
		var erased bool
		err = stmt.QueryRowContext(w.ctx, person).Scan(&erased)
		if err == sql.ErrNoRows {
			err = nil // it comes later, in the same transaction
		}
		return erased, err
	}
	return false, nil
}

// scrub takes what an erased person was called out of their registrations, out of the
// history, and from wherever else merging keeps what rows held. The history keeps that
// there were changes, and to which fields, so that replicas agree on who made the last; not
// what they said. The edit that erased says what was there too.
func (w *writer) scrub(id model.ID) error {
	ofRegistrations := "(SELECT id FROM registration WHERE person = ?1)"
	for _, of := range []struct {
		kind model.Kind
		rows string
	}{{model.KindPerson, "(?1)"}, {model.KindRegistration, ofRegistrations}} {
		paths := func(inside string) string {
			var all []string
			for _, column := range personalOf[of.kind] {
				all = append(all, "'$"+inside+"."+column+"', ''")
			}
			return strings.Join(all, ", ")
		}
		where := " WHERE kind = '" + string(of.kind) + "' AND row IN " + of.rows
		columns := " AND col IN ('" + strings.Join(personalOf[of.kind], "', '") + "')"
		for _, forget := range []string{
			"UPDATE operation SET was = json_replace(was, " + paths("") + "), new = json_replace(new, " + paths("") + ")" + where,
			"UPDATE waiting SET operation = json_replace(operation, " + paths(".new") + ", " + paths(".was") + ")" + where,
			"DELETE FROM review" + where + columns,
			"DELETE FROM overwritten" + where + columns,
		} {
			if err := w.exec(forget, int64(id)); err != nil {
				return fmt.Errorf("erase from the history: %w", err)
			}
		}
	}
	if err := w.exec("DELETE FROM likely WHERE one = ?1 OR other = ?1", int64(id)); err != nil {
		return fmt.Errorf("erase from the history: %w", err)
	}
	return w.blankRegistrations(id)
}

// blankRegistrations takes what the registrations of an erased person say of them out of
// the rows. It follows from the erasing wherever that comes, and is no edit of its own.
func (w *writer) blankRegistrations(person model.ID) error {
	t := tableOf[model.KindRegistration]
	all := map[model.ID]struct{}{}
	if err := w.collect(all, "SELECT id FROM registration WHERE person = ? AND organisation || position || code <> ''", int64(person)); err != nil {
		return err
	}
	for id := range all {
		now, err := w.row(t, id)
		if err != nil {
			return err
		}
		set, was := blank(t, now)
		if err := w.store(t, id, now, set); err != nil {
			return err
		}
		w.applied++
		w.dirty.add(t.kind, id, was, func(name string) any { return now.values[t.index(name)] })
	}
	return nil
}

// blank takes what is personal out of a row, and gives which columns that changed and what
// they said.
func blank(t *table, r *row) (set, was values) {
	set, was = values{}, values{}
	for _, name := range personalOf[t.kind] {
		if i := t.index(name); r.values[i] != "" {
			set[name], was[name], r.values[i] = "", r.values[i], ""
		}
	}
	return set, was
}

// withoutErased takes what an erased person was called out of an operation on them or on a
// registration of theirs.
func (w *writer) withoutErased(op model.Operation) (model.Operation, error) {
	t := tableOf[op.Kind]
	if t == nil || personalOf[op.Kind] == nil {
		return op, nil
	}
	r, err := w.row(t, op.Row)
	if err != nil {
		return op, err
	}
	set, _, err := t.read(op.New)
	if err != nil {
		return op, err
	}
	if erased, err := w.isErased(t, r, set); err != nil || !erased {
		return op, err
	}
	return withoutName(op)
}

// withoutName takes what a person is called out of an operation on them or on a
// registration of theirs.
func withoutName(op model.Operation) (model.Operation, error) {
	for _, text := range []*json.RawMessage{&op.New, &op.Was} {
		if len(*text) == 0 {
			continue
		}
		var all map[string]json.RawMessage
		if err := json.Unmarshal(*text, &all); err != nil {
			return op, unreadableLog(err)
		}
		for _, name := range personalOf[op.Kind] {
			if _, there := all[name]; there {
				all[name] = json.RawMessage(`""`)
			}
		}
		kept, err := encode(all)
		if err != nil {
			return op, err
		}
		*text = json.RawMessage("{}")
		if kept != nil {
			*text = json.RawMessage(kept.(string))
		}
	}
	return op, nil
}

// eraseRegistrations takes what older versions of the program left of erased people out of
// their registrations.
func (w *writer) eraseRegistrations() error {
	all := map[model.ID]struct{}{}
	if err := w.collect(all, "SELECT id FROM person WHERE erased = 1"); err != nil {
		return err
	}
	for id := range all {
		if err := w.scrub(id); err != nil {
			return err
		}
	}
	w.forgets = len(all) > 0
	return nil
}

// ToErase gives the people whose names the office's retention rule proposes for erasure:
// those whose last activity lies more than so many years before today. None where the
// office keeps names.
func (r *Register) ToErase(ctx context.Context, today model.Day) ([]model.Person, error) {
	office, err := r.Office(ctx)
	if err != nil || office.RetentionYears == 0 {
		return nil, err
	}
	before := model.Date(today.Year()-office.RetentionYears, today.Time().Month(), today.Time().Day())
	return list(ctx, r, "SELECT "+personColumns+` FROM person p WHERE p.deleted = 0 AND p.erased = 0 AND p.merged_into IS NULL
		AND EXISTS (SELECT 1 FROM registration g WHERE g.person = p.id)
		AND NOT EXISTS (SELECT 1 FROM registration g JOIN activity a ON a.id = g.activity AND a.deleted = 0
			WHERE g.deleted = 0 AND (g.person = p.id OR g.person IN (SELECT id FROM person m WHERE m.merged_into = p.id)) AND a.last_day >= ?) ORDER BY p.name, p.id`,
		[]any{string(before)}, scanPersonRow)
}
