package intake

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"rollbook/model"
	"rollbook/model/fold"
)

// About is what a question is about, which says what its answer changes.
type About string

// What questions are about.
const (
	AboutText   About = "text"   // what a text of a column means: the answer stands in its place in every row
	AboutRow    About = "row"    // what one or several rows should say: the answer stands in their cells
	AboutColumn About = "column" // which column holds a field: the answer is a heading, or nothing where none does
	AboutCase   About = "case"   // what to do in a case that the list leaves open: the answer is one of the choices
	AboutList   About = "list"   // how the list is written: the order of its days, its encoding
	AboutFile   About = "file"   // something no answer mends: the file must be changed
)

// Question is what people must say before a list is read in. The same text in a column is
// one question, however many rows hold it.
type Question struct {
	About    About    `json:"about"`
	Field    string   `json:"field,omitempty"`  // that it is of; of a case, what the case is called
	Column   string   `json:"column,omitempty"` // the heading
	Text     string   `json:"text,omitempty"`   // what the cells say
	Rows     []int    `json:"rows,omitempty"`   // their numbers in the file
	Why      string   `json:"why"`              // it is asked
	Choices  []string `json:"choices,omitempty"`
	Answer   *string  `json:"answer"`              // nil: not answered
	LeaveOut bool     `json:"leave_out,omitempty"` // the rows are left out
	Remember bool     `json:"remember,omitempty"`  // the register keeps the answer for other lists

	indexes []int // of the rows in the sheet
}

// Indexes gives the rows in the sheet that the question is about.
func (q Question) Indexes() []int { return q.indexes }

// Memorable says whether an answer to the question can be kept for other lists.
func (q Question) Memorable() bool {
	return q.About == AboutText && q.Text != "" && memorable(q.Field) || q.About == AboutColumn
}

// memorable says whether texts of a field mean the same in every list. A name, a day or a
// number is of its row alone.
func memorable(field string) bool {
	switch field {
	case "country", "countries", "sex", "mark", "type", "role", "status", "mode", "activity", "session", "counts", "approximate", "adds", "required", "kind", "evidence", "verified", "applied":
		return true
	}
	return false
}

// String gives the question as one line: rows, column, text, why, choices.
func (q Question) String() string {
	text := Problem{Column: q.Column, Value: q.Text, Reason: q.Why, Choices: q.Choices}.String()
	if len(q.Rows) == 0 {
		return text
	}
	if q.Column == "" && q.Text == "" {
		return rowsWord(q.Rows) + ": " + text
	}
	return rowsWord(q.Rows) + ", " + text
}

// rowsText writes row numbers with those that follow each other in one: "2, 5–7".
func rowsText(rows []int) string {
	var parts []string
	for i := 0; i < len(rows); {
		j := i
		for j+1 < len(rows) && rows[j+1] == rows[j]+1 {
			j++
		}
		switch j - i {
		case 0:
			parts = append(parts, fmt.Sprint(rows[i]))
		case 1:
			parts = append(parts, fmt.Sprint(rows[i]), fmt.Sprint(rows[j]))
		default:
			parts = append(parts, fmt.Sprintf("%d–%d", rows[i], rows[j]))
		}
		i = j + 1
		if len(parts) > 12 && i < len(rows) {
			return strings.Join(parts, ", ") + fmt.Sprintf(" and %d more", len(rows)-i)
		}
	}
	return strings.Join(parts, ", ")
}

// Questions gives the problems as questions: those that are one and the same in several
// rows are asked once.
func (p *Preview) Questions() []Question {
	type same struct {
		about                        About
		field, column, value, reason string
	}
	at := map[same]int{}
	var all []Question
	for _, problem := range p.Problems {
		key := same{problem.about(), problem.Field, problem.Column, problem.Value, problem.Reason}
		if key.about == AboutList {
			key = same{about: AboutList, field: problem.Field}
			problem.Value, problem.Column = "", ""
		}
		if i, ok := at[key]; ok {
			if n := len(all[i].Rows); problem.Row > 0 && (n == 0 || all[i].Rows[n-1] != problem.Row) {
				all[i].Rows, all[i].indexes = append(all[i].Rows, problem.Row), append(all[i].indexes, problem.Index)
			}
			continue
		}
		at[key] = len(all)
		q := Question{About: key.about, Field: problem.Field, Column: problem.Column, Text: problem.Value, Why: problem.Reason, Choices: problem.Choices}
		if problem.Row > 0 {
			q.Rows, q.indexes = []int{problem.Row}, []int{problem.Index}
		}
		all = append(all, q)
	}
	return all
}

// about says what the problem's answer changes, where it isn't said: the text, where there
// is one.
func (p Problem) about() About {
	switch {
	case p.About != "":
		return p.About
	case p.Index < 0 && p.Row == 0:
		return AboutFile
	case p.Value != "":
		return AboutText
	}
	return AboutRow
}

