package intake_test

import (
	"context"
	"strings"
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
	if len(p.Problems) > 0 || p.Made != 0 || len(p.Batch.PersonEdits) != 1 || *p.Batch.PersonEdits[0].Update.Organisation != "Tribhuvan University" {
		t.Errorf("%+v %+v\n%s", p.Batch.PersonEdits, p.Batch.Registrations, problems(p))
	}
}

func TestMarksLongAndAsAGrid(t *testing.T) {
	r := office(t)
	ctx := context.Background()
	activity, err := r.ActivityByCode(ctx, "RW-1")
	must(t, err)
	must(t, r.UpdateActivity(ctx, activity, model.ActivityUpdate{LastDay: new(model.Day("2024-03-06"))}))
	about := func(l *intake.List) { l.About(activity) }
	_, err = r.SaveBatch(ctx, check(t, r, intake.People, "l.xlsx", peopleSheet(t), about).Batch, nil)
	must(t, err)
	grid := []byte("No,Name,Gender,Day 1 (4 March),Day 2,Day 3 pm\n1,Lupe Ana,F,P,✓,A\n2,Bina Rai,M,P,L,\n3,Chea Sokha,F,,A,\n")
	p := check(t, r, intake.Marks, "l.csv", grid, about)
	if q := p.Questions(); len(q) != 1 || q[0].Text != "✓" {
		t.Errorf("✓ is for those who came in one list and for something else in the next: %+v", q)
	}
	p = check(t, r, intake.Marks, "l.csv", grid, about, func(l *intake.List) { l.Answer("mark", "✓", "P") })
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

// TestNamesAsListsWriteThem reads names with titles, in one column or in two.
func TestNamesAsListsWriteThem(t *testing.T) {
	r := office(t)
	type name struct {
		full, family, title string
		sex                 model.Sex
	}
	for row, want := range map[string]name{
		"name\nMr. Bina Rai":                  {"Bina Rai", "", "", model.Male},
		"name\nMs Ana Lupe":                   {"Ana Lupe", "", "", model.Female},
		"name\nMS. ANA LUPE":                  {"ANA LUPE", "", "", model.Female},
		"name\nH.E. Mr. Bina Rai":             {"Bina Rai", "", "H.E.", model.Male},
		"name\nH.E Ms Ana Lupe":               {"Ana Lupe", "", "H.E.", model.Female},
		"name\nHE Mr. Bina Rai":               {"Bina Rai", "", "H.E.", model.Male},
		"name\nMr.Bina Rai":                   {"Bina Rai", "", "", model.Male},
		"name\nDr. Prof. Ana Lupe":            {"Ana Lupe", "", "Dr. Prof.", model.NotStated},
		"name\nHE Wei":                        {"HE Wei", "HE", "", model.NotStated},  // He is a family name
		"name\nEng Sokha":                     {"Eng Sokha", "", "", model.NotStated}, // and so is Eng
		"name\nEng. Sokha Chan":               {"Sokha Chan", "", "Eng.", model.NotStated},
		"name\nSukarno":                       {"Sukarno", "", "", model.NotStated},
		"name\nU Thant":                       {"U Thant", "", "", model.NotStated},
		"name\n\"LUPE, Ana\"":                 {"Ana LUPE", "LUPE", "", model.NotStated},
		"name\nAna Maria LUPE":                {"Ana Maria LUPE", "LUPE", "", model.NotStated},
		"name\nNGUYEN THI Anh":                {"NGUYEN THI Anh", "NGUYEN THI", "", model.NotStated},
		"name\nSiobhán O’BRIEN":               {"Siobhán O’BRIEN", "O’BRIEN", "", model.NotStated},
		"given name,family name\nAna,Lupe":    {"Ana Lupe", "Lupe", "", model.NotStated},
		"surname,first name\nLupe,Ms. Ana":    {"Ana Lupe", "Lupe", "", model.Female},
		"name,surname\nAna,Lupe":              {"Ana Lupe", "Lupe", "", model.NotStated},
		"name,surname\nAna Lupe,Lupe":         {"Ana Lupe", "Lupe", "", model.NotStated},
		"full name,given name\nAna Lupe,":     {"Ana Lupe", "", "", model.NotStated},
		"first name,last name\nSuma,Devi":     {"Suma Devi", "Devi", "", model.NotStated}, // no row of totals
		"first name,last name\nSuma,":         {"Suma", "", "", model.NotStated},
		"이름,성,국가\n소연,방,대한민국":                  {"방소연", "방", "", model.NotStated},
		"성명\n방소연":                             {"방소연", "", "", model.NotStated},
		"Nom,Prénom\nDUPONT,Jean":             {"Jean DUPONT", "DUPONT", "", model.NotStated},
		"Фамилия,Имя\nГанбаатар,Батбаяр":      {"Батбаяр Ганбаатар", "Ганбаатар", "", model.NotStated},
		"姓,名\n王,伟":                            {"王伟", "王", "", model.NotStated},
		"Apellidos,Nombres\nÑúñez Pérez,José": {"José Ñúñez Pérez", "Ñúñez Pérez", "", model.NotStated},
	} {
		p := check(t, r, intake.People, "l.csv", []byte(row+"\n"))
		if len(p.Problems) > 0 || len(p.Batch.People) != 1 {
			t.Errorf("%q gave %d people, %s %q", row, len(p.Batch.People), problems(p), p.Notes)
			continue
		}
		if one := p.Batch.People[0]; one.Name != want.full || one.Family != want.family || one.Title != want.title || one.Sex != want.sex {
			t.Errorf("%q is read as %+v, want %+v", row, one, want)
		}
	}
}

// TestWhoSharesAnAddressIsStillSomebodyElse: offices give one address for all their people.
func TestWhoSharesAnAddressIsStillSomebodyElse(t *testing.T) {
	r := office(t)
	p := check(t, r, intake.People, "l.csv", []byte("name,email,activity\nAna Lupe,mailto:Office@example.org,RW-1\nBina Rai,<office@example.org>,RW-1\nSo-yeon Bang,bang@example.org,RW-1\n"))
	if len(p.Problems) > 0 || len(p.Batch.People) != 3 || len(p.Batch.Registrations) != 3 {
		t.Fatalf("%+v\n%s", p.Batch.People, problems(p))
	}
	_, err := r.SaveBatch(context.Background(), p.Batch, nil)
	must(t, err)
	p = check(t, r, intake.People, "l.csv", []byte("name,email\nBina Kumari Rai,office@example.org\n방소연,bang@example.org\nChea Sokha,office@example.org\n"))
	if len(p.Problems) > 0 || p.Made != 1 || p.Changed != 1 {
		t.Fatalf("made %d, changed %d: %+v\n%s", p.Made, p.Changed, p.Batch.People, problems(p))
	}
	if bang := p.Batch.PersonEdits[0].Update; bang.Name != nil || *bang.NativeName != "방소연" {
		t.Errorf("her name in her own script is kept beside the other: %+v", bang)
	}
	if len(p.Notes) != 1 || p.Notes[0] != "2 people are in the register already and are not added again: Bina Rai; So-yeon Bang." {
		t.Errorf("the notes are %q", p.Notes)
	}
}

// TestARegistrationKeepsWhatTheListDoesNotSay reads lists about people who are registered
// already, and who work elsewhere by now.
func TestARegistrationKeepsWhatTheListDoesNotSay(t *testing.T) {
	r := office(t)
	ctx := context.Background()
	read := func(list string) *intake.Preview {
		p := check(t, r, intake.People, "l.csv", []byte(list))
		if len(p.Problems) > 0 {
			t.Fatalf("%q: %s", list, problems(p))
		}
		_, err := r.SaveBatch(ctx, p.Batch, nil)
		must(t, err)
		return p
	}
	read("name,country,organisation,position,email\nAna Lupe,Fiji,Bureau of Statistics,Clerk,ana@example.org\n")
	if q := check(t, r, intake.People, "l.csv", []byte("name,country,organisation\nAna Lupe,Fiji,Ministry of Finance\n")).Questions(); len(q) != 1 {
		t.Errorf("whether she works elsewhere or is another Ana Lupe is asked: %+v", q)
	}
	read("name,country,organisation,position,email,role,activity\nAna Lupe,Fiji,Ministry of Finance,Director,ana@example.org,observer,RW-1\n")
	if p := read("name,country,role,activity\nAna Lupe,Fiji,Observer,RW-1\n"); p.Made+p.Changed != 0 {
		t.Errorf("a list that says nothing new makes %d and changes %d", p.Made, p.Changed)
	}
	read("name,status,activity\nAna Lupe,attended,RW-1\n")
	activity, err := r.ActivityByCode(ctx, "RW-1")
	must(t, err)
	roll, err := r.Roll(ctx, activity)
	must(t, err)
	if g := roll.Attendees[0]; len(roll.Attendees) != 1 || g.RoleName != "observer" || g.Country != "FJI" || g.Organisation != "Ministry of Finance" || g.Position != "Director" || g.Status != model.Attended {
		t.Errorf("the registration is %+v", g)
	}
	if who := roll.Attendees[0].Who; who.Organisation != "Bureau of Statistics" {
		t.Errorf("the person is %+v", who)
	}
}

func TestPhoneNumbersAreWrittenOneWay(t *testing.T) {
	r := office(t)
	for said, want := range map[string]string{
		"Fiji;+679 330 1234": "+6793301234", "Fiji;330 1234": "+6793301234", "Fiji;(679) 330-1234": "+6793301234", "Fiji;00 679 3301234": "+6793301234",
		"Republic of Korea;010-2345-6789": "+821023456789", "Republic of Korea;+82 10-2345-6789": "+821023456789", "Republic of Korea;+82 010-2345-6789": "+821023456789",
		"United Kingdom;+44 (0)20 7946 0958": "+442079460958", "Italy;+39 06 6982": "+39066982", "United States;+1 212.963.1234": "+12129631234",
		"Egypt;+٢٠ ١٠٠ ١٢٣ ٤٥٦٧": "+201001234567", "Fiji;ext. 12": "ext. 12", "Fiji;12": "12", "Fiji;+679 1": "+679 1", "Nepal;N/A": "",
	} {
		land, phone, _ := strings.Cut(said, ";")
		p := check(t, r, intake.People, "l.csv", []byte("name,country,phone\nAna Lupe,"+land+","+phone+"\n"))
		if len(p.Problems) > 0 || len(p.Batch.People) != 1 || p.Batch.People[0].Phone != want {
			t.Errorf("%q is kept as %+v, want %q; %s", said, p.Batch.People, want, problems(p))
		}
	}
}
