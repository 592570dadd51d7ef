package exchange

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"rollbook/model"
	"rollbook/model/disk"
)

// Packed says what a pack holds.
type Packed struct {
	Path  string
	Size  int64 // bytes
	Head  model.BundleHead
	Parts int
}

// Pack writes a pack of a register to a file, sealed as asked; a file that is there is
// replaced. Only a sealed pack of everything carries the register's own keys. The errors
// are those of the register's Pack and of the file system.
func Pack(ctx context.Context, r Register, scope model.PackScope, path string, seal Seal) (Packed, error) {
	p := Packed{Path: path}
	err := r.Pack(ctx, scope, func(b model.Bundle) error {
		if !seal.Sealed() {
			b.Head.Keys = nil
		}
		p.Head = b.Head
		all := b.Parts
		b.Parts = func(yield func(model.Part, error) bool) {
			for part, err := range all {
				p.Parts++
				if !yield(part, err) {
					return
				}
			}
		}
		_, err := WriteFile(ctx, path, b, seal)
		return err
	})
	if err != nil {
		return p, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return p, disk.Explain(path, err)
	}
	p.Size = info.Size()
	return p, nil
}

// Verify reads a whole file, so that whatever is wrong with it is known before anything is
// merged, and gives its head. The errors are those of Read.
func Verify(ctx context.Context, path string, keys Keys) (model.BundleHead, error) {
	var head model.BundleHead
	err := ReadFile(path, keys, func(b model.Bundle) error {
		head = b.Head
		for _, err := range during(ctx, b).Parts {
			if err != nil {
				return err
			}
		}
		return nil
	})
	return head, err
}

// WriteFile writes a bundle to a file, whole or not at all: under a temporary name, on
// disk, then renamed. A file that is there is replaced. It gives the hash of
// what it says.
func WriteFile(ctx context.Context, path string, b model.Bundle, seal Seal) (hash string, err error) {
	disk.Sweep(filepath.Dir(path))
	part := disk.Unfinished(filepath.Dir(path), filepath.Base(path))
	disk.Step()
	f, err := os.OpenFile(part, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return "", disk.Explain(path, err)
	}
	defer os.Remove(part) // where it was not renamed
	hash, err = Write(f, during(ctx, b), seal)
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = disk.Rename(part, path)
	}
	return hash, disk.Explain(path, err)
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
	f, err := disk.Open(path)
	if err != nil {
		return err
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
