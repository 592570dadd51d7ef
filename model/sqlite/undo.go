package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"rollbook/model"
)

// undoDepth is how many of this replica's last actions undo and redo look at.
const undoDepth = 1000

// lasting actions cannot be taken back.
var lasting = map[model.Verb]bool{model.VerbNew: true, model.VerbErase: true, model.VerbSample: true, model.VerbLeave: true}

// chains are a replica's last actions with what reversed them.
type chains struct {
	actions []model.Action // newest first
	by      map[model.ActionRef]model.ActionRef
}

// last follows an action through undo, redo, undo … to the action whose effect stands or
// fell last, and says whether the action is undone.
func (c chains) last(a model.ActionRef) (last model.ActionRef, undone bool) {
	for range len(c.by) + 1 { // no longer, whatever came from elsewhere
		next, ok := c.by[a]
		if !ok {
			break
		}
		a, undone = next, !undone
	}
	return a, undone
}

// chains reads the last actions of this replica.
func (r *Register) chains(ctx context.Context) (chains, error) {
	c := chains{}
	var err error
	if c.by, err = r.reversals(ctx); err != nil {
		return c, err
	}
	c.actions, err = r.actions(ctx, "WHERE replica = ? ORDER BY no DESC LIMIT ?", int64(r.replica.Tag), undoDepth)
	return c, err
}

// reversals gives, of every action that was undone or done again, by which that was; of
// several the last.
func (r *Register) reversals(ctx context.Context) (map[model.ActionRef]model.ActionRef, error) {
	by := map[model.ActionRef]model.ActionRef{}
	err := r.each(ctx, "SELECT replica, no, of_replica, of_no FROM action WHERE of_no IS NOT NULL", nil, func(rows *sql.Rows) error {
		var one, of model.ActionRef
		err := rows.Scan(&one.Replica, &one.No, &of.Replica, &of.No)
		if last, ok := by[of]; !ok || last.Replica == one.Replica && last.No < one.No || last.Replica < one.Replica {
			by[of] = one
		}
		return err
	})
	return by, err
}

// steps gives what undo would take back and redo bring again; nil where there is nothing.
func (c chains) steps() (undo, redo *model.Action) {
	for i := range c.actions {
		a := &c.actions[i]
		if a.Of.No != 0 || lasting[a.Verb] || a.Verb == model.VerbFollow {
			continue // what came by itself is taken back from the history, not by the way
		}
		if _, undone := c.last(a.ActionRef); !undone {
			return a, redo
		}
		redo = a
	}
	return nil, redo
}

// Steps gives what Undo would take back and what Redo would bring again; nil where there
// is nothing.
func (r *Register) Steps(ctx context.Context) (undo, redo *model.Action, err error) {
	c, err := r.chains(ctx)
	if err != nil {
		return nil, nil, err
	}
	undo, redo = c.steps()
	for _, a := range []*model.Action{undo, redo} {
		if a != nil {
			if err := r.name(ctx, a); err != nil {
				return nil, nil, err
			}
		}
	}
	return undo, redo, nil
}

// Undo takes back the last thing done on this computer that still stands, also after a
// restart. The error has code ENothing where there is nothing left.
func (r *Register) Undo(ctx context.Context) (model.Undone, error) {
	c, err := r.chains(ctx)
	if err != nil {
		return model.Undone{}, err
	}
	undo, _ := c.steps()
	if undo == nil {
		return model.Undone{}, model.Errorf(model.ENothing, "There is nothing to undo.")
	}
	last, _ := c.last(undo.ActionRef)
	return r.reverse(ctx, *undo, last, model.VerbUndo)
}

// Redo brings again what Undo took back last. The error has code ENothing where there is
// nothing, or where something else was done since.
func (r *Register) Redo(ctx context.Context) (model.Undone, error) {
	c, err := r.chains(ctx)
	if err != nil {
		return model.Undone{}, err
	}
	_, redo := c.steps()
	if redo == nil {
		return model.Undone{}, model.Errorf(model.ENothing, "There is nothing to redo.")
	}
	last, _ := c.last(redo.ActionRef)
	return r.reverse(ctx, *redo, last, model.VerbRedo)
}

