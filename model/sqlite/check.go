package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"rollbook/model"
)

// checkAtOnce is the size, in bytes, up to which a register is checked before it opens.
// Larger ones open at once, and whoever opens them calls QuickCheck beside their work.
const checkAtOnce = 32 << 20

// QuickCheck asks SQLite whether the file is sound, without comparing indexes. The error
// has code EDamaged.
func (r *Register) QuickCheck(ctx context.Context) error {
	var answer string
	if err := r.one(ctx, "PRAGMA quick_check(1)", nil, &answer); err != nil {
		return err
	}
	if answer != "ok" {
		return &model.Error{Code: model.EDamaged, Message: filepath.Base(r.path) + " is damaged. Restore the last good backup, or recover what can still be read.", Err: errors.New(answer)}
	}
	return nil
}

// mostFindings is how many findings of one sort a check lists.
const mostFindings = 20

// Check looks for anything that is not as it should be: damage to the file, broken links,
// kept counts and search indexes that differ from the raw rows, rows that differ from
// their history. It gives a line for each finding; none is a sound register.
func (r *Register) Check(ctx context.Context) ([]string, error) {
	var found []string
	add := func(query, format string) error {
		return r.each(ctx, query+fmt.Sprintf(" LIMIT %d", mostFindings), nil, func(rows *sql.Rows) error {
			var what string
			err := rows.Scan(&what)
			found = append(found, fmt.Sprintf(format, what))
			return err
		})
	}
	damage, err := r.integrity(ctx)
	if err != nil || len(damage) > 0 {
		return damage, err
	}
	if err := add(`SELECT "table" || ' ' || rowid || ' → ' || parent FROM pragma_foreign_key_check`, "A link leads nowhere: %s."); err != nil {
		return found, err
	}
	counts, err := r.checkCounts(ctx)
	if err != nil {
		return found, err
	}
	found = append(found, counts...)
	history, err := r.checkHistory(ctx)
	if err != nil {
		return found, err
	}
	found = append(found, history...)
	clocks, err := r.checkClocks(ctx)
	if err != nil {
		return found, err
	}
	found = append(found, clocks...)
	err = add(`SELECT a.title FROM activity a WHERE (a.deleted = 0) <> EXISTS (SELECT 1 FROM find_activity f WHERE f.rowid = a.id)`, "An activity is not indexed as it should be: %s.")
	if err == nil {
		err = add(`SELECT p.id FROM person p WHERE (p.deleted = 0 AND p.erased = 0 AND p.merged_into IS NULL) <> EXISTS (SELECT 1 FROM find_person f WHERE f.rowid = p.id)`,
			"A person is not indexed as they should be: %s.")
	}
	if err == nil {
		err = add(`SELECT p.id FROM person p WHERE (p.deleted = 0 AND p.erased = 0 AND p.merged_into IS NULL) <> EXISTS (SELECT 1 FROM kept_person s WHERE s.person = p.id)`,
			"A person is not sorted as they should be: %s.")
	}
	return found, err
}

// integrity lets SQLite check the whole file, on a connection of its own: one that checked
// before would hold the search indexes as they are now against what it remembers of them.
func (r *Register) integrity(ctx context.Context) ([]string, error) {
	ctx, leave, err := r.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	db, err := sql.Open("sqlite", r.readingDSN())
	if err != nil {
		return nil, err
	}
	defer db.Close()
	rows, err := db.QueryContext(ctx, fmt.Sprintf("PRAGMA integrity_check(%d)", mostFindings))
	if err != nil {
		return nil, r.explain(err)
	}
	defer rows.Close()
	var found []string
	for rows.Next() {
		var answer string
		if err := rows.Scan(&answer); err != nil {
			return nil, err
		}
		if answer != "ok" {
			for line := range strings.SplitSeq(answer, "\n") {
				if says := damageText(line); !slices.Contains(found, says) {
					found = append(found, says)
				}
			}
		}
	}
	return found, r.explain(rows.Err())
}

// places of damage as SQLite names them.
var (
	damagedPage  = regexp.MustCompile(`(?i)page (\d+)`)
	damagedIndex = regexp.MustCompile(`(?:row .* missing from index|wrong # of entries in index|non-unique entry in index) (\S+)`)
)

// damageText says in plain words what SQLite finds wrong with a file.
func damageText(answer string) string {
	if index := damagedIndex.FindStringSubmatch(answer); index != nil {
		return "The file is damaged: what it looks records up by (" + index[1] + ") does not fit them."
	}
	if page := damagedPage.FindStringSubmatch(answer); page != nil {
		return "The file is damaged at its page " + page[1] + "."
	}
	return "The file is damaged."
}

