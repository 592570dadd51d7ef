package sqlite_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"rollbook/model"
	"rollbook/model/sqlite"
)

// office makes a register of a desk of its own.
func office(t testing.TB) *sqlite.Register {
	t.Helper()
	dir := t.TempDir()
	r, err := sqlite.Create(context.Background(), filepath.Join(dir, "office.rollbook"), model.Office{Name: "The office"}, sqlite.Options{ConfigDir: dir, Who: "office"})
	must(t, err)
	t.Cleanup(func() { must(t, r.Close()) })
	return r
}

// copyOf makes a replica of a register, as another computer has it: of everything, or of
// one activity.
func copyOf(t testing.TB, r *sqlite.Register, who string, scope model.PackScope, now ...func() time.Time) *sqlite.Register {
	t.Helper()
	ctx := context.Background()
	dir := t.TempDir()
	options := sqlite.Options{ConfigDir: dir, Who: who}
	if len(now) > 0 {
		options.Now = now[0]
	}
	path := filepath.Join(dir, "copy.rollbook")
	must(t, r.Pack(ctx, scope, func(b model.Bundle) error {
		_, err := sqlite.Replicate(ctx, path, b, options, model.MergeOptions{})
		return err
	}))
	c, err := sqlite.Open(ctx, path, options)
	must(t, err)
	t.Cleanup(func() { must(t, c.Close()) })
	return c
}

// yes says yes to every copy that is not known yet, as somebody who is asked does.
var yes = model.MergeOptions{Accept: func(model.Stranger) bool { return true }}

// know lets a replica know another by its signature, as it does once somebody said yes.
func know(t testing.TB, one, other *sqlite.Register) {
	t.Helper()
	must(t, one.Trust(context.Background(), model.Stranger{Replica: other.Replica(), Key: other.SigningKey().Public}))
}

// send merges all that one replica has into another.
func send(t testing.TB, from, to *sqlite.Register) model.Outcome {
	t.Helper()
	var out model.Outcome
	must(t, from.Pack(context.Background(), model.PackScope{}, func(b model.Bundle) error {
		var err error
		out, err = to.Merge(context.Background(), b, yes)
		return err
	}))
	return out
}

func dump(t testing.TB, r *sqlite.Register) []string {
	t.Helper()
	lines, err := sqlite.Dump(context.Background(), r)
	must(t, err)
	return lines
}

// difference gives the first lines in which two dumps differ, those of one record side by
// side; none where they do not.
func difference(a, b []string) []string {
	count := map[string]int{}
	for _, line := range a {
		count[line]++
	}
	for _, line := range b {
		count[line]--
	}
	var diff []string
	for line, n := range count {
		if n > 0 {
			diff = append(diff, line+" (in the first)")
		}
		if n < 0 {
			diff = append(diff, line+" (in the second)")
		}
	}
	slices.Sort(diff)
	return diff[:min(len(diff), 8)]
}

func clean(t testing.TB, r *sqlite.Register) {
	t.Helper()
	wrong, err := r.Check(context.Background())
	must(t, err)
	if len(wrong) > 0 {
		t.Fatalf("check: %q", wrong)
	}
}

func TestTwoDesksEndTheSame(t *testing.T) {
	ctx := context.Background()
	one := office(t)
	a, _ := threeDays(t, one, "Ana Lupe", "Bina Rai")
	other := copyOf(t, one, "desk", model.PackScope{})
	if diff := difference(dump(t, one), dump(t, other)); len(diff) > 0 {
		t.Fatalf("a new desk starts with something else: %q", diff)
	}
	roll := rollOf(t, one, a.ID)
	must(t, one.Mark(ctx, model.Mark{Registration: roll.Attendees[0].ID, Session: roll.Sessions[0].ID, Value: model.Present}))
	must(t, other.Mark(ctx, model.Mark{Registration: roll.Attendees[1].ID, Session: roll.Sessions[0].ID, Value: model.Late}))
	out := send(t, other, one)
	if out.Marks != 1 || out.Operations != 1 || out.Met != 0 || out.Action.Verb != model.VerbTake {
		t.Errorf("the office was told %+v", out)
	}
	send(t, one, other)
	if diff := difference(dump(t, one), dump(t, other)); len(diff) > 0 {
		t.Errorf("the two desks differ: %q", diff)
	}
	if again := send(t, other, one); !again.Nothing() || again.Known == 0 {
		t.Errorf("merging again brought %+v", again)
	}
	figures, err := one.ActivityFigures(ctx, a.ID)
	must(t, err)
	if figures.Participants.Value != 2 {
		t.Errorf("after merging the figures are %+v", figures)
	}
	for _, r := range []*sqlite.Register{one, other} {
		clean(t, r)
	}
}

