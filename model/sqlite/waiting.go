package sqlite

import (
	"encoding/json"
	"fmt"

	"rollbook/model"
)

// countWaiting notes whether anything waits from earlier merges.
func (m *merger) countWaiting() error {
	return m.reg.conn.QueryRowContext(m.ctx, "SELECT count(*) > 0 FROM waiting").Scan(&m.waits)
}

// wait keeps an operation until what it rests on has come.
func (m *merger) wait(op model.Operation) error {
	if partial(m.known) {
		return model.Errorf(model.EInvalid, "This copy of the register holds single activities only, and what came rests on more. Ask the office for a pack of everything.")
	}
	if op.Seq < 1 {
		return model.Errorf(model.EUnreadable, "A change has the number %d. Nothing was changed; ask for it again.", op.Seq)
	}
	action := m.actions[op.Replica]
	if action.No != op.Action {
		return model.Errorf(model.EUnreadable, "What came does not say what all its changes belong to. Nothing was changed; ask for it again.")
	}
	have, _, err := m.waiter(opRef{op.Replica, op.Seq})
	if err != nil {
		return err
	}
	if have != nil {
		return m.same(*have, op)
	}
	if op, err = m.withoutErased(op); err != nil {
		return err
	}
	text, err := json.Marshal(op)
	if err != nil {
		return err
	}
	with, err := json.Marshal(action)
	if err != nil {
		return err
	}
	m.waits, m.noted = true, true
	return m.exec("INSERT INTO waiting (replica, seq, kind, row, operation, action) VALUES (?,?,?,?,?,?)",
		int64(op.Replica), op.Seq, string(op.Kind), int64(op.Row), string(text), string(with))
}

// waiter gives an operation that waits, with its action; nil where none does.
func (m *merger) waiter(ref opRef) (*model.Operation, *model.LoggedAction, error) {
	stmt, err := m.reg.prepared("SELECT operation, action FROM waiting WHERE replica = ? AND seq = ?")
	if err != nil {
		return nil, nil, err
	}
	rows, err := stmt.QueryContext(m.ctx, int64(ref.replica), ref.seq)
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	if !rows.Next() {
		return nil, nil, rows.Err()
	}
	var text, with []byte
	if err := rows.Scan(&text, &with); err != nil {
		return nil, nil, err
	}
	var op model.Operation
	var action model.LoggedAction
	if err := json.Unmarshal(text, &op); err != nil {
		return nil, nil, fmt.Errorf("read what waits: %w", err)
	}
	if err := json.Unmarshal(with, &action); err != nil {
		return nil, nil, fmt.Errorf("read what waits: %w", err)
	}
	return &op, &action, nil
}

// release applies what waited and can be applied now, the earliest first: what was shut out
// meanwhile is not.
func (m *merger) release() error {
	type waiter struct {
		op     *model.Operation
		action *model.LoggedAction
	}
	next := map[model.ReplicaTag]waiter{} // of each replica the one that follows what is known
	look := func(replica model.ReplicaTag) error {
		delete(next, replica)
		op, action, err := m.waiter(opRef{replica, m.known[replica].Seq + 1})
		if err == nil && op != nil {
			next[replica] = waiter{op, action}
		}
		return err
	}
	for replica := range m.known {
		if err := look(replica); err != nil {
			return err
		}
	}
	blocked := map[model.ReplicaTag]bool{}
	for {
		var first *waiter
		for replica, w := range next {
			if !blocked[replica] && (first == nil || version{w.op.Clock, replica}.less(version{first.op.Clock, first.op.Replica})) {
				first = &w
			}
		}
		if first == nil {
			return nil
		}
		replica := first.op.Replica
		if out, err := m.isShutOut(replica, first.op.Seq); err != nil {
			return err
		} else if out {
			blocked[replica] = true
			if err := m.exec("DELETE FROM waiting WHERE replica = ? AND seq >= ?", int64(replica), first.op.Seq); err != nil {
				return err
			}
			m.out.Warnings = append(m.out.Warnings, fmt.Sprintf("%s was shut out; what it sent since is not taken.", m.nameOf(replica)))
			delete(next, replica)
			continue
		}
		before := m.known[replica].Seq
		m.actions[replica] = *first.action
		if err := m.operation(*first.op, first.action); err != nil {
			return err
		}
		if m.known[replica].Seq == before {
			blocked[replica] = true // it waits on
			continue
		}
		clear(blocked)
		if err := look(replica); err != nil {
			return err
		}
	}
}
