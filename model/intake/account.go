package intake

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"rollbook/model"
)

// Account is what was understood of a list: not what stands in it, but what it was taken
// for, and what of it was not taken.
type Account struct {
	Columns []ColumnRead `json:"columns"`
	Texts   []TextRead   `json:"texts"` // that were taken for something else than they say
	Folded  []Folded     `json:"folded,omitempty"`
	// NotTaken are cells that say something which is not kept; Dropped counts them all.
	NotTaken []NotTaken `json:"not_taken,omitempty"`
	Dropped  int        `json:"dropped"`
	Totals   Totals     `json:"totals"`

	more map[string]int // how many texts are named, by field
	own  map[string]int // how many rows say something of their own that was taken for something else
	at   map[textKey]int
}

// ColumnRead is what a column was taken for.
type ColumnRead struct {
	Heading string `json:"heading"`
	Field   string `json:"field,omitempty"`    // "": it is left out
	Why     string `json:"why,omitempty"`      // it was taken for that, where its heading alone does not say it
	Index   int    `json:"-"`                  // of the column
	LeftOut int    `json:"left_out,omitempty"` // cells that say something and are not read
}

// TextRead is a text of a field and what it was taken for, wherever it stands.
type TextRead struct {
	Field string  `json:"field"`
	Text  string  `json:"text"`
	Means string  `json:"means"`
	Rows  []int32 `json:"rows"` // their numbers in the file
}

// Folded is a row that is about a person whom a row above it is about too.
type Folded struct {
	Row  int    `json:"row"`
	Into int    `json:"into"`
	Name string `json:"name"`
	Why  string `json:"why"`
}

// Totals are what a list comes to, as it was understood.
type Totals struct {
	Rows    int `json:"rows"`     // that hold data
	LeftOut int `json:"left_out"` // of these, by people or as totals of others
	New     int `json:"new"`      // rows that add what the register does not have
	Known   int `json:"known"`    // rows about what it has
	Changed int `json:"changed"`  // of these, rows that say more of it
	Fold    int `json:"fold"`     // rows about somebody whom a row above is about too
	Asked   int `json:"asked"`    // rows with questions

	Women     int `json:"women"`
	Men       int `json:"men"`
	OtherSex  int `json:"other_sex"`
	NotSaid   int `json:"sex_not_said"`
	Countries int `json:"countries"`  // distinct ones
	NoCountry int `json:"no_country"` // rows without one

	Sessions    int            `json:"sessions,omitempty"` // distinct ones with marks
	Marks       map[string]int `json:"marks,omitempty"`    // by their names
	Events      *model.Figure  `json:"events,omitempty"`
	Participant *model.Figure  `json:"participants,omitempty"`

	Before int `json:"before"` // records of the kind in the register
	After  int `json:"after"`  // and once the list is read in

	countries map[model.CountryCode]bool
	sessions  map[string]bool
}

// textKey tells a text that was taken for something from others.
type textKey struct{ field, text, value string }

// textsKept is how many different texts of a field an account names.
const textsKept = 1000

// CellRead is a cell as it was understood.
type CellRead struct {
	Field string `json:"field"`
	Text  string `json:"text"` // as the file has it
	Means string `json:"means"`
}

// RowRead is what became of a row.
type RowRead struct {
	Row     int        `json:"row"`     // its number in the file
	Becomes string     `json:"becomes"` // new, changed, known, folds, left out, asked
	Into    int        `json:"into,omitempty"`
	Read    []CellRead `json:"read,omitempty"`
}

// fate is what became of a row, for the account.
type fate uint8

const (
	leftOut fate = iota
	becameAsked
	becameNew
	becameChanged
	becameKnown
	becameFolded
)

var fateNames = [...]string{"left out", "asked", "new", "changed", "known", "folds"}

// note notes what a text of the row was taken for, in the account and for whoever looks at
// the row.
func (c *checker) note(field, text, value string) {
	if text == "" && value == "" {
		return
	}
	if c.explain != nil {
		*c.explain = append(*c.explain, CellRead{field, text, c.meansOf(field, value)})
		return
	}
	a := c.p.Account
	key := textKey{field, text, value}
	i, ok := a.at[key]
	if !ok {
		if i = -1; text != value && a.more[field] < textsKept {
			if means := c.meansOf(field, value); means != text {
				i = len(a.Texts)
				a.Texts = append(a.Texts, TextRead{Field: field, Text: text, Means: means})
				a.more[field]++
			}
		}
		if a.more[field] >= textsKept && i < 0 {
			return
		}
		a.at[key] = i
	}
	if i >= 0 {
		a.Texts[i].Rows = append(a.Texts[i].Rows, int32(c.l.sheet().Line(c.row)))
	}
}

