package pdf

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
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	pdfmodel "github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"rollbook/model"
	"rollbook/model/chart"
	"rollbook/model/report"
)

// written writes a document and holds that two programs that are not ours find nothing
// wrong with it.
func written(t *testing.T, write func(io.Writer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	config := pdfmodel.NewDefaultConfiguration()
	config.ValidationMode = pdfmodel.ValidationStrict
	config.Offline = true
	if err := api.Validate(bytes.NewReader(b.Bytes()), config); err != nil {
		t.Error("pdfcpu: ", err)
	}
	if _, err := exec.LookPath("qpdf"); err == nil {
		if out, err := exec.Command("qpdf", "--check", saved(t, b.Bytes())).CombinedOutput(); err != nil {
			t.Errorf("qpdf: %v\n%s", err, out)
		}
	}
	return b.Bytes()
}

func saved(t *testing.T, data []byte) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "document.pdf")
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// pages gives the text of each page, as poppler reads it.
func pages(t *testing.T, data []byte, flags ...string) []string {
	t.Helper()
	out := poppler(t, "pdftotext", append(flags, saved(t, data), "-")...)
	all := strings.Split(out, "\f")
	return all[:len(all)-1]
}

func poppler(t *testing.T, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skip(name + " of poppler-utils is needed to read the document")
	}
	out, err := exec.Command(name, args...).Output()
	if err != nil {
		t.Fatal(name, args, err)
	}
	return string(out)
}

// inOrderIn holds that all texts stand in a text, one behind the other.
func inOrderIn(t *testing.T, text string, wanted []string) {
	t.Helper()
	for _, w := range wanted {
		_, after, found := strings.Cut(text, w)
		if !found {
			t.Errorf("%q is not there, or not in its place", w)
			continue
		}
		text = after
	}
}

func count(n int) model.Figure { return model.Count(n) }

// summary is a report with everything that a report can have.
func summary() report.Document {
	figures := report.Table{Columns: []report.Column{{}}, Notes: []string{"2006–2015 as reported to the Round Table on 16 December 2016. The total counts each country once."}}
	for _, head := range []string{"International conference", "Regional workshop", "National workshop", "Advisory service / study tour", "Research project", "Total"} {
		figures.Columns = append(figures.Columns, report.Column{Head: head, Figure: true})
	}
	na := model.Figure{Kind: model.NotCounted}
	for _, r := range []struct {
		name string
		of   []model.Figure
	}{
		{"Events", []model.Figure{count(15), count(29), count(9), count(18), count(18), count(89)}},
		{"Participating countries", []model.Figure{count(94), count(45), count(9), count(26), na, {Value: 94, Kind: model.AtLeast}}},
		{"Participants / trainees", []model.Figure{count(1248), count(1588), count(777), count(90), na, count(3703)}},
	} {
		row := report.Row{Cells: []report.Cell{report.Text(r.name)}}
		for _, f := range r.of {
			row.Cells = append(row.Cells, report.Figure(f))
		}
		figures.Rows = append(figures.Rows, row)
	}
	years := chart.Columns{About: chart.About{Title: "Participants a year, by type of activity", Unit: "participants", Note: "3 activities without figures are left out."},
		Series: []chart.SeriesOf{{Name: "International conference"}, {Name: "Regional workshop"}, {Name: "National workshop"}}}
	for y := 2006; y <= 2015; y++ {
		years.Categories = append(years.Categories, fmt.Sprint(y))
		for i := range years.Series {
			years.Series[i].Values = append(years.Series[i].Values, count((y*7+i*31)%160))
		}
	}
	bars := chart.Bars{About: chart.About{Title: "Participants by country", Unit: "participants"}}
	for i, name := range []string{"Fiji", "Lao People's Democratic Republic", "Cambodia", "Tuvalu"} {
		bars.Rows = append(bars.Rows, chart.Bar{Label: name, Values: []model.Figure{count(130 - i*25)}})
	}
	dots := chart.DotMap{About: chart.About{Title: "A dot a country", Unit: "participants"}, Dots: []chart.Dot{
		{Name: "Fiji", Lat: -18, Lon: 178, Value: count(130)}, {Name: "Nepal", Lat: 28, Lon: 84, Value: count(90)}, {Name: "Kenya", Lat: 0, Lon: 37, Value: count(20)}}}
	return report.Document{Title: "Summary of Activities", Subtitle: "Phase I · 2006–2015", Office: "Project Office on Governance",
		AsOf: model.InstantOf(time.Date(2016, 12, 16, 9, 0, 0, 0, time.FixedZone("", 9*3600))), Blocks: []report.Block{
			report.Paragraph{Text: "In ten years the Office held 89 events for 3 703 participants from at least 94 countries. The total counts each country once, however many types of activity it took part in."},
			figures,
			report.Heading{Text: "What stands out", Level: 1},
			report.List{Items: []string{"Regional workshops reached most people: 1 588 of 3 703.",
				"Advisory services and study tours, though small, reached 26 countries, many of them least developed; often a national workshop followed."}},
			report.Chart{Chart: years},
			report.Heading{Text: "Where people came from", Level: 1},
			report.Chart{Chart: bars},
			report.Chart{Chart: dots},
			report.Heading{Text: "By the way", Level: 2},
			report.Space{Caption: "Photos", Lines: 6},
			report.Break{},
			report.Paragraph{Quiet: true, Text: "A participant is a person whose role is counted and who was there at least once."},
		}}
}

