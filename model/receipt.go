package model

import "context"

// Receipt says which action a change of the register became, so that a button that says Undo
// takes back that one and no other.
type Receipt struct{ Action Action }

type receiptKey struct{}

// Context gives a context under which the register notes in the receipt what was done. Where
// several actions are done under it, the last is noted; where nothing changed, none.
func (r *Receipt) Context(ctx context.Context) context.Context {
	return context.WithValue(ctx, receiptKey{}, r)
}

// Note notes an action in the receipt that a context carries, if any. The register calls it
// once the action is on disk.
func Note(ctx context.Context, a Action) {
	if r, ok := ctx.Value(receiptKey{}).(*Receipt); ok {
		r.Action = a
	}
}
