package sqlite_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"rollbook/model"
	"rollbook/model/checkin"
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

// keystrokes are what somebody types on the way to a name, letter by letter; those of
// cmd/dev/testdata/keystrokes.sql.
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

// rollRegister makes a register with an activity of 10 000 people, in the folder that
// ROLLBOOK_BENCH_DIR names, where the sqlite3 command can read it too.
func rollRegister(b *testing.B) (*sqlite.Register, model.Roll) {
	b.Helper()
	ctx := context.Background()
	dir := os.Getenv("ROLLBOOK_BENCH_DIR")
	if dir == "" {
		b.Skip("ROLLBOOK_BENCH_DIR names no folder")
	}
	path, options := filepath.Join(dir, "roll.rollbook"), sqlite.Options{ConfigDir: dir}
	r, err := sqlite.Open(ctx, path, options)
	if model.CodeOf(err) == model.ENotFound {
		r, err = sqlite.Create(ctx, path, model.Office{}, options)
		must(b, err)
		fillRoll(b, r)
	}
	must(b, err)
	b.Cleanup(func() { must(b, r.Close()) })
	lines, _, err := r.Activities(ctx, model.ActivityFilter{})
	must(b, err)
	roll, err := r.Roll(ctx, lines[0].ID)
	must(b, err)
	return r, roll
}

func fillRoll(b *testing.B, r *sqlite.Register) {
	b.Helper()
	ctx := context.Background()
	types, err := r.Types(ctx)
	must(b, err)
	roles, err := r.Roles(ctx)
	must(b, err)
	batch := model.Batch{Verb: model.VerbImport, Activities: []model.Activity{{ID: -1, Type: types[0].ID, Title: "A large conference", FirstDay: "2026-03-02", LastDay: "2026-03-03", Status: model.Held}},
		Sessions: []model.Session{{ID: -2, Activity: -1, Name: "Day 1", Day: "2026-03-02", Required: true}, {ID: -3, Activity: -1, Name: "Day 2", Day: "2026-03-03", Required: true}}}
	for i := range 10_000 {
		person, registration := model.ID(-10-2*i), model.ID(-11-2*i)
		batch.People = append(batch.People, model.Person{ID: person, Name: fmt.Sprintf("Person%d Family%d", i, i%977), Country: "FJI", Organisation: fmt.Sprint("Ministry ", i%331)})
		batch.Registrations = append(batch.Registrations, model.Registration{ID: registration, Activity: -1, Person: person, Role: roles[0].ID, Country: "FJI"})
		batch.Marks = append(batch.Marks, model.Mark{Registration: registration, Session: -2, Value: model.Present})
	}
	_, err = r.SaveBatch(ctx, batch, nil)
	must(b, err)
}

func BenchmarkRoll(b *testing.B) {
	r, roll := rollRegister(b)
	for b.Loop() {
		again, err := r.Roll(context.Background(), roll.Activity.ID)
		must(b, err)
		if len(again.Attendees) != 10_000 {
			b.Fatal(len(again.Attendees))
		}
	}
}

// BenchmarkNarrow is a keystroke in the attendance list of 10 000.
func BenchmarkNarrow(b *testing.B) {
	_, roll := rollRegister(b)
	desk := checkin.NewDesk(roll, nil)
	n := 0
	for b.Loop() {
		desk.Narrow(keystrokes[n%len(keystrokes)])
		n++
	}
}

// BenchmarkMark writes one mark after the other, each on disk before the next.
func BenchmarkMark(b *testing.B) {
	r, roll := rollRegister(b)
	n := 0
	for b.Loop() {
		must(b, r.Mark(context.Background(), model.Mark{Registration: roll.Attendees[n%len(roll.Attendees)].ID, Session: roll.Sessions[1].ID,
			Value: model.MarkValues()[n/len(roll.Attendees)%4]}))
		n++
	}
}
