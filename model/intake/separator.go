package intake

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// statedSeparator reads Excel's way of saying which separator a text uses, a first line
// "sep=;", in any of its forms: in quotation marks, with separators behind it, with the tab
// written as \t. It gives 0 where the line says nothing that can part columns, and the text
// without the line, its line end left so that lines are counted as in the file.
func statedSeparator(text []byte) (separator rune, rest []byte) {
	first := text
	if end := bytes.IndexAny(text, "\r\n"); end >= 0 {
		first = text[:end]
	}
	if len(first) > 40 {
		return 0, text
	}
	said := strings.TrimPrefix(strings.TrimLeft(string(first), " "), `"`)
	if len(said) < 4 || !strings.EqualFold(said[:4], "sep=") {
		return 0, text
	}
	rest, said = text[len(first):], said[4:]
	if strings.HasPrefix(said, `\t`) {
		return '\t', rest
	}
	separator, _ = utf8.DecodeRuneInString(said)
	if said == "" || !partsColumns(separator) {
		return 0, rest
	}
	return separator, rest
}

// partsColumns says whether a character can stand between columns.
func partsColumns(r rune) bool {
	return r == '\t' || r != '"' && r != '\'' && r != utf8.RuneError && r != ' ' && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsControl(r)
}

// findSeparator chooses the separator that splits the first lines into the most columns,
// the same number in most lines.
func findSeparator(text []byte) rune {
	best, bestScore := ',', 0
	text = text[:min(len(text), 1<<20)]
	for _, separator := range []rune{',', ';', '\t', '|'} {
		r := newRecords(text, separator)
		lines := map[int]int{}
		for range 60 {
			if ok, err := r.next(); !ok || err != nil {
				break
			}
			if len(r.cells) > 1 {
				lines[len(r.cells)]++
			}
		}
		score := 0
		for columns, n := range lines {
			score = max(score, n*n*columns)
		}
		if score > bestScore {
			best, bestScore = separator, score
		}
	}
	return best
}
