package intake

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"rollbook/model"
)

// DayOrder is the order in which a list writes day, month and year in figures.
type DayOrder string

// The orders.
const (
	Unknown      DayOrder = ""
	DayMonthYear DayOrder = "dmy"
	MonthDayYear DayOrder = "mdy"
	YearMonthDay DayOrder = "ymd"
)

// Orders lists the orders that can be chosen.
func Orders() []DayOrder { return []DayOrder{DayMonthYear, MonthDayYear, YearMonthDay} }

// Label gives an example of the order.
func (o DayOrder) Label() string {
	return map[DayOrder]string{DayMonthYear: "23/11/2026 (day first)", MonthDayYear: "11/23/2026 (month first)", YearMonthDay: "2026/11/23 (year first)"}[o]
}

// dayReader reads days as people write them.
type dayReader struct {
	order    DayOrder // of days in figures; Unknown: only those that can mean one day alone are read
	serials  bool     // days may be numbers, as spreadsheets count them
	from1904 bool
	today    model.Day
}

// readDay reads one day. Days in figures are read in the order given; where that is unknown
// only those that can mean one day alone. The error says what the text is instead.
func readDay(text string, order DayOrder, sheet *Sheet) (model.Day, error) {
	return dayReader{order, sheet.Serials, sheet.From1904, today("")}.day(text)
}

// today gives the day that it is, where none is given.
func today(given model.Day) model.Day {
	if given != "" {
		return given
	}
	return model.DayOf(time.Now())
}

// day reads one day.
func (d dayReader) day(text string) (model.Day, error) {
	from, to, err := d.span(text)
	if err == nil && to != from {
		return "", &Doubt{"these are several days; write the one", []string{string(from), string(to)}}
	}
	return from, err
}

// span reads a day or several that follow each other: "5–9 June 2017". Of one day, first and
// last are the same.
func (d dayReader) span(text string) (first, last model.Day, err error) {
	if d.serials {
		if serial, err := strconv.ParseFloat(text, 64); err == nil {
			day, err := serialDay(serial, d.from1904)
			if err == nil && day < firstHeld {
				return "", "", &Doubt{"this is a number and no date; write it as 2026-11-23", nil}
			}
			return day, day, err
		}
	}
	if day, ok := plainDay(text); ok {
		return day, day, nil
	}
	w, err := readForm(text)
	if err != nil {
		return "", "", err
	}
	d.order = w.orderIn(d.order)
	if first, err = d.resolved(text, w.from); err != nil || !w.span {
		if by := d.byWeekday(text, w); err != nil && by != "" {
			return by, by, nil
		}
		if err == nil && w.named && first.Time().Weekday() != w.on {
			return "", "", &Doubt{fmt.Sprintf("%s is a %s; write the right day", first, first.Time().Weekday()), []string{string(first)}}
		}
		return first, first, err
	}
	if last, err = d.resolved(text, w.to); err != nil {
		return "", "", err
	}
	switch {
	case last < first:
		return "", "", &Doubt{"the last day is before the first; write them as 2026-11-23 to 2026-11-25", nil}
	case first.DaysTo(last) > longestSpan:
		return "", "", &Doubt{fmt.Sprintf("this is %d days; write them as 2026-11-23 to 2026-11-25, or the right ones", first.DaysTo(last)), nil}
	}
	return first, last, nil
}

// orderIn gives the order of the days where one of the two tells that of the other.
func (w daysWritten) orderIn(order DayOrder) DayOrder {
	if order != Unknown || !w.span {
		return order
	}
	switch days, months, _ := w.tells(); {
	case days && !months:
		return DayMonthYear
	case months && !days:
		return MonthDayYear
	}
	return Unknown
}

// byWeekday gives the one day of those a text may mean that is the named day of the week.
func (d dayReader) byWeekday(text string, w daysWritten) (found model.Day) {
	if !w.named || d.order != Unknown {
		return ""
	}
	for _, reading := range d.readings(text, w.from) {
		if day := model.Day(reading); day.Time().Weekday() == w.on {
			if found != "" {
				return ""
			}
			found = day
		}
	}
	return found
}

// firstHeld is the day from which on an office can have held anything.
const firstHeld model.Day = "1945-01-01"

// longestSpan is how many days one cell may name.
const longestSpan = 800

// plainDay reads a day as it is written between programs: 2026-11-23.
func plainDay(text string) (model.Day, bool) {
	if len(text) != 10 || text[4] != '-' || text[7] != '-' {
		return "", false
	}
	day, err := model.ParseDay(text)
	return day, err == nil && day.Year() >= 1900 && day.Year() <= 2200
}

