package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Between keeps an object between two widths, in the middle of its height.
func Between(least, most float32, object fyne.CanvasObject) *fyne.Container {
	return container.New(&narrow{least, most}, object)
}

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
