package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"rollbook/model"
	"rollbook/model/disk"
)

// Backup writes a checked copy of the register as it is now to a new file. It refuses to
// overwrite (EExists).
func (r *Register) Backup(ctx context.Context, to string) error {
	to, err := filepath.Abs(to)
	if err != nil {
		return err
	}
	ctx, leave, err := r.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	// Not query_only: it would forbid VACUUM INTO, which leaves its source alone.
	from := r.source
	if r.readOnly == nil {
		from = fileSource{path: r.path, settings: beside}
	}
	db, err := sql.Open("sqlite", from.dsn(false))
	if err != nil {
		return err
	}
	return errors.Join(copyFrom(ctx, db, to), db.Close())
}

// Restore makes a register at path from a backup. It goes on as a new replica, so that
// what was recorded after the backup was made, and may be with others, is never mixed up
// with what is recorded from now on. It refuses to overwrite (EExists); a backup that
// cannot be used gives the errors of Open. The register is there whole or not at all.
func Restore(ctx context.Context, backup, path string, options Options) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	if isThere(path) {
		return disk.Exists(path)
	}
	return restored(ctx, backup, path, options, func(temporary string) error { return disk.Put(temporary, path) })
}

// RestoreOver puts a backup in the place of a register that nobody has open. The register
// that was there stays beside it, under the name that is returned. At every moment the one
// or the other is at path.
func RestoreOver(ctx context.Context, backup, path string, options Options) (aside string, err error) {
	path, err = filepath.Abs(path)
	if err != nil {
		return "", err
	}
	lock, err := takeLock(lockPath(path))
	if err != nil {
		return "", disk.Explain(path, err)
	}
	if lock == nil {
		return "", model.Errorf(model.ELocked, "%s is open. Close it first.", filepath.Base(path))
	}
	now := time.Now
	if options.Now != nil {
		now = options.Now
	}
	aside = freeName(strings.TrimSuffix(path, Extension)+" before "+stamp(now()), Extension)
	err = restored(ctx, backup, path, options, func(temporary string) error {
		mergeLog(ctx, path)
		if err := setAside(ctx, path, aside); err != nil {
			return disk.Explain(path, err)
		}
		return disk.Explain(path, disk.Rename(temporary, path))
	})
	if err = errors.Join(err, dropLock(lock)); err != nil {
		return "", err
	}
	return aside, nil
}

// restored makes a register from a backup under a temporary name, as a new replica, gives
// it to put, which gives it its place, and remembers it there.
func restored(ctx context.Context, backup, path string, options Options, put func(temporary string) error) error {
	version, err := inspect(backup)
	if err != nil {
		return err
	}
	options.anew, options.ReadOnly = true, false
	return makeWith(path, options, put, func(r *Register) error {
		if err := os.Remove(r.path); err != nil {
			return err
		}
		if err := copyRegister(ctx, backup, r.path); err != nil {
			return err
		}
		return r.open(ctx, version)
	})
}

// mergeLog merges what a crash left in the log beside a register into it, where that can
// be done.
func mergeLog(ctx context.Context, path string) {
	db, err := sql.Open("sqlite", dsn(path, asOthers))
	if err != nil {
		return
	}
	_, _ = db.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)") // a damaged file stays as it is
	_ = db.Close()
}

// setAside gives a register, and the log beside it, a second name; the log loses its own:
// it would be taken for that of whatever comes in the register's place.
func setAside(ctx context.Context, path, aside string) error {
	for _, part := range []string{"", "-wal"} {
		disk.Step()
		err := os.Link(path+part, aside+part)
		if err != nil && !errors.Is(err, os.ErrNotExist) { // a disk without second names
			err = copyFile(ctx, path+part, aside+part)
		}
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return errors.Join(disk.SyncFolder(filepath.Dir(path)), disk.RemoveIfThere(path+"-wal"), disk.RemoveIfThere(path+"-shm"))
}

// copyRegister copies a register's file, which may lie where nothing can be written, into a
// new file; see copyFrom.
func copyRegister(ctx context.Context, from, to string) error {
	if _, err := inspect(from); err != nil {
		return err
	}
	s, err := sourceOf(ctx, from, schemaVersion) // it is copied as it is
	if err != nil {
		return err
	}
	db, err := sql.Open("sqlite", s.dsn(false))
	if err != nil {
		return errors.Join(err, s.close())
	}
	return errors.Join(copyFrom(ctx, db, to), db.Close(), s.close())
}

// copyFrom copies what a connection has open by SQLite's own means into a new file: under a
// temporary name, checked, on disk, then put in its place. It refuses to overwrite (EExists).
func copyFrom(ctx context.Context, db interface {
	ExecContext(context.Context, string, ...any) (sql.Result, error)
}, to string) error {
	if isThere(to) {
		return model.Errorf(model.EExists, "%s is there already.", to)
	}
	disk.Sweep(filepath.Dir(to))
	temporary := disk.Unfinished(filepath.Dir(to), filepath.Base(to))
	defer removeRegister(temporary) // where it did not get its place
	if err := disk.Make(temporary); err != nil {
		return disk.Explain(to, err)
	}
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", temporary); err != nil {
		return explainSQLite(to, err)
	}
	if err := closedCopy(ctx, temporary); err != nil {
		return explainSQLite(to, err)
	}
	if err := checkCopy(ctx, temporary); err != nil {
		return explainSQLite(to, fmt.Errorf("the copy %s is not sound: %w", to, err))
	}
	if err := disk.Sync(temporary); err != nil {
		return disk.Explain(to, err)
	}
	return disk.Put(temporary, to)
}

// closedCopy has a copy say that nobody has it open.
func closedCopy(ctx context.Context, path string) error {
	db, err := sql.Open("sqlite", dsn(path, asOthers))
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "DELETE FROM meta WHERE name = ?", openMark)
	return errors.Join(err, db.Close())
}

// checkCopy opens a copy and lets SQLite check all of it.
func checkCopy(ctx context.Context, path string) error {
	db, err := sql.Open("sqlite", dsn(path, alone))
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
