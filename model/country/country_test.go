package country_test

import (
	"slices"
	"strings"
	"testing"

	"rollbook/model"
	"rollbook/model/country"
)

func TestTheListIsTheUNs(t *testing.T) {
	members, regions := 0, map[string]int{}
	for _, c := range country.All() {
		if c.UNMember {
			members++
		}
		regions[c.Region]++
		if !c.Code.Valid() || len(c.Alpha2) != 2 || c.M49 == 0 {
			t.Errorf("%s has the codes %q %q %d", c.Name, c.Code, c.Alpha2, c.M49)
		}
		if c.Lat == 0 && c.Lon == 0 || c.Lat < -90 || c.Lat > 90 || c.Lon < -180 || c.Lon > 180 {
			t.Errorf("%s stands at %v, %v", c.Name, c.Lat, c.Lon)
		}
		for _, language := range country.Languages() {
			if c.NameIn(language) == "" {
				t.Errorf("%s has no name in %s", c.Name, language)
			}
		}
	}
	if members != 193 {
		t.Errorf("%d Members of the UN, want 193", members)
	}
	if regions[""] != 1 || len(regions) != 6 {
		t.Errorf("regions: %v", regions)
	}
	for code, name := range map[model.CountryCode]string{"TUR": "Türkiye", "VNM": "Viet Nam", "LAO": "Lao People's Democratic Republic",
		"CIV": "Côte d'Ivoire", "SWZ": "Eswatini", "BOL": "Bolivia (Plurinational State of)", "KOR": "Republic of Korea", "CPV": "Cabo Verde"} {
		if got := country.Name(code); got != name {
			t.Errorf("%s is called %q, want %q", code, got, name)
		}
	}
}

func TestGroupsHoldOnTheDay(t *testing.T) {
	statuses := country.InitialStatuses()
	count := func(g model.Group, day model.Day, associates bool) (n int) {
		for _, c := range country.All() {
			if slices.Contains(country.GroupsOn(statuses, c.Code, day, associates), g) {
				n++
			}
		}
		return n
	}
	for _, want := range []struct {
		group model.Group
		day   model.Day
		n     int
	}{{model.LDC, "2006-09-01", 50}, {model.LDC, "2015-12-31", 48}, {model.LDC, "2025-01-01", 44}, {model.LDC, "2026-11-25", 44},
		{model.LLDC, "2020-01-01", 32}, {model.SIDS, "2020-01-01", 39}} {
		if n := count(want.group, want.day, false); n != want.n {
			t.Errorf("%d %s on %s, want %d", n, want.group, want.day, want.n)
		}
	}
	if n := count(model.SIDS, "2020-01-01", true); n != 39+18 {
		t.Errorf("%d SIDS with associate members, want 57", n)
	}
	if got := country.GroupsOn(statuses, "BTN", "2023-12-12", false); !slices.Contains(got, model.LDC) {
		t.Errorf("Bhutan on the day before it graduated: %v", got)
	}
	if got := country.GroupsOn(statuses, "BTN", "2023-12-13", false); slices.Contains(got, model.LDC) {
		t.Errorf("Bhutan on the day it graduated: %v", got)
	}
}

