package intake_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rollbook/model"
	"rollbook/model/intake"
	"rollbook/model/sqlite"
)

// caseOffice makes a register with two workshops and three people at the first.
func caseOffice(t testing.TB) *sqlite.Register {
	t.Helper()
	dir := t.TempDir()
	r, err := sqlite.Create(context.Background(), filepath.Join(dir, "office.rollbook"), model.Office{}, sqlite.Options{ConfigDir: dir})
	must(t, err)
	t.Cleanup(func() { must(t, r.Close()) })
	readCase(t, r, intake.Activities, "00-acts.csv", "")
	readCase(t, r, intake.People, "00-people.csv", "")
	return r
}

// checkCase checks a list of testdata/lists.
func checkCase(t testing.TB, r *sqlite.Register, kind intake.Kind, name, activity string) *intake.Preview {
	t.Helper()
	ctx := context.Background()
	source, err := intake.Read(ctx, filepath.Join("testdata", "lists", name), intake.Options{})
	must(t, err)
	l := intake.NewList(source, kind)
	if activity != "" {
		id, err := r.ActivityByCode(ctx, activity)
		must(t, err)
		l.About(id)
	}
	known, err := intake.Learn(ctx, r)
	must(t, err)
	p, err := l.Check(ctx, known)
	must(t, err)
	return p
}

// readCase reads such a list in, which must leave nothing open.
func readCase(t testing.TB, r *sqlite.Register, kind intake.Kind, name, activity string) {
	t.Helper()
	p := checkCase(t, r, kind, name, activity)
	if len(p.Problems) > 0 {
		t.Fatalf("%s: %s", name, problems(p))
	}
	_, err := r.SaveBatch(context.Background(), p.Batch, nil)
	must(t, err)
}

// people tells who is in a register: name, country, sex.
func people(t testing.TB, r *sqlite.Register) string {
	t.Helper()
	all, err := r.People(context.Background(), "", 0)
	must(t, err)
	var lines []string
	for _, p := range all {
		lines = append(lines, strings.TrimRight(fmt.Sprintf("%s %s %s", p.Name, p.Country, p.Sex), " "))
	}
	slices.Sort(lines)
	return strings.Join(lines, ", ")
}

// askedTexts gives the texts that are asked.
func askedTexts(p *intake.Preview) string {
	var all []string
	for _, q := range p.Questions() {
		all = append(all, q.Text)
	}
	return strings.Join(all, ", ")
}

// totalOf gives the total line of the Summary of everything.
func totalOf(t testing.TB, r *sqlite.Register) model.Line {
	t.Helper()
	s, err := r.Summary(context.Background(), model.Period{}, model.ByType)
	must(t, err)
	return s.Total
}

