package intake_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"rollbook/model"
	"rollbook/model/intake"
	"rollbook/model/sqlite"
)

// workshop makes a register with W1 on 4 to 6 May 2026 (Monday to Wednesday), and three
// people registered for it.
func workshop(t testing.TB) (*sqlite.Register, func(*intake.List)) {
	t.Helper()
	ctx := context.Background()
	r := office(t)
	types, err := r.Types(ctx)
	must(t, err)
	id, err := r.SaveActivity(ctx, model.Activity{Title: "Workshop one", Code: "W1", Type: types[1].ID, FirstDay: "2026-05-04", LastDay: "2026-05-06", Status: model.Held})
	must(t, err)
	about := func(l *intake.List) { l.About(id) }
	_, err = r.SaveBatch(ctx, check(t, r, intake.People, "l.csv", []byte("name,country,email\nAsha Onyar,Kenya,asha@example.org\nBen Okwar,Kenya,\nCara Wanjik,Fiji,\n"), about).Batch, nil)
	must(t, err)
	return r, about
}

// marked gives the marks that a list would add: "Asha Onyar Day 1 2026-05-04 P", in order.
func marked(t testing.TB, r *sqlite.Register, p *intake.Preview) []string {
	t.Helper()
	ctx := context.Background()
	id, err := r.ActivityByCode(ctx, "W1")
	must(t, err)
	roll, err := r.Roll(ctx, id)
	must(t, err)
	var all []string
	for _, m := range p.Batch.Marks {
		person, session := "", ""
		for _, a := range roll.Attendees {
			if a.ID == m.Registration {
				person, _, _ = strings.Cut(a.Who.Name, " ")
			}
		}
		for _, s := range append(roll.Sessions, p.Batch.Sessions...) {
			if s.ID == m.Session {
				session = strings.TrimPrefix(string(s.Day), "2026-0") + " " + s.Name
			}
		}
		all = append(all, fmt.Sprintf("%s %s %s", person, session, m.Value))
	}
	slices.Sort(all)
	return all
}

