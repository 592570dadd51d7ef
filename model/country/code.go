package country

import (
	"strings"
	"sync"

	"rollbook/model"
)

var byNumber = sync.OnceValue(func() map[int]model.CountryCode {
	all := map[int]model.CountryCode{}
	for _, c := range table() {
		all[c.M49] = c.Code
	}
	return all
})

// byLetters finds countries by alpha-2 and alpha-3 in small letters.
var byLetters = sync.OnceValue(func() map[string]model.CountryCode {
	all := map[string]model.CountryCode{}
	for _, c := range table() {
		all[strings.ToLower(c.Alpha2)], all[strings.ToLower(string(c.Code))] = c.Code, c.Code
	}
	return all
})

// codeOf gives the country with a code of two or three letters; "" where there is none.
func codeOf(lettersInSmall string) model.CountryCode { return byLetters()[lettersInSmall] }

// flag reads the picture of a flag, which is a code of two letters in signs of its own.
func flag(text string) model.CountryCode {
	runes := []rune(text)
	if len(runes) != 2 {
		return ""
	}
	var code strings.Builder
	for _, r := range runes {
		if r < '\U0001F1E6' || r > '\U0001F1FF' {
			return ""
		}
		code.WriteRune('a' + r - '\U0001F1E6')
	}
	return codeOf(code.String())
}
