package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Split stands a form beside a table where there is room for both, and in its place where
// there is not.
type Split struct {
	left, right fyne.CanvasObject
	Object      *fyne.Container
}

// Widths of the form, and of the table below which they do not stand side by side.
const (
	formWidth  float32 = 500
	tableWidth float32 = 470
	splitGap   float32 = 12
)

// NewSplit makes an empty split.
func NewSplit() *Split {
	s := &Split{}
	s.Object = container.New(s)
	return s
}

// Set stands something at the left and, where it is not nil, something at the right.
func (s *Split) Set(left, right fyne.CanvasObject) {
	s.left, s.right = left, right
	s.Object.Objects = []fyne.CanvasObject{left}
	if right != nil {
		s.Object.Objects = append(s.Object.Objects, right)
	}
	s.Object.Refresh()
}

// Beside says whether there is room for both: what opens at the right does not cover the left.
func (s *Split) Beside() bool { return s.Object.Size().Width >= Grown(formWidth+tableWidth)+splitGap }

// Layout is the toolkit's.
func (s *Split) Layout(_ []fyne.CanvasObject, size fyne.Size) {
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
	case size.Width >= Grown(formWidth+tableWidth)+splitGap:
		form := max(Grown(formWidth), size.Width*0.36)
		at(s.left, 0, size.Width-form-splitGap)
		at(s.right, size.Width-form, form)
	default:
		s.left.Hide()
		at(s.right, 0, size.Width)
	}
}

// MinSize is the toolkit's.
func (s *Split) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(tableWidth, 200) }
