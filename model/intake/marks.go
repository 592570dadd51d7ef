package intake

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"rollbook/model"
	"rollbook/model/fold"
)

var markWords = choices(map[model.MarkValue]string{
	model.Present: "p|present|présent|présente|presente|присутствовал|присутствовала|п|出席|到|حاضر|حاضرة|출석|참석",
	model.Late:    "l|late|tardy|en retard|retard|tarde|опоздал|опоздала|迟到|متأخر|지각",
	model.Excused: "e|excused|excusé|excusée|justificado|уважительная|请假|بعذر|공결|사유",
	model.Absent:  "a|absent|absente|ausente|отсутствовал|отсутствовала|н|缺席|غائب|غائبة|결석|불참",
})

// maybeMarks are signs that are marks in many lists and mean opposite things in them: a
// cross is for those who came in one, and for those who did not in the other.
var maybeMarks = words("x ✓ ✔ √ v + * • ● ○ o ◯ ✗ ✘ ☑ ☒ ☐ × 1 0 yes no y n true false oui non sí si sim да нет д 是 否 ✕ ok نعم لا 예 아니오 o○ vrai faux t f r j")

// roll is the roll of one activity while marks for it are read.
type roll struct {
	people   map[string][]model.Attendee // by folded code, e-mail and name
	sessions []model.Session
	found    map[string]model.Session // by what the list says of them
	activity model.Activity
	marks    int // that it has
}

// rollOf gives the roll of an activity, read once.
func (c *checker) rollOf(ctx context.Context, activity model.ID) (*roll, error) {
	if r, ok := c.rolls[activity]; ok {
		return r, nil
	}
	all, err := c.known.register.Roll(ctx, activity)
	if err != nil {
		return nil, err
	}
	r := &roll{people: map[string][]model.Attendee{}, sessions: all.Sessions, found: map[string]model.Session{}, activity: all.Activity}
	for _, a := range all.Attendees {
		r.marks += len(a.Marks)
		for _, text := range []string{a.Code, a.Who.Email, nameKey(a.Who.Name), nameKey(a.Who.NativeName)} {
			key := fold.Text(text)
			there := slices.ContainsFunc(r.people[key], func(other model.Attendee) bool { return other.ID == a.ID })
			if key != "" && !there {
				r.people[key] = append(r.people[key], a)
			}
		}
	}
	c.rolls[activity] = r
	return r, nil
}

// Mark reads a mark as people write it, in several languages: P, present, 출석. Signs that
// mean one thing in one list and another in the next, as ✓, x and 1 do, are none.
func Mark(said string) (model.MarkValue, bool) {
	value, ok := markWords[headingKey(said)]
	return value, ok
}

// marks reads a row of marks: one mark or, of a grid, one a session.
func (c *checker) marks(ctx context.Context) error {
	activity := c.l.activity
	if activity == 0 {
		activity = c.activityNamed("activity")
	}
	if c.bad {
		return nil
	}
	r, err := c.rollOf(ctx, activity)
	if err != nil {
		return err
	}
	attendee, ok := c.attendee(r)
	if !ok {
		return nil
	}
	grid := c.gridColumns()
	if grid == nil {
		c.oneMark(r, attendee)
		return nil
	}
	cells, bad := c.l.sheet().Rows[c.row], false
	for _, i := range grid {
		if i >= len(cells) || nothing(cells[i]) {
			continue
		}
		c.bad = false
		heading := c.l.Columns[i].Heading
		if !c.untold(heading, cells[i], i, true) {
			c.addMark(r, attendee, c.sessionHeading(i), "", c.gridCell(i, cells[i]), heading)
		}
		bad = bad || c.bad
	}
	c.bad = bad
	return nil
}

// oneMark reads the mark of a row that holds one.
func (c *checker) oneMark(r *roll, attendee model.Attendee) {
	said := ""
	if c.has("mark") {
		said = c.required("mark")
	} else {
		said, _ = c.ask("mark", "", "the list has no column of marks; what does a row say of its person?", "P", "L", "E", "A")
	}
	if c.has("session") {
		c.addMark(r, attendee, c.required("session"), c.sessionDay(r), said, "mark")
		return
	}
	day := c.required("day")
	c.addMark(r, attendee, day, c.sessionDay(r), said, "mark")
}

