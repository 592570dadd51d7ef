package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// desk is a window with some objects below one another, whose keys go where the program's
// window sends them.
type desk struct {
	t      *testing.T
	window fyne.Window
	passed []fyne.KeyName // keys that came to the window and that nothing over it took
}

func newDesk(t *testing.T, objects ...fyne.CanvasObject) *desk {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(&Theme{Look: LightLook})
	t.Cleanup(WithoutBackground())
	d := &desk{t: t, window: test.NewTempWindow(t, container.NewVBox(objects...))}
	d.window.Resize(fyne.NewSize(800, 600))
	c := d.window.Canvas()
	c.SetOnTypedKey(func(e *fyne.KeyEvent) {
		if !TypedOver(c, e) {
			d.passed = append(d.passed, e.Name)
		}
	})
	return d
}

// strike presses keys as the toolkit does.
func (d *desk) strike(keys ...fyne.KeyName) {
	c := d.window.Canvas()
	for _, name := range keys {
		e := &fyne.KeyEvent{Name: name}
		to := c.Focused()
		if name == fyne.KeyTab {
			if tab, ok := to.(fyne.Tabbable); !ok || !tab.AcceptsTab() {
				c.FocusNext()
				continue
			}
		}
		if to != nil {
			to.TypedKey(e)
		} else {
			c.OnTypedKey()(e)
		}
	}
}

// hears says whether a click on an object reaches it.
func (d *desk) hears(o fyne.CanvasObject, heard *int) bool {
	before := *heard
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	test.TapCanvas(d.window.Canvas(), at.AddXY(o.Size().Width/2, o.Size().Height/2))
	return *heard == before+1
}

func TestEscapeNeverLeavesTheWindowDeaf(t *testing.T) {
	clicks := 0
	click := func() { clicks++ }
	ways := map[string]func(d *desk, day *DayEntry, pick *Picker[int], line *LineEntry, chip *Chip[int]){
		"a calendar": func(d *desk, day *DayEntry, _ *Picker[int], _ *LineEntry, _ *Chip[int]) {
			day.ActionItem.(fyne.Tappable).Tapped(nil)
		},
		"a calendar, and Tab": func(d *desk, day *DayEntry, _ *Picker[int], _ *LineEntry, _ *Chip[int]) {
			day.ActionItem.(fyne.Tappable).Tapped(nil)
			d.strike(fyne.KeyTab, fyne.KeyTab)
		},
		"a pick list": func(d *desk, _ *DayEntry, pick *Picker[int], _ *LineEntry, _ *Chip[int]) { pick.Tapped(nil) },
		"a pick list, and Tab": func(d *desk, _ *DayEntry, pick *Picker[int], _ *LineEntry, _ *Chip[int]) {
			pick.Tapped(nil)
			d.strike(fyne.KeyTab)
		},
		"a menu": func(d *desk, _ *DayEntry, _ *Picker[int], _ *LineEntry, chip *Chip[int]) {
			chip.Tapped(&fyne.PointEvent{})
		},
		"a menu whose keyboard a click took away": func(d *desk, _ *DayEntry, _ *Picker[int], _ *LineEntry, chip *Chip[int]) {
			chip.Tapped(&fyne.PointEvent{})
			d.window.Canvas().Unfocus()
		},
		"the menu of a line": func(d *desk, _ *DayEntry, _ *Picker[int], line *LineEntry, _ *Chip[int]) {
			line.TappedSecondary(&fyne.PointEvent{Position: fyne.NewPos(4, 4)})
		},
		"the menu of a line whose keyboard a click took away": func(d *desk, _ *DayEntry, _ *Picker[int], line *LineEntry, _ *Chip[int]) {
			line.TappedSecondary(&fyne.PointEvent{Position: fyne.NewPos(4, 4)})
			d.window.Canvas().Unfocus()
		},
		"what was read, and Tab": func(d *desk, _ *DayEntry, _ *Picker[int], _ *LineEntry, _ *Chip[int]) {
			Say(d.window, "A word", "to be read")
			d.strike(fyne.KeyTab)
		},
		"a question, and Tab": func(d *desk, _ *DayEntry, _ *Picker[int], _ *LineEntry, _ *Chip[int]) {
			Ask(d.window, "Sure?", "It cannot be undone.", "Do it", func() { d.t.Error("Escape did it") })
			d.strike(fyne.KeyTab, fyne.KeyTab)
		},
		"what the toolkit laid there by itself": func(d *desk, _ *DayEntry, _ *Picker[int], _ *LineEntry, _ *Chip[int]) {
			widget.ShowPopUp(widget.NewLabel("by itself"), d.window.Canvas())
		},
	}
	for name, open := range ways {
		t.Run(name, func(t *testing.T) {
			day, line := NewDayEntry(nil), NewLineEntry()
			pick := NewPicker([]Choice[int]{{Value: 1, Label: "One"}, {Value: 2, Label: "Two"}}, nil)
			chip := NewChip[int]("Filter", nil)
			chip.SetOptions([]Option[int]{{1, "One"}, {2, "Two"}})
			button := Primary("Save", click)
			d := newDesk(t, day, pick, line, chip, button)
			open(d, day, pick, line, chip)
			if d.window.Canvas().Overlays().Top() == nil {
				t.Fatal("nothing lies over the window")
			}
			d.strike(fyne.KeyEscape)
			if d.window.Canvas().Overlays().Top() != nil {
				t.Error("it still lies over the window")
			}
			if len(d.passed) > 0 {
				t.Errorf("Escape closed more than that: %v", d.passed)
			}
			if !d.hears(button, &clicks) {
				t.Error("the window does not hear a click")
			}
		})
	}
}

