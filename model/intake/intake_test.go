package intake_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/htmlindex"

	"rollbook/model"
	"rollbook/model/intake"
	"rollbook/model/sqlite"
)

// office makes a register with one activity, RW-1.
func office(t testing.TB) *sqlite.Register {
	t.Helper()
	ctx := context.Background()
	dir := t.TempDir()
	r, err := sqlite.Create(ctx, filepath.Join(dir, "office.rollbook"), model.Office{}, sqlite.Options{ConfigDir: dir})
	must(t, err)
	t.Cleanup(func() { must(t, r.Close()) })
	types, err := r.Types(ctx)
	must(t, err)
	_, err = r.SaveActivity(ctx, model.Activity{Title: "Open data", Code: "RW-1", Type: types[1].ID, FirstDay: "2024-03-04", Status: model.Held, City: "Nadi"})
	must(t, err)
	return r
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// check reads a list of a kind against a register.
func check(t testing.TB, r *sqlite.Register, kind intake.Kind, name string, data []byte, change ...func(*intake.List)) *intake.Preview {
	t.Helper()
	ctx := context.Background()
	source, err := intake.ReadBytes(ctx, name, data, intake.Options{})
	must(t, err)
	list := intake.NewList(source, kind)
	for _, f := range change {
		f(list)
	}
	known, err := intake.Learn(ctx, r)
	must(t, err)
	p, err := list.Check(ctx, known)
	must(t, err)
	return p
}

// problems gives what is wrong with a list, a line each.
func problems(p *intake.Preview) string {
	var lines []string
	for _, problem := range p.Problems {
		lines = append(lines, problem.String())
	}
	return strings.Join(lines, "\n")
}

func TestActivitiesUnderForeignHeadings(t *testing.T) {
	for name, list := range map[string]string{
		"contract":           "code,title,type,first_day,last_day,country\nX-1,A workshop,Regional workshop,2024-04-23,2024-04-25,Lao PDR\n",
		"any order and case": "LAST_DAY,Country,TITLE,First_Day,Code,Type\n2024-04-25,LAO,A workshop,2024-04-23,X-1,regional WORKSHOPS\n",
		"French, semicolons": "Référence;Intitulé;Type d’activité;Date de début;Date de fin;Pays\nX-1;A workshop;Regional workshop;23/04/2024;25/04/2024;République démocratique populaire lao\n",
		"Korean":             "번호,행사명,유형,시작일,종료일,국가\nX-1,A workshop,Regional Workshop,2024년 4월 23일,2024년 4월 25일,라오스\n",
		"Russian, tabs":      "Код\tНазвание\tТип\tДата начала\tДата окончания\tСтрана\nX-1\tA workshop\tRegional workshop\t23.04.2024\t25.04.2024\tЛаос\n",
		"Chinese":            "编号,名称,类型,开始日期,结束日期,国家\nX-1,A workshop,Regional workshop,2024年4月23日,2024年4月25日,老挝\n",
		"Arabic digits":      "الرمز,العنوان,النوع,تاريخ البدء,تاريخ الانتهاء,البلد\nX-1,A workshop,Regional workshop,٢٣/٠٤/٢٠٢٤,٢٥/٠٤/٢٠٢٤,لاوس\n",
		"Spanish":            "Código,Título,Tipo,Fecha de inicio,Fecha de fin,País\nX-1,A workshop,Regional workshop,23 de abril de 2024,25 de abril de 2024,Laos\n",
		"title rows":         "Office for Governance,,,,,\n,,,,,\nList of activities 2024,,,,,\nCode,Title,Type,Start date,End date,Country\n,,,,,\nX-1,A workshop,Regional workshop,23 Apr 2024,\"Apr 25, 2024\",Laos\n,,,,,\nTotal,1,,,,\n",
	} {
		t.Run(name, func(t *testing.T) {
			p := check(t, office(t), intake.Activities, "list.csv", []byte(list))
			if len(p.Problems) > 0 || len(p.Batch.Activities) != 1 {
				t.Fatalf("read %d activities, with %s", len(p.Batch.Activities), problems(p))
			}
			a := p.Batch.Activities[0]
			if a.Code != "X-1" || a.Title != "A workshop" || a.FirstDay != "2024-04-23" || a.LastDay != "2024-04-25" || a.Country != "LAO" {
				t.Errorf("read %+v", a)
			}
		})
	}
}

func TestEncodingsAreFoundOut(t *testing.T) {
	const list = "Référence;Intitulé;Type;Date de début;Pays\nX-1;Atelier à Abidjan, été;Regional workshop;2024-04-23;Côte d’Ivoire\nX-2;Séminaire très général;Regional workshop;2024-05-23;Cambodge\n"
	const korean = "번호,행사명,유형,시작일,국가\nX-1,전자정부 연수 과정,Regional Workshop,2024-04-23,대한민국\nX-2,공공행정 지역 연수,Regional Workshop,2024-04-23,베트남\n"
	for _, c := range []struct{ encoding, text, title string }{
		{"UTF-8", list, "Atelier à Abidjan, été"}, {"UTF-16LE", "\ufeff" + list, "Atelier à Abidjan, été"}, {"UTF-16BE", "\ufeff" + list, "Atelier à Abidjan, été"},
		{"windows-1252", list, "Atelier à Abidjan, été"}, {"EUC-KR", korean, "전자정부 연수 과정"},
		{"UTF-16LE", korean, "전자정부 연수 과정"}, {"UTF-16BE", korean, "전자정부 연수 과정"}, // without a byte order mark
		{"UTF-16BE", strings.NewReplacer("é", "e", "à", "a", "ô", "o", "’", "'").Replace(list), "Atelier a Abidjan, ete"},
	} {
		t.Run(c.encoding, func(t *testing.T) {
			e, err := htmlindex.Get(c.encoding)
			must(t, err)
			data, err := e.NewEncoder().Bytes([]byte(c.text))
			must(t, err)
			p := check(t, office(t), intake.Activities, "list.csv", data)
			if len(p.Batch.Activities) != 2 || p.Batch.Activities[0].Title != c.title {
				t.Errorf("read %+v, with %s", p.Batch.Activities, problems(p))
			}
		})
	}
}

func TestTheOrderOfDays(t *testing.T) {
	list := func(days ...string) []byte {
		text := "title,type,first_day\n"
		for i, d := range days {
			text += fmt.Sprintf("T%d,Regional workshop,%s\n", i, d)
		}
		return []byte(text)
	}
	read := func(p *intake.Preview) (days []model.Day) {
		for _, a := range p.Batch.Activities {
			days = append(days, a.FirstDay)
		}
		return days
	}
	t.Run("one day that can be read one way tells the order of all", func(t *testing.T) {
		if got := read(check(t, office(t), intake.Activities, "l.csv", list("03/04/2024", "23/04/2024"))); !slices.Equal(got, []model.Day{"2024-04-03", "2024-04-23"}) {
			t.Error(got)
		}
		if got := read(check(t, office(t), intake.Activities, "l.csv", list("03/04/2024", "04/23/2024"))); !slices.Equal(got, []model.Day{"2024-03-04", "2024-04-23"}) {
			t.Error(got)
		}
	})
	t.Run("in doubt it is asked, never guessed", func(t *testing.T) {
		p := check(t, office(t), intake.Activities, "l.csv", list("03/04/2024", "05/06/2024"))
		if len(p.Problems) != 2 || !strings.Contains(problems(p), "which order") {
			t.Error(problems(p))
		}
		got := read(check(t, office(t), intake.Activities, "l.csv", list("03/04/2024"), func(l *intake.List) { l.SetDays(intake.MonthDayYear) }))
		if !slices.Equal(got, []model.Day{"2024-03-04"}) {
			t.Error(got)
		}
	})
	t.Run("no such day", func(t *testing.T) {
		p := check(t, office(t), intake.Activities, "l.csv", list("2023-02-29", "next week"))
		if got := problems(p); !strings.Contains(got, "row 2") || !strings.Contains(got, "no such day") || !strings.Contains(got, "row 3, column “first_day”, “next week”") {
			t.Error(got)
		}
	})
}

// book makes a spreadsheet of rows.
func book(t testing.TB, change func(*excelize.File), rows ...[]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	for i, row := range rows {
		must(t, f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row))
	}
	if change != nil {
		change(f)
	}
	var b bytes.Buffer
	must(t, f.Write(&b))
	return b.Bytes()
}

