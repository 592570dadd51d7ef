package sqlite_test

import (
	"context"
	"slices"
	"testing"

	"rollbook/model"
	"rollbook/model/sqlite"
)

func num(n int) *int { return &n }

// sourceTotals enters the five totals of the source document, as a user would.
func sourceTotals(t testing.TB, r *sqlite.Register, change ...func(*model.Reported)) {
	t.Helper()
	types, err := r.Types(context.Background())
	must(t, err)
	figures := []struct {
		events                  int
		countries, participants *int
	}{{15, num(94), num(1248)}, {29, num(45), num(1588)}, {9, num(9), num(777)}, {18, num(26), num(90)}, {18, nil, nil}}
	for i, f := range figures {
		total := model.Reported{Type: types[i].ID, From: "2006-01-01", To: "2015-12-31", Events: f.events, Countries: f.countries,
			Participants: f.participants, Source: "Round Table, 16 December 2016"}
		for _, c := range change {
			c(&total)
		}
		_, err := r.SaveReported(context.Background(), total)
		must(t, err)
	}
}

func summary(t testing.TB, r *sqlite.Register, p model.Period, cut model.Cut) model.Summary {
	t.Helper()
	s, err := r.Summary(context.Background(), p, cut)
	must(t, err)
	return s
}

func phaseI() model.Period {
	return model.Period{Name: "Phase I", From: "2006-01-01", To: "2015-12-31"}
}

func figure(n int, k model.Certainty) model.Figure { return model.Figure{Value: n, Kind: k} }

func TestTheSourcesTableComesOutExactly(t *testing.T) {
	r := newRegister(t)
	sourceTotals(t, r)
	s := summary(t, r, phaseI(), model.ByType)
	na := model.Figure{Kind: model.NotCounted}
	want := [][3]model.Figure{
		{model.Count(15), model.Count(94), model.Count(1248)}, {model.Count(29), model.Count(45), model.Count(1588)},
		{model.Count(9), model.Count(9), model.Count(777)}, {model.Count(18), model.Count(26), model.Count(90)}, {model.Count(18), na, na},
	}
	for i, row := range s.Rows {
		if got := [3]model.Figure{row.Events, row.Countries, row.Participants}; got != want[i] {
			t.Errorf("%s: %v, want %v", row.Key, got, want[i])
		}
	}
	if got := [3]model.Figure{s.Total.Events, s.Total.Countries, s.Total.Participants}; got != [3]model.Figure{model.Count(89), figure(94, model.AtLeast), model.Count(3703)} {
		t.Errorf("total: %v", got)
	}
	if w := s.Rows[0].Women; w.Known != 0 || w.Unknown != 1248 {
		t.Errorf("women of a reported total: %+v", w)
	}
}

// Rule 10: a total that overlaps the period in part is left out, and a note names it.
func TestAReportedTotalEntersWholeOrNotAtAll(t *testing.T) {
	ctx := context.Background()
	r := newRegister(t)
	sourceTotals(t, r)
	id := workshop(t, r, func(a *model.Activity) { a.FirstDay, a.LastDay = "2014-05-05", "2014-05-06" })
	must(t, r.UpdateHeadcounts(ctx, id, model.HeadcountUpdate{Set: []model.Headcount{{Country: "FJI", Number: 12}}}))

	if s := summary(t, r, phaseI(), model.ByType); s.Rows[1].Events != model.Count(29) {
		t.Errorf("a total stands for the activities of its type and dates, yet there are %v events", s.Rows[1].Events)
	}
	s := summary(t, r, model.YearPeriod(2014), model.ByType)
	if s.Rows[1].Events != model.Count(1) || s.Rows[1].Participants != model.Count(12) || s.Rows[0].Events != model.Count(0) {
		t.Errorf("2014: %+v", s.Rows[:2])
	}
	if len(s.Notes) != 5 {
		t.Errorf("five totals are left out, the notes say %q", s.Notes)
	}
}