// Reply takes the answer to a question. The error has code EInvalid where the answer is
// none that the question takes.
func (l *List) Reply(q Question) error {
	if q.LeaveOut {
		for _, row := range l.rowsOf(q) {
			l.Skip(row, true)
		}
		return nil
	}
	if q.Answer == nil {
		return nil
	}
	said := cleanCell(*q.Answer)
	switch q.About {
	case AboutText, AboutCase:
		l.Answer(q.Field, q.Text, said)
		if q.Remember && q.Memorable() {
			l.keep(topicOf(l.Kind, q.Field), q.Text, said)
		}
	case AboutRow:
		for _, row := range l.rowsOf(q) {
			l.Fix(row, cmp.Or(q.Field, q.Column), said)
		}
	case AboutColumn:
		if nothing(said) {
			l.LeaveField(q.Field)
			return nil
		}
		if err := l.Map(said, q.Field); err != nil {
			return err
		}
		if q.Remember {
			l.keep(headingTopic(l.Kind), headingKey(said), q.Field)
		}
	case AboutList:
		return l.replyOfList(q.Field, said)
	default:
		return model.Errorf(model.EInvalid, "No answer mends this: %s", q.Why)
	}
	return nil
}

// replyOfList takes an answer about the list as a whole.
func (l *List) replyOfList(what, said string) error {
	switch what {
	case "dates":
		for _, order := range Orders() {
			if said == string(order) || fold.Text(said) == fold.Text(order.Label()) {
				l.SetDays(order)
				return nil
			}
		}
		return model.Errorf(model.EInvalid, "“%s” is no order of dates; there are dmy, mdy and ymd.", said)
	case "encoding":
		return nil // it was taken when the file was read
	}
	l.Answer(what, "", said)
	return nil
}

// rowsOf finds the rows of a question in the sheet; a question from a file knows only
// their numbers.
func (l *List) rowsOf(q Question) []int {
	if len(q.indexes) > 0 || len(q.Rows) == 0 {
		return q.indexes
	}
	var rows []int
	for row := range l.sheet().Rows {
		if slices.Contains(q.Rows, l.sheet().Line(row)) {
			rows = append(rows, row)
		}
	}
	return rows
}

// keep notes an answer that the register shall remember.
func (l *List) keep(topic, text, means string) {
	l.kept = slices.DeleteFunc(l.kept, func(r model.Remembered) bool { return r.Topic == topic && fold.Text(r.Text) == fold.Text(text) })
	l.kept = append(l.kept, model.Remembered{Topic: topic, Text: text, Means: means})
}

// recall gives columns the fields that people said before that their headings are of. Where
// a list has two such columns for one field they are as good as each other: it is asked.
func (l *List) recall(known *Known, p *Preview) {
	found := map[string][]int{}
	for i, column := range l.Columns {
		field, ok := known.remembered(headingTopic(l.Kind), headingKey(column.Heading))
		if _, there := l.Kind.field(field); ok && there && !l.said[column.Heading] && !l.leftOut[field] {
			found[field] = append(found[field], i)
		}
	}
	for _, f := range l.Kind.Fields() {
		columns := found[f.Name]
		if len(columns) == 0 || slices.ContainsFunc(l.Columns, func(c Column) bool { return c.Field == f.Name && l.said[c.Heading] }) {
			continue
		}
		if len(columns) > 1 {
			l.leaveOpen(f.Name, columns, fmt.Sprintf("%s were each taken for %q before; say which one it is", l.calledAll(columns), f.Name))
			continue
		}
		l.mapColumn(columns[0], f.Name)
		l.Columns[columns[0]].Why = "as you said before"
		delete(l.contests, f.Name)
		p.Notes = append(p.Notes, fmt.Sprintf("The column “%s” was taken for %q, as you said before.", l.Columns[columns[0]].Heading, f.Name))
	}
}

// ask gives people's answer, one of the choices, to a case that the row leaves open. Where
// there is none yet it is asked, and answered is false. The text tells one such case from
// another of the same topic: rows that ask the same are one question.
func (c *checker) ask(topic, text, why string, choices ...string) (said string, answered bool) {
	if said, ok := c.l.answers[answer{topic, text}]; ok {
		for _, choice := range choices {
			if fold.Text(choice) == fold.Text(said) {
				return choice, true
			}
		}
		why = fmt.Sprintf("“%s” is none of the answers; %s", shorten(said), why)
	}
	c.complainOf(AboutCase, topic, text, why, choices...)
	return "", false
}

// complainHere notes what is wrong with a field of this row alone: the same text is right
// in other rows.
func (c *checker) complainHere(field, value, reason string, choices ...string) {
	c.complainOf(AboutRow, field, value, reason, choices...)
}

// complainOf notes a question about something of the row.
func (c *checker) complainOf(about About, field, value, reason string, choices ...string) {
	c.bad = true
	p := Problem{About: about, Index: c.row, Row: c.l.sheet().Line(c.row), Field: field, Value: value, Reason: reason, Choices: choices}
	if i, ok := c.columns[field]; ok {
		p.Column = c.l.Columns[i].Heading
	}
	c.p.Problems = append(c.p.Problems, p)
}

// askOfColumn asks which column holds a field.
func (c *checker) askOfColumn(field, why string, headings ...string) {
	c.p.Problems = append(c.p.Problems, Problem{About: AboutColumn, Index: -1, Field: field, Reason: why, Choices: headings})
}

// askOfList asks how the list as a whole is written.
func (c *checker) askOfList(what, why string, choices ...string) {
	c.p.Problems = append(c.p.Problems, Problem{About: AboutList, Index: -1, Field: what, Reason: why, Choices: choices})
}
