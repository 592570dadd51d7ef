package pdf

import (
	"image"
	gocolor "image/color"
	"math"

	"golang.org/x/image/draw"
	"golang.org/x/image/vector"
)

// brush draws on a picture, in pixels, with smooth edges. What lies beyond it is cut off.
type brush struct {
	to     *image.RGBA
	scale  float64 // pixels a point
	raster vector.Rasterizer
	lines  path // around a path's lines; kept for its room
}

type point struct{ x, y float64 }

// path is a drawing's lines, curves broken into straight ones.
type path struct {
	points []point
	parts  []part
}

// part is a line that is drawn without lifting the pen: its points from one on.
type part struct {
	from   int
	closed bool
}

func (p *path) clear() { p.points, p.parts = p.points[:0], p.parts[:0] }

func (p *path) move(to point) {
	p.parts = append(p.parts, part{from: len(p.points)})
	p.points = append(p.points, to)
}

func (p *path) line(to point) { p.points = append(p.points, to) }

func (p *path) close() { p.parts[len(p.parts)-1].closed = true }

func (p *path) rect(from, to point) {
	p.move(from)
	p.points = append(p.points, point{to.x, from.y}, to, point{from.x, to.y})
	p.close()
}

// cubic goes on along a curve of the third degree.
func (p *path) cubic(b, c, d point) {
	a := p.points[len(p.points)-1]
	n := pieces(math.Hypot(a.x-2*b.x+c.x, a.y-2*b.y+c.y) + math.Hypot(b.x-2*c.x+d.x, b.y-2*c.y+d.y))
	for i := 1; i <= n; i++ {
		t := float64(i) / float64(n)
		u := 1 - t
		p.line(point{u*u*u*a.x + 3*u*u*t*b.x + 3*u*t*t*c.x + t*t*t*d.x, u*u*u*a.y + 3*u*u*t*b.y + 3*u*t*t*c.y + t*t*t*d.y})
	}
}

// quadratic goes on along a curve of the second degree.
func (p *path) quadratic(b, c point) {
	a := p.points[len(p.points)-1]
	n := pieces(math.Hypot(a.x-2*b.x+c.x, a.y-2*b.y+c.y))
	for i := 1; i <= n; i++ {
		t := float64(i) / float64(n)
		u := 1 - t
		p.line(point{u*u*a.x + 2*u*t*b.x + t*t*c.x, u*u*a.y + 2*u*t*b.y + t*t*c.y})
	}
}

// pieces says into how many straight lines a curve is broken that bends so much, so that
// none is off by more than a small part of a pixel.
func pieces(bend float64) int {
	const off = 0.05
	return max(1, int(math.Ceil(math.Sqrt(bend/4/off))))
}

// outline draws a glyph's outline with its origin at a position, k pixels for a unit.
func (p *path) outline(o outline, at point, k float64) {
	pixel := func(n knot) point { return point{at.x + n.x*k, at.y - n.y*k} }
	between := func(a, b knot) point { return pixel(knot{x: (a.x + b.x) / 2, y: (a.y + b.y) / 2}) }
	for _, c := range o.contours {
		first := c[0] // one that was turned round may begin with a control point, but then ends on the line
		if !first.on {
			first = c[len(c)-1]
		}
		p.move(pixel(first))
		for i, n := range c {
			next := c[(i+1)%len(c)]
			switch {
			case n.on && i > 0:
				p.line(pixel(n))
			case n.on:
			case next.on:
				p.quadratic(pixel(n), pixel(next))
			default:
				p.quadratic(pixel(n), between(n, next))
			}
		}
		p.close()
	}
}

// each is told the points of every part, and whether it is closed.
func (p *path) each(do func(points []point, closed bool)) {
	for i, part := range p.parts {
		to := len(p.points)
		if i+1 < len(p.parts) {
			to = p.parts[i+1].from
		}
		do(p.points[part.from:to], part.closed)
	}
}

