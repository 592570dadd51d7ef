package report_test

import (
	"context"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"rollbook/model"
	"rollbook/model/chart"
	"rollbook/model/report"
	"rollbook/model/sample"
	"rollbook/model/sqlite"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// at is when the reports of these tests are made: 25 November 2026, 10:30 in Seoul.
var at = model.Instant{UnixMilli: 1795570200000, Offset: 540}

func newRegister(t testing.TB) *sqlite.Register {
	t.Helper()
	dir := t.TempDir()
	r, err := sqlite.Create(context.Background(), filepath.Join(dir, "office.rollbook"), model.Office{Name: "Our office", Completion: 80},
		sqlite.Options{ConfigDir: filepath.Join(dir, "config"), Who: "desk"})
	must(t, err)
	t.Cleanup(func() { must(t, r.Close()) })
	return r
}

func sampleRegister(t testing.TB, scale float64) *sqlite.Register {
	t.Helper()
	ctx := context.Background()
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

func workshop(t testing.TB, r *sqlite.Register, change func(*model.Activity)) model.ID {
	t.Helper()
	types, err := r.Types(context.Background())
	must(t, err)
	a := model.Activity{Type: types[1].ID, Title: "Open data", Code: "RW-1", FirstDay: "2024-03-04", LastDay: "2024-03-06", City: "Nadi", Country: "FJI", Status: model.Held}
	change(&a)
	id, err := r.SaveActivity(context.Background(), a)
	must(t, err)
	return id
}

// table finds a document's table by its title.
func table(t testing.TB, d report.Document, title string) report.Table {
	t.Helper()
	for _, b := range d.Blocks {
		if tab, ok := b.(report.Table); ok && tab.Title == title {
			return tab
		}
	}
	t.Fatalf("%s has no table %q", d.Title, title)
	return report.Table{}
}

// texts gives a table's cells as they read, without its headings.
func texts(t report.Table) [][]string {
	var all [][]string
	for _, r := range t.Rows {
		var row []string
		for _, c := range r.Cells {
			row = append(row, strings.ReplaceAll(c.Text, model.ThinSpace, " "))
		}
		all = append(all, row)
	}
	return all
}

func same(t testing.TB, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%v\nwant\n%v", got, want)
	}
}

func TestTheSummaryReportShowsTheSourcesTable(t *testing.T) {
	r := sampleRegister(t, 0.1)
	d, err := report.Summary(context.Background(), r, model.Period{Name: "Phase I", From: "2006-01-01", To: "2015-12-31"}, at)
	must(t, err)
	same(t, texts(table(t, d, "Summary"))[:3], [][]string{
		{"Events", "15", "29", "9", "18", "18", "89"},
		{"Participating countries", "94", "45", "9", "26", "N/A", "≥ 94"},
		{"Participants / Trainees", "1 248", "1 588", "777", "90", "N/A", "3 703"},
	})
	if d.Subtitle != "Phase I · 2006–2015" {
		t.Errorf("subtitle %q", d.Subtitle)
	}
	if cell := table(t, d, "Summary").Rows[1].Cells[6]; cell.Number == nil || *cell.Number != 94 || cell.Sign != "≥" {
		t.Errorf("a lower bound is %+v, not a number that shows what it is", cell)
	}
	if slices.ContainsFunc(d.Blocks, func(b report.Block) bool { _, chart := b.(report.Chart); return chart }) {
		t.Error("a Summary of reported totals alone has a chart")
	}
}

// A Summary of one year is not cut by year, and names the year once; one of a period in
// which nothing was held says so.
func TestASummaryOfOneYearOrOfNothing(t *testing.T) {
	r := sampleRegister(t, 0.5)
	d, err := report.Summary(context.Background(), r, model.YearPeriod(2020), at)
	must(t, err)
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case report.Table:
			if b.Title == "By year" {
				t.Error("it is cut by year")
			}
		case report.Chart:
			about := b.Chart.Describe()
			if strings.Contains(about.Title, "2020–2020") || strings.Contains(about.Title, "a year") {
				t.Errorf("it has a chart %q", about.Title)
			}
		}
	}
	if d, err = report.Summary(context.Background(), newRegister(t), model.YearPeriod(2020), at); err != nil || len(d.Blocks) != 2 {
		t.Fatalf("of nothing: %d blocks (%v)", len(d.Blocks), err)
	}
	if p, ok := d.Blocks[1].(report.Paragraph); !ok || !strings.Contains(p.Text, "Nothing in the register was held") {
		t.Errorf("of nothing: %+v", d.Blocks[1])
	}

}

