package intake

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/hbollon/go-edlib"

	"rollbook/model"
)

// Column is a column of a list: what heads it, and which field it holds.
type Column struct {
	Heading string
	Field   string // "" leaves the column out
	Sure    bool   // the heading certainly means the field, or people said so
	Part    bool   // of several that hold a part of the field each, which add up
	Why     string // it holds the field, or is left out, where the heading alone does not say it
}

// headingRows is how far down a sheet the headings are looked for: titles, logos and
// letterheads stand above them.
const headingRows = 30

// guess is where the headings of a kind of list may be, and what they say.
type guess struct {
	sheet, row int // of the lowest row of the headings
	columns    []Column
	claims     []claim
	score      int
}

// claim is a field that a heading may name.
type claim struct{ column, field, rank int }

// GuessKind says what the lists in a file most likely are of.
func GuessKind(source *Source) Kind {
	best, bestScore := Activities, -1
	for _, kind := range Kinds() {
		g := guessSheet(source, kind, -1)
		score := g.score
		for _, f := range fields[kind] {
			if f.Required && !has(g.columns, f.Name) {
				score -= 3
			}
		}
		if score > bestScore {
			best, bestScore = kind, score
		}
	}
	return best
}

// guessSheet finds the sheet (all visible ones where only is -1) and the row whose cells
// are most like headings of the kind.
func guessSheet(source *Source, kind Kind, only int) guess {
	best := guess{sheet: max(only, 0), score: -1}
	for i := range source.Sheets {
		s := &source.Sheets[i]
		if only >= 0 && i != only || only < 0 && s.Hidden && len(source.Sheets) > 1 {
			continue
		}
		if g := guessRow(s, kind); g.score > best.score {
			g.sheet = i
			best = g
		}
	}
	return best
}

func guessRow(s *Sheet, kind Kind) guess {
	best := guess{score: -1}
	for row := range min(headingRows, len(s.Rows)) {
		headings := s.Rows[row]
		if len(headings) == 0 {
			continue
		}
		if isTags(headings) {
			if g := (guess{}).withTags(headings, kind); g.score > best.score {
				g.row = row
				best = g
			}
			continue
		}
		g := readHeadings(headings, kind)
		g.row = row
		if row+1 < len(s.Rows) && isTags(s.Rows[row+1]) {
			g = g.withTags(s.Rows[row+1], kind)
			g.row = row + 1
		}
		if g.score > best.score {
			best = g
		}
		// Two rows of headings, the upper of them merged: the lower says more.
		if row+1 < len(s.Rows) {
			below := s.Rows[row+1]
			if readHeadings(below, kind).score < 2 {
				continue
			}
			if isTags(below) {
				continue
			}
			g := readHeadings(beneath(headings, below), kind)
			g.row = row + 1
			if row+2 < len(s.Rows) && isTags(s.Rows[row+2]) {
				g = g.withTags(s.Rows[row+2], kind)
				g.row = row + 2
			}
			if g.score > best.score {
				best = g
			}
		}
	}
	return best
}

// beneath lays a row of headings over the one above it.
func beneath(above, below []string) []string {
	both := make([]string, max(len(above), len(below)))
	copy(both, above)
	for i, cell := range below {
		if cell != "" {
			both[i] = cell
		}
	}
	return both
}

// readHeadings says which fields a row of headings names. Each field is taken once, by
// the heading that names it best.
func readHeadings(headings []string, kind Kind) guess {
	g := guess{columns: make([]Column, len(headings))}
	var claims []claim
	for c, heading := range headings {
		g.columns[c].Heading = heading
		for f := range fields[kind] {
			rank := fields[kind][f].rank(heading)
			if kind == Marks && rank < synonymRank && fields[kind][f].ofSession() {
				continue // "Day 1" is a session of a grid, not the field day
			}
			if rank > 0 {
				claims = append(claims, claim{c, f, rank})
			}
		}
	}
	slices.SortStableFunc(claims, func(a, b claim) int { return b.rank - a.rank })
	taken := map[int]bool{}
	for _, claim := range claims {
		column := &g.columns[claim.column]
		if taken[claim.field] || column.Field != "" {
			continue
		}
		taken[claim.field] = true
		column.Field, column.Sure = fields[kind][claim.field].Name, claim.rank >= synonymRank
		if claim.rank < synonymRank {
			column.Why = fmt.Sprintf("guessed: its heading is like %q", fields[kind][claim.field].Name)
		}
		g.score += claim.rank
	}
	g.claims = claims
	return g
}

