package intake_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"rollbook/model/intake"
	"rollbook/model/sqlite"
)

// longList gives a spreadsheet of 100 000 people that go run ./cmd/dev bench times, in a
// file of the folder that ROLLBOOK_BENCH_DIR names, where others can read it too.
func longList(b *testing.B) []byte {
	b.Helper()
	dir := os.Getenv("ROLLBOOK_BENCH_DIR")
	if dir == "" {
		b.Skip("ROLLBOOK_BENCH_DIR names no folder")
	}
	path := filepath.Join(dir, "people.xlsx")
	if data, err := os.ReadFile(path); err == nil {
		return data
	}
	f := excelize.NewFile()
	w, err := f.NewStreamWriter("Sheet1")
	must(b, err)
	countries := []string{"Fiji", "Lao PDR", "Viet Nam", "Republic of Korea", "Nepal", "Timor-Leste", "Kiribati", "Mongolia"}
	must(b, w.SetRow("A1", []any{"Full name", "Gender", "Country", "Organisation", "Position", "E-mail", "Mobile"}))
	for i := range 100_000 {
		must(b, w.SetRow(fmt.Sprintf("A%d", i+2), []any{fmt.Sprintf("Ms. Person%d Family%d", i, i%977), "F", countries[i%len(countries)],
			fmt.Sprintf("Ministry %d", i%331), "Officer", fmt.Sprintf("person%d@example.org", i), fmt.Sprintf("+679 %07d", 3000000+i)}))
	}
	must(b, w.Flush())
	var data bytes.Buffer
	must(b, f.Write(&data))
	must(b, os.WriteFile(path, data.Bytes(), 0o600))
	return data.Bytes()
}

// BenchmarkExcelizeAlone reads the raw cells and nothing more.
func BenchmarkExcelizeAlone(b *testing.B) {
	data := longList(b)
	for b.Loop() {
		f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
		must(b, err)
		rows, err := f.Rows("Sheet1")
		must(b, err)
		n := 0
		for rows.Next() {
			cells, err := rows.Columns()
			must(b, err)
			n += len(cells)
		}
		if n != 700_007 {
			b.Fatalf("%d cells", n)
		}
		must(b, f.Close())
	}
}

// BenchmarkReadXLSX reads the list, checks it, and matches it with a register.
func BenchmarkReadXLSX(b *testing.B) {
	data := longList(b)
	ctx := context.Background()
	var r intake.Register = office(b)
	if path := os.Getenv("ROLLBOOK_BENCH"); path != "" {
		bench, err := sqlite.Open(ctx, path, sqlite.Options{ReadOnly: true, ConfigDir: b.TempDir()})
		must(b, err)
		b.Cleanup(func() { must(b, bench.Close()) })
		r = bench
	}
	for b.Loop() {
		source, err := intake.ReadBytes(ctx, "people.xlsx", data, intake.Options{})
		must(b, err)
		known, err := intake.Learn(ctx, r)
		must(b, err)
		p, err := intake.NewList(source, intake.People).Check(ctx, known)
		must(b, err)
		if len(p.Problems) > 0 || len(p.Batch.People) != 100_000 {
			b.Fatalf("%d people, %s", len(p.Batch.People), problems(p))
		}
	}
}
