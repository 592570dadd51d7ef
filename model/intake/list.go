package intake

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rollbook/model"
	"rollbook/model/fold"
)

// List is a list on its way into the register: where it stands in its file, what its
// columns hold, how it writes days, and what people have corrected in it so far.
type List struct {
	Kind    Kind
	Source  *Source
	Sheet   int       // index of the sheet
	Header  int       // index of the lowest row of headings; data begin below it
	Columns []Column  // by index in the sheet
	Days    DayOrder  // Unknown where the list leaves it open
	Today   model.Day // on which the list is read, which tells what lies ahead; empty: the clock's

	activity  model.ID // what every row is about; 0: the row says it
	daysGiven bool
	fixes     map[place]string
	answers   map[answer]string
	skipped   map[int]bool
	said      map[string]bool    // headings of which people said what they hold
	contests  map[string]contest // fields that several columns could be meant for
	leftOut   map[string]bool    // fields of which people said that no column holds them
	replied   []Question         // answers that were taken from a file
	kept      []model.Remembered // answers that the register shall keep
}

// place is a cell: a row's index in the sheet, and a field.
type place struct {
	row   int
	field string
}

// answer is what people said once for all cells of a field that say the same, or for all
// rows in which a case is the same.
type answer struct{ field, value string }

// NewList finds the list of a kind in a file: its sheet, its headings, its columns, and
// the order of its days.
func NewList(source *Source, kind Kind) *List {
	l := &List{Kind: kind, Source: source, fixes: map[place]string{}, answers: map[answer]string{}, skipped: map[int]bool{}, said: map[string]bool{}, leftOut: map[string]bool{}}
	l.take(guessSheet(source, kind, -1))
	return l
}

// ChooseSheet reads another sheet of the file.
func (l *List) ChooseSheet(sheet int) {
	clear(l.fixes)
	clear(l.skipped)
	l.take(guessSheet(l.Source, l.Kind, sheet))
}

// take takes a guess over. Where no row looks like headings, the first that holds
// anything is shown as such, and people say what its columns are.
func (l *List) take(g guess) {
	l.Sheet, l.Header, l.Columns, l.contests = g.sheet, g.row, g.columns, nil
	if g.score <= 0 {
		l.Header, l.Columns = 0, nil
		for i, row := range l.sheet().Rows {
			if len(row) > 0 {
				g = readHeadings(row, l.Kind)
				l.Header, l.Columns = i, g.columns
				break
			}
		}
	}
	l.settle(l.findTitles(g.claims))
	l.settleByContents()
	l.findOrder()
}

func (l *List) sheet() *Sheet { return &l.Source.Sheets[l.Sheet] }

// SetDays says in which order the list writes days.
func (l *List) SetDays(order DayOrder) {
	l.Days, l.daysGiven = order, order != Unknown
	l.findOrder()
}

// dayFields are the fields that hold days.
var dayFields = []string{"first_day", "last_day", "from", "to", "day"}

// findOrder finds out the order of days from those that can be read in one way only. Where
// these disagree, or there are none, it stays unknown.
func (l *List) findOrder() {
	if l.daysGiven {
		return
	}
	l.Days = Unknown
	dayFirst, monthFirst, yearFirst := 0, 0, 0
	told := map[string]bool{"": true}
	for c, column := range l.Columns {
		if !slices.Contains(dayFields, column.Field) {
			continue
		}
		for _, row := range l.sheet().Rows[min(l.Header+1, len(l.sheet().Rows)):] {
			if c >= len(row) {
				continue
			}
			if told[row[c]] {
				continue
			}
			told[row[c]] = true
			days, months, years := orders(row[c])
			switch {
			case years:
				yearFirst++
			case days:
				dayFirst++
			case months:
				monthFirst++
			}
		}
	}
	switch {
	case dayFirst > 0 && monthFirst == 0:
		l.Days = DayMonthYear
	case monthFirst > 0 && dayFirst == 0:
		l.Days = MonthDayYear
	case yearFirst > 0 && dayFirst == 0 && monthFirst == 0:
		l.Days = YearMonthDay
	}
}

