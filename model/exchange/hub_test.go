package exchange_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"rollbook/model"
	"rollbook/model/exchange"
)

func syncHub(t testing.TB, h *hubServers, d *desk) exchange.Report {
	t.Helper()
	report, err := h.hub(d).Sync(context.Background(), d)
	must(t, err)
	return report
}

// followHub lets desks follow the hub until the function that it gives is called; then
// they have closed.
func followHub(t testing.TB, h *hubServers, all ...*desk) (status func(*desk) exchange.Status, stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	var mu sync.Mutex
	last := map[*desk]exchange.Status{}
	for _, d := range all {
		running.Go(func() {
			if err := h.hub(d).Hurried().Follow(ctx, d, func(s exchange.Status) {
				mu.Lock()
				defer mu.Unlock()
				last[d] = s
			}); err != nil {
				t.Error(err)
			}
		})
	}
	stop = sync.OnceFunc(func() { cancel(); running.Wait() })
	t.Cleanup(stop)
	return func(d *desk) exchange.Status {
		mu.Lock()
		defer mu.Unlock()
		return last[d]
	}, stop
}

func TestDesksThatShareAHubEndTheSame(t *testing.T) {
	t.Parallel()
	all, late := desks(3), desks(5)[3:]
	h := serveHub(t, 1, append(late, all...)...)
	for round := range 3 {
		for i, d := range all {
			d.edit(round*10 + i + 1)
			syncHub(t, h, d)
		}
	}
	all[0].edit(3500) // more than a message holds
	for range 2 {
		for _, d := range all {
			syncHub(t, h, d)
		}
	}
	agree(t, all...)
	for _, d := range all {
		if report := syncHub(t, h, d); report.Read+report.Written+len(report.Notes)+len(report.Skipped) > 0 {
			t.Errorf("with nothing new it does %+v", report)
		}
	}
	t.Run("what a trainer sent by pack reaches the others", func(t *testing.T) {
		trainer := newDesk(9)
		trainer.edit(12)
		must(t, trainer.Pack(context.Background(), model.PackScope{}, func(b model.Bundle) error {
			_, err := all[1].Merge(context.Background(), b, model.MergeOptions{})
			return err
		}))
		syncHub(t, h, all[1])
		syncHub(t, h, all[2])
		syncHub(t, h, all[0])
		agree(t, all...)
		h.admin(func(ctx context.Context, js jetstream.JetStream) error {
			stream, err := js.Stream(ctx, "ROLLBOOK")
			if err != nil {
				return err
			}
			info, err := stream.Info(ctx, jetstream.WithSubjectFilter("rollbook.>"))
			if err == nil && len(info.State.Subjects) != 3 {
				t.Errorf("the trainer's edits came on a subject of another than those who brought them: %v", info.State.Subjects)
			}
			return err
		})
	})
	t.Run("a desk that forgot how far it had read", func(t *testing.T) {
		must(t, os.RemoveAll(h.hub(all[0]).ConfigDir))
		report := syncHub(t, h, all[0])
		if report.Written+len(report.Notes)+len(report.Skipped) > 0 || report.Came.Operations > 0 {
			t.Errorf("it reports %+v", report)
		}
		all[0].edit(2)
		if report := syncHub(t, h, all[0]); report.Sent != 2 {
			t.Errorf("then %+v", report)
		}
	})
	t.Run("a register of another office is on it beside this one", func(t *testing.T) {
		d := newDesk(8)
		d.uid, d.keys = strings.Repeat("8", 32), nil
		d.edit(2)
		if _, err := h.as("admin", d).Sync(context.Background(), d); err != nil || len(d.keys) != 1 {
			t.Errorf("it has %d keys: %v", len(d.keys), err)
		}
		same := newDesk(7)
		same.keys = nil
		if _, err := h.as("admin", same).Sync(context.Background(), same); model.CodeOf(err) != model.EPassphrase {
			t.Errorf("a copy without the key says %v", err)
		}
		for _, d := range all {
			syncHub(t, h, d)
			if report := syncHub(t, h, d); report.Read+report.Written+len(report.Notes)+len(report.Skipped) > 0 {
				t.Errorf("it does %+v", report)
			}
		}
	})
	for name, empty := range map[string]func(context.Context, jetstream.JetStream) error{
		"deleted": func(ctx context.Context, js jetstream.JetStream) error {
			if err := js.DeleteStream(ctx, "ROLLBOOK"); err != nil && !errors.Is(err, jetstream.ErrStreamNotFound) {
				return err
			}
			return nil
		},
		"purged": func(ctx context.Context, js jetstream.JetStream) error {
			stream, err := js.Stream(ctx, "ROLLBOOK")
			if err != nil {
				return err
			}
			return stream.Purge(ctx)
		},
	} {
		t.Run("a hub that was emptied, "+name+", is filled again", func(t *testing.T) {
			h.admin(empty)
			report := syncHub(t, h, all[0])
			if len(report.Notes) != 1 || !strings.Contains(report.Notes[0], "had lost") || report.Sent == 0 {
				t.Errorf("it reports %+v", report)
			}
			for _, d := range all[1:] {
				syncHub(t, h, d)
			}
			syncHub(t, h, late[0])
			agree(t, all[1], late[0])
			late = late[1:]
		})
	}
}

