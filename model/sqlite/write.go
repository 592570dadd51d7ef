package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"rollbook/model"
)

// writer writes the rows of one user action inside its transaction, and logs each of them.
// It is the only thing that writes exchanged tables.
type writer struct {
	reg      *Register
	ctx      context.Context
	action   model.Action
	before   int64 // the clock's last time when the action began
	jump     *jump // where the clock has leapt ahead since
	firstRow int64 // the register's nextRow when the action began
	logged   int   // operations of this action
	merged   int   // operations of other replicas that were taken in
	applied  int   // rows that those changed
	noted    bool  // something is to be kept though nothing was logged or taken in
	known    map[model.ReplicaTag]known
	untold   bool // others are known further than this replica's log says
	reviews  int  // edits that met and that nobody has looked at, or more
	dirty    dirt
	carried  carried
	forgets  bool // what it overwrote must not linger in the log file beside the register
}

// write does one user action: it runs do in a transaction of its own, logs what do
// changed, brings the kept counts up to date, commits, and tells those who watch. If
// anything fails nothing is changed. An action that changes nothing leaves no trace.
func (r *Register) write(ctx context.Context, verb model.Verb, subject model.Ref, do func(*writer) error) (model.Action, error) {
	r.writing.Lock()
	defer r.writing.Unlock()
	if err := r.refuses(); err != nil {
		return model.Action{}, err
	}
	w, err := r.begin(ctx, verb, subject)
	if err != nil {
		return model.Action{}, r.explain(err)
	}
	finished := false
	defer func() {
		if !finished { // a mistake of the program: nothing of it stays, and the next can write
			w.rollback()
		}
	}()
	err = w.finish(do)
	finished = err == nil
	if errors.Is(err, errMoved) {
		w.rollback()
		return model.Action{}, r.rescue()
	}
	if err != nil {
		return model.Action{}, r.explain(err)
	}
	if r.stands() != nil { // since the edit was written
		return model.Action{}, r.rescue()
	}
	if r.lingers && !w.forgets { // whoever erased waits for it
		_, _ = r.tryEmptyLog(w.ctx) // what was done is done; it is tried again
	}
	if w.logged+w.merged > 0 {
		model.Note(ctx, w.action)
		r.publish(model.Event{Action: w.action, Changed: w.dirty.changed()})
	}
	return w.action, nil
}

func (r *Register) begin(ctx context.Context, verb model.Verb, subject model.Ref) (*writer, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := r.markOpen(context.WithoutCancel(ctx)); err != nil {
		return nil, err
	}
	w := &writer{reg: r, ctx: context.WithoutCancel(ctx), known: r.allKnown(), untold: r.untold, reviews: r.reviews, dirty: newDirt(), firstRow: r.nextRow, before: r.clock.last}
	w.action = model.Action{
		ActionRef: model.ActionRef{Replica: r.replica.Tag, No: r.lastAction + 1},
		At:        model.InstantOf(r.clock.wall()), Who: r.Replica().Name, Verb: verb, Subject: subject,
	}
	r.changes.reset()
	w.dirty.cancelled = ctx.Err
	return w, w.exec("BEGIN IMMEDIATE")
}

