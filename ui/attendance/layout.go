package attendance

import (
	"fyne.io/fyne/v2"

	"rollbook/ui/kit"
)

// rowLayout lays out a row of the roll: name, country, organisation, code, marks, and last
// a line that stands below the name and says what there was no column for. Where there is
// little room the organisation goes first, then the code, then the country.
type rowLayout struct{ large bool }

const (
	codeWidth   float32 = 64
	leastFlexed float32 = 150 // a column narrower than this is left out
	rowEdge     float32 = 2   // keeps the last button's line from being cut off
)

// Layout is the toolkit's.
func (l *rowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	marksWidth := kit.MarksWidth(l.large)
	size.Width -= rowEdge
	room := size.Width - marksWidth - kit.Step2
	code := room > 2*leastFlexed
	if code {
		room -= codeWidth + kit.Step2
	}
	flexed := []float32{3, 2, 2} // name, country, organisation
	n := 3
	for n > 1 && room < float32(n)*leastFlexed {
		n--
	}
	total := float32(0)
	for _, f := range flexed[:n] {
		total += f
	}
	x := float32(0)
	place := func(o fyne.CanvasObject, w float32, seen bool) {
		if !seen {
			o.Hide()
			return
		}
		o.Show()
		h := o.MinSize().Height
		o.Move(fyne.NewPos(x, (size.Height-h)/2))
		o.Resize(fyne.NewSize(w, h))
		x += w + kit.Step2
	}
	for i := range 3 {
		place(objects[i], room*flexed[i]/total-kit.Step2, i < n)
	}
	place(objects[3], codeWidth, code)
	x = size.Width - marksWidth
	place(objects[4], marksWidth, true)
	if len(objects) < 6 {
		return
	}
	if n == 3 {
		objects[5].Hide()
		return
	}
	objects[5].Show()
	top, below := objects[0].MinSize().Height, objects[5].MinSize().Height
	y := (size.Height - top - below) / 2
	objects[0].Move(fyne.NewPos(0, y))
	objects[5].Move(fyne.NewPos(0, y+top))
	objects[5].Resize(fyne.NewSize(objects[0].Size().Width, below))
}

// MinSize is the toolkit's.
func (l *rowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	h := float32(0)
	for _, o := range objects {
		h = max(h, o.MinSize().Height)
	}
	return fyne.NewSize(kit.MarksWidth(l.large)+leastFlexed, h)
}

// besideLayout stands a narrow thing at the right of a wide one.
type besideLayout struct {
	width float32
	fill  bool // both are as high as there is room
}

// Layout is the toolkit's.
func (b *besideLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	wide := max(size.Width-b.width-kit.Step3, 0)
	objects[0].Resize(fyne.NewSize(wide, size.Height))
	objects[0].Move(fyne.Position{})
	objects[1].Resize(fyne.NewSize(b.width, size.Height))
	objects[1].Move(fyne.NewPos(wide+kit.Step3, 0))
}

// MinSize is the toolkit's.
func (b *besideLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, c := objects[0].MinSize(), objects[1].MinSize()
	h := max(a.Height, c.Height)
	if b.fill {
		h = a.Height
	}
	return fyne.NewSize(a.Width+b.width+kit.Step3, h)
}
