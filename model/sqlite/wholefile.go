package sqlite

import (
	"errors"
	"os"
	"path/filepath"
)

// fileStep is called before each step that is done with files; tests end the process there.
var fileStep = func() {}

// temporaryOf gives the names under which writeWhole begins to write a file.
func temporaryOf(path string) string { return "." + filepath.Base(path) + "-*" }

// writeWhole writes a file so that it is there whole or not at all.
func writeWhole(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), temporaryOf(path))
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // where it was not renamed
	fileStep()
	_, err = f.Write(data)
	if err == nil {
		fileStep()
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	return rename(f.Name(), path)
}

// rename gives a file that is whole its name, in place of one that is there, and has the
// folder on disk.
func rename(from, to string) error {
	fileStep()
	if err := os.Rename(from, to); err != nil {
		return err
	}
	fileStep()
	return syncFolder(filepath.Dir(to))
}

// putAt gives a file that is whole its name, where there is none of that name yet: of two
// that come for it, one gets it, and the other is told (EExists).
func putAt(from, to string) error {
	fileStep()
	err := os.Link(from, to)
	switch {
	case errors.Is(err, os.ErrExist):
		return existsAlready(to)
	case err != nil: // a disk without second names
		if isThere(to) {
			return existsAlready(to)
		}
		return explainFile(to, rename(from, to))
	}
	return explainFile(to, errors.Join(syncFolder(filepath.Dir(to)), removeIfThere(from)))
}

// removeIfThere removes a file; that there is none is no failure.
func removeIfThere(path string) error {
	fileStep()
	if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
		return err
	}
	return nil
}

func syncFile(path string) error {
	fileStep()
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
