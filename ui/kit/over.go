package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"
)

// over is what keys do to something that lies over the window.
type over struct{ escape, enter func() }

// overs are the dialogs that are open, by what the toolkit lays over the window for them.
// Only the UI goroutine uses them.
var overs = map[fyne.CanvasObject]over{}

// ShowDialog shows a dialog that Escape closes without doing anything. Enter, where nothing
// in the dialog has the keyboard, does what enter does; nil: nothing.
func ShowDialog(window fyne.Window, d dialog.Dialog, enter func()) {
	d.Show()
	keysOver(window.Canvas().Overlays().Top(), over{d.Hide, enter})
}

// showUnstoppable shows a dialog that no key closes.
func showUnstoppable(window fyne.Window, d dialog.Dialog) {
	d.Show()
	keysOver(window.Canvas().Overlays().Top(), over{})
}

// keysOver says what keys do to something that was just laid over the window.
func keysOver(shown fyne.CanvasObject, keys over) {
	for o := range overs {
		if !o.Visible() {
			delete(overs, o)
		}
	}
	overs[shown] = keys
}

// ShowOver shows a pop-up that Escape closes by calling escape, which hides it.
func ShowOver(pop *widget.PopUp, escape func()) {
	pop.Show()
	keysOver(pop, over{escape: escape})
}

// TypedOver gives a key to what lies over the window; false where nothing does.
func TypedOver(c fyne.Canvas, e *fyne.KeyEvent) bool {
	top := c.Overlays().Top()
	if top == nil {
		return false
	}
	keys, known := overs[top]
	switch {
	case e.Name == fyne.KeyEscape && known && keys.escape != nil:
		keys.escape()
	case e.Name == fyne.KeyEscape && !known:
		top.Hide()
	case (e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter) && keys.enter != nil:
		keys.enter()
	}
	return true
}
