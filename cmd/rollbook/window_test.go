package main

import (
	"context"
	"image"
	_ "image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"rollbook/model"
	"rollbook/model/sqlite"
)

// driver works the real window as somebody at the computer would.
type driver struct {
	t       *testing.T
	program string
	home    string
	running *exec.Cmd
	window  string
	opened  bool // a register was opened before, and will be again

	environment []string      // of the program, beside what all have
	says        io.Writer     // takes what the program says; nil: the test's own output
	watched     bool          // the program may end by itself
	gone        chan struct{} // closed when it has, where it is watched
}

// patience is how long one thing may take to happen on a slow machine.
const patience = 40 * time.Second

// begin builds the program for a home folder of its own.
func begin(t *testing.T) *driver {
	t.Helper()
	if runtime.GOOS != "linux" || os.Getenv("DISPLAY") == "" {
		t.Skip("there is no X display; go run ./cmd/dev test starts one")
	}
	for _, tool := range []string{"xdotool", "import"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skip(tool + " is not installed; go run ./cmd/dev test installs it")
		}
	}
	d := &driver{t: t, home: t.TempDir(), program: filepath.Join(t.TempDir(), "rollbook")}
	build := exec.Command("go", "build", "-tags", "migrated_fynedo", "-o", d.program, ".")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Cleanup(func() {
		switch {
		case d.gone != nil:
			_ = d.running.Process.Kill() // it may have ended by itself
			<-d.gone
		case d.running != nil && d.running.ProcessState == nil:
			_ = d.running.Process.Kill() // it may have ended by itself
		}
	})
	return d
}

// start starts the program, with files where some are given, and waits for its window.
func (d *driver) start(files ...string) {
	d.t.Helper()
	d.running = d.command(files...)
	if err := d.running.Start(); err != nil {
		d.t.Fatal(err)
	}
	if d.watched {
		running, gone := d.running, make(chan struct{})
		d.gone = gone
		go func() {
			_ = running.Wait() // told by its state
			close(gone)
		}()
	}
	d.until("its window is there", func() bool {
		out, _ := exec.Command("xdotool", "search", "--onlyvisible", "--name", "Rollbook").Output() // fails while there is none
		d.window, _, _ = strings.Cut(string(out), "\n")
		return d.window != ""
	})
	d.xdo("windowactivate", "--sync", d.window)
	for _, file := range files {
		d.opened = d.opened || filepath.Ext(file) == sqlite.Extension
	}
	if d.opened {
		d.untilOpen()
	}
	d.settle()
}

// untilOpen waits until the window's title names a register.
func (d *driver) untilOpen() {
	d.t.Helper()
	d.until("a register is open", func() bool {
		title, _ := exec.Command("xdotool", "getwindowname", d.window).Output() // it may have no title yet
		return strings.Contains(string(title), " – ")
	})
	d.opened = true
}

// command is the program, for the driver's home.
func (d *driver) command(files ...string) *exec.Cmd {
	c := exec.Command(d.program, files...)
	c.Env = append(os.Environ(), "HOME="+d.home, "XDG_CONFIG_HOME="+filepath.Join(d.home, ".config"), "XDG_CACHE_HOME="+filepath.Join(d.home, ".cache"), "FYNE_SCALE=1", "LANG=en_US.UTF-8", "FYNE_THEME=light")
	c.Env = append(c.Env, d.environment...)
	c.Stderr = os.Stderr
	if d.says != nil {
		c.Stderr = d.says
	}
	return c
}

// again starts the program a second time, which must leave a file to the first.
func (d *driver) again(file string) {
	d.t.Helper()
	second := d.command(file)
	if err := second.Start(); err != nil {
		d.t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- second.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			d.t.Fatalf("the program ended with %v", err)
		}
	case <-time.After(patience):
		_ = second.Process.Kill() // it may end just now
		d.t.Fatalf("a second start did not leave %s to the first", file)
	}
	d.settle()
}

func (d *driver) xdo(args ...string) {
	d.t.Helper()
	if out, err := exec.Command("xdotool", args...).CombinedOutput(); err != nil {
		d.t.Fatalf("xdotool %v: %v\n%s", args, err, out)
	}
}

// keys presses keys, each after the window has shown what the one before did.
func (d *driver) keys(keys ...string) {
	d.t.Helper()
	for _, key := range keys {
		d.xdo("key", "--clearmodifiers", key)
		d.settle()
	}
}

// types types a text.
func (d *driver) types(text string) {
	d.t.Helper()
	d.xdo("type", "--delay", "40", text)
	d.settle()
}

// click clicks on a place of the window.
func (d *driver) click(x, y string) {
	d.t.Helper()
	d.xdo("mousemove", "--window", d.window, x, y, "click", "1")
	d.settle()
}

// picture is what the window shows.
func (d *driver) picture() image.Image {
	d.t.Helper()
	cmd := exec.Command("import", "-silent", "-window", d.window, "png:-")
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		d.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		d.t.Fatal(err)
	}
	img, _, err := image.Decode(pipe)
	if waited := cmd.Wait(); err != nil || waited != nil {
		d.t.Fatalf("picture of the window: %v, %v", err, waited)
	}
	return img
}