func TestAnActivityGoesOutAndComesBack(t *testing.T) {
	ctx := context.Background()
	one := office(t)
	threeDays(t, one, "Somebody Else")
	a, _ := threeDays(t, one, "Ana Lupe", "Bina Rai")
	trainer := copyOf(t, one, "trainer", model.PackScope{Activity: a.ID})
	people, err := trainer.People(ctx, "", 0)
	must(t, err)
	if len(people) != 2 || !trainer.Partial() {
		t.Fatalf("the trainer's copy knows %d people, partial %v", len(people), trainer.Partial())
	}
	clean(t, trainer)
	roll := rollOf(t, trainer, a.ID)
	for _, who := range roll.Attendees {
		must(t, trainer.Mark(ctx, model.Mark{Registration: who.ID, Session: roll.Sessions[0].ID, Value: model.Present}))
	}
	_, _, err = trainer.Enrol(ctx, model.Person{Name: "Walk In", Country: "BTN"}, model.Registration{Activity: a.ID, Role: roll.Attendees[0].Role, Country: "BTN"})
	must(t, err)
	// Meanwhile in the office:
	must(t, one.UpdatePerson(ctx, roll.Attendees[0].Who.ID, model.PersonUpdate{Email: new("ana@example.org")}))

	out := send(t, trainer, one)
	if out.Marks != 2 || out.People != 1 || out.Registrations != 1 || out.Waiting != 0 {
		t.Errorf("the office was told %+v", out)
	}
	clean(t, one)
	figures, err := one.ActivityFigures(ctx, a.ID)
	must(t, err)
	if figures.Participants.Value != 2 || figures.Countries.Value != 1 {
		t.Errorf("after the workshop the figures are %+v", figures)
	}
	// A second round, with what the office did since.
	must(t, one.Pack(ctx, model.PackScope{Activity: a.ID}, func(b model.Bundle) error {
		_, err := trainer.Merge(ctx, b, model.MergeOptions{})
		return err
	}))
	who, err := trainer.Person(ctx, roll.Attendees[0].Who.ID)
	must(t, err)
	if who.Email != "ana@example.org" {
		t.Errorf("the trainer's copy says %+v", who)
	}
	clean(t, trainer)
	must(t, trainer.Mark(ctx, model.Mark{Registration: roll.Attendees[0].ID, Session: roll.Sessions[1].ID, Value: model.Late}))
	if out := send(t, trainer, one); out.Marks != 1 || out.Known == 0 {
		t.Errorf("the second time the office was told %+v", out)
	}
	// Another desk learns of it from the office.
	desk := copyOf(t, one, "desk", model.PackScope{NoHistory: true})
	if diff := difference(dump(t, one), dump(t, desk)); len(diff) > 0 {
		t.Errorf("a desk that started from a snapshot differs: %q", diff)
	}
	clean(t, desk)
	must(t, trainer.Mark(ctx, model.Mark{Registration: roll.Attendees[1].ID, Session: roll.Sessions[1].ID, Value: model.Absent}))
	send(t, trainer, one)
	send(t, one, desk)
	send(t, one, trainer) // everything: the trainer's copy becomes a whole one
	if trainer.Partial() {
		t.Error("with everything merged the trainer's copy is still partial")
	}
	for _, r := range []*sqlite.Register{desk, trainer} {
		if diff := difference(dump(t, one), dump(t, r)); len(diff) > 0 {
			t.Errorf("%s differs: %q", r.Replica().Name, diff)
		}
		clean(t, r)
	}
}