// Holds says whether a column of the list holds a field.
func (l *List) Holds(field string) bool { return has(l.Columns, field) }

// About says which activity every row is about, where the list itself does not.
func (l *List) About(activity model.ID) { l.activity = activity }

// Fix corrects one cell; the list's file stays as it is. The row is that of a Problem.
func (l *List) Fix(row int, field, value string) { l.fixes[place{row, field}] = cleanCell(value) }

// Answer corrects every cell of a field that says a value, in the file or by an earlier
// correction: what was put right wrongly is put right again.
func (l *List) Answer(field, value, instead string) {
	instead = cleanCell(instead)
	for a, earlier := range l.answers {
		if a.field == field && earlier == value {
			l.answers[a] = instead
		}
	}
	for at, earlier := range l.fixes {
		if at.field == field && earlier == value {
			l.fixes[at] = instead
		}
	}
	for i, r := range l.kept {
		if r.Topic == topicOf(l.Kind, field) && r.Means == value {
			l.kept[i].Means = instead
		}
	}
	l.answers[answer{field, value}] = instead
}

// Skip leaves a row out, or takes it in, also one that looks like a total.
func (l *List) Skip(row int, skip bool) { l.skipped[row] = skip }

// Cell gives what a row says in a field, as corrected.
func (l *List) Cell(row int, field string) string {
	if fixed, ok := l.fixes[place{row, field}]; ok {
		return fixed
	}
	for c, column := range l.Columns {
		if column.Field != field || column.Part {
			continue
		}
		cells := l.sheet().Rows[row]
		if c >= len(cells) {
			return ""
		}
		if instead, ok := l.answers[answer{field, cells[c]}]; ok {
			return instead
		}
		return cells[c]
	}
	return ""
}

// LeaveField says that no column holds a field, whatever their headings are.
func (l *List) LeaveField(field string) {
	l.leftOut[field] = true
	delete(l.contests, field)
	for i := range l.Columns {
		if l.Columns[i].Field == field {
			l.Columns[i].Field = ""
		}
	}
}

// Problem is something in a row of a list that people must say, and why. Those that are
// one and the same in several rows are one question.
type Problem struct {
	About   About    // what its answer changes; "": the text, or the row where there is no text
	Index   int      // of the row in the sheet, for Fix and Skip; -1: the list as a whole
	Row     int      // the row's number in the file; 0: the list as a whole
	Field   string   // "" where it is about no one cell
	Column  string   // the heading
	Value   string   // what the cell says
	Reason  string   // what is wrong and what to do
	Choices []string // values that would do, likeliest first
}

// String gives the problem as one line: row, column, value, reason.
func (p Problem) String() string {
	var parts []string
	if p.Row > 0 {
		parts = append(parts, fmt.Sprintf("row %d", p.Row))
	}
	if p.Column != "" {
		parts = append(parts, fmt.Sprintf("column “%s”", p.Column))
	}
	if p.Value != "" {
		parts = append(parts, fmt.Sprintf("“%s”", shorten(p.Value)))
	}
	text := strings.Join(parts, ", ")
	if text != "" {
		text += ": "
	}
	text += p.Reason
	if len(p.Choices) > 0 {
		text += " (" + strings.Join(p.Choices, ", ") + "?)"
	}
	return text
}

func shorten(text string) string {
	if runes := []rune(text); len(runes) > 60 {
		return string(runes[:60]) + "…"
	}
	return text
}

// Preview is what reading a list in would do.
type Preview struct {
	Rows     []int // indexes in the sheet of the rows that hold data, those left out included
	LeftOut  []int // indexes of those that are left out: by people, or as totals of others
	Problems []Problem
	Notes    []string // what people should know before they confirm
	Made     int      // records that would be added
	Changed  int      // records that the register has and the list says more of
	Batch    model.Batch
	Account  *Account // what was understood

	first  string   // the name of the first person
	fates  []fate   // what became of each of Rows
	reader *checker // reads single rows anew
}

// Name gives the name of the first person that the preview is about; "" for other lists.
func (p *Preview) Name() string { return p.first }

