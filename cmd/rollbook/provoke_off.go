//go:build !provoke

package main

import "fyne.io/fyne/v2"

// provoke is for a test that builds the program with mistakes in it.
func provoke(fyne.Window) {}
