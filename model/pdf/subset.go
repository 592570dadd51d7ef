package pdf

import (
	"encoding/binary"
	"math"
	"slices"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// subset makes a TrueType font of the outlines of the glyphs used. It makes no difference
// what the face comes from: a font of quadratic or cubic curves, one of several in a
// collection, or one bent from a font with variations; the document has one kind of font.
func subset(e *embedded) []byte {
	var glyf, loca, hmtx []byte
	upem := e.face.Upem()
	var bounds box
	points, contours := 0, 0
	for n, g := range e.glyphs {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		o := outlineOf(e.face, g.gid)
		if len(o.contours) > 0 {
			b := o.box()
			bounds = bounds.with(b)
			glyf = o.append(glyf, b)
			contours = max(contours, len(o.contours))
			points = max(points, o.points())
		}
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
		left := int16(0)
		if len(o.contours) > 0 {
			left = o.box().left
		}
		advance := e.widths[n] * float64(upem) / em
		hmtx = binary.BigEndian.AppendUint16(hmtx, uint16(min(max(advance+0.5, 0), 0xFFFF)))
		hmtx = binary.BigEndian.AppendUint16(hmtx, uint16(left))
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
	if len(glyf) == 0 {
		glyf = make([]byte, 4)
	}
	extents, _ := e.face.FontHExtents()
	count := uint16(len(e.glyphs))
	return opentype.WriteTTF([]opentype.Table{
		{Tag: opentype.MustNewTag("glyf"), Content: glyf},
		{Tag: opentype.MustNewTag("head"), Content: padded(fields(uint32(0x00010000), uint32(0x00010000), uint32(0), uint32(0x5F0F3CF5),
			uint16(0), upem, uint64(0), uint64(0), bounds.left, bounds.bottom, bounds.right, bounds.top, uint16(0), uint16(8), int16(2), int16(1), int16(0)))},
		{Tag: opentype.MustNewTag("hhea"), Content: padded(fields(uint32(0x00010000), int16(extents.Ascender), int16(extents.Descender), int16(0),
			uint16(upem), int16(0), int16(0), int16(0), int16(1), int16(0), int16(0), uint64(0), int16(0), count))},
		{Tag: opentype.MustNewTag("hmtx"), Content: hmtx},
		{Tag: opentype.MustNewTag("loca"), Content: loca},
		{Tag: opentype.MustNewTag("maxp"), Content: padded(fields(uint32(0x00010000), count, uint16(points), uint16(contours), uint16(0), uint16(0),
			uint16(2), uint16(0), uint16(0), uint16(0), uint16(0), uint16(0), uint16(0), uint16(0), uint16(0)))},
	})
}

// fields writes numbers one behind the other as fonts have them.
func fields(values ...any) []byte {
	var b []byte
	for _, v := range values {
		b, _ = binary.Append(b, binary.BigEndian, v) // fails on other types alone
	}
	return b
}

func padded(b []byte) []byte {
	for len(b)%4 != 0 {
		b = append(b, 0)
	}
	return b
}

// outline is a glyph's contours: points on and off curves of the second degree.
type outline struct{ contours [][]knot }

type knot struct {
	x, y float64
	on   bool
}

type box struct{ left, bottom, right, top int16 }

func (b box) with(c box) box {
	if b == (box{}) {
		return c
	}
	return box{min(b.left, c.left), min(b.bottom, c.bottom), max(b.right, c.right), max(b.top, c.top)}
}

// outlineOf reads a glyph's outline; nothing for one that is not drawn.
func outlineOf(f *face, gid font.GID) (o outline) {
	if gid == font.EmptyGlyph {
		return o
	}
	data, _ := f.GlyphDataOutline(gid)
	var open []knot
	shut := func() {
		if n := len(open); n > 1 && open[0].x == open[n-1].x && open[0].y == open[n-1].y && open[n-1].on {
			open = open[:n-1]
		}
		if len(open) > 1 {
			o.contours = append(o.contours, implied(open))
		}
		open = nil
	}
	var at opentype.SegmentPoint
	for _, s := range data.Segments {
		args := s.ArgsSlice()
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			shut()
			open = append(open, on(args[0]))
		case opentype.SegmentOpLineTo:
			open = append(open, on(args[0]))
		case opentype.SegmentOpQuadTo:
			open = append(open, knot{float64(args[0].X), float64(args[0].Y), false}, on(args[1]))
		case opentype.SegmentOpCubeTo:
			open = append(open, quadratic(on(at), on(args[0]), on(args[1]), on(args[2]))...)
		}
		at = args[len(args)-1]
	}
	shut()
	// TrueType's outer contours run clockwise, those of other fonts the other way.
	if o.area() > 0 {
		for _, c := range o.contours {
			slices.Reverse(c)
		}
	}
	return o
}

func on(p opentype.SegmentPoint) knot { return knot{float64(p.X), float64(p.Y), true} }

// quadratic gives a curve of the third degree as several of the second, half a unit off at
// most; the knots after its first.
func quadratic(a, b, c, d knot) []knot {
	off := math.Hypot(d.x-3*c.x+3*b.x-a.x, d.y-3*c.y+3*b.y-a.y) * math.Sqrt(3) / 36
	n := max(1, int(math.Ceil(math.Cbrt(off/0.5))))
	var all []knot
	at := func(t float64) (p, slope knot) {
		u := 1 - t
		p = knot{u*u*u*a.x + 3*u*u*t*b.x + 3*u*t*t*c.x + t*t*t*d.x, u*u*u*a.y + 3*u*u*t*b.y + 3*u*t*t*c.y + t*t*t*d.y, true}
		slope = knot{u*u*(b.x-a.x) + 2*u*t*(c.x-b.x) + t*t*(d.x-c.x), u*u*(b.y-a.y) + 2*u*t*(c.y-b.y) + t*t*(d.y-c.y), false}
		return p, slope
	}
	step := 1 / float64(n)
	p, slope := at(0)
	for i := range n {
		q, next := at(float64(i+1) * step)
		// The middle of the two control points that the piece's own cubic would ask for.
		all = append(all, knot{(p.x+q.x)/2 + (slope.x-next.x)*step*3/4, (p.y+q.y)/2 + (slope.y-next.y)*step*3/4, false}, q)
		p, slope = q, next
	}
	return all
}

// implied leaves out the points that lie in the middle between two control points, which
// readers of the font put there by themselves; it also keeps them exact.
func implied(c []knot) []knot {
	kept := c[:0:0]
	for i, k := range c {
		before, after := c[(i+len(c)-1)%len(c)], c[(i+1)%len(c)]
		if k.on && i > 0 && !before.on && !after.on && math.Abs(k.x*2-before.x-after.x) < 0.02 && math.Abs(k.y*2-before.y-after.y) < 0.02 {
			continue
		}
		kept = append(kept, k)
	}
	return kept
}

// area is twice the area that the contours enclose, negative where they run clockwise.
func (o outline) area() float64 {
	sum := 0.0
	for _, c := range o.contours {
		for i, k := range c {
			next := c[(i+1)%len(c)]
			sum += k.x*next.y - next.x*k.y
		}
	}
	return sum
}

func (o outline) points() int {
	n := 0
	for _, c := range o.contours {
		n += len(c)
	}
	return n
}

func whole(v float64) int16 { return int16(math.Round(min(max(v, math.MinInt16), math.MaxInt16))) }

func (o outline) box() box {
	first := o.contours[0][0]
	b := box{whole(first.x), whole(first.y), whole(first.x), whole(first.y)}
	for _, c := range o.contours {
		for _, k := range c {
			x, y := whole(k.x), whole(k.y)
			b = box{min(b.left, x), min(b.bottom, y), max(b.right, x), max(b.top, y)}
		}
	}
	return b
}

// append writes the outline as a simple glyph of the table glyf.
func (o outline) append(to []byte, b box) []byte {
	to = append(to, fields(int16(len(o.contours)), b.left, b.bottom, b.right, b.top)...)
	end := -1
	for _, c := range o.contours {
		end += len(c)
		to = binary.BigEndian.AppendUint16(to, uint16(end))
	}
	to = binary.BigEndian.AppendUint16(to, 0) // no instructions
	var xs, ys []byte
	x, y := int16(0), int16(0)
	for _, c := range o.contours {
		for _, k := range c {
			var flag byte
			if k.on {
				flag |= 1
			}
			dx, dy := whole(k.x)-x, whole(k.y)-y
			x, y = x+dx, y+dy
			xs = delta(xs, dx, &flag, 1)
			ys = delta(ys, dy, &flag, 2)
			to = append(to, flag)
		}
	}
	return append(append(to, xs...), ys...)
}

// delta writes how far a point lies from the one before: nothing, a byte, or two; bit is
// the coordinate's flag for short ones, that for "the same" or "positive" is three beyond.
func delta(to []byte, d int16, flag *byte, bit uint) []byte {
	switch {
	case d == 0:
		*flag |= 1 << (bit + 3)
	case d > -256 && d < 256:
		*flag |= 1 << bit
		if d > 0 {
			*flag |= 1 << (bit + 3)
		} else {
			d = -d
		}
		to = append(to, byte(d))
	default:
		to = binary.BigEndian.AppendUint16(to, uint16(d))
	}
	return to
}
