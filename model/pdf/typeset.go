package pdf

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	gobidi "github.com/go-text/typesetting/bidi"
	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"
)

// em is the size at which texts are shaped; what comes out is good for every size.
const em = 1000

// typesetter turns texts into lines of glyphs. It is not for use by several at once.
type typesetter struct {
	letters   *letters
	shaper    shaping.HarfbuzzShaper
	segmenter shaping.Segmenter
	wrapper   shaping.LineWrapper
	levels    gobidi.Paragraph
	shaped    map[textOf]paragraph
	rtl       bool // the document's language is written from right to left
}

type textOf struct {
	text string
	bold bool
}

// paragraph is a shaped text without line breaks of its own.
type paragraph struct {
	text   []rune
	runs   []shaping.Output // in the order in which they are read
	levels []gobidi.Run
	rtl    bool
}

// line is a line of glyphs. Its lengths are in thousandths of the size.
type line struct {
	text            []rune
	runs            []shaping.Output // from left to right
	width           float64          // without white space at its end
	ascent, descent float64          // above and below the baseline
	rtl             bool             // begins at the right
}

func newTypesetter() *typesetter {
	return &typesetter{letters: newLetters(), shaped: map[textOf]paragraph{}}
}

// clean gives a text as it is set: composed, and with spaces for characters that have no
// look. Line ends stay.
func clean(text string) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\r\n", "\n")
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\r' || r == '\u2028' || r == '\u2029' || r == '\u0085' || r == '\v' || r == '\f':
			return '\n'
		case unicode.IsControl(r) && r != '\n':
			return ' '
		}
		return r
	}, text)
	return norm.NFC.String(text)
}

// line sets a text in one line, however long.
func (t *typesetter) line(text string, bold bool) line {
	text = strings.ReplaceAll(clean(text), "\n", " ")
	p := t.shape(text, bold)
	return p.line(slices.Clone(p.runs))
}

// lines sets a text in lines no wider than width, in thousandths of the size. A word that
// is wider is broken between its letters.
func (t *typesetter) lines(text string, bold bool, width float64) []line {
	var all []line
	for part := range strings.SplitSeq(clean(text), "\n") {
		p := t.shape(part, bold)
		if len(p.runs) == 0 {
			all = append(all, line{ascent: t.ascent(), descent: t.descent()})
			continue
		}
		config := shaping.WrapConfig{Direction: direction(p.rtl), DisableTrailingWhitespaceTrim: true}
		// Widths are kept within what the wrapper can count with.
		most := fixed.Int26_6(min(max(width, 1), 1<<24) * 64)
		broken, _ := t.wrapper.WrapParagraphF(config, most, p.text, shaping.NewSliceIterator(p.runs))
		for _, runs := range broken {
			l := p.line(slices.Clone(runs))
			if l.width <= units(most) {
				all = append(all, l)
				continue
			}
			// The wrapper leaves a line too wide where characters without a look hide a break.
			for _, part := range narrow(slices.Clone(runs), most) {
				all = append(all, p.line(part))
			}
		}
	}
	return all
}

// width gives how wide a text is in one line, in thousandths of the size.
func (t *typesetter) width(text string, bold bool) float64 { return t.line(text, bold).width }

// long is how many letters a word has that is better broken at its hyphen than not at all:
// "Ratuvakanadalo-Nawaqanitawase", but not "So-yeon".
const long = 16

// widest gives how wide the widest piece of a text is that is not to be broken, in
// thousandths of the size.
func (t *typesetter) widest(text string, bold bool) float64 {
	most := 0.0
	for word := range strings.FieldsSeq(text) {
		pieces := []string{word}
		if utf8.RuneCountInString(word) > long {
			pieces = strings.SplitAfter(word, "-")
		}
		for _, piece := range pieces {
			most = max(most, t.width(piece, bold))
		}
	}
	return most
}

