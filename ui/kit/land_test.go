package kit

import (
	"bytes"
	"image"
	"image/draw"
	"testing"

	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"golang.org/x/image/vector"

	"rollbook/model/chart"
)

// land gives the land of a map of a size, and its scene.
func land(t testing.TB, width, height float64) ([]chart.Polygon, chart.Scene) {
	test.NewTempApp(t).Settings().SetTheme(Theme{Look: LightLook, Scale: 1})
	scene := chart.DotMap{Dots: []chart.Dot{{Name: "Fiji", Lat: -18, Lon: 178}}}.Scene(width, height, measure)
	var all []chart.Polygon
	for _, shape := range scene.Shapes {
		if p, ok := shape.(chart.Polygon); ok {
			all = append(all, p)
		}
	}
	return all, scene
}

// TestLandIsDrawnInItsBoxes compares the land as the map draws it with each polygon drawn
// over the whole picture, and holds the picture to the format that is drawn into directly:
// in another one the screen stood still for a second.
func TestLandIsDrawnInItsBoxes(t *testing.T) {
	const w, h = 515, 85
	all, scene := land(t, w*2, h*2)
	want := image.NewRGBA(image.Rect(0, 0, w, h))
	for _, p := range all {
		z := vector.NewRasterizer(w, h)
		z.DrawOp = draw.Over
		for i, point := range p.Points {
			if i == 0 {
				z.MoveTo(float32(point.X)/2, float32(point.Y)/2)
			} else {
				z.LineTo(float32(point.X)/2, float32(point.Y)/2)
			}
		}
		z.ClosePath()
		z.Draw(want, want.Bounds(), image.NewUniform(ink(p.Fill)), image.Point{})
	}
	got, ok := polygons(all, scene).(*canvas.Raster).Generator(w, h).(*image.RGBA)
	if !ok {
		t.Fatal("the picture is of another format")
	}
	if !bytes.Equal(got.Pix, want.Pix) {
		far := 0
		for i := range got.Pix {
			if d := int(got.Pix[i]) - int(want.Pix[i]); d > 2 || d < -2 { // edges differ by rounding
				far++
			}
		}
		if far > 0 {
			t.Errorf("%d of %d bytes differ", far, len(got.Pix))
		}
	}
	if inked := bytes.Count(got.Pix, []byte{0}); inked == len(got.Pix) {
		t.Error("there is no land")
	}
}

func BenchmarkLand(b *testing.B) {
	all, scene := land(b, 1030, 170)
	raster := polygons(all, scene).(*canvas.Raster)
	for b.Loop() {
		raster.Generator(1030, 170)
	}
}
