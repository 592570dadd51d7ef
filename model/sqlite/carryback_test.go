package sqlite_test

import (
	"context"
	"slices"
	"testing"

	"rollbook/model"
	"rollbook/model/sqlite"
)

// marksOf gives what a register shows of a person's marks, by the names of sessions; nil
// where they are not registered.
func marksOf(t testing.TB, r *sqlite.Register, activity model.ID, name string) map[string]model.MarkValue {
	t.Helper()
	roll := rollOf(t, r, activity)
	for _, a := range roll.Attendees {
		if a.Who.Name != name {
			continue
		}
		marks := map[string]model.MarkValue{}
		for _, s := range roll.Sessions {
			if m, ok := a.Marks[s.ID]; ok {
				marks[s.Name] = m.Value
			}
		}
		return marks
	}
	return nil
}

// TestWhatWentOverGoesBack makes two people one at one desk while another, not knowing,
// marks and registers the one who goes. Once they are two again everybody has what is
// theirs.
func TestWhatWentOverGoesBack(t *testing.T) {
	ctx := context.Background()
	for _, undoAt := range []string{"the office", "the desk"} {
		one := office(t)
		a, people := threeDays(t, one, "Stay Here", "Goes Away")
		roll := rollOf(t, one, a.ID)
		b, err := one.SaveActivity(ctx, model.Activity{Title: "Another", Type: a.Type, FirstDay: "2026-05-04", Status: model.Held})
		must(t, err)
		_, _, err = one.Enrol(ctx, model.Person{ID: people[0]}, model.Registration{Activity: b, Role: roll.Attendees[0].Role})
		must(t, err)
		must(t, one.MakeSessions(ctx, []model.Session{{Activity: b, Name: "Only", Day: "2026-05-04"}}))
		var goes, stay model.Attendee
		for _, who := range roll.Attendees {
			if who.Person == people[1] {
				goes = who
			} else {
				stay = who
			}
		}
		must(t, one.Mark(ctx, model.Mark{Registration: stay.ID, Session: roll.Sessions[1].ID, Value: model.Absent}))
		other := copyOf(t, one, "desk", model.PackScope{})
		know(t, one, other)

		must(t, one.MergePeople(ctx, people[0], people[1]))
		must(t, other.Mark(ctx, model.Mark{Registration: goes.ID, Session: roll.Sessions[0].ID, Value: model.Present},
			model.Mark{Registration: goes.ID, Session: roll.Sessions[1].ID, Value: model.Late}))
		_, of, err := other.Enrol(ctx, model.Person{ID: people[1]}, model.Registration{Activity: b, Role: goes.Role})
		must(t, err)
		only := rollOf(t, other, b).Sessions[0]
		must(t, other.Mark(ctx, model.Mark{Registration: of, Session: only.ID, Value: model.Present}))
		send(t, other, one)
		send(t, one, other)
		if got := marksOf(t, one, a.ID, "Stay Here"); len(got) != 2 {
			t.Fatalf("as one they have the marks %v", got)
		}
		conflicts, err := one.Conflicts(ctx)
		must(t, err)
		conflicts = slices.DeleteFunc(conflicts, func(c model.Conflict) bool { return c.Sort == model.DeletedMet }) // of the registration that went
		if len(conflicts) != 1 || conflicts[0].Sort != model.OneMet || conflicts[0].Mine.Values["value"] != "A" || conflicts[0].Theirs.Values["value"] != "L" {
			t.Errorf("where both had a mark the list says %+v", conflicts)
		}
		by := one
		if undoAt == "the desk" {
			by = other
		}
		actions, err := by.Actions(ctx, 0)
		must(t, err)
		for _, action := range actions {
			if action.Verb == model.VerbMerge {
				_, err := by.UndoAction(ctx, action.ActionRef)
				must(t, err)
			}
		}
		send(t, other, one)
		send(t, one, other)
		send(t, other, one)
		for _, r := range []*sqlite.Register{one, other} {
			s, g := marksOf(t, r, a.ID, "Stay Here"), marksOf(t, r, a.ID, "Goes Away")
			first, second := roll.Sessions[0].Name, roll.Sessions[1].Name
			if len(s) != 1 || s[second] != model.Absent || len(g) != 2 || g[first] != model.Present || g[second] != model.Late {
				t.Errorf("taken back at %s, %s shows for who stays %v, for the other %v", undoAt, r.Replica().Name, s, g)
			}
			s, g = marksOf(t, r, b, "Stay Here"), marksOf(t, r, b, "Goes Away")
			if s == nil || len(s) != 0 || g["Only"] != model.Present {
				t.Errorf("taken back at %s, %s shows at the other activity for who stays %v, for the other %v", undoAt, r.Replica().Name, s, g)
			}
			clean(t, r)
		}
		if diff := difference(dump(t, one), dump(t, other)); len(diff) > 0 {
			t.Errorf("taken back at %s the two differ: %q", undoAt, diff)
		}
		if conflicts, err = by.Conflicts(ctx); err != nil || len(conflicts) != 0 {
			t.Errorf("taken back at %s there is still on the list %+v, %v", undoAt, conflicts, err)
		}
	}
}

// TestDifferentMarksOfPeopleMadeOneAreListed makes two people one who both have a mark at a
// session.
func TestDifferentMarksOfPeopleMadeOneAreListed(t *testing.T) {
	ctx := context.Background()
	one := office(t)
	a, people := threeDays(t, one, "Stay Here", "Goes Away")
	roll := rollOf(t, one, a.ID)
	for _, who := range roll.Attendees {
		value := model.Present
		if who.Person == people[1] {
			value = model.Absent
		}
		must(t, one.Mark(ctx, model.Mark{Registration: who.ID, Session: roll.Sessions[0].ID, Value: value}, model.Mark{Registration: who.ID, Session: roll.Sessions[1].ID, Value: model.Late}))
	}
	must(t, one.MergePeople(ctx, people[0], people[1]))
	conflicts, err := one.Conflicts(ctx)
	must(t, err)
	if len(conflicts) != 1 || conflicts[0].Mine.Values["value"] != "P" || conflicts[0].Theirs.Values["value"] != "A" || conflicts[0].Stands != model.Mine {
		t.Fatalf("the list says %+v", conflicts)
	}
	must(t, one.Choose(ctx, conflicts[0].ID, model.Theirs))
	if got := marksOf(t, one, a.ID, "Stay Here"); got[roll.Sessions[0].Name] != model.Absent {
		t.Errorf("after choosing otherwise the marks are %v", got)
	}
	if conflicts, err = one.Conflicts(ctx); err != nil || len(conflicts) != 0 {
		t.Errorf("after choosing the list says %+v, %v", conflicts, err)
	}
	clean(t, one)
}
