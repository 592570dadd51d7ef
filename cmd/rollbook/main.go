// Command rollbook is the desktop program: it opens a register in the window. The file
// of a register may be given as its argument, as the system does when one is opened by a
// double click, and that of a list or a pack to be taken into it, or into the register
// opened last. Where a window has that register open already, it takes the file.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"fyne.io/fyne/v2"

	"rollbook/model/disk"
	"rollbook/model/mishap"
	"rollbook/model/sqlite"
	"rollbook/ui"
	"rollbook/ui/kit"
)

func main() { os.Exit(run(os.Args[1:])) }

// run runs the program, and gives its exit status: 0 when its window was closed or another
// took what was to be opened, 1 when there can be no window, 2 when called wrongly.
func run(args []string) (status int) {
	asked, err := filesOf(args)
	if err != nil {
		fmt.Fprintln(os.Stderr, "rollbook: "+err.Error())
		return 2
	}
	atOpenedFiles(func(path string) { _ = asked.add(path) }) // of several, the first
	program := newProgram()
	if asked.Register == "" {
		asked.Register = ui.LastOpened(program)
	}
	folder := meetingPlace()
	if handOver(folder, asked) {
		return 0
	}
	// The window comes first: who has no window holds no register, and answers nobody.
	var window *ui.Window
	missing := present(func() fyne.Window {
		window = ui.New(program, registers{})
		return window.Window()
	})
	if missing != "" {
		refuse(missing)
		return 1
	}
	kit.Survive(window.Mistake)
	provoke(window.Window())
	if handOver(folder, asked) { // to one that was started at the same time
		return 0
	}
	leave, err := listen(folder, func(o opened) bool { return answerIn(window, o) })
	if err != nil {
		fyne.LogError("a second start of the program will not find this one", err)
	}
	defer leave()
	atOpenedFiles(func(path string) {
		fyne.Do(func() {
			window.Window().RequestFocus()
			window.Take(path)
		})
	})
	defer func() {
		var failed error
		if value := recover(); value != nil {
			failed = mishap.Note("drawing the window", value, debug.Stack())
		}
		window.LetGo()
		if failed != nil { // what has no window any more holds nothing
			leave()
			refuse(failed.Error())
			status = 1
		}
	}()
	disk.Sweep(os.TempDir()) // what was printed by a window that is gone
	window.Begin(asked.Register, asked.File)
	program.Run()
	return 0
}

// opened is what somebody opened with the program: a register, and a list or pack.
type opened struct {
	Register string `json:"register"` // a path; empty: none
	File     string `json:"file"`     // a path; empty: none
}

// filesOf tells the program's arguments apart.
func filesOf(args []string) (opened, error) {
	var o opened
	for _, arg := range args {
		file, err := filepath.Abs(arg)
		if err != nil {
			return opened{}, err
		}
		if err := o.add(file); err != nil {
			return opened{}, err
		}
	}
	return o, nil
}

// add puts a file in its place, which must be free.
func (o *opened) add(file string) error {
	place := &o.File
	if strings.EqualFold(filepath.Ext(file), sqlite.Extension) {
		place = &o.Register
	}
	if *place != "" {
		return fmt.Errorf("one register’s file and one list’s or pack’s can be opened at a time, and %s is one more; rollbookctl does the rest from a terminal", file)
	}
	*place = file
	return nil
}

// answerIn lets a window take what was opened, if it has that register.
func answerIn(window *ui.Window, o opened) (taken bool) {
	fyne.DoAndWait(func() {
		if taken = window.Has(o.Register); !taken {
			return
		}
		comeForward(window.Window())
		if o.File != "" {
			window.Take(o.File)
		}
	})
	return taken
}
