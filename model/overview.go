package model

// Overview is everything the first screen shows for a period.
type Overview struct {
	Period    Period
	Summary   Summary     // by type
	Special   GroupShares // participants from countries in special situations
	Years     YearSeries  // participants a year by type, events a year by type
	Themes    ThemeYears  // the last 3 years of the period
	Countries []CountryCount
	Upcoming  []ActivityLine // planned ones of the next weeks
	Lacking   []ActivityLine // held ones without evidence
	LackingOf int            // how many there are in all
}

// GroupShares says how many participants came from each group, of those counted from the
// register (reported totals name no countries).
type GroupShares struct {
	Participants Figure // all of them, the base of the shares
	LDC          Figure
	LLDC         Figure
	SIDS         Figure
	Special      Figure // any of the three
	AsiaPacific  Figure
}

// YearSeries is figures by calendar year and type, of activities counted from the
// register.
type YearSeries struct {
	Years        []int
	Types        []ActivityType
	Events       [][]Figure // [type][year]
	Participants [][]Figure // [type][year]
	// LeftOut says which reported totals cannot be laid on single years.
	LeftOut []Reported
}

// ThemeYears is how many held activities had each theme in each of a few years.
type ThemeYears struct {
	Years  []int
	Themes []Theme
	Events [][]int // [theme][year]
	None   int     // activities without a theme in these years
}

// CountryCount is how much one country took part.
type CountryCount struct {
	Code         CountryCode
	Participants Figure
	Events       int
}
