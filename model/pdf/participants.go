package pdf

import (
	"context"
	"fmt"
	"io"

	"rollbook/model"
	"rollbook/model/report"
)

// Participants writes the list of those expected at an activity, by name, without their
// contacts. Errors are as for Write.
func Participants(ctx context.Context, w io.Writer, p Paper, progress model.Progress) error {
	in := p.words()
	d := newDocument(ctx, w, p.about(in.participants), progress)
	f := d.flow(true)
	f.foot = []string{p.Office.Name, p.Roll.Activity.Title, in.since(p.AsOf)}
	if err := f.title(p.Office.Name, p.Roll.Activity.Title, joined(p.place(), p.days())); err != nil {
		return err
	}
	people := report.Expected(p.Roll)
	t := report.Table{Title: in.participants, Notes: []string{fmt.Sprintf(in.people, len(people))}}
	for _, c := range []struct {
		word   func(words) string
		figure bool
		weight float64
	}{
		{func(w words) string { return w.number }, true, 0.1},
		{func(w words) string { return w.name }, false, 1.5},
		{func(w words) string { return w.country }, false, 1},
		{func(w words) string { return w.organisation }, false, 1.5},
		{func(w words) string { return w.position }, false, 1.5},
		{func(w words) string { return w.role }, false, 1},
	} {
		t.Columns = append(t.Columns, report.Column{Head: p.head(c.word), Figure: c.figure, Weight: c.weight})
	}
	for i, a := range people {
		name, native := names(a)
		if native != "" {
			name += "\n" + native
		}
		t.Rows = append(t.Rows, report.Row{Cells: []report.Cell{report.Number(i + 1), report.Text(name), report.Text(p.country(a.Country)),
			report.Text(organisation(a)), report.Text(position(a)), report.Text(a.RoleName)}})
	}
	done := 0
	if err := f.table(t, func() { done++; d.progress(done, len(people)) }); err != nil {
		return err
	}
	return f.done(in)
}
