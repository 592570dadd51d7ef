//go:build provoke

package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// provoke puts mistakes of every kind behind keys, for a test that looks whether the window
// survives them: Ctrl+F1 fails in what a key sets off, Ctrl+F2 in what the background asks
// the UI goroutine to do.
func provoke(w fyne.Window) {
	var nothing []string
	fail := func() { _ = nothing[len(nothing)] }
	for key, do := range map[fyne.KeyName]func(){
		fyne.KeyF1: fail,
		fyne.KeyF2: func() { go fyne.Do(fail) },
	} {
		w.Canvas().AddShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierControl}, func(fyne.Shortcut) { do() })
	}
}
