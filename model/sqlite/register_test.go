package sqlite_test

import (
	"context"
	"path/filepath"
	"testing"

	"rollbook/model"
	"rollbook/model/sqlite"
)

// newRegister makes an empty register that is closed when the test ends.
func newRegister(t testing.TB) *sqlite.Register {
	t.Helper()
	dir := t.TempDir()
	r, err := sqlite.Create(context.Background(), filepath.Join(dir, "office.rollbook"), model.Office{Name: "Office"},
		sqlite.Options{ConfigDir: filepath.Join(dir, "config"), Who: "desk"})
	must(t, err)
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// workshop adds a held regional workshop and gives its id.
func workshop(t testing.TB, r *sqlite.Register, change ...func(*model.Activity)) model.ID {
	t.Helper()
	types, err := r.Types(context.Background())
	must(t, err)
	a := model.Activity{Type: types[1].ID, Title: "Open data", Code: "RW-1", FirstDay: "2024-03-04", LastDay: "2024-03-06", Status: model.Held}
	for _, f := range change {
		f(&a)
	}
	id, err := r.SaveActivity(context.Background(), a)
	must(t, err)
	return id
}

func TestARegisterKeepsWhatIsWritten(t *testing.T) {
	ctx := context.Background()
	r := newRegister(t)
	theme, err := r.SaveTheme(ctx, model.Theme{Name: "Open government data"})
	must(t, err)
	id := workshop(t, r, func(a *model.Activity) { a.Themes = []model.ID{theme}; a.SDGs = []string{"16.6", "17"} })
	must(t, r.UpdateHeadcounts(ctx, id, model.HeadcountUpdate{Set: []model.Headcount{{Country: "FJI", Sex: model.Female, Number: 12}, {Country: "WSM", Number: 3, Approximate: true}}}))

	a, err := r.Activity(ctx, id)
	must(t, err)
	if a.Title != "Open data" || len(a.Themes) != 1 || len(a.SDGs) != 2 || a.Mode != model.InPerson {
		t.Errorf("read back %+v", a)
	}
	heads, err := r.Headcounts(ctx, id)
	must(t, err)
	if len(heads) != 2 || heads[0].Number != 12 || !heads[1].Approximate {
		t.Errorf("read back %+v", heads)
	}
}

func TestUndoTakesBackAndRedoBringsAgain(t *testing.T) {
	ctx := context.Background()
	r := newRegister(t)
	id := workshop(t, r)
	must(t, r.UpdateHeadcounts(ctx, id, model.HeadcountUpdate{Set: []model.Headcount{{Country: "FJI", Number: 12}}}))
	must(t, r.UpdateActivity(ctx, id, model.ActivityUpdate{Title: new("Open government data")}))

	title := func() string {
		a, err := r.Activity(ctx, id)
		if model.CodeOf(err) == model.ENotFound {
			return "gone"
		}
		must(t, err)
		heads, err := r.Headcounts(ctx, id)
		must(t, err)
		if len(heads) == 0 {
			return a.Title + " without headcounts"
		}
		return a.Title
	}
	steps := []struct {
		do   func(context.Context) (model.Undone, error)
		want string
	}{
		{r.Undo, "Open data"}, {r.Undo, "Open data without headcounts"}, {r.Redo, "Open data"}, {r.Undo, "Open data without headcounts"},
		{r.Undo, "gone"}, {r.Redo, "Open data without headcounts"}, {r.Redo, "Open data"}, {r.Redo, "Open government data"}, {r.Undo, "Open data"},
	}
	for i, s := range steps {
		_, err := s.do(ctx)
		must(t, err)
		if got := title(); got != s.want {
			t.Fatalf("after step %d the register says %q, want %q", i+1, got, s.want)
		}
	}
	if _, err := r.SaveTheme(ctx, model.Theme{Name: "SIDS"}); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Redo(ctx); model.CodeOf(err) != model.ENothing {
		t.Errorf("redo after something new was done: %v", err)
	}
}

func TestUndoLeavesWhatWasEditedSince(t *testing.T) {
	ctx := context.Background()
	r := newRegister(t)
	id := workshop(t, r)
	edit := func(f func(*model.Activity)) {
		a, err := r.Activity(ctx, id)
		must(t, err)
		was := a
		f(&a)
		must(t, r.UpdateActivity(ctx, id, model.ActivityChanges(was, a)))
	}
	edit(func(a *model.Activity) { a.Title, a.Notes = "Second", "kept" })
	actions, err := r.Actions(ctx, 1)
	must(t, err)
	edit(func(a *model.Activity) { a.Title = "Third" })
	undone, err := r.UndoAction(ctx, actions[0].ActionRef)
	must(t, err)
	a, err := r.Activity(ctx, id)
	must(t, err)
	if a.Title != "Third" || a.Notes != "" || undone.Kept != 1 {
		t.Errorf("title %q, notes %q, kept %d", a.Title, a.Notes, undone.Kept)
	}
}