func TestHeadingsThatAreDatesPutSessionsOnTheirDays(t *testing.T) {
	r, about := workshop(t)
	for _, headings := range [][3]string{
		{"4-May", "5-May", "6-May"}, {"Mon 4 May", "Tue 5 May", "Wed 6 May"}, {"4 May 2026 9.00AM All students", "5 May 2026 9.00AM All students", "6 May 2026 2.00PM All students"},
		{"04/05/2026", "05/05/2026", "06/05/2026"}, {"5/4/26", "5/5/26", "5/6/26"}, {"May 4", "May 5", "May 6"}, {"May 4, 2026", "May 5, 2026", "May 6, 2026"}, {"2026-05-04", "2026-05-05", "2026-05-06"},
		{"4/5", "5/5", "6/5"}, {"5월 4일", "5월 5일", "5월 6일"}, {"2026年5月4日", "2026年5月5日", "2026年5月6日"}, {"4 mai", "5 mai", "6 mai"}, {"lundi", "mardi", "mercredi"}, {"4 мая", "5 мая", "6 мая"},
		{"Day 1", "Day 2", "Day 3"}, {"1일차", "2일차", "3일차"}, {"第一天", "第二天", "第三天"}, {"Jour 1", "Jour 2", "Jour 3"}, {"D1", "D2", "D3"}, {"4th May am", "5th May am", "6th May am"}, {"04.05.", "05.05.", "06.05."},
		{"Monday", "Tuesday", "Wednesday"}, {"Session 1 (4 May)", "Session 2 (5 May)", "Session 3 (6 May)"}, {"04-05-26", "05-05-26", "06-05-26"}, {"4-May-26", "5-May-26", "6-May-26"}, {"4 de mayo", "5 de mayo", "6 de mayo"},
	} {
		list := fmt.Sprintf("Name,\"%s\",\"%s\",\"%s\"\nAsha Onyar,P,P,A\nBen Okwar,P,L,P\n", headings[0], headings[1], headings[2])
		p := check(t, r, intake.Marks, "l.csv", []byte(list), about)
		var days []model.Day
		for _, s := range p.Batch.Sessions {
			days = append(days, s.Day)
		}
		if len(p.Problems) > 0 || len(p.Batch.Marks) != 6 || !slices.Equal(days, []model.Day{"2026-05-04", "2026-05-05", "2026-05-06"}) {
			t.Errorf("%v: sessions on %v, %d marks, %s", headings, days, len(p.Batch.Marks), problems(p))
		}
	}
	t.Run("real dates", func(t *testing.T) {
		data := book(t, func(f *excelize.File) {
			style, err := f.NewStyle(&excelize.Style{CustomNumFmt: new("ddd d mmm")})
			must(t, err)
			must(t, f.SetCellStyle("Sheet1", "B1", "C1", style))
		}, []any{"Name", 46146, 46147.375}, []any{"Asha Onyar", "P", "A"})
		p := check(t, r, intake.Marks, "l.xlsx", data, about)
		if len(p.Batch.Sessions) != 2 || p.Batch.Sessions[0].Day != "2026-05-04" || p.Batch.Sessions[1].Day != "2026-05-05" {
			t.Errorf("%+v\n%s", p.Batch.Sessions, problems(p))
		}
	})
	t.Run("asked where it may be another day", func(t *testing.T) {
		for _, heading := range []string{"4 June 2026", "7-May", "Day 4", "Tue 4 May", "03/05/2026"} {
			p := check(t, r, intake.Marks, "l.csv", []byte("Name,"+heading+"\nAsha Onyar,P\nBen Okwar,P\n"), about)
			q := p.Questions()
			if len(q) != 1 || len(q[0].Rows) != 2 || !strings.Contains(q[0].Why, "which day") {
				t.Fatalf("%s: %+v, %s", heading, q, marked(t, r, p))
			}
			q[0].Answer = new("2026-05-05")
			p = check(t, r, intake.Marks, "l.csv", []byte("Name,"+heading+"\nAsha Onyar,P\nBen Okwar,P\n"), about, func(l *intake.List) { must(t, l.Reply(q[0])) })
			if len(p.Batch.Sessions) != 1 || p.Batch.Sessions[0].Day != "2026-05-05" {
				t.Errorf("%s, answered: %+v %s", heading, p.Batch.Sessions, problems(p))
			}
		}
	})
	t.Run("Session 2 is not day 2", func(t *testing.T) {
		p := check(t, r, intake.Marks, "l.csv", []byte("Name,Session 1,Session 2\nAsha Onyar,P,A\n"), about)
		for _, s := range p.Batch.Sessions {
			if s.Day != "2026-05-04" {
				t.Errorf("%+v", s)
			}
		}
		if !strings.Contains(strings.Join(p.Notes, "\n"), "does not say on which day the session “Session 2” was") {
			t.Error(p.Notes)
		}
	})
	t.Run("a date is the session that the day has", func(t *testing.T) {
		ctx := context.Background()
		r, about := workshop(t)
		id, err := r.ActivityByCode(ctx, "W1")
		must(t, err)
		must(t, r.MakeSessions(ctx, []model.Session{{Activity: id, Name: "Day 1", Day: "2026-05-04", Required: true}, {Activity: id, Name: "Day 2 am", Day: "2026-05-05", Required: true}, {Activity: id, Name: "Day 2 pm", Day: "2026-05-05", Required: true}}))
		p := check(t, r, intake.Marks, "l.csv", []byte("Name,4-May\nAsha Onyar,P\n"), about)
		if got := marked(t, r, p); !slices.Equal(got, []string{"Asha 5-04 Day 1 P"}) {
			t.Error(got, problems(p))
		}
		if q := check(t, r, intake.Marks, "l.csv", []byte("Name,5-May\nAsha Onyar,P\n"), about).Questions(); len(q) != 1 || !slices.Contains(q[0].Choices, "Day 2 pm") {
			t.Errorf("%+v", q)
		}
	})
}

