package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"rollbook/model"
	"rollbook/model/sqlite"
)

func init() {
	jobs["read"] = job{do: func(dir string) error { return readAll(filepath.Join(dir, "stick", "office.rollbook"), true) }}
	jobs["read as it comes"] = job{do: func(dir string) error { return readAll(filepath.Join(dir, "stick", "office.rollbook"), false) }}
	jobs["back up"] = job{do: func(dir string) error {
		r, err := sqlite.Open(context.Background(), filepath.Join(dir, "stick", "office.rollbook"), sqlite.Options{ReadOnly: true})
		if err != nil {
			return err
		}
		return errors.Join(r.Backup(context.Background(), filepath.Join(dir, "home", "backup.rollbook")), r.Close())
	}}
	jobs["restore from there"] = job{do: func(dir string) error {
		return sqlite.Restore(context.Background(), filepath.Join(dir, "stick", "office.rollbook"), filepath.Join(dir, "home", "restored.rollbook"), sqlite.Options{ConfigDir: filepath.Join(dir, "home")})
	}}
}

// readAll reads a register of two people, one of whom may lie in the log alone, checks it
// and tries to write to it.
func readAll(path string, asked bool) error {
	ctx := context.Background()
	r, err := sqlite.Open(ctx, path, sqlite.Options{ReadOnly: asked, ConfigDir: filepath.Join(filepath.Dir(path), "..", "home")})
	if err != nil {
		return err
	}
	people, err := r.People(ctx, "", 0)
	if err != nil || len(people) < 2 {
		return fmt.Errorf("%d people, %w", len(people), err)
	}
	if wrong, err := r.Check(ctx); err != nil || len(wrong) > 0 {
		return fmt.Errorf("the check says %v, %w", wrong, err)
	}
	if _, err := r.SaveTheme(ctx, model.Theme{Name: "New"}); err == nil || r.ReadOnly() == nil {
		return errors.New("it can be written")
	}
	return r.Close()
}

// asNobody does a job in a process of a user who owns nothing here, where this one may do
// all.
func asNobody(t *testing.T, name, dir string) error {
	t.Helper()
	program := filepath.Join(dir, "program")
	if _, err := os.Stat(program); err != nil {
		data, err := os.ReadFile(os.Args[0])
		must(t, err)
		must(t, os.WriteFile(program, data, 0o755))
	}
	process := exec.Command(program)
	process.Dir = dir
	home := filepath.Join(dir, "home")
	process.Env = []string{jobEnv + "=0|" + name + "|" + dir, "HOME=" + home, "TMPDIR=" + home}
	if os.Getuid() == 0 {
		const nobody = 65534
		must(t, os.Chown(home, nobody, nobody))
		process.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	out, err := process.CombinedOutput()
	if err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	return nil
}

// stick makes a folder with a register of two people in it that only its owner can write;
// the second of them lies in the log beside it alone, where asked.
func stick(t *testing.T, inLog bool) (dir string, files []string) {
	t.Helper()
	dir, err := os.MkdirTemp("", "rollbook-stick-*") // not within a folder that others cannot enter
	must(t, err)
	must(t, os.Chmod(dir, 0o755))
	t.Cleanup(func() { _ = os.Chmod(filepath.Join(dir, "stick"), 0o755); _ = os.RemoveAll(dir) })
	folder, work := filepath.Join(dir, "stick"), filepath.Join(t.TempDir(), "office.rollbook")
	must(t, os.Mkdir(folder, 0o755))
	must(t, os.Mkdir(filepath.Join(dir, "home"), 0o755))
	r, err := sqlite.Create(context.Background(), work, model.Office{}, sqlite.Options{ConfigDir: t.TempDir()})
	must(t, err)
	_, err = r.SavePerson(context.Background(), model.Person{Name: "Ana Lupe"})
	must(t, err)
	must(t, r.Close())
	r, err = sqlite.Open(context.Background(), work, sqlite.Options{ConfigDir: t.TempDir()})
	must(t, err)
	_, err = r.SavePerson(context.Background(), model.Person{Name: "Bina Rai"})
	must(t, err)
	if !inLog {
		must(t, r.Close())
	}
	for _, part := range []string{"", "-wal"} {
		data, err := os.ReadFile(work + part)
		if part == "" || inLog {
			must(t, err)
			must(t, os.WriteFile(filepath.Join(folder, "office.rollbook"+part), data, 0o444))
		}
	}
	must(t, r.Close())
	must(t, os.Chmod(folder, 0o555))
	return dir, names(t, folder)
}

func names(t *testing.T, folder string) (all []string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	must(t, err)
	for _, entry := range entries {
		all = append(all, entry.Name())
	}
	return all
}

// TestARegisterInAFolderThatCannotBeWritten reads, backs up and restores one: complete, and
// without leaving or needing anything beside it.
func TestARegisterInAFolderThatCannotBeWritten(t *testing.T) {
	for _, inLog := range []bool{false, true} {
		dir, files := stick(t, inLog)
		for _, name := range []string{"read", "read as it comes", "back up", "restore from there"} {
			if err := asNobody(t, name, dir); err != nil {
				t.Errorf("%s, part of it in the log: %v: %v", name, inLog, err)
			}
			if now := names(t, filepath.Join(dir, "stick")); strings.Join(now, " ") != strings.Join(files, " ") {
				t.Errorf("%s, part of it in the log: %v: it left %v", name, inLog, now)
			}
		}
		left, err := filepath.Glob(filepath.Join(dir, "home", ".*.part*"))
		if must(t, err); len(left) > 0 {
			t.Errorf("copies were left: %v", left)
		}
		for _, made := range []string{"backup.rollbook", "restored.rollbook"} {
			r, err := sqlite.Open(context.Background(), filepath.Join(dir, "home", made), sqlite.Options{ConfigDir: t.TempDir()})
			must(t, err)
			if people, err := r.People(context.Background(), "", 0); err != nil || len(people) != 2 {
				t.Errorf("%s holds %d people, %v", made, len(people), err)
			}
			must(t, r.Close())
		}
	}
}

// TestAnOlderRegisterThatCannotBeWritten reads registers of every earlier version where
// they cannot be changed.
func TestAnOlderRegisterThatCannotBeWritten(t *testing.T) {
	for version := 1; version <= 4; version++ {
		dir, _ := stick(t, false)
		folder := filepath.Join(dir, "stick")
		must(t, os.Chmod(folder, 0o755))
		must(t, os.Remove(filepath.Join(folder, "office.rollbook")))
		must(t, oldRegister(version, filepath.Join(folder, "office.rollbook")))
		must(t, os.Chmod(filepath.Join(folder, "office.rollbook"), 0o444))
		must(t, os.Chmod(folder, 0o555))
		for _, name := range []string{"read", "read as it comes"} {
			if err := asNobody(t, name, dir); err != nil {
				t.Errorf("version %d: %s: %v", version, name, err)
			}
		}
		if now := names(t, folder); len(now) != 1 {
			t.Errorf("version %d: beside it are now %v", version, now)
		}
	}
}

// TestReadingLeavesNothing reads a register that could be written: nothing is beside it
// afterwards.
func TestReadingLeavesNothing(t *testing.T) {
	path, options := registerWithPeople(t)
	options.ReadOnly = true
	r, err := sqlite.Open(context.Background(), path, options)
	must(t, err)
	if people, err := r.People(context.Background(), "", 0); err != nil || len(people) != 3 {
		t.Errorf("%d people, %v", len(people), err)
	}
	must(t, r.Close())
	for _, name := range names(t, filepath.Dir(path)) {
		if name != "office.rollbook" && name != "config" {
			t.Errorf("%s was left", name)
		}
	}
}

// smallDisk gives a folder on a disk of its own of some KiB; the test is skipped where the
// system lets nobody make one.
func smallDisk(t *testing.T, kib int) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, fmt.Sprintf("size=%dk", kib)); err != nil {
		t.Skipf("no small disk can be made here: %v", err)
	}
	t.Cleanup(func() { must(t, syscall.Unmount(dir, syscall.MNT_DETACH)) })
	return dir
}

