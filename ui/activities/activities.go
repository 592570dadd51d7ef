// Package activities is the screen of activities: the table of all of them, narrowed and
// sorted, and beside it the form of one.
package activities

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/model/country"
	"rollbook/model/report"
	"rollbook/ui/kit"
)

// register is what the screen asks of the register.
type register interface {
	Activities(context.Context, model.ActivityFilter) ([]model.ActivityLine, int, error)
	Activity(context.Context, model.ID) (model.Activity, error)
	ActivityFigures(context.Context, model.ID) (model.ActivityFigures, error)
	SaveActivity(context.Context, model.Activity) (model.ID, error)
	UpdateActivity(context.Context, model.ID, model.ActivityUpdate) error
	Headcounts(context.Context, model.ID) ([]model.Headcount, error)
	UpdateHeadcounts(context.Context, model.ID, model.HeadcountUpdate) error
	Delete(context.Context, model.Ref) error
	History(context.Context, model.Ref, int) ([]model.Change, error)
	Names(context.Context, []model.Ref) (map[model.Ref]string, error)
	UndoAction(context.Context, model.ActionRef) (model.Undone, error)
	People(ctx context.Context, find string, limit int) ([]model.Person, error)
	Registrations(ctx context.Context, activity, person model.ID) ([]model.Registration, error)
	Roll(context.Context, model.ID) (model.Roll, error)
	Remembered(context.Context) ([]model.Remembered, error)
	Roles(context.Context) ([]model.Role, error)
	Enrol(ctx context.Context, p model.Person, g model.Registration, at ...model.ID) (person, registration model.ID, err error)
	UpdateRegistration(context.Context, model.ID, model.RegistrationUpdate) error
	MakeSessions(context.Context, []model.Session) error
	SaveSession(context.Context, model.Session) (model.ID, error)
	UpdateSession(context.Context, model.ID, model.SessionUpdate) error
	Mark(context.Context, ...model.Mark) error
	Office(context.Context) (model.Office, error)
	Lessons(ctx context.Context, activity model.ID) ([]model.Lesson, error)
	SaveLesson(context.Context, model.Lesson) (model.ID, error)
	UpdateLesson(context.Context, model.ID, model.LessonUpdate) error
	Outputs(ctx context.Context, activity model.ID) ([]model.Output, error)
	SaveOutput(context.Context, model.Output) (model.ID, error)
	UpdateOutput(context.Context, model.ID, model.OutputUpdate) error
	Types(context.Context) ([]model.ActivityType, error)
	Themes(context.Context) ([]model.Theme, error)
	Partners(context.Context) ([]model.Partner, error)
	Phases(context.Context) ([]model.Phase, error)
	Years(context.Context) ([]int, error)
	Countries(context.Context) ([]model.Country, error)
	Reported(context.Context) ([]model.Reported, error)
	ReadOnly() error
	Watch(func(model.Event)) (stop func())
}

// Program is what the screen asks of the window around it.
type Program interface {
	// ReadList asks for a list to read in, about one activity or about many.
	ReadList(activity model.ID)
	// SaveList asks for a place and saves a list there exactly as it is shown.
	SaveList(title, narrowed string, rows func(context.Context) (report.Table, error))
	// PastePeople takes people over who were copied from a spreadsheet, and registers them
	// for an activity.
	PastePeople(activity model.ID)
	// PasteHeadcounts shows headcounts that were copied from a spreadsheet, to be taken over.
	PasteHeadcounts(activity model.ID, text string)
}

// lists are the office's lists that the screen shows by name.
type lists struct {
	types    []model.ActivityType
	themes   []model.Theme
	partners []model.Partner
	phases   []model.Phase
	roles    []model.Role
	years    []int
	own      []model.Country
}

// countryName gives what the office calls a country.
func (l lists) countryName(code model.CountryCode) string {
	for _, c := range l.own {
		if c.Code == code && c.Name != "" {
			return c.Name
		}
	}
	return country.Name(code)
}

func (l lists) countryChoices() []kit.Choice[model.CountryCode] {
	own := map[model.CountryCode]string{}
	for _, c := range l.own {
		own[c.Code] = c.Name
	}
	return kit.CountryChoices(own)
}

// state is what the table shows.
type state struct {
	lists lists
	lines []model.ActivityLine
	of    int
}

// Screen is the screen of activities.
type Screen struct {
	register  register
	navigator kit.Navigator
	program   Program

	filter model.ActivityFilter
	lists  lists
	open   model.ID // whose form is open; 0: none
	form   *form
	fresh  *form               // of a new activity that was begun; nil: none was
	names  map[model.ID]string // typed into the line that registers somebody, and not registered
	loader *kit.Loader[state]
	worker *kit.Worker
	stop   func()

	search  *kit.LineEntry
	chips   *chips
	table   *kit.DataTable[model.ActivityLine]
	count   *kit.Text
	left    *fyne.Container
	split   *kit.Split
	object  *fyne.Container
	add     *kit.Button
	readBtn *kit.Button
}

