// Package xlsx writes reports, lists and whole registers as workbooks: a sheet a table,
// with filters and frozen headings, days as days, figures as numbers, and native charts
// beside their figures. No text in it is ever a formula.
package xlsx

import (
	"context"
	"io"
	"time"

	"github.com/xuri/excelize/v2"

	"rollbook/model"
	"rollbook/model/chart"
	"rollbook/model/report"
)

// Write writes a document as a workbook: each table a sheet, the charts on one after the
// first, and what the tables mean on a last one. The error is w's, or ctx's.
func Write(ctx context.Context, w io.Writer, d report.Document, progress model.Progress) error {
	return write(ctx, w, d, progress, func(b *book) error {
		var tables []report.Table
		var charts []report.Chart
		for _, block := range d.Blocks {
			switch block := block.(type) {
			case report.Table:
				tables = append(tables, block)
				b.of += len(block.Rows)
			case report.Chart:
				if _, dots := block.Chart.(chart.DotMap); dots {
					tables = append(tables, figuresOf(block.Chart).table(block.Notes())) // there are no native maps
				} else {
					charts = append(charts, block)
				}
			}
		}
		for i, t := range tables {
			if t.Title == "" {
				t.Title = d.Title
			}
			if err := b.sheet(t.Sheet(), t.Notes); err != nil {
				return err
			}
			if i == 0 && len(charts) > 0 {
				if err := b.charts(charts); err != nil {
					return err
				}
			}
		}
		if len(tables) == 0 && len(charts) > 0 {
			if err := b.charts(charts); err != nil {
				return err
			}
		}
		return b.about(d)
	})
}

// WriteSheets writes sheets of any length as a workbook, such as a whole register. The
// document says what it is; its blocks are left alone. The error is w's, a sheet's, or
// ctx's.
func WriteSheets(ctx context.Context, w io.Writer, d report.Document, sheets []report.Sheet, progress model.Progress) error {
	return write(ctx, w, d, progress, func(b *book) error {
		b.number, b.strongNumber = 0, b.strong // keys and numbers as lists have them
		for _, s := range sheets {
			b.of += s.Of
		}
		for _, s := range sheets {
			if err := b.sheet(s, nil); err != nil {
				return err
			}
		}
		return nil
	})
}

// write makes a workbook, fills it and writes it.
func write(ctx context.Context, w io.Writer, d report.Document, progress model.Progress, fill func(*book) error) error {
	b := &book{ctx: ctx, file: excelize.NewFile(), progress: progress, most: maxRows, names: map[string]bool{}}
	defer b.file.Close()
	if err := b.styles(); err != nil {
		return err
	}
	made := d.AsOf.Time().UTC().Format(time.RFC3339)
	if err := b.file.SetDocProps(&excelize.DocProperties{Title: d.Title, Subject: d.Subtitle, Creator: d.Office, LastModifiedBy: d.Office, Created: made, Modified: made}); err != nil {
		return err
	}
	if err := fill(b); err != nil {
		return err
	}
	if len(b.names) > 0 {
		if err := b.file.DeleteSheet("Sheet1"); err != nil {
			return err
		}
	}
	b.file.SetActiveSheet(0)
	if err := ctx.Err(); err != nil {
		return err
	}
	return b.file.Write(w)
}

// book is a workbook being made.
type book struct {
	ctx      context.Context
	file     *excelize.File
	progress model.Progress
	done, of int // rows
	most     int // rows of a sheet
	names    map[string]bool

	head, figureHead, number, share, day, strong, strongNumber, strongShare, quiet, title, wrapped, figureText, strongFigureText, year int // styles

	signed, strongSigned map[string]int // styles of numbers with a sign before them, by the sign
}

// Colours of the palette that the window has too.
const (
	accent     = "0074A8"
	softAccent = "E3F2F9"
	quietText  = "5B6B7B"
)

// seriesColours are the colours of a chart's series, in their order.
var seriesColours = []string{"0074A8", "E69F00", "009E73", "CC79A7", "7C8894"}

