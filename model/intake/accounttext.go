package intake

import (
	"fmt"
	"slices"
	"strings"

	"rollbook/model"
)

// linesOfField is how many texts of a field the account tells in words.
const linesOfField = 60

// Lines tells the account in words, a line a thing.
func (l *List) Lines(p *Preview) []string {
	a := p.Account
	if a == nil {
		return nil
	}
	lines := []string{fmt.Sprintf("Read %s as a list of %s%s.", l.Source.Name, l.Kind, l.howRead())}
	lines = append(lines, l.above()...)
	for _, c := range a.Columns {
		switch {
		case c.Field != "" && c.Why != "":
			lines = append(lines, fmt.Sprintf("The column “%s” is %s (%s).", c.Heading, c.Field, c.Why))
		case c.Field != "":
			lines = append(lines, fmt.Sprintf("The column “%s” is %s.", c.Heading, c.Field))
		case c.LeftOut > 0:
			lines = append(lines, fmt.Sprintf("The column “%s” is left out, with %s%s.", c.Heading, numberOf(c.LeftOut, "value", "values"), because(c.Why)))
		default:
			lines = append(lines, fmt.Sprintf("The column “%s” is left out; it is empty.", c.Heading))
		}
	}
	told := map[string]int{}
	for _, t := range a.Texts {
		if told[t.Field]++; told[t.Field] > linesOfField {
			continue
		}
		rows := make([]int, len(t.Rows))
		for i, r := range t.Rows {
			rows[i] = int(r)
		}
		lines = append(lines, fmt.Sprintf("%s “%s” is %s (%s).", t.Field, shorten(t.Text), shorten(t.Means), rowsWord(slices.Compact(rows))))
	}
	for _, f := range l.Kind.Fields() {
		if more := told[f.Name] - linesOfField; more > 0 {
			lines = append(lines, fmt.Sprintf("%s: %d other texts were taken for what they mean.", f.Name, more))
		}
		if more := a.own[f.Name] - ownKept; more > 0 {
			lines = append(lines, fmt.Sprintf("%s: %s more are written otherwise than in the file.", f.Name, model.Thousands(more)))
		}
	}
	for i, f := range a.Folded {
		if i == linesOfField {
			lines = append(lines, fmt.Sprintf("%d other rows fold into rows above them.", len(a.Folded)-i))
			break
		}
		lines = append(lines, fmt.Sprintf("Row %d folds into row %d, %s: %s.", f.Row, f.Into, f.Name, f.Why))
	}
	lines = append(lines, a.notTakenLines()...)
	if by := l.leftOutRows(p); len(by) > 0 {
		lines = append(lines, fmt.Sprintf("Left out, as you said: %s.", rowsWord(by)))
	}
	lines = append(lines, a.Totals.Summary(l.Kind))
	if l.Kind != Headcounts && len(p.Rows) > 0 {
		lines = append(lines, a.Totals.register(l.Kind))
	}
	return lines
}

func because(why string) string {
	if why == "" {
		return ""
	}
	return ": " + why
}

// howRead says from where in the file and how.
func (l *List) howRead() string {
	text := ""
	if len(l.Source.Sheets) > 1 {
		text += fmt.Sprintf(", from the sheet “%s”", l.sheet().Name)
	}
	if l.Source.Encoding != "" {
		text += ", in " + l.Source.Encoding
	}
	if l.Days != Unknown && l.Kind.Dated() {
		text += ", dates in figures as " + string(l.Days)
	}
	return text
}

// above tells the rows above the headings.
func (l *List) above() []string {
	var lines []string
	for row := range max(l.Header, 0) {
		if cells := l.sheet().Rows[row]; len(cells) > 0 {
			text := strings.TrimSpace(strings.Join(cells, " "))
			lines = append(lines, fmt.Sprintf("Row %d stands above the headings and is not read: “%s”.", l.sheet().Line(row), shorten(text)))
		}
	}
	return lines
}

func (l *List) leftOutRows(p *Preview) []int {
	var rows []int
	for _, row := range p.LeftOut {
		if l.skipped[row] {
			rows = append(rows, l.sheet().Line(row))
		}
	}
	return rows
}

func rowsWord(rows []int) string {
	if len(rows) == 1 {
		return fmt.Sprintf("row %d", rows[0])
	}
	return "rows " + rowsText(rows)
}

func numberOf(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return model.Thousands(n) + " " + many
}

// Summary gives the totals in one line: "87 rows: 80 people are new, 5 known, 2 fold into
// others; 43 women, 40 men, 4 not said; 12 countries, 3 rows without one."
func (t Totals) Summary(kind Kind) string {
	if t.Rows == 0 {
		return "No row was read."
	}
	var parts []string
	add := func(n int, text string) {
		if n > 0 {
			parts = append(parts, model.Thousands(n)+" "+text)
		}
	}
	switch kind {
	case People:
		add(t.New, map[bool]string{true: "person is new", false: "people are new"}[t.New == 1])
		add(t.Known, "known")
	default:
		add(t.New, "new")
		add(t.Known-t.Changed, "known and as they were")
		add(t.Changed, "changed")
	}
	add(t.Fold, map[bool]string{true: "folds into another", false: "fold into others"}[t.Fold == 1])
	add(t.Asked, "asked about")
	add(t.LeftOut, "left out")
	if len(parts) == 0 {
		parts = append(parts, "nothing was read")
	}
	text := numberOf(t.Rows, "row", "rows") + ": " + strings.Join(parts, ", ")
	if kind == People || kind == Headcounts {
		sexes := []string{numberOf(t.Women, "woman", "women"), numberOf(t.Men, "man", "men")}
		if t.OtherSex > 0 {
			sexes = append(sexes, model.Thousands(t.OtherSex)+" other")
		}
		text += "; " + strings.Join(append(sexes, model.Thousands(t.NotSaid)+" not said"), ", ")
	}
	if kind == Headcounts && t.Participant != nil {
		text += "; " + t.Participant.String() + " in all"
	}
	if kind == Reported && t.Events != nil {
		text += fmt.Sprintf("; %s events, %s participants", t.Events, t.Participant)
	}
	if kind == Marks && len(t.Marks) > 0 {
		var marks []string
		for _, v := range []model.MarkValue{model.Present, model.Late, model.Excused, model.Absent} {
			if n := t.Marks[v.Label()]; n > 0 {
				marks = append(marks, model.Thousands(n)+" "+strings.ToLower(v.Label()))
			}
		}
		text += "; " + numberOf(t.Sessions, "session", "sessions") + ", " + strings.Join(marks, ", ")
	}
	if kind == People || kind == Headcounts || kind == Activities {
		text += "; " + numberOf(t.Countries, "country", "countries") + ", " + numberOf(t.NoCountry, "row", "rows") + " without one"
	}
	return text + "."
}

// register says how many records the register has and will have.
func (t Totals) register(kind Kind) string {
	return fmt.Sprintf("The register has %s %s; with the list it will have %s.", model.Thousands(t.Before), recordsOf[kind], model.Thousands(t.After))
}

// recordsOf says of which records an account tells how many there are.
var recordsOf = map[Kind]string{People: "people", Activities: "activities", Reported: "reported totals", Marks: "marks of the list’s activities"}
