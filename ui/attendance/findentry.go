package attendance

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rollbook/ui/kit"
)

// findEntry is the line to type or scan in.
type findEntry struct {
	widget.Entry
	screen *Screen
	object fyne.CanvasObject
}

func newFindEntry(s *Screen) *findEntry {
	e := &findEntry{screen: s}
	e.Wrapping, e.Scroll = fyne.TextWrapOff, fyne.ScrollNone
	e.ExtendBaseWidget(e)
	e.SetPlaceHolder(lang.L("A name, a country or a code, or scan · Enter marks the first present"))
	e.Icon = kit.Icon("search")
	e.OnChanged = func(string) { s.narrow() }
	e.OnSubmitted = func(string) { s.enter() }
	e.object = container.NewThemeOverride(e, largeEntry{fyne.CurrentApp().Settings().Theme()})
	return e
}

// largeEntry makes the line tall and its letters large.
type largeEntry struct{ fyne.Theme }

// Size is the theme's, larger.
func (l largeEntry) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return l.Theme.Size(name) * 1.3
	case theme.SizeNameInnerPadding:
		return 13
	}
	return l.Theme.Size(name)
}

// TypedKey goes down into the list, and clears the line with Escape.
func (e *findEntry) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyDown:
		if e.screen.list != nil && len(e.screen.hits) > 0 {
			if e.Text == "" || len(e.screen.hits) == 1 {
				e.screen.list.at = 0
			} else {
				e.screen.list.at = 1
			}
			e.screen.navigator.Window().Canvas().Focus(e.screen.list)
			e.screen.list.Refresh()
		}
	case fyne.KeyEscape:
		switch {
		case e.Text != "":
			e.SetText("")
		case e.screen.alone:
			e.screen.setAlone(false)
		}
	default:
		e.Entry.TypedKey(k)
	}
}

// context is that of work which is finished also when the screen is left.
func (s *Screen) context() context.Context { return context.Background() }
