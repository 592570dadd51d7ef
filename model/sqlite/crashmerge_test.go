package sqlite_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rollbook/model"
	"rollbook/model/exchange"
	"rollbook/model/sqlite"
)

// exchangeRounds is how often a process that exchanges is killed.
const exchangeRounds = 25

// exchangerEnv says what this test binary does when it is started by TestKilledExchange:
// "merge REGISTER FOLDER" or "pack REGISTER FILE".
const exchangerEnv = "ROLLBOOK_TEST_EXCHANGER"

// exchangeForever merges the files of a folder that are not merged yet, one after the
// other, and says of each that it is; or writes a pack again and again.
func exchangeForever(what string) error {
	ctx := context.Background()
	words := strings.Split(what, "|")
	r, err := sqlite.Open(ctx, words[1], sqlite.Options{ConfigDir: filepath.Dir(words[1]), Who: "office"})
	if err != nil {
		return err
	}
	if words[0] == "pack" {
		for {
			if _, err := exchange.Pack(ctx, r, model.PackScope{}, words[2], exchange.Seal{}); err != nil {
				return err
			}
			fmt.Println("packed")
		}
	}
	files, err := filepath.Glob(filepath.Join(words[2], "*"))
	if err != nil {
		return err
	}
	for _, file := range files {
		var out model.Outcome
		if err := exchange.ReadFile(file, exchange.Keys{}, func(b model.Bundle) error {
			var err error
			out, err = r.Merge(ctx, b, model.MergeOptions{})
			return err
		}); err != nil {
			return err
		}
		if !out.Nothing() {
			fmt.Println("merged", file)
		}
	}
	fmt.Println("done")
	return nil
}

// killExchanger starts a process that exchanges and kills it a moment after it has said
// something so many times. It gives all that it said.
func killExchanger(t *testing.T, what string, after int, moment time.Duration) []string {
	t.Helper()
	process := exec.Command(os.Args[0])
	process.Env = append(os.Environ(), exchangerEnv+"="+what)
	process.Stderr = os.Stderr
	out, err := process.StdoutPipe()
	must(t, err)
	must(t, process.Start())
	var said []string
	lines := bufio.NewScanner(out)
	for n := 0; lines.Scan(); n++ {
		said = append(said, lines.Text())
		if n == after || lines.Text() == "done" {
			time.Sleep(moment)
			must(t, process.Process.Kill())
		}
	}
	_ = process.Wait() // it was killed
	return said
}

// TestKilledExchange kills a desk while it merges, and one while it writes a pack, at any
// moment, again and again: what it had merged is there, nothing is half merged, and the
// pack is a whole one, old or new.
func TestKilledExchange(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("takes a while")
	}
	ctx := context.Background()
	dir, folder := t.TempDir(), t.TempDir()
	path, options := filepath.Join(dir, "office.rollbook"), sqlite.Options{ConfigDir: dir, Who: "office"}
	r, err := sqlite.Create(ctx, path, model.Office{}, options)
	must(t, err)
	a, _ := threeDays(t, r, "Ana Lupe", "Bina Rai", "Chea Sokha")
	other := copyOf(t, r, "desk", model.PackScope{})
	know(t, r, other)
	must(t, r.Close())
	roll := rollOf(t, other, a.ID)
	last := map[string]int64{} // by file, the last change in it
	ends := map[int64]bool{0: true}
	known := int64(0)
	for n := range 80 {
		for range 5 {
			var marks []model.Mark
			for _, who := range roll.Attendees {
				marks = append(marks, model.Mark{Registration: who.ID, Session: roll.Sessions[rand.IntN(3)].ID, Value: model.MarkValues()[rand.IntN(4)]})
			}
			must(t, other.Mark(ctx, marks...))
		}
		c, err := other.Log(ctx, other.Replica().Tag, known, 15) // fewer, where a mark says the same in the same moment
		must(t, err)
		b, err := exchange.BundleOf(ctx, other, c, "")
		must(t, err)
		file := filepath.Join(folder, fmt.Sprintf("%03d", n))
		_, err = exchange.WriteFile(ctx, file, b, exchange.Seal{})
		must(t, err)
		known = c.Run.Last
		last[file], ends[known] = known, true
	}
	pack := filepath.Join(dir, "pack")
	everMerged := false
	for round := range exchangeRounds {
		moment := time.Duration(rand.IntN(4000)) * time.Microsecond
		merged := int64(0)
		for _, line := range killExchanger(t, "merge|"+path+"|"+folder, rand.IntN(4), moment) {
			if file, ok := strings.CutPrefix(line, "merged "); ok {
				merged, everMerged = last[file], true
			}
		}
		r, err := sqlite.Open(ctx, path, options)
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		heads, err := r.Heads(ctx)
		must(t, err)
		if at := heads[other.Replica().Tag].Seq; at < merged || !ends[at] {
			t.Fatalf("round %d: merged up to %d, but known up to %d", round, merged, at)
		}
		if round%8 == 0 || round == exchangeRounds-1 {
			clean(t, r)
		}
		must(t, r.Close())
		killExchanger(t, "pack|"+path+"|"+pack, rand.IntN(3), moment)
		if _, err := exchange.Verify(ctx, pack, exchange.Keys{}); err != nil {
			t.Fatalf("round %d: the pack: %v", round, err)
		}
	}
	r, err = sqlite.Open(ctx, path, options)
	must(t, err)
	send(t, other, r)
	send(t, r, other)
	if diff := difference(dump(t, other), dump(t, r)); len(diff) > 0 {
		t.Errorf("in the end the desk differs: %q", diff)
	}
	if !everMerged {
		t.Error("no process that was killed had merged anything")
	}
	must(t, r.Close())
}
