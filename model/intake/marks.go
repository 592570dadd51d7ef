package intake

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"rollbook/model"
	"rollbook/model/fold"
)

var markWords = choices(map[model.MarkValue]string{
	model.Present: "p|present|yes|y|1|✓|✔|o|○|présent|presente|присутствовал|п|出席|到|حاضر|출석|참석",
	model.Late:    "l|late|t|tardy|en retard|retard|tarde|опоздал|迟到|متأخر|지각",
	model.Excused: "e|excused|excusé|justificado|уважительная|请假|بعذر|공결|사유",
	model.Absent:  "a|absent|no|n|0|absente|ausente|отсутствовал|н|缺席|غائب|결석|불참",
})

// roll is the roll of one activity while marks for it are read.
type roll struct {
	people   map[string][]model.Attendee // by folded code, e-mail and name
	sessions map[string]model.Session    // by folded name
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
	r := &roll{people: map[string][]model.Attendee{}, sessions: map[string]model.Session{}, activity: all.Activity}
	for _, s := range all.Sessions {
		r.sessions[fold.Text(s.Name)] = s
	}
	for _, a := range all.Attendees {
		r.marks += len(a.Marks)
		for _, text := range []string{a.Code, a.Who.Email, nameKey(a.Who.Name), nameKey(a.Who.NativeName)} {
			if key := fold.Text(text); key != "" {
				r.people[key] = append(r.people[key], a)
			}
		}
	}
	c.rolls[activity] = r
	return r, nil
}

// gridColumns are the columns of a sheet that has a column a session: those that hold no
// field of the list, and marks in most of their cells. Others ("No.", "Gender") are left
// out.
func (c *checker) gridColumns() []int {
	if c.grid != nil || c.has("mark") || !c.has("person") {
		return c.grid
	}
	c.grid = []int{}
	for i, column := range c.l.Columns {
		if column.Field == "" && column.Heading != "" && !aboutPeople(column.Heading) && c.l.holdsMarks(i) {
			c.grid = append(c.grid, i)
		}
	}
	return c.grid
}

// aboutPeople says whether a heading is that of a column about people, or numbers rows.
func aboutPeople(heading string) bool {
	for _, f := range fields[People] {
		if f.rank(heading) >= synonymRank {
			return true
		}
	}
	switch headingKey(heading) {
	case "no", "nr", "n", "s n", "sn", "number", "번호", "연번", "序号", "номер":
		return true
	}
	return false
}

// holdsMarks says whether most of a column's cells that say anything are marks.
func (l *List) holdsMarks(column int) bool {
	marks, cells := 0, 0
	for _, row := range l.sheet().Rows[l.Header+1:] {
		if column >= len(row) || nothing(row[column]) {
			continue
		}
		cells++
		if _, ok := Mark(row[column]); ok {
			marks++
		}
	}
	return marks*2 > cells
}

// Mark reads a mark as people write it, in several languages: P, present, ✓, 출석.
func Mark(said string) (model.MarkValue, bool) {
	value, ok := markWords[headingKey(said)]
	if !ok {
		value, ok = markWords[strings.ToLower(said)] // ✓ has no letters
	}
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
	if grid := c.gridColumns(); grid != nil {
		cells := c.l.sheet().Rows[c.row]
		for _, i := range grid {
			if i < len(cells) {
				c.addMark(r, attendee, c.l.Columns[i].Heading, "", c.gridCell(i, cells[i]), c.l.Columns[i].Heading)
			}
		}
		return nil
	}
	c.addMark(r, attendee, c.required("session"), c.sessionDay(r), c.required("mark"), "mark")
	return nil
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

// attendee finds who a row is about among those registered.
func (c *checker) attendee(r *roll) (model.Attendee, bool) {
	text := c.required("person")
	if c.bad {
		return model.Attendee{}, false
	}
	found := r.people[fold.Text(text)]
	if len(found) == 0 {
		found = r.people[nameKey(text)]
	}
	switch len(found) {
	case 1:
		return found[0], true
	case 0:
		c.complain("person", text, fmt.Sprintf("nobody registered for %s answers to this; read the people in first", r.activity.Title))
	default:
		c.complain("person", text, fmt.Sprintf("%d people registered for %s answer to this; write the code of one", len(found), r.activity.Title))
	}
	return model.Attendee{}, false
}

// addMark adds a mark; a session that the activity does not have yet is made.
func (c *checker) addMark(r *roll, a model.Attendee, name string, day model.Day, said, field string) {
	if c.bad || nothing(said) {
		return
	}
	value, ok := Mark(said)
	if !ok {
		c.complain("mark", said, "this is not a mark; say which it means", "P", "L", "E", "A")
		return
	}
	session, ok := r.sessions[fold.Text(name)]
	if !ok {
		session = model.Session{ID: c.newID(), Activity: r.activity.ID, Name: name, Day: day, Position: len(r.sessions) + 1, Required: !c.says("required", noWords)}
		if session.Day == "" {
			session.Day = c.dayOf(name, r.activity)
		}
		if err := session.Validate(); err != nil {
			c.refuse(err)
			return
		}
		r.sessions[fold.Text(name)] = session
		c.p.Batch.Sessions = append(c.p.Batch.Sessions, session)
		c.newSessions = append(c.newSessions, name)
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
// the activity lasted; of a session that the activity has it does not matter.
func (c *checker) sessionDay(r *roll) model.Day {
	if _, there := r.sessions[fold.Text(c.cell("session"))]; there {
		return ""
	}
	if c.l.Days == Unknown {
		var within []model.Day
		for _, order := range Orders() {
			day, err := readDay(c.cell("day"), order, c.l.sheet())
			if err == nil && day >= r.activity.FirstDay && day <= r.activity.LastDay {
				within = append(within, day)
			}
		}
		if len(within) == 1 {
			return within[0]
		}
	}
	return c.day("day")
}

// dayOf says on which day of an activity a session lies by its name: a date, "Day 2",
// "Day 2 morning"; the first day where the name says nothing.
func (c *checker) dayOf(name string, a model.Activity) model.Day {
	if day, err := readDay(name, c.l.Days, &Sheet{}); err == nil {
		return day
	}
	if n, err := strconv.Atoi(firstNumber.FindString(westernDigits(name))); err == nil && n >= 1 && n <= a.Days() {
		return a.FirstDay.Add(n - 1)
	}
	return a.FirstDay
}

var firstNumber = regexp.MustCompile("[0-9]+")
