package sqlite_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"rollbook/model"
	"rollbook/model/sqlite"
)

// kills is at how many writes of each job the process is ended: all of them where there are
// no more.
var kills = flag.Int("kills", 12, "at how many writes of each job the process that does it is ended")

func init() { doJobHere = doJob }

// job is something that writes: what it begins with, what it does, and what must be so
// afterwards, whether it got through or was ended in between.
type job struct {
	begin func(dir string) error
	do    func(dir string) error
	after func(dir string, through bool) error
}

// officeIn is the register of a job's folder, and how it is opened.
func officeIn(dir string) (string, sqlite.Options) {
	return filepath.Join(dir, "office.rollbook"), sqlite.Options{ConfigDir: filepath.Join(dir, "config"), Who: "desk"}
}

// jobs are those that processes are killed at.
var jobs = map[string]job{
	"upgrade 1": upgrading(1), "upgrade 2": upgrading(2), "upgrade 3": upgrading(3), "upgrade 4": upgrading(4),
}

// doJob does what jobEnv says.
func doJob(what string) error {
	words := strings.SplitN(what, "|", 3)
	n, err := strconv.Atoi(words[0])
	if err != nil {
		return err
	}
	killAtWrite(n)
	if err := jobs[words[1]].do(words[2]); err != nil {
		return err
	}
	fmt.Println(writes.n)
	return nil
}

// TestKilledAtAWrite ends every job that writes before its first write, its second, and so
// on until it gets through: what was there is there, what it did is done whole or not at
// all, the check is clean, and after the next start nothing is left over.
func TestKilledAtAWrite(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a while")
	}
	for name, j := range jobs { // in no order
		if j.after == nil {
			continue // of another test
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			start := t.TempDir()
			must(t, j.begin(start))
			whole := copyFolder(t, start)
			n, err := runJob(name, whole, 0)
			must(t, err)
			must(t, j.after(whole, true))
			for _, at := range positions(n, *kills) {
				dir := copyFolder(t, start)
				if _, err := runJob(name, dir, at); err == nil {
					t.Logf("through before write %d", at)
				}
				if err := j.after(dir, false); err != nil {
					t.Fatalf("ended before write %d of %d: %v", at, n, err)
				}
				must(t, os.RemoveAll(dir))
			}
			t.Logf("%d writes", n)
		})
	}
}

// positions gives at which of n writes to end: the first, the last, and some between.
func positions(n, some int) []int {
	var all []int
	for at := 1; at <= n; at++ {
		all = append(all, at)
	}
	for len(all) > max(some, 4) {
		i := 2 + rand.IntN(len(all)-4)
		all = slices.Delete(all, i, i+1)
	}
	return all
}

// runJob does a job in a process of its own, ended before a write, and gives how many there
// were.
func runJob(name, dir string, at int) (int, error) {
	process := exec.Command(os.Args[0])
	process.Env = append(os.Environ(), fmt.Sprintf("%s=%d|%s|%s", jobEnv, at, name, dir))
	out, err := process.CombinedOutput()
	if err != nil {
		return 0, fmt.Errorf("%w: %s", err, out)
	}
	return strconv.Atoi(strings.TrimSpace(string(out)))
}

func copyFolder(t *testing.T, from string) string {
	t.Helper()
	to, err := os.MkdirTemp(t.TempDir(), "job")
	must(t, err)
	must(t, os.CopyFS(to, os.DirFS(from)))
	return to
}

// soundOffice opens the register of a job's folder and checks it, and that nothing is left
// beside it but what belongs there.
func soundOffice(dir string, look func(r *sqlite.Register) error, belongs ...string) error {
	ctx := context.Background()
	path, options := officeIn(dir)
	r, err := sqlite.Open(ctx, path, options)
	if err != nil {
		return err
	}
	defer r.Close()
	wrong, err := r.Check(ctx)
	if err != nil || len(wrong) > 0 {
		return fmt.Errorf("the check says %v, %v", wrong, err)
	}
	if err := look(r); err != nil {
		return err
	}
	if err := r.Close(); err != nil {
		return err
	}
	return nothingLeft(dir, append(belongs, "office.rollbook")...)
}

// nothingLeft says what lies in a folder that does not belong there.
func nothingLeft(dir string, belongs ...string) error {
	return filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, _ := filepath.Rel(dir, path)
		switch {
		case slices.Contains(belongs, name), name == filepath.Join("config", "replicas.json"):
			return nil
		case filepath.Dir(name) == "office backups" && strings.HasSuffix(name, ".rollbook") && !strings.HasPrefix(filepath.Base(name), "."):
			return nil
		}
		return fmt.Errorf("%s was left over", name)
	})
}

// oldRegister unpacks a small register of an earlier version of the schema.
func oldRegister(version int, to string) error {
	packed, err := os.ReadFile(filepath.Join("testdata", fmt.Sprintf("version-%d.rollbook.gz", version)))
	if err != nil {
		return err
	}
	data, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return err
	}
	whole, err := io.ReadAll(data)
	if err != nil {
		return err
	}
	return os.WriteFile(to, whole, 0o600)
}

// upgrading opens a register of an earlier version: everybody in it is found, whatever
// happened while it was changed.
func upgrading(version int) job {
	return job{
		begin: func(dir string) error {
			path, _ := officeIn(dir)
			if err := oldRegister(version, path); err != nil || version != 2 {
				return err
			}
			return holdBack(path)
		},
		do: func(dir string) error {
			path, options := officeIn(dir)
			r, err := sqlite.Open(context.Background(), path, options)
			if err != nil {
				return err
			}
			return r.Close()
		},
		after: func(dir string, _ bool) error {
			return soundOffice(dir, func(r *sqlite.Register) error {
				people, err := r.People(context.Background(), "", 0)
				if err != nil || len(people) != 30 {
					return fmt.Errorf("%d of 30 people are found, %v", len(people), err)
				}
				lines, _, err := r.Activities(context.Background(), model.ActivityFilter{})
				if err != nil || len(lines) == 0 {
					return fmt.Errorf("%d activities are found, %v", len(lines), err)
				}
				if version == 2 {
					lessons, err := r.Lessons(context.Background(), 0)
					if err != nil || len(lessons) != 1 || lessons[0].Text != "Begin earlier" {
						return fmt.Errorf("what a newer program had recorded: %v, %v", lessons, err)
					}
				}
				return nil
			}, fmt.Sprintf("office-version-%d.rollbook", version))
		},
	}
}

// holdBack puts an edit of another copy into a register of version 2 as its program kept
// it: a lesson, which it did not know.
func holdBack(path string) error {
	db, err := sql.Open("sqlite", path)
	if err != nil {
		return err
	}
	for _, step := range []string{
		"INSERT INTO replica (tag, uid, name, first_seen) VALUES (77, 'another', 'Laptop', 1)",
		"INSERT INTO action (replica, no, at, utc_offset, who, verb, changes) VALUES (77, 1, 1764000000000, 0, 'Laptop', 'add', 1)",
		`INSERT INTO operation (replica, seq, clock, schema, action, kind, row, made, new)
			VALUES (77, 1, 1764000000000 << 16, 3, 1, 'lesson', 77 << 32 | 1, 1, '{"text":"Begin earlier"}')`,
		"INSERT INTO head (replica, seq, clock) VALUES (77, 1, 1764000000000 << 16)",
	} {
		if _, err := db.Exec(step); err != nil {
			return errors.Join(err, db.Close())
		}
	}
	return db.Close()
}
