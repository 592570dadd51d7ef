package ui

import (
	"runtime"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

func TestTheKeysOfAMenuAreAsReadableAsItsNames(t *testing.T) {
	if runtime.GOOS == "darwin" {
		t.Skip("the system writes the menus")
	}
	w := office(t)
	for _, menu := range w.menus.main.Items {
		for _, item := range test.WidgetRenderer(widget.NewMenu(menu)).Objects() {
			each(item, func(o fyne.CanvasObject) {
				text, ok := o.(*canvas.Text)
				if !ok || text.Text == "" {
					return
				}
				if _, _, _, alpha := text.Color.RGBA(); alpha != 0xffff {
					t.Errorf("in %s %q is pale", menu.Label, text.Text)
				}
			})
		}
	}
	want := map[string]string{"New activity": "Ctrl+N", "Redo": "Ctrl+Shift+Z", "Undo": "Ctrl+Z", "Back": "Alt+←"}
	for _, menu := range w.menus.main.Items {
		for _, i := range menu.Items {
			if key := want[w.menus.names[i]]; key != "" && !strings.HasSuffix(i.Label, key) {
				t.Errorf("%q does not say its keys %s", i.Label, key)
			}
			if i.Shortcut != nil && i.Shortcut.ShortcutName() == "" {
				t.Errorf("%q has a shortcut that cannot be pressed", i.Label)
			}
		}
	}
}
