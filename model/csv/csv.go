// Package csv writes reports and lists as text with separated columns: UTF-8 with a byte
// order mark, so that spreadsheets read every script right, days as ISO dates, figures as
// plain numbers. No text in it can be taken for a formula.
package csv

import (
	"bufio"
	"context"
	"encoding/csv"
	"io"
	"math"
	"strconv"
	"strings"

	"rollbook/model"
	"rollbook/model/report"
)

// mark is UTF-8's byte order mark.
const mark = "\ufeff"

// Write writes the tables of a document, and its charts as tables, one below the other: a
// single table begins with its headings, several stand under their titles. The error is
// w's, or ctx's.
func Write(ctx context.Context, w io.Writer, d report.Document, progress model.Progress) error {
	var tables []report.Table
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case report.Table:
			tables = append(tables, b)
		case report.Chart:
			tables = append(tables, figuresOf(b))
		}
	}
	out := newWriter(w)
	for i, t := range tables {
		if i > 0 {
			out.line()
		}
		if len(tables) > 1 {
			out.line(report.Text(t.Title))
		}
		if err := out.sheet(ctx, t.Sheet(), nil); err != nil {
			return err
		}
		for _, note := range t.Notes {
			out.line(report.Text(note))
		}
		if progress != nil {
			progress(i+1, len(tables))
		}
	}
	return out.close()
}

// figuresOf gives a chart's figures as a table.
func figuresOf(c report.Chart) report.Table {
	about, figures := c.Chart.Describe(), c.Chart.Table()
	t := report.Table{Title: about.Title}
	for _, head := range figures.Head {
		t.Columns = append(t.Columns, report.Column{Head: head})
	}
	for _, cells := range figures.Rows {
		row := report.Row{}
		for _, text := range cells {
			row.Cells = append(row.Cells, report.Text(text))
		}
		t.Rows = append(t.Rows, row)
	}
	t.Notes = c.Notes()
	return t
}

// WriteSheet writes one sheet of any length. The error is w's, the sheet's, or ctx's.
func WriteSheet(ctx context.Context, w io.Writer, s report.Sheet, progress model.Progress) error {
	out := newWriter(w)
	if err := out.sheet(ctx, s, progress); err != nil {
		return err
	}
	return out.close()
}

// writer writes cells. Its first error stays, and is given at the end.
type writer struct {
	buffered *bufio.Writer
	csv      *csv.Writer
	texts    []string
}

func newWriter(w io.Writer) *writer {
	out := &writer{buffered: bufio.NewWriter(w)}
	out.buffered.WriteString(mark) // an error shows when flushed
	out.csv = csv.NewWriter(out.buffered)
	out.csv.UseCRLF = true
	return out
}

func (w *writer) sheet(ctx context.Context, s report.Sheet, progress model.Progress) error {
	headed := false
	heads := make([]report.Cell, len(s.Columns))
	for i, c := range s.Columns {
		heads[i] = report.Text(c.Head)
		headed = headed || c.Head != ""
	}
	if headed {
		w.line(heads...)
	}
	n := 0
	for row, err := range s.Rows {
		if err != nil {
			return err
		}
		w.line(row.Cells...)
		if n++; n%1024 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := w.csv.Error(); err != nil {
				return err
			}
			if progress != nil {
				progress(n, max(n, s.Of))
			}
		}
	}
	return ctx.Err()
}

func (w *writer) line(cells ...report.Cell) {
	w.texts = w.texts[:0]
	for _, c := range cells {
		w.texts = append(w.texts, text(c))
	}
	if len(w.texts) == 0 {
		w.texts = append(w.texts, "")
	}
	w.csv.Write(w.texts) // an error shows when flushed
}

func (w *writer) close() error {
	w.csv.Flush()
	if err := w.csv.Error(); err != nil {
		return err
	}
	return w.buffered.Flush()
}

// text gives a cell as it is written.
func text(c report.Cell) string {
	switch {
	case c.Day != "":
		return string(c.Day)
	case c.Number != nil && c.Share:
		return strconv.FormatFloat(math.Round(*c.Number*1e4)/1e4, 'f', -1, 64)
	case c.Number != nil && c.Sign == "": // a file of texts has no format to show it with
		return strconv.FormatFloat(*c.Number, 'f', -1, 64)
	}
	return escape(c.Text)
}

// escape puts an apostrophe before a text that a spreadsheet would take for a formula, or
// for one that was escaped so. A negative number is none.
func escape(text string) string {
	rest := strings.TrimLeft(text, "'")
	if rest == "" || !strings.ContainsRune("=+-@\t\r", rune(rest[0])) || rest == "-" && text == rest {
		return text
	}
	if rest == text && rest[0] == '-' {
		if _, err := strconv.ParseFloat(rest, 64); err == nil {
			return text
		}
	}
	return "'" + text
}
