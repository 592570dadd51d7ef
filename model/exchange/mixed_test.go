package exchange_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rollbook/model"
	"rollbook/model/exchange"
	"rollbook/model/sqlite"
)

// mixed is desks that exchange in every way there is: some share a stick, some a cloud's
// folder, some a hub, and anybody may send a pack to anybody. No way reaches all.
type mixed struct {
	t       *testing.T
	rnd     *rand.Rand
	members []exchange.Register
	edit    func(exchange.Register)
	sticks  []shared // the first desks share the first, the next the second
	hub     *hubServers
}

// TestDesksThatExchangeInEveryWayEndTheSame lets desks edit and exchange at random, while
// files are lost, damaged and doubled. What anybody did is known to all in the end.
func TestDesksThatExchangeInEveryWayEndTheSame(t *testing.T) {
	t.Parallel()
	hub := serveHub(t, 1)
	for seed := range rounds(t, 5) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			w := newMixed(t, uint64(seed), hub)
			all := desks(5)
			for _, d := range all {
				d.uid = fmt.Sprintf("%032x", seed+1)
				w.members = append(w.members, d)
			}
			w.edit = func(r exchange.Register) { r.(*desk).edit(1 + w.rnd.IntN(30)) }
			w.live(80)
			agree(t, all...)
			for _, d := range all {
				if len(d.knows()) != 5 || slices.ContainsFunc(all, func(o *desk) bool { return len(o.waiting[d.replica.Tag]) > 0 }) {
					t.Errorf("%s knows %s", d.replica.Name, counts(d.knows()))
				}
			}
		})
	}
}

// TestRegistersThatExchangeInEveryWayShowTheSame does it with real ones.
func TestRegistersThatExchangeInEveryWayShowTheSame(t *testing.T) {
	t.Parallel()
	hub := serveHub(t, 1)
	for seed := range rounds(t, 1) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			w := newMixed(t, uint64(seed), hub)
			first := register(t)
			w.members = []exchange.Register{first}
			for n := range 3 {
				w.members = append(w.members, copyOf(t, first, fmt.Sprintf("Desk %d", n+2)))
			}
			for _, r := range w.members { // somebody said yes everywhere: no way reaches all
				for _, other := range w.members {
					if r != other {
						must(t, r.(*sqlite.Register).Trust(context.Background(), model.Stranger{Replica: other.Replica(), Key: other.SigningKey().Public}))
					}
				}
			}
			names := 0
			w.edit = func(r exchange.Register) {
				names++
				editRegister(t, w.rnd, r.(*sqlite.Register), names)
			}
			w.live(40)
			want := shown(t, first)
			for _, r := range w.members {
				wrong, err := r.(*sqlite.Register).Check(context.Background())
				must(t, err)
				if got := shown(t, r.(*sqlite.Register)); got != want || len(wrong) > 0 {
					t.Errorf("%s shows\n%s\nand the first\n%s\ncheck: %q", r.Replica().Name, got, want, wrong)
				}
			}
		})
	}
}

func newMixed(t *testing.T, seed uint64, hub *hubServers) *mixed {
	return &mixed{t: t, rnd: rand.New(rand.NewPCG(seed, 2)), sticks: []shared{newShared(t), newShared(t)}, hub: hub}
}

// live lets things happen, and then everybody exchange until there is nothing new.
func (w *mixed) live(steps int) {
	w.t.Helper()
	for _, r := range w.members {
		w.edit(r)
	}
	for range steps {
		i := w.rnd.IntN(len(w.members))
		switch n := w.rnd.IntN(20); {
		case n < 7:
			w.edit(w.members[i])
		case n < 11:
			w.byFolder(i)
		case n < 14:
			w.byHub(i)
		case n < 15:
			w.byPack(w.members[i], w.members[w.rnd.IntN(len(w.members))])
		default:
			w.mischief()
		}
	}
	for range len(w.members) {
		for i := range w.members {
			w.byFolder(i)
			w.byHub(i)
		}
	}
	for i := range w.members {
		news := w.byFolder(i).Came.Operations + w.byHub(i).Came.Operations
		if news > 0 {
			w.t.Errorf("%s still learns something: %d", w.members[i].Replica().Name, news)
		}
	}
}

