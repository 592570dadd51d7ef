package sqlite_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rollbook/model"
	"rollbook/model/sqlite"
)

// closedRegister makes a register with a workshop in a folder of its own, closes it, and
// gives its file and the options to open it with.
func closedRegister(t testing.TB) (string, sqlite.Options) {
	t.Helper()
	dir := t.TempDir()
	path, options := filepath.Join(dir, "office.rollbook"), sqlite.Options{ConfigDir: filepath.Join(dir, "config"), Who: "desk"}
	r, err := sqlite.Create(context.Background(), path, model.Office{Name: "Office"}, options)
	must(t, err)
	workshop(t, r)
	must(t, r.Close())
	return path, options
}

func TestFilesThatCannotBeOpenedSayWhy(t *testing.T) {
	spoil := func(change func(data []byte) []byte) func(t *testing.T, path string) {
		return func(t *testing.T, path string) {
			data, err := os.ReadFile(path)
			must(t, err)
			must(t, os.WriteFile(path, change(data), 0o600))
		}
	}
	for name, c := range map[string]struct {
		spoil func(t *testing.T, path string)
		code  model.Code
		says  string
	}{
		"gone":         {func(t *testing.T, path string) { must(t, os.Remove(path)) }, model.ENotFound, "no file"},
		"a folder":     {func(t *testing.T, path string) { must(t, os.Remove(path)); must(t, os.Mkdir(path, 0o700)) }, model.ENotOurs, "folder"},
		"zero bytes":   {spoil(func([]byte) []byte { return nil }), model.EDamaged, "empty (0 bytes)"},
		"a text":       {spoil(func([]byte) []byte { return []byte("title,type\nA workshop,Regional workshop\n") }), model.ENotOurs, "not a Rollbook register"},
		"cut short":    {spoil(func(d []byte) []byte { return d[:len(d)/2] }), model.EDamaged, "cut short"},
		"cut to 50":    {spoil(func(d []byte) []byte { return d[:50] }), model.EDamaged, "cut short"},
		"another's":    {func(t *testing.T, path string) { foreign(t, path) }, model.ENotOurs, "database of another program"},
		"newer":        {spoil(func(d []byte) []byte { binary.BigEndian.PutUint32(d[60:], 99); return d }), model.ENewer, "newer Rollbook"},
		"overwritten":  {spoil(func(d []byte) []byte { copy(d[len(d)/3:], bytes.Repeat([]byte{0xA5}, 16<<10)); return d }), model.EDamaged, "damaged"},
		"a page wiped": {spoil(func(d []byte) []byte { clear(d[4096:12288]); return d }), model.EDamaged, "damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			path, options := closedRegister(t)
			c.spoil(t, path)
			r, err := sqlite.Open(context.Background(), path, options)
			if err == nil {
				must(t, r.Close())
				t.Fatal("it opened")
			}
			if model.CodeOf(err) != c.code || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%s: %v; want %s, saying %q", model.CodeOf(err), err, c.code, c.says)
			}
		})
	}
}

func foreign(t *testing.T, path string) {
	must(t, os.Remove(path))
	db, err := sql.Open("sqlite", path)
	must(t, err)
	_, err = db.Exec("CREATE TABLE recipe (name TEXT)")
	must(t, err)
	must(t, db.Close())
}

func TestARegisterIsOpenForWritingOnce(t *testing.T) {
	path, options := closedRegister(t)
	first, err := sqlite.Open(context.Background(), path, options)
	must(t, err)
	defer first.Close()
	_, err = sqlite.Open(context.Background(), path, options)
	if model.CodeOf(err) != model.ELocked || !strings.Contains(err.Error(), "desk") {
		t.Fatalf("the second opening says %v", err)
	}
	options.ReadOnly = true
	second, err := sqlite.Open(context.Background(), path, options)
	must(t, err)
	defer second.Close()
	if _, total, err := second.Activities(context.Background(), model.ActivityFilter{}); err != nil || total != 1 {
		t.Errorf("reading beside it: %d, %v", total, err)
	}
	types, err := second.Types(context.Background())
	must(t, err)
	if _, err = second.SaveType(context.Background(), types[0]); model.CodeOf(err) != model.EReadOnly {
		t.Errorf("writing to a register that is open for reading: %v", err)
	}
}

func TestARegisterHeldByAnotherProgram(t *testing.T) {
	t.Parallel()
	path, options := closedRegister(t)
	r, err := sqlite.Open(context.Background(), path, options)
	must(t, err)
	defer r.Close()
	other, err := sql.Open("sqlite", path)
	must(t, err)
	defer other.Close()
	conn, err := other.Conn(context.Background())
	must(t, err)
	defer conn.Close()
	_, err = conn.ExecContext(context.Background(), "BEGIN IMMEDIATE")
	must(t, err)
	_, err = r.SaveTheme(context.Background(), model.Theme{Name: "Held up"})
	if model.CodeOf(err) != model.ELocked || !strings.Contains(err.Error(), "Nothing was changed") {
		t.Errorf("a write while another program holds the file: %v", err)
	}
	_, err = conn.ExecContext(context.Background(), "ROLLBACK")
	must(t, err)
	if _, err := r.SaveTheme(context.Background(), model.Theme{Name: "Free again"}); err != nil {
		t.Errorf("after it was let go: %v", err)
	}
}

