package xlsx_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"rollbook/model"
	"rollbook/model/chart"
	"rollbook/model/report"
	"rollbook/model/xlsx"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// written gives a document as a workbook, read back.
func written(t *testing.T, d report.Document) (*excelize.File, []byte) {
	t.Helper()
	var b bytes.Buffer
	must(t, xlsx.Write(context.Background(), &b, d, nil))
	data := b.Bytes()
	book, err := excelize.OpenReader(bytes.NewReader(data))
	must(t, err)
	t.Cleanup(func() { must(t, book.Close()) })
	return book, data
}

func cell(t *testing.T, book *excelize.File, sheet, at string) string {
	t.Helper()
	raw, err := book.GetCellValue(sheet, at, excelize.Options{RawCellValue: true})
	must(t, err)
	return raw
}

// activities is a list with a cell of every sort.
func activities(rows ...report.Row) report.Document {
	return report.Document{Title: "Activities", Office: "Our office", AsOf: model.Instant{UnixMilli: 1795570200000, Offset: 540}, Blocks: []report.Block{
		report.Heading{Text: "How to read it", Level: 1}, report.Paragraph{Text: "Held ones only."},
		report.Table{Title: "Activities", Columns: []report.Column{{Head: "Title"}, {Head: "First day"}, {Head: "Participants", Figure: true}, {Head: "Women", Figure: true}}, Rows: rows, Notes: []string{"A note."}}}}
}

func row(cells ...report.Cell) report.Row { return report.Row{Cells: cells} }

func TestDaysAreDaysAndNumbersAreNumbers(t *testing.T) {
	book, _ := written(t, activities(
		row(report.Text("Open data"), report.Day("2026-11-23"), report.Number(1248), report.Share(0.4125, true)),
		row(report.Text("Women’s empowerment"), report.Day("2024-02-29"), report.Figure(model.Figure{Value: 1250, Kind: model.Approximate}), report.Share(0, false)),
		report.Row{Cells: []report.Cell{report.Text("Total"), {}, report.Figure(model.Figure{Value: 94, Kind: model.AtLeast})}, Strong: true}))
	want := map[string]string{"A2": "Open data", "B2": "46349", "C2": "1248", "D2": "0.4125", "B3": "45351", "C3": "1250", "D3": "—", "C4": "94", "A6": "A note."}
	for at, value := range want {
		if got := cell(t, book, "Activities", at); got != value {
			t.Errorf("%s holds %q, want %q", at, got, value)
		}
	}
	for at, kind := range map[string]excelize.CellType{"B2": excelize.CellTypeUnset, "C2": excelize.CellTypeUnset, "D2": excelize.CellTypeUnset, "C3": excelize.CellTypeUnset, "C4": excelize.CellTypeUnset, "D3": excelize.CellTypeInlineString} {
		if got, err := book.GetCellType("Activities", at); err != nil || got != kind {
			t.Errorf("%s is of type %v (%v), want %v", at, got, err, kind)
		}
	}
	if shown, err := book.GetCellValue("Activities", "B2"); err != nil || shown != "2026-11-23" {
		t.Errorf("a day is shown as %q (%v)", shown, err)
	}
	if shown, err := book.GetCellValue("Activities", "C2"); err != nil || shown != "1,248" {
		t.Errorf("a number is shown as %q (%v)", shown, err)
	}
	for at, want := range map[string]string{"C3": "≈ 1,250", "C4": "≥ 94"} { // numbers that sums take in, and what they are
		if shown, err := book.GetCellValue("Activities", at); err != nil || shown != want {
			t.Errorf("%s is shown as %q (%v), want %q", at, shown, err, want)
		}
	}
	if shown, err := book.GetCellValue("Activities", "D2"); err != nil || shown != "41%" {
		t.Errorf("a share is shown as %q (%v)", shown, err)
	}
}

