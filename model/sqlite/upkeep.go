package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"rollbook/model"
)

// What a version of the schema promises beside its tables – people kept sorted, words to be
// found by, counts kept ready, edits of newer programs that it now understands – is made
// from the rows after the tables were changed. That it was done is written into the
// register in the transaction that does it, so that an upgrade that was cut off in between
// is seen at every opening and made up.

// madeUpTo is the name in meta under which a register says up to which version of the
// schema all that is promised was done.
const madeUpTo = "made_up_to"

// firstMarked is the first version of the schema whose programs write that mark. Registers
// without it may be of any version up to this one, and stand for their kinds.
const firstMarked = 4

// erasedRegistrations is the first version of the schema whose programs erase what
// registrations say of people too.
const erasedRegistrations = 10

// laterKinds are the kinds that came between the first version of the schema and
// firstMarked: operations on them were held back by programs that did not know them.
var laterKinds = []model.Kind{model.KindLesson, model.KindLessonActivity, model.KindOutput, model.KindCertificate, model.KindAward, model.KindSnapshot}

// isFound says, in SQL, whether a person p can be found: neither deleted, erased nor merged.
const isFound = "p.deleted = 0 AND p.erased = 0 AND p.merged_into IS NULL"

// keepsPromises sees whether all that the register's version promises was done, and makes up
// what was not, in one transaction.
func (r *Register) keepsPromises(ctx context.Context) error {
	done, err := r.madeUp(ctx)
	if err != nil {
		return err
	}
	if done >= schemaVersion {
		empty, err := r.emptyIndexes(ctx)
		if err != nil || !empty {
			return err
		}
	}
	return r.makeUp(ctx, done)
}

// madeUp gives the version of the schema up to which all is done; 0 where nobody said.
func (r *Register) madeUp(ctx context.Context) (version int, err error) {
	err = r.conn.QueryRowContext(ctx, "SELECT coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE name = ?), 0)", madeUpTo).Scan(&version)
	return version, err
}

// emptyIndexes says whether there are people or activities, but nothing that is kept of any.
func (r *Register) emptyIndexes(ctx context.Context) (empty bool, err error) {
	err = r.conn.QueryRowContext(ctx, `
		SELECT EXISTS (SELECT 1 FROM person p WHERE `+isFound+`)
		    AND (NOT EXISTS (SELECT 1 FROM kept_person) OR NOT EXISTS (SELECT 1 FROM find_person))
		  OR EXISTS (SELECT 1 FROM activity WHERE deleted = 0)
		    AND (NOT EXISTS (SELECT 1 FROM kept_activity) OR NOT EXISTS (SELECT 1 FROM find_activity))`).Scan(&empty)
	return empty, err
}

// makeUp does what the versions after the given one promise, and notes that it is done.
func (r *Register) makeUp(ctx context.Context, from int) error {
	r.writing.Lock()
	defer r.writing.Unlock()
	w, err := r.begin(ctx, "", model.Ref{})
	if err != nil {
		return err
	}
	m := &merger{writer: w, starting: true, deleted: map[model.Ref]deletion{}, newPeople: map[model.ID]struct{}{}, repointed: map[model.ID]struct{}{}}
	if err := m.makeUp(from); err != nil {
		w.rollback()
		return err
	}
	r.lingers = r.lingers || w.forgets
	_, _ = r.tryEmptyLog(ctx) // where somebody reads it is tried again
	return nil
}

func (m *merger) makeUp(from int) error {
	if from < schemaVersion {
		if err := m.replay(from); err != nil {
			return fmt.Errorf("apply what a newer version had recorded: %w", err)
		}
		m.dirty.all = schemaVersion > firstMarked // up to there no upgrade changed what is counted
	}
	if from < erasedRegistrations {
		if err := m.eraseRegistrations(); err != nil {
			return err
		}
	}
	if err := m.notKept(); err != nil {
		return err
	}
	if err := m.keepCounts(); err != nil {
		return err
	}
	if changed := m.reg.changes.n; changed != m.applied {
		return fmt.Errorf("%d rows were changed, but %d by the log: the change was taken back", changed, m.applied)
	}
	if err := noteMadeUp(m.exec); err != nil {
		return err
	}
	return m.commit()
}