// gridCell gives a cell of a grid as corrected: its field is its heading.
func (c *checker) gridCell(i int, text string) string {
	heading := c.l.Columns[i].Heading
	if fixed, ok := c.l.fixes[place{c.row, heading}]; ok {
		return fixed
	}
	if instead, ok := c.l.answers[answer{heading, text}]; ok {
		return instead
	}
	if instead, ok := c.l.answers[answer{"mark", text}]; ok {
		return instead
	}
	return c.asRemembered("mark", text)
}

// personText gives what a row calls its person.
func (c *checker) personText() string {
	switch {
	case c.has("person"):
		return c.required("person")
	case c.has("given") || c.has("family"):
		name, _ := fullName("", c.cell("given"), c.cell("family"))
		if name == "" && !c.bad {
			c.complain("family", "", "this must not be empty")
		}
		return name
	}
	return c.required("email")
}

// attendee finds who a row is about among those registered: by code, address or name, and by
// the address beside the name where several have it.
func (c *checker) attendee(r *roll) (model.Attendee, bool) {
	text := c.personText()
	if c.bad {
		return model.Attendee{}, false
	}
	field := "person"
	if !c.has(field) {
		field = map[bool]string{true: "family", false: "email"}[c.has("family")]
	}
	found := r.people[fold.Text(text)]
	if len(found) == 0 {
		found = r.people[nameKey(text)]
	}
	if plain := withoutTitle(text); len(found) == 0 && plain != text {
		found = r.people[nameKey(plain)]
	}
	if beside := address(c.cell("email")); field != "email" && beside != "" && len(found) > 1 {
		of := r.people[fold.Text(beside)]
		found = slices.DeleteFunc(slices.Clone(found), func(a model.Attendee) bool {
			return !slices.ContainsFunc(of, func(b model.Attendee) bool { return a.ID == b.ID })
		})
	}
	switch len(found) {
	case 1:
		return found[0], true
	case 0:
		c.complain(field, text, fmt.Sprintf("nobody registered for %s answers to this; read the people in first", r.activity.Title))
	default:
		var who, codes []string
		for _, a := range found[:min(len(found), 8)] {
			who = append(who, fmt.Sprintf("%s is %s", a.Code, strings.Join(slices.DeleteFunc([]string{a.Who.Name, a.Organisation, a.Who.Email}, func(s string) bool { return s == "" }), ", ")))
			codes = append(codes, a.Code)
		}
		c.complain(field, text, fmt.Sprintf("%d people registered for %s answer to this; write the code of one: %s", len(found), r.activity.Title, strings.Join(who, "; ")), codes...)
	}
	return model.Attendee{}, false
}

// noMark is the answer that a sign in a list of marks says nothing.
const noMark = "-"

// addMark adds a mark; a session that the activity does not have yet is made. The day is ""
// where only the session's name may tell it.
func (c *checker) addMark(r *roll, a model.Attendee, name string, day model.Day, said, field string) {
	if c.bad || nothing(said) {
		return
	}
	value, ok := Mark(said)
	if !ok {
		c.complain("mark", said, "it is not certain what this mark means; say it", "P", "L", "E", "A", noMark)
		return
	}
	session, ok := c.sessionOf(r, name, day)
	if !ok {
		return
	}
	c.noteMark(a, session, name, said, value)
	key := fmt.Sprint("mark", a.ID, session.ID)
	if row, twice := c.counts[key]; twice {
		c.complainHere(field, said, fmt.Sprintf("row %d marks the same person at the same session", row))
		return
	}
	c.counts[key] = c.l.sheet().Line(c.row)
	if a.Marks[session.ID].Value == value {
		return
	}
	if a.Marks[session.ID].Value == "" {
		c.marksAdded++
	}
	c.p.Batch.Marks = append(c.p.Batch.Marks, model.Mark{Registration: a.ID, Session: session.ID, Value: value, Way: model.ByList})
	c.p.Made++
}

// sessionDay reads the day of a session. One that may be read in two ways is the one that
// the activity lasted; where the activity has one session of the name it does not matter
// how the day is written.
func (c *checker) sessionDay(r *roll) model.Day {
	text := c.cell("day")
	if nothing(text) {
		return ""
	}
	if c.l.Days == Unknown {
		var within []model.Day
		for _, order := range Orders() {
			day, err := readDay(text, order, c.l.sheet())
			if err == nil && lasted(r.activity, day) && !slices.Contains(within, day) {
				within = append(within, day)
			}
		}
		if len(within) == 1 {
			return within[0]
		}
		if len(r.called(c.cell("session"))) == 1 {
			return ""
		}
	}
	return c.day("day")
}
