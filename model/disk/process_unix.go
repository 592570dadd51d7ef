//go:build !windows

package disk

import (
	"errors"
	"syscall"
)

// runs says whether there is a process of a number.
func runs(process int) bool {
	err := syscall.Kill(process, 0)
	return err == nil || errors.Is(err, syscall.EPERM)
}
