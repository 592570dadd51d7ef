package pdf

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"rollbook/model/report"
)

// hasLetters skips where the system lacks what a text is written in.
func hasLetters(t *testing.T, texts ...string) {
	t.Helper()
	if missing := Missing(texts); len(missing) > 0 {
		t.Skipf("the fonts-noto packages are needed: no letters for %q", missing)
	}
}

func TestNamesStandRightInEveryScript(t *testing.T) {
	var names []string
	for _, p := range peopleOf {
		names = append(names, p.name)
		if p.native != "" {
			names = append(names, p.native)
		}
	}
	names = append(names, "عبدالله لافي", "田中さくら", "ישראל ישראלי", "ভূঁইয়া", "Ngozi Ọ̀kọ̀njọ̀", "Παπαδόπουλος", "王小明 (Wang Xiaoming)", "≥ 94 · ≈ 1 250 — −3")
	hasLetters(t, names...)
	for _, strong := range []bool{false, true} {
		table := report.Table{Columns: []report.Column{{Head: "Name"}}}
		for _, n := range names {
			table.Rows = append(table.Rows, report.Row{Strong: strong, Cells: []report.Cell{report.Text(n)}})
		}
		data := written(t, as(report.Document{Title: "Names", Blocks: []report.Block{table}}))
		// poppler marks where it turned the direction.
		text := strings.NewReplacer("\u202a", "", "\u202b", "", "\u202c", "").Replace(strings.Join(pages(t, data), ""))
		var want []string
		for _, n := range names {
			want = append(want, clean(n))
		}
		inOrderIn(t, text, want)
	}
}

func TestWhatHasNoLettersIsSaid(t *testing.T) {
	ts := newTypesetter()
	ts.letters.looked = true // a system without fonts
	texts := []string{"So-yeon Bang", "ស៊ីម សុវណ្ណារ៉ា", "Nguyễn Thị Ánh Tuyết", "Ольга Щербакова", "Bang (방소연)", "≥ 94 → ≈ 1 250", "ស៊ីម សុវណ្ណារ៉ា", "", "zero\u200bwidth\u00ad", "\ttabs\nand lines"}
	if got, want := ts.missing(texts), []string{"ស៊ីម សុវណ្ណារ៉ា", "Bang (방소연)"}; !slices.Equal(got, want) {
		t.Errorf("%q, not %q", got, want)
	}
}

func TestALatinDocumentNeedsNoFontOfTheSystem(t *testing.T) {
	var b bytes.Buffer
	d := newDocument(context.Background(), &b, about{title: "Latin", language: "en"}, nil)
	f := d.flow(false)
	if err := f.write("Şükran Ğ. Łukasz ≥ 3 — Œuvre, Đặng Thuỳ Trâm, Ελλάδα, Україна", body, roleText); err != nil {
		t.Fatal(err)
	}
	if d.letters.looked {
		t.Error("the system's fonts were looked for")
	}
}

// scripts are some letters of scripts that behave each in their own way.
var scripts = []string{"abc def-ghi", "ăåßéñ", "абвгд", "محمد بن عبد الله لا", "שָׁלוֹם", "ស៊ីមសុវណ្ណារ៉ាភ្នំពេញ", "ຄຳຫຼ້າສີສຸກ", "สมศักดิ์ปิ่นแก้วกรุงเทพ", "အောင်ဆန်းစုကြည်",
	"प्रकाशश्रेष्ठक्षेत्री", "க்ரிஷ்ணமூர்த்தி", "방소연", "王小明，中国", "さくらカナ", "123 456", " \t\n", "…—()[]«»", "e\u0301a\u0323\u0302", "👩‍👧🏽🇫🇯", "\u200b\u200d\u200c\u200e\u200f\u202b\u2066\u2069\ufeff", "\x00\x07\x1b\u0085\u2028"}

// anyText draws texts that mix scripts and signs, and any characters at all.
var anyText = rapid.Custom(func(t *rapid.T) string {
	var b strings.Builder
	for range rapid.IntRange(0, 12).Draw(t, "parts") {
		if rapid.IntRange(0, 3).Draw(t, "wild") == 0 {
			b.WriteString(rapid.StringN(0, 6, -1).Draw(t, "any"))
			continue
		}
		letters := []rune(rapid.SampledFrom(scripts).Draw(t, "script"))
		from := rapid.IntRange(0, len(letters)-1).Draw(t, "from")
		b.WriteString(string(letters[from:rapid.IntRange(from, len(letters)).Draw(t, "to")]))
	}
	return b.String()
})

func TestNoTextIsLostOrSetTwice(t *testing.T) {
	ts := newTypesetter()
	rapid.Check(t, func(rt *rapid.T) {
		text := anyText.Draw(rt, "text")
		width := rapid.Float64Range(0, 20_000).Draw(rt, "width")
		lines := ts.lines(text, rapid.Bool().Draw(rt, "bold"), width)
		var got strings.Builder
		for i, l := range lines {
			if i > 0 && len(l.runs) > 0 && startOf(l) == 0 || i > 0 && len(l.runs) == 0 {
				got.WriteByte('\n')
			}
			got.WriteString(textOfLine(rt, l))
		}
		if want := clean(text); got.String() != want {
			rt.Errorf("%q became %q", want, got.String())
		}
	})
}

