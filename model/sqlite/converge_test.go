package sqlite_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"rollbook/model"
	"rollbook/model/exchange"
	"rollbook/model/sqlite"
)

// seedsEnv names how many seeds TestAllReplicasEndTheSame goes through, and from which:
// "500" or "500 from 1000".
const seedsEnv = "ROLLBOOK_TEST_SEEDS"

// TestAllReplicasEndTheSame lets five replicas edit, with clocks from a year behind to two
// years ahead, and exchange parts of their logs in any order, again and again. Once each
// has everything all show the same, whatever came when.
func TestAllReplicasEndTheSame(t *testing.T) {
	t.Parallel()
	seeds, first := 20, 1
	if text := os.Getenv(seedsEnv); text != "" {
		words := strings.Fields(text)
		var err error
		seeds, err = strconv.Atoi(words[0])
		must(t, err)
		if len(words) == 3 {
			first, err = strconv.Atoi(words[2])
			must(t, err)
		}
	}
	if testing.Short() {
		seeds = 3
	}
	for seed := first; seed < first+seeds; seed++ {
		t.Run(fmt.Sprint(seed), func(t *testing.T) { converge(t, uint64(seed)) })
	}
}

// world is five desks that edit one register.
type world struct {
	t     *testing.T
	rnd   *rand.Rand
	desks []*sqlite.Register
	now   time.Time
	names int
	words map[model.ID]string // by person: the word of their name
	gone  []string            // words of people that were erased
	marks int

	tookBack bool // a merge was undone: that desk's list of what met is its own
	snapshot bool // a desk began with a snapshot
}

func converge(t *testing.T, seed uint64) {
	ctx := context.Background()
	w := &world{t: t, rnd: rand.New(rand.NewPCG(seed, 1)), now: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC), words: map[model.ID]string{}}
	w.desks = []*sqlite.Register{office(t)}
	a, people := threeDays(t, w.desks[0], "Zwordfirst One", "Zwordsecond Two", "Zwordthird Three")
	for i, id := range people {
		w.words[id] = []string{"Zwordfirst", "Zwordsecond", "Zwordthird"}[i]
	}
	_ = a
	for i := range 4 {
		off := time.Duration(w.rnd.IntN(3*365)-365) * 24 * time.Hour
		if w.rnd.IntN(3) == 0 {
			off = 0
		}
		scope := model.PackScope{NoHistory: i == 3 && w.rnd.IntN(2) == 0}
		w.snapshot = w.snapshot || scope.NoHistory
		w.desks = append(w.desks, copyOf(t, w.desks[0], fmt.Sprint("desk ", i+2), scope, func() time.Time { return w.now.Add(off) }))
	}
	for _, r := range w.desks {
		must(t, sqlite.Unsync(ctx, r))
	}
	for range 50 + w.rnd.IntN(60) {
		w.now = w.now.Add(time.Duration(w.rnd.IntN(90)) * time.Minute)
		if w.rnd.IntN(4) == 0 {
			w.exchange(w.desk(), w.desk())
			continue
		}
		w.edit(w.desk())
	}
	marks := map[string]bool{}
	for _, r := range w.desks {
		logged, err := sqlite.LoggedMarks(ctx, r)
		must(t, err)
		for key := range logged {
			marks[key] = true
		}
	}
	w.finish()
	first := dump(t, w.desks[0])
	figures := w.figures(w.desks[0])
	met, err := sqlite.Met(ctx, w.desks[0])
	must(t, err)
	for _, r := range w.desks[1:] {
		if diff := difference(first, dump(t, r)); len(diff) > 0 {
			again := difference(dump(t, w.desks[0]), dump(t, r))
			t.Fatalf("%s differs from the office: %s\nread again: %s", r.Replica().Name, strings.Join(diff, "\n"), strings.Join(again, "\n"))
		}
		if got := w.figures(r); got != figures {
			t.Fatalf("%s shows other figures:\n%s\n%s", r.Replica().Name, got, figures)
		}
		list, err := sqlite.Met(ctx, r)
		must(t, err)
		if diff := difference(met, list); len(diff) > 0 && !w.tookBack && !w.snapshot {
			t.Fatalf("%s has another list of what met: %s", r.Replica().Name, strings.Join(diff, "\n"))
		}
	}
	for _, r := range w.desks {
		clean(t, r)
		if out := send(t, w.desks[0], r); !out.Nothing() {
			t.Fatalf("merging again brought %s %+v", r.Replica().Name, out)
		}
		logged, err := sqlite.LoggedMarks(ctx, r)
		must(t, err)
		for key := range marks {
			if !logged[key] && !w.snapshot {
				t.Fatalf("%s lost the mark %s", r.Replica().Name, key)
			}
		}
		for _, word := range w.gone {
			said, err := sqlite.Said(ctx, r, word)
			must(t, err)
			if len(said) > 0 {
				t.Fatalf("%s still says %q of somebody erased: %q", r.Replica().Name, word, said[:min(3, len(said))])
			}
		}
	}
}

