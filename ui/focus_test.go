package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"rollbook/model"
)

func TestEscapeComesToTheWindowFromWhateverHasTheKeyboard(t *testing.T) {
	w := office(t)
	id := roll(t, w, "Ana Lui", "Ben Tau")
	c := w.window.Canvas()
	routes := []model.Route{model.OverviewRoute{}, model.ActivitiesRoute{}, model.NewActivityRoute{}, model.AttendanceRoute{}, model.AttendanceRoute{Activity: id},
		model.PeopleRoute{}, model.CountriesRoute{}, model.CountryRoute{Code: "FJI"}, model.ReportsRoute{}, model.ReportsRoute{Kind: "signin", Activity: id},
		model.ExchangeRoute{}, model.SettingsRoute{}, model.SettingsRoute{Section: "look"}, model.SettingsRoute{Section: "types"}, model.SettingsRoute{Section: "backups"}}
	for _, tab := range []string{"details", "people", "attendance", "figures", "links", "learnt", "history"} {
		routes = append(routes, model.ActivityRoute{ID: id, Tab: tab})
	}
	heard := 0
	c.SetOnTypedKey(func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyEscape {
			heard++
		}
	})
	tried := 0
	for _, route := range routes {
		w.Go(route)
		var all []fyne.Focusable
		each(c.Content(), func(o fyne.CanvasObject) {
			if f, ok := o.(fyne.Focusable); ok {
				all = append(all, f)
			}
		})
		for _, f := range all {
			if _, toolkits := f.(*widget.Button); toolkits { // of the row of tabs, for those without room
				continue
			}
			if off, ok := f.(fyne.Disableable); ok && off.Disabled() {
				continue
			}
			c.Focus(f)
			if c.Focused() != f {
				continue
			}
			tried++
			heard = 0
			w.strike(fyne.KeyEscape, fyne.KeyEscape) // the first may clear a line, or lead back to it
			if heard == 0 {
				t.Errorf("at %#v Escape on a %T does nothing", route, f)
			}
		}
	}
	if tried < 100 {
		t.Errorf("only %d things were tried", tried)
	}
}

func TestTabGoesThroughANewActivityInReadingOrder(t *testing.T) {
	w := office(t)
	w.Go(model.NewActivityRoute{})
	var names []string
	for range 10 {
		w.tab(t, 1)
	}
	for range 2 {
		if b, ok := w.window.Canvas().Focused().(interface{ AccessibilityLabel() string }); ok {
			names = append(names, b.AccessibilityLabel())
		}
		w.tab(t, 1)
	}
	if len(names) != 2 || names[0] != "Add the activity" || names[1] != "Cancel" {
		t.Errorf("behind the notes Tab goes to %q", names)
	}
}