// rounds gives how often something random is done: few times usually, more by hand.
func rounds(t testing.TB, usual int) int {
	text := os.Getenv("ROLLBOOK_TEST_ROUNDS")
	if text == "" {
		return usual
	}
	n, err := strconv.Atoi(text)
	must(t, err)
	return n
}

func TestHubOfThreeServers(t *testing.T) {
	t.Parallel()
	all := desks(5)
	h := serveHub(t, 3, all...)
	eventually(t, "the hub is there", func() bool {
		_, err := h.hub(all[0]).Check(context.Background(), all[0])
		return err == nil
	})
	t.Run("is found right", func(t *testing.T) { checkRight(t, h, all) })
	t.Run("killed at any time, loses nothing", func(t *testing.T) { killAtRandom(t, h, all) })
}

// killAtRandom kills servers at random, and all of them at once, while desks work: what
// was done arrives everywhere once the hub is back.
func killAtRandom(t *testing.T, h *hubServers, all []*desk) {
	status, stop := followHub(t, h, all[:4]...)
	work := func() {
		for _, d := range all[:4] {
			d.edit(1 + rand.IntN(5))
		}
		time.Sleep(time.Duration(rand.IntN(200)) * time.Millisecond)
	}
	eventually(t, "the hub is there", func() bool { work(); return status(all[0]).Reachable })
	kills := rounds(t, 3)
	for n := range kills {
		if n == kills/2 {
			h.killAll()
			work()
			time.Sleep(time.Second)
		} else {
			h.kill(rand.IntN(3))
		}
		for range 4 {
			work()
		}
		h.startAll()
		for range 4 {
			work()
		}
	}
	began := time.Now()
	eventually(t, "all know all", func() bool { return same(all[:4]...) })
	t.Logf("%d edits; all arrived %v after the last kill", len(all[0].knows()[all[0].replica.Tag])*4, time.Since(began).Round(time.Millisecond))
	stop()
	syncHub(t, h, all[4])
	agree(t, all...)
	checkStream(t, h)
}

