package sqlite_test

import (
	"context"
	"os"
	"testing"

	"rollbook/model"
	"rollbook/model/sqlite"
)

// benchRegister opens the register that ROLLBOOK_BENCH names; go run ./cmd/dev bench makes
// one and times these beside the sqlite3 command.
func benchRegister(b *testing.B) *sqlite.Register {
	b.Helper()
	path := os.Getenv("ROLLBOOK_BENCH")
	if path == "" {
		b.Skip("ROLLBOOK_BENCH names no register")
	}
	r, err := sqlite.Open(context.Background(), path, sqlite.Options{ReadOnly: true, ConfigDir: b.TempDir()})
	must(b, err)
	b.Cleanup(func() { must(b, r.Close()) })
	return r
}

func BenchmarkSummary(b *testing.B) {
	r := benchRegister(b)
	for b.Loop() {
		_, err := r.Summary(context.Background(), model.Everything(), model.ByType)
		must(b, err)
	}
}

func BenchmarkOverview(b *testing.B) {
	r := benchRegister(b)
	for b.Loop() {
		_, err := r.Overview(context.Background(), model.Everything(), "2026-11-24")
		must(b, err)
	}
}

func BenchmarkFind(b *testing.B) {
	r := benchRegister(b)
	for b.Loop() {
		_, err := r.Find(context.Background(), "ta b", 8)
		must(b, err)
	}
}