func (w *world) desk() *sqlite.Register { return w.desks[w.rnd.IntN(len(w.desks))] }

// figures gives the Summary as JSON, and some cuts of it.
func (w *world) figures(r *sqlite.Register) string {
	w.t.Helper()
	var all []model.Summary
	for _, cut := range []model.Cut{model.ByType, model.ByYear, model.ByCountry, model.ByGroup} {
		all = append(all, summary(w.t, r, model.Everything(), cut))
	}
	text, err := json.Marshal(all)
	must(w.t, err)
	return string(text)
}

// exchange brings some of what one desk has to another: a piece of a log, pieces in any
// order, or a whole pack, as a file carries it.
func (w *world) exchange(from, to *sqlite.Register) {
	w.t.Helper()
	ctx := context.Background()
	if from == to {
		return
	}
	if w.rnd.IntN(3) == 0 {
		must(w.t, from.Pack(ctx, model.PackScope{NoHistory: false}, func(b model.Bundle) error { return w.carry(b, to) }))
		return
	}
	heads, err := from.Heads(ctx)
	must(w.t, err)
	have, err := to.Heads(ctx)
	must(w.t, err)
	var pieces []model.Changes
	for replica, h := range heads {
		if w.rnd.IntN(3) == 0 {
			continue // not everything goes along
		}
		after := max(0, have[replica].Seq-int64(w.rnd.IntN(5)))
		for after < h.Seq {
			c, err := from.Log(ctx, replica, after, 1+w.rnd.IntN(20))
			if model.CodeOf(err) == model.ENotFound { // it began with a snapshot
				break
			}
			must(w.t, err)
			pieces = append(pieces, c)
			after = c.Run.Last
		}
	}
	w.rnd.Shuffle(len(pieces), func(i, j int) { pieces[i], pieces[j] = pieces[j], pieces[i] })
	for _, c := range pieces {
		if w.rnd.IntN(8) == 0 {
			continue // lost on the way
		}
		b, err := exchange.BundleOf(ctx, from, c, "")
		must(w.t, err)
		must(w.t, w.carry(b, to))
	}
}

// carry writes a bundle as a file is written, reads it back and merges it.
func (w *world) carry(b model.Bundle, to *sqlite.Register) error {
	var file bytes.Buffer
	if _, err := exchange.Write(&file, b, exchange.Seal{}); err != nil {
		return err
	}
	read, err := exchange.Read(&file, exchange.Keys{})
	if err != nil {
		return err
	}
	options := model.MergeOptions{ByItself: w.rnd.IntN(2) == 0}
	if w.rnd.IntN(2) == 0 {
		options.Accept = yes.Accept
	}
	_, err = to.Merge(context.Background(), read, options)
	if model.CodeOf(err) == model.EStranger { // nobody says yes to whose it is: it waits
		return nil
	}
	return err
}

// finish exchanges until nobody learns anything new.
func (w *world) finish() {
	w.t.Helper()
	ctx := context.Background()
	for round := range 12 {
		news, waiting := 0, 0
		for _, from := range w.desks {
			for _, to := range w.desks {
				if from == to {
					continue
				}
				var out model.Outcome
				must(w.t, from.Pack(ctx, model.PackScope{}, func(b model.Bundle) error {
					var err error
					out, err = to.Merge(ctx, b, yes)
					return err
				}))
				news += out.Operations
				waiting += out.Waiting
			}
		}
		if news == 0 {
			if waiting > 0 {
				w.t.Fatalf("%d changes wait for what nobody has", waiting)
			}
			return
		}
		if round == 11 {
			w.t.Fatal("the replicas do not come to rest")
		}
	}
}
