package sqlite_test

import (
	"context"
	"path/filepath"
	"testing"

	"rollbook/model"
	"rollbook/model/sqlite"
)

func conflicts(t testing.TB, r *sqlite.Register) []model.Conflict {
	t.Helper()
	all, err := r.Conflicts(context.Background())
	must(t, err)
	return all
}

func TestTwoEditsOfAFieldAreShownSideBySide(t *testing.T) {
	ctx := context.Background()
	one := office(t)
	_, people := threeDays(t, one, "Ana Lupe")
	other := copyOf(t, one, "desk", model.PackScope{})
	work := func(r *sqlite.Register, organisation, email string) {
		t.Helper()
		must(t, r.UpdatePerson(ctx, people[0], model.PersonUpdate{Organisation: &organisation, Email: &email}))
	}
	work(one, "Ministry of Health", "")
	work(other, "Ministry of Finance", "ana@example.org")
	work(other, "Ministry of Finance and Planning", "ana@example.org")
	out := send(t, other, one)
	send(t, one, other)
	if out.Met != 1 || out.Edits != 2 {
		t.Errorf("the office was told %+v", out)
	}
	for _, r := range []*sqlite.Register{one, other} {
		all := conflicts(t, r)
		if len(all) != 1 {
			t.Fatalf("%s lists %+v", r.Replica().Name, all)
		}
		c := all[0]
		mine, theirs := c.Side(model.Mine), c.Side(model.Theirs)
		if r == other {
			mine, theirs = theirs, mine
		}
		if c.Sort != model.EditsMet || c.Field != "organisation" || c.Name != "Ana Lupe" || mine.Values["organisation"] != "Ministry of Health" || mine.Who != "office" ||
			theirs.Values["organisation"] != "Ministry of Finance and Planning" || theirs.Who != "desk" {
			t.Errorf("%s shows %+v", r.Replica().Name, c)
		}
	}
	// The later one stands; the office decides for its own.
	must(t, one.Choose(ctx, conflicts(t, one)[0].ID, model.Mine))
	if left := conflicts(t, one); len(left) > 0 {
		t.Errorf("after deciding the office still lists %+v", left)
	}
	if err := one.Choose(ctx, 99, model.Mine); model.CodeOf(err) != model.ENotFound {
		t.Errorf("a conflict that is none: %v", err)
	}
	send(t, one, other)
	p, err := other.Person(ctx, people[0])
	must(t, err)
	if left := conflicts(t, other); len(left) > 0 || p.Organisation != "Ministry of Health" || p.Email != "ana@example.org" {
		t.Errorf("the other desk has %+v and lists %+v", p, left)
	}
	send(t, other, one)
	if diff := difference(dump(t, one), dump(t, other)); len(diff) > 0 {
		t.Errorf("the two desks differ: %q", diff)
	}
	clean(t, one)
}

func TestLeavingWhatStandsSettlesItEverywhere(t *testing.T) {
	ctx := context.Background()
	one := office(t)
	a, _ := threeDays(t, one, "Ana Lupe")
	other := copyOf(t, one, "desk", model.PackScope{})
	roll := rollOf(t, one, a.ID)
	must(t, one.Mark(ctx, model.Mark{Registration: roll.Attendees[0].ID, Session: roll.Sessions[0].ID, Value: model.Absent}))
	must(t, other.Mark(ctx, model.Mark{Registration: roll.Attendees[0].ID, Session: roll.Sessions[0].ID, Value: model.Present}))
	must(t, other.Mark(ctx, model.Mark{Registration: roll.Attendees[0].ID, Session: roll.Sessions[1].ID, Value: model.Late}))
	must(t, one.Mark(ctx, model.Mark{Registration: roll.Attendees[0].ID, Session: roll.Sessions[1].ID, Value: model.Late}))
	send(t, other, one)
	send(t, one, other)
	all := conflicts(t, one)
	if len(all) != 1 || all[0].Sort != model.MarksMet || all[0].Stands != model.Theirs { // two that say the same are no conflict
		t.Fatalf("the office lists %+v", all)
	}
	history, err := one.History(ctx, all[0].Record, 0)
	must(t, err)
	if want := "Ana Lupe · Day 1 · " + a.Title; all[0].Name != want {
		t.Errorf("the mark is called %q, wanted %q", all[0].Name, want)
	}
	if len(history) != 2 {
		t.Errorf("of two marks the history tells %+v", history)
	}
	must(t, one.Choose(ctx, all[0].ID, model.Theirs))
	send(t, one, other)
	if left := conflicts(t, other); len(left) > 0 {
		t.Errorf("the other desk still lists %+v", left)
	}
	if undo, _, err := one.Steps(ctx); err != nil || undo == nil || undo.Verb == model.VerbLeave {
		t.Errorf("undo would take back %+v, %v", undo, err)
	}
}

