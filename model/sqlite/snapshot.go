package sqlite

import (
	"context"
	"database/sql"

	"rollbook/model"
)

// Snapshots gives the snapshots, the latest first.
func (r *Register) Snapshots(ctx context.Context) ([]model.Snapshot, error) {
	return list(ctx, r, "SELECT id, name, at, utc_offset, figures FROM snapshot WHERE deleted = 0 ORDER BY at DESC, id DESC", nil,
		func(rows *sql.Rows, s *model.Snapshot) error {
			return rows.Scan(&s.ID, &s.Name, &s.At.UnixMilli, &s.At.Offset, &s.Figures)
		})
}

// SaveSnapshot keeps a snapshot. The error has code EInvalid.
func (r *Register) SaveSnapshot(ctx context.Context, s model.Snapshot) (model.ID, error) {
	return r.save(ctx, model.KindSnapshot, s.ID, s.Validate(), making(model.KindSnapshot, values{"name": s.Name, "at": s.At.UnixMilli,
		"utc_offset": int64(s.At.Offset), "figures": s.Figures}))
}
