// Command rollbook is the desktop program: it opens a register in the window. The file
// of a register may be given as its argument, as the system does when one is opened by a
// double click, and that of a list or a pack to be taken into it, or into the register opened last.
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
	var register, other string
	for _, file := range os.Args[1:] {
		place := &other
		if strings.EqualFold(filepath.Ext(file), sqlite.Extension) {
			place = &register
		}
		if *place != "" {
			fmt.Fprintln(os.Stderr, "rollbook takes one register's file and one list's or pack's at the most; rollbookctl does the rest from a terminal")
			os.Exit(2)
		}
		*place = file
	}
	program := app.NewWithID("rollbook")
	program.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon))
	ui.New(program, registers{}).Show(register, other)
	program.Run()
}