func TestWhatComesDownTakesNothingElseAlong(t *testing.T) {
	d := newDesk(t, NewLineEntry())
	below := NewDialog(d.window, "Working", NewText("a while"))
	below.Fixed = true
	below.Show()
	line := NewLineEntry()
	e := NewDialog(d.window, "Asked meanwhile", line)
	e.Show()
	d.window.Canvas().Focus(line)
	below.Hide()
	if !e.Up() || below.Up() {
		t.Fatal("what lay above went with what lay below")
	}
	if d.window.Canvas().Focused() != fyne.Focusable(line) {
		t.Error("the keyboard is not where it was")
	}
	d.strike(fyne.KeyEscape)
	if d.window.Canvas().Overlays().Top() != nil {
		t.Error("something still lies over the window")
	}
}

func TestAClickBesideClosesWhatIsNoDialog(t *testing.T) {
	pick := NewPicker([]Choice[int]{{Value: 1, Label: "One"}}, nil)
	d := newDesk(t, pick)
	pick.Tapped(nil)
	test.TapCanvas(d.window.Canvas(), fyne.NewPos(790, 590))
	if d.window.Canvas().Overlays().Top() != nil {
		t.Error("a list to pick from stays after a click beside it")
	}
	Say(d.window, "A word", "to be read")
	test.TapCanvas(d.window.Canvas(), fyne.NewPos(790, 590))
	if d.window.Canvas().Overlays().Top() == nil {
		t.Error("what must be read went with a click beside it")
	}
}

func TestADialogFitsIntoASmallWindow(t *testing.T) {
	d := newDesk(t)
	d.window.Resize(fyne.NewSize(420, 300))
	rows := Rows(Step1)
	for range 40 {
		rows.Add(NewText("a row"))
	}
	dialog := NewDialog(d.window, "Long", rows)
	button := NewButton("Close", dialog.Hide)
	dialog.SetButtons(button)
	dialog.Show()
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(button)
	if at.Y+button.Size().Height > 300 {
		t.Errorf("its button lies at %v, outside the window", at)
	}
}

func TestKeysOnAButton(t *testing.T) {
	pressed := 0
	button := Primary("Save", func() { pressed++ })
	d := newDesk(t, button)
	d.window.Canvas().Focus(button)
	d.strike(fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace)
	if pressed != 3 {
		t.Errorf("Enter and the space bar pressed it %d times", pressed)
	}
	d.strike(fyne.KeyEscape)
	if len(d.passed) != 1 {
		t.Error("Escape did not come to the window")
	}
	button.Disable()
	d.strike(fyne.KeyReturn)
	if pressed != 3 {
		t.Error("a button that is off was pressed")
	}
}

func TestPickingADayByKeys(t *testing.T) {
	var got []string
	day := NewDayEntry(nil)
	day.SetDay("2024-01-31")
	d := newDesk(t, day)
	d.window.Canvas().Focus(day)
	for _, keys := range [][]fyne.KeyName{{fyne.KeyRight}, {fyne.KeyPageDown, fyne.KeyPageDown}, {fyne.KeyUp}} {
		d.strike(fyne.KeyDown)
		d.strike(keys...)
		d.strike(fyne.KeyReturn)
		got = append(got, string(day.day))
	}
	for i, want := range []string{"2024-02-01", "2024-04-01", "2024-03-25"} {
		if got[i] != want {
			t.Errorf("the days picked are %v", got)
			break
		}
	}
}

func TestTabLeavesEveryField(t *testing.T) {
	notes, after := NewTextEntry(4, nil), NewLineEntry()
	d := newDesk(t, notes, after)
	d.window.Canvas().Focus(notes)
	d.strike(fyne.KeyTab)
	if d.window.Canvas().Focused() != fyne.Focusable(after) || notes.Text != "" {
		t.Error("Tab did not leave the notes")
	}
}

func TestFocusIsSeenOnEveryButton(t *testing.T) {
	for name, button := range map[string]*Button{"primary": Primary("Save", nil), "plain": NewButton("Cancel", nil), "picture": IconButton("close", "Close", nil), "text": TextButton("add", "Add", nil)} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, button)
			before := d.window.Canvas().Capture()
			d.window.Canvas().Focus(button)
			after := d.window.Canvas().Capture()
			from := fyne.CurrentApp().Driver().AbsolutePositionForObject(button)
			seen := 0
			for x := int(from.X); x < int(from.X+button.Size().Width); x++ {
				for y := int(from.Y); y < int(from.Y+button.Size().Height); y++ {
					if apart(before.At(x, y), after.At(x, y)) {
						seen++
					}
				}
			}
			if seen < int(button.Size().Width) {
				t.Errorf("the keyboard on the button changes %d points clearly", seen)
			}
		})
	}
}
