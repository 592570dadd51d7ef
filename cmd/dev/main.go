// Command dev holds the tasks of people who work on Rollbook. Each installs
// what the system lacks, then does its work:
//
//	go run ./cmd/dev run       build, and open the window on the sample register
//	go run ./cmd/dev test      everything that must hold before a change is kept
//	go run ./cmd/dev shots     draw every screen, or those named, into shots/
//	go run ./cmd/dev bench     measure beside the peers, in ratios
//	go run ./cmd/dev package   make what is handed to users, into bin/
//	go run ./cmd/dev version   write the version of FyneApp.toml into the code
//
// It needs the standard library only, so that it starts on a machine that has
// nothing but Go.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
)

// fyneTag is the build tag that every build with Fyne in it takes: it says
// that our code touches widgets on the UI goroutine only.
const fyneTag = "migrated_fynedo"

// task is one word after "go run ./cmd/dev".
type task struct {
	name string
	args string // what may follow, as shown to people
	does string
	do   func(ctx context.Context, p project, args []string) error
}

var tasks = []task{
	{"run", "", "build, and open the window on the sample register", runTask},
	{"test", "", "everything that must hold before a change is kept", testTask},
	{"shots", "[NAME ...]", "draw every screen, or those named, into shots/", shotsTask},
	{"bench", "", "measure beside the peers, in ratios", benchTask},
	{"package", "[windows]", "make what is handed to users, into bin/", packageTask},
	{"version", "", "write the version of FyneApp.toml into the code", versionTask},
}

// project is the checkout we work on, by its absolute folder.
type project string

// path is the absolute path of something in the project.
func (p project) path(elem ...string) string {
	return filepath.Join(append([]string{string(p)}, elem...)...)
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	code := begin(ctx, os.Args[1:], os.Stderr)
	stop()
	os.Exit(code)
}

// begin does the task that args name, and returns the exit status: 0 done,
// 1 failed, 2 wrong use.
func begin(ctx context.Context, args []string, messages io.Writer) int {
	chosen, ok := chooseTask(args)
	if !ok {
		usage(messages)
		return 2
	}
	p, err := findProject()
	if err == nil {
		err = chosen.do(ctx, p, args[1:])
	}
	if errors.Is(err, errUsage) {
		fmt.Fprintln(messages, err)
		usage(messages)
		return 2
	}
	if err != nil {
		fmt.Fprintf(messages, "dev %s: %v\n", chosen.name, err)
		return 1
	}
	return 0
}

// errUsage is wrapped by tasks that were called with words they don't know.
var errUsage = errors.New("wrong use")

// noArguments is what a task returns at once that takes none and was given some.
func noArguments(args []string) error {
	if len(args) > 0 {
		return fmt.Errorf("%w: nothing may follow, but there is %q", errUsage, args)
	}
	return nil
}

// chooseTask finds the task that the first word names.
func chooseTask(args []string) (task, bool) {
	if len(args) == 0 {
		return task{}, false
	}
	for _, t := range tasks {
		if t.name == args[0] {
			return t, true
		}
	}
	return task{}, false
}

func usage(w io.Writer) {
	fmt.Fprintln(w, "go run ./cmd/dev TASK, where TASK is one of")
	for _, t := range tasks {
		fmt.Fprintf(w, "  %-18s %s\n", t.name+" "+t.args, t.does)
	}
}

// findProject looks for the folder of go.mod, from the current one upwards.
func findProject() (project, error) {
	start, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("finding the current folder: %w", err)
	}
	for dir := start; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return project(dir), nil
		}
		if dir == filepath.Dir(dir) {
			return "", fmt.Errorf("no go.mod in %s or above it: start this inside the project", start)
		}
	}
}
