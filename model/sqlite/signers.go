package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"

	"rollbook/model"
)

// A copy of the register signs what it sends. Whose signature is known is a record like any
// other, so that a yes said at one copy is known at all that trust it; the copy from which
// this one was made is trusted from the beginning.

// recallSigning reads the key by which this copy signs, and makes one where it has none: in
// a new copy, and in one that an older Rollbook wrote.
func (r *Register) recallSigning(ctx context.Context) error {
	r.signing = model.SigningKey{}
	meta, err := r.meta(ctx)
	if err != nil {
		return err
	}
	if text := meta["signing"]; text != "" {
		return json.Unmarshal([]byte(text), &r.signing)
	}
	if r.readOnly != nil {
		return nil // what it sends is not signed
	}
	key, err := model.NewSigningKey()
	if err != nil {
		return err
	}
	text, err := json.Marshal(key)
	if err != nil {
		return err
	}
	r.signing = key
	return r.inOne(ctx, func(exec func(string, ...any) error) error {
		return exec("INSERT INTO meta (name, value) VALUES ('signing', ?)", string(text))
	})
}

func signerID(key string) model.ID { return derived(model.KindSigner, key) }

// trust notes that a copy of the register is known by a key. One that was shut out is let
// in again.
func (w *writer) trust(one model.Replica, key string) error {
	return w.link(model.KindSigner, signerID(key), values{"key": key, "uid": one.UID, "name": one.Name, "shut_out": "", "last": int64(0)})
}

// signer is what is known of a key.
type signer struct {
	uid   string
	trust model.Trust
	from  model.Day // since when it is shut out
	last  int64     // its last edit that stays all the same
}

// signerOf says what is known of the copy that signs with a key. read queries one row.
func (r *Register) signerOf(key string, read func(query string, args ...any) *sql.Row) (signer, error) {
	var s signer
	var deleted bool
	err := read("SELECT uid, shut_out, last, deleted FROM signer WHERE id = ? AND key = ?", int64(signerID(key)), key).Scan(&s.uid, &s.from, &s.last, &deleted)
	switch {
	case key == "":
		return signer{}, nil
	case err != nil && err != sql.ErrNoRows:
		return s, err
	case err == nil && s.from != "":
		s.trust = model.ShutOut
		return s, nil
	case err == nil && !deleted:
		s.trust = model.Trusted
		return s, nil
	case key == r.signing.Public:
		return signer{uid: r.replica.UID, trust: model.Trusted}, nil
	}
	err = read("SELECT json_extract(o.value, '$.uid') FROM meta m, json_each(m.value) o WHERE m.name = 'origins' AND json_extract(o.value, '$.Key') = ?", key).Scan(&s.uid)
	switch err {
	case nil:
		return signer{uid: s.uid, trust: model.Trusted}, nil
	case sql.ErrNoRows:
		return signer{}, nil
	}
	return s, err
}

// TrustOf says what is thought of whoever signed a bundle.
func (r *Register) TrustOf(ctx context.Context, head model.BundleHead) (model.Trust, error) {
	ctx, leave, err := r.enter(ctx)
	if err != nil {
		return model.NotTrusted, err
	}
	defer leave()
	s, err := r.signerOf(head.Signer, func(query string, args ...any) *sql.Row { return r.readers.QueryRowContext(ctx, query, args...) })
	if err != nil || s.uid != head.From.UID {
		return model.NotTrusted, r.explain(err)
	}
	return s.trust, nil
}

// Trust says yes to a copy of the register: what it signs is taken from now on, here and at
// the copies that trust this one. It can be undone. The error has code EInvalid where its
// key is none.
func (r *Register) Trust(ctx context.Context, s model.Stranger) error {
	if !model.ValidSigningKey(s.Key) {
		return model.Errorf(model.EInvalid, "What %s sends is not signed, so it cannot be known by its signature. Update Rollbook there.", s.Name)
	}
	_, err := r.write(ctx, model.VerbTrust, model.Ref{Kind: model.KindSigner, ID: signerID(s.Key)}, func(w *writer) error {
		return w.trust(s.Replica, s.Key)
	})
	return err
}

// ShutOut shuts a copy out from today on, here and at the copies that trust this one: what
// it sends is not taken any more. What it did before, as far as it is known here, stays. It
// can be undone. The error has code EInvalid for this very copy, and ENotFound where nobody
// ever said yes to the key.
func (r *Register) ShutOut(ctx context.Context, key string) error {
	if key == r.signing.Public {
		return model.Errorf(model.EInvalid, "This is this very computer; shut it out at another one.")
	}
	copies, err := r.Copies(ctx)
	if err != nil {
		return err
	}
	for _, c := range copies {
		if c.Key != key || c.Trust != model.Trusted {
			continue
		}
		_, err := r.write(ctx, model.VerbShutOut, model.Ref{Kind: model.KindSigner, ID: signerID(key)}, func(w *writer) error {
			if err := w.trust(c.Replica, key); err != nil { // where it is known by the pack that this copy began with
				return err
			}
			return w.edit(model.KindSigner, signerID(key), values{"shut_out": string(model.DayOf(w.reg.clock.wall())), "last": c.Known})
		})
		return err
	}
	return model.Errorf(model.ENotFound, "No copy of the register that is trusted has this fingerprint.")
}

// addOrigin notes from what this copy was made, which is trusted without anybody being
// asked: whose pack it began with, or which copy its file was before.
func addOrigin(exec func(string, ...any) error, from model.Replica, key string) error {
	if key == "" {
		return nil
	}
	text, err := json.Marshal(model.Stranger{Replica: from, Key: key})
	if err != nil {
		return err
	}
	return exec(`INSERT INTO meta (name, value) VALUES ('origins', json_array(json(?1))) ON CONFLICT (name) DO UPDATE
		SET value = json_insert(value, '$[#]', json(?1))`, string(text))
}
