package intake

import (
	"cmp"
	"slices"
	"strings"

	"rollbook/model"
	"rollbook/model/fold"
)

// titlesOf takes forms of address off a name and a given name, and reads the column of them
// where there is one. They may say the sex.
func (c *checker) titlesOf(name, given string) (title, restOfName, restOfGiven string, sex model.Sex) {
	if c.has("honorific") && c.headed("honorific") {
		return c.said("honorific"), name, given, model.NotStated // as Rollbook writes it
	}
	held := c.formsHeld()
	var titles [3]string
	var sexes [3]model.Sex
	if c.has("honorific") {
		titles[0], sexes[0], _ = held.readSalutation(c.cell("honorific"))
	}
	titles[1], name, sexes[1] = held.splitTitle(name)
	titles[2], given, sexes[2] = held.splitTitle(given)
	said := slices.DeleteFunc(sexes[:], func(s model.Sex) bool { return s == model.NotStated })
	if len(said) > 0 && !slices.ContainsFunc(said, func(s model.Sex) bool { return s != said[0] }) {
		sex = said[0]
	}
	return cmp.Or(titles[:]...), name, given, sex
}

// withoutTitle takes every form of address off a name, also those that may be a part of it.
func withoutTitle(name string) string {
	every := &formsHeld{women: map[string]bool{french: true, spanish: true, arab: true}, men: map[string]bool{german: true}, m: true}
	_, rest, _ := every.splitTitle(name)
	return rest
}

// headed says whether the heading of a field is its name.
func (c *checker) headed(field string) bool {
	return headingKey(c.l.Columns[c.columns[field]].Heading) == field || c.l.Columns[c.columns[field]].Heading == ""
}

// formsHeld says which forms of address the list has, looked for once.
func (c *checker) formsHeld() *formsHeld {
	if c.held != nil {
		return c.held
	}
	c.held = &formsHeld{women: map[string]bool{}, men: map[string]bool{}}
	names, ms := 0, 0
	for row := c.l.Header + 1; row < len(c.l.sheet().Rows); row++ {
		for _, field := range []string{"name", "given", "honorific"} {
			if !c.has(field) {
				continue
			}
			text := c.l.Cell(row, field)
			m := c.held.look(text)
			if text != "" && field != "honorific" {
				names++
				if m {
					ms++
				}
			}
		}
	}
	c.held.m = ms > 1 && ms*2 > names
	return c.held
}

// namesToo are words that say that nothing is known and are names as well.
var namesToo = words("na nil nan none null unknown pending missing")

// inName gives what a field of a name says; "" where it says that nothing is known. Na is a
// family name, and it is asked where it may be either.
func (c *checker) inName(field string) string {
	text := c.cell(field)
	if !nothing(text) {
		return text
	}
	word := fold.Text(text)
	switch {
	case !namesToo[word] || text == strings.ToLower(text):
		return ""
	case text != strings.ToUpper(text) && (word == "na" || word == "nil" || word == "nan"):
		return text
	case word == "na" && field == "family":
		c.complain(field, text, "it is not certain whether this is the name or says that nothing is known; write Na or -", "Na", "-")
	}
	return ""
}

// titleHeadings head a column of forms of address as often as one of positions.
var titleHeadings = words("title titles titre titulo titel titolo")

// findTitles gives a column that is headed "Title" to the forms of address where its cells
// are mostly such; another column is then that of the position.
func (l *List) findTitles(claims []claim) []claim {
	if l.Kind != People || has(l.Columns, "honorific") {
		return claims
	}
	for i := range l.Columns {
		if !titleHeadings[headingKey(l.Columns[i].Heading)] || !l.holdsForms(i) {
			continue
		}
		l.Columns[i].Field, l.Columns[i].Sure, l.Columns[i].Why = "honorific", true, "its cells are forms of address"
		claims = slices.DeleteFunc(slices.Clone(claims), func(c claim) bool { return c.column == i })
		for _, other := range claims {
			column := &l.Columns[other.column]
			if fields[People][other.field].Name == "position" && column.Field == "" && !has(l.Columns, "position") {
				column.Field, column.Sure = "position", other.rank >= synonymRank
			}
		}
		break
	}
	return claims
}

// holdsForms says whether most of a column's cells are forms of address.
func (l *List) holdsForms(column int) bool {
	held, cells, known := &formsHeld{women: map[string]bool{}, men: map[string]bool{}}, 0, 0
	for _, row := range l.sheet().Rows[min(l.Header+1, len(l.sheet().Rows)):] {
		text := cellAt(row, column)
		if nothing(text) {
			continue
		}
		cells++
		if _, _, ok := held.readSalutation(text); ok {
			known++
		}
	}
	return known*5 > cells*3
}
