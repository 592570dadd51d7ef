package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// told runs a command and gives its exit status and what it told.
func told(args ...string) (status int, out string) {
	var b bytes.Buffer
	status = run(context.Background(), args, &b, &b)
	return status, b.String()
}

func TestReportsAreMadeOrRefused(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(dir, "config"))
	t.Setenv("HOME", dir)
	t.Setenv("APPDATA", filepath.Join(dir, "config"))
	reg := filepath.Join(dir, "office.rollbook")
	if status, out := told("sample", reg, "--scale", "0.1"); status != 0 {
		t.Fatal(out)
	}
	file := func(name string) string { return filepath.Join(dir, name) }
	for _, c := range []struct {
		args   []string
		status int
		says   string
	}{
		{[]string{"summary", "--phase", "Phase I", "-o", file("s.csv")}, 0, "wrote"},
		{[]string{"deck", "--last", "3", "-o", file("d.pptx")}, 0, "wrote"},
		{[]string{"register", "-o", file("all")}, 0, "wrote"},
		{[]string{"yearbook", "-o", file("x.xlsx")}, 2, `There is no report "yearbook"; there is summary`},
		{[]string{"deck", "-o", file("x.xlsx")}, 2, `give a name that ends in .pptx`},
		{[]string{"activity", "-o", file("x.xlsx")}, 2, "give --activity CODE"},
		{[]string{"summary", "--activity", "X", "-o", file("x.xlsx")}, 2, "leave --activity out"},
		{[]string{"register", "--year", "2020", "-o", file("x.xlsx")}, 2, "is not on a period"},
		{[]string{"summary"}, 2, "--output"},
		{[]string{"activity", "--activity", "NOT-THERE", "-o", file("x.xlsx")}, 1, `no activity with the code "NOT-THERE"`},
		{[]string{"summary", "--phase", "Phase IX", "-o", file("x.xlsx")}, 1, "There is no phase"},
		{[]string{"summary", "-o", file("no/x.xlsx")}, 1, "its folder is not there"},
	} {
		status, out := told(append([]string{"report", reg}, c.args...)...)
		if status != c.status || !strings.Contains(out, c.says) {
			t.Errorf("%q: status %d, want %d, and %q; told %s", c.args, status, c.status, c.says, out)
		}
	}
	if _, err := os.Stat(file("x.xlsx")); err == nil {
		t.Error("a refused report left a file")
	}
	csv, err := os.ReadFile(file("s.csv"))
	if err != nil || !strings.Contains(string(csv), "Events,15,29,9,18,18,89\r\n") {
		t.Errorf("the source's table is not in the CSV (%v):\n%.600s", err, csv)
	}
}
