package main

import "testing"

// TestTheVersionIsInOnePlace: packages take the version from FyneApp.toml, the program's
// own words take it from the code.
func TestTheVersionIsInOnePlace(t *testing.T) {
	p, err := findProject()
	if err != nil {
		t.Fatal(err)
	}
	d, err := readDetails(p.path("FyneApp.toml"))
	if err != nil {
		t.Fatal(err)
	}
	if err := checkVersion(p, d); err != nil {
		t.Error(err)
	}
}
