// Package countries is the screen of countries: where people came from, on a map and as a
// list, and a page for each country.
package countries

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/model/chart"
	"rollbook/model/country"
	"rollbook/model/fold"
	"rollbook/model/report"
	"rollbook/ui/kit"
)

// register is what the screen asks of the register.
type register interface {
	Overview(context.Context, model.Period, model.Day) (model.Overview, error)
	Summary(context.Context, model.Period, model.Cut) (model.Summary, error)
	Activities(context.Context, model.ActivityFilter) ([]model.ActivityLine, int, error)
	CountryStatuses(context.Context) ([]model.CountryStatus, error)
	Countries(context.Context) ([]model.Country, error)
	Partners(context.Context) ([]model.Partner, error)
	Office(context.Context) (model.Office, error)
	Phases(context.Context) ([]model.Phase, error)
	Years(context.Context) ([]int, error)
	Watch(func(model.Event)) (stop func())
}

// Program is what the screen asks of the window around it.
type Program interface {
	// SaveList asks for a place and saves a list there exactly as it is shown.
	SaveList(title, narrowed string, rows func(context.Context) (report.Table, error))
}

// line is a country as the table shows it.
type line struct {
	model.Line
	code   model.CountryCode
	region string
	groups string
}

// state is what the screen shows.
type state struct {
	lines  []line
	dots   chart.DotMap
	phases []model.Phase
	years  []int
	notes  []string
}

// Screen is the screen of countries.
type Screen struct {
	register  register
	navigator kit.Navigator
	program   Program
	loader    *kit.Loader[state]
	stop      func()

	st     state
	sort   string
	down   bool
	open   model.CountryCode
	page   *page
	period *kit.PeriodPicker
	search *kit.LineEntry
	dots   *kit.ChartCard
	table  *kit.DataTable[line]
	count  *kit.Text
	left   *fyne.Container
	split  *kit.Split
}

// mapHeight is how high the map is drawn.
const mapHeight float32 = 210

// New makes the screen.
func New(r register, n kit.Navigator, p Program) *Screen {
	s := &Screen{register: r, navigator: n, program: p, count: kit.Quiet(""), left: container.NewStack(), split: kit.NewSplit(), sort: "participants", down: true}
	s.period = kit.NewPeriodPicker(n.Window(), func(model.Period) { s.changed() })
	s.loader = kit.NewAskingLoader(func() model.Period { return s.period.Period() }, s.load, s.show)
	s.search = kit.Search(lang.L("Search countries"), func(string) { s.fill() })
	s.dots = kit.NewChartCard(mapHeight, n.Go)
	text := func(f func(line) string) func(line) string { return f }
	s.table = kit.NewDataTable(
		kit.Column[line]{ID: "name", Title: lang.L("Country"), Width: 170, Flex: 3, Text: text(func(l line) string { return l.Key }), Tip: func(l line) string { return l.Key }},
		kit.Column[line]{ID: "region", Title: lang.L("Region"), Width: 120, Flex: 1, Drop: 2, Quiet: true, Text: func(l line) string { return l.region }, Tip: func(l line) string { return l.region }},
		kit.Column[line]{ID: "groups", Title: lang.L("Groups today"), Width: 96, Drop: 1, Quiet: true, Text: func(l line) string { return l.groups }},
		kit.Column[line]{ID: "events", Title: lang.L("Activities"), Width: 76, Right: true, Text: func(l line) string { return l.Events.String() }},
		kit.Column[line]{ID: "participants", Title: lang.L("Participants"), Width: 92, Right: true, Text: func(l line) string { return l.Participants.String() }},
		kit.Column[line]{ID: "people", Title: lang.L("People"), Width: 66, Right: true, Drop: 3, Text: func(l line) string { return l.People.String() }},
		kit.Column[line]{ID: "women", Title: lang.L("Women"), Width: 66, Right: true, Drop: 4, Text: func(l line) string { return l.Women.String() }},
	)
	s.table.SetSort(s.sort, s.down)
	s.table.OnSort = func(column string, down bool) {
		s.sort, s.down = column, down
		s.fill()
	}
	s.table.Covered = func() bool { return !s.split.Beside() }
	s.table.OnSelect = func(l line) {
		s.openPage(l.code)
		s.navigator.At(model.CountryRoute{Code: l.code})
	}
	s.table.OnOpen = s.table.OnSelect
	s.stop = r.Watch(func(model.Event) { fyne.Do(s.changed) })
	s.place()
	return s
}

