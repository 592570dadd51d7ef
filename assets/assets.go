// Package assets holds what is embedded in the program: the UN's list of countries and
// areas with their names, the facts on country groups, the outline of land for the map of
// dots, the icon, the little pictures of rail and buttons, and the letters of documents.
package assets

import "embed"

// Countries is a CSV of the UN's M49 list of countries and areas: codes, the UN's short
// name, M49 region, sub-region and intermediate region, where its dot stands (degrees),
// whether it is a Member of the UN, and its names in Korean, French, Spanish, Russian,
// Chinese and Arabic. Codes and regions are those of the UN Statistics Division's
// "Standard country or area codes for statistical use (M49)", the names Unicode CLDR's,
// the places computed from Natural Earth (public domain).
//
//go:embed data/countries.csv
var Countries string

// Aliases is a CSV of other ways in which people write countries, by alpha-3 code: short
// forms, abbreviations, and former names of those that one country succeeded.
//
//go:embed data/aliases.csv
var Aliases string

// LongNames are the names of the UN's terminology (UNTERM), long and short, and of M49 in the
// UN's six languages, a country a line: its alpha-3 code, a comma, its names between bars;
// those that Countries has are left out. From the public table of country codes at
// github.com/datasets/country-codes (Open Data Commons Public Domain Dedication).
//
//go:embed data/long-names.csv
var LongNames string

// ForeignNames are names in other languages, in the same form; from Unicode CLDR (Unicode
// licence) and i18n-iso-countries (MIT licence). A name that one country has in one language
// and another in another is left out.
//
//go:embed data/foreign-names.csv
var ForeignNames string

// CountryGroups is a CSV of which countries are LDCs, LLDCs and SIDS, from when to when;
// inclusions of LDCs are known by year, so that a 1 January stands for "that year". A
// scheduled row is not effective until the office confirms it.
//
//go:embed data/country-groups.csv
var CountryGroups string

// Land is the outline of land, a polygon a line, its points "longitude latitude" in
// degrees, separated by commas; from Natural Earth at 1:110 million, Antarctica left out.
//
//go:embed data/land.csv
var Land string

// Translations are the texts of the window that read otherwise in the singular, by their
// English plural, and later those of other languages: a file a language.
//
//go:embed translations/*.json
var Translations embed.FS

// Icon is the program's icon, 512 × 512.
//
//go:embed icon.png
var Icon []byte

// Icons are the pictures of rail and buttons, as SVG of one colour, 24 × 24.
//
//go:embed icons/*.svg
var Icons embed.FS

// FontRegular and FontBold are Noto Sans with Latin, Greek and Cyrillic letters, so that a
// document comes out right on a machine without any font; FontSigns adds signs such as ≥ of
// Noto Sans Math. Their licence, the SIL Open Font License 1.1, lies beside them.
var (
	//go:embed fonts/NotoSans-Regular.ttf
	FontRegular []byte
	//go:embed fonts/NotoSans-Bold.ttf
	FontBold []byte
	//go:embed fonts/NotoSansMath-Regular.ttf
	FontSigns []byte
)
