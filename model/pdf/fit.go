package pdf

import "unicode"

// fitted is how a text is made to fit a place: as large as it can be between two sizes.
type fitted struct {
	style         style // its size is the largest; its leading grows and shrinks with it
	least         float64
	lines         int     // at most, down to the least size
	width, height float64 // of the place; 0 height: any
}

// fit sets a text as large as it fits its place without breaking a word, but for long ones
// with a hyphen. What does not even fit at the least size takes as many lines as it needs:
// names are never cut.
func (t *typesetter) fit(text string, f fitted) set {
	s := f.style
	leading := s.leading / s.size
	for {
		got := t.set(text, s, f.width)
		if s.size <= f.least || !got.breaksWord() && len(got.lines) <= f.lines && (f.height == 0 || got.height() <= f.height) {
			return got
		}
		s.size = max(s.size-max(0.5, s.size*0.04), f.least)
		s.leading = s.size * leading
	}
}

// breaksWord says whether a line ends within a word where it need not.
func (s set) breaksWord() bool {
	for _, l := range s.lines {
		at := 0 // where the line ends
		for _, run := range l.runs {
			at = max(at, run.Runes.Offset+run.Runes.Count)
		}
		if at == 0 || at == len(l.text) || unicode.IsSpace(l.text[at-1]) {
			continue
		}
		from, to := at, at
		for from > 0 && !unicode.IsSpace(l.text[from-1]) {
			from--
		}
		for to < len(l.text) && !unicode.IsSpace(l.text[to]) {
			to++
		}
		if to-from <= long || l.text[at-1] != '-' {
			return true
		}
	}
	return false
}
