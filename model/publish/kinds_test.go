package publish_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rollbook/model"
	"rollbook/model/publish"
)

// Every kind is made in every format that it offers, and in no other.
func TestEveryReportInEveryFormat(t *testing.T) {
	r := sampleRegister(t, 0.2)
	lines, _, err := r.Activities(ctx, model.ActivityFilter{Evidence: model.FromRegister, Counted: true})
	must(t, err)
	q := publish.Request{Period: model.Everything(), Activity: lines[0].ID, At: model.Instant{UnixMilli: 1795570200000, Offset: 540}}
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

// What is shown before it is saved is what is saved.
func TestAReportCanBeSeenBeforeItIsSaved(t *testing.T) {
	r := sampleRegister(t, 0.1)
	for _, kind := range publish.Kinds() {
		d, ok, err := kind.Document(ctx, r, publish.Request{Period: model.Everything(), Activity: firstActivity(t, r)})
		must(t, err)
		if ok != (kind.Name != "deck" && kind.Name != "register") || ok && (d.Title == "" || len(d.Blocks) == 0) {
			t.Errorf("%s: %v, %d blocks", kind.Name, ok, len(d.Blocks))
		}
	}
}

func firstActivity(t *testing.T, r publish.Register) model.ID {
	t.Helper()
	lines, _, err := r.Activities(ctx, model.ActivityFilter{Limit: 1})
	must(t, err)
	return lines[0].ID
}
