package checkin_test

import (
	"testing"

	"rollbook/model"
	"rollbook/model/checkin"
)

func roll() model.Roll {
	var r model.Roll
	for i, p := range []struct{ name, family, native, code, org, country string }{
		{"Nimal Bandara", "Bandara", "", "K7P3", "Disaster Management Centre", "LKA"},
		{"So-yeon Bang", "Bang", "방소연", "Q2MD", "Ministry of the Interior", "KOR"},
		{"Corazón Bañez", "Bañez", "", "X4TR", "Office of Civil Defense", "PHL"},
		{"ສົມສັກ Bounthavy", "Bounthavy", "", "9HVW", "Prime Minister’s Office", "LAO"},
		{"Ana Lupe", "", "", "BANG", "Bureau of Statistics", "FJI"},
	} {
		a := model.Attendee{Counted: true, Who: model.Person{Name: p.name, Family: p.family, NativeName: p.native}}
		a.ID, a.Code, a.Organisation, a.Country, a.Status = model.ID(i+1), p.code, p.org, model.CountryCode(p.country), model.Registered
		r.Attendees = append(r.Attendees, a)
	}
	r.Attendees[0].Status = model.Withdrawn
	return r
}

func TestTypingNarrows(t *testing.T) {
	d := checkin.NewDesk(roll(), nil)
	for typed, want := range map[string][]string{
		"ban":          {"Corazón Bañez", "So-yeon Bang", "Nimal Bandara", "Ana Lupe"},
		"BANG":         {"Ana Lupe", "So-yeon Bang"}, // a code comes before names
		"방":            {"So-yeon Bang"},
		"ສົມ":          {"ສົມສັກ Bounthavy"},
		"q2md":         {"So-yeon Bang"},
		"fiji":         {"Ana Lupe"},
		"minis off":    {"ສົມສັກ Bounthavy"},
		"corazon":      {"Corazón Bañez"},
		"republic kor": {"So-yeon Bang"},
		"zz":           nil,
	} {
		var got []string
		for _, i := range d.Narrow(typed) {
			got = append(got, d.Roll.Attendees[i].Who.Name)
		}
		if len(got) != len(want) {
			t.Errorf("%q finds %q, not %q", typed, got, want)
			continue
		}
		for i := range want {
			if typed != "ban" && got[i] != want[i] {
				t.Errorf("%q finds %q, not %q", typed, got, want)
			}
		}
	}
	all := d.Narrow(" ")
	if len(all) != 5 || d.Roll.Attendees[all[4]].Who.Name != "Nimal Bandara" {
		t.Error("who cancelled comes last")
	}
}

func TestTheSessionOfNow(t *testing.T) {
	all := []model.Session{{Name: "1a", Day: "2026-11-23"}, {Name: "1b", Day: "2026-11-23"}, {Name: "2", Day: "2026-11-25"}}
	for _, c := range []struct {
		day     model.Day
		minutes int
		want    string
	}{{"2026-11-23", 7 * 60, "1a"}, {"2026-11-23", 9*60 + 5, "1a"}, {"2026-11-23", 14 * 60, "1b"}, {"2026-11-23", 23 * 60, "1b"}, {"2026-11-24", 600, "2"}, {"2026-11-01", 600, "1a"}, {"2027-01-01", 600, "2"}} {
		if got, ok := checkin.Session(all, c.day, c.minutes); !ok || got.Name != c.want {
			t.Errorf("on %s at %d:%02d it is %s, not %s", c.day, c.minutes/60, c.minutes%60, got.Name, c.want)
		}
	}
	if _, ok := checkin.Session(nil, "2026-01-01", 0); ok {
		t.Error("there is no session among none")
	}
}

func TestCodesAndNames(t *testing.T) {
	for text, want := range map[string]bool{"K7P3": true, "AB12": true, "WXYQ": true, "Ana": false, "ban": false, "lupe ana": false, "k7p3": false} {
		if checkin.LooksLikeCode(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
	r := roll()
	if a, err := checkin.Named(r, "corazon banez"); err != nil || a.Code != "X4TR" {
		t.Errorf("%v, %v", a, err)
	}
	r.Attendees[1].Who.Name = "Ana Lupe"
	if _, err := checkin.Named(r, "Ana Lupe"); model.CodeOf(err) != model.EAmbiguous {
		t.Error(err)
	}
	if _, err := checkin.Named(r, "Nobody"); model.CodeOf(err) != model.ENotFound {
		t.Error(err)
	}
}

// TestNamesInEveryScriptAreFoundAtTheDesk types the beginnings of names as a trainer does.
func TestNamesInEveryScriptAreFoundAtTheDesk(t *testing.T) {
	names := map[string]string{
		"방소연": "방소", "សុខ ចាន់ធី": "ចាន់", "ທ້າວ ສົມພອນ": "ສົມ", "สมชาย ใจดี": "ใจ", "မောင် အောင်": "အောင်", "عبد الرحمن محمد": "محم",
		"राम बहादुर थापा": "बहा", "Nguyễn Thị Ánh": "anh ng", "Батбаяр Ганбаатар": "ГАНБ", "Siobhán O’Brien": "o'br", "Anne-Marie D'Souza": "dsou", "Sukarno": "suk",
	}
	var roll model.Roll
	for name := range names {
		a := model.Attendee{Counted: true, Who: model.Person{Name: name}}
		a.ID, a.Status = model.ID(len(roll.Attendees)+1), model.Registered
		roll.Attendees = append(roll.Attendees, a)
	}
	d := checkin.NewDesk(roll, nil)
	for name, typed := range names {
		found := d.Narrow(typed)
		if len(found) != 1 || d.Roll.Attendees[found[0]].Who.Name != name {
			t.Errorf("%q finds %d people, want %q alone", typed, len(found), name)
		}
	}
}
