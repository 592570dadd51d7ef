package publish

import (
	"context"
	"errors"
	"io"
	"path/filepath"

	"rollbook/model"
	"rollbook/model/csv"
	"rollbook/model/pdf"
	"rollbook/model/pptx"
	"rollbook/model/report"
	"rollbook/model/xlsx"
)

// Kinds lists the kinds of reports in the order in which they are offered.
func Kinds() []Kind {
	return []Kind{
		paper("summary", "Summary of Activities", Period, func(ctx context.Context, r Register, q Request) (report.Document, error) {
			return report.Summary(ctx, r, q.Period, q.At)
		}, PDF, XLSX, PPTX, CSV),
		{Name: "deck", Label: "Round Table presentation", Of: Period, writers: map[Format]writer{PPTX: writeDeck}},
		paper("countries", "Countries", Period, func(ctx context.Context, r Register, q Request) (report.Document, error) {
			return report.Countries(ctx, r, q.Period, q.At)
		}, PDF, XLSX, CSV),
		paper("changes", "Changes since a snapshot", Frozen, changes, PDF, XLSX, CSV),
		paper("activity", "Activity report", Activity, func(ctx context.Context, r Register, q Request) (report.Document, error) {
			return report.Activity(ctx, r, q.Activity, q.At, report.ActivityOptions{Marks: q.Options.Marks, Boxes: q.Options.Boxes})
		}, PDF, XLSX, CSV).choosing(ChooseMarks, ChooseBoxes),
		workshopPaper("signin", "Sign-in sheet", writeSignIn, ChooseLanguage, ChooseSession, ChooseBlank, ChooseEveryDay),
		workshopPaper("badges", "Badges", writeBadges, ChooseLanguage, ChooseLabels, ChooseBlank),
		certificates(),
		participants(),
		{Name: "register", Label: "The whole register", Of: Whole, writers: map[Format]writer{XLSX: writeRegister}, apart: saveRegister},
	}
}

// certificates are for those who completed an activity: all in one file, or a folder of them.
func certificates() Kind {
	k := workshopPaper("certificates", "Certificates", writeCertificates, ChooseLanguage)
	k.apart, k.Gives = saveCertificates, true
	return k
}

// participants is the list of those at an activity: a paper in any language, or a sheet.
func participants() Kind {
	k := paper("participants", "List of participants", Activity, func(ctx context.Context, r Register, q Request) (report.Document, error) {
		return report.Participants(ctx, r, q.Activity, q.At, q.Options.Everyone)
	}, XLSX, CSV)
	as := workshopPaper(k.Name, k.Label, writeParticipants, ChooseLanguage, ChooseEveryone)
	k.Choices, k.writers[PDF] = as.Choices, as.writers[PDF]
	return k
}

// documentWriters write a document, whatever it is on.
var documentWriters = map[Format]func(context.Context, io.Writer, report.Document, model.Progress) error{
	PDF:  pdf.Write,
	XLSX: xlsx.Write,
	CSV:  csv.Write,
	PPTX: func(ctx context.Context, w io.Writer, d report.Document, progress model.Progress) error {
		return pptx.Write(ctx, w, d.Slides(), progress)
	},
}

// SaveDocument saves a document, such as a list as it is shown, in the format that the file's
// name ends in. The error has code EInvalid where it ends in none, or is Save's.
func SaveDocument(ctx context.Context, d report.Document, path string, progress model.Progress) error {
	write, ok := documentWriters[FormatOf(path)]
	if !ok {
		return model.Errorf(model.EInvalid, "%s cannot be saved so; give a name that ends in .xlsx, .csv, .pdf or .pptx.", filepath.Base(path))
	}
	return Save(path, func(w io.Writer) error { return write(ctx, w, d, progress) })
}

// paper is a kind that is made of a document.
func paper(name, label string, of Subject, compose func(context.Context, Register, Request) (report.Document, error), as ...Format) Kind {
	k := Kind{Name: name, Label: label, Of: of, writers: map[Format]writer{}}
	for _, f := range as {
		k.writers[f] = func(ctx context.Context, w io.Writer, r Register, q Request, progress model.Progress) error {
			d, err := compose(ctx, r, q)
			if err != nil {
				return err
			}
			return documentWriters[f](ctx, w, d, progress)
		}
	}
	return k
}

// choosing gives the kind with what can be chosen of it.
func (k Kind) choosing(all ...Choice) Kind {
	k.Choices = all
	return k
}

func writeDeck(ctx context.Context, w io.Writer, r Register, q Request, progress model.Progress) error {
	deck, err := report.RoundTable(ctx, r, q.Period, q.At)
	if err != nil {
		return err
	}
	return pptx.Write(ctx, w, deck, progress)
}

func writeRegister(ctx context.Context, w io.Writer, r Register, q Request, progress model.Progress) error {
	sheets, err := report.Register(ctx, r)
	if err != nil {
		return err
	}
	office, err := r.Office(ctx)
	if err != nil {
		return err
	}
	return xlsx.WriteSheets(ctx, w, report.Document{Title: "The whole register", Office: office.Name, AsOf: q.At}, sheets, progress)
}

// saveRegister writes a folder of CSVs, a file a sheet.
func saveRegister(ctx context.Context, r Register, _ Request, folder string, progress model.Progress) error {
	sheets, err := report.Register(ctx, r)
	if err != nil {
		return err
	}
	of, before := 0, 0
	for _, s := range sheets {
		of += s.Of
	}
	return SaveFolder(folder, func(create func(string) (io.WriteCloser, error)) error {
		for _, s := range sheets {
			w, err := create(s.Name + "." + string(CSV))
			if err != nil {
				return err
			}
			err = csv.WriteSheet(ctx, w, s, func(done, _ int) {
				if progress != nil {
					progress(min(before+done, of), of)
				}
			})
			if err := errors.Join(err, w.Close()); err != nil {
				return err
			}
			before += s.Of
		}
		return nil
	})
}