// On paper every page begins with the headings and ends with its number.
func TestPrintedPagesHaveHeadingsAndNumbers(t *testing.T) {
	book, _ := written(t, activities(row(report.Text("a"))))
	names := book.GetDefinedName()
	if !slices.ContainsFunc(names, func(n excelize.DefinedName) bool {
		return n.Name == "_xlnm.Print_Titles" && n.RefersTo == "'Activities'!$1:$1" && n.Scope == "Activities"
	}) {
		t.Errorf("headings to repeat: %+v", names)
	}
	foot, err := book.GetHeaderFooter("Activities")
	must(t, err)
	if !strings.Contains(foot.OddFooter, "&P / &N") {
		t.Errorf("the foot is %q", foot.OddFooter)
	}
}

func TestHeadingsAreFrozenAndFilter(t *testing.T) {
	book, _ := written(t, activities(row(report.Text("a")), row(report.Text("b")), report.Row{Cells: []report.Cell{report.Text("Total")}, Strong: true}))
	panes, err := book.GetPanes("Activities")
	must(t, err)
	if !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("%+v", panes)
	}
	tables, err := book.GetTables("Activities")
	must(t, err)
	if len(tables) != 1 || tables[0].Range != "A1:D3" {
		t.Errorf("the filter covers %+v, want the rows without the total", tables)
	}
	if props, err := book.GetDocProps(); err != nil || props.Creator != "Our office" || props.Title != "Activities" {
		t.Errorf("%+v (%v)", props, err)
	}
	if got := cell(t, book, "About", "A7"); got != "Held ones only." {
		t.Errorf("the sheet about it says %q", got)
	}
}

// A text that looks like a formula stays a text.
func TestNoTextBecomesAFormula(t *testing.T) {
	texts := []string{"=1+1", "+82 10 1234", "-5", "@SUM(A1)", "\t=1", "'=1", "=HYPERLINK(\"http://x\")", "_x0041_", "a\nb", "សុខ 王 عمر", "bell\x07"}
	var rows []report.Row
	for _, text := range texts {
		rows = append(rows, row(report.Text(text)))
	}
	book, _ := written(t, activities(rows...))
	for i, text := range texts {
		at := fmt.Sprintf("A%d", i+2)
		if formula, err := book.GetCellFormula("Activities", at); err != nil || formula != "" {
			t.Errorf("%q became the formula %q (%v)", text, formula, err)
		}
		if kind, err := book.GetCellType("Activities", at); err != nil || kind != excelize.CellTypeInlineString {
			t.Errorf("%q is of type %v (%v)", text, kind, err)
		}
		if got := cell(t, book, "Activities", at); got != strings.ReplaceAll(text, "\x07", "\ufffd") {
			t.Errorf("%q is read back as %q", text, got)
		}
	}
}

func TestSheetsHaveNamesThatASheetMayHave(t *testing.T) {
	long := "Participants from countries in special situations"
	d := report.Document{Title: "Summary"}
	for _, title := range []string{long, long, "Who/what: [1]?", "'quoted'", ""} {
		d.Blocks = append(d.Blocks, report.Table{Title: title, Columns: []report.Column{{Head: "a"}, {Head: "A"}, {Head: ""}}, Rows: []report.Row{row(report.Text("x"))}})
	}
	book, _ := written(t, d)
	want := "Participants from countries in|Participants from countries (2)|Who-what- -1--|quoted|Summary|About"
	if got := strings.Join(book.GetSheetList(), "|"); got != want {
		t.Errorf("%q", got)
	}
	if rows, err := book.GetRows("quoted"); err != nil || strings.Join(rows[0], "|") != "a|A (2)|–" {
		t.Errorf("headings %q (%v): a filter needs each once", rows, err)
	}
}