// fill takes all that is free of a disk but some KiB.
func fill(t *testing.T, dir string, leave int) {
	t.Helper()
	f, err := os.Create(filepath.Join(dir, "filling"))
	must(t, err)
	n := 0
	for block := make([]byte, 1<<10); ; n++ {
		if _, err := f.Write(block); err != nil {
			break
		}
	}
	if leave > 0 {
		must(t, f.Truncate(int64(max(n-leave, 0))<<10))
	}
	must(t, f.Close())
}

// TestAFullDisk goes through a register on a disk with nothing free, and with a little more
// each time: reading, checking and a backup elsewhere work always, and what cannot be done
// says that the disk is full and changes nothing.
func TestAFullDisk(t *testing.T) {
	ctx := context.Background()
	start, options := registerWithPeople(t)
	data, err := os.ReadFile(start)
	must(t, err)
	for _, free := range []int{0, 4, 8, 16, 32, 36, 40, 64, 80, 100, 150, 200, 300} {
		dir := smallDisk(t, len(data)>>10+2000)
		path := filepath.Join(dir, "office.rollbook")
		must(t, os.WriteFile(path, data, 0o600))
		fill(t, dir, free)
		says := func(what string, err error) {
			if err != nil && (model.CodeOf(err) != model.ENoSpace || !strings.Contains(err.Error(), "full")) {
				t.Errorf("%d KB free: %s says %s: %v", free, what, model.CodeOf(err), err)
			}
		}
		for _, readOnly := range []bool{true, false} {
			options.ReadOnly = readOnly
			r, err := sqlite.Open(ctx, path, options)
			if err != nil {
				t.Fatalf("%d KB free: it does not open: %v", free, err)
			}
			if people, err := r.People(ctx, "", 0); err != nil || len(people) != 3 {
				t.Errorf("%d KB free: %d people, %v", free, len(people), err)
			}
			if wrong, err := r.Check(ctx); err != nil || len(wrong) > 0 {
				t.Errorf("%d KB free: the check says %v, %v", free, wrong, err)
			}
			if err := r.Backup(ctx, filepath.Join(t.TempDir(), "elsewhere.rollbook")); err != nil {
				t.Errorf("%d KB free: a backup elsewhere: %v", free, err)
			}
			says("a backup beside it", r.Backup(ctx, filepath.Join(dir, fmt.Sprint("backup", readOnly, ".rollbook"))))
			if !readOnly {
				saved := 0
				for n := range 200 {
					_, err := r.SaveTheme(ctx, model.Theme{Name: fmt.Sprint("Theme ", n)})
					if says("an edit", err); err != nil {
						break
					}
					saved++
				}
				themes, err := r.Themes(ctx)
				if must(t, err); len(themes) != saved {
					t.Errorf("%d KB free: %d themes were saved, %d are there", free, saved, len(themes))
				}
				_, err = r.AutoBackup(ctx)
				says("a backup by itself", err)
			}
			says("closing", r.Close())
		}
		must(t, os.Remove(filepath.Join(dir, "filling")))
		options.ReadOnly = false
		r, err := sqlite.Open(ctx, path, options)
		must(t, err)
		if wrong, err := r.Check(ctx); err != nil || len(wrong) > 0 {
			t.Errorf("%d KB free: afterwards the check says %v, %v", free, wrong, err)
		}
		must(t, r.Close())
	}
}
