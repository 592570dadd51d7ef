package pdf

import (
	"bytes"
	"image"
	"math"
	"slices"

	"github.com/go-text/typesetting/font"
	"golang.org/x/image/draw"

	"rollbook/model"
)

// Preview takes a document's pages instead of writing them: passed as the writer to Write,
// SignIn, Badges and the others it keeps what they draw, to be shown on a screen. It is for
// one document; the next one replaces it. While none is being made it is for use by several
// at once.
//
// What it keeps of a page are the operators that would be written, and of the fonts the
// outlines that would be embedded, so that what is shown is what is saved.
type Preview struct {
	pages    []shownPage
	fonts    map[string]*shownFont // by their names in the operators
	pictures []image.Image         // P1, P2, …
	missing  []string
	seen     map[string]bool // of the missing
}

// shownPage is a page as its operators draw it; lengths in points.
type shownPage struct {
	width, height float64
	ops           []byte
}

// shownFont is a font as a document carries it.
type shownFont struct {
	outlines []outline // by the glyphs' numbers
	widths   []float64 // in thousandths of the size
	upem     float64   // the outlines' units in the size
}

// Write takes what a document is made of besides its pages, and drops it.
func (p *Preview) Write(data []byte) (int, error) { return len(data), nil }

// Len gives the number of pages; none before the document is finished.
func (p *Preview) Len() int { return len(p.pages) }

// Size gives the size of a page, the first being 0, in points; nothing where there is no
// such page.
func (p *Preview) Size(page int) (width, height float64) {
	if page < 0 || page >= len(p.pages) {
		return 0, 0
	}
	return p.pages[page].width, p.pages[page].height
}

// Missing gives the texts for which neither Rollbook nor this computer has all letters, so
// that they show boxes; each once, in the order in which they were drawn.
func (p *Preview) Missing() []string { return slices.Clone(p.missing) }

// Image draws a page on white paper, so many pixels wide. The error has code ENotFound
// where there is no such page, and EInvalid where the width is not one.
func (p *Preview) Image(page, width int) (image.Image, error) {
	if page < 0 || page >= len(p.pages) {
		return nil, model.Errorf(model.ENotFound, "There is no page %d in a document of %s.", page+1, model.Counted(len(p.pages), "page", "pages"))
	}
	if width < 1 {
		return nil, model.Errorf(model.EInvalid, "A page cannot be drawn %d pixels wide.", width)
	}
	shown := p.pages[page]
	scale := float64(width) / shown.width
	img := image.NewRGBA(image.Rect(0, 0, width, int(math.Ceil(shown.height*scale-0.01))))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	by := painter{brush: brush{to: img, scale: scale}, from: p, height: shown.height}
	if err := by.page(shown.ops); err != nil {
		return nil, err
	}
	return img, nil
}

// look notes a text that is drawn where there are no letters for it.
func (p *Preview) look(l line) {
	if text := string(l.text); !drawn(l.text, l.runs) && !p.seen[text] {
		p.seen[text] = true
		p.missing = append(p.missing, text)
	}
}

// picture keeps a picture, as large as a screen asks for. The error has code EUnreadable.
func (p *Preview) picture(data []byte) error {
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return unreadable(err)
	}
	const enough = 1200 // pixels a side, of what takes a part of a page
	b := img.Bounds()
	k := min(1, enough/float64(max(b.Dx(), b.Dy())))
	kept := image.NewRGBA(image.Rect(0, 0, max(1, int(float64(b.Dx())*k)), max(1, int(float64(b.Dy())*k))))
	draw.BiLinear.Scale(kept, kept.Bounds(), img, b, draw.Src, nil)
	p.pictures = append(p.pictures, kept)
	return nil
}

// take takes a document that is finished. The faces are let go: those of the system can be
// large.
func (p *Preview) take(d *document) error {
	fonts := map[string]*shownFont{}
	for _, e := range d.inOrder {
		if err := d.ctx.Err(); err != nil {
			return err
		}
		f := &shownFont{widths: e.widths, upem: float64(e.face.Upem())}
		read := map[font.GID]outline{}
		for _, g := range e.glyphs {
			o, ok := read[g.gid]
			if !ok {
				o = outlineOf(e.face, g.gid)
				read[g.gid] = o
			}
			f.outlines = append(f.outlines, o)
		}
		fonts[e.name] = f
	}
	p.fonts = fonts
	for _, pg := range d.pages {
		p.pages = append(p.pages, shownPage{pg.width, pg.height, bytes.Clone(pg.ops.Bytes())})
		pg.ops = bytes.Buffer{}
	}
	return nil
}
