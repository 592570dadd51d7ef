package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"rollbook/model"
)

// copyRegister copies a register file by SQLite's own means into a new file: under a
// temporary name, checked, on disk, then renamed. It refuses to overwrite (EExists).
func copyRegister(ctx context.Context, from, to string) error {
	if _, err := os.Stat(to); err == nil {
		return model.Errorf(model.EExists, "%s is there already.", to)
	}
	db, err := sql.Open("sqlite", dsn(from, readerPragmas()))
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
	if err := checkCopy(ctx, temporary); err != nil {
		return fmt.Errorf("the copy %s is not sound: %w", to, err)
	}
	if err := syncFile(temporary); err != nil {
		return explainFile(to, err)
	}
	return os.Rename(temporary, to)
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

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
