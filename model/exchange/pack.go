package exchange

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"rollbook/model"
)

// WriteFile writes a bundle to a file, whole or not at all: under a temporary name, on
// disk, then renamed. A file that is there is replaced. It gives the hash of
// what it says.
func WriteFile(ctx context.Context, path string, b model.Bundle, seal Seal) (hash string, err error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return "", explainFile(path, err)
	}
	defer os.Remove(f.Name()) // where it was not renamed
	hash, err = Write(f, during(ctx, b), seal)
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return "", explainFile(path, err)
	}
	return hash, syncFolder(filepath.Dir(path))
}

// during stops the parts of a bundle when ctx ends.
func during(ctx context.Context, b model.Bundle) model.Bundle {
	all := b.Parts
	b.Parts = func(yield func(model.Part, error) bool) {
		for part, err := range all {
			if err == nil {
				err = ctx.Err()
			}
			if !yield(part, err) || err != nil {
				return
			}
		}
	}
	return b
}

// ReadFile opens a file that WriteFile wrote and gives it to do, which must be done with
// the bundle when it returns. The errors are those of Read, and say which file.
func ReadFile(path string, keys Keys, do func(model.Bundle) error) error {
	f, err := os.Open(path)
	if err != nil {
		return explainFile(path, err)
	}
	defer f.Close()
	b, err := Read(f, keys)
	if err == nil {
		err = do(b)
	}
	if err != nil && (model.CodeOf(err) == model.EUnreadable || model.CodeOf(err) == model.EPassphrase) {
		return &model.Error{Code: model.CodeOf(err), Message: fmt.Sprintf("%s: %s", filepath.Base(path), err), Err: err}
	}
	return err
}

// syncFolder puts a folder's entries on disk, on systems that can.
func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	_ = f.Sync() // Windows refuses, and needs none
	return nil
}

// explainFile says what the system has against a file.
func explainFile(path string, err error) error {
	var system *fs.PathError
	if !errors.As(err, &system) {
		return err
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &model.Error{Code: model.ENotFound, Message: fmt.Sprintf("There is no file %s.", path), Err: err}
	case errors.Is(err, fs.ErrPermission):
		return &model.Error{Code: model.EPermission, Message: fmt.Sprintf("The system does not allow access to %s.", path), Err: err}
	}
	return err
}
