package sqlite

import (
	"context"
	"path/filepath"

	"rollbook/model"
)

// checkAtOnce is the size, in bytes, up to which a register is checked before it opens.
// Larger ones open at once, and whoever opens them calls QuickCheck beside their work.
const checkAtOnce = 32 << 20

// QuickCheck asks SQLite whether the file is sound, without comparing indexes. The error
// has code EDamaged.
func (r *Register) QuickCheck(ctx context.Context) error {
	var answer string
	if err := r.readers.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&answer); err != nil {
		return err
	}
	if answer != "ok" {
		return model.Errorf(model.EDamaged, "%s is damaged (%s). Restore the last good backup.", filepath.Base(r.path), answer)
	}
	return nil
}