// startOf gives where in its paragraph a line begins.
func startOf(l line) int {
	first := l.runs[0].Runes.Offset
	for _, run := range l.runs {
		first = min(first, run.Runes.Offset)
	}
	return first
}

// textOfLine gives the text of a line's glyphs, and holds that each character has a glyph, and
// one only.
func textOfLine(t *rapid.T, l line) string {
	if len(l.runs) == 0 {
		return ""
	}
	seen := make([]int, len(l.text))
	first, last := len(l.text), 0
	for _, run := range l.runs {
		first, last = min(first, run.Runes.Offset), max(last, run.Runes.Offset+run.Runes.Count)
		for i := 0; i < len(run.Glyphs); {
			g := run.Glyphs[i]
			for n := range g.RunesCount() {
				seen[g.TextIndex()+n]++
			}
			i += max(1, g.GlyphsCount())
		}
	}
	for i := first; i < last; i++ {
		if seen[i] != 1 {
			t.Errorf("%q of %q has %d glyphs", l.text[i], string(l.text), seen[i])
		}
	}
	return string(l.text[first:last])
}

func TestLinesAreNoWiderThanTheirPlace(t *testing.T) {
	ts := newTypesetter()
	rapid.Check(t, func(rt *rapid.T) {
		text := anyText.Draw(rt, "text")
		width := rapid.Float64Range(3_000, 20_000).Draw(rt, "width")
		for _, l := range ts.lines(text, false, width) {
			if l.width > width+1 {
				rt.Errorf("%q is %.0f wide, in %.0f", string(l.text), l.width, width)
			}
		}
	})
}

func TestAnyTextCanBeWritten(t *testing.T) {
	// pdfcpu takes what a document says of itself for damaged where it has characters above
	// U+E000, so the title is plain.
	doc := report.Document{Title: "Any text"}
	table := report.Table{Columns: []report.Column{{Head: "Head"}, {Figure: true}, {Weight: 3}}}
	for seed := 0; seed < 300; seed += 5 {
		text := func(i int) string { return anyText.Example(seed + i) }
		doc.Blocks = append(doc.Blocks, report.Paragraph{Text: text(0)}, report.List{Items: []string{text(1)}})
		table.Rows = append(table.Rows, report.Row{Cells: []report.Cell{report.Text(text(2)), report.Text(text(3)), report.Text(text(4))}}, report.Row{})
	}
	doc.Blocks = append(doc.Blocks, table)
	written(t, as(doc))
}

func TestArabicPapersRunFromTheRight(t *testing.T) {
	p := paperOf(3)
	p.Language = "ar"
	hasLetters(t, p.country("SAU"), p.words().signIn)
	data := written(t, func(w io.Writer) error { return Participants(context.Background(), w, p, false, nil) })
	// The column of names lies right of that of organisations.
	box := poppler(t, "pdftotext", "-bbox", saved(t, data), "-")
	if name, of := left(t, box, "Khamla"), left(t, box, "Affairs"); name <= of {
		t.Errorf("the name begins at %v, the organisation at %v", name, of)
	}
}

// left gives where poppler says a word begins.
func left(t *testing.T, box, word string) string {
	t.Helper()
	for l := range strings.Lines(box) {
		if strings.Contains(l, ">"+word+"<") {
			_, x, _ := strings.Cut(l, `xMin="`)
			x, _, _ = strings.Cut(x, ".")
			return strings.Repeat("0", max(0, 4-len(x))) + x
		}
	}
	t.Fatalf("%q is not there", word)
	return ""
}

func TestDigitsAreOfOneWidth(t *testing.T) {
	ts := newTypesetter()
	for _, bold := range []bool{false, true} {
		for d := '1'; d <= '9'; d++ {
			if ts.width(string(d), bold) != ts.width("0", bold) {
				t.Errorf("%c is not as wide as 0", d)
			}
		}
	}
}

func TestHanIsWrittenAsItsNeighboursAre(t *testing.T) {
	hasLetters(t, "王さ")
	ts := newTypesetter()
	faces := map[string]string{}
	for _, text := range []string{"骨", "骨さ", "骨소"} {
		faces[text] = ts.letters.byFont[ts.line(text, false).runs[0].Face.Font].name
	}
	if faces["骨"] == faces["骨さ"] || faces["骨"] == faces["骨소"] {
		t.Skip("no font here has several ways of writing: ", faces)
	}
}

func TestCleanKeepsWhatIsSeen(t *testing.T) {
	for in, want := range map[string]string{"a\tb": "a b", "a\r\nb\u2028c": "a\nb\nc", "e\u0301": "é", "\xff": "\uFFFD", "\u200d": "\u200d"} {
		if got := clean(in); got != want {
			t.Errorf("%q became %q, not %q", in, got, want)
		}
	}
	if strings.IndexFunc(clean("\x00\x01\x7f\u009f"), unicode.IsControl) >= 0 {
		t.Error("control characters stay")
	}
}
