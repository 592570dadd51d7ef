package intake

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nyaruka/phonenumbers"

	"rollbook/model"
	"rollbook/model/country"
	"rollbook/model/fold"
)

// nameKey is what two ways of writing a name have in common: its words in any order.
func nameKey(name string) string {
	words := fold.Words(name)
	slices.Sort(words)
	return strings.Join(words, " ")
}

// latin says whether a name is written in Latin letters.
func latin(name string) bool {
	return strings.ContainsFunc(name, func(r rune) bool { return unicode.Is(unicode.Latin, r) })
}

// fullName puts a name together from the columns that hold it. A column "Name" beside one
// of family names often holds the rest, and one beside given names the family name; where
// one column holds all, the family name may stand before a comma or in capitals: "LUPE,
// Ana", "Ana LUPE".
func fullName(name, given, family string) (full, its string) {
	if family == "" && given != "" && !fold.Matches(fold.Words(name), fold.Words(given)) {
		family = name // "Nom", "Prénom"
	}
	switch {
	case given != "":
		return joinedName(given, family), family
	case name == "":
		return family, family
	case family != "":
		if !fold.Matches(fold.Words(name), fold.Words(family)) {
			name = joinedName(name, family)
		}
		return name, family
	}
	if before, after, ok := strings.Cut(name, ","); ok && strings.TrimSpace(after) != "" && !strings.Contains(after, ",") {
		family = strings.TrimSpace(before)
		return strings.TrimSpace(after) + " " + family, family
	}
	return name, inCapitals(name)
}

// joinedName puts a given and a family name together, as their script writes them.
func joinedName(given, family string) string {
	eastAsian := func(r rune) bool { return unicode.In(r, unicode.Hangul, unicode.Han) }
	if family != "" && !strings.ContainsFunc(given+family, func(r rune) bool { return !eastAsian(r) }) {
		return family + given
	}
	return strings.TrimSpace(given + " " + family)
}

// inCapitals gives the words at the beginning or the end of a name that stand in capitals,
// where others do not.
func inCapitals(name string) string {
	words := strings.Fields(name)
	capital := func(w string) bool {
		return utf8.RuneCountInString(w) > 1 && !strings.Contains(w, ".") && strings.ToUpper(w) == w && strings.ToLower(w) != w
	}
	first, last := 0, len(words)
	for first < len(words) && capital(words[first]) {
		first++
	}
	for last > first && capital(words[last-1]) {
		last--
	}
	switch {
	case first == len(words) || first > 0 && last < len(words):
		return "" // all of it, or on both sides
	case first > 0:
		return strings.Join(words[:first], " ")
	}
	return strings.Join(words[last:], " ")
}

// address takes what mail programs put round an address off it.
func address(text string) string {
	if nothing(text) {
		return ""
	}
	if _, after, ok := strings.Cut(text, "<"); ok && strings.HasSuffix(after, ">") {
		text = strings.TrimSuffix(after, ">")
	}
	return strings.TrimSpace(strings.TrimPrefix(text, "mailto:"))
}

// phone writes a number as E.164 where it can be read as one of the country, and leaves it
// as it is where it cannot.
func phone(text string, of model.CountryCode) string {
	if nothing(text) {
		return ""
	}
	written := westernDigits(text)
	if number := international(written); number != "" {
		return number
	}
	region := ""
	if known, ok := country.ByCode(of); ok {
		region = known.Alpha2
	}
	number, err := phonenumbers.Parse(written, region)
	if err != nil || !phonenumbers.IsValidNumber(number) {
		return text
	}
	return phonenumbers.Format(number, phonenumbers.E164)
}

// international gives a number that begins with + and the country's code and has nothing but
// figures in groups, as E.164; "" where it is written otherwise and needs parsing.
func international(text string) string {
	rest, ok := strings.CutPrefix(text, "+")
	if !ok {
		return ""
	}
	digits := make([]byte, 1, 16)
	digits[0] = '+'
	code := 0 // that it begins with so far
	for i := range len(rest) {
		switch c := rest[i]; {
		case c == ' ' || c == '-' || c == '.':
		case c < '0' || c > '9' || len(digits) == 16:
			return ""
		case len(digits) <= 3 && phonenumbers.GetRegionCodeForCountryCode(code) == unknownRegion:
			code, digits = code*10+int(c-'0'), append(digits, c)
		case c == '0' && phonenumbers.GetRegionCodeForCountryCode(code) != unknownRegion && len(digits) <= 4 && string(digits[1:]) == strconv.Itoa(code):
			return "" // a national prefix, which not every country drops
		default:
			digits = append(digits, c)
		}
	}
	if len(digits) < 9 || phonenumbers.GetRegionCodeForCountryCode(code) == unknownRegion {
		return ""
	}
	return string(digits)
}
