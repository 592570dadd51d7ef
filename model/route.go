package model

// Route is a place in the program that can be gone to, gone back to, and clicked through
// to from a figure.
type Route interface{ route() }

// The places of the program.
type (
	// OverviewRoute is the overview, for the period last chosen.
	OverviewRoute struct{}
	// ActivitiesRoute is the list of activities, narrowed by a filter.
	ActivitiesRoute struct{ Filter ActivityFilter }
	// ActivityRoute is one activity; Tab is the part of its form to show.
	ActivityRoute struct {
		ID  ID
		Tab string
	}
	// NewActivityRoute is the form of an activity to be made.
	NewActivityRoute struct{}
	// AttendanceRoute is the taking of attendance; zero IDs: choose.
	AttendanceRoute struct{ Activity, Session ID }
	// PeopleRoute is the list of people; Find narrows it.
	PeopleRoute struct{ Find string }
	// PersonRoute is one person's page.
	PersonRoute struct{ ID ID }
	// CountriesRoute is the list of countries and the map.
	CountriesRoute struct{}
	// CountryRoute is one country's page.
	CountryRoute struct{ Code CountryCode }
	// ReportsRoute is the choice of reports.
	ReportsRoute struct {
		Kind     string
		Activity ID // that the report is for; 0: the one chosen last
	}
	// ExchangeRoute is the exchange with other replicas.
	ExchangeRoute struct{}
	// SettingsRoute is the settings; Section is the list to show.
	SettingsRoute struct{ Section string }
)

func (OverviewRoute) route()    {}
func (ActivitiesRoute) route()  {}
func (ActivityRoute) route()    {}
func (NewActivityRoute) route() {}
func (AttendanceRoute) route()  {}
func (PeopleRoute) route()      {}
func (PersonRoute) route()      {}
func (CountriesRoute) route()   {}
func (CountryRoute) route()     {}
func (ReportsRoute) route()     {}
func (ExchangeRoute) route()    {}
func (SettingsRoute) route()    {}
