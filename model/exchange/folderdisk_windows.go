package exchange

import (
	"path/filepath"

	"golang.org/x/sys/windows"
)

// removable says whether a folder lies on a disk that people take away.
func removable(dir string) bool {
	root, err := windows.UTF16PtrFromString(filepath.VolumeName(dir) + `\`)
	return err == nil && windows.GetDriveType(root) == windows.DRIVE_REMOVABLE
}
