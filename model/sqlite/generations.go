package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"rollbook/model"
)

// Generations that stay of the backups made by themselves: the newest, and below them the
// newest of each month.
const (
	keptBackups = 7
	keptMonths  = 6
)

// BackupFile is a backup beside a register.
type BackupFile struct {
	Path string
	At   time.Time // when it was made, local time
	Size int64     // bytes
}

// BackupFolder is the folder beside a register in which its backups are.
func BackupFolder(path string) string {
	return strings.TrimSuffix(path, Extension) + " backups"
}

// backupTime is how the name of a backup says when it was made.
const backupTime = "2006-01-02 150405"

// Backups gives the backups of a register, the newest first; none where it has none yet.
func Backups(path string) ([]BackupFile, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(BackupFolder(path))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, explainFile(BackupFolder(path), err)
	}
	var all []BackupFile
	prefix := strings.TrimSuffix(filepath.Base(path), Extension) + " "
	for _, entry := range entries {
		name, ours := strings.CutPrefix(strings.TrimSuffix(entry.Name(), Extension), prefix)
		at, err := time.ParseInLocation(backupTime, name, time.Local)
		if !ours || err != nil {
			continue
		}
		info, err := entry.Info()
		if err != nil {
			continue // removed in the meantime
		}
		all = append(all, BackupFile{Path: filepath.Join(BackupFolder(path), entry.Name()), At: at, Size: info.Size()})
	}
	slices.SortFunc(all, func(a, b BackupFile) int { return b.At.Compare(a.At) })
	return all, nil
}

// AutoBackup makes a backup beside the register if it has changed since the last one, and
// removes generations that are too many. It gives the backup's file, or "" where none was
// needed.
func (r *Register) AutoBackup(ctx context.Context) (string, error) {
	have, err := Backups(r.path)
	if err != nil {
		return "", err
	}
	var changed sql.NullInt64
	if err := r.one(ctx, "SELECT max(at) FROM action", nil, &changed); err != nil {
		return "", err
	}
	if len(have) > 0 && changed.Int64 <= have[0].At.UnixMilli() {
		return "", nil
	}
	if err := os.MkdirAll(BackupFolder(r.path), 0o700); err != nil {
		return "", explainFile(BackupFolder(r.path), err)
	}
	now := r.clock.wall()
	name := strings.TrimSuffix(filepath.Base(r.path), Extension) + " " + now.Format(backupTime) + Extension
	to := filepath.Join(BackupFolder(r.path), name)
	if err := r.Backup(ctx, to); err != nil {
		if model.CodeOf(err) == model.EExists { // made within this second
			return "", nil
		}
		return "", err
	}
	return to, thin(append([]BackupFile{{Path: to, At: now}}, have...))
}

// thin removes the backups that are neither among the newest nor the newest of one of the
// last months.
func thin(newestFirst []BackupFile) error {
	var errs []error
	months := map[string]bool{}
	for i, b := range newestFirst {
		month := b.At.Format("2006-01")
		first := !months[month]
		months[month] = true
		if i >= keptBackups && (!first || len(months) > keptMonths) {
			errs = append(errs, removeIfThere(b.Path))
		}
	}
	return errors.Join(errs...)
}
