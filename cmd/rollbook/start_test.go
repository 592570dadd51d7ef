package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rollbook/model"
	"rollbook/model/sqlite"
)

// aDisplay starts a display of the test's own, and gives its name and its server.
func aDisplay(t *testing.T, args ...string) (name string, server *exec.Cmd) {
	t.Helper()
	if _, err := exec.LookPath("Xvfb"); err != nil {
		t.Skip("Xvfb is not installed; go run ./cmd/dev test installs it")
	}
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	server = exec.Command("Xvfb", append([]string{"-displayfd", "3", "-screen", "0", "1280x900x24", "-nolisten", "tcp"}, args...)...)
	server.ExtraFiles = []*os.File{write}
	err = server.Start()
	write.Close()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if server.ProcessState == nil {
			_ = server.Process.Kill() // it may have ended by itself
			_ = server.Wait()
		}
	})
	var number string
	if _, err := fmt.Fscan(read, &number); err != nil {
		t.Fatalf("the display ended before it was ready: %v", err)
	}
	return ":" + number, server
}

// aRegister makes a register in the driver's home.
func (d *driver) aRegister(name string) (path string) {
	d.t.Helper()
	path = filepath.Join(d.home, name+sqlite.Extension)
	r, err := sqlite.Create(context.Background(), path, model.Office{Name: name}, sqlite.Options{ConfigDir: filepath.Join(d.home, ".config")})
	if err != nil {
		d.t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		d.t.Fatal(err)
	}
	return path
}

// free says whether a register can be opened for writing: why not, where it cannot.
func (d *driver) free(path string) error {
	r, err := sqlite.Open(context.Background(), path, sqlite.Options{ConfigDir: filepath.Join(d.home, ".config")})
	if err != nil {
		return err
	}
	return r.Close()
}

// ends waits until a program ends, and gives its exit status.
func (d *driver) ends(program *exec.Cmd) int {
	d.t.Helper()
	ended := make(chan struct{})
	go func() {
		_ = program.Wait() // told by its state
		close(ended)
	}()
	select {
	case <-ended:
	case <-time.After(patience):
		_ = program.Process.Kill() // it may end just now
		<-ended
		d.t.Fatalf("the program did not end within %s", patience)
	}
	return program.ProcessState.ExitCode()
}

// TestWithoutGraphicsNothingIsHeld starts the program where no window can be: it says so in
// one sentence, ends with 1, and neither holds a register nor takes a file for one.
func TestWithoutGraphicsNothingIsHeld(t *testing.T) {
	d := begin(t)
	path := d.aRegister("Office")
	without, _ := aDisplay(t, "-extension", "GLX")
	for name, env := range map[string][]string{
		"no display":        {"DISPLAY=", "WAYLAND_DISPLAY="},
		"a display gone":    {"DISPLAY=:9999"},
		"a display of 2D":   {"DISPLAY=" + without},
		"a driver missing":  {"LIBGL_DRIVERS_PATH=/nowhere", "GBM_BACKENDS_PATH=/nowhere", "LIBGL_ALWAYS_SOFTWARE=1"},
		"OpenGL 1 and 2D's": {"MESA_GL_VERSION_OVERRIDE=1.3"},
	} {
		t.Run(name, func(t *testing.T) {
			d := &driver{t: t, home: d.home, program: d.program}
			program := d.command(path)
			program.Env = append(program.Env, append(env, "PATH=/nowhere")...) // no box that waits for a click
			var said bytes.Buffer
			program.Stderr = &said
			if err := program.Start(); err != nil {
				t.Fatal(err)
			}
			status := d.ends(program)
			var ours []string
			for line := range strings.Lines(said.String()) {
				if strings.HasPrefix(line, "rollbook: ") {
					ours = append(ours, line)
				}
			}
			if status != 1 || len(ours) != 1 || !strings.Contains(ours[0], "cannot show its window, because") || !strings.Contains(ours[0], "rollbookctl") {
				t.Errorf("the program ended with %d and said\n%s", status, said.String())
			}
			if strings.Contains(said.String(), "panic") || strings.Contains(said.String(), "Fyne error") {
				t.Errorf("the toolkit's own words:\n%s", said.String())
			}
			if err := d.free(path); err != nil {
				t.Errorf("the register is held: %v", err)
			}
			if sockets, err := filepath.Glob(filepath.Join(d.home, ".config", "rollbook", "windows", "*")); err != nil || len(sockets) > 0 {
				t.Errorf("the program would have answered others: %v, %v", sockets, err)
			}
		})
	}
}

// TestAWindowThatIsGoneHoldsNothing takes the display from under a window that is shown:
// the program ends and lets go of its register.
func TestAWindowThatIsGoneHoldsNothing(t *testing.T) {
	d := begin(t)
	path := d.aRegister("Office")
	display, server := aDisplay(t)
	program := d.command(path)
	program.Env = append(program.Env, "DISPLAY="+display)
	program.Stderr = nil // the system's library says that the display is gone
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	d.until("the window has the register", func() bool {
		_, err := os.Stat(filepath.Join(d.home, ".Office.locked-by")) // asking for the lock would take it from the window
		return err == nil
	})
	if err := server.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	d.ends(program)
	if err := d.free(path); err != nil {
		t.Errorf("the register is held by a program without a window: %v", err)
	}
}

// TestAMistakeDoesNotEndTheProgram makes the window fail in what a key sets off and in what
// the background hands it: it says so, goes on, saves, and notes what failed without a name.
func TestAMistakeDoesNotEndTheProgram(t *testing.T) {
	d := begin(t)
	build := exec.Command("go", "build", "-tags", "migrated_fynedo provoke", "-o", d.program, ".")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	path := d.aRegister("Office of Penelope Quill")
	d.start(path)
	noted := filepath.Join(d.home, ".cache", "rollbook", "mistakes.log")
	for i, key := range []string{"ctrl+F1", "ctrl+F2"} {
		before := d.picture()
		d.xdo("key", key)
		d.until(key+" is noted", func() bool {
			text, _ := os.ReadFile(noted) // it is made by the first
			return strings.Count(string(text), "index out of range") > i
		})
		d.until(key+" is told", func() bool { return different(before, d.picture()) > 5000 })
		d.settle()
		d.keys("Escape")
	}
	if text, err := os.ReadFile(noted); err != nil || !strings.Contains(string(text), "provoke") || strings.Contains(string(text), "Penelope") {
		t.Errorf("the note says %s, %v", text, err)
	}
	d.keys("ctrl+n")
	d.types("Open data")
	d.keys("Tab")
	d.types("reg")
	d.keys("Return", "Tab")
	d.types("held")
	d.keys("Return", "Tab")
	d.types("4 Mar 2024")
	d.keys("Return")
	d.until("the window goes on", func() bool { events, _, _ := d.figures(path); return events == 1 })
	d.leave()
	if err := d.free(path); err != nil {
		t.Error(err)
	}
}
