package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
)

// ListFoot stands below a list: how many it shows, and the way to save exactly these.
func ListFoot(count *Text, save func()) fyne.CanvasObject {
	return Padded(2, Step3, container.NewBorder(nil, nil, nil, IconButton("export", lang.L("Save this list"), save), Middle(count)))
}
