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

// dayParts is a day as it is written: its three numbers as they stand. Order is Unknown
// where the list's own order says which is which.
type dayParts struct {
	n, digits [3]int
	order     DayOrder
	words     bool // the month is in words
}

// daysWritten is one day or a span as it is written.
type daysWritten struct {
	from, to dayParts
	span     bool
	on       time.Weekday // the day of the week that is named, of a single day
	named    bool         // whether one is
}

// Ways of writing a time of day, which are taken off: no day is moved by it.
var clocks = []*regexp.Regexp{
	regexp.MustCompile(`(\d)t\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(z|[+-]\d{2}:?\d{2})?`),
	regexp.MustCompile(`()\b\d{1,2}[:.]\d{2}([:.]\d{2})?\s*([ap]\.?\s?m\b\.?)`),
	regexp.MustCompile(`()\b\d{1,2}\s*([ap]\.?m\b\.?)`),
	regexp.MustCompile(`()\b\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(z\b|utc|gmt|h\b|hrs\b|[+-]\d{2}:?\d{2}\b)?`),
	regexp.MustCompile(`()\b\d{1,2}\s?h\s?(\d{2})?\b`),
	regexp.MustCompile(`()(오전|오후|上午|下午|am|pm)?\s*\d{1,2}\s*[시时時點点]\s*(\d{1,2}\s*[분分])?`),
}

var (
	yearSign     = regexp.MustCompile(`(\d{4}|\d{2})\s*[年년]\s*`)
	monthSign    = regexp.MustCompile(`(\d{1,2})\s*[月월]\s*`)
	daySign      = regexp.MustCompile(`(\d{1,2})\s*[日일号號]`)
	inOneSign    = regexp.MustCompile(`[(（\[]\s*(?:周|週|星期)?(\p{Han}|\p{Hangul})(?:요일|曜日?)?\s*[)）\]]`)
	levantMonths = regexp.MustCompile(`(كانون|تشرين)\s+(ا)`)
)

// plainDays writes days with nothing but numbers, months as "m06", and signs: "~" between
// the first and the last, "&" between those that follow each other. Ok is false where there
// are other words.
func plainDays(text string) (plain string, on time.Weekday, named, ok bool) {
	text = strings.NewReplacer("’", "'", "º", " ", "°", " ", "ª", " ").Replace(westernDigits(text))
	text = levantMonths.ReplaceAllString(fold.Text(text), "$1$2")
	for _, clock := range clocks {
		text = clock.ReplaceAllString(text, "$1 ")
	}
	text = inOneSign.ReplaceAllStringFunc(text, func(found string) string {
		if day, known := bracketed[inOneSign.FindStringSubmatch(found)[1]]; known {
			on, named = day, true
			return " "
		}
		return found
	})
	text = yearSign.ReplaceAllString(text, "$1-")
	text = monthSign.ReplaceAllString(text, "$1-")
	text = daySign.ReplaceAllString(text, "$1 ")
	var b strings.Builder
	runes := []rune(text)
	for i := 0; i < len(runes); {
		r := runes[i]
		j := i + 1
		switch {
		case r >= '0' && r <= '9':
			for j < len(runes) && runes[j] >= '0' && runes[j] <= '9' {
				j++
			}
			b.WriteString(" " + string(runes[i:j]))
		case unicode.IsLetter(r):
			for j < len(runes) && (unicode.IsLetter(runes[j]) || unicode.IsMark(runes[j])) {
				j++
			}
			word := string(runes[i:j])
			for j < len(runes) && runes[j] == '.' && !(j+1 < len(runes) && runes[j+1] >= '0' && runes[j+1] <= '9' && months[word] == 0) {
				j++ // an abbreviation's
			}
			switch {
			case months[word] > 0:
				fmt.Fprintf(&b, " m%02d ", months[word])
			case throughWords[word]:
				b.WriteString("~")
			case andWords[word]:
				b.WriteString("&")
			case looseWords[word]:
				b.WriteByte(' ')
			default:
				day, known := weekdays[word]
				if !known {
					return "", 0, false, false
				}
				on, named = day, true
				b.WriteByte(' ')
			}
		case r == '-' || r == '‐' || r == '‑':
			spaced := i > 0 && runes[i-1] == ' ' || j < len(runes) && runes[j] == ' '
			if spaced {
				b.WriteByte('~')
			} else {
				b.WriteByte('-')
			}
		case strings.ContainsRune("–—―‒−~〜～∼", r):
			b.WriteByte('~')
		case r == '&' || r == '+':
			b.WriteByte('&')
		case r == '/' || r == '.' || r == ',':
			b.WriteRune(r)
		case r == '\'' || r == '(' || r == ')' || r == '[' || r == ']' || unicode.IsSpace(r) || r == '،' || r == '、':
			b.WriteByte(' ')
		default:
			return "", 0, false, false
		}
		i = j
	}
	return tidyDays(b.String()), on, named, true
}