// checkStream holds that no run is in the stream twice, though acknowledgements were lost.
func checkStream(t *testing.T, h *hubServers) {
	t.Helper()
	h.admin(func(ctx context.Context, js jetstream.JetStream) error {
		stream, err := js.Stream(ctx, "ROLLBOOK")
		if err != nil {
			return err
		}
		info := stream.CachedInfo()
		if info.Config.Replicas != 3 {
			t.Errorf("the stream is kept %d times", info.Config.Replicas)
		}
		ids := map[string]uint64{}
		for sequence := max(1, info.State.FirstSeq); sequence <= info.State.LastSeq; sequence++ {
			message, err := stream.GetMsg(ctx, sequence)
			if err != nil {
				return err
			}
			id := message.Header.Get(jetstream.MsgIDHeader)
			id = id[:strings.LastIndex(id[:strings.LastIndex(id, ".")], ".")] // what it holds
			if ids[id] != 0 {
				t.Errorf("messages %d and %d both hold %s", ids[id], sequence, id)
			}
			ids[id] = sequence
		}
		return nil
	})
}

func TestAReplicaWritesOnlyItsOwnSubject(t *testing.T) {
	t.Parallel()
	all := desks(2)
	h := serveHub(t, 1, all...)
	all[0].edit(1)
	syncHub(t, h, all[0])
	stranger := newDesk(3)
	stranger.edit(4)
	_, err := h.as(all[1].replica.UID, stranger).Sync(context.Background(), stranger)
	if model.CodeOf(err) != model.EPermission || !strings.Contains(err.Error(), exchange.SubjectOf(office, "00001003")) {
		t.Errorf("with the credentials of another it says %v", err)
	}
	if len(stranger.knows()[all[0].replica.Tag]) != 1 {
		t.Error("it could not read")
	}
}

func TestACopyThatPublishesUnderTheSameNameIsNoticed(t *testing.T) {
	t.Parallel()
	d, copied, other := newDesk(1), newDesk(1), newDesk(2)
	copied.replica.Name = "The copy"
	h := serveHub(t, 1, d, other)
	ctx, elsewhere := context.Background(), h.hub(copied)
	d.edit(5)
	syncHub(t, h, d)
	copied.edit(9)
	if _, err := elsewhere.Sync(ctx, copied); model.CodeOf(err) != model.EForked {
		t.Errorf("the copy says %v", err)
	}
	syncHub(t, h, other)
	if got := other.knows()[d.replica.Tag]; len(got) != 5 {
		t.Errorf("another knows %d edits", len(got))
	}
	// At once, so that neither has read what the other published, one of them is refused.
	d, copied = newDesk(3), newDesk(3)
	copied.replica.Name = "The copy"
	h = serveHub(t, 1, d)
	d.edit(5)
	copied.edit(5)
	errs := make(chan error, 2)
	for _, one := range []*desk{d, copied} {
		go func() {
			_, err := h.hub(one).Sync(ctx, one)
			errs <- err
		}()
	}
	first, second := <-errs, <-errs
	if model.CodeOf(errors.Join(first, second)) != model.EForked || first != nil && second != nil {
		t.Errorf("publishing at once, they say %v and %v", first, second)
	}
}

