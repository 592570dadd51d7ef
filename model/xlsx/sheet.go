package xlsx

import (
	"fmt"
	"iter"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"golang.org/x/text/width"

	"rollbook/model"
	"rollbook/model/report"
)

// Limits of a sheet. ECMA-376 part 1, 18.3.1.73; the rest is what Excel takes.
const (
	maxRows  = 1_048_576
	maxName  = 31
	fittedBy = 500 // rows by which the widths are fitted

	headHeight = 32 // of two lines, in points
)

// sheet writes a sheet as it comes; one that is longer than a sheet can be goes on on
// another. Notes stand below it.
func (b *book) sheet(s report.Sheet, notes []string) error {
	next, stop := iter.Pull2(s.Rows)
	defer stop()
	over, err := b.part(s.Name, s.Columns, nil, next, notes)
	for part := 2; err == nil && over != nil; part++ {
		over, err = b.part(fmt.Sprintf("%s (%d)", s.Name, part), s.Columns, over, next, notes)
	}
	return err
}

// part writes as many rows as a sheet holds, those given before the next ones, and gives
// the first for which there was no room.
func (b *book) part(name string, columns []report.Column, ahead []report.Row, next func() (report.Row, error, bool), notes []string) (over []report.Row, err error) {
	name, err = b.newSheet(name)
	if err != nil {
		return nil, err
	}
	out, err := b.file.NewStreamWriter(name)
	if err != nil {
		return nil, err
	}
	w := &rowWriter{book: b, sheet: name, out: out, columns: columns, cells: make([]excelize.Cell, len(columns)), values: make([]any, len(columns))}
	// The first rows are looked at before any is written, to fit the widths to them.
	for len(ahead) < fittedBy {
		row, err, ok := next()
		if err != nil {
			return nil, err
		}
		if !ok {
			break
		}
		ahead = append(ahead, row)
	}
	if err := w.begin(ahead); err != nil {
		return nil, err
	}
	for _, row := range ahead {
		if err := w.row(row); err != nil {
			return nil, err
		}
	}
	for len(ahead) == fittedBy {
		row, err, ok := next()
		if err != nil {
			return nil, err
		}
		if !ok {
			break
		}
		if w.line >= b.most {
			over = []report.Row{row}
			break
		}
		if err := w.row(row); err != nil {
			return nil, err
		}
	}
	return over, w.end(notes)
}

// rowWriter writes the rows of one sheet.
type rowWriter struct {
	book    *book
	sheet   string // its name
	out     *excelize.StreamWriter
	columns []report.Column
	headed  bool
	line    int // the last one written
	plain   int // the last one that is no total
	cells   []excelize.Cell
	values  []any
}

// begin sets the widths and writes the headings.
func (w *rowWriter) begin(ahead []report.Row) error {
	for i, c := range w.columns {
		w.headed = w.headed || c.Head != ""
		if err := w.out.SetColWidth(i+1, i+1, fittedWidth(i, c, ahead)); err != nil {
			return err
		}
	}
	if !w.headed {
		return nil
	}
	if err := w.out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	for i, head := range headings(w.columns) {
		style := w.book.head
		if w.columns[i].Figure {
			style = w.book.figureHead
		}
		w.cells[i] = excelize.Cell{StyleID: style, Value: head}
		w.values[i] = &w.cells[i]
	}
	// Printed, every page begins with the headings.
	if err := w.book.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + strings.ReplaceAll(w.sheet, "'", "''") + "'!$1:$1", Scope: w.sheet}); err != nil {
		return err
	}
	w.line, w.plain = 1, 1
	return w.out.SetRow("A1", w.values, excelize.RowOpts{Height: headHeight})
}

func (w *rowWriter) row(r report.Row) error {
	w.line++
	if !r.Strong {
		w.plain = w.line
	}
	for i := range w.values {
		w.values[i] = nil
		if i < len(r.Cells) {
			w.cells[i] = w.book.cell(r.Cells[i], w.columns[i].Figure, r.Strong)
			if w.cells[i].StyleID != 0 || w.cells[i].Value != nil {
				w.values[i] = &w.cells[i]
			}
		}
	}
	if err := w.out.SetRow(fmt.Sprintf("A%d", w.line), w.values); err != nil {
		return err
	}
	return w.book.tell()
}

