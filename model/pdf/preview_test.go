package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	gocolor "image/color"
	"image/draw"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"rollbook/assets"
	"rollbook/model"
	"rollbook/model/report"
)

// previewed takes a document's pages.
func previewed(t *testing.T, write func(io.Writer) error) *Preview {
	t.Helper()
	p := &Preview{}
	if err := write(p); err != nil {
		t.Fatal(err)
	}
	return p
}

func pictureOf(t *testing.T, p *Preview, page, width int) *image.RGBA {
	t.Helper()
	img, err := p.Image(page, width)
	if err != nil {
		t.Fatal(err)
	}
	return img.(*image.RGBA)
}

// signs is a document with all that is drawn in a face that is bold for our sake, and with
// the largest letters of other scripts.
func signs() report.Document {
	table := report.Table{Columns: []report.Column{{Head: "≥ ≈ → ∑ ∀"}, {Head: "方소さ"}}, Rows: []report.Row{
		{Strong: true, Cells: []report.Cell{report.Text("∀ ∃ ∑ → ≥ 94"), report.Text("王小明 방소연 さくら")}},
		{Cells: []report.Cell{report.Text("∀ ∃ ∑ → ≥ 94"), report.Text("王小明 방소연 さくら")}}}}
	return report.Document{Title: "→ ∑ ≥ 94 王小明 방소연 X̂́ Q̃̃ Ọ̀", Blocks: []report.Block{table}}
}

func TestAPreviewLooksAsPopplerDrawsTheDocument(t *testing.T) {
	arabic := paperOf(12)
	arabic.Language = "ar"
	certificate := certificateOf()
	certificate.Logo = assets.Icon
	const width = 860 // pixels
	for name, write := range map[string]func(io.Writer) error{
		"report":      as(summary()),
		"signs":       as(signs()),
		"signin":      signIn(arabic, SignInOptions{Blank: 2}),
		"badges":      badges(paperOf(8), BadgeOptions{}),
		"certificate": certificates(paperOf(2), CertificateOptions{Certificate: certificate}),
	} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := write(&b); err != nil {
				t.Fatal(err)
			}
			p := previewed(t, write)
			for i, want := range drawnByPoppler(t, b.Bytes(), width) {
				alike(t, fmt.Sprintf("%s-%d", name, i+1), pictureOf(t, p, i, width), want)
			}
		})
	}
}

// drawnByPoppler gives the first two pages of a document.
func drawnByPoppler(t *testing.T, data []byte, width int) (all []*image.RGBA) {
	t.Helper()
	name := saved(t, data)
	poppler(t, "pdftoppm", "-l", "2", "-scale-to-x", fmt.Sprint(width), "-scale-to-y", "-1", "-png", name, strings.TrimSuffix(name, ".pdf"))
	names, err := filepath.Glob(strings.TrimSuffix(name, ".pdf") + "-*.png")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		page := image.NewRGBA(img.Bounds())
		draw.Draw(page, page.Bounds(), img, img.Bounds().Min, draw.Src)
		all = append(all, page)
	}
	return all
}

// alike compares pictures by the colours of patches of 8 × 8 pixels, since programs place
// letters and lines up to a pixel apart, and by how far single pixels are off on average.
func alike(t *testing.T, name string, got, want *image.RGBA) {
	t.Helper()
	if got.Bounds() != want.Bounds() {
		t.Fatalf("%v, not %v", got.Bounds(), want.Bounds())
	}
	const (
		side = 8
		far  = 44  // of 255 that a patch may be off
		mean = 4.0 // of 255 that pixels may be off
	)
	sum, off := 0, 0
	for y := 0; y < got.Bounds().Dy(); y += side {
		for x := 0; x < got.Bounds().Dx(); x += side {
			patch := image.Rect(x, y, x+side, y+side).Intersect(got.Bounds())
			var a, b [3]int
			for j := patch.Min.Y; j < patch.Max.Y; j++ {
				for i := patch.Min.X; i < patch.Max.X; i++ {
					g, w := got.Pix[got.PixOffset(i, j):], want.Pix[want.PixOffset(i, j):]
					for c := range 3 {
						a[c] += int(g[c])
						b[c] += int(w[c])
						sum += max(int(g[c])-int(w[c]), int(w[c])-int(g[c]))
					}
				}
			}
			n := patch.Dx() * patch.Dy()
			for c := range 3 {
				if d := (a[c] - b[c]) / n; d > far || d < -far {
					off++
					break
				}
			}
		}
	}
	average := float64(sum) / float64(3*got.Bounds().Dx()*got.Bounds().Dy())
	t.Logf("%s: pixels are off by %.2f", name, average)
	if off > 0 || average > mean {
		drawn := filepath.Join(os.TempDir(), "rollbook-preview-"+name+".png")
		keep(t, drawn, got)
		t.Errorf("%d patches look otherwise, pixels are off by %.2f; see %s", off, average, drawn)
	}
}

