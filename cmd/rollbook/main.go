// Command rollbook is the desktop program: it opens a register in the window. The file
// of a register may be given as its argument, as the system does when one is opened by a
// double click.
package main

import (
	"fmt"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"rollbook/assets"
	"rollbook/ui"
)

func main() {
	path := ""
	if len(os.Args) > 1 {
		path = os.Args[1]
	}
	if len(os.Args) > 2 {
		fmt.Fprintln(os.Stderr, "rollbook takes one register's file, or nothing; rollbookctl does the rest from a terminal")
		os.Exit(2)
	}
	program := app.NewWithID("rollbook")
	program.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon))
	ui.New(program, registers{}).Show(path)
	program.Run()
}