// A Summary of everything says how each figure is counted, and cuts it by year, origin,
// theme and goal, with the union below.
func TestTheSummaryReportCutsTheSameFigures(t *testing.T) {
	ctx := context.Background()
	r := sampleRegister(t, 0.5)
	d, err := report.Summary(ctx, r, model.Everything(), at)
	must(t, err)
	s, err := r.Summary(ctx, model.Everything(), model.ByYear)
	must(t, err)
	years := table(t, d, "By year")
	if n := len(years.Rows); n != len(s.Rows)+1 || !years.Rows[n-1].Strong {
		t.Errorf("%d rows for %d years and the total", n, len(s.Rows))
	}
	for i, l := range s.Rows {
		if got := years.Rows[i].Cells[3].Text; got != l.Participants.String() {
			t.Errorf("%s: %s participants, want %s", l.Key, got, l.Participants)
		}
	}
	if notes := years.Notes; len(notes) != 1 || !strings.Contains(notes[0], "2006–2015") {
		t.Errorf("the reported totals are not explained: %q", notes)
	}
	charts, definitions := 0, 0
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case report.Chart:
			charts++
			if _, dots := b.Chart.(chart.DotMap); dots && !slices.Equal(b.Notes(), []string{chart.Endorsement}) {
				t.Errorf("the map says %q", b.Notes())
			}
		case report.List:
			definitions = len(b.Items)
		}
	}
	if charts != 6 || definitions < 6 {
		t.Errorf("%d charts, %d definitions", charts, definitions)
	}
	for _, title := range []string{"By region", "By group of countries", "By theme", "By Sustainable Development Goal"} {
		table(t, d, title)
	}
}

func TestAnActivityReportSaysWhoCame(t *testing.T) {
	ctx := context.Background()
	r := newRegister(t)
	id := workshop(t, r, func(a *model.Activity) { a.SDGs = []string{"16.6"} })
	roles, err := r.Roles(ctx)
	must(t, err)
	must(t, r.MakeSessions(ctx, []model.Session{{Activity: id, Name: "Morning", Day: "2024-03-04", Required: true}, {Activity: id, Name: "Afternoon", Day: "2024-03-04", Position: 1, Required: true}}))
	sessions, err := r.Sessions(ctx, id)
	must(t, err)
	enrol := func(name string, country model.CountryCode, sex model.Sex, role int, at ...model.ID) {
		_, _, err := r.Enrol(ctx, model.Person{Name: name, Sex: sex}, model.Registration{Activity: id, Role: roles[role].ID, Country: country}, at...)
		must(t, err)
	}
	enrol("Ana Lupe", "WSM", model.Female, 0, sessions[0].ID, sessions[1].ID)
	enrol("Bima Sari", "FJI", model.Male, 0, sessions[0].ID)
	enrol("Chan Dara", "", model.NotStated, 0, sessions[0].ID)
	enrol("Dina Staff", "FJI", model.Female, 5, sessions[0].ID) // staff do not count
	enrol("Emil Away", "FJI", model.Male, 0)

	d, err := report.Activity(ctx, r, id, at, report.ActivityOptions{Marks: true, Boxes: true})
	must(t, err)
	same(t, texts(table(t, d, "Participants by country and sex")), [][]string{
		{"Fiji", "SIDS", "0", "1", "0", "0", "1"},
		{"Samoa", "SIDS", "1", "0", "0", "0", "1"},
		{"No country", "", "0", "0", "0", "1", "1"},
		{"Total", "", "1", "1", "0", "1", "3"},
	})
	same(t, texts(table(t, d, "Attendance")), [][]string{
		{"Ana Lupe", "Samoa", "P", "P", "100 %"},
		{"Bima Sari", "Fiji", "P", "", "50 %"},
		{"Chan Dara", "", "P", "", "50 %"},
		{"Dina Staff", "Fiji", "P", "", "50 %"},
		{"Emil Away", "Fiji", "", "", "0 %"},
		{"Present or late", "", "4", "1", ""},
	})
	figures := texts(table(t, d, "Figures"))
	if figures[0][1] != "3" || figures[1][1] != "2" || figures[4][1] != "1" {
		t.Errorf("%q", figures)
	}
	if !slices.ContainsFunc(texts(table(t, d, "Details")), func(row []string) bool {
		return row[0] == "SDGs" && row[1] == "16.6 Peace, justice and strong institutions"
	}) {
		t.Error("the goal is not named")
	}
	list, err := report.Participants(ctx, r, id, at, true)
	must(t, err)
	if rows := texts(table(t, list, "Participants")); len(rows) != 5 || rows[0][1] != "Bima Sari" || rows[0][6] != "yes" || rows[1][6] != "" {
		t.Errorf("%q", rows)
	}
	// What others are given are those who came, by country: as many as the figures say.
	list, err = report.Participants(ctx, r, id, at, false)
	must(t, err)
	came := table(t, list, "Participants")
	var names []string
	for _, row := range texts(came) {
		names = append(names, row[1])
	}
	same(t, names, []string{"Bima Sari", "Ana Lupe", "Chan Dara"})
	same(t, came.Notes, []string{"Participants: 3. Countries: 2."})
	d, err = report.Activity(ctx, r, id, at, report.ActivityOptions{})
	must(t, err)
	for _, b := range d.Blocks {
		if table, is := b.(report.Table); is && table.Title == "Attendance" {
			t.Error("who was absent is told without being asked for")
		}
		if _, is := b.(report.Space); is {
			t.Error("there are boxes that nobody asked for")
		}
	}
	if _, err := report.Activity(ctx, r, 77, at, report.ActivityOptions{Marks: true, Boxes: true}); model.CodeOf(err) != model.ENotFound {
		t.Error(err)
	}
}

