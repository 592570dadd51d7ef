// Package publish makes every report there is, in every format it can be had in, and saves
// it so that nothing half written is left. The window and the terminal both take their
// reports from here.
package publish

import (
	"context"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"rollbook/model"
	"rollbook/model/report"
)

// Format is what a report is written as; it is the ending of the file's name.
type Format string

// The formats.
const (
	PDF  Format = "pdf"
	XLSX Format = "xlsx"
	PPTX Format = "pptx"
	CSV  Format = "csv"
)

// formats lists the formats in the order in which they are offered.
var formats = []Format{PDF, XLSX, PPTX, CSV}

// Label gives the format in words (an English key for translation).
func (f Format) Label() string {
	return map[Format]string{PDF: "PDF document", XLSX: "Excel workbook", PPTX: "PowerPoint presentation", CSV: "Text with separated columns (CSV)"}[f]
}

// FormatOf gives the format that a file's name asks for; "" where it names none that there
// is.
func FormatOf(path string) Format {
	ending := Format(strings.ToLower(strings.TrimPrefix(filepath.Ext(path), ".")))
	if slices.Contains(formats, ending) {
		return ending
	}
	return ""
}

// Subject is what a report is on.
type Subject string

// The subjects.
const (
	Period   Subject = "period"
	Activity Subject = "activity"
	Whole    Subject = "register" // all of it
	Frozen   Subject = "snapshot" // a snapshot, beside the figures of now
)

// Register is what reports ask of a register.
type Register interface {
	report.SummarySource
	report.ActivitySource
	report.CountriesSource
	report.DeckSource
	report.RegisterSource
	PapersSource
	SnapshotSource
}

// Request says what a report is to be on.
type Request struct {
	Period   model.Period // of reports on a period
	Activity model.ID     // of reports on an activity
	Snapshot model.ID     // of reports on a snapshot
	At       model.Instant
	Options  Options
}

// Kind is a kind of report.
type Kind struct {
	Name  string // as in commands: "summary"
	Label string // in words (an English key for translation)
	Of    Subject
	// Choices says which Options there are to choose.
	Choices []Choice
	// Gives says that making it gives something out, which the register then knows: numbers
	// of certificates.
	Gives bool

	writers map[Format]writer
	apart   func(ctx context.Context, r Register, q Request, folder string, progress model.Progress) error // makes a folder of files; nil: it cannot be had as one
}

// writer writes a report in one format.
type writer func(context.Context, io.Writer, Register, Request, model.Progress) error

// Formats lists the formats that the report can be had in.
func (k Kind) Formats() []Format {
	return slices.DeleteFunc(slices.Clone(formats), func(f Format) bool { return k.writers[f] == nil && !k.folder(f) })
}

// folder says whether the report in this format is a folder of files whatever its name.
func (k Kind) folder(f Format) bool { return k.Of == Whole && f == CSV }

// Check says why the report cannot be saved under a name: the error has code EInvalid where
// the name's ending is not that of a format it can be had in.
func (k Kind) Check(path string) error {
	f := FormatOf(path)
	if f == "" && k.apart != nil && filepath.Ext(path) == "" {
		return nil // a folder
	}
	if slices.Contains(k.Formats(), f) {
		return nil
	}
	var endings []string
	for _, f := range k.Formats() {
		endings = append(endings, "."+string(f))
	}
	return model.Errorf(model.EInvalid, "%q cannot be saved as %q; give a name that ends in %s.", k.Name, filepath.Base(path), strings.Join(endings, ", "))
}

// Save makes the report and saves it, in the format that the file's name ends in. A name
// without an ending is that of a folder, for kinds that can be had as one: a file for each
// certificate, or for each kind of record. The error is Check's, Save's, or the register's.
func (k Kind) Save(ctx context.Context, r Register, q Request, path string, progress model.Progress) error {
	if err := k.Check(path); err != nil {
		return err
	}
	f := FormatOf(path)
	if f == "" || k.folder(f) {
		return k.apart(ctx, r, q, path, progress)
	}
	return Save(path, func(w io.Writer) error { return k.writers[f](ctx, w, r, q, progress) })
}

// Find gives the kind of a name; the error has code EInvalid and says what kinds there are.
func Find(name string) (Kind, error) {
	var names []string
	for _, k := range Kinds() {
		if k.Name == name {
			return k, nil
		}
		names = append(names, k.Name)
	}
	return Kind{}, model.Errorf(model.EInvalid, "There is no report %q; there is %s.", name, strings.Join(names, ", "))
}
