// Package report composes what the office hands out and hands in: each report as a document
// of headings, texts, tables and charts, made from the register's figures and ready for
// whoever writes it as pages, sheets or slides.
package report

import (
	"strconv"

	"rollbook/model"
	"rollbook/model/chart"
)

// Document is a report as it will be read, whatever it is written as.
type Document struct {
	Title    string
	Subtitle string // the period, or the activity's days and place
	Office   string
	AsOf     model.Instant // when the figures were read
	Wide     bool          // pages lie on their side
	Blocks   []Block
}

// Block is one of Heading, Paragraph, List, Table, Chart, Space and Break.
type Block interface{ block() }

// Heading begins a part of the document.
type Heading struct {
	Text  string
	Level int // 1 or 2
}

// Paragraph is running text.
type Paragraph struct {
	Text  string
	Quiet bool // definitions, notes and sources
}

// List is a list of points.
type List struct {
	Items []string
	Quiet bool // definitions and notes: small, and in two columns where pages lie on their side
}

// Table is a table with one line of headings; with none where no column has a head.
type Table struct {
	Title   string // names the sheet, and stands above the table; may be empty
	Columns []Column
	Rows    []Row
	Notes   []string
}

// Column is a column of a table.
type Column struct {
	Head   string
	Figure bool    // right-aligned, in tabular digits
	Weight float64 // share of the width beside the others; 0: 1
}

// Row is a row of a table; Strong marks totals.
type Row struct {
	Cells  []Cell
	Strong bool
}

// Cell is what stands in a table. Text is how it reads; where it is a number or a day a
// sheet holds that, so that people can go on calculating.
type Cell struct {
	Text   string
	Number *float64
	Day    model.Day
	Share  bool   // the number is a share, shown in percent
	Year   bool   // the number is a year, shown without anything between thousands
	Sign   string // what a sheet shows before the number: "≈" or "≥"
}

// Chart is a chart and what it shows; in a workbook or on a slide it is a native one.
type Chart struct {
	Chart chart.Chart
	Note  string // below it, after the chart's own
}

// Notes gives what stands below the chart: what it leaves out or must say, and the note.
func (c Chart) Notes() []string {
	var notes []string
	for _, note := range []string{c.Chart.Describe().Note, c.Note} {
		if note != "" {
			notes = append(notes, note)
		}
	}
	return notes
}

// Space is an empty place to put something into, such as photos.
type Space struct {
	Caption string
	Lines   int // its height, in lines of text
}

// Break begins a new page or sheet.
type Break struct{}

func (Heading) block()   {}
func (Paragraph) block() {}
func (List) block()      {}
func (Table) block()     {}
func (Chart) block()     {}
func (Space) block()     {}
func (Break) block()     {}

// Text is a cell that is read.
func Text(s string) Cell { return Cell{Text: s} }

// Day is a cell with a day.
func Day(d model.Day) Cell { return Cell{Text: d.Text(), Day: d} }

// Figure is a cell with a figure. One that is approximate or a lower bound is a number to
// calculate with, too, and shows what it is.
func Figure(f model.Figure) Cell {
	c := Cell{Text: f.String()}
	if f.Known() {
		n := float64(f.Value)
		c.Number = &n
	}
	switch f.Kind {
	case model.Approximate:
		c.Sign = "≈"
	case model.AtLeast:
		c.Sign = "≥"
	}
	return c
}

// Year is a cell with a calendar year.
func Year(text string) Cell {
	c := Cell{Text: text}
	if n, err := strconv.Atoi(text); err == nil {
		year := float64(n)
		c.Number, c.Year = &year, true
	}
	return c
}

// Number is a cell with a whole number.
func Number(n int) Cell { return Figure(model.Count(n)) }

// Share is a cell with a share between 0 and 1; false: not known.
func Share(share float64, ok bool) Cell {
	if !ok {
		return Text("—")
	}
	return Cell{Text: model.Percent(share), Number: &share, Share: true}
}
