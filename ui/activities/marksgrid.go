package activities

import (
	"fmt"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"rollbook/model"
	"rollbook/ui/kit"
)

// marksGrid is the marks of an activity: a row a person, a column a session. Typing P, L,
// E or A marks the chosen cell and goes on to the one below.
type marksGrid struct {
	widget.Table
	of *attendance
	at widget.TableCellID
}

// Widths of the column of names and of a session, and the height of a row.
const (
	gridNames   float32 = 168
	gridSession float32 = 62
	gridRow     float32 = 32
)

func newMarksGrid(a *attendance) *marksGrid {
	g := &marksGrid{of: a, at: widget.TableCellID{Row: 0, Col: 1}}
	g.Length = func() (int, int) { return len(a.st.roll.Attendees), len(a.st.roll.Sessions) + 1 }
	g.CreateCell = func() fyne.CanvasObject { return kit.Padded(6, 6, cutText()) }
	g.UpdateCell = g.fill
	g.ShowHeaderRow = true
	g.CreateHeader = func() fyne.CanvasObject {
		t := cutText()
		t.SizeName, t.Color = kit.SizeQuiet, kit.ColorQuiet
		return kit.Padded(6, 4, t)
	}
	g.UpdateHeader = func(id widget.TableCellID, o fyne.CanvasObject) {
		t := o.(*fyne.Container).Objects[0].(*kit.Text)
		if id.Col > 0 && id.Col <= len(a.st.roll.Sessions) {
			t.SetToolTip(a.st.roll.Sessions[id.Col-1].Name)
			t.SetText(a.st.roll.Sessions[id.Col-1].Name)
			return
		}
		t.SetText("")
	}
	g.StickyColumnCount = 1
	g.OnSelected = func(id widget.TableCellID) { g.at = id }
	g.ExtendBaseWidget(g)
	return g
}

func cutText() *kit.Text {
	t := kit.NewText("")
	t.SizeName, t.Cut = kit.SizeTable, true
	return t
}

// show shows the marks.
func (g *marksGrid) show() {
	g.SetColumnWidth(0, gridNames)
	for c := range g.of.st.roll.Sessions {
		g.SetColumnWidth(c+1, gridSession)
	}
	for r := range g.of.st.roll.Attendees {
		g.SetRowHeight(r, gridRow)
	}
	g.Refresh()
}

func (g *marksGrid) fill(id widget.TableCellID, o fyne.CanvasObject) {
	t := o.(*fyne.Container).Objects[0].(*kit.Text)
	roll := g.of.st.roll
	if id.Row >= len(roll.Attendees) || id.Col > len(roll.Sessions) {
		return
	}
	a := roll.Attendees[id.Row]
	t.Align, t.Bold, t.Color = fyne.TextAlignLeading, false, ""
	if id.Col == 0 {
		t.SetToolTip(attendeeName(a))
		t.SetText(attendeeName(a))
		return
	}
	m := a.Marks[roll.Sessions[id.Col-1].ID]
	t.Align, t.Bold, t.Color = fyne.TextAlignCenter, true, kit.MarkColor(m.Value)
	if m.Value != "" {
		t.SetToolTip(fmt.Sprintf("%s · %s", m.Value.Label(), m.At.Time().Format("2 Jan 2006 15:04")))
	}
	t.SetText(string(m.Value))
}

// Cursor is the usual one.
func (g *marksGrid) Cursor() desktop.Cursor { return g.Table.Cursor() }

// TypedRune marks the chosen cell and goes on to the one below.
func (g *marksGrid) TypedRune(r rune) {
	value := model.MarkValue(string(unicode.ToUpper(r)))
	if value.Label() == "" {
		return
	}
	if m, ok := g.markAt(g.at.Row, g.at.Col, value); ok {
		g.of.mark(m)
		g.move(1, 0)
	}
}

// markAt gives the mark of a cell.
func (g *marksGrid) markAt(row, col int, value model.MarkValue) (model.Mark, bool) {
	roll := g.of.st.roll
	if value == "" || row < 0 || row >= len(roll.Attendees) || col < 1 || col > len(roll.Sessions) {
		return model.Mark{}, false
	}
	return model.Mark{Registration: roll.Attendees[row].ID, Session: roll.Sessions[col-1].ID, Value: value, Way: model.Typed}, true
}

func (g *marksGrid) move(rows, cols int) {
	roll := g.of.st.roll
	g.at.Row = min(max(g.at.Row+rows, 0), max(len(roll.Attendees)-1, 0))
	g.at.Col = min(max(g.at.Col+cols, 1), max(len(roll.Sessions), 1))
	g.Select(g.at)
}

// TypedKey moves.
func (g *marksGrid) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
		g.move(1, 0)
	case fyne.KeyUp:
		g.move(-1, 0)
	case fyne.KeyRight:
		g.move(0, 1)
	case fyne.KeyLeft:
		g.move(0, -1)
	case fyne.KeyPageDown:
		g.move(10, 0)
	case fyne.KeyPageUp:
		g.move(-10, 0)
	case fyne.KeyHome:
		g.move(-g.at.Row, 0)
	case fyne.KeyEnd:
		g.move(len(g.of.st.roll.Attendees), 0)
	case fyne.KeyEscape:
		kit.PassOn(e)
	}
}

// TypedShortcut pastes a block of marks at the chosen cell, or fills down from it.
func (g *marksGrid) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutPaste:
		g.paste(s.Clipboard.Content())
	case *desktop.CustomShortcut:
		if s.KeyName == fyne.KeyD && s.Modifier == fyne.KeyModifierShortcutDefault {
			g.fillDown()
		}
	}
}

// fillDown gives those below who have no mark the mark of the chosen cell, as one action.
func (g *marksGrid) fillDown() {
	roll := g.of.st.roll
	if g.at.Col < 1 || g.at.Col > len(roll.Sessions) || g.at.Row >= len(roll.Attendees) {
		return
	}
	session := roll.Sessions[g.at.Col-1].ID
	value := roll.Attendees[g.at.Row].Marks[session].Value
	var marks []model.Mark
	for row := g.at.Row + 1; row < len(roll.Attendees); row++ {
		if roll.Attendees[row].Marks[session].Value != "" {
			continue
		}
		if m, ok := g.markAt(row, g.at.Col, value); ok {
			marks = append(marks, m)
		}
	}
	if len(marks) > 0 {
		g.of.mark(marks...)
	}
}

// paste lays a block of marks over the grid from the chosen cell on, as one action.
func (g *marksGrid) paste(text string) {
	block, err := readMarks(text)
	if err != nil {
		g.of.fail(err)
		return
	}
	var marks []model.Mark
	for r, row := range block {
		for c, value := range row {
			if m, ok := g.markAt(g.at.Row+r, g.at.Col+c, value); ok {
				marks = append(marks, m)
			}
		}
	}
	if len(marks) > 0 {
		g.of.mark(marks...)
	}
}