func TestWhereBothEvidencesDifferTheReportSaysSo(t *testing.T) {
	ctx := context.Background()
	r := newRegister(t)
	id := workshop(t, r, func(a *model.Activity) { a.Counts = model.FromHeadcounts })
	roles, err := r.Roles(ctx)
	must(t, err)
	_, _, err = r.Enrol(ctx, model.Person{Name: "Ana Lupe"}, model.Registration{Activity: id, Role: roles[0].ID, Country: "WSM", Status: model.Attended})
	must(t, err)
	must(t, r.UpdateHeadcounts(ctx, id, model.HeadcountUpdate{Set: []model.Headcount{{Country: "FJI", Sex: model.Female, Number: 100, Approximate: true}}}))
	d, err := report.Activity(ctx, r, id, at, report.ActivityOptions{Marks: true, Boxes: true})
	must(t, err)
	if row := texts(table(t, d, "Figures"))[0]; row[1] != "≈ 100" || row[2] != "from headcounts: numbers without names; register 1, headcounts ≈ 100" {
		t.Errorf("%q", row)
	}
	same(t, texts(table(t, d, "Participants by country and sex")), [][]string{{"Fiji", "SIDS", "≈ 100", "0", "0", "0", "≈ 100"}})
}

// Rule 13: the distinct years in which a country took part, and its longest gap.
func TestACountrysSupportHasGaps(t *testing.T) {
	ctx := context.Background()
	r := newRegister(t)
	for _, day := range []model.Day{"2016-05-02", "2016-09-05", "2020-03-02", "2022-06-06"} {
		id := workshop(t, r, func(a *model.Activity) { a.Code, a.FirstDay, a.LastDay = string(day), day, day })
		must(t, r.UpdateHeadcounts(ctx, id, model.HeadcountUpdate{Set: []model.Headcount{{Country: "BTN", Number: 5}}}))
	}
	d, err := report.Countries(ctx, r, model.Everything(), at)
	must(t, err)
	same(t, texts(table(t, d, "Countries")), [][]string{
		{"Bhutan", "Southern Asia", texts(table(t, d, "Countries"))[0][2], "4", "20", "—", "—", "3", "2016–2022", "3 (2017–2019)"}})
	if groups := texts(table(t, d, "Countries"))[0][2]; !strings.Contains(groups, "LDC 1971–2023") || !strings.Contains(groups, "LLDC") {
		t.Errorf("groups of Bhutan: %q", groups)
	}
	d, err = report.Countries(ctx, r, model.Between("2020-01-01", "2021-12-31"), at)
	must(t, err)
	if row := texts(table(t, d, "Countries"))[0]; row[7] != "1" || row[9] != "none" {
		t.Errorf("%q", row)
	}
}

