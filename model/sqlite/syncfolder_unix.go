//go:build !windows

package sqlite

import (
	"errors"
	"os"
	"syscall"
)

// syncFolder has the names in a folder on disk.
func syncFolder(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	err = f.Sync()
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL) {
		err = nil // shares that cannot
	}
	return errors.Join(err, f.Close())
}
