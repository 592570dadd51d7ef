package disk

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"rollbook/model"
)

// Explain says in words what the system has against a file: ENotFound, EPermission,
// ENoSpace, EGone, or EExists for a folder of that name. Errors of ours, and what the system
// says nothing of, pass through.
func Explain(path string, err error) error {
	if err == nil || model.CodeOf(err) != "" {
		return err
	}
	say := func(code model.Code, format string) error {
		return &model.Error{Code: code, Message: fmt.Sprintf(format, path), Err: err}
	}
	switch {
	case Full(err):
		return say(model.ENoSpace, "The disk that %s is on is full. Make room and try again.")
	case errors.Is(err, os.ErrNotExist):
		if _, gone := os.Stat(filepath.Dir(path)); errors.Is(gone, os.ErrNotExist) {
			return say(model.ENotFound, "There is no file %s: its folder is not there.")
		}
		return say(model.ENotFound, "There is no file %s.")
	case errors.Is(err, syscall.EROFS):
		return say(model.EPermission, "The disk that %s is on cannot be written.")
	case errors.Is(err, os.ErrPermission):
		return say(model.EPermission, "The system does not allow access to %s.")
	case errors.Is(err, syscall.EISDIR), errors.Is(err, syscall.ENOTDIR):
		return say(model.EExists, "%s: there is a folder of this name, or a file where a folder should be.")
	case errors.Is(err, syscall.ENAMETOOLONG):
		return say(model.EInvalid, "The name %s is too long.")
	case errors.Is(err, syscall.EIO):
		return say(model.EGone, "%s could not be read or written: the disk reports an error.")
	}
	return err
}

// Full says whether the system refused something because there is no room left: on the
// disk, or in what the user may use of it.
func Full(err error) bool {
	const handleDiskFull, diskFull = syscall.Errno(39), syscall.Errno(112) // as Windows numbers them
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) ||
		runtime.GOOS == "windows" && (errors.Is(err, handleDiskFull) || errors.Is(err, diskFull))
}
