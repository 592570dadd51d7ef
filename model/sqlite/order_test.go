package sqlite_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rollbook/model"
	"rollbook/model/sqlite"
)

// atClock opens a register of its own with a clock that the test sets.
func atClock(t *testing.T, now *time.Time) (*sqlite.Register, sqlite.Options) {
	t.Helper()
	options := sqlite.Options{ConfigDir: t.TempDir(), Who: "desk", Now: func() time.Time { return *now }}
	r, err := sqlite.Create(context.Background(), filepath.Join(t.TempDir(), "office.rollbook"), model.Office{}, options)
	must(t, err)
	t.Cleanup(func() { must(t, r.Close()) })
	return r, options
}

// TestUndoGoesByTheOrderOfWhatWasDone sets the clock back between edits: what was done last
// is undone first, and stands first in the history.
func TestUndoGoesByTheOrderOfWhatWasDone(t *testing.T) {
	ctx := context.Background()
	now := time.Date(2027, 5, 1, 9, 0, 0, 0, time.UTC)
	r, _ := atClock(t, &now)
	for _, name := range []string{"First", "Second", "Third"} {
		_, err := r.SaveTheme(ctx, model.Theme{Name: name})
		must(t, err)
		now = now.AddDate(-1, 0, 0)
	}
	actions, err := r.Actions(ctx, 3)
	must(t, err)
	for i, a := range actions {
		if a.No != actions[0].No-int64(i) {
			t.Errorf("the history says %v", actions)
		}
	}
	for _, want := range []string{"Third", "Second", "First"} {
		undone, err := r.Undo(ctx)
		if must(t, err); undone.Action.Name != want {
			t.Errorf("%s is undone, not %s", undone.Action.Name, want)
		}
	}
}

// TestUndoReachesBackOverWhatOthersDid merges more actions of another desk than undo looks
// at: they count for nothing.
func TestUndoReachesBackOverWhatOthersDid(t *testing.T) {
	ctx := context.Background()
	desk := office(t)
	other := copyOf(t, desk, "other", model.PackScope{})
	_, err := desk.SaveTheme(ctx, model.Theme{Name: "Mine"})
	must(t, err)
	must(t, sqlite.Unsync(ctx, other))
	for n := range 1100 {
		_, err := other.SaveTheme(ctx, model.Theme{Name: fmt.Sprint("Theirs ", n)})
		must(t, err)
	}
	send(t, other, desk)
	undo, _, err := desk.Steps(ctx)
	must(t, err)
	for undo != nil && undo.Verb == model.VerbTake { // what came is one step
		_, err = desk.Undo(ctx)
		must(t, err)
		undo, _, err = desk.Steps(ctx)
		must(t, err)
	}
	if undo == nil || undo.Name != "Mine" {
		t.Errorf("undo would take back %+v", undo)
	}
}

// TestBackupsAreToldApartByWhatTheyHold makes a backup with the clock years ahead and then
// sets it right: what changes is backed up all the same, and what does not is not.
func TestBackupsAreToldApartByWhatTheyHold(t *testing.T) {
	ctx := context.Background()
	now := time.Date(2035, 1, 1, 9, 0, 0, 0, time.FixedZone("Seoul", 9*60*60))
	r, _ := atClock(t, &now)
	backUp := func() string {
		made, err := r.AutoBackup(ctx)
		must(t, err)
		return made
	}
	if made := backUp(); !strings.Contains(made, "2035-01-01 000000Z (0900 +0900)") {
		t.Errorf("the first backup is %q", made)
	}
	now = time.Date(2027, 1, 1, 18, 0, 0, 0, time.FixedZone("Seoul", 9*60*60))
	for n := range 12 {
		if again := backUp(); again != "" {
			t.Errorf("step %d: %s of a register that did not change", n, again)
		}
		_, err := r.SaveTheme(ctx, model.Theme{Name: fmt.Sprint("Theme ", n)})
		must(t, err)
		made := backUp()
		if made == "" {
			t.Fatalf("step %d: no backup of a register that changed", n)
		}
		all, err := sqlite.Backups(r.Path())
		must(t, err)
		there := false
		for _, b := range all {
			there = there || b.Path == made && b.At.Equal(now)
		}
		if !there {
			t.Fatalf("step %d: %s is not among %v", n, made, all)
		}
		if n == 5 { // to New York: later, and earlier by the clock on the wall
			now = now.Add(2 * time.Hour).In(time.FixedZone("New York", -5*60*60))
		}
		now = now.Add(time.Minute)
	}
}

// TestAClockThatIsYearsAheadIsToldAfterTheFirstEditToo makes a copy of an office's register
// on a computer whose clock is years ahead.
func TestAClockThatIsYearsAheadIsToldAfterTheFirstEditToo(t *testing.T) {
	ctx := context.Background()
	now := time.Date(2027, 5, 1, 9, 0, 0, 0, time.UTC)
	r, options := atClock(t, &now)
	if says := r.ClockWarning(); says != "" {
		t.Errorf("a new register says %q", says)
	}
	path := filepath.Join(t.TempDir(), "laptop.rollbook")
	options.ConfigDir = t.TempDir()
	must(t, r.Pack(ctx, model.PackScope{}, func(b model.Bundle) error {
		_, err := sqlite.Replicate(ctx, path, b, options, model.MergeOptions{})
		return err
	}))
	now = now.AddDate(4, 0, 0)
	for _, when := range []string{"before it edits", "after its first edit", "after it is opened again"} {
		laptop, err := sqlite.Open(ctx, path, options)
		must(t, err)
		if when == "after its first edit" {
			_, err = laptop.SaveTheme(ctx, model.Theme{Name: "From the future"})
			must(t, err)
		}
		if says := laptop.ClockWarning(); !strings.Contains(says, "clock") {
			t.Errorf("%s it says %q", when, says)
		}
		must(t, laptop.Close())
	}
	now = now.AddDate(-4, 0, 0)
	laptop, err := sqlite.Open(ctx, path, options)
	must(t, err)
	defer laptop.Close()
	now = now.AddDate(4, 0, 2)
	_, err = r.SaveTheme(ctx, model.Theme{Name: "Four years later"})
	must(t, err)
	send(t, r, laptop)
	if says := laptop.ClockWarning(); strings.Contains(says, "leapt") {
		t.Errorf("when others are there it says %q", says)
	}
}
