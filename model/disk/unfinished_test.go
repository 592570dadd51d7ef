package disk

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// left makes a folder as another process would have left it, with a file in it.
func left(t *testing.T, in string, process int) string {
	t.Helper()
	ours := fmt.Sprintf("-%d-%s-", os.Getpid(), thisProcess)
	name := strings.Replace(Unfinished(in, "printed"), ours, fmt.Sprintf("-%d-00c0ffee-", process), 1)
	if err := os.Mkdir(name, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(name, "Participants.pdf"), []byte("names"), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// What a process that is gone left is taken away, with all that is in it; what this one and
// others that run are at stays, and so does what is nobody's.
func TestSweepingTakesAwayWhatIsLeftBehind(t *testing.T) {
	folder := t.TempDir()
	gone := exec.Command(os.Args[0], "-test.run", "^$")
	if err := gone.Run(); err != nil {
		t.Fatal(err)
	}
	dead := left(t, folder, gone.Process.Pid)
	running := left(t, folder, os.Getppid())
	own := Unfinished(folder, "printed")
	if err := os.Mkdir(own, 0o700); err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(folder, "Participants.pdf")
	if err := os.WriteFile(other, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	Sweep(folder)
	if _, err := os.Stat(dead); !os.IsNotExist(err) {
		t.Error("what a process that is gone left is still there")
	}
	for _, stays := range []string{running, own, other} {
		if _, err := os.Stat(stays); err != nil {
			t.Errorf("%s was taken away", filepath.Base(stays))
		}
	}
}
