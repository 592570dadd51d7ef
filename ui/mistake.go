package ui

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"rollbook/model/mishap"
	"rollbook/ui/kit"
)

// Mistake tells people of a mistake of the program that was survived and that no screen
// shows. It may be called from any goroutine. The same one again is told in passing.
func (w *Window) Mistake(err error) {
	fyne.Do(func() {
		var m *mishap.Error
		if errors.As(err, &m) && m.Again || w.telling {
			w.toaster.Show(lang.L("Something went wrong again and was left out."), "", nil)
			return
		}
		w.telling = true
		defer func() { w.telling = false }()
		kit.ShowError(w.window, err)
	})
}
