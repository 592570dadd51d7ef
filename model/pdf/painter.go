package pdf

import (
	"bytes"
	"fmt"
	"image"
	"math"
	"strconv"

	gocolor "image/color"

	"golang.org/x/image/draw"
)

// painter draws a page on a picture by following its operators: those that pages write, and
// no others.
type painter struct {
	brush
	from     *Preview
	height   float64 // of the page, in points
	now      graphics
	saved    []graphics
	path     path
	operands []float64
	name     string  // the operand that is a name
	texts    []shown // the operand that is an array
}

// graphics is what q saves and Q brings back; lengths in points.
type graphics struct {
	fill, stroke gocolor.NRGBA
	width        float64    // of lines
	place        [4]float64 // of a picture: width, height, left and bottom

	font       *shownFont
	size       float64
	x, y, rise float64 // of a text
	heavy      bool    // its letters are outlined, too
}

// shown is a glyph, or by how much the next one is moved back.
type shown struct {
	glyph int
	back  float64 // in thousandths of the size
	moves bool
}

// page draws what the operators say.
func (p *painter) page(ops []byte) error {
	p.now.fill.A, p.now.stroke.A = 255, 255
	for len(ops) > 0 {
		n := 1
		switch c := ops[0]; {
		case c == ' ' || c == '\n':
		case c == '[':
			n = bytes.IndexByte(ops, ']') + 1
			p.array(ops[1 : n-1])
		case c == '<': // the text beside glyphs
			n = bytes.Index(ops, []byte(">>")) + 2
		case c == '/':
			n = word(ops)
			p.name = string(ops[1:n])
		case isNumber(c):
			n = word(ops)
			p.operands = append(p.operands, float(ops[:n]))
		default:
			n = word(ops)
			if err := p.op(string(ops[:n])); err != nil {
				return err
			}
			p.operands = p.operands[:0]
		}
		ops = ops[n:]
	}
	return nil
}

// array reads the glyphs of a text, and how they are moved.
func (p *painter) array(items []byte) {
	p.texts = p.texts[:0]
	for len(items) > 0 {
		n := 0
		if items[0] == '<' {
			n = bytes.IndexByte(items, '>') + 1
			for at := 1; at+4 < n; at += 4 {
				glyph, _ := strconv.ParseUint(string(items[at:at+4]), 16, 16) // page writes no others
				p.texts = append(p.texts, shown{glyph: int(glyph)})
			}
		} else {
			n = word(items)
			p.texts = append(p.texts, shown{back: float(items[:n]), moves: true})
		}
		items = items[n:]
	}
}

// word gives how long the operator, name or number is that operators begin with.
func word(ops []byte) int {
	if n := bytes.IndexAny(ops[1:], " \n[]<>/"); n >= 0 {
		return n + 1
	}
	return len(ops)
}

func isNumber(c byte) bool { return c == '-' || c >= '0' && c <= '9' }

func float(word []byte) float64 {
	v, _ := strconv.ParseFloat(string(word), 64) // number writes no others
	return v
}

// op follows an operator.
func (p *painter) op(name string) error {
	v, g := p.operands, &p.now
	switch name {
	case "q":
		p.saved = append(p.saved, *g)
	case "Q":
		*g, p.saved = p.saved[len(p.saved)-1], p.saved[:len(p.saved)-1]
	case "gs": // there is but one
		g.fill.A = uint8(math.Round(translucency * 255))
	case "cm":
		g.place = [4]float64{v[0], v[3], v[4], v[5]}
	case "Do":
		return p.picture()
	case "rg":
		g.fill = colored(v, g.fill.A)
	case "RG":
		g.stroke = colored(v, g.stroke.A)
	case "w":
		g.width = v[0]
	case "re":
		p.path.rect(p.at(v[0], v[1]+v[3]), p.at(v[0]+v[2], v[1]))
	case "m":
		p.path.move(p.at(v[0], v[1]))
	case "l":
		p.path.line(p.at(v[0], v[1]))
	case "c":
		p.path.cubic(p.at(v[0], v[1]), p.at(v[2], v[3]), p.at(v[4], v[5]))
	case "h":
		p.path.close()
	case "f":
		p.fill(&p.path, g.fill)
		p.path.clear()
	case "S":
		p.stroke(&p.path, g.width*p.scale, g.stroke)
		p.path.clear()
	case "Tf":
		g.font, g.size = p.from.fonts[p.name], v[0]
	case "Tm": // texts are moved, and nothing else
		g.x, g.y = v[4], v[5]
	case "Ts":
		g.rise = v[0]
	case "Tr":
		g.heavy = v[0] != 0
	case "TJ":
		p.show()
	case "BT", "ET", "BDC", "BMC", "EMC":
	default:
		return fmt.Errorf("pdf: a preview does not know the operator %q", name)
	}
	return nil
}

func colored(v []float64, alpha uint8) gocolor.NRGBA {
	part := func(v float64) uint8 { return uint8(math.Round(v * 255)) }
	return gocolor.NRGBA{part(v[0]), part(v[1]), part(v[2]), alpha}
}

// at gives the pixel at a position in points from the page's lower left corner.
func (p *painter) at(x, y float64) point {
	return point{x * p.scale, (p.height - y) * p.scale}
}

// show draws the glyphs of a text.
func (p *painter) show() {
	g := &p.now
	k := g.size / g.font.upem * p.scale
	for _, s := range p.texts {
		if s.moves {
			g.x -= s.back * g.size / em
			continue
		}
		p.path.outline(g.font.outlines[s.glyph], p.at(g.x, g.y+g.rise), k)
		p.fill(&p.path, g.fill)
		if g.heavy {
			p.edge(&p.path, g.width*p.scale, g.stroke)
		}
		p.path.clear()
		g.x += g.font.widths[s.glyph] * g.size / em
	}
}

// picture draws a picture at its place, which is moved to whole pixels.
func (p *painter) picture() error {
	n, err := strconv.Atoi(p.name[1:])
	if err != nil || n < 1 || n > len(p.from.pictures) {
		return fmt.Errorf("pdf: a preview does not have the picture %q", p.name)
	}
	w, h, x, y := p.now.place[0], p.now.place[1], p.now.place[2], p.now.place[3]
	place := pixels(p.at(x, y+h), p.at(x+w, y))
	img := p.from.pictures[n-1]
	draw.BiLinear.Scale(p.to, place, img, img.Bounds(), draw.Over, nil)
	return nil
}

// pixels gives the pixels nearest to a rectangle: one at least each way, so that thin things
// do not vanish.
func pixels(from, to point) image.Rectangle {
	r := image.Rect(int(math.Round(from.x)), int(math.Round(from.y)), int(math.Round(to.x)), int(math.Round(to.y)))
	r.Max.X, r.Max.Y = max(r.Max.X, r.Min.X+1), max(r.Max.Y, r.Min.Y+1)
	return r
}
