// Command rollbook is the desktop program: it opens a register in the window. The file
// of a register may be given as its argument, as the system does when one is opened by a
// double click, and that of a list or a pack to be taken into it, or into the register
// opened last. Where a window has that register open already, it takes the file.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"rollbook/assets"
	"rollbook/model/sqlite"
	"rollbook/ui"
)

func main() {
	asked, err := filesOf(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "rollbook: "+err.Error())
		os.Exit(2)
	}
	atOpenedFiles(func(path string) { _ = asked.add(path) }) // of several, the first
	program := app.NewWithID("rollbook")
	program.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon))
	if asked.Register == "" {
		asked.Register = ui.LastOpened(program)
	}
	folder := meetingPlace()
	if handOver(folder, asked) {
		return
	}
	window := ui.New(program, registers{})
	answer := func(o opened) bool { return answerIn(window, o) }
	leave, err := listen(folder, answer)
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
	window.Show(asked.Register, asked.File)
	program.Run()
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
