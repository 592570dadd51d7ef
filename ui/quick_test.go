package ui

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rollbook/model"
	"rollbook/ui/kit"
)

// keys types into what has the keyboard, without Enter.
func (w *Window) keys(text string) {
	for _, r := range text {
		w.window.Canvas().Focused().TypedRune(r)
	}
}

// key presses a key on what has the keyboard.
func (w *Window) key(name fyne.KeyName) {
	w.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name})
}

func TestEnterWithSeveralHitsGoesToTheListToChoose(t *testing.T) {
	w := newWindow(t)
	w.window.Resize(fyne.NewSize(1280, 820))
	w.openTest(t, "Office", false)
	id := roll(t, w, "Ana Lupe", "Anaseini Vula", "Bina Rai")
	w.Go(model.AttendanceRoute{Activity: id})
	w.typeInto(t, "ana")
	w.sees(t, "2 people fit “ana”")
	if got := w.marks(t, id); got != "" {
		t.Fatalf("somebody was marked unasked: %s", got)
	}
	w.key(fyne.KeyDown)
	w.key(fyne.KeyReturn)
	if got := w.marks(t, id); got != "Anaseini Vula Day 3 P" {
		t.Fatalf("the marks are %q", got)
	}
	w.typeInto(t, "bina") // the line is empty and has the keyboard again
	if got := w.marks(t, id); got != "Anaseini Vula Day 3 P; Bina Rai Day 3 P" {
		t.Errorf("the marks are %q", got)
	}
	// While one is being chosen letters go on in the line, and mark nobody.
	w.typeInto(t, "an")
	w.keys("a l")
	w.key(fyne.KeyReturn)
	if got := w.marks(t, id); got != "Ana Lupe Day 3 P; Anaseini Vula Day 3 P; Bina Rai Day 3 P" {
		t.Errorf("the marks are %q", got)
	}
}

func TestACodeMarksItsPersonThoughItIsAlsoABeginning(t *testing.T) {
	w := newWindow(t)
	w.window.Resize(fyne.NewSize(1280, 820))
	w.openTest(t, "Office", false)
	ctx := context.Background()
	id := roll(t, w, "Jean Dupont", "Nimal Bandara", "Jeanne Martin")
	r, err := w.register.Roll(ctx, id)
	must(t, err)
	for _, a := range r.Attendees {
		if a.Who.Name == "Nimal Bandara" {
			must(t, w.register.UpdateRegistration(ctx, a.ID, model.RegistrationUpdate{Code: new("JEAN")}))
		}
	}
	w.Go(model.AttendanceRoute{Activity: id})
	w.typeInto(t, "JEAN") // as it stands on the badge
	if got := w.marks(t, id); got != "Nimal Bandara Day 3 P" {
		t.Fatalf("the code marked %q", got)
	}
	w.typeInto(t, "jean") // a name as well
	w.sees(t, "3 people fit “jean”")
	if got := w.marks(t, id); got != "Nimal Bandara Day 3 P" {
		t.Errorf("the name marked %q", got)
	}
}

func TestWhatOthersDoDuringAMarkIsShown(t *testing.T) {
	w := newWindow(t)
	w.window.Resize(fyne.NewSize(1280, 820))
	w.openTest(t, "Office", false)
	id := roll(t, w, "Nimal Bandara", "Tshering Dorji")
	busy := &during{opened: w.register}
	w.use(busy)
	w.Go(model.AttendanceRoute{Activity: id})
	ctx := context.Background()
	roles, err := w.register.Roles(ctx)
	must(t, err)
	busy.first = func() { // as a merge in the background does that was before the mark
		_, _, err := busy.opened.Enrol(ctx, model.Person{Name: "So-yeon Bang"}, model.Registration{Activity: id, Role: roles[0].ID})
		must(t, err)
	}
	w.typeInto(t, "nimal")
	w.sees(t, "of 3 here", "2 not marked yet", "Present: Nimal Bandara")
}

// during does something first, while a mark is being written.
type during struct {
	opened
	first func()
}

func (r *during) Mark(ctx context.Context, marks ...model.Mark) error {
	if r.first != nil {
		r.first()
	}
	return r.opened.Mark(ctx, marks...)
}

func TestTheUndoOfAMarkTakesBackThatMarkOnly(t *testing.T) {
	w := newWindow(t)
	w.window.Resize(fyne.NewSize(1280, 820))
	w.openTest(t, "Office", false)
	id := roll(t, w, "Nimal Bandara", "Tshering Dorji")
	w.Go(model.AttendanceRoute{Activity: id})
	w.typeInto(t, "tshering")
	w.typeInto(t, "nimal")
	undo := clickable(w, "Undo")
	if undo == nil {
		t.Fatal("a mark cannot be taken back")
	}
	w.undo()
	if got := w.marks(t, id); got != "Tshering Dorji Day 3 P" {
		t.Fatalf("after Ctrl+Z the marks are %q", got)
	}
	if clickable(w, "Undo") != nil {
		t.Error("the card still offers to undo what is undone")
	}
	w.sees(t, "Taken back: Present: Nimal Bandara")
	undo.Tapped(nil) // a click that was on its way
	if got := w.marks(t, id); got != "Tshering Dorji Day 3 P" {
		t.Errorf("a second undo took something else back: %q", got)
	}
	if seen := texts(w.screens.attendance.Object()); strings.Count(seen, "Nimal Bandara") > 1+strings.Count(seen, "Taken back: Present: Nimal Bandara") {
		t.Errorf("the last marks still name who is not marked any more:\n%s", seen)
	}
}

