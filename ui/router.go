package ui

import (
	"reflect"
	"slices"

	"fyne.io/fyne/v2"

	"rollbook/model"
	"rollbook/ui/activities"
	"rollbook/ui/attendance"
	"rollbook/ui/countries"
	"rollbook/ui/exchanges"
	"rollbook/ui/kit"
	"rollbook/ui/overview"
	"rollbook/ui/people"
	"rollbook/ui/reports"
	"rollbook/ui/settings"
)

// screens are the screens of the register that is open; each is made when it is first
// gone to, and stays as it was left.
type screens struct {
	window     *Window
	register   Register
	overview   *overview.Screen
	activities *activities.Screen
	attendance *attendance.Screen
	people     *people.Screen
	countries  *countries.Screen
	reports    *reports.Screen
	exchange   *exchanges.Screen
	settings   *settings.Screen
}

func newScreens(w *Window, r Register) *screens { return &screens{window: w, register: r} }

// place is a screen on the rail.
type place string

// The places of the rail.
const (
	overviewPlace   place = "overview"
	activitiesPlace place = "activities"
	attendancePlace place = "attendance"
	peoplePlace     place = "people"
	countriesPlace  place = "countries"
	reportsPlace    place = "reports"
	exchangePlace   place = "exchange"
	settingsPlace   place = "settings"
)

// of gives the screen that shows a route, and its place on the rail.
func (s *screens) of(r model.Route) (kit.Screen, place) {
	switch r.(type) {
	case model.ActivitiesRoute, model.ActivityRoute, model.NewActivityRoute:
		if s.activities == nil {
			s.activities = activities.New(s.register, s.window, s.window)
		}
		return s.activities, activitiesPlace
	case model.AttendanceRoute:
		if s.attendance == nil {
			s.attendance = attendance.New(s.register, s.window, s.window)
		}
		return s.attendance, attendancePlace
	case model.PeopleRoute, model.PersonRoute:
		if s.people == nil {
			s.people = people.New(s.register, s.window, s.window)
		}
		return s.people, peoplePlace
	case model.CountriesRoute, model.CountryRoute:
		if s.countries == nil {
			s.countries = countries.New(s.register, s.window, s.window)
		}
		return s.countries, countriesPlace
	case model.ReportsRoute:
		if s.reports == nil {
			s.reports = reports.New(s.register, s.window, s.window)
		}
		return s.reports, reportsPlace
	case model.ExchangeRoute:
		if s.exchange == nil {
			s.exchange = exchanges.New(s.register, s.window, s.window, s.window.carriers)
		}
		return s.exchange, exchangePlace
	case model.SettingsRoute:
		if s.settings == nil {
			s.settings = settings.New(s.register, s.window, s.window)
		}
		return s.settings, settingsPlace
	}
	if s.overview == nil {
		s.overview = overview.New(s.register, s.window)
	}
	return s.overview, overviewPlace
}

// leave is when a screen is left: what is typed in it is saved.
func (s *screens) leave() {
	if s.activities != nil {
		s.activities.Leave()
	}
	if s.attendance != nil {
		s.attendance.Leave()
	}
	if s.people != nil {
		s.people.Leave()
	}
	if s.reports != nil {
		s.reports.Leave()
	}
}

// drafts says in words what was begun on the screens and is not saved.
func (s *screens) drafts() []string {
	var all []string
	if s.activities != nil {
		all = append(all, s.activities.Drafts()...)
	}
	if s.attendance != nil {
		all = append(all, s.attendance.Drafts()...)
	}
	if s.people != nil {
		all = append(all, s.people.Drafts()...)
	}
	return all
}

func (s *screens) close() {
	if s.overview != nil {
		s.overview.Close()
	}
	if s.activities != nil {
		s.activities.Close()
	}
	if s.attendance != nil {
		s.attendance.Close()
	}
	if s.people != nil {
		s.people.Close()
	}
	if s.countries != nil {
		s.countries.Close()
	}
	if s.reports != nil {
		s.reports.Close()
	}
	if s.exchange != nil {
		s.exchange.Close()
	}
	if s.settings != nil {
		s.settings.Close()
	}
}

// router remembers where people have been.
type router struct {
	window        *Window
	back, forward []model.Route
	here          model.Route
	screen        kit.Screen // that is shown
}

func newRouter(w *Window) *router { return &router{window: w} }

// to goes to a place.
func (r *router) to(route model.Route) {
	r.leave(route)
	r.show(route)
}

// at notes a place that its screen shows already. A record gone on to from another of the
// same kind takes its place: one step leads back to where the list was.
func (r *router) at(route model.Route) {
	if reflect.TypeOf(route) != reflect.TypeOf(r.here) {
		r.leave(route)
	}
	r.here = route
	r.window.header.arrows()
	r.window.menus.show()
}

// leave remembers where people were, unless they go where they are.
func (r *router) leave(route model.Route) {
	if _, fresh := r.here.(model.NewActivityRoute); fresh {
		if _, made := route.(model.ActivityRoute); made { // its empty form is no place to go back to
			r.back, r.forward = slices.DeleteFunc(r.back, isNew), nil
			return
		}
	}
	if r.here != nil && !reflect.DeepEqual(r.here, route) {
		r.back = append(r.back, r.here)
		r.forward = nil
	}
}

// isNew says whether a place is the form of a new activity.
func isNew(route model.Route) bool {
	_, fresh := route.(model.NewActivityRoute)
	return fresh
}

// goBack goes to where people came from, goForward to where they came back from.
func (r *router) goBack() {
	if n := len(r.back); n > 0 {
		to := r.back[n-1]
		r.back, r.forward = r.back[:n-1], append(r.forward, r.here)
		r.show(to)
	}
}

func (r *router) goForward() {
	if n := len(r.forward); n > 0 {
		to := r.forward[n-1]
		r.forward, r.back = r.forward[:n-1], append(r.back, r.here)
		r.show(to)
	}
}

func (r *router) show(route model.Route) {
	w := r.window
	w.screens.leave()
	w.window.Canvas().Unfocus() // what is left must not take the keys of what is shown
	r.here = route
	screen, at := w.screens.of(route)
	r.screen = screen
	w.middle.Objects = []fyne.CanvasObject{screen.Object()}
	w.header.show(screen)
	w.rail.choose(at)
	w.menus.show()
	screen.Open(route)
	w.middle.Refresh()
	kit.HideTips()
}