// How well a heading names a field.
const (
	nameRank    = 4 // it is the field's name
	synonymRank = 3 // it means the field
	partRank    = 2 // a part of it does: "Start date (dd/mm/yyyy)"
	nearRank    = 1 // it is nearly a synonym: "Particpants"
)

func (f Field) rank(heading string) int {
	key := headingKey(heading)
	if key == "" || len(key) > 80 {
		return 0
	}
	if isShare(heading) {
		switch of := shareField(heading); {
		case !strings.HasSuffix(f.Name, shareEnd):
			return 0
		case key == f.synonyms[0]:
			return nameRank
		case of != "" && f.Name == of+shareEnd:
			return synonymRank
		}
		return 0
	}
	if key == f.synonyms[0] {
		return nameRank
	}
	if slices.Contains(f.synonyms, key) {
		return synonymRank
	}
	if f.Name == "number" && namesSex(heading) {
		return 0 // "Female participants"
	}
	for _, synonym := range f.synonyms {
		if len(synonym) > 2 && strings.HasPrefix(key, synonym+" ") {
			return partRank
		}
		if ending[f.Name] && strings.HasSuffix(key, " "+synonym) {
			return partRank // "Home country"
		}
	}
	if plain, of := withoutQualifier(key); of != "" && plain != key && slices.Contains(f.synonyms, plain) {
		return partRank
	}
	for _, synonym := range f.synonyms {
		if len(synonym) >= 6 && len(key) >= 6 && mayBeNear(synonym, key) && edlib.OSADamerauLevenshteinDistance(synonym, key) == 1 {
			return nearRank
		}
	}
	return 0
}

// mayBeNear says at little cost whether two texts may differ by one letter: all others do so
// at both ends at once.
func mayBeNear(a, b string) bool {
	if d := utf8.RuneCountInString(a) - utf8.RuneCountInString(b); d < -1 || d > 1 {
		return false
	}
	return a[:2] == b[:2] || a[len(a)-2:] == b[len(b)-2:]
}

// ofSession says whether a field of marks is about the session, which in a grid is what a
// heading names.
func (f Field) ofSession() bool { return f.Name == "session" || f.Name == "day" || f.Name == "mark" }

func has(columns []Column, field string) bool {
	return slices.ContainsFunc(columns, func(c Column) bool { return c.Field == field })
}

// Map says which field a heading holds; field "" leaves the column out. The error has
// code EInvalid where there is no such heading or field.
func (l *List) Map(heading, field string) error {
	if _, ok := l.Kind.field(field); !ok && field != "" {
		var names []string
		for _, f := range l.Kind.Fields() {
			names = append(names, f.Name)
		}
		return model.Errorf(model.EInvalid, "A list of %s has no field %q; its fields are %s.", l.Kind, field, strings.Join(names, ", "))
	}
	found := -1
	for i, c := range l.Columns {
		if l.called(i) == heading {
			found = i
			break
		}
		if c.Heading == heading && found < 0 || found < 0 && headingKey(c.Heading) == headingKey(heading) {
			found = i
		}
	}
	if found < 0 {
		return model.Errorf(model.EInvalid, "The list has no heading %q; its headings are %s.", heading, quoted(l.headings()))
	}
	l.MapColumn(found, field)
	return nil
}

// MapColumn says which field a column holds; another column that held it is left out.
func (l *List) MapColumn(column int, field string) {
	l.mapColumn(column, field)
	l.said[l.Columns[column].Heading] = true
	delete(l.leftOut, field)
	delete(l.contests, field)
	for of, open := range l.contests { // one that is left out is not meant
		if open.columns = slices.DeleteFunc(slices.Clone(open.columns), func(i int) bool { return i == column }); len(open.columns) > 0 {
			l.contests[of] = open
		} else {
			delete(l.contests, of)
		}
	}
}

func (l *List) mapColumn(column int, field string) {
	for i := range l.Columns {
		if l.Columns[i].Field == field && field != "" {
			l.Columns[i].Field, l.Columns[i].Part, l.Columns[i].Why = "", false, ""
		}
	}
	l.Columns[column].Field, l.Columns[column].Sure, l.Columns[column].Part, l.Columns[column].Why = field, true, false, ""
	l.findOrder()
}

func (l *List) headings() []string {
	var all []string
	for i, c := range l.Columns {
		if c.Heading != "" {
			all = append(all, l.called(i))
		}
	}
	return all
}

func quoted(texts []string) string {
	parts := make([]string, len(texts))
	for i, t := range texts {
		parts[i] = fmt.Sprintf("“%s”", t)
	}
	return strings.Join(parts, ", ")
}
