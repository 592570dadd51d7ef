package sqlite_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"rollbook/model"
	"rollbook/model/exchange"
	"rollbook/model/sample"
	"rollbook/model/sqlite"
)

// sampled makes a register with sample data of a scale.
func sampled(b *testing.B, scale float64) *sqlite.Register {
	b.Helper()
	ctx := context.Background()
	r := office(b)
	must(b, sqlite.Unsync(ctx, r))
	types, err := r.Types(ctx)
	must(b, err)
	roles, err := r.Roles(ctx)
	must(b, err)
	batch, err := sample.Make(1, scale, types, roles)
	must(b, err)
	_, err = r.SaveBatch(ctx, batch, nil)
	must(b, err)
	return r
}

// marked makes n marks at a desk, a session at a time.
func marked(b *testing.B, r *sqlite.Register, n int) {
	b.Helper()
	ctx := context.Background()
	lines, _, err := r.Activities(ctx, model.ActivityFilter{})
	must(b, err)
	for round := 0; n > 0; round++ {
		for _, line := range lines {
			roll, err := r.Roll(ctx, line.ID)
			must(b, err)
			for _, s := range roll.Sessions {
				var marks []model.Mark
				for i, who := range roll.Attendees[:min(n, len(roll.Attendees))] {
					marks = append(marks, model.Mark{Registration: who.ID, Session: s.ID, Value: model.MarkValues()[(round+i)%4]})
				}
				if n -= len(marks); len(marks) > 0 {
					must(b, r.Mark(ctx, marks...))
				}
			}
		}
	}
}

// BenchmarkMerge merges the log of another desk, as a pack carries it, into a small and a
// big register: the time goes with the operations, not with the register. The metric
// bytes/op is the pack's size for each operation in it. ROLLBOOK_BENCH_SCALE is the big
// register's scale, 10 where it is not set.
func BenchmarkMerge(b *testing.B) {
	ctx := context.Background()
	big := 10.0
	if text := os.Getenv("ROLLBOOK_BENCH_SCALE"); text != "" {
		_, err := fmt.Sscan(text, &big)
		must(b, err)
	}
	for _, scale := range []float64{1, big} {
		r := sampled(b, scale)
		desk := copyOf(b, r, "desk", model.PackScope{})
		must(b, sqlite.Unsync(ctx, desk))
		done := 0
		for _, n := range []int{1000, 10_000, 100_000} {
			marked(b, desk, n-done)
			done = n
			path := filepath.Join(b.TempDir(), "pack")
			var size int64
			b.Run(fmt.Sprintf("scale=%g/pack=%d", scale, n), func(b *testing.B) {
				for b.Loop() {
					size = packOwn(b, desk, path)
				}
				b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n), "µs/edit")
			})
			b.Run(fmt.Sprintf("scale=%g/merge=%d", scale, n), func(b *testing.B) {
				for b.Loop() {
					b.StopTimer()
					dir := b.TempDir()
					to := filepath.Join(dir, "to.rollbook")
					must(b, r.Backup(ctx, to))
					c, err := sqlite.Open(ctx, to, sqlite.Options{ConfigDir: dir})
					must(b, err)
					b.StartTimer()
					var out model.Outcome
					must(b, exchange.ReadFile(path, exchange.Keys{}, func(bundle model.Bundle) error {
						out, err = c.Merge(ctx, bundle, model.MergeOptions{})
						return err
					}))
					b.StopTimer()
					if out.Operations != n {
						b.Fatalf("merged %+v", out)
					}
					must(b, c.Close())
					b.StartTimer()
				}
				b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n), "µs/edit")
				b.ReportMetric(float64(size)/float64(n), "bytes/edit")
			})
		}
	}
}

// packOwn writes what a desk itself did, and gives the file's size.
func packOwn(b *testing.B, r *sqlite.Register, path string) int64 {
	b.Helper()
	ctx := context.Background()
	c, err := r.Log(ctx, r.Replica().Tag, 0, 1<<30)
	must(b, err)
	bundle, err := exchange.BundleOf(ctx, r, c, "")
	must(b, err)
	_, err = exchange.WriteFile(ctx, path, bundle, exchange.Seal{})
	must(b, err)
	info, err := os.Stat(path)
	must(b, err)
	return info.Size()
}
