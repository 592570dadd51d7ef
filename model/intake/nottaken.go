package intake

import (
	"fmt"

	"rollbook/model"
	"rollbook/model/fold"
)

// NotTaken is a cell that says something which is not kept, and why.
type NotTaken struct {
	Row   int    `json:"row"`
	Field string `json:"field"`
	Text  string `json:"text"`
	Why   string `json:"why"`
}

// notTakenKept is how many such cells an account names.
const notTakenKept = 1000

// drop notes that a cell of the row is not taken.
func (c *checker) drop(field, text, why string) {
	if text == "" || nothing(text) || c.explain != nil {
		return
	}
	a := c.p.Account
	if a.Dropped++; len(a.NotTaken) < notTakenKept {
		a.NotTaken = append(a.NotTaken, NotTaken{c.l.sheet().Line(c.row), field, text, why})
	}
}

// dropOfPerson notes what a row says of somebody otherwise than it is kept: what the
// register or a row above says already stays. What an activity's registration keeps is
// not lost.
func (c *checker) dropOfPerson(kept, said model.Person, registered bool) {
	check := func(field, has, says string) {
		if says != "" && has != says && fold.Text(has) != fold.Text(says) {
			c.drop(field, says, fmt.Sprintf("%s has “%s”", map[bool]string{true: "the register", false: "a row above"}[kept.ID > 0], has))
		}
	}
	check("email", kept.Email, said.Email)
	check("phone", kept.Phone, said.Phone)
	check("honorific", kept.Title, said.Title)
	if !registered {
		check("organisation", kept.Organisation, said.Organisation)
		check("position", kept.Position, said.Position)
	}
}

// dropWithoutActivity notes what only a registration keeps, where a row names no activity.
func (c *checker) dropWithoutActivity() {
	for _, field := range []string{"role", "status", "check_in_code"} {
		c.drop(field, c.cell(field), "the row names no activity that it would be for")
	}
}

// notTakenLines tells the cells that are not taken.
func (a *Account) notTakenLines() []string {
	var lines []string
	for i, n := range a.NotTaken {
		if i == linesOfField {
			break
		}
		lines = append(lines, fmt.Sprintf("Row %d: %s “%s” is not taken: %s.", n.Row, n.Field, shorten(n.Text), n.Why))
	}
	if more := a.Dropped - len(lines); more > 0 {
		lines = append(lines, fmt.Sprintf("%s more are not taken for such reasons.", numberOf(more, "cell", "cells")))
	}
	return lines
}
