package intake

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"rollbook/model"
)

// Report is what is written of a list that was checked: what was understood, and the
// questions. With the answers filled in it is a file of answers.
type Report struct {
	File      string   `json:"file"`
	As        Kind     `json:"as"`
	Sheet     string   `json:"sheet,omitempty"`
	Encoding  string   `json:"encoding,omitempty"`
	Separator string   `json:"separator,omitempty"`
	Made      int      `json:"made"`    // records that would be added
	Changed   int      `json:"changed"` // and changed
	Summary   string   `json:"summary"`
	Notes     []string `json:"notes"`
	// Understood is what cells, columns and rows were taken for.
	Understood *Account   `json:"understood"`
	Rows       []RowRead  `json:"rows"`
	Questions  []Question `json:"questions"`
	Answers    []Question `json:"answers,omitempty"` // those that were given before
}

// Report gives a list as it was checked as data.
func (l *List) Report(ctx context.Context, p *Preview) Report {
	r := Report{Summary: p.Account.Totals.Summary(l.Kind), Understood: p.Account, Rows: p.RowsRead(ctx, true),
		File: l.Source.Name, As: l.Kind, Sheet: l.sheet().Name, Encoding: l.Source.Encoding, Made: p.Made, Changed: p.Changed,
		Notes: append([]string{}, p.Notes...), Questions: append([]Question{}, p.Questions()...), Answers: l.replied}
	if l.Source.Separator != 0 {
		r.Separator = string(l.Source.Separator)
	}
	return r
}

// UnmarshalJSON reads a question; its answer may be a text, a number, or true and false.
func (q *Question) UnmarshalJSON(data []byte) error {
	type plain Question
	read := struct {
		*plain
		Answer any `json:"answer"`
	}{plain: (*plain)(q)}
	if err := json.Unmarshal(data, &read); err != nil {
		return err
	}
	q.Answer = nil
	switch said := read.Answer.(type) {
	case nil:
	case string:
		q.Answer = &said
	case bool:
		text := map[bool]string{true: "yes", false: "no"}[said]
		q.Answer = &text
	case float64:
		text := fmt.Sprint(said)
		q.Answer = &text
	default:
		return fmt.Errorf("the answer to %q is neither a text nor a number", cmp.Or(q.Text, q.Field))
	}
	return nil
}

// ReadAnswers reads the answers that people filled in in a report, or in its questions
// alone. The error has code EUnreadable.
func ReadAnswers(r io.Reader) ([]Question, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxFile))
	if err != nil {
		return nil, err
	}
	var report struct {
		Questions []Question `json:"questions"`
		Answers   []Question `json:"answers"`
	}
	if err := json.Unmarshal(data, &report.Questions); err == nil {
		return report.Questions, nil
	}
	if err := json.Unmarshal(data, &report); err != nil {
		return nil, &model.Error{Code: model.EUnreadable, Message: fmt.Sprintf("The answers cannot be read: %v.", err), Err: err}
	}
	return append(report.Answers, report.Questions...), nil
}

// ReplyAll takes answers from a file, first those that say how the list is written: the
// others build on them. Questions without an answer stay asked. The error has code
// EInvalid where an answer is none that its question takes.
func (l *List) ReplyAll(questions []Question) error {
	for _, about := range [][]About{{AboutColumn}, {AboutList}, {AboutText, AboutRow, AboutCase, AboutFile, ""}} {
		for _, q := range questions {
			for _, a := range about {
				if q.About != a || q.Answer == nil && !q.LeaveOut {
					continue
				}
				if q.About == "" {
					q.About = Problem{Index: -1, Row: len(q.Rows), Value: q.Text}.about()
				}
				if err := l.Reply(q); err != nil {
					return err
				}
				l.replied = append(l.replied, q)
			}
		}
	}
	return nil
}

// needless tells the answers from a file that are to texts no row has.
func (l *List) needless() (notes []string) {
	for _, q := range l.replied {
		if q.About != AboutText || q.LeaveOut || slices.ContainsFunc(l.sheet().Rows, func(row []string) bool { return slices.Contains(row, q.Text) }) {
			continue
		}
		if !slices.ContainsFunc(l.sheet().Rows, func(row []string) bool {
			return slices.ContainsFunc(row, func(cell string) bool { return strings.Contains(cell, q.Text) })
		}) {
			notes = append(notes, fmt.Sprintf("The answer to “%s” was not needed: no row says it.", shorten(q.Text)))
		}
	}
	return notes
}

// EncodingSaid gives the encoding that answers say a file is in; "" where they don't.
func EncodingSaid(questions []Question) string {
	for _, q := range questions {
		if q.About == AboutList && q.Field == "encoding" && q.Answer != nil {
			return *q.Answer
		}
	}
	return ""
}
