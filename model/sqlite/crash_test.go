package sqlite_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"rollbook/model"
	"rollbook/model/sqlite"
)

// crashRounds is how often a writer is killed.
const crashRounds = 200

// writerEnv names the register that this test binary writes to when it is started as a
// writer by TestKilledWriters.
const writerEnv = "ROLLBOOK_TEST_WRITER"

// jobEnv tells this test binary to do a job and to end in it; see TestKilledAtAWrite.
const jobEnv = "ROLLBOOK_TEST_JOB"

// doJobHere does what jobEnv says, on systems where writes can be watched.
var doJobHere = func(string) error { return errors.ErrUnsupported }

func TestMain(m *testing.M) {
	if what := os.Getenv(jobEnv); what != "" {
		if err := doJobHere(what); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	if what := os.Getenv(exchangerEnv); what != "" {
		if err := exchangeForever(what); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	if path := os.Getenv(writerEnv); path != "" {
		if err := writeForever(path); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// writeForever edits a register and says of each edit, once it is acknowledged, what it
// wrote: "theme NAME", "count ACTIVITY NUMBER" or "mark REGISTRATION SESSION VALUE".
func writeForever(path string) error {
	ctx := context.Background()
	r, err := sqlite.Open(ctx, path, sqlite.Options{ConfigDir: filepath.Dir(path), Who: "writer"})
	if err != nil {
		return err
	}
	lines, _, err := r.Activities(ctx, model.ActivityFilter{Down: true})
	if err != nil {
		return err
	}
	roll, err := r.Roll(ctx, lines[0].ID)
	if err != nil {
		return err
	}
	for n := 0; ; n++ {
		m := model.Mark{Registration: roll.Attendees[rand.IntN(len(roll.Attendees))].ID, Session: roll.Sessions[rand.IntN(len(roll.Sessions))].ID,
			Value: model.MarkValues()[rand.IntN(4)]}
		if err := r.Mark(ctx, m); err != nil {
			return err
		}
		fmt.Println("mark", int64(m.Registration), int64(m.Session), m.Value)
		name := fmt.Sprintf("theme-%d-%d", os.Getpid(), n)
		id, err := r.SaveTheme(ctx, model.Theme{Name: name})
		if err != nil {
			return err
		}
		fmt.Println("theme", name)
		number := rand.IntN(1000) + 1
		a := lines[rand.IntN(len(lines))].Activity
		if err := r.UpdateActivity(ctx, a.ID, model.ActivityUpdate{Themes: model.Links[model.ID]{Add: []model.ID{id}}}); err != nil {
			return err
		}
		if err := r.UpdateHeadcounts(ctx, a.ID, model.HeadcountUpdate{Set: []model.Headcount{{Country: "FJI", Number: number}}}); err != nil {
			return err
		}
		fmt.Println("count", int64(a.ID), number)
	}
}

// acknowledged is what writers said was written.
type acknowledged struct {
	themes map[string]bool
	counts map[model.ID]int
	marks  map[[2]model.ID]model.MarkValue // by registration and session
	n      int                             // marks in all
}

// TestKilledWriters kills a process that edits a register and marks people, at any moment,
// again and again: every edit and mark that it acknowledged is there, nothing is half done,
// and the check is clean.
func TestKilledWriters(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("takes a while")
	}
	ctx := context.Background()
	dir := t.TempDir()
	path, options := filepath.Join(dir, "office.rollbook"), sqlite.Options{ConfigDir: dir, Who: "desk"}
	r, err := sqlite.Create(ctx, path, model.Office{}, options)
	must(t, err)
	threeDays(t, r, "Ana Lupe", "Bina Rai", "Chea Sokha", "So-yeon Bang") // the latest, so the first of the list
	for n := range 5 {
		workshop(t, r, func(a *model.Activity) { a.Code = fmt.Sprintf("RW-%d", n) })
	}
	must(t, r.Close())
	said := &acknowledged{map[string]bool{}, map[model.ID]int{}, map[[2]model.ID]model.MarkValue{}, 0}
	for round := range crashRounds {
		killWriter(t, path, rand.IntN(18), said)
		r, err := sqlite.Open(ctx, path, options)
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		lost := missing(t, r, said)
		if len(lost) > 0 {
			t.Fatalf("round %d: acknowledged, but lost: %v", round, lost)
		}
		if round%20 == 0 || round == crashRounds-1 {
			if wrong, err := r.Check(ctx); err != nil || len(wrong) > 0 {
				t.Fatalf("round %d: %v, %v", round, wrong, err)
			}
		}
		must(t, r.Close())
	}
	if len(said.themes) < crashRounds || said.n < crashRounds {
		t.Errorf("the writers wrote next to nothing")
	}
	t.Logf("%d acknowledged themes and %d marks in %d rounds", len(said.themes), said.n, crashRounds)
}

// killWriter starts a writer, kills it after some acknowledged edits, and notes these.
func killWriter(t *testing.T, path string, after int, said *acknowledged) {
	t.Helper()
	writer := exec.Command(os.Args[0])
	writer.Env = append(os.Environ(), writerEnv+"="+path)
	writer.Stderr = os.Stderr
	out, err := writer.StdoutPipe()
	must(t, err)
	must(t, writer.Start())
	lines := bufio.NewScanner(out)
	for n := 0; lines.Scan(); n++ {
		if n == after {
			must(t, writer.Process.Kill()) // what it says in the meantime is read below
		}
		words := strings.Fields(lines.Text())
		switch {
		case len(words) == 2 && words[0] == "theme":
			said.themes[words[1]] = true
		case len(words) == 3 && words[0] == "count":
			id, err1 := strconv.ParseInt(words[1], 10, 64)
			number, err2 := strconv.Atoi(words[2])
			if err1 != nil || err2 != nil {
				t.Fatalf("the writer says %q", lines.Text())
			}
			said.counts[model.ID(id)] = number
		case len(words) == 4 && words[0] == "mark":
			registration, err1 := strconv.ParseInt(words[1], 10, 64)
			session, err2 := strconv.ParseInt(words[2], 10, 64)
			if err1 != nil || err2 != nil {
				t.Fatalf("the writer says %q", lines.Text())
			}
			said.marks[[2]model.ID{model.ID(registration), model.ID(session)}] = model.MarkValue(words[3])
			said.n++
		}
	}
	_ = writer.Wait() // it was killed
}

// missing names the acknowledged edits that the register does not have. A headcount and
// a mark may have been changed once more than was acknowledged.
func missing(t *testing.T, r *sqlite.Register, said *acknowledged) (lost []string) {
	t.Helper()
	ctx := context.Background()
	all, err := r.Themes(ctx)
	must(t, err)
	there := map[string]bool{}
	for _, theme := range all {
		there[theme.Name] = true
	}
	for name := range said.themes {
		if !there[name] {
			lost = append(lost, name)
		}
	}
	unacknowledged := 0
	for id, number := range said.counts {
		have, err := r.Headcounts(ctx, id)
		must(t, err)
		if len(have) != 1 || have[0].Number != number {
			unacknowledged++
			if len(have) == 1 {
				said.counts[id] = have[0].Number
			}
		}
	}
	if unacknowledged > 1 {
		lost = append(lost, fmt.Sprintf("%d headcounts", unacknowledged))
	}
	lines, _, err := r.Activities(ctx, model.ActivityFilter{Down: true})
	must(t, err)
	marks, err := r.Marks(ctx, lines[0].ID)
	must(t, err)
	unacknowledged = 0
	for _, m := range marks {
		key := [2]model.ID{m.Registration, m.Session}
		if said.marks[key] != m.Value {
			unacknowledged++
			said.marks[key] = m.Value
		}
	}
	if unacknowledged > 1 || len(marks) != len(said.marks) {
		lost = append(lost, fmt.Sprintf("%d marks, %d of another value", len(said.marks)-len(marks), unacknowledged))
	}
	return lost
}