func TestWhatMissesAPredecessorWaits(t *testing.T) {
	ctx := context.Background()
	one := office(t)
	other := copyOf(t, one, "desk", model.PackScope{})
	know(t, one, other)
	third := copyOf(t, one, "third", model.PackScope{})
	know(t, one, third)
	for i := range 6 {
		_, err := other.SaveTheme(ctx, model.Theme{Name: fmt.Sprint("Theme ", i)})
		must(t, err)
	}
	send(t, other, third)
	themes, err := third.Themes(ctx)
	must(t, err)
	must(t, third.UpdateTheme(ctx, themes[0].ID, model.ThemeUpdate{Name: new("Renamed by the third")}))
	piece := func(r *sqlite.Register, of model.ReplicaTag, after int64, limit int) model.Outcome {
		t.Helper()
		c, err := r.Log(ctx, of, after, limit)
		must(t, err)
		head, err := r.BundleHead(ctx)
		must(t, err)
		out, err := one.Merge(ctx, model.Bundle{Head: head, Parts: c.Parts()}, yes)
		must(t, err)
		return out
	}
	if out := piece(third, third.Replica().Tag, 0, 100); out.Waiting != 1 || out.Operations != 0 {
		t.Errorf("what renames an unknown theme gave %+v", out)
	}
	if out := piece(other, other.Replica().Tag, 4, 100); out.Waiting != 3 {
		t.Errorf("the end of a log without its beginning gave %+v", out)
	}
	if heads, err := one.Heads(ctx); err != nil || heads[other.Replica().Tag].Seq != 0 {
		t.Errorf("the office says it knows %v, %v", heads, err)
	}
	if out := piece(other, other.Replica().Tag, 0, 4); out.Waiting != 0 || out.Operations != 7 {
		t.Errorf("with the beginning came %+v", out)
	}
	send(t, one, other)
	send(t, third, other)
	if diff := difference(dump(t, one), dump(t, other)); len(diff) > 0 {
		t.Errorf("the two desks differ: %q", diff)
	}
	clean(t, one)
}

func TestUndoingAMergeTakesAllOfItBack(t *testing.T) {
	ctx := context.Background()
	one := office(t)
	a, _ := threeDays(t, one, "Ana Lupe", "Bina Rai")
	other := copyOf(t, one, "desk", model.PackScope{})
	roll := rollOf(t, one, a.ID)
	mark := func(r *sqlite.Register, who, session int, value model.MarkValue) {
		must(t, r.Mark(ctx, model.Mark{Registration: roll.Attendees[who].ID, Session: roll.Sessions[session].ID, Value: value}))
	}
	mark(one, 0, 0, model.Absent)
	mark(other, 0, 0, model.Present)
	mark(other, 1, 0, model.Present)
	mark(other, 1, 0, model.Late)
	must(t, other.UpdateActivity(ctx, a.ID, model.ActivityUpdate{Title: new("Another title")}))
	_, err := other.SavePerson(ctx, model.Person{Name: "New Comer"})
	must(t, err)
	know(t, one, other)
	before := summary(t, one, model.Everything(), model.ByType)
	out := send(t, other, one)
	if out.Met != 1 || out.MarksMet != 1 || out.Marks != 3 || out.People != 1 {
		t.Errorf("the office was told %+v", out)
	}
	changes, err := one.Changes(ctx, out.Action.ActionRef, 100)
	must(t, err)
	if len(changes) != out.Operations || changes[0].Who != "desk" || changes[0].Record.Kind != model.KindMark {
		t.Errorf("of what came the history tells %+v", changes)
	}
	undone, err := one.Undo(ctx)
	must(t, err)
	if undone.Action.Verb != model.VerbTake || undone.Kept != 0 {
		t.Errorf("undo took back %+v", undone)
	}
	after := rollOf(t, one, a.ID)
	if len(after.Attendees[1].Marks) != 0 || after.Attendees[0].Marks[roll.Sessions[0].ID].Value != model.Absent || after.Activity.Title != "A workshop of three days" {
		t.Errorf("after undo the roll is %+v", after)
	}
	if now := summary(t, one, model.Everything(), model.ByType); now.Total.Participants != before.Total.Participants {
		t.Errorf("after undo the figures are %+v, were %+v", now.Total, before.Total)
	}
	if people, err := one.People(ctx, "New Comer", 0); err != nil || len(people) != 0 {
		t.Errorf("who came is still found: %v, %v", people, err)
	}
	clean(t, one)
	_, err = one.Redo(ctx)
	must(t, err)
	if again := rollOf(t, one, a.ID); again.Attendees[1].Marks[roll.Sessions[0].ID].Value != model.Late || again.Activity.Title != "Another title" {
		t.Errorf("after redo the roll is %+v", again)
	}
	clean(t, one)
	send(t, one, other)
	if diff := difference(dump(t, one), dump(t, other)); len(diff) > 0 {
		t.Errorf("the two desks differ: %q", diff)
	}
}

