package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"rollbook/model"
)

// Backup writes a checked copy of the register as it is now to a new file. It refuses to
// overwrite (EExists).
func (r *Register) Backup(ctx context.Context, to string) error {
	to, err := filepath.Abs(to)
	if err != nil {
		return err
	}
	return copyRegister(ctx, r.path, to)
}

// Restore makes a register at path from a backup. It goes on as a new replica, so that
// what was recorded after the backup was made, and may be with others, is never mixed up
// with what is recorded from now on. It refuses to overwrite (EExists); a backup that
// cannot be used gives the errors of Open.
func Restore(ctx context.Context, backup, path string, options Options) error {
	if _, err := inspect(backup); err != nil {
		return err
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	if err := copyRegister(ctx, backup, path); err != nil {
		return err
	}
	options.anew, options.ReadOnly = true, false
	r, err := Open(ctx, path, options)
	if err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return r.Close()
}

// RestoreOver puts a backup in the place of a register that nobody has open. The register
// that was there stays beside it, under the name that is returned.
func RestoreOver(ctx context.Context, backup, path string, options Options) (aside string, err error) {
	path, err = filepath.Abs(path)
	if err != nil {
		return "", err
	}
	if _, err := inspect(backup); err != nil {
		return "", err
	}
	now := time.Now
	if options.Now != nil {
		now = options.Now
	}
	aside = strings.TrimSuffix(path, Extension) + " before " + now().Format(backupTime) + Extension
	// What a crash left in the log belongs to the file, and goes with it.
	for _, part := range []string{"", "-wal", "-shm"} {
		if err := os.Rename(path+part, aside+part); err != nil && !errors.Is(err, os.ErrNotExist) {
			return "", explainFile(path, err)
		}
	}
	if err := Restore(ctx, backup, path, options); err != nil {
		for _, part := range []string{"", "-wal", "-shm"} {
			if back := os.Rename(aside+part, path+part); back != nil && !errors.Is(back, os.ErrNotExist) {
				err = errors.Join(err, back)
			}
		}
		return "", err
	}
	return aside, nil
}

// copyRegister copies a register file by SQLite's own means into a new file: under a
// temporary name, checked, on disk, then renamed. It refuses to overwrite (EExists).
func copyRegister(ctx context.Context, from, to string) error {
	if _, err := os.Stat(to); err == nil {
		return model.Errorf(model.EExists, "%s is there already.", to)
	}
	// Not query_only: it would forbid VACUUM INTO, which leaves its source alone.
	db, err := sql.Open("sqlite", dsn(from, url.Values{"mode": {"ro"}, "_pragma": {"busy_timeout(5000)"}}))
	if err != nil {
		return err
	}
	defer db.Close()
	temporary := filepath.Join(filepath.Dir(to), "."+filepath.Base(to)+".part")
	if err := removeIfThere(temporary); err != nil {
		return explainFile(to, err)
	}
	defer os.Remove(temporary) // where it was not renamed
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", temporary); err != nil {
		return explainSQLite(to, err)
	}
	if err := os.Chmod(temporary, 0o600); err != nil { // as the register itself: names are in it
		return explainFile(to, err)
	}
	if err := checkCopy(ctx, temporary); err != nil {
		return fmt.Errorf("the copy %s is not sound: %w", to, err)
	}
	if err := syncFile(temporary); err != nil {
		return explainFile(to, err)
	}
	return rename(temporary, to)
}

// checkCopy opens a copy and lets SQLite check all of it.
func checkCopy(ctx context.Context, path string) error {
	db, err := sql.Open("sqlite", dsn(path, readerPragmas()))
	if err != nil {
		return err
	}
	var answer string
	err = db.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&answer)
	if err == nil && answer != "ok" {
		err = errors.New(answer)
	}
	return errors.Join(err, db.Close())
}
