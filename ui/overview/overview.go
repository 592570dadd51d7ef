// Package overview is the first screen: the Summary of Activities of a period, the figures
// that matter most, charts, and what waits to be done.
package overview

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"rollbook/model"
	"rollbook/ui/kit"
)

// register is what the screen asks of the register.
type register interface {
	Overview(context.Context, model.Period, model.Day) (model.Overview, error)
	Phases(context.Context) ([]model.Phase, error)
	Years(context.Context) ([]int, error)
	Countries(context.Context) ([]model.Country, error)
	Watch(func(model.Event)) (stop func())
}

// Screen is the overview.
type Screen struct {
	register  register
	navigator kit.Navigator
	today     func() model.Day

	loader *kit.Loader[state]
	stop   func()

	period *kit.PeriodPicker
	page   *kit.Page
	object *fyne.Container

	held, countries, people, women, special *kit.Tile
	summary                                 *summaryTable
	notes                                   *widget.Label
	charts                                  []*kit.ChartCard
	upcoming, lacking                       *fyne.Container
	add                                     *kit.Button
}

// state is what the screen shows.
type state struct {
	overview model.Overview
	phases   []model.Phase
	years    []int // the latest first; none where the register holds nothing yet
	names    map[model.CountryCode]string
}

// New makes the screen.
func New(r register, n kit.Navigator) *Screen {
	s := &Screen{register: r, navigator: n, today: func() model.Day { return model.DayOf(time.Now()) }}
	s.period = kit.NewPeriodPicker(n.Window(), func(model.Period) { s.loader.Go() })
	s.loader = kit.NewAskingLoader(func() model.Period { return s.period.Period() }, s.load, s.show)
	s.build()
	s.stop = r.Watch(func(model.Event) { fyne.Do(s.loader.Go) })
	return s
}

// build makes the widgets.
func (s *Screen) build() {
	everything := func() { s.navigator.Go(model.ActivitiesRoute{Filter: s.counted()}) }
	tile := func(label string) *kit.Tile {
		t := kit.NewTile(lang.L(label))
		t.OnTapped = everything
		return t
	}
	s.held, s.countries, s.people = tile("activities held"), tile("countries took part"), tile("participants")
	s.women, s.special = tile("women"), tile("special situations")
	s.special.OnTapped = func() {
		f := s.counted()
		f.Group = model.Special
		s.navigator.Go(model.ActivitiesRoute{Filter: f})
	}
	s.countries.OnTapped = func() { s.navigator.Go(model.ActivitiesRoute{Filter: s.counted()}) }
	s.summary = newSummaryTable(s.navigator.Go)
	s.notes = kit.Note("")
	s.notes.Importance = widget.LowImportance
	for range chartCount {
		s.charts = append(s.charts, kit.NewChartCard(chartHeight, s.navigator.Go))
	}
	s.upcoming, s.lacking = kit.Rows(kit.Step1), kit.Rows(kit.Step1)
	s.add = kit.Primary(lang.L("New activity"), func() { s.navigator.Go(model.NewActivityRoute{}) })
	s.add.Icon = nil
	s.page = kit.NewPage(kit.Step3)
	s.object = container.NewStack(s.page)
}

// Title heads the screen.
func (s *Screen) Title() string { return lang.L("Overview") }

// Period gives the period whose figures are shown.
func (s *Screen) Period() model.Period { return s.period.Period() }

// Tools are the choice of the period, and a new activity.
func (s *Screen) Tools() fyne.CanvasObject {
	return container.NewBorder(nil, nil, s.period, s.add)
}

// Object is the screen.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Open shows the overview as it is now.
func (s *Screen) Open(model.Route) { s.loader.Go() }

// Close ends what is under way.
func (s *Screen) Close() {
	s.stop()
	s.loader.Stop()
}

// counted is the filter for the activities that the figures shown count.
func (s *Screen) counted() model.ActivityFilter {
	return model.ActivityFilter{Period: s.period.Period(), Counted: true}
}

// load reads what the screen shows; it touches no widget but the period, which is a value.
func (s *Screen) load(ctx context.Context, period model.Period) (state, error) {
	var st state
	var err error
	if st.overview, err = s.register.Overview(ctx, period, s.today()); err != nil {
		return st, err
	}
	if st.phases, err = s.register.Phases(ctx); err != nil {
		return st, err
	}
	if st.years, err = s.register.Years(ctx); err != nil {
		return st, err
	}
	own, err := s.register.Countries(ctx)
	st.names = map[model.CountryCode]string{}
	for _, c := range own {
		st.names[c.Code] = c.Name
	}
	return st, err
}

// show shows what was read.
func (s *Screen) show(st state, err error) {
	if err != nil {
		s.object.Objects = []fyne.CanvasObject{kit.Empty("warning", lang.L("The figures could not be read"), err.Error())}
		s.object.Refresh()
		return
	}
	s.period.Offer(st.phases, st.years)
	if len(st.years) == 0 {
		s.object.Objects = []fyne.CanvasObject{s.empty()}
		s.object.Refresh()
		return
	}
	s.showTiles(st)
	s.summary.show(st.overview.Summary)
	s.showNotes(st.overview.Summary.Notes)
	for i, c := range st.charts(s.counted()) {
		s.charts[i].Set(c)
	}
	s.showLists(st)
	s.arrange(st)
	s.object.Objects = []fyne.CanvasObject{s.page}
	s.object.Refresh()
}

// arrange stands everything on the page.
func (s *Screen) arrange(st state) {
	tiles := kit.Grid(150, 5, kit.Step3, s.held, s.countries, s.people, s.women, s.special)
	summary := kit.Card(lang.L("Summary of activities"), kit.Quiet(st.overview.Period.Label()), kit.Rows(0, s.summary, kit.Flush(s.notes)))
	wide := kit.Grid(330, 3, kit.Step3)
	for _, c := range s.charts {
		wide.Add(c)
	}
	lists := kit.Grid(330, 2, kit.Step3)
	if len(s.upcoming.Objects) > 0 {
		lists.Add(kit.Card(lang.L("In the next weeks"), nil, s.upcoming))
	}
	if len(s.lacking.Objects) > 0 {
		lists.Add(kit.Card(lang.L("Held, but without figures yet"), nil, s.lacking))
	}
	objects := []fyne.CanvasObject{tiles, summary, wide}
	if len(lists.Objects) > 0 {
		objects = append(objects, lists)
	}
	s.page.Set(append(objects, kit.Gap(kit.Step2))...)
}

// empty says what to do in a register that holds nothing yet.
func (s *Screen) empty() fyne.CanvasObject {
	return kit.Empty("overview", lang.L("Nothing to count yet"),
		lang.L("Add the first activity, drop a list of activities on this window, or enter the totals of earlier years under Settings. The Summary and its charts appear here."),
		kit.NewButton(lang.L("Earlier totals"), func() { s.navigator.Go(model.SettingsRoute{Section: "reported"}) }),
		kit.Primary(lang.L("New activity"), func() { s.navigator.Go(model.NewActivityRoute{}) }))
}
