package ui

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rollbook/model"
	"rollbook/ui/kit"
)

// opened is a register under another name, so that it can be embedded beside its method
// Register.
type opened interface{ Register }

// fullDisk is a register whose disk is full while full is set.
type fullDisk struct {
	opened
	full bool
}

func (r *fullDisk) Mark(ctx context.Context, marks ...model.Mark) error {
	if r.full {
		return model.Errorf(model.ENoSpace, "The disk is full. Make room and try again.")
	}
	return r.opened.Mark(ctx, marks...)
}

// roll adds a held workshop of three days with people of these names, and its sessions.
func roll(t *testing.T, w *Window, names ...string) model.ID {
	t.Helper()
	ctx := context.Background()
	types, err := w.register.Types(ctx)
	must(t, err)
	roles, err := w.register.Roles(ctx)
	must(t, err)
	a := model.Activity{Title: "Open data", Type: types[1].ID, FirstDay: "2024-03-04", LastDay: "2024-03-06", Status: model.Held}
	a.ID, err = w.register.SaveActivity(ctx, a)
	must(t, err)
	for _, name := range names {
		_, _, err := w.register.Enrol(ctx, model.Person{Name: name, Country: "FJI", Sex: model.Female}, model.Registration{Activity: a.ID, Role: roles[0].ID, Country: "FJI"})
		must(t, err)
	}
	must(t, w.register.MakeSessions(ctx, model.SessionsOf(a, false)))
	return a.ID
}

