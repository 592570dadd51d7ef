package sqlite

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"rollbook/model"
	"rollbook/model/disk"
)

// headerSize is the length of a SQLite file's header.
// https://www.sqlite.org/fileformat2.html#the_database_header
const headerSize = 100

// inspect reads the head of a file, without SQLite, and gives the register's version, or
// says clearly why it is none: ENotFound, EPermission, ENotOurs, ENewer, EDamaged.
func inspect(path string) (version int, err error) {
	name := filepath.Base(path)
	info, err := os.Stat(path)
	if err != nil {
		return 0, disk.Explain(path, err)
	}
	switch {
	case info.IsDir():
		return 0, model.Errorf(model.ENotOurs, "%s is a folder, not a register.", path)
	case !info.Mode().IsRegular(): // opening a pipe would wait for somebody to write into it
		return 0, model.Errorf(model.ENotOurs, "%s is a pipe or a device, not a register.", path)
	}
	f, err := os.Open(path)
	if err != nil {
		return 0, disk.Explain(path, err)
	}
	defer f.Close()
	head := make([]byte, headerSize)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return 0, disk.Explain(path, err)
	}
	switch {
	case n == 0:
		return 0, model.Errorf(model.EDamaged, "%s is empty (0 bytes). Restore the last good backup.", name)
	case string(head[:min(n, 16)]) != "SQLite format 3\x00"[:min(n, 16)]:
		return 0, model.Errorf(model.ENotOurs, "%s is not a Rollbook register. To read a list of activities in, open a register first and drop the list there.", name)
	case n < headerSize:
		return 0, model.Errorf(model.EDamaged, "%s is cut short (%d bytes). Restore the last good backup.", name, n)
	}
	if id := binary.BigEndian.Uint32(head[68:]); id != applicationID {
		return 0, model.Errorf(model.ENotOurs, "%s is a database of another program, not a Rollbook register.", name)
	}
	version = int(binary.BigEndian.Uint32(head[60:]))
	if version > schemaVersion {
		return 0, model.Errorf(model.ENewer, "%s was written by a newer Rollbook (its version is %d, this program knows up to %d). Update Rollbook to open it.", name, version, schemaVersion)
	}
	pages, size := int64(binary.BigEndian.Uint32(head[28:])), int64(binary.BigEndian.Uint16(head[16:]))
	if size == 1 {
		size = 65536
	}
	if _, err := os.Stat(path + "-wal"); errors.Is(err, os.ErrNotExist) && pages*size > info.Size() {
		return 0, model.Errorf(model.EDamaged, "%s is cut short: it should have %d bytes and has %d. Restore the last good backup.", name, pages*size, info.Size())
	}
	return version, nil
}

// writable says why a register's file or folder cannot be written; nil where both can.
func writable(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return &model.Error{Code: model.EReadOnly, Err: err, Message: fmt.Sprintf("%s is protected against writing, so it is open for reading only.", filepath.Base(path))}
	}
	if err := f.Close(); err != nil {
		return disk.Explain(path, err)
	}
	probe, err := os.CreateTemp(filepath.Dir(path), ".rollbook-*")
	if err != nil {
		if disk.Full(err) {
			return nil // reading needs no space, and the first change will say so
		}
		return &model.Error{Code: model.EReadOnly, Err: err, Message: fmt.Sprintf("The folder of %s cannot be written, so it is open for reading only.", filepath.Base(path))}
	}
	return errors.Join(probe.Close(), os.Remove(probe.Name()))
}

// explain turns what SQLite and the system say into words and a code; errors of ours and
// cancellations pass through.
func (r *Register) explain(err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) || model.CodeOf(err) != "" {
		return err
	}
	return explainSQLite(cmp.Or(r.called, r.path), err)
}

func explainSQLite(path string, err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return disk.Explain(path, err)
	}
	name := filepath.Base(path)
	say := func(code model.Code, format string, args ...any) error {
		return &model.Error{Code: code, Message: fmt.Sprintf(format, args...), Err: err}
	}
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_FULL:
		return say(model.ENoSpace, "The disk that %s is on is full. Nothing was changed; make room and try again.", name)
	case sqlite3.SQLITE_READONLY:
		return say(model.EReadOnly, "%s cannot be written. Nothing was changed.", name)
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return say(model.EDamaged, "%s is damaged. Restore the last good backup, or recover what can still be read.", name)
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return say(model.ELocked, "%s is held by another program. Nothing was changed; close that program and try again.", name)
	case sqlite3.SQLITE_CANTOPEN:
		if hasNoRoom(filepath.Dir(path)) {
			return say(model.ENoSpace, "The disk that %s is on is full. Nothing was changed; make room and try again.", name)
		}
		return say(model.EGone, "%s cannot be opened; is its disk still there?", name)
	case sqlite3.SQLITE_IOERR:
		if hasNoRoom(filepath.Dir(path)) {
			return say(model.ENoSpace, "The disk that %s is on is full. Nothing was changed; make room and try again.", name)
		}
		if errors.Is(statOf(path), os.ErrNotExist) {
			return say(model.EGone, "%s has gone away; is its disk still there? Nothing was changed.", name)
		}
		return say(model.EGone, "%s could not be read or written: the disk reports an error. Nothing was changed.", name)
	}
	return err
}

// isConstraint says whether SQLite refused something as against the schema's rules.
func isConstraint(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code()&0xff == sqlite3.SQLITE_CONSTRAINT
}

// isMismatch says whether SQLite refused a value as not of its column's sort.
func isMismatch(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code()&0xff == sqlite3.SQLITE_MISMATCH
}

func statOf(path string) error { _, err := os.Stat(path); return err }

// hasNoRoom says whether a folder's disk takes nothing more.
func hasNoRoom(folder string) bool {
	probe, err := os.CreateTemp(folder, ".rollbook-*")
	if err != nil {
		return disk.Full(err)
	}
	defer os.Remove(probe.Name())
	_, err = probe.Write(make([]byte, 64<<10)) // what SQLite needs beside a file to read it
	if err == nil {
		err = probe.Sync()
	}
	return disk.Full(errors.Join(err, probe.Close()))
}