func TestWhatWasDoneInASessionThatSomebodyDeletedIsListed(t *testing.T) {
	ctx := context.Background()
	one := office(t)
	a, _ := threeDays(t, one, "Ana Lupe")
	other := copyOf(t, one, "desk", model.PackScope{})
	roll := rollOf(t, one, a.ID)
	session := roll.Sessions[0]
	must(t, one.Delete(ctx, model.Ref{Kind: model.KindSession, ID: session.ID}))
	must(t, other.Mark(ctx, model.Mark{Registration: roll.Attendees[0].ID, Session: session.ID, Value: model.Present}))
	send(t, other, one)
	send(t, one, other)
	for _, r := range []*sqlite.Register{one, other} {
		all := conflicts(t, r)
		if len(all) != 1 || all[0].Sort != model.DeletedMet || all[0].Record.ID != session.ID || all[0].Edited.Kind != model.KindMark {
			t.Fatalf("%s lists %+v", r.Replica().Name, all)
		}
		if side := all[0].Side(all[0].Stands); side.Who != "office" {
			t.Errorf("%s says the deletion is by %+v", r.Replica().Name, side)
		}
	}
	c := conflicts(t, other)[0]
	must(t, other.Choose(ctx, c.ID, c.Stands.Other()))
	send(t, other, one)
	if left := append(conflicts(t, one), conflicts(t, other)...); len(left) > 0 {
		t.Errorf("still listed: %+v", left)
	}
	figures, err := one.ActivityFigures(ctx, a.ID)
	must(t, err)
	if figures.Participants.Value != 1 || len(rollOf(t, one, a.ID).Sessions) != 3 {
		t.Errorf("with the session back the figures are %+v", figures)
	}
	clean(t, one)
}

func TestAnEditOfSomebodyWhoWasDeletedBringsThemBackWhenChosen(t *testing.T) {
	ctx := context.Background()
	one := office(t)
	a, people := threeDays(t, one, "Ana Lupe", "Bina Rai")
	other := copyOf(t, one, "desk", model.PackScope{})
	must(t, one.UpdatePerson(ctx, people[0], model.PersonUpdate{Organisation: new("Ministry of Health")}))
	must(t, other.Delete(ctx, model.Ref{Kind: model.KindPerson, ID: people[0]}))
	send(t, other, one)
	all := conflicts(t, one)
	if len(all) != 1 || all[0].Stands != model.Theirs || all[0].Edited.ID != people[0] {
		t.Fatalf("the office lists %+v", all)
	}
	must(t, one.Choose(ctx, all[0].ID, model.Mine))
	if roll := rollOf(t, one, a.ID); len(roll.Attendees) != 2 {
		t.Errorf("they are back, but on the roll are %d", len(roll.Attendees))
	}
	clean(t, one)
}

func TestThoseWhoMayBeHereAlreadyAreNamed(t *testing.T) {
	ctx := context.Background()
	one := office(t)
	a, people := threeDays(t, one, "Ana Lupe")
	other := copyOf(t, one, "trainer", model.PackScope{Activity: a.ID})
	_, err := one.SavePerson(ctx, model.Person{Name: "So-yeon Bang", Country: "KOR"})
	must(t, err)
	roll := rollOf(t, other, a.ID)
	for _, name := range []string{"BANG So-yeon", "Chea Sokha"} {
		_, _, err := other.Enrol(ctx, model.Person{Name: name, Country: "KOR"}, model.Registration{Activity: a.ID, Role: roll.Attendees[0].Role, Country: "KOR"})
		must(t, err)
	}
	var preview model.Outcome
	before := dump(t, one)
	must(t, other.Pack(ctx, model.PackScope{}, func(b model.Bundle) error {
		preview, err = one.Merge(ctx, b, model.MergeOptions{Preview: true, Accept: yes.Accept})
		return err
	}))
	if diff := difference(before, dump(t, one)); len(diff) > 0 {
		t.Fatalf("a preview changed %q", diff)
	}
	out := send(t, other, one)
	if preview.People != 2 || preview.Duplicates != 1 || out.People != preview.People || out.Duplicates != preview.Duplicates {
		t.Errorf("foreseen was %+v, came %+v", preview, out)
	}
	alike, err := one.Newcomers(ctx)
	must(t, err)
	if len(alike) != 1 {
		t.Fatalf("named are %+v", alike)
	}
	must(t, one.MergePeople(ctx, alike[0].One.ID, alike[0].Other.ID))
	if alike, err := one.Newcomers(ctx); err != nil || len(alike) > 0 {
		t.Errorf("after making them one: %+v, %v", alike, err)
	}
	_ = people
}

func TestMakingPeopleOneTheOtherWayRoundOnTwoDesks(t *testing.T) {
	ctx := context.Background()
	one := office(t)
	a, people := threeDays(t, one, "Ana Lupe", "Anna Lupe", "Ana Luppe")
	other := copyOf(t, one, "desk", model.PackScope{})
	roll := rollOf(t, one, a.ID)
	must(t, one.Mark(ctx, model.Mark{Registration: roll.Attendees[0].ID, Session: roll.Sessions[0].ID, Value: model.Present}))
	send(t, one, other)
	must(t, one.MergePeople(ctx, people[0], people[1]))
	must(t, other.MergePeople(ctx, people[1], people[0]))
	must(t, other.MergePeople(ctx, people[1], people[2]))
	for range 3 {
		send(t, other, one)
		send(t, one, other)
	}
	if diff := difference(dump(t, one), dump(t, other)); len(diff) > 0 {
		t.Fatalf("the two desks differ: %q", diff)
	}
	left, err := one.People(ctx, "", 0)
	must(t, err)
	figures, err := one.ActivityFigures(ctx, a.ID)
	must(t, err)
	if len(left) != 1 || len(rollOf(t, one, a.ID).Attendees) != 1 || figures.Participants.Value != 1 {
		t.Errorf("left are %+v, on the roll %+v, with %+v", left, rollOf(t, one, a.ID).Attendees, figures.Participants)
	}
	clean(t, one)
	clean(t, other)
}

