package sqlite_test

import (
	"context"
	"strings"
	"testing"

	"rollbook/model"
	"rollbook/model/sqlite"
)

// TestASpoiltClockIsMended begins with a register that took an edit of the last time there
// is, before all that comes was held against bounds: its own edits went on from there.
func TestASpoiltClockIsMended(t *testing.T) {
	ctx := context.Background()
	one := office(t)
	a, people := threeDays(t, one, "Ana Lupe", "Bina Rai")
	other := copyOf(t, one, "desk", model.PackScope{})
	know(t, one, other)
	name := "Ana Lupe of Suva"
	must(t, other.UpdatePerson(ctx, people[0], model.PersonUpdate{Name: &name}))
	send(t, other, one)
	must(t, sqlite.SpoilClock(ctx, one, other.Replica().Tag))
	must(t, sqlite.SpoilClock(ctx, other, other.Replica().Tag))
	later := "Ana Lupe of Nadi"
	must(t, one.UpdatePerson(ctx, people[0], model.PersonUpdate{Name: &later})) // its clock is the very last
	roll := rollOf(t, one, a.ID)
	must(t, one.Mark(ctx, model.Mark{Registration: roll.Attendees[0].ID, Session: roll.Sessions[0].ID, Value: model.Present}))

	wrong, err := one.Check(ctx)
	must(t, err)
	if len(wrong) == 0 || !strings.Contains(strings.Join(wrong, "\n"), "--repair-clock") {
		t.Errorf("the check says %q", wrong)
	}
	err = one.Pack(ctx, model.PackScope{}, func(b model.Bundle) error {
		_, err := other.Merge(ctx, b, yes)
		return err
	})
	if model.CodeOf(err) != model.EUnreadable || !strings.Contains(err.Error(), "cannot be believed") {
		t.Errorf("before it is mended, others say %v", err)
	}
	for _, r := range []*sqlite.Register{one, other} {
		if n, err := r.MendClocks(ctx); err != nil || n == 0 {
			t.Errorf("%s mends %d, %v", r.Replica().Name, n, err)
		}
		clean(t, r)
	}
	send(t, one, other)
	send(t, other, one)
	if diff := difference(dump(t, one), dump(t, other)); len(diff) > 0 {
		t.Errorf("the two differ: %q", diff)
	}
	for _, r := range []*sqlite.Register{one, other, copyOf(t, one, "new", model.PackScope{})} {
		p, err := r.Person(ctx, people[0])
		must(t, err)
		if got := marksOf(t, r, a.ID, later); p.Name != later || len(got) != 1 {
			t.Errorf("%s shows %q with the marks %v", r.Replica().Name, p.Name, got)
		}
		clean(t, r)
	}
	if n, err := one.MendClocks(ctx); err != nil || n != 0 {
		t.Errorf("mending again mends %d, %v", n, err)
	}
}
