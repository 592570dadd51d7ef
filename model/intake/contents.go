package intake

import (
	"fmt"
	"slices"

	"rollbook/model/country"
)

// A column whose heading says nothing may hold what figures rest on: countries under "Ctry",
// numbers of people under "Attended". It is not taken for that by itself, and not left out
// without a question either.

// settleByContents asks about columns that no heading tells anything of, where the list has
// no other column of what their cells say.
func (l *List) settleByContents() {
	matcher := country.NewMatcher()
	isCountry := func(text string) bool { // two letters may be anything
		m := matcher.Match(text)
		return len([]rune(text)) > 2 && (m.Code != "" || len(m.Candidates) > 1)
	}
	switch l.Kind {
	case People:
		l.askAboutContents("country", "countries", isCountry)
		l.askAboutContents("sex", "sexes", isSex)
	case Activities:
		l.askAboutContents("country", "countries", isCountry)
	case Headcounts:
		if !has(l.Columns, "women") || !has(l.Columns, "men") {
			l.askAboutContents("number", "numbers", isPeopleNumber)
		}
	case Reported:
		l.askAboutContents("participants", "numbers", isPeopleNumber)
	}
}

// askAboutContents asks whether a field is held by one of the columns that are left out and
// whose cells say such things, where no column is taken for it.
func (l *List) askAboutContents(field, what string, says func(string) bool) {
	if has(l.Columns, field) || l.leftOut[field] {
		return
	}
	open := map[int]bool{}
	for of, c := range l.contests {
		if of == field {
			return
		}
		for _, i := range c.columns {
			open[i] = true
		}
	}
	var may []int
	for i, column := range l.Columns {
		if column.Field == "" && column.Heading != "" && !l.said[column.Heading] && !open[i] && !isShare(column.Heading) && !l.countsRows(i) && l.allSay(i, says) {
			may = append(may, i)
		}
	}
	if len(may) > 0 {
		why := "no heading names %q, but %s holds %s; say whether it is that"
		if len(may) > 1 {
			why = "no heading names %q, but %s hold %s; say which one it is, if any"
		}
		l.leaveOpen(field, may, fmt.Sprintf(why, field, l.calledAll(may), what))
	}
}

// mostContents is how many different texts of a column are looked at.
const mostContents = 200

// allSay says whether the cells of a column that hold anything say such things: all but one
// in ten.
func (l *List) allSay(column int, says func(string) bool) bool {
	seen := map[string]bool{}
	not := 0
	for _, row := range l.sheet().Rows[min(l.Header+1, len(l.sheet().Rows)):] {
		text := cellAt(row, column)
		if nothing(text) || seen[text] {
			continue
		}
		seen[text] = true
		if !says(text) {
			not++
		}
		if len(seen) == mostContents || not > mostContents/10 {
			break
		}
	}
	return len(seen) > 0 && not*10 <= len(seen)
}

// isSex says whether a text is a word for a sex; a single letter may be anything.
func isSex(text string) bool {
	key := headingKey(text)
	_, known := sexWords[key]
	return known && (len(key) > 1 || slices.Contains([]string{"f", "m", "w"}, key))
}

// isPeopleNumber says whether a text is a number that may be of people, and no year.
func isPeopleNumber(text string) bool {
	f, err := Figure(text)
	return err == nil && (f.Value < 1900 || f.Value > 2100)
}
