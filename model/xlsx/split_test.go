package xlsx

import (
	"bytes"
	"context"
	"strconv"
	"strings"
	"testing"

	"rollbook/model/report"
)

// What is longer than a sheet can be goes on on another, under the same headings.
func TestALongListGoesOnOnAnotherSheet(t *testing.T) {
	const n, most = 3 * 599, 600 // three sheets, full to the last row
	marks := report.Sheet{Name: "marks", Columns: []report.Column{{Head: "no"}}, Rows: func(yield func(report.Row, error) bool) {
		for i := range n {
			if !yield(report.Row{Cells: []report.Cell{report.Text(strconv.Itoa(i))}}, nil) {
				return
			}
		}
	}}
	var out bytes.Buffer
	err := write(context.Background(), &out, report.Document{}, nil, func(b *book) error {
		b.most = most
		if err := b.sheet(marks, nil); err != nil {
			return err
		}
		if got := strings.Join(b.file.GetSheetList(), "|"); got != "Sheet1|marks|marks (2)|marks (3)" {
			t.Error(got)
		}
		seen := 0
		for _, sheet := range b.file.GetSheetList()[1:] {
			rows, err := b.file.GetRows(sheet)
			if err != nil {
				return err
			}
			if len(rows) > most || rows[0][0] != "no" {
				t.Errorf("%s has %d rows under %q", sheet, len(rows), rows[0])
			}
			for _, row := range rows[1:] {
				if row[0] != strconv.Itoa(seen) {
					t.Fatalf("%s: %s comes where %d should", sheet, row[0], seen)
				}
				seen++
			}
		}
		if seen != n {
			t.Errorf("%d rows of %d", seen, n)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
