package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"rollbook/model"
)

// replay applies, after the register was changed for this program, what operations of a
// newer schema had said that the program before it did not know: whole records, and
// columns of others.
func (r *Register) replay(ctx context.Context, from int) error {
	var ops []model.Operation
	rows, err := r.conn.QueryContext(ctx, "SELECT "+operationColumns+" FROM operation o WHERE o.schema > ? ORDER BY o.clock, o.replica", from)
	if err != nil {
		return err
	}
	for rows.Next() {
		var op model.Operation
		if err := scanOperation(rows, &op); err != nil {
			rows.Close()
			return err
		}
		ops = append(ops, op)
	}
	if err := rows.Close(); err != nil || len(ops) == 0 {
		return err
	}
	w, err := r.begin(ctx, "", model.Ref{})
	if err != nil {
		return err
	}
	m := &merger{writer: w, starting: true, deleted: map[model.Ref]deletion{}, newPeople: map[model.ID]struct{}{}, repointed: map[model.ID]struct{}{}}
	for _, op := range ops {
		if err := m.again(op); err != nil {
			w.rollback()
			return fmt.Errorf("apply what a newer version had recorded: %w", err)
		}
	}
	if err := w.keepCounts(); err != nil {
		w.rollback()
		return err
	}
	if changed := r.changes.n; changed != w.applied {
		w.rollback()
		return fmt.Errorf("%d rows were changed, but %d by the log: the change was taken back", changed, w.applied)
	}
	return w.exec("COMMIT")
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
