package pdf

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"unicode/utf16"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/shaping"
)

// color is a colour as 0xRRGGBB.
type color uint32

// The colours of documents: those of the window's light theme, on paper.
const (
	ink        color = 0x1B2733
	quiet      color = 0x5B6B7B
	hairline   color = 0xE2E8EE
	rule       color = 0xC3CDD6
	land       color = 0xDDE4EA
	accent     color = 0x0074A8
	softAccent color = 0xE3F2F9
	paper      color = 0xFFFFFF
)

// page is a page being drawn. Positions and lengths are in points from its upper left
// corner, y downwards.
type page struct {
	doc           *document
	width, height float64
	ops           bytes.Buffer
	filled        color // the colour that fills now
	started       bool
	contents      []ref
	left, right   float64 // between its margins
	group         int     // which of the papers in the file it belongs to
	ref           ref

	parts   []ref    // of the structure, by the numbers that what was drawn has on the page
	tag     *element // what is being drawn now, where tagOpen
	tagOpen bool
}

// op writes an operator with its operands.
func (p *page) op(name string, operands ...float64) {
	for _, v := range operands {
		number(&p.ops, v)
		p.ops.WriteByte(' ')
	}
	p.ops.WriteString(name)
	p.ops.WriteByte('\n')
}

func (p *page) colorOp(name string, c color) {
	for _, shift := range []uint{16, 8, 0} {
		v := float64(c>>shift&0xFF) / 255
		p.ops.WriteString(strconv.FormatFloat(v, 'f', 3, 64))
		p.ops.WriteByte(' ')
	}
	p.ops.WriteString(name)
	p.ops.WriteByte('\n')
}

func (p *page) fill(c color) {
	if p.started && p.filled == c {
		return
	}
	p.started, p.filled = true, c
	p.colorOp("rg", c)
}

func (p *page) stroke(c color, width float64) {
	p.colorOp("RG", c)
	p.op("w", width)
}

// rect fills a rectangle.
func (p *page) rect(x, y, w, h float64, c color) {
	p.shape()
	p.fill(c)
	p.op("re", x, p.height-y-h, w, h)
	p.op("f")
}

// frame draws the outline of a rectangle, its corners round.
func (p *page) frame(x, y, w, h, radius, width float64, c color) {
	p.shape()
	p.stroke(c, width)
	p.roundPath(x, y, w, h, radius)
	p.op("S")
}

// round fills a rectangle with round corners.
func (p *page) round(x, y, w, h, radius float64, c color) {
	if radius <= 0 {
		p.rect(x, y, w, h, c)
		return
	}
	p.shape()
	p.fill(c)
	p.roundPath(x, y, w, h, radius)
	p.op("f")
}

// bow is how far the control points of a quarter of a circle lie from its ends, for a
// radius of 1.
const bow = 0.5523

func (p *page) roundPath(x, y, w, h, r float64) {
	r = min(r, w/2, h/2)
	left, right, top, bottom := x, x+w, p.height-y, p.height-y-h
	k := r * (1 - bow)
	p.op("m", left+r, bottom)
	p.op("l", right-r, bottom)
	p.op("c", right-k, bottom, right, bottom+k, right, bottom+r)
	p.op("l", right, top-r)
	p.op("c", right, top-k, right-k, top, right-r, top)
	p.op("l", left+r, top)
	p.op("c", left+k, top, left, top-k, left, top-r)
	p.op("l", left, bottom+r)
	p.op("c", left, bottom+k, left+k, bottom, left+r, bottom)
	p.op("h")
}

// circle fills a circle.
func (p *page) circle(x, y, r float64, c color) {
	p.round(x-r, y-r, 2*r, 2*r, r, c)
}

// line draws a straight line.
func (p *page) line(x1, y1, x2, y2, width float64, c color) {
	p.shape()
	p.stroke(c, width)
	p.op("m", x1, p.height-y1)
	p.op("l", x2, p.height-y2)
	p.op("S")
}

// translucent lets what is drawn by draw show what lies below.
func (p *page) translucent(draw func()) {
	p.shape()
	p.op("q")
	p.ops.WriteString("/Translucent gs\n")
	draw()
	p.op("Q")
	p.started = false // the colour is that of before
}

// anchor says which part of a line stands at a position.
type anchor int

const (
	start anchor = iota
	middle
	end
)

// text draws a line of glyphs at a size, its baseline at y.
func (p *page) text(l line, x, y, size float64, c color, at anchor) {
	if p.doc.preview != nil {
		p.doc.preview.look(l)
	}
	x -= l.width * size / em * float64(at) / 2
	p.tagged(p.doc.part)
	p.fill(c)
	p.ops.WriteString("BT\n")
	for _, run := range l.runs {
		p.run(l, run, x, y, size, c)
		x += units(run.Advance) * size / em
	}
	p.ops.WriteString("ET\n")
}

// run draws the glyphs of one face.
func (p *page) run(l line, run shaping.Output, x, y, size float64, c color) {
	if len(run.Glyphs) == 0 {
		return
	}
	e := p.doc.embed(run.Face)
	fmt.Fprintf(&p.ops, "/%s ", e.name)
	p.op("Tf", size)
	p.op("Tm", 1, 0, 0, 1, x, p.height-y)
	if e.face.faint {
		p.stroke(c, size*0.03)
		p.op("Tr", 2)
	}
	w := glyphWriter{page: p, size: size}
	for i := 0; i < len(run.Glyphs); {
		n := max(1, min(run.Glyphs[i].GlyphsCount(), len(run.Glyphs)-i))
		w.cluster(l, run, e, run.Glyphs[i:i+n])
		i += n
	}
	w.close()
	if e.face.faint {
		p.op("Tr", 0)
	}
}

