package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"rollbook/assets"
)

// Icon gives a picture of the rail or of a button by its name ("search"), in the colour of
// texts.
func Icon(name string) fyne.Resource { return theme.NewThemedResource(picture(name)) }

// ColoredIcon gives a picture in another colour of the theme.
func ColoredIcon(name string, color fyne.ThemeColorName) fyne.Resource {
	return theme.NewColoredResource(picture(name), color)
}

func picture(name string) fyne.Resource {
	data, err := assets.Icons.ReadFile("icons/" + name + ".svg")
	if err != nil {
		panic("there is no icon " + name)
	}
	return fyne.NewStaticResource(name+".svg", data)
}
