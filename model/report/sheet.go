package report

import "iter"

// Sheet is a table of any length, whose rows are made while it is written: a sheet of a
// workbook, a file of a folder.
type Sheet struct {
	Name    string
	Columns []Column
	Rows    iter.Seq2[Row, error] // an error ends it
	Of      int                   // about how many rows there will be, for progress
}

// Sheet gives a table as a sheet.
func (t Table) Sheet() Sheet {
	return Sheet{Name: t.Title, Columns: t.Columns, Of: len(t.Rows), Rows: func(yield func(Row, error) bool) {
		for _, row := range t.Rows {
			if !yield(row, nil) {
				return
			}
		}
	}}
}
