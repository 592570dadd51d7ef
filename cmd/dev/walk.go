package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// mainScreens are the window's screens with the keys that lead to them, in the
// order of its rail.
var mainScreens = []struct{ name, keys string }{
	{"overview", "ctrl+1"},
	{"activities", "ctrl+2"},
	{"attendance", "ctrl+3"},
	{"people", "ctrl+4"},
	{"countries", "ctrl+5"},
	{"reports", "ctrl+6"},
	{"exchange", "ctrl+7"},
	{"settings", "ctrl+8"},
}

// patience is how long one screen may take to be drawn, on a slow machine.
const patience = time.Minute

// walk opens the program's window on a display, goes through the main screens
// by keyboard as a user would, and leaves a picture of each in the folder. It
// returns their files.
func walk(ctx context.Context, p project, d *display, program *exec.Cmd, folder string) ([]string, error) {
	if err := program.Start(); err != nil {
		return nil, fmt.Errorf("starting %s: %w", program.Path, err)
	}
	ctx, stop := context.WithCancelCause(ctx)
	ended := make(chan struct{})
	go func() {
		_ = program.Wait() // told by its state
		stop(fmt.Errorf("%s ended by itself (%s)", filepath.Base(program.Path), program.ProcessState))
		close(ended)
	}()
	files, err := walkScreens(ctx, p, d, program.Process.Pid, folder)
	if cause := context.Cause(ctx); err != nil && cause != nil {
		err = cause
	}
	_ = program.Cancel() // fails only if it has ended already
	<-ended
	return files, err
}

func walkScreens(ctx context.Context, p project, d *display, pid int, folder string) ([]string, error) {
	window, err := findWindow(ctx, p, d, pid)
	if err != nil {
		return nil, fmt.Errorf("waiting for the window: %w", err)
	}
	if _, err := p.output(ctx, d.env(), "xdotool", "windowactivate", "--sync", window); err != nil {
		return nil, fmt.Errorf("bringing the window to the front: %w", err)
	}
	if _, err := atRest(ctx, p, d, picture{}); err != nil {
		return nil, fmt.Errorf("waiting for the first screen: %w", err)
	}
	var files []string
	var shown picture
	for i, screen := range mainScreens {
		if _, err := p.output(ctx, d.env(), "xdotool", "key", "--clearmodifiers", screen.keys); err != nil {
			return files, fmt.Errorf("pressing %s: %w", screen.keys, err)
		}
		if shown, err = atRest(ctx, p, d, shown); err != nil {
			return files, fmt.Errorf("going to %s by %s: %w", screen.name, screen.keys, err)
		}
		file := filepath.Join(folder, strconv.Itoa(i+1)+"-"+screen.name+".png")
		if err := shown.save(file); err != nil {
			return files, err
		}
		files = append(files, file)
	}
	return files, nil
}

// findWindow waits until a process has a window that can be seen.
func findWindow(ctx context.Context, p project, d *display, pid int) (string, error) {
	var window string
	err := poll(ctx, patience, func() (bool, error) {
		// xdotool's exit status tells a window not there yet from nothing else.
		found, _ := p.output(ctx, d.env(), "xdotool", "search", "--onlyvisible", "--pid", strconv.Itoa(pid))
		window, _, _ = strings.Cut(string(found), "\n")
		return window != "", nil
	})
	return window, err
}

// atRest waits until the display shows something other than before and is done
// drawing it.
func atRest(ctx context.Context, p project, d *display, before picture) (picture, error) {
	limited, cancel := context.WithTimeoutCause(ctx, patience, fmt.Errorf("still changing after %s", patience))
	defer cancel()
	return settled(limited, before, func() (picture, error) { return d.takePicture(ctx, p) })
}

// emptyFolder makes a folder, without what an earlier run left in it.
func emptyFolder(folder string) error {
	if err := os.RemoveAll(folder); err != nil {
		return err
	}
	return os.MkdirAll(folder, 0o755)
}
