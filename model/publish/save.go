package publish

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"syscall"

	"rollbook/model"
	"rollbook/model/disk"
)

// Save writes a file safely: under a temporary name beside it, onto the disk, and only then
// under its own name, in the place of what was there. Where write fails nothing is left and
// what was there stays. The error is write's, or has code EGone, EPermission, ELocked or
// ENoSpace and says what to do.
func Save(path string, write func(io.Writer) error) (err error) {
	disk.Sweep(filepath.Dir(path))
	part := disk.Unfinished(filepath.Dir(path), filepath.Base(path))
	// Names of people are in it: it is its owner's alone, as the register is.
	f, err := os.OpenFile(part, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err != nil {
		return explain(path, err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(explain(path, err), ignoreClosed(f.Close()), os.Remove(part))
		}
	}()
	if err := write(f); err != nil {
		return err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	return disk.Rename(part, path)
}

// SaveFolder writes a folder of files safely: fill makes them in a new one beside it, by
// create, and only then it gets its name. A folder that is there already is replaced where
// every file in it is made again, and refused with code EExists where it holds anything
// else.
func SaveFolder(path string, fill func(create func(name string) (io.WriteCloser, error)) error) (err error) {
	path = filepath.Clean(path)
	disk.Sweep(filepath.Dir(path))
	made := disk.Unfinished(filepath.Dir(path), filepath.Base(path))
	if err := os.Mkdir(made, 0o700); err != nil {
		return explain(path, err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(explain(path, err), os.RemoveAll(made))
		}
	}()
	files := map[string]bool{}
	if err := fill(func(name string) (io.WriteCloser, error) {
		f, err := os.OpenFile(filepath.Join(made, name), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		files[name] = true
		return syncing{f}, err
	}); err != nil {
		return err
	}
	there, err := os.ReadDir(path)
	if errors.Is(err, os.ErrNotExist) {
		return os.Rename(made, path)
	}
	if err != nil {
		return err
	}
	for _, entry := range there {
		if !files[entry.Name()] || entry.IsDir() {
			return model.Errorf(model.EExists, "The folder %s holds other files (%s). Choose a new folder.", path, entry.Name())
		}
	}
	aside := disk.Unfinished(filepath.Dir(path), filepath.Base(path)) // the old one
	if err := os.Rename(path, aside); err != nil {
		return err
	}
	if err := os.Rename(made, path); err != nil {
		return errors.Join(err, os.Rename(aside, path))
	}
	return os.RemoveAll(aside)
}

// syncing is a file that is on the disk when it is closed.
type syncing struct{ *os.File }

// Close writes the file onto the disk and closes it.
func (f syncing) Close() error { return errors.Join(f.Sync(), f.File.Close()) }

// What Windows says where another program has a file open: ERROR_SHARING_VIOLATION and
// ERROR_LOCK_VIOLATION. https://learn.microsoft.com/windows/win32/debug/system-error-codes
var heldOpen = []error{syscall.Errno(32), syscall.Errno(33)}

func is(err error, any []error) bool {
	return runtime.GOOS == "windows" && slices.ContainsFunc(any, func(e error) bool { return errors.Is(err, e) })
}

// explain says what the system has against writing a file; errors that say so already, and
// those of others, pass through.
func explain(path string, err error) error {
	if err == nil || model.CodeOf(err) != "" {
		return err
	}
	say := func(code model.Code, format string) error {
		return &model.Error{Code: code, Message: fmt.Sprintf(format, path), Err: err}
	}
	switch {
	case disk.Full(err):
		return say(model.ENoSpace, "The disk that %s is to be saved on is full. Nothing was saved; make room and try again.")
	case is(err, heldOpen):
		return say(model.ELocked, "%s is open in another program. Close it there, or choose another name.")
	case errors.Is(err, os.ErrNotExist):
		return say(model.EGone, "%s cannot be saved: its folder is not there.")
	case errors.Is(err, os.ErrPermission), errors.Is(err, syscall.EROFS):
		return say(model.EPermission, "%s cannot be saved: the system does not allow writing there. Choose another folder.")
	case errors.Is(err, syscall.EISDIR), errors.Is(err, syscall.ENOTDIR):
		return say(model.EExists, "%s cannot be saved: there is a folder of this name, or a file where a folder should be.")
	}
	return disk.Explain(path, err)
}

func ignoreClosed(err error) error {
	if errors.Is(err, os.ErrClosed) {
		return nil
	}
	return err
}
