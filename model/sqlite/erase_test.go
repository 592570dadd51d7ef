package sqlite_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rollbook/model"
	"rollbook/model/sqlite"
)

// secrets are what a register knows of a person who is to be erased.
var secrets = []string{"Zwordname", "Zwordnative", "Zwordtitle", "Zwordorganisation", "Zwordposition", "Zwordmail", "Zwordphone", "Zwordnotes", "Zwordministry", "Zworddesk", "ZWORDCODE", "Zwordformer"}

// known makes an activity with somebody of whom all is known, edited once.
func known(t testing.TB, r *sqlite.Register) (model.Activity, model.Registration) {
	t.Helper()
	ctx := context.Background()
	a, people := threeDays(t, r, "Zwordname Person")
	p, err := r.Person(ctx, people[0])
	must(t, err)
	was := p
	p.NativeName, p.Title, p.Organisation, p.Position, p.Email, p.Phone, p.Notes = "Zwordnative", "Zwordtitle", "Zwordorganisation", "Zwordposition", "Zwordmail@example.org", "Zwordphone", "Zwordnotes"
	p.Sex, p.Country = model.Female, "FJI"
	must(t, r.UpdatePerson(ctx, p.ID, model.PersonChanges(was, p)))
	all, err := r.Registrations(ctx, a.ID, 0)
	must(t, err)
	g := all[0]
	code := "ZWORDCODE"
	must(t, r.UpdateRegistration(ctx, g.ID, model.RegistrationUpdate{Code: &code}))
	works(t, r, g, "Zwordformer", "Zwordformer")
	works(t, r, g, "Zwordministry", "Zworddesk")
	s, err := r.Sessions(ctx, a.ID)
	must(t, err)
	must(t, r.Mark(ctx, model.Mark{Registration: g.ID, Session: s[0].ID, Value: model.Present}))
	return a, g
}

// works says anew where somebody works who is registered.
func works(t testing.TB, r *sqlite.Register, g model.Registration, organisation, position string) {
	t.Helper()
	must(t, r.UpdateRegistration(context.Background(), g.ID, model.RegistrationUpdate{Organisation: &organisation, Position: &position}))
}

// holds gives which of the secrets are in the files of a register.
func holds(t testing.TB, r *sqlite.Register) (found []string) {
	t.Helper()
	for _, end := range []string{"", "-wal"} {
		data, err := os.ReadFile(r.Path() + end)
		if os.IsNotExist(err) {
			continue
		}
		must(t, err)
		for _, secret := range secrets {
			if bytes.Contains(bytes.ToLower(data), []byte(strings.ToLower(secret))) {
				found = append(found, secret+" in the register"+end)
			}
		}
	}
	return found
}

// TestErasingLeavesNothingOfAPerson erases somebody at one desk: neither its files nor a
// pack from then on, nor another desk once it hears of it, hold anything that says who it
// was; the figures stay.
func TestErasingLeavesNothingOfAPerson(t *testing.T) {
	ctx := context.Background()
	one := office(t)
	a, g := known(t, one)
	other := copyOf(t, one, "desk", model.PackScope{})
	know(t, one, other)
	before := summary(t, one, model.Everything(), model.ByType)
	if got := holds(t, one); len(got) < len(secrets) {
		t.Fatalf("before, its files hold only %q", got)
	}
	must(t, one.Erase(ctx, g.Person))
	if got := holds(t, one); len(got) > 0 {
		t.Errorf("afterwards its files hold %q", got)
	}
	var pack bytes.Buffer
	must(t, one.Pack(ctx, model.PackScope{}, func(b model.Bundle) error {
		for part, err := range b.Parts {
			must(t, err)
			text, err := json.Marshal(part)
			must(t, err)
			pack.Write(text)
		}
		return nil
	}))
	for _, secret := range secrets {
		if bytes.Contains(pack.Bytes(), []byte(secret)) {
			t.Errorf("a pack says %q", secret)
		}
	}
	// Elsewhere they are edited meanwhile, and then somebody hears of it and edits again.
	works(t, other, g, "Zwordministry ", "Zwordposition")
	send(t, other, one)
	send(t, one, other)
	works(t, other, g, "Zwordministry", "Zwordposition")
	attended := model.Attended
	must(t, other.UpdateRegistration(ctx, g.ID, model.RegistrationUpdate{Status: &attended}))
	send(t, other, one)
	send(t, one, other)
	for _, r := range []*sqlite.Register{one, other} {
		if got := holds(t, r); len(got) > 0 {
			t.Errorf("in the end the files of %s hold %q", r.Replica().Name, got)
		}
		roll := rollOf(t, r, a.ID)
		who := roll.Attendees[0]
		if !who.Who.Erased || who.Organisation != "" || who.Code != "" || who.Status != model.Attended || len(who.Marks) != 1 || who.Who.Country != "FJI" || who.Who.Sex != model.Female {
			t.Errorf("%s shows %+v", r.Replica().Name, who)
		}
		if got := summary(t, r, model.Everything(), model.ByType); got.Total.Participants != before.Total.Participants {
			t.Errorf("the figures of %s are %+v", r.Replica().Name, got.Total)
		}
		clean(t, r)
	}
	if diff := difference(dump(t, one), dump(t, other)); len(diff) > 0 {
		t.Errorf("the two desks differ: %q", diff)
	}
}

