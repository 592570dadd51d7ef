//go:build !windows

package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestAPipeInsteadOfAFileNeverHangs gives every command that reads a file a pipe into which
// nobody writes.
func TestAPipeInsteadOfAFileNeverHangs(t *testing.T) {
	d := newDesk(t)
	d.do(0, "sample", "REG", "--scale", "0.05")
	pipe := filepath.Join(d.dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	list := d.file("people.csv", "name\nAna Lupe\n")
	for _, command := range []string{
		"list PIPE people", "summary PIPE", "check PIPE", "backup PIPE NEW", "restore PIPE NEW", "history PIPE", "undo PIPE", "import PIPE LIST --as people",
		"import REG PIPE --as people", "import REG LIST --as people --answers PIPE", "merge REG PIPE", "merge NEW PIPE", "pack REG -o NEW --passphrase-file PIPE",
		"merge REG PIPE --passphrase-file LIST", "sync REG --hub nats://127.0.0.1:1 --creds PIPE", "sync REG --folder PIPE", "report PIPE summary -o NEW.pdf", "erase PIPE --person X",
	} {
		words := strings.Fields(command)
		for i, word := range words {
			switch word {
			case "PIPE":
				words[i] = pipe
			case "LIST":
				words[i] = list
			case "NEW", "NEW.pdf":
				words[i] = filepath.Join(d.dir, strings.ToLower(word))
			}
		}
		if _, messages := d.do(1, words...); strings.Count(strings.TrimSpace(messages), "\n") > 0 {
			t.Errorf("%s says %q", command, messages)
		}
	}
}

// TestWhatNamesPeopleIsItsOwnersAlone makes every sort of file with names in it: nobody else
// may read it, also where a file that others could read was there.
func TestWhatNamesPeopleIsItsOwnersAlone(t *testing.T) {
	old := syscall.Umask(0o022)
	defer syscall.Umask(old)
	d := newDesk(t)
	d.do(0, "sample", "REG", "--scale", "0.05")
	codes := d.records("list", "REG", "activities")
	code := codes[0]["code"].(string)
	out := filepath.Join(d.dir, "out")
	if err := os.Mkdir(out, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, command := range map[string][]string{
		"signin.pdf": {"report", "REG", "signin", "--activity", code, "-o"}, "register.xlsx": {"report", "REG", "register", "-o"}, "lists.csv": {"report", "REG", "register", "-o"},
		"backup.rollbook": {"backup", "REG"}, "all.pack": {"pack", "REG", "-o"}, "countries.csv": {"report", "REG", "countries", "-o"},
	} {
		path := filepath.Join(out, name)
		if name == "countries.csv" {
			if err := os.WriteFile(path, nil, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		d.do(0, append(command, path)...)
	}
	if err := filepath.Walk(d.dir, func(path string, info os.FileInfo, err error) error {
		if err == nil && !info.IsDir() && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s can be read by others: %v", path, info.Mode())
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
}
