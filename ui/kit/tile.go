package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Tile shows one figure, what it is of, and a word on it; it can be clicked through.
type Tile struct {
	widget.BaseWidget
	tipped
	OnTapped func()

	surface       *Surface
	label, figure *Text
	sub           *widget.Label
}

// NewTile makes a tile without a figure yet.
func NewTile(label string) *Tile {
	t := &Tile{label: Quiet(label), figure: NewText("–"), sub: Note("")}
	t.figure.SizeName, t.figure.Bold = SizeFigure, true
	t.label.Cut, t.figure.Fit = true, true
	t.sub.Importance = widget.LowImportance
	words := Padded(-6, -Size(theme.SizeNameInnerPadding), t.sub)
	t.surface = NewSurface(ColorCard, ColorLine, CardRadius, Padded(Step3, Step4, container.NewBorder(Rows(2, t.label, t.figure), nil, nil, nil, words)))
	t.label.Behind, t.figure.Behind = t, t
	t.tipOf = t
	t.ExtendBaseWidget(t)
	return t
}

// Set changes the figure, the word on it, and what explains it.
func (t *Tile) Set(figure, sub, explains string) {
	t.figure.SetText(figure)
	t.sub.SetText(sub)
	t.SetToolTip(explains)
}

// CreateRenderer is the toolkit's.
func (t *Tile) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.surface) }

// Tapped does what a click on the tile does.
func (t *Tile) Tapped(*fyne.PointEvent) {
	if t.OnTapped != nil {
		t.OnTapped()
	}
}

// Cursor shows that the tile can be clicked.
func (t *Tile) Cursor() desktop.Cursor {
	if t.OnTapped != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// MouseIn shows that the tile can be clicked, and explains.
func (t *Tile) MouseIn(e *desktop.MouseEvent) {
	t.tipIn(e)
	if t.OnTapped != nil {
		t.surface.Line = theme.ColorNamePrimary
		t.surface.Refresh()
	}
}

// MouseMoved is where the pointer is.
func (t *Tile) MouseMoved(e *desktop.MouseEvent) { t.tipMoved(e) }

// MouseOut ends hovering.
func (t *Tile) MouseOut() {
	t.tipOut()
	t.surface.Line = ColorLine
	t.surface.Refresh()
}

// Empty says what an empty screen or list is for and what to do, with the buttons to do it.
func Empty(icon, title, text string, buttons ...fyne.CanvasObject) fyne.CanvasObject {
	picture := widget.NewIcon(ColoredIcon(icon, ColorQuiet))
	head := Title(title)
	head.Align = fyne.TextAlignCenter
	words := Paragraph(text)
	words.Alignment = fyne.TextAlignCenter
	row := container.NewHBox(layout.NewSpacer())
	for _, b := range buttons {
		row.Add(b)
	}
	row.Add(layout.NewSpacer())
	column := container.New(&fixedWidth{420}, Rows(Step2, container.NewCenter(container.NewGridWrap(fyne.NewSquareSize(40), picture)), head, words, row))
	return container.NewCenter(column)
}

// fixedWidth gives its one object a width, which grows with the texts.
type fixedWidth struct{ width float32 }

// Layout is the toolkit's.
func (f *fixedWidth) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
		o.Move(fyne.Position{})
	}
}

// MinSize is the toolkit's.
func (f *fixedWidth) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width, height := Grown(f.width), float32(0)
	for _, o := range objects {
		if d := o.Size().Width - width; d < -0.5 || d > 0.5 { // wrapped texts know their height once they know their width
			o.Resize(fyne.NewSize(width, o.MinSize().Height))
		}
		height = max(height, o.MinSize().Height)
	}
	return fyne.NewSize(width, height)
}

// Wide gives something a width of its own.
func Wide(width float32, object fyne.CanvasObject) *fyne.Container {
	return container.New(&fixedWidth{width}, object)
}