var tidyings = []struct {
	from *regexp.Regexp
	to   string
}{
	{regexp.MustCompile(`\s*([-~&/.,])\s*`), "$1"},
	{regexp.MustCompile(`\s+`), " "},
	{regexp.MustCompile(`[.,]([-~&])`), "$1"},             // "5.–9."
	{regexp.MustCompile(`([-~&])[.,]`), "$1"},             //
	{regexp.MustCompile(`-?~-?`), "~"},                    //
	{regexp.MustCompile(`[.,/]*(m\d\d)[.,/]*`), " $1 "},   // "5. Juni", "5/Jun/2017"
	{regexp.MustCompile(`,(\d{4})\b`), " $1"},             // "June 5, 2017"
	{regexp.MustCompile(`(\d),(\d)`), "$1&$2"},            // "5, 6 and 7"
	{regexp.MustCompile(`,&|&,`), "&"},                    //
	{regexp.MustCompile(`\s*([~&])\s*`), "$1"},            //
	{regexp.MustCompile(`^[\s.,~&/-]+|[\s.,~&/-]+$`), ""}, //
	{regexp.MustCompile(`\s+`), " "},
}

func tidyDays(text string) string {
	for _, t := range tidyings {
		for range 2 { // in "5,6,7" the second comma is found after the first is gone
			text = t.from.ReplaceAllString(text, t.to)
		}
	}
	return text
}

// Ways of writing days with the month in words.
var (
	dayMonth     = regexp.MustCompile(`^(\d{1,2}) m(\d\d) (\d{4}|\d{2})$`)
	monthDay     = regexp.MustCompile(`^m(\d\d) (\d{1,2}) (\d{4}|\d{2})$`)
	yearMonth    = regexp.MustCompile(`^(\d{4})[- ]?m(\d\d)[- ]?(\d{1,2})$`)
	daysMonth    = regexp.MustCompile(`^(\d{1,2}(?:[-~&/]\d{1,2})+) m(\d\d) (\d{4}|\d{2})$`)
	monthDays    = regexp.MustCompile(`^m(\d\d) (\d{1,2}(?:[-~&/]\d{1,2})+) (\d{4}|\d{2})$`)
	yearDays     = regexp.MustCompile(`^(\d{4})[- ]?m(\d\d)[- ]?(\d{1,2}(?:[-~&/]\d{1,2})+)$`)
	twoMonths    = regexp.MustCompile(`^(\d{1,2}) m(\d\d)(?: (\d{4}|\d{2}))?\s?([~&])\s?(\d{1,2}) m(\d\d) (\d{4}|\d{2})$`)
	twoMonthDays = regexp.MustCompile(`^m(\d\d) (\d{1,2})(?: (\d{4}|\d{2}))?\s?[-~&]\s?m(\d\d) (\d{1,2}) (\d{4}|\d{2})$`)
	yearTwo      = regexp.MustCompile(`^(\d{4}) m(\d\d) (\d{1,2})\s?[~&]\s?(?:(\d{4}) )?m(\d\d) (\d{1,2})$`)
	tightMonth   = regexp.MustCompile(`-?\s*(m\d\d)\s*-?`)
	beforeMonth  = regexp.MustCompile(`-\s*(m\d\d)`)
	afterMonth   = regexp.MustCompile(`(m\d\d)\s*-`)
)

// readForm finds out in which way days are written. The error, a *Doubt where the text says
// less or more than days, says what it is.
func readForm(text string) (daysWritten, error) {
	plain, on, named, ok := plainDays(text)
	if !ok {
		return daysWritten{}, noDay(text)
	}
	w, err := daysWritten{}, error(nil)
	if !strings.Contains(plain, "m") {
		w, ok = inFigures(plain)
	} else {
		// "15-Mar-98" or "29 May-2 June": a hyphen beside a month joins or parts.
		w, err, ok = inWords(strings.TrimSpace(tightMonth.ReplaceAllString(plain, " $1 ")))
		if !ok && err == nil {
			w, err, ok = inWords(strings.TrimSpace(afterMonth.ReplaceAllString(beforeMonth.ReplaceAllString(plain, "~$1"), "$1~")))
		}
	}
	switch {
	case err != nil:
		return w, err
	case !ok:
		return w, noSuchForm(plain)
	}
	w.on, w.named = on, named && !w.span
	return w, nil
}

