package mishap

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// TestTheFileStaysSmall notes many mistakes, each at a place of its own.
func TestTheFileStaysSmall(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv("HOME", t.TempDir())
	long := make([]byte, 3*mostOfOne)
	for i := range long {
		long[i] = 'x'
	}
	for i := range 3 * mostOfAll / mostOfOne {
		if e := Note("trying", fmt.Errorf("a name"), fmt.Appendf(nil, "\tfile%d.go:1 +0x1\n%s", i, long)); e.Noted != File() || e.Again {
			t.Fatalf("note %d: %+v", i, e)
		}
	}
	all, err := os.ReadDir(filepath.Dir(File()))
	if err != nil || len(all) != 2 {
		t.Fatalf("files: %v, %v", all, err)
	}
	for _, entry := range all {
		if info, err := entry.Info(); err != nil || info.Size() > mostOfAll {
			t.Errorf("%s has %d bytes, %v", entry.Name(), info.Size(), err)
		}
	}
}

func TestAMistakeThatCannotBeNotedIsStillTold(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("XDG_CACHE_HOME", file) // no folder
	t.Setenv("HOME", file)
	err := Survive("trying", func() error { panic("a name") })
	if want := "Rollbook made a mistake while trying. What was saved before is safe."; err == nil || err.Error() != want {
		t.Errorf("told: %v", err)
	}
}
