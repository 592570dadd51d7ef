package main

import (
	"go/parser"
	"go/token"
	"path"
	"strconv"
	"strings"
	"testing"
)

// layer says what a folder's Go files may import of ours.
type layer struct {
	folder string
	may    []string // folders, with all below where they end in /
	no     []string // exceptions
}

// documents is what those who write documents may import: each wraps one format.
var documents = []string{"model", "model/country", "model/chart", "model/report", "assets"}

// layers are the rooms of the house, the first that fits a folder holding. Tests may
// import anything: they stand outside.
var layers = []layer{
	{"assets", nil, nil},
	{"model", nil, nil},
	{"model/sqlite", []string{"model", "model/disk", "model/country", "model/fold", "model/likeness"}, nil},
	{"model/report", []string{"model", "model/country", "model/chart", "model/fold"}, nil},
	{"model/pdf", documents, nil},
	{"model/xlsx", documents, nil},
	{"model/csv", documents, nil},
	{"model/pptx", documents, nil},
	{"model/publish", append([]string{"model/disk", "model/pdf", "model/xlsx", "model/csv", "model/pptx"}, documents...), nil},
	{"model/", []string{"model", "model/disk", "model/country", "model/chart", "model/fold", "assets"}, nil},
	{"ui/kit", []string{"model", "model/country", "model/chart", "model/fold", "model/mishap", "assets"}, nil},
	{"ui", []string{"model/", "ui/", "assets"}, []string{"model/sqlite"}},
	{"ui/", []string{"model/", "ui/kit", "assets"}, []string{"model/sqlite"}},
	{"cmd/dev", nil, nil},
	{"cmd/rollbookctl", []string{"model/"}, nil},
	{"cmd/rollbook", []string{"model/", "ui/", "assets"}, nil},
}

func fits(pattern, folder string) bool {
	if strings.HasSuffix(pattern, "/") {
		return strings.HasPrefix(folder+"/", pattern)
	}
	return folder == pattern
}

func layerOf(folder string) (layer, bool) {
	for _, l := range layers {
		if fits(l.folder, folder) {
			return l, true
		}
	}
	return layer{}, false
}

func (l layer) allows(imported string) bool {
	for _, pattern := range l.no {
		if fits(pattern, imported) {
			return false
		}
	}
	for _, pattern := range l.may {
		if fits(pattern, imported) {
			return true
		}
	}
	return false
}

// onlyIn are packages from outside that one folder alone may import.
var onlyIn = map[string]string{
	"fyne.io/fyne/v2/app": "cmd/rollbook",
	"modernc.org/sqlite":  "model/sqlite",
	"database/sql":        "model/sqlite",
}

func TestWhoMayKnowWhom(t *testing.T) {
	p, err := findProject()
	if err != nil {
		t.Fatal(err)
	}
	files, err := goFiles(p)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), p.path(file), nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		folder := path.Dir(file)
		l, ok := layerOf(folder)
		if !ok {
			t.Errorf("%s: no layer has the folder %s", file, folder)
			continue
		}
		for _, spec := range parsed.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if only := onlyIn[imported]; only != "" && only != folder {
				t.Errorf("%s imports %s, which is for %s alone", file, imported, only)
			}
			if ours, is := strings.CutPrefix(imported, "rollbook/"); is && !l.allows(ours) {
				t.Errorf("%s imports %s, which its layer may not know", file, ours)
			}
			if folder == "model" && strings.Contains(imported, ".") {
				t.Errorf("%s imports %s; model is for the standard library alone", file, imported)
			}
		}
	}
}

func TestNothingElseAtTheTop(t *testing.T) {
	p, err := findProject()
	if err != nil {
		t.Fatal(err)
	}
	out, err := p.output(t.Context(), nil, "git", "ls-tree", "--name-only", "HEAD")
	if err != nil {
		t.Skip("not a git checkout: ", err)
	}
	may := " cmd ui model assets FyneApp.toml go.mod go.sum README.md "
	for name := range strings.FieldsSeq(string(out)) {
		if !strings.HasPrefix(name, ".") && !strings.Contains(may, " "+name+" ") {
			t.Errorf("%s does not belong at the top", name)
		}
	}
}
