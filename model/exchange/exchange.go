// Package exchange carries edits between the replicas of a register: as packs, files that
// people pass on, and in the form that a shared folder and a hub carry. It knows how what
// travels is written, sealed and read; what it means is the register's own affair.
package exchange

import (
	"context"

	"rollbook/model"
)

// Register is what carriers ask of a register.
type Register interface {
	// UID gives the register's own id: the same in every replica.
	UID() string
	// Replica gives this copy of the register.
	Replica() model.Replica
	// Heads gives how far each replica's log is known here without a gap. Replicas of
	// which this copy knows only a part, as one made for a single activity does, are left
	// out.
	Heads(ctx context.Context) (model.Heads, error)
	// Partial says whether this copy holds single activities only, and not the whole.
	Partial() bool
	// Log gives the operations of a replica that follow the given one, in order; at most
	// limit. Its run is empty (Last < First) where there are none. The error has code
	// ENotFound where the log does not reach back that far.
	Log(ctx context.Context, replica model.ReplicaTag, after int64, limit int) (model.Changes, error)
	// BundleHead begins a bundle from this register: whose it is, who makes it and when.
	BundleHead(ctx context.Context) (model.BundleHead, error)
	// Pack gives do a bundle for a file that people pass on. It is good while do runs.
	Pack(ctx context.Context, scope model.PackScope, do func(model.Bundle) error) error
	// Merge takes a bundle in, in one transaction: all of it or, with an error, none. What
	// is known is skipped, what misses a predecessor waits in the register until that
	// comes. The errors have the codes EOtherRegister, EForked, EUnreadable, ENewer,
	// EStranger (a StrangerError: nobody has said yes to the copy that sent it) and EShutOut.
	Merge(ctx context.Context, b model.Bundle, options model.MergeOptions) (model.Outcome, error)
	// Keys gives the register's own keys; none where it has none yet, or is partial.
	Keys(ctx context.Context) ([]model.Key, error)
	// SigningKey gives the key by which this copy signs what it sends.
	SigningKey() model.SigningKey
	// TrustOf says what is thought of whoever signed a bundle.
	TrustOf(ctx context.Context, head model.BundleHead) (model.Trust, error)
	// AddKey gives the register a key of its own, beside those that it has.
	AddKey(ctx context.Context, key model.Key) error
	// Watch calls f after every change until the function it returns is called.
	Watch(f func(model.Event)) (stop func())
}

// BundleOf makes a bundle of one run of changes, for carriers that bring the log piece by
// piece.
func BundleOf(ctx context.Context, r Register, c model.Changes, previous string) (model.Bundle, error) {
	head, err := r.BundleHead(ctx)
	if err != nil {
		return model.Bundle{}, err
	}
	head.Runs, head.Depends, head.Previous = []model.Run{c.Run}, c.Depends, previous
	return model.Bundle{Head: head, Parts: c.Parts(), Sign: r.SigningKey()}, nil
}

// EnsureKey gives the register's keys, after making one where it has none.
func EnsureKey(ctx context.Context, r Register) ([]model.Key, error) {
	keys, err := r.Keys(ctx)
	if err != nil || len(keys) > 0 {
		return keys, err
	}
	if r.Partial() {
		return nil, model.Errorf(model.EInvalid, "This copy of the register holds single activities only; it has no key. Ask the office for a pack of everything.")
	}
	var key model.Key
	if key.Private, key.Public, err = NewKey(); err != nil {
		return nil, err
	}
	if err := r.AddKey(ctx, key); err != nil {
		return nil, err
	}
	return r.Keys(ctx)
}

// KeysOf gives a register's keys to open with.
func KeysOf(keys []model.Key) Keys {
	var k Keys
	for _, key := range keys {
		k.Identities = append(k.Identities, key.Private)
	}
	return k
}

// SealFor gives the seal that every whole replica of a register can open.
func SealFor(keys []model.Key) Seal {
	var s Seal
	for _, key := range keys {
		s.Recipients = append(s.Recipients, key.Public)
	}
	return s
}