// finish runs the action's work and commits it.
func (w *writer) finish(do func(*writer) error) error {
	if err := do(w); err != nil {
		return err
	}
	if err := w.carryBack(); err != nil {
		return err
	}
	if w.logged+w.merged == 0 {
		if !w.noted {
			return w.exec("ROLLBACK")
		}
		if err := w.commit(); err != nil {
			return err
		}
		w.keep()
		return nil
	}
	if err := w.keepCounts(); err != nil {
		return fmt.Errorf("bring the counts up to date: %w", err)
	}
	if changed := w.reg.changes.n; changed != w.logged+w.applied {
		return fmt.Errorf("%d rows were changed, but %d operations logged: the change was taken back", changed, w.logged+w.applied)
	}
	w.action.Changes = w.logged + w.merged
	if err := w.insertAction(w.action); err != nil {
		return err
	}
	if w.reg.nextRow != w.firstRow { // a mark makes no row with a number, and has no page to spare
		if err := w.exec(`INSERT INTO meta (name, value) VALUES ('next_row', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
			fmt.Sprint(w.reg.nextRow)); err != nil {
			return err
		}
	}
	if w.logged > 0 {
		if err := w.noteJump(); err != nil {
			return err
		}
	}
	if err := w.keepHead(); err != nil {
		return err
	}
	if err := w.commit(); err != nil {
		return err
	}
	w.reg.lastAction = w.action.No
	w.reg.lastSeq += int64(w.logged)
	if w.jump != nil {
		w.reg.jumped.Store(w.jump)
	}
	w.keep()
	return nil
}

// commit ends the transaction, where the file that it wrote is still at its place.
func (w *writer) commit() error {
	if err := w.reg.stands(); err != nil {
		return err
	}
	return w.exec("COMMIT")
}

func (w *writer) insertAction(a model.Action) error {
	var ofReplica, ofNo any
	if a.Of.No != 0 {
		ofReplica, ofNo = int64(a.Of.Replica), a.Of.No
	}
	stmt, err := w.reg.prepared(`INSERT OR IGNORE INTO action (replica, no, at, utc_offset, who, verb, subject_kind, subject_id, changes, of_replica, of_no)
		VALUES (?,?,?,?,?,?,?,?,?,?,?)`)
	if err != nil {
		return err
	}
	_, err = stmt.ExecContext(w.ctx, int64(a.Replica), a.No, a.At.UnixMilli, a.At.Offset, a.Who, string(a.Verb),
		string(a.Subject.Kind), int64(a.Subject.ID), a.Changes, ofReplica, ofNo)
	return err
}

// rollback takes back what the transaction did. That it may already be rolled back is no
// failure.
func (w *writer) rollback() {
	_ = w.exec("ROLLBACK")
}

// newID gives an id for a row that is made here.
func (w *writer) newID() model.ID {
	w.reg.nextRow++
	return model.ID(int64(w.reg.replica.Tag)<<32 | w.reg.nextRow)
}

// make writes a row that is known not to exist yet, with a new id.
func (w *writer) make(kind model.Kind, set values) (model.ID, error) {
	id := w.newID()
	return id, w.insert(tableOf[kind], id, set)
}

// edit changes columns of a row that exists. Columns that already hold what is set stay
// as they are. The error has code ENotFound where there is no such row.
func (w *writer) edit(kind model.Kind, id model.ID, set values) error {
	t := tableOf[kind]
	old, err := w.row(t, id)
	if err != nil {
		return err
	}
	if old == nil {
		return model.Errorf(model.ENotFound, "There is no %s with the id %d.", kindNoun(kind), id)
	}
	return w.update(t, id, old, set)
}

// link makes or changes a row whose id is derived from what it links; one that was
// deleted comes back.
func (w *writer) link(kind model.Kind, id model.ID, set values) error {
	t := tableOf[kind]
	old, err := w.row(t, id)
	if err != nil {
		return err
	}
	if old == nil {
		return w.insert(t, id, set)
	}
	for name, value := range set {
		if slices.Contains(fixed[kind], t.columns[t.index(name)].register) && old.values[t.index(name)] != value {
			return fmt.Errorf("%s %d links something else already", kind, id)
		}
	}
	set["deleted"] = int64(0)
	return w.update(t, id, old, set)
}

// remove deletes a row: it stays, and can come back.
func (w *writer) remove(kind model.Kind, id model.ID) error {
	return w.edit(kind, id, values{"deleted": int64(1)})
}

// row reads a row as it stands; nil where there is none.
func (w *writer) row(t *table, id model.ID) (*row, error) {
	stmt, err := w.reg.prepared(t.selection())
	if err != nil {
		return nil, err
	}
	r := &row{}
	switch err := r.scan(t, stmt.QueryRowContext(w.ctx, int64(id)).Scan); {
	case err == sql.ErrNoRows:
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("read %s %d: %w", t.kind, id, err)
	}
	return r, nil
}

// insert writes a new row and logs it.
func (w *writer) insert(t *table, id model.ID, set values) error {
	now := w.reg.clock.tick()
	args := make([]any, 0, len(t.columns)+3)
	args = append(args, int64(id))
	if erased, err := w.isErased(t, nil, set); err != nil {
		return err
	} else if erased {
		for _, name := range personalOf[t.kind] {
			delete(set, name)
		}
	}
	if err := t.within(set); err != nil {
		return err
	}
	logged := make(values, len(set))
	for _, c := range t.columns {
		value, given := set[c.name]
		if !given {
			value = c.zero
		} else if value != c.zero {
			logged[c.name] = value
		}
		args = append(args, value)
	}
	args = append(args, now, int64(w.reg.replica.Tag))
	stmt, err := w.reg.prepared("INSERT INTO " + string(t.kind) + " (id, " + t.list() + ", v_clock, v_replica) VALUES (?" +
		strings.Repeat(",?", len(t.columns)+2) + ")")
	if err != nil {
		return err
	}
	if _, err := stmt.ExecContext(w.ctx, args...); err != nil {
		return fmt.Errorf("add %s: %w", t.kind, err)
	}
	w.dirty.add(t.kind, id, values{}, func(name string) any { return args[1+t.index(name)] })
	return w.log(t, id, now, logged, nil, nil)
}

// update changes a row from what it was, together with the columns that belong to those
// changed, and logs it.
func (w *writer) update(t *table, id model.ID, old *row, set values) error {
	erased, err := w.isErased(t, old, nil)
	if err != nil {
		return err
	}
	if erased {
		for _, name := range erasing(t.kind) { // no edit brings back what was erased
			delete(set, name)
		}
	}
	registers := map[string]bool{}
	for name, value := range set {
		if i := t.index(name); old.values[i] != value {
			registers[t.columns[i].register] = true
		}
	}
	if len(registers) == 0 {
		return nil
	}
	return w.set(t, id, old, registers, set)
}

// set writes registers of a row anew, with those of their columns that are given changed,
// and logs it. Whoever sets them has seen what stood there: no edit that met it is left to
// be looked at.
func (w *writer) set(t *table, id model.ID, old *row, registers map[string]bool, set values) error {
	if err := t.within(set); err != nil {
		return err
	}
	now := version{w.reg.clock.tick(), w.reg.replica.Tag}
	changed, was, replaced := values{}, values{}, map[string]version{}
	next := &row{values: append([]any(nil), old.values...), base: old.base, versions: map[string]version{}}
	for name, v := range old.versions {
		next.versions[name] = v
	}
	for i, c := range t.columns {
		if !registers[c.register] {
			continue
		}
		if value, given := set[c.name]; given {
			next.values[i] = value
		}
		changed[c.name], was[c.name] = next.values[i], old.values[i]
		replaced[c.register] = old.version(c.register)
		next.versions[c.register] = now
	}
	if err := w.store(t, id, next, changed); err != nil {
		return err
	}
	w.dirty.add(t.kind, id, was, func(name string) any { return next.values[t.index(name)] })
	w.notePart(t, id, was, next)
	if err := w.settle(t.kind, id, registers); err != nil {
		return err
	}
	return w.log(t, id, now.Clock, changed, was, replaced)
}

// store writes changed columns of a row and its versions.
func (w *writer) store(t *table, id model.ID, next *row, changed values) error {
	var q strings.Builder
	q.WriteString("UPDATE " + string(t.kind) + " SET ")
	args := make([]any, 0, len(changed)+4)
	for i, c := range t.columns {
		if _, ok := changed[c.name]; ok {
			q.WriteString(c.name + " = ?, ")
			args = append(args, next.values[i])
		}
	}
	q.WriteString("v_clock = ?, v_replica = ?, v_columns = ? WHERE id = ?")
	columns, err := encode(next.versions)
	if err != nil {
		return err
	}
	args = append(args, next.base.Clock, int64(next.base.Replica), columns, int64(id))
	stmt, err := w.reg.prepared(q.String())
	if err != nil {
		return err
	}
	if _, err := stmt.ExecContext(w.ctx, args...); err != nil {
		return fmt.Errorf("change %s %d: %w", t.kind, id, err)
	}
	return nil
}

// log appends the operation that made or changed a row.
func (w *writer) log(t *table, id model.ID, clock int64, changed, was values, replaced map[string]version) error {
	if err := w.dirty.cancelled(); err != nil {
		return err
	}
	made := 0
	if was == nil {
		made = 1
	}
	newText, err := encode(changed)
	if err != nil {
		return err
	}
	wasText, err := encode(was)
	if err != nil {
		return err
	}
	replacedText, err := encode(replaced)
	if err != nil {
		return err
	}
	if newText == nil {
		newText = "{}"
	}
	w.logged++
	if err := w.tell(w.reg.lastSeq + int64(w.logged)); err != nil {
		return err
	}
	stmt, err := w.reg.prepared(`INSERT INTO operation (replica, seq, clock, schema, action, kind, row, made, new, was, replaced)
		VALUES (?,?,?,?,?,?,?,?,?,?,?)`)
	if err != nil {
		return err
	}
	_, err = stmt.ExecContext(w.ctx, int64(w.reg.replica.Tag), w.reg.lastSeq+int64(w.logged), clock, schemaVersion,
		w.action.No, string(t.kind), int64(id), made, newText, wasText, replacedText)
	if err != nil {
		return fmt.Errorf("log the change of %s %d: %w", t.kind, id, err)
	}
	return nil
}

// exec runs a statement on the writer's connection; one with arguments is prepared once.
func (w *writer) exec(query string, args ...any) error {
	if len(args) == 0 {
		_, err := w.reg.conn.ExecContext(w.ctx, query)
		return err
	}
	stmt, err := w.reg.prepared(query)
	if err != nil {
		return err
	}
	_, err = stmt.ExecContext(w.ctx, args...)
	return err
}

// list names the table's columns for a statement.
func (t *table) list() string {
	names := make([]string, len(t.columns))
	for i, c := range t.columns {
		names[i] = c.name
	}
	return strings.Join(names, ", ")
}

// kindNoun gives the word people know a kind of record by.
func kindNoun(k model.Kind) string { return strings.ReplaceAll(string(k), "_", " ") }
