package main

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"

	"rollbook/model"
)

// broken is an output that makes the program fail in the middle of a command.
type broken struct{}

func (broken) Write([]byte) (int, error) { panic("Penelope Quill") }

// TestAMistakeIsOneLine: a mistake of the program is told in one line without a stack, and
// the register can be worked with at once.
func TestAMistakeIsOneLine(t *testing.T) {
	d := newDesk(t)
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	d.do(0, "new", "REG")
	var messages bytes.Buffer
	status := run(context.Background(), []string{"list", filepath.Join(d.dir, "office.rollbook"), "activities"}, broken{}, &messages)
	said := messages.String()
	if status != 1 || strings.Count(said, "\n") != 1 || !strings.HasPrefix(said, "rollbookctl: Rollbook made a mistake while doing “list”.") || strings.Contains(said, "Penelope") {
		t.Errorf("status %d: %s", status, said)
	}
	d.do(0, "check", "REG")
}

func TestVersion(t *testing.T) {
	if out, _ := newDesk(t).do(0, "--version"); out != "rollbookctl "+model.Version+"\n" {
		t.Errorf("--version says %q", out)
	}
}
