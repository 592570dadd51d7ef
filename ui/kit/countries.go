package kit

import (
	"slices"
	"strings"

	"rollbook/model"
	"rollbook/model/country"
)

// CountryChoices are all countries, by the office's own names where it has some, found by
// their names in any language and their codes; then those that the office added.
func CountryChoices(own map[model.CountryCode]string) []Choice[model.CountryCode] {
	var all []Choice[model.CountryCode]
	known := map[model.CountryCode]bool{}
	for _, c := range country.All() {
		words := string(c.Code) + " " + c.Alpha2 + " " + c.Name
		for _, language := range country.Languages() {
			words += " " + c.NameIn(language)
		}
		label := c.Name
		if own[c.Code] != "" {
			label = own[c.Code]
		}
		known[c.Code] = true
		all = append(all, Choice[model.CountryCode]{Value: c.Code, Label: label, Words: words})
	}
	var added []Choice[model.CountryCode]
	for code, name := range own {
		if !known[code] && name != "" {
			added = append(added, Choice[model.CountryCode]{Value: code, Label: name, Words: string(code)})
		}
	}
	slices.SortFunc(added, func(a, b Choice[model.CountryCode]) int { return strings.Compare(a.Label, b.Label) })
	return append(all, added...)
}
