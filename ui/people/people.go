// Package people is the screen of people: everybody once, found by typing, with a page of
// what each came to; likely duplicates, side by side; and erasing.
package people

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
	PeopleLines(ctx context.Context, find string, limit int) ([]model.PersonLine, int, error)
	Person(context.Context, model.ID) (model.Person, error)
	SavePerson(context.Context, model.Person) (model.ID, error)
	UpdatePerson(context.Context, model.ID, model.PersonUpdate) error
	Visits(ctx context.Context, person model.ID) ([]model.Visit, error)
	History(context.Context, model.Ref, int) ([]model.Change, error)
	Names(context.Context, []model.Ref) (map[model.Ref]string, error)
	UndoAction(context.Context, model.ActionRef) (model.Undone, error)
	Delete(context.Context, model.Ref) error
	MergePeople(ctx context.Context, stays, goes model.ID) error
	KeepApart(ctx context.Context, a, b model.ID) error
	Duplicates(ctx context.Context, limit int) ([]model.Likeness, error)
	Erase(context.Context, model.ID) error
	ToErase(ctx context.Context, today model.Day) ([]model.Person, error)
	Countries(context.Context) ([]model.Country, error)
	ReadOnly() error
	Watch(func(model.Event)) (stop func())
}

// Program is what the screen asks of the window around it.
type Program interface {
	// ReadList asks for a list to read in, about one activity or about many.
	ReadList(activity model.ID)
	// SaveList asks for a place and saves a list there exactly as it is shown.
	SaveList(title, narrowed string, rows func(context.Context) (report.Table, error))
	// PastePeople takes people over who were copied from a spreadsheet; with an activity
	// they are registered for it.
	PastePeople(activity model.ID)
}

// most is how many people are shown at a time; others are found by typing.
const most = 500

// state is what the table shows.
type state struct {
	lines []model.PersonLine
	of    int
	due   []model.Person // whose names are proposed for erasure
	own   map[model.CountryCode]string
}

// Screen is the screen of people.
type Screen struct {
	register  register
	navigator kit.Navigator
	program   Program
	loader    *kit.Loader[state]
	worker    *kit.Worker
	stop      func()

	st     state
	open   model.ID
	page   *page
	fresh  *page // of a new person who was begun; nil: none was
	paired bool  // likely duplicates stand in place of the table
	search *kit.LineEntry
	table  *kit.DataTable[model.PersonLine]
	count  *kit.Text
	due    *fyne.Container
	add    *kit.Button
	left   *fyne.Container
	split  *kit.Split
	object *fyne.Container
}

// New makes the screen.
func New(r register, n kit.Navigator, p Program) *Screen {
	s := &Screen{register: r, navigator: n, program: p, worker: kit.NewWorker(), count: kit.Quiet(""), left: container.NewStack(), due: container.NewVBox(), split: kit.NewSplit()}
	s.loader = kit.NewAskingLoader(func() string { return s.search.Text }, s.load, s.show)
	s.search = kit.Search(lang.L("Search people"), func(string) { s.showEverybody() })
	s.table = kit.NewDataTable(
		kit.Column[model.PersonLine]{Title: lang.L("Name"), Width: 190, Flex: 3, Text: nameOf, Tip: nameOf},
		kit.Column[model.PersonLine]{Title: lang.L("Country"), Width: 120, Flex: 2, Drop: 1, Text: func(l model.PersonLine) string { return s.countryName(l.Country) }},
		kit.Column[model.PersonLine]{Title: lang.L("Organisation"), Width: 130, Flex: 2, Drop: 2, Quiet: true, Text: func(l model.PersonLine) string { return l.Organisation }, Tip: func(l model.PersonLine) string { return l.Organisation }},
		kit.Column[model.PersonLine]{Title: lang.L("Came to"), Width: 66, Right: true, Text: func(l model.PersonLine) string { return model.Thousands(l.Activities) }},
		kit.Column[model.PersonLine]{Title: lang.L("Last"), Width: 96, Drop: 3, Quiet: true, Text: func(l model.PersonLine) string { return lastText(l.Last) }},
	)
	s.table.Covered = func() bool { return !s.split.Beside() }
	s.table.OnSelect = func(l model.PersonLine) {
		s.openPage(l.ID)
		s.navigator.At(model.PersonRoute{ID: l.ID})
	}
	s.table.OnOpen = s.table.OnSelect
	s.add = kit.Primary("", s.newPerson)
	s.offerDraft()
	s.object = container.NewBorder(s.due, nil, nil, nil, s.split.Object)
	s.showTable()
	s.stop = r.Watch(func(e model.Event) {
		if e.Touches(model.KindPerson, model.KindRegistration, model.KindMark, model.KindActivity, model.KindOffice, model.KindApart) {
			fyne.Do(s.changed)
		}
	})
	return s
}

