package sqlite

import (
	"encoding/json"

	"rollbook/model"
)

// state merges a record as it stands elsewhere.
func (m *merger) state(s model.RowState) error {
	snapshot := m.head.Snapshot
	if snapshot == nil {
		return model.Errorf(model.EUnreadable, "What came holds records, but does not say of what. Nothing was changed; ask for it again.")
	}
	if m.head.Schema > schemaVersion {
		return model.Errorf(model.ENewer, "This pack was made by a newer Rollbook (its version is %d, this program knows up to %d). Update Rollbook to read it.", m.head.Schema, schemaVersion)
	}
	if !m.takesStates() {
		return nil
	}
	if err := m.allowsState(s); err != nil {
		return err
	}
	t := tableOf[s.Kind]
	if t == nil {
		return model.Errorf(model.EUnreadable, "What came holds a record of an unknown kind, %q. Nothing was changed.", string(s.Kind))
	}
	base := version{s.Clock, s.Replica}
	differs := map[string]version{}
	if len(s.Differs) > 0 {
		if err := json.Unmarshal(s.Differs, &differs); err != nil {
			return unreadableLog(err)
		}
	}
	for _, v := range differs {
		if v.Clock > snapshot.Heads[v.Replica].Clock {
			return unreadableLog(nil)
		}
	}
	if base.Clock > snapshot.Heads[base.Replica].Clock {
		return unreadableLog(nil)
	}
	e := edit{table: t, row: s.Row, base: base, seen: snapshot.Heads, made: true, state: true, version: func(register string) (version, bool) {
		if v, ok := differs[register]; ok {
			return v, true
		}
		return base, true
	}}
	var err error
	if e.set, _, err = t.read(s.Values); err != nil {
		return err
	}
	erased, err := m.write(e)
	if err == nil && erased && e.erases() && !m.starting {
		m.forgets = true
		err = m.scrub(s.Row)
	}
	return err
}

// takesStates says whether the records of the snapshot are to be merged. A whole replica
// goes by the log and needs none of them, unless the snapshot is all there is.
func (m *merger) takesStates() bool {
	if m.head.Snapshot.Activity != 0 {
		return m.starting || partial(m.reg.known)
	}
	if len(m.head.Runs) > 0 {
		return !headsOf(m.reg.known).Covers(m.head.Snapshot.Before)
	}
	return !headsOf(m.reg.known).Covers(m.head.Snapshot.Heads)
}

// finishSnapshot notes how far replicas are known after the records of a snapshot.
func (m *merger) finishSnapshot() error {
	if !m.takesStates() {
		return nil
	}
	m.merged += m.applied
	m.out.Operations += m.applied
	for replica, h := range m.head.Snapshot.Heads {
		k, ok := m.known[replica]
		if !ok {
			return model.Errorf(model.EUnreadable, "What came does not say whose all its changes are. Nothing was changed; ask for it again.")
		}
		if replica == m.reg.replica.Tag {
			if h.Seq > k.Seq {
				return m.rolledBack()
			}
			continue
		}
		if m.head.Snapshot.Activity != 0 {
			if h.Seq <= k.part.Seq {
				continue
			}
			k.part = h
		} else {
			if h.Seq <= k.Seq {
				continue
			}
			k.Head, k.base = h, h
		}
		m.known[replica] = k
		m.moved[replica] = true
	}
	return nil
}

// covered refuses a pack of one activity that rests on more than a whole replica has: what
// it misses would be missed without a sign.
func (m *merger) covered() error {
	s := m.head.Snapshot
	if s == nil || s.Activity == 0 || m.takesStates() || headsOf(m.known).Covers(s.Heads) {
		return nil
	}
	return model.Errorf(model.EInvalid, "This pack holds one activity (%s) as it stood at %s, and this register misses some of what had been done there. Ask %s for a pack of everything.",
		s.Title, m.head.From.Name, m.head.From.Name)
}