// UndoAction takes one action back, whenever and wherever it was done; of an undo, it brings
// again what that took back. What was edited again since stays. The errors have the codes ENotFound, ENothing (it is undone already)
// and EInvalid (it is of those that last).
func (r *Register) UndoAction(ctx context.Context, ref model.ActionRef) (model.Undone, error) {
	all, err := r.actions(ctx, "WHERE replica = ? AND no = ?", int64(ref.Replica), ref.No)
	if err != nil {
		return model.Undone{}, err
	}
	if len(all) == 0 {
		return model.Undone{}, model.Errorf(model.ENotFound, "There is no action %d of replica %d.", ref.No, ref.Replica)
	}
	if lasting[all[0].Verb] {
		return model.Undone{}, model.Errorf(model.EInvalid, "%q cannot be undone.", string(all[0].Verb))
	}
	c := chains{}
	if c.by, err = r.reversals(ctx); err != nil {
		return model.Undone{}, err
	}
	last, undone := c.last(ref)
	if undone {
		return model.Undone{}, model.Errorf(model.ENothing, "That is undone already.")
	}
	shown, verb := all[0], model.VerbUndo
	if shown.Verb == model.VerbUndo {
		verb = model.VerbRedo
	}
	for shown.Of.No != 0 {
		of, err := r.actions(ctx, "WHERE replica = ? AND no = ?", int64(shown.Of.Replica), shown.Of.No)
		if err != nil || len(of) == 0 {
			return model.Undone{}, err
		}
		shown = of[0]
	}
	return r.reverse(ctx, shown, last, verb)
}

// reverse takes back what one action did, as an action of its own.
func (r *Register) reverse(ctx context.Context, shown model.Action, last model.ActionRef, verb model.Verb) (model.Undone, error) {
	undone := model.Undone{Action: shown}
	by, err := r.write(ctx, verb, shown.Subject, func(w *writer) error {
		w.action.Of = last
		ops, err := w.operations(last)
		if err != nil {
			return err
		}
		for _, op := range ops {
			kept, err := w.takeBack(op)
			if err != nil {
				return err
			}
			undone.Kept += kept
		}
		if last.Replica == r.replica.Tag {
			kept, err := w.takeBackMerge(last.No)
			if err != nil {
				return err
			}
			undone.Kept += kept
		}
		if w.logged == 0 {
			return model.Errorf(model.EConflict, "Everything that this changed has been edited again since; nothing was taken back.")
		}
		return nil
	})
	if err != nil {
		return model.Undone{}, err
	}
	undone.By = by
	return undone, r.name(ctx, &undone.Action)
}

// operation is an entry of the log, as taking it back needs it.
type operation struct {
	at   version
	kind model.Kind
	row  model.ID
	made bool
	new  values
	was  values
}

// operations reads an action's operations, the last first.
func (w *writer) operations(a model.ActionRef) ([]operation, error) {
	rows, err := w.reg.conn.QueryContext(w.ctx, `SELECT clock, kind, row, made, new, was FROM operation
		WHERE replica = ? AND action = ? ORDER BY seq DESC`, int64(a.Replica), a.No)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var ops []operation
	for rows.Next() {
		op := operation{at: version{Replica: a.Replica}}
		var set, was sql.NullString
		if err := rows.Scan(&op.at.Clock, &op.kind, &op.row, &op.made, &set, &was); err != nil {
			return nil, err
		}
		if op.new, err = decode(set); err != nil {
			return nil, err
		}
		if op.was, err = decode(was); err != nil {
			return nil, err
		}
		ops = append(ops, op)
	}
	return ops, rows.Err()
}

// takeBack takes one operation back and gives how many fields stayed because they were
// edited again since.
func (w *writer) takeBack(op operation) (kept int, err error) {
	t, ok := tableOf[op.kind]
	if !ok {
		return 0, fmt.Errorf("the log names %q, which this program does not know", op.kind)
	}
	if op.made {
		return 0, w.remove(op.kind, op.row)
	}
	now, err := w.row(t, op.row)
	if err != nil || now == nil {
		return 0, err
	}
	was, err := op.was.forTable(t)
	if err != nil {
		return 0, err
	}
	set := values{}
	for name, value := range was {
		i := t.index(name)
		if i < 0 {
			continue
		}
		if now.version(t.columns[i].register) == op.at {
			set[name] = value
		} else {
			kept++
		}
	}
	if len(set) == 0 {
		return kept, nil
	}
	return kept, w.update(t, op.row, now, set)
}
