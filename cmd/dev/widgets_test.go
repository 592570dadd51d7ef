package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"
)

// ownInstead are widgets of the toolkit that screens may not make, and what ui/kit has in
// their place: the toolkit's swallow Escape, Enter and the program's shortcuts when they have
// the keyboard, and what it lays over the window comes down in ways of its own.
var ownInstead = map[string]string{
	"widget.NewButton": "kit.NewButton", "widget.NewButtonWithIcon": "kit.NewButtonWithIcon", "widget.Button": "kit.Button",
	"widget.NewCheck": "kit.NewCheck", "widget.Check": "kit.Check", "widget.NewCheckGroup": "several kit.NewCheck",
	"widget.NewRadioGroup": "kit.NewRadio", "widget.RadioGroup": "kit.Radio", "widget.NewSelect": "kit.NewPicker", "widget.NewSelectEntry": "kit.NewPicker",
	"widget.NewEntry": "kit.NewEntry", "widget.NewMultiLineEntry": "kit.NewTextEntry", "widget.NewPasswordEntry": "kit.NewPasswordEntry",
	"widget.NewDateEntry": "kit.NewDayEntry", "widget.NewCalendar": "kit.NewDayEntry", "widget.NewHyperlink": "kit.NewLink",
	"widget.NewPopUp": "kit.NewBelow", "widget.NewModalPopUp": "kit.NewOver", "widget.ShowPopUp": "kit.NewBelow", "widget.ShowModalPopUp": "kit.NewOver",
	"widget.NewPopUpMenu": "kit.ShowMenu", "widget.ShowPopUpMenuAtPosition": "kit.ShowMenu",
	"dialog.NewCustom": "kit.NewDialog", "dialog.NewCustomWithoutButtons": "kit.NewDialog", "dialog.NewCustomConfirm": "kit.Ask", "dialog.NewConfirm": "kit.Ask",
	"dialog.NewInformation": "kit.Say", "dialog.ShowInformation": "kit.Say", "dialog.NewError": "kit.ShowError", "dialog.ShowError": "kit.ShowError",
	"dialog.NewForm": "kit.Editor", "dialog.ShowForm": "kit.Editor", "dialog.ShowConfirm": "kit.Ask", "dialog.ShowCustom": "kit.NewDialog",
}

func TestScreensUseWidgetsThatHearEveryKey(t *testing.T) {
	p, err := findProject()
	if err != nil {
		t.Fatal(err)
	}
	files, err := goFiles(p)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if !strings.HasPrefix(file, "ui/") || strings.HasPrefix(file, "ui/kit/") || strings.HasSuffix(file, "_test.go") {
			continue
		}
		places := token.NewFileSet()
		parsed, err := parser.ParseFile(places, p.path(file), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			of, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if from, ok := of.X.(*ast.Ident); ok {
				if own := ownInstead[from.Name+"."+of.Sel.Name]; own != "" {
					t.Errorf("%s: use %s in place of %s.%s", places.Position(n.Pos()), own, from.Name, of.Sel.Name)
				}
			}
			return true
		})
	}
}
