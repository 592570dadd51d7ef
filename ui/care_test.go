package ui

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rollbook/model"
	"rollbook/model/sqlite"
)

// over gives the texts of what lies over the window; "" where nothing does.
func (w *Window) over() string {
	top := w.window.Canvas().Overlays().Top()
	if top == nil {
		return ""
	}
	return texts(top)
}

// spoil makes a kept count of a register wrong, as a fault of the disk could.
func spoil(t *testing.T, path string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path)
	must(t, err)
	_, err = db.Exec("UPDATE kept_activity SET participants = participants + 1")
	must(t, err)
	must(t, db.Close())
}

// TestARegisterIsCheckedEveryWeek looks after a register whose counts are spoilt: the check
// is made when the last is a week old, and what it finds is said.
func TestARegisterIsCheckedEveryWeek(t *testing.T) {
	w := newWindow(t)
	w.openTest(t, "Office", true)
	w.care.look()
	if said := w.over(); said != "" {
		t.Fatalf("of a sound register the window says %q", said)
	}
	key := w.care.checkKey()
	if at := time.Unix(int64(w.app.Preferences().Float(key)), 0); time.Since(at) > time.Minute {
		t.Fatalf("the check was noted at %s", at)
	}
	spoil(t, w.register.Path())
	w.care.look()
	if said := w.over(); said != "" {
		t.Errorf("the register was checked again at once: %q", said)
	}
	w.app.Preferences().SetFloat(key, float64(time.Now().Add(-8*24*time.Hour).Unix()))
	w.care.look()
	if said := w.over(); !strings.Contains(said, "A kept count is wrong") {
		t.Errorf("after a week the window says %q", said)
	}
}

// TestARegisterIsCheckedAfterACrash opens a register that was not closed.
func TestARegisterIsCheckedAfterACrash(t *testing.T) {
	w := newWindow(t)
	w.openTest(t, "Office", true)
	w.care.look()
	path := w.register.Path()
	spoil(t, path)
	w.closeOpen("", func() {})
	w.Open(path)
	w.care.look()
	if said := w.over(); said != "" {
		t.Fatalf("a register that was closed was checked: %q", said)
	}
	w.closeOpen("", func() {})
	must(t, os.WriteFile(filepath.Join(filepath.Dir(path), ".Office.locked-by"), []byte("{}"), 0o600)) // as a crash leaves it
	w.Open(path)
	w.care.look()
	if said := w.over(); !strings.Contains(said, "A kept count is wrong") {
		t.Errorf("after a crash the window says %q", said)
	}
}

// withoutBackups makes the backups of the register that is open fail, until it is undone.
func (w *Window) withoutBackups(t *testing.T) (undo func()) {
	t.Helper()
	folder := sqlite.BackupFolder(w.register.Path())
	must(t, os.RemoveAll(folder))
	must(t, os.WriteFile(folder, nil, 0o600))
	return func() { must(t, os.Remove(folder)) }
}

func TestADailyBackupThatFailsIsSaid(t *testing.T) {
	w := newWindow(t)
	w.openTest(t, "Office", false)
	activity(t, w)
	undo := w.withoutBackups(t)
	w.care.look()
	if said := w.over(); !strings.Contains(said, "The daily backup failed") {
		t.Fatalf("the window says %q", said)
	}
	w.sees(t, "Saved; the backup failed")
	w.window.Canvas().Overlays().Top().Hide()
	undo()
	w.care.look()
	w.sees(t, "All saved")
	if backups, err := w.Backups(); err != nil || len(backups) != 1 {
		t.Errorf("backups: %v, %v", backups, err)
	}
}

// TestClosingAsksWhereTheBackupFails closes a register whose backup fails: it stays open
// until somebody says that it may close without one.
func TestClosingAsksWhereTheBackupFails(t *testing.T) {
	w := newWindow(t)
	w.openTest(t, "Office", false)
	activity(t, w)
	path := w.register.Path()
	w.withoutBackups(t)
	w.quit()
	if said := w.over(); !strings.Contains(said, "The backup failed") {
		t.Fatalf("the window says %q", said)
	}
	w.pressOver(t, "Cancel")
	if w.register == nil || !w.Has(path) {
		t.Fatal("the register was closed without asking")
	}
	activity(t, w) // it goes on
	other := filepath.Join(t.TempDir(), "Other.rollbook")
	w.create(other, "Other")
	if said := w.over(); !strings.Contains(said, "The backup failed") || w.register == nil || w.register.Path() != path {
		t.Fatalf("another register took its place; the window says %q", said)
	}
	w.pressOver(t, "Cancel")
	w.quit()
	w.pressOver(t, "Close without a backup")
	if w.register != nil || w.Has(path) || w.Has("") {
		t.Error("the register is still open, or the window says it takes files")
	}
}

// TestWhatIsOpenStaysWhereAnotherCannotBeOpened opens what is no register.
func TestWhatIsOpenStaysWhereAnotherCannotBeOpened(t *testing.T) {
	w := newWindow(t)
	w.openTest(t, "Office", false)
	path := w.register.Path()
	for _, other := range []string{filepath.Join(t.TempDir(), "gone.rollbook"), filepath.Join(t.TempDir(), "list.rollbook")} {
		if filepath.Base(other) == "list.rollbook" {
			must(t, os.WriteFile(other, []byte("name,country\n"), 0o600))
		}
		w.Open(other)
		if w.over() == "" {
			t.Errorf("%s: nothing is said", other)
		}
		w.pressOver(t, "Close")
		if w.register == nil || !w.Has(path) || w.care.ctx.Err() != nil {
			t.Fatalf("%s took the place of the register that was open", other)
		}
		activity(t, w)
	}
}

// TestNothingIsTypedWhereNobodyCanSeeIt types at an activity that has no sessions yet: the
// line that finds people is not shown, and must not have it when it is.
func TestNothingIsTypedWhereNobodyCanSeeIt(t *testing.T) {
	w := newWindow(t)
	w.openTest(t, "Office", false)
	id := activity(t, w)
	w.Go(model.AttendanceRoute{Activity: id})
	w.writes(t, "fiji")
	if to := w.window.Canvas().Focused(); to != nil {
		t.Errorf("%T has the keyboard", to)
	}
	a, err := w.register.Activity(context.Background(), id)
	must(t, err)
	roles, err := w.register.Roles(context.Background())
	must(t, err)
	_, _, err = w.register.Enrol(context.Background(), model.Person{Name: "Ana Lima"}, model.Registration{Activity: id, Role: roles[0].ID})
	must(t, err)
	must(t, w.register.MakeSessions(context.Background(), model.SessionsOf(a, false)))
	w.sees(t, "Ana Lima")
	if strings.Contains(texts(w.window.Canvas().Content()), "fiji") {
		t.Error("what was typed into nothing stands in the line")
	}
}

// TestWhatIsLoadedLateTakesNoKeyboard lets the attendance's choice be loaded again while
// another screen is shown.
func TestWhatIsLoadedLateTakesNoKeyboard(t *testing.T) {
	w := newWindow(t)
	w.openTest(t, "Office", false)
	w.Go(model.AttendanceRoute{})
	w.Go(model.OverviewRoute{})
	activity(t, w)
	if to := w.window.Canvas().Focused(); to != nil {
		t.Errorf("%T has the keyboard", to)
	}
}
