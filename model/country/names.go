package country

import (
	"slices"
	"strings"
	"sync"

	"rollbook/assets"
	"rollbook/model"
)

// names finds countries by the ways in which they are written. It is not changed after it
// is made, so that all matchers share it.
type names struct {
	glued   map[string][]model.CountryCode // by words written together, and by words in alphabetical order
	listed  []listed                       // what likenesses are looked for among
	letters map[string]model.CountryCode   // abbreviations that are no codes: "drc", "uae"
}

type listed struct {
	words string
	code  model.CountryCode
}

// known are the names in the list's languages and what else people are known to write.
var known = sync.OnceValue(func() *names {
	n := &names{glued: map[string][]model.CountryCode{}, letters: map[string]model.CountryCode{}}
	for _, c := range table() {
		n.learn(c.Name, c.Code)
		for _, name := range c.names {
			n.learn(name, c.Code)
		}
	}
	for _, r := range mustRead(assets.Aliases)[1:] {
		if isLetters(r[1]) {
			n.letters[strings.ToLower(letters(r[1]))] = model.CountryCode(r[0])
			if !strings.Contains(r[1], " ") {
				continue
			}
		}
		n.learn(r[1], model.CountryCode(r[0]))
	}
	for _, name := range strings.Split(strings.TrimSpace(assets.LongNames), "\n") {
		code, rest, _ := strings.Cut(name, ",")
		for name := range strings.SplitSeq(rest, "|") {
			n.learn(name, model.CountryCode(code))
		}
	}
	return n
})

// foreign are the names in other languages, which few lists need.
var foreign = sync.OnceValue(func() *names {
	n := &names{glued: map[string][]model.CountryCode{}}
	for _, name := range strings.Split(strings.TrimSpace(assets.ForeignNames), "\n") {
		code, rest, _ := strings.Cut(name, ",")
		for name := range strings.SplitSeq(rest, "|") {
			n.learn(name, model.CountryCode(code))
		}
	}
	return n
})

func (n *names) learn(text string, code model.CountryCode) {
	words := split(text)
	if len(words) == 0 {
		return
	}
	n.listed = append(n.listed, listed{strings.Join(words, " "), code})
	for _, key := range []string{glue(words), glueSorted(words)} {
		if !slices.Contains(n.glued[key], code) {
			n.glued[key] = append(n.glued[key], code)
		}
	}
}

// find gives what words mean, in their order or in another.
func (n *names) find(words []string) []model.CountryCode {
	if len(words) == 0 {
		return nil
	}
	if codes := n.glued[glue(words)]; len(codes) > 0 {
		return codes
	}
	return n.glued[glueSorted(words)]
}

// isLetters says whether a way of writing is a few Latin capitals, with full stops or
// without: "DRC", "U.A.E.".
func isLetters(text string) bool {
	bare := letters(text)
	return len(bare) >= 2 && len(bare) <= 5 && strings.ToUpper(bare) == bare && strings.Trim(bare, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// letters takes full stops, spaces and hyphens out.
func letters(text string) string { return strings.NewReplacer(".", "", " ", "", "-", "").Replace(text) }
