package main

import (
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"rollbook/model/exchange"
	"rollbook/model/sqlite"
)

// TestSystemsLearnOfOurFiles holds what the packages tell each system against the names
// that the program gives its files.
func TestSystemsLearnOfOurFiles(t *testing.T) {
	var endings []string
	for _, f := range fileTypes {
		endings = append(endings, f.ending)
	}
	if want := []string{sqlite.Extension, exchange.Extension}; !slices.Equal(endings, want) {
		t.Errorf("a double click opens %q, the program writes %q", endings, want)
	}
	d := details{name: "Rollbook", id: "rollbook", version: "1.2.3"}
	list, kinds := propertyList(d), mimeTypes()
	for what, text := range map[string]string{"property list": list, "kinds for Linux": kinds} {
		for decoder := xml.NewDecoder(strings.NewReader(text)); ; {
			if _, err := decoder.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v\n%s", what, err, text)
			}
		}
	}
	entry, setup := desktopEntry(d), setupScript(d, "folder", "work", "setup.exe")
	for _, f := range fileTypes {
		for where, text := range map[string][2]string{
			"the menu entry":  {entry, f.mime() + ";"},
			"kinds for Linux": {kinds, `<glob pattern="*` + f.ending + `"/>`},
			"property list":   {list, "<string>" + strings.TrimPrefix(f.ending, ".") + "</string>"},
			"setup":           {setup, `WriteRegStr HKCU "Software\Classes\` + f.ending + `" "" "` + f.progID(d) + `"`},
		} {
			if !strings.Contains(text[0], text[1]) {
				t.Errorf("%s lacks %s:\n%s", where, text[1], text[0])
			}
		}
	}
}
