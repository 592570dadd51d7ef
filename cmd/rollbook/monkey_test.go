package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"image"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rollbook/model"
	"rollbook/model/sqlite"
)

// The monkey's time and its seed, for longer runs by hand:
// go test -tags migrated_fynedo ./cmd/rollbook -run Monkey -monkey 10m -seed 7 -timeout 30m
var (
	monkeyTime = flag.Duration("monkey", time.Minute, "how long the monkey plays")
	monkeySeed = flag.Uint64("seed", 1, "what the monkey's choices follow from")
)

// monkey does in the real window whatever comes to its mind.
type monkey struct {
	*driver
	random *rand.Rand
	path   string
	log    string   // the file of what the program says
	did    []string // all that it did, for who looks for the cause
	starts int
}

// keysKnown are the keys that it knows, those that do more oftener.
var keysKnown = strings.Fields(`Tab Tab Tab shift+Tab Return Return Return Escape Escape Escape space Up Down Down Left Right
	Home End Prior Next BackSpace Delete ctrl+z ctrl+z ctrl+z ctrl+shift+z ctrl+1 ctrl+2 ctrl+2 ctrl+3 ctrl+3 ctrl+4 ctrl+5
	ctrl+6 ctrl+7 ctrl+8 ctrl+n ctrl+n ctrl+k ctrl+f ctrl+s ctrl+p ctrl+o ctrl+shift+o alt+Left alt+Right ctrl+a ctrl+c ctrl+v
	ctrl+x F1 F2 F5 Menu`)

// textsKnown are what it types.
var textsKnown = []string{"a", "fiji", "12", "Li Wu", "4 Mar 2024", "no", "p", "-5", "99999999999", "'; --", "<b>", "{{.N}}", "%", "2024", "held", "Jos", ", ; =1+1", "ae"}

// step does one thing.
func (m *monkey) step() {
	x, y := fmt.Sprint(m.random.IntN(1280)), fmt.Sprint(m.random.IntN(820))
	at := []string{"mousemove", "--window", m.window, x, y}
	pick := func(all []string) string { return all[m.random.IntN(len(all))] }
	switch n := m.random.IntN(100); {
	case n < 42:
		m.do(append(at, "click", "1")...)
	case n < 46:
		m.do(append(at, "click", "--repeat", "2", "--delay", "40", "1")...)
	case n < 48:
		m.do(append(at, "click", "3")...)
	case n < 56:
		m.do(append(at, "click", "--repeat", fmt.Sprint(1+m.random.IntN(8)), "--delay", "5", pick([]string{"4", "5", "5"}))...)
	case n < 58:
		m.do(append(at, "mousedown", "1", "mousemove_relative", "--", fmt.Sprint(m.random.IntN(200)-100), fmt.Sprint(m.random.IntN(200)-100), "mouseup", "1")...)
	case n < 86:
		m.do("key", "--clearmodifiers", pick(keysKnown))
	default:
		m.do("type", "--delay", "5", "--", pick(textsKnown))
	}
}

// do lets xdotool do something in the window, if the program has not ended.
func (m *monkey) do(args ...string) {
	m.t.Helper()
	m.did = append(m.did, strings.Join(args, " "))
	args = append([]string{"sleep", "0.02"}, args...)
	if out, err := exec.Command("xdotool", args...).CombinedOutput(); err != nil && !m.ended() {
		// The window may go away just now.
		time.Sleep(time.Second)
		if !m.ended() {
			m.fail("xdotool %v: %v\n%s", args, err, out)
		}
	}
}

// ended says whether the program has ended; it must have ended well.
func (m *monkey) ended() bool {
	m.t.Helper()
	select {
	case <-m.gone:
	default:
		return false
	}
	if code := m.running.ProcessState.ExitCode(); code != 0 {
		m.fail("the program ended with %d", code)
	}
	return true
}

// fail ends the test, with what the monkey did and what the program said.
func (m *monkey) fail(format string, args ...any) {
	m.t.Helper()
	said, _ := os.ReadFile(m.log) // it is there since the start
	file := filepath.Join(os.TempDir(), "rollbook-monkey.txt")
	_ = os.WriteFile(file, []byte(strings.Join(m.did, "\n")), 0o600) // helps to look for the cause, and no more
	m.t.Fatalf("seed %d, step %d: %s\n\nThe last steps (all are in %s, a picture in %s):\n%s\n\nThe program said:\n%s",
		*monkeySeed, len(m.did), fmt.Sprintf(format, args...), file, m.keep(), strings.Join(m.did[max(0, len(m.did)-30):], "\n"), said)
}

// open starts the program with the register.
func (m *monkey) open() {
	m.t.Helper()
	m.starts++
	m.did = append(m.did, "start the program")
	m.start(m.path)
}

// close closes the window, which ends the program. Where it asks first, because something is
// not saved, the monkey goes by Tab to a button, until it hits the one that closes.
func (m *monkey) close() {
	m.t.Helper()
	m.calm()
	m.did = append(m.did, "close the window")
	for end := time.Now().Add(patience); !m.ended(); {
		if time.Now().After(end) {
			m.fail("the window does not close")
		}
		m.do("windowactivate", "--sync", m.window, "key", "alt+F4")
		select {
		case <-m.gone:
			continue
		case <-time.After(3 * time.Second):
		}
		for range 1 + m.random.IntN(3) {
			m.do("key", "Tab")
		}
		m.do("key", "Return")
	}
}