// years is a chart of two series, one with a figure that is not known.
func years() chart.Columns {
	return chart.Columns{About: chart.About{Title: "Participants a year", Unit: "participants"}, Categories: []string{"2019", "2020"}, Series: []chart.SeriesOf{
		{Name: "Conference", Values: []model.Figure{model.Count(30), {Kind: model.Missing}}},
		{Name: "Workshop", Values: []model.Figure{model.Count(60), {Value: 20, Kind: model.Approximate}}}}}
}

// Charts are native, and draw the cells beside them.
func TestChartsDrawTheirCells(t *testing.T) {
	bars := chart.Bars{About: chart.About{Title: "Countries", Unit: "participants"}, Rows: []chart.Bar{{Label: "Fiji", Values: []model.Figure{model.Count(9)}}, {Label: "Samoa", Values: []model.Figure{model.Count(4)}}}}
	book, data := written(t, report.Document{Title: "Summary", Blocks: []report.Block{report.Chart{Chart: years(), Note: "left out"}, report.Chart{Chart: bars}}})
	parts := unzipped(t, data)
	refs := map[string]string{"xl/charts/chart1.xml": "'Charts'!$A$3:$A$4 'Charts'!$B$3:$B$4 'Charts'!$C$3:$C$4", "xl/charts/chart2.xml": "'Charts'!$A$24:$A$25 'Charts'!$B$24:$B$25"}
	for name, want := range refs {
		for _, ref := range strings.Fields(want) {
			if !strings.Contains(parts[name], "<f>"+strings.ReplaceAll(ref, "'", "&#39;")+"</f>") && !strings.Contains(parts[name], "<f>"+ref+"</f>") {
				t.Errorf("%s does not draw %s", name, ref)
			}
		}
	}
	for at, value := range map[string]string{"A1": "Participants a year", "B2": "Conference", "B3": "30", "B4": "", "C4": "20", "A5": "left out", "A24": "Fiji", "B25": "4"} {
		if got := cell(t, book, "Charts", at); got != value {
			t.Errorf("%s holds %q, want %q", at, got, value)
		}
	}
	if !strings.Contains(parts["xl/charts/chart1.xml"], `grouping val="stacked"`) || !strings.Contains(parts["xl/charts/chart2.xml"], `barDir val="bar"`) {
		t.Error("columns are not stacked, or bars do not lie")
	}
}

func TestRowsThatFailEndTheWorkbook(t *testing.T) {
	broken := errors.New("gone")
	s := report.Sheet{Name: "marks", Columns: []report.Column{{Head: "a"}}, Rows: func(yield func(report.Row, error) bool) {
		for range 2000 {
			if !yield(row(report.Text("x")), nil) {
				return
			}
		}
		yield(report.Row{}, broken)
	}}
	if err := xlsx.WriteSheets(context.Background(), io.Discard, report.Document{}, []report.Sheet{s}, nil); !errors.Is(err, broken) {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := xlsx.Write(ctx, io.Discard, activities(row(report.Text("x"))), nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// LibreOffice opens what is written and reads the same.
func TestLibreOfficeReadsTheSame(t *testing.T) {
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not here to read the workbook (Debian: libreoffice-calc)")
	}
	_, data := written(t, activities(row(report.Text("=1+1"), report.Day("2026-11-23"), report.Number(1248), report.Share(0.5, true)), row(report.Text("សុខ, \"王\""), report.Cell{}, report.Number(0))))
	dir := t.TempDir()
	must(t, os.WriteFile(filepath.Join(dir, "a.xlsx"), data, 0o600))
	out, err := exec.Command(soffice, "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(dir, "profile")), "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", dir, filepath.Join(dir, "a.xlsx")).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	got, err := os.ReadFile(filepath.Join(dir, "a.csv"))
	must(t, err)
	want := "Title,First day,Participants,Women\n=1+1,2026-11-23,\"1,248\",50%\n\"សុខ, \"\"王\"\"\",,0,\n,,,\nA note.,,,\n"
	if string(got) != want {
		t.Errorf("%q\nwant\n%q", got, want)
	}
}
