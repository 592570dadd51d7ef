package ui

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rollbook/model"
	"rollbook/ui/kit"
	"rollbook/ui/readin"
)

// preview opens a list in the window and gives what lies over it.
func preview(t *testing.T, w *Window, lines ...string) {
	t.Helper()
	list := filepath.Join(t.TempDir(), "list.csv")
	must(t, os.WriteFile(list, []byte(strings.Join(lines, "\n")+"\n"), 0o600))
	readin.Open(w.register, w, list, 0)
}

// top gives what lies over the window.
func (w *Window) top() fyne.CanvasObject { return w.window.Canvas().Overlays().Top() }

func TestWhatWasPutRightWronglyIsPutRightAgain(t *testing.T) {
	w := newWindow(t)
	w.window.Resize(fyne.NewSize(1280, 820))
	w.openTest(t, "Office", false)
	preview(t, w, "title,type,first_day,country", "One,Regional workshop,2024-04-23,Korea", "Two,Regional workshop,2024-04-24,Samoa", "Three,Regional workshop,2024-04-25,Korea")
	for _, write := range []string{"Koreia Korea", "Republic of Korea"} {
		w.pressOver(t, "Put right")
		entry := w.window.Canvas().Focused()
		line, ok := entry.(interface {
			SelectedText() string
			fyne.Focusable
		})
		if !ok || line.SelectedText() == "" {
			t.Fatalf("the line to write in does not come selected: %T", entry)
		}
		test.Type(line, write)
		entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	}
	if seen := texts(w.top()); strings.Contains(seen, "Put right") || !strings.Contains(seen, "3 rows") {
		t.Errorf("the preview shows\n%s", seen)
	}
}

func TestARowThatWasLeftOutLooksSoAndComesBack(t *testing.T) {
	w := newWindow(t)
	w.window.Resize(fyne.NewSize(1280, 820))
	w.openTest(t, "Office", false)
	preview(t, w, "title,type,first_day,country", "One,Regional workshop,2024-04-23,Nowhere", "Two,Regional workshop,2024-04-24,Samoa")
	w.pressOver(t, "Leave out")
	if seen := texts(w.top()); !strings.Contains(seen, "Row 2 is left out: One") {
		t.Fatalf("the preview does not say what is left out\n%s", seen)
	}
	w.pressOver(t, "Take it in")
	if seen := texts(w.top()); !strings.Contains(seen, "“Nowhere”") || strings.Contains(seen, "is left out") {
		t.Errorf("the row did not come back\n%s", seen)
	}
}

