package exchange

import (
	"context"
	"slices"
	"time"

	"rollbook/model"
)

// hubMemory is what this computer remembers of a hub, so that it need not read all of it
// every time. Losing it costs time, nothing else.
type hubMemory struct {
	Version  int         `json:"version"`
	Heads    model.Heads `json:"heads"` // what the register knew then
	Created  time.Time   `json:"created"`
	First    uint64      `json:"first"`   // the first message that the hub still had
	Deleted  int         `json:"deleted"` // how many after it were taken out
	Read     uint64      `json:"read"`    // the last message read
	ReadTime time.Time   `json:"read_time"`
	Own      uint64      `json:"own"`               // the last message published from here
	Skipped  []uint64    `json:"skipped,omitempty"` // messages that could not be taken in
	Has      covered     `json:"has"`               // what the hub has

	path  string
	saved []byte
}

// recall gives what is remembered of the hub for this copy of the register; nothing where
// that cannot be read.
func (h Hub) recall(r Register) (*hubMemory, error) {
	m := &hubMemory{}
	var err error
	if m.path, err = memoryPath(h.ConfigDir, "hubs", r, h.URL); err != nil {
		return nil, err
	}
	if m.saved, err = readMemory(m.path, m); err != nil {
		return nil, err
	}
	if m.saved == nil || m.Version != memoryVersion || m.Has == nil {
		m.forget()
	}
	return m, nil
}

// forget forgets everything.
func (m *hubMemory) forget() {
	*m = hubMemory{Version: memoryVersion, Has: covered{}, path: m.path, saved: m.saved}
}

// check forgets everything where the register knows less than it did: an older state of
// its file was put back, and must get everything anew.
func (m *hubMemory) check(ctx context.Context, r Register) error {
	heads, err := r.Heads(ctx)
	if err == nil && !heads.Covers(m.Heads) {
		m.forget()
	}
	return err
}

// skip notes that a message could not be taken in, or was in the end.
func (m *hubMemory) skip(sequence uint64, not bool) {
	at, found := slices.BinarySearch(m.Skipped, sequence)
	switch {
	case not && !found:
		m.Skipped = slices.Insert(m.Skipped, at, sequence)
	case !not && found:
		m.Skipped = slices.Delete(m.Skipped, at, at+1)
	}
}

// save writes what is remembered, where it changed.
func (m *hubMemory) save(ctx context.Context, r Register) error {
	heads, err := r.Heads(context.WithoutCancel(ctx))
	if err != nil {
		return err
	}
	m.Heads = heads
	m.saved, err = writeMemory(m.path, m, m.saved)
	return err
}
