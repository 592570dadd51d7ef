package disk

import (
	"errors"
	"os"
	"path/filepath"

	"rollbook/model"
)

// Step is called before each step that is done with files; tests end the process there.
var Step = func() {}

// Rename gives a file that is whole its name, in place of one that is there, and has the
// folder on disk. Its errors are the system's.
func Rename(from, to string) error {
	Step()
	if err := os.Rename(from, to); err != nil {
		return err
	}
	Step()
	return SyncFolder(filepath.Dir(to))
}

// Put gives a file that is whole its name, where there is none of that name yet: of two that
// come for it, one gets it, and the other is told (EExists).
func Put(from, to string) error {
	Step()
	err := os.Link(from, to)
	switch {
	case errors.Is(err, os.ErrExist):
		return Exists(to)
	case err != nil: // a disk without second names
		if _, err := os.Lstat(to); err == nil {
			return Exists(to)
		}
		return Explain(to, Rename(from, to))
	}
	return Explain(to, errors.Join(SyncFolder(filepath.Dir(to)), RemoveIfThere(from)))
}

// Exists refuses to overwrite a file (EExists).
func Exists(path string) error {
	return model.Errorf(model.EExists, "%s is there already. Choose another name, or open it.", path)
}

// RemoveIfThere removes a file; that there is none is no failure.
func RemoveIfThere(path string) error {
	Step()
	if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
		return err
	}
	return nil
}

// Sync has a file's contents on disk.
func Sync(path string) error {
	Step()
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// Make makes an empty file that its owner alone can read: names will be in it.
func Make(path string) error {
	Step()
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

// Write writes a file, for its owner alone, so that it is there whole or not at all, in
// place of one that is there.
func Write(path string, data []byte) error {
	Sweep(filepath.Dir(path))
	part := Unfinished(filepath.Dir(path), filepath.Base(path))
	Step()
	f, err := os.OpenFile(part, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer os.Remove(part) // where it was not renamed
	Step()
	_, err = f.Write(data)
	if err == nil {
		Step()
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	return Rename(part, path)
}

// Open opens a file to be read. A pipe or a device is refused (EUnreadable): opening one
// would wait for somebody to write into it. The other errors are Explain's.
func Open(path string) (*os.File, error) {
	if err := IsFile(path); err != nil {
		return nil, err
	}
	f, err := os.Open(path)
	return f, Explain(path, err)
}

// IsFile refuses what is no file: a folder, a pipe or a device (EUnreadable), or nothing.
func IsFile(path string) error {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return Explain(path, err)
	case info.IsDir():
		return model.Errorf(model.EUnreadable, "%s is a folder, not a file.", path)
	case !info.Mode().IsRegular():
		return model.Errorf(model.EUnreadable, "%s is a pipe or a device, not a file. Save what it gives as a file first.", path)
	}
	return nil
}
