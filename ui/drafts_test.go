package ui

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rollbook/model"
	"rollbook/ui/kit"
)

// writes types letters into what has the keyboard, as people do.
func (w *Window) writes(t *testing.T, text string) {
	t.Helper()
	c := w.window.Canvas()
	for _, r := range text {
		if to := c.Focused(); to != nil {
			to.TypedRune(r)
		} else {
			c.OnTypedRune()(r)
		}
	}
}

// tab goes on to the next field, as the toolkit does.
func (w *Window) tab(t *testing.T, times int) {
	t.Helper()
	c := w.window.Canvas()
	for range times {
		if to, ok := c.Focused().(fyne.Tabbable); ok && to.AcceptsTab() {
			t.Fatalf("Tab does not leave %T", to)
		}
		c.FocusNext()
	}
}

func office(t *testing.T) *Window {
	t.Helper()
	w := newWindow(t)
	w.window.Resize(fyne.NewSize(1280, 820))
	w.openTest(t, "Office", false)
	return w
}

func countActivities(t *testing.T, w *Window) int {
	t.Helper()
	_, n, err := w.register.Activities(context.Background(), model.ActivityFilter{})
	must(t, err)
	return n
}

func TestAHalfTypedActivityIsKept(t *testing.T) {
	ways := map[string]func(w *Window){
		"another screen and back":        func(w *Window) { w.Go(model.PeopleRoute{}); w.router.goBack() },
		"another screen, then a new one": func(w *Window) { w.Go(model.OverviewRoute{}); w.Go(model.NewActivityRoute{}) },
		"the list, then a new one":       func(w *Window) { w.Go(model.ActivitiesRoute{}); w.Go(model.NewActivityRoute{}) },
		"Escape, then a new one": func(w *Window) {
			w.strike(fyne.KeyEscape)
			w.Go(model.NewActivityRoute{})
		},
		"another activity, then a new one": func(w *Window) {
			w.Go(model.ActivitiesRoute{})
			w.strike(fyne.KeyDown)
			w.Go(model.NewActivityRoute{})
		},
		"undo, and a change by somebody else": func(w *Window) { w.undo() },
	}
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			w := office(t)
			activity(t, w)
			w.Go(model.ActivitiesRoute{})
			w.Go(model.NewActivityRoute{})
			w.writes(t, "Half typed")
			way(w)
			w.sees(t, "New activity", "Half typed")
		})
	}
}

func TestAnActivityThatWasAddedLeavesNoDraft(t *testing.T) {
	w := office(t)
	types, err := w.register.Types(context.Background())
	must(t, err)
	w.Go(model.ActivitiesRoute{})
	w.Go(model.NewActivityRoute{})
	w.writes(t, "Open data")
	w.tab(t, 1)
	w.strike(fyne.KeyDown) // the types
	w.writes(t, types[1].Name)
	w.strike(fyne.KeyReturn)
	w.tab(t, 2)
	w.writes(t, "4 Mar 2024")
	w.strike(fyne.KeyReturn)
	if n := countActivities(t, w); n != 1 {
		t.Fatalf("%d activities were added\n%s", n, texts(w.window.Canvas().Content()))
	}
	w.sees(t, "every change is saved")
	w.strike(fyne.KeyEscape)
	if seen := texts(w.window.Canvas().Content()); strings.Contains(seen, "Add the activity") || strings.Contains(seen, "every change is saved") {
		t.Error("Escape on an activity just added shows a form")
	}
	w.sees(t, "1 of 1 activity")
	w.Go(model.NewActivityRoute{})
	if lineWith(w.window.Canvas().Content(), "Open data") != nil {
		t.Error("what was added is still in the form for a new activity")
	}
}

func TestAHalfTypedPersonIsKept(t *testing.T) {
	w := office(t)
	w.Go(model.PeopleRoute{})
	w.press(t, "New person")
	w.writes(t, "Half Typed")
	w.strike(fyne.KeyEscape)
	if strings.Contains(texts(w.window.Canvas().Content()), "Half Typed") {
		t.Error("Escape does not close the page")
	}
	w.Go(model.OverviewRoute{})
	w.Go(model.PeopleRoute{})
	w.press(t, "Go on with the new person")
	w.sees(t, "Half Typed")
	w.press(t, "Add the person")
	w.strike(fyne.KeyEscape)
	w.press(t, "New person")
	if lineWith(w.window.Canvas().Content(), "Half Typed") != nil {
		t.Error("the person who was added is still in the form")
	}
}

