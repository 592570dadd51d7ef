package likeness

import (
	"strings"

	"rollbook/model"
)

// block is people who have something in common that makes it worth comparing them, by the
// country they came for: people of two countries are two people, but whoever has none, as
// somebody who walked in, may be anybody.
type block map[model.CountryCode][]int

// Most of a block that is compared; with more what they have in common says nothing.
const (
	largestGroup = 400                         // people of one country, each with each
	mostPairs    = largestGroup * largestGroup // of people without a country, with all others
)

// pairs calls meet for those of the block who may be one.
func (b block) pairs(meet func(i, j int)) {
	for code, group := range b {
		if len(group) <= largestGroup {
			for n, i := range group {
				for _, j := range group[n+1:] {
					meet(i, j)
				}
			}
		}
		nowhere := b[""]
		if code == "" || len(nowhere) == 0 || len(nowhere)*len(group) > mostPairs {
			continue
		}
		for _, i := range group {
			for _, j := range nowhere {
				meet(i, j)
			}
		}
	}
}

// blocksOf puts people together who are worth comparing: those of one address, those of whom
// a word of the name begins alike, and those of whom two words do, which still tells where
// words are short or many people begin so.
func blocksOf(all []candidate) map[string]block {
	blocks := map[string]block{}
	put := func(key string, i int) {
		code := all[i].person.Country
		if key[0] == '@' {
			code = "" // whatever their countries
		}
		b := blocks[key]
		if b == nil {
			b = block{}
			blocks[key] = b
		}
		b[code] = append(b[code], i)
	}
	for i, c := range all {
		if c.person.Email != "" {
			put("@"+strings.ToLower(c.person.Email), i)
		}
		for n, w := range c.words {
			if n > 0 && w == c.words[n-1] {
				continue
			}
			put(beginning(w, 3), i)
			for _, other := range c.words[n+1:] {
				one, two := beginning(w, 2), beginning(other, 2)
				put(min(one, two)+" "+max(one, two), i)
			}
		}
	}
	return blocks
}

// beginning gives a word's first letters.
func beginning(word string, letters int) string {
	if runes := []rune(word); len(runes) > letters {
		return string(runes[:letters])
	}
	return word
}