func nameOf(l model.PersonLine) string {
	name := l.SortName()
	if l.NativeName != "" {
		name += "  " + l.NativeName
	}
	return name
}

func lastText(d model.Day) string {
	if d == "" {
		return "–"
	}
	return d.Text()
}

func (s *Screen) countryName(code model.CountryCode) string {
	if name := s.st.own[code]; name != "" {
		return name
	}
	return country.Name(code)
}

// saveList saves everybody whom the search finds.
func (s *Screen) saveList() {
	find, names := s.search.Text, s.st.own
	s.program.SaveList(lang.L("People"), find, func(ctx context.Context) (report.Table, error) {
		lines, _, err := s.register.PeopleLines(ctx, find, 0)
		return report.PersonList(lines, names), err
	})
}

// Title heads the screen.
func (s *Screen) Title() string { return lang.L("People") }

// Tools are the search and what adds people.
func (s *Screen) Tools() fyne.CanvasObject {
	more := kit.NewButtonWithIcon("", kit.Icon("down"), nil)
	more.OnTapped = func() {
		kit.ShowMenu(more, fyne.NewMenuItem(lang.L("Likely duplicates"), s.ShowDuplicates),
			fyne.NewMenuItem(lang.L("Paste people from a spreadsheet"), func() { s.program.PastePeople(0) }),
			fyne.NewMenuItem(lang.L("Read a list in"), func() { s.program.ReadList(0) }))
	}
	return container.NewBorder(nil, nil, nil, container.NewHBox(more, s.add), kit.Between(200, 360, s.search))
}

// Object is the screen.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Open shows everybody, or one person's page.
func (s *Screen) Open(r model.Route) {
	switch r := r.(type) {
	case model.PersonRoute:
		s.openPage(r.ID)
	case model.PeopleRoute:
		if r.Find != "" {
			s.search.SetText(r.Find)
		}
		s.closePage()
		s.paired = false
	}
	s.loader.Go()
}

// FocusList gives the keyboard to the table.
func (s *Screen) FocusList() { s.table.Focus() }

// FocusSearch gives the keyboard to the search.
func (s *Screen) FocusSearch() { s.navigator.Window().Canvas().Focus(s.search) }

// Leave is when another screen is shown: what is typed is saved.
func (s *Screen) Leave() {
	if s.page != nil {
		s.page.commit()
	}
}

// Close ends what is under way, after what people typed is saved.
func (s *Screen) Close() {
	s.Leave()
	s.stop()
	s.loader.Stop()
	if s.page != nil {
		s.page.loader.Stop()
	}
	s.worker.Wait()
	s.worker.Close()
}

func (s *Screen) changed() {
	s.loader.Go()
	if s.page != nil {
		s.page.loader.Go()
	}
}

func (s *Screen) load(ctx context.Context, find string) (state, error) {
	var st state
	var err error
	if st.lines, st.of, err = s.register.PeopleLines(ctx, find, most); err != nil {
		return st, err
	}
	if st.due, err = s.register.ToErase(ctx, kit.Today()); err != nil {
		return st, err
	}
	own, err := s.register.Countries(ctx)
	st.own = map[model.CountryCode]string{}
	for _, c := range own {
		st.own[c.Code] = c.Name
	}
	return st, err
}

