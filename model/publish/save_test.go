package publish_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"

	"rollbook/model"
	"rollbook/model/publish"
)

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	must(t, err)
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

func say(text string) func(io.Writer) error {
	return func(w io.Writer) error { _, err := io.WriteString(w, text); return err }
}

// A file that cannot be finished leaves nothing, and what was there stays.
func TestNothingHalfWrittenIsLeft(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "report.csv")
	must(t, publish.Save(path, say("first")))
	err := publish.Save(path, func(w io.Writer) error {
		must(t, say("half of the sec")(w))
		return &os.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}
	})
	if model.CodeOf(err) != model.ENoSpace || !strings.Contains(err.Error(), "is full. Nothing was saved") {
		t.Errorf("a full disk: %v", err)
	}
	if there, _ := os.ReadFile(path); string(there) != "first" || !slices.Equal(names(t, dir), []string{"report.csv"}) {
		t.Errorf("there is %q in %q", there, names(t, dir))
	}
	must(t, publish.Save(path, say("second")))
	if there, _ := os.ReadFile(path); string(there) != "second" {
		t.Errorf("there is %q", there)
	}
}

func TestAFileThatCannotBeSavedSaysWhy(t *testing.T) {
	dir := t.TempDir()
	if err := publish.Save(filepath.Join(dir, "no", "report.csv"), say("x")); model.CodeOf(err) != model.EGone {
		t.Errorf("no such folder: %v", err)
	}
	must(t, os.Mkdir(filepath.Join(dir, "taken.csv"), 0o700))
	must(t, os.WriteFile(filepath.Join(dir, "taken.csv", "x"), nil, 0o600))
	if err := publish.Save(filepath.Join(dir, "taken.csv"), say("x")); err == nil || len(names(t, dir)) != 1 {
		t.Errorf("a folder in its place: %v, there is %q", err, names(t, dir))
	}
	own := errors.New("of the register")
	if err := publish.Save(filepath.Join(dir, "a.csv"), func(io.Writer) error { return own }); !errors.Is(err, own) {
		t.Error(err)
	}
	if runtime.GOOS == "windows" {
		path := filepath.Join(dir, "open.csv")
		f, err := os.Create(path)
		must(t, err)
		defer f.Close()
		if err := publish.Save(path, say("x")); model.CodeOf(err) != model.ELocked && model.CodeOf(err) != model.EPermission {
			t.Errorf("a file that is open: %v", err)
		}
	}
}

func TestAFolderIsWholeOrNotThere(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "lists")
	broken := errors.New("gone")
	fill := func(says string, last error) func(create func(string) (io.WriteCloser, error)) error {
		return func(create func(string) (io.WriteCloser, error)) error {
			for _, name := range []string{"a.csv", "b.csv"} {
				w, err := create(name)
				if err == nil {
					err = errors.Join(say(name+says)(w), w.Close())
				}
				if err != nil {
					return err
				}
			}
			return last
		}
	}
	err := publish.SaveFolder(path, fill("", broken))
	if !errors.Is(err, broken) || len(names(t, dir)) != 0 {
		t.Errorf("%v, and there is %q", err, names(t, dir))
	}
	for round := range 2 { // the second replaces the first
		must(t, publish.SaveFolder(path, fill(fmt.Sprint(round), nil)))
		if there, _ := os.ReadFile(filepath.Join(path, "b.csv")); string(there) != fmt.Sprint("b.csv", round) || len(names(t, dir)) != 1 {
			t.Errorf("round %d: %q in %q", round, there, names(t, dir))
		}
	}
	must(t, os.WriteFile(filepath.Join(path, "mine.txt"), []byte("keep"), 0o600))
	err = publish.SaveFolder(path, fill("", nil))
	if model.CodeOf(err) != model.EExists || !strings.Contains(err.Error(), "mine.txt") || len(names(t, path)) != 3 {
		t.Errorf("other files: %v, there is %q", err, names(t, path))
	}
}