func TestDaysOfSpreadsheets(t *testing.T) {
	rows := [][]any{{"Title", "Type", "Start"}, {"T", "Regional workshop", 45405}}
	p := check(t, office(t), intake.Activities, "l.xlsx", book(t, nil, rows...))
	if p.Batch.Activities[0].FirstDay != "2024-04-23" {
		t.Error("from 1900:", p.Batch.Activities[0].FirstDay)
	}
	rows[1][2] = 45405 - 1462
	yes := true
	p = check(t, office(t), intake.Activities, "l.xlsx", book(t, func(f *excelize.File) {
		must(t, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}))
	}, rows...))
	if p.Batch.Activities[0].FirstDay != "2024-04-23" {
		t.Error("from 1904:", p.Batch.Activities[0].FirstDay)
	}
}

func TestHeadcountsUnderMergedHeadings(t *testing.T) {
	data := book(t, func(f *excelize.File) { must(t, f.MergeCell("Sheet1", "C1", "D1")) },
		[]any{"Activity", "Country", "Participants", nil}, []any{nil, nil, "Women", "Men"},
		[]any{"RW-1", "Fiji", 12, 8}, []any{"Open data", "Samoa", 3, "over 20"}, []any{"Total", nil, 15, 28})
	p := check(t, office(t), intake.Headcounts, "l.xlsx", data)
	if len(p.Problems) > 0 || len(p.Batch.Headcounts) != 4 {
		t.Fatalf("%+v\n%s", p.Batch.Headcounts, problems(p))
	}
	if h := p.Batch.Headcounts[3]; h.Country != "WSM" || h.Sex != model.Male || h.Number != 20 || !h.Approximate {
		t.Errorf("%+v", h)
	}
}