func (s *Screen) show(st state, err error) {
	if err != nil {
		s.showInstead(kit.Empty("warning", lang.L("The people could not be read"), err.Error()))
		return
	}
	s.st = st
	s.table.SetRows(st.lines)
	n := map[string]any{"N": model.Thousands(len(st.lines)), "M": model.Thousands(st.of)}
	s.count.SetText(lang.N("{{.N}} of {{.M}} people", st.of, n))
	if len(st.lines) < st.of {
		s.count.SetText(lang.N("The first {{.N}} of {{.M}} people; type to find others", st.of, n))
	}
	s.showDue()
	s.markOpen()
	switch {
	case s.paired: // they stay until people go back
	case len(st.lines) == 0 && s.search.Text != "":
		s.showInstead(kit.Empty("search", lang.L("Nobody found"), lang.L("No one’s name, organisation, e-mail or country begins with these words."),
			kit.NewButton(lang.L("Show all"), func() { s.search.SetText("") })))
	case len(st.lines) == 0:
		s.showInstead(kit.Empty("people", lang.L("Nobody is known by name yet"),
			lang.L("People come in with the lists of those registered for an activity: drop an Excel or CSV file on this window, or paste names from a spreadsheet."),
			kit.NewButton(lang.L("Paste people"), func() { s.program.PastePeople(0) }), kit.Primary(lang.L("Read a list in"), func() { s.program.ReadList(0) })))
	default:
		s.showTable()
	}
}

// showDue proposes names whose time is over for erasure.
func (s *Screen) showDue() {
	s.due.RemoveAll()
	if n := len(s.st.due); n > 0 {
		says := kit.NewText(lang.N("The office keeps names for a time that is over for {{.N}} people. Their names can be erased; no figure changes.", n, map[string]any{"N": n}))
		says.Cut, says.SizeName = true, kit.SizeTable
		s.due.Add(kit.NewSurface(kit.ColorSoftAccent, kit.ColorSoftAccent, kit.ButtonRadius, kit.Padded(kit.Step1, kit.Step3,
			container.NewBorder(nil, nil, nil, kit.NewButton(lang.L("Look at them"), s.lookAtDue), kit.Middle(says)))))
		s.due.Add(kit.Gap(kit.Step1))
	}
	s.object.Refresh()
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

// place stands the page beside the table.
func (s *Screen) place() {
	var right fyne.CanvasObject
	if s.page != nil {
		right = s.page.object
	}
	s.split.Set(s.left, right)
}

// markOpen chooses in the table the person whose page is open.
func (s *Screen) markOpen() {
	for i, l := range s.table.Rows() {
		if l.ID == s.open && s.open != 0 {
			s.table.Select(i)
			return
		}
	}
	s.table.Select(-1)
}

func (s *Screen) openPage(id model.ID) {
	if s.page != nil && s.open == id && (id != 0 || s.page.started()) {
		return
	}
	s.closePage()
	s.open = id
	if id == 0 && s.fresh != nil {
		s.page = s.fresh
	} else {
		s.page = newPage(s, id)
	}
	s.markOpen()
	s.place()
	s.page.loader.Go()
	s.offerDraft()
}

func (s *Screen) closePage() {
	if s.page == nil {
		return
	}
	s.page.commit()
	s.page.loader.Stop()
	s.fresh = s.begun()
	s.page, s.open = nil, 0
	s.table.Select(-1)
	s.place()
	s.offerDraft()
}

// offerDraft says on the button that a new person was begun and waits.
func (s *Screen) offerDraft() {
	if s.fresh != nil && s.page != s.fresh {
		s.add.SetText(lang.L("Go on with the new person"))
	} else {
		s.add.SetText(lang.L("New person"))
	}
}

// Escape gives up a new person, or the likely duplicates; false where neither is shown.
func (s *Screen) Escape() bool {
	switch {
	case s.page != nil && s.open == 0:
		s.closePage()
	case s.page == nil && s.paired:
		s.showEverybody()
	default:
		return false
	}
	return true
}

// begun gives the page of a new person of whom something was typed; nil where nothing was. It
// stays for when people come back to it.
func (s *Screen) begun() *page {
	if s.page != nil && s.page.id == 0 {
		if s.page.started() {
			return s.page
		}
		return nil
	}
	return s.fresh
}

// Drafts says in words what was begun and is not saved.
func (s *Screen) Drafts() []string {
	if s.begun() != nil {
		return []string{lang.L("a new person")}
	}
	return nil
}

func (s *Screen) newPerson() {
	s.openPage(0)
	s.page.focus()
}

// do changes the register, and says what went wrong; done is told which action it was.
func (s *Screen) do(work func(context.Context) error, done func(model.ActionRef)) {
	s.worker.Do(func() {
		var did model.Receipt
		err := work(did.Context(context.Background()))
		fyne.Do(func() {
			if err != nil {
				kit.ShowError(s.navigator.Window(), err)
				return
			}
			if done != nil {
				done(did.Action.ActionRef)
			}
		})
	})
}
