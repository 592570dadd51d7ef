package ui

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"rollbook/assets"
	"rollbook/model"
)

// many is a number in front of things that there may be one of.
var many = regexp.MustCompile(`\{\{\.\w+\}\} (more |new |other |held )?(activities|people|countries|days|years|edits|records|rows|problems|pairs|participants|certificates|marks|registrations|sessions|fields|names|events|women and|files|computers|phones|questions|themes|partners)\b`)

func TestNothingIsSaidInThePluralOfOne(t *testing.T) {
	texts, err := assets.Translations.ReadFile("translations/en.json")
	must(t, err)
	forms := map[string]struct{ One, Other string }{}
	must(t, json.Unmarshal(texts, &forms))
	for text, f := range forms {
		if f.Other != text || f.One == "" || f.One == f.Other {
			t.Errorf("%q has the forms %+v", text, f)
		}
	}
	must(t, filepath.WalkDir(".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 {
				return true
			}
			of, ok := call.Fun.(*ast.SelectorExpr)
			pkg, isName := func() (*ast.Ident, bool) {
				if !ok {
					return nil, false
				}
				p, is := of.X.(*ast.Ident)
				return p, is
			}()
			literal, isText := call.Args[0].(*ast.BasicLit)
			if !isName || pkg.Name != "lang" || !isText {
				return true
			}
			text, err := strconv.Unquote(literal.Value)
			if err != nil {
				return true
			}
			switch of.Sel.Name {
			case "N":
				if _, there := forms[text]; !there {
					t.Errorf("%s: %q has no singular in assets/translations/en.json", path, text)
				}
			case "L":
				if many.MatchString(text) {
					t.Errorf("%s: %q reads wrong of one; use lang.N", path, text)
				}
			}
			return true
		})
		return nil
	}))
	if got := lang.N("{{.N}} days", 1, map[string]any{"N": 1}) + ", " + lang.N("{{.N}} days", 2, map[string]any{"N": 2}); got != "1 day, 2 days" {
		t.Errorf("it says %q", got)
	}
}

func TestTheListsButtonCountsItsRows(t *testing.T) {
	w := newWindow(t)
	w.window.Resize(fyne.NewSize(1280, 820))
	w.openTest(t, "Office", false)
	activity(t, w)
	preview(t, w, "name,country,activity", "Ana Lupe,Fiji,Open data", "Bina Rai,Nepal,Open data", "Chea Sokha,Cambodia,Open data")
	w.pressOver(t, "Read 3 rows in")
	if people, err := w.register.People(t.Context(), "", 0); err != nil || len(people) != 3 {
		t.Errorf("%v, %v", people, err)
	}
	w.Go(model.PeopleRoute{Find: "ana"})
	w.sees(t, "1 of 1 person")
}