func TestHeadcountsAsTheCommandTakesThem(t *testing.T) {
	p := check(t, office(t), intake.Headcounts, "l.csv", []byte("activity,country,sex,number,approximate\nRW-1,FJI,female,12,\nRW-1,FJI,m,1\u202f248,\nRW-1,-,,~100,\nRW-1,Fidji,F,3,yes\nRW-9,FJI,,1,\nRW-1,Korea,,two,\n"))
	want := []string{"row 5", "row 2 has the same activity", "row 6", "“RW-9”", "no activity with this code", "“Korea”", "Republic of Korea", "“two”", "not a number"}
	for _, w := range want {
		if !strings.Contains(problems(p), w) {
			t.Errorf("%q is missing from\n%s", w, problems(p))
		}
	}
	if len(p.Batch.Headcounts) > 0 {
		t.Error("a list with problems has nothing to save")
	}
}

func TestAFixInThePreview(t *testing.T) {
	r := office(t)
	ctx := context.Background()
	source, err := intake.ReadBytes(ctx, "l.csv", []byte("activity,country,number\nRW-1,Korea,5\nRW-1,Fiji,many\nRW-1,Korea (sic),1\n"), intake.Options{})
	must(t, err)
	l := intake.NewList(source, intake.Headcounts)
	known, err := intake.Learn(ctx, r)
	must(t, err)
	l.Answer("country", "Korea", "Republic of Korea")
	l.Fix(2, "number", "30")
	l.Skip(3, true)
	p, err := l.Check(ctx, known)
	must(t, err)
	if len(p.Problems) > 0 || len(p.Batch.Headcounts) != 2 || p.Batch.Headcounts[0].Country != "KOR" || p.Batch.Headcounts[1].Number != 30 {
		t.Fatalf("%+v\n%s", p.Batch.Headcounts, problems(p))
	}
	_, err = r.SaveBatch(ctx, p.Batch, nil)
	must(t, err)
	undone, err := r.Undo(ctx)
	must(t, err)
	if undone.Action.Verb != model.VerbImport || undone.Action.Changes != 2 {
		t.Errorf("%+v", undone.Action)
	}
}

