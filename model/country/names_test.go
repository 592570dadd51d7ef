package country_test

import (
	"strings"
	"testing"

	"rollbook/assets"
	"rollbook/model"
	"rollbook/model/country"
	"rollbook/model/fold"
)

// everyName calls f with every name that the assets hold.
func everyName(f func(of model.CountryCode, name string, ofTheUN bool)) {
	for _, c := range country.All() {
		for _, language := range country.Languages() {
			f(c.Code, c.NameIn(language), language == "en")
		}
	}
	for i, table := range []string{assets.LongNames, assets.ForeignNames} {
		for line := range strings.Lines(strings.TrimSpace(table)) {
			code, names, _ := strings.Cut(strings.TrimSpace(line), ",")
			for name := range strings.SplitSeq(names, "|") {
				f(model.CountryCode(code), name, i == 0)
			}
		}
	}
}

// TestNoNameMeansAnotherCountry holds the worst fault off: that a name of one country, in
// any language and however it is written, is read as another. Of the UN's own names no more
// than a handful are asked about.
func TestNoNameMeansAnotherCountry(t *testing.T) {
	m := country.NewMatcher()
	asked := map[string]bool{}
	n := 0
	everyName(func(code model.CountryCode, name string, ofTheUN bool) {
		n++
		plain := fold.Text(name)
		ways := []string{name, strings.ToUpper(name), plain, "People's Republic of " + name, name + ", Republic of"}
		if code != "COG" { // which is another country with these words
			ways = append(ways, "Dem. Rep. of "+name)
		}
		if ofTheUN {
			ways = append(ways, strings.ToLower(name), strings.ReplaceAll(name, "-", " "), strings.ReplaceAll(name, " ", ""), strings.ReplaceAll(name, ".", ""),
				"the "+name, "Republic of "+name, "Rép. de "+name, name+" (Kingdom of)", "État de "+name, name+"*", name+" (le)", name+" (l')")
		}
		for _, way := range ways {
			got := m.Match(way)
			if got.Code != "" && got.Code != code {
				t.Errorf("%q, a name of %s, is read as %s", way, code, got.Code)
			}
			if got.None {
				t.Errorf("%q, a name of %s, is read as none", way, code)
			}
		}
		if ofTheUN && m.Match(name).Code != code {
			asked[name] = true
		}
	})
	if len(asked) > 12 {
		t.Errorf("%d names of the UN are asked about: %v", len(asked), asked)
	}
	t.Logf("%d names; asked: %v", n, asked)
}

// TestTheColumnTells reads cells that mean something only beside others.
func TestTheColumnTells(t *testing.T) {
	m := country.NewMatcher()
	for _, c := range []struct{ heading, cells, text, want string }{
		{"ISO3", "FJI|KEN|NAM", "NAM", "NAM"}, {"ISO2", "FJ|KE|NA", "NA", "NAM"}, {"ISO", "FJ|SA|RU|AN", "SA", ""}, {"ISO", "FJ|ET|RU|NO", "ET", "ETH"}, {"ISO", "FJ|ET|RU|NO", "RU", "RUS"}, {"ISO", "FJ|ET|RU|NO", "NO", "NOR"},
		{"Country code", "AND|KEN|FJI", "AND", "AND"}, {"alpha-3", "AND|KEN|N/A", "AND", "AND"}, {"Code ISO", "SA|SK|CH|AU", "SA", "SAU"}, {"Code pays (ISO)", "ET|SA", "SA", "SAU"}, {"국가코드", "ET|SA", "ET", "ETH"}, {"国家代码", "ET|SA", "ET", "ETH"}, {"Код страны", "ET|SA", "ET", "ETH"},
		{"M49", "242|4|404", "4", "AFG"}, {"M49 code", "242|004|404", "004", "AFG"}, {"M49", "242|-|404|N/A", "242", "FJI"}, {"Country code", "242|404", "242", "FJI"}, {"#country+code", "FJI|NAM", "NAM", "NAM"},
		{"M49", "242|Kenya|404", "242", ""}, {"Country", "242|404", "242", ""}, {"M49", "242|12345", "242", ""}, {"M49", "242|999", "242", ""}, {"Country", "Kenya|NA", "NA", "-"}, {"ISO3", "FJI|KEN|NA", "NA", "-"}, {"M49", "242|NA", "NA", "-"}, {"Country", "FJ|KE|NA|TO", "NA", ""},
		{"Country", "FJ|KE|NO|TO", "NO", "NOR"}, {"Country", "FJ|KE|NO|TO", "TO", "TON"}, {"Country", "Fiji|Kenya|NO", "NO", ""}, {"Country", "S.A.|FJ", "S.A.", ""}, {"Code", "S.A.|FJ", "S.A.", ""}, {"ISO2", "FJ|S.A.", "FJ", "FJI"},
		{"Country", "Congo|Kenya", "Congo", ""}, {"Country", "Congo|DR Congo", "Congo", "COG"}, {"Country", "Congo|COD", "Congo", "COG"}, {"Country", "Congo|Democratic Republic of the Congo", "Congo", "COG"}, {"Pays", "Congo (le)|République démocratique du Congo (la)", "Congo (le)", "COG"},
		{"Country", "Congo?|DRC", "Congo?", ""}, {"Country", "Korea|DPRK", "Korea", ""}, {"Country", "Congo|Republic of the Congo", "Congo", ""}, {"Country", "Congo|Zaire?", "Congo", ""},
	} {
		cells := strings.Split(c.cells, "|")
		got := m.Column(c.heading, func(yield func(string) bool) {
			for _, cell := range cells {
				if !yield(cell) {
					return
				}
			}
		}).Match(c.text)
		said := string(got.Code)
		if got.None {
			said = "-"
		}
		if said != c.want {
			t.Errorf("%q in a column %q of %v is read as %+v, want %q", c.text, c.heading, cells, got, c.want)
		}
	}
}
