package exchange_test

import (
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"sync"
	"testing"

	"rollbook/model"
	"rollbook/model/exchange"
)

// desk is a register in memory, as plain as can be: it keeps the logs, merges by the rules
// that carriers rely on, and has no rows. Carriers cannot tell it from a real one.
type desk struct {
	uid     string
	replica model.Replica
	keys    []model.Key
	signing model.SigningKey
	trusts  map[string]model.Trust // by public key; those of this office's desks where it is nil

	mu       sync.Mutex
	logs     map[model.ReplicaTag][]model.Operation
	seen     map[model.ReplicaTag][]model.Seen
	names    map[model.ReplicaTag]model.Replica
	waiting  map[model.ReplicaTag]map[int64]model.Operation
	base     map[model.ReplicaTag]int64 // operations before it came as a snapshot and are not in the log
	partial  bool
	clock    int64
	merges   int
	watchers map[int]func(model.Event)
	full     bool // the register's disk
}

const office = "5f1d0c2e9a7b4f6d8e3c1a2b4d5e6f70"

// newDesk makes a replica with a number for a tag. Desks of one office share a key, as
// they do that came from one pack.
func newDesk(n int) *desk {
	tag := model.ReplicaTag(0x1000 + n)
	r := model.Replica{Tag: tag, UID: fmt.Sprintf("%032x", int64(tag)), Name: fmt.Sprintf("Desk %d", n)}
	return &desk{uid: office, replica: r, keys: []model.Key{officeKey}, signing: signingKey(tag), logs: map[model.ReplicaTag][]model.Operation{}, seen: map[model.ReplicaTag][]model.Seen{},
		names: map[model.ReplicaTag]model.Replica{tag: r}, waiting: map[model.ReplicaTag]map[int64]model.Operation{}, base: map[model.ReplicaTag]int64{},
		watchers: map[int]func(model.Event){}}
}

// signingKeys are the keys of the desks of this process, which trust one another as those
// do that somebody said yes to.
var signingKeys sync.Map

func signingKey(tag model.ReplicaTag) model.SigningKey {
	seed := sha256.Sum256(fmt.Append(nil, "desk ", tag)) // the same each time, for what fuzzing found
	private := ed25519.NewKeyFromSeed(seed[:])
	key := model.SigningKey{Private: base64.StdEncoding.EncodeToString(seed[:]), Public: base64.StdEncoding.EncodeToString(private.Public().(ed25519.PublicKey))}
	signingKeys.Store(tag, key)
	return key
}

func (d *desk) SigningKey() model.SigningKey { return d.signing }

func (d *desk) TrustOf(_ context.Context, head model.BundleHead) (model.Trust, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.trusts != nil {
		return d.trusts[head.Signer], nil
	}
	if key, ok := signingKeys.Load(head.From.Tag); ok && key.(model.SigningKey).Public == head.Signer {
		return model.Trusted, nil
	}
	return model.NotTrusted, nil
}

func desks(n int) []*desk {
	all := make([]*desk, n)
	for i := range all {
		all[i] = newDesk(i + 1)
	}
	return all
}

var officeKey = newKey()

func newKey() model.Key {
	private, public, err := exchange.NewKey()
	if err != nil {
		panic(err)
	}
	return model.Key{Private: private, Public: public}
}

// edit does n edits here, which rest on all that is known here.
func (d *desk) edit(n int) {
	d.mu.Lock()
	own := d.replica.Tag
	heads := d.heads()
	for i := range n {
		seq := int64(len(d.logs[own])) + d.base[own] + 1
		if i == 0 {
			for _, of := range slices.Sorted(maps.Keys(heads)) {
				if of != own {
					d.seen[own] = append(d.seen[own], model.Seen{Replica: own, Seq: seq, Of: of, Head: heads[of]})
				}
			}
		}
		d.clock++
		d.logs[own] = append(d.logs[own], model.Operation{Replica: own, Seq: seq, Clock: d.clock<<16 | int64(own)&0xffff, Schema: 1, Action: seq, Kind: model.KindActivity,
			Row: model.ID(int64(own)<<32 | seq), Made: true, New: json.RawMessage(fmt.Sprintf(`{"title":"Workshop %d of %s"}`, seq, d.replica.Name))})
	}
	d.mu.Unlock()
	d.tell(model.VerbNew)
}

