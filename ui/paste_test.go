package ui

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rollbook/model"
	"rollbook/ui/kit"
)

// women opens the figures of the activity and gives the number of women from Fiji.
func women(t *testing.T, w *Window, id model.ID) *kit.TextEntry {
	t.Helper()
	w.Go(model.ActivityRoute{ID: id, Tab: "figures"})
	e, ok := find(w.window.Canvas().Content(), func(e *kit.TextEntry) bool { return e.Text == "1200" })
	if !ok {
		t.Fatalf("the number is not to be seen:\n%s", texts(w.window.Canvas().Content()))
	}
	w.window.Canvas().Focus(e)
	return e
}

// paste pastes a text into what has the keyboard.
func (w *Window) paste(text string) {
	w.app.Clipboard().SetContent(text)
	w.window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: w.app.Clipboard()})
}

func TestRowsPastedIntoOneCellAreShownAsAList(t *testing.T) {
	w := newWindow(t)
	w.window.Resize(fyne.NewSize(1280, 820))
	w.openTest(t, "Office", false)
	ctx := context.Background()
	id := activity(t, w)
	cell := women(t, w, id)
	w.paste("Fiji\t3\t4\nNowhere at all\t1\t1\nSamoa\t0\t48\n")
	if cell.Text != "1200" {
		t.Fatalf("the rows went into the cell: %q", cell.Text)
	}
	if all, err := w.register.Headcounts(ctx, id); err != nil || len(all) != 2 {
		t.Fatalf("something was taken over unasked: %+v, %v", all, err)
	}
	w.pressOver(t, "Leave out") // the row of the country that nobody knows, and no other
	if seen := texts(w.top()); !strings.Contains(seen, "Fiji, female: 3 instead of 1\u2009200") || strings.Contains(seen, "Samoa, male") {
		t.Errorf("it does not say what is changed:\n%s", seen)
	}
	w.pressOver(t, "Read 2 rows in")
	all, err := w.register.Headcounts(ctx, id)
	if err != nil || len(all) != 3 || all[0].Number != 3 {
		t.Errorf("%+v, %v", all, err)
	}
	undo := buttonNamed(w.toaster.Object, "Undo")
	if undo == nil {
		t.Fatal("no Undo is offered")
	}
	undo.OnTapped()
	if all, err = w.register.Headcounts(ctx, id); err != nil || len(all) != 2 || all[0].Number != 1200 {
		t.Errorf("after the undo: %+v, %v", all, err)
	}
}

func TestUndoingAPasteIntoACellBringsItsNumberBack(t *testing.T) {
	w := newWindow(t)
	w.window.Resize(fyne.NewSize(1280, 820))
	w.openTest(t, "Office", false)
	id := activity(t, w)
	cell := women(t, w, id)
	cell.TypedShortcut(&fyne.ShortcutSelectAll{})
	w.paste("7")
	if cell.Text != "7" {
		t.Fatalf("the cell holds %q", cell.Text)
	}
	w.undoTyped()
	if cell.Text != "1200" {
		t.Errorf("the undo leaves %q", cell.Text)
	}
	w.window.Canvas().Unfocus()
	if all, err := w.register.Headcounts(context.Background(), id); err != nil || len(all) != 2 || all[0].Number != 1200 {
		t.Errorf("%+v, %v", all, err)
	}
}
