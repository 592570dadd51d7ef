package attendance

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rollbook/ui/kit"
)

// findEntry is the line to type or scan in: tall, with large letters.
type findEntry struct {
	widget.Entry
	screen  *Screen
	surface *kit.Surface
	object  fyne.CanvasObject
}

func newFindEntry(s *Screen) *findEntry {
	e := &findEntry{screen: s}
	e.Wrapping, e.Scroll = fyne.TextWrapOff, fyne.ScrollNone
	e.ExtendBaseWidget(e)
	e.SetPlaceHolder(lang.L("Name, country or code, or scan"))
	e.OnChanged = func(string) {
		s.loader.Forget() // an Enter before was about another text
		s.narrow()
	}
	e.OnSubmitted = func(string) { s.enter() }
	icon := container.NewGridWrap(fyne.NewSquareSize(20), widget.NewIcon(kit.ColoredIcon("search", kit.ColorQuiet)))
	hint := kit.Quiet(lang.L("Enter marks who is found present"))
	hint.Cut = true
	line := container.New(&findLayout{}, kit.Middle(icon), container.NewThemeOverride(e, largeEntry{}), kit.Middle(hint))
	e.surface = kit.NewSurface(kit.ColorCard, theme.ColorNameInputBorder, kit.CardRadius, kit.Padded(3, kit.Step3, line))
	e.object = e.surface
	return e
}

// FocusGained shows that what is typed goes here.
func (e *findEntry) FocusGained() {
	e.Entry.FocusGained()
	e.surface.Line = theme.ColorNamePrimary
	e.surface.Refresh()
}

// FocusLost ends that.
func (e *findEntry) FocusLost() {
	e.Entry.FocusLost()
	e.surface.Line = theme.ColorNameInputBorder
	e.surface.Refresh()
}

// findLayout lays out an icon, the line, and a hint where there is room for it.
type findLayout struct{}

// roomForHint is the width from which on the hint is shown.
const roomForHint float32 = 660

// Layout is the toolkit's.
func (*findLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	icon, entry, hint := objects[0], objects[1], objects[2]
	w := icon.MinSize().Width
	icon.Resize(fyne.NewSize(w, size.Height))
	icon.Move(fyne.Position{})
	right := size.Width
	if size.Width < roomForHint {
		hint.Hide()
	} else {
		hint.Show()
		const width = 200
		right -= width
		hint.Move(fyne.NewPos(right, 0))
		hint.Resize(fyne.NewSize(width, size.Height))
	}
	entry.Move(fyne.NewPos(w+kit.Step1, 0))
	entry.Resize(fyne.NewSize(right-w-kit.Step1, size.Height))
}

// MinSize is the toolkit's.
func (*findLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(260, objects[1].MinSize().Height)
}

// largeEntry is the theme in use with large letters and no ground of its own for the line,
// which stands on a surface.
type largeEntry struct{}

func (largeEntry) used() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }

// Font is that of the theme in use.
func (l largeEntry) Font(style fyne.TextStyle) fyne.Resource { return l.used().Font(style) }

// Icon is that of the theme in use.
func (l largeEntry) Icon(name fyne.ThemeIconName) fyne.Resource { return l.used().Icon(name) }

// Color is that of the theme in use, but for the line's ground.
func (l largeEntry) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	switch name {
	case theme.ColorNameInputBackground, theme.ColorNameInputBorder:
		return color.Transparent
	}
	return l.used().Color(name, variant)
}

// Size is the theme's, larger.
func (l largeEntry) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return l.used().Size(name) * 1.3
	case theme.SizeNameInnerPadding:
		return 11
	case theme.SizeNameInputBorder:
		return 0
	}
	return l.used().Size(name)
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
		if e.Text != "" {
			e.SetText("")
			return
		}
		kit.PassOn(k) // closes the line for a walk-in, ends large type
	default:
		e.Entry.TypedKey(k)
	}
}
