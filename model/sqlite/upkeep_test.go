package sqlite_test

import (
	"context"
	"database/sql"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"

	"rollbook/model/sqlite"
)

// spoilKept takes away what is kept of people and activities, as an upgrade that was cut
// off did.
func spoilKept(t *testing.T, path string, steps ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	must(t, err)
	for _, step := range steps {
		_, err = db.Exec(step)
		must(t, err)
	}
	must(t, db.Close())
}

func TestWhatAnUpgradeLeftUndoneIsMadeUpOnOpening(t *testing.T) {
	for name, steps := range map[string][]string{
		"nobody is sorted":          {"DELETE FROM kept_person"},
		"by a program without mark": {"DELETE FROM kept_person", "DELETE FROM meta WHERE name = 'made_up_to'"},
		"one is not sorted":         {"DELETE FROM kept_person WHERE person = (SELECT min(person) FROM kept_person)", "DELETE FROM meta WHERE name = 'made_up_to'"},
		"nobody is found":           {"DELETE FROM find_person", "DELETE FROM find_activity"},
		"nothing is counted":        {"DELETE FROM kept_activity"},
	} {
		t.Run(name, func(t *testing.T) {
			path, options := registerWithPeople(t)
			spoilKept(t, path, steps...)
			r, err := sqlite.Open(context.Background(), path, options)
			must(t, err)
			defer r.Close()
			people, err := r.People(context.Background(), "", 0)
			if must(t, err); len(people) != 3 {
				t.Errorf("%d of 3 people are found", len(people))
			}
			if wrong, err := r.Check(context.Background()); err != nil || len(wrong) > 0 {
				t.Errorf("the check says %v, %v", wrong, err)
			}
		})
	}
}

func TestRepairingMakesAllThatIsKeptAgain(t *testing.T) {
	path, options := registerWithPeople(t)
	spoilKept(t, path, "DELETE FROM kept_person WHERE person = (SELECT min(person) FROM kept_person)",
		"DELETE FROM find_person WHERE rowid = (SELECT max(rowid) FROM find_person)", "DELETE FROM find_activity",
		"INSERT INTO find_activity (rowid, words) VALUES (1, 'nothing')", "UPDATE kept_activity SET participants = 99", "DELETE FROM kept_registration")
	r, err := sqlite.Open(context.Background(), path, options)
	must(t, err)
	defer r.Close()
	if wrong, err := r.Check(context.Background()); err != nil || len(wrong) < 4 {
		t.Fatalf("the check finds only %v, %v", wrong, err)
	}
	must(t, r.RepairCounts(context.Background()))
	if wrong, err := r.Check(context.Background()); err != nil || len(wrong) > 0 {
		t.Errorf("after the repair the check says %v, %v", wrong, err)
	}
	for find, want := range map[string]int{"": 3, "Rai": 1, "Chea": 1} {
		if people, err := r.People(context.Background(), find, 0); err != nil || len(people) != want {
			t.Errorf("%d people answer to %q, %v", len(people), find, err)
		}
	}
}

// registerWithPeople makes a register with three people at a workshop and closes it.
func registerWithPeople(t *testing.T) (string, sqlite.Options) {
	t.Helper()
	path, options := closedRegister(t)
	r, err := sqlite.Open(context.Background(), path, options)
	must(t, err)
	threeDays(t, r, "Ana Lupe", "Bina Rai", "Chea Sokha")
	must(t, r.Close())
	return path, options
}

// TestEveryReadingIsReadToItsEnd holds that whoever goes through rows also asks whether
// they ended with an error: part of them must never be taken for all.
func TestEveryReadingIsReadToItsEnd(t *testing.T) {
	files := token.NewFileSet()
	names, err := filepath.Glob("*.go")
	must(t, err)
	calls := func(of ast.Node, method string) (found bool) {
		ast.Inspect(of, func(n ast.Node) bool {
			call, ok := n.(*ast.SelectorExpr)
			if !ok || call.Sel.Name != method {
				return true
			}
			if x, ok := call.X.(*ast.Ident); ok && strings.HasSuffix(strings.ToLower(x.Name), "rows") {
				found = true
			}
			return true
		})
		return found
	}
	readings := 0
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(files, name, nil, 0)
		must(t, err)
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || !calls(f, "Next") {
				continue
			}
			readings++
			if !calls(f, "Err") {
				t.Errorf("%s: %s goes through rows and never asks for their error", files.Position(f.Pos()), f.Name.Name)
			}
		}
	}
	if readings < 15 {
		t.Errorf("only %d functions that go through rows were looked at", readings)
	}
}
