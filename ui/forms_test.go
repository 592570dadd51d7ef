package ui

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"rollbook/model"
	"rollbook/ui/kit"
)

// find gives the first object of a kind that can be seen and that is the one sought.
func find[T fyne.CanvasObject](o fyne.CanvasObject, is func(T) bool) (found T, ok bool) {
	if o == nil || !o.Visible() {
		return found, false
	}
	if one, fits := o.(T); fits && is(one) {
		return one, true
	}
	var children []fyne.CanvasObject
	if c, isContainer := o.(*fyne.Container); isContainer {
		children = c.Objects
	} else if widget, isWidget := o.(fyne.Widget); isWidget {
		children = test.WidgetRenderer(widget).Objects()
	}
	for _, child := range children {
		if one, there := find(child, is); there {
			return one, true
		}
	}
	return found, false
}

// field gives the field of a name, anywhere in the window.
func field[T fyne.CanvasObject](t *testing.T, w *Window, name string) T {
	t.Helper()
	f, ok := find(w.window.Canvas().Content(), func(f *kit.Field) bool { return strings.HasPrefix(texts(f)+"\n", name+"\n") })
	if !ok {
		t.Fatalf("there is no field %q", name)
	}
	o, ok := find(f, func(T) bool { return true })
	if !ok {
		t.Fatalf("the field %q is none of that kind", name)
	}
	return o
}

// write types a text into a field and leaves it.
func (w *Window) write(t *testing.T, name, text string) {
	t.Helper()
	e := field[*kit.TextEntry](t, w, name)
	w.window.Canvas().Focus(e)
	e.SetText(text)
	w.window.Canvas().Unfocus()
}

// registered opens the people of an activity and shows the registration of the first.
func registered(t *testing.T, w *Window, activity model.ID) {
	t.Helper()
	w.Go(model.ActivityRoute{ID: activity, Tab: "people"})
	table, ok := find(w.window.Canvas().Content(), func(*kit.DataTable[model.Attendee]) bool { return true })
	if !ok {
		t.Fatal("there is no list of people")
	}
	table.OnSelect(table.Rows()[0])
}

func TestAPanelFollowsAnUndoAndChangesOnlyWhatWasEdited(t *testing.T) {
	w := newWindow(t)
	w.window.Resize(fyne.NewSize(1280, 820))
	w.openTest(t, "Office", false)
	ctx := context.Background()
	id := roll(t, w, "Ana Lupe")
	registered(t, w, id)
	role := field[*kit.Picker[model.ID]](t, w, "Role")
	before := role.Value()
	roles, err := w.register.Roles(ctx)
	must(t, err)
	staff := roles[len(roles)-1].ID
	role.OnChanged(staff)
	if role.Set(staff); role.Value() != staff {
		t.Fatal("the role is not chosen")
	}
	undo, _, err := w.register.Steps(ctx)
	must(t, err)
	if undo.Verb != model.VerbEdit {
		t.Errorf("choosing a role is told as %q", undo.Verb)
	}
	w.undo()
	if now := field[*kit.Picker[model.ID]](t, w, "Role").Value(); now != before {
		t.Errorf("after the undo the panel still shows the role %d", now)
	}
	w.write(t, "Position then", "Director")
	attendees, err := w.register.Roll(ctx, id)
	must(t, err)
	if g := attendees.Attendees[0]; g.Role != before || g.Position != "Director" {
		t.Errorf("the position brought the role back: %+v", g.Registration)
	}
}

func TestAFieldThatIsBeingTypedInStaysAndTheOthersFollow(t *testing.T) {
	w := newWindow(t)
	w.window.Resize(fyne.NewSize(1280, 820))
	w.openTest(t, "Office", false)
	ctx := context.Background()
	roll(t, w, "Ana Lupe")
	people, err := w.register.People(ctx, "", 0)
	must(t, err)
	w.Go(model.PersonRoute{ID: people[0].ID})
	tabs, ok := find(w.window.Canvas().Content(), func(*container.AppTabs) bool { return true })
	if !ok {
		t.Fatal("the page has no tabs")
	}
	tabs.SelectIndex(1)
	organisation := field[*kit.TextEntry](t, w, "Organisation")
	w.window.Canvas().Focus(organisation)
	organisation.SetText("Ministry of")
	must(t, w.register.UpdatePerson(ctx, people[0].ID, model.PersonUpdate{Email: new("ana@example.org"), Organisation: new("Bureau")})) // somebody else
	if organisation.Text != "Ministry of" {
		t.Errorf("what was being typed became %q", organisation.Text)
	}
	if email := field[*kit.TextEntry](t, w, "E-mail"); email.Text != "ana@example.org" {
		t.Errorf("the page still shows the address %q", email.Text)
	}
	organisation.SetText("Ministry of Health")
	w.window.Canvas().Unfocus()
	now, err := w.register.Person(ctx, people[0].ID)
	must(t, err)
	if now.Email != "ana@example.org" || now.Organisation != "Ministry of Health" {
		t.Errorf("they are %+v", now)
	}
}