func TestABackupIsARegister(t *testing.T) {
	ctx := context.Background()
	path, options := closedRegister(t)
	r, err := sqlite.Open(ctx, path, options)
	must(t, err)
	backup := filepath.Join(t.TempDir(), "backup.rollbook")
	must(t, r.Backup(ctx, backup))
	if err := r.Backup(ctx, backup); model.CodeOf(err) != model.EExists {
		t.Errorf("a backup was overwritten: %v", err)
	}
	was := r.Replica()
	must(t, r.Close())

	if err := sqlite.Restore(ctx, backup, path, options); model.CodeOf(err) != model.EExists {
		t.Errorf("a register was overwritten by a restore: %v", err)
	}
	restored := filepath.Join(t.TempDir(), "restored.rollbook")
	must(t, sqlite.Restore(ctx, backup, restored, options))
	r, err = sqlite.Open(ctx, restored, options)
	must(t, err)
	defer r.Close()
	if r.Replica().UID == was.UID {
		t.Error("a restored register goes on as the replica it was copied from")
	}
	if wrong, err := r.Check(ctx); err != nil || len(wrong) > 0 {
		t.Errorf("the restored register: %v, %v", wrong, err)
	}
	if _, total, err := r.Activities(ctx, model.ActivityFilter{}); err != nil || total != 1 {
		t.Errorf("it has %d activities, %v", total, err)
	}
}

func TestADamagedRegisterIsRestoredInPlace(t *testing.T) {
	ctx := context.Background()
	path, options := closedRegister(t)
	r, err := sqlite.Open(ctx, path, options)
	must(t, err)
	backup, err := r.AutoBackup(ctx)
	must(t, err)
	must(t, r.Close())
	must(t, os.WriteFile(path, []byte("gone"), 0o600))
	aside, err := sqlite.RestoreOver(ctx, backup, path, options)
	must(t, err)
	if data, err := os.ReadFile(aside); err != nil || string(data) != "gone" {
		t.Errorf("what was there is not kept: %q, %v", data, err)
	}
	r, err = sqlite.Open(ctx, path, options)
	must(t, err)
	must(t, r.Close())

	must(t, os.WriteFile(path, []byte("gone again"), 0o600))
	if _, err := sqlite.RestoreOver(ctx, aside, path, options); model.CodeOf(err) != model.ENotOurs {
		t.Errorf("a backup that is none: %v", err)
	}
	if data, err := os.ReadFile(path); err != nil || string(data) != "gone again" {
		t.Errorf("a failed restore changed the file: %q, %v", data, err)
	}
}

func TestGenerationsOfBackups(t *testing.T) {
	ctx := context.Background()
	path, options := closedRegister(t)
	now := time.Date(2027, 1, 1, 12, 0, 0, 0, time.Local)
	options.Now = func() time.Time { return now }
	for day := range 300 {
		r, err := sqlite.Open(ctx, path, options)
		must(t, err)
		if day%10 == 0 {
			_, err = r.SaveTheme(ctx, model.Theme{Name: now.Format("2 Jan")})
			must(t, err)
			_, err = r.AutoBackup(ctx)
			must(t, err)
		}
		again, err := r.AutoBackup(ctx)
		must(t, err)
		if again != "" && day%10 != 0 {
			t.Errorf("day %d: a backup of a register that did not change", day)
		}
		must(t, r.Close())
		now = now.AddDate(0, 0, 1)
	}
	backups, err := sqlite.Backups(path)
	must(t, err)
	if len(backups) < 7 || len(backups) > 13 {
		t.Errorf("%d backups stay", len(backups))
	}
	months := map[string]bool{}
	for i, b := range backups {
		months[b.At.Format("2006-01")] = true
		if i > 0 && !b.At.Before(backups[i-1].At) {
			t.Error("the newest is not first")
		}
	}
	if len(months) < 5 {
		t.Errorf("backups of %d months only", len(months))
	}
}

func TestPlacesThatAreNotSafe(t *testing.T) {
	for path, says := range map[string]string{
		"/home/a/OneDrive - Office/office.rollbook":                                        "OneDrive",
		"/Users/a/Dropbox/office.rollbook":                                                 "Dropbox",
		"/Users/a/Library/Mobile Documents/com~apple~CloudDocs/office.rollbook":            "iCloud",
		"/Users/a/Library/CloudStorage/GoogleDrive-a@example.org/My Drive/office.rollbook": "Google Drive",
	} {
		if got := sqlite.Risk(path); !strings.Contains(got, says) || !strings.Contains(got, "Exchange") {
			t.Errorf("%s: %q", path, got)
		}
	}
	if got := sqlite.Risk(filepath.Join(t.TempDir(), "office.rollbook")); got != "" {
		t.Errorf("a folder of this computer: %q", got)
	}
}
