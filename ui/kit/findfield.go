package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// FindField looks like a line to search in and opens the search in everything; it says by
// which keys that can be had.
type FindField struct {
	widget.BaseWidget
	tapped  func()
	surface *Surface
}

// NewFindField makes the field.
func NewFindField(text, keys string, tapped func()) *FindField {
	f := &FindField{tapped: tapped}
	says := Quiet(text)
	says.SizeName = SizeTable
	hint := NewSurface(theme.ColorNameBackground, ColorLine, 4, Padded(1, 5, Quiet(keys)))
	icon := container.NewGridWrap(fyne.NewSquareSize(16), widget.NewIcon(ColoredIcon("search", ColorQuiet)))
	f.surface = NewSurface(ColorCard, theme.ColorNameInputBorder, ButtonRadius, Padded(6, 10, Columns(Step2, Middle(icon), Middle(says), Middle(hint))))
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer is the toolkit's.
func (f *FindField) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.surface) }

// Tapped opens the search.
func (f *FindField) Tapped(*fyne.PointEvent) { f.tapped() }

// Cursor shows that the field can be clicked.
func (f *FindField) Cursor() desktop.Cursor { return desktop.PointerCursor }