// calm lets everything that lies over the window go away, as somebody would by Escape.
func (m *monkey) calm() {
	for range 8 {
		if m.ended() {
			return
		}
		m.do("key", "--clearmodifiers", "Escape")
	}
}

// examine looks whether all is well: the window answers clicks, the register is sound, and
// nothing was complained of.
func (m *monkey) examine() {
	m.t.Helper()
	if m.ended() {
		m.open()
	}
	m.did = append(m.did, "look whether all is well")
	m.calm()
	if m.ended() {
		m.open()
	}
	m.answers()
	if err := m.sound(); err != nil {
		m.fail("%v", err)
	}
	if said := m.complaints(); said != "" {
		m.fail("the program said:\n%s", said)
	}
	if text, err := os.ReadFile(filepath.Join(m.home, ".cache", "rollbook", "mistakes.log")); err == nil {
		m.fail("mistakes were noted:\n%s", text)
	}
}

// answers clicks on two places of the rail in turn: they must show different screens.
func (m *monkey) answers() {
	m.t.Helper()
	after := func(y string) image.Image {
		m.do("mousemove", "--window", m.window, "80", y, "click", "1")
		before, now := m.picture(), m.picture()
		for end := time.Now().Add(patience); different(before, now) > cursor && time.Now().Before(end); {
			before, now = now, m.picture()
		}
		return now
	}
	for end := time.Now().Add(patience); different(after("104"), after("337")) < 5000; { // Overview and Exchange
		if time.Now().After(end) {
			m.fail("the window does not answer clicks on the rail")
		}
		m.do("key", "--clearmodifiers", "Escape") // what came up late
	}
}

// sound checks the register beside the program.
func (m *monkey) sound() error {
	r, err := sqlite.Open(context.Background(), m.path, sqlite.Options{ReadOnly: true, ConfigDir: m.home})
	if err != nil {
		return err
	}
	defer r.Close()
	found, err := r.Check(context.Background())
	if err == nil && len(found) > 0 {
		err = fmt.Errorf("the check finds:\n%s", strings.Join(found, "\n"))
	}
	return err
}

// complaints gives what the program said that is not of the machine it runs on.
func (m *monkey) complaints() string {
	said, err := os.ReadFile(m.log)
	if err != nil {
		return err.Error()
	}
	var left strings.Builder
	skip := 0
	for line := range strings.Lines(string(said)) {
		switch {
		case skip > 0:
			skip--
		case strings.Contains(line, "XDG_RUNTIME_DIR"):
		case strings.Contains(line, "failed to watch theme settings"): // there is no session bus here
			skip = 2
		default:
			left.WriteString(line)
		}
	}
	return left.String()
}

// chooser makes the programs that stand for the system's dialogs for files: somebody who
// chooses a file in the monkey's home, or none. It gives their folder.
func (m *monkey) chooser(files ...string) string {
	m.t.Helper()
	folder := m.t.TempDir()
	var all bytes.Buffer
	for i, f := range files {
		fmt.Fprintf(&all, "%d) echo '%s';; ", i, f)
	}
	script := fmt.Sprintf(`#!/bin/sh
n=$(( ($$ / 3) %% %d ))
case "$*" in
*--save*) [ $n = 0 ] && exit 1; echo '%s/saved '$$;;
*--directory*) exit 1;;
*) case $n in %s *) exit 1;; esac;;
esac
`, len(files)+1, m.home, all.String())
	for name, text := range map[string]string{"zenity": script, "xdg-open": "#!/bin/sh\nexit 0\n"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o700); err != nil {
			m.t.Fatal(err)
		}
	}
	return folder
}

// TestAMonkeyInTheRealWindow lets a monkey play with the sample register and examines the
// window after each hundred steps.
func TestAMonkeyInTheRealWindow(t *testing.T) {
	d := begin(t)
	d.watched = true
	m := &monkey{driver: d, random: rand.New(rand.NewPCG(*monkeySeed, 10)), path: filepath.Join(d.home, "Sample.rollbook"), log: filepath.Join(t.TempDir(), "said.txt")}
	log, err := os.Create(m.log)
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	d.says = log
	r, err := registers{}.Sample(context.Background(), m.path, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	d.environment = append(d.environment, "PATH="+m.chooser(workshopList(t, d.home))+string(os.PathListSeparator)+os.Getenv("PATH"))
	began := time.Now()
	m.open()
	for time.Since(began) < *monkeyTime {
		for range 100 {
			if m.ended() {
				m.open()
			}
			m.step()
		}
		m.examine()
		switch m.random.IntN(4) {
		case 0:
			m.close()
			m.open()
		case 1:
			m.did = append(m.did, "start the program again, with its register")
			m.again(m.path)
		}
	}
	m.close()
	if err := m.sound(); err != nil {
		m.fail("%v", err)
	}
	t.Logf("seed %d: %s steps in %s, the program was started %d times", *monkeySeed, model.Thousands(len(m.did)), time.Since(began).Round(time.Second), m.starts)
}