func (d *desk) tell(verb model.Verb) {
	d.mu.Lock()
	all := slices.Collect(maps.Values(d.watchers))
	d.mu.Unlock()
	for _, f := range all {
		f(model.Event{Action: model.Action{Verb: verb}})
	}
}

func (d *desk) UID() string            { return d.uid }
func (d *desk) Replica() model.Replica { return d.replica }
func (d *desk) Partial() bool          { return d.partial }

func (d *desk) Heads(context.Context) (model.Heads, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.heads(), nil
}

func (d *desk) heads() model.Heads {
	heads := model.Heads{}
	for replica, log := range d.logs {
		if len(log) > 0 {
			heads[replica] = model.Head{Seq: log[len(log)-1].Seq, Clock: log[len(log)-1].Clock}
		}
	}
	return heads
}

func (d *desk) Log(_ context.Context, replica model.ReplicaTag, after int64, limit int) (model.Changes, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	c := model.Changes{Run: model.Run{Replica: replica, First: after + 1, Last: after}, Depends: model.Heads{}}
	if d.heads()[replica].Seq <= after {
		return c, nil
	}
	from := after - d.base[replica]
	if from < 0 {
		return c, model.Errorf(model.ENotFound, "The log does not reach back that far.")
	}
	log := d.logs[replica]
	c.Operations = slices.Clone(log[from:min(from+int64(limit), int64(len(log)))])
	c.Run.Last = after + int64(len(c.Operations))
	for _, s := range d.seen[replica] {
		if s.Seq > after && s.Seq <= c.Run.Last {
			c.Seen = append(c.Seen, s)
		}
		if s.Seq <= c.Run.Last {
			c.Depends[s.Of] = s.Head
		}
	}
	for _, o := range c.Operations {
		c.Actions = append(c.Actions, model.LoggedAction{Replica: replica, No: o.Action, Verb: model.VerbNew, Changes: 1})
	}
	for _, r := range d.names {
		c.Replicas = append(c.Replicas, r)
	}
	return c, nil
}

func (d *desk) BundleHead(context.Context) (model.BundleHead, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return model.BundleHead{Register: d.uid, Office: "Office", Schema: 1, From: d.replica, Signer: d.signing.Public, At: d.clock}, nil
}

// Pack gives the logs of all.
func (d *desk) Pack(ctx context.Context, _ model.PackScope, do func(model.Bundle) error) error {
	heads, err := d.Heads(ctx)
	if err != nil {
		return err
	}
	head, err := d.BundleHead(ctx)
	if err != nil {
		return err
	}
	return do(model.Bundle{Head: head, Sign: d.signing, Parts: func(yield func(model.Part, error) bool) {
		for _, replica := range slices.Sorted(maps.Keys(heads)) {
			c, err := d.Log(ctx, replica, d.base[replica], 1<<30)
			if err != nil {
				yield(model.Part{}, err)
				return
			}
			for part, err := range c.Parts() {
				if !yield(part, err) {
					return
				}
			}
		}
	}})
}

func (d *desk) Merge(_ context.Context, b model.Bundle, _ model.MergeOptions) (model.Outcome, error) {
	if b.Head.Register != d.uid {
		return model.Outcome{}, model.Errorf(model.EOtherRegister, "This is of the register of %s.", b.Head.Office)
	}
	var parts []model.Part
	for part, err := range b.Parts {
		if err != nil {
			return model.Outcome{}, err
		}
		parts = append(parts, part)
	}
	d.mu.Lock()
	out, err := d.merge(b.Head, parts)
	d.mu.Unlock()
	if err == nil && !out.Nothing() {
		d.tell(model.VerbFollow)
	}
	return out, err
}