// end adds the filter, and the notes below.
func (w *rowWriter) end(notes []string) error {
	if w.headed && w.plain > 1 {
		last, err := excelize.CoordinatesToCellName(len(w.columns), w.plain)
		if err != nil {
			return err
		}
		stripes := false
		if err := w.out.AddTable(&excelize.Table{Range: "A1:" + last, StyleName: "TableStyleLight1", ShowRowStripes: &stripes}); err != nil {
			return err
		}
	}
	for i, note := range notes {
		if err := w.out.SetRow(fmt.Sprintf("A%d", w.line+2+i), []any{excelize.Cell{StyleID: w.book.quiet, Value: note}}); err != nil {
			return err
		}
	}
	return w.out.Flush()
}

// cell gives a cell as the sheet has it: a day and a number as such, all else as text.
func (b *book) cell(c report.Cell, figure, strong bool) excelize.Cell {
	pick := func(plain, bold int) int {
		if strong {
			return bold
		}
		return plain
	}
	if c.Day != "" {
		if serial, ok := serialDay(c.Day); ok {
			return excelize.Cell{StyleID: b.day, Value: serial}
		}
	}
	switch {
	case c.Number != nil && c.Share:
		return excelize.Cell{StyleID: pick(b.share, b.strongShare), Value: *c.Number}
	case c.Number != nil && c.Year:
		return excelize.Cell{StyleID: pick(b.year, b.strong), Value: *c.Number}
	case c.Number != nil && c.Sign != "":
		return excelize.Cell{StyleID: pick(b.signed[c.Sign], b.strongSigned[c.Sign]), Value: *c.Number}
	case c.Number != nil:
		return excelize.Cell{StyleID: pick(b.number, b.strongNumber), Value: *c.Number}
	case c.Text == "":
		return excelize.Cell{StyleID: pick(0, b.strong)}
	case figure:
		return excelize.Cell{StyleID: pick(b.figureText, b.strongFigureText), Value: c.Text}
	}
	return excelize.Cell{StyleID: pick(0, b.strong), Value: c.Text}
}

// serialDay gives a day as spreadsheets count it, from 30 December 1899 on, and false for
// one before March 1900, when they do not agree.
func serialDay(d model.Day) (int, bool) {
	if d < "1900-03-01" {
		return 0, false
	}
	return int(d.Time().Sub(time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)) / (24 * time.Hour)), true
}

// headings gives each column a heading of its own, as a filter asks for.
func headings(columns []report.Column) []string {
	used := map[string]bool{}
	all := make([]string, len(columns))
	for i, c := range columns {
		head := strings.TrimSpace(strings.ReplaceAll(c.Head, "\n", " "))
		if head == "" {
			head = "–"
		}
		plain := head
		for n := 2; used[foldName(head)]; n++ {
			head = fmt.Sprintf("%s (%d)", plain, n)
		}
		used[foldName(head)] = true
		all[i] = head
	}
	return all
}

// fittedWidth gives the width of a column, in digits.
func fittedWidth(i int, c report.Column, rows []report.Row) float64 {
	n := 0
	for _, r := range rows {
		if i >= len(r.Cells) {
			continue
		}
		for line := range strings.SplitSeq(r.Cells[i].Text, "\n") {
			n = max(n, columnsOf(line))
		}
	}
	longest := 0
	for word := range strings.FieldsSeq(c.Head) {
		longest = max(longest, columnsOf(word))
	}
	// A heading of several words may take several lines; beside it stands the filter's arrow.
	return float64(min(max(n+2, longest+4, min(columnsOf(c.Head)+4, 16), 6), 60))
}

// columnsOf counts how wide a text is: East Asian letters take two columns, marks above and
// below letters none.
func columnsOf(text string) int {
	if n := utf8.RuneCountInString(text); n == len(text) {
		return n
	}
	n := 0
	for _, r := range text {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			n++
		}
		n++
	}
	return n
}

// sheetName gives a name that a sheet may have, unlike those that there are.
func (b *book) sheetName(name string) string {
	name = strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\`, r) || r < ' ' {
			return '-'
		}
		return r
	}, name), "' ")
	if name == "" {
		name = "List"
	}
	short := cut(name, maxName)
	for n := 2; b.names[foldName(short)]; n++ {
		after := fmt.Sprintf(" (%d)", n)
		short = cut(name, maxName-len(after)) + after
	}
	return short
}

// cut cuts a name down to so many UTF-16 units, by which Excel counts.
func cut(name string, most int) string {
	n := 0
	for i, r := range name {
		if n++; r > 0xffff {
			n++
		}
		if n > most {
			return strings.TrimRight(name[:i], "' ")
		}
	}
	return name
}

func foldName(name string) string { return strings.ToLower(name) }