// clickable gives the link of a text that can be seen; nil where there is none.
func clickable(w *Window, text string) *kit.Link {
	link, _ := find(w.window.Canvas().Content(), func(l *kit.Link) bool { return l.Text.Text == text })
	return link
}

func TestAToastTakesBackWhatItNames(t *testing.T) {
	w := newWindow(t)
	w.window.Resize(fyne.NewSize(1280, 820))
	w.openTest(t, "Office", false)
	ctx := context.Background()
	id := activity(t, w)
	var did model.Receipt
	must(t, w.register.UpdateActivity(did.Context(ctx), id, model.ActivityUpdate{City: new("Suva")}))
	w.Did("The city was changed", did.Action.ActionRef)
	must(t, w.register.UpdateActivity(ctx, id, model.ActivityUpdate{Title: new("Another title")})) // meanwhile
	press := buttonNamed(w.toaster.Object, "Undo")
	press.OnTapped()
	if a, err := w.register.Activity(ctx, id); err != nil || a.City != "" || a.Title != "Another title" {
		t.Errorf("the toast took back %+v, %v", a, err)
	}
	buttonNamed(w.toaster.Object, "Redo").OnTapped()
	if a, err := w.register.Activity(ctx, id); err != nil || a.City != "Suva" || a.Title != "Another title" {
		t.Errorf("doing it again gave %+v, %v", a, err)
	}
	if got := w.toaster.Shown(); !strings.HasPrefix(got, "Done again") {
		t.Errorf("it says %q", got)
	}
}

func TestEnterInFindWaitsForWhatWasTyped(t *testing.T) {
	w := newWindow(t)
	w.window.Resize(fyne.NewSize(1280, 820))
	w.openTest(t, "Office", false)
	ids := known(t, w, model.Person{Name: "Babajide Okoro"}, model.Person{Name: "Babapa Lupe"})
	w.find()
	w.keys("bab")
	run, restore := kit.PutOff()
	defer restore()
	w.keys("apa")
	w.key(fyne.KeyReturn)
	if w.top() == nil {
		t.Fatal("Enter did not wait")
	}
	run()
	if to, ok := w.router.here.(model.PersonRoute); !ok || to.ID != ids[1] {
		t.Errorf("Enter went to %+v", w.router.here)
	}
}

func TestEnterInTheChooserOpensWhatWasTyped(t *testing.T) {
	w := newWindow(t)
	w.window.Resize(fyne.NewSize(1280, 820))
	w.openTest(t, "Office", false)
	activity(t, w)
	w.Go(model.AttendanceRoute{})
	run, restore := kit.PutOff()
	defer restore()
	w.keys("ZZ-99")
	w.key(fyne.KeyReturn)
	run()
	if s := w.screens.attendance.Activity(); s != 0 {
		t.Fatalf("Enter opened another activity")
	}
	w.key(fyne.KeyReturn) // also once nothing is found
	run()
	if s := w.screens.attendance.Activity(); s != 0 {
		t.Fatal("Enter opened another activity though nothing was found")
	}
	w.sees(t, "Nothing found")
	w.Go(model.OverviewRoute{})
	w.Go(model.AttendanceRoute{})
	run()
	if seen := texts(w.window.Canvas().Content()); strings.Contains(seen, "ZZ-99") || !strings.Contains(seen, "Open data") {
		t.Errorf("the chooser does not come back empty:\n%s", seen)
	}
}

func TestAFastEnterDoesNotDoubleWhoIsKnown(t *testing.T) {
	w := newWindow(t)
	w.window.Resize(fyne.NewSize(1280, 820))
	w.openTest(t, "Office", false)
	ctx := context.Background()
	_, here := roll(t, w, "Sereana Vakaloloma"), roll(t, w, "Nimal Bandara")
	w.Go(model.ActivityRoute{ID: here, Tab: "people"})
	name, ok := find(w.window.Canvas().Content(), func(e *kit.LineEntry) bool { return e.PlaceHolder == "Name" })
	if !ok {
		t.Fatal("there is no line for a name")
	}
	w.window.Canvas().Focus(name)
	run, restore := kit.PutOff()
	defer restore()
	w.keys("sereana vakaloloma")
	w.key(fyne.KeyReturn)
	run()
	if people, err := w.register.People(ctx, "sereana", 0); err != nil || len(people) != 1 {
		t.Fatalf("she is in the register %d times, %v", len(people), err)
	}
	w.sees(t, "is in the register already")
	w.key(fyne.KeyReturn) // somebody else of that name
	run()
	if people, err := w.register.People(ctx, "sereana", 0); err != nil || len(people) != 2 {
		t.Errorf("of that name there are %d, %v", len(people), err)
	}
}
