package kit

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"rollbook/model"
)

// Say shows a text that must be read.
func Say(window fyne.Window, title, text string) {
	d := dialog.NewCustom(title, lang.L("Close"), Wide(440, Paragraph(text)), window)
	ShowDialog(window, d, d.Hide)
}

// ShowError says what failed; that somebody stopped it themselves needs no saying.
func ShowError(window fyne.Window, err error) {
	if err == nil || errors.Is(err, context.Canceled) {
		return
	}
	Say(window, lang.L("This did not work"), err.Error())
}

// Ask asks before something that cannot simply be undone; do is the button that does it.
func Ask(window fyne.Window, title, text, do string, yes func()) {
	d := dialog.NewCustomConfirm(title, do, lang.L("Cancel"), Wide(440, Paragraph(text)), func(ok bool) {
		if ok {
			yes()
		}
	}, window)
	ShowDialog(window, d, nil)
}

// patience is how long work may take before its progress is shown.
const patience = 400 * time.Millisecond

// Work does something long away from the UI goroutine: after a moment it shows how far it
// is, with a button to stop it. Done is called on the UI goroutine.
func Work(window fyne.Window, title string, work func(context.Context, model.Progress) error, done func(error)) {
	ctx, cancel := context.WithCancel(context.Background())
	bar := widget.NewProgressBar()
	endless := widget.NewProgressBarInfinite()
	bar.Hide()
	d := dialog.NewCustomWithoutButtons(title, Wide(380, container.NewStack(bar, endless)), window)
	d.SetButtons([]fyne.CanvasObject{widget.NewButton(lang.L("Stop"), cancel)})
	finished := false // both on the UI goroutine
	shown := false
	stop := later(patience, func() {
		fyne.Do(func() {
			if !finished {
				shown = true
				showUnstoppable(window, d) // but for its button
			}
		})
	})
	background(func() {
		err := work(ctx, func(n, of int) {
			fyne.Do(func() {
				endless.Hide()
				bar.Show()
				bar.Max = float64(max(of, 1))
				bar.SetValue(float64(n))
			})
		})
		stop()
		fyne.Do(func() {
			finished = true
			endless.Stop()
			if shown {
				d.Hide()
			}
			cancel()
			done(err)
		})
	})
}
