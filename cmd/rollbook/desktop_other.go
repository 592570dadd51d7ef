//go:build !windows

package main

import "fyne.io/fyne/v2"

// yieldForeground lets another program come to the front; only Windows must be asked.
func yieldForeground() {}

// comeForward brings the window to the front.
func comeForward(w fyne.Window) { w.RequestFocus() }
