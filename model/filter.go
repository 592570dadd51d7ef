package model

// ActivityFilter narrows a list of activities; zero fields do not narrow.
type ActivityFilter struct {
	Find     string // every word begins a word of the title, code, city, country, partner or theme
	Period   Period // activities whose first day lies in it
	Types    []ID
	Statuses []Status
	Themes   []ID     // with their child themes
	SDGs     []string // a goal takes its targets along
	Partners []ID
	Country  CountryCode // people of this country took part
	Group    Group       // people of a country of this group on the first day took part
	Region   string      // people of this M49 region, or "Asia and the Pacific", took part
	Evidence Evidence
	// Counted keeps to what the figures of the Summary count: held, in the period, and
	// not stood for by a reported total in it.
	Counted bool

	Sort  ActivitySort
	Down  bool // descending
	Limit int  // 0: all
}

// ActivitySort is the column a list of activities is sorted by; the days when empty.
type ActivitySort string

// The columns a list of activities can be sorted by.
const (
	SortDays         ActivitySort = "days"
	SortTitle        ActivitySort = "title"
	SortCode         ActivitySort = "code"
	SortType         ActivitySort = "type"
	SortPlace        ActivitySort = "place"
	SortCountries    ActivitySort = "countries"
	SortParticipants ActivitySort = "participants"
	SortEvidence     ActivitySort = "evidence"
	SortStatus       ActivitySort = "status"
)

// ActivityLine is an activity as lists show it: with its figures.
type ActivityLine struct {
	Activity
	TypeName string
	Figures  ActivityFigures
}

// ActivityFigures are the figures of one activity (rules 2, 3, 6–9).
type ActivityFigures struct {
	Evidence     Evidence
	Participants Figure
	Countries    Figure
	Women        Women
	PersonDays   Figure
	Completed    Figure
	// Both kinds of evidence, where they exist, so that the difference can be shown.
	ByRegister   Figure
	ByHeadcounts Figure
}
