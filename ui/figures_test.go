package ui

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rollbook/model"
	"rollbook/ui/kit"
)

// cell finds the line of a number of the figures by what stands in it.
func (w *Window) cell(t *testing.T, text string) *kit.TextEntry {
	t.Helper()
	e := lineWith(w.window.Canvas().Content(), text)
	if e == nil {
		t.Fatalf("no cell says %q", text)
	}
	return e
}

func TestEnterOnABadNumberStaysAtItsCell(t *testing.T) {
	w := office(t)
	id := activity(t, w)
	w.Go(model.ActivityRoute{ID: id, Tab: "figures"})
	over := w.window.Canvas().Overlays()
	women := w.cell(t, "1200")
	men := w.cell(t, "48")
	for _, e := range []*kit.TextEntry{men, women} { // the last row, and one before
		w.window.Canvas().Focus(e)
		was := e.Text
		e.TypedShortcut(&fyne.ShortcutSelectAll{})
		w.writes(t, "twelve")
		w.strike(fyne.KeyReturn)
		if over.Top() != nil {
			t.Error("Enter on a bad number opens the next country over the error")
		}
		if w.window.Canvas().Focused() != fyne.Focusable(e) {
			t.Error("Enter on a bad number leaves its cell")
		}
		seen := texts(w.window.Canvas().Content())
		if !strings.Contains(seen, "“twelve” is not a number of people. Write a whole number such as 12") {
			t.Errorf("nothing says what is wrong and what to do: %s", seen)
		}
		w.strike(fyne.KeyBackspace)
		if strings.Contains(texts(w.window.Canvas().Content()), "is not a number of people") {
			t.Error("the message stays while the number is corrected")
		}
		e.TypedShortcut(&fyne.ShortcutSelectAll{})
		w.writes(t, was)
		w.tab(t, 1)
	}
	all, err := w.register.Headcounts(context.Background(), id)
	must(t, err)
	if len(all) != 2 {
		t.Errorf("the register holds %v", all)
	}
	w.window.Canvas().Focus(women)
	w.strike(fyne.KeyReturn)
	if w.window.Canvas().Focused() == fyne.Focusable(women) || over.Top() != nil {
		t.Error("Enter on a good number does not go on to the next row")
	}
	w.window.Canvas().Focus(men)
	w.strike(fyne.KeyReturn)
	if over.Top() == nil {
		t.Error("Enter in the last row does not offer the next country")
	}
}

func TestEveryBadNumberIsSaidAtItsRow(t *testing.T) {
	w := office(t)
	id := activity(t, w)
	w.Go(model.ActivityRoute{ID: id, Tab: "figures"})
	for text, bad := range map[string]string{"1200": "some", "48": "-3"} {
		e := w.cell(t, text)
		w.window.Canvas().Focus(e)
		e.TypedShortcut(&fyne.ShortcutSelectAll{})
		w.writes(t, bad)
		w.tab(t, 1)
	}
	w.sees(t, "Women: “some”", "Men: “-3”")
}
