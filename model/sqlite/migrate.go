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
	if from > 0 && !r.temporary {
		if err := r.backUpVersion(ctx, from); err != nil {
			return err
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

// backUpVersion keeps the register beside itself as it is before it is changed.
func (r *Register) backUpVersion(ctx context.Context, version int) error {
	to := fmt.Sprintf("%s-version-%d%s", strings.TrimSuffix(r.path, Extension), version, Extension)
	db, err := sql.Open("sqlite", dsn(r.path, asOthers))
	if err != nil {
		return err
	}
	err = errors.Join(copyFrom(ctx, db, to), db.Close())
	switch code := model.CodeOf(err); {
	case code == model.EExists:
		return nil
	case code != "":
		return err
	case err != nil:
		return fmt.Errorf("back the register up before it is changed for this version: %w", err)
	}
	return nil
}