func TestHubsThatCannotBeUsedSayWhy(t *testing.T) {
	t.Parallel()
	d := newDesk(1)
	d.edit(1)
	h := serveHub(t, 1, d)
	for name, c := range map[string]struct {
		spoil func(*exchange.Hub)
		code  model.Code
		says  string
	}{
		"not trusted": {func(h *exchange.Hub) { h.CA = "" }, model.EPermission, "is not trusted"},
		"other credentials": {func(h *exchange.Hub) {
			h.Creds = filepath.Join(t.TempDir(), "new.creds")
			_, _ = exchange.HubCredentials(h.Creds)
		}, model.EPermission, "does not accept"},
		"no credentials":     {func(h *exchange.Hub) { h.Creds = "" }, model.EPermission, "does not accept"},
		"credentials gone":   {func(h *exchange.Hub) { h.Creds += ".lost" }, model.ENotFound, "no file"},
		"something else":     {func(h *exchange.Hub) { h.Creds = h.CA }, model.EInvalid, "no credentials"},
		"no address":         {func(h *exchange.Hub) { h.URL = "tls://" }, model.EInvalid, "address"},
		"an address of HTTP": {func(h *exchange.Hub) { h.URL = "https://example.org" }, model.EInvalid, "address"},
	} {
		t.Run(name, func(t *testing.T) {
			hub := h.hub(d)
			c.spoil(&hub)
			if _, err := hub.Sync(context.Background(), d); model.CodeOf(err) != c.code || !strings.Contains(fmt.Sprint(err), c.says) {
				t.Errorf("%s: %v; want %s, saying %q", model.CodeOf(err), err, c.code, c.says)
			}
		})
	}
	t.Run("it drops old messages", func(t *testing.T) {
		h.admin(func(ctx context.Context, js jetstream.JetStream) error {
			_, err := js.CreateStream(ctx, jetstream.StreamConfig{Name: "ROLLBOOK", Subjects: []string{"rollbook.*.*"}, MaxAge: time.Hour})
			return err
		})
		if _, err := h.hub(d).Sync(context.Background(), d); model.CodeOf(err) != model.EInvalid || !strings.Contains(err.Error(), "old messages") {
			t.Errorf("it says %v", err)
		}
		found, err := h.hub(d).Check(context.Background(), d)
		must(t, err)
		finds(t, found, exchange.Wrong, "old messages")
		if exchange.Sound(found) {
			t.Error("checked, it is found right")
		}
	})
	t.Run("it is away", func(t *testing.T) {
		h.killAll()
		status, _ := followHub(t, h, d)
		eventually(t, "it is said", func() bool { return model.CodeOf(status(d).Err) == model.EGone })
		if s := status(d); s.Reachable || !strings.Contains(s.Err.Error(), "does not answer") {
			t.Errorf("the status is %+v", s)
		}
		h.startAll()
		h.admin(func(ctx context.Context, js jetstream.JetStream) error { return js.DeleteStream(ctx, "ROLLBOOK") })
		eventually(t, "it is followed again", func() bool { return status(d).Reachable && status(d).Sent == 1 })
	})
}

// finds fails the test unless a check found what says text to be as the verdict has it.
func finds(t testing.TB, found []exchange.Finding, verdict exchange.Verdict, text string) {
	t.Helper()
	for _, f := range found {
		if strings.Contains(f.Text, text) {
			if f.Verdict != verdict {
				t.Errorf("%q is found %s, not %s", f.Text, f.Verdict, verdict)
			}
			return
		}
	}
	t.Errorf("nothing is found that says %q: %v", text, found)
}

func checkRight(t *testing.T, h *hubServers, all []*desk) {
	ctx := context.Background()
	var found []exchange.Finding
	check := func(hub exchange.Hub, r exchange.Register) []exchange.Finding {
		t.Helper()
		eventually(t, "the hub answers", func() (answers bool) {
			var err error
			found, err = hub.Check(ctx, r)
			return err == nil
		})
		return found
	}
	eventually(t, "all servers are up to date", func() bool {
		return slices.ContainsFunc(check(h.hub(all[0]), all[0]), func(f exchange.Finding) bool { return strings.Contains(f.Text, "all of them up to date") })
	})
	for _, text := range []string{"nats-server 2.15.2", "encrypted (TLS 1.3)", "cluster of 3 servers", "ROLLBOOK is set as it must be", "on 3 servers", "clocks agree", "may read", "may write its subject", "may not write under the name of other"} {
		finds(t, found, exchange.Right, text)
	}
	finds(t, found, exchange.Doubtful, "sync_interval: always")
	if !exchange.Sound(found) {
		t.Error("a hub that is right is found wrong")
	}
	finds(t, check(h.as(all[1].replica.UID, all[0]), all[0]), exchange.Wrong, "may not write its subject, "+exchange.SubjectOf(office, "00001001"))
	finds(t, check(h.as("admin", all[0]), nil), exchange.Doubtful, "under the name of any computer")
}
