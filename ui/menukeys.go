package ui

import (
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"rollbook/ui/kit"
)

// pressedOnly is a shortcut that works and that the toolkit does not write: it writes those of
// items that can be chosen paler than those of items that cannot, too pale to be read.
type pressedOnly struct{ fyne.Shortcut }

// writeKeys writes behind the names of a menu's items the keys that do the same, all at the
// same place and in the colour of the name. On a Mac the system does that.
func (m *menus) writeKeys(items []*fyne.MenuItem) {
	if runtime.GOOS == "darwin" {
		return
	}
	width := func(text string) float32 {
		return fyne.MeasureText(text, kit.Size(theme.SizeNameText), fyne.TextStyle{}).Width
	}
	widest := float32(0)
	for _, i := range items {
		if _, known := m.names[i]; !known && !i.IsSeparator {
			m.names[i] = i.Label
		}
		if key, ok := i.Shortcut.(fyne.KeyboardShortcut); ok {
			m.keys[i], i.Shortcut = keyText(key), pressedOnly{i.Shortcut}
		}
		widest = max(widest, width(m.names[i]))
	}
	const between = "      "
	for _, i := range items {
		if key := m.keys[i]; key != "" {
			gap := max(widest-width(m.names[i]), 0)
			i.Label = m.names[i] + strings.Repeat(" ", int(gap/width(" ")+0.5)) + between + key
		}
	}
}

// rename gives an item another name.
func (m *menus) rename(i *fyne.MenuItem, name string) { m.names[i], i.Label = name, name }

// keyText writes a shortcut as it stands on the keys: "Ctrl+Shift+Z".
func keyText(s fyne.KeyboardShortcut) string {
	var parts []string
	for _, of := range []struct {
		mod  fyne.KeyModifier
		text string
	}{{fyne.KeyModifierControl, lang.L("Ctrl")}, {fyne.KeyModifierAlt, lang.L("Alt")}, {fyne.KeyModifierShift, lang.L("Shift")}} {
		if s.Mod()&of.mod != 0 {
			parts = append(parts, of.text)
		}
	}
	key := string(s.Key())
	switch s.Key() {
	case fyne.KeyLeft:
		key = "←"
	case fyne.KeyRight:
		key = "→"
	}
	return strings.Join(append(parts, key), "+")
}