// TestListsFromRealLife reads small lists of the kinds that offices have, each with what is
// right.
func TestListsFromRealLife(t *testing.T) {
	const three = "Asha Onyar KEN, Ben Okwar KEN, Cara Wanjik FJI"
	for name, run := range map[string]func(*testing.T, *sqlite.Register){
		"01 texts that say that nothing is known": func(t *testing.T, r *sqlite.Register) {
			p := checkCase(t, r, intake.People, "01-not-available.csv", "")
			if got := askedTexts(p); got != "E.U., S.A., S.K., M/F, No" {
				t.Errorf("asked are %s", got)
			}
		},
		"03 cells merged downwards": func(t *testing.T, r *sqlite.Register) {
			p := checkCase(t, r, intake.People, "03-merged-down-country.xlsx", "")
			if p.Account.Totals.NoCountry != 0 || p.Account.Totals.Countries != 2 || len(p.Problems) > 0 {
				t.Errorf("%+v, %s", p.Account.Totals, problems(p))
			}
		},
		"06 headings that are dates": func(t *testing.T, r *sqlite.Register) {
			p := checkCase(t, r, intake.Marks, "06-grid-dates.xlsx", "W1")
			if got := sessionDays(p); got != "2026-05-04 2026-05-05 2026-05-06" {
				t.Errorf("sessions on %s, %s", got, problems(p))
			}
		},
		"09 sessions of one name": func(t *testing.T, r *sqlite.Register) {
			p := checkCase(t, r, intake.Marks, "09-same-session-name.csv", "")
			if got := sessionDays(p); got != "2026-05-04 2026-05-05 2026-05-06" {
				t.Errorf("sessions on %s, %s", got, problems(p))
			}
		},
		"11 columns of totals": func(t *testing.T, r *sqlite.Register) {
			readCase(t, r, intake.Marks, "11-moodle-summary-columns.csv", "W1")
			if got := marksOf(t, r, "W1"); got != "Asha Onyar P, Ben Okwar A, Cara Wanjik L" {
				t.Errorf("marked are %s", got)
			}
		},
		"14 a shared address": func(t *testing.T, r *sqlite.Register) {
			readCase(t, r, intake.People, "14-shared-address.csv", "")
			if got := people(t, r); got != three+", Kim Jiyeon KOR, Kim Minsu KOR, Lee Sora KOR" {
				t.Error(got)
			}
		},
		"18 a stray quotation mark": func(t *testing.T, r *sqlite.Register) {
			p := checkCase(t, r, intake.People, "18-quote-name.csv", "")
			if len(p.Rows) != 5 && len(p.Problems) == 0 {
				t.Errorf("%d rows", len(p.Rows))
			}
		},
		"21 columns of ages and sexes": func(t *testing.T, r *sqlite.Register) {
			readCase(t, r, intake.Headcounts, "21-age-sex.csv", "")
			if got := headcounts(t, r, "W1"); got != "FJI female 3, FJI male 5, KEN female 7, KEN male 8" {
				t.Error(got)
			}
		},
		"22 shares": func(t *testing.T, r *sqlite.Register) {
			readCase(t, r, intake.Headcounts, "22-percent-women.csv", "")
			if got := headcounts(t, r, "W1"); got != "FJI female 30, FJI male 30, KEN female 90, KEN male 110" {
				t.Error(got)
			}
		},
		"25 French titles": func(t *testing.T, r *sqlite.Register) {
			readCase(t, r, intake.People, "25-french-titles.csv", "W1")
			readCase(t, r, intake.Marks, "25b-marks.csv", "W1")
			if got := totalOf(t, r).Women; got.Women != 1 || got.Known != 4 {
				t.Errorf("%+v", got)
			}
		},
		"27 a column of titles": func(t *testing.T, r *sqlite.Register) {
			readCase(t, r, intake.People, "27-title-column.csv", "W1")
			all, err := r.People(context.Background(), "asha", 0)
			must(t, err)
			if len(all) != 1 || all[0].Sex != model.Female || all[0].Position != "Director" {
				t.Errorf("%+v", all)
			}
		},
		"30 years of two figures": func(t *testing.T, r *sqlite.Register) {
			readCase(t, r, intake.Activities, "30-two-digit-years.csv", "")
			if got := daysHeld(t, r, "Old"); got != "1997-11-22 1997-11-24, 1998-03-15 1998-03-17" {
				t.Error(got)
			}
		},
		"33 a styled cell far below": func(t *testing.T, r *sqlite.Register) {
			if p := checkCase(t, r, intake.People, "33-stray-last-row.xlsx", "W1"); len(p.Rows) != 1 {
				t.Errorf("%d rows", len(p.Rows))
			}
		},
		"35 Mac OS Roman": func(t *testing.T, r *sqlite.Register) {
			readCase(t, r, intake.People, "35-macroman.csv", "")
			if got := people(t, r); got != three+", José Núñel CIV, René Lupé BEN, Élodie Koff SEN" {
				t.Error(got)
			}
		},
		"37 figures that are not exact": func(t *testing.T, r *sqlite.Register) {
			readCase(t, r, intake.Reported, "37-reported-approx.csv", "")
			all, err := r.Reported(context.Background())
			must(t, err)
			if one := all[0]; one.EventsFigure().String() != "≈ 9" || one.CountriesFigure().String() != "≥ 90" || one.ParticipantsFigure().String() != "≥ 1\u2009200" {
				t.Errorf("%+v", one)
			}
		},
		"38 delegations": func(t *testing.T, r *sqlite.Register) {
			p := checkCase(t, r, intake.People, "38-delegation.csv", "")
			if len(p.Problems) > 0 || p.Account.Totals.NoCountry > 0 {
				t.Errorf("%+v, %s", p.Account.Totals, problems(p))
			}
		},
		"41 ranges of days": func(t *testing.T, r *sqlite.Register) {
			p := checkCase(t, r, intake.Activities, "41-date-ranges.csv", "")
			if got := askedTexts(p); got != "June 2017, 2017" {
				t.Errorf("asked are %s", got)
			}
		},
	} {
		t.Run(name, func(t *testing.T) { run(t, caseOffice(t)) })
	}
}

func sessionDays(p *intake.Preview) string {
	var days []string
	for _, s := range p.Batch.Sessions {
		days = append(days, string(s.Day))
	}
	slices.Sort(days)
	return strings.Join(days, " ")
}

func marksOf(t testing.TB, r *sqlite.Register, code string) string {
	t.Helper()
	id, err := r.ActivityByCode(context.Background(), code)
	must(t, err)
	roll, err := r.Roll(context.Background(), id)
	must(t, err)
	var all []string
	for _, a := range roll.Attendees {
		for _, m := range a.Marks {
			all = append(all, a.Who.Name+" "+string(m.Value))
		}
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}

func headcounts(t testing.TB, r *sqlite.Register, code string) string {
	t.Helper()
	id, err := r.ActivityByCode(context.Background(), code)
	must(t, err)
	counts, err := r.Headcounts(context.Background(), id)
	must(t, err)
	var all []string
	for _, h := range counts {
		all = append(all, fmt.Sprintf("%s %s %d", h.Country, h.Sex, h.Number))
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}

func daysHeld(t testing.TB, r *sqlite.Register, beginning string) string {
	t.Helper()
	lines, _, err := r.Activities(context.Background(), model.ActivityFilter{})
	must(t, err)
	var all []string
	for _, l := range lines {
		if strings.HasPrefix(l.Title, beginning) {
			all = append(all, string(l.FirstDay)+" "+string(l.LastDay))
		}
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}

// Every list of the folder has its case.
func TestEveryListHasItsCase(t *testing.T) {
	entries, err := os.ReadDir(filepath.Join("testdata", "lists"))
	must(t, err)
	source, err := os.ReadFile("cases_test.go")
	must(t, err)
	for _, e := range entries {
		if !strings.Contains(string(source), e.Name()) {
			t.Errorf("%s is read by no case", e.Name())
		}
	}
}
