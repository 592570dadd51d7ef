package pdf

import (
	"context"
	"io"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"rollbook/model/report"
)

// everyKind writes a document of each kind.
func everyKind() map[string]func(io.Writer) error {
	latin := paperOf(30)
	return map[string]func(io.Writer) error{
		"report":       as(summary()),
		"table":        as(report.Document{Title: "A long list", Office: "Office", Wide: true, Blocks: longTable(120).Blocks}),
		"signin":       signIn(latin, SignInOptions{Blank: 3}),
		"badges":       badges(latin, BadgeOptions{}),
		"certificates": certificates(latin, CertificateOptions{Certificate: certificateOf()}),
		"participants": func(w io.Writer) error { return Participants(context.Background(), w, latin, true, nil) },
	}
}

// Everything drawn is a part of the document or said to be none (ISO 14289-1, 7.1), each
// part of a page has a number of its own, and the tree knows as many as there are.
func TestEverythingDrawnIsTagged(t *testing.T) {
	if _, err := exec.LookPath("qpdf"); err != nil {
		t.Skip("qpdf is needed to unpack the document")
	}
	painted := regexp.MustCompile(`(^| )(f|S|TJ|Do)$`)
	for name, write := range everyKind() {
		data := written(t, write)
		out, err := exec.Command("qpdf", "--qdf", "--object-streams=disable", saved(t, data), "-").Output()
		if err != nil {
			t.Fatal(name, err)
		}
		depth, numbered := 0, 0
		inPage := false
		for line := range strings.Lines(string(out)) {
			line = strings.TrimRight(line, "\n")
			switch {
			case line == "stream":
				inPage, depth = true, 0
			case line == "endstream":
				if inPage && depth != 0 {
					t.Fatalf("%s: %d parts of a page do not end", name, depth)
				}
				inPage = false
			case !inPage:
			case strings.HasSuffix(line, "BDC"), strings.HasSuffix(line, "BMC"):
				depth++
				if strings.Contains(line, "/MCID") {
					numbered++
				}
			case line == "EMC":
				depth--
			case painted.MatchString(line) && depth == 0 && isDrawing(line):
				t.Fatalf("%s: %q is drawn outside of every part", name, line)
			}
		}
		if known := strings.Count(string(out), "/Type /MCR"); numbered == 0 || known != numbered {
			t.Errorf("%s: the tree knows %d parts of pages, there are %d", name, known, numbered)
		}
	}
}

// isDrawing says whether a line is operators of a page, not of a font.
func isDrawing(line string) bool {
	return !strings.ContainsFunc(line, func(r rune) bool { return r > 126 || r < ' ' })
}

// What a reader that is not ours finds of the structure: titles, tables with the heads of
// their columns and rows, lists with their points, charts with what they show.
func TestTheStructureIsReadByOthers(t *testing.T) {
	kinds := everyKind()
	structure := func(name string) string {
		return poppler(t, "pdfinfo", "-struct-text", saved(t, written(t, kinds[name])))
	}
	got := structure("report")
	inOrderIn(t, got, []string{"Document", "H1", "Table", "TR", "TH", "/Scope /Column", "TH", "/Scope /Row", "TD"})
	if n := strings.Count(structure("table"), "/Scope /Column"); n > 12 {
		t.Errorf("headings of a table of several pages are read %d times", n)
	}
	for name, want := range map[string][]string{
		"signin":       {"H1", "Table", "TR", "TH", "/Scope /Column", "TR", "TD"},
		"badges":       {"Sect", "P", "Figure", "Sect"},
		"certificates": {"Sect", "H1", "Certificate of", "P"},
		"participants": {"H1", "Table", "Caption", "List of participants", "TH", "TD"},
	} {
		inOrderIn(t, structure(name), want)
	}
	for name, write := range kinds {
		if info := poppler(t, "pdfinfo", saved(t, written(t, write))); !slices.ContainsFunc(strings.Split(info, "\n"), func(line string) bool {
			return strings.HasPrefix(line, "Tagged:") && strings.HasSuffix(line, "yes")
		}) {
			t.Errorf("%s is not tagged", name)
		}
	}
}

// Every picture has a text in its place.
func TestPicturesHaveTexts(t *testing.T) {
	for _, name := range []string{"report", "badges"} {
		data := string(written(t, everyKind()[name]))
		figures := strings.Count(data, "/S /Figure")
		if figures == 0 || figures != strings.Count(data, "/Alt <FEFF") {
			t.Errorf("%s: %d pictures, %d texts in their place", name, figures, strings.Count(data, "/Alt <FEFF"))
		}
	}
}
