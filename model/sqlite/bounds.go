package sqlite

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"rollbook/model"
)

// What a column may hold is the same for what is written here and for what comes: nothing
// is kept that other copies would have to refuse.

// bound says why a column cannot hold a value, in words that follow the column's name; ""
// where it can. The value is of the column's sort.
type bound func(value any) string

const (
	mostText    = 40_000  // characters of a text; a cell of a list has at most 32 000
	mostFigures = 8 << 20 // bytes of a picture or of a report's figures
	mostNumber  = 1_000_000_000
	mostID      = math.MaxInt64
)

// shorter allows texts of so many characters at most.
func shorter(characters int) bound {
	return func(value any) string {
		text, _ := value.(string)
		switch {
		case len(text) > characters && utf8.RuneCountInString(text) > characters:
			return fmt.Sprintf("is longer than %d characters", characters)
		case strings.ContainsRune(text, 0) || !utf8.ValidString(text):
			return "is not a text"
		}
		return ""
	}
}

// between allows whole numbers from one to another.
func between(least, most int64) bound {
	return func(value any) string {
		if n, is := value.(int64); is && (n < least || n > most) {
			return fmt.Sprintf("is not between %d and %d", least, most)
		}
		return ""
	}
}

// degrees allows a latitude or longitude.
func degrees(most float64) bound {
	return func(value any) string {
		if f, is := value.(float64); is && !(math.Abs(f) <= most) {
			return fmt.Sprintf("is not between −%g and %g", most, most)
		}
		return ""
	}
}

// oneOf allows texts that say accepts, which are words of the program's own.
func oneOf[T ~string](accepts func(T) bool) bound {
	return func(value any) string {
		if text, is := value.(string); is && !accepts(T(text)) {
			return fmt.Sprintf("cannot be %.40q", text)
		}
		return ""
	}
}

// all allows what each of several bounds does.
func all(bounds ...bound) bound {
	return func(value any) string {
		for _, of := range bounds {
			if why := of(value); why != "" {
				return why
			}
		}
		return ""
	}
}

func isBase64(s string) bool {
	_, err := base64.StdEncoding.DecodeString(s)
	return err == nil
}

func areSignatures(s string) bool {
	var signatures []model.Signature
	return s == "" || json.Unmarshal([]byte(s), &signatures) == nil
}

// labelled allows the words that have a label.
func labelled[T interface {
	~string
	Label() string
}]() bound {
	return oneOf(func(t T) bool { return t.Label() != "" })
}

var (
	yesNo   = between(0, 1)
	anID    = between(1, mostID)
	aCount  = between(0, mostNumber)
	aDay    = oneOf(func(d model.Day) bool { return d == "" || d.Valid() })
	aPlace  = oneOf(func(c model.CountryCode) bool { return c == "" || c.Valid() })
	aMoment = between(0, 32_503_680_000_000) // to the year 3000, in milliseconds
	anHour  = between(-24*60, 24*60)         // minutes east of UTC
	aKey    = oneOf(model.ValidSigningKey)
	aUID    = oneOf(func(uid string) bool { return len(uid) == 32 && strings.Trim(uid, "0123456789abcdef") == "" })
)

// boundsByName are what columns may hold, by name, in every kind of record.
var boundsByName = map[string]bound{
	"counted": yesNo, "counts_people": yesNo, "sids_associates": yesNo, "month_only": yesNo, "effective": yesNo, "associate": yesNo, "approximate": yesNo,
	"adds": yesNo, "erased": yesNo, "required": yesNo, "done": yesNo, "deleted": yesNo,
	"first_day": aDay, "last_day": aDay, "from_day": aDay, "to_day": aDay, "day": aDay, "due": aDay, "shut_out": aDay,
	"country": aPlace, "sex": labelled[model.Sex](), "mode": labelled[model.Mode](), "counts": labelled[model.Evidence](), "way": labelled[model.MarkWay](),
	"at": aMoment, "utc_offset": anHour, "completion": between(0, 100), "retention_years": between(0, 100),
	"events": aCount, "countries": aCount, "participants": aCount, "events_kind": between(0, 2), "countries_kind": between(0, 2), "participants_kind": between(0, 2),
	"number": between(0, model.MaxNumber), "first": aCount, "last": between(0, mostSeq), "lat": degrees(90), "lon": degrees(180),
	"logo": all(shorter(mostFigures), oneOf(isBase64)), "figures": all(shorter(mostFigures), oneOf(func(s string) bool { return json.Valid([]byte(s)) })),
	"signatures": all(shorter(mostText), oneOf(areSignatures)), "key": aKey, "uid": aUID,
}

// boundsOf are what columns may hold that mean something else in a kind of record.
var boundsOf = map[model.Kind]map[string]bound{
	model.KindActivity:        {"status": labelled[model.Status]()},
	model.KindRegistration:    {"status": labelled[model.Standing]()},
	model.KindMark:            {"value": labelled[model.MarkValue]()},
	model.KindPartner:         {"kind": oneOf(func(k model.PartnerKind) bool { return k == "" || k.Label() != "" })},
	model.KindActivityPartner: {"role": labelled[model.PartnerRole]()},
	model.KindOutput:          {"kind": labelled[model.OutputKind]()},
	model.KindCountryStatus:   {"grp": labelled[model.Group]()},
	model.KindCountry:         {"code": aPlace},
}

// boundOf gives what a column of a kind of record may hold.
func boundOf(kind model.Kind, c column) bound {
	of, ok := boundsOf[kind][c.name]
	if !ok {
		of, ok = boundsByName[c.name]
	}
	_, isText := c.zero.(string)
	_, isNumber := c.zero.(int64)
	switch {
	case ok && isText && c.name == "number": // of a certificate: a text
	case ok:
		return of
	}
	switch {
	case isText:
		return shorter(mostText)
	case isNumber:
		return between(-mostNumber, mostNumber)
	case c.zero == nil:
		return anID
	}
	return func(any) string { return "" }
}

// within says why columns cannot be written, in words for people; nil where they can.
func (t *table) within(set values) error {
	for _, c := range t.columns {
		value, given := set[c.name]
		if !given || value == nil || value == c.zero {
			continue
		}
		if why := c.within(value); why != "" {
			return model.Errorf(model.EInvalid, "%s of a %s %s.", strings.ReplaceAll(c.name, "_", " "), kindNoun(t.kind), why)
		}
	}
	return nil
}

// yearsAhead is by how many years what others wrote may be ahead of what can be believed.
const yearsAhead = 20

// released is a day on which this program was there: no right clock is before it.
var released = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

// built gives when this program was made.
var built = sync.OnceValue(builtAt)

// believable gives the latest time that can be believed where the clock on the wall says
// that it is now.
func believable(wall time.Time) time.Time {
	latest := released
	for _, at := range []time.Time{wall, built()} {
		if at.After(latest) && at.Year() < 3000-yearsAhead {
			latest = at
		}
	}
	return latest.AddDate(yearsAhead, 0, 0)
}
