package sqlite_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"rollbook/model"
	"rollbook/model/checkin"
	"rollbook/model/sqlite"
)

// threeDays makes an activity of three days with sessions, and registers people by name.
func threeDays(t testing.TB, r *sqlite.Register, names ...string) (model.Activity, []model.ID) {
	t.Helper()
	ctx := context.Background()
	types, err := r.Types(ctx)
	must(t, err)
	roles, err := r.Roles(ctx)
	must(t, err)
	a := model.Activity{Type: types[0].ID, Title: "A workshop of three days", FirstDay: "2026-03-02", LastDay: "2026-03-04", Status: model.Held}
	a.ID, err = r.SaveActivity(ctx, a)
	must(t, err)
	must(t, r.MakeSessions(ctx, model.SessionsOf(a, false)))
	var people []model.ID
	for _, name := range names {
		person, _, err := r.Enrol(ctx, model.Person{Name: name, Sex: model.Female, Country: "FJI", Email: ""}, model.Registration{Activity: a.ID, Role: roles[0].ID, Country: "FJI"})
		must(t, err)
		people = append(people, person)
	}
	return a, people
}

func rollOf(t testing.TB, r *sqlite.Register, a model.ID) model.Roll {
	t.Helper()
	roll, err := r.Roll(context.Background(), a)
	must(t, err)
	return roll
}

func TestARollKnowsWhoWasThere(t *testing.T) {
	ctx := context.Background()
	r := newRegister(t)
	a, people := threeDays(t, r, "Ana Lupe", "Bina Rai", "Chea Sokha")
	roll := rollOf(t, r, a.ID)
	if len(roll.Sessions) != 3 || roll.Sessions[2].Day != "2026-03-04" || len(roll.Attendees) != 3 || len(roll.Attendees[0].Code) != 4 {
		t.Fatalf("the roll is %+v", roll)
	}
	for i, value := range []model.MarkValue{model.Present, model.Late, model.Absent} {
		must(t, r.Mark(ctx, model.Mark{Registration: roll.Attendees[i].ID, Session: roll.Sessions[0].ID, Value: value}))
	}
	roll = rollOf(t, r, a.ID)
	if p := roll.Presence(roll.Sessions[0].ID); p.Expected != 3 || p.Here != 2 || p.Late != 1 || p.Absent != 1 || p.Countries != 1 || p.Women.Women != 2 {
		t.Errorf("of the first day the roll says %+v", p)
	}
	if percent, ok := roll.Share(roll.Attendees[0]); !ok || percent != 33 {
		t.Errorf("who came on one of three days has %d %%", percent)
	}
	if who, err := checkin.Named(roll, roll.Attendees[1].Code); err != nil || who.Who.Name != "Bina Rai" {
		t.Errorf("by code came %v, %v", who.Who.Name, err)
	}
	if _, err := checkin.Named(roll, "Nobody"); model.CodeOf(err) != model.ENotFound {
		t.Errorf("an unknown name gave %v", err)
	}
	if _, _, err := r.Enrol(ctx, model.Person{ID: people[0]}, model.Registration{Activity: a.ID, Role: roll.Attendees[0].Role}); model.CodeOf(err) != model.EExists {
		t.Errorf("registering somebody twice gave %v", err)
	}
	visits, err := r.Visits(ctx, people[1])
	must(t, err)
	if len(visits) != 1 || !visits[0].Attended || visits[0].Days != 1 || visits[0].Complete {
		t.Errorf("the visits are %+v", visits)
	}
	figures, err := r.ActivityFigures(ctx, a.ID)
	must(t, err)
	if figures.Participants.Value != 2 || figures.Evidence != model.FromRegister {
		t.Errorf("the figures are %+v", figures)
	}
}

