package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"unicode/utf16"

	"github.com/go-text/typesetting/font"
)

// embedded is a face as a document carries it: the glyphs that were used and no more,
// under numbers of our own in the order of their first use. A glyph that stands for
// different texts has a number for each, so that every number gives its text back.
type embedded struct {
	name   string // in the pages' resources
	face   *face
	ref    ref
	number map[glyphOf]uint16
	glyphs []glyphOf
	widths []float64 // in thousandths of the size
}

type glyphOf struct {
	gid  font.GID
	text string // what it stands for; empty: only a part of something
}

func newEmbedded(name string, f *face, r ref) *embedded {
	e := &embedded{name: name, face: f, ref: r, number: map[glyphOf]uint16{}}
	e.take(glyphOf{}) // number 0 is what readers show for what is not there
	return e
}

// take gives the number of a glyph.
func (e *embedded) take(g glyphOf) uint16 {
	if n, ok := e.number[g]; ok {
		return n
	}
	if len(e.glyphs) > 0xFFFF {
		return 0 // more than a font can have; nobody writes so many
	}
	n := uint16(len(e.glyphs))
	e.number[g] = n
	e.glyphs = append(e.glyphs, g)
	width := 0.0
	if g.gid != font.EmptyGlyph {
		width = float64(int(float64(e.face.HorizontalAdvance(g.gid))*em*10/float64(e.face.Upem())+0.5)) / 10
	}
	e.widths = append(e.widths, width)
	return n
}

// write writes the font with its glyphs, widths and texts.
func (e *embedded) write(f *file) {
	program := subset(e)
	digest := sha256.Sum256(program)
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + digest[i]%26
	}
	name := string(tag) + "+" + nameOf(e.face.name)
	data := f.reserve()
	f.stream(data, fmt.Sprintf("/Length1 %d", len(program)), program)
	extents, _ := e.face.FontHExtents()
	scale := em / float64(e.face.Upem())
	// Not the letters that a reader of the file knows by itself: symbolic (4).
	descriptor := f.add(fmt.Sprintf("<< /Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [-500 -500 1500 1300] /ItalicAngle 0 /Ascent %.0f /Descent %.0f /CapHeight %.0f /StemV 80 /FontFile2 %s >>",
		name, float64(extents.Ascender)*scale, float64(extents.Descender)*scale, float64(e.face.LineMetric(font.CapHeight))*scale, data))
	var widths bytes.Buffer
	for _, w := range e.widths {
		widths.WriteByte(' ')
		number(&widths, w)
	}
	descendant := f.add(fmt.Sprintf("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor %s /DW 0 /W [0 [%s]] /CIDToGIDMap /Identity >>",
		name, descriptor, bytes.TrimSpace(widths.Bytes())))
	texts := f.reserve()
	f.stream(texts, "", e.texts())
	f.object(e.ref, fmt.Sprintf("<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%s] /ToUnicode %s >>", name, descendant, texts))
}

// texts is the table from glyph numbers to what they stand for.
func (e *embedded) texts() []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	var lines []string
	for n, g := range e.glyphs {
		if g.text == "" {
			continue
		}
		s := fmt.Sprintf("<%04X> <", n)
		for _, u := range utf16.Encode([]rune(g.text)) {
			s += fmt.Sprintf("%04X", u)
		}
		lines = append(lines, s+">\n")
	}
	const most = 100 // in one table, as the format has it
	for len(lines) > 0 {
		n := min(len(lines), most)
		fmt.Fprintf(&b, "%d beginbfchar\n", n)
		for _, l := range lines[:n] {
			b.WriteString(l)
		}
		b.WriteString("endbfchar\n")
		lines = lines[n:]
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return b.Bytes()
}

// nameOf leaves of a font's name what needs no escapes in the file.
func nameOf(name string) string {
	var b []byte
	for i := range len(name) {
		if c := name[i]; c == '-' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' {
			b = append(b, c)
		}
	}
	if len(b) == 0 {
		return "Font"
	}
	return string(b)
}
