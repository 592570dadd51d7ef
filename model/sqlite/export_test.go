package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"rollbook/model"
	"rollbook/model/disk"
)

// Dump gives every exchanged row with the version of each of its registers, and every kept
// count, as lines in order: what must be the same in all replicas.
func Dump(ctx context.Context, r *Register) ([]string, error) {
	var lines []string
	for _, t := range exchanged {
		cells := make([]any, len(t.columns))
		err := r.each(ctx, "SELECT x.id, x.v_clock, x.v_replica, x.v_columns, "+qualified(t, "x")+" FROM "+string(t.kind)+" x ORDER BY x.id", nil, func(rows *sql.Rows) error {
			var id int64
			var one row
			var columns sql.NullString
			into := []any{&id, &one.base.Clock, (*int64)(&one.base.Replica), &columns}
			for i := range cells {
				into = append(into, &cells[i])
			}
			if err := rows.Scan(into...); err != nil {
				return err
			}
			if columns.Valid {
				if err := json.Unmarshal([]byte(columns.String), &one.versions); err != nil {
					return err
				}
			}
			line := fmt.Sprint(t.kind, " ", id)
			for i, c := range t.columns {
				line += fmt.Sprintf(" %s=%v", c.name, cells[i])
				if c.name == c.register {
					line += fmt.Sprint("@", one.version(c.register))
				}
			}
			lines = append(lines, line)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	for _, kept := range []string{"kept_registration", "kept_activity", "kept_country"} {
		rows, err := r.readers.QueryContext(ctx, "SELECT * FROM "+kept)
		if err != nil {
			return nil, err
		}
		texts, err := rowTexts(rows)
		if err != nil {
			return nil, err
		}
		slices.Sort(texts)
		for _, text := range texts {
			lines = append(lines, kept+" "+text)
		}
	}
	return lines, nil
}

// Met gives the list of edits that met, as it is kept: each with what lost.
func Met(ctx context.Context, r *Register) ([]string, error) {
	return list(ctx, r, "SELECT sort || ' ' || kind || ' ' || row || ' ' || col || ' ' || lost_clock || ' ' || lost_replica || ' ' || lost FROM review WHERE sort NOT IN ('deleted', 'one') ORDER BY 1", nil,
		func(rows *sql.Rows, line *string) error { return rows.Scan(line) })
}

// Marks counts what the log says of marks, made or changed, by value.
func LoggedMarks(ctx context.Context, r *Register) (map[string]bool, error) {
	all := map[string]bool{}
	err := r.each(ctx, "SELECT row, new, replica, seq FROM operation WHERE kind = 'mark'", nil, func(rows *sql.Rows) error {
		var id, replica, seq int64
		var set string
		err := rows.Scan(&id, &set, &replica, &seq)
		all[fmt.Sprint(id, " ", set, " ", replica, " ", seq)] = true
		return err
	})
	return all, err
}

// Names gives every text of people that the file says anywhere that merging keeps.
func Said(ctx context.Context, r *Register, word string) ([]string, error) {
	var found []string
	for _, query := range []string{"SELECT 'operation ' || coalesce(new, '') || coalesce(was, '') FROM operation", "SELECT 'waiting ' || operation FROM waiting",
		"SELECT 'review ' || lost FROM review", "SELECT 'overwritten ' || coalesce(was, '') FROM overwritten", "SELECT 'person ' || name || email FROM person",
		"SELECT 'registration ' || organisation || position || code FROM registration"} {
		lines, err := list(ctx, r, query, nil, func(rows *sql.Rows, line *string) error { return rows.Scan(line) })
		if err != nil {
			return nil, err
		}
		for _, line := range lines {
			if strings.Contains(line, word) {
				found = append(found, line)
			}
		}
	}
	return found, nil
}

// Unsync lets a register's writes reach the disk when the system likes, for tests that
// write much and lose nothing.
func Unsync(ctx context.Context, r *Register) error {
	_, err := r.conn.ExecContext(ctx, "PRAGMA synchronous = OFF")
	return err
}

// AtFileStep lets tests see each step that is done with files beside SQLite's own.
func AtFileStep(f func()) { disk.Step = f }

// KeepReading begins to read, as another program does, until the function it gives is
// called.
func KeepReading(ctx context.Context, r *Register) (done func(), err error) {
	rows, err := r.readers.QueryContext(ctx, "SELECT id FROM operation, person")
	if err != nil {
		return nil, err
	}
	rows.Next()
	return func() { rows.Close() }, nil
}

// EraseAsBefore erases a person as programs did that left their registrations as they were,
// in a register of their version.
func EraseAsBefore(ctx context.Context, r *Register, id model.ID) error {
	return r.inOne(ctx, func(exec func(string, ...any) error) error {
		set := "erased = 1"
		for _, column := range personalOf[model.KindPerson] {
			set += ", " + column + " = ''"
		}
		if err := exec("UPDATE person SET "+set+" WHERE id = ?", int64(id)); err != nil {
			return err
		}
		paths := ""
		for _, column := range personalOf[model.KindPerson] {
			paths += ", '$." + column + "', ''"
		}
		if err := exec("UPDATE operation SET new = json_replace(new"+paths+"), was = json_replace(was"+paths+") WHERE kind = 'person' AND row = ?", int64(id)); err != nil {
			return err
		}
		if err := exec("UPDATE operation SET new = json_set(new, '$.erased', 1) WHERE kind = 'person' AND row = ? AND made = 1", int64(id)); err != nil {
			return err
		}
		return exec("UPDATE meta SET value = '4' WHERE name = 'made_up_to'")
	})
}

// Kinds gives the kinds of records that are exchanged.
func Kinds() (kinds []model.Kind) {
	for _, t := range exchanged {
		kinds = append(kinds, t.kind)
	}
	return kinds
}

// SpoilClock gives the last edit of a replica and all that it wrote the last clock that there
// is, as if one had been taken that nobody held against bounds.
func SpoilClock(ctx context.Context, r *Register, replica model.ReplicaTag) error {
	const far = int64(1<<63 - 2)
	return r.inOne(ctx, func(exec func(string, ...any) error) error {
		var seq, clock int64
		if err := r.conn.QueryRowContext(ctx, "SELECT seq, clock FROM operation WHERE replica = ? ORDER BY seq DESC LIMIT 1", int64(replica)).Scan(&seq, &clock); err != nil {
			return err
		}
		for _, t := range exchanged {
			if err := exec("UPDATE "+string(t.kind)+" SET v_clock = ? WHERE v_clock = ? AND v_replica = ?", far, clock, int64(replica)); err != nil {
				return err
			}
			if err := exec("UPDATE "+string(t.kind)+" SET v_columns = replace(v_columns, ?, ?) WHERE v_columns IS NOT NULL",
				fmt.Sprintf("[%d,%d]", clock, replica), fmt.Sprintf("[%d,%d]", far, replica)); err != nil {
				return err
			}
		}
		if err := exec("UPDATE operation SET clock = ? WHERE replica = ? AND seq = ?", far, int64(replica), seq); err != nil {
			return err
		}
		r.clock.last = far
		return exec("UPDATE head SET clock = ? WHERE replica = ?", far, int64(replica))
	})
}