// meansOf writes what a field was taken for as people read it.
func (c *checker) meansOf(field, value string) string {
	switch field {
	case "country":
		if value == "" {
			return "no country"
		}
		return c.known.countryName(model.CountryCode(value))
	case "sex":
		return strings.ToLower(model.Sex(value).Label())
	case "mark":
		return model.MarkValue(value).Label()
	case "status":
		return strings.ToLower(cmp.Or(model.Standing(value).Label(), model.Status(value).Label()))
	case "mode":
		return strings.ToLower(model.Mode(value).Label())
	}
	if value == "" {
		return "nothing is known"
	}
	return value
}

// fileCell gives what the file has in a field of the row.
func (c *checker) fileCell(field string) string {
	if i, ok := c.columns[field]; ok {
		return cellAt(c.l.sheet().Rows[c.row], i)
	}
	return ""
}

// notePerson notes what a row says of a person and a registration.
func (c *checker) notePerson(p model.Person, g model.Registration) {
	c.noteCountry(p.Country)
	text := c.fileCell("sex")
	if text == "" && p.Sex != model.NotStated {
		text = c.titleText(p)
	}
	if text != "" {
		c.note("sex", text, string(p.Sex))
	}
	if c.explain == nil {
		c.p.Account.Totals.sex(p.Sex, 1)
	}
	if said := c.fileCell("status"); said != "" {
		c.note("status", said, string(g.Status))
	}
	if said := c.fileCell("activity"); said != "" {
		c.note("activity", said, c.known.titles[g.Activity])
	}
	name := c.fileCell("name")
	if c.has("given") || c.has("family") {
		name = strings.Join(strings.Fields(name+" "+c.fileCell("given")+" "+c.fileCell("family")), " ")
	}
	value := p.Name
	if p.Title != "" {
		value = p.Title + " " + p.Name
	}
	c.noteOwn("name", name, value)
	c.noteOwn("organisation", c.fileCell("organisation"), p.Organisation)
	c.noteOwn("position", c.fileCell("position"), p.Position)
	c.noteOwn("email", c.fileCell("email"), p.Email)
	c.noteOwn("phone", c.fileCell("phone"), p.Phone)
}

// ownKept is how many texts an account names of a field that says something else in every
// row.
const ownKept = 200

// noteOwn notes what a text was taken for that hardly stands in another row.
func (c *checker) noteOwn(field, text, value string) {
	if c.explain != nil {
		c.note(field, text, value)
		return
	}
	if text == value {
		return
	}
	if c.p.Account.own[field]++; c.p.Account.own[field] <= ownKept {
		c.note(field, text, value)
	}
}

// titleText gives the form of address of the row that told the sex.
func (c *checker) titleText(p model.Person) string {
	if said := c.fileCell("honorific"); said != "" {
		return said
	}
	for _, field := range []string{"name", "given"} {
		text := c.fileCell(field)
		if before, _, ok := strings.Cut(text, " "); ok && !strings.HasPrefix(p.Name, before) {
			return before
		}
	}
	return ""
}

func (c *checker) noteCountry(code model.CountryCode) {
	if said := c.fileCell("country"); said != "" {
		c.note("country", said, string(code))
	}
	if c.explain == nil {
		c.p.Account.Totals.country(code)
	}
}

func (t *Totals) country(code model.CountryCode) {
	if code == "" {
		t.NoCountry++
		return
	}
	if !t.countries[code] {
		t.countries[code] = true
		t.Countries++
	}
}

func (t *Totals) sex(sex model.Sex, n int) {
	switch sex {
	case model.Female:
		t.Women += n
	case model.Male:
		t.Men += n
	case model.Another:
		t.OtherSex += n
	default:
		t.NotSaid += n
	}
}

// noteActivity notes what a row says of an activity.
func (c *checker) noteActivity(a model.Activity) {
	c.noteCountry(a.Country)
	for _, f := range []struct{ field, value string }{{"type", c.known.typeName(a.Type)}, {"first_day", string(a.FirstDay)}, {"last_day", string(a.LastDay)},
		{"status", string(a.Status)}, {"mode", string(a.Mode)}} {
		if said := c.fileCell(f.field); said != "" {
			c.note(f.field, said, f.value)
		}
	}
	if said := c.fileCell("first_day"); !c.has("last_day") && a.LastDay != a.FirstDay {
		c.note("last_day", said, string(a.LastDay))
	}
}

