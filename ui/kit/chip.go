package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Option is one of several things to choose from.
type Option[T comparable] struct {
	Value T
	Label string
}

// Chip is a filter: it says what it narrows by, opens a menu of values, and takes the
// filter off again by its cross. The zero value of T means no filter.
type Chip[T comparable] struct {
	widget.BaseWidget
	OnChanged func(T)

	name    string
	options []Option[T]
	value   T
	surface *Surface
	text    *Text
	icon    *widget.Icon
}

// NewChip makes a chip that narrows by nothing.
func NewChip[T comparable](name string, changed func(T)) *Chip[T] {
	c := &Chip[T]{name: name, OnChanged: changed, text: NewText(name), icon: widget.NewIcon(Icon("down"))}
	c.text.SizeName = SizeTable
	c.surface = NewSurface(ColorCard, ColorLine, 16, Padded(6, Step3, Columns(Step1, c.text, container.NewGridWrap(fyne.NewSquareSize(16), c.icon))))
	c.ExtendBaseWidget(c)
	return c
}

// SetOptions says what can be chosen.
func (c *Chip[T]) SetOptions(options []Option[T]) {
	c.options = options
	c.show()
}

// Set chooses a value without telling OnChanged.
func (c *Chip[T]) Set(value T) {
	c.value = value
	c.show()
}

func (c *Chip[T]) on() bool {
	var none T
	return c.value != none
}

func (c *Chip[T]) show() {
	c.text.Text, c.text.Color = c.name, theme.ColorNameForeground
	c.surface.Fill, c.surface.Line = ColorCard, ColorLine
	c.icon.SetResource(Icon("down"))
	if c.on() {
		label := ""
		for _, o := range c.options {
			if o.Value == c.value {
				label = o.Label
			}
		}
		c.text.Text, c.text.Color = c.name+": "+shortLabel(label), theme.ColorNamePrimary
		c.surface.Fill, c.surface.Line = ColorSoftAccent, ColorSoftAccent
		c.icon.SetResource(ColoredIcon("close", theme.ColorNamePrimary))
	}
	c.text.Refresh()
	c.surface.Refresh()
	c.Refresh()
}

// longMenu is how many options a menu holds; more are searched.
const longMenu = 14

// Says gives the filter in words, "Type: Regional workshop"; "" while it lets everything
// through.
func (c *Chip[T]) Says() string {
	if !c.on() {
		return ""
	}
	return c.text.Text
}

// shortLabel keeps a chip from taking the whole row.
func shortLabel(label string) string {
	if runes := []rune(label); len(runes) > 28 {
		return string(runes[:27]) + "…"
	}
	return label
}

// CreateRenderer is the toolkit's.
func (c *Chip[T]) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.surface) }

// Cursor shows that the chip can be clicked.
func (c *Chip[T]) Cursor() desktop.Cursor { return desktop.PointerCursor }

// Tapped opens the menu or, on the cross, takes the filter off.
func (c *Chip[T]) Tapped(e *fyne.PointEvent) {
	if c.on() && e.Position.X > c.Size().Width-30 {
		var none T
		c.choose(none)
		return
	}
	var none T
	if len(c.options) > longMenu {
		choices := []Choice[T]{{Value: none, Label: lang.L("All")}}
		for _, o := range c.options {
			choices = append(choices, Choice[T]{Value: o.Value, Label: o.Label})
		}
		PickFrom(c, "", choices, c.choose)
		return
	}
	items := []*fyne.MenuItem{fyne.NewMenuItem(lang.L("All"), func() { c.choose(none) })}
	items[0].Checked = !c.on()
	if len(c.options) > 0 {
		items = append(items, fyne.NewMenuItemSeparator())
	}
	for _, o := range c.options {
		item := fyne.NewMenuItem(o.Label, func() { c.choose(o.Value) })
		item.Checked = o.Value == c.value
		items = append(items, item)
	}
	ShowMenu(c, items...)
}

func (c *Chip[T]) choose(value T) {
	if value == c.value {
		return
	}
	c.Set(value)
	if c.OnChanged != nil {
		c.OnChanged(value)
	}
}
