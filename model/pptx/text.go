package pptx

import (
	"fmt"
	"strings"

	"golang.org/x/text/width"
)

// The colours of the theme, by their places in it.
const (
	inkText   = "tx1"
	inkQuiet  = "tx2"
	inkWhite  = "bg1"
	inkAccent = "accent1"
)

// style is how a run of text looks.
type style struct {
	size  int // points
	bold  bool
	ink   string
	align string // "", "r" or "ctr"
}

func (s style) run(text string) string {
	bold := ""
	if s.bold {
		bold = ` b="1"`
	}
	return fmt.Sprintf(`<a:r><a:rPr lang="en-GB" sz="%d"%s dirty="0"><a:solidFill><a:schemeClr val="%s"/></a:solidFill></a:rPr><a:t>%s</a:t></a:r>`, s.size*100, bold, s.ink, escape(text))
}

// paragraph is a paragraph; a line feed within it breaks the line.
func (s style) paragraph(text string) string {
	align := ""
	if s.align != "" {
		align = fmt.Sprintf(`<a:pPr algn="%s"/>`, s.align)
	}
	if text == "" {
		return fmt.Sprintf(`<a:p>%s<a:endParaRPr lang="en-GB" sz="%d" dirty="0"/></a:p>`, align, s.size*100)
	}
	runs := []string{}
	for line := range strings.SplitSeq(text, "\n") {
		runs = append(runs, s.run(line))
	}
	return `<a:p>` + align + strings.Join(runs, `<a:br><a:rPr lang="en-GB" dirty="0"/></a:br>`) + `</a:p>`
}

// widthOf gives about how wide a text is, in points, at a size. It need not be right to a
// letter: what it is for is to leave enough room.
func widthOf(text string, size int, bold bool) float64 {
	em := 0.0
	for _, r := range text {
		switch {
		case width.LookupRune(r).Kind() == width.EastAsianWide:
			em++
		case r == 'i' || r == 'l' || r == 'j' || r == '.' || r == ',' || r == '\'' || r == '’' || r == '\u2009':
			em += 0.28
		case r == ' ' || r == 'f' || r == 't' || r == 'r' || r == 'I' || r == '-' || r == '(' || r == ')':
			em += 0.34
		case r == 'm' || r == 'w' || r == 'M' || r == 'W':
			em += 0.86
		case r >= 'A' && r <= 'Z':
			em += 0.69
		default:
			em += 0.56
		}
	}
	if bold {
		em *= 1.06
	}
	return em * float64(size)
}

// linesOf gives how many lines a text takes in a width, in points.
func linesOf(text string, size int, bold bool, room float64) int {
	lines := 0
	for line := range strings.SplitSeq(text, "\n") {
		lines++
		at := 0.0
		for word := range strings.FieldsSeq(line) {
			w := widthOf(word, size, bold)
			if at > 0 && at+w > room {
				lines++
				at = 0
			}
			for ; w > room && room > 0; w -= room {
				lines++ // a word that is longer than a line
			}
			at += w + widthOf(" ", size, bold)
		}
	}
	return lines
}