// noteHeadcount notes what a row says of how many came.
func (c *checker) noteHeadcount(h model.Headcount, field string) {
	f := model.Figure{Value: h.Number}
	if h.Approximate {
		f.Kind = model.Approximate
	}
	if said := c.fileCell("sex"); said != "" {
		c.note("sex", said, string(h.Sex))
	}
	if said := c.fileCell("country"); said != "" {
		c.note("country", said, string(h.Country))
	}
	if said := c.fileCell("activity"); said != "" {
		c.note("activity", said, c.known.titles[h.Activity])
	}
	text := c.fileCell(field)
	if len(c.parts[field]) > 0 {
		var parts []string
		for _, i := range c.parts[field] {
			parts = append(parts, cellAt(c.l.sheet().Rows[c.row], i))
		}
		text = strings.Join(parts, " + ")
	}
	if text == "" && c.has(field+shareEnd) {
		text = c.fileCell(field+shareEnd) + " % of " + c.fileCell("number")
	}
	c.note(cmp.Or(field, "number"), text, f.String())
	if c.explain == nil {
		t := &c.p.Account.Totals
		t.sex(h.Sex, h.Number)
		if h.Country != "" {
			t.country(h.Country)
		}
		sum := f
		if t.Participant != nil {
			sum = t.Participant.Plus(f)
		}
		t.Participant = &sum
	}
}

// noteReported notes what a row says of a reported total.
func (c *checker) noteReported(t model.Reported) {
	for _, f := range []struct{ field, value string }{{"type", c.known.typeName(t.Type)}, {"from", string(t.From)}, {"to", string(t.To)},
		{"events", t.EventsFigure().String()}, {"countries", t.CountriesFigure().String()}, {"participants", t.ParticipantsFigure().String()}} {
		if said := c.fileCell(f.field); said != "" {
			c.note(f.field, said, f.value)
		}
	}
	if c.explain != nil {
		return
	}
	totals := &c.p.Account.Totals
	events, people := t.EventsFigure(), t.ParticipantsFigure()
	if totals.Events != nil {
		events, people = totals.Events.Plus(events), totals.Participant.Plus(people)
	}
	totals.Events, totals.Participant = &events, &people
}

// noteMark notes what a cell says of whether somebody was there.
func (c *checker) noteMark(a model.Attendee, session model.Session, name, said string, value model.MarkValue) {
	c.note("mark", said, string(value))
	c.note("session", name, session.Name+", "+session.Day.Text())
	if c.explain == nil {
		t := &c.p.Account.Totals
		if t.Marks == nil {
			t.Marks, t.sessions = map[string]int{}, map[string]bool{}
		}
		t.Marks[value.Label()]++
		if key := fmt.Sprint(session.ID); !t.sessions[key] {
			t.sessions[key] = true
			t.Sessions++
		}
		return
	}
	c.note("person", c.fileCell("person"), a.Who.Name)
}

// becomes notes whom a row is about, and with which row above it is about the same one.
func (c *checker) becomes(p model.Person, same bool) {
	first, seen := c.rowOf[p.ID]
	switch {
	case seen:
		c.fate = becameFolded
		c.p.Account.Folded = append(c.p.Account.Folded, Folded{Row: c.l.sheet().Line(c.row), Into: int(first), Name: p.Name, Why: c.whySame(p)})
		return
	case same:
		c.fate = becameKnown
	default:
		c.fate = becameNew
	}
	c.rowOf[p.ID] = int32(c.l.sheet().Line(c.row))
}

// whySame says what makes a row be about somebody.
func (c *checker) whySame(p model.Person) string {
	switch email := address(c.cell("email")); {
	case c.cell("person_key") != "":
		return "the same key"
	case email != "" && strings.EqualFold(email, p.Email):
		return "the same name and e-mail address"
	}
	return "the same name, and nothing that speaks against it"
}

// fates settles what became of a row, and counts it.
func (c *checker) settleFate(made, changed int) {
	switch {
	case c.bad:
		c.fate = becameAsked
	case c.fate == becameFolded || c.fate == becameNew:
	case c.p.Made > made && c.l.Kind != People:
		c.fate = becameNew
	case c.p.Changed > changed:
		c.fate = becameChanged
	default:
		c.fate = becameKnown
	}
	t := &c.p.Account.Totals
	switch c.fate {
	case becameAsked:
		t.Asked++
	case becameNew:
		t.New++
	case becameChanged:
		t.Changed++
		t.Known++
	case becameKnown:
		t.Known++
	case becameFolded:
		t.Fold++
	}
	c.p.fates = append(c.p.fates, c.fate)
}