// New makes the screen.
func New(r register, n kit.Navigator, p Program) *Screen {
	s := &Screen{register: r, navigator: n, program: p, worker: kit.NewWorker(), names: map[model.ID]string{},
		filter: model.ActivityFilter{Sort: model.SortDays, Down: true}}
	s.loader = kit.NewAskingLoader(func() model.ActivityFilter { return s.filter }, s.load, s.show)
	s.build()
	s.stop = r.Watch(func(e model.Event) { fyne.Do(func() { s.changed(e) }) })
	return s
}

func (s *Screen) build() {
	s.search = kit.Search(lang.L("Search activities"), func(text string) {
		s.filter.Find = text
		s.loader.Go()
	})
	s.chips = newChips(&s.filter, s.loader.Go)
	s.table = kit.NewDataTable(s.columns()...)
	s.table.SetSort(string(s.filter.Sort), s.filter.Down)
	s.table.OnSort = func(column string, down bool) {
		s.filter.Sort, s.filter.Down = model.ActivitySort(column), down
		s.loader.Go()
	}
	s.table.Covered = func() bool { return !s.split.Beside() }
	s.table.OnSelect = func(l model.ActivityLine) {
		s.openForm(l.ID, "")
		s.navigator.At(model.ActivityRoute{ID: l.ID})
	}
	s.table.OnOpen = func(l model.ActivityLine) {
		s.table.OnSelect(l)
		s.form.focus()
	}
	s.count = kit.Quiet("")
	s.left = container.NewStack()
	s.split = kit.NewSplit()
	head := container.NewVBox(s.chips.row, kit.Gap(kit.Step1))
	s.object = container.NewBorder(head, nil, nil, nil, s.split.Object)
	s.add = kit.Primary(lang.L("New activity"), func() { s.navigator.Go(model.NewActivityRoute{}) })
	s.readBtn = kit.NewButton(lang.L("Read a list in"), func() { s.program.ReadList(0) })
	s.showTable()
}

// do changes the register, away from the UI goroutine, and tells what went wrong.
func (s *Screen) do(change kit.Change, done func(error)) {
	s.worker.Do(func() {
		err := change(context.Background())
		fyne.Do(func() { done(err) })
	})
}

// saveList saves the activities that are shown.
func (s *Screen) saveList() {
	lines, names := s.table.Rows(), map[model.CountryCode]string{}
	for _, c := range s.lists.own {
		names[c.Code] = c.Name
	}
	s.program.SaveList(lang.L("Activities"), s.chips.says(), func(context.Context) (report.Table, error) {
		return report.ActivityList(lines, names), nil
	})
}

// Title heads the screen.
func (s *Screen) Title() string { return lang.L("Activities") }

// Tools are the search and what adds activities.
func (s *Screen) Tools() fyne.CanvasObject {
	return container.NewBorder(nil, nil, nil, container.NewHBox(s.readBtn, s.add), kit.Between(110, 360, s.search))
}

// Object is the screen.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Open shows the table narrowed as a route says, or one activity.
func (s *Screen) Open(r model.Route) {
	switch r := r.(type) {
	case model.ActivitiesRoute:
		sort, down := s.filter.Sort, s.filter.Down
		s.filter = r.Filter
		if r.Filter.Sort == "" {
			s.filter.Sort, s.filter.Down = sort, down
		}
		s.search.OnChanged = nil
		s.search.SetText(s.filter.Find)
		s.search.OnChanged = func(text string) {
			s.filter.Find = text
			s.loader.Go()
		}
		s.chips.show(s.lists)
		s.closeForm()
	case model.ActivityRoute:
		s.openForm(r.ID, r.Tab)
	case model.NewActivityRoute:
		s.openForm(0, "")
	}
	s.loader.Go()
}

// FocusList gives the keyboard to the table.
func (s *Screen) FocusList() { s.table.Focus() }

// FocusSearch gives the keyboard to the search.
func (s *Screen) FocusSearch() { s.navigator.Window().Canvas().Focus(s.search) }

// Close ends what is under way, after what people typed is saved.
func (s *Screen) Close() {
	s.flush()
	s.stop()
	s.loader.Stop()
	s.worker.Wait()
	s.worker.Close()
	if s.form != nil {
		s.form.close()
	}
}

// flush saves what is typed in the form and not yet saved.
func (s *Screen) flush() {
	if s.form != nil {
		s.form.flush()
	}
}

// Leave is when another screen is shown: what is typed is saved.
func (s *Screen) Leave() { s.flush() }

func (s *Screen) changed(e model.Event) {
	s.loader.Go()
	if s.form != nil {
		s.form.changed(e)
	}
}