func TestWhatWasPutRightWronglyIsPutRightAgain(t *testing.T) {
	r := office(t)
	ctx := context.Background()
	source, err := intake.ReadBytes(ctx, "l.csv", []byte("activity,country,number\nRW-1,Nowhere,5\nRW-1,Elsewhere,7\nRW-1,Samoa,nine\n"), intake.Options{})
	must(t, err)
	l := intake.NewList(source, intake.Headcounts)
	known, err := intake.Learn(ctx, r)
	must(t, err)
	l.Answer("country", "Nowhere", "Figi (sic)") // still no country
	l.Fix(2, "country", "Tonga Tonga")
	l.Fix(3, "number", "nein")
	l.Answer("country", "Figi (sic)", "Fiji")
	l.Answer("country", "Tonga Tonga", "Tonga")
	l.Answer("number", "nein", "9")
	p, err := l.Check(ctx, known)
	must(t, err)
	if len(p.Problems) > 0 || len(p.Batch.Headcounts) != 3 || p.Batch.Headcounts[0].Country != "FJI" || p.Batch.Headcounts[1].Country != "TON" || p.Batch.Headcounts[2].Number != 9 {
		t.Fatalf("%+v\n%s", p.Batch.Headcounts, problems(p))
	}
}

func TestOneWrongGoalDoesNotTakeTheOthersAlong(t *testing.T) {
	r := office(t)
	list := []byte("title,type,first_day,sdgs\nOne,National workshop,2024-05-06,16.6; 99; 17\nTwo,National workshop,2024-05-07,16.6; 99; 17\n")
	p := check(t, r, intake.Activities, "l.csv", list)
	if len(p.Problems) != 2 || p.Problems[0].Value != "16.6; 99; 17" || !strings.Contains(p.Problems[0].Reason, "“99”") {
		t.Fatalf("%+v", p.Problems)
	}
	p = check(t, r, intake.Activities, "l.csv", list, func(l *intake.List) { l.Answer("sdgs", p.Problems[0].Value, "16.6; 17") })
	if len(p.Problems) > 0 || len(p.Batch.Activities) != 2 || strings.Join(p.Batch.Activities[1].SDGs, " ") != "16.6 17" {
		t.Fatalf("%+v\n%s", p.Batch.Activities, problems(p))
	}
}

func TestRowsLeftOutAreNamedAndComeBack(t *testing.T) {
	r := office(t)
	list := []byte("activity,country,number\nRW-1,Fiji,5\nRW-1,Samoa,7\nTotal,,12\n")
	p := check(t, r, intake.Headcounts, "l.csv", list, func(l *intake.List) { l.Skip(2, true) })
	if !slices.Equal(p.LeftOut, []int{2, 3}) || len(p.Batch.Headcounts) != 1 {
		t.Fatalf("%v are left out, %+v read", p.LeftOut, p.Batch.Headcounts)
	}
	p = check(t, r, intake.Headcounts, "l.csv", list, func(l *intake.List) { l.Skip(2, true); l.Skip(2, false); l.Skip(3, false) })
	if len(p.LeftOut) != 0 || !strings.Contains(problems(p), "Total") {
		t.Errorf("what looks like a total does not come in: %v\n%s", p.LeftOut, problems(p))
	}
}

func TestReadingAListTwiceAddsNothing(t *testing.T) {
	r := office(t)
	list := []byte("code,title,type,first_day,themes,partners,sdgs\nRW-1,Open data,Regional workshop,2024-03-04,Data; Data for all,A University (host),\"SDG 16.6; 17\"\n,No code,National workshop,2024-05-06,,,\n")
	for round, want := range []struct{ made, changed int }{{1, 1}, {0, 2}} {
		p := check(t, r, intake.Activities, "l.csv", list)
		if len(p.Problems) > 0 || p.Made != want.made || p.Changed != want.changed {
			t.Fatalf("round %d: made %d, changed %d, %s", round, p.Made, p.Changed, problems(p))
		}
		_, err := r.SaveBatch(context.Background(), p.Batch, nil)
		must(t, err)
	}
	id, err := r.ActivityByCode(context.Background(), "RW-1")
	must(t, err)
	a, err := r.Activity(context.Background(), id)
	must(t, err)
	if a.City != "Nadi" || len(a.Themes) != 2 || len(a.SDGs) != 2 || len(a.Partners) != 1 || a.Partners[0].Role != model.Host {
		t.Errorf("what the list is silent about is lost, or what it says is: %+v", a)
	}
	themes, err := r.Themes(context.Background())
	must(t, err)
	if len(themes) != 2 {
		t.Errorf("%d themes", len(themes))
	}
}

