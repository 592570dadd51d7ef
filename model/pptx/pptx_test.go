package pptx_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"rollbook/model"
	"rollbook/model/chart"
	"rollbook/model/pptx"
	"rollbook/model/report"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// deck is a deck with everything that a slide can show.
func deck() report.Deck {
	figure := func(n int, k model.Certainty) model.Figure { return model.Figure{Value: n, Kind: k} }
	columns := chart.Columns{About: chart.About{Title: "Participants a year", Unit: "participants"}, Categories: []string{"2019", "2020"}, Series: []chart.SeriesOf{
		{Name: "Int’l <conference>", Values: []model.Figure{model.Count(30), figure(0, model.Missing)}},
		{Name: "Workshop", Values: []model.Figure{model.Count(60), figure(20, model.Approximate)}},
		{Name: "Research", Values: []model.Figure{figure(0, model.NotCounted), figure(0, model.NotCounted)}}}}
	bars := chart.Bars{About: chart.About{Title: "Regions", Unit: "participants"}, Of: 100, Rows: []chart.Bar{{Label: "Asia", Values: []model.Figure{figure(70, model.Approximate)}}, {Label: "Oceania", Values: []model.Figure{model.Count(25)}}}}
	themes := chart.Bars{About: chart.About{Title: "Themes", Unit: "activities"}, Rows: []chart.Bar{{Label: "Open data", Values: []model.Figure{model.Count(1), model.Count(0)}, Parts: []string{"2019", "2020"}}}}
	dots := chart.DotMap{About: chart.About{Title: "Where people came from", Unit: "participants", Note: chart.Endorsement}, Dots: []chart.Dot{{Name: "Fiji", Lat: -18, Lon: 178, Value: model.Count(9)}, {Name: "Samoa", Lat: -14, Lon: -172, Value: model.Count(4)}}}
	table := report.Table{Columns: []report.Column{{Weight: 2}, {Head: "Workshop", Figure: true}, {Head: "Total", Figure: true}}, Rows: []report.Row{
		{Cells: []report.Cell{report.Text("Participating countries"), report.Number(45), report.Figure(figure(94, model.AtLeast))}},
		{Cells: []report.Cell{report.Text("សុខ & 王"), report.Number(1588), report.Number(3703)}, Strong: true}}}
	return report.Deck{Title: "Summary of Activities", Subtitle: "Phase I · 2006–2015", Office: "Our office", AsOf: model.Instant{UnixMilli: 1795570200000, Offset: 540}, Slides: []report.Slide{
		{Title: "Summary", Lead: "All of it.", Blocks: []report.Block{report.Figures{{Figure: "≥ 94", Of: "countries"}, {Figure: "3 703", Of: "participants"}}, table}, Notes: []string{"Events are activities that were held.", "Source: the register."}},
		{Title: "Participants a year", Blocks: []report.Block{report.Chart{Chart: columns, Note: "Without 2006–2015."}}},
		{Title: "Regions and themes", Blocks: []report.Block{report.Chart{Chart: bars}, report.Chart{Chart: themes}}},
		{Title: "Where people came from", Blocks: []report.Block{report.Chart{Chart: dots}}},
		{Title: "Definitions", Blocks: []report.Block{report.List{Items: []string{"One.", "Two."}}}},
	}}
}

// parts gives the parts of a presentation.
func parts(t testing.TB, d report.Deck) map[string]string {
	t.Helper()
	var b bytes.Buffer
	must(t, pptx.Write(context.Background(), &b, d, nil))
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	must(t, err)
	all := map[string]string{}
	for _, f := range z.File {
		if _, twice := all[f.Name]; twice {
			t.Errorf("%s is there twice", f.Name)
		}
		r, err := f.Open()
		must(t, err)
		content, err := io.ReadAll(r)
		must(t, err)
		all[f.Name] = string(content)
	}
	return all
}

// found gives what a pattern's group matches in a text.
func found(pattern, in string) []string {
	var all []string
	for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(in, -1) {
		all = append(all, m[1])
	}
	return all
}

