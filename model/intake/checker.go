package intake

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"rollbook/model"
	"rollbook/model/country"
	"rollbook/model/fold"
)

// checker reads the rows of one list into records.
type checker struct {
	l        *List
	known    *Known
	p        *Preview
	columns  map[string]int   // where each field is
	fraction map[string]bool  // whether shares are fractions of 1, by field
	parts    map[string][]int // where fields are that several columns hold a part of
	last     model.ID         // negative, of records that would be made

	marksAdded int // marks of people who had none at the session

	fate    fate               // of the row
	rowOf   map[model.ID]int32 // the number of the first row about a person
	madeAt  map[model.ID]int   // where a person that is made stands in the batch
	explain *[]CellRead        // what is understood of the row, where somebody looks at it

	row int  // being read
	bad bool // it has a problem

	codes      map[string]int // row number, by folded code of an activity in the list
	counts     map[string]int // row number, by activity, country and sex
	themes     map[string]model.ID
	partners   map[string]model.ID
	newThemes  []string
	newPartner []string

	keys        map[string]model.Person    // people of the list, by what tells them apart in it
	claimed     map[model.ID]string        // the key of each of them
	born        map[model.ID]string        // when people of the list were born, as it says
	addresses   map[string]map[string]bool // the names beside each address; nil: not counted
	recognised  []string                   // names of people of the list whom the register has
	newSessions []string
	rolls       map[model.ID]*roll
	taken       map[answer]string          // what was said before and taken again
	held        *formsHeld                 // forms of address that the list has
	sexLetters  map[string]bool            // that its column of sexes has
	firstAhead  model.Day                  // of activities without a status that lie ahead
	days        map[string]readDays        // texts of days that were read
	lands       map[string]*country.Column // of the fields that hold countries
	grid        []int                      // the columns of a grid; nil: not looked for
}

func newChecker(l *List, known *Known, p *Preview) *checker {
	l.recall(known, p)
	c := &checker{l: l, known: known, p: p, columns: map[string]int{}, parts: map[string][]int{}, fraction: map[string]bool{}, codes: map[string]int{}, counts: map[string]int{},
		themes: map[string]model.ID{}, partners: map[string]model.ID{}, rolls: map[model.ID]*roll{},
		keys: map[string]model.Person{}, born: map[model.ID]string{}, claimed: map[model.ID]string{}, rowOf: map[model.ID]int32{}, madeAt: map[model.ID]int{}}
	for i, column := range l.Columns {
		switch {
		case column.Part:
			c.parts[column.Field] = append(c.parts[column.Field], i)
		case column.Field != "":
			c.columns[column.Field] = i
		}
	}
	return c
}

func (c *checker) newID() model.ID {
	c.last--
	return c.last
}

// columnsComplete complains of required fields that no column holds.
func (c *checker) columnsComplete() bool {
	complete := true
	for _, f := range c.l.Kind.Fields() {
		if open, ok := c.l.contests[f.Name]; ok {
			complete = false
			var names []string
			for _, i := range open.columns {
				names = append(names, c.l.called(i))
			}
			c.askOfColumn(f.Name, open.why, names...)
			continue
		}
		if _, there := c.columns[f.Name]; there || !f.Required || c.elsewhere(f.Name) {
			continue
		}
		complete = false
		reason := fmt.Sprintf("No column is headed as %q, which every list of %s needs; say which one it is.", f.Name, c.l.Kind)
		if len(c.l.headings()) > 0 {
			reason = fmt.Sprintf("No column is known to hold %q, which every list of %s needs; say which one it is.", f.Name, c.l.Kind)
		}
		c.askOfColumn(f.Name, reason, c.l.headings()...)
	}
	return complete
}

// elsewhere says whether what a required field says is to be had without its column.
func (c *checker) elsewhere(field string) bool {
	switch field {
	case "number":
		return c.hasWide()
	case "activity":
		return c.l.activity != 0
	case "name":
		return c.has("given") && c.has("family")
	case "person":
		return c.has("given") || c.has("family") || c.has("email")
	case "session":
		return len(c.gridColumns()) > 0 || c.has("day") && c.gridColumns() == nil || c.has("day") && !c.has("mark")
	case "mark":
		return len(c.gridColumns()) > 0 || c.has("session") || c.has("day")
	}
	return false
}

func (c *checker) check(ctx context.Context, row int) error {
	c.row, c.bad = row, false
	if c.rowDoubts(); c.bad {
		return nil
	}
	switch c.l.Kind {
	case Activities:
		return c.activity(ctx)
	case Headcounts:
		c.headcount()
	case Reported:
		c.reported()
	case People:
		return c.person(ctx)
	case Marks:
		return c.marks(ctx)
	}
	return nil
}

// close tells what is made beside the rows.
func (c *checker) close() {
	tell := func(names []string, one, many string) {
		switch {
		case len(names) == 1:
			c.p.Notes = append(c.p.Notes, fmt.Sprintf("%s that the register does not have yet will be added: %s.", one, names[0]))
		case len(names) > 1:
			c.p.Notes = append(c.p.Notes, fmt.Sprintf("%d %s that the register does not have yet will be added: %s.", len(names), many, strings.Join(names, "; ")))
		}
	}
	tell(c.newThemes, "A theme", "themes")
	tell(c.newPartner, "A partner", "partners")
	tell(c.newSessions, "A session", "sessions")
	if n := len(c.recognised); n == 1 {
		c.p.Notes = append(c.p.Notes, fmt.Sprintf("%s is in the register already and is not added again.", c.recognised[0]))
	} else if n > 1 {
		c.p.Notes = append(c.p.Notes, fmt.Sprintf("%d people are in the register already and are not added again: %s.", n, firstOf(c.recognised, 12)))
	}
	c.p.Notes = append(c.p.Notes, c.l.needless()...)
	if len(c.p.Problems) > 0 {
		c.p.Batch = model.Batch{}
	} else {
		c.p.Batch.Remembered = slices.Clone(c.l.kept)
	}
}

