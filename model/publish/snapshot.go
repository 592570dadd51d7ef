package publish

import (
	"context"

	"rollbook/model"
	"rollbook/model/report"
)

// SnapshotSource is what snapshots ask of a register.
type SnapshotSource interface {
	report.SnapshotSource
	Office(context.Context) (model.Office, error)
	Snapshots(context.Context) ([]model.Snapshot, error)
}

// Freeze takes the Summary of a period as it is now, to be kept under a name. The error is
// the register's, or has code EInvalid.
func Freeze(ctx context.Context, r report.SnapshotSource, name string, p model.Period, at model.Instant) (model.Snapshot, error) {
	shot, err := report.TakeSnapshot(ctx, r, name, p, at)
	if err != nil {
		return model.Snapshot{}, err
	}
	return shot.Keep()
}

// changes lays the figures of now beside those of a snapshot.
func changes(ctx context.Context, r Register, q Request) (report.Document, error) {
	all, err := r.Snapshots(ctx)
	if err != nil {
		return report.Document{}, err
	}
	for _, s := range all {
		if s.ID != q.Snapshot {
			continue
		}
		old, err := report.OpenSnapshot(s)
		if err != nil {
			return report.Document{}, err
		}
		now, err := report.TakeSnapshot(ctx, r, "Now", model.Period(old.Period), q.At)
		if err != nil {
			return report.Document{}, err
		}
		office, err := r.Office(ctx)
		if err != nil {
			return report.Document{}, err
		}
		return report.Compare(old, now).Document(office.Name), nil
	}
	return report.Document{}, model.Errorf(model.ENotFound, "This snapshot is not in the register any more.")
}
