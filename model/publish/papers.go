package publish

import (
	"context"
	"io"
	"slices"
	"strings"

	"rollbook/model"
	"rollbook/model/pdf"
)

// PapersSource is what the papers of a workshop ask of a register.
type PapersSource interface {
	Office(context.Context) (model.Office, error)
	Roll(context.Context, model.ID) (model.Roll, error)
	Countries(context.Context) ([]model.Country, error)
	Certificate(ctx context.Context, activity model.ID) (model.Certificate, error)
	Awards(ctx context.Context, activity model.ID) (map[model.ID]string, error)
	Award(ctx context.Context, activity model.ID, day model.Day) (map[model.ID]string, error)
}

// Options say how a paper is made, where there is a choice.
type Options struct {
	Language  string // of headings, one of pdf.Languages; empty: English
	Second    string // another in which headings stand below the first; empty: none
	BySession bool   // of sign-in sheets: one a session, not one a day
	EveryDay  bool   // of sign-in sheets: one for each day of a long activity that has no sessions
	Blank     int    // lines or badges without a name, for walk-ins
	Labels    string // what badges are printed on: the name of one of pdf.LabelSheets
	Everyone  bool   // of lists of participants: all registered, and who attended, not only those who came
	Marks     bool   // of reports on an activity: attendance by person and session
	Boxes     bool   // of reports on an activity: places for evaluation and photos
}

// Validate refuses a language or labels that there are not, and a number that cannot be.
// The error has code EInvalid and says what there is.
func (o Options) Validate() error {
	for _, language := range []string{o.Language, o.Second} {
		if language != "" && !slices.Contains(pdf.Languages(), language) {
			return model.Errorf(model.EInvalid, "There are no headings in %q; choose one of %s.", language, strings.Join(pdf.Languages(), ", "))
		}
	}
	if o.Labels != "" && !slices.Contains(LabelNames(), o.Labels) {
		return model.Errorf(model.EInvalid, "There are no labels %q; choose one of: %s.", o.Labels, strings.Join(LabelNames(), "; "))
	}
	if o.Blank < 0 || o.Blank > mostBlank {
		return model.Errorf(model.EInvalid, "Choose between 0 and %d lines or badges without a name.", mostBlank)
	}
	return nil
}

// mostBlank is how many lines or badges without a name there may be.
const mostBlank = 500

// LabelNames lists what badges can be printed on.
func LabelNames() []string {
	var names []string
	for _, s := range pdf.LabelSheets() {
		names = append(names, s.Name)
	}
	return names
}

// Languages lists the languages in which papers can have their headings, English first.
func Languages() []string { return pdf.Languages() }

// Choice is something that Options can choose of a kind of report.
type Choice string

// The choices.
const (
	ChooseLanguage Choice = "language"
	ChooseSession  Choice = "session"
	ChooseBlank    Choice = "blank"
	ChooseEveryDay Choice = "every day"
	ChooseLabels   Choice = "labels"
	ChooseEveryone Choice = "everyone"
	ChooseMarks    Choice = "marks"
	ChooseBoxes    Choice = "boxes"
)

// workshopPaper is a paper of a workshop, which is a PDF.
func workshopPaper(name, label string, write func(context.Context, io.Writer, Register, Request, pdf.Paper, model.Progress) error, choices ...Choice) Kind {
	return Kind{Name: name, Label: label, Of: Activity, Choices: choices, writers: map[Format]writer{PDF: func(ctx context.Context, w io.Writer, r Register, q Request, progress model.Progress) error {
		p, err := paperOf(ctx, r, q)
		if err != nil {
			return err
		}
		return write(ctx, w, r, q, p, progress)
	}}}
}

// paperOf gathers what a paper is made from.
func paperOf(ctx context.Context, r Register, q Request) (pdf.Paper, error) {
	p := pdf.Paper{AsOf: q.At, Language: q.Options.Language, Second: q.Options.Second}
	var err error
	if p.Office, err = r.Office(ctx); err != nil {
		return p, err
	}
	if p.Roll, err = r.Roll(ctx, q.Activity); err != nil {
		return p, err
	}
	own, err := r.Countries(ctx)
	if err != nil {
		return p, err
	}
	names := map[model.CountryCode]string{}
	for _, c := range own {
		names[c.Code] = c.Name
	}
	if p.Language == "" || p.Language == "en" { // an office's own names are in its own language
		p.Country = func(code model.CountryCode) string { return names[code] }
	}
	return p, nil
}

func writeSignIn(ctx context.Context, w io.Writer, _ Register, q Request, p pdf.Paper, progress model.Progress) error {
	return pdf.SignIn(ctx, w, p, pdf.SignInOptions{BySession: q.Options.BySession, Blank: q.Options.Blank, EveryDay: q.Options.EveryDay}, progress)
}

func writeBadges(ctx context.Context, w io.Writer, _ Register, q Request, p pdf.Paper, progress model.Progress) error {
	o := pdf.BadgeOptions{Blank: q.Options.Blank}
	if i := slices.IndexFunc(pdf.LabelSheets(), func(s pdf.LabelSheet) bool { return s.Name == q.Options.Labels }); i >= 0 {
		o.Sheet = pdf.LabelSheets()[i]
	}
	return pdf.Badges(ctx, w, p, o, progress)
}

func writeCertificates(ctx context.Context, w io.Writer, r Register, q Request, p pdf.Paper, progress model.Progress) error {
	o, err := certificateOptions(ctx, r, q, !previewing(w))
	if err != nil {
		return err
	}
	return pdf.Certificates(ctx, w, p, o, progress)
}

// certificateOptions gives how certificates read and their numbers; give says that they are
// given out now, so that their numbers are kept.
func certificateOptions(ctx context.Context, r Register, q Request, give bool) (pdf.CertificateOptions, error) {
	var o pdf.CertificateOptions
	var err error
	if o.Certificate, err = r.Certificate(ctx, q.Activity); err != nil {
		return o, err
	}
	if give {
		o.Numbers, err = r.Award(ctx, q.Activity, model.DayOf(q.At.Time()))
		return o, err
	}
	o.Numbers, err = r.Awards(ctx, q.Activity)
	return o, err
}

// saveCertificates writes a folder of certificates, a file each.
func saveCertificates(ctx context.Context, r Register, q Request, folder string, progress model.Progress) error {
	p, err := paperOf(ctx, r, q)
	if err != nil {
		return err
	}
	o, err := certificateOptions(ctx, r, q, true)
	if err != nil {
		return err
	}
	return SaveFolder(folder, func(create func(string) (io.WriteCloser, error)) error {
		return pdf.CertificatesApart(ctx, create, p, o, progress)
	})
}

func writeParticipants(ctx context.Context, w io.Writer, _ Register, q Request, p pdf.Paper, progress model.Progress) error {
	return pdf.Participants(ctx, w, p, q.Options.Everyone, progress)
}