func TestATotalThatAddsIsAdded(t *testing.T) {
	ctx := context.Background()
	r := newRegister(t)
	sourceTotals(t, r, func(total *model.Reported) { total.Adds = true })
	id := workshop(t, r, func(a *model.Activity) { a.FirstDay, a.LastDay = "2014-05-05", "2014-05-06" })
	must(t, r.UpdateHeadcounts(ctx, id, model.HeadcountUpdate{Set: []model.Headcount{{Country: "FJI", Number: 12}}}))
	row := summary(t, r, phaseI(), model.ByType).Rows[1]
	if row.Events != model.Count(30) || row.Participants != model.Count(1600) || row.Countries != figure(45, model.AtLeast) {
		t.Errorf("%+v", row)
	}
}

// Rule 5: countries are a union, never a sum.
func TestCountriesAreAUnion(t *testing.T) {
	ctx := context.Background()
	r := newRegister(t)
	types, err := r.Types(ctx)
	must(t, err)
	one := workshop(t, r)
	two := workshop(t, r, func(a *model.Activity) { a.Type = types[0].ID })
	must(t, r.UpdateHeadcounts(ctx, one, model.HeadcountUpdate{Set: []model.Headcount{{Country: "FJI", Number: 2}, {Country: "WSM", Number: 1}, {Country: "", Number: 4}}}))
	must(t, r.UpdateHeadcounts(ctx, two, model.HeadcountUpdate{Set: []model.Headcount{{Country: "FJI", Sex: model.Female, Number: 2}, {Country: "TON", Number: 1}}}))
	s := summary(t, r, model.Everything(), model.ByType)
	if s.Rows[0].Countries != model.Count(2) || s.Rows[1].Countries != model.Count(2) || s.Total.Countries != model.Count(3) {
		t.Errorf("countries %v + %v, in all %v", s.Rows[0].Countries, s.Rows[1].Countries, s.Total.Countries)
	}
	if s.Total.Made.Several != 1 {
		t.Errorf("%d countries came to both, want Fiji", s.Total.Made.Several)
	}
	if s.Total.Participants != model.Count(10) { // those of no country are counted
		t.Errorf("participants %v", s.Total.Participants)
	}
}

// A total with a list of countries joins the union.
func TestATotalThatNamesItsCountriesJoinsTheUnion(t *testing.T) {
	ctx := context.Background()
	r := newRegister(t)
	types, err := r.Types(ctx)
	must(t, err)
	_, err = r.SaveReported(ctx, model.Reported{Type: types[1].ID, From: "2006-01-01", To: "2015-12-31", Events: 3, CountryList: []model.CountryCode{"FJI", "TUV"}, Participants: num(60)})
	must(t, err)
	id := workshop(t, r)
	must(t, r.UpdateHeadcounts(ctx, id, model.HeadcountUpdate{Set: []model.Headcount{{Country: "FJI", Number: 2}, {Country: "WSM", Number: 1}}}))
	row := summary(t, r, model.Everything(), model.ByType).Rows[1]
	if row.Countries != model.Count(3) || row.Participants != model.Count(63) || row.Events != model.Count(4) {
		t.Errorf("%+v", row)
	}
}

// Rule 9: approximate and missing figures say so.
func TestFiguresSayHowCertainTheyAre(t *testing.T) {
	ctx := context.Background()
	r := newRegister(t)
	workshop(t, r)
	row := summary(t, r, model.Everything(), model.ByType).Rows[1]
	if row.Participants.Kind != model.Missing || row.Countries.Kind != model.Missing || row.EvidenceMissing != 1 {
		t.Errorf("without evidence: %+v", row)
	}
	id := workshop(t, r)
	must(t, r.UpdateHeadcounts(ctx, id, model.HeadcountUpdate{Set: []model.Headcount{{Country: "FJI", Number: 100, Approximate: true}, {Country: "WSM", Sex: model.Female, Number: 20}}}))
	s := summary(t, r, model.Everything(), model.ByType)
	row = s.Rows[1]
	if row.Participants != figure(120, model.Approximate) || row.PersonDays != figure(360, model.Approximate) || row.EvidenceMissing != 1 {
		t.Errorf("%+v", row)
	}
	if share, ok := row.Women.Share(); !ok || share != 1 || row.Women.Unknown != 100 {
		t.Errorf("women %+v", row.Women)
	}
	if s.Rows[0].Participants != model.Count(0) || s.Rows[4].Participants.Kind != model.NotCounted {
		t.Errorf("nothing held: %v; not counted: %v", s.Rows[0].Participants, s.Rows[4].Participants)
	}
}