// glyphWriter writes the glyphs of a run, and where they do not follow from their widths,
// how far they are moved.
type glyphWriter struct {
	page     *page
	size     float64
	pen, at  float64 // where the next glyph belongs, and where it would stand by itself
	rise     float64
	inArray  bool
	inString bool
}

// cluster writes the glyphs that stand for one piece of text: each with the characters that
// are its own, where that is plain, else with the text beside them.
func (w *glyphWriter) cluster(l line, run shaping.Output, e *embedded, glyphs []shaping.Glyph) {
	from := glyphs[0].TextIndex()
	runes := l.text[from:min(from+glyphs[0].RunesCount(), len(l.text))]
	switch {
	case rightToLeft(run) && len(glyphs) <= len(runes):
		w.backwards(e, glyphs, runes)
	case len(glyphs) == 1:
		w.glyph(e, glyphs[0], string(runes))
	case w.closed(e, glyphs) && inOrder(run.Face, runes, glyphs):
		for i, g := range glyphs {
			w.glyph(e, g, string(runes[i]))
		}
	default:
		w.beside(e, glyphs, runes)
	}
}

// backwards writes glyphs of a script that is written from right to left. Readers turn the
// characters round one by one, so each needs a glyph of its own: those that stand for
// several are followed by empty ones.
func (w *glyphWriter) backwards(e *embedded, glyphs []shaping.Glyph, runes []rune) {
	for i, g := range glyphs {
		n := len(glyphs) - 1 - i // its place as it is read
		last := n
		if i == 0 {
			last = len(runes) - 1
		}
		w.glyph(e, g, string(runes[last]))
		for last--; last >= n; last-- {
			w.glyph(e, shaping.Glyph{GlyphID: font.EmptyGlyph}, string(runes[last]))
		}
	}
}

// beside writes glyphs of which none stands for a part of the text alone.
func (w *glyphWriter) beside(e *embedded, glyphs []shaping.Glyph, runes []rune) {
	w.close()
	w.page.ops.WriteString("/Span << /ActualText <FEFF")
	for _, u := range utf16.Encode(runes) {
		fmt.Fprintf(&w.page.ops, "%04X", u)
	}
	w.page.ops.WriteString("> >> BDC\n")
	w.edge(e, glyphs[0].XOffset != 0)
	for i, g := range glyphs {
		// Readers that do not know of texts beside glyphs take it from these.
		switch {
		case len(runes) == len(glyphs):
			w.glyph(e, g, string(runes[i]))
		case i == 0:
			w.glyph(e, g, string(runes))
		default:
			w.glyph(e, g, nothing)
		}
	}
	w.edge(e, math.Abs(w.pen-w.at) >= 0.5)
	w.close()
	w.page.ops.WriteString("EMC\n")
}

// inOrder says whether glyphs are those of the characters, in their order: all of them, or
// all but one, which then is the remaining character's.
func inOrder(f *font.Face, runes []rune, glyphs []shaping.Glyph) bool {
	if len(runes) != len(glyphs) {
		return false
	}
	others := 0
	for i, g := range glyphs {
		if gid, ok := f.NominalGlyph(runes[i]); !ok || gid != g.GlyphID {
			others++
		}
	}
	return others <= 1
}

// closed says whether glyphs begin where their piece of text does, and end where it ends;
// where they do not, as with marks above a letter, readers of texts would see a space.
func (w *glyphWriter) closed(e *embedded, glyphs []shaping.Glyph) bool {
	const most = 10.0 // thousandths of the size
	last := glyphs[len(glyphs)-1]
	width := float64(e.face.HorizontalAdvance(last.GlyphID)) * em / float64(e.face.Upem())
	return math.Abs(units(glyphs[0].XOffset)) < most && math.Abs(units(last.XOffset)+width-units(last.Advance)) < most
}

// nothing is what a glyph stands for that stands for no character of its own.
const nothing = "\u200B"

// edge marks where a piece of text begins or ends, where its glyphs do not.
func (w *glyphWriter) edge(e *embedded, needed bool) {
	if needed {
		w.glyph(e, shaping.Glyph{GlyphID: font.EmptyGlyph}, nothing)
	}
}

func rightToLeft(run shaping.Output) bool { return run.Direction == direction(true) }

func (w *glyphWriter) glyph(e *embedded, g shaping.Glyph, text string) {
	n := e.take(glyphOf{g.GlyphID, text})
	if rise := units(g.YOffset) * w.size / em; rise != w.rise {
		w.close()
		w.page.op("Ts", rise)
		w.rise = rise
	}
	ops := &w.page.ops
	if !w.inArray {
		ops.WriteByte('[')
		w.inArray = true
	}
	if move := w.pen + units(g.XOffset) - w.at; math.Abs(move) >= 0.5 {
		if w.inString {
			ops.WriteByte('>')
			w.inString = false
		}
		number(ops, -math.Round(move))
		w.at += math.Round(move)
	}
	if !w.inString {
		ops.WriteByte('<')
		w.inString = true
	}
	fmt.Fprintf(ops, "%04X", n)
	w.at += e.widths[n]
	w.pen += units(g.Advance)
}

// close ends the array of glyphs begun.
func (w *glyphWriter) close() {
	if w.inString {
		w.page.ops.WriteByte('>')
	}
	if w.inArray {
		w.page.ops.WriteString("] TJ\n")
	}
	w.inArray, w.inString = false, false
	if w.rise != 0 {
		w.page.op("Ts", 0)
		w.rise = 0
	}
}
