package kit

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rollbook/model"
)

// Dialog asks or says something, in the middle of the window.
type Dialog struct {
	*Over
	frame *dialogFrame
}

// NewDialog makes a dialog without buttons. What does not fit into the window is scrolled to.
func NewDialog(window fyne.Window, title string, content fyne.CanvasObject) *Dialog {
	return newDialog(window.Canvas(), title, content)
}

func newDialog(c fyne.Canvas, title string, content fyne.CanvasObject) *Dialog {
	head := Title(title)
	head.SizeName, head.Cut = theme.SizeNameSubHeadingText, true
	f := &dialogFrame{head: head, body: container.NewVScroll(content), buttons: container.NewStack(), canvas: c}
	frame := container.New(f, f.head, f.body, f.buttons)
	return &Dialog{Over: NewOver(c, frame), frame: f}
}

// SetButtons stands buttons below what the dialog says.
func (d *Dialog) SetButtons(buttons ...fyne.CanvasObject) {
	d.frame.buttons.Objects = []fyne.CanvasObject{container.NewGridWithRows(1, buttons...)}
	d.frame.buttons.Refresh()
}

// dialogFrame lays out a dialog: title, what it says, buttons.
type dialogFrame struct {
	head    *Text
	body    *container.Scroll
	buttons *fyne.Container
	canvas  fyne.Canvas
}

// chrome is the height of everything but what the dialog says.
func (f *dialogFrame) chrome() float32 {
	return Step4 + f.head.MinSize().Height + Step3 + Step3 + f.buttons.MinSize().Height + Step4
}

// Layout is the toolkit's.
func (f *dialogFrame) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	wide := size.Width - 2*Step4
	f.head.Move(fyne.NewPos(Step4, Step4))
	f.head.Resize(fyne.NewSize(wide, f.head.MinSize().Height))
	f.body.Move(fyne.NewPos(Step4, Step4+f.head.MinSize().Height+Step3))
	f.body.Resize(fyne.NewSize(wide, max(size.Height-f.chrome(), 1)))
	buttons := f.buttons.MinSize()
	f.buttons.Resize(buttons)
	f.buttons.Move(fyne.NewPos((size.Width-buttons.Width)/2, size.Height-Step4-buttons.Height))
}

// MinSize is the toolkit's: as high as it likes to be, within the window.
func (f *dialogFrame) MinSize([]fyne.CanvasObject) fyne.Size {
	says := f.body.Content.MinSize()
	width := max(says.Width, f.buttons.MinSize().Width, min(fyne.MeasureText(f.head.Text, Size(theme.SizeNameSubHeadingText), fyne.TextStyle{Bold: true}).Width, 480)) + 2*Step4
	height := says.Height + f.chrome()
	if room := f.canvas.Size().Height - 2*edge; height > room {
		height, width = max(room, f.chrome()+60), width+scrollBar
	}
	return fyne.NewSize(width, height)
}

// Say shows a text that must be read.
func Say(window fyne.Window, title, text string) {
	d := NewDialog(window, title, Wide(440, Paragraph(text)))
	d.SetButtons(NewButton(lang.L("Close"), d.Hide))
	d.OnEnter = d.Hide
	d.Show()
}

// ShowError says what failed; that somebody stopped it themselves needs no saying.
func ShowError(window fyne.Window, err error) {
	if err == nil || errors.Is(err, context.Canceled) {
		return
	}
	Say(window, lang.L("This did not work"), err.Error())
}

// Ask asks before something that cannot simply be undone; do is the button that does it.
func Ask(window fyne.Window, title, text, do string, yes func()) *Dialog {
	d := NewDialog(window, title, Wide(440, Paragraph(text)))
	d.SetButtons(NewButton(lang.L("Cancel"), d.Hide), Primary(do, func() {
		d.Hide()
		yes()
	}))
	d.Show()
	return d
}

// patience is how long work may take before its progress is shown.
const patience = 400 * time.Millisecond

// Work does something long away from the UI goroutine. The window takes no clicks and keys
// meanwhile, so that nothing is begun twice; after a moment it shows how far the work is, with
// a button to stop it. Done is called on the UI goroutine.
func Work(window fyne.Window, title string, work func(context.Context, model.Progress) error, done func(error)) {
	ctx, cancel := context.WithCancel(context.Background())
	bar := widget.NewProgressBar()
	endless := widget.NewProgressBarInfinite()
	bar.Hide()
	d := NewDialog(window, title, Wide(380, container.NewStack(bar, endless)))
	d.SetButtons(NewButton(lang.L("Stop"), cancel))
	d.Fixed = true
	cover := newCover(window.Canvas())
	cover.Show()
	finished := false // on the UI goroutine
	stop := later(patience, func() {
		fyne.Do(func() {
			if !finished {
				d.Show()
				cover.Hide()
			}
		})
	})
	background(func() {
		err := Attempt("doing what was asked for", func() error {
			return work(ctx, func(n, of int) {
				fyne.Do(func() {
					endless.Hide()
					bar.Show()
					bar.Max = float64(max(of, 1))
					bar.SetValue(float64(n))
				})
			})
		})
		stop()
		fyne.Do(func() {
			finished = true
			endless.Stop()
			cover.Hide()
			d.Hide()
			cancel()
			done(err)
		})
	})
}
