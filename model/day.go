package model

import (
	"fmt"
	"strings"
	"time"
)

// Day is a calendar day as an ISO date ("2006-09-05"); days compare as text. The empty
// Day means "none", or, as an end of a span, "open".
type Day string

const isoDay = "2006-01-02"

// ParseDay reads an ISO date. Other ways of writing a day are the business of
// model/intake. The error has code EInvalid.
func ParseDay(text string) (Day, error) {
	text = strings.TrimSpace(text)
	t, err := time.Parse(isoDay, text)
	if err != nil || t.Year() < 1 {
		return "", Errorf(EInvalid, "%q is not a date; write it as 2026-11-23.", text)
	}
	return Day(text), nil
}

// DayOf gives the calendar day of an instant, where the instant's clock stands.
func DayOf(t time.Time) Day { return Day(t.Format(isoDay)) }

// Date makes a Day of its parts, carrying over what is too large as time.Date does.
func Date(year int, month time.Month, day int) Day {
	return DayOf(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// Time gives midnight UTC of the day; the zero time for no day.
func (d Day) Time() time.Time {
	t, err := time.Parse(isoDay, string(d))
	if err != nil {
		return time.Time{}
	}
	return t
}

// Valid says whether the day is a real calendar day.
func (d Day) Valid() bool {
	_, err := ParseDay(string(d))
	return err == nil
}

// Year gives the day's calendar year; 0 for no day.
func (d Day) Year() int {
	if d == "" {
		return 0
	}
	return d.Time().Year()
}

// Add gives the day n days later (earlier for a negative n).
func (d Day) Add(n int) Day { return DayOf(d.Time().AddDate(0, 0, n)) }

// DaysTo counts the days from d up to and including last: 1 when both are the same day,
// 0 when last is earlier.
func (d Day) DaysTo(last Day) int {
	n := int(last.Time().Sub(d.Time())/(24*time.Hour)) + 1
	return max(n, 0)
}

// Text gives the day as people write it: "23 Nov 2026"; "" for no day.
func (d Day) Text() string {
	if d == "" {
		return ""
	}
	return d.Time().Format("2 Jan 2006")
}

// SpanText gives the days from first to last as short as they can be read:
// "9 Jul 2025", "23–25 Nov 2026", "28 Feb – 2 Mar 2026", "30 Dec 2025 – 2 Jan 2026".
func SpanText(first, last Day) string {
	if last == "" || last == first {
		return first.Text()
	}
	a, b := first.Time(), last.Time()
	switch {
	case a.Year() == b.Year() && a.Month() == b.Month():
		return fmt.Sprintf("%d–%s", a.Day(), b.Format("2 Jan 2006"))
	case a.Year() == b.Year():
		return a.Format("2 Jan") + " – " + b.Format("2 Jan 2006")
	default:
		return a.Format("2 Jan 2006") + " – " + b.Format("2 Jan 2006")
	}
}

// Instant is a moment as it was recorded: UTC, with the offset of the clock on the wall
// kept beside it.
type Instant struct {
	UnixMilli int64 // milliseconds since 1970-01-01 UTC
	Offset    int   // minutes east of UTC
}

// InstantOf gives the instant of a time, with its zone's offset.
func InstantOf(t time.Time) Instant {
	_, seconds := t.Zone()
	return Instant{UnixMilli: t.UnixMilli(), Offset: seconds / 60}
}

// Time gives the instant on the clock that stood on the wall there.
func (i Instant) Time() time.Time {
	return time.UnixMilli(i.UnixMilli).In(time.FixedZone("", i.Offset*60))
}

// typedDays are the ways of typing a day, beside ISO, that can mean one day alone.
var typedDays = []string{"2 Jan 2006", "2 January 2006", "2. January 2006", "Jan 2, 2006", "January 2, 2006", "2.1.2006", "2006/1/2", "2006-1-2", "2006.1.2", "20060102"}

// ReadDay reads a day as people type it: "2026-11-23", "23 Nov 2026", "23.11.2026"; an
// empty text is no day. Days that can be read in two ways are refused. The error has code
// EInvalid.
func ReadDay(text string) (Day, error) {
	text = tidy(text)
	if text == "" {
		return "", nil
	}
	for _, layout := range typedDays {
		if t, err := time.Parse(layout, text); err == nil {
			return DayOf(t), nil
		}
	}
	day, err := ParseDay(text)
	if err != nil {
		return "", Errorf(EInvalid, "%q is not a date; write it as 23 Nov 2026 or 2026-11-23.", text)
	}
	return day, nil
}