func TestASessionOfTheSameNameOnThreeDaysIsThree(t *testing.T) {
	r, about := workshop(t)
	for name, list := range map[string]string{
		"long":        "Session,Day,Person,Mark\nMorning,2026-05-04,Asha Onyar,P\nMorning,2026-05-05,Ben Okwar,P\nMorning,2026-05-06,Cara Wanjik,P\n",
		"other order": "Session,Day,Person,Mark\nMorning,5/4/2026,Asha Onyar,P\nMorning,5/5/2026,Ben Okwar,P\nmorning,5/6/2026,Cara Wanjik,P\n",
		"two rows":    ",4 May,,5 May,,6 May,\nName,Morning,Evening,Morning,Evening,Morning,Evening\nAsha Onyar,P,,,,,\nBen Okwar,,,P,,,\nCara Wanjik,,,,,P,\n",
	} {
		p := check(t, r, intake.Marks, "l.csv", []byte(list), about)
		got := marked(t, r, p)
		if len(got) != 3 || !strings.HasPrefix(got[0], "Asha 5-04") || !strings.HasPrefix(got[1], "Ben 5-05") || !strings.HasPrefix(got[2], "Cara 5-06") {
			t.Errorf("%s: %v %s", name, got, problems(p))
		}
		if name == "long" {
			_, err := r.SaveBatch(context.Background(), p.Batch, nil)
			must(t, err)
			if again := check(t, r, intake.Marks, "l.csv", []byte(list), about); len(again.Batch.Marks)+len(again.Batch.Sessions) > 0 {
				t.Errorf("read again it adds %v", marked(t, r, again))
			}
			if q := check(t, r, intake.Marks, "l.csv", []byte("Session,Person,Mark\nMorning,Ben Okwar,P\n"), about).Questions(); len(q) != 1 || len(q[0].Choices) != 3 {
				t.Errorf("which Morning is not asked: %+v", q)
			}
			_, err = r.Undo(context.Background())
			must(t, err)
		}
	}
}

func TestColumnsThatAreNoSessions(t *testing.T) {
	for name, list := range map[string]string{
		"Moodle":       "Full name,4 May 2026 9.00AM All students,P,L,E,A\nAsha Onyar,P,1,0,0,0\nBen Okwar,A,0,0,0,1\nCara Wanjik,L,0,1,0,0\n",
		"Moodle, more": "Course,Workshop one\nGroup,All participants\nLast name,First name,Email address,Groups,4 May 2026 9.00AM All students,P,L,E,A,Taken sessions,Points,Percentage\nOnyar,Asha,asha@example.org,,P,1,0,0,0,1,2 / 2,100.0%\nOkwar,Ben,,,A,0,0,0,1,1,0 / 2,0.0%\nWanjik,Cara,,,L,0,1,0,0,1,1 / 2,50.0%\n",
		"totals":       "No.,Name,Sex,Day 1,Total,%,Certificate,Signature,Remarks\n1,Asha Onyar,F,P,1,100%,Yes,signed,\n2,Ben Okwar,M,A,0,0%,No,,no show\n3,Cara Wanjik,F,L,1,100%,yes,signed,late\n",
		"in French":    "Nom,Jour 1,Total présences,Taux,Certificat,Émargement\nAsha Onyar,P,1,100,oui,x\nBen Okwar,A,0,0,non,\nCara Wanjik,Retard,1,100,oui,x\n",
		"in Korean":    "이름,1일차,출석일수,출석률,수료\nAsha Onyar,출석,1,100%,O\nBen Okwar,결석,0,0%,X\nCara Wanjik,지각,1,100%,O\n",
		"counts":       "Name,Day 1,Present,Absent,Late\nAsha Onyar,P,1,0,0\nBen Okwar,A,0,1,0\nCara Wanjik,L,1,0,1\n",
	} {
		r, about := workshop(t)
		p := check(t, r, intake.Marks, "l.csv", []byte(list), about)
		got := marked(t, r, p)
		if len(p.Batch.Sessions) != 1 || len(got) != 3 || !strings.HasSuffix(got[0], " P") || !strings.HasSuffix(got[1], " A") || !strings.HasSuffix(got[2], " L") {
			t.Errorf("%s: %v, %s, %s", name, got, problems(p), p.Notes)
		}
	}
}

