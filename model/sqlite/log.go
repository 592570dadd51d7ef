package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"

	"rollbook/model"
)

// BundleHead begins a bundle from this register: whose it is, who makes it and when.
func (r *Register) BundleHead(ctx context.Context) (model.BundleHead, error) {
	office, err := r.Office(ctx)
	return model.BundleHead{Register: r.uid, Office: office.Name, Schema: schemaVersion, From: r.Replica(), Signer: r.signing.Public, At: r.clock.wall().UnixMilli()}, err
}

// SigningKey gives the key by which this copy signs what it sends.
func (r *Register) SigningKey() model.SigningKey { return r.signing }

// Log gives the operations of a replica that follow the given one, in order, with what
// belongs to them; at most limit. Its run is empty (Last < First) where there are none.
// The error has code ENotFound where the log does not reach back that far.
func (r *Register) Log(ctx context.Context, replica model.ReplicaTag, after int64, limit int) (model.Changes, error) {
	k := r.allKnown()[replica]
	c := model.Changes{Run: model.Run{Replica: replica, First: after + 1, Last: after}, Depends: model.Heads{}}
	if k.Seq <= after {
		return c, nil
	}
	if after < k.base.Seq {
		return c, model.Errorf(model.ENotFound, "The log of this replica begins at its change %d here; a pack of everything brings what is older.", k.base.Seq+1)
	}
	var err error
	last := min(after+int64(limit), k.Seq)
	if c.Operations, err = list(ctx, r, "SELECT "+operationColumns+" FROM operation o WHERE o.replica = ? AND o.seq > ? AND o.seq <= ? ORDER BY o.seq",
		[]any{int64(replica), after, last}, scanOperation); err != nil {
		return c, err
	}
	if int64(len(c.Operations)) != last-after {
		return c, model.Errorf(model.EDamaged, "The log of this replica has a gap after its change %d. Restore the last good backup.", after)
	}
	c.Run.Last = last
	if c.Actions, err = list(ctx, r, "SELECT "+loggedActionColumns+" FROM action a WHERE a.replica = ?1 AND a.no >= ?2 AND a.no <= ?3 AND a.no IN (SELECT o.action FROM operation o WHERE o.replica = ?1 AND o.seq > ?4 AND o.seq <= ?5) ORDER BY a.no",
		[]any{int64(replica), c.Operations[0].Action, c.Operations[len(c.Operations)-1].Action, after, last}, scanLoggedAction); err != nil {
		return c, err
	}
	if c.Seen, err = list(ctx, r, "SELECT replica, seq, of_replica, of_seq, of_clock FROM seen WHERE replica = ? AND seq > ? AND seq <= ? ORDER BY seq, of_replica",
		[]any{int64(replica), after, last}, scanSeen); err != nil {
		return c, err
	}
	if err := r.each(ctx, "SELECT of_replica, max(of_seq), max(of_clock) FROM seen WHERE replica = ? AND seq <= ? GROUP BY of_replica", []any{int64(replica), last}, func(rows *sql.Rows) error {
		var of model.ReplicaTag
		var h model.Head
		err := rows.Scan(&of, &h.Seq, &h.Clock)
		c.Depends[of] = h
		return err
	}); err != nil {
		return c, err
	}
	c.Replicas, err = r.Replicas(ctx)
	return c, err
}

// Replicas gives the copies of the register that are known here, this one included.
func (r *Register) Replicas(ctx context.Context) ([]model.Replica, error) {
	return list(ctx, r, "SELECT tag, uid, name FROM replica ORDER BY tag", nil, scanReplica)
}

func scanReplica(rows *sql.Rows, one *model.Replica) error {
	return rows.Scan(&one.Tag, &one.UID, &one.Name)
}

const operationColumns = "o.replica, o.seq, o.clock, o.schema, o.action, o.kind, o.row, o.made, o.new, o.was, o.replaced"

func scanOperation(rows *sql.Rows, o *model.Operation) error {
	var set, was, replaced sql.NullString
	if err := rows.Scan(&o.Replica, &o.Seq, &o.Clock, &o.Schema, &o.Action, &o.Kind, &o.Row, &o.Made, &set, &was, &replaced); err != nil {
		return err
	}
	o.New, o.Was, o.Replaced = raw(set), raw(was), raw(replaced)
	return nil
}

func raw(text sql.NullString) json.RawMessage {
	if !text.Valid {
		return nil
	}
	return json.RawMessage(text.String)
}

const loggedActionColumns = "a.replica, a.no, a.at, a.utc_offset, a.who, a.verb, a.subject_kind, a.subject_id, a.changes, a.of_replica, a.of_no"

func scanLoggedAction(rows *sql.Rows, a *model.LoggedAction) error {
	var ofReplica, ofNo sql.NullInt64
	err := rows.Scan(&a.Replica, &a.No, &a.At, &a.Offset, &a.Who, &a.Verb, &a.Kind, &a.Row, &a.Changes, &ofReplica, &ofNo)
	if ofNo.Valid {
		a.Of = &model.ActionRef{Replica: model.ReplicaTag(ofReplica.Int64), No: ofNo.Int64}
	}
	return err
}

func scanSeen(rows *sql.Rows, s *model.Seen) error {
	return rows.Scan(&s.Replica, &s.Seq, &s.Of, &s.Head.Seq, &s.Head.Clock)
}

// Keys gives the register's own keys; none where it has none yet, or is partial.
func (r *Register) Keys(ctx context.Context) ([]model.Key, error) {
	meta, err := r.meta(ctx)
	if err != nil || meta["keys"] == "" {
		return nil, err
	}
	var keys []model.Key
	return keys, json.Unmarshal([]byte(meta["keys"]), &keys)
}

// Recipient gives the public key that what goes back to the office is sealed for; "" where
// the register has none yet.
func (r *Register) Recipient(ctx context.Context) (string, error) {
	keys, err := r.Keys(ctx)
	if err != nil || len(keys) > 0 {
		if len(keys) > 0 {
			return keys[0].Public, nil
		}
		return "", err
	}
	meta, err := r.meta(ctx)
	return meta["recipient"], err
}

// AddKey gives the register a key of its own, beside those that it has.
func (r *Register) AddKey(ctx context.Context, key model.Key) error {
	r.writing.Lock()
	defer r.writing.Unlock()
	if err := r.refuses(); err != nil {
		return err
	}
	return r.explain(r.inOne(ctx, func(exec func(string, ...any) error) error { return addKeys(exec, key) }))
}

// addKeys notes keys that are not known yet, in an order that is the same everywhere.
func addKeys(exec func(string, ...any) error, keys ...model.Key) error {
	for _, key := range keys {
		text, err := json.Marshal(key)
		if err != nil {
			return err
		}
		if err := exec(`INSERT INTO meta (name, value) VALUES ('keys', json_array(json(?1))) ON CONFLICT (name) DO UPDATE
			SET value = (SELECT json_group_array(json(value)) FROM (SELECT value FROM json_each(meta.value) UNION SELECT json(?1) ORDER BY value))`, string(text)); err != nil {
			return err
		}
	}
	return nil
}