func TestAHalfTypedWalkInIsKept(t *testing.T) {
	w := office(t)
	id, other := roll(t, w, "Ana Lui"), roll(t, w, "Ben Tau")
	w.Go(model.AttendanceRoute{Activity: id})
	w.screens.attendance.FocusSearch()
	w.writes(t, "Zoe")
	w.press(t, "Walk-in “Zoe”")
	w.writes(t, " Newcomer")
	w.strike(fyne.KeyEscape)
	w.Go(model.AttendanceRoute{Activity: other})
	w.press(t, "Add a walk-in")
	if strings.Contains(texts(w.window.Canvas().Content()), "Newcomer") {
		t.Error("somebody typed at one activity stands at another")
	}
	w.strike(fyne.KeyEscape)
	w.Go(model.AttendanceRoute{Activity: id})
	w.press(t, "Add a walk-in")
	w.sees(t, "Zoe Newcomer")
	w.press(t, "Add and mark present")
	w.press(t, "Add a walk-in")
	if strings.Contains(texts(w.window.Canvas().Content()), "Zoe Newcomer\nNo country") {
		t.Error("who was added is still in the line")
	}
}

func TestClosingAsksAboutWhatWasBegun(t *testing.T) {
	w := office(t)
	w.Go(model.NewActivityRoute{})
	w.writes(t, "Half typed")
	gone := false
	w.part("Closing", func() { gone = true })
	over := w.window.Canvas().Overlays()
	if gone || over.Top() == nil || !strings.Contains(texts(over.Top()), "a new activity") {
		t.Fatal("the register is closed without a question")
	}
	w.strike(fyne.KeyEscape)
	w.sees(t, "Half typed")
	w.part("Closing", func() { gone = true })
	buttonNamed(over.Top(), "Close all the same").OnTapped()
	if !gone {
		t.Error("it cannot be closed")
	}
}

func TestEscapeInADialogAsksBeforeWhatWasTypedGoes(t *testing.T) {
	w := office(t)
	over := w.window.Canvas().Overlays()
	w.Go(model.SettingsRoute{Section: "types"})
	w.press(t, "Add a type")
	w.writes(t, "Webinar")
	w.strike(fyne.KeyEscape)
	w.strike(fyne.KeyEscape) // the question: it is not to go
	if top := over.Top(); top == nil || !strings.Contains(texts(top), "Save") {
		t.Fatal("the dialog went with what was typed")
	}
	w.strike(fyne.KeyEscape)
	buttonNamed(over.Top(), "Leave").OnTapped()
	if over.Top() != nil {
		t.Error("the dialog is still open")
	}
}

func TestEscapePutsBackWhatStoodInALine(t *testing.T) {
	w := office(t)
	id := activity(t, w)
	w.Go(model.ActivitiesRoute{})
	w.Go(model.ActivityRoute{ID: id})
	title := lineWith(w.window.Canvas().Content(), "Open data")
	w.window.Canvas().Focus(title)
	w.writes(t, "Not ")
	w.strike(fyne.KeyEscape)
	w.sees(t, "every change is saved") // it only ended the edit
	a, err := w.register.Activity(context.Background(), id)
	must(t, err)
	if title.Text != "Open data" || a.Title != "Open data" {
		t.Errorf("after Escape the line says %q and the register %q", title.Text, a.Title)
	}
	w.strike(fyne.KeyEscape)
	if strings.Contains(texts(w.window.Canvas().Content()), "every change is saved") {
		t.Error("the second Escape does not close the form")
	}
	if a, err = w.register.Activity(context.Background(), id); err != nil || a.Title != "Open data" {
		t.Errorf("after the second Escape the register says %q (%v)", a.Title, err)
	}

	w.Go(model.ActivityRoute{ID: id})
	day := dayWith(w.window.Canvas().Content(), "4 Mar 2024")
	w.window.Canvas().Focus(day)
	day.TypedShortcut(&fyne.ShortcutSelectAll{})
	w.writes(t, "5 May 2025")
	w.strike(fyne.KeyEscape)
	if a, err = w.register.Activity(context.Background(), id); err != nil || a.FirstDay != "2024-03-04" || day.Text != "4 Mar 2024" {
		t.Errorf("Escape left the day %q, and %q in the register (%v)", day.Text, a.FirstDay, err)
	}
	day.TypedShortcut(&fyne.ShortcutSelectAll{})
	w.writes(t, "one day")
	w.tab(t, 1)
	w.sees(t, "one day") // and what is wrong with it
	if seen := texts(w.window.Canvas().Content()); !strings.Contains(seen, "date") && !strings.Contains(seen, "day;") {
		t.Errorf("nothing says that it is no day: %s", seen)
	}
}

// lineWith finds a line that can be seen by what stands in it.
func lineWith(o fyne.CanvasObject, text string) *kit.TextEntry {
	var found *kit.TextEntry
	each(o, func(o fyne.CanvasObject) {
		if e, ok := o.(*kit.TextEntry); ok && e.Text == text && found == nil {
			found = e
		}
	})
	return found
}

// dayWith finds a line for a day by the day in it.
func dayWith(o fyne.CanvasObject, text string) *kit.DayEntry {
	var found *kit.DayEntry
	each(o, func(o fyne.CanvasObject) {
		if e, ok := o.(*kit.DayEntry); ok && e.Text == text && found == nil {
			found = e
		}
	})
	return found
}
