package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"
)

// Toaster shows, at the foot of the window and for a while, what was done, with a button
// to take it back.
type Toaster struct {
	text   *Text
	button *Button
	box    *Surface
	Object *fyne.Container // to be laid over the window's content
	shown  int
}

// toastFor is how long a toast stays.
const toastFor = 7 * time.Second

// NewToaster makes a toaster.
func NewToaster() *Toaster {
	t := &Toaster{text: NewText(""), button: NewButton("", nil)}
	t.text.Cut = false
	t.button.Importance = widget.LowImportance
	t.box = NewSurface("menuBackground", ColorLine, CardRadius, Padded(Step1, Step3, Columns(Step3, Middle(t.text), t.button)))
	t.box.Hide()
	t.Object = container.NewVBox(layout.NewSpacer(), container.NewHBox(layout.NewSpacer(), t.box, layout.NewSpacer()), Gap(Step4))
	return t
}

// Show shows a text, with a button where label is not empty.
func (t *Toaster) Show(text, label string, do func()) {
	t.shown++
	mine := t.shown
	t.text.SetText(text)
	if label == "" {
		t.button.Hide()
	} else {
		t.button.SetText(label)
		t.button.OnTapped = func() {
			t.Hide()
			do()
		}
		t.button.Show()
	}
	t.box.Show()
	t.Object.Refresh()
	later(toastFor, func() {
		fyne.Do(func() {
			if t.shown == mine {
				t.Hide()
			}
		})
	})
}

// Hide takes the toast away.
func (t *Toaster) Hide() {
	t.shown++
	t.box.Hide()
}

// Shown gives the text that is shown; "" where there is none.
func (t *Toaster) Shown() string {
	if !t.box.Visible() {
		return ""
	}
	return t.text.Text
}
