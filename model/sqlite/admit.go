package sqlite

import (
	"database/sql"
	"encoding/json"

	"rollbook/model"
)

// admit looks who signed what came. What a trusted copy sends is taken. What others send
// waits for a person's yes; until then it may only say what is known here already, as
// files do that were read before copies signed.
func (m *merger) admit(b model.Bundle) error {
	if b.Head.Signer != "" && !model.ValidSigningKey(b.Head.Signer) {
		return unreadableLog(nil)
	}
	if m.starting {
		return addOrigin(m.exec, m.head.From, m.head.Signer)
	}
	s, err := m.reg.signerOf(b.Head.Signer, func(query string, args ...any) *sql.Row { return m.reg.conn.QueryRowContext(m.ctx, query, args...) })
	if err != nil {
		return err
	}
	switch {
	case s.uid == b.Head.From.UID && s.trust == model.Trusted:
		return nil
	case s.uid == b.Head.From.UID && s.trust == model.ShutOut:
		m.shut = &s
		return nil
	}
	m.stranger = &model.Stranger{Replica: b.Head.From, Key: b.Head.Signer, Opened: b.Opened}
	m.onlyKnown = b.Opened != model.ByPassphrase && (m.options.Accept == nil || !m.options.Accept(*m.stranger))
	return nil
}

// allows says why an operation that came is not taken from whoever sent it; known is up to
// where its replica's log is known.
func (m *merger) allows(op model.Operation, known int64) error {
	switch {
	case op.Seq <= known && known > 0:
		return nil
	case m.onlyKnown:
		return model.NewStrangerError(*m.stranger)
	case m.shut != nil && (op.Replica != m.head.From.Tag || op.Seq > m.shut.last):
		return m.shutOut()
	case m.stranger != nil && m.stranger.Key == "" && op.Kind == model.KindPerson && erases(op.New):
		return m.neverErases()
	}
	return nil
}

// allowsState says the same of a record as it stands elsewhere.
func (m *merger) allowsState(s model.RowState) error {
	switch {
	case m.onlyKnown:
		return model.NewStrangerError(*m.stranger)
	case m.shut != nil:
		return m.shutOut()
	case m.stranger != nil && m.stranger.Key == "" && s.Kind == model.KindPerson && erases(s.Values):
		return m.neverErases()
	}
	return nil
}

func (m *merger) shutOut() error {
	return model.Errorf(model.EShutOut, "%s was shut out on %s; what it sent since is not taken.", m.head.From.Name, m.shut.from.Text())
}

func (m *merger) neverErases() error {
	return model.Errorf(model.EStranger, "What came from %s erases a person, and nobody signed it. Nothing was changed; update Rollbook there and let it be sent again.", m.head.From.Name)
}

// erases says whether columns that were set erase a person.
func erases(set json.RawMessage) bool {
	var all struct {
		Erased json.RawMessage `json:"erased"`
	}
	return json.Unmarshal(set, &all) != nil || len(all.Erased) > 0 && string(all.Erased) != "0"
}

// welcome notes, once all that came was read and its signature with it, that somebody said
// yes to the copy that sent it.
func (m *merger) welcome() error {
	if m.stranger == nil || m.onlyKnown {
		return nil
	}
	m.out.Stranger = m.stranger
	if m.stranger.Key == "" {
		return nil
	}
	return m.trust(m.stranger.Replica, m.stranger.Key)
}

// isShutOut says whether an operation that waited is one that a copy did after it was shut
// out.
func (m *merger) isShutOut(replica model.ReplicaTag, seq int64) (out bool, err error) {
	stmt, err := m.reg.prepared("SELECT count(*) > 0 FROM replica p JOIN signer s ON s.uid = p.uid WHERE p.tag = ? AND s.shut_out <> '' AND s.last < ?")
	if err != nil {
		return false, err
	}
	err = stmt.QueryRowContext(m.ctx, int64(replica), seq).Scan(&out)
	return out, err
}
