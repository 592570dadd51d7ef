package publish_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rollbook/model"
	"rollbook/model/publish"
	"rollbook/model/sqlite"
)

// Every kind is made in every format that it offers, and in no other.
func TestEveryReportInEveryFormat(t *testing.T) {
	r := sampleRegister(t, 0.2)
	lines, _, err := r.Activities(ctx, model.ActivityFilter{Evidence: model.FromRegister, Counted: true})
	must(t, err)
	q := publish.Request{Period: model.Everything(), Activity: lines[0].ID, Snapshot: frozen(t, r), At: model.Instant{UnixMilli: 1795570200000, Offset: 540}}
	begins := map[publish.Format]string{publish.PDF: "%PDF-", publish.XLSX: "PK\x03\x04", publish.PPTX: "PK\x03\x04", publish.CSV: "\ufeff"}
	for _, kind := range publish.Kinds() {
		if kind.Label == "" || len(kind.Formats()) == 0 {
			t.Errorf("%q has no label or no format", kind.Name)
		}
		offered := map[publish.Format]bool{}
		for _, f := range kind.Formats() {
			offered[f] = true
			path := filepath.Join(t.TempDir(), kind.Name+"."+string(f))
			told := 0
			must(t, kind.Save(ctx, r, q, path, func(done, of int) {
				if told++; done > of {
					t.Errorf("%s: %d done of %d", path, done, of)
				}
			}))
			if kind.Of == publish.Whole && f == publish.CSV {
				path = filepath.Join(path, "activities.csv") // a folder
			}
			content, err := os.ReadFile(path)
			must(t, err)
			if !strings.HasPrefix(string(content), begins[f]) || len(content) < 200 {
				t.Errorf("%s as %s begins with %.8q", kind.Name, f, content)
			}
		}
		for f := range begins {
			if err := kind.Check("x." + string(f)); offered[f] != (err == nil) {
				t.Errorf("%s as %s: %v", kind.Name, f, err)
			}
		}
		if err := kind.Check("report.doc"); model.CodeOf(err) != model.EInvalid {
			t.Errorf("%s as .doc: %v", kind.Name, err)
		}
	}
	if _, err := publish.Find("yearbook"); model.CodeOf(err) != model.EInvalid || !strings.Contains(err.Error(), "summary, deck") {
		t.Error(err)
	}
}

// What is shown before it is saved is what is saved, and giving a certificate out is not done
// by looking at it.
func TestAReportCanBeSeenBeforeItIsSaved(t *testing.T) {
	r := sampleRegister(t, 0.2)
	lines, _, err := r.Activities(ctx, model.ActivityFilter{Evidence: model.FromRegister, Counted: true})
	must(t, err)
	q := publish.Request{Period: model.Everything(), Activity: lines[0].ID, Snapshot: frozen(t, r), At: model.Instant{UnixMilli: 1795570200000, Offset: 540}}
	for _, kind := range publish.Kinds() {
		pages, err := kind.Pages(ctx, r, q)
		must(t, err)
		if (pages != nil) != kind.Printable() || kind.Printable() == (kind.Name == "deck" || kind.Name == "register") {
			t.Errorf("%s: pages %v, printable %v", kind.Name, pages, kind.Printable())
		}
		if pages == nil {
			continue
		}
		if w, h := pages.Size(0); pages.Len() == 0 || w < 200 || h < 200 {
			t.Errorf("%s: %d pages of %g × %g", kind.Name, pages.Len(), w, h)
		}
	}
	if given, err := r.Awards(ctx, lines[0].ID); err != nil || len(given) > 0 {
		t.Errorf("looking gave out %v, %v", given, err)
	}
	kind, err := publish.Find("certificates")
	must(t, err)
	folder := filepath.Join(t.TempDir(), "certificates")
	must(t, kind.Save(ctx, r, q, folder, nil))
	files, err := os.ReadDir(folder)
	must(t, err)
	given, err := r.Awards(ctx, lines[0].ID)
	must(t, err)
	if len(files) == 0 || len(given) != len(files) {
		t.Errorf("%d files, %d numbers given out", len(files), len(given))
	}
}

// frozen keeps a snapshot of everything.
func frozen(t *testing.T, r *sqlite.Register) model.ID {
	t.Helper()
	s, err := publish.Freeze(ctx, r, "For the Round Table", model.Everything(), model.Instant{UnixMilli: 1795000000000})
	must(t, err)
	id, err := r.SaveSnapshot(ctx, s)
	must(t, err)
	return id
}
