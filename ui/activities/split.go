package activities

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// split stands a form beside a table where there is room for both, and in its place where
// there is not.
type split struct {
	left, right fyne.CanvasObject
	object      *fyne.Container
}

// Widths of the form, and of the table below which they do not stand side by side.
const (
	formWidth  float32 = 500
	tableWidth float32 = 470
	splitGap   float32 = 12
)

func newSplit() *split {
	s := &split{}
	s.object = container.New(s)
	return s
}

func (s *split) set(left, right fyne.CanvasObject) {
	s.left, s.right = left, right
	s.object.Objects = []fyne.CanvasObject{left}
	if right != nil {
		s.object.Objects = append(s.object.Objects, right)
	}
	s.object.Refresh()
}

// Layout is the toolkit's.
func (s *split) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	if s.left == nil {
		return
	}
	at := func(o fyne.CanvasObject, x, w float32) {
		o.Show()
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(w, size.Height))
	}
	switch {
	case s.right == nil:
		at(s.left, 0, size.Width)
	case size.Width >= formWidth+tableWidth+splitGap:
		form := max(formWidth, size.Width*0.36)
		at(s.left, 0, size.Width-form-splitGap)
		at(s.right, size.Width-form, form)
	default:
		s.left.Hide()
		at(s.right, 0, size.Width)
	}
}

// MinSize is the toolkit's.
func (s *split) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(tableWidth, 200) }

// narrow keeps something between two widths.
type narrow struct{ least, most float32 }

// Layout is the toolkit's.
func (n *narrow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		h := o.MinSize().Height
		o.Move(fyne.NewPos(0, (size.Height-h)/2))
		o.Resize(fyne.NewSize(min(size.Width, n.most), h))
	}
}

// MinSize is the toolkit's.
func (n *narrow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(n.least, objects[0].MinSize().Height)
}
