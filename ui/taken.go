package ui

import (
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"rollbook/model/exchange"
	"rollbook/ui/kit"
)

// LastOpened gives the path of the register that was opened last on this computer; "" if
// none was.
func LastOpened(app fyne.App) string {
	if recent := app.Preferences().StringList(recentKey); len(recent) > 0 {
		return recent[0]
	}
	return ""
}

// Begin opens a register in the window, which is shown, unless path is empty; a list or a
// pack, where one is given, is then looked at.
func (w *Window) Begin(path, file string) {
	w.file = file
	if path == "" {
		w.showWelcome()
		w.takeWaiting()
		return
	}
	w.Open(path)
}

// Has says whether the window shows the register at a path, or is about to; with an empty
// path, whether it shows none. A window that is closing has nothing any more.
func (w *Window) Has(path string) bool {
	if w.leaving {
		return false
	}
	here := w.coming
	if here == "" {
		here = w.RegisterPath()
	}
	if path == "" || here == "" {
		return path == here
	}
	a, errA := os.Stat(path)
	b, errB := os.Stat(here)
	return errA == nil && errB == nil && os.SameFile(a, b)
}

// Take takes a file that was opened with the program while it runs: a register is opened in
// place of the one that is open, a pack looked at, a list read in. While a register is being
// opened the file waits for it.
func (w *Window) Take(path string) {
	switch {
	case w.isRegister(path):
		if !w.Has(path) {
			w.Open(path)
		}
	case w.coming != "":
		w.file = path
	case isPack(path):
		w.openPack(path)
	case w.register == nil:
		kit.Say(w.window, lang.L("Open a register first"), lang.L("A list is read into a register. Make or open one, then open the list again."))
	default:
		w.readListFromOutside(path)
	}
}

// takeWaiting takes the file that waited until a register is open, or none will be.
func (w *Window) takeWaiting() {
	file := w.file
	w.file = ""
	if file != "" {
		w.Take(file)
	}
}

// dropped takes a file that was dropped on the window.
func (w *Window) dropped(uris []fyne.URI) {
	if len(uris) > 0 {
		w.Take(filepath.FromSlash(uris[0].Path()))
	}
}

// isRegister and isPack say what a file is, by its name.
func (w *Window) isRegister(file string) bool {
	return strings.EqualFold(filepath.Ext(file), w.registers.Extension())
}

func isPack(file string) bool { return strings.EqualFold(filepath.Ext(file), exchange.Extension) }