// TestErasingLeavesNoTraceOfAName erases somebody who has a history and looks for the name
// in every byte of the register's files.
func TestErasingLeavesNoTraceOfAName(t *testing.T) {
	ctx := context.Background()
	r := newRegister(t)
	a, people := threeDays(t, r, "Zebedaiah Quillfeather", "Bina Rai")
	for i := range 300 { // pages of the file split round the name
		_, err := r.SavePerson(ctx, model.Person{Name: fmt.Sprintf("Person %d of the others", i), Email: fmt.Sprintf("p%d@example.org", i)})
		must(t, err)
	}
	must(t, r.UpdatePerson(ctx, people[0], model.PersonUpdate{Email: new("zebedaiah@example.org"), Notes: new("Quillfeather eats no fish")}))
	roll := rollOf(t, r, a.ID)
	for _, who := range roll.Attendees {
		must(t, r.Mark(ctx, model.Mark{Registration: who.ID, Session: roll.Sessions[0].ID, Value: model.Present}))
	}
	before := summary(t, r, model.Everything(), model.ByType).Total
	must(t, r.Erase(ctx, people[0]))
	after := summary(t, r, model.Everything(), model.ByType).Total
	if before.Participants != after.Participants || before.Women != after.Women || before.Countries != after.Countries || before.People.Value != after.People.Value {
		t.Errorf("erasing changed the figures from %+v to %+v", before, after)
	}
	gone, err := r.Person(ctx, people[0])
	must(t, err)
	if !gone.Erased || gone.Name != "" || gone.Email != "" || gone.Notes != "" {
		t.Errorf("what is left is %+v", gone)
	}
	if found, err := r.People(ctx, "Zebed", 0); err != nil || len(found) > 0 {
		t.Errorf("the search finds %v, %v", found, err)
	}
	changes, err := r.History(ctx, model.Ref{Kind: model.KindPerson, ID: people[0]}, 0)
	must(t, err)
	if len(changes) == 0 {
		t.Error("the history of the person is gone, not only what it said")
	}
	problems, err := r.Check(ctx)
	must(t, err)
	if len(problems) > 0 {
		t.Errorf("check: %q", problems)
	}
	if _, err := r.Undo(ctx); err != nil && model.CodeOf(err) != model.ENothing {
		must(t, err)
	}
	path := r.Path()
	must(t, r.Close())
	for _, file := range []string{path, path + "-wal"} {
		data, err := os.ReadFile(file)
		if err != nil && os.IsNotExist(err) {
			continue
		}
		must(t, err)
		for _, word := range []string{"Zebedaiah", "zebedaiah", "Quillfeather", "quillfeather", "no fish"} {
			if bytes.Contains(data, []byte(word)) {
				t.Errorf("%s still says %q", file, word)
			}
		}
	}
}

func TestPeopleAreMergedAndKeptApart(t *testing.T) {
	ctx := context.Background()
	r := newRegister(t)
	a, people := threeDays(t, r, "So-yeon Bang", "Bang So-yeon", "Bina Rai")
	likely, err := r.Duplicates(ctx, 10)
	must(t, err)
	if len(likely) != 1 || likely[0].Reason != "the same name" {
		t.Fatalf("the likely duplicates are %+v", likely)
	}
	must(t, r.KeepApart(ctx, people[0], people[1]))
	if likely, err = r.Duplicates(ctx, 10); err != nil || len(likely) > 0 {
		t.Errorf("kept apart, they are shown again: %v, %v", likely, err)
	}
	_, err = r.Undo(ctx)
	must(t, err)
	roll := rollOf(t, r, a.ID)
	for _, who := range roll.Attendees {
		if who.Person == people[1] {
			must(t, r.Mark(ctx, model.Mark{Registration: who.ID, Session: roll.Sessions[1].ID, Value: model.Present}))
		}
	}
	must(t, r.MergePeople(ctx, people[0], people[1]))
	roll = rollOf(t, r, a.ID)
	if len(roll.Attendees) != 2 {
		t.Errorf("after merging, %d are on the roll", len(roll.Attendees))
	}
	for _, who := range roll.Attendees {
		if who.Who.ID == people[0] && who.Marks[roll.Sessions[1].ID].Value != model.Present {
			t.Error("the mark did not come over")
		}
	}
	if err := r.MergePeople(ctx, people[2], people[1]); model.CodeOf(err) != model.EConflict {
		t.Errorf("merging somebody who was merged gave %v", err)
	}
	_, err = r.Undo(ctx)
	must(t, err)
	if roll = rollOf(t, r, a.ID); len(roll.Attendees) != 3 {
		t.Errorf("after undoing, %d are on the roll", len(roll.Attendees))
	}
	problems, err := r.Check(ctx)
	must(t, err)
	if len(problems) > 0 {
		t.Errorf("check: %q", problems)
	}
}

