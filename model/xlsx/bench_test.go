package xlsx_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"testing"

	"github.com/xuri/excelize/v2"

	"rollbook/model"
	"rollbook/model/report"
	"rollbook/model/xlsx"
)

// unzipped gives the parts of a workbook.
func unzipped(t *testing.T, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	must(t, err)
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		must(t, err)
		content, err := io.ReadAll(r)
		must(t, err)
		parts[f.Name] = string(content)
	}
	return parts
}

// benchRows is how many rows the benchmarks write: a list of activities.
const benchRows = 100_000

func benchTable() report.Table {
	t := report.Table{Title: "Activities", Columns: []report.Column{{Head: "Code"}, {Head: "Title"}, {Head: "Type"}, {Head: "First day"}, {Head: "Last day"}, {Head: "Place"}, {Head: "Countries", Figure: true}, {Head: "Participants", Figure: true}}}
	for i := range benchRows {
		day := model.Day("2016-01-11").Add(i % 4000)
		t.Rows = append(t.Rows, row(report.Text(fmt.Sprintf("RW-%06d", i)), report.Text("Regional Workshop on Open Data Policy in Suva"), report.Text("Regional workshop"),
			report.Day(day), report.Day(day), report.Text("Suva, Fiji"), report.Number(i%40), report.Number(i%300)))
	}
	return t
}

// BenchmarkRows is to be no more than 1.2 times BenchmarkStreamWriterAlone.
func BenchmarkRows(b *testing.B) {
	d := report.Document{Title: "Activities", Blocks: []report.Block{benchTable()}}
	b.ReportAllocs()
	for b.Loop() {
		must(b, xlsx.Write(context.Background(), io.Discard, d, nil))
	}
}

// BenchmarkStreamWriterAlone writes the same values by excelize alone.
func BenchmarkStreamWriterAlone(b *testing.B) {
	t := benchTable()
	b.ReportAllocs()
	for b.Loop() {
		f := excelize.NewFile()
		w, err := f.NewStreamWriter("Sheet1")
		must(b, err)
		day, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		must(b, err)
		for i, r := range t.Rows {
			values := make([]any, len(r.Cells))
			for n, c := range r.Cells {
				switch {
				case c.Day != "":
					values[n] = excelize.Cell{StyleID: day, Value: 42000 + i%4000}
				case c.Number != nil:
					values[n] = *c.Number
				default:
					values[n] = c.Text
				}
			}
			must(b, w.SetRow(fmt.Sprintf("A%d", i+1), values))
		}
		must(b, w.Flush())
		must(b, f.Write(io.Discard))
		must(b, f.Close())
	}
}
