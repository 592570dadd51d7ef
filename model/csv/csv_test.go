package csv_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"rollbook/model"
	"rollbook/model/csv"
	"rollbook/model/intake"
	"rollbook/model/report"
)

func write(t *testing.T, d report.Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := csv.Write(context.Background(), &b, d, nil); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestACellIsWrittenForSpreadsheets(t *testing.T) {
	minus, share := -5.0, 0.41239
	got := write(t, report.Document{Blocks: []report.Block{report.Table{Title: "Figures", Columns: []report.Column{{Head: "What"}, {Head: "How many"}},
		Rows: []report.Row{
			{Cells: []report.Cell{report.Text("Participants"), report.Number(3703)}},
			{Cells: []report.Cell{report.Text("About"), report.Figure(model.Figure{Value: 1250, Kind: model.Approximate})}},
			{Cells: []report.Cell{report.Text("Day"), report.Day("2026-11-23")}},
			{Cells: []report.Cell{report.Text("Change"), {Text: "−5", Number: &minus}}},
			{Cells: []report.Cell{report.Text("Women"), {Text: "41 %", Number: &share, Share: true}}},
			{Cells: []report.Cell{report.Text("Said, \"so\""), report.Text("សុខ\nعمر")}},
		}}}})
	want := "\ufeffWhat,How many\r\nParticipants,3703\r\nAbout,≈ 1\u2009250\r\nDay,2026-11-23\r\nChange,-5\r\nWomen,0.4124\r\n\"Said, \"\"so\"\"\",\"សុខ\r\nعمر\"\r\n"
	if got != want {
		t.Errorf("%q\nwant\n%q", got, want)
	}
}

// What a text says is never taken for a formula, and is read back as it was.
func TestNoTextBecomesAFormula(t *testing.T) {
	texts := map[string]string{
		"=1+1": "'=1+1", "+82 10 1234 5678": "'+82 10 1234 5678", "-cmd|' /C calc'!A0": "'-cmd|' /C calc'!A0", "@SUM(A1)": "'@SUM(A1)", "\t=1": "'\t=1", "\r=1": "'=1",
		"-5": "-5", "-": "-", "’Ofa": "’Ofa", "'Ofa": "'Ofa", "'=1": "''=1", "''-x": "'''-x", "plain": "plain",
	}
	for text, want := range texts {
		d := report.Document{Blocks: []report.Block{report.Table{Columns: []report.Column{{Head: "a"}, {Head: "b"}}, Rows: []report.Row{{Cells: []report.Cell{report.Text(text), report.Text("x")}}}}}}
		got := write(t, d)
		cell := strings.TrimSuffix(strings.TrimPrefix(got, "\ufeffa,b\r\n"), ",x\r\n")
		if strings.Trim(cell, `"`) != want {
			t.Errorf("%q is written as %q, want %q", text, cell, want)
		}
		source, err := intake.ReadBytes(context.Background(), "list.csv", []byte(got), intake.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if back := source.Sheets[0].Rows[1][0]; back != strings.TrimSpace(text) {
			t.Errorf("%q is read back as %q", text, back)
		}
	}
}

func TestAnErrorOfTheRowsEndsTheFile(t *testing.T) {
	broken := errors.New("gone")
	s := report.Sheet{Columns: []report.Column{{Head: "a"}}, Rows: func(yield func(report.Row, error) bool) { yield(report.Row{}, broken) }}
	if err := csv.WriteSheet(context.Background(), &bytes.Buffer{}, s, nil); !errors.Is(err, broken) {
		t.Error(err)
	}
}