// resolved finds out which of the numbers of a day is which.
func (d dayReader) resolved(text string, p dayParts) (model.Day, error) {
	order := d.order
	if p.order != Unknown {
		order = p.order
	}
	switch {
	case p.digits[0] == 4:
		order = YearMonthDay
	case p.digits[0] > 2 || p.digits[2] == 3:
		return "", noDay(text)
	case p.digits[2] == 4 && order == YearMonthDay:
		order = Unknown
	}
	if order == Unknown {
		switch {
		case p.digits[2] != 4 && p.n[0] > 12 && p.n[1] <= 12 && p.n[2] > 31:
			order = DayMonthYear // 22/11/97
		case p.digits[2] != 4 && p.n[0] <= 12 && p.n[1] > 12 && p.n[2] > 31:
			order = MonthDayYear
		case p.digits[2] != 4 && p.n[2] > 31 && p.n[0] == p.n[1]:
			order = DayMonthYear
		case p.digits[2] != 4 && p.n[0] > 31 && p.n[1] <= 12:
			order = YearMonthDay
		case p.digits[2] != 4 && p.n[2] <= 31:
			return "", &Doubt{"it is not certain what is year, month and day; write it as 2026-11-23", d.readings(text, p)}
		case p.n[0] > 12 || p.n[0] == p.n[1]:
			order = DayMonthYear
		case p.n[1] > 12:
			order = MonthDayYear
		default:
			return "", &Doubt{orderOpen, d.readings(text, p)}
		}
	}
	return d.inOrder(text, p, order)
}

// orderOpen is why a day is asked that the order of the list's dates would settle.
const orderOpen = "it is not certain what is day and what is month; say in which order the list writes them"

// readings gives the days that a text may mean.
func (d dayReader) readings(text string, p dayParts) (all []string) {
	for _, order := range Orders() {
		if day, err := d.inOrder(text, p, order); err == nil && !slices.Contains(all, string(day)) {
			all = append(all, string(day))
		}
	}
	return all
}

func (d dayReader) inOrder(text string, p dayParts, order DayOrder) (model.Day, error) {
	year, month, day, digits := p.n[2], p.n[1], p.n[0], p.digits[2]
	switch order {
	case MonthDayYear:
		month, day = p.n[0], p.n[1]
	case YearMonthDay:
		year, day, digits = p.n[0], p.n[2], p.digits[0]
	}
	if digits <= 2 {
		year = d.century(year)
	}
	at := model.Date(year, time.Month(month), day)
	t := at.Time()
	switch {
	case month < 1 || month > 12 || t.Day() != day || int(t.Month()) != month:
		return "", fmt.Errorf("there is no such day as %s in the order the list is read in", text)
	case year < 1900 || year > 2200:
		return "", fmt.Errorf("the year %d cannot be right", year)
	}
	return at, nil
}

// century says which year is meant by two figures: one in which an office can have held
// something, or will soon.
func (d dayReader) century(year int) int {
	if late := 2000 + year; late <= d.today.Year()+5 || 1900+year < firstHeld.Year() {
		return late
	}
	return 1900 + year
}

// orders says what a text tells about the order of days in figures: of each order whether
// it can be that one alone.
func orders(text string) (dayFirst, monthFirst, yearFirst bool) {
	if _, ok := plainDay(text); ok {
		return false, false, true
	}
	w, err := readForm(text)
	if err != nil {
		return false, false, false
	}
	return w.tells()
}

// tells does so for days as they are written.
func (w daysWritten) tells() (dayFirst, monthFirst, yearFirst bool) {
	if w.from.words {
		return false, false, false
	}
	for _, p := range []dayParts{w.from, w.to} {
		late := p.digits[2] == 4 || p.n[2] > 31 // the year stands last
		switch {
		case p.digits[0] == 4:
			yearFirst = true
		case p.order == DayMonthYear || late && p.n[0] > 12 && p.n[0] <= 31 && p.n[1] <= 12:
			dayFirst = true
		case p.order == MonthDayYear || late && p.n[1] > 12 && p.n[0] <= 12:
			monthFirst = true
		}
	}
	return dayFirst, monthFirst, yearFirst
}

// serialDay reads a day as spreadsheets count it: from 30 December 1899, which makes up
// for the 29 February 1900 that Excel believes in, or from 1 January 1904.
// ECMA-376 part 1, 18.17.4.1.
func serialDay(serial float64, from1904 bool) (model.Day, error) {
	epoch := model.Date(1899, time.December, 30)
	if from1904 {
		epoch = model.Date(1904, time.January, 1)
	}
	if serial < 367 || serial > 110_000 {
		return "", fmt.Errorf("this number is not a date; write it as 2026-11-23")
	}
	return epoch.Add(int(serial)), nil
}

// westernDigits writes the digits of other scripts as 0 to 9.
func westernDigits(text string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 || !unicode.IsDigit(r) {
			return r
		}
		// The digits of every script stand in a row from 0 to 9.
		zero := r
		for r-zero < 9 && unicode.IsDigit(zero-1) {
			zero--
		}
		return '0' + (r - zero)
	}, text)
}
