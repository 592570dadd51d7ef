package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"
)

// hasScreen tells whether a window opened here would be seen by anybody.
func hasScreen(goos string, getenv func(string) string) bool {
	return goos != "linux" || getenv("DISPLAY") != "" || getenv("WAYLAND_DISPLAY") != ""
}

// display is a virtual screen with a window manager on it.
type display struct {
	name   string // as in DISPLAY, for example ":1"
	ctx    context.Context
	cancel context.CancelFunc
	server *exec.Cmd
	wm     *exec.Cmd
}

// startDisplay starts a virtual screen of 1600 × 1000 with a number that is
// free, and returns when programs may open windows on it. Close it after use.
func startDisplay(ctx context.Context, p project) (*display, error) {
	d := &display{}
	d.ctx, d.cancel = context.WithCancel(ctx)
	if err := d.startServer(p); err != nil {
		d.close()
		return nil, fmt.Errorf("starting a virtual display: %w", err)
	}
	if err := d.startManager(p); err != nil {
		d.close()
		return nil, fmt.Errorf("starting a window manager on display %s: %w", d.name, err)
	}
	return d, nil
}

// startServer lets Xvfb pick a free number itself; it writes it to a pipe as
// soon as it listens.
func (d *display) startServer(p project) error {
	read, write, err := os.Pipe()
	if err != nil {
		return err
	}
	defer read.Close()
	server := p.child(d.ctx, nil, "Xvfb", "-displayfd", "3",
		"-screen", "0", "1600x1000x24", "-dpi", "96", "-nolisten", "tcp")
	server.ExtraFiles = []*os.File{write}
	err = server.Start()
	write.Close()
	if err != nil {
		return err
	}
	d.server = server
	number, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		return fmt.Errorf("the display Xvfb ended before it was ready: %w", err)
	}
	d.name = ":" + strings.TrimSpace(number)
	return nil
}

// startManager starts openbox and waits until it has taken charge of the
// screen: a window opened before that would get no keyboard.
func (d *display) startManager(p project) error {
	wm := p.child(d.ctx, d.env(), "openbox", "--sm-disable")
	if err := wm.Start(); err != nil {
		return err
	}
	d.wm = wm
	return poll(d.ctx, 30*time.Second, func() (bool, error) {
		answer, err := p.output(d.ctx, d.env(), "xprop", "-root", "_NET_SUPPORTING_WM_CHECK")
		return strings.Contains(string(answer), "window id"), err
	})
}

// env sends programs to this display, with what makes windows look the same on
// every machine: English, no scaling, drawing without graphics hardware.
func (d *display) env() []string {
	return []string{
		"DISPLAY=" + d.name, "WAYLAND_DISPLAY=", "XDG_SESSION_TYPE=x11",
		"LANG=en_US.UTF-8", "FYNE_SCALE=1", "LIBGL_ALWAYS_SOFTWARE=1",
	}
}

// close ends the window manager and the screen, and with it every window that
// is still open there.
func (d *display) close() {
	d.cancel()
	for _, cmd := range []*exec.Cmd{d.wm, d.server} {
		if cmd != nil {
			_ = cmd.Wait() // it was told to stop: how it ended tells nothing
		}
	}
}

// poll asks again until the answer is yes, and gives up when the time is over,
// ctx ends, or asking fails.
func poll(ctx context.Context, atMost time.Duration, ask func() (bool, error)) error {
	ctx, cancel := context.WithTimeoutCause(ctx, atMost, fmt.Errorf("nothing after %s", atMost))
	defer cancel()
	for {
		yes, err := ask()
		if yes || err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(50 * time.Millisecond):
		}
	}
}
