package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
	tooltip "github.com/dweymouth/fyne-tooltip/widget"
)

// Primary makes the one button of a screen that stands out.
func Primary(text string, tapped func()) *widget.Button {
	b := widget.NewButton(text, tapped)
	b.Importance = widget.HighImportance
	return b
}

// IconButton makes a button with a picture only, which says what it does when hovered.
func IconButton(icon, says string, tapped func()) *tooltip.Button {
	b := tooltip.NewButtonWithIcon("", Icon(icon), tapped)
	b.Importance = widget.LowImportance
	b.SetToolTip(says)
	return b
}

// TextButton makes a button without ground, with a picture and a text.
func TextButton(icon, text string, tapped func()) *widget.Button {
	b := widget.NewButtonWithIcon(text, Icon(icon), tapped)
	b.Importance = widget.LowImportance
	return b
}

// Clickable makes anything clickable.
type Clickable struct {
	tooltip.ToolTipWidget
	content fyne.CanvasObject
	tapped  func()
}

// NewClickable makes an object clickable.
func NewClickable(content fyne.CanvasObject, tapped func()) *Clickable {
	c := &Clickable{content: content, tapped: tapped}
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer is the toolkit's.
func (c *Clickable) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.content) }

// Tapped does what a click does.
func (c *Clickable) Tapped(*fyne.PointEvent) {
	if c.tapped != nil {
		c.tapped()
	}
}
