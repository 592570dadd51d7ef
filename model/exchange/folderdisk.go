//go:build !windows

package exchange

import (
	"runtime"
	"strings"
)

// removable says whether a folder lies on a disk that people take away, where listening to
// it would keep them from doing so: on Linux it does not.
func removable(dir string) bool {
	return runtime.GOOS == "darwin" && strings.HasPrefix(dir, "/Volumes/")
}
