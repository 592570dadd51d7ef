package sqlite_test

import (
	"context"
	"testing"

	"rollbook/model"
	"rollbook/model/sqlite"
)

// listed makes a session and marks as a list of marks does.
func listed(t testing.TB, r *sqlite.Register, a model.ID, name string, marks map[model.ID]model.MarkValue) {
	t.Helper()
	b := model.Batch{Verb: model.VerbImport, Sessions: []model.Session{{ID: -1, Activity: a, Name: name, Day: "2026-05-04", Position: len(name), Required: true}}}
	for registration, value := range marks {
		b.Marks = append(b.Marks, model.Mark{Registration: registration, Session: -1, Value: value, Way: model.ByList})
	}
	_, err := r.SaveBatch(context.Background(), b, nil)
	must(t, err)
}

// sessionsOf gives the sessions of an activity called by a name, whatever its case.
func sessionsOf(t testing.TB, r *sqlite.Register, a model.ID, names ...string) (found []model.Session) {
	t.Helper()
	all, err := r.Sessions(context.Background(), a)
	must(t, err)
	for _, s := range all {
		for _, name := range names {
			if s.Name == name {
				found = append(found, s)
			}
		}
	}
	return found
}

func TestASessionThatTwoListsMakeApartIsOne(t *testing.T) {
	ctx := context.Background()
	office := office(t)
	a, _ := threeDays(t, office, "Asha Onyar", "Ben Okwar", "Cara Wanjik")
	roll := rollOf(t, office, a.ID)
	asha, ben, cara := roll.Attendees[0].ID, roll.Attendees[1].ID, roll.Attendees[2].ID
	first, second := copyOf(t, office, "first", model.PackScope{}), copyOf(t, office, "second", model.PackScope{})
	know(t, first, second)
	listed(t, first, a.ID, "Opening", map[model.ID]model.MarkValue{asha: model.Present, ben: model.Absent})
	listed(t, second, a.ID, "opening", map[model.ID]model.MarkValue{cara: model.Present, ben: model.Present})
	send(t, first, office)
	send(t, second, office)
	for _, r := range []*sqlite.Register{first, second} {
		send(t, office, r)
	}
	for _, r := range []*sqlite.Register{office, first, second} {
		found := sessionsOf(t, r, a.ID, "Opening", "opening")
		if len(found) != 1 {
			t.Fatalf("%s has %+v", r.Replica().Name, found)
		}
		now := rollOf(t, r, a.ID)
		for i, name := range []string{"Asha Onyar", "Ben Okwar", "Cara Wanjik"} {
			if !now.Attendees[i].Marks[found[0].ID].Value.Here() {
				t.Errorf("%s: %s was not there", r.Replica().Name, name)
			}
		}
		if diff := difference(dump(t, office), dump(t, r)); len(diff) > 0 {
			t.Errorf("%s differs: %q", r.Replica().Name, diff)
		}
		clean(t, r)
	}
	all := conflicts(t, office)
	if len(all) != 1 || all[0].Sort != model.MarksMet || all[0].Record.Kind != model.KindMark {
		t.Fatalf("the office lists %+v", all)
	}
	must(t, office.Choose(ctx, all[0].ID, all[0].Stands.Other()))
	if v := rollOf(t, office, a.ID).Attendees[1].Marks[sessionsOf(t, office, a.ID, "Opening", "opening")[0].ID].Value; v != model.Absent {
		t.Errorf("chosen otherwise, Ben's mark is %q", v)
	}
}

func TestTheDaysOfAnActivityMadeTwiceAreOne(t *testing.T) {
	ctx := context.Background()
	office := office(t)
	a, _ := threeDays(t, office, "Asha Onyar")
	other := copyOf(t, office, "desk", model.PackScope{})
	proposal := []model.Session{{Activity: a.ID, Name: "Lecture", Day: "2026-05-04", Position: 1, Required: true}, {Activity: a.ID, Name: "Lecture", Day: "2026-05-05", Position: 2, Required: true}}
	must(t, office.MakeSessions(ctx, proposal))
	must(t, other.MakeSessions(ctx, proposal))
	must(t, other.MakeSessions(ctx, proposal))
	send(t, other, office)
	send(t, office, other)
	for _, r := range []*sqlite.Register{office, other} {
		if found := sessionsOf(t, r, a.ID, "Lecture"); len(found) != 2 {
			t.Errorf("%s has %+v", r.Replica().Name, found)
		}
		if all := conflicts(t, r); len(all) > 0 {
			t.Errorf("%s lists %+v", r.Replica().Name, all)
		}
	}
}

