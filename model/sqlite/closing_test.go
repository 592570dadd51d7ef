package sqlite_test

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"rollbook/model"
	"rollbook/model/sqlite"
)

// TestClosingWhileSomethingReads closes registers in the middle of reading: what reads is
// answered or refused, and afterwards nothing has the file open.
func TestClosingWhileSomethingReads(t *testing.T) {
	ctx := context.Background()
	options := sqlite.Options{ConfigDir: t.TempDir()}
	path := filepath.Join(t.TempDir(), "Office.rollbook")
	r, err := sqlite.Create(ctx, path, model.Office{Name: "Office"}, options)
	must(t, err)
	id := workshop(t, r)
	must(t, r.Close())
	reads := []func(r *sqlite.Register) error{
		func(r *sqlite.Register) error {
			_, err := r.Overview(ctx, model.Everything(), "2024-03-04")
			return err
		},
		func(r *sqlite.Register) error {
			_, _, err := r.Activities(ctx, model.ActivityFilter{Limit: 5})
			return err
		},
		func(r *sqlite.Register) error { _, err := r.Find(ctx, "open", 3); return err },
		func(r *sqlite.Register) error { _, _, err := r.PeopleLines(ctx, "", 3); return err },
		func(r *sqlite.Register) error { _, err := r.Roll(ctx, id); return err },
		func(r *sqlite.Register) error { _, err := r.History(ctx, model.Ref{}, 5); return err },
		func(r *sqlite.Register) error { _, err := r.CountryStatuses(ctx); return err },
		func(r *sqlite.Register) error { _, err := r.ActivityFigures(ctx, id); return err },
	}
	for round := range 300 {
		r, err := sqlite.Open(ctx, path, options)
		must(t, err)
		var reading sync.WaitGroup
		for _, read := range reads {
			reading.Go(func() {
				for read(r) == nil {
				}
			})
		}
		time.Sleep(time.Duration(round*20) * time.Microsecond) // what reads is elsewhere each time
		must(t, r.Close())
		if left, err := os.ReadDir(filepath.Dir(path)); err != nil || len(left) != 1 {
			t.Errorf("beside the register: %v, %v", left, err)
		}
		reading.Wait()
	}
}