// Every part is XML that can be read, has its content type, and is bound to what is there.
func TestAllPartsHoldTogether(t *testing.T) {
	all := parts(t, deck())
	types := all["[Content_Types].xml"]
	for name, content := range all {
		if path.Ext(name) == ".xlsx" {
			continue
		}
		d := xml.NewDecoder(strings.NewReader(content))
		for {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
		if path.Ext(name) == ".xml" && name != "[Content_Types].xml" && !strings.Contains(types, `PartName="/`+name+`"`) {
			t.Errorf("%s has no content type", name)
		}
		if path.Ext(name) != ".rels" {
			if rels := all[path.Join(path.Dir(name), "_rels", path.Base(name)+".rels")]; strings.Contains(content, `r:id="`) {
				for _, id := range found(`r:id="(\w+)"`, content) {
					if !strings.Contains(rels, `Id="`+id+`"`) {
						t.Errorf("%s is bound to %s, which is nothing", name, id)
					}
				}
			}
			continue
		}
		base := path.Dir(path.Dir(name)) // of the part that is bound
		for _, target := range found(`Target="([^"]+)"`, content) {
			if _, there := all[path.Join(base, target)]; !there {
				t.Errorf("%s names %s, which is not there", name, target)
			}
		}
	}
	for _, part := range found(`PartName="/([^"]+)"`, types) {
		if _, there := all[part]; !there {
			t.Errorf("%s has a content type and is not there", part)
		}
	}
	for n := 1; n <= 6; n++ {
		seen := map[string]bool{}
		for _, id := range found(`<p:cNvPr id="(\d+)"`, all[fmt.Sprintf("ppt/slides/slide%d.xml", n)]) {
			if seen[id] {
				t.Errorf("slide %d: two shapes have the id %s", n, id)
			}
			seen[id] = true
		}
	}
}

func TestATableIsNative(t *testing.T) {
	slide := parts(t, deck())["ppt/slides/slide2.xml"]
	var cells []string
	for _, cell := range found(`(?s)<a:tc>(.*?)</a:tc>`, slide) {
		cells = append(cells, strings.Join(found(`<a:t>([^<]*)</a:t>`, cell), " "))
	}
	want := "|Workshop|Total|Participating countries|45|≥ 94|សុខ &amp; 王|1\u2009588|3\u2009703"
	if got := strings.Join(cells, "|"); got != want {
		t.Errorf("%q\nwant\n%q", got, want)
	}
	if n := len(found(`(<a:gridCol )`, slide)); n != 3 {
		t.Errorf("%d columns", n)
	}
}

// A chart draws the cells of the workbook inside it, so that editing them edits it.
func TestAChartAndItsWorkbookSayTheSame(t *testing.T) {
	all := parts(t, deck())
	charts := 0
	for name, content := range all {
		if !strings.HasPrefix(name, "ppt/charts/chart") {
			continue
		}
		charts++
		target := found(`Target="([^"]+)"`, all["ppt/charts/_rels/"+path.Base(name)+".rels"])[0]
		book, err := excelize.OpenReader(strings.NewReader(all[path.Join("ppt/charts", target)]))
		must(t, err)
		for _, r := range regexp.MustCompile(`(?s)<c:f>Sheet1!\$(\w+)\$(\d+)(?::\$\w+\$(\d+))?</c:f>(.*?)</c:(?:str|num)Ref>`).FindAllStringSubmatch(content, -1) {
			var first, last int
			fmt.Sscan(r[2], &first)
			if last = first; r[3] != "" {
				fmt.Sscan(r[3], &last)
			}
			cached := map[int]string{}
			for _, p := range regexp.MustCompile(`<c:pt idx="(\d+)"><c:v>([^<]*)</c:v>`).FindAllStringSubmatch(r[4], -1) {
				var i int
				fmt.Sscan(p[1], &i)
				cached[i] = strings.ReplaceAll(strings.ReplaceAll(p[2], "&lt;", "<"), "&gt;", ">")
			}
			for row := first; row <= last; row++ {
				cell, err := book.GetCellValue("Sheet1", fmt.Sprintf("%s%d", r[1], row))
				must(t, err)
				if cell != cached[row-first] {
					t.Errorf("%s: %s%d holds %q, the chart draws %q", name, r[1], row, cell, cached[row-first])
				}
			}
		}
		must(t, book.Close())
	}
	if charts != 3 {
		t.Errorf("%d charts", charts)
	}
	first := all["ppt/charts/chart1.xml"]
	if got := strings.Join(found(`<c:tx><c:strRef>.*?<c:v>([^<]*)</c:v>`, first), "|"); got != "Int’l &lt;conference&gt;|Workshop" {
		t.Errorf("series %q: one without figures is left out", got)
	}
	second := all["ppt/charts/chart2.xml"]
	if !strings.Contains(second, `<c:max val="100"/>`) || !strings.Contains(second, `formatCode="&#34;≈ &#34;#,##0;;"`) {
		t.Error("a full bar is not what it stands for, or an approximate figure does not say so")
	}
	if slide := all["ppt/slides/slide3.xml"]; !strings.Contains(slide, `descr="Participants a year, in participants. 2019: 90. 2020: ≈ 20."`) {
		t.Error("the chart does not say what it shows to those who do not see it")
	}
}

func TestTheMapIsShapes(t *testing.T) {
	slide := parts(t, deck())["ppt/slides/slide5.xml"]
	if dots := found(`descr="([^"]*: \d+ participants)"`, slide); strings.Join(dots, "|") != "Fiji: 9 participants|Samoa: 4 participants" {
		t.Errorf("%q", dots)
	}
	if n := len(found(`(<a:close/>)`, slide)); n < 50 {
		t.Errorf("land of %d pieces", n)
	}
	if !strings.Contains(slide, chart.Endorsement) {
		t.Error("the map does not say what every map must")
	}
}

func TestNotesHoldDefinitionsAndSources(t *testing.T) {
	all := parts(t, deck())
	if got := strings.Join(found(`<a:t>([^<]*)</a:t>`, all["ppt/notesSlides/notesSlide2.xml"]), "|"); got != "Events are activities that were held.|Source: the register." {
		t.Errorf("%q", got)
	}
	if got := all["docProps/core.xml"]; !strings.Contains(got, "<dc:creator>Our office</dc:creator>") || !strings.Contains(got, "2026-11-25T01:30:00Z") {
		t.Error(got)
	}
}

// What XML cannot hold is replaced, and no text can end its element.
func TestAnyTextMayStandOnASlide(t *testing.T) {
	d := deck()
	d.Title, d.Office, d.Subtitle = "</a:t>\x00&\"'", "", ""
	d.Slides = []report.Slide{{Title: "\xff\x0b]]>", Blocks: []report.Block{report.Table{Columns: []report.Column{{Head: "a"}}, Rows: []report.Row{{Cells: []report.Cell{report.Text("one\ntwo")}}, {}}}}}}
	for name, content := range parts(t, d) {
		if path.Ext(name) == ".xml" {
			if err := xml.Unmarshal([]byte(content), new(struct{})); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

func TestACancelledDeckEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := pptx.Write(ctx, io.Discard, deck(), nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// LibreOffice draws every slide with what stands on it.
func TestLibreOfficeDrawsTheSlides(t *testing.T) {
	for _, tool := range []string{"soffice", "pdftotext"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not here to draw the slides (Debian: libreoffice-impress, poppler-utils)", tool)
		}
	}
	dir := t.TempDir()
	file, err := os.Create(filepath.Join(dir, "deck.pptx"))
	must(t, err)
	must(t, pptx.Write(context.Background(), file, deck(), nil))
	must(t, file.Close())
	out, err := exec.Command("soffice", "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(dir, "profile")), "--headless", "--convert-to", "pdf", "--outdir", dir, file.Name()).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	text, err := exec.Command("pdftotext", "-layout", filepath.Join(dir, "deck.pdf"), "-").Output()
	must(t, err)
	pages := strings.Split(strings.TrimSuffix(string(text), "\f"), "\f")
	if len(pages) != 6 {
		t.Fatalf("%d pages", len(pages))
	}
	for i, says := range [][]string{{"Summary of Activities", "Phase I · 2006–2015", "Our office", "25 November 2026"}, {"Participating countries", "≥ 94", "3 703"}, {"2019", "Int’l <conference>", "Without 2006–2015."},
		{"Asia", "≈ 70", "25", "Open data"}, {"do not imply official endorsement"}, {"• One.", "• Two."}} {
		page := strings.ReplaceAll(pages[i], model.ThinSpace, " ")
		for _, text := range says {
			if !strings.Contains(page, text) {
				t.Errorf("page %d does not say %q:\n%s", i+1, text, page)
			}
		}
	}
}