func TestMarksThatAreNotKnownAreAskedAboutOnce(t *testing.T) {
	r, about := workshop(t)
	for name, c := range map[string]struct {
		list string
		asks []string
	}{
		"crosses": {"Name,Day 1,Day 2\nAsha Onyar,x,x\nBen Okwar,,x\nCara Wanjik,x,\n", []string{"x"}},
		"ticks":   {"Name,4-May,5-May\nAsha Onyar,✓,✓\nBen Okwar,✗,✓\n", []string{"✓", "✗"}},
		"figures": {"Name,4-May,5-May\nAsha Onyar,1,1\nBen Okwar,0,1\nCara Wanjik,,0\n", []string{"1", "0"}},
		"words":   {"Name,Day 1\nAsha Onyar,yes\nBen Okwar,no\n", []string{"yes", "no"}},
		"boxes":   {"Name,Day 1\nAsha Onyar,TRUE\nBen Okwar,FALSE\n", []string{"TRUE", "FALSE"}},
		"long":    {"Session,Person,Mark\nDay 1,Asha Onyar,1\nDay 1,Ben Okwar,0\nDay 2,Asha Onyar,1\n", []string{"1", "0"}},
		"beside":  {"Name,Day 1\nAsha Onyar,A\nBen Okwar,x\nCara Wanjik,A\n", []string{"x"}},
	} {
		p := check(t, r, intake.Marks, "l.csv", []byte(c.list), about)
		var asked []string
		for _, q := range p.Questions() {
			asked = append(asked, q.Text)
		}
		if !slices.Equal(asked, c.asks) || len(p.Batch.Marks) > 0 {
			t.Errorf("%s: asked about %q, read %v, %s", name, asked, marked(t, r, p), problems(p))
		}
		p = check(t, r, intake.Marks, "l.csv", []byte(c.list), about, func(l *intake.List) {
			for _, sign := range c.asks {
				l.Answer("mark", sign, map[bool]string{true: "A", false: "P"}[strings.Contains("✗ 0 no FALSE", sign)])
			}
		})
		if len(p.Problems) > 0 || len(p.Batch.Marks) < 2 {
			t.Errorf("%s, answered: %v %s", name, marked(t, r, p), problems(p))
		}
	}
	t.Run("and whether a column is a session", func(t *testing.T) {
		p := check(t, r, intake.Marks, "l.csv", []byte("Name,Day 1,Field trip,Needs visa\nAsha Onyar,P,yes,yes\nBen Okwar,A,no,no\n"), about)
		if q := p.Questions(); len(q) != 1 || q[0].Text != "Field trip" {
			t.Errorf("%+v", q)
		}
		p = check(t, r, intake.Marks, "l.csv", []byte("Name,Day 1,Field trip,Needs visa\nAsha Onyar,P,yes,yes\nBen Okwar,A,no,no\n"), about, func(l *intake.List) {
			l.Answer("session column", "Field trip", "no session")
		})
		if got := marked(t, r, p); len(got) != 2 {
			t.Error(got, problems(p))
		}
	})
}

func TestRowsThatSayWhoWasThere(t *testing.T) {
	r, about := workshop(t)
	form := []byte("Timestamp,Email Address,Full name,Which session are you attending?\n5/4/2026 9:01:22,asha@example.org,Asha Onyar,Opening\n5/4/2026 9:03:10,ben@example.org,Ben Okwar,Opening\n")
	ask := func(l *intake.List) { must(t, l.Map("Which session are you attending?", "session")) }
	p := check(t, r, intake.Marks, "l.csv", form, about, ask)
	if q := p.Questions(); len(q) != 1 || len(q[0].Rows) != 2 || len(p.Batch.Marks) > 0 {
		t.Fatalf("%+v %v", q, marked(t, r, p))
	}
	p = check(t, r, intake.Marks, "l.csv", form, about, ask, func(l *intake.List) { l.Answer("mark", "", "P") })
	if got := marked(t, r, p); !slices.Equal(got, []string{"Asha 5-04 Opening P", "Ben 5-04 Opening P"}) {
		t.Error(got, problems(p))
	}
}

func TestWhomAMarkIsOfIsAskedWithThoseItMayBe(t *testing.T) {
	ctx := context.Background()
	r, about := workshop(t)
	for _, list := range []string{"name,country,email,organisation\nKim Minsu,Republic of Korea,a@example.org,Ministry A\n", "name,country,email,organisation\nKim Minsu,Republic of Korea,b@example.org,Ministry B\n"} {
		_, err := r.SaveBatch(ctx, check(t, r, intake.People, "l.csv", []byte(list), about).Batch, nil)
		must(t, err)
	}
	p := check(t, r, intake.Marks, "l.csv", []byte("Name,Day 1\nKim Minsu,P\n"), about)
	q := p.Questions()
	if len(q) != 1 || len(q[0].Choices) != 2 || !strings.Contains(q[0].Why, "Ministry B") {
		t.Fatalf("%+v %v", q, marked(t, r, p))
	}
	p = check(t, r, intake.Marks, "l.csv", []byte("Name,E-mail,Day 1\nKim Minsu,b@example.org,P\n"), about)
	if len(p.Batch.Marks) != 1 {
		t.Error(problems(p))
	}
	p = check(t, r, intake.Marks, "l.csv", []byte("Name,Day 1\nKim Minsu,P\n"), about, func(l *intake.List) { l.Answer("person", "Kim Minsu", q[0].Choices[0]) })
	if len(p.Batch.Marks) != 1 {
		t.Error(problems(p))
	}
}
