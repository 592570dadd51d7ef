package main

import (
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/width"
)

// table is rows of text for a terminal.
type table struct {
	head []string
	rows [][]string
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// print writes the table; columns from the one given on are figures, on the right.
func (t *table) print(out io.Writer, figures int) error {
	widths := t.widths()
	for _, row := range append([][]string{t.head}, t.rows...) {
		if err := printRow(out, row, widths, figures); err != nil {
			return err
		}
	}
	return nil
}

// widths gives how wide each column is.
func (t *table) widths() []int {
	widths := make([]int, len(t.head))
	for _, row := range append([][]string{t.head}, t.rows...) {
		for i, cell := range row {
			widths[i] = max(widths[i], columns(cell))
		}
	}
	return widths
}

// printRow writes a row in columns of the given widths; a cell that is wider pushes the rest.
func printRow(out io.Writer, row []string, widths []int, figures int) error {
	var b strings.Builder
	for i, cell := range row {
		gap := strings.Repeat(" ", max(widths[i]-columns(cell), 0))
		if i > 0 {
			b.WriteString("  ")
		}
		if i >= figures {
			b.WriteString(gap + cell)
		} else {
			b.WriteString(cell + gap)
		}
	}
	_, err := fmt.Fprintln(out, strings.TrimRight(b.String(), " "))
	return err
}

// columns counts how wide a text is in a terminal: East Asian letters take two columns.
func columns(text string) int {
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
