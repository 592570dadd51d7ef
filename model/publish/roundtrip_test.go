package publish_test

import (
	"context"
	"encoding/json"
	"path/filepath"
	"testing"

	"rollbook/model"
	"rollbook/model/intake"
	"rollbook/model/publish"
	"rollbook/model/sample"
	"rollbook/model/sqlite"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

var ctx = context.Background()

func newRegister(t testing.TB) *sqlite.Register {
	t.Helper()
	dir := t.TempDir()
	r, err := sqlite.Create(ctx, filepath.Join(dir, "office.rollbook"), model.Office{Name: "Our office", Completion: 80},
		sqlite.Options{ConfigDir: filepath.Join(dir, "config"), Who: "desk"})
	must(t, err)
	t.Cleanup(func() { must(t, r.Close()) })
	return r
}

func sampleRegister(t testing.TB, scale float64) *sqlite.Register {
	t.Helper()
	r := newRegister(t)
	types, err := r.Types(ctx)
	must(t, err)
	roles, err := r.Roles(ctx)
	must(t, err)
	batch, err := sample.Make(sample.DefaultSeed, scale, types, roles)
	must(t, err)
	_, err = r.SaveBatch(ctx, batch, nil)
	must(t, err)
	return r
}

// oddRegister holds what lists find hard to say: activities without codes or with the same
// one, people of one name, somebody who was erased, people for no country, both evidences,
// sessions of one name, texts that look like formulas.
func oddRegister(t testing.TB) *sqlite.Register {
	t.Helper()
	r := newRegister(t)
	types, err := r.Types(ctx)
	must(t, err)
	roles, err := r.Roles(ctx)
	must(t, err)
	activity := func(change func(*model.Activity)) model.ID {
		a := model.Activity{Type: types[1].ID, Title: "=Open data; the basics", FirstDay: "2024-03-04", LastDay: "2024-03-06", Country: "CIV", City: "+Abidjan", Status: model.Held, Notes: "-two\nlines"}
		change(&a)
		id, err := r.SaveActivity(ctx, a)
		must(t, err)
		return id
	}
	one := activity(func(*model.Activity) {})
	two := activity(func(*model.Activity) {}) // of the same title, and without a code too
	three := activity(func(a *model.Activity) { a.Code, a.Title = "X-1", "Numbers" })
	four := activity(func(a *model.Activity) {
		a.Code, a.Title, a.Counts, a.Completion = "X-1", "The same code", model.FromHeadcounts, 50
	})
	activity(func(a *model.Activity) { a.Title, a.Status, a.Mode = "x-1", model.Planned, model.Hybrid }) // a title like a code

	must(t, r.MakeSessions(ctx, []model.Session{{Activity: one, Name: "Day", Day: "2024-03-04", Required: true}, {Activity: one, Name: "day", Day: "2024-03-05"}}))
	sessions, err := r.Sessions(ctx, one)
	must(t, err)
	enrol := func(p model.Person, activity model.ID, country model.CountryCode, at ...model.ID) model.ID {
		person, _, err := r.Enrol(ctx, p, model.Registration{Activity: activity, Role: roles[0].ID, Country: country, Status: model.Attended}, at...)
		must(t, err)
		return person
	}
	ana := enrol(model.Person{Name: "Ana Lupe", Sex: model.Female, Country: "WSM"}, one, "WSM", sessions[0].ID)
	enrol(model.Person{Name: "Ana Lupe", Sex: model.Female, Country: "WSM"}, one, "WSM", sessions[1].ID) // another of the name
	enrol(model.Person{ID: ana}, two, "FJI")                                                             // for another country
	enrol(model.Person{Name: "Eng Sophal", Title: "Dr.", Phone: "+85512345678", Country: "KHM"}, two, "")
	gone := enrol(model.Person{Name: "Gone Soon", Sex: model.Male}, two, "TON")
	alsoGone := enrol(model.Person{Name: "Gone Too", Sex: model.Male}, two, "TON")
	enrol(model.Person{ID: gone}, three, "TON")
	must(t, r.Erase(ctx, gone))
	must(t, r.Erase(ctx, alsoGone))
	_, err = r.SavePerson(ctx, model.Person{Name: "Never Came", Email: "never@example.org"})
	must(t, err)
	enrol(model.Person{Name: "@Somebody"}, four, "FJI")
	must(t, r.UpdateHeadcounts(ctx, four, model.HeadcountUpdate{Set: []model.Headcount{{Country: "FJI", Sex: model.Female, Number: 1200, Approximate: true}, {Number: 3}}}))
	participants := 40
	_, err = r.SaveReported(ctx, model.Reported{Type: types[0].ID, From: "2010-01-01", To: "2010-12-31", Events: 3, CountryList: []model.CountryCode{"CIV", "TUR"}, Participants: &participants, Source: "=2+3", Adds: true})
	must(t, err)
	_, err = r.SaveReported(ctx, model.Reported{Type: types[4].ID, From: "2010-01-01", To: "2012-12-31", Events: 2})
	must(t, err)
	countries := 90
	_, err = r.SaveReported(ctx, model.Reported{Type: types[1].ID, From: "2001-01-01", To: "2001-12-31", Events: 9, EventsKind: model.Approximate,
		Countries: &countries, CountriesKind: model.AtLeast, Participants: &participants, ParticipantsKind: model.Approximate})
	must(t, err)
	return r
}

// figures gives every figure of a register: the Summary cut each way, and of each activity.
func figures(t testing.TB, r *sqlite.Register) map[string]string {
	t.Helper()
	all := map[string]string{}
	write := func(name string, v any) {
		text, err := json.Marshal(v)
		must(t, err)
		all[name] = string(text)
	}
	for _, cut := range model.Cuts() {
		s, err := r.Summary(ctx, model.Everything(), cut)
		must(t, err)
		write("by "+string(cut), s)
	}
	lines, _, err := r.Activities(ctx, model.ActivityFilter{})
	must(t, err)
	perTitle := map[string][]model.ActivityFigures{}
	for _, l := range lines {
		perTitle[l.Title] = append(perTitle[l.Title], l.Figures)
	}
	write("activities", perTitle)
	return all
}

// readIn reads every sheet of an exported register into another.
func readIn(t testing.TB, into *sqlite.Register, file func(intake.Kind) string) {
	t.Helper()
	for _, kind := range []intake.Kind{intake.Activities, intake.People, intake.Headcounts, intake.Marks, intake.Reported} {
		source, err := intake.Read(ctx, file(kind), intake.Options{})
		must(t, err)
		known, err := intake.Learn(ctx, into)
		must(t, err)
		preview, err := intake.NewList(source, kind).Check(ctx, known)
		must(t, err)
		if len(preview.Rows) == 0 {
			continue // a register may have none of the kind
		}
		for _, p := range preview.Problems {
			t.Errorf("%s: %s", kind, p)
		}
		_, err = into.SaveBatch(ctx, preview.Batch, nil)
		must(t, err)
	}
}

// What is exported can be read in again with the same figures.
func TestARegisterIsReadInAgainWithTheSameFigures(t *testing.T) {
	kind, err := publish.Find("register")
	must(t, err)
	for name, made := range map[string]func(testing.TB) *sqlite.Register{
		"sample": func(t testing.TB) *sqlite.Register { return sampleRegister(t, 0.1) }, "odd": oddRegister,
	} {
		t.Run(name, func(t *testing.T) {
			r := made(t)
			want := figures(t, r)
			dir := t.TempDir()
			book, folder := filepath.Join(dir, "all.xlsx"), filepath.Join(dir, "all")
			must(t, kind.Save(ctx, r, publish.Request{}, book, nil))
			must(t, kind.Save(ctx, r, publish.Request{}, folder, nil))
			for as, file := range map[string]func(intake.Kind) string{
				"xlsx": func(intake.Kind) string { return book },
				"csv":  func(k intake.Kind) string { return filepath.Join(folder, string(k)+".csv") },
			} {
				other := newRegister(t)
				readIn(t, other, file)
				for what, figures := range figures(t, other) {
					if figures != want[what] {
						t.Errorf("%s, %s:\n%s\nwant\n%s", as, what, figures, want[what])
					}
				}
			}
		})
	}
}

// The texts come back too, and people keep their codes.
func TestARegisterIsReadInAgainWithItsTexts(t *testing.T) {
	r := oddRegister(t)
	kind, err := publish.Find("register")
	must(t, err)
	book := filepath.Join(t.TempDir(), "all.xlsx")
	must(t, kind.Save(ctx, r, publish.Request{}, book, nil))
	other := newRegister(t)
	readIn(t, other, func(intake.Kind) string { return book })

	before, _, err := r.Activities(ctx, model.ActivityFilter{Sort: model.SortTitle})
	must(t, err)
	after, _, err := other.Activities(ctx, model.ActivityFilter{Sort: model.SortTitle})
	must(t, err)
	for i := range before {
		a, b := before[i].Activity, after[i].Activity
		a.ID, a.Type, a.Code = b.ID, b.Type, b.Code // codes are given to those without their own
		if a.Title != b.Title || a.Notes != b.Notes || a.City != b.City || a.Country != b.Country || a.Mode != b.Mode || a.Status != b.Status || a.Counts != b.Counts || a.Completion != b.Completion {
			t.Errorf("%+v\nwas\n%+v", b, a)
		}
	}
	// Who was erased has no code left, and gets one of its own where the list is read in.
	codes := func(r *sqlite.Register) (all map[string]string, erased int) {
		all = map[string]string{}
		lines, _, err := r.Activities(ctx, model.ActivityFilter{})
		must(t, err)
		for _, l := range lines {
			roll, err := r.Roll(ctx, l.ID)
			must(t, err)
			for _, a := range roll.Attendees {
				if a.Who.Erased || a.Who.Name == "(erased)" {
					erased++
					continue
				}
				all[a.Code+string(a.Country)] = a.Who.Title + a.Who.Phone + string(a.Who.Sex)
			}
		}
		return all, erased
	}
	want, wasErased := codes(r)
	got, erased := codes(other)
	if len(got) != len(want) || erased != wasErased || erased == 0 {
		t.Errorf("%d registrations of %d, %d of erased people of %d", len(got), len(want), erased, wasErased)
	}
	for code, who := range want {
		if got[code] != who {
			t.Errorf("%s is %q, was %q", code, got[code], who)
		}
	}
}
