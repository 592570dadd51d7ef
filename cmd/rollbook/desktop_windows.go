package main

import (
	"fyne.io/fyne/v2"
	system "fyne.io/fyne/v2/driver"
	"golang.org/x/sys/windows"
)

var (
	user32                   = windows.NewLazySystemDLL("user32.dll")
	allowSetForegroundWindow = user32.NewProc("AllowSetForegroundWindow")
	isIconic                 = user32.NewProc("IsIconic")
	showWindow               = user32.NewProc("ShowWindow")
)

const (
	anyProcess    = 0xFFFFFFFF // ASFW_ANY
	restoreWindow = 9          // SW_RESTORE
)

// yieldForeground lets another program come to the front: Windows gives that right only to
// the program that somebody started last.
func yieldForeground() {
	_, _, _ = allowSetForegroundWindow.Call(anyProcess) // without it the other's button flashes
}

// comeForward brings the window to the front, from the task bar too.
func comeForward(w fyne.Window) {
	if native, ok := w.(system.NativeWindow); ok {
		native.RunNative(func(context any) {
			c, ok := context.(system.WindowsWindowContext)
			if !ok {
				return
			}
			if small, _, _ := isIconic.Call(c.HWND); small != 0 {
				_, _, _ = showWindow.Call(c.HWND, restoreWindow) // says only what was shown before
			}
		})
	}
	w.RequestFocus()
}
