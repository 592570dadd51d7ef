package main

import (
	"bytes"
	"fmt"
	"image"
	"log"
	"os"
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"github.com/ncruces/zenity"
)

// present makes the window and shows it. Where that cannot be it gives, in one sentence,
// what is missing and what to do: the toolkit logs it, panics, or runs on unseen.
func present(make func() fyne.Window) (missing string) {
	var said bytes.Buffer
	before := log.Writer()
	log.SetOutput(&said)
	painted := false
	defer func() {
		log.SetOutput(before)
		value := recover()
		if painted && value == nil {
			_, _ = before.Write(said.Bytes()) // of something else; nowhere to say that it cannot be said
			return
		}
		missing = noWindow(said.String(), value, os.Getenv)
	}()
	window := make()
	first := canvas.NewRaster(func(int, int) image.Image {
		painted = true
		painting()
		return image.NewNRGBA(image.Rect(0, 0, 1, 1))
	})
	first.Resize(fyne.NewSquareSize(1))
	over := window.Canvas().Overlays()
	over.Add(first)
	window.Show() // paints all of it, at once
	over.Remove(first)
	return ""
}

// noWindow says why there is no window and what can be done, from what the toolkit logged
// and panicked with.
func noWindow(said string, value any, getenv func(string) string) string {
	otherwise := "or work with rollbookctl from a terminal, which needs no window"
	if runtime.GOOS == "linux" && getenv("DISPLAY") == "" && getenv("WAYLAND_DISPLAY") == "" {
		return fmt.Sprintf("Rollbook cannot show its window, because there is no display here (DISPLAY and WAYLAND_DISPLAY are not set): start it on a desktop, %s.", otherwise)
	}
	cause := causeOf(said)
	if cause == "" && value != nil {
		cause = fmt.Sprint(value)
	}
	if strings.Contains(said, "failed to initialise GLFW") {
		return fmt.Sprintf("Rollbook cannot show its window, because the display does not answer (%s): start it on a desktop, %s.", cause, otherwise)
	}
	driver := "install the graphics card’s own driver"
	if runtime.GOOS == "linux" {
		driver = "install the graphics driver (Mesa’s packages, for example libgl1-mesa-dri) and start the display with GLX"
	}
	return fmt.Sprintf("Rollbook cannot show its window, because this display draws no OpenGL 2.1 (%s): %s, start it at the computer itself where this is a remote desktop, %s.", cause, driver, otherwise)
}

// causeOf is the cause that the toolkit logged first.
func causeOf(said string) string {
	for line := range strings.Lines(said) {
		if _, cause, ok := strings.Cut(line, "Cause:"); ok && !strings.Contains(cause, "mkdir ") {
			return strings.TrimSpace(cause)
		}
	}
	return ""
}

// refuse tells people why the program does not start: whoever started it in a terminal
// there, and everybody in the system's own box, where it has one.
func refuse(missing string) {
	fmt.Fprintln(os.Stderr, "rollbook: "+missing)
	_ = zenity.Error(missing, zenity.Title("Rollbook"), zenity.ErrorIcon) // without one the line above is all
}
