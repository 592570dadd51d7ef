package ui

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/ui/kit"
)

// part makes ready to close the register that is open, and then does what comes next, which
// closes it. Where something is not saved yet, or the backup fails, it asks first: the
// register stays open, as it was, until somebody says so. The work is what is under way
// meanwhile, as people are told.
func (w *Window) part(work string, next func()) {
	if w.register == nil {
		next()
		return
	}
	w.screens.leave() // what is typed is saved, and so backed up
	drafts := w.screens.drafts()
	if len(drafts) == 0 {
		w.partNow(work, next)
		return
	}
	leaving := w.leaving
	d := kit.Ask(w.window, lang.L("Something is not saved yet"), lang.L("Begun and not saved: {{.What}}. It goes when the register is closed.", map[string]any{"What": strings.Join(drafts, ", ")}),
		lang.L("Close all the same"), func() {
			w.leaving = leaving
			w.partNow(work, next)
		})
	d.OnHidden = func() { w.leaving = false }
}

// partNow backs up the register that is open, and does what comes next.
func (w *Window) partNow(work string, next func()) {
	r, carriers, care := w.register, w.carriers, w.care
	care.halt()
	kit.Work(w.window, work, func(ctx context.Context, _ model.Progress) error {
		care.await()
		carriers.Stop() // after what is left to send was sent
		if r.ReadOnly() != nil {
			return nil
		}
		_, err := r.AutoBackup(ctx)
		return err
	}, func(err error) {
		if err == nil {
			next()
			return
		}
		w.leaving = false
		w.startBackground()
		w.care.failing = true
		w.rail.show()
		says := err.Error()
		if errors.Is(err, context.Canceled) {
			says = lang.L("The backup was stopped.")
		}
		kit.Ask(w.window, lang.L("The backup failed"), says+"\n\n"+
			lang.L("Everything is saved in the register itself, but what changed since the last backup is not in one."),
			lang.L("Close without a backup"), next)
	})
}

// closeOpen closes the register that is open, as it is, and does what comes next.
func (w *Window) closeOpen(work string, next func()) {
	r, carriers, care := w.register, w.carriers, w.care
	if r != nil {
		care.halt()
	}
	w.close()
	kit.Work(w.window, work, func(context.Context, model.Progress) error {
		if r == nil {
			return nil
		}
		care.await()
		carriers.Stop()
		return r.Close()
	}, func(err error) {
		if err != nil {
			fyne.LogError("closing the register", err)
		}
		next()
	})
}

// startBackground begins what is done in the background while a register is open: the
// exchange with others, and looking after the file.
func (w *Window) startBackground() {
	r := w.register
	if r.ReadOnly() != nil {
		w.care = idleCare(w, r)
		return
	}
	w.care = newCare(w, r)
	if !r.Partial() {
		w.carriers.Start()
	}
}

// quit closes the register and the window.
func (w *Window) quit() {
	if w.leaving {
		return
	}
	w.leaving = true
	w.saveSize()
	closing := lang.L("Backing up and closing")
	w.part(closing, func() {
		w.leaving = true
		w.closeOpen(closing, func() {
			w.window.SetCloseIntercept(nil)
			w.window.Close()
			w.app.Quit()
		})
	})
}

// LetGo closes the register when the window has ended in another way than by closing it:
// it was told to by the system, or could not be drawn any more.
func (w *Window) LetGo() {
	r, carriers, care := w.register, w.carriers, w.care
	w.register, w.leaving = nil, true
	if r == nil {
		return
	}
	err := kit.Attempt("closing the register", func() error {
		w.stop()
		care.halt()
		care.await()
		carriers.Stop()
		return r.Close()
	})
	if err != nil {
		fyne.LogError("closing the register", err)
	}
}
