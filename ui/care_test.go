package ui

import (
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

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