func TestReportedTotals(t *testing.T) {
	p := check(t, office(t), intake.Reported, "l.csv", []byte("Type,From,To,No. of Events,Participating Countries,Participants/ Trainees,Source,Adds\n"+
		"Int'l Conference,2006,2015,15,94,1248,Round table,\nResearch Project,2006-01-01,2015-12-31,18,N/A,N/A,,\nRegional Workshop,2006,2015,2,Fiji; Samoa,\"1,588\",,yes\n"+
		"Total,2006,2015,35,96,2836,Round table,\n"))
	if len(p.Problems) > 0 || len(p.Batch.Reported) != 3 {
		t.Fatal(problems(p))
	}
	first, second, third := p.Batch.Reported[0], p.Batch.Reported[1], p.Batch.Reported[2]
	if first.From != "2006-01-01" || first.To != "2015-12-31" || *first.Countries != 94 || *first.Participants != 1248 || first.Adds {
		t.Errorf("%+v", first)
	}
	if second.Countries != nil || second.Participants != nil {
		t.Errorf("N/A is not a number: %+v", second)
	}
	if len(third.CountryList) != 2 || *third.Countries != 2 || *third.Participants != 1588 || !third.Adds {
		t.Errorf("%+v", third)
	}
}

func TestMissingColumnsAreAskedFor(t *testing.T) {
	list := []byte("What,Sort of thing,When\nT,Regional workshop,2024-04-23\n")
	p := check(t, office(t), intake.Activities, "l.csv", list)
	if got := problems(p); !strings.Contains(got, `"type"`) || !strings.Contains(got, "Sort of thing") {
		t.Error(got)
	}
	p = check(t, office(t), intake.Activities, "l.csv", list, func(l *intake.List) {
		must(t, l.Map("What", "title"))
		must(t, l.Map("sort of thing", "type"))
		must(t, l.Map("When", "first_day"))
		if err := l.Map("Where", "city"); model.CodeOf(err) != model.EInvalid {
			t.Error(err)
		}
	})
	if len(p.Problems) > 0 || len(p.Batch.Activities) != 1 {
		t.Error(problems(p))
	}
}

