package intake

import (
	"cmp"
	"fmt"

	"rollbook/model"
)

// readDays is what a text says about days.
type readDays struct {
	first, last model.Day
	err         error
}

// daysOf reads a text of days in the way the list writes them; each text once.
func (c *checker) daysOf(text string) readDays {
	if read, ok := c.days[text]; ok {
		return read
	}
	sheet := c.l.sheet()
	var read readDays
	read.first, read.last, read.err = dayReader{c.l.Days, sheet.Serials, sheet.From1904, today(c.l.Today)}.span(text)
	if c.days == nil {
		c.days = map[string]readDays{}
	}
	c.days[text] = read
	return read
}

// day reads a day; "" where the cell is empty.
func (c *checker) day(field string) model.Day {
	text := c.cell(field)
	if nothing(text) {
		return ""
	}
	read := c.daysOf(text)
	if read.err == nil && read.first != read.last {
		read.err = &Doubt{"these are several days; write the one", []string{string(read.first), string(read.last)}}
	}
	if read.err != nil {
		c.doubt(field, text, read.err)
		return ""
	}
	return read.first
}

// span reads the first and the last day, which one cell may say together: "5–9 June 2017".
// A last day beside such a cell must be the same.
func (c *checker) span(first, last string) (from, to model.Day) {
	text := c.cell(first)
	if nothing(text) {
		return "", c.day(last)
	}
	read := c.daysOf(text)
	if read.err != nil {
		c.doubt(first, text, read.err)
		return "", c.day(last)
	}
	to = c.day(last)
	switch {
	case to == "" && read.last != read.first:
		to = read.last
	case to != "" && read.last != read.first && to != read.last:
		c.complainHere(last, c.cell(last), fmt.Sprintf("the first day's cell says %s, which ends on %s", text, read.last), string(read.last))
	}
	return read.first, to
}

// What people say of activities that a list has as held and whose days lie ahead.
const (
	saidPlanned = "planned"
	saidHeld    = "held"
)

// ahead gives the status of an activity that is said to be held, or of which the list says
// nothing, although its days lie ahead: it is asked.
func (c *checker) ahead(a model.Activity) model.Status {
	if a.FirstDay <= today(c.l.Today) || a.Status != model.Held && a.Status != "" {
		return a.Status
	}
	text, why := string(a.FirstDay), fmt.Sprintf("%s lies ahead, but the list says that it was held; is it planned, or is the day wrong?", a.FirstDay)
	if a.Status == "" {
		c.firstAhead = cmp.Or(c.firstAhead, a.FirstDay)
		text, why = "", fmt.Sprintf("the list does not say which activities are planned, and some have days that lie ahead (%s); are those planned?", c.firstAhead)
	}
	switch said, _ := c.ask("lies ahead", text, why, saidPlanned, saidHeld); said {
	case saidPlanned:
		return model.Planned
	case saidHeld:
		return model.Held
	}
	return a.Status
}
