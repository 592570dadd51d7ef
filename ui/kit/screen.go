package kit

import (
	"fyne.io/fyne/v2"

	"rollbook/model"
)

// Screen is one of the window's screens.
type Screen interface {
	// Title heads the screen.
	Title() string
	// Tools stand beside the title; nil where there are none.
	Tools() fyne.CanvasObject
	// Object is the screen itself.
	Object() fyne.CanvasObject
	// Open shows what a route leads to.
	Open(model.Route)
	// Close ends what the screen has under way; it is not shown any more.
	Close()
}

// Navigator leads to other places of the program.
type Navigator interface {
	// Go goes to a place; the one left can be gone back to.
	Go(model.Route)
	// At says what a screen that is shown already shows now, as when somebody steps from
	// record to record: it can be come back to.
	At(model.Route)
	// Shows says whether a screen is the one that is shown.
	Shows(Screen) bool
	// Window is the window, for dialogs.
	Window() fyne.Window
	// Toast says something that needs no answer.
	Toast(text string)
	// Did says what was done; the button behind it takes that very action back.
	Did(text string, action model.ActionRef)
}