// firstOf names the first n of many.
func firstOf(names []string, n int) string {
	if len(names) <= n {
		return strings.Join(names, "; ")
	}
	return strings.Join(names[:n], "; ") + fmt.Sprintf("; and %d more", len(names)-n)
}

// complain notes what a field of the row says that cannot be read or is not certain. An
// answer to it stands in place of the text in every row that says the same.
func (c *checker) complain(field, value, reason string, choices ...string) {
	c.complainOf("", field, value, reason, choices...)
}

// doubt notes why a cell cannot be read, with what would do where that is known.
func (c *checker) doubt(field, value string, err error) {
	var doubt *Doubt
	if errors.As(err, &doubt) && doubt.Reason == orderOpen {
		c.complainOf(AboutList, "dates", value, fmt.Sprintf("%s: “%s” is %s", doubt.Reason, value, strings.Join(doubt.Choices, " or ")), string(DayMonthYear), string(MonthDayYear))
		return
	}
	if errors.As(err, &doubt) {
		c.complain(field, value, doubt.Reason, doubt.Choices...)
		return
	}
	c.complain(field, value, err.Error())
}

// refuse notes what the register has against a record of the row.
func (c *checker) refuse(err error) {
	for _, f := range model.FieldErrors(err) {
		c.complain(f.Field, c.cell(f.Field), f.Message)
	}
}

func (c *checker) has(field string) bool {
	_, ok := c.columns[field]
	return ok
}

// cell gives what the row says in a field. What a formula could not work out is nobody's
// answer.
func (c *checker) cell(field string) string {
	text := c.asRemembered(field, c.l.Cell(c.row, field))
	switch {
	case isUnavailable(text):
		return ""
	case isError(text):
		c.complain(field, text, "the formula in this cell could not be worked out; write the value")
		return ""
	}
	if i, ok := c.columns[field]; ok && c.untold(field, text, i, false) {
		return ""
	}
	return text
}

// asRemembered gives what people said before that a text of a field means, and notes that
// it was taken; the text itself where they said nothing.
func (c *checker) asRemembered(field, text string) string {
	topic := topicOf(c.l.Kind, field)
	means, ok := c.known.remembered(topic, text)
	if !ok {
		return text
	}
	key := answer{field, text}
	if c.taken == nil {
		c.taken = map[answer]string{}
	}
	if _, told := c.taken[key]; !told {
		c.taken[key] = means
		c.p.Notes = append(c.p.Notes, fmt.Sprintf("“%s” was taken for “%s”, as you said before.", shorten(text), shorten(means)))
	}
	return means
}

// said gives what the row says in a field; "" where it says that nothing is known.
func (c *checker) said(field string) string {
	if text := c.cell(field); !nothing(text) {
		return text
	}
	return ""
}

// required gives what the row says in a field that must say something.
func (c *checker) required(field string) string {
	text := c.cell(field)
	if nothing(text) && !c.bad {
		c.complain(field, text, "this must not be empty")
	}
	return text
}

// number reads a number; known is false where the cell says nothing.
func (c *checker) number(field string) (n int, approximate, known bool) {
	f, known := c.figure(field)
	return f.Value, f.Kind != model.Exact, known
}

// figure reads a number with how certain it is; known is false where the cell says nothing.
func (c *checker) figure(field string) (f model.Figure, known bool) {
	text := c.cell(field)
	if nothing(text) {
		return f, false
	}
	if i, ok := c.columns[field]; ok && c.untold(field, text, i, true) {
		return f, false
	}
	f, err := Figure(text)
	if err != nil {
		c.doubt(field, text, err)
		return f, false
	}
	return f, true
}

// yes reads a yes or no.
func (c *checker) yes(field string) bool {
	text := c.cell(field)
	yes, err := readYes(text)
	if err != nil {
		c.complain(field, text, err.Error())
	}
	return yes
}

// says says whether a field says one of the words given.
func (c *checker) says(field string, of map[string]bool) bool { return of[fold.Text(c.cell(field))] }

// activityType reads a type of the office's list.
func (c *checker) activityType(field string) model.ID {
	text := c.required(field)
	if nothing(text) {
		return 0
	}
	id, choices := c.known.findType(text)
	if id == 0 {
		c.complain(field, text, "the office has no such activity type", choices...)
	}
	return id
}

// choice reads one of a few words.
func choice[T ~string](c *checker, field string, of map[string]T, says string) T {
	text := c.cell(field)
	if nothing(text) {
		return ""
	}
	value, ok := of[headingKey(text)]
	if !ok {
		c.complain(field, text, says)
	}
	return value
}

// choices makes the words that mean a value: "held|took place" → Held.
func choices[T ~string](of map[T]string) map[string]T {
	all := map[string]T{}
	for value, words := range of {
		for word := range strings.SplitSeq(words, "|") {
			all[headingKey(word)] = value
		}
	}
	return all
}

// several splits a cell that holds several things: "a; b".
func several(text string) []string {
	if nothing(text) {
		return nil
	}
	var parts []string
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ';' || r == '\n' || r == '；' || r == '؛' }) {
		if part = strings.TrimSpace(part); !nothing(part) {
			parts = append(parts, part)
		}
	}
	return parts
}
