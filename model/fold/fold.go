// Package fold makes texts comparable the way people compare them: without regard to
// case, accents, width and the several ways Unicode has of writing the same thing, in any
// script. The search indexes and every list that is narrowed by typing use it.
package fold

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// letters that compatibility decomposition leaves alone, but that people who look for
// them type otherwise.
var plain = strings.NewReplacer("ø", "o", "đ", "d", "ð", "d", "ħ", "h", "ł", "l", "ŋ", "n", "ŧ", "t", "þ", "th",
	"æ", "ae", "œ", "oe", "ß", "ss", "ı", "i", "ə", "e")

// apostrophes of all kinds join what they stand in: O'Brien, Nuku‘alofa, Côte d’Ivoire.
const apostrophes = "'’‘ʻʼ`´′＇"

// Text folds a text: case, accents of the alphabets that use them as such (Latin, Greek,
// Cyrillic, Hebrew and Arabic points), width, ligatures. Vowel signs and tone marks of
// scripts in which they are letters of their own (Thai, Khmer, Lao, Devanagari, …) stay.
func Text(text string) string {
	if isASCII(text) {
		return strings.ToLower(text)
	}
	text = cases.Fold().String(text)
	var b strings.Builder
	b.Grow(len(text))
	accented := false // the letter before belongs to an alphabet whose marks are accents
	for _, r := range norm.NFKD.String(text) {
		if unicode.Is(unicode.Mn, r) {
			if accented || unicode.Is(unicode.Inherited, r) {
				continue
			}
		} else {
			accented = unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Hebrew, unicode.Arabic)
		}
		b.WriteRune(r)
	}
	return norm.NFC.String(plain.Replace(cases.Fold().String(b.String())))
}

// isASCII says whether a text needs no more than the case folded, as most texts do.
func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= 0x80 {
			return false
		}
	}
	return true
}

// Words folds a text and splits it into its words: runs of letters, marks and digits.
func Words(text string) []string {
	if isASCII(text) {
		return asciiWords(text)
	}
	text = strings.Map(func(r rune) rune {
		if strings.ContainsRune(apostrophes, r) {
			return -1
		}
		return r
	}, text)
	return strings.FieldsFunc(Text(text), func(r rune) bool { return !wordRune(r) })
}

// asciiWords does the same for texts of letters without accents, as most are.
func asciiWords(text string) []string {
	b := make([]byte, 0, len(text))
	starts := make([]int, 0, 8) // where words begin in b
	in := false
	for i := range len(text) {
		switch c := text[i]; {
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
			fallthrough
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			if !in {
				starts, in = append(starts, len(b)), true
			}
			b = append(b, c)
		case c == '\'' || c == '`':
		default:
			in = false
		}
	}
	if len(starts) == 0 {
		return nil
	}
	all := string(b)
	words := make([]string, len(starts))
	for i, start := range starts {
		end := len(all)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		words[i] = all[start:end]
	}
	return words
}

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || unicode.IsNumber(r)
}

// Matches says whether every sought word begins some word of those given. Both are folded
// already. No sought word matches everything.
func Matches(words, sought []string) bool {
	for _, s := range sought {
		found := false
		for _, w := range words {
			if strings.HasPrefix(w, s) {
				found = true
				break
			}
		}
		if !found {
			return false
		}
	}
	return true
}