func TestASlideForWhichThereIsNothingIsLeftOut(t *testing.T) {
	r := newRegister(t)
	deck, err := report.RoundTable(context.Background(), r, model.Everything(), at)
	must(t, err)
	if len(deck.Slides) != 2 { // the programme has Phase I from the start
		t.Errorf("a new register makes %d slides", len(deck.Slides))
	}
	phases, err := r.Phases(context.Background())
	must(t, err)
	must(t, r.Delete(context.Background(), model.Ref{Kind: model.KindPhase, ID: phases[0].ID}))
	deck, err = report.RoundTable(context.Background(), r, model.Everything(), at)
	must(t, err)
	if len(deck.Slides) != 1 || deck.Slides[0].Title != "Summary of Activities" {
		t.Errorf("an empty register makes %d slides", len(deck.Slides))
	}
	deck, err = report.RoundTable(context.Background(), sampleRegister(t, 0.5), model.Everything(), at)
	must(t, err)
	var titles []string
	for _, s := range deck.Slides {
		titles = append(titles, s.Title)
		if len(s.Notes) == 0 || !strings.Contains(s.Notes[len(s.Notes)-1], "Source: the register of Our office, 25 November 2026, 10:30") {
			t.Errorf("%s does not say its source: %q", s.Title, s.Notes)
		}
	}
	same(t, titles[:5], []string{"The programme", "Summary of Activities", "Participants a year, by type", "Regions and special situations", "Where people came from"})
}

// Lessons of the period's activities, and those tied to none, with what became of them.
func TestLessonsStandOnTheirSlide(t *testing.T) {
	ctx := context.Background()
	r := newRegister(t)
	now := workshop(t, r, func(a *model.Activity) {})
	before := workshop(t, r, func(a *model.Activity) { a.Code, a.FirstDay, a.LastDay = "RW-0", "2019-03-04", "2019-03-04" })
	for _, l := range []model.Lesson{
		{Text: "Send the materials a week before.", FollowUp: "Share a folder", Due: "2026-12-31", Activities: []model.ID{now}},
		{Text: "Two trainers are better than one", Done: true},
		{Text: "An old one", Activities: []model.ID{before}},
	} {
		_, err := r.SaveLesson(ctx, l)
		must(t, err)
	}
	_, err := r.SaveOutput(ctx, model.Output{Activity: now, Kind: model.Toolkit, Title: "Open data toolkit", Place: "https://example.org/toolkit", Day: "2024-06-01"})
	must(t, err)
	deck, err := report.RoundTable(ctx, r, model.YearPeriod(2024), at)
	must(t, err)
	i := slices.IndexFunc(deck.Slides, func(s report.Slide) bool { return s.Title == "Some lessons" })
	if i < 0 {
		t.Fatal("there is no slide of lessons")
	}
	same(t, deck.Slides[i].Blocks, []report.Block{report.List{Items: []string{
		"Send the materials a week before – to do by 31 Dec 2026: Share a folder", "Two trainers are better than one – followed up"}}})
	if deck.Slides[i].Lead != "1 of 2 were followed up." {
		t.Error(deck.Slides[i].Lead)
	}
	d, err := report.Activity(ctx, r, now, at, report.ActivityOptions{Marks: true, Boxes: true})
	must(t, err)
	same(t, texts(table(t, d, "Outputs")), [][]string{{"Toolkit", "Open data toolkit", "1 Jun 2024", "https://example.org/toolkit"}})
	if !slices.ContainsFunc(d.Blocks, func(b report.Block) bool {
		l, ok := b.(report.List)
		return ok && strings.HasPrefix(l.Items[0], "Send the materials")
	}) {
		t.Error("the activity's lesson is not in its report")
	}
}

func TestALongTableGoesOnOnFurtherSlides(t *testing.T) {
	tab := report.Table{Title: "Countries", Columns: []report.Column{{Head: "Country"}}, Notes: []string{"note"}}
	for range 30 {
		tab.Rows = append(tab.Rows, report.Row{Cells: []report.Cell{report.Text("Fiji")}})
	}
	deck := report.Document{Title: "d", Blocks: []report.Block{tab}}.Slides()
	if len(deck.Slides) != 3 || deck.Slides[1].Title != "Countries (continued)" || len(deck.Slides[2].Blocks[0].(report.Table).Rows) != 6 || deck.Slides[2].Notes[0] != "note" {
		t.Errorf("%+v", deck.Slides)
	}
}

