package readin

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"rollbook/model/intake"
	"rollbook/ui/kit"
)

// understood gives the rows of a preview as they were understood, each read when it is
// looked at.
type understood struct {
	d    *Dialog
	p    *intake.Preview
	rows map[int]map[string]intake.CellRead
}

// readAhead is how many rows are kept as they were understood.
const readAhead = 2000

// cell gives a cell of a row: what it was taken for, and what the file says.
func (u *understood) cell(row int, field string) (means, text string) {
	text = u.d.list.Cell(row, field)
	read, ok := u.row(row)[field]
	if !ok || read.Means == "" {
		return text, text
	}
	return read.Means, read.Text
}

// row reads a row anew. While the list is being checked again it is shown as it stands.
func (u *understood) row(row int) map[string]intake.CellRead {
	if read, ok := u.rows[row]; ok {
		return read
	}
	if !u.d.checking.TryLock() {
		return nil
	}
	defer u.d.checking.Unlock()
	if u.d.ready != u.p {
		return nil
	}
	if len(u.rows) > readAhead {
		clear(u.rows)
	}
	read := map[string]intake.CellRead{}
	for _, cell := range u.p.Understood(context.Background(), row) {
		read[cell.Field] = cell
	}
	u.rows[row] = read
	return read
}

// becomes says in a word what becomes of a row.
func (u *understood) becomes(row int) string {
	i, ok := slices.BinarySearch(u.p.Rows, row)
	if !ok {
		return ""
	}
	switch fate := u.p.Fate(i); fate {
	case "":
		return "" // reading stopped at the columns
	case "folds":
		line := u.d.sheet().Line(row)
		for _, f := range u.p.Account.Folded {
			if f.Row == line {
				return lang.L("as row {{.N}}", map[string]any{"N": f.Into})
			}
		}
		return lang.L("folds")
	default:
		return lang.L(fate)
	}
}

// showRows shows the rows as they are understood, in the order of the fields, with the
// file's text behind where it says something else.
func (d *Dialog) showRows(p *intake.Preview) {
	u := &understood{d, p, map[int]map[string]intake.CellRead{}}
	bad := map[int]bool{}
	for _, problem := range p.Problems {
		bad[problem.Index] = true
	}
	out := map[int]bool{}
	for _, row := range p.LeftOut {
		out[row] = true
	}
	colour := func(row int) fyne.ThemeColorName {
		switch {
		case out[row]:
			return kit.ColorQuiet
		case bad[row]:
			return "error"
		}
		return ""
	}
	columns := []kit.Column[int]{
		{Title: lang.L("Row"), Width: 44, Right: true, Quiet: true, Text: func(row int) string { return fmt.Sprint(d.sheet().Line(row)) }},
		{Title: "", Width: 70, Quiet: true, Text: u.becomes},
	}
	for _, f := range d.list.Kind.Fields() {
		if !slices.ContainsFunc(d.list.Columns, func(c intake.Column) bool { return c.Field == f.Name }) {
			continue
		}
		columns = append(columns, kit.Column[int]{Title: lang.L(f.Label()), Width: 76, Flex: 1, Color: colour,
			Text: func(row int) string {
				means, text := u.cell(row, f.Name)
				if means != text && text != "" {
					return means + "  ← " + text
				}
				return means
			},
			Tip: func(row int) string {
				means, text := u.cell(row, f.Name)
				if means == text || text == "" {
					return means
				}
				return lang.L("{{.Means}}; the list says “{{.Text}}”", map[string]any{"Means": means, "Text": text})
			}})
	}
	if p.Account != nil {
		for i, c := range p.Account.Columns {
			if c.Field == "mark" && c.Index >= 0 && d.list.Columns[c.Index].Field == "" {
				columns = append(columns, d.gridColumn(p.Account.Columns[i], colour))
			}
		}
	}
	table := kit.NewDataTable(columns...)
	table.SetRows(p.Rows)
	d.rows.Objects = []fyne.CanvasObject{kit.NewSurface(kit.ColorCard, kit.ColorLine, kit.ButtonRadius, table)}
	d.rows.Refresh()
}

// gridColumn is the column of a session, with a mark a row.
func (d *Dialog) gridColumn(c intake.ColumnRead, colour func(int) fyne.ThemeColorName) kit.Column[int] {
	return kit.Column[int]{Title: c.Heading, Width: 76, Flex: 1, Color: colour, Text: func(row int) string {
		cells := d.sheet().Rows[row]
		if c.Index >= len(cells) {
			return ""
		}
		text := cells[c.Index]
		if value, ok := intake.Mark(text); ok && lang.L(value.Label()) != text {
			return lang.L(value.Label()) + "  ← " + text
		}
		return text
	}}
}

// summary says in a line what the list comes to.
func summary(p *intake.Preview, kind intake.Kind) string {
	if p.Account == nil {
		return ""
	}
	return p.Account.Totals.Summary(kind)
}
