package country

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/hbollon/go-edlib"

	"rollbook/assets"
	"rollbook/model"
	"rollbook/model/fold"
)

// Match is what a text says about a country.
type Match struct {
	Code       model.CountryCode   // the country it certainly means; empty where none is certain
	None       bool                // it says that there is no country: empty, or a dash
	Candidates []model.CountryCode // where it is not certain: what it could mean, likeliest first
}

// Sure says whether the text is understood: a country, or no country.
func (m Match) Sure() bool { return m.Code != "" || m.None }

// Matcher understands the ways in which people write countries: codes, names in seven
// languages, official long forms, short and old names, with accents or without. What it
// is not sure of it does not guess. It may be used from any goroutine.
type Matcher struct {
	exact  map[string][]model.CountryCode // folded way of writing → what it can mean
	unsure map[string]bool                // of these, the ambiguous ones
	memo   sync.Map
	asked  atomic.Int32 // texts for which likenesses were looked for
}

// ambiguous ways of writing mean more than one country, or something else.
var ambiguous = map[string][]model.CountryCode{
	"Korea": {"KOR", "PRK"}, "코리아": {"KOR", "PRK"}, "Corea": {"KOR", "PRK"}, "Corée": {"KOR", "PRK"}, "Корея": {"KOR", "PRK"},
	"Republic of China": {"CHN"}, "China, Republic of": {"CHN"}, "NA": {"NAM"}, // or not available
	"Virgin Islands": {"VIR", "VGB"}, "Saint Martin": {"MAF", "SXM"}, "Antilles": {"CUW", "SXM", "BES"},
}

// republics are names of which several countries call themselves the republic; the one that
// a list means is asked.
var republics = map[string]bool{"korea": true, "congo": true, "china": true}

// NewMatcher makes a matcher that also knows the office's own words on countries.
func NewMatcher(own ...model.Country) *Matcher {
	m := &Matcher{exact: map[string][]model.CountryCode{}, unsure: map[string]bool{}}
	for _, c := range table() {
		m.learn(c.Name, c.Code)
		for _, name := range c.names {
			m.learn(name, c.Code)
		}
		m.learn(string(c.Code), c.Code)
		m.learn(c.Alpha2, c.Code)
		m.exact[strconv.Itoa(c.M49)] = []model.CountryCode{c.Code}
	}
	for _, r := range mustRead(assets.Aliases)[1:] {
		m.learn(r[1], model.CountryCode(r[0]))
	}
	for _, c := range own {
		m.learn(c.Name, c.Code)
		m.learn(string(c.Code), c.Code)
	}
	for text, codes := range ambiguous {
		m.exact[key(text)], m.unsure[key(text)] = codes, true
	}
	return m
}

func (m *Matcher) learn(text string, code model.CountryCode) {
	k := key(text)
	if k == "" || slices.Contains(m.exact[k], code) {
		return
	}
	m.exact[k] = append(m.exact[k], code)
}

// fillers are words that the same country is written with and without.
var fillers = map[string]bool{"the": true, "of": true, "and": true, "republic": true, "rep": true, "state": true, "kingdom": true,
	"democratic": true, "dem": true, "islamic": true, "federal": true, "socialist": true, "peoples": true}

// joining words carry nothing by themselves.
var joining = map[string]bool{"the": true, "of": true, "and": true, "et": true, "y": true, "и": true}

// key folds a way of writing a country: words without joining ones, St. as Saint.
func key(text string) string {
	words := fold.Words(text)
	kept := words[:0]
	for _, w := range words {
		switch {
		case joining[w]:
			continue
		case w == "st" || w == "ste":
			w = "saint"
		case w == "is":
			w = "islands"
		case w == "rep":
			w = "republic"
		case w == "dem":
			w = "democratic"
		}
		kept = append(kept, w)
	}
	return strings.Join(kept, " ")
}

// Match says which country a text means.
func (m *Matcher) Match(text string) Match {
	if known, ok := m.memo.Load(text); ok {
		return known.(Match)
	}
	found := m.match(text)
	m.memo.Store(text, found)
	return found
}

