package sqlite_test

import (
	"context"
	"testing"

	"rollbook/model"
)

// Who was written down on another computer with a slip of the keyboard, or walked in there
// without a country, is offered as likely the one that the register has.
func TestNewcomersAreKnownDespiteASlip(t *testing.T) {
	ctx := context.Background()
	one := office(t)
	a, _ := threeDays(t, one, "Nour Bohihare", "Li Wu", "Bina Rai")
	other := copyOf(t, one, "desk", model.PackScope{})
	role := rollOf(t, other, a.ID).Attendees[0].Role
	for _, p := range []model.Person{{Name: "Nour Bohihara", Country: "FJI"}, {Name: "Wu Li"}, {Name: "Rina Rai"}, {Name: "Somebody Else"}} {
		_, _, err := other.Enrol(ctx, p, model.Registration{Activity: a.ID, Role: role, Country: p.Country})
		must(t, err)
	}
	out := send(t, other, one)
	likely, err := one.Newcomers(ctx)
	must(t, err)
	pairs := map[string]bool{}
	for _, like := range likely {
		pairs[min(like.One.Name, like.Other.Name)+" = "+max(like.One.Name, like.Other.Name)] = true
	}
	if len(pairs) != 2 || !pairs["Nour Bohihara = Nour Bohihare"] || !pairs["Li Wu = Wu Li"] || out.Duplicates != 2 {
		t.Errorf("it offers %v, and tells of %d", pairs, out.Duplicates)
	}
	all, err := one.Duplicates(ctx, 10)
	if err != nil || len(all) != 2 {
		t.Errorf("of everybody it offers %+v, %v", all, err)
	}
}