// Rule 1: only held activities whose first day lies in the period.
func TestOnlyHeldActivitiesOfThePeriodCount(t *testing.T) {
	r := newRegister(t)
	for _, status := range model.Statuses() {
		workshop(t, r, func(a *model.Activity) { a.Status = status })
	}
	workshop(t, r, func(a *model.Activity) { a.FirstDay, a.LastDay = "2023-12-31", "2024-01-02" })
	if n := summary(t, r, model.YearPeriod(2024), model.ByType).Total.Events; n != model.Count(1) {
		t.Errorf("%v events in 2024", n)
	}
}

// Rule 11: the status on the activity's first day counts; a later graduation never
// rewrites an earlier year.
func TestACountryGraduatesBetweenTwoActivities(t *testing.T) {
	ctx := context.Background()
	r := newRegister(t)
	before := workshop(t, r, func(a *model.Activity) { a.FirstDay, a.LastDay = "2023-12-12", "2023-12-14" })
	after := workshop(t, r, func(a *model.Activity) { a.FirstDay, a.LastDay = "2023-12-13", "2023-12-14" })
	must(t, r.UpdateHeadcounts(ctx, before, model.HeadcountUpdate{Set: []model.Headcount{{Country: "BTN", Number: 5}}}))
	must(t, r.UpdateHeadcounts(ctx, after, model.HeadcountUpdate{Set: []model.Headcount{{Country: "BTN", Number: 7}, {Country: "KOR", Number: 1}, {Country: "", Number: 1}}}))
	rows := summary(t, r, model.Everything(), model.ByGroup).Rows
	want := map[string]int{"LDC": 5, "LLDC": 12, "SIDS": 0, "special situation": 12, "other": 2}
	for _, row := range rows {
		if row.Participants != model.Count(want[row.Key]) {
			t.Errorf("%s: %v participants, want %d", row.Key, row.Participants, want[row.Key])
		}
	}
	if len(rows) != 5 {
		t.Errorf("%d rows", len(rows))
	}
}

// A scheduled graduation counts from when it is confirmed, and then from its day on.
func TestAScheduledStatusWaitsToBeConfirmed(t *testing.T) {
	ctx := context.Background()
	r := newRegister(t)
	id := workshop(t, r, func(a *model.Activity) { a.FirstDay, a.LastDay = "2026-11-24", "2026-11-25" })
	must(t, r.UpdateHeadcounts(ctx, id, model.HeadcountUpdate{Set: []model.Headcount{{Country: "LAO", Number: 5}}}))
	ldc := func() int {
		return summary(t, r, model.Everything(), model.ByGroup).Rows[0].Participants.Value
	}
	if n := ldc(); n != 5 {
		t.Errorf("before: %d", n)
	}
	all, err := r.CountryStatuses(ctx)
	must(t, err)
	for _, s := range all {
		if s.Country == "LAO" && !s.Effective {
			must(t, r.ConfirmStatus(ctx, s.ID))
		}
	}
	if n := ldc(); n != 0 {
		t.Errorf("after: %d", n)
	}
	_, err = r.Undo(ctx)
	must(t, err)
	if n := ldc(); n != 5 {
		t.Errorf("undone: %d", n)
	}
}

// Rules 4 and 11: somebody who is named at an activity whose headcounts count is of the
// group that their country belongs to, and in no row where the headcounts do not have it.
func TestPeopleByGroupWhereHeadcountsCount(t *testing.T) {
	ctx := context.Background()
	r := newRegister(t)
	roles, err := r.Roles(ctx)
	must(t, err)
	id := workshop(t, r, func(a *model.Activity) { a.Counts = model.FromHeadcounts })
	must(t, r.UpdateHeadcounts(ctx, id, model.HeadcountUpdate{Set: []model.Headcount{{Country: "NPL", Number: 20}, {Country: "KOR", Number: 10}}}))
	for name, code := range map[string]model.CountryCode{"Bina Rai": "NPL", "So-yeon Bang": "KOR", "Ana Lupe": "TUV"} {
		_, _, err := r.Enrol(ctx, model.Person{Name: name}, model.Registration{Activity: id, Role: roles[0].ID, Country: code, Status: model.Attended})
		must(t, err)
	}
	s := summary(t, r, model.Everything(), model.ByGroup)
	want := map[string]int{"LDC": 1, "LLDC": 1, "SIDS": 0, "special situation": 1, "other": 1}
	for _, row := range s.Rows {
		if row.People.Value != want[row.Key] {
			t.Errorf("%s: %d people, want %d", row.Key, row.People.Value, want[row.Key])
		}
	}
	if s.Total.People.Value != 3 || s.Total.Participants != model.Count(30) {
		t.Errorf("in all %+v", s.Total)
	}
}

