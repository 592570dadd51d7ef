package pdf

// style is how a text is set; lengths in points.
type style struct {
	size, leading float64
	bold          bool
	ink           color
}

// The styles of documents.
var (
	titleStyle   = style{22, 28, true, ink}
	subtitle     = style{11, 16, false, quiet}
	officeStyle  = style{10, 14, true, accent}
	heading1     = style{14, 19, true, ink}
	heading2     = style{11, 15, true, ink}
	body         = style{10, 15, false, ink}
	small        = style{8.5, 12, false, quiet}
	tableHead    = style{8, 11, true, quiet}
	tableCell    = style{9, 12.5, false, ink}
	tableStrong  = style{9, 12.5, true, ink}
	footerStyle  = style{8, 11, false, quiet}
	chartTitle   = style{11, 15, true, ink}
	captionStyle = style{9, 13, false, quiet}
)

// set is a text set in lines.
type set struct {
	lines []line
	style style
}

// set sets a text in lines no wider than width, in points.
func (t *typesetter) set(text string, s style, width float64) set {
	return set{t.lines(text, s.bold, width*em/s.size), s}
}

// one sets a text in one line.
func (t *typesetter) one(text string, s style) set {
	return set{[]line{t.line(text, s.bold)}, s}
}

// measure gives how wide a text is in one line, in points.
func (t *typesetter) measure(text string, s style) float64 {
	return t.width(text, s.bold) * s.size / em
}

// lineHeight is the room of a line: more than the style's where the letters need it.
func (s set) lineHeight(l line) float64 {
	return max(s.style.leading, (l.ascent+l.descent)*s.style.size/em)
}

// baseline is how far the baseline of a line lies below the top of its room.
func (s set) baseline(l line) float64 {
	scale := s.style.size / em
	return (s.lineHeight(l)-(l.ascent+l.descent)*scale)/2 + l.ascent*scale
}

func (s set) height() float64 {
	h := 0.0
	for _, l := range s.lines {
		h += s.lineHeight(l)
	}
	return h
}

// width is that of the widest line.
func (s set) width() float64 {
	w := 0.0
	for _, l := range s.lines {
		w = max(w, l.width*s.style.size/em)
	}
	return w
}

// first is how far the first baseline lies below the top.
func (s set) first() float64 {
	if len(s.lines) == 0 {
		return 0
	}
	return s.baseline(s.lines[0])
}

// split parts a set where its height would exceed room; the first part has a line at least.
func (s set) split(room float64) (fits, rest set) {
	h := 0.0
	for i, l := range s.lines {
		if h += s.lineHeight(l); h > room && i > 0 {
			return set{s.lines[:i], s.style}, set{s.lines[i:], s.style}
		}
	}
	return s, set{style: s.style}
}

// draw draws a set below y, the anchor of its lines at x.
func (s set) draw(p *page, x, y float64, at anchor) {
	for _, l := range s.lines {
		p.text(l, x, y+s.baseline(l), s.style.size, s.style.ink, at)
		y += s.lineHeight(l)
	}
}
