//go:build !windows

package disk

import (
	"errors"
	"os"
	"syscall"
)

// SyncFolder has the names in a folder on disk.
func SyncFolder(path string) error {
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
