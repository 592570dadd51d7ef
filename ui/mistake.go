package ui

import (
	"context"
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

// LetGo closes the register when the window has ended in another way than by closing it:
// it was told to by the system, or could not be drawn any more.
func (w *Window) LetGo() {
	r := w.register
	w.register, w.leaving = nil, true
	if r == nil {
		return
	}
	carriers := w.carriers
	err := kit.Attempt("closing the register", func() error {
		w.stop()
		carriers.Stop()
		return r.Close()
	})
	if err != nil && !errors.Is(err, context.Canceled) {
		fyne.LogError("closing the register", err)
	}
}
