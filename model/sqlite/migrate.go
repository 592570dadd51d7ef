package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/pressly/goose/v3"

	"rollbook/model"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrate brings a register from the version it has to this program's. One that holds
// something is backed up first.
func (r *Register) migrate(ctx context.Context, from int) error {
	if from == schemaVersion {
		return nil
	}
	if from > 0 {
		backup := fmt.Sprintf("%s-version-%d%s", strings.TrimSuffix(r.path, Extension), from, Extension)
		if err := copyRegister(ctx, r.path, backup); err != nil && model.CodeOf(err) != model.EExists {
			return fmt.Errorf("back the register up before it is changed for this version: %w", err)
		}
	}
	db, err := sql.Open("sqlite", dsn(r.path, writerPragmas()))
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	return errors.Join(runMigrations(ctx, db), db.Close())
}

func runMigrations(ctx context.Context, db *sql.DB) error {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, files)
	if err != nil {
		return err
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("change the register for this version of Rollbook: %w", err)
	}
	return nil
}
