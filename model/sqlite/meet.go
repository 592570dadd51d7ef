package sqlite

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"rollbook/model"
	"rollbook/model/fold"
)

// What is left to be looked at: for each register the versions, one a replica, that lost
// to the one that stands and that its author had not seen. Which these are does not depend
// on the order in which they came. Two that say the same stay on the list as well, unseen,
// because what stands may change.

// sorts of what is left to be looked at.
const (
	sortEdit    = "edit"
	sortMark    = "mark"
	sortDeleted = "deleted"
	sortOne     = "one" // of people who were made one here; nobody is asked elsewhere
)

// meet notes that a register's version that came met one that stood, if neither author had
// seen the other, and crosses off what the author had seen.
func (m *merger) meet(e edit, old *row, register string, stood, came version, wins, erased bool) error {
	if err := m.crossOff(e, register); err != nil {
		return err
	}
	t := e.table
	met := !e.settled && (e.over == nil || e.over[register] != stood)
	if met && e.state {
		met = !knew(e.seen, stood) && came.Clock > m.reg.known[came.Replica].furthest().Clock
	}
	if !met || (erased || e.erases()) && slices.Contains(erasing(t.kind), register) {
		return nil
	}
	sort := sortEdit
	switch {
	case register == "deleted":
		sort = sortDeleted
	case t.kind == model.KindMark && register == "value":
		sort = sortMark
	}
	was, is := values{}, values{}
	for i, c := range t.columns {
		if c.register != register {
			continue
		}
		was[c.name] = old.values[i]
		if value, given := e.set[c.name]; given {
			is[c.name] = value
		} else {
			is[c.name] = c.zero
		}
	}
	if slices.Contains(fixed[t.kind], register) || e.made && made(register, t.kind, was, is) {
		return nil // it is what the record's id is derived from
	}
	if t.differ(register, was, is) {
		m.out.Met++
		if sort == sortMark {
			m.out.MarksMet++
		}
	}
	if wins {
		return m.list(sort, model.Ref{Kind: t.kind, ID: e.row}, register, stood, was, true)
	}
	return m.list(sort, model.Ref{Kind: t.kind, ID: e.row}, register, came, is, false)
}

// made says whether a difference is only that a session was made twice, from lists that call
// it alike and count it otherwise.
func made(register string, kind model.Kind, was, is values) bool {
	if kind != model.KindSession {
		return false
	}
	one, _ := was["name"].(string)
	other, _ := is["name"].(string)
	return register == "position" || register == "name" && fold.Text(one) == fold.Text(other)
}

// fixed are the registers that an id is derived from: they never change.
var fixed = map[model.Kind][]string{
	model.KindActivityTheme: {"activity", "theme"}, model.KindActivitySDG: {"activity", "code"}, model.KindActivityPartner: {"activity", "partner", "role"},
	model.KindHeadcount: {"activity", "country", "sex"}, model.KindReportedCountry: {"reported", "country"}, model.KindApart: {"one", "other"},
	model.KindRegistration: {"activity", "person"}, model.KindSession: {"activity"}, model.KindMark: {"registration", "session"}, model.KindCountry: {"code"},
	model.KindLessonActivity: {"lesson", "activity"}, model.KindCertificate: {"activity"}, model.KindAward: {"registration"}, model.KindRemembered: {"topic"}, model.KindSigner: {"key"},
}

// differ says whether two values of a register differ for whoever looks at them; of a mark
// only what it says counts.
func (t *table) differ(register string, a, b values) bool {
	for _, c := range t.columns {
		if c.register == register && a[c.name] != b[c.name] && (t.kind != model.KindMark || register != "value" || c.name == "value") {
			return true
		}
	}
	return false
}