func (s *Screen) load(ctx context.Context, filter model.ActivityFilter) (state, error) {
	var st state
	var err error
	if st.lists, err = loadLists(ctx, s.register); err != nil {
		return st, err
	}
	if st.lines, _, err = s.register.Activities(ctx, filter); err != nil {
		return st, err
	}
	_, st.of, err = s.register.Activities(ctx, model.ActivityFilter{Limit: 1}) // how many there are without the filter
	return st, err
}

func loadLists(ctx context.Context, r register) (l lists, err error) {
	if l.types, err = r.Types(ctx); err != nil {
		return l, err
	}
	if l.themes, err = r.Themes(ctx); err != nil {
		return l, err
	}
	if l.partners, err = r.Partners(ctx); err != nil {
		return l, err
	}
	if l.phases, err = r.Phases(ctx); err != nil {
		return l, err
	}
	if l.years, err = r.Years(ctx); err != nil {
		return l, err
	}
	if l.roles, err = r.Roles(ctx); err != nil {
		return l, err
	}
	l.own, err = r.Countries(ctx)
	return l, err
}

// show shows what was read.
func (s *Screen) show(st state, err error) {
	if err != nil {
		s.showInstead(kit.Empty("warning", lang.L("The activities could not be read"), err.Error()))
		return
	}
	s.lists = st.lists
	s.chips.show(st.lists)
	s.table.SetRows(st.lines)
	s.count.SetText(lang.N("{{.N}} of {{.M}} activities", st.of, map[string]any{"N": model.Thousands(len(st.lines)), "M": model.Thousands(st.of)}))
	s.markOpen()
	switch {
	case st.of == 0:
		s.showInstead(kit.Empty("activities", lang.L("No activities yet"),
			lang.L("Add what the office held or plans, one by one, or read in the list that you have: drop an Excel or CSV file on this window."),
			kit.NewButton(lang.L("Read a list in"), func() { s.program.ReadList(0) }), kit.Primary(lang.L("New activity"), func() { s.navigator.Go(model.NewActivityRoute{}) })))
	case len(st.lines) == 0:
		s.showInstead(kit.Empty("search", lang.L("Nothing found"), lang.L("No activity fits the search and the filters together."),
			kit.NewButton(lang.L("Show all"), s.showAll)))
	default:
		s.showTable()
	}
}

func (s *Screen) showAll() {
	s.navigator.Go(model.ActivitiesRoute{})
}

func (s *Screen) showTable() {
	s.left.Objects = []fyne.CanvasObject{kit.NewSurface(kit.ColorCard, kit.ColorLine, kit.CardRadius,
		container.NewBorder(nil, kit.ListFoot(s.count, s.saveList), nil, nil, s.table))}
	s.place()
}

func (s *Screen) showInstead(o fyne.CanvasObject) {
	s.left.Objects = []fyne.CanvasObject{o}
	s.place()
}

// place stands the form beside the table.
func (s *Screen) place() {
	var right fyne.CanvasObject
	if s.form != nil {
		right = s.form.object
	}
	s.split.Set(s.left, right)
}

// markOpen chooses in the table the activity whose form is open.
func (s *Screen) markOpen() {
	for i, l := range s.table.Rows() {
		if l.ID == s.open && s.open != 0 {
			s.table.Select(i)
			return
		}
	}
	s.table.Select(-1)
}

// openForm shows the form of an activity, or of a new one.
func (s *Screen) openForm(id model.ID, tab string) {
	s.flush()
	if s.form != nil && s.form.id == id && (id != 0 || s.form.started()) {
		s.form.choose(tab)
		return
	}
	s.putAway()
	s.open = id
	if id == 0 && s.fresh != nil {
		s.form = s.fresh
	} else {
		s.form = newForm(s, id, tab)
	}
	s.place()
	opened := s.form
	opened.loader.Go()
	if s.form == opened && opened == s.fresh {
		opened.focus()
	}
	s.offerDraft()
}

// putAway closes the form that is open. What was typed for a new activity stays for when
// people come back to it.
func (s *Screen) putAway() {
	switch {
	case s.form == nil:
	case s.form.started():
		s.fresh = s.form
	default:
		if s.form == s.fresh {
			s.fresh = nil
		}
		if s.form.people != nil {
			s.names[s.form.id] = s.form.people.name.Text
		}
		s.form.close()
	}
	s.form, s.open = nil, 0
}

// offerDraft says on the button that a new activity was begun and waits.
func (s *Screen) offerDraft() {
	if s.fresh != nil && s.form != s.fresh {
		s.add.SetText(lang.L("Go on with the new activity"))
	} else {
		s.add.SetText(lang.L("New activity"))
	}
}

func (s *Screen) closeForm() {
	if s.form == nil {
		return
	}
	s.flush()
	s.putAway()
	s.table.Select(-1)
	s.place()
	s.offerDraft()
}

// Drafts says in words what was begun and is not saved.
func (s *Screen) Drafts() []string {
	if s.fresh != nil || s.form != nil && s.form.started() {
		return []string{lang.L("a new activity")}
	}
	return nil
}