func TestSomebodyMadeOneIsStillMarkedOnAnotherDesk(t *testing.T) {
	ctx := context.Background()
	one := office(t)
	a, people := threeDays(t, one, "Ana Lupe", "Anna Lupe")
	other := copyOf(t, one, "trainer", model.PackScope{Activity: a.ID})
	must(t, one.MergePeople(ctx, people[0], people[1]))
	roll := rollOf(t, other, a.ID)
	for i, at := range roll.Attendees { // one record on the first day, the other on the second
		must(t, other.Mark(ctx, model.Mark{Registration: at.ID, Session: roll.Sessions[i].ID, Value: model.Present}))
	}
	for range 2 {
		send(t, other, one)
		send(t, one, other)
	}
	if diff := difference(dump(t, one), dump(t, other)); len(diff) > 0 {
		t.Fatalf("the two desks differ: %q", diff)
	}
	for _, r := range []*sqlite.Register{one, other} {
		figures, err := r.ActivityFigures(ctx, a.ID)
		must(t, err)
		if figures.Participants.Value != 1 || figures.PersonDays.Value != 2 {
			t.Errorf("they are %d on %d days: %+v", figures.Participants.Value, figures.PersonDays.Value, rollOf(t, r, a.ID).Attendees)
		}
		clean(t, r)
	}
}

func TestSomebodyMadeOneIsRegisteredAgainOnAnotherDesk(t *testing.T) {
	ctx := context.Background()
	one := office(t)
	a, people := threeDays(t, one, "Ana Lupe")
	again, err := one.SavePerson(ctx, model.Person{Name: "Anna Lupe", Country: "FJI"})
	must(t, err)
	other := copyOf(t, one, "desk", model.PackScope{})
	must(t, one.MergePeople(ctx, people[0], again))
	roll := rollOf(t, other, a.ID)
	g := roll.Attendees[0].Registration
	must(t, other.Mark(ctx, model.Mark{Registration: g.ID, Session: roll.Sessions[0].ID, Value: model.Present}))
	g.ID, g.Person, g.Code = 0, again, ""
	_, g.ID, err = other.Enrol(ctx, model.Person{ID: again}, g)
	must(t, err)
	must(t, other.Mark(ctx, model.Mark{Registration: g.ID, Session: roll.Sessions[1].ID, Value: model.Late}))
	for range 2 {
		send(t, other, one)
		send(t, one, other)
	}
	if diff := difference(dump(t, one), dump(t, other)); len(diff) > 0 {
		t.Fatalf("the two desks differ: %q", diff)
	}
	for _, r := range []*sqlite.Register{one, other} {
		figures, err := r.ActivityFigures(ctx, a.ID)
		must(t, err)
		if at := rollOf(t, r, a.ID).Attendees; figures.Participants.Value != 1 || figures.PersonDays.Value != 2 || len(at) != 1 {
			t.Errorf("they are %d on %d days: %+v", figures.Participants.Value, figures.PersonDays.Value, at)
		}
		clean(t, r)
	}
}

func TestACopyHasTheNameThatPeopleGiveIt(t *testing.T) {
	ctx := context.Background()
	one := office(t)
	other := copyOf(t, one, "DESKTOP-4F7", model.PackScope{})
	if err := other.Rename(ctx, " "); model.CodeOf(err) != model.EInvalid {
		t.Errorf("no name at all: %v", err)
	}
	must(t, other.Rename(ctx, "Ana’s laptop"))
	threeDays(t, other, "Ana Lupe")
	send(t, other, one)
	name := func(r *sqlite.Register) string {
		names, err := r.ReplicaNames(ctx)
		must(t, err)
		return names[other.Replica().Tag]
	}
	did, err := one.Actions(ctx, 0)
	must(t, err)
	who := map[string]bool{}
	for _, a := range did {
		who[a.Who] = true
	}
	if name(one) != "Ana’s laptop" || name(other) != "Ana’s laptop" || !who["Ana’s laptop"] || who["DESKTOP-4F7"] {
		t.Errorf("the office knows %q, the copy itself %q; changes are by %v", name(one), name(other), who)
	}
	path, options := other.Path(), sqlite.Options{ConfigDir: filepath.Dir(other.Path()), Who: "DESKTOP-4F7"}
	must(t, other.Close())
	again, err := sqlite.Open(ctx, path, options)
	must(t, err)
	if got := again.Replica().Name; got != "Ana’s laptop" {
		t.Errorf("after opening it again it is %q", got)
	}
	must(t, again.Close())
}
