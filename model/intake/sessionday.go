package intake

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"rollbook/model"
	"rollbook/model/fold"
)

// Dates in the names of sessions stand among other words: "4 May 2026 9.00AM All students".
var (
	yearMonthDay = regexp.MustCompile(`(?:^|\D)(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})\s?[日일]?(?:\D|$)`)
	threeFigures = regexp.MustCompile(`(?:^|\D)(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4}|\d{2})(?:\D|$)`)
	dayMonthName = regexp.MustCompile(`(?:^|[^\pL\d:.])(\d{1,2})(?:st|nd|rd|th|er|º|°|ª|-?го)?[\s.\-/]*(?:de |of |d')?(\pL{3,})\.?(?:[\s,.\-/]+(?:de |del )?(\d{4})|[\-/'’](\d{2}))?(?:[^\pL\d]|$)`)
	monthNameDay = regexp.MustCompile(`(?:^|[^\pL])(\pL{3,})\.?[\s\-/]*(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?(?:[^\pL\d:.]|$)`)
	monthSignDay = regexp.MustCompile(`(?:^|\D)(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일号號]?`)
	twoFigures   = regexp.MustCompile(`(?:^|[^\d:.])(\d{1,2})\s?[-/.]\s?(\d{1,2})\.?(?:[^\d:]|$)`)
	dayCount     = regexp.MustCompile(`(?:^|[^\pL])(?:day|jour|journée|día|dia|день|tag|giorno|hari|ngày|اليوم|يوم|дня|d|j|j\.)[\s\-#.:№°]*(\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|un|deux|trois|uno|dos|tres)(?:[^\pL\d]|$)`)
	countDay     = regexp.MustCompile(`(?:^|\D)(\d{1,3})\s?(?:일차|일째|日目|(?:st|nd|rd|th|er|e|ème|º|-й|-ый|-ой)\s+(?:day|jour|día|день))`)
	countedSign  = regexp.MustCompile(`第\s?(\d{1,2}|[一二三四五六七八九十])\s?[天日]`)
	numberWords  = map[string]int{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "un": 1, "deux": 2, "trois": 3, "uno": 1, "dos": 2, "tres": 3,
		"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
)

// dated is a date in a text: what it may be, in each order, and where it stands. The year
// is 0 where it is not written.
type dated struct {
	may         [][3]int // year, month, day
	from, until int      // bytes of the text
	certain     bool     // it is a date and nothing else, wherever it lies
}

// monthAndDay finds a date in a text.
func monthAndDay(text string) (dated, bool) {
	text = strings.ToLower(westernDigits(text))
	number := func(s string) int { n, _ := strconv.Atoi(s); return n }
	year := func(s string) int {
		if n := number(s); s != "" && n < 100 {
			return 2000 + n
		} else {
			return n
		}
	}
	group := func(at []int, n int) string {
		if at[2*n] < 0 {
			return ""
		}
		return text[at[2*n]:at[2*n+1]]
	}
	if at := yearMonthDay.FindStringSubmatchIndex(text); at != nil {
		return dated{[][3]int{{number(group(at, 1)), number(group(at, 2)), number(group(at, 3))}}, at[0], at[1], true}, true
	}
	if at := threeFigures.FindStringSubmatchIndex(text); at != nil {
		a, b, y := number(group(at, 1)), number(group(at, 2)), group(at, 3)
		may := [][3]int{{year(y), b, a}, {year(y), a, b}}
		if len(y) == 2 {
			may = append(may, [3]int{year(group(at, 1)), b, number(y)})
		}
		return dated{may, at[0], at[1], true}, true
	}
	for _, at := range dayMonthName.FindAllStringSubmatchIndex(text, -1) {
		if m, ok := months[fold.Text(group(at, 2))]; ok {
			y := year(group(at, 3) + group(at, 4))
			return dated{[][3]int{{y, int(m), number(group(at, 1))}}, at[0], at[1], true}, true
		}
	}
	for _, at := range monthNameDay.FindAllStringSubmatchIndex(text, -1) {
		if m, ok := months[fold.Text(group(at, 1))]; ok {
			return dated{[][3]int{{year(group(at, 3)), int(m), number(group(at, 2))}}, at[0], at[1], true}, true
		}
	}
	if at := monthSignDay.FindStringSubmatchIndex(text); at != nil {
		return dated{[][3]int{{0, number(group(at, 1)), number(group(at, 2))}}, at[0], at[1], true}, true
	}
	if at := twoFigures.FindStringSubmatchIndex(text); at != nil {
		a, b := number(group(at, 1)), number(group(at, 2))
		return dated{[][3]int{{0, b, a}, {0, a, b}}, at[0], at[1], false}, true
	}
	return dated{}, false
}

// days gives the days that a date may be; one without a year is of the activity's years.
func (d dated) days(order DayOrder, a model.Activity) (all []model.Day) {
	may := d.may
	switch {
	case len(may) > 1 && order == DayMonthYear:
		may = may[:1]
	case len(may) > 1 && order == MonthDayYear:
		may = may[1:2]
	}
	for _, one := range may {
		years := []int{one[0]}
		if one[0] == 0 {
			years = []int{a.FirstDay.Time().Year()}
			if last := a.LastDay.Time().Year(); last != years[0] {
				years = append(years, last)
			}
		}
		for _, year := range years {
			day := model.Date(year, time.Month(one[1]), one[2])
			if t := day.Time(); one[1] >= 1 && one[1] <= 12 && year >= 1900 && t.Day() == one[2] && !slices.Contains(all, day) {
				all = append(all, day)
			}
		}
	}
	return all
}

// lasted says whether an activity went on on a day.
func lasted(a model.Activity, day model.Day) bool { return day >= a.FirstDay && day <= a.LastDay }

// sessionOf finds the session that a list names, or makes it. The day is "" where only the
// name may tell it. ok is false where something must be said first.
func (c *checker) sessionOf(r *roll, name string, day model.Day) (s model.Session, ok bool) {
	key := string(day) + " " + name
	if s, ok = r.found[key]; ok {
		return s, ok
	}
	if s, ok = c.findSession(r, name, day); ok {
		r.found[key] = s
	}
	return s, ok
}

func (c *checker) findSession(r *roll, name string, day model.Day) (s model.Session, ok bool) {
	same := r.called(name)
	if day == "" && len(same) == 1 {
		return same[0], true
	}
	alone := false // the name is the date and nothing more
	if day == "" {
		if day, alone, ok = c.dayNamed(r, name); !ok {
			return s, false
		}
		if day == "" && len(same) > 1 {
			var days []string
			for _, s := range same {
				days = append(days, string(s.Day))
			}
			said, answered := c.ask("session day", name, fmt.Sprintf("%s has %d sessions of this name; on which day is it?", r.activity.Title, len(same)), days...)
			if !answered {
				return s, false
			}
			day = model.Day(said)
		}
	} else if d, dated := monthAndDay(name); dated {
		alone = onlyDate(name, d)
	}
	if i := slices.IndexFunc(same, func(s model.Session) bool { return s.Day == day }); i >= 0 {
		return same[i], true
	}
	if alone {
		if s, found, asked := c.sessionOn(r, name, day); found || asked {
			return s, found
		}
	}
	if day == "" {
		day = r.activity.FirstDay
		if r.activity.LastDay != day {
			c.p.Notes = append(c.p.Notes, fmt.Sprintf("The list does not say on which day the session “%s” was; it is put on the first, %s.", name, day.Text()))
		}
	}
	s = model.Session{ID: c.newID(), Activity: r.activity.ID, Name: name, Day: day, Position: len(r.sessions) + 1, Required: !c.says("required", noWords)}
	if err := s.Validate(); err != nil {
		c.refuse(err)
		return s, false
	}
	r.sessions = append(r.sessions, s)
	c.p.Batch.Sessions = append(c.p.Batch.Sessions, s)
	c.newSessions = append(c.newSessions, name)
	return s, true
}

// newSession is the answer that a date is a session of its own.
const newSession = "a new session"

// sessionOn finds the session of a day that a list calls by its date alone: the one that the
// day has; of several it is asked.
func (c *checker) sessionOn(r *roll, name string, day model.Day) (s model.Session, found, asked bool) {
	var there []model.Session
	for _, s := range r.sessions {
		if s.Day == day && s.ID > 0 {
			there = append(there, s)
		}
	}
	switch len(there) {
	case 0:
		return s, false, false
	case 1:
		return there[0], true, false
	}
	var names []string
	for _, s := range there {
		names = append(names, s.Name)
	}
	said, answered := c.ask("session", name, fmt.Sprintf("%s has %d sessions on %s; which is this?", r.activity.Title, len(there), day.Text()), append(names, newSession)...)
	if i := slices.Index(names, said); answered && i >= 0 {
		return there[i], true, false
	}
	return s, false, !answered
}

// dayNamed says on which day of an activity a session lies by its name: a date, a day of the
// week, "Day 2"; "" where the name says nothing. alone is true where the name is a date and
// nothing more. ok is false where it is asked.
func (c *checker) dayNamed(r *roll, name string) (day model.Day, alone, ok bool) {
	a := r.activity
	if said, answered := c.l.answers[answer{"session day", name}]; answered {
		if day, err := readDay(said, YearMonthDay, &Sheet{}); err == nil {
			return day, false, true
		}
	}
	if serial, err := strconv.ParseFloat(name, 64); err == nil && c.l.sheet().Serials {
		if day, err := serialDay(serial, c.l.sheet().From1904); err == nil && lasted(a, day) {
			return day, true, true
		}
	}
	weekday, onWeekday := weekdayIn(name)
	if d, found := monthAndDay(name); found {
		all := d.days(c.l.Days, a)
		within := slices.DeleteFunc(slices.Clone(all), func(day model.Day) bool { return !lasted(a, day) })
		if onWeekday && len(within) > 1 {
			within = slices.DeleteFunc(within, func(day model.Day) bool { return day.Time().Weekday() != weekday })
		}
		switch {
		case len(within) == 1 && (!onWeekday || within[0].Time().Weekday() == weekday):
			return within[0], onlyDate(name, d), true
		case len(within) > 0:
			return c.askDay(a, name, "it is not certain which day this is", within)
		case d.certain && len(all) > 0:
			return c.askDay(a, name, fmt.Sprintf("this is none of the days of %s, %s", a.Title, model.SpanText(a.FirstDay, a.LastDay)), all)
		}
	}
	if n := countedDay(name); n > 0 {
		if n <= a.Days() {
			return a.FirstDay.Add(n - 1), false, true
		}
		return c.askDay(a, name, fmt.Sprintf("%s has %d days", a.Title, a.Days()), nil)
	}
	if onWeekday {
		var within []model.Day
		for i := range min(a.Days(), 400) {
			if day := a.FirstDay.Add(i); day.Time().Weekday() == weekday {
				within = append(within, day)
			}
		}
		switch {
		case len(within) == 1:
			return within[0], false, true
		case len(within) > 1:
			return c.askDay(a, name, "it is not certain which day this is", within)
		}
	}
	return "", false, true
}

// askDay asks on which day a session was.
func (c *checker) askDay(a model.Activity, name, why string, days []model.Day) (model.Day, bool, bool) {
	var choices []string
	for _, day := range days {
		choices = append(choices, string(day))
	}
	for i := 0; i < min(a.Days(), 12); i++ {
		if day := string(a.FirstDay.Add(i)); !slices.Contains(choices, day) {
			choices = append(choices, day)
		}
	}
	said, answered := c.ask("session day", name, why+"; on which day was the session?", choices...)
	return model.Day(said), false, answered
}

// countedDay gives the number of a day that a name counts, "Day 2", "2일차"; 0 where it
// counts none. "Session 2" counts sessions.
func countedDay(name string) int {
	text := strings.ToLower(westernDigits(name))
	for _, form := range []*regexp.Regexp{dayCount, countDay, countedSign} {
		if m := form.FindStringSubmatch(text); m != nil {
			if n, ok := numberWords[m[1]]; ok {
				return n
			}
			n, _ := strconv.Atoi(m[1])
			return n
		}
	}
	return 0
}

// weekdayIn finds a day of the week in a name.
func weekdayIn(name string) (time.Weekday, bool) {
	for _, w := range fold.Words(name) {
		if day, ok := weekdays[w]; ok && len(w) > 2 {
			if _, month := months[w]; !month {
				return day, true
			}
		}
	}
	return 0, false
}

// onlyDate says whether a name is a date, with the day of the week and the time of day at
// most.
func onlyDate(name string, d dated) bool {
	text := strings.ToLower(westernDigits(name))
	if d.until > len(text) {
		return false
	}
	for _, w := range fold.Words(text[:d.from] + " " + text[d.until:]) {
		if _, day := weekdays[w]; !day && strings.ContainsFunc(w, unicode.IsLetter) {
			return false
		}
	}
	return !strings.ContainsFunc(text[:d.from], unicode.IsDigit)
}
