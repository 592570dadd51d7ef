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
	"rollbook/model/disk"
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

// backupTime is how the names of files say when they were made, in UTC; beside it, in
// brackets, stands what the clock on the wall said.
const (
	backupTime = "2006-01-02 150405Z"
	wallTime   = " (1504 -0700)"
	localTime  = "2006-01-02 150405" // as names were before: by the clock on the wall
)

// stamp gives a moment as names of files say it.
func stamp(at time.Time) string { return at.UTC().Format(backupTime) + at.Format(wallTime) }

// stampedAt gives the moment that a name says.
func stampedAt(name string) (time.Time, bool) {
	utc, _, _ := strings.Cut(name, " (")
	if at, err := time.Parse(backupTime, utc); err == nil {
		return at.Local(), true
	}
	at, err := time.ParseInLocation(localTime, name, time.Local)
	return at, err == nil
}

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
		return nil, disk.Explain(BackupFolder(path), err)
	}
	var all []BackupFile
	prefix := strings.TrimSuffix(filepath.Base(path), Extension) + " "
	for _, entry := range entries {
		name, ours := strings.CutPrefix(strings.TrimSuffix(entry.Name(), Extension), prefix)
		at, dated := stampedAt(name)
		if !ours || !dated {
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

// LastGood gives the newest backup of a register that is sound: each is opened and checked,
// the newest first, until one is. The error has code ENotFound where there is none.
func LastGood(ctx context.Context, path string) (BackupFile, error) {
	all, err := Backups(path)
	if err != nil {
		return BackupFile{}, err
	}
	for _, b := range all {
		if _, err := inspect(b.Path); err != nil {
			continue
		}
		if _, err := changeNumberOf(ctx, b.Path); err != nil {
			continue
		}
		if err := checkCopy(ctx, b.Path); err == nil {
			return b, nil
		} else if ctx.Err() != nil {
			return BackupFile{}, ctx.Err()
		}
	}
	return BackupFile{}, model.Errorf(model.ENotFound, "There is no sound backup of %s.", filepath.Base(path))
}

// AutoBackup makes a backup beside the register if it has changed since the last one, and
// removes generations that are too many. It gives the backup's file, or "" where none was
// needed. Whether one is needed is told by what the backups hold, not by any clock.
func (r *Register) AutoBackup(ctx context.Context) (string, error) {
	have, err := Backups(r.path)
	if err != nil {
		return "", err
	}
	now, err := r.changeNumber(ctx)
	if err != nil {
		return "", err
	}
	for _, b := range have {
		if then, err := changeNumberOf(ctx, b.Path); err == nil && then == now {
			return "", nil
		}
	}
	if err := os.MkdirAll(BackupFolder(r.path), 0o700); err != nil {
		return "", disk.Explain(BackupFolder(r.path), err)
	}
	at := r.clock.wall()
	to := freeName(filepath.Join(BackupFolder(r.path), strings.TrimSuffix(filepath.Base(r.path), Extension)+" "+stamp(at)), Extension)
	if err := r.Backup(ctx, to); err != nil {
		return "", err
	}
	return to, thin(at, to, append(have, BackupFile{Path: to, At: at}))
}

// changeNumber tells one state of a register's log from every other: how far each
// replica's edits are known, and how many actions and waiting edits there are.
const changeNumber = `SELECT coalesce((SELECT group_concat(replica || ':' || seq || ':' || part_seq, ' ') FROM (SELECT * FROM head ORDER BY replica)), '')
	|| ' ' || (SELECT count(*) FROM action) || ' ' || (SELECT count(*) FROM waiting)`

func (r *Register) changeNumber(ctx context.Context) (number string, err error) {
	err = r.one(ctx, changeNumber, nil, &number)
	return number, err
}

// changeNumberOf gives the change number of a backup, which nobody has open.
func changeNumberOf(ctx context.Context, path string) (number string, err error) {
	db, err := sql.Open("sqlite", dsn(path, alone))
	if err != nil {
		return "", err
	}
	err = db.QueryRowContext(ctx, changeNumber).Scan(&number)
	return number, errors.Join(err, db.Close())
}

// thin removes the backups that are neither among the newest nor the newest of one of the
// last months; never the one that was made just now. Those of a clock that was ahead come
// last.
func thin(now time.Time, made string, all []BackupFile) error {
	slices.SortFunc(all, func(a, b BackupFile) int {
		if ahead := a.At.After(now); ahead != b.At.After(now) {
			if ahead {
				return 1
			}
			return -1
		}
		return b.At.Compare(a.At)
	})
	var errs []error
	months := map[string]bool{}
	for i, b := range all {
		month := b.At.UTC().Format("2006-01")
		first := !months[month]
		months[month] = true
		if b.Path != made && i >= keptBackups && (!first || len(months) > keptMonths) {
			errs = append(errs, disk.RemoveIfThere(b.Path))
		}
	}
	return errors.Join(errs...)
}