// Rule 7: where some came to an activity without marks, their days are not known, and the
// others are a lower bound.
func TestPersonDaysAreALowerBoundWhereMarksLack(t *testing.T) {
	ctx := context.Background()
	r := newRegister(t)
	roles, err := r.Roles(ctx)
	must(t, err)
	counted := workshop(t, r)
	must(t, r.UpdateHeadcounts(ctx, counted, model.HeadcountUpdate{Set: []model.Headcount{{Country: "FJI", Number: 4}}}))
	unmarked := workshop(t, r)
	_, _, err = r.Enrol(ctx, model.Person{Name: "Bina Rai"}, model.Registration{Activity: unmarked, Role: roles[0].ID, Country: "NPL", Status: model.Attended})
	must(t, err)
	workshop(t, r) // without figures: that is said beside them
	s := summary(t, r, model.Everything(), model.ByType)
	if s.Total.PersonDays != figure(12, model.AtLeast) || s.Total.EvidenceMissing != 1 {
		t.Errorf("%v person-days, %d without figures", s.Total.PersonDays, s.Total.EvidenceMissing)
	}
	for _, row := range summary(t, r, model.Everything(), model.ByRegion).Rows {
		want := map[string]model.Figure{"Asia": {Kind: model.Missing}, "Oceania": model.Count(12), model.AsiaPacific: figure(12, model.AtLeast)}[row.Key]
		if row.PersonDays != want {
			t.Errorf("%s: %v person-days, want %v", row.Key, row.PersonDays, want)
		}
	}
}

// A theme that was taken back is no theme of anything, nor of those above it.
func TestAThemeThatIsGoneTakesNothingAlong(t *testing.T) {
	ctx := context.Background()
	r := newRegister(t)
	above, err := r.SaveTheme(ctx, model.Theme{Name: "Open government"})
	must(t, err)
	below, err := r.SaveTheme(ctx, model.Theme{Name: "Open data", Parent: above})
	must(t, err)
	actions, err := r.Actions(ctx, 1)
	must(t, err)
	workshop(t, r, func(a *model.Activity) { a.Themes = []model.ID{below} })
	if rows := summary(t, r, model.Everything(), model.ByTheme).Rows; len(rows) != 2 || rows[1].Events != model.Count(1) {
		t.Errorf("a theme takes those below it along: %+v", rows)
	}
	_, err = r.UndoAction(ctx, actions[0].ActionRef)
	must(t, err)
	if rows := summary(t, r, model.Everything(), model.ByTheme).Rows; len(rows) != 0 {
		t.Errorf("after undoing: %+v", rows)
	}
}

// What no row of a cut holds is said.
func TestNotesSayWhatNoRowHolds(t *testing.T) {
	ctx := context.Background()
	r := newRegister(t)
	one := workshop(t, r)
	workshop(t, r)
	must(t, r.UpdateHeadcounts(ctx, one, model.HeadcountUpdate{Set: []model.Headcount{{Country: "FJI", Number: 4}, {Country: "", Number: 1}}}))
	for cut, want := range map[model.Cut]string{
		model.ByCountry: "1 participant came for no country and is in no row.",
		model.ByTheme:   "2 held activities have no theme and are in no row.",
		model.BySDG:     "2 held activities have no SDG and are in no row.",
	} {
		if notes := summary(t, r, model.Everything(), cut).Notes; !slices.Contains(notes, want) {
			t.Errorf("by %s the notes are %q", cut, notes)
		}
	}
}