// TestWhatWaitsSomewhereHoldsNobodyElseUp sends on, from a desk that began with a snapshot
// and where a change waits, what it knows: that what the change waits for was seen by its
// author must not be taken for what the author had seen before.
func TestWhatWaitsSomewhereHoldsNobodyElseUp(t *testing.T) {
	ctx := context.Background()
	one := office(t)
	a := copyOf(t, one, "a", model.PackScope{})
	b := copyOf(t, one, "b", model.PackScope{})
	for _, r := range []*sqlite.Register{a, b} {
		know(t, one, r)
	}
	for _, r := range []*sqlite.Register{a, b} {
		send(t, one, r)
	}
	began := copyOf(t, one, "began with a snapshot", model.PackScope{NoHistory: true})
	theme := func(r *sqlite.Register) {
		_, err := r.SaveTheme(ctx, model.Theme{Name: "A theme of " + r.Replica().Name})
		must(t, err)
	}
	theme(a)
	send(t, a, b)
	theme(b)
	send(t, b, a)
	theme(a) // its second, which rests on b's, which rests on a's first
	c, err := a.Log(ctx, a.Replica().Tag, 0, 10)
	must(t, err)
	head, err := a.BundleHead(ctx)
	must(t, err)
	out, err := began.Merge(ctx, model.Bundle{Head: head, Parts: c.Parts()}, yes)
	must(t, err)
	if out.Waiting != 1 {
		t.Fatalf("it was to wait: %+v", out)
	}
	theme(began)
	send(t, began, one)
	if out := send(t, a, one); out.Waiting != 0 || out.Operations != 2 {
		t.Errorf("the office got %+v", out)
	}
}

func TestATypeThatOneDeskDeletedKeepsItsRowWhileAnotherUsesIt(t *testing.T) {
	ctx := context.Background()
	one := office(t)
	desk := copyOf(t, one, "desk", model.PackScope{})
	types, err := one.Types(ctx)
	must(t, err)
	gone := types[2]
	_, err = desk.SaveActivity(ctx, model.Activity{Title: "A workshop", Type: gone.ID, FirstDay: "2026-03-02", Status: model.Held})
	must(t, err)
	must(t, one.Delete(ctx, model.Ref{Kind: model.KindActivityType, ID: gone.ID}))
	send(t, desk, one)
	s := summary(t, one, model.Everything(), model.ByType)
	events := 0
	for _, row := range s.Rows {
		events += row.Events.Value
	}
	if last := s.Rows[len(s.Rows)-1]; s.Total.Events.Value != 1 || events != 1 || last.Key != gone.Name {
		t.Errorf("the total has %d events, the rows %d; the last row is %q", s.Total.Events.Value, events, last.Key)
	}
}
