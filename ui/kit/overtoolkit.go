package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
)

// toolkits are the dialogs of the toolkit's own that lie over a window, by what the toolkit
// lays there for them. Only the UI goroutine uses them.
var toolkits = map[fyne.CanvasObject]dialog.Dialog{}

// ShowToolkits shows a dialog of the toolkit's own, as that for files is where the system
// has none. Escape closes it like any other.
func ShowToolkits(window fyne.Window, d dialog.Dialog) {
	d.Show()
	shown := window.Canvas().Overlays().Top()
	toolkits[shown] = d
	d.SetOnClosed(func() { delete(toolkits, shown) })
}

// escapeToolkits closes what the toolkit laid over a window by itself: its dialogs, the menu
// of a line to type in. What does not close when it is asked to is taken away.
func escapeToolkits(c fyne.Canvas, top fyne.CanvasObject) {
	if d, ok := toolkits[top]; ok {
		d.Dismiss()
	} else if beside, ok := top.(fyne.Tappable); ok {
		beside.Tapped(&fyne.PointEvent{})
	}
	if c.Overlays().Top() == top {
		takeDown(c, top)
	}
}