// typeInto types into what has the keyboard, and presses Enter.
func (w *Window) typeInto(t *testing.T, text string) {
	t.Helper()
	focused := w.window.Canvas().Focused()
	if focused == nil {
		t.Fatalf("nothing has the keyboard to type %q into", text)
	}
	for _, r := range text {
		focused.TypedRune(r)
	}
	w.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

// buttonNamed finds a button that can be seen by the beginning of its text.
func buttonNamed(o fyne.CanvasObject, text string) *kit.Button {
	if o == nil || !o.Visible() {
		return nil
	}
	if b, ok := o.(*kit.Button); ok && strings.HasPrefix(b.Text, text) {
		return b
	}
	var children []fyne.CanvasObject
	if c, ok := o.(*fyne.Container); ok {
		children = c.Objects
	} else if widget, ok := o.(fyne.Widget); ok {
		children = test.WidgetRenderer(widget).Objects()
	}
	for _, child := range children {
		if b := buttonNamed(child, text); b != nil {
			return b
		}
	}
	return nil
}

func (w *Window) press(t *testing.T, text string) {
	t.Helper()
	b := buttonNamed(w.window.Canvas().Content(), text)
	if b == nil {
		t.Fatalf("there is no button %q", text)
	}
	b.OnTapped()
}

func (w *Window) marks(t *testing.T, activity model.ID) string {
	t.Helper()
	r, err := w.register.Roll(context.Background(), activity)
	must(t, err)
	var all []string
	for _, a := range r.Attendees {
		for _, s := range r.Sessions {
			if m, ok := a.Marks[s.ID]; ok {
				all = append(all, fmt.Sprintf("%s %s %s", a.Who.Name, s.Name, m.Value))
			}
		}
	}
	return strings.Join(all, "; ")
}

func TestTypingANameAndEnterMarksPresent(t *testing.T) {
	w := newWindow(t)
	w.window.Resize(fyne.NewSize(1280, 820))
	w.openTest(t, "Office", false)
	id := roll(t, w, "Corazón Bañez", "방소연", "O’Neill Aoife")
	w.Go(model.AttendanceRoute{Activity: id})
	w.typeInto(t, "bane")
	w.sees(t, "Present: Corazón Bañez", "of 3 here", "2 not marked yet")
	w.typeInto(t, "방")
	w.typeInto(t, "oneill")
	if got := w.marks(t, id); got != "Corazón Bañez Day 3 P; O’Neill Aoife Day 3 P; 방소연 Day 3 P" {
		t.Errorf("the marks are: %s", got)
	}
	w.typeInto(t, "bane")
	w.sees(t, "Already marked: Corazón Bañez")
	w.typeInto(t, "ZZ99")
	w.sees(t, "Nobody here answers to “ZZ99”")
	w.undo()
	w.sees(t, "2 present", "1 not marked yet")
}

func TestACodeOfAnotherActivityIsSaid(t *testing.T) {
	w := newWindow(t)
	w.openTest(t, "Office", false)
	ctx := context.Background()
	other, here := roll(t, w, "Somebody Else"), roll(t, w, "Nimal Bandara")
	r, err := w.register.Roll(ctx, other)
	must(t, err)
	w.Go(model.AttendanceRoute{Activity: here})
	w.typeInto(t, r.Attendees[0].Code)
	w.sees(t, r.Attendees[0].Code+" is of another activity")
	if got := w.marks(t, here) + w.marks(t, other); got != "" {
		t.Errorf("somebody was marked: %s", got)
	}
}

func TestAMarkThatCannotBeSavedStaysToBeTriedAgain(t *testing.T) {
	w := newWindow(t)
	w.window.Resize(fyne.NewSize(1280, 820))
	w.openTest(t, "Office", false)
	id := roll(t, w, "Nimal Bandara", "Tshering Dorji")
	disk := &fullDisk{opened: w.register, full: true}
	w.use(disk)
	w.Go(model.AttendanceRoute{Activity: id})
	w.typeInto(t, "nimal")
	w.sees(t, "NOT SAVED: Nimal Bandara", "The disk is full", "Try again", "2 not marked yet")
	if got := w.marks(t, id); got != "" {
		t.Errorf("the register says %s", got)
	}
	disk.full = false
	w.click(t, "Try again")
	w.sees(t, "Present: Nimal Bandara", "1 not marked yet")
	if got := w.marks(t, id); got != "Nimal Bandara Day 3 P" {
		t.Errorf("after trying again the register says %q", got)
	}
}

// click clicks on a link that can be seen.
func (w *Window) click(t *testing.T, text string) {
	t.Helper()
	var found *kit.Link
	var walk func(fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if o == nil || !o.Visible() {
			return
		}
		if l, ok := o.(*kit.Link); ok && l.Text.Text == text {
			found = l
		}
		switch v := o.(type) {
		case *fyne.Container:
			for _, child := range v.Objects {
				walk(child)
			}
		case fyne.Widget:
			for _, child := range test.WidgetRenderer(v).Objects() {
				walk(child)
			}
		}
	}
	walk(w.window.Canvas().Content())
	if found == nil {
		t.Fatalf("there is no link %q", text)
	}
	found.Tapped(nil)
}

func TestTheRestIsMarkedAbsentAsOneAction(t *testing.T) {
	w := newWindow(t)
	w.window.Resize(fyne.NewSize(1280, 820))
	w.openTest(t, "Office", false)
	id := roll(t, w, "Nimal Bandara", "Tshering Dorji", "Sukarno")
	w.Go(model.AttendanceRoute{Activity: id})
	w.typeInto(t, "sukarno")
	w.press(t, "Mark the 2 left absent")
	if got := w.marks(t, id); got != "Nimal Bandara Day 3 A; Sukarno Day 3 P; Tshering Dorji Day 3 A" {
		t.Errorf("the marks are: %s", got)
	}
	w.undo()
	if got := w.marks(t, id); got != "Sukarno Day 3 P" {
		t.Errorf("after one undo: %s", got)
	}
}

func TestAWalkInIsOfferedWhoTheRegisterKnows(t *testing.T) {
	w := newWindow(t)
	w.window.Resize(fyne.NewSize(1280, 820))
	w.openTest(t, "Office", false)
	_, here := roll(t, w, "Sereana Vakaloloma"), roll(t, w, "Nimal Bandara")
	w.Go(model.AttendanceRoute{Activity: here})
	for _, r := range "sereana" {
		w.window.Canvas().Focused().TypedRune(r)
	}
	w.press(t, "Walk-in “sereana”")
	w.sees(t, "Known already:", "Sereana Vakaloloma · Fiji")
	w.press(t, "Sereana Vakaloloma · Fiji")
	if got := w.marks(t, here); got != "Sereana Vakaloloma Day 3 P" {
		t.Errorf("the marks are: %s", got)
	}
	people, err := w.register.People(context.Background(), "sereana", 0)
	must(t, err)
	if len(people) != 1 {
		t.Errorf("she is in the register %d times", len(people))
	}
}

func TestWhatCountsIsSaidWhereBothKindsOfEvidenceExist(t *testing.T) {
	w := newWindow(t)
	w.window.Resize(fyne.NewSize(1280, 820))
	w.openTest(t, "Office", false)
	ctx := context.Background()
	id := roll(t, w, "Nimal Bandara", "Tshering Dorji")
	w.Go(model.AttendanceRoute{Activity: id})
	w.typeInto(t, "nimal")
	must(t, w.register.UpdateHeadcounts(ctx, id, model.HeadcountUpdate{Set: []model.Headcount{{Country: "FJI", Sex: model.Female, Number: 12}}}))
	w.Go(model.ActivityRoute{ID: id, Tab: "figures"})
	w.sees(t, "By the register 1, by headcounts 12: 11 are not known by name.", "1 participant from one country")
	must(t, w.register.UpdateActivity(ctx, id, model.ActivityUpdate{Counts: new(model.FromHeadcounts)}))
	w.sees(t, "12 participants from one country")
}

func TestLettersNeverGoIntoALineThatIsNotShown(t *testing.T) {
	w := office(t)
	id := activity(t, w) // without sessions, and nobody is registered
	roles, err := w.register.Roles(context.Background())
	must(t, err)
	_, _, err = w.register.Enrol(context.Background(), model.Person{Name: "Ana Lui", Country: "FJI"}, model.Registration{Activity: id, Role: roles[0].ID, Country: "FJI"})
	must(t, err)
	w.Go(model.AttendanceRoute{Activity: id})
	w.window.Canvas().Unfocus()
	w.writes(t, "ana") // there is no list to narrow yet
	w.press(t, "Once a day")
	w.strike(fyne.KeyReturn)
	if got := w.marks(t, id); got != "" {
		t.Errorf("letters that nobody saw marked somebody: %s", got)
	}
	w.Go(model.AttendanceRoute{})
	w.window.Canvas().Unfocus()
	w.writes(t, "zzz")
	w.sees(t, "zzz") // in the line that looks for an activity
}
