package ui

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rollbook/model"
	"rollbook/ui/kit"
)

// strike presses a key as the toolkit does: what has the keyboard gets it, else the window.
func (w *Window) strike(keys ...fyne.KeyName) {
	c := w.window.Canvas()
	for _, name := range keys {
		e := &fyne.KeyEvent{Name: name}
		if to := c.Focused(); to != nil {
			to.TypedKey(e)
		} else if on := c.OnTypedKey(); on != nil {
			on(e)
		}
	}
}

// menu does what a menu's item does, as its shortcut does also where it is disabled.
func (w *Window) menu(t *testing.T, label string) {
	t.Helper()
	for _, menu := range w.menus.main.Items {
		for _, i := range menu.Items {
			if w.menus.names[i] == label {
				i.Action()
				return
			}
		}
	}
	t.Fatalf("no menu has %q", label)
}

func TestShortcutsDoNothingWhereThereIsNothingToDo(t *testing.T) {
	w := newWindow(t)
	for _, menu := range w.menus.main.Items[1:3] {
		for _, i := range menu.Items {
			if i.Action != nil {
				i.Action() // no register is open
			}
		}
	}
	w.openTest(t, "Office", false)
	w.window.Resize(fyne.NewSize(1280, 820))
	kit.Say(w.window, "A word", "to be read")
	w.menu(t, "Activities")
	w.menu(t, "New activity")
	if _, there := w.router.here.(model.OverviewRoute); !there {
		t.Errorf("below a dialog the window went to %#v", w.router.here)
	}
}

func TestEscapeClosesWhatIsOpen(t *testing.T) {
	w := newWindow(t)
	w.window.Resize(fyne.NewSize(1280, 820))
	w.openTest(t, "Office", false)
	activity(t, w)
	w.Go(model.ActivitiesRoute{})
	over := w.window.Canvas().Overlays()

	w.strike(fyne.KeyDown) // the first row: its form opens beside the table
	w.sees(t, "every change is saved")
	if _, there := w.router.here.(model.ActivityRoute); !there {
		t.Errorf("a row that was chosen is no place to come back to: %#v", w.router.here)
	}
	w.strike(fyne.KeyEscape)
	if seen := texts(w.window.Canvas().Content()); strings.Contains(seen, "every change is saved") {
		t.Error("the form is still open")
	}
	w.strike(fyne.KeyDown)
	w.sees(t, "every change is saved") // the keyboard stayed in the table

	kit.Ask(w.window, "Sure?", "It cannot be undone.", "Do it", func() { t.Error("Enter did what is asked about") })
	w.strike(fyne.KeyReturn)
	w.strike(fyne.KeyEscape)
	if over.Top() != nil {
		t.Error("the question is still open")
	}
	w.sees(t, "every change is saved") // what lies below stays

	w.Go(model.SettingsRoute{Section: "types"})
	w.press(t, "Add a type")
	w.strike(fyne.KeyEscape) // from the line that has the keyboard
	if over.Top() != nil {
		t.Error("the dialog is still open")
	}
	kit.Say(w.window, "A word", "that was read")
	w.strike(fyne.KeyReturn)
	if over.Top() != nil {
		t.Error("Enter does not close what was read")
	}
}

func TestWhoTypesSearches(t *testing.T) {
	w := newWindow(t)
	w.window.Resize(fyne.NewSize(1280, 820))
	w.openTest(t, "Office", false)
	activity(t, w)
	w.Go(model.ActivitiesRoute{})
	for _, r := range "nix" {
		if to := w.window.Canvas().Focused(); to != nil {
			to.TypedRune(r)
			continue
		}
		w.window.Canvas().OnTypedRune()(r)
	}
	w.sees(t, "Nothing found")
}

