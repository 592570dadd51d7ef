package sqlite

import (
	"context"
	"fmt"
	"strings"

	"rollbook/model"
)

// personal are the columns of a person that say who it is and how they are reached.
var personal = []string{"name", "family", "native_name", "title", "organisation", "position", "email", "phone", "notes"}

// erasing are the columns that an erased person keeps as they are, whatever is written.
var erasing = append([]string{"erased"}, personal...)

// erased says whether a person's row is erased.
func (r *row) erased(t *table) bool { return r.values[t.index("erased")] == int64(1) }

// Erase takes a person's name, contacts and notes away for good: from the record, from its
// history and from the search. What they came to, their country and sex stay, so that no
// figure changes. It cannot be undone. The error has code ENotFound.
func (r *Register) Erase(ctx context.Context, id model.ID) error {
	_, err := r.write(ctx, model.VerbErase, model.Ref{Kind: model.KindPerson, ID: id}, func(w *writer) error {
		all := map[model.ID]struct{}{}
		if err := w.collect(all, `WITH one AS (SELECT coalesce(merged_into, id) AS id FROM person WHERE id = ?)
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
		return nil
	})
	if err != nil {
		return err
	}
	// What was overwritten must not linger in the log file beside the register.
	r.writing.Lock()
	defer r.writing.Unlock()
	_, err = r.conn.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	return r.explain(err)
}

func (w *writer) erase(id model.ID) error {
	set := values{"erased": int64(1)}
	for _, column := range personal {
		set[column] = ""
	}
	if err := w.edit(model.KindPerson, id, set); err != nil {
		return err
	}
	return w.scrub(id)
}

// scrub takes what an erased person was called out of the history, and from wherever else
// merging keeps what rows held. The history keeps that there were changes, and to which
// fields, so that replicas agree on who made the last; not what they said. The edit that
// erased says what was there too.
func (w *writer) scrub(id model.ID) error {
	paths := func(inside string) string {
		all := make([]string, len(personal))
		for i, column := range personal {
			all[i] = "'$" + inside + "." + column + "', ''"
		}
		return strings.Join(all, ", ")
	}
	columns := "'" + strings.Join(personal, "', '") + "'"
	for _, forget := range []string{
		"UPDATE operation SET was = json_replace(was, " + paths("") + "), new = json_replace(new, " + paths("") + ") WHERE kind = 'person' AND row = ?1",
		"UPDATE waiting SET operation = json_replace(operation, " + paths(".new") + ", " + paths(".was") + ") WHERE kind = 'person' AND row = ?1",
		"DELETE FROM review WHERE kind = 'person' AND row = ?1 AND col IN (" + columns + ")",
		"DELETE FROM overwritten WHERE kind = 'person' AND row = ?1 AND col IN (" + columns + ")",
		"DELETE FROM likely WHERE one = ?1 OR other = ?1",
	} {
		if err := w.exec(forget, int64(id)); err != nil {
			return fmt.Errorf("erase from the history: %w", err)
		}
	}
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
