package pdf

import (
	"rollbook/model"
	"rollbook/model/country"
	"rollbook/model/report"
)

// Paper is what the papers of a workshop are made from.
type Paper struct {
	Office model.Office
	Roll   model.Roll
	AsOf   model.Instant
	// Language is that of the headings, one of Languages; empty: English. A paper in
	// Arabic runs from right to left.
	Language string
	// Second is another language in which headings stand below the first; empty: none.
	Second string
	// Country names countries; nil: as the UN does, in the paper's language.
	Country func(model.CountryCode) string
}

func (p Paper) words() words { return wordsIn(p.Language) }

// country names the country represented; nothing where there is none.
func (p Paper) country(code model.CountryCode) string {
	if code == "" {
		return ""
	}
	if p.Country != nil {
		if name := p.Country(code); name != "" {
			return name
		}
	}
	if c, ok := country.ByCode(code); ok {
		return c.NameIn(p.Language)
	}
	return string(code)
}

// head gives a heading in the paper's language, and below it in the second.
func (p Paper) head(word func(words) string) string {
	first := word(p.words())
	if p.Second == "" || p.Second == p.Language {
		return first
	}
	if second := word(wordsIn(p.Second)); second != first {
		return first + "\n" + second
	}
	return first
}

// place is where the activity was, or is to be.
func (p Paper) place() string { return p.Roll.Activity.Place(p.country(p.Roll.Activity.Country)) }

// days are the activity's, in words.
func (p Paper) days() string {
	return p.words().span(p.Roll.Activity.FirstDay, p.Roll.Activity.LastDay)
}

func (p Paper) about(title string) about {
	return about{title: joined(title, p.Roll.Activity.Title), author: p.Office.Name, language: p.words().language, made: p.AsOf}
}

// names of a person as papers show them: the name, and below it that in their own script.
func names(a model.Attendee) (name, native string) {
	if a.Who.NativeName != a.Who.Name {
		native = a.Who.NativeName
	}
	return a.Who.Name, native
}

func organisation(a model.Attendee) string {
	if a.Organisation != "" {
		return a.Organisation
	}
	return a.Who.Organisation
}

func position(a model.Attendee) string {
	if a.Position != "" {
		return a.Position
	}
	return a.Who.Position
}

// Texts gives what of the register stands on the papers, for Missing.
func (p Paper) Texts() []string {
	all := []string{p.Office.Name, p.Roll.Activity.Title, p.place()}
	for _, s := range p.Roll.Sessions {
		all = append(all, s.Name)
	}
	for _, a := range report.Expected(p.Roll) {
		name, native := names(a)
		all = append(all, name, native, p.country(a.Country), organisation(a), position(a), a.RoleName)
	}
	return all
}

// Texts gives all texts of a report, for Missing.
func Texts(doc report.Document) []string {
	all := []string{doc.Title, doc.Subtitle, doc.Office}
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case report.Heading:
			all = append(all, b.Text)
		case report.Paragraph:
			all = append(all, b.Text)
		case report.List:
			all = append(all, b.Items...)
		case report.Table:
			all = append(append(all, b.Title), b.Notes...)
			for _, c := range b.Columns {
				all = append(all, c.Head)
			}
			for _, r := range b.Rows {
				for _, c := range r.Cells {
					all = append(all, c.Text)
				}
			}
		case report.Chart:
			about, table := b.Chart.Describe(), b.Chart.Table()
			all = append(append(all, about.Title, about.Unit, about.Note, b.Note), table.Head...)
			for _, r := range table.Rows {
				all = append(all, r...)
			}
		case report.Space:
			all = append(all, b.Caption)
		}
	}
	return all
}