func noDay(string) error { return fmt.Errorf("this is not a date; write it as 2026-11-23") }

var (
	monthAlone = regexp.MustCompile(`^(?:m(\d\d) ?[-,]?(\d{4}|\d{2})|(\d{4})[ -]?m(\d\d)|(\d{4})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{4}))$`)
	yearAlone  = regexp.MustCompile(`^(\d{4})$`)
	yearless   = regexp.MustCompile(`^(?:\d{1,2}(?:[-~&/]\d{1,2})* ?m\d\d|m\d\d \d{1,2}(?:[-~&/]\d{1,2})*|\d{1,2} m\d\d[~&]\d{1,2} m\d\d|\d{1,2}[/.]\d{1,2})$`)
)

// noSuchForm says what days are that are not whole.
func noSuchForm(plain string) error {
	if m := monthAlone.FindStringSubmatch(plain); m != nil {
		if year, month, ok := monthOf(m); ok {
			return &Doubt{"this is a month without a day; write the first day", []string{string(model.Date(year, month, 1))}}
		}
	}
	switch {
	case yearAlone.MatchString(plain):
		return &Doubt{"this is a year alone; write the first day", nil}
	case yearless.MatchString(plain):
		return &Doubt{"the year is missing; write it as 2026-11-23", nil}
	}
	return noDay(plain)
}

// monthWritten reads a month without a day: "June 2017", "2017-06".
func monthWritten(text string) (year int, month time.Month, ok bool) {
	plain, _, _, ok := plainDays(text)
	if !ok {
		return 0, 0, false
	}
	m := monthAlone.FindStringSubmatch(plain)
	if m == nil {
		return 0, 0, false
	}
	return monthOf(m)
}

// monthOf gives the year and month of what monthAlone found.
func monthOf(m []string) (year int, month time.Month, ok bool) {
	for _, pair := range [][2]int{{2, 1}, {3, 4}, {5, 6}, {8, 7}} {
		if m[pair[0]] != "" && m[pair[1]] != "" {
			y, _ := strconv.Atoi(m[pair[0]])
			n, _ := strconv.Atoi(m[pair[1]])
			return y, time.Month(n), y >= 1900 && y <= 2200 && n >= 1 && n <= 12
		}
	}
	return 0, 0, false
}

// named makes a day whose month is in words.
func named(day, month, year string) dayParts {
	return dayParts{[3]int{number(day), number(month), number(year)}, [3]int{2, 2, len(year)}, DayMonthYear, true}
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits) // digits only
	return n
}

// inWords reads days whose months are in words.
func inWords(plain string) (w daysWritten, err error, ok bool) {
	one := func(day, month, year string) (daysWritten, error, bool) {
		p := named(day, month, year)
		return daysWritten{from: p, to: p}, nil, true
	}
	several := func(list, month, year string) (daysWritten, error, bool) {
		first, last, err := ends(list)
		return daysWritten{from: named(first, month, year), to: named(last, month, year), span: true}, err, err == nil
	}
	two := func(day1, month1, year1, day2, month2, year2 string) (daysWritten, error, bool) {
		from, to := named(day1, month1, year1), named(day2, month2, year2)
		if year1 == "" {
			from.n[2], from.digits[2] = to.n[2], to.digits[2]
			if from.n[1] > to.n[1] { // over the end of a year
				from.n[2] = (from.n[2] + 99) % 100
				if to.digits[2] == 4 {
					from.n[2] = to.n[2] - 1
				}
			}
		}
		return daysWritten{from: from, to: to, span: true}, nil, true
	}
	if m := dayMonth.FindStringSubmatch(plain); m != nil {
		return one(m[1], m[2], m[3])
	}
	if m := monthDay.FindStringSubmatch(plain); m != nil {
		return one(m[2], m[1], m[3])
	}
	if m := yearMonth.FindStringSubmatch(plain); m != nil {
		return one(m[3], m[2], m[1])
	}
	if m := daysMonth.FindStringSubmatch(plain); m != nil {
		return several(m[1], m[2], m[3])
	}
	if m := monthDays.FindStringSubmatch(plain); m != nil {
		return several(m[2], m[1], m[3])
	}
	if m := yearDays.FindStringSubmatch(plain); m != nil {
		return several(m[3], m[2], m[1])
	}
	if m := twoMonths.FindStringSubmatch(plain); m != nil {
		return two(m[1], m[2], m[3], m[5], m[6], m[7])
	}
	if m := twoMonthDays.FindStringSubmatch(plain); m != nil {
		return two(m[2], m[1], m[3], m[5], m[4], m[6])
	}
	if m := yearTwo.FindStringSubmatch(plain); m != nil {
		if m[4] == "" {
			m[4] = m[1]
		}
		return two(m[3], m[2], m[1], m[6], m[5], m[4])
	}
	return w, nil, false
}

