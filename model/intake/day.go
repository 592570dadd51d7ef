package intake

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"rollbook/model"
	"rollbook/model/fold"
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

var (
	figures   = regexp.MustCompile(`^(\d{1,4})\s*[-/.年년]\s*(\d{1,2})\s*[-/.月월]\s*(\d{1,4})\s*[日일.]?$`)
	clockTime = regexp.MustCompile(`[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$`)
	dayWords  = regexp.MustCompile(`^(\d{1,2})(?:st|nd|rd|th|er|º|°)?[ .\-/]+(?:de |of )?(\pL+)[ .,\-/]+(?:de )?(\d{4}|\d{2})(?: ?г\.?)?$`)
	monthDay  = regexp.MustCompile(`^(\pL+)[ .]+(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})$`)
	weekName  = regexp.MustCompile(`^\pL+,? +`)
)

// months are the names of months in the UN's languages, folded.
var months = func() map[string]time.Month {
	names := map[string]time.Month{}
	for _, language := range []string{
		"january february march april may june july august september october november december",
		"jan feb mar apr may jun jul aug sep oct nov dec",
		"jan feb mar apr may jun jul aug sept oct nov dec",
		"janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
		"janv févr mars avr mai juin juil août sept oct nov déc",
		"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
		"ene feb mar abr may jun jul ago sep oct nov dic",
		"января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
		"янв фев мар апр май июн июл авг сен окт ноя дек",
		"يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
	} {
		for i, name := range strings.Fields(language) {
			names[fold.Text(name)] = time.Month(i + 1)
		}
	}
	return names
}()

// splitFigures reads a day written in figures as its three numbers, as they stand.
func splitFigures(text string) (parts [3]int, digits [3]int, ok bool) {
	m := figures.FindStringSubmatch(text)
	if m == nil {
		return parts, digits, false
	}
	for i := range parts {
		parts[i], _ = strconv.Atoi(m[i+1]) // digits only
		digits[i] = len(m[i+1])
	}
	return parts, digits, true
}

// readDay reads a day as people write it. Days in figures are read in the order given;
// where that is unknown only those that can mean one day alone.
func readDay(text string, order DayOrder, sheet *Sheet) (model.Day, error) {
	text = westernDigits(text)
	if sheet.Serials {
		if serial, err := strconv.ParseFloat(text, 64); err == nil {
			return serialDay(serial, sheet.From1904)
		}
	}
	text = strings.TrimSpace(clockTime.ReplaceAllString(text, ""))
	if parts, digits, ok := splitFigures(text); ok {
		return figuresDay(text, parts, digits, order)
	}
	plain := text
	if m := dayWords.FindStringSubmatch(plain); m != nil {
		return namedDay(text, m[1], m[2], m[3])
	}
	if m := monthDay.FindStringSubmatch(plain); m != nil {
		return namedDay(text, m[2], m[1], m[3])
	}
	if without := weekName.ReplaceAllString(plain, ""); without != plain && without != "" {
		if day, err := readDay(without, order, &Sheet{}); err == nil {
			return day, nil
		}
	}
	return "", fmt.Errorf("this is not a date; write it as 2026-11-23")
}

func figuresDay(text string, parts, digits [3]int, order DayOrder) (model.Day, error) {
	switch {
	case digits[0] == 4:
		order = YearMonthDay
	case digits[2] == 4 && order == YearMonthDay:
		order = Unknown
	}
	if order == Unknown {
		switch {
		case digits[2] != 4:
			return "", fmt.Errorf("it is not certain what is year, month and day; write it as 2026-11-23")
		case parts[0] > 12 || parts[0] == parts[1]:
			order = DayMonthYear
		case parts[1] > 12:
			order = MonthDayYear
		default:
			return "", fmt.Errorf("it is not certain what is day and what is month; say in which order the list writes them")
		}
	}
	year, month, day := parts[2], parts[1], parts[0]
	yearDigits := digits[2]
	switch order {
	case MonthDayYear:
		month, day = parts[0], parts[1]
	case YearMonthDay:
		year, day, yearDigits = parts[0], parts[2], digits[0]
	}
	return checkedDay(text, year, yearDigits, month, day)
}

func namedDay(text, day, month, year string) (model.Day, error) {
	m, ok := months[fold.Text(month)]
	if !ok {
		return "", fmt.Errorf("“%s” is not a month; write the date as 2026-11-23", month)
	}
	d, _ := strconv.Atoi(day)
	y, _ := strconv.Atoi(year)
	return checkedDay(text, y, len(year), int(m), d)
}

// checkedDay refuses what is on no calendar. Years of two figures are of this century.
func checkedDay(text string, year, yearDigits, month, day int) (model.Day, error) {
	if yearDigits <= 2 {
		year += 2000
	}
	d := model.Date(year, time.Month(month), day)
	t := d.Time()
	switch {
	case month < 1 || month > 12 || t.Day() != day || int(t.Month()) != month:
		return "", fmt.Errorf("there is no such day as %s in the order the list is read in", text)
	case year < 1900 || year > 2200:
		return "", fmt.Errorf("the year %d cannot be right", year)
	}
	return d, nil
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