// byFolder lets a desk exchange by the folder that it shares, if it shares one.
func (w *mixed) byFolder(i int) exchange.Report {
	w.t.Helper()
	half := (len(w.members) + 1) / 2
	report := w.sticks[min(i/half, 1)].sync(w.t, w.members[i])
	w.allowed(report)
	return report
}

// byHub lets a desk exchange by the hub, if it has one: every other does.
func (w *mixed) byHub(i int) exchange.Report {
	w.t.Helper()
	if i%2 == 1 {
		return exchange.Report{}
	}
	r := w.members[i]
	hub := exchange.Hub{URL: strings.Join(w.hub.urls, ","), Creds: w.hub.creds("admin"), CA: filepath.Join(w.hub.dir, "ca.crt"), ConfigDir: w.sticks[0].memory}
	report, err := hub.Sync(context.Background(), r)
	must(w.t, err)
	w.allowed(report)
	return report
}

// allowed fails the test where something is skipped that was not damaged; where the place
// is damaged that names the keys, it looks as if sealed with another.
func (w *mixed) allowed(report exchange.Report) {
	w.t.Helper()
	for _, s := range report.Skipped {
		if code := model.CodeOf(s.Err); code != model.EUnreadable && code != model.EPassphrase {
			w.t.Fatalf("skipped %s: %v", s.Name, s.Err)
		}
	}
}

func (w *mixed) byPack(from, to exchange.Register) {
	w.t.Helper()
	if from == to {
		return
	}
	ctx := context.Background()
	must(w.t, from.Pack(ctx, model.PackScope{}, func(b model.Bundle) error {
		_, err := to.Merge(ctx, b, model.MergeOptions{})
		return err
	}))
}

// mischief is what sticks, clouds and people do.
func (w *mixed) mischief() {
	w.t.Helper()
	s := w.sticks[w.rnd.IntN(2)]
	files := s.files(w.t)
	if len(files) == 0 {
		return
	}
	file := files[w.rnd.IntN(len(files))]
	data, err := os.ReadFile(file)
	must(w.t, err)
	switch w.rnd.IntN(7) {
	case 0:
		must(w.t, os.Remove(file))
	case 1:
		must(w.t, os.Truncate(file, w.rnd.Int64N(int64(len(data)+1))))
	case 2:
		if len(data) > 0 {
			data[w.rnd.IntN(len(data))] ^= 1
		}
		must(w.t, os.WriteFile(file, data, 0o600))
	case 3:
		must(w.t, os.WriteFile(strings.TrimSuffix(file, ".chg")+" (1).chg", data, 0o600))
	case 4:
		must(w.t, os.Rename(file, filepath.Join(filepath.Dir(file), "1-99999-0000000000000000.chg")))
	case 5:
		for _, file := range files {
			must(w.t, os.Remove(file))
		}
	case 6:
		must(w.t, os.RemoveAll(filepath.Join(s.memory, []string{"folders", "hubs"}[w.rnd.IntN(2)])))
	}
}

// register makes a register with a workshop of two days, on which a desk writes without
// waiting for the disk.
func register(t *testing.T) *sqlite.Register {
	ctx, dir := context.Background(), t.TempDir()
	r, err := sqlite.Create(ctx, filepath.Join(dir, "office.rollbook"), model.Office{Name: "The office"}, sqlite.Options{ConfigDir: dir, Who: "Desk 1"})
	must(t, err)
	t.Cleanup(func() { must(t, r.Close()) })
	types, err := r.Types(ctx)
	must(t, err)
	a := model.Activity{Type: types[0].ID, Title: "A workshop", FirstDay: "2026-03-02", LastDay: "2026-03-03", Status: model.Held}
	a.ID, err = r.SaveActivity(ctx, a)
	must(t, err)
	must(t, r.MakeSessions(ctx, model.SessionsOf(a, false)))
	_, err = exchange.EnsureKey(ctx, r)
	must(t, err)
	enrol(t, r, a.ID, "Ana Lupe")
	return r
}