// Check reads the list against what the register holds. Its batch may be saved when there
// are no problems. The error is ctx's, or the register's.
func (l *List) Check(ctx context.Context, known *Known) (p *Preview, err error) {
	p = &Preview{Batch: model.Batch{Verb: model.VerbImport}}
	known.known = nil // what an earlier check added to it is not in the register
	p.Account = &Account{at: map[textKey]int{}, more: map[string]int{}, own: map[string]int{}, Totals: Totals{countries: map[model.CountryCode]bool{}}}
	c := newChecker(l, known, p)
	defer func() {
		if fault := recover(); fault != nil {
			p, err = nil, unreadable("%s, row %d could not be read: the program met a fault of its own (%v). Leave that row out, and please send the program's makers this line.", l.Source.Name, l.sheet().Line(max(c.row, 0)), fault)
		}
	}()
	c.doubts()
	if !c.columnsComplete() {
		c.accountColumns()
		for row := l.Header + 1; row < len(l.sheet().Rows); row++ {
			if len(l.sheet().Rows[row]) > 0 {
				p.Rows = append(p.Rows, row)
			}
		}
		return p, nil
	}
	rows := l.sheet().Rows
	for row := l.Header + 1; row < len(rows); row++ {
		if row%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if len(rows[row]) == 0 {
			continue
		}
		p.Rows = append(p.Rows, row)
		skip, said := l.skipped[row]
		if skip {
			p.LeftOut, p.fates = append(p.LeftOut, row), append(p.fates, leftOut)
			continue
		}
		if !said && c.isTotal(row) {
			p.LeftOut, p.fates = append(p.LeftOut, row), append(p.fates, leftOut)
			p.Notes = append(p.Notes, fmt.Sprintf("Row %d was left out: it looks like a total of the rows above.", l.sheet().Line(row)))
			continue
		}
		made, changed := p.Made, p.Changed
		c.fate = leftOut
		if err := c.check(ctx, row); err != nil {
			return nil, err
		}
		c.settleFate(made, changed)
	}
	if len(p.Rows) == 0 {
		p.Problems = append(p.Problems, Problem{Index: -1, Reason: "The list has headings but no rows."})
	}
	if err := c.closeAccount(ctx); err != nil {
		return nil, err
	}
	if len(p.Problems) == 0 {
		if err := c.replaceHeadcounts(ctx); err != nil {
			return nil, err
		}
	}
	c.close()
	return p, nil
}

// totalWords begin a row of totals.
var totalWords = words("total totals sum subtotal somme suma итого всего 合计 总计 小计 المجموع 합계 총계 소계 계")

// totalLetters begin such a word.
var totalLetters = func() map[rune]bool {
	letters := map[rune]bool{}
	for word := range totalWords {
		letter, _ := utf8.DecodeRuneInString(word)
		letters[letter] = true
	}
	return letters
}()

// isTotal says whether a row is a total of those above: it begins with such a word and has
// nothing else but numbers, or lacks what every row needs. A person may be called Suma.
func (c *checker) isTotal(row int) bool {
	cells := c.l.sheet().Rows[row]
	first := slices.IndexFunc(cells, func(cell string) bool { return cell != "" })
	if first < 0 {
		return false
	}
	if letter, _ := utf8.DecodeRuneInString(cells[first]); !totalLetters[unicode.ToLower(letter)] {
		return false
	}
	w := fold.Words(cells[first])
	if len(w) == 0 || !totalWords[w[0]] {
		return false
	}
	others := !slices.ContainsFunc(cells[first+1:], func(cell string) bool { return !nothing(cell) && !isNumber(cell) })
	if c.l.Kind == People || c.l.Kind == Marks {
		return others && (slices.ContainsFunc(cells[first+1:], isNumber) || isNumber(w[len(w)-1]))
	}
	if _, known := c.columns["type"]; c.l.Kind == Reported && known {
		id, _ := c.known.findType(c.l.Cell(row, "type"))
		return id == 0
	}
	if others {
		return true
	}
	for _, f := range c.l.Kind.Fields() {
		if f.Required && c.l.Cell(row, f.Name) == "" {
			return true
		}
	}
	return false
}

func isNumber(cell string) bool {
	_, _, err := Number(strings.TrimSuffix(cell, "%"))
	return err == nil
}
