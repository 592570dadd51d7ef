package country

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/hbollon/go-edlib"

	"rollbook/model"
)

// mostAsked is for how many texts likenesses are looked for, which takes some milliseconds
// each: with more, it is no column of countries.
const mostAsked = 300

// like gives the countries written most like a text, for a person to choose from.
func (m *Matcher) like(words []string) []model.CountryCode {
	text := strings.Join(words, " ")
	if utf8.RuneCountInString(text) < 3 || len(text) > 80 || m.asked.Add(1) > mostAsked {
		return nil
	}
	best := map[model.CountryCode]float32{}
	for _, l := range known().listed {
		if l.words[0] < 0x80 != (text[0] < 0x80) {
			continue
		}
		score := edlib.JaroWinklerSimilarity(text, l.words)
		if strings.HasPrefix(l.words, text) || len(l.words) > 3 && (strings.HasPrefix(text, l.words+" ") || strings.HasSuffix(text, " "+l.words)) {
			score = max(score, 0.9)
		}
		best[l.code] = max(best[l.code], score)
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