// fill fills a path. A rectangle alone is drawn in whole pixels, as viewers do, so that its
// edges are sharp and those beside each other leave no gap.
func (b *brush) fill(p *path, c gocolor.Color) {
	if len(p.parts) == 1 && len(p.points) == 4 && upright(p.points) {
		draw.Draw(b.to, pixels(p.points[0], p.points[2]), image.NewUniform(c), image.Point{}, draw.Over)
		return
	}
	b.cover(p, c)
}

// upright says whether four points are a rectangle, from its upper left corner on.
func upright(p []point) bool {
	return p[0].y == p[1].y && p[1].x == p[2].x && p[2].y == p[3].y && p[3].x == p[0].x && p[0].x <= p[1].x && p[0].y <= p[3].y
}

// stroke draws a path's lines, a pixel wide at least. Level and upright ones are drawn in
// whole pixels, so that those of one width look alike.
func (b *brush) stroke(p *path, width float64, c gocolor.Color) {
	width = max(width, 1)
	pixels := math.Round(width)
	sharp := func(at float64) float64 { return math.Round(at-pixels/2) + pixels/2 }
	b.around(p, func(from, to point) (point, point, float64) {
		switch {
		case level(from.y, to.y) && !level(from.x, to.x):
			y := sharp(from.y)
			return point{from.x, y}, point{to.x, y}, pixels
		case level(from.x, to.x) && !level(from.y, to.y):
			x := sharp(from.x)
			return point{x, from.y}, point{x, to.y}, pixels
		}
		return from, to, width
	})
	b.cover(&b.lines, c)
}

func level(a, b float64) bool { return math.Abs(a-b) < 0.01 }

// edge draws a path's lines as wide as they are.
func (b *brush) edge(p *path, width float64, c gocolor.Color) {
	b.around(p, func(from, to point) (point, point, float64) { return from, to, width })
	b.cover(&b.lines, c)
}

// around lays a path around each of a path's lines, which may be moved before.
func (b *brush) around(p *path, moved func(from, to point) (point, point, float64)) {
	b.lines.clear()
	p.each(func(points []point, closed bool) {
		for i, to := range points {
			if i == 0 && !closed {
				continue
			}
			from, to, width := moved(points[(i+len(points)-1)%len(points)], to)
			length := math.Hypot(to.x-from.x, to.y-from.y)
			if length == 0 {
				continue
			}
			x, y := (to.y-from.y)/length*width/2, (from.x-to.x)/length*width/2
			b.lines.move(point{from.x + x, from.y + y})
			b.lines.points = append(b.lines.points, point{to.x + x, to.y + y}, point{to.x - x, to.y - y}, point{from.x - x, from.y - y})
		}
	})
}

// cover fills a path with smooth edges.
func (b *brush) cover(p *path, c gocolor.Color) {
	if len(p.points) == 0 {
		return
	}
	least, most := p.points[0], p.points[0]
	for _, n := range p.points[1:] {
		least = point{min(least.x, n.x), min(least.y, n.y)}
		most = point{max(most.x, n.x), max(most.y, n.y)}
	}
	box := image.Rect(int(math.Floor(least.x)), int(math.Floor(least.y)), int(math.Ceil(most.x)), int(math.Ceil(most.y))).Intersect(b.to.Bounds())
	if box.Empty() {
		return
	}
	b.raster.Reset(box.Dx(), box.Dy())
	at := func(n point) (x, y float32) {
		return float32(n.x - float64(box.Min.X)), float32(n.y - float64(box.Min.Y))
	}
	p.each(func(points []point, _ bool) {
		b.raster.MoveTo(at(points[0]))
		for _, n := range points[1:] {
			b.raster.LineTo(at(n))
		}
		b.raster.ClosePath()
	})
	b.raster.Draw(b.to, box, image.NewUniform(c), image.Point{})
}
