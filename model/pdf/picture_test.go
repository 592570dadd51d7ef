package pdf

import (
	"image"
	gocolor "image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

func keep(t *testing.T, name string, img image.Image) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	// 16 greys are enough to compare with, and make small files.
	few := image.NewPaletted(img.Bounds(), nil)
	for v := range 16 {
		few.Palette = append(few.Palette, gocolor.Gray{uint8(v * 17)})
	}
	draw.Draw(few, few.Bounds(), img, few.Bounds().Min, draw.Src)
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(f, few); err != nil {
		t.Fatal(err)
	}
}

// same compares a picture with the one that is kept: patches of 8 × 8 dots by their
// lightness, since programs that draw pages differ in single dots.
func same(t *testing.T, name string, got image.Image) {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	want, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	if got.Bounds() != want.Bounds() {
		t.Fatalf("%v, not %v", got.Bounds(), want.Bounds())
	}
	const patch, most = 8, 26 // of 255
	off := 0
	for y := 0; y < got.Bounds().Dy(); y += patch {
		for x := 0; x < got.Bounds().Dx(); x += patch {
			a, b := lightness(got, x, y, patch), lightness(want, x, y, patch)
			if a-b > most || b-a > most {
				off++
			}
		}
	}
	if off > 0 {
		drawn := filepath.Join(os.TempDir(), "rollbook-"+filepath.Base(name))
		keep(t, drawn, got)
		t.Errorf("%d patches look otherwise; see %s", off, drawn)
	}
}

func lightness(img image.Image, x, y, side int) int {
	sum, n := 0, 0
	for j := y; j < min(y+side, img.Bounds().Dy()); j++ {
		for i := x; i < min(x+side, img.Bounds().Dx()); i++ {
			sum += int(gocolor.GrayModel.Convert(img.At(i, j)).(gocolor.Gray).Y)
			n++
		}
	}
	return sum / n
}
