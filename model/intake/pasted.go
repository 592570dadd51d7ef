package intake

import (
	"context"
	"strings"

	"rollbook/model"
)

// Typed makes a list of rows that were typed into a form or a command: what the columns
// hold, by the fields' names, and the cells.
func Typed(kind Kind, fields []string, rows ...[]string) *List {
	source := &Source{Sheets: []Sheet{{Rows: rows}}}
	l := &List{Kind: kind, Source: source, Header: -1, fixes: map[place]string{}, answers: map[answer]string{}, skipped: map[int]bool{}, said: map[string]bool{}, leftOut: map[string]bool{}}
	for _, field := range fields {
		l.Columns = append(l.Columns, Column{Field: field})
	}
	return l
}

// pastedColumns are the columns of headcounts that were copied without their headings.
var pastedColumns = []string{"country", "women", "men", "other", "not_stated"}

// PastedHeadcounts reads headcounts of one activity that were copied from a spreadsheet: with
// their headings, or country, women, men, other, not stated; country and number where there are
// two columns.
func PastedHeadcounts(ctx context.Context, known *Known, activity model.ID, text string) (*List, *Preview, error) {
	l := fromClipboard(Headcounts, text)
	if !has(l.Columns, "country") || !has(l.Columns, "number") && !has(l.Columns, "women") && !has(l.Columns, "men") {
		columns := append([]string(nil), pastedColumns...)
		if wide := l.sheet().width(); wide == 2 {
			columns = []string{"country", "number"}
		}
		l.headless(columns)
	}
	l.activity = activity
	p, err := l.Check(ctx, known)
	return l, p, err
}

// PastedPeople reads people who were copied from a spreadsheet or typed a line each: with
// their headings or, where there are none, name, country, organisation and e-mail by what
// the cells look like. With an activity they are registered for it.
func PastedPeople(ctx context.Context, known *Known, activity model.ID, text string) (*List, *Preview, error) {
	l := fromClipboard(People, text)
	if !has(l.Columns, "name") && !has(l.Columns, "family") {
		l.headless(known.guessPeople(l.sheet()))
	}
	l.activity = activity
	p, err := l.Check(ctx, known)
	return l, p, err
}

func fromClipboard(kind Kind, text string) *List {
	return NewList(&Source{Name: "clipboard", Sheets: []Sheet{ReadText(text)}}, kind)
}

// headless says what the columns of a list without headings hold.
func (l *List) headless(fields []string) {
	l.Header, l.Columns, l.contests = -1, make([]Column, l.sheet().width()), map[string]contest{}
	for i := range min(len(l.Columns), len(fields)) {
		l.Columns[i].Field = fields[i]
	}
}

// width is the number of columns of the widest row.
func (s *Sheet) width() int {
	wide := 0
	for _, row := range s.Rows {
		wide = max(wide, len(row))
	}
	return wide
}

// guessPeople says what the columns of people without headings hold, by their cells: an
// e-mail address, a sex, a country; the first of the rest is the name, the next the
// organisation and the position.
func (k *Known) guessPeople(s *Sheet) []string {
	fields := make([]string, s.width())
	rest := []string{"name", "organisation", "position"}
	for i := range fields {
		emails, sexes, countries, cells := 0, 0, 0, 0
		for _, row := range s.Rows {
			if i >= len(row) || row[i] == "" {
				continue
			}
			cells++
			if strings.Contains(row[i], "@") {
				emails++
			}
			if _, ok := sexWords[headingKey(row[i])]; ok {
				sexes++
			}
			if k.countries.Match(row[i]).Sure() {
				countries++
			}
		}
		switch {
		case cells == 0:
		case emails*2 > cells:
			fields[i] = "email"
		case sexes*2 > cells:
			fields[i] = "sex"
		case countries*2 > cells:
			fields[i] = "country"
		case len(rest) > 0:
			fields[i], rest = rest[0], rest[1:]
		}
	}
	return fields
}
