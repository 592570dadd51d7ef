package sqlite

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"rollbook/model"
	"rollbook/model/disk"
)

// Recover makes a new register at to of everything that can still be read of a damaged one,
// which stays as it is: the rows of every table that can be reached, and what the history
// says of those that cannot. It goes on as a new replica. The error has code EExists where
// there is a file at to already, ENotOurs, ENewer, or EDamaged where nothing can be read.
func Recover(ctx context.Context, path, to string, options Options, progress model.Progress) (model.Recovered, error) {
	var got model.Recovered
	to, err := filepath.Abs(to)
	if err == nil {
		path, err = filepath.Abs(path)
	}
	if err != nil {
		return got, err
	}
	if isThere(to) {
		return got, disk.Exists(to)
	}
	if err := recoverable(path); err != nil {
		return got, err
	}
	from, err := privateCopy(ctx, path)
	if err != nil {
		return got, err
	}
	options.anew, options.ReadOnly = true, false
	err = makeAt(to, options, func(r *Register) error {
		c := &recovery{ctx: ctx, from: from, reg: r, got: &got, progress: progress}
		if err := c.copyAll(); err != nil {
			return err
		}
		r.damaged = true
		if err := r.open(ctx, schemaVersion); err != nil {
			return err
		}
		return c.complete()
	})
	return got, errors.Join(err, from.close())
}

// RecoveredName gives the name of a new register beside a damaged one.
func RecoveredName(path string) string {
	return freeName(strings.TrimSuffix(path, Extension)+" recovered", Extension)
}

// recoverable refuses a file of which nothing can be recovered.
func recoverable(path string) error {
	f, err := disk.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	head := make([]byte, headerSize)
	if _, err := io.ReadFull(f, head); err != nil || string(head[:16]) != "SQLite format 3\x00" {
		return model.Errorf(model.EDamaged, "Nothing can be read of %s: not even its beginning is that of a register.", filepath.Base(path))
	}
	switch version := int(binary.BigEndian.Uint32(head[60:])); {
	case binary.BigEndian.Uint32(head[68:]) != applicationID:
		return model.Errorf(model.ENotOurs, "%s is a database of another program, not a Rollbook register.", filepath.Base(path))
	case version > schemaVersion:
		return model.Errorf(model.ENewer, "%s was written by a newer Rollbook. Update Rollbook to recover it.", filepath.Base(path))
	}
	return nil
}

// recovery reads a damaged register into a new one.
type recovery struct {
	ctx      context.Context
	from     fileSource
	reg      *Register
	got      *model.Recovered
	progress model.Progress
	read     *sql.DB
	write    *sql.Conn
}

// keys name, for tables that are not kept by a single number, the columns of their key: the
// last is a number that runs.
var keys = map[string][]string{
	"action": {"replica", "no"}, "operation": {"replica", "seq"}, "waiting": {"replica", "seq"},
}

