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

// keystrokes are what somebody types on the way to a name, letter by letter.
var keystrokes = []string{"a", "an", "ana", "ki", "kim m", "nguyen t", "b", "mo", "min of", "s"}

func BenchmarkKeystroke(b *testing.B) {
	r := benchRegister(b)
	n := 0
	for b.Loop() {
		_, _, err := r.PeopleLines(context.Background(), keystrokes[n%len(keystrokes)], 50)
		must(b, err)
		n++
	}
}

func BenchmarkOpenPerson(b *testing.B) {
	r := benchRegister(b)
	people, err := r.People(context.Background(), "", 500)
	must(b, err)
	n := 0
	for b.Loop() {
		id := people[n%len(people)].ID
		_, err := r.Person(context.Background(), id)
		must(b, err)
		_, err = r.Visits(context.Background(), id)
		must(b, err)
		n++
	}
}

func BenchmarkDuplicates(b *testing.B) {
	r := benchRegister(b)
	for b.Loop() {
		_, err := r.Duplicates(context.Background(), 100)
		must(b, err)
	}
}