// Title heads the screen.
func (s *Screen) Title() string { return lang.L("Countries") }

// Tools are the period and the search.
func (s *Screen) Tools() fyne.CanvasObject {
	return container.NewBorder(nil, nil, s.period, nil, kit.Padded(0, kit.Step2, kit.Between(180, 340, s.search)))
}

// Object is the screen.
func (s *Screen) Object() fyne.CanvasObject { return s.split.Object }

// FocusList gives the keyboard to the table.
func (s *Screen) FocusList() { s.table.Focus() }

// FocusSearch gives the keyboard to the search.
func (s *Screen) FocusSearch() { s.navigator.Window().Canvas().Focus(s.search) }

// Open shows every country, or the page of one.
func (s *Screen) Open(r model.Route) {
	s.closePage()
	if to, ok := r.(model.CountryRoute); ok {
		s.openPage(to.Code)
	}
	s.place()
	s.loader.Go()
}

// openPage shows the page of a country beside the list.
func (s *Screen) openPage(code model.CountryCode) {
	s.closePage()
	s.open = code
	s.page = newPage(s, code)
	s.page.loader.Go()
	s.place()
}

// Close ends what is under way.
func (s *Screen) Close() {
	s.stop()
	s.loader.Stop()
	s.closePage()
}

func (s *Screen) closePage() {
	if s.page != nil {
		s.page.loader.Stop()
	}
	s.page, s.open = nil, ""
}

func (s *Screen) changed() {
	s.loader.Go()
	if s.page != nil {
		s.page.loader.Go()
	}
}

// place stands the page beside the list.
func (s *Screen) place() {
	var right fyne.CanvasObject
	if s.page != nil {
		right = s.page.object
	}
	s.split.Set(s.left, right)
}

func (s *Screen) load(ctx context.Context, period model.Period) (state, error) {
	var st state
	summary, err := s.register.Summary(ctx, period, model.ByCountry)
	if err != nil {
		return st, err
	}
	overview, err := s.register.Overview(ctx, period, kit.Today())
	if err != nil {
		return st, err
	}
	statuses, err := s.register.CountryStatuses(ctx)
	if err != nil {
		return st, err
	}
	office, err := s.register.Office(ctx)
	if err != nil {
		return st, err
	}
	own, err := s.register.Countries(ctx)
	if err != nil {
		return st, err
	}
	names, regions := map[model.CountryCode]string{}, map[model.CountryCode]string{}
	for _, c := range own {
		names[c.Code], regions[c.Code] = c.Name, c.Subregion
	}
	for _, l := range summary.Rows {
		if l.Code == "" || l.Events.Value == 0 {
			continue
		}
		one := line{Line: l, code: model.CountryCode(l.Code), region: regions[model.CountryCode(l.Code)], groups: groupText(statuses, model.CountryCode(l.Code), office.SIDSAssociates)}
		if c, ok := country.ByCode(one.code); ok {
			one.region = c.Subregion
		}
		st.lines = append(st.lines, one)
	}
	st.notes = summary.Notes
	st.dots = report.Charts{Overview: overview, Names: names, Say: lang.L}.Dots()
	if st.phases, err = s.register.Phases(ctx); err != nil {
		return st, err
	}
	st.years, err = s.register.Years(ctx)
	return st, err
}

// groupText names the groups that a country belongs to today.
func groupText(statuses []model.CountryStatus, code model.CountryCode, associates bool) string {
	var all []string
	for _, g := range country.GroupsOn(statuses, code, kit.Today(), associates) {
		all = append(all, string(g))
	}
	return strings.Join(all, ", ")
}