// accountColumns notes what the columns were taken for, and what is in those left out.
func (c *checker) accountColumns() {
	grid := c.grid
	width := max(len(c.l.Columns), 0)
	for i := range width {
		column := c.l.Columns[i]
		read := ColumnRead{Index: i, Heading: column.Heading, Field: column.Field, Why: column.Why}
		switch {
		case column.Field != "" && read.Why == "" && c.l.said[column.Heading]:
			read.Why = "as you said"
		case column.Field == "" && slices.Contains(grid, i):
			read.Field, read.Why = "mark", "a session: most of its cells are marks"
		case column.Field == "":
			for _, row := range c.l.sheet().Rows[min(c.l.Header+1, len(c.l.sheet().Rows)):] {
				if cellAt(row, i) != "" {
					read.LeftOut++
				}
			}
			if read.Heading == "" && read.LeftOut == 0 {
				continue
			}
		}
		if read.Heading == "" {
			read.Heading = "column " + columnLetter(i) + ", without a heading"
		}
		c.p.Account.Columns = append(c.p.Account.Columns, read)
	}
}

// closeAccount closes the account once all rows are read.
func (c *checker) closeAccount(ctx context.Context) error {
	c.accountColumns()
	t := &c.p.Account.Totals
	t.Rows, t.LeftOut = len(c.p.Rows), len(c.p.LeftOut)
	before, err := c.recordsBefore(ctx)
	if err != nil {
		return err
	}
	t.Before, t.After = before, before
	switch c.l.Kind {
	case People:
		t.After += len(c.p.Batch.People)
	case Activities:
		t.After += len(c.p.Batch.Activities)
	case Reported:
		t.After += t.New
	case Marks:
		t.After += c.marksAdded
	}
	scratch := &Preview{Account: c.p.Account}
	c.p.reader = newChecker(c.l, c.known, scratch)
	return nil
}

// recordsBefore counts the records that the register has of the list's kind.
func (c *checker) recordsBefore(ctx context.Context) (int, error) {
	switch c.l.Kind {
	case People:
		known, err := c.known.people(ctx)
		if err != nil {
			return 0, err
		}
		return known.had, nil
	case Activities:
		return len(c.known.titles), nil
	case Reported:
		return len(c.known.reported), nil
	case Marks:
		n := 0
		for _, r := range c.rolls {
			n += r.marks
		}
		return n, nil
	}
	return 0, nil // of headcounts no number tells anything
}

// Understood gives a row as it was understood: the cells whose meaning is known. It reads
// the row anew, so that a long list costs nothing until it is looked at.
func (p *Preview) Understood(ctx context.Context, row int) []CellRead {
	c := p.reader
	if c == nil || !slices.Contains(p.Rows, row) && len(p.Rows) < 1000 {
		return nil
	}
	var read []CellRead
	c.explain, c.row, c.bad = &read, row, false
	c.p.Problems, c.p.Notes, c.p.Batch = nil, nil, model.Batch{}
	clear(c.counts)
	clear(c.codes)
	var err error
	if c.l.Kind == People {
		var known *peopleKnown
		if known, err = c.known.people(ctx); err == nil {
			said := c.personSaid()
			g, _ := c.registrationSaid(known)
			c.notePerson(said, g)
		}
	} else {
		err = c.check(ctx, row)
	}
	if err != nil {
		return nil
	}
	// What is asked about is not understood.
	return slices.DeleteFunc(read, func(r CellRead) bool {
		return slices.ContainsFunc(c.p.Problems, func(p Problem) bool {
			return p.Field == r.Field || p.About == AboutList && slices.Contains(dayFields, r.Field)
		})
	})
}

// RowsRead gives every row with what became of it; with readings also what was understood
// of it.
func (p *Preview) RowsRead(ctx context.Context, readings bool) []RowRead {
	if p.reader == nil {
		return []RowRead{} // the columns are asked first
	}
	into := map[int]int{}
	for _, f := range p.Account.Folded {
		into[f.Row] = f.Into
	}
	all := make([]RowRead, 0, len(p.Rows))
	for i, row := range p.Rows {
		line := p.reader.l.sheet().Line(row)
		r := RowRead{Row: line, Becomes: p.Fate(i), Into: into[line]}
		if readings {
			r.Read = p.Understood(ctx, row)
		}
		all = append(all, r)
	}
	return all
}

// Fate says what became of the row with a place among Rows: "new", "changed", "known",
// "folds", "left out" or "asked"; "" where reading stopped before it.
func (p *Preview) Fate(i int) string {
	if i < len(p.fates) {
		return fateNames[p.fates[i]]
	}
	return ""
}