// Shapes of which is known where each pixel lies: a point is a pixel here.
func TestAPreviewDrawsShapesWhereTheyBelong(t *testing.T) {
	p := previewed(t, func(w io.Writer) error {
		d := newDocument(context.Background(), w, about{}, nil)
		pg := d.newPage(100, 200)
		pg.rect(10, 20, 30, 5, accent)
		pg.rect(60.2, 20.3, 9.9, 0.1, accent) // thin, but there
		pg.line(10, 40.5, 50, 40.5, 0.5, rule)
		pg.line(70.3, 40, 70.3, 60, 2.2, rule)
		pg.frame(10.5, 60.5, 40, 30, 4, 0.75, ink)
		pg.circle(30, 120, 10, land)
		pg.translucent(func() { pg.circle(30, 120, 10, ink) })
		pg.round(60, 110, 20, 20, 6, accent)
		pg.rect(90, 190, 50, 50, accent) // beyond the page
		pg.line(-50, 195.5, 150, 195.5, 1, ink)
		if err := d.finish(pg); err != nil {
			return err
		}
		return d.close(nil)
	})
	img := pictureOf(t, p, 0, 100)
	if b := img.Bounds(); b != image.Rect(0, 0, 100, 200) {
		t.Fatal(b)
	}
	through := func(above, below color) color { // three parts of what is above
		c := color(0)
		for _, shift := range []uint{16, 8, 0} {
			v := float64(above>>shift&0xFF)*translucency + float64(below>>shift&0xFF)*(1-translucency)
			c |= color(v+0.5) << shift
		}
		return c
	}
	for _, want := range []struct {
		x, y int
		c    color
	}{
		{9, 20, paper}, {10, 19, paper}, {10, 20, accent}, {39, 24, accent}, {40, 24, paper}, {39, 25, paper},
		{60, 20, accent}, {69, 20, accent}, {65, 19, paper}, {65, 21, paper},
		{10, 40, rule}, {49, 40, rule}, {50, 40, paper}, {30, 39, paper}, {30, 41, paper},
		{69, 50, rule}, {70, 50, rule}, {68, 50, paper}, {71, 50, paper},
		{30, 60, ink}, {30, 90, ink}, {10, 75, ink}, {50, 75, ink}, {30, 75, paper}, {10, 60, paper}, {50, 90, paper},
		{30, 120, through(ink, land)}, {22, 120, through(ink, land)}, {18, 120, paper}, {21, 111, paper}, {30, 128, through(ink, land)},
		{60, 110, paper}, {66, 110, accent}, {60, 120, accent}, {79, 129, paper},
		{95, 192, accent}, {99, 199, accent}, {0, 195, ink}, {99, 195, ink},
	} {
		c := img.RGBAAt(want.x, want.y)
		if got := color(c.R)<<16 | color(c.G)<<8 | color(c.B); !near(got, want.c) || c.A != 255 {
			t.Errorf("at %d, %d it is %06X, not %06X", want.x, want.y, got, want.c)
		}
	}
}

// near allows for rounding.
func near(a, b color) bool {
	for _, shift := range []uint{16, 8, 0} {
		if d := int(a>>shift&0xFF) - int(b>>shift&0xFF); d > 1 || d < -1 {
			return false
		}
	}
	return true
}

