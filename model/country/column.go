package country

import (
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"rollbook/model"
	"rollbook/model/fold"
)

// system is what a column of codes holds; none where it is no column of codes.
type system uint8

const (
	noCodes system = iota
	alpha2
	alpha3
	m49
)

// Column reads the cells of one column of a list. What a cell means may hang on the others:
// numbers are codes where there is nothing else, "Congo" is certain where the list names the
// Democratic Republic too.
type Column struct {
	m       *Matcher
	codes   system
	apart   map[model.CountryCode]bool // countries that others of the column name, which tell the doubtful ones
	capital bool                       // all cells are codes of two letters, though no heading says so
	memo    map[string]Match
}

// Column makes the reader of a column with what heads it and what its cells say.
func (m *Matcher) Column(heading string, cells iter.Seq[string]) *Column {
	c := &Column{m: m, apart: map[model.CountryCode]bool{}, memo: map[string]Match{}}
	distinct := map[string]bool{}
	for cell := range cells {
		if !distinct[cell] {
			distinct[cell] = true
		}
	}
	var said []string
	for cell := range distinct {
		if trimmed := strings.TrimSpace(cell); trimmed != "" {
			said = append(said, trimmed)
		}
	}
	slices.Sort(said)
	c.codes = systemOf(said)
	if c.codes == alpha2 && !headsCodes(heading) {
		c.capital = len(said) > 2
	}
	if !headsCodes(heading) {
		c.codes = noCodes
	}
	for _, text := range said {
		if found := m.Match(text); found.Code == "COD" || found.Code == "PRK" {
			c.apart[found.Code] = true
		}
	}
	return c
}

// headsCodes says whether a heading is one of codes.
func headsCodes(heading string) bool {
	for _, w := range fold.Words(heading) {
		switch strings.TrimRight(w, "0123456789") {
		case "iso", "m", "code", "codes", "alpha", "isocode", "countrycode", "cca", "ccn", "codigo", "codigos", "kode", "kod", "codice", "код", "коды", "코드", "국가코드", "代码", "国家代码", "编码", "代碼", "الرمز", "رمز", "رموز", "alfa":
			if w != "m" {
				return true
			}
		}
		for _, part := range []string{"코드", "代码", "代碼"} {
			if strings.HasSuffix(w, part) {
				return true
			}
		}
	}
	return false
}

// systemOf says of which system all cells are codes. Cells that say that nothing is known do
// not count, except that NA is a code beside others of two letters.
func systemOf(cells []string) system {
	counts := [4]int{}
	others := 0
	for _, cell := range cells {
		switch n, err := strconv.Atoi(cell); {
		case err == nil && len(cell) <= 3 && byNumber()[n] != "":
			counts[m49]++
		case len(cell) == 2 && codeOf(strings.ToLower(cell)) != "" && isUpper(cell):
			counts[alpha2]++
		case len(cell) == 3 && codeOf(strings.ToLower(cell)) != "" && strings.Trim(cell, "0123456789") != "":
			counts[alpha3]++
		case !fold.Nothing(cell) && !NoCountry(cell):
			others++
		case cell == "NA":
		}
	}
	for _, s := range []system{alpha2, alpha3, m49} {
		rest := counts[alpha2] + counts[alpha3] + counts[m49] - counts[s]
		if s != alpha2 && slices.Contains(cells, "NA") {
			rest-- // there it says that nothing is known
		}
		if counts[s] > 0 && rest == 0 && others == 0 {
			return s
		}
	}
	return noCodes
}

func isUpper(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return !unicode.IsUpper(r) }) < 0
}

// Match says which country a cell of the column means.
func (c *Column) Match(text string) Match {
	if found, ok := c.memo[text]; ok {
		return found
	}
	found := c.match(text)
	c.memo[text] = found
	return found
}

func (c *Column) match(text string) Match {
	trimmed := strings.TrimSpace(text)
	small := strings.ToLower(trimmed)
	switch n, err := strconv.Atoi(trimmed); {
	case c.codes == m49 && err == nil && byNumber()[n] != "":
		return Match{Code: byNumber()[n]}
	case c.codes == alpha2 && len(small) == 2 && codeOf(small) != "":
		return Match{Code: codeOf(small)}
	case c.codes == alpha3 && len(small) == 3 && codeOf(small) != "":
		return Match{Code: codeOf(small)}
	case c.capital && trimmed == "NA":
		return Match{Candidates: []model.CountryCode{"NAM"}, Why: "beside codes of two letters this is Namibia's, or says that nothing is known"}
	case c.capital && len(trimmed) == 2 && isUpper(trimmed) && codeOf(small) != "":
		return Match{Code: codeOf(small)}
	}
	found := c.m.Match(text)
	if found.Code == "" && slices.Equal(found.Candidates, []model.CountryCode{"COG", "COD"}) && c.apart["COD"] && !strings.ContainsAny(text, "?？") {
		return Match{Code: "COG"}
	}
	return found
}
