package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/ui/kit"
)

// addShortcuts adds the keys that no menu shows.
func (w *Window) addShortcuts() {
	c := w.window.Canvas()
	c.AddShortcut(ctrl(fyne.KeyS), func(fyne.Shortcut) {
		if w.register != nil {
			w.toaster.Show(lang.L("There is nothing to save: every change is on disk as you make it."), "", nil)
		}
	})
	c.AddShortcut(ctrl(fyne.KeyF), func(fyne.Shortcut) {
		if w.register == nil || c.Overlays().Top() != nil {
			return
		}
		if s, ok := w.router.screen.(interface{ FocusSearch() }); ok {
			s.FocusSearch()
			return
		}
		w.Go(model.ActivitiesRoute{})
		w.screens.activities.FocusSearch()
	})
	c.AddShortcut(&fyne.ShortcutRedo{}, func(fyne.Shortcut) { w.redo() })
	c.SetOnTypedRune(func(r rune) {
		if w.register == nil || c.Overlays().Top() != nil {
			return
		}
		switch s := w.router.screen.(type) {
		case interface{ TypedRune(rune) }:
			s.TypedRune(r)
		case interface{ FocusSearch() }:
			s.FocusSearch()
			if to := c.Focused(); to != nil && r != ' ' {
				to.TypedRune(r)
			}
		}
	})
	c.SetOnTypedKey(func(e *fyne.KeyEvent) {
		if !kit.TypedOver(c, e) && w.router != nil {
			w.typed(e)
		}
	})
}

// typed is a key that nothing else has a use for: Escape closes, arrow keys go to the list.
func (w *Window) typed(e *fyne.KeyEvent) {
	c := w.window.Canvas()
	switch e.Name {
	case fyne.KeyEscape:
		w.escape()
	case fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyPageUp, fyne.KeyHome, fyne.KeyEnd:
		if s, ok := w.router.screen.(interface{ FocusList() }); ok && c.Focused() == nil {
			s.FocusList()
			if to := c.Focused(); to != nil {
				to.TypedKey(e)
			}
		}
	}
}

// undoTyped takes back what is being typed, where somebody is typing, else the last action.
func (w *Window) undoTyped() {
	c := w.window.Canvas()
	if line, ok := c.Focused().(interface {
		fyne.Shortcutable
		Typing() bool
	}); ok && line.Typing() {
		line.TypedShortcut(&fyne.ShortcutUndo{})
		return
	}
	if c.Overlays().Top() == nil {
		w.undo()
	}
}

// escape closes what is open beside the main thing.
func (w *Window) escape() {
	if s, ok := w.router.screen.(interface{ Escape() bool }); ok && s.Escape() {
		return
	}
	switch w.router.here.(type) {
	case model.ActivityRoute, model.NewActivityRoute, model.PersonRoute, model.CountryRoute:
		w.router.goBack()
		if s, ok := w.router.screen.(interface{ FocusList() }); ok {
			s.FocusList()
		}
	}
}

// print opens the report that is shown, as a file to print; on other screens it shows the
// papers of what is shown there.
func (w *Window) print() {
	switch here := w.router.here.(type) {
	case model.ReportsRoute:
		w.screens.reports.Print()
	case model.ActivityRoute:
		w.Go(model.ReportsRoute{Kind: "activity", Activity: here.ID})
	case model.AttendanceRoute:
		w.Go(model.ReportsRoute{Kind: "signin", Activity: w.screens.attendance.Activity()})
	case model.CountriesRoute, model.CountryRoute:
		w.Go(model.ReportsRoute{Kind: "countries"})
	case model.OverviewRoute:
		w.Go(model.ReportsRoute{Kind: "summary"})
		w.screens.reports.SetPeriod(w.screens.overview.Period())
	default:
		w.Go(model.ReportsRoute{})
	}
}
