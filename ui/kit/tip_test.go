package kit

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// shownTip gives the explanation that lies over a window; "" where none does.
func shownTip(w fyne.Window) string {
	layers := []*fyne.Container{tips.layers[w.Canvas()]}
	for _, o := range w.Canvas().Overlays().List() {
		layers = append(layers, o.(*Over).tips)
	}
	for _, layer := range layers {
		for _, o := range layer.Objects {
			return o.(*tip).says.Text
		}
	}
	return ""
}

func TestExplanationsGoWithWhatTheyExplain(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(&Theme{Look: LightLook})
	var waiting []func()
	before := later
	later = func(_ time.Duration, do func()) func() {
		waiting = append(waiting, do)
		return func() {}
	}
	t.Cleanup(func() { later = before })
	wait := func() {
		all := waiting
		waiting = nil
		for _, do := range all {
			do()
		}
	}
	text := NewText("short")
	text.SetToolTip("the whole of it")
	page := container.NewStack(text)
	w := test.NewTempWindow(t, nil)
	layer := NewTipLayer(w.Canvas())
	w.SetContent(container.NewStack(page, layer))
	w.Resize(fyne.NewSize(400, 300))
	over := fyne.NewPos(30, 150)
	rest := func() {
		test.MoveMouse(w.Canvas(), fyne.NewPos(-5, -5))
		test.MoveMouse(w.Canvas(), over)
		wait()
	}

	rest()
	if got := shownTip(w); got != "the whole of it" {
		t.Fatalf("%q is explained", got)
	}
	HideTips() // another screen
	if got := shownTip(w); got != "" {
		t.Errorf("%q stays on another screen", got)
	}

	test.MoveMouse(w.Canvas(), fyne.NewPos(-5, -5))
	test.MoveMouse(w.Canvas(), over)
	HideTips()
	wait() // what was about to be explained comes late
	if got := shownTip(w); got != "" {
		t.Errorf("%q comes up on another screen", got)
	}

	test.MoveMouse(w.Canvas(), fyne.NewPos(-5, -5))
	test.MoveMouse(w.Canvas(), over)
	text.Hide()
	wait()
	if got := shownTip(w); got != "" {
		t.Errorf("%q comes up where it is not shown any more", got)
	}
	text.Show()

	rest()
	Say(w, "A word", "to be read")
	if got := shownTip(w); got != "" {
		t.Errorf("%q stays over a dialog", got)
	}
	w.Canvas().Overlays().Top().(*Over).Hide()

	rest()
	text.SetToolTip("something else")
	if got := shownTip(w); got != "" {
		t.Errorf("%q explains what is not there any more", got)
	}
}
