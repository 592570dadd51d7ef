package country

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"

	"rollbook/model"
	"rollbook/model/fold"
)

// Match is what a text says about a country.
type Match struct {
	Code         model.CountryCode   // the country it certainly means; empty where none is certain
	None         bool                // it says that there is no country, or that nothing is known of it
	Candidates   []model.CountryCode // where it is not certain: what it could mean, likeliest first
	Organisation bool                // it names an organisation or a part of the world rather than a country
	Why          string              // why it is not certain, where that is not plain; in English
}

// Sure says whether the text is understood: a country, or no country.
func (m Match) Sure() bool { return m.Code != "" || m.None }

// Matcher understands the ways in which people write countries: codes, names in many
// languages, official long forms, short and old names, with accents or without. What it
// is not sure of it does not guess. It may be used from any goroutine.
type Matcher struct {
	own   map[string][]model.CountryCode // the office's own words, as names has them
	memo  sync.Map
	asked atomic.Int32 // texts for which likenesses were looked for
}

// NewMatcher makes a matcher that also knows the office's own words on countries.
func NewMatcher(own ...model.Country) *Matcher {
	n := names{glued: map[string][]model.CountryCode{}}
	for _, c := range own {
		n.learn(c.Name, c.Code)
		n.learn(string(c.Code), c.Code)
	}
	return &Matcher{own: n.glued}
}

// Match says which country a text means by itself. Cells of a list are read with Column,
// which knows what stands around them.
func (m *Matcher) Match(text string) Match {
	if known, ok := m.memo.Load(text); ok {
		return known.(Match)
	}
	found := m.match(text)
	m.memo.Store(text, found)
	return found
}

func (m *Matcher) match(text string) Match {
	text = strings.TrimSpace(text)
	if NoCountry(text) || fold.Nothing(text) {
		return Match{None: true}
	}
	if strings.ContainsAny(text, "?？¿") {
		return doubt(m.match(strings.Trim(strings.Map(without("?？¿"), text), " ()[]")), "the list itself is not certain of it")
	}
	if number := strings.TrimSpace(text); strings.Trim(number, "0123456789. ") == "" {
		return m.number(number)
	}
	if code := flag(text); code != "" {
		return Match{Code: code}
	}
	if found, ok := m.asLetters(text); ok {
		return found
	}
	words := split(text)
	codes, open := m.names(words)
	if open {
		return Match{Candidates: codes, Organisation: isOrganisation(words)}
	}
	if len(codes) == 0 {
		codes, open = m.inParts(text)
		if open && len(codes) > 0 {
			return Match{Candidates: codes, Organisation: isOrganisation(words)}
		}
	}
	switch {
	case len(codes) == 1:
		return Match{Code: codes[0]}
	case len(codes) > 1:
		return Match{Candidates: slices.Clone(codes)}
	case isOrganisation(words):
		return Match{Organisation: true}
	}
	return Match{Candidates: m.like(words)}
}

// NoCountry says whether a text says that somebody came for no country.
func NoCountry(text string) bool {
	switch text {
	case "", "-", "–", "—":
		return true
	}
	return len(text) < 40 && noCountry()[glue(split(text))]
}

var noCountry = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for words := range strings.SplitSeq("no country|aucun pays|sans pays|ningún país|sin país|без страны|нет страны|无国家|بدون بلد|국가 없음|kein Land", "|") {
		all[glue(split(words))] = true
	}
	return all
})

// doubt makes of what a text would mean what it could mean.
func doubt(m Match, why string) Match {
	if m.Code != "" {
		m.Candidates = []model.CountryCode{m.Code}
	}
	return Match{Candidates: m.Candidates, Organisation: m.Organisation, Why: why}
}

func without(chars string) func(rune) rune {
	return func(r rune) rune {
		if strings.ContainsRune(chars, r) {
			return -1
		}
		return r
	}
}

// number says that a bare number is no country: it is a code only in a column of codes.
func (m *Matcher) number(text string) Match {
	found := Match{Why: "a number is read as a country's code only in a column that is headed as one of codes, and that holds nothing else"}
	if n, err := strconv.Atoi(text); err == nil {
		if code, ok := byNumber()[n]; ok {
			found.Candidates = []model.CountryCode{code}
		}
	}
	return found
}

// asLetters reads a text that is nothing but a few Latin letters: codes, and abbreviations
// that are known. With full stops or slashes between them they are no code.
func (m *Matcher) asLetters(text string) (Match, bool) {
	text = strings.Trim(text, ".,;:*†() ")
	joined := strings.ToLower(strings.Map(without("./-·,\\ '’"), text))
	if len(joined) < 2 || len(joined) > 5 || strings.Trim(joined, "abcdefghijklmnopqrstuvwxyz") != "" {
		return Match{}, false
	}
	apart := joined != strings.ToLower(text)
	if apart && slices.ContainsFunc(strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }), func(w string) bool { return len(w) > 2 || len(w) == 2 && joined != "eeuu" }) {
		return Match{}, false // "St. K", "N. Korea": words
	}
	if codes, ok := m.own[joined]; ok && len(codes) == 1 {
		return Match{Code: codes[0]}, true
	}
	if code, ok := known().letters[joined]; ok {
		return Match{Code: code}, true
	}
	if codes, ok := doubtful()[joined]; ok {
		return Match{Candidates: codes}, true
	}
	organisation := organisations()[joined]
	if list, ok := doubtfulLetters[joined]; ok {
		var codes []model.CountryCode
		for _, code := range strings.Fields(list) {
			codes = append(codes, model.CountryCode(code))
		}
		return Match{Candidates: codes, Organisation: organisation, Why: "it is not certain what these letters stand for"}, true
	}
	code := codeOf(joined)
	switch {
	case code == "" && organisation:
		return Match{Organisation: true}, true
	case code == "":
		return Match{}, apart // single letters that are known for nothing
	case apart || organisation || wordsToo[joined] && strings.ToUpper(text) != text:
		return Match{Candidates: []model.CountryCode{code}, Organisation: organisation, Why: "it is not certain that these letters are a country's code"}, true
	}
	if codes := known().glued[joined]; len(codes) > 0 && !slices.Equal(codes, []model.CountryCode{code}) {
		return Match{Candidates: append([]model.CountryCode{code}, codes...)}, true
	}
	return Match{Code: code}, true
}

