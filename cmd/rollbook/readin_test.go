package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rollbook/model"
	"rollbook/model/sqlite"
)

// TestAListWithQuestionsInTheRealWindow opens a list that leaves six things open, answers
// each in the preview and has it remembered, reads the list in, and opens a second list with
// the same texts, which asks nothing.
func TestAListWithQuestionsInTheRealWindow(t *testing.T) {
	d := begin(t)
	ctx := context.Background()
	path := filepath.Join(d.home, "Office.rollbook")
	r, err := sqlite.Create(ctx, path, model.Office{Name: "Office"}, sqlite.Options{ConfigDir: filepath.Join(d.home, ".config")})
	if err != nil {
		t.Fatal(err)
	}
	types, err := r.Types(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.SaveActivity(ctx, model.Activity{Title: "Open data", Code: "RW-1", Type: types[1].ID, FirstDay: "2024-03-04", Status: model.Held}); err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	list := func(name string, rows ...string) string {
		file := filepath.Join(d.home, name)
		text := "Full name,Home country,Country represented,Sex,Role,Status,Activity\n" + strings.Join(rows, "\n") + "\n"
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}

	d.start(path, list("first.csv", "Asha Onyar,Kenya,Korea,zq,Rapporteuse,zz-came,Data opened", "Ben Okwar,Fiji,Korea,zq,Rapporteuse,zz-came,Data opened", ",Fiji,Tonga,,,,Data opened"))
	d.asks("1197", "104") // which column is the country?
	d.click("858", "315") // remember this
	d.click("920", "239") // the country represented
	for _, said := range []string{"Republic of Korea", "female", "RW-1", "attended", "Observer"} {
		d.asks("1100", "104") // put right
		d.keys("shift+Tab", "space", "Tab", "ctrl+a")
		d.types(said)
		d.keys("Return")
	}
	d.click("1190", "104") // leave the row without a name out
	d.click("1185", "774") // read it in
	d.until("the first list is read in", func() bool {
		return d.raw(path, "SELECT count(*) FROM registration WHERE country = 'KOR' AND status = 'attended' AND deleted = 0") == 2
	})
	d.settle()
	if n := d.raw(path, "SELECT count(*) FROM remembered WHERE deleted = 0"); n != 6 {
		t.Errorf("%d answers are remembered, not 6; see %s", n, d.keep())
	}
	d.again(list("second.csv", "Cara Wanjik,Fiji,korea,ZQ,rapporteuse,ZZ-came,data opened"))
	d.click("1185", "774") // nothing is asked: read it in
	d.until("the second list is read in", func() bool {
		return d.raw(path, "SELECT count(*) FROM registration WHERE country = 'KOR' AND status = 'attended' AND deleted = 0") == 3
	})
}

// asks clicks on the button of a question until its answers are shown: the list may be
// checked anew while the button is pressed.
func (d *driver) asks(x, y string) {
	d.t.Helper()
	d.settle()
	before := d.picture()
	d.until("the question's answers are shown", func() bool {
		d.click(x, y)
		return different(before, d.picture()) > 20_000
	})
}
