package kit

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"rollbook/assets"
)

// Icon gives a picture of the rail or of a button by its name ("search"), in the colour of
// texts.
func Icon(name string) fyne.Resource { return ColoredIcon(name, theme.ColorNameForeground) }

// ColoredIcon gives a picture in another colour of the theme.
func ColoredIcon(name string, color fyne.ThemeColorName) fyne.Resource {
	data, err := assets.Icons.ReadFile("icons/" + name + ".svg")
	if err != nil {
		panic("there is no icon " + name)
	}
	return &lineIcon{name: name, drawing: string(data), color: color}
}

// lineIcon is a drawing of lines, in a colour of the theme in use. The toolkit's own
// coloured resources paint areas, not lines.
type lineIcon struct {
	name, drawing string
	color         fyne.ThemeColorName
}

// Name tells the drawing in one colour from that in another, for the toolkit's cache.
func (i *lineIcon) Name() string { return i.hex() + "-" + i.name + ".svg" }

// Content gives the drawing in the colour.
func (i *lineIcon) Content() []byte {
	return []byte(strings.ReplaceAll(i.drawing, "#000000", "#"+i.hex()))
}

// ThemeColorName is for the toolkit: the drawing follows the theme.
func (i *lineIcon) ThemeColorName() fyne.ThemeColorName { return i.color }

func (i *lineIcon) hex() string {
	r, g, b, _ := Color(i.color).RGBA()
	return fmt.Sprintf("%02x%02x%02x", r>>8, g>>8, b>>8)
}
