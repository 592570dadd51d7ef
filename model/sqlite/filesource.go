package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"

	"rollbook/model"
	"rollbook/model/disk"
)

// fileSource is how a register's file is read: as it lies, or in a copy of its own where it
// cannot be. SQLite needs files beside a register to read it while others write it
// (-wal, -shm); in a folder that cannot be written, or on a full disk, it cannot make them.
type fileSource struct {
	path     string
	settings url.Values
	folder   string // that holds the copy, removed on closing; empty: none was needed
}

// ways in which a file that nobody here writes is read.
var (
	// asOthers reads beside whoever writes; the last to close leaves nothing beside the file.
	asOthers = url.Values{"mode": {"rw"}, "_pragma": {"busy_timeout(5000)"}}
	// beside reads beside whoever writes, and needs what they keep beside the file.
	beside = url.Values{"mode": {"ro"}, "_pragma": {"busy_timeout(5000)"}}
	// alone reads a file that is complete by itself, and needs nothing beside it.
	alone = url.Values{"mode": {"ro"}, "immutable": {"1"}, "_pragma": {"busy_timeout(5000)"}}
)

// dsn names the source for the driver; queryOnly refuses statements that write.
func (s fileSource) dsn(queryOnly bool) string {
	settings := url.Values{}
	for name, values := range s.settings {
		settings[name] = append([]string(nil), values...)
	}
	if queryOnly {
		settings["_pragma"] = append(settings["_pragma"], "query_only(1)")
	}
	return dsn(s.path, settings)
}

func (s fileSource) close() error {
	if s.folder == "" {
		return nil
	}
	return os.RemoveAll(s.folder)
}

// sourceOf finds a way to read a register, whether or not its file or folder can be
// written, completely and without leaving anything beside it. version is that of its
// schema; one of before this program's is changed in a copy.
func sourceOf(ctx context.Context, path string, version int) (fileSource, error) {
	if version == schemaVersion {
		var ways []url.Values
		if writable(path) == nil {
			ways = append(ways, asOthers)
		} else if isThere(path+"-wal") && isThere(path+"-shm") {
			ways = append(ways, beside)
		}
		if logSize(path) == 0 {
			ways = append(ways, alone)
		}
		for _, way := range ways {
			s := fileSource{path: path, settings: way}
			err := s.try(ctx)
			if err == nil {
				return s, nil
			}
			if code := model.CodeOf(err); code == model.EDamaged || errors.Is(err, context.Canceled) {
				return fileSource{}, err
			}
		}
	}
	s, err := privateCopy(ctx, path)
	if err == nil && version < schemaVersion {
		err = changeCopy(ctx, s.path, version)
	}
	if err == nil {
		err = s.try(ctx)
	}
	if err != nil {
		return fileSource{}, errors.Join(err, s.close())
	}
	return s, nil
}

// try reads something, so that what stands against it shows.
func (s fileSource) try(ctx context.Context) error {
	db, err := sql.Open("sqlite", s.dsn(true))
	if err != nil {
		return err
	}
	var version int
	err = db.QueryRowContext(ctx, "SELECT user_version FROM pragma_user_version, (SELECT count(*) FROM meta)").Scan(&version)
	if err != nil {
		return errors.Join(explainSQLite(s.path, err), db.Close())
	}
	return db.Close()
}

func isThere(path string) bool { _, err := os.Stat(path); return err == nil }

// logSize gives how much of a register lies in the log beside it; 0 where there is none.
func logSize(path string) int64 {
	info, err := os.Stat(path + "-wal")
	if err != nil {
		return 0
	}
	return info.Size()
}

// privateCopy copies a register, with the log beside it, to a folder of this program alone,
// where all of it can be read.
func privateCopy(ctx context.Context, path string) (fileSource, error) {
	disk.Sweep(os.TempDir())
	folder := disk.Unfinished(os.TempDir(), filepath.Base(path))
	if err := os.Mkdir(folder, 0o700); err != nil {
		return fileSource{}, disk.Explain(folder, err)
	}
	s := fileSource{path: filepath.Join(folder, filepath.Base(path)), settings: asOthers, folder: folder}
	if err := copyWithLog(ctx, path, s.path); err != nil {
		return fileSource{}, errors.Join(err, s.close())
	}
	return s, nil
}

// changeCopy changes a private copy of an older register for this program.
func changeCopy(ctx context.Context, path string, version int) error {
	r, err := prepare(path, Options{ConfigDir: filepath.Join(filepath.Dir(path), "config")})
	if err != nil {
		return err
	}
	r.temporary = true
	return errors.Join(r.open(ctx, version), r.Close())
}

// copyWithLog copies a register's file and the log beside it. Where somebody writes it in
// the meantime it tries again.
func copyWithLog(ctx context.Context, from, to string) error {
	for range 5 {
		before, err := os.Stat(from)
		if err != nil {
			return disk.Explain(from, err)
		}
		size := logSize(from)
		for _, part := range []string{"", "-wal"} {
			if err := copyFile(ctx, from+part, to+part); err != nil && (part == "" || !errors.Is(err, os.ErrNotExist)) {
				return disk.Explain(to, err)
			}
		}
		after, err := os.Stat(from)
		if err != nil {
			return disk.Explain(from, err)
		}
		if after.ModTime().Equal(before.ModTime()) && after.Size() == before.Size() && logSize(from) == size {
			return nil
		}
	}
	return model.Errorf(model.ELocked, "%s is being written by another program all the time. Try again later.", filepath.Base(from))
}

// copyFile copies a file's bytes.
func copyFile(ctx context.Context, from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, readerUntil{ctx, in})
	if err := errors.Join(err, out.Close()); err != nil {
		return fmt.Errorf("copy %s: %w", from, err)
	}
	return nil
}

// readerUntil reads until somebody stops it.
type readerUntil struct {
	ctx context.Context
	io.Reader
}

func (r readerUntil) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.Reader.Read(p)
}