// answer answers the question that is shown first: with one of its choices or, where it
// has none of that name, by writing it.
func (w *Window) answer(t *testing.T, said string, remember bool) {
	t.Helper()
	button := buttonNamed(w.top(), "Answer")
	if button == nil {
		button = buttonNamed(w.top(), "Put right")
	}
	if button == nil {
		t.Fatalf("nothing is asked where %q was to be answered:\n%s", said, texts(w.top()))
	}
	button.OnTapped()
	if remember {
		box, ok := find(w.top(), func(c *kit.Check) bool { return strings.HasPrefix(c.Text, "Remember") })
		if !ok {
			t.Fatalf("the answer %q cannot be remembered:\n%s", said, texts(w.top()))
		}
		box.SetChecked(true)
	}
	if choice := buttonNamed(w.top(), said); choice != nil {
		choice.OnTapped()
		return
	}
	line := w.window.Canvas().Focused()
	test.Type(line, said)
	line.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

func TestQuestionsOfAListAreAnsweredOnceForAll(t *testing.T) {
	ctx := context.Background()
	w := newWindow(t)
	w.window.Resize(fyne.NewSize(1280, 820))
	w.openTest(t, "Office", false)
	activity(t, w)
	preview(t, w, "Full name,Home country,Country represented,Sex,Role,Status,Activity",
		"Asha Onyar,Kenya,Korea,zq,Rapporteuse,zz-came,Data opened",
		"Ben Okwar,Fiji,Korea,zq,Rapporteuse,zz-came,Data opened",
		",Fiji,Tonga,,,,Data opened")
	w.answer(t, "Country represented", true)
	w.answer(t, "Republic of Korea", true)
	for _, said := range []string{"female", "Open data", "attended", "Observer"} {
		w.answer(t, said, true)
	}
	w.pressOver(t, "Leave out") // the row without a name
	seen := texts(w.top())
	if !strings.Contains(seen, "3 rows: 2 people are new, 1 left out; 2 women") || !strings.Contains(seen, "Republic of Korea  ← Korea") || !strings.Contains(seen, "“Home country” is left out, with 3 values") {
		t.Fatalf("the preview shows\n%s", seen)
	}
	w.pressOver(t, "Read ")
	people, err := w.register.People(ctx, "", 0)
	must(t, err)
	remembered, err := w.register.Remembered(ctx)
	must(t, err)
	if len(people) != 2 || people[0].Country != "KOR" || people[0].Sex != model.Female || len(remembered) != 6 {
		t.Fatalf("read in were %+v, remembered %+v", people, remembered)
	}
	// A second list with the same texts asks nothing.
	preview(t, w, "Full name,Home country,Country represented,Sex,Role,Status,Activity",
		"Cara Wanjik,Fiji,korea,ZQ,rapporteuse,ZZ-came,data opened")
	seen = texts(w.top())
	if strings.Contains(seen, "Put right") || strings.Contains(seen, "Answer") || !strings.Contains(seen, "1 row: 1 person is new; 1 woman") || !strings.Contains(seen, "as you said before") {
		t.Fatalf("the second list's preview shows\n%s", seen)
	}
	w.pressOver(t, "Read ")
	// What was remembered is seen in the settings, and can be forgotten there.
	w.Go(model.SettingsRoute{Section: "answers"})
	w.sees(t, "Answers for lists", "Korea", "Republic of Korea", "zz-came")
	w.undo()
	if people, err = w.register.People(ctx, "", 0); err != nil || len(people) != 2 {
		t.Errorf("after the second list was taken back there are %d people, %v", len(people), err)
	}
}

func TestAListFromOutsideAsksWhichActivityItIsAbout(t *testing.T) {
	w := newWindow(t)
	w.window.Resize(fyne.NewSize(1280, 820))
	w.openTest(t, "Office", false)
	ctx := context.Background()
	id := activity(t, w)
	w.Go(model.ActivityRoute{ID: id}) // it was looked at last
	list := filepath.Join(t.TempDir(), "people.csv")
	must(t, os.WriteFile(list, []byte("name,country\nAna Lupe,Fiji\nBina Rai,Nepal\n"), 0o600))
	w.Take(list)
	read := buttonNamed(w.top(), "Read 2 rows in")
	if read == nil || !read.Disabled() {
		t.Fatalf("it does not wait for an answer:\n%s", texts(w.top()))
	}
	if seen := texts(w.top()); !strings.Contains(seen, "Which activity is this list about?") {
		t.Errorf("it does not ask:\n%s", seen)
	}
	w.pressOver(t, "Open data")
	if seen := texts(w.top()); strings.Contains(seen, "Which activity is this list about?") || !strings.Contains(seen, "Read 2 rows in") {
		t.Errorf("it asks again:\n%s", seen)
	}
	w.pressOver(t, "Read 2 rows in")
	if registered, err := w.register.Registrations(ctx, id, 0); err != nil || len(registered) != 2 {
		t.Errorf("%+v, %v", registered, err)
	}
	w.Go(model.OverviewRoute{})
	w.Take(list)
	w.pressOver(t, "None: only the people")
	if read := buttonNamed(w.top(), "Read 2 rows in"); read == nil {
		t.Errorf("of people alone it shows\n%s", texts(w.top()))
	}
}
