package pptx

import "fmt"

// Lengths are in EMU, of which an inch has 914 400.
const (
	inch  = 914_400
	point = 12_700

	slideWidth  = 12_192_000 // 16 : 9
	slideHeight = 6_858_000
	notesWidth  = 6_858_000
	notesHeight = 9_144_000

	margin = inch * 6 / 10
)

// box is a place on a slide.
type box struct{ x, y, w, h int }

// The places of a slide.
var (
	titleBox  = box{margin, inch * 45 / 100, slideWidth - 2*margin, inch * 62 / 100}
	leadBox   = box{margin, inch * 107 / 100, slideWidth - 2*margin, inch * 42 / 100}
	bodyBox   = box{margin, inch * 17 / 10, slideWidth - 2*margin, inch * 51 / 10}
	footBox   = box{margin, inch * 698 / 100, inch * 8, inch * 3 / 10}
	numberBox = box{slideWidth - margin - inch, inch * 698 / 100, inch, inch * 3 / 10}
)

// xfrm places a shape.
func (b box) xfrm(tag string) string {
	return fmt.Sprintf(`<%s><a:off x="%d" y="%d"/><a:ext cx="%d" cy="%d"/></%s>`, tag, b.x, b.y, b.w, b.h, tag)
}

// beside splits a box into n beside each other, with a gap between.
func (b box) beside(n, gap int) []box {
	w := (b.w - gap*(n-1)) / n
	all := make([]box, n)
	for i := range all {
		all[i] = box{b.x + i*(w+gap), b.y, w, b.h}
	}
	return all
}

// cutTop gives the upper part of a box, so high, and what is left below.
func (b box) cutTop(h int) (top, rest box) {
	return box{b.x, b.y, b.w, h}, box{b.x, b.y + h, b.w, b.h - h}
}
