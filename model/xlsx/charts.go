package xlsx

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"rollbook/model"
	"rollbook/model/chart"
	"rollbook/model/report"
)

// chartRows is how many rows of a sheet a chart takes.
const chartRows = 19

// figures are what a chart draws: a row a category, a column a series.
type figures struct {
	about      chart.About
	categories []string
	series     []chart.SeriesOf
	lying      bool
}

func figuresOf(c chart.Chart) figures {
	f := figures{about: c.Describe()}
	switch c := c.(type) {
	case chart.Columns:
		f.categories, f.series = c.Categories, c.Series
	case chart.Bars:
		f.lying = true
		f.series = []chart.SeriesOf{{Name: c.About.Unit}}
		if len(c.Rows) > 0 && len(c.Rows[0].Parts) > 1 {
			f.series = nil
			for _, part := range c.Rows[0].Parts {
				f.series = append(f.series, chart.SeriesOf{Name: part})
			}
		}
		for _, r := range c.Rows {
			f.categories = append(f.categories, r.Label)
			for i := range f.series {
				f.series[i].Values = append(f.series[i].Values, r.Values[i])
			}
		}
	case chart.DotMap:
		f.series = []chart.SeriesOf{{Name: c.About.Unit}}
		for _, d := range c.Dots {
			f.categories = append(f.categories, d.Name)
			f.series[0].Values = append(f.series[0].Values, d.Value)
		}
	}
	return f
}

// table gives the figures as a table.
func (f figures) table(notes []string) report.Table {
	t := report.Table{Title: f.about.Title, Columns: []report.Column{{Head: "Country"}}}
	for _, s := range f.series {
		t.Columns = append(t.Columns, report.Column{Head: s.Name, Figure: true})
	}
	for i, category := range f.categories {
		row := report.Row{Cells: []report.Cell{report.Text(category)}}
		for _, s := range f.series {
			row.Cells = append(row.Cells, report.Figure(s.Values[i]))
		}
		t.Rows = append(t.Rows, row)
	}
	t.Notes = notes
	return t
}

// charts writes a sheet of charts, each beside its figures.
func (b *book) charts(all []report.Chart) error {
	sheet, err := b.newSheet("Charts")
	if err != nil {
		return err
	}
	widest := 0
	for _, c := range all {
		widest = max(widest, len(figuresOf(c.Chart).series))
	}
	if err := b.file.SetColWidth(sheet, "A", "A", 44); err != nil {
		return err
	}
	if err := b.file.SetColWidth(sheet, "B", "H", 13); err != nil {
		return err
	}
	row := 1
	for _, c := range all {
		if row, err = b.chart(sheet, row, widest+3, c); err != nil {
			return err
		}
	}
	return nil
}

// chart writes a chart's figures from a row on, with the chart in a column beside them, and
// gives the row where the next one may begin.
func (b *book) chart(sheet string, row, beside int, c report.Chart) (int, error) {
	f := figuresOf(c.Chart)
	first := row
	put := func(column, row int, value any, style int) error {
		name, err := excelize.CoordinatesToCellName(column, row)
		if err != nil {
			return err
		}
		if err := b.file.SetCellValue(sheet, name, value); err != nil {
			return err
		}
		return b.file.SetCellStyle(sheet, name, name, style)
	}
	if err := put(1, row, f.about.Title, b.title); err != nil {
		return 0, err
	}
	row++
	head := row
	if err := put(1, row, "–", b.head); err != nil {
		return 0, err
	}
	if err := b.file.SetRowHeight(sheet, row, headHeight); err != nil {
		return 0, err
	}
	for i, s := range f.series {
		if err := put(i+2, row, s.Name, b.figureHead); err != nil {
			return 0, err
		}
	}
	for i, category := range f.categories {
		row++
		if err := put(1, row, category, 0); err != nil {
			return 0, err
		}
		for n, s := range f.series {
			cell := b.cell(report.Figure(s.Values[i]), true, false)
			if !s.Values[i].Known() {
				cell = excelize.Cell{}
			}
			if err := put(n+2, row, cell.Value, cell.StyleID); err != nil {
				return 0, err
			}
		}
	}
	last := row
	for _, note := range notesOf(f, c) {
		row++
		if err := put(1, row, note, b.quiet); err != nil {
			return 0, err
		}
	}
	if len(f.categories) == 0 {
		return row + 2, nil
	}
	at, err := excelize.CoordinatesToCellName(beside, first)
	if err != nil {
		return 0, err
	}
	return max(row, first+chartRows) + 2, b.file.AddChart(sheet, at, nativeChart(sheet, head, last, f))
}

// notesOf says what is left out, and which figures are drawn more exact than they are.
func notesOf(f figures, c report.Chart) []string {
	notes := c.Notes()
	for _, s := range f.series {
		for _, v := range s.Values {
			if v.Kind == model.Approximate || v.Kind == model.AtLeast {
				return append(notes, "Some of these figures are approximate or lower bounds; the tables say which.")
			}
		}
	}
	return notes
}

// nativeChart is a chart of the figures in rows head to last of a sheet.
func nativeChart(sheet string, head, last int, f figures) *excelize.Chart {
	kind, gap := excelize.ColStacked, uint(45)
	quiet := excelize.Font{Color: quietText, Size: 10}
	c := &excelize.Chart{GapWidth: &gap, Title: excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: f.about.Title, Font: &excelize.Font{Bold: true, Size: 13}}}},
		Legend: excelize.ChartLegend{Position: "top"}, Dimension: excelize.ChartDimension{Width: 760, Height: 370},
		Format: excelize.GraphicOptions{AltText: fmt.Sprintf("Chart: %s (%s)", f.about.Title, f.about.Unit)},
		XAxis:  excelize.ChartAxis{Font: quiet}, YAxis: excelize.ChartAxis{Font: quiet, MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "#,##0"},
			Title: excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: f.about.Unit, Font: &quiet}}}}}
	if f.lying {
		kind = excelize.BarStacked
		c.XAxis.ReverseOrder = true
		c.YAxis.None, c.YAxis.MajorGridLines = true, false
		c.PlotArea.ShowVal = true
	}
	if len(f.series) < 2 {
		c.Legend.Position = "none"
	}
	c.Type = kind
	ref := func(column, from, to int) string {
		a, _ := excelize.CoordinatesToCellName(column, from, true) // columns and rows that were written
		z, _ := excelize.CoordinatesToCellName(column, to, true)
		if from == to {
			return fmt.Sprintf("'%s'!%s", sheet, a)
		}
		return fmt.Sprintf("'%s'!%s:%s", sheet, a, z)
	}
	onSeries := []string{"FFFFFF", "1B2733", "FFFFFF", "1B2733", "FFFFFF"}
	for i := range f.series {
		c.Series = append(c.Series, excelize.ChartSeries{Name: ref(i+2, head, head), Categories: ref(1, head+1, last), Values: ref(i+2, head+1, last),
			Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{seriesColours[i%len(seriesColours)]}},
			DataLabel: excelize.ChartDataLabel{Font: excelize.Font{Color: onSeries[i%len(onSeries)], Size: 10}}})
	}
	return c
}
