package sqlite_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rollbook/model"
	"rollbook/model/sqlite"
)

// TestACopyOfTheFileAloneSaysThatItIsOlder copies a register while it is open, as people
// copy files, with and without what lies beside it.
func TestACopyOfTheFileAloneSaysThatItIsOlder(t *testing.T) {
	ctx := context.Background()
	path, options := closedRegister(t)
	copyTo := func(parts ...string) string {
		to := filepath.Join(t.TempDir(), "copied.rollbook")
		for _, part := range parts {
			data, err := os.ReadFile(path + part)
			must(t, err)
			must(t, os.WriteFile(to+part, data, 0o600))
		}
		return to
	}
	warns := func(what, path string, want, readOnly bool) {
		t.Helper()
		opts := options
		opts.ReadOnly = readOnly
		r, err := sqlite.Open(ctx, path, opts)
		must(t, err)
		defer r.Close()
		if says := r.CopyWarning(); strings.Contains(says, "may be missing") != want {
			t.Errorf("%s says %q", what, says)
		}
	}
	warns("a copy of one that was closed", copyTo(""), false, false)
	r, err := sqlite.Open(ctx, path, options)
	must(t, err)
	alone := copyTo("")
	warns("a copy made before anything was edited", alone, false, true)
	_, err = r.SaveTheme(ctx, model.Theme{Name: "In the log"})
	must(t, err)
	alone = copyTo("")
	warns("a copy of the file alone, read", alone, true, true)
	warns("a copy of the file alone", alone, true, false)
	warns("the same, once that was said", alone, false, false)
	warns("a copy with the log", copyTo("", "-wal"), false, false)
	backup := filepath.Join(t.TempDir(), "backup.rollbook")
	must(t, r.Backup(ctx, backup))
	warns("a backup", backup, false, false)
	must(t, r.Close())
	warns("the register itself", path, false, false)
	warns("a copy afterwards", copyTo(""), false, true)
}
