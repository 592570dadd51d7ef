package pdf

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// flow lays out what follows from top to bottom, on as many pages as it needs.
type flow struct {
	*document
	width, height            float64 // of the pages
	left, right, top, bottom float64 // of what lies within the margins, from the upper left
	page                     *page
	y                        float64
	indent                   float64       // of what is put next
	group                    int           // which of the papers in the file: each counts its own pages
	head                     func(f *flow) // begins every page after the first; may be nil
	foot                     []string      // stands at every page's foot, beside its number; where it does not fit its longest part is shortened
}

// margins of a page in points; papers to sign leave less than those to read.
const (
	sideMargin   = 54.0
	topMargin    = 54.0
	bottomMargin = 60.0
)

func (d *document) flow(wide bool) *flow {
	f := &flow{document: d, width: a4Width, height: a4Height}
	if wide {
		f.width, f.height = f.height, f.width
	}
	f.left, f.right, f.top, f.bottom = sideMargin, f.width-sideMargin, topMargin, f.height-bottomMargin
	f.open()
	return f
}

// open begins the next page.
func (f *flow) open() {
	f.page = f.newPage(f.width, f.height)
	f.y = f.top
}

// room is how much is left of the page.
func (f *flow) room() float64 { return f.bottom - f.y }

// fresh says whether nothing was put on the page yet.
func (f *flow) fresh() bool { return f.y <= f.top }

// next begins a new page.
func (f *flow) next() error {
	if err := f.leave(); err != nil {
		return err
	}
	f.open()
	if f.head != nil {
		f.apart(func() { f.head(f) }) // read once, where it stands first
	}
	return nil
}

// leave finishes the page.
func (f *flow) leave() error {
	f.page.left, f.page.right, f.page.group = f.left, f.right, f.group
	return f.finish(f.page)
}

// need begins a new page where less than h is left of this one.
func (f *flow) need(h float64) error {
	if h <= f.room() || f.fresh() {
		return nil
	}
	return f.next()
}

// space leaves room free, but not at the top of a page.
func (f *flow) space(h float64) {
	if !f.fresh() {
		f.y += h
	}
}

// side is where lines begin.
func (f *flow) side() (x float64, at anchor) {
	if f.rtl {
		return f.right - f.indent, end
	}
	return f.left + f.indent, start
}

// put draws a set that may go over pages, no line of it alone where it can be helped.
func (f *flow) put(s set) error {
	for len(s.lines) > 0 {
		need := s.lineHeight(s.lines[0])
		if len(s.lines) > 1 {
			need += s.lineHeight(s.lines[1])
		}
		if err := f.need(need); err != nil {
			return err
		}
		part, rest := s.split(f.room())
		if len(rest.lines) == 1 && len(part.lines) > 2 {
			n := len(part.lines) - 1
			part, rest = set{s.lines[:n], s.style}, set{s.lines[n:], s.style}
		}
		x, at := f.side()
		part.draw(f.page, x, f.y, at)
		f.y += part.height()
		if s = rest; len(s.lines) > 0 {
			if err := f.next(); err != nil {
				return err
			}
		}
	}
	return nil
}

// write sets a text over the whole width and puts it, as a part of the document.
func (f *flow) write(text string, s style, as role) error {
	f.begin(as)
	defer f.end()
	return f.put(f.set(text, s, f.right-f.left))
}

// done finishes the last page and the document. Under every page goes what the flow's foot
// says, and which page of how many it is.
func (f *flow) done(w words) error {
	if err := f.leave(); err != nil {
		return err
	}
	of, n := map[int]int{}, map[int]int{}
	for _, p := range f.pages {
		of[p.group]++
	}
	return f.close(func(p *page) {
		n[p.group]++
		y := p.height - bottomMargin + 20
		p.line(p.left, y, p.right, y, 0.5, hairline)
		number := f.one(w.page(n[p.group], of[p.group]), footerStyle)
		said := f.one(f.shortened(f.foot, footerStyle, p.right-p.left-number.width()-20), footerStyle)
		near, far, nearAt, farAt := p.left, p.right, start, end
		if f.rtl {
			near, far, nearAt, farAt = far, near, end, start
		}
		said.draw(p, near, y+7, nearAt)
		number.draw(p, far, y+7, farAt)
	})
}

// shortened joins parts to a line no wider than width, cutting the longest of them.
func (f *flow) shortened(parts []string, s style, width float64) string {
	parts = slices.Clone(parts)
	for {
		line := joined(parts...)
		if f.measure(line, s) <= width {
			return line
		}
		longest := 0
		for i, part := range parts {
			if utf8.RuneCountInString(part) > utf8.RuneCountInString(parts[longest]) {
				longest = i
			}
		}
		runes := []rune(strings.TrimSuffix(parts[longest], "…"))
		if len(runes) < 2 {
			return line
		}
		parts[longest] = strings.TrimRight(string(runes[:len(runes)-1]), " ,–-") + "…"
	}
}

// joined puts the parts that are not empty beside each other.
func joined(parts ...string) string {
	var all []string
	for _, p := range parts {
		if strings.TrimSpace(p) != "" {
			all = append(all, p)
		}
	}
	return strings.Join(all, " · ")
}