// TestTheLogFileIsEmptiedOnceNobodyReads erases somebody while another program reads the
// register.
func TestTheLogFileIsEmptiedOnceNobodyReads(t *testing.T) {
	ctx := context.Background()
	one := office(t)
	_, g := known(t, one)
	done, err := sqlite.KeepReading(ctx, one)
	must(t, err)
	err = one.Erase(ctx, g.Person)
	if model.CodeOf(err) != model.EBusy || !strings.Contains(err.Error(), "-wal") {
		t.Errorf("while somebody reads, erasing says %v", err)
	}
	if p, err := one.Person(ctx, g.Person); err != nil || !p.Erased {
		t.Errorf("the person is %+v, %v", p, err)
	}
	done()
	_, err = one.SaveTheme(ctx, model.Theme{Name: "Another change"})
	must(t, err)
	if got := holds(t, one); len(got) > 0 {
		t.Errorf("after the next change its files hold %q", got)
	}
}

// TestAnErasureOfAnyTimeErases lets an erasure come that is dated before its person was
// made, as a computer makes it whose clock is wrong.
func TestAnErasureOfAnyTimeErases(t *testing.T) {
	ctx := context.Background()
	one := office(t)
	other := copyOf(t, one, "desk", model.PackScope{})
	know(t, one, other)
	_, g := known(t, one)
	send(t, one, other)
	must(t, other.Erase(ctx, g.Person))
	b := pieceOf(t, other, func(_ *model.BundleHead, c *model.Changes) {
		last := len(c.Operations) - 1
		c.Operations[last].Clock = 1_500_000_000_000 << 16
		c.Seen = nil
	})
	_, err := one.Merge(ctx, b, model.MergeOptions{})
	must(t, err)
	p, err := one.Person(ctx, g.Person)
	must(t, err)
	if !p.Erased || p.Name != "" {
		t.Errorf("the person is %+v", p)
	}
	if got := holds(t, one); len(got) > 0 {
		t.Errorf("its files hold %q", got)
	}
	changes, err := one.History(ctx, model.Ref{Kind: model.KindPerson, ID: g.Person}, 0)
	must(t, err)
	if len(changes) < 2 {
		t.Errorf("the history is %+v", changes)
	}
	clean(t, one)
}

// TestWhatAnOlderVersionLeftIsErased opens a register in which a program that erased the
// person alone left what the registrations say.
func TestWhatAnOlderVersionLeftIsErased(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	options := sqlite.Options{ConfigDir: dir}
	r, err := sqlite.Create(ctx, filepath.Join(dir, "office.rollbook"), model.Office{}, options)
	must(t, err)
	_, g := known(t, r)
	must(t, sqlite.EraseAsBefore(ctx, r, g.Person))
	must(t, r.Close())
	r, err = sqlite.Open(ctx, r.Path(), options)
	must(t, err)
	defer r.Close()
	for _, found := range holds(t, r) {
		for _, of := range []string{"Zwordministry", "Zworddesk", "ZWORDCODE", "Zwordformer"} {
			if strings.HasPrefix(found, of) {
				t.Errorf("its files hold %s", found)
			}
		}
	}
	clean(t, r)
}