// Signs that no font here has bold are outlined instead.
func TestAPreviewDrawsSignsHeavierWhereTheyAreBold(t *testing.T) {
	dark := func(bold bool) (sum int) {
		p := previewed(t, func(w io.Writer) error {
			d := newDocument(context.Background(), w, about{}, nil)
			pg := d.newPage(100, 40)
			pg.text(d.line("∀∃∑∏", bold), 5, 30, 24, ink, start)
			if err := d.finish(pg); err != nil {
				return err
			}
			return d.close(nil)
		})
		img := pictureOf(t, p, 0, 400)
		for i := 0; i < len(img.Pix); i += 4 {
			sum += 255 - int(img.Pix[i])
		}
		return sum
	}
	plain, bold := dark(false), dark(true)
	if k := float64(bold) / float64(plain); k < 1.15 || k > 1.6 {
		t.Errorf("they are %.2f times as dark", k)
	}
}

func TestAnOutlineLooksTheSameWhereverItBegins(t *testing.T) {
	round := []knot{{50, 0, true}, {0, 0, false}, {0, 50, true}, {0, 100, false}, {50, 100, true}, {100, 100, false}, {100, 50, true}, {100, 0, false}}
	var first []uint8
	for range round {
		b := brush{to: image.NewRGBA(image.Rect(0, 0, 100, 100)), scale: 1}
		var p path
		p.outline(outline{[][]knot{round}}, point{0, 100}, 1)
		b.fill(&p, gocolor.Black)
		if first == nil {
			first = b.to.Pix
		}
		if b.to.RGBAAt(2, 2).A != 0 || b.to.RGBAAt(50, 50).A != 255 || !bytes.Equal(b.to.Pix, first) {
			t.Errorf("it looks otherwise from %v on", round[0])
		}
		round = append(round[1:], round[0])
	}
}

// A code to scan has no gaps between its modules, however large it is drawn.
func TestThePreviewOfACodeToScanHasNoGaps(t *testing.T) {
	p := previewed(t, badges(paperOf(1), BadgeOptions{Sheet: LabelSheets()[3]}))
	for _, width := range []int{331, 860} {
		img := pictureOf(t, p, 0, width)
		card := LabelSheets()[3]
		side, pad := card.Width*0.26, card.Width*0.07
		dots := float64(width) / card.Width // a millimetre
		left, top := card.Width-pad-side, card.Height-pad-side-9*1.3/mm
		// The upper edge of the square in the corner is seven modules of 21, all dark.
		y := int((top + side/42) * dots)
		for x := int(left*dots) + 2; x < int((left+side/3)*dots)-2; x++ {
			if c := img.RGBAAt(x, y); !near(color(c.R)<<16|color(c.G)<<8|color(c.B), ink) {
				t.Fatalf("at a width of %d it is %v at %d, %d", width, c, x, y)
			}
		}
	}
}

func TestAPreviewHasThePagesOfTheDocument(t *testing.T) {
	for name, write := range map[string]func(io.Writer) error{
		"report": as(summary()), "list": as(longTable(100)), "badges": badges(paperOf(3), BadgeOptions{Sheet: LabelSheets()[3]}),
		"certificates": certificates(paperOf(4), CertificateOptions{Certificate: certificateOf()}), "nobody": badges(paperOf(0), BadgeOptions{Blank: 1}),
	} {
		p := previewed(t, write)
		info := poppler(t, "pdfinfo", saved(t, written(t, write)))
		width, height := p.Size(p.Len() - 1)
		inOrderIn(t, strings.Join(strings.Fields(info), " "), []string{fmt.Sprintf("Pages: %d ", p.Len()), fmt.Sprintf("Page size: %s x %s pts", short(width), short(height))})
		img := pictureOf(t, p, 0, 300)
		if b := img.Bounds(); b.Dx() != 300 || float64(b.Dy()) < height*300/width-0.1 || float64(b.Dy()) > height*300/width+1 {
			t.Errorf("%s: %v of %v × %v", name, b, width, height)
		}
	}
}

func TestAPreviewSaysWhatIsNotThere(t *testing.T) {
	p := previewed(t, as(summary()))
	for _, page := range []int{-1, 3} {
		if _, err := p.Image(page, 100); model.CodeOf(err) != model.ENotFound {
			t.Error(err)
		}
		if w, h := p.Size(page); w != 0 || h != 0 {
			t.Error(w, h)
		}
	}
	if _, err := p.Image(0, 0); model.CodeOf(err) != model.EInvalid {
		t.Error(err)
	}
	c := certificateOf()
	c.Logo = assets.Icon[:len(assets.Icon)/2]
	if err := certificates(paperOf(4), CertificateOptions{Certificate: c})(p); model.CodeOf(err) != model.EUnreadable || p.Len() != 0 {
		t.Error(p.Len(), err)
	}
}