func TestNamesAreProposedForErasureWhenTheirTimeIsOver(t *testing.T) {
	ctx := context.Background()
	r := newRegister(t)
	threeDays(t, r, "Ana Lupe")
	if due, err := r.ToErase(ctx, "2040-01-01"); err != nil || len(due) > 0 {
		t.Errorf("an office that keeps names is asked to erase %v, %v", due, err)
	}
	must(t, r.UpdateOffice(ctx, model.OfficeUpdate{RetentionYears: new(5)}))
	for day, want := range map[model.Day]int{"2031-03-04": 0, "2031-03-05": 1} {
		if due, err := r.ToErase(ctx, day); err != nil || len(due) != want {
			t.Errorf("on %s %d names are due, %v", day, len(due), err)
		}
	}
}

// TestNamesInEveryScriptAreFoundByTheirBeginnings holds names as people write them.
func TestNamesInEveryScriptAreFoundByTheirBeginnings(t *testing.T) {
	ctx := context.Background()
	r := newRegister(t)
	for name, typed := range map[string]string{
		"방소연": "방소", "김민준": "김", "សុខ ចាន់ធី": "ចាន់", "ທ້າວ ສົມພອນ": "ສົມ", "สมชาย ใจดี": "ใจ", "မောင် အောင်": "အောင်",
		"عبد الرحمن محمد": "محم", "राम बहादुर थापा": "बहा", "Nguyễn Thị Ánh": "nguyen anh", "Батбаяр Ганбаатар": "ганб",
		"Siobhán O’Brien": "obr", "So-yeon Bang": "so-y", "Anne-Marie D'Souza": "marie", "Sukarno": "SUK", "José Ñúñez": "nun",
	} {
		id, err := r.SavePerson(ctx, model.Person{Name: name})
		must(t, err)
		found, err := r.People(ctx, typed, 0)
		must(t, err)
		ok := false
		for _, p := range found {
			ok = ok || p.ID == id && p.Name == name
		}
		if !ok {
			t.Errorf("%q is not found by %q; found %v", name, typed, found)
		}
	}
}

// Somebody's registration that stands under a record merged into theirs is theirs: they
// are not registered a second time for the activity.
func TestMergedPeopleAreRegisteredOnce(t *testing.T) {
	ctx := context.Background()
	r := newRegister(t)
	a, people := threeDays(t, r, "So-yeon Bang")
	other, more := threeDays(t, r, "Bang So-yeon")
	role := rollOf(t, r, a.ID).Attendees[0].Role
	must(t, r.MergePeople(ctx, people[0], more[0]))
	if _, _, err := r.Enrol(ctx, model.Person{ID: people[0]}, model.Registration{Activity: other.ID, Role: role}); model.CodeOf(err) != model.EExists {
		t.Errorf("registering her again gave %v", err)
	}
	g := rollOf(t, r, other.ID).Attendees[0].Registration
	must(t, r.UpdateRegistration(ctx, g.ID, model.RegistrationUpdate{Status: new(model.Attended)}))
	again := model.Batch{Verb: model.VerbImport, Registrations: []model.Registration{{Activity: other.ID, Person: people[0], Role: role}}}
	if _, err := r.SaveBatch(ctx, again, nil); model.CodeOf(err) != model.EExists {
		t.Errorf("reading her in again gave %v", err)
	}
	change := model.Edit[model.RegistrationUpdate]{ID: g.ID, Update: model.RegistrationUpdate{Status: new(model.Invited), Country: new(model.CountryCode("KOR"))}}
	_, err := r.SaveBatch(ctx, model.Batch{Verb: model.VerbImport, RegistrationEdits: []model.Edit[model.RegistrationUpdate]{change}}, nil)
	must(t, err)
	if roll := rollOf(t, r, other.ID); len(roll.Attendees) != 1 || roll.Attendees[0].Status != model.Invited || roll.Attendees[0].Country != "KOR" || roll.Attendees[0].Who.ID != people[0] {
		t.Errorf("the roll is %+v", roll.Attendees)
	}
	if found, err := r.Check(ctx); err != nil || len(found) > 0 {
		t.Errorf("check: %q, %v", found, err)
	}
}