// Formats of numbers that every spreadsheet has built in.
const (
	thousands = 3 // #,##0
	percent   = 9 // 0%
	plain     = 1 // 0
)

func (b *book) styles() error {
	day := "yyyy-mm-dd"
	font := func(f excelize.Font) *excelize.Font {
		f.Family = "Calibri"
		if f.Size == 0 {
			f.Size = 11
		}
		return &f
	}
	heading := excelize.Style{Font: font(excelize.Font{Bold: true}), Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{softAccent}},
		Border: []excelize.Border{{Type: "bottom", Color: accent, Style: 1}}, Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}}
	figureHeading := heading
	figureHeading.Alignment = &excelize.Alignment{Horizontal: "right", Vertical: "center", WrapText: true}
	bold := font(excelize.Font{Bold: true})
	over := []excelize.Border{{Type: "top", Color: accent, Style: 1}}
	right := &excelize.Alignment{Horizontal: "right"}
	for _, s := range []struct {
		at    *int
		style excelize.Style
	}{
		{&b.head, heading}, {&b.figureHead, figureHeading}, {&b.number, excelize.Style{NumFmt: thousands, Alignment: right}}, {&b.share, excelize.Style{NumFmt: percent, Alignment: right}},
		{&b.day, excelize.Style{CustomNumFmt: &day, Alignment: &excelize.Alignment{Horizontal: "left"}}}, {&b.strong, excelize.Style{Font: bold, Border: over}},
		{&b.strongNumber, excelize.Style{Font: bold, Border: over, NumFmt: thousands, Alignment: right}},
		{&b.strongShare, excelize.Style{Font: bold, Border: over, NumFmt: percent, Alignment: right}},
		{&b.quiet, excelize.Style{Font: font(excelize.Font{Color: quietText})}}, {&b.title, excelize.Style{Font: font(excelize.Font{Bold: true, Size: 16})}},
		{&b.figureText, excelize.Style{Alignment: right}}, {&b.strongFigureText, excelize.Style{Font: bold, Border: over, Alignment: right}},
		{&b.year, excelize.Style{NumFmt: plain, Alignment: &excelize.Alignment{Horizontal: "left"}}},
		{&b.wrapped, excelize.Style{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}}},
	} {
		id, err := b.file.NewStyle(&s.style)
		if err != nil {
			return err
		}
		*s.at = id
	}
	b.signed, b.strongSigned = map[string]int{}, map[string]int{}
	for _, sign := range []string{"≈", "≥"} {
		format := `"` + sign + ` "#,##0`
		var err error
		if b.signed[sign], err = b.file.NewStyle(&excelize.Style{CustomNumFmt: &format, Alignment: right}); err != nil {
			return err
		}
		if b.strongSigned[sign], err = b.file.NewStyle(&excelize.Style{Font: bold, Border: over, CustomNumFmt: &format, Alignment: right}); err != nil {
			return err
		}
	}
	return nil
}

// newSheet adds a sheet of about the name given and gives the name it got.
func (b *book) newSheet(name string) (string, error) {
	name = b.sheetName(name)
	b.names[foldName(name)] = true
	if _, err := b.file.NewSheet(name); err != nil {
		return "", err
	}
	// Printed on A4, lying, as wide as the paper.
	wide, a4, as, asLong, fit := "landscape", 9, 1, 0, true
	if err := b.file.SetPageLayout(name, &excelize.PageLayoutOptions{Orientation: &wide, Size: &a4, FitToWidth: &as, FitToHeight: &asLong}); err != nil {
		return "", err
	}
	if err := b.file.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: "&L&A&R&P / &N"}); err != nil {
		return "", err
	}
	return name, b.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit})
}

// tell says how far the rows are, now and then.
func (b *book) tell() error {
	if b.done++; b.done%1024 != 0 {
		return nil
	}
	if b.progress != nil {
		b.progress(b.done, max(b.done, b.of))
	}
	return b.ctx.Err()
}
