package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rollbook/ui/readin"
)

// preview opens a list in the window and gives what lies over it.
func preview(t *testing.T, w *Window, lines ...string) {
	t.Helper()
	list := filepath.Join(t.TempDir(), "list.csv")
	must(t, os.WriteFile(list, []byte(strings.Join(lines, "\n")+"\n"), 0o600))
	readin.Open(w.register, w, list, 0)
}

// top gives what lies over the window.
func (w *Window) top() fyne.CanvasObject { return w.window.Canvas().Overlays().Top() }

func TestWhatWasPutRightWronglyIsPutRightAgain(t *testing.T) {
	w := newWindow(t)
	w.window.Resize(fyne.NewSize(1280, 820))
	w.openTest(t, "Office", false)
	preview(t, w, "title,type,first_day,country", "One,Regional workshop,2024-04-23,Korea", "Two,Regional workshop,2024-04-24,Samoa", "Three,Regional workshop,2024-04-25,Korea")
	for _, write := range []string{"Koreia Korea", "Republic of Korea"} {
		w.pressOver(t, "Put right")
		entry := w.window.Canvas().Focused()
		line, ok := entry.(interface {
			SelectedText() string
			fyne.Focusable
		})
		if !ok || line.SelectedText() == "" {
			t.Fatalf("the line to write in does not come selected: %T", entry)
		}
		test.Type(line, write)
		entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	}
	if seen := texts(w.top()); strings.Contains(seen, "Put right") || !strings.Contains(seen, "3 rows") {
		t.Errorf("the preview shows\n%s", seen)
	}
}

func TestARowThatWasLeftOutLooksSoAndComesBack(t *testing.T) {
	w := newWindow(t)
	w.window.Resize(fyne.NewSize(1280, 820))
	w.openTest(t, "Office", false)
	preview(t, w, "title,type,first_day,country", "One,Regional workshop,2024-04-23,Nowhere", "Two,Regional workshop,2024-04-24,Samoa")
	w.pressOver(t, "Leave out")
	if seen := texts(w.top()); !strings.Contains(seen, "Row 2 is left out: One") {
		t.Fatalf("the preview does not say what is left out\n%s", seen)
	}
	w.pressOver(t, "Take it in")
	if seen := texts(w.top()); !strings.Contains(seen, "“Nowhere”") || strings.Contains(seen, "is left out") {
		t.Errorf("the row did not come back\n%s", seen)
	}
}