// copyAll copies the rows of every table that can be reached.
func (c *recovery) copyAll() error {
	into, err := sql.Open("sqlite", dsn(c.reg.path, writerPragmas()))
	if err != nil {
		return err
	}
	defer into.Close()
	into.SetMaxOpenConns(1)
	if err := runMigrations(c.ctx, into); err != nil {
		return err
	}
	if c.write, err = into.Conn(c.ctx); err != nil {
		return err
	}
	defer c.write.Close()
	if c.read, err = sql.Open("sqlite", c.from.dsn(true)); err != nil {
		return err
	}
	defer c.read.Close()
	if _, err := c.write.ExecContext(c.ctx, "PRAGMA foreign_keys(0)"); err != nil {
		return err
	}
	if _, err := c.write.ExecContext(c.ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	tables, err := c.tables()
	if err != nil {
		return err
	}
	for i, name := range tables {
		if c.progress != nil {
			c.progress(i, len(tables))
		}
		if err := c.copyTable(name); err != nil {
			return err
		}
	}
	exec := func(query string, args ...any) error {
		_, err := c.write.ExecContext(c.ctx, query, args...)
		return err
	}
	if err := c.whose(exec); err != nil {
		return err
	}
	if err := noteMadeUp(exec); err != nil {
		return err
	}
	return exec("COMMIT")
}

// whose has the register say which it is and which of its copies wrote it, where that is
// lost: else it could not be opened. It goes on as a new copy in any case.
func (c *recovery) whose(exec func(string, ...any) error) error {
	anybody := newReplica("")
	for _, step := range []struct {
		query string
		args  []any
	}{
		{"DELETE FROM meta WHERE name = 'replica' AND value NOT IN (SELECT uid FROM replica)", nil},
		{"INSERT OR IGNORE INTO replica (tag, uid, name, first_seen) SELECT ?, ?, '', 0 WHERE NOT EXISTS (SELECT 1 FROM replica)", []any{int64(anybody.Tag), anybody.UID}},
		{"INSERT OR IGNORE INTO meta (name, value) SELECT 'replica', uid FROM replica ORDER BY first_seen LIMIT 1", nil},
		{"INSERT OR IGNORE INTO meta (name, value) VALUES ('register', ?)", []any{newReplica("").UID}},
	} {
		if err := exec(step.query, step.args...); err != nil {
			return err
		}
	}
	return nil
}

// tables names those that hold what is not made from others.
func (c *recovery) tables() (names []string, err error) {
	rows, err := c.write.QueryContext(c.ctx, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'kept%' AND name NOT LIKE 'find%' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'goose%'")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}

// columns gives those of a table that both registers have.
func (c *recovery) columns(name string) ([]string, error) {
	of := func(query func(string) (*sql.Rows, error)) (all []string, err error) {
		rows, err := query("SELECT name FROM pragma_table_info('" + name + "') WHERE hidden IS NULL OR hidden = 0")
		if err != nil {
			rows, err = query("SELECT name FROM pragma_table_info('" + name + "')")
		}
		if err != nil {
			return nil, err
		}
		defer rows.Close()
		for rows.Next() {
			var column string
			if err := rows.Scan(&column); err != nil {
				return nil, err
			}
			all = append(all, column)
		}
		return all, rows.Err()
	}
	there, err := of(func(q string) (*sql.Rows, error) { return c.read.QueryContext(c.ctx, q) })
	if err != nil {
		return nil, err
	}
	here, err := of(func(q string) (*sql.Rows, error) { return c.write.QueryContext(c.ctx, q) })
	return slices.DeleteFunc(here, func(column string) bool { return !slices.Contains(there, column) }), err
}

func (c *recovery) copyTable(name string) error {
	columns, err := c.columns(name)
	if err != nil || len(columns) == 0 {
		if damaged(err) {
			return model.Errorf(model.EDamaged, "Nothing can be read of this register: the list of what it holds is damaged.")
		}
		return err // older than this table
	}
	insert, err := c.write.PrepareContext(c.ctx, "INSERT OR IGNORE INTO "+name+" ("+strings.Join(columns, ", ")+") VALUES (?"+strings.Repeat(",?", len(columns)-1)+")")
	if err != nil {
		return err
	}
	defer insert.Close()
	part := &stretch{recovery: c, table: name, columns: columns, insert: insert}
	switch key := keys[name]; {
	case key != nil:
		part.key = key[1]
		for _, replica := range c.replicas() {
			part.where, part.args = key[0]+" = ? AND ", []any{replica}
			if err := part.between(0, math.MaxInt64); err != nil {
				return err
			}
		}
	case slices.Contains(columns, "id"):
		part.key = "id"
		return part.between(0, math.MaxInt64)
	default: // small tables are read as far as they can be, from both ends
		for _, order := range []string{"", " ORDER BY 1 DESC"} {
			if _, _, err := part.rows("SELECT " + strings.Join(columns, ", ") + " FROM " + name + order); err != nil && !damaged(err) {
				return err
			}
		}
	}
	return nil
}

// replicas gives the tags of all copies that the damaged register speaks of.
func (c *recovery) replicas() []int64 {
	tags := map[int64]bool{}
	for _, query := range []string{"SELECT tag FROM replica", "SELECT tag FROM replica ORDER BY 1 DESC", "SELECT replica FROM head", "SELECT DISTINCT replica FROM action",
		"SELECT DISTINCT v_replica FROM activity", "SELECT DISTINCT v_replica FROM person"} {
		rows, err := c.read.QueryContext(c.ctx, query)
		if err != nil {
			continue
		}
		for rows.Next() {
			var tag int64
			if rows.Scan(&tag) == nil {
				tags[tag] = true
			}
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			continue // what came before counts
		}
	}
	var all []int64
	for tag := range tags {
		all = append(all, tag)
	}
	slices.Sort(all)
	return all
}

// damaged says whether an error is of what was to be read, not of anything else.
func damaged(err error) bool {
	return err != nil && model.CodeOf(explainSQLite("", err)) == model.EDamaged
}

// stretch copies the rows of a table whose key lies between two numbers.
type stretch struct {
	*recovery
	table, key, where string
	args              []any
	columns           []string
	insert            *sql.Stmt
}

// tries is at how many places of a stretch of which neither end can be read something
// between is looked for.
const tries = 256

// between copies what can be read between two keys: from both ends, and where both meet
// damage, from the first key after it that can be read.
func (s *stretch) between(low, high int64) error {
	query := "SELECT " + s.key + ", " + strings.Join(s.columns, ", ") + " FROM " + s.table + " WHERE " + s.where + s.key + " BETWEEN ? AND ? ORDER BY " + s.key
	for low <= high {
		last, n, err := s.rows(query, append(slices.Clone(s.args), low, high)...)
		if err == nil || !damaged(err) {
			return err
		}
		if n > 0 {
			low = last + 1
		}
		last, m, err := s.rows(query+" DESC", append(slices.Clone(s.args), low, high)...)
		if err == nil || !damaged(err) {
			return err
		}
		readable := high
		if m > 0 {
			readable, high = last, last-1
		} else if readable, err = s.anywhere(low, high); err != nil || readable < low {
			return err
		}
		if low, err = s.after(low, readable); err != nil {
			return err
		}
	}
	return nil
}

// reads says whether the first row from a key on can be read.
func (s *stretch) reads(from int64) (bool, error) {
	var key int64
	err := s.read.QueryRowContext(s.ctx, "SELECT "+s.key+" FROM "+s.table+" WHERE "+s.where+s.key+" >= ? ORDER BY "+s.key+" LIMIT 1", append(slices.Clone(s.args), from)...).Scan(&key)
	if damaged(err) {
		return false, nil
	}
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return err == nil, err
}

// anywhere gives a key between two from which on something can be read; one before both
// where there is none.
func (s *stretch) anywhere(low, high int64) (int64, error) {
	step := uint64(high-low)/tries + 1
	for n := range uint64(tries) {
		at := low + int64(step*(n+1)) // beyond the numbers it turns around
		if at <= low || at > high {
			break
		}
		if ok, err := s.reads(at); ok || err != nil {
			return at, err
		}
	}
	return low - 1, nil
}

// after gives the first key after damage, which begins at low, from which on can be read.
func (s *stretch) after(low, readable int64) (int64, error) {
	for low < readable {
		middle := low/2 + readable/2
		if middle <= low {
			middle = low + 1
		}
		ok, err := s.reads(middle)
		switch {
		case err != nil:
			return 0, err
		case ok && middle == readable:
			return readable, nil
		case ok:
			readable = middle
		case middle == low:
			return readable, nil
		default:
			low = middle
		}
		if low+1 >= readable {
			return readable, nil
		}
	}
	return readable, nil
}

// rows copies what a query gives, up to an error; it gives the last key and how many.
func (s *stretch) rows(query string, args ...any) (last int64, n int, err error) {
	rows, err := s.read.QueryContext(s.ctx, query, args...)
	if err != nil {
		return 0, 0, err
	}
	defer rows.Close()
	keyed := s.key != ""
	for rows.Next() {
		cells := make([]any, len(s.columns))
		var into []any
		if keyed {
			into = append(into, &last)
		}
		for i := range cells {
			into = append(into, &cells[i])
		}
		if err := rows.Scan(into...); err != nil {
			return last, n, err
		}
		n++
		if _, err := s.insert.ExecContext(s.ctx, cells...); err != nil && !isConstraint(err) && !isMismatch(err) {
			return last, n, err
		}
	}
	return last, n, rows.Err()
}