// shape shapes one paragraph, or finds it among those shaped before.
func (t *typesetter) shape(text string, bold bool) paragraph {
	key := textOf{text, bold}
	if p, ok := t.shaped[key]; ok {
		return p
	}
	p := paragraph{text: []rune(text), rtl: t.fromRight(text)}
	if len(p.text) > 0 {
		def := gobidi.LeftToRight
		if p.rtl {
			def = gobidi.RightToLeft
		}
		levels := t.levels.Segment(p.text, def)
		for i := range levels.NumRuns() {
			p.levels = append(p.levels, levels.Run(i))
		}
		t.letters.bold, t.letters.han = bold, hanOf(text)
		input := shaping.Input{Text: p.text, RunEnd: len(p.text), Direction: direction(p.rtl), Size: fixed.I(em), Language: "en"}
		for _, part := range t.segmenter.Split(input, t.letters) {
			p.runs = append(p.runs, t.shaper.Shape(part))
		}
	}
	const enough = 4096 // texts kept; names and headings come again, others do not
	if len(t.shaped) >= enough {
		clear(t.shaped)
	}
	t.shaped[key] = p
	return p
}

// line makes a line of runs given in the order in which they are read.
func (p paragraph) line(runs []shaping.Output) line {
	l := line{text: p.text, runs: runs, rtl: p.rtl}
	p.trim(runs)
	total := fixed.Int26_6(0)
	for _, run := range runs {
		total += run.Advance
		l.ascent = max(l.ascent, units(run.LineBounds.Ascent))
		l.descent = max(l.descent, -units(run.LineBounds.Descent))
	}
	l.width = units(total)
	p.reorder(runs)
	return l
}

// narrow breaks a line between letters wherever it would get wider than most.
func narrow(runs []shaping.Output, most fixed.Int26_6) (all [][]shaping.Output) {
	var now []shaping.Output
	width := fixed.Int26_6(0)
	for _, run := range runs {
		from := 0 // of what is not on a line yet, in glyphs as they are read
		for i := 0; i < len(run.Glyphs); {
			n := max(1, min(read(run, i).GlyphsCount(), len(run.Glyphs)-i))
			letter := fixed.Int26_6(0)
			for j := range n {
				letter += read(run, i+j).Advance
			}
			if width+letter > most && width > 0 {
				if i > from {
					now = append(now, between(run, from, i))
				}
				all = append(all, now)
				now, width, from = nil, 0, i
			}
			width += letter
			i += n
		}
		if from < len(run.Glyphs) {
			now = append(now, between(run, from, len(run.Glyphs)))
		}
	}
	if len(now) > 0 {
		all = append(all, now)
	}
	return all
}

// read gives the nth glyph of a run in the order in which it is read.
func read(run shaping.Output, n int) shaping.Glyph {
	if rightToLeft(run) {
		n = len(run.Glyphs) - 1 - n
	}
	return run.Glyphs[n]
}

// between cuts the glyphs from one to before another, as they are read, out of a run.
func between(run shaping.Output, from, to int) shaping.Output {
	last := run.Runes.Offset + run.Runes.Count
	if to < len(run.Glyphs) {
		last = read(run, to).TextIndex()
	}
	if from > 0 {
		run.Runes.Offset = read(run, from).TextIndex()
	}
	run.Runes.Count = last - run.Runes.Offset
	if rightToLeft(run) {
		from, to = len(run.Glyphs)-to, len(run.Glyphs)-from
	}
	run.Glyphs = run.Glyphs[from:to]
	run.RecomputeAdvance()
	return run
}

