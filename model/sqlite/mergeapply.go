package sqlite

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"

	"rollbook/model"
)

// edit is what comes for one row, as an operation or as the row's state elsewhere.
type edit struct {
	table   *table
	row     model.ID
	base    version                                       // of a row that is made
	set     values                                        // by column, as the table holds them
	version func(register string) (came version, is bool) // of a register that it sets
	over    map[string]version                            // the versions it replaced; nil where it made the row
	seen    model.Heads                                   // what its author had seen
	settled bool                                          // its effect was here before: nothing that stands met it
	made    bool
	state   bool // it is the row's state elsewhere, not an operation
	again   bool // it is in the log already, and may say more than was known when it came
}

// knew says whether an author had seen a version.
func knew(seen model.Heads, v version) bool { return v.Clock <= seen[v.Replica].Clock }

// apply writes an operation's effect and puts it into the log.
func (m *merger) apply(op model.Operation, seen model.Heads) error {
	t := tableOf[op.Kind]
	if t == nil {
		m.out.Later++
		return m.append(op)
	}
	e, later, err := t.edit(op)
	if err != nil {
		return err
	}
	e.seen, e.settled = seen, op.Clock <= m.known[op.Replica].part.Clock
	if later {
		m.out.Later++
	}
	erased, err := m.write(e)
	if err != nil {
		return err
	}
	if erased {
		if op, err = withoutName(op); err != nil {
			return err
		}
	}
	if err := m.append(op); err != nil {
		return err
	}
	if e.erases() {
		m.out.Erased++
		m.forgets = true
		return m.scrub(op.Row)
	}
	return nil
}

// erases says whether an edit erases a person. Whenever it was made, it does: no version of
// any edit is above it.
func (e edit) erases() bool {
	return e.table.kind == model.KindPerson && e.set["erased"] == int64(1)
}

// append puts an operation of another replica into the log as it came.
func (m *merger) append(op model.Operation) error {
	stmt, err := m.reg.prepared(`INSERT INTO operation (replica, seq, clock, schema, action, kind, row, made, new, was, replaced)
		VALUES (?,?,?,?,?,?,?,?,?,?,?)`)
	if err != nil {
		return err
	}
	new := any("{}")
	if len(op.New) > 0 {
		new = string(op.New)
	}
	_, err = stmt.ExecContext(m.ctx, int64(op.Replica), op.Seq, op.Clock, op.Schema, op.Action, string(op.Kind), int64(op.Row), whole(op.Made),
		new, textOrNull(op.Was), textOrNull(op.Replaced))
	if err != nil {
		return fmt.Errorf("log a change of %s %d: %w", op.Kind, op.Row, err)
	}
	return nil
}

func textOrNull(text json.RawMessage) any {
	if len(text) == 0 {
		return nil
	}
	return string(text)
}

func unreadableLog(err error) error {
	return &model.Error{Code: model.EUnreadable, Message: "A change that came cannot be read. Nothing was changed; ask for it again.", Err: err}
}

// read gives the columns of a text that this program knows, as the table holds them, and
// whether there are others.
func (t *table) read(text json.RawMessage) (set values, later bool, err error) {
	if len(text) == 0 {
		return values{}, false, nil
	}
	if set, err = decode(sql.NullString{String: string(text), Valid: true}); err != nil {
		return nil, false, unreadableLog(err)
	}
	if set, err = set.forTable(t); err != nil {
		return nil, false, unreadableLog(err)
	}
	for name, value := range set {
		i := t.index(name)
		if i < 0 {
			delete(set, name)
			later = true
			continue
		}
		if !t.columns[i].holds(value) {
			return nil, false, unreadableLog(fmt.Errorf("%s cannot be %v", name, value))
		}
	}
	return set, later, nil
}

// holds says whether a value is of the sort that a column holds.
func (c column) holds(value any) bool {
	switch value.(type) {
	case string:
		_, is := c.zero.(string)
		return is
	case float64:
		_, is := c.zero.(float64)
		return is
	case int64:
		_, is := c.zero.(int64)
		return is || c.zero == nil
	}
	return value == nil && c.zero == nil
}