func (s *Screen) show(st state, err error) {
	if err != nil {
		s.left.Objects = []fyne.CanvasObject{kit.Empty("warning", lang.L("The countries could not be read"), err.Error())}
		s.left.Refresh()
		return
	}
	s.st = st
	s.period.Offer(st.phases, st.years)
	if len(st.lines) == 0 {
		s.left.Objects = []fyne.CanvasObject{kit.Empty("countries", lang.L("No country yet"),
			lang.L("Countries appear as soon as an activity that was held says whom people came for, by headcounts or by its register."))}
		s.left.Refresh()
		return
	}
	s.dots.Set(st.dots)
	table := kit.NewSurface(kit.ColorCard, kit.ColorLine, kit.CardRadius, container.NewBorder(nil, kit.ListFoot(s.count, s.saveList), nil, nil, s.table))
	s.left.Objects = []fyne.CanvasObject{container.NewBorder(container.NewVBox(s.dots, kit.Gap(kit.Step1)), nil, nil, nil, table)}
	s.left.Refresh()
	s.fill()
}

// fill shows the countries that the search finds, sorted as people chose.
func (s *Screen) fill() {
	sought := fold.Words(s.search.Text)
	var rows []line
	for _, l := range s.st.lines {
		if fold.Matches(fold.Words(l.Key+" "+l.Code+" "+l.region+" "+l.groups), sought) {
			rows = append(rows, l)
		}
	}
	slices.SortStableFunc(rows, func(a, b line) int {
		n := compare(s.sort, a, b)
		if s.down {
			n = -n
		}
		if n == 0 {
			n = strings.Compare(fold.Text(a.Key), fold.Text(b.Key))
		}
		return n
	})
	s.table.SetRows(rows)
	text := lang.N("{{.N}} of {{.M}} countries", len(s.st.lines), map[string]any{"N": len(rows), "M": len(s.st.lines)})
	if len(s.st.notes) > 0 {
		text += " · " + strings.Join(s.st.notes, " ")
	}
	s.count.Cut = true
	s.count.SetToolTip(text)
	s.count.SetText(text)
	for i, l := range rows {
		if l.code == s.open && s.open != "" {
			s.table.Select(i)
			return
		}
	}
	s.table.Select(-1)
}

// saveList saves the countries that are shown.
func (s *Screen) saveList() {
	rows := s.table.Rows()
	t := report.Table{Columns: []report.Column{{Head: lang.L("Country"), Weight: 2.4}, {Head: lang.L("Region"), Weight: 1.6}, {Head: lang.L("Groups today")},
		{Head: lang.L("Activities"), Figure: true}, {Head: lang.L("Participants"), Figure: true}, {Head: lang.L("People"), Figure: true}, {Head: lang.L("Women"), Figure: true}}, Notes: s.st.notes}
	for _, l := range rows {
		t.Rows = append(t.Rows, report.Row{Cells: []report.Cell{report.Text(l.Key), report.Text(l.region), report.Text(l.groups), report.Figure(l.Events),
			report.Figure(l.Participants), report.Figure(l.People.Figure), report.Share(l.Women.Share())}})
	}
	s.program.SaveList(lang.L("Countries"), s.period.Period().Label(), func(context.Context) (report.Table, error) { return t, nil })
}

func compare(column string, a, b line) int {
	switch column {
	case "region":
		return strings.Compare(a.region, b.region)
	case "groups":
		return strings.Compare(a.groups, b.groups)
	case "events":
		return a.Events.Value - b.Events.Value
	case "participants":
		return a.Participants.Value - b.Participants.Value
	case "people":
		return a.People.Value - b.People.Value
	case "women":
		x, _ := a.Women.Share()
		y, _ := b.Women.Share()
		switch {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	}
	return strings.Compare(fold.Text(a.Key), fold.Text(b.Key))
}