// trim takes the room from white space at the end of a line. The glyphs stay, so that the
// text can be read out of the document with its spaces.
func (p paragraph) trim(runs []shaping.Output) {
	for i := len(runs) - 1; i >= 0; i-- {
		run := &runs[i]
		end := run.Runes.Offset + run.Runes.Count
		from := end
		for from > run.Runes.Offset && unicode.IsSpace(p.text[from-1]) {
			from--
		}
		if from == end {
			return
		}
		run.Glyphs = slices.Clone(run.Glyphs) // others may have this text
		for n := range run.Glyphs {
			if g := &run.Glyphs[n]; g.TextIndex() >= from {
				g.Advance = 0
			}
		}
		run.RecomputeAdvance()
		if from > run.Runes.Offset {
			return
		}
	}
}

// reorder puts runs from the order in which they are read into that in which they stand,
// by the Unicode Bidirectional Algorithm's rule L2.
func (p paragraph) reorder(runs []shaping.Output) {
	level := make([]int, len(runs))
	highest := 0
	for i, run := range runs {
		for _, l := range p.levels {
			if run.Runes.Offset >= l.Start && run.Runes.Offset < l.End {
				level[i] = int(l.Level)
			}
		}
		highest = max(highest, level[i])
	}
	for ; highest > 0; highest-- {
		for from := 0; from < len(runs); from++ {
			to := from
			for to < len(runs) && level[to] >= highest {
				to++
			}
			if to > from {
				slices.Reverse(runs[from:to])
				slices.Reverse(level[from:to])
				from = to
			}
		}
	}
}

func units(v fixed.Int26_6) float64 { return float64(v) / 64 }

func (t *typesetter) ascent() float64 {
	e, _ := t.letters.own[0].FontHExtents()
	return float64(e.Ascender)
}

func (t *typesetter) descent() float64 {
	e, _ := t.letters.own[0].FontHExtents()
	return -float64(e.Descender)
}

func direction(rtl bool) di.Direction {
	if rtl {
		return di.DirectionRTL
	}
	return di.DirectionLTR
}

// fromRight says whether a text runs from right to left: as its first letter does; in a
// document that does so itself, as soon as any letter does.
func (t *typesetter) fromRight(text string) bool {
	for _, r := range text {
		p, _ := bidi.LookupRune(r)
		switch p.Class() {
		case bidi.L:
			if !t.rtl {
				return false
			}
		case bidi.R, bidi.AL:
			return true
		}
	}
	return false
}

// hanOf says in which way the Han characters of a text are written: as in Japan beside
// kana, as in Korea beside Hangul, as in Taiwan beside Bopomofo; 0: as in China.
func hanOf(text string) language.Script {
	for _, r := range text {
		if r < 0x1100 {
			continue
		}
		switch s := language.LookupScript(r); s {
		case language.Hiragana, language.Katakana:
			return language.Hiragana
		case language.Hangul, language.Bopomofo:
			return s
		}
	}
	return 0
}

// unseen says whether a character has no look of its own, so that no face needs it.
func unseen(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r) || r == '\u034F'
}

// Missing gives those of the texts for which neither Rollbook nor this computer has all
// letters, so that they would show boxes; each once, in their order.
func Missing(texts []string) []string {
	return newTypesetter().missing(texts)
}

func (t *typesetter) missing(texts []string) []string {
	var all []string
	seen := map[string]bool{}
	for _, text := range texts {
		if seen[text] {
			continue
		}
		seen[text] = true
		if !t.has(clean(text)) {
			all = append(all, text)
		}
	}
	return all
}

// has says whether there are faces for all characters of a text.
func (t *typesetter) has(text string) bool {
	p := t.shape(strings.ReplaceAll(text, "\n", " "), false)
	return drawn(p.text, p.runs)
}

// drawn says whether all characters of a text's runs have letters.
func drawn(text []rune, runs []shaping.Output) bool {
	for _, run := range runs {
		for _, g := range run.Glyphs {
			if g.GlyphID != 0 && g.GlyphID != font.EmptyGlyph {
				continue
			}
			for _, r := range text[g.TextIndex() : g.TextIndex()+g.RunesCount()] {
				if !unseen(r) {
					return false
				}
			}
		}
	}
	return true
}