// Rule 14: what made the difference adds up to it.
func TestASnapshotSaysWhatMadeTheDifference(t *testing.T) {
	ctx := context.Background()
	r := sampleRegister(t, 0.5)
	p := model.Between("2018-01-01", "2026-12-31")
	old, err := report.TakeSnapshot(ctx, r, "Annual report", p, at)
	must(t, err)

	if d := report.Compare(old, old); len(d.Made) != 0 {
		t.Errorf("nothing changed, and yet: %+v", d.Made)
	}
	lines, _, err := r.Activities(ctx, model.ActivityFilter{Period: p, Counted: true, Evidence: model.FromRegister})
	must(t, err)
	must(t, r.UpdateActivity(ctx, lines[0].ID, model.ActivityUpdate{Status: new(model.Cancelled)}))
	counted, err := r.Activity(ctx, lines[1].ID)
	must(t, err)
	must(t, r.UpdateActivity(ctx, counted.ID, model.ActivityUpdate{Counts: new(model.FromHeadcounts)}))
	must(t, r.UpdateHeadcounts(ctx, counted.ID, model.HeadcountUpdate{Set: []model.Headcount{{Country: "FJI", Number: 1000}}}))
	added := workshop(t, r, func(a *model.Activity) { a.Code = "RW-NEW" })
	must(t, r.UpdateHeadcounts(ctx, added, model.HeadcountUpdate{Set: []model.Headcount{{Country: "TUV", Number: 7}}}))
	types, err := r.Types(ctx)
	must(t, err)
	people := 90
	_, err = r.SaveReported(ctx, model.Reported{Type: types[2].ID, From: "2019-01-01", To: "2019-12-31", Events: 4, Participants: &people, Adds: true})
	must(t, err)

	now, err := report.TakeSnapshot(ctx, r, "Annual report", p, at)
	must(t, err)
	d := report.Compare(old, now)
	what := map[string]string{}
	events, participants := 0, 0
	for _, c := range d.Made {
		events, participants = events+c.Events, participants+c.Participants
		if c.Activity != nil {
			what[c.Activity.Code] = c.What
		} else {
			what["reported"] = c.What
		}
	}
	same(t, what, map[string]string{lines[0].Code: report.CountedOnce, counted.Code: report.CountedOther, "RW-NEW": report.CountedNow, "reported": report.CountedNow})
	if events != now.Total.Events.Value-old.Total.Events.Value || participants != now.Total.Participants.Value-old.Total.Participants.Value {
		t.Errorf("%d events and %d participants made the difference of %v → %v and %v → %v", events, participants,
			old.Total.Events, now.Total.Events, old.Total.Participants, now.Total.Participants)
	}
	doc := d.Document("Our office")
	if want := "What has changed since “Annual report”, 25 Nov 2026"; doc.Title != want {
		t.Errorf("it is called %q, not %q", doc.Title, want)
	}
	if row := texts(table(t, doc, "Totals"))[0]; row[3] != fmt.Sprintf("+%d", now.Total.Events.Value-old.Total.Events.Value) {
		t.Errorf("the difference of events: %q", row)
	}
	made := texts(table(t, doc, "What made the difference"))
	if len(made) != 4 {
		t.Fatalf("%q", made)
	}
	for _, row := range made {
		if strings.Contains(row[0], counted.Code) && !strings.Contains(row[7], "its figures come from headcounts instead of the register") {
			t.Errorf("why: %q", row)
		}
		if row[7] == "" {
			t.Errorf("nobody says why: %q", row)
		}
	}
}

func TestASnapshotIsKeptAsItWas(t *testing.T) {
	ctx := context.Background()
	r := sampleRegister(t, 0.2)
	shot, err := report.TakeSnapshot(ctx, r, "Phase I", model.Everything(), at)
	must(t, err)
	kept, err := shot.Keep()
	must(t, err)
	_, err = r.SaveSnapshot(ctx, kept)
	must(t, err)
	all, err := r.Snapshots(ctx)
	must(t, err)
	back, err := report.OpenSnapshot(all[0])
	must(t, err)
	same(t, back, shot)
	if _, err := report.OpenSnapshot(model.Snapshot{Name: "Broken", Figures: "{"}); model.CodeOf(err) != model.EUnreadable {
		t.Error(err)
	}
}

// What is empty has no heading over it.
func TestNothingStandsUnderNoHeading(t *testing.T) {
	d, err := report.Summary(context.Background(), newRegister(t), model.Everything(), at)
	must(t, err)
	for i, b := range d.Blocks {
		h, ok := b.(report.Heading)
		if ok && h.Level == 1 && i == len(d.Blocks)-1 {
			t.Errorf("nothing stands under %q", h.Text)
		}
		if _, ok := b.(report.Chart); ok {
			t.Error("a chart of nothing")
		}
	}
}
