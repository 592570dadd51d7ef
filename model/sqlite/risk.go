package sqlite

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
)

// clouds are folders that a cloud client copies while the register is being written, by
// how their names begin.
var clouds = []struct{ folder, name string }{
	{"onedrive", "OneDrive"},
	{"dropbox", "Dropbox"},
	{"google drive", "Google Drive"},
	{"googledrive", "Google Drive"},
	{"icloud", "iCloud"},
	{"mobile documents", "iCloud"},
	{"com~apple~clouddocs", "iCloud"},
	{"nextcloud", "Nextcloud"},
	{"box sync", "Box"},
	{"pcloud", "pCloud"},
}

// networkSystems are file systems of shares, as Linux names them.
var networkSystems = map[string]bool{"nfs": true, "nfs4": true, "cifs": true, "smb3": true, "smbfs": true, "afs": true, "9p": true,
	"fuse.sshfs": true, "fuse.gvfsd-fuse": true, "davfs": true, "fuse.rclone": true}

// Risk says, in words for people, why a register is not safe where it lies: a folder that
// a cloud client copies, or a network share. A copy taken between two writes of database
// and log is a broken one. It gives "" where nothing speaks against the place.
func Risk(path string) string {
	path, err := filepath.Abs(path)
	if err != nil {
		return ""
	}
	const advice = " Keep the register in a folder of this computer alone, and use Exchange to share it."
	for part := range strings.SplitSeq(filepath.ToSlash(strings.ToLower(filepath.Dir(path))), "/") {
		for _, cloud := range clouds {
			if strings.HasPrefix(part, cloud.folder) {
				return "This register lies in a folder that " + cloud.name + " copies while you work; such copies can be broken." + advice
			}
		}
	}
	if strings.HasPrefix(filepath.VolumeName(path), `\\`) || networkSystems[fileSystem(path)] {
		return "This register lies on a network share, where a lost connection can damage it." + advice
	}
	return ""
}

// fileSystem names the kind of file system a path lies on, where the system lists its
// mounts in a file; "" elsewhere.
func fileSystem(path string) string {
	f, err := os.Open("/proc/self/mounts")
	if err != nil {
		return ""
	}
	defer f.Close()
	kind, longest := "", 0
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		if len(fields) < 3 {
			continue
		}
		at := strings.ReplaceAll(fields[1], `\040`, " ")
		if (at == "/" || path == at || strings.HasPrefix(path, at+"/")) && len(at) > longest {
			kind, longest = fields[2], len(at)
		}
	}
	return kind
}
