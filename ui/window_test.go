package ui

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"rollbook/model"
	"rollbook/ui/kit"
	"rollbook/ui/readin"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// texts gives all texts that can be seen.
func texts(o fyne.CanvasObject) string {
	var all []string
	var walk func(fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if o == nil || !o.Visible() {
			return
		}
		switch v := o.(type) {
		case *kit.Text:
			all = append(all, v.Text)
		case *kit.Link:
			all = append(all, v.Text.Text)
		case *widget.Label:
			all = append(all, v.Text)
		case *kit.Button:
			all = append(all, v.Text)
		case *widget.Entry:
			all = append(all, v.Text)
		case *kit.LineEntry:
			all = append(all, v.Text)
		case *kit.TextEntry:
			all = append(all, v.Text)
		case *kit.DayEntry:
			all = append(all, v.Text)
		case *fyne.Container:
			for _, child := range v.Objects {
				walk(child)
			}
			return
		}
		if w, ok := o.(fyne.Widget); ok {
			for _, child := range test.WidgetRenderer(w).Objects() {
				walk(child)
			}
		}
	}
	walk(o)
	return strings.Join(all, "\n")
}

func (w *Window) sees(t *testing.T, wanted ...string) {
	t.Helper()
	seen := texts(w.window.Canvas().Content())
	for _, text := range wanted {
		if !strings.Contains(seen, text) {
			t.Errorf("%q is not to be seen", text)
		}
	}
}

// activity adds a held workshop with headcounts of two countries.
func activity(t *testing.T, w *Window) model.ID {
	t.Helper()
	ctx := context.Background()
	types, err := w.register.Types(ctx)
	must(t, err)
	id, err := w.register.SaveActivity(ctx, model.Activity{Title: "Open data", Type: types[1].ID, FirstDay: "2024-03-04", Status: model.Held})
	must(t, err)
	must(t, w.register.UpdateHeadcounts(ctx, id, model.HeadcountUpdate{Set: []model.Headcount{{Country: "FJI", Sex: model.Female, Number: 1200}, {Country: "WSM", Sex: model.Male, Number: 48}}}))
	return id
}

func TestTheOverviewFollowsTheRegister(t *testing.T) {
	w := newWindow(t)
	w.window.Resize(fyne.NewSize(1280, 820))
	w.openTest(t, "Office", false)
	w.sees(t, "Nothing to count yet")
	activity(t, w)
	w.sees(t, "Summary of activities", "1\u2009248", "96 %")
	w.undo()
	if got := w.toaster.Shown(); !strings.Contains(got, "Undone") || !strings.Contains(got, "Open data") {
		t.Errorf("the toast says %q", got)
	}
	if strings.Contains(texts(w.window.Canvas().Content()), "1\u2009248") {
		t.Error("the figures are still there after the undo")
	}
	w.redo()
	w.sees(t, "1\u2009248")
}

func TestBackAndForward(t *testing.T) {
	w := newWindow(t)
	w.openTest(t, "Office", false)
	id := activity(t, w)
	w.Go(model.ActivityRoute{ID: id, Tab: "figures"})
	w.sees(t, "every change is saved", "Together")
	w.Go(model.SettingsRoute{Section: "types"})
	w.sees(t, "International conference", "Int’l conference")
	w.router.goBack()
	w.sees(t, "Together")
	w.router.goBack()
	w.sees(t, "Summary of activities")
	w.router.goForward()
	w.sees(t, "Together")
	if len(w.router.forward) != 1 {
		t.Error("one place lies ahead, not", len(w.router.forward))
	}
}

func TestAFigureLeadsToWhatItCounts(t *testing.T) {
	w := newWindow(t)
	w.openTest(t, "Sample", true)
	ctx := context.Background()
	overview, err := w.register.Overview(ctx, model.Everything(), "2026-11-20")
	must(t, err)
	for _, row := range overview.Summary.Rows {
		_, _, err := w.register.Activities(ctx, model.ActivityFilter{Counted: true, Types: []model.ID{row.Ref.ID}})
		must(t, err)
		lines, _, err := w.register.Activities(ctx, model.ActivityFilter{Counted: true, Types: []model.ID{row.Ref.ID}})
		must(t, err)
		if len(lines) != row.Made.Activities {
			t.Errorf("%s: %d activities behind the figure, which counts %d", row.Key, len(lines), row.Made.Activities)
		}
	}
	w.Go(model.ActivitiesRoute{Filter: model.ActivityFilter{Counted: true, Types: []model.ID{overview.Summary.Rows[1].Ref.ID}}})
	w.sees(t, "Type: Regional workshop", "Counted: in the Summary")
}

func TestADeletedActivityComesBack(t *testing.T) {
	w := newWindow(t)
	w.openTest(t, "Office", false)
	id := activity(t, w)
	w.Go(model.ActivityRoute{ID: id})
	must(t, w.register.Delete(context.Background(), model.Ref{Kind: model.KindActivity, ID: id}))
	w.sees(t, "No activities yet")
	w.undo()
	w.sees(t, "Open data", "1 of 1 activity")
}

func TestAListIsReadInAfterItWasLookedAt(t *testing.T) {
	w := newWindow(t)
	w.window.Resize(fyne.NewSize(1280, 820))
	w.openTest(t, "Office", false)
	list := filepath.Join(t.TempDir(), "list.csv")
	must(t, os.WriteFile(list, []byte("Titre;Type;Date de début;Pays\nAtelier;Regional workshop;23/04/2024;Fidji\nAtelier 2;Regional workshop;24/04/2024;Korea\n"), 0o600))
	readin.Open(w.register, w, list, 0)
	overlay := w.window.Canvas().Overlays().Top()
	seen := texts(overlay)
	for _, text := range []string{"Read a list in: list.csv", "1 problem in 2 rows", "Korea", "Put right", "Titre"} {
		if !strings.Contains(seen, text) {
			t.Errorf("%q is not to be seen in the preview", text)
		}
	}
	if _, total, err := w.register.Activities(context.Background(), model.ActivityFilter{}); err != nil || total != 0 {
		t.Errorf("something was written before it was confirmed: %d, %v", total, err)
	}
}

func TestARegisterOpenElsewhereIsOfferedForReading(t *testing.T) {
	w := newWindow(t)
	path := filepath.Join(t.TempDir(), "Office.rollbook")
	other, err := w.registers.Create(context.Background(), path, "Office")
	must(t, err)
	defer other.Close()
	w.Open(path)
	overlay := w.window.Canvas().Overlays().Top()
	if overlay == nil || !strings.Contains(texts(overlay), "Open for reading") {
		t.Fatal("reading is not offered")
	}
}