// names gives the countries that words name. Open says that these are what they could
// mean.
func (m *Matcher) names(words []string) (codes []model.CountryCode, open bool) {
	if len(words) == 0 {
		return nil, false
	}
	if codes, open = m.written(words); len(codes) > 0 || open {
		return codes, open
	}
	if codes, open = m.shortened(words); len(codes) > 0 || open {
		return codes, open
	}
	if codes = m.ofChina(words); len(codes) > 0 {
		return codes, false
	}
	if rest := core(words); len(rest) > 0 && len(rest) < len(words) || len(words) == 1 && len(rest) == 1 && rest[0] != words[0] {
		if codes, open = m.written(rest); len(codes) == 0 && !open {
			codes, open = m.shortened(rest)
		}
		if slices.ContainsFunc(words, func(w string) bool { return halves[w] }) && slices.ContainsFunc(codes, func(c model.CountryCode) bool { return twoOfAName[c] }) {
			open = true // "Democratic Republic of South Korea"
		}
	}
	return codes, open || len(codes) > 1
}

// halves are words that tell one of two countries of a name from the other.
var halves = set("democratic peoples демократическая народная 민주 인민 민주공화국 ديمقراطيه شعبيه")

var twoOfAName = map[model.CountryCode]bool{"COG": true, "COD": true, "KOR": true, "PRK": true, "CHN": true}

// shortened gives the countries that words name when the shortened ones are written out.
func (m *Matcher) shortened(words []string) (codes []model.CountryCode, open bool) {
	certain := false
	for _, ways := range variants(words) {
		found, unsure := m.written(ways)
		for _, code := range found {
			if !slices.Contains(codes, code) {
				codes = append(codes, code)
			}
		}
		certain, open = certain || len(found) == 1 && !unsure, open || unsure
	}
	return codes, len(codes) > 1 || open && !certain
}

// written looks words up in the office's own words, among the doubtful ones, in the list's
// languages, and in others.
func (m *Matcher) written(words []string) (codes []model.CountryCode, open bool) {
	glued := glue(words)
	if codes, ok := m.own[glued]; ok {
		return codes, len(codes) > 1
	}
	if codes, ok := doubtful()[glued]; ok {
		return codes, true
	}
	if codes, ok := doubtful()[glueSorted(words)]; ok {
		return codes, true
	}
	if codes = known().find(words); len(codes) == 0 {
		codes = foreign().find(words)
	}
	return codes, len(codes) > 1
}

// chinese are words that say that an area is China's.
var chinese = set("china chine cina kina chinese chinoise chinoises chino prc special administrative region speciale especial administrativa sar китай китая кнр صين 中国 中國 중국 中华人民共和国")

// ofChina reads "Hong Kong (China)" in any language.
func (m *Matcher) ofChina(words []string) []model.CountryCode {
	var kept []string
	for _, w := range words {
		if !chinese[w] {
			kept = append(kept, w)
		}
	}
	if len(kept) == 0 || len(kept) == len(words) {
		return nil
	}
	codes, open := m.written(kept)
	if !open && len(codes) == 1 && (codes[0] == "HKG" || codes[0] == "MAC") {
		return codes
	}
	return nil
}

// inParts reads a country that is written twice, "Japan (日本)", "FJ - Fiji", "Eswatini
// (formerly Swaziland)". Where the parts say different things they are all offered.
func (m *Matcher) inParts(text string) (codes []model.CountryCode, open bool) {
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("()[]{}（）/|,;:–—=、，；\n\t", r) })
	if len(parts) < 2 {
		parts = strings.Split(text, " - ")
	}
	if len(parts) < 2 {
		parts = byAnd(text)
	}
	if len(parts) < 2 {
		return nil, false
	}
	agreed, sure, whole := []model.CountryCode(nil), 0, true
	for _, part := range parts {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		found := m.match(part)
		meant := found.Candidates
		if found.Code != "" {
			meant = []model.CountryCode{found.Code}
			sure++
		} else if found.Organisation || len(meant) == 0 || !m.doubtfulName(part) {
			meant, whole = nil, false
		}
		for _, code := range meant {
			if !slices.Contains(codes, code) {
				codes = append(codes, code)
			}
		}
		switch {
		case agreed == nil:
			agreed = meant
		case meant != nil:
			agreed = slices.DeleteFunc(slices.Clone(agreed), func(code model.CountryCode) bool { return !slices.Contains(meant, code) })
			if len(agreed) == 0 {
				whole = false
			}
		}
	}
	if whole && sure > 0 && len(agreed) == 1 {
		return agreed, false
	}
	return codes[:min(len(codes), 5)], true
}

// doubtfulName says whether a text is a name that may mean several countries.
func (m *Matcher) doubtfulName(text string) bool {
	_, ok := doubtful()[glue(split(text))]
	return ok
}

// byAnd parts a text that names several countries: "Kenya and Fiji".
func byAnd(text string) []string {
	for _, and := range []string{" and ", " & ", " et ", " y ", " und ", " e ", " и ", " و", "和", "및", "+", "&"} {
		if parts := strings.Split(text, and); len(parts) > 1 {
			return parts
		}
	}
	return nil
}