// checkCounts counts everything again, in temporary tables, and compares.
func (r *Register) checkCounts(ctx context.Context) ([]string, error) {
	ctx, leave, err := r.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	conn, err := r.readers.Conn(ctx)
	if err != nil {
		return nil, r.explain(err)
	}
	defer conn.Close()
	exec := func(query string) error { _, err := conn.ExecContext(ctx, query); return r.explain(err) }
	kept := []string{"kept_registration", "kept_activity", "kept_country"}
	// Temporary tables of the same names stand before the kept ones, so that the very
	// statements that keep the counts fill them.
	steps := []string{"PRAGMA query_only(0)", "CREATE TEMP TABLE recount (activity INTEGER PRIMARY KEY)", "INSERT INTO recount SELECT id FROM activity"}
	for _, name := range kept {
		steps = append(steps, "CREATE TEMP TABLE "+name+" AS SELECT * FROM main."+name+" WHERE 0")
	}
	steps = append(steps, "CREATE INDEX temp.kr ON kept_registration (activity, attended)", "CREATE INDEX temp.ka ON kept_activity (activity)",
		"CREATE INDEX temp.kc ON kept_country (activity)", keptRegistrations, keptActivities, keptCountries, keptCountryTotals)
	var found []string
	for _, step := range steps {
		if err := exec(step); err != nil {
			return nil, err
		}
	}
	for _, name := range kept {
		for _, side := range []struct{ query, format string }{
			{"SELECT * FROM main." + name + " EXCEPT SELECT * FROM temp." + name, "A kept count is wrong: %s has %s."},
			{"SELECT * FROM temp." + name + " EXCEPT SELECT * FROM main." + name, "A kept count is missing: %s should have %s."},
		} {
			rows, err := conn.QueryContext(ctx, side.query+fmt.Sprintf(" LIMIT %d", mostFindings))
			if err != nil {
				return nil, r.explain(err)
			}
			texts, err := rowTexts(rows)
			if err != nil {
				return nil, r.explain(err)
			}
			for _, text := range texts {
				found = append(found, fmt.Sprintf(side.format, name, text))
			}
		}
	}
	for _, name := range append(kept, "recount") {
		if err := exec("DROP TABLE temp." + name); err != nil {
			return nil, err
		}
	}
	return found, exec("PRAGMA query_only(1)")
}

func rowTexts(rows *sql.Rows) ([]string, error) {
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	var texts []string
	for rows.Next() {
		cells := make([]any, len(columns))
		into := make([]any, len(columns))
		for i := range cells {
			into[i] = &cells[i]
		}
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		parts := make([]string, len(columns))
		for i, name := range columns {
			parts[i] = fmt.Sprintf("%s %v", name, cells[i])
		}
		texts = append(texts, strings.Join(parts, ", "))
	}
	return texts, rows.Err()
}

// checkHistory compares each row's columns with the operations that set them: a row must
// hold what the operation named by its version wrote.
func (r *Register) checkHistory(ctx context.Context) ([]string, error) {
	var found []string
	all := r.allKnown()
	for _, t := range exchanged {
		selected := "SELECT x.id, x.v_clock, x.v_replica, x.v_columns, o.new, " + qualified(t, "x")
		compare := func(rows *sql.Rows) error {
			var id int64
			var base version
			var versions, made sql.NullString
			cells := make([]any, len(t.columns))
			into := []any{&id, &base.Clock, (*int64)(&base.Replica), &versions, &made}
			for i := range cells {
				into = append(into, &cells[i])
			}
			if err := rows.Scan(into...); err != nil {
				return err
			}
			if len(found) >= mostFindings {
				return nil
			}
			if !made.Valid && !fromSnapshot(all, base) {
				found = append(found, fmt.Sprintf("%s %d is not in the history.", kindNoun(t.kind), id))
				return nil
			}
			finding, err := r.compareWithLog(ctx, t, id, all, versions, made, cells)
			if finding != "" {
				found = append(found, finding)
			}
			return err
		}
		if err := r.withMakers(ctx, t, selected, compare); err != nil {
			return found, err
		}
	}
	var gaps int
	err := r.each(ctx, "SELECT count(*) FROM (SELECT h.replica, h.seq - h.base_seq - (SELECT count(*) FROM operation o WHERE o.replica = h.replica AND o.seq > h.base_seq) AS gap FROM head h) WHERE gap <> 0", nil,
		func(rows *sql.Rows) error { return rows.Scan(&gaps) })
	if gaps > 0 {
		found = append(found, fmt.Sprintf("The history of %s has gaps.", model.Counted(gaps, "replica", "replicas")))
	}
	return found, err
}

// manyRows is from how many rows of a table on its rows are looked up from the log, which
// is read in its order, rather than the log from the rows: they lie together where they
// were made together, but the log of a large register does not fit into any cache.
const manyRows = 2000

