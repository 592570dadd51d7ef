// Package kit holds the look of Rollbook and the widgets of its own: texts, cards, tiles,
// tables, fields, pickers, charts. It knows the domain's types, but no register and no
// screen.
package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Look says whether the window is light, dark, or as the system is.
type Look string

// The looks.
const (
	SystemLook Look = "system"
	LightLook  Look = "light"
	DarkLook   Look = "dark"
)

// Colours of our own, beside the toolkit's.
const (
	ColorCard       fyne.ThemeColorName = "rollbookCard"
	ColorLine       fyne.ThemeColorName = "rollbookLine"
	ColorQuiet      fyne.ThemeColorName = "rollbookQuiet"
	ColorSoftAccent fyne.ThemeColorName = "rollbookSoftAccent"
	ColorLand       fyne.ThemeColorName = "rollbookLand"
	ColorPresent    fyne.ThemeColorName = "rollbookPresent"
	ColorLate       fyne.ThemeColorName = "rollbookLate"
	ColorExcused    fyne.ThemeColorName = "rollbookExcused"
	ColorAbsent     fyne.ThemeColorName = "rollbookAbsent"
	colorSeries     fyne.ThemeColorName = "rollbookSeries" // followed by a digit
)

// Sizes of texts of our own, beside the toolkit's. The body is 14 at the usual text size.
const (
	SizeTable       fyne.ThemeSizeName = "rollbookTable"
	SizeQuiet       fyne.ThemeSizeName = "rollbookQuiet"
	SizeCardTitle   fyne.ThemeSizeName = "rollbookCardTitle"
	SizeScreenTitle fyne.ThemeSizeName = "rollbookScreenTitle"
	SizeFigure      fyne.ThemeSizeName = "rollbookFigure"
)

// Steps of spacing, and the height of a table's row.
const (
	Step1, Step2, Step3, Step4, Step6 float32 = 4, 8, 12, 16, 24

	RowHeight    float32 = 40
	CardRadius   float32 = 12
	ButtonRadius float32 = 8
)

// Theme is Rollbook's look. The zero value follows the system, at the usual text size.
type Theme struct {
	Look  Look
	Scale float32 // of texts; 0 is 1
}

var _ fyne.Theme = Theme{}

// variant gives light or dark.
func (t Theme) variant(system fyne.ThemeVariant) fyne.ThemeVariant {
	switch t.Look {
	case LightLook:
		return theme.VariantLight
	case DarkLook:
		return theme.VariantDark
	}
	return system
}

// Color gives a colour by its name.
func (t Theme) Color(name fyne.ThemeColorName, system fyne.ThemeVariant) color.Color {
	variant := t.variant(system)
	palette := light
	if variant == theme.VariantDark {
		palette = dark
	}
	if c, ok := palette[name]; ok {
		return c
	}
	return theme.DefaultTheme().Color(name, variant)
}

// Font gives the toolkit's fonts: their figures are all of one width.
func (t Theme) Font(style fyne.TextStyle) fyne.Resource { return theme.DefaultTheme().Font(style) }

// Icon gives the toolkit's icons.
func (t Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(name) }

var sizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNameText: 14, theme.SizeNameCaptionText: 12, theme.SizeNameHeadingText: 21, theme.SizeNameSubHeadingText: 16,
	SizeTable: 13, SizeQuiet: 12, SizeCardTitle: 14, SizeScreenTitle: 21, SizeFigure: 27,
}

var spaces = map[fyne.ThemeSizeName]float32{
	theme.SizeNamePadding: 4, theme.SizeNameInnerPadding: 8, theme.SizeNameInputRadius: ButtonRadius, theme.SizeNameButtonRadius: ButtonRadius, theme.SizeNameSelectionRadius: 6,
	theme.SizeNameSeparatorThickness: 1, theme.SizeNameInputBorder: 1, theme.SizeNameInlineIcon: 18,
	theme.SizeNameScrollBar: 10, theme.SizeNameScrollBarSmall: 4,
}

// Size gives a size by its name; texts grow with the scale.
func (t Theme) Size(name fyne.ThemeSizeName) float32 {
	if s, ok := sizes[name]; ok {
		if t.Scale > 0 {
			s *= t.Scale
		}
		return s
	}
	if s, ok := spaces[name]; ok {
		return s
	}
	return theme.DefaultTheme().Size(name)
}

// Grown gives a width for texts at the size that people chose; smaller texts leave it as it is.
func Grown(width float32) float32 {
	return width * max(Size(theme.SizeNameText)/sizes[theme.SizeNameText], 1)
}

// Color gives a colour of the theme that is in use.
func Color(name fyne.ThemeColorName) color.Color {
	settings := fyne.CurrentApp().Settings()
	return settings.Theme().Color(name, settings.ThemeVariant())
}

// Size gives a size of the theme that is in use.
func Size(name fyne.ThemeSizeName) float32 { return fyne.CurrentApp().Settings().Theme().Size(name) }

func rgb(hex uint32) color.Color {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xff}
}