// ends gives the first and the last of days of one month: "5-9", "5&6&7". Those that do not
// follow each other are no span.
func ends(list string) (first, last string, err error) {
	days := strings.FieldsFunc(list, func(r rune) bool { return strings.ContainsRune("-~&/", r) })
	through := strings.ContainsAny(list, "-~")
	for i := 1; i < len(days); i++ {
		if d := number(days[i]) - number(days[i-1]); d < 1 || d > 1 && !(through && len(days) == 2) {
			if d < 1 {
				return "", "", &Doubt{"the last day is before the first; write them as 2026-11-23 to 2026-11-25", nil}
			}
			return "", "", &Doubt{"these are days that do not follow each other; write the first and the last day", nil}
		}
	}
	return days[0], days[len(days)-1], nil
}

// figureForms are ways of writing days in figures, for one sign between the figures.
type figureForms struct {
	sign                                                            string
	one, full, toDay, toMonth, daysFirst, monthsFirst, daysInMonths *regexp.Regexp
}

var inSigns = func() []figureForms {
	var all []figureForms
	for _, sign := range []string{"-", "/", "."} {
		s := regexp.QuoteMeta(sign)
		others := strings.ReplaceAll(`[-~/]`, sign, "")
		if sign == "-" {
			others = `[~/]`
		}
		day, any := `(\d{1,2})`, `(\d{1,4})`
		f := figureForms{sign: sign}
		f.one = regexp.MustCompile(`^` + any + s + day + s + any + `$`)
		f.full = regexp.MustCompile(`^` + any + s + day + s + any + others + any + s + day + s + any + `$`)
		f.toDay = regexp.MustCompile(`^(\d{4})` + s + day + s + `(\d{1,2}(?:[-~&]\d{1,2})+)$`)
		f.toMonth = regexp.MustCompile(`^(\d{4})` + s + day + s + day + others + day + s + day + `$`)
		f.daysFirst = regexp.MustCompile(`^(\d{1,2}(?:[-~&]\d{1,2})+)` + s + day + s + `(\d{4}|\d{2})$`)
		f.monthsFirst = regexp.MustCompile(`^` + day + s + `(\d{1,2}(?:[-~&]\d{1,2})+)` + s + `(\d{4}|\d{2})$`)
		f.daysInMonths = regexp.MustCompile(`^` + day + s + day + others + day + s + day + s + `(\d{4}|\d{2})$`)
		all = append(all, f)
	}
	return all
}()

func figured(n ...string) dayParts {
	var p dayParts
	for i := range p.n {
		p.n[i], p.digits[i] = number(n[i]), len(n[i])
	}
	return p
}

// inFigures reads days that are written in figures alone.
func inFigures(plain string) (w daysWritten, ok bool) {
	span := func(from, to dayParts) (daysWritten, bool) { return daysWritten{from: from, to: to, span: true}, true }
	plain = strings.ReplaceAll(plain, " ", "")
	for _, f := range inSigns {
		if m := f.one.FindStringSubmatch(plain); m != nil {
			p := figured(m[1:]...)
			return daysWritten{from: p, to: p}, true
		}
		if m := f.full.FindStringSubmatch(plain); m != nil {
			return span(figured(m[1:4]...), figured(m[4:]...))
		}
		if m := f.toDay.FindStringSubmatch(plain); m != nil {
			if first, last, err := ends(m[3]); err == nil {
				return span(figured(m[1], m[2], first), figured(m[1], m[2], last))
			}
		}
		if m := f.toMonth.FindStringSubmatch(plain); m != nil {
			return span(figured(m[1:4]...), figured(m[1], m[4], m[5]))
		}
		if m := f.daysFirst.FindStringSubmatch(plain); m != nil && f.sign != "-" {
			if first, last, err := ends(m[1]); err == nil {
				from, to := figured(first, m[2], m[3]), figured(last, m[2], m[3])
				from.order, to.order = DayMonthYear, DayMonthYear
				return span(from, to)
			}
		}
		if m := f.monthsFirst.FindStringSubmatch(plain); m != nil && f.sign == "/" {
			if first, last, err := ends(m[2]); err == nil {
				from, to := figured(m[1], first, m[3]), figured(m[1], last, m[3])
				from.order, to.order = MonthDayYear, MonthDayYear
				return span(from, to)
			}
		}
		if m := f.daysInMonths.FindStringSubmatch(plain); m != nil {
			return span(figured(m[1], m[2], m[5]), figured(m[3], m[4], m[5]))
		}
	}
	return w, false
}