// withMakers gives every row of a table with the operation that set its base version; none
// where the log has none.
func (r *Register) withMakers(ctx context.Context, t *table, selected string, give func(*sql.Rows) error) error {
	kind := string(t.kind)
	var all, seen int
	if err := r.one(ctx, "SELECT count(*) FROM "+kind, nil, &all); err != nil {
		return err
	}
	const made = "o.clock = x.v_clock AND o.replica = x.v_replica"
	if all < manyRows {
		return r.each(ctx, selected+" FROM "+kind+" x LEFT JOIN operation o ON o.row = x.id AND o.kind = '"+kind+"' AND "+made, nil, give)
	}
	if err := r.each(ctx, selected+" FROM operation o CROSS JOIN "+kind+" x ON x.id = o.row AND "+made+" WHERE o.kind = '"+kind+"'", nil, func(rows *sql.Rows) error {
		seen++
		return give(rows)
	}); err != nil || seen == all {
		return err
	}
	return r.each(ctx, strings.Replace(selected, "o.new", "NULL", 1)+" FROM "+kind+" x WHERE NOT EXISTS (SELECT 1 FROM operation o WHERE o.row = x.id AND o.kind = '"+kind+"' AND "+made+")", nil, give)
}

func qualified(t *table, alias string) string {
	names := make([]string, len(t.columns))
	for i, c := range t.columns {
		names[i] = alias + "." + c.name
	}
	return strings.Join(names, ", ")
}

// fromSnapshot says whether a version came by a snapshot, and is in no log here.
func fromSnapshot(all map[model.ReplicaTag]known, v version) bool {
	k := all[v.Replica]
	return v.Clock <= k.base.Clock || v.Clock <= k.part.Clock
}

func (r *Register) compareWithLog(ctx context.Context, t *table, id int64, all map[model.ReplicaTag]known, versions, made sql.NullString, cells []any) (string, error) {
	base, err := decode(made)
	if err != nil {
		return "", err
	}
	if base, err = base.forTable(t); err != nil {
		return "", err
	}
	own := map[string]version{}
	if versions.Valid {
		if err := json.Unmarshal([]byte(versions.String), &own); err != nil {
			return fmt.Sprintf("%s %d has versions that cannot be read.", kindNoun(t.kind), id), nil
		}
	}
	set := map[version]values{}
	erased := t.kind == model.KindPerson && cells[t.index("erased")] == int64(1)
	for i, c := range t.columns {
		want, ok := base[c.name]
		if !ok {
			want = c.zero
		}
		v, changed := own[c.register]
		if changed {
			if set[v], err = r.logged(ctx, t, id, v, set[v]); err != nil {
				return "", err
			}
			if want, ok = set[v][c.name]; !ok && set[v] != nil {
				want = c.zero // by an operation that made the row elsewhere
			}
		}
		switch {
		case erased && slices.Contains(personalOf[t.kind], c.name):
			want = "" // whatever was written later
		case erased && c.name == "erased":
			want = int64(1)
		case changed && set[v] == nil && fromSnapshot(all, v), !changed && !made.Valid:
			continue // the log does not say
		}
		if want != cells[i] {
			return fmt.Sprintf("%s %d differs from its history: %s is %v, and was written as %v.", kindNoun(t.kind), id, c.name, cells[i], want), nil
		}
	}
	return "", nil
}

// logged gives what one operation wrote; known is what is known of it already.
func (r *Register) logged(ctx context.Context, t *table, id int64, v version, known values) (values, error) {
	if known != nil {
		return known, nil
	}
	var text sql.NullString
	if err := r.each(ctx, "SELECT new FROM operation WHERE row = ? AND kind = ? AND clock = ? AND replica = ?", []any{id, string(t.kind), v.Clock, int64(v.Replica)},
		func(rows *sql.Rows) error { return rows.Scan(&text) }); err != nil {
		return nil, err
	}
	if !text.Valid {
		return nil, nil
	}
	set, err := decode(text)
	if err != nil {
		return nil, err
	}
	return set.forTable(t)
}

// RepairCounts makes everything that is kept ready again from the raw rows: counts, the
// words people and activities are found by, and the order people are sorted in.
func (r *Register) RepairCounts(ctx context.Context) error {
	r.writing.Lock()
	defer r.writing.Unlock()
	if err := r.refuses(); err != nil {
		return err
	}
	w, err := r.begin(ctx, "", model.Ref{})
	if err == nil {
		if err = w.repair(); err != nil {
			w.rollback()
		}
	}
	return r.explain(err)
}

func (w *writer) repair() error {
	for _, step := range []string{"INSERT INTO find_activity (find_activity) VALUES ('rebuild')", "INSERT INTO find_person (find_person) VALUES ('rebuild')", "DELETE FROM kept_person"} {
		if err := w.exec(step); err != nil {
			return err
		}
	}
	if err := w.collect(w.dirty.findPerson, "SELECT id FROM person UNION SELECT rowid FROM find_person"); err != nil {
		return err
	}
	if err := w.collect(w.dirty.findActivity, "SELECT id FROM activity UNION SELECT rowid FROM find_activity"); err != nil {
		return err
	}
	w.dirty.all = true
	for _, step := range []func() error{w.keepCounts, func() error { return noteMadeUp(w.exec) }, w.commit} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}
