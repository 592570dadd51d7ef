package ui

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"rollbook/model"
)

// known adds people to the register.
func known(t *testing.T, w *Window, people ...model.Person) []model.ID {
	t.Helper()
	var ids []model.ID
	for _, p := range people {
		id, err := w.register.SavePerson(context.Background(), p)
		must(t, err)
		ids = append(ids, id)
	}
	return ids
}

func TestPeopleAreFoundByAnyBeginning(t *testing.T) {
	w := newWindow(t)
	w.window.Resize(fyne.NewSize(1280, 820))
	w.openTest(t, "Office", false)
	w.Go(model.PeopleRoute{})
	w.sees(t, "Nobody is known by name yet")
	known(t, w, model.Person{Name: "Nguyễn Thị Ánh", Country: "VNM"}, model.Person{Name: "ကျော်စွာ", Country: "MMR"}, model.Person{Name: "Sukarno", Organisation: "Audit Office"})
	w.sees(t, "3 of 3 people")
	for text, want := range map[string]string{"anh ng": "Nguyễn Thị Ánh", "ကျော်": "ကျော်စွာ", "audit": "Sukarno"} {
		w.screens.people.FocusSearch()
		w.Go(model.PeopleRoute{Find: text})
		w.sees(t, want, "1 of 1 person")
	}
}

func TestTwoWhoMayBeOneAreMergedAndComeApartAgain(t *testing.T) {
	w := newWindow(t)
	w.window.Resize(fyne.NewSize(1280, 820))
	w.openTest(t, "Office", false)
	known(t, w, model.Person{Name: "Nimal Bandara", Country: "LKA", Email: "n@example.org"}, model.Person{Name: "Bandara Nimal", Country: "LKA"}, model.Person{Name: "Tshering Dorji", Country: "BTN"})
	w.Go(model.PeopleRoute{})
	w.screens.people.ShowDuplicates()
	w.sees(t, "Nothing is merged by itself", "Nimal Bandara", "Bandara Nimal")
	w.press(t, "One person, as on the left")
	w.sees(t, "No likely duplicates")
	w.press(t, "Back to everybody")
	w.sees(t, "2 of 2 people")
	w.undo()
	w.sees(t, "3 of 3 people")
	w.screens.people.ShowDuplicates()
	w.press(t, "Two people")
	w.sees(t, "No likely duplicates")
}

func TestErasingIsAskedTwiceAndTakesTheNameEverywhere(t *testing.T) {
	w := newWindow(t)
	w.window.Resize(fyne.NewSize(1280, 820))
	w.openTest(t, "Office", false)
	id := roll(t, w, "Nimal Bandara")
	w.Go(model.AttendanceRoute{Activity: id})
	w.typeInto(t, "nimal")
	people, err := w.register.People(context.Background(), "", 0)
	must(t, err)
	w.Go(model.PersonRoute{ID: people[0].ID})
	w.sees(t, "came to 1 activity · 1 day", "Open data")
	w.press(t, "Erase …")
	for _, button := range []string{"Erase …", "Erase for good"} {
		overlay := w.window.Canvas().Overlays().Top()
		b := buttonNamed(overlay, button)
		if b == nil {
			t.Fatalf("%q is not asked", button)
		}
		b.OnTapped()
	}
	found, err := w.register.Find(context.Background(), "nimal", 5)
	must(t, err)
	if len(found) != 0 {
		t.Errorf("the search still finds %v", found)
	}
	if figures, err := w.register.ActivityFigures(context.Background(), id); err != nil || figures.Participants != model.Count(1) {
		t.Errorf("the figure became %v, %v", figures.Participants, err)
	}
}