// as writes a report.
func as(doc report.Document) func(io.Writer) error {
	return func(w io.Writer) error { return Write(context.Background(), w, doc, nil) }
}

func TestAReportStandsOnItsPages(t *testing.T) {
	data := written(t, as(summary()))
	all := pages(t, data, "-layout")
	if len(all) != 3 {
		t.Fatalf("%d pages", len(all))
	}
	inOrderIn(t, all[0], []string{"Project Office on Governance", "Summary of Activities", "Phase I · 2006–2015", "International", "Research", "Events", "15", "29", "9", "18", "18", "89",
		"Participating countries", "N/A", "≥ 94", "1 248", "3 703", "What stands out", "Participants a year, by type of activity", "International conference", "2006", "2015", "3 activities without figures"})
	inOrderIn(t, all[1], []string{"Where people came from", "Participants by country", "Fiji", "130", "A dot a country", "do not imply official endorsement"})
	for i, page := range all {
		inOrderIn(t, page, []string{"Project Office on Governance · Summary of Activities · data as of 16 December 2016", fmt.Sprintf("page %d of 3", i+1)})
	}
}

func TestADocumentSaysWhatItIs(t *testing.T) {
	info := poppler(t, "pdfinfo", saved(t, written(t, as(summary()))))
	inOrderIn(t, strings.Join(strings.Fields(info), " "), []string{"Title: Summary of Activities", "Author: Project Office on Governance", "Creator: Rollbook", "CreationDate: Fri Dec 16"})
}