func enrol(t *testing.T, r *sqlite.Register, activity model.ID, name string) {
	t.Helper()
	roles, err := r.Roles(context.Background())
	must(t, err)
	_, _, err = r.Enrol(context.Background(), model.Person{Name: name, Country: "FJI"}, model.Registration{Activity: activity, Role: roles[0].ID, Country: "FJI"})
	must(t, err)
}

// copyOf makes a replica of a register, by a sealed pack of everything.
func copyOf(t *testing.T, r *sqlite.Register, who string) *sqlite.Register {
	ctx, dir := context.Background(), t.TempDir()
	file, path := filepath.Join(dir, "all.rollpack"), filepath.Join(dir, "copy.rollbook")
	options := sqlite.Options{ConfigDir: dir, Who: who}
	_, err := exchange.Pack(ctx, r, model.PackScope{}, file, exchange.Seal{Passphrase: "three words long"})
	must(t, err)
	must(t, exchange.ReadFile(file, exchange.Keys{Passphrase: "three words long"}, func(b model.Bundle) error {
		_, err := sqlite.Replicate(ctx, path, b, options, model.MergeOptions{})
		return err
	}))
	c, err := sqlite.Open(ctx, path, options)
	must(t, err)
	t.Cleanup(func() { must(t, c.Close()) })
	return c
}

// editRegister does one thing that people do.
func editRegister(t *testing.T, rnd *rand.Rand, r *sqlite.Register, n int) {
	t.Helper()
	ctx := context.Background()
	lines, _, err := r.Activities(ctx, model.ActivityFilter{})
	must(t, err)
	a := lines[rnd.IntN(len(lines))].Activity
	roll, err := r.Roll(ctx, a.ID)
	must(t, err)
	switch rnd.IntN(6) {
	case 0:
		err = r.UpdateActivity(ctx, a.ID, model.ActivityUpdate{Title: new(fmt.Sprintf("Workshop %d", n))})
	case 1:
		enrol(t, r, a.ID, fmt.Sprintf("Person %d", n))
	case 2:
		_, err = r.SaveTheme(ctx, model.Theme{Name: fmt.Sprintf("Theme %d", n)})
	default:
		if len(roll.Attendees) > 0 && len(roll.Sessions) > 0 {
			err = r.Mark(ctx, model.Mark{Registration: roll.Attendees[rnd.IntN(len(roll.Attendees))].ID, Session: roll.Sessions[rnd.IntN(len(roll.Sessions))].ID,
				Value: model.MarkValues()[rnd.IntN(4)]})
		}
	}
	must(t, err)
}

// shown gives what a register shows: the Summary, its activities, people and rolls, and
// the log.
func shown(t *testing.T, r *sqlite.Register) string {
	t.Helper()
	ctx := context.Background()
	summary, err := r.Summary(ctx, model.Everything(), model.ByType)
	must(t, err)
	lines, _, err := r.Activities(ctx, model.ActivityFilter{})
	must(t, err)
	people, err := r.People(ctx, "", 0)
	must(t, err)
	all := []any{summary, people}
	for _, line := range lines {
		roll, err := r.Roll(ctx, line.ID)
		must(t, err)
		all = append(all, line.Activity, roll.Attendees, roll.Sessions)
	}
	heads, err := r.Heads(ctx)
	must(t, err)
	text, err := json.MarshalIndent(append(all, heads), "", " ")
	must(t, err)
	return string(text)
}