// A long list of people that is taken back leaves the index at once, and comes back into it.
func TestManyPeopleLeaveTheIndexTogether(t *testing.T) {
	ctx := context.Background()
	r := newRegister(t)
	b := model.Batch{Verb: model.VerbImport}
	for i := range 700 {
		b.People = append(b.People, model.Person{ID: model.ID(-1 - i), Name: fmt.Sprintf("Quillfeather No%d", i), Organisation: "Ministry of Feathers"})
	}
	kept, err := r.SavePerson(ctx, model.Person{Name: "Ana Lupe", Organisation: "Ministry of Health"})
	must(t, err)
	_, err = r.SaveBatch(ctx, b, nil)
	must(t, err)
	found := func(words string, want int) {
		t.Helper()
		people, err := r.People(ctx, words, 0)
		must(t, err)
		if len(people) != want {
			t.Errorf("%q finds %d people, want %d", words, len(people), want)
		}
		if problems, err := r.Check(ctx); err != nil || len(problems) > 0 {
			t.Errorf("check: %q, %v", problems, err)
		}
	}
	found("quill no699", 1)
	_, err = r.Undo(ctx)
	must(t, err)
	found("quill", 0)
	found("ministry", 1)
	_, err = r.Redo(ctx)
	must(t, err)
	found("quill no69", 11)
	must(t, r.Erase(ctx, kept))
	found("health", 0)
}

// TestPeopleAreSortedAsPeopleSort: without regard to case and accents, in every script.
func TestPeopleAreSortedAsPeopleSort(t *testing.T) {
	ctx := context.Background()
	r := newRegister(t)
	want := []string{"ana Lupe", "Ánh Nguyễn", "Anne-Marie D'Souza", "Émile Zola", "Eve Adams", "Ñúñez José", "Siobhán O’Brien", "Sukarno", "Zoë",
		"Батбаяр", "محمد", "राम थापा", "สมชาย ใจดี", "ສົມພອນ", "အောင်", "សុខ ចាន់ធី", "김민준", "방소연"}
	for _, i := range rand.Perm(len(want)) {
		_, err := r.SavePerson(ctx, model.Person{Name: want[i]})
		must(t, err)
	}
	names := func(find string) (all []string) {
		people, err := r.People(ctx, find, 0)
		must(t, err)
		for _, p := range people {
			all = append(all, p.Name)
		}
		return all
	}
	if got := names(""); !slices.Equal(got, want) {
		t.Errorf("sorted as\n%q, want\n%q", got, want)
	}
	if got := names("an"); !slices.Equal(got, want[:3]) {
		t.Errorf("found as %q", got)
	}
	lines, of, err := r.PeopleLines(ctx, "", 3)
	must(t, err)
	if of != len(want) || len(lines) != 3 || lines[1].Name != "Ánh Nguyễn" {
		t.Errorf("the first of %d: %+v", of, lines)
	}
}

// TestManyPeopleAreFoundAsFewAre compares the first of many found, which are looked for by
// name, with all of them.
func TestManyPeopleAreFoundAsFewAre(t *testing.T) {
	ctx := context.Background()
	r := newRegister(t)
	b := model.Batch{Verb: model.VerbImport}
	for i := range 4600 {
		b.People = append(b.People, model.Person{ID: model.ID(-1 - i), Name: fmt.Sprintf("%c%d Müller", 'a'+i*7%26, i), Country: someCountries[i%len(someCountries)],
			Organisation: []string{"Ministry of Planning", "MoF"}[i%40/39]})
	}
	_, err := r.SaveBatch(ctx, b, nil)
	must(t, err)
	for _, find := range []string{"mull", "min of", "mu mini", "mull kor", "mof"} {
		all, err := r.People(ctx, find, 0)
		must(t, err)
		first, err := r.People(ctx, find, 20)
		must(t, err)
		if len(all) < 100 || !slices.Equal(first, all[:20]) {
			t.Errorf("%q finds %d people, first %v; the first 20 looked for alone are %v", find, len(all), all[:min(3, len(all))], first[:min(3, len(first))])
		}
	}
}
