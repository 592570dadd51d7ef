package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"rollbook/model"
	"rollbook/ui/kit"
)

// isFigure says whether a text is a number, perhaps with a sign before it or a word of what it
// is: "≈ 6 410", "48 %".
func isFigure(text string) bool {
	return text != "" && strings.Trim(text, "0123456789 \u2009\u202f≈≥%–—") == ""
}

func TestFiguresAreNeverCut(t *testing.T) {
	w := newWindow(t)
	w.openTest(t, "Sample", true)
	for _, scale := range []float32{1, 1.15, 1.3} {
		fyne.CurrentApp().Settings().SetTheme(&kit.Theme{Scale: scale, Look: kit.LightLook})
		for _, size := range []fyne.Size{{Width: 1024, Height: 700}, {Width: 1240, Height: 800}} {
			w.window.Resize(size)
			for _, route := range []model.Route{model.OverviewRoute{}, model.ActivitiesRoute{}, model.CountriesRoute{}, model.PeopleRoute{}} {
				w.Go(route)
				w.window.Resize(size)
				each(w.window.Canvas().Content(), func(o fyne.CanvasObject) {
					var text *kit.Text
					switch o := o.(type) {
					case *kit.Text:
						text = o
					case *kit.Link:
						text = &o.Text
					default:
						return
					}
					if !isFigure(text.Text) || o.Size().Width == 0 {
						return
					}
					shown := test.WidgetRenderer(o.(fyne.Widget)).Objects()[0].(*canvas.Text)
					if shown.Text != text.Text {
						t.Errorf("%T at %v and %v times the size: %q is cut to %q", route, size, scale, text.Text, shown.Text)
					}
					if wide := shown.MinSize().Width; wide > o.Size().Width+1 {
						t.Errorf("%T at %v and %v times the size: %q is %.0f wide in %.0f", route, size, scale, text.Text, wide, o.Size().Width)
					}
				})
			}
		}
	}
}
