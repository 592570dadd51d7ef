package intake

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// longestFirst splits words between bars so that "more than" is tried before "more".
func longestFirst(words string) []string {
	var all []string
	for word := range strings.SplitSeq(words, "|") {
		all = append(all, composed(word))
	}
	sortByLength(all, func(w string) string { return w })
	return all
}

func sortByLength[T any](all []T, text func(T) string) {
	slices.SortFunc(all, func(a, b T) int {
		if d := len(text(b)) - len(text(a)); d != 0 {
			return d
		}
		return strings.Compare(text(a), text(b))
	})
}

// composed writes accents with their letters.
func composed(text string) string { return norm.NFC.String(text) }