// notKept marks what is not found, sorted or counted as it should be to be made again.
func (w *writer) notKept() error {
	for _, missing := range []struct {
		into  map[model.ID]struct{}
		query string
	}{
		{w.dirty.findPerson, "SELECT p.id FROM person p WHERE (" + isFound + ") <> EXISTS (SELECT 1 FROM kept_person k WHERE k.person = p.id)"},
		{w.dirty.findPerson, "SELECT p.id FROM person p WHERE (" + isFound + ") <> EXISTS (SELECT 1 FROM find_person f WHERE f.rowid = p.id)"},
		{w.dirty.findActivity, "SELECT a.id FROM activity a WHERE (a.deleted = 0) <> EXISTS (SELECT 1 FROM find_activity f WHERE f.rowid = a.id)"},
		{w.dirty.activities, "SELECT a.id FROM activity a WHERE (a.deleted = 0) <> EXISTS (SELECT 1 FROM kept_activity k WHERE k.activity = a.id)"},
	} {
		if err := w.collect(missing.into, missing.query); err != nil {
			return err
		}
	}
	return nil
}

func noteMadeUp(exec func(string, ...any) error) error {
	return exec("INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", madeUpTo, fmt.Sprint(schemaVersion))
}

// replay applies what operations of a newer schema than the given one had said that the
// programs before did not know: whole records, and columns of others.
func (m *merger) replay(from int) error {
	ops, err := m.heldBack(from)
	if err != nil {
		return err
	}
	for _, op := range ops {
		if err := m.again(op); err != nil {
			return err
		}
	}
	return nil
}

// heldBack reads the operations that a program of the given version did not understand; of
// a register that does not say its version, those on kinds that came later.
func (m *merger) heldBack(from int) (ops []model.Operation, err error) {
	where, args := "o.schema > ?", []any{max(from, firstMarked)}
	if from < firstMarked {
		where += " OR o.replica <> ? AND o.kind IN (''" + strings.Repeat(", ?", len(laterKinds)) + ")"
		args = append(args, int64(m.reg.replica.Tag))
		for _, kind := range laterKinds {
			args = append(args, string(kind))
		}
	}
	rows, err := m.reg.conn.QueryContext(m.ctx, "SELECT "+operationColumns+" FROM operation o WHERE "+where+" ORDER BY o.clock, o.replica", args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var op model.Operation
		if err := scanOperation(rows, &op); err != nil {
			return nil, err
		}
		ops = append(ops, op)
	}
	return ops, rows.Err()
}

// again applies an operation that is in the log already.
func (m *merger) again(op model.Operation) error {
	t := tableOf[op.Kind]
	if t == nil {
		return nil // still of a newer schema
	}
	e, _, err := t.edit(op)
	if err != nil {
		return err
	}
	e.settled, e.again = true, true
	if !op.Made {
		if old, err := m.row(t, op.Row); err != nil || old == nil {
			return err
		}
	}
	_, err = m.write(e)
	return err
}

// edit gives an operation as an edit of its row, and whether it says more than this
// program knows.
func (t *table) edit(op model.Operation) (e edit, later bool, err error) {
	at := version{op.Clock, op.Replica}
	e = edit{table: t, row: op.Row, base: at, made: op.Made, version: func(string) (version, bool) { return at, true }}
	if e.set, later, err = t.read(op.New); err != nil || op.Made {
		return e, later, err
	}
	if e.over, err = readVersions(sql.NullString{String: string(op.Replaced), Valid: len(op.Replaced) > 0}); err != nil {
		return e, later, unreadableLog(err)
	}
	registers := map[string]bool{}
	for name := range e.set {
		registers[t.columns[t.index(name)].register] = true
	}
	e.version = func(register string) (version, bool) { return at, registers[register] }
	return e, later, nil
}
