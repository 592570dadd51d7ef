package settings

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"rollbook/model"
	"rollbook/ui/kit"
)

// records is a section with a table of records, each changed in a dialog of its own.
type records[T any] struct {
	screen *Screen
	about  about[T]
	loader *kit.Loader[[]T]
	table  *kit.DataTable[T]
	middle *fyne.Container
	whole  fyne.CanvasObject
}

// about says what a section's records are and how they are changed.
type about[T any] struct {
	title, explains string
	one             string // "theme": heads the dialog
	add             string // the button that adds one; empty: none can be added
	columns         []kit.Column[T]
	load            func(context.Context) ([]T, error)
	edit            func(T) *kit.Editor
	ref             func(T) model.Ref // zero ID: a new one
	keep            bool              // records are not deleted
}

func newRecords[T any](s *Screen, a about[T]) *records[T] {
	r := &records[T]{screen: s, about: a}
	r.loader = kit.NewLoader(a.load, r.show)
	r.table = kit.NewDataTable(a.columns...)
	r.table.OnSelect = func(one T) {
		r.table.Select(-1)
		r.open(one)
	}
	r.middle = container.NewStack()
	explains := kit.Note(a.explains)
	explains.Importance = widget.LowImportance
	var add fyne.CanvasObject
	if a.add != "" {
		add = kit.Primary(a.add, func() {
			var fresh T
			r.open(fresh)
		})
	}
	head := container.NewBorder(nil, nil, nil, add, kit.Middle(kit.Title(a.title)))
	r.whole = kit.NewSurface(kit.ColorCard, kit.ColorLine, kit.CardRadius, kit.Padded(kit.Step3, kit.Step4,
		container.NewBorder(container.NewVBox(head, kit.Flush(explains)), nil, nil, nil, r.middle)))
	return r
}

func (r *records[T]) object() fyne.CanvasObject { return r.whole }
func (r *records[T]) reload()                   { r.loader.Go() }
func (r *records[T]) close()                    { r.loader.Stop() }

func (r *records[T]) show(all []T, err error) {
	switch {
	case err != nil:
		r.middle.Objects = []fyne.CanvasObject{kit.Empty("warning", lang.L("This list could not be read"), err.Error())}
	case len(all) == 0:
		r.middle.Objects = []fyne.CanvasObject{kit.Empty("table", lang.L("Nothing here yet"), r.about.explains)}
	default:
		r.table.SetRows(all)
		r.middle.Objects = []fyne.CanvasObject{r.table}
	}
	r.middle.Refresh()
}

// open opens the dialog of a record.
func (r *records[T]) open(one T) {
	e := r.about.edit(one)
	if ref := r.about.ref(one); ref.ID != 0 && !r.about.keep {
		e.Delete = func(ctx context.Context) error { return r.screen.register.Delete(ctx, ref) }
	}
	e.Open(r.screen.navigator.Window(), r.about.one, r.screen.do, func(did model.ActionRef) { r.screen.navigator.Did(lang.L("Deleted"), did) })
}

// nameColumn is the column of a record's name.
func nameColumn[T any](title string, text func(T) string) kit.Column[T] {
	return kit.Column[T]{Title: title, Width: 170, Flex: 2, Text: text, Tip: text}
}

func column[T any](title string, width float32, text func(T) string) kit.Column[T] {
	return kit.Column[T]{Title: title, Width: width, Flex: 1, Text: text}
}

func yes(on bool) string {
	if on {
		return lang.L("yes")
	}
	return lang.L("no")
}

// choices makes choices of values that have labels.
func choices[T interface {
	comparable
	Label() string
}](all []T) []kit.Choice[T] {
	var list []kit.Choice[T]
	for _, v := range all {
		list = append(list, kit.Choice[T]{Value: v, Label: lang.L(v.Label())})
	}
	return list
}
