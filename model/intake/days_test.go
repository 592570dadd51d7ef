package intake_test

import (
	"fmt"
	"strings"
	"testing"

	"rollbook/model"
	"rollbook/model/intake"
)

func onDay(day model.Day) func(*intake.List) { return func(l *intake.List) { l.Today = day } }

// TestActivitiesOfSeveralDays reads both days of an activity from one cell. A month or a
// year alone is asked about; so is what the two cells say differently.
func TestActivitiesOfSeveralDays(t *testing.T) {
	list := "Title,Type,Dates\n"
	for i, dates := range []string{"5-9 June 2017", "\"June 5-9, 2017\"", "29 May - 2 June 2017", "2017-06-05/2017-06-09", "05-09/06/2017", "\"Mon, 5 June 2017\"", "5/6/2017 - 9/6/2017", "13/6/2017 - 15/6/2017"} {
		list += fmt.Sprintf("T%d,Regional workshop,%s\n", i, dates)
	}
	p := check(t, office(t), intake.Activities, "l.csv", []byte(list))
	var got []string
	for _, a := range p.Batch.Activities {
		got = append(got, model.SpanText(a.FirstDay, a.LastDay))
	}
	want := "5–9 Jun 2017; 5–9 Jun 2017; 29 May – 2 Jun 2017; 5–9 Jun 2017; 5–9 Jun 2017; 5 Jun 2017; 5–9 Jun 2017; 13–15 Jun 2017"
	if strings.Join(got, "; ") != want {
		t.Errorf("read %s, want %s\n%s", strings.Join(got, "; "), want, problems(p))
	}
	p = check(t, office(t), intake.Activities, "l.csv", []byte(list+"G,Regional workshop,June 2017\nH,Regional workshop,2017\n"))
	if got := problems(p); len(p.Problems) != 2 || !strings.Contains(got, "a month without a day") || !strings.Contains(got, "a year alone") {
		t.Error(got)
	}
	p = check(t, office(t), intake.Activities, "l.csv", []byte("title,type,first_day,last_day\nA,Regional workshop,5-9 June 2017,2017-06-09\nB,Regional workshop,5-9 June 2017,2017-06-10\n"))
	if got := problems(p); len(p.Problems) != 1 || !strings.Contains(got, "row 3") {
		t.Error(got)
	}
}

// TestNothingIsHeldAheadWithoutAQuestion: what a list says of days that lie ahead is asked,
// and two figures of a year are of one in which an office can have held something.
func TestNothingIsHeldAheadWithoutAQuestion(t *testing.T) {
	r := office(t)
	p := check(t, r, intake.Activities, "l.csv", []byte("Title,Type,First day,Last day\nOld one,Regional workshop,15-Mar-98,17-Mar-98\nOld two,Regional workshop,22/11/97,24/11/97\n"), onDay("2026-11-27"))
	if a := p.Batch.Activities; len(a) != 2 || a[0].FirstDay != "1998-03-15" || a[0].LastDay != "1998-03-17" || a[1].FirstDay != "1997-11-22" {
		t.Errorf("%+v\n%s", a, problems(p))
	}
	list := []byte("title,type,first_day,status\nPast,Regional workshop,2026-11-27,\nOpen,Regional workshop,2026-11-28,\nLater,Regional workshop,2027-02-01,\nWrong,Regional workshop,2027-03-01,held\nRight,Regional workshop,2027-04-01,planned\n")
	p = check(t, r, intake.Activities, "l.csv", list, onDay("2026-11-27"))
	questions := p.Questions()
	if len(questions) != 2 || len(questions[0].Rows) != 2 || len(questions[1].Rows) != 1 {
		t.Fatalf("%+v", questions)
	}
	planned := "planned"
	p = check(t, r, intake.Activities, "l.csv", list, onDay("2026-11-27"), func(l *intake.List) {
		for _, q := range questions {
			q.Answer = &planned
			must(t, l.Reply(q))
		}
	})
	statuses := map[string]model.Status{}
	for _, a := range p.Batch.Activities {
		statuses[a.Title] = a.Status
	}
	if len(p.Problems) > 0 || statuses["Past"] != model.Held || statuses["Open"] != model.Planned || statuses["Later"] != model.Planned || statuses["Wrong"] != model.Planned {
		t.Errorf("%v\n%s", statuses, problems(p))
	}
	if p = check(t, r, intake.Activities, "l.csv", list, onDay("2028-01-01")); len(p.Problems) > 0 {
		t.Error(problems(p))
	}
}

func TestMonthsOfReportedPeriods(t *testing.T) {
	p := check(t, office(t), intake.Reported, "l.csv", []byte("type,from,to,events\nRegional workshop,Jan 2006,Feb 2008,3\nNational workshop,2006-07,2015,4\n"))
	if r := p.Batch.Reported; len(r) != 2 || r[0].From != "2006-01-01" || r[0].To != "2008-02-29" || r[1].From != "2006-07-01" || r[1].To != "2015-12-31" {
		t.Errorf("%+v\n%s", r, problems(p))
	}
}