func rgba(hex uint32, alpha uint8) color.Color {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: alpha}
}

type palette map[fyne.ThemeColorName]color.Color

// The palette of the series is safe for readers who confuse colours (after Okabe and Ito,
// "Color Universal Design", 2008), in the order in which charts take it.
var light = palette{
	theme.ColorNameBackground: rgb(0xF6F8FA), ColorCard: rgb(0xFFFFFF), ColorLine: rgb(0xE2E8EE),
	theme.ColorNameForeground: rgb(0x1B2733), ColorQuiet: rgb(0x5B6B7B), theme.ColorNamePlaceHolder: rgb(0x5B6B7B), theme.ColorNameDisabled: rgb(0x66747F),
	theme.ColorNamePrimary: rgb(0x0074A8), theme.ColorNameHyperlink: rgb(0x0074A8), ColorSoftAccent: rgb(0xE3F2F9), theme.ColorNameForegroundOnPrimary: rgb(0xFFFFFF),
	theme.ColorNameFocus: rgba(0x0074A8, 0x40), theme.ColorNameSelection: rgb(0xE3F2F9), theme.ColorNameHover: rgba(0x1B2733, 0x0C), theme.ColorNamePressed: rgba(0x1B2733, 0x18),
	theme.ColorNameButton: rgb(0xE6ECF2), theme.ColorNameDisabledButton: rgb(0xEDF1F4), theme.ColorNameInputBackground: rgb(0xFFFFFF), theme.ColorNameInputBorder: rgb(0xC3CDD6),
	theme.ColorNameMenuBackground: rgb(0xFFFFFF), theme.ColorNameOverlayBackground: rgb(0xFFFFFF), theme.ColorNameHeaderBackground: rgb(0xFFFFFF),
	theme.ColorNameSeparator: rgb(0xE2E8EE), theme.ColorNameScrollBar: rgba(0x5B6B7B, 0x80), theme.ColorNameShadow: rgba(0x1B2733, 0x28),
	theme.ColorNameError: rgb(0xB3372B), theme.ColorNameWarning: rgb(0xA86100), theme.ColorNameSuccess: rgb(0x1F7A4D),
	ColorPresent: rgb(0x1F7A4D), ColorLate: rgb(0xA86100), ColorExcused: rgb(0x5059B5), ColorAbsent: rgb(0xB3372B), ColorLand: rgb(0xDDE4EA),
	colorSeries + "0": rgb(0x0074A8), colorSeries + "1": rgb(0xE69F00), colorSeries + "2": rgb(0x009E73), colorSeries + "3": rgb(0xCC79A7), colorSeries + "4": rgb(0x7C8894),
}

var dark = palette{
	theme.ColorNameBackground: rgb(0x12181F), ColorCard: rgb(0x1A222B), ColorLine: rgb(0x2B3642),
	theme.ColorNameForeground: rgb(0xE8EDF2), ColorQuiet: rgb(0x9AA9B8), theme.ColorNamePlaceHolder: rgb(0x9AA9B8), theme.ColorNameDisabled: rgb(0x8A98A6),
	theme.ColorNamePrimary: rgb(0x4FC3F0), theme.ColorNameHyperlink: rgb(0x4FC3F0), ColorSoftAccent: rgb(0x173244), theme.ColorNameForegroundOnPrimary: rgb(0x0B1B26),
	theme.ColorNameFocus: rgba(0x4FC3F0, 0x50), theme.ColorNameSelection: rgb(0x173244), theme.ColorNameHover: rgba(0xE8EDF2, 0x10), theme.ColorNamePressed: rgba(0xE8EDF2, 0x20),
	theme.ColorNameButton: rgb(0x222C37), theme.ColorNameDisabledButton: rgb(0x1E2731), theme.ColorNameInputBackground: rgb(0x151C24), theme.ColorNameInputBorder: rgb(0x3B4856),
	theme.ColorNameMenuBackground: rgb(0x1F2832), theme.ColorNameOverlayBackground: rgb(0x1A222B), theme.ColorNameHeaderBackground: rgb(0x1A222B),
	theme.ColorNameSeparator: rgb(0x2B3642), theme.ColorNameScrollBar: rgba(0x9AA9B8, 0x80), theme.ColorNameShadow: rgba(0x000000, 0x60),
	theme.ColorNameError: rgb(0xF0857A), theme.ColorNameWarning: rgb(0xE5A24A), theme.ColorNameSuccess: rgb(0x5CC08C),
	ColorPresent: rgb(0x5CC08C), ColorLate: rgb(0xE5A24A), ColorExcused: rgb(0x9AA2F0), ColorAbsent: rgb(0xF0857A), ColorLand: rgb(0x2B3642),
	colorSeries + "0": rgb(0x2E9BD1), colorSeries + "1": rgb(0xE69F00), colorSeries + "2": rgb(0x12B58A), colorSeries + "3": rgb(0xD68DB6), colorSeries + "4": rgb(0x8E9AA6),
}