// write merges an edit into its row: each register takes the greater version. It says
// whether the row is an erased person's.
func (m *merger) write(e edit) (erased bool, err error) {
	t := e.table
	old, err := m.row(t, e.row)
	if err != nil {
		return false, err
	}
	if old == nil {
		if !e.made {
			return false, model.Errorf(model.EUnreadable, "What came changes a record (%s) that is not here. Nothing was changed; ask for a pack of everything.", kindNoun(t.kind))
		}
		erased, err := m.isErased(t, nil, e.set)
		if err != nil {
			return false, err
		}
		return erased, m.add(e, erased)
	}
	if erased, err = m.isErased(t, old, nil); err != nil {
		return false, err
	}
	next := &row{values: slices.Clone(old.values), base: old.base, versions: map[string]version{}}
	for name, v := range old.versions {
		next.versions[name] = v
	}
	set, was := values{}, values{}
	won := false
	for i, c := range t.columns {
		if c.name != c.register {
			continue
		}
		came, is := e.version(c.register)
		if !is {
			continue
		}
		stood := old.version(c.register)
		if stood == came && !e.again {
			continue
		}
		wins := stood.less(came) || e.again && stood == came
		if err := m.meet(e, old, c.register, stood, came, wins, erased); err != nil {
			return false, err
		}
		if !wins {
			continue
		}
		won = true
		next.versions[c.register] = came
		for j := i; j < len(t.columns); j++ {
			d := t.columns[j]
			if d.register != c.register {
				continue
			}
			value, given := e.set[d.name]
			if !given && !e.made {
				continue
			}
			if !given {
				value = d.zero
			}
			set[d.name], was[d.name] = value, old.values[j]
			next.values[j] = value
		}
		if err := m.remember(t, e.row, c.register, old, came); err != nil {
			return false, err
		}
	}
	if erased = erased || e.erases(); erased {
		gone, said := blank(t, next)
		for name := range gone {
			set[name], was[name] = "", said[name]
			won = true
		}
		if j := t.index("erased"); j >= 0 && next.values[j] != int64(1) {
			set["erased"], was["erased"], next.values[j] = int64(1), old.values[j], int64(1)
			won = true
		}
	}
	if !won {
		return erased, nil
	}
	if err := m.store(t, e.row, next, set); err != nil {
		return false, err
	}
	m.applied++
	m.changed(t, e.row, set, was, next)
	m.noteRegistration(t, e.row, next)
	return erased, m.removed(e, old, next)
}

// add makes a row that is not here yet; of an erased person it says nothing.
func (m *merger) add(e edit, erased bool) error {
	t := e.table
	next := &row{values: make([]any, len(t.columns)), base: e.base, versions: map[string]version{}}
	args := make([]any, 0, len(t.columns)+4)
	args = append(args, int64(e.row))
	for i, c := range t.columns {
		value, given := e.set[c.name]
		if !given {
			value = c.zero
		}
		if erased && slices.Contains(personalOf[t.kind], c.name) {
			value = ""
		}
		next.values[i] = value
		args = append(args, value)
		if v, _ := e.version(c.register); v != next.base {
			next.versions[c.register] = v
		}
	}
	columns, err := encode(next.versions)
	if err != nil {
		return err
	}
	args = append(args, next.base.Clock, int64(next.base.Replica), columns)
	stmt, err := m.reg.prepared(t.insertion())
	if err != nil {
		return err
	}
	if _, err := stmt.ExecContext(m.ctx, args...); err != nil {
		return fmt.Errorf("add %s: %w", t.kind, err)
	}
	m.applied++
	m.dirty.add(t.kind, e.row, values{}, func(name string) any { return next.values[t.index(name)] })
	m.count(t.kind, e.row)
	m.noteRegistration(t, e.row, next)
	if e.set["merged_into"] != nil {
		m.repointed[e.row] = struct{}{}
	}
	if e.state {
		if m.starting {
			return nil
		}
		if err := m.exec("INSERT OR IGNORE INTO overwritten (merge, kind, row, col, by_clock, by_replica) VALUES (?,?,?,'',?,?)",
			m.action.No, string(t.kind), int64(e.row), e.base.Clock, int64(e.base.Replica)); err != nil {
			return err
		}
	}
	return m.orphan(e, next)
}

// changed notes a row that was changed.
func (m *merger) changed(t *table, id model.ID, set, was values, next *row) {
	m.dirty.add(t.kind, id, was, func(name string) any { return next.values[t.index(name)] })
	m.notePart(t, id, was, next)
	switch {
	case set["deleted"] == int64(1) && was["deleted"] == int64(0):
		m.out.Deleted++
	case t.kind == model.KindMark:
		m.out.Marks++
	default:
		m.out.Edits++
	}
	if _, ok := set["merged_into"]; ok {
		m.repointed[id] = struct{}{}
	}
}

// count notes a record that is new.
func (m *merger) count(kind model.Kind, id model.ID) {
	switch kind {
	case model.KindActivity:
		m.out.Activities++
	case model.KindPerson:
		m.out.People++
		m.newPeople[id] = struct{}{}
	case model.KindRegistration:
		m.out.Registrations++
	case model.KindSession:
		m.out.Sessions++
	case model.KindMark:
		m.out.Marks++
	}
}

// remember keeps what stood in a register before this merge, for its being undone.
func (m *merger) remember(t *table, id model.ID, register string, old *row, came version) error {
	if m.starting {
		return nil
	}
	if !m.wasHere(old) {
		return nil // made by this merge: undoing that takes all of it away
	}
	was := values{}
	for i, c := range t.columns {
		if c.register == register {
			was[c.name] = old.values[i]
		}
	}
	text, err := encode(was)
	if err != nil {
		return err
	}
	stmt, err := m.reg.prepared(`INSERT INTO overwritten (merge, kind, row, col, was, by_clock, by_replica) VALUES (?,?,?,?,?,?,?)
		ON CONFLICT (merge, kind, row, col) DO UPDATE SET by_clock = excluded.by_clock, by_replica = excluded.by_replica`)
	if err != nil {
		return err
	}
	_, err = stmt.ExecContext(m.ctx, m.action.No, string(t.kind), int64(id), register, text, came.Clock, int64(came.Replica))
	return err
}

// wasHere says whether a row was here before this merge: its base version was known then.
func (m *merger) wasHere(r *row) bool {
	return r.base.Clock <= m.reg.known[r.base.Replica].furthest().Clock || r.base.Replica == m.reg.replica.Tag
}
