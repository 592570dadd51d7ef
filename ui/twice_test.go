package ui

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"rollbook/model"
	"rollbook/ui/kit"
)

// hasty is a register at which somebody clicks or presses Enter again while it saves.
type hasty struct {
	opened
	again func()
}

func (r *hasty) hurry() {
	if again := r.again; again != nil {
		r.again = nil
		again()
	}
}

func (r *hasty) SaveActivity(ctx context.Context, a model.Activity) (model.ID, error) {
	r.hurry()
	return r.opened.SaveActivity(ctx, a)
}

func (r *hasty) SavePerson(ctx context.Context, p model.Person) (model.ID, error) {
	r.hurry()
	return r.opened.SavePerson(ctx, p)
}

func (r *hasty) SaveType(ctx context.Context, t model.ActivityType) (model.ID, error) {
	r.hurry()
	return r.opened.SaveType(ctx, t)
}

func (r *hasty) SaveLesson(ctx context.Context, l model.Lesson) (model.ID, error) {
	r.hurry()
	return r.opened.SaveLesson(ctx, l)
}

func (r *hasty) MakeSessions(ctx context.Context, all []model.Session) error {
	r.hurry()
	return r.opened.MakeSessions(ctx, all)
}

func (r *hasty) Enrol(ctx context.Context, p model.Person, g model.Registration, at ...model.ID) (model.ID, model.ID, error) {
	r.hurry()
	return r.opened.Enrol(ctx, p, g, at...)
}

// pressTwice presses a button, and again while that is being saved: by a click, or by Enter.
func (w *Window) pressTwice(t *testing.T, r *hasty, root fyne.CanvasObject, text string, enter bool) {
	t.Helper()
	b := buttonNamed(root, text)
	if b == nil {
		t.Fatalf("there is no button %q", text)
	}
	press := func() { b.Tapped(nil) }
	if enter {
		press = func() { w.strike(fyne.KeyReturn) }
	}
	hurried := false
	r.again = func() {
		hurried = true
		press()
	}
	press()
	if !hurried {
		t.Fatalf("%q saved nothing", text)
	}
}

func TestASecondClickOnSaveMakesNoSecondRecord(t *testing.T) {
	ctx := context.Background()
	ways := map[string]func(t *testing.T, w *Window, r *hasty, enter bool) (made int){
		"a new activity": func(t *testing.T, w *Window, r *hasty, enter bool) int {
			types, err := r.Types(ctx)
			must(t, err)
			w.Go(model.NewActivityRoute{})
			w.writes(t, "Open data")
			w.tab(t, 1)
			w.strike(fyne.KeyDown)
			w.writes(t, types[1].Name)
			w.strike(fyne.KeyReturn)
			w.tab(t, 2)
			w.writes(t, "4 Mar 2024")
			w.pressTwice(t, r, w.window.Canvas().Content(), "Add the activity", enter)
			return countActivities(t, w)
		},
		"a new person": func(t *testing.T, w *Window, r *hasty, enter bool) int {
			w.Go(model.PeopleRoute{})
			w.press(t, "New person")
			w.writes(t, "Ana Lui")
			w.pressTwice(t, r, w.window.Canvas().Content(), "Add the person", enter)
			all, err := r.People(ctx, "", 0)
			must(t, err)
			return len(all)
		},
		"a type of activity": func(t *testing.T, w *Window, r *hasty, enter bool) int {
			before, err := r.Types(ctx)
			must(t, err)
			w.Go(model.SettingsRoute{Section: "types"})
			w.press(t, "Add a type")
			w.writes(t, "Webinar")
			w.pressTwice(t, r, w.window.Canvas().Overlays().Top(), "Save", enter)
			after, err := r.Types(ctx)
			must(t, err)
			return len(after) - len(before)
		},
		"a lesson": func(t *testing.T, w *Window, r *hasty, _ bool) int {
			w.Go(model.SettingsRoute{Section: "lessons"})
			w.press(t, "Add a lesson")
			w.writes(t, "Ask earlier")
			w.pressTwice(t, r, w.window.Canvas().Overlays().Top(), "Save", false)
			all, err := r.Lessons(ctx, 0)
			must(t, err)
			return len(all)
		},
		"a walk-in": func(t *testing.T, w *Window, r *hasty, enter bool) int {
			id := roll(t, w, "Ben Tau")
			w.Go(model.AttendanceRoute{Activity: id})
			w.press(t, "Add a walk-in")
			w.writes(t, "Zoe Newcomer")
			w.pressTwice(t, r, w.window.Canvas().Content(), "Add and mark present", enter)
			all, err := r.People(ctx, "Zoe", 0)
			must(t, err)
			return len(all)
		},
		"somebody registered": func(t *testing.T, w *Window, r *hasty, _ bool) int {
			id := activity(t, w)
			w.Go(model.ActivityRoute{ID: id, Tab: "people"})
			each(w.window.Canvas().Content(), func(o fyne.CanvasObject) {
				if e, ok := o.(*kit.LineEntry); ok && e.PlaceHolder == "Name" {
					e.SetText("Zoe Newcomer")
				}
			})
			w.pressTwice(t, r, w.window.Canvas().Content(), "Register", false)
			all, err := r.People(ctx, "Zoe", 0)
			must(t, err)
			return len(all)
		},
		"sessions": func(t *testing.T, w *Window, r *hasty, _ bool) int {
			id := activity(t, w)
			w.Go(model.AttendanceRoute{Activity: id})
			w.pressTwice(t, r, w.window.Canvas().Content(), "Once a day", false)
			at, err := r.Roll(ctx, id)
			must(t, err)
			return len(at.Sessions)
		},
	}
	for name, way := range ways {
		for _, enter := range []bool{false, true} {
			t.Run(name, func(t *testing.T) {
				w := office(t)
				r := &hasty{opened: w.register}
				w.use(r)
				if n := way(t, w, r, enter); n != 1 {
					t.Errorf("%d were made (by Enter: %v)", n, enter)
				}
			})
		}
	}
}