// keep saves a picture of the screen for people to look at, and gives its file.
func (d *driver) keep() string {
	file := filepath.Join(os.TempDir(), "rollbook-"+d.t.Name()+".png")
	if out, err := exec.Command("import", "-silent", "-window", "root", file).CombinedOutput(); err != nil {
		return string(out)
	}
	return file
}

// different counts the pixels that two pictures differ in.
func different(a, b image.Image) (n int) {
	bounds := a.Bounds().Intersect(b.Bounds())
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			r1, g1, b1, _ := a.At(x, y).RGBA()
			r2, g2, b2, _ := b.At(x, y).RGBA()
			if r1>>8 != r2>>8 || g1>>8 != g2>>8 || b1>>8 != b2>>8 {
				n++
			}
		}
	}
	return n
}

// cursor is more pixels than a blinking text cursor has.
const cursor = 120

// settle waits until the window shows the same twice, but for a blinking cursor.
func (d *driver) settle() {
	d.t.Helper()
	before := d.picture()
	d.until("the window is at rest", func() bool {
		now := d.picture()
		same := different(before, now) <= cursor
		before = now
		return same
	})
}

func (d *driver) until(what string, is func() bool) {
	d.t.Helper()
	for end := time.Now().Add(patience); !is(); {
		if time.Now().After(end) {
			d.t.Fatalf("waited in vain until %s; a picture of the window is in %s", what, d.keep())
		}
		time.Sleep(60 * time.Millisecond)
	}
}

// figures reads from the register's file what the Summary counts now.
func (d *driver) figures(path string) (events, countries, participants int) {
	d.t.Helper()
	r, err := sqlite.Open(context.Background(), path, sqlite.Options{ReadOnly: true, ConfigDir: d.home})
	if err != nil {
		return 0, 0, 0 // it is not there yet
	}
	defer r.Close()
	s, err := r.Summary(context.Background(), model.Everything(), model.ByType)
	if err != nil {
		d.t.Fatal(err)
	}
	return s.Total.Events.Value, s.Total.Countries.Value, s.Total.Participants.Value
}

// TestTheMainJobInTheRealWindow makes a register, an activity and headcounts of three
// countries by mouse and keyboard; looks at the overview; takes the figures back and
// brings them again; closes the program and finds everything there when it starts again.
func TestTheMainJobInTheRealWindow(t *testing.T) {
	d := begin(t)
	path := filepath.Join(d.home, "My office.rollbook")
	d.start()
	d.click("499", "520") // New register
	d.types("My office")
	d.keys("Return") // on to the place
	d.keys("Return") // save it there
	d.until("the register is there", func() bool { _, err := os.Stat(path); return err == nil })
	d.untilOpen()
	d.settle()

	d.keys("ctrl+n")
	d.types("Open data for islands")
	d.keys("Tab")
	d.types("reg")
	d.keys("Return", "Tab")
	d.types("held")
	d.keys("Return", "Tab")
	d.types("4 Mar 2024")
	d.keys("Return")
	d.until("the activity is in the register", func() bool { events, _, _ := d.figures(path); return events == 1 })
	d.settle()
	d.keys("ctrl+1")
	without := d.picture()

	d.keys("alt+Left", "space") // back to the figures; add a country
	for _, row := range []struct{ country, women, men string }{{"fiji", "12", "8"}, {"samoa", "3", "4"}, {"tuv", "5", ""}} {
		d.types(row.country)
		d.keys("Return")
		d.types(row.women)
		if row.men != "" {
			d.keys("Tab")
			d.types(row.men)
		}
		d.keys("Return") // the next country
	}
	d.keys("Escape")
	d.until("the headcounts are in the register", func() bool {
		_, countries, participants := d.figures(path)
		return countries == 3 && participants == 32
	})
	d.keys("ctrl+1")
	d.until("the overview shows the figures", func() bool { return different(without, d.picture()) > 5000 })
	d.settle()
	with := d.picture()

	undone := 0
	for left := 32; left > 0 && undone < 12; undone++ {
		d.keys("ctrl+z")
		d.until("something is taken back", func() bool {
			_, _, now := d.figures(path)
			taken := now < left
			left = now
			return taken
		})
	}
	if events, _, participants := d.figures(path); events != 1 || participants != 0 {
		t.Errorf("after %d times undo there are %d events and %d participants", undone, events, participants)
	}
	for range undone {
		d.keys("ctrl+shift+z")
	}
	d.until("everything is back", func() bool { _, _, participants := d.figures(path); return participants == 32 })

	d.xdo("key", "alt+F4")
	if err := d.running.Wait(); err != nil {
		t.Fatalf("the program ended with %v", err)
	}
	if backups, err := sqlite.Backups(path); err != nil || len(backups) == 0 {
		t.Errorf("no backup on closing: %v", err)
	}
	d.start()
	if events, countries, participants := d.figures(path); events != 1 || countries != 3 || participants != 32 {
		t.Errorf("after starting again: %d events, %d countries, %d participants", events, countries, participants)
	}
	d.until("the overview shows what it showed before", func() bool {
		return different(with, d.picture()) < with.Bounds().Dx()*with.Bounds().Dy()/50 // the arrows of back and forward differ
	})
}