func TestASessionThatWasDeletedOrRenamedIsNotTakenForANewOne(t *testing.T) {
	ctx := context.Background()
	r := office(t)
	a, _ := threeDays(t, r, "Asha Onyar", "Ben Okwar")
	roll := rollOf(t, r, a.ID)
	asha, ben := roll.Attendees[0].ID, roll.Attendees[1].ID
	listed(t, r, a.ID, "Opening", map[model.ID]model.MarkValue{asha: model.Present, ben: model.Present})
	was := sessionsOf(t, r, a.ID, "Opening")[0]
	must(t, r.Delete(ctx, model.Ref{Kind: model.KindSession, ID: was.ID}))
	listed(t, r, a.ID, "Opening", map[model.ID]model.MarkValue{asha: model.Present})
	again := sessionsOf(t, r, a.ID, "Opening")[0]
	if v := rollOf(t, r, a.ID).Attendees[1].Marks[again.ID].Value; v != "" {
		t.Errorf("Ben has the mark %q of the session that was deleted", v)
	}
	must(t, r.UpdateSession(ctx, again.ID, model.SessionUpdate{Name: new("Ceremony")}))
	listed(t, r, a.ID, "Opening", map[model.ID]model.MarkValue{ben: model.Late})
	if found := sessionsOf(t, r, a.ID, "Opening", "Ceremony"); len(found) != 2 {
		t.Errorf("there are %+v", found)
	}
	clean(t, r)
}

func TestSessionsOfTheSameNameAreMadeOneWhenSomebodySaysSo(t *testing.T) {
	ctx := context.Background()
	office := office(t)
	a, _ := threeDays(t, office, "Asha Onyar", "Ben Okwar")
	roll := rollOf(t, office, a.ID)
	asha, ben := roll.Attendees[0].ID, roll.Attendees[1].ID
	other := copyOf(t, office, "desk", model.PackScope{})
	made := func(r *sqlite.Register, name string, marks map[model.ID]model.MarkValue) model.ID {
		t.Helper()
		id, err := r.SaveSession(ctx, model.Session{Activity: a.ID, Name: name, Day: "2026-05-04", Required: true})
		must(t, err)
		for registration, value := range marks {
			must(t, r.Mark(ctx, model.Mark{Registration: registration, Session: id, Value: value}))
		}
		return id
	}
	made(office, "Opening", map[model.ID]model.MarkValue{asha: model.Absent})
	made(other, "OPENING", map[model.ID]model.MarkValue{asha: model.Present, ben: model.Late})
	made(other, "Closing", nil)
	send(t, other, office)
	before := dump(t, office)
	pairs, err := office.SameSessions(ctx)
	must(t, err)
	if len(pairs) != 1 || pairs[0].Marks[0]+pairs[0].Marks[1] != 3 {
		t.Fatalf("proposed are %+v", pairs)
	}
	must(t, office.MergeSessions(ctx, pairs[0].Stays.ID, pairs[0].Goes.ID))
	found := sessionsOf(t, office, a.ID, "Opening", "OPENING")
	if len(found) != 1 {
		t.Fatalf("there are %+v", found)
	}
	now := rollOf(t, office, a.ID)
	if now.Attendees[0].Marks[found[0].ID].Value != model.Present || now.Attendees[1].Marks[found[0].ID].Value != model.Late {
		t.Errorf("the marks are %+v, %+v", now.Attendees[0].Marks, now.Attendees[1].Marks)
	}
	if all := conflicts(t, office); len(all) != 1 || all[0].Name == "" {
		t.Errorf("the mark that differs is not listed: %+v", all)
	}
	send(t, office, other)
	if diff := difference(dump(t, office), dump(t, other)); len(diff) > 0 {
		t.Errorf("the desks differ: %q", diff)
	}
	clean(t, office)
	_, err = office.Undo(ctx)
	must(t, err)
	if diff := difference(before, dump(t, office)); len(diff) > 0 && len(sessionsOf(t, office, a.ID, "Opening", "OPENING")) != 2 {
		t.Errorf("undone, it differs: %q", diff)
	}
	if err := office.MergeSessions(ctx, found[0].ID, found[0].ID); model.CodeOf(err) != model.EInvalid {
		t.Errorf("a session with itself: %v", err)
	}
}
