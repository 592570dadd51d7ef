package exchange_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"rollbook/model"
	"rollbook/model/exchange"
	"rollbook/model/sqlite"
)

// BenchmarkFolder measures a round with a folder for logs of growing length: taking all
// of it in, giving all of it to an empty folder, and looking when there is nothing new.
func BenchmarkFolder(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		s := newShared(b)
		r := emptyRegister(b)
		author := newDesk(1)
		author.uid = r.UID()
		keys, err := r.Keys(context.Background())
		must(b, err)
		author.keys = keys
		author.themes(n)
		s.sync(b, author)
		size := int64(0)
		for _, file := range s.files(b) {
			info, err := os.Stat(file)
			must(b, err)
			size += info.Size()
		}
		per := func(b *testing.B) {
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(n), "µs/edit")
		}
		b.Run(fmt.Sprintf("take/%d", n), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				fresh := emptyRegister(b)
				author.uid, author.keys = fresh.UID(), keysOf(b, fresh)
				one := newShared(b)
				one.sync(b, author)
				b.StartTimer()
				if report := one.sync(b, fresh); report.Came.Operations != n {
					b.Fatalf("it took in %+v", report)
				}
			}
			per(b)
			b.ReportMetric(float64(size)/float64(n), "bytes/edit")
		})
		author.uid, author.keys = r.UID(), keys
		s.sync(b, r)
		b.Run(fmt.Sprintf("give/%d", n), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				empty := newShared(b)
				b.StartTimer()
				if report := empty.sync(b, r); report.Sent < int64(n) {
					b.Fatalf("it gave %+v", report)
				}
			}
			per(b)
		})
		b.Run(fmt.Sprintf("nothing/%d", n), func(b *testing.B) {
			for b.Loop() {
				if report := s.sync(b, r); report.Read+report.Written > 0 {
					b.Fatalf("it did %+v", report)
				}
			}
		})
	}
}

func emptyRegister(b *testing.B) *sqlite.Register {
	ctx, dir := context.Background(), b.TempDir()
	r, err := sqlite.Create(ctx, filepath.Join(dir, "office.rollbook"), model.Office{Name: "The office"}, sqlite.Options{ConfigDir: dir, Who: "desk"})
	must(b, err)
	b.Cleanup(func() { must(b, r.Close()) })
	_, err = exchange.EnsureKey(ctx, r)
	must(b, err)
	return r
}

func keysOf(b *testing.B, r *sqlite.Register) []model.Key {
	keys, err := r.Keys(context.Background())
	must(b, err)
	return keys
}

// themes does n edits that a real register understands.
func (d *desk) themes(n int) {
	own := d.replica.Tag
	for i := range n {
		seq := int64(i + 1)
		d.logs[own] = append(d.logs[own], model.Operation{Replica: own, Seq: seq, Clock: seq << 16, Schema: 1, Action: seq, Kind: model.KindTheme,
			Row: model.ID(int64(own)<<32 | seq), Made: true, New: json.RawMessage(fmt.Sprintf(`{"name":"Theme %d"}`, seq))})
	}
}
