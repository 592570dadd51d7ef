package intake_test

import (
	"context"
	"testing"

	"github.com/xuri/excelize/v2"

	"rollbook/model"
	"rollbook/model/intake"
)

// peopleSheet is a list of people as offices keep them: title rows above merged headings,
// titles in names, one column for the full name.
func peopleSheet(t testing.TB) []byte {
	return book(t, func(f *excelize.File) { must(t, f.MergeCell("Sheet1", "A1", "G1")) },
		[]any{"Annex 2: List of participants"}, []any{nil},
		[]any{"No.", "Full Name", "Gender", "Country", "Organization", "E-mail", "Mobile"},
		[]any{1, "H.E. Ms. Chea Sokha", "F", "Cambodia", "Ministry of Planning", "", "012 345 678"},
		[]any{2, "LUPE, Ana", nil, "Fiji", "Bureau of Statistics", "ana.lupe@example.org", nil},
		[]any{3, "Mr. Bina Rai", nil, "Nepal", nil, nil, nil})
}

func TestPeopleAsOfficesListThem(t *testing.T) {
	r := office(t)
	ctx := context.Background()
	activity, err := r.ActivityByCode(ctx, "RW-1")
	must(t, err)
	about := func(l *intake.List) { l.About(activity) }
	p := check(t, r, intake.People, "l.xlsx", peopleSheet(t), about)
	if len(p.Problems) > 0 || len(p.Batch.People) != 3 || len(p.Batch.Registrations) != 3 {
		t.Fatalf("%+v\n%s", p.Batch.People, problems(p))
	}
	sokha, ana, bina := p.Batch.People[0], p.Batch.People[1], p.Batch.People[2]
	if sokha.Name != "Chea Sokha" || sokha.Title != "H.E." || sokha.Sex != model.Female || sokha.Country != "KHM" || sokha.Phone != "+85512345678" {
		t.Errorf("%+v", sokha)
	}
	if ana.Name != "Ana LUPE" || ana.Family != "LUPE" || bina.Sex != model.Male || bina.Title != "" {
		t.Errorf("%+v, %+v", ana, bina)
	}
	_, err = r.SaveBatch(ctx, p.Batch, nil)
	must(t, err)
	// The same people again, one of them with an organisation now: nobody is doubled.
	again := []byte("given name,surname,country,organisation,email,role\nAna,Lupe,Fiji,,ana.lupe@example.org,\nBina,Rai,Nepal,Tribhuvan University,,observer\n")
	p = check(t, r, intake.People, "l.csv", again, about)
	if len(p.Problems) > 0 || p.Made != 0 || len(p.Batch.People) != 1 || p.Batch.People[0].Organisation != "Tribhuvan University" {
		t.Errorf("%+v %+v\n%s", p.Batch.People, p.Batch.Registrations, problems(p))
	}
}

func TestMarksLongAndAsAGrid(t *testing.T) {
	r := office(t)
	ctx := context.Background()
	activity, err := r.ActivityByCode(ctx, "RW-1")
	must(t, err)
	a, err := r.Activity(ctx, activity)
	must(t, err)
	a.LastDay = "2024-03-06"
	_, err = r.SaveActivity(ctx, a)
	must(t, err)
	about := func(l *intake.List) { l.About(activity) }
	_, err = r.SaveBatch(ctx, check(t, r, intake.People, "l.xlsx", peopleSheet(t), about).Batch, nil)
	must(t, err)
	grid := []byte("No,Name,Gender,Day 1 (4 March),Day 2,Day 3 pm\n1,Lupe Ana,F,P,✓,A\n2,Bina Rai,M,P,L,\n3,Chea Sokha,F,,A,\n")
	p := check(t, r, intake.Marks, "l.csv", grid, about)
	if len(p.Problems) > 0 || len(p.Batch.Sessions) != 3 || len(p.Batch.Marks) != 6 {
		t.Fatalf("%+v %+v\n%s", p.Batch.Sessions, p.Batch.Marks, problems(p))
	}
	if s := p.Batch.Sessions; s[0].Day != "2024-03-04" || s[1].Day != "2024-03-05" || s[2].Day != "2024-03-06" || !s[0].Required {
		t.Errorf("%+v", s)
	}
	_, err = r.SaveBatch(ctx, p.Batch, nil)
	must(t, err)
	long := []byte("activity,session,day,person,mark\nRW-1,Closing,6.3.2024,Chea Sokha,present\nRW-1,Day 2,,ana.lupe@example.org,P\nRW-1,Day 2,,Nobody Known,P\n")
	p = check(t, r, intake.Marks, "l.csv", long)
	if got := problems(p); len(p.Problems) != 1 || p.Problems[0].Row != 4 {
		t.Errorf("only who is not registered is a problem: %s", got)
	}
	p = check(t, r, intake.Marks, "l.csv", long, func(l *intake.List) { l.Skip(3, true) })
	if len(p.Batch.Marks) != 1 || len(p.Batch.Sessions) != 1 || p.Batch.Sessions[0].Day != "2024-03-06" {
		t.Errorf("a mark that the register has already adds nothing; a session is made on its day: %+v %+v", p.Batch.Sessions, p.Batch.Marks)
	}
}

func TestPeopleArePasted(t *testing.T) {
	r := office(t)
	known, err := intake.Learn(context.Background(), r)
	must(t, err)
	for _, text := range []string{
		"Ana Lupe\tFiji\tana@example.org\nBina Rai\tNepal\t\n",
		"Ana Lupe\nBina Rai\n",
		"Name\tCountry\nAna Lupe\tFiji\nBina Rai\tNepal\n",
	} {
		_, p, err := intake.PastedPeople(context.Background(), known, 0, text)
		must(t, err)
		if len(p.Problems) > 0 || len(p.Batch.People) != 2 || p.Batch.People[1].Name != "Bina Rai" {
			t.Errorf("%q gave %+v\n%s", text, p.Batch.People, problems(p))
		}
	}
}