// No font has a letter for a character that does not exist.
func TestAPreviewNamesTextsWithoutLetters(t *testing.T) {
	p := paperOf(6)
	p.Roll.Attendees[1].Who.NativeName = "\u0378\u0379 one"
	p.Roll.Attendees[4].Who.NativeName = "\u0378\u0379 one" // again
	p.Roll.Attendees[5].Who.Name = "Zz \u0378"
	native := map[string]bool{}
	for _, m := range Missing(p.Texts()) {
		native[m] = true // what this computer has no fonts for
	}
	shown := previewed(t, signIn(p, SignInOptions{}))
	got := slices.DeleteFunc(shown.Missing(), func(text string) bool { return native[text] && !strings.ContainsRune(text, '\u0378') })
	if want := []string{"\u0378\u0379 one", "Zz \u0378"}; !slices.Equal(got, want) {
		t.Errorf("%q, not %q", got, want)
	}
	if err := as(summary())(shown); err != nil || len(shown.Missing()) > 0 {
		t.Errorf("%q are still missing, %v", shown.Missing(), err)
	}
}

func TestAStoppedDocumentHasNoPreview(t *testing.T) {
	p := previewed(t, as(summary()))
	ctx, cancel := context.WithCancel(context.Background())
	err := Write(ctx, p, longTable(200), func(done, _ int) {
		if done == 100 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || p.Len() != 0 {
		t.Error(p.Len(), err)
	}
}

func TestAPreviewShowsSeveralPagesAtOnce(t *testing.T) {
	p := previewed(t, badges(paperOf(20), BadgeOptions{}))
	var alone []*image.RGBA
	for i := range p.Len() {
		alone = append(alone, pictureOf(t, p, i, 200))
	}
	var group sync.WaitGroup
	for i := range 4 * p.Len() {
		group.Go(func() {
			img, err := p.Image(i%p.Len(), 200)
			if err != nil || !bytes.Equal(img.(*image.RGBA).Pix, alone[i%p.Len()].Pix) {
				t.Error("page ", i%p.Len(), " looks otherwise: ", err)
			}
		})
	}
	group.Wait()
}

func TestAnyTextCanBeShown(t *testing.T) {
	doc := report.Document{Title: "Any text"}
	for seed := range 200 {
		doc.Blocks = append(doc.Blocks, report.Paragraph{Text: anyText.Example(seed)}, report.Heading{Text: anyText.Example(seed + 1000), Level: 1})
	}
	p := previewed(t, as(doc))
	for i := range p.Len() {
		pictureOf(t, p, i, 120)
	}
}

// A picture that is partly clear shows the paper, and a large one is kept no larger than a
// screen asks for.
func TestAPreviewShowsPictures(t *testing.T) {
	large := image.NewNRGBA(image.Rect(0, 0, 2400, 1200))
	for i := range large.Pix {
		large.Pix[i] = 0xFF
	}
	draw.Draw(large, image.Rect(0, 0, 1200, 1200), image.NewUniform(gocolor.NRGBA{R: 0xFF, A: 0x80}), image.Point{}, draw.Src)
	var data bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&data, large); err != nil {
		t.Fatal(err)
	}
	p := previewed(t, func(w io.Writer) error {
		d := newDocument(context.Background(), w, about{}, nil)
		pg := d.newPage(100, 100)
		pg.rect(0, 0, 100, 100, ink)
		if err := pg.picture(data.Bytes(), 0, 0, 100, 100); err != nil { // 25 to 75
			return err
		}
		if err := d.finish(pg); err != nil {
			return err
		}
		return d.close(nil)
	})
	img := pictureOf(t, p, 0, 100)
	for at, want := range map[image.Point]color{{25, 20}: ink, {25, 80}: ink, {75, 27}: paper, {75, 73}: paper, {25, 50}: 0x8D1319} {
		c := img.RGBAAt(at.X, at.Y)
		if got := color(c.R)<<16 | color(c.G)<<8 | color(c.B); !near(got, want) {
			t.Errorf("at %v it is %06X, not %06X", at, got, want)
		}
	}
	if b := p.pictures[0].Bounds(); b.Dx() > 1200 {
		t.Error("it is kept as ", b)
	}
}
