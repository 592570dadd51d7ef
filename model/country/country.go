// Package country knows the countries and areas of the UN's M49 list: codes, names in
// seven languages, regions, groups by date, and the many ways in which people write them.
package country

import (
	"encoding/csv"
	"slices"
	"strconv"
	"strings"
	"sync"

	"rollbook/assets"
	"rollbook/model"
)

// Country is a country or area of the M49 list.
type Country struct {
	M49          int
	Alpha2       string
	Code         model.CountryCode // alpha-3
	Name         string            // the UN's short name in English
	Region       string            // M49: Africa, Americas, Asia, Europe, Oceania; empty for Antarctica
	Subregion    string            // M49: "Melanesia"
	Intermediate string            // M49: "Eastern Africa"; mostly empty
	Lat, Lon     float64           // where its dot stands, degrees
	UNMember     bool
	names        map[string]string
}

// Languages lists the languages in which every country has a name.
func Languages() []string { return []string{"en", "ko", "fr", "es", "ru", "zh", "ar"} }

// NameIn gives the name in a language ("ko"); the English one where the language is not
// among Languages.
func (c Country) NameIn(language string) string {
	if name := c.names[language]; name != "" {
		return name
	}
	return c.Name
}

// AsiaPacific says whether the country lies in Asia or Oceania (counting rule 12).
func (c Country) AsiaPacific() bool { return c.Region == "Asia" || c.Region == "Oceania" }

var table = sync.OnceValue(func() []Country {
	records := mustRead(assets.Countries)
	head := records[0]
	all := make([]Country, 0, len(records)-1)
	for _, r := range records[1:] {
		c := Country{M49: int(mustNumber(r[0])), Alpha2: r[1], Code: model.CountryCode(r[2]), Name: r[3], Region: r[4], Subregion: r[5],
			Intermediate: r[6], Lat: mustNumber(r[7]), Lon: mustNumber(r[8]), UNMember: r[9] == "1", names: map[string]string{"en": r[3]}}
		for i := 10; i < len(r); i++ {
			c.names[head[i]] = r[i]
		}
		all = append(all, c)
	}
	return all
})

var byCode = sync.OnceValue(func() map[model.CountryCode]Country {
	m := map[model.CountryCode]Country{}
	for _, c := range table() {
		m[c.Code] = c
	}
	return m
})

// All gives every country and area, by English name.
func All() []Country { return slices.Clone(table()) }

// ByCode gives the country with an alpha-3 code, and false where the list has none.
func ByCode(code model.CountryCode) (Country, bool) {
	c, ok := byCode()[code]
	return c, ok
}

// Name gives the English name of the country with an alpha-3 code; the code itself where
// the list has none, and "" for no country.
func Name(code model.CountryCode) string {
	if c, ok := ByCode(code); ok {
		return c.Name
	}
	return string(code)
}

// Written gives the English name as lists that are read in again may have it: with the code
// behind it where another country may be called so too.
func Written(code model.CountryCode) string {
	name := Name(code)
	if code == "" || plain().Match(name).Code == code {
		return name
	}
	return name + " (" + string(code) + ")"
}

var plain = sync.OnceValue(func() *Matcher { return NewMatcher() })

// Regions lists the M49 regions in alphabetical order.
func Regions() []string { return []string{"Africa", "Americas", "Asia", "Europe", "Oceania"} }

// LonLat is a point on Earth, degrees.
type LonLat struct{ Lon, Lat float64 }

// Outline gives the outline of land as polygons, for a map without borders.
var Outline = sync.OnceValue(func() [][]LonLat {
	var land [][]LonLat
	for line := range strings.Lines(assets.Land) {
		var polygon []LonLat
		for point := range strings.SplitSeq(strings.TrimSpace(line), ",") {
			lon, lat, _ := strings.Cut(point, " ")
			polygon = append(polygon, LonLat{mustNumber(lon), mustNumber(lat)})
		}
		land = append(land, polygon)
	}
	return land
})

// mustRead reads an embedded table; that it can be read is held by a test.
func mustRead(text string) [][]string {
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		panic(err)
	}
	return records
}

func mustNumber(text string) float64 {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		panic(err)
	}
	return n
}
