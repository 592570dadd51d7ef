package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Grid lays things out in columns of equal width, as many as fit, each row as high as its
// highest.
type grid struct {
	narrowest float32 // width of a column below which there is one less; it grows with the texts
	most      int     // columns
	gap       float32
	asked     float32 // width it was last laid out at
}

// Grid stands things in at most so many columns, none narrower than given.
func Grid(narrowest float32, most int, gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&grid{narrowest: narrowest, most: most, gap: gap}, objects...)
}

func (g *grid) columns(width float32) int {
	n := int((width + g.gap) / (Grown(g.narrowest) + g.gap))
	return max(1, min(n, g.most))
}

func visible(objects []fyne.CanvasObject) []fyne.CanvasObject {
	var shown []fyne.CanvasObject
	for _, o := range objects {
		if o.Visible() {
			shown = append(shown, o)
		}
	}
	return shown
}

// rows calls f for each row of objects with its height.
func (g *grid) rows(objects []fyne.CanvasObject, columns int, f func(row []fyne.CanvasObject, height float32)) {
	for len(objects) > 0 {
		n := min(columns, len(objects))
		height := float32(0)
		for _, o := range objects[:n] {
			height = max(height, o.MinSize().Height)
		}
		f(objects[:n], height)
		objects = objects[n:]
	}
}

// Layout is the toolkit's.
func (g *grid) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects = visible(objects)
	columns := min(g.columns(size.Width), max(len(objects), 1))
	g.asked = size.Width
	width := (size.Width - g.gap*float32(columns-1)) / float32(columns)
	y := float32(0)
	g.rows(objects, columns, func(row []fyne.CanvasObject, height float32) {
		for i, o := range row {
			o.Move(fyne.NewPos(float32(i)*(width+g.gap), y))
			o.Resize(fyne.NewSize(width, height))
		}
		y += height + g.gap
	})
}

// MinSize is the toolkit's: of the width it has, once it has one.
func (g *grid) MinSize(objects []fyne.CanvasObject) fyne.Size {
	objects = visible(objects)
	narrow := float32(0)
	for _, o := range objects {
		narrow = max(narrow, o.MinSize().Width)
	}
	columns := g.most
	if g.asked > 0 {
		columns = g.columns(g.asked)
	}
	height := -g.gap
	g.rows(objects, min(columns, max(len(objects), 1)), func(_ []fyne.CanvasObject, h float32) { height += h + g.gap })
	return fyne.NewSize(narrow, max(height, 0))
}