func (m *Matcher) match(text string) Match {
	trimmed := strings.TrimSpace(text)
	switch trimmed {
	case "", "-", "–", "—":
		return Match{None: true}
	}
	if code := strings.TrimLeft(trimmed, "0"); code != "" && strings.Trim(code, "0123456789") == "" {
		if codes := m.exact[code]; len(codes) == 1 {
			return Match{Code: codes[0]}
		}
		return Match{}
	}
	k := key(trimmed)
	codes := m.exact[k]
	if m.unsure[k] {
		return Match{Candidates: slices.Clone(codes)}
	}
	if len(codes) == 0 {
		codes = m.exact[sorted(k)] // "Korea, Republic of", "Bahamas, The"
	}
	if len(codes) == 0 {
		codes = m.inverted(trimmed)
	}
	if len(codes) == 1 {
		return Match{Code: codes[0]}
	}
	if len(codes) > 1 {
		return Match{Candidates: slices.Clone(codes)}
	}
	return Match{Candidates: m.like(k)}
}

// inverted reads "Korea, Republic of" and "Bolivia (Plurinational State of)" the other
// way round, and a long form that differs from a known one in nothing but the words that
// all long forms have.
func (m *Matcher) inverted(text string) []model.CountryCode {
	for _, cut := range []string{",", "("} {
		if before, after, ok := strings.Cut(text, cut); ok {
			if codes := m.exact[key(strings.TrimRight(after, ") ")+" "+before)]; len(codes) > 0 {
				return codes
			}
		}
	}
	var kept []string
	for _, w := range fold.Words(text) {
		if !fillers[w] {
			kept = append(kept, w)
		}
	}
	if len(kept) > 0 && !republics[kept[0]] {
		if codes := m.exact[strings.Join(kept, " ")]; len(codes) > 0 {
			return codes
		}
	}
	return m.twice(text)
}

// twice reads a country that is written in two ways, "Japan (日本)", "Myanmar / Burma", and
// one of letters with dots, "D.P.R.K.".
func (m *Matcher) twice(text string) []model.CountryCode {
	for _, cut := range []string{"(", "/"} {
		before, after, ok := strings.Cut(text, cut)
		if !ok {
			continue
		}
		one, other := m.exact[key(before)], m.exact[key(strings.TrimRight(after, ") "))]
		if len(one) == 1 && slices.Equal(one, other) {
			return one
		}
	}
	words := fold.Words(text)
	if slices.ContainsFunc(words, func(w string) bool { return len(w) != 1 }) {
		return nil
	}
	return m.exact[strings.Join(words, "")]
}

func sorted(k string) string {
	words := strings.Fields(k)
	slices.Sort(words)
	return strings.Join(words, " ")
}

// mostAsked is for how many texts likenesses are looked for, which takes a millisecond each:
// with more, it is no column of countries.
const mostAsked = 1000

// like gives the countries written most like a text, for a person to choose from.
func (m *Matcher) like(k string) []model.CountryCode {
	if len([]rune(k)) < 3 || m.asked.Add(1) > mostAsked {
		return nil
	}
	best := map[model.CountryCode]float32{}
	for known, codes := range m.exact {
		score := edlib.JaroWinklerSimilarity(k, known)
		if strings.HasPrefix(known, k) || strings.HasPrefix(k, known+" ") && len(known) > 3 {
			score = max(score, 0.9)
		}
		for _, c := range codes {
			best[c] = max(best[c], score)
		}
	}
	var found []model.CountryCode
	for c, score := range best {
		if score >= 0.84 {
			found = append(found, c)
		}
	}
	slices.SortFunc(found, func(a, b model.CountryCode) int {
		if best[a] != best[b] {
			if best[a] > best[b] {
				return -1
			}
			return 1
		}
		return strings.Compare(string(a), string(b))
	})
	return found[:min(len(found), 5)]
}