func TestSteppingFromRowToRowIsOneStepBack(t *testing.T) {
	w := newWindow(t)
	w.window.Resize(fyne.NewSize(1280, 820))
	w.openTest(t, "Office", false)
	activity(t, w)
	activity(t, w)
	w.Go(model.ActivitiesRoute{})
	steps := len(w.router.back)
	w.strike(fyne.KeyDown, fyne.KeyDown)
	if len(w.router.back) != steps+1 {
		t.Errorf("two rows are %d steps", len(w.router.back)-steps)
	}
	known(t, w, model.Person{Name: "Ana"}, model.Person{Name: "Ben"})
	w.Go(model.PeopleRoute{})
	w.Go(model.PeopleRoute{}) // where one is already
	people, err := w.register.People(context.Background(), "", 0)
	must(t, err)
	w.strike(fyne.KeyDown, fyne.KeyDown)
	if got := w.router.here; got != (model.PersonRoute{ID: people[1].ID}) {
		t.Errorf("two rows down is %#v", got)
	}
	w.router.goBack()
	w.router.goBack()
	w.sees(t, "every change is saved")
}

func TestOnSmallWindowsArrowKeysOnlyMove(t *testing.T) {
	w := newWindow(t)
	w.window.Resize(fyne.NewSize(1024, 700))
	w.openTest(t, "Office", false)
	activity(t, w)
	w.Go(model.ActivitiesRoute{})
	w.strike(fyne.KeyDown)
	if seen := texts(w.window.Canvas().Content()); strings.Contains(seen, "every change is saved") {
		t.Error("the form covers the table at the first step")
	}
	w.strike(fyne.KeyReturn)
	w.sees(t, "every change is saved")
}

func TestPrintingLeadsToThePapersOfWhatIsShown(t *testing.T) {
	w := newWindow(t)
	w.openTest(t, "Office", false)
	id := activity(t, w)
	w.Go(model.ActivityRoute{ID: id})
	w.menu(t, "Print …")
	if got := w.router.here; got != (model.ReportsRoute{Kind: "activity", Activity: id}) {
		t.Errorf("from an activity printing leads to %#v", got)
	}
	w.Go(model.OverviewRoute{})
	w.menu(t, "Print …")
	if got := w.router.here; got != (model.ReportsRoute{Kind: "summary"}) {
		t.Errorf("from the overview printing leads to %#v", got)
	}
}

func TestTheCountryComesBeforeWhatWasHeldThere(t *testing.T) {
	w := newWindow(t)
	w.window.Resize(fyne.NewSize(1280, 820))
	w.openTest(t, "Sample", true)
	w.find()
	line, ok := w.window.Canvas().Focused().(interface{ SetText(string) })
	if !ok {
		t.Fatal("the search has not the keyboard")
	}
	line.SetText("fiji")
	w.strike(fyne.KeyReturn)
	if got := w.router.here; got != (model.CountryRoute{Code: "FJI"}) {
		t.Errorf("“fiji” and Enter lead to %#v", got)
	}
}

func TestLikelyDuplicatesStayWhileTheyAreAnswered(t *testing.T) {
	w := newWindow(t)
	w.window.Resize(fyne.NewSize(1280, 820))
	w.openTest(t, "Office", false)
	known(t, w, model.Person{Name: "Nimal Bandara", Country: "LKA"}, model.Person{Name: "Bandara Nimal", Country: "LKA"})
	w.Go(model.PeopleRoute{})
	w.screens.people.ShowDuplicates()
	known(t, w, model.Person{Name: "Tshering Dorji", Country: "BTN"}) // comes in meanwhile
	w.sees(t, "Nothing is merged by itself")
	w.strike(fyne.KeyEscape)
	w.sees(t, "3 of 3 people")
}

func TestALongTitleStaysInItsField(t *testing.T) {
	entry := kit.NewTextEntry(1, nil)
	entry.SetText(strings.Repeat("a long title ", 40))
	window := test.NewTempWindow(t, entry)
	window.Resize(fyne.NewSize(300, 60))
	if got := entry.MinSize().Width; got > 300 {
		t.Errorf("the field wants to be %.0f wide", got)
	}
}
