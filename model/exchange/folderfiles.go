package exchange

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"rollbook/model"
	"rollbook/model/disk"
)

const (
	changesExtension = ".chg"
	newPrefix        = ".new-"        // begins the name of a file that is being written
	leftBehind       = 24 * time.Hour // after which such a file is what a crash left
	hashFigures      = 16             // of the hash, in a file's name
)

// foundFile is a file in the folder. What its name says serves to bring files in order and
// to tidy up, never to know what it holds: cloud clients and people rename.
type foundFile struct {
	name string // below the folder, with slashes
	readFile
	of          model.ReplicaTag // 0 where the name does not say it
	first, last int64
	hash        string
}

var changesName = regexp.MustCompile(`^([0-9a-f]{8})/(\d{1,18})-(\d{1,18})-([0-9a-f]{16})`)

// list looks what is in the folder, oldest first, and removes what a crash left behind.
func (s *folderSession) list() error {
	dir := s.folder.Dir
	entries, err := os.ReadDir(dir)
	if err != nil {
		if errors.Is(err, fs.ErrPermission) {
			return &model.Error{Code: model.EPermission, Err: err, Message: fmt.Sprintf("The system does not allow access to %s.", dir)}
		}
		return &model.Error{Code: model.EGone, Err: err, Message: fmt.Sprintf("The folder %s is not there. If it is on a stick or a share, connect it.", dir)}
	}
	s.files = s.files[:0]
	for _, entry := range entries {
		if !entry.IsDir() {
			s.found("", entry)
			continue
		}
		if strings.HasPrefix(entry.Name(), ".") {
			continue
		}
		below, err := os.ReadDir(filepath.Join(dir, entry.Name()))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			s.report.note(fmt.Sprintf("The folder %s could not be looked into.", filepath.Join(dir, entry.Name())))
		}
		for _, file := range below {
			s.found(entry.Name()+"/", file)
		}
	}
	slices.SortFunc(s.files, func(a, b foundFile) int {
		return cmp.Or(cmp.Compare(a.Time, b.Time), cmp.Compare(a.first, b.first), strings.Compare(a.name, b.name))
	})
	return nil
}

// found notes a file if it is one of ours.
func (s *folderSession) found(below string, entry fs.DirEntry) {
	name := below + entry.Name()
	if !entry.Type().IsRegular() || filepath.Ext(name) != changesExtension {
		return
	}
	info, err := entry.Info()
	if err != nil {
		return // gone in the meantime
	}
	if strings.HasPrefix(entry.Name(), ".") {
		if strings.HasPrefix(entry.Name(), newPrefix) && time.Since(info.ModTime()) > leftBehind {
			_ = os.Remove(filepath.Join(s.folder.Dir, name)) // if it cannot be removed it does no harm
		}
		return
	}
	file := foundFile{name: name, readFile: readFile{Size: info.Size(), Time: info.ModTime().UnixNano()}}
	if m := changesName.FindStringSubmatch(name); m != nil {
		tag, _ := strconv.ParseInt(m[1], 16, 64)
		file.of = model.ReplicaTag(tag)
		file.first, _ = strconv.ParseInt(m[2], 10, 64)
		file.last, _ = strconv.ParseInt(m[3], 10, 64)
		file.hash = m[4]
	}
	s.files = append(s.files, file)
}

// write writes a bundle of one run as a file of the folder: under a temporary name, on
// disk, read back, then renamed. The temporary name does not end like that of a file that
// others take in.
func (f Folder) write(ctx context.Context, b model.Bundle, seal Seal, keys Keys) (foundFile, error) {
	run := b.Head.Runs[0]
	sub := replicaText(run.Replica)
	dir := filepath.Join(f.Dir, sub)
	if err := os.Mkdir(dir, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		return foundFile{}, err
	}
	temporary := filepath.Join(dir, newPrefix+rand.Text()[:10]+changesExtension)
	hash, err := writeNew(temporary, during(ctx, b), seal)
	defer os.Remove(temporary) // where it was not renamed
	if err != nil {
		return foundFile{}, err
	}
	if err := readBack(temporary, keys); err != nil {
		return foundFile{}, fmt.Errorf("read back what was written to %s: %w", dir, err)
	}
	hash = hash[:hashFigures]
	file := foundFile{name: fmt.Sprintf("%s/%d-%d-%s%s", sub, run.First, run.Last, hash, changesExtension),
		of: run.Replica, first: run.First, last: run.Last, hash: hash}
	path := filepath.Join(f.Dir, file.name)
	if readBack(path, keys) != nil { // if it is there and whole, it says the same
		if err := os.Rename(temporary, path); err != nil {
			return foundFile{}, err
		}
	}
	if err := disk.SyncFolder(dir); err != nil {
		return foundFile{}, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return foundFile{}, err
	}
	file.readFile = readFile{Size: info.Size(), Time: info.ModTime().UnixNano(), Runs: b.Head.Runs}
	return file, nil
}

// writeNew writes a bundle to a new file that others may read, as far as the folder lets
// them.
func writeNew(path string, b model.Bundle, seal Seal) (hash string, err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	if err != nil {
		return "", err
	}
	hash, err = Write(f, b, seal)
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	return hash, err
}

// readBack says whether a file can be read to its end.
func readBack(path string, keys Keys) error {
	return ReadFile(path, keys, func(b model.Bundle) error {
		for _, err := range b.Parts {
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// mayBeTrusted says whether what could not be taken in can be once somebody says yes to
// whoever sent it.
func mayBeTrusted(err error) bool {
	code := model.CodeOf(err)
	return code == model.EStranger || code == model.EShutOut
}

// refused says whether the system does not let us write.
func refused(err error) bool {
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS)
}

// unreadFile says whether a file could not be read for a reason that may pass: not
// allowed, not brought yet by the cloud's client, a stick that hangs.
func unreadFile(err error) bool {
	var path *fs.PathError
	code := model.CodeOf(err)
	return code == model.EPermission || (code == "" || code == model.EUnreadable) && errors.As(err, &path)
}
