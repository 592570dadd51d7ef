package sample_test

import (
	"reflect"
	"testing"

	"rollbook/model"
	"rollbook/model/sample"
)

func lists() ([]model.ActivityType, []model.Role) {
	types, roles := model.FirstTypes(), model.FirstRoles()
	for i := range types {
		types[i].ID = model.ID(i + 1)
	}
	for i := range roles {
		roles[i].ID = model.ID(i + 1)
	}
	return types, roles
}

func TestASeedMakesTheSameRegister(t *testing.T) {
	types, roles := lists()
	a, err1 := sample.Make(7, 1, types, roles)
	b, err2 := sample.Make(7, 1, types, roles)
	c, err3 := sample.Make(8, 1, types, roles)
	if err1 != nil || err2 != nil || err3 != nil {
		t.Fatal(err1, err2, err3)
	}
	if !reflect.DeepEqual(a, b) {
		t.Error("the same seed makes different registers")
	}
	if reflect.DeepEqual(a, c) {
		t.Error("different seeds make the same register")
	}
}

func TestTheSizeOfASample(t *testing.T) {
	types, roles := lists()
	for _, scale := range []float64{0.1, 1, 10} {
		b, err := sample.Make(sample.DefaultSeed, scale, types, roles)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range []struct {
			what      string
			have, per int
		}{{"activities", len(b.Activities), 100}, {"people", len(b.People), 1000}, {"registrations", len(b.Registrations), 3000}, {"marks", len(b.Marks), 10000}} {
			want := float64(n.per) * scale
			if got := float64(n.have); got < want*0.7 || got > want*1.3 {
				t.Errorf("scale %g: %d %s, want about %.0f", scale, n.have, n.what, want)
			}
		}
	}
	if _, err := sample.Make(1, 0, types, roles); model.CodeOf(err) != model.EInvalid {
		t.Error("a scale of 0 is accepted:", err)
	}
}

func TestEverythingInTheSampleIsValid(t *testing.T) {
	types, roles := lists()
	b, err := sample.Make(sample.DefaultSeed, 1, types, roles)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range b.Activities {
		if err := a.Validate(); err != nil {
			t.Errorf("%s: %v", a.Title, err)
		}
		if a.FirstDay < "2016-01-01" {
			t.Errorf("%s: an invented activity lies in the time that was reported", a.Title)
		}
	}
	for _, p := range b.People {
		if err := p.Validate(); err != nil {
			t.Errorf("%s: %v", p.Name, err)
		}
	}
	reported := 0
	for _, r := range b.Reported {
		reported += r.Events
	}
	if reported != 89 {
		t.Errorf("the reported totals have %d events, not the source's 89", reported)
	}
}
