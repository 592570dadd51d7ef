package pdf

import (
	"context"
	"fmt"
	"io"

	"rollbook/model"
	"rollbook/model/report"
)

// Participants writes the list of participants of an activity, grouped by country, without
// their contacts: those who came, or, as long as that is not known or where everyone is
// asked for, those expected (report.InList). Errors are as for Write.
func Participants(ctx context.Context, w io.Writer, p Paper, everyone bool, progress model.Progress) error {
	in := p.words()
	d := newDocument(ctx, w, p.about(in.participants), progress)
	f := d.flow(true)
	f.foot = []string{p.Office.Name, p.Roll.Activity.Title, in.since(p.AsOf)}
	if err := f.title(p.Office.Name, p.Roll.Activity.Title, joined(p.place(), p.days())); err != nil {
		return err
	}
	t := p.participants(everyone)
	done := 0
	if err := f.table(t, func() { done++; d.progress(done, len(t.Rows)) }); err != nil {
		return err
	}
	return f.done(in)
}

// participants is the list as a table: before the people of a country stands its name.
func (p Paper) participants(everyone bool) report.Table {
	in := p.words()
	people := report.InList(p.Roll, everyone, in.language, p.country)
	count := in.people
	if report.Came(p.Roll) && !everyone {
		count = in.came
	}
	t := report.Table{Title: in.participants, Notes: []string{joined(fmt.Sprintf(count, len(people)), fmt.Sprintf(in.countries, report.CountriesOf(people)))}}
	for _, c := range []struct {
		word   func(words) string
		figure bool
		weight float64
	}{
		{func(w words) string { return w.number }, true, 0.1},
		{func(w words) string { return w.name }, false, 1.5},
		{func(w words) string { return w.organisation }, false, 1.5},
		{func(w words) string { return w.position }, false, 1.5},
		{func(w words) string { return w.role }, false, 1},
	} {
		t.Columns = append(t.Columns, report.Column{Head: p.head(c.word), Figure: c.figure, Weight: c.weight})
	}
	if everyone {
		t.Columns = append(t.Columns, report.Column{Head: p.head(func(w words) string { return w.attended }), Weight: 0.6})
	}
	for i, a := range people {
		if i == 0 || people[i-1].Country != a.Country {
			country := p.country(a.Country)
			if a.Country == "" {
				country = in.noCountry
			}
			t.Rows = append(t.Rows, report.Row{Cells: []report.Cell{report.Text(""), report.Text(country)}, Strong: true})
		}
		name, native := names(a)
		if native != "" {
			name += "\n" + native
		}
		row := report.Row{Cells: []report.Cell{report.Number(i + 1), report.Text(name), report.Text(organisation(a)), report.Text(position(a)), report.Text(a.RoleName)}}
		if everyone {
			mark := ""
			if p.Roll.Attended(a) {
				mark = "✓"
			}
			row.Cells = append(row.Cells, report.Text(mark))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