func (d *desk) merge(head model.BundleHead, parts []model.Part) (model.Outcome, error) {
	out := model.Outcome{From: head.From}
	if d.full {
		return out, model.Errorf(model.ENoSpace, "The disk is full.")
	}
	for _, p := range parts { // all or nothing: look before changing anything
		if p.Operation == nil {
			continue
		}
		o := *p.Operation
		if at := o.Seq - d.base[o.Replica] - 1; at >= 0 && at < int64(len(d.logs[o.Replica])) {
			if !reflect.DeepEqual(d.logs[o.Replica][at], o) {
				return out, model.Errorf(model.EForked, "Two copies wrote as %x.", int64(o.Replica))
			}
		}
	}
	d.merges++
	for _, p := range parts {
		switch {
		case p.Replica != nil:
			d.names[p.Replica.Tag] = *p.Replica
		case p.Seen != nil:
			if !slices.Contains(d.seen[p.Seen.Replica], *p.Seen) {
				d.seen[p.Seen.Replica] = append(d.seen[p.Seen.Replica], *p.Seen)
			}
		case p.Operation != nil:
			o := *p.Operation
			if o.Seq <= d.heads()[o.Replica].Seq {
				out.Known++
				continue
			}
			if d.waiting[o.Replica] == nil {
				d.waiting[o.Replica] = map[int64]model.Operation{}
			}
			d.waiting[o.Replica][o.Seq] = o
		}
	}
	for moved := true; moved; {
		moved = false
		for replica, waits := range d.waiting {
			for {
				next := d.heads()[replica].Seq + 1
				o, ok := waits[next]
				if !ok || !d.ready(o) {
					break
				}
				d.logs[replica] = append(d.logs[replica], o)
				d.clock = max(d.clock, o.Clock>>16)
				delete(waits, next)
				out.Operations++
				moved = true
			}
		}
	}
	for _, waits := range d.waiting {
		out.Waiting += len(waits)
	}
	return out, nil
}

func (d *desk) ready(o model.Operation) bool {
	heads := d.heads()
	return !slices.ContainsFunc(d.seen[o.Replica], func(s model.Seen) bool { return s.Seq == o.Seq && heads[s.Of].Seq < s.Head.Seq })
}

func (d *desk) Keys(context.Context) ([]model.Key, error) { return d.keys, nil }

func (d *desk) AddKey(_ context.Context, key model.Key) error {
	d.keys = append(d.keys, key)
	return nil
}

func (d *desk) Watch(f func(model.Event)) func() {
	d.mu.Lock()
	defer d.mu.Unlock()
	id := rand.Int()
	d.watchers[id] = f
	return func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		delete(d.watchers, id)
	}
}

// knows gives all operations that the desk knows and has applied.
func (d *desk) knows() map[model.ReplicaTag][]model.Operation {
	d.mu.Lock()
	defer d.mu.Unlock()
	all := map[model.ReplicaTag][]model.Operation{}
	for replica, log := range d.logs {
		if len(log) > 0 {
			all[replica] = slices.Clone(log)
		}
	}
	return all
}

// agree fails the test unless all desks know the same.
func agree(t testing.TB, all ...*desk) {
	t.Helper()
	for _, d := range all[1:] {
		if a, b := all[0].knows(), d.knows(); !reflect.DeepEqual(a, b) {
			t.Fatalf("%s knows %v, %s knows %v", all[0].replica.Name, counts(a), d.replica.Name, counts(b))
		}
	}
}

func counts(all map[model.ReplicaTag][]model.Operation) string {
	var text []string
	for _, replica := range slices.Sorted(maps.Keys(all)) {
		text = append(text, fmt.Sprintf("%x: %d", int64(replica), len(all[replica])))
	}
	return fmt.Sprint(text)
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