func TestFilesThatAreNoLists(t *testing.T) {
	wide := make([]any, 1000)
	for i := range wide {
		wide[i] = i
	}
	for name, c := range map[string]struct {
		data []byte
		says string
	}{
		"empty":           {[]byte(" \n"), "is empty"},
		"old Excel":       {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1........"), "save it as .xlsx"},
		"PDF":             {[]byte("%PDF-1.7"), "is a PDF"},
		"program":         {[]byte("MZ\x00\x00\x01\x02\x00\x00\x03\x04\x05\xff"), "neither a spreadsheet nor text"},
		"cut short":       {book(t, nil, []any{"a"})[:900], "cut short or damaged"},
		"not a book":      {zipOf(t, "readme.txt", []byte("hello")), "no spreadsheet"},
		"zip bomb":        {zipOf(t, "xl/worksheets/sheet1.xml", make([]byte, 80<<20)), "more than a list can hold"},
		"too many colums": {book(t, nil, wide), "1000 columns"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := intake.ReadBytes(context.Background(), "l.bin", c.data, intake.Options{})
			if model.CodeOf(err) != model.EUnreadable || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func zipOf(t testing.TB, name string, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	must(t, err)
	_, err = w.Write(data)
	must(t, err)
	must(t, z.Close())
	return b.Bytes()
}

func TestHiddenSheetsAndFormulas(t *testing.T) {
	data := book(t, func(f *excelize.File) {
		_, err := f.NewSheet("Old")
		must(t, err)
		for i, row := range [][]any{{"title", "type", "first_day"}, {"Old", "Regional workshop", "2001-01-01"}} {
			must(t, f.SetSheetRow("Old", fmt.Sprintf("A%d", i+1), &row))
		}
		must(t, f.SetSheetVisible("Old", false))
		must(t, f.SetCellStr("Sheet1", "A3", "#REF!"))
	}, []any{"Title", "Type", "Start"}, []any{"New", "Regional workshop", "2024-01-02"}, []any{"", "Regional workshop", "2024-01-02"})
	p := check(t, office(t), intake.Activities, "l.xlsx", data)
	if got := problems(p); !strings.Contains(got, "row 3, column “Title”, “#REF!”: the formula") {
		t.Error(got)
	}
}

func FuzzReadBytes(f *testing.F) {
	f.Add([]byte("title,type,first_day\nT,Regional workshop,2024-01-02\n"))
	f.Add([]byte("sep=;\na;b\n\"x;y"))
	f.Add([]byte("\xff\xfea\x00,\x00b\x00"))
	f.Add(book(f, nil, []any{"Title", "Type", "Start"}, []any{"New", "Regional workshop", 45000}))
	r := office(f)
	known, err := intake.Learn(context.Background(), r)
	must(f, err)
	f.Fuzz(func(t *testing.T, data []byte) {
		source, err := intake.ReadBytes(context.Background(), "l", data, intake.Options{})
		if err != nil {
			if model.CodeOf(err) != model.EUnreadable {
				t.Errorf("an error that says nothing to people: %v", err)
			}
			return
		}
		for _, kind := range intake.Kinds() {
			p, err := intake.NewList(source, kind).Check(context.Background(), known)
			if err != nil {
				t.Fatal(err)
			}
			if len(p.Problems) == 0 && p.Batch.Size() > 0 {
				if _, err := r.SaveBatch(context.Background(), p.Batch, nil); err != nil {
					t.Errorf("confirmed, but refused: %v", err)
				}
				if _, err := r.Undo(context.Background()); err != nil {
					t.Error(err)
				}
			}
		}
	})
}

// TestMonstrousSheets are read right, or refused with where and why.
func TestMonstrousSheets(t *testing.T) {
	long := strings.Repeat("long ", 6400) // 32 000 characters
	t.Run("a cell of 32 000 characters", func(t *testing.T) {
		p := check(t, office(t), intake.Activities, "l.xlsx", book(t, nil, []any{"Title", "Type", "Start"}, []any{long, "Regional workshop", "2024-01-02"}))
		if got := problems(p); len(p.Problems) != 1 || !strings.Contains(got, "row 2, column “Title”") || !strings.Contains(got, "longer than") || len(got) > 300 {
			t.Error(got)
		}
		p = check(t, office(t), intake.People, "l.csv", []byte("name,country\n"+long+",Fiji\nAna Lupe,"+long+"\n"))
		if got := problems(p); len(p.Problems) != 2 || !strings.Contains(got, "row 2") || !strings.Contains(got, "row 3") || len(got) > 600 {
			t.Error(got)
		}
	})
	t.Run("16 000 columns of which three hold something", func(t *testing.T) {
		p := check(t, office(t), intake.Activities, "l.xlsx", book(t, func(f *excelize.File) {
			style, err := f.NewStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Color: []string{"FFFF00"}, Pattern: 1}})
			must(t, err)
			must(t, f.SetCellStyle("Sheet1", "A1", "XFD3", style))
		}, []any{"Title", "Type", "Start"}, []any{"T", "Regional workshop", "2024-01-02"}))
		if len(p.Problems) > 0 || len(p.Batch.Activities) != 1 {
			t.Error(problems(p))
		}
	})
	t.Run("the sheet with the list is not the first, and its headings are not in the first row", func(t *testing.T) {
		data := book(t, func(f *excelize.File) {
			_, err := f.NewSheet("List")
			must(t, err)
			for i, row := range [][]any{{"Annual report"}, {nil}, {"No.", "Title", "Type", "Start"}, {nil}, {1, "T", "Regional workshop", 45405}, {nil}, {2, "U", "National workshop", 45406.75}} {
				must(t, f.SetSheetRow("List", fmt.Sprintf("B%d", i+3), &row))
			}
		}, []any{"Read me first"}, []any{"This workbook has the list on its second sheet."})
		p := check(t, office(t), intake.Activities, "l.xlsx", data)
		if len(p.Problems) > 0 || len(p.Batch.Activities) != 2 || p.Batch.Activities[1].FirstDay != "2024-04-24" {
			t.Errorf("%+v %s", p.Batch.Activities, problems(p))
		}
	})
	t.Run("formulas", func(t *testing.T) {
		data := book(t, func(f *excelize.File) {
			must(t, f.SetCellFormula("Sheet1", "C3", "1+1")) // without a value, as programs other than Excel save them
		}, []any{"Activity", "Country", "Number"}, []any{"RW-1", "Fiji", 12}, []any{"RW-1", "Samoa"})
		p := check(t, office(t), intake.Headcounts, "l.xlsx", data)
		if got := problems(p); len(p.Problems) != 1 || !strings.Contains(got, "row 3") {
			t.Errorf("%s\n%+v", got, p.Batch.Headcounts)
		}
	})
}