func TestCountriesAreUnderstoodAsPeopleWriteThem(t *testing.T) {
	m := country.NewMatcher()
	for text, code := range map[string]model.CountryCode{
		"Lao PDR": "LAO", "laos": "LAO", "LAO PEOPLE'S DEMOCRATIC REPUBLIC": "LAO", "DPRK": "PRK", "South Korea": "KOR", "Korea, Republic of": "KOR",
		"Republic of Korea": "KOR", "대한민국": "KOR", "한국": "KOR", "Ivory Coast": "CIV", "Cote d'Ivoire": "CIV", "Côte d'Ivoire": "CIV", "Hong Kong, China": "HKG",
		"State of Palestine": "PSE", "United Republic of Tanzania": "TZA", "Tanzania": "TZA", "Viet Nam": "VNM", "VIETNAM": "VNM", "Türkiye": "TUR", "Turkey": "TUR",
		"fj": "FJI", "FJI": "FJI", "242": "", "004": "", "The Gambia": "GMB", "Gambia": "GMB", "St. Lucia": "LCA", "Trinidad & Tobago": "TTO",
		"Bolivia": "BOL", "Plurinational State of Bolivia": "BOL", "Micronesia (Federated States of)": "FSM", "Micronesia, Fed. States of": "FSM",
		"U.S.": "USA", "UK": "GBR", "Russia": "RUS", "Россия": "RUS", "中国": "CHN", "Allemagne": "DEU", "Burma": "MMR", "Timor Leste": "TLS",
		"Swaziland": "SWZ", "Czech Republic": "CZE", "Republic of Moldova": "MDA", "Kingdom of Bhutan": "BTN", "Democratic Republic of the Congo": "COD",
		"People's Republic of China": "CHN", "PR China": "CHN", "Republic of China": "", "China, Republic of": "", "NA": "", "Namibia": "NAM",
		"D.P.R.K.": "PRK", "S. Korea": "KOR", "Japan (日本)": "JPN", "대한민국 (KOR)": "KOR", "Myanmar / Burma": "MMR", "Fiji / Samoa": "", "Georgia, USA": "",
		"République-Unie de Tanzanie": "TZA", "Estado de Palestina": "PSE", "Лаосская Народно-Демократическая Республика": "LAO",
		"朝鲜民主主义人民共和国": "PRK", "جمهورية لاو الديمقراطية الشعبية": "LAO", "جمهورية كوريا": "KOR", "ประเทศไทย": "THA", "កម្ពុជា": "KHM", "नेपाल": "NPL",
		"Congo": "", "Korea": "", "Atlantis": "", "Taiwan": "", "Kosovo": "", "Fijii": "", "Guinea": "GIN", "Niger": "NER", "Samoa": "WSM",
	} {
		if got := m.Match(text); got.Code != code {
			t.Errorf("%q is read as %+v, want %q", text, got, code)
		}
	}
	if got := m.Match("Fijii").Candidates; !slices.Contains(got, "FJI") {
		t.Errorf("Fijii suggests %v", got)
	}
	if got := m.Match("Korea").Candidates; !slices.Equal(got, []model.CountryCode{"KOR", "PRK"}) {
		t.Errorf("Korea suggests %v", got)
	}
	for _, none := range []string{"", "-", " – "} {
		if !m.Match(none).None {
			t.Errorf("%q is not read as no country", none)
		}
	}
}

func TestEveryNameMeansItsCountry(t *testing.T) {
	m := country.NewMatcher()
	for _, c := range country.All() {
		for _, language := range country.Languages() {
			name := c.NameIn(language)
			if got := m.Match(name); got.Code != c.Code && !slices.Contains(got.Candidates, c.Code) {
				t.Errorf("%q (%s) is read as %+v", name, c.Code, got)
			}
			if language == "en" && c.Code != "COG" && m.Match(name).Code != c.Code {
				t.Errorf("%q is not certain: %+v", name, m.Match(name))
			}
		}
	}
}

func FuzzMatch(f *testing.F) {
	for _, seed := range []string{"Lao PDR", "Korea, Rep.", "(", ",", "004", "\xff", "코"} {
		f.Add(seed)
	}
	m := country.NewMatcher()
	f.Fuzz(func(t *testing.T, text string) {
		a, b := m.Match(text), m.Match(" "+text+" ")
		if a.Code != b.Code {
			t.Errorf("%q means %q, with spaces around %q", text, a.Code, b.Code)
		}
		if c, ok := country.ByCode(a.Code); a.Code != "" && (!ok || strings.TrimSpace(c.Name) == "") {
			t.Errorf("%q means %q, which is no country", text, a.Code)
		}
	})
}
