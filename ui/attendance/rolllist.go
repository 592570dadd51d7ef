package attendance

import (
	"image/color"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rollbook/model"
	"rollbook/ui/kit"
)

// rollList is the list of people: it draws only the rows that are seen. With the keyboard
// on it, arrows move, P, L, E and A mark, Enter marks present, and any other letter goes
// on in the line above.
type rollList struct {
	widget.List
	screen *Screen
	large  bool
	at     int // the row that keys are about; the first until people move

	choosing bool // among several who fit what was typed: Enter marks the one and goes back
}

func newRollList(s *Screen, large bool) *rollList {
	l := &rollList{screen: s, large: large}
	l.Length = func() int { return len(s.hits) }
	l.CreateItem = func() fyne.CanvasObject { return newRow(large) }
	l.UpdateItem = func(i int, o fyne.CanvasObject) { s.fillRow(i, o.(*fyne.Container)) }
	l.OnSelected = func(i int) {
		l.at = i
		l.Refresh()
	}
	l.HideSeparators = false
	l.ExtendBaseWidget(l)
	return l
}

// top goes to the first row.
func (l *rollList) top() {
	l.at, l.choosing = 0, false
	l.UnselectAll()
	l.ScrollToTop()
	l.Refresh()
}

// choose takes the keyboard, for one of several who fit what was typed to be chosen.
func (l *rollList) choose() {
	l.top()
	l.choosing = true
	l.screen.navigator.Window().Canvas().Focus(l)
}

// chosen marks the one whom people chose, and goes back to the line for the next.
func (l *rollList) chosen() {
	if l.at >= len(l.screen.hits) {
		return
	}
	at := l.screen.hits[l.at]
	l.screen.find.SetText("")
	l.screen.focus()
	l.screen.markFirst(at, model.Typed)
}

// TypedKey moves, and marks present with Enter.
func (l *rollList) TypedKey(e *fyne.KeyEvent) {
	to := l.at
	switch e.Name {
	case fyne.KeyDown:
		to++
	case fyne.KeyUp:
		if l.at == 0 {
			l.screen.focus()
			return
		}
		to--
	case fyne.KeyPageDown:
		to += 8
	case fyne.KeyPageUp:
		to -= 8
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = len(l.screen.hits) - 1
	case fyne.KeyReturn, fyne.KeyEnter:
		if l.choosing {
			l.chosen()
			return
		}
		l.mark(model.Present)
		return
	case fyne.KeyEscape:
		l.screen.focus()
		return
	default:
		return
	}
	if to = min(max(to, 0), len(l.screen.hits)-1); to >= 0 && to != l.at {
		l.at = to
		l.ScrollTo(to)
		l.Refresh()
	}
}

// TypedRune marks, or goes on in the line above; while one of several is being chosen every
// letter does.
func (l *rollList) TypedRune(r rune) {
	value := model.MarkValue(string(unicode.ToUpper(r)))
	if value.Label() != "" && !l.choosing {
		l.mark(value)
		return
	}
	l.screen.focus()
	l.screen.find.TypedRune(r)
}

func (l *rollList) mark(value model.MarkValue) {
	if l.at < len(l.screen.hits) {
		l.screen.mark(l.screen.hits[l.at], value, model.Typed)
		if l.at+1 < len(l.screen.hits) {
			l.at++
			l.ScrollTo(l.at)
		}
		l.Refresh()
	}
}

// headings head the columns.
func headings(bool) []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, title := range []string{lang.L("Name"), lang.L("Country"), lang.L("Organisation"), lang.L("Code")} {
		t := kit.Quiet(title)
		t.Cut = true
		all = append(all, t)
	}
	here := kit.Quiet(lang.L("Present · Late · Excused · Absent"))
	here.Cut, here.Align = true, fyne.TextAlignTrailing
	return append(all, here)
}

// newRow makes a row: a ground that shows where the keyboard is, and the columns.
func newRow(large bool) fyne.CanvasObject {
	text := func(size fyne.ThemeSizeName, color fyne.ThemeColorName, bold bool) *kit.Text {
		t := kit.NewText("")
		t.SizeName, t.Color, t.Bold, t.Cut = size, color, bold, true
		return t
	}
	name, rest, below, height := theme.SizeNameText, kit.SizeTable, kit.SizeQuiet, float32(46)
	if large {
		name, rest, below, height = theme.SizeNameHeadingText, theme.SizeNameSubHeadingText, theme.SizeNameText, 66
	}
	ground := canvas.NewRectangle(color.Transparent)
	ground.CornerRadius = kit.ButtonRadius
	cells := container.New(&rowLayout{large}, text(name, theme.ColorNameForeground, true), text(rest, theme.ColorNameForeground, false),
		text(rest, kit.ColorQuiet, false), text(rest, kit.ColorQuiet, false), kit.NewMarkButtons(large), text(below, kit.ColorQuiet, false))
	tall := canvas.NewRectangle(color.Transparent)
	tall.SetMinSize(fyne.NewSize(1, height))
	return container.NewStack(ground, tall, cells)
}

// fillRow shows one of those found.
func (s *Screen) fillRow(i int, row *fyne.Container) {
	if i >= len(s.hits) {
		return
	}
	at := s.hits[i]
	a := s.st.desk.Roll.Attendees[at]
	ground := row.Objects[0].(*canvas.Rectangle)
	ground.FillColor = kit.Color(kit.ColorCard)
	if s.list != nil && i == s.list.at && (s.find.Text != "" || s.list.at > 0) {
		ground.FillColor = kit.Color(kit.ColorSoftAccent)
	}
	ground.Refresh()
	cells := row.Objects[2].(*fyne.Container).Objects
	set := func(n int, text, tip string) {
		t := cells[n].(*kit.Text)
		t.SetToolTip(tip)
		t.SetText(text)
	}
	name := a.Who.SortName()
	if a.Who.Erased {
		name = lang.L("(erased)")
	}
	if a.Who.NativeName != "" {
		name += "  " + a.Who.NativeName
	}
	detail := []string{a.RoleName}
	if !a.Expected() {
		detail = append(detail, lang.L("cancelled"))
		name += " · " + lang.L("cancelled")
	} else if !a.Counted {
		name += " · " + a.RoleName
	}
	set(0, name, strings.Join(detail, " · "))
	countryName := s.st.countryName(a.Country)
	set(1, countryName, countryName)
	organisation := a.Organisation
	if organisation == "" {
		organisation = a.Who.Organisation
	}
	set(2, organisation, organisation)
	set(3, a.Code, "")
	var parts []string
	for _, part := range []string{countryName, organisation} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	set(5, strings.Join(parts, " · "), strings.Join(parts, " · "))
	buttons := cells[4].(*kit.MarkButtons)
	unsaved := model.MarkValue("")
	if tried, ok := s.unsaved[a.ID]; ok && tried.mark.Session == s.session {
		unsaved = tried.mark.Value
	}
	buttons.OnMark = func(value model.MarkValue) {
		if place := s.st.desk.Place(a.ID); place >= 0 {
			s.mark(place, value, model.Typed)
			s.focus() // the click took the keyboard away
		}
	}
	buttons.Set(a.Marks[s.session].Value, unsaved)
}