// crossOff takes off the list what the author of an edit had seen.
func (m *merger) crossOff(e edit, register string) error {
	if m.reviews == 0 {
		return nil
	}
	stmt, err := m.reg.prepared("SELECT id, lost_clock, lost_replica FROM review WHERE kind = ? AND row = ? AND col = ?")
	if err != nil {
		return err
	}
	rows, err := stmt.QueryContext(m.ctx, string(e.table.kind), int64(e.row), register)
	if err != nil {
		return err
	}
	var off []int64
	for rows.Next() {
		var id int64
		var lost version
		if err := rows.Scan(&id, &lost.Clock, (*int64)(&lost.Replica)); err != nil {
			rows.Close()
			return err
		}
		if knew(e.seen, lost) {
			off = append(off, id)
		}
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	for _, id := range off {
		if err := m.exec("DELETE FROM review WHERE id = ?", id); err != nil {
			return err
		}
	}
	return nil
}

// list puts what lost on the list; of each replica the last.
func (w *writer) list(sort string, ref model.Ref, register string, lost version, is values, mine bool) error {
	text, err := encode(is)
	if err != nil {
		return err
	}
	w.reviews++
	stmt, err := w.reg.prepared(`INSERT INTO review (sort, kind, row, col, lost_clock, lost_replica, lost, mine, merge) VALUES (?,?,?,?,?,?,?,?,?)
		ON CONFLICT (kind, row, col, lost_replica, sort) DO UPDATE SET lost_clock = excluded.lost_clock, lost = excluded.lost,
		mine = excluded.mine, merge = excluded.merge WHERE excluded.lost_clock > lost_clock`)
	if err != nil {
		return err
	}
	_, err = stmt.ExecContext(w.ctx, sort, string(ref.Kind), int64(ref.ID), register, lost.Clock, int64(lost.Replica), text, whole(mine), w.action.No)
	if err != nil {
		return fmt.Errorf("note that edits met: %w", err)
	}
	return nil
}

// deletion is how a record stands that others hang on.
type deletion struct {
	by      version
	deleted bool
}

// hangsOn names the records that a record of a kind belongs to: without them it does not
// count.
var hangsOn = map[model.Kind][]struct {
	column string
	kind   model.Kind
}{
	model.KindRegistration: {{"activity", model.KindActivity}, {"person", model.KindPerson}},
	model.KindSession:      {{"activity", model.KindActivity}},
	model.KindHeadcount:    {{"activity", model.KindActivity}},
	model.KindMark:         {{"registration", model.KindRegistration}, {"session", model.KindSession}},
}

// orphan notes where an edit came to a record of which what it belongs to was deleted by
// somebody who had not seen the edit.
func (m *merger) orphan(e edit, now *row) error {
	t := e.table
	if e.settled || now.values[t.index("deleted")] == int64(1) {
		return nil
	}
	for _, parent := range hangsOn[t.kind] {
		id, ok := now.values[t.index(parent.column)].(int64)
		if !ok {
			continue
		}
		ref := model.Ref{Kind: parent.kind, ID: model.ID(id)}
		d, err := m.deletion(ref)
		if err != nil {
			return err
		}
		if d.deleted && !knew(e.seen, d.by) {
			if err := m.toDeleted(ref, e, now, false); err != nil {
				return err
			}
		}
	}
	return nil
}

// toDeleted notes the last version of an edit as made to what was deleted.
func (m *merger) toDeleted(deleted model.Ref, e edit, now *row, mine bool) error {
	v, ok := version{}, false
	for _, c := range e.table.columns {
		if came, is := e.version(c.register); is && v.less(came) && !knew(m.seenBefore(e), came) {
			v, ok = came, true
		}
	}
	if !ok {
		return nil
	}
	m.out.Met++
	return m.list(sortDeleted, deleted, "deleted", v, values{"kind": string(e.table.kind), "row": int64(e.row)}, mine)
}

// seenBefore gives what was known here before an edit came.
func (m *merger) seenBefore(e edit) model.Heads {
	if !e.state {
		return nil
	}
	return furthestOf(m.reg.known)
}

// deletion says whether a record is deleted, and by which version.
func (m *merger) deletion(ref model.Ref) (deletion, error) {
	if d, ok := m.deleted[ref]; ok {
		return d, nil
	}
	stmt, err := m.reg.prepared("SELECT deleted, v_clock, v_replica, v_columns FROM " + string(ref.Kind) + " WHERE id = ?")
	if err != nil {
		return deletion{}, err
	}
	var d deletion
	var r row
	var columns sql.NullString
	err = stmt.QueryRowContext(m.ctx, int64(ref.ID)).Scan(&d.deleted, &r.base.Clock, (*int64)(&r.base.Replica), &columns)
	if err == sql.ErrNoRows {
		return d, nil // it comes later, in a snapshot
	}
	if err != nil {
		return d, err
	}
	if r.versions, err = readVersions(columns); err != nil {
		return d, err
	}
	d.by = r.version("deleted")
	m.deleted[ref] = d
	return d, nil
}

// removed notes where an edit and a deletion of the same record met, or the deletion of a
// record and edits of what belongs to it.
func (m *merger) removed(e edit, old, now *row) error {
	t := e.table
	ref := model.Ref{Kind: t.kind, ID: e.row}
	i := t.index("deleted")
	delete(m.deleted, ref)
	switch {
	case e.settled:
		return nil
	case now.values[i] != int64(1):
		return m.orphan(e, now)
	case old.values[i] == int64(1):
		if by := old.version("deleted"); by == now.version("deleted") && !knew(e.seen, by) {
			return m.toDeleted(ref, e, now, false)
		}
		return nil
	case m.sawAll(e.seen):
		return nil
	}
	for _, c := range t.columns {
		if v := old.version(c.register); c.register != "deleted" && !knew(e.seen, v) {
			if err := m.stood(ref, v, ref); err != nil {
				return err
			}
		}
	}
	return m.children(ref, e.seen)
}

// sawAll says whether an author had seen all that is here.
func (m *merger) sawAll(seen model.Heads) bool {
	for replica, k := range m.known {
		if seen[replica].Seq < k.Seq {
			return false
		}
	}
	return true
}

// stood notes an edit that stood here when a deletion came.
func (m *merger) stood(deleted model.Ref, v version, edited model.Ref) error {
	m.out.Met++
	return m.list(sortDeleted, deleted, "deleted", v, values{"kind": string(edited.Kind), "row": int64(edited.ID)}, true)
}

// children notes the edits of what belongs to a record that whoever deleted it had not
// seen; of each replica the last.
func (m *merger) children(deleted model.Ref, seen model.Heads) error {
	for kind, parents := range hangsOn {
		for _, parent := range parents {
			if parent.kind != deleted.Kind {
				continue
			}
			last, err := m.unseen(kind, parent.column, deleted.ID, seen)
			if err != nil {
				return err
			}
			for replica, v := range last {
				if err := m.stood(deleted, version{v.clock, replica}, v.ref); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

type lastEdit struct {
	clock int64
	ref   model.Ref
}

func (m *merger) unseen(kind model.Kind, column string, parent model.ID, seen model.Heads) (map[model.ReplicaTag]lastEdit, error) {
	stmt, err := m.reg.prepared("SELECT id, v_clock, v_replica, v_columns FROM " + string(kind) + " WHERE " + column + " = ? AND deleted = 0")
	if err != nil {
		return nil, err
	}
	rows, err := stmt.QueryContext(m.ctx, int64(parent))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	last := map[model.ReplicaTag]lastEdit{}
	for rows.Next() {
		var r row
		ref := model.Ref{Kind: kind}
		var columns sql.NullString
		if err := rows.Scan(&ref.ID, &r.base.Clock, (*int64)(&r.base.Replica), &columns); err != nil {
			return nil, err
		}
		if r.versions, err = readVersions(columns); err != nil {
			return nil, err
		}
		note := func(v version) {
			if !knew(seen, v) && last[v.Replica].clock < v.Clock {
				last[v.Replica] = lastEdit{v.Clock, ref}
			}
		}
		note(r.base)
		for _, v := range r.versions {
			note(v)
		}
	}
	return last, rows.Err()
}

// settle takes registers of a row off the list: whoever wrote them here has seen all that
// met there.
func (w *writer) settle(kind model.Kind, id model.ID, registers map[string]bool) error {
	if w.reviews == 0 {
		return nil
	}
	stmt, err := w.reg.prepared("DELETE FROM review WHERE kind = ? AND row = ? AND col = ?")
	if err != nil {
		return err
	}
	for register := range registers {
		if _, err := stmt.ExecContext(w.ctx, string(kind), int64(id), register); err != nil {
			return err
		}
	}
	return nil
}