func TestHeadingsLeadToTheirPages(t *testing.T) {
	doc := longTable(40)
	for i := range 4 {
		doc.Blocks = append(doc.Blocks, report.Break{}, report.Heading{Text: fmt.Sprintf("Part %d", i+1), Level: 1 + i%2}, report.Paragraph{Text: "…"})
	}
	data := written(t, as(doc))
	var want []string
	for n, page := range pages(t, data) {
		for i := range 4 {
			if strings.Contains(page, fmt.Sprintf("Part %d", i+1)) {
				want = append(want, fmt.Sprintf("%sPart %d, %d", []string{"", "- "}[i%2], i+1, n+1))
			}
		}
	}
	marks, err := api.Bookmarks(bytes.NewReader(data), nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range marks {
		got = append(got, fmt.Sprintf("%s, %d", m.Title, m.PageFrom))
		for _, k := range m.Kids {
			got = append(got, fmt.Sprintf("- %s, %d", k.Title, k.PageFrom))
		}
	}
	if len(got) != 4 || !slices.Equal(got, want) {
		t.Errorf("%q, not %q", got, want)
	}
}

func TestTheSameReportGivesTheSameBytes(t *testing.T) {
	var one, other bytes.Buffer
	for _, b := range []*bytes.Buffer{&one, &other} {
		if err := as(summary())(b); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(one.Bytes(), other.Bytes()) {
		t.Error("they differ")
	}
}

// longTable has n rows, each of which names itself, and a total.
func longTable(n int) report.Document {
	table := report.Table{Title: "Everybody", Columns: []report.Column{{Head: "No.", Figure: true}, {Head: "Name", Weight: 2}, {Head: "Organisation", Weight: 2}, {Head: "Days", Figure: true}}}
	for i := range n {
		table.Rows = append(table.Rows, report.Row{Cells: []report.Cell{report.Number(i + 1), report.Text(fmt.Sprintf("Person%dx", i+1)),
			report.Text("Ministry of Public Administration and Security, Department for International Cooperation and Training"), report.Number(i)}})
	}
	table.Rows = append(table.Rows, report.Row{Strong: true, Cells: []report.Cell{{}, report.Text("Total"), {}, report.Number(4711)}})
	return report.Document{Title: "A long list", Office: "Office", Blocks: []report.Block{table}}
}

func TestATableGoesOnUnderItsHeadings(t *testing.T) {
	for n := 44; n < 52; n++ { // so that some of them end where a page does
		all := pages(t, written(t, as(longTable(n))), "-layout")
		if len(all) < 2 {
			t.Fatalf("%d rows on %d pages", n, len(all))
		}
		text := strings.Join(all, "")
		for i := range n {
			if got := strings.Count(text, fmt.Sprintf("Person%dx", i+1)); got != 1 {
				t.Errorf("of %d rows the %dth stands %d times", n, i+1, got)
			}
		}
		for i, page := range all {
			if !strings.Contains(page, "Organisation") {
				t.Errorf("page %d has no headings", i+1)
			}
		}
		if last := all[len(all)-1]; !strings.Contains(last, "Total") || !strings.Contains(last, fmt.Sprintf("Person%dx", n)) {
			t.Errorf("the total of %d rows stands alone: %s", n, last)
		}
	}
}

func TestASmallTableStaysTogether(t *testing.T) {
	for lines := 20; lines < 44; lines += 3 {
		doc := report.Document{Title: "Small", Blocks: []report.Block{report.Paragraph{Text: strings.Repeat("line\n", lines)}, report.Heading{Text: "Its heading"}, longTable(6).Blocks[0]}}
		for _, page := range pages(t, written(t, as(doc)), "-layout") {
			n := strings.Count(page, "Person")
			if n != 0 && (n != 6 || !strings.Contains(page, "Its heading") || !strings.Contains(page, "Total")) {
				t.Fatalf("below %d lines %d rows of 6 stand on a page", lines, n)
			}
		}
	}
}

func TestATableWithoutHeadingsHasNoRoomForThem(t *testing.T) {
	table := longTable(2).Blocks[0].(report.Table)
	with := totalAt(t, table)
	for i := range table.Columns {
		table.Columns[i].Head = ""
	}
	if without := totalAt(t, table); without >= with {
		t.Errorf("its last row stands at %v, not above %v", without, with)
	}
}

// totalAt gives where the total of a table stands, from the top of the page.
func totalAt(t *testing.T, table report.Table) float64 {
	t.Helper()
	box := poppler(t, "pdftotext", "-bbox", saved(t, written(t, as(report.Document{Title: "T", Blocks: []report.Block{table}}))), "-")
	for l := range strings.Lines(box) {
		if strings.Contains(l, ">Total<") {
			_, y, _ := strings.Cut(l, `yMin="`)
			y, _, _ = strings.Cut(y, `"`)
			n, err := strconv.ParseFloat(y, 64)
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
	}
	t.Fatal("no total")
	return 0
}

func TestARowHigherThanAPageGoesOn(t *testing.T) {
	var words []string
	for i := range 3000 {
		words = append(words, fmt.Sprintf("w%d", i))
	}
	table := report.Table{Columns: []report.Column{{Head: "Lesson"}, {Head: "Activity"}}, Rows: []report.Row{
		{Cells: []report.Cell{report.Text(strings.Join(words, " ")), report.Text("A workshop")}}, {Cells: []report.Cell{report.Text("afterwards"), report.Text("")}}}}
	all := pages(t, written(t, as(report.Document{Title: "Lessons", Blocks: []report.Block{table}})))
	var got []string
	for _, word := range strings.Fields(strings.Join(all, " ")) {
		if strings.HasPrefix(word, "w") && word != "workshop" {
			got = append(got, word)
		}
	}
	if len(all) < 2 || strings.Join(got, " ") != strings.Join(words, " ") {
		t.Errorf("%d words of %d on %d pages", len(got), len(words), len(all))
	}
}

func TestBarsThatDoNotFitGoOn(t *testing.T) {
	bars := chart.Bars{About: chart.About{Title: "Participants by country", Unit: "participants"}}
	var names []string
	for i := range 90 {
		names = append(names, fmt.Sprintf("Country%dx", i))
		bars.Rows = append(bars.Rows, chart.Bar{Label: names[i], Values: []model.Figure{count(100 - i)}})
	}
	data := written(t, as(report.Document{Title: "Countries", Blocks: []report.Block{report.Chart{Chart: bars}}}))
	inOrderIn(t, strings.Join(pages(t, data, "-layout"), ""), names)
}

func TestLongDocumentsSayHowFarTheyAreAndCanBeStopped(t *testing.T) {
	last := 0
	err := Write(context.Background(), io.Discard, longTable(200), func(done, of int) {
		if done != last+1 || of != 201 {
			t.Errorf("%d of %d after %d", done, of, last)
		}
		last = done
	})
	if err != nil || last != 201 {
		t.Error(last, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	err = Write(ctx, io.Discard, longTable(200), func(done, of int) {
		if done == 50 {
			cancel()
		}
		last = done
	})
	if !errors.Is(err, context.Canceled) || last > 120 {
		t.Error("went on to ", last, err)
	}
}

// full is a disk with room for n bytes.
type full struct{ n int }

var errFull = errors.New("no space left on device")

func (f *full) Write(p []byte) (int, error) {
	if f.n -= len(p); f.n < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestAFullDiskIsSaid(t *testing.T) {
	for _, n := range []int{0, 100, 20_000} {
		if err := Write(context.Background(), &full{n}, longTable(200), nil); !errors.Is(err, errFull) {
			t.Errorf("with room for %d bytes: %v", n, err)
		}
	}
}

func TestTextsOfAReportAreAllOfIt(t *testing.T) {
	all := strings.Join(Texts(summary()), "\n")
	for _, want := range []string{"Summary of Activities", "Phase I", "Project Office", "In ten years", "Participating countries", "1 588", "What stands out", "as reported", "left out", "Tuvalu", "130", "Photos"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not among them", want)
		}
	}
}
