package people

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rollbook/model"
	"rollbook/ui/kit"
)

// page is one person: what they came to, who they are, and who changed what.
type page struct {
	screen *Screen
	id     model.ID // 0: a person to be made
	person model.Person
	loader *kit.Loader[pageState]
	saving kit.Saving // of a new person
	blank  string     // what stood in a new person's page before anything was typed

	title, sub *kit.Text
	fields     kit.Fields
	entries    []*kit.TextEntry
	texts      map[*kit.TextEntry]func(*model.Person) *string
	sex        *kit.Picker[model.Sex]
	country    *kit.Picker[model.CountryCode]
	visits     *kit.Page
	changes    *kit.Changes
	fault      *widget.Label
	tabs       *container.AppTabs
	form       fyne.CanvasObject // what is filled in
	object     fyne.CanvasObject
	showing    bool
}

// pageState is what a page shows.
type pageState struct {
	person  model.Person
	visits  []model.Visit
	changes []model.Change
	names   map[model.Ref]string
}

func newPage(s *Screen, id model.ID) *page {
	p := &page{screen: s, id: id, title: kit.Heading(lang.L("New person")), sub: kit.Quiet(""), visits: kit.NewPage(kit.Step2), fault: kit.Note(""),
		texts: map[*kit.TextEntry]func(*model.Person) *string{}}
	p.loader = kit.NewLoader(p.load, p.show)
	p.title.SizeName = theme.SizeNameSubHeadingText
	p.title.Cut, p.sub.Cut = true, true
	p.fault.Importance = widget.DangerImportance
	p.fault.Hide()
	p.changes = kit.NewChanges(p.screen.navigator.Window, func(a model.ActionRef) {
		s.do(func(ctx context.Context) error { _, err := s.register.UndoAction(ctx, a); return err }, nil)
	})
	shut := kit.IconButton("close", lang.L("Close the page"), func() { s.navigator.Go(model.PeopleRoute{}) })
	head := container.NewBorder(nil, nil, nil, kit.Middle(shut), kit.Rows(2, p.title, p.sub))
	details := p.details()
	p.form, p.blank = details, kit.Entered(details)
	buttons := container.NewHBox()
	if id == 0 {
		p.tabs = container.NewAppTabs(container.NewTabItem(lang.L("Who it is"), details))
		buttons.Add(p.saving.Guard(kit.Primary(lang.L("Add the person"), p.create)))
	} else {
		p.tabs = container.NewAppTabs(container.NewTabItem(lang.L("Came to"), p.visits), container.NewTabItem(lang.L("Who it is"), details),
			container.NewTabItem(lang.L("History"), p.changes.Object))
		buttons.Add(kit.TextButton("delete", lang.L("Erase …"), p.askErase))
	}
	foot := container.NewVBox(p.fault, buttons)
	p.object = kit.NewSurface(kit.ColorCard, kit.ColorLine, kit.CardRadius,
		kit.Padded(kit.Step3, kit.Step4, container.New(layout.NewBorderLayout(head, foot, nil, nil), p.tabs, foot, head))) // in the order of Tab
	return p
}

// details are the fields of a person.
func (p *page) details() fyne.CanvasObject {
	p.fields = kit.Fields{}
	text := func(field, name string, rows int, of func(*model.Person) *string) fyne.CanvasObject {
		e := kit.NewTextEntry(rows, func(text string) { p.save(func(q *model.Person) { *of(q) = text }) })
		if p.id == 0 && rows == 1 {
			e.OnSubmitted = func(string) { p.create() }
		}
		e.Draft = p.id == 0
		p.entries = append(p.entries, e)
		p.texts[e] = of
		p.fields[field] = kit.NewField(name, e)
		return p.fields[field]
	}
	two := func(a, b fyne.CanvasObject) fyne.CanvasObject { return kit.Grid(170, 2, kit.Step3, a, b) }
	var sexes []kit.Choice[model.Sex]
	for _, sex := range model.Sexes() {
		sexes = append(sexes, kit.Choice[model.Sex]{Value: sex, Label: lang.L(sex.Label())})
	}
	p.sex = kit.NewPicker(sexes, func(sex model.Sex) { p.save(func(q *model.Person) { q.Sex = sex }) })
	p.country = kit.NewPicker(kit.CountryChoices(p.screen.st.own), func(c model.CountryCode) { p.save(func(q *model.Person) { q.Country = c }) })
	p.country.NoneLabel = lang.L("No country")
	p.fields["sex"], p.fields["country"] = kit.NewField(lang.L("Sex"), p.sex), kit.NewField(lang.L("Country they came for last"), p.country)
	return kit.NewPage(kit.Step3, kit.Gap(1),
		text("name", lang.L("Name, as they write it"), 1, func(q *model.Person) *string { return &q.Name }),
		two(text("family", lang.L("Family name, if known apart"), 1, func(q *model.Person) *string { return &q.Family }),
			text("native_name", lang.L("In their own script"), 1, func(q *model.Person) *string { return &q.NativeName })),
		two(text("title", lang.L("Title"), 1, func(q *model.Person) *string { return &q.Title }), p.fields["sex"]),
		p.fields["country"],
		two(text("organisation", lang.L("Organisation"), 1, func(q *model.Person) *string { return &q.Organisation }),
			text("position", lang.L("Position"), 1, func(q *model.Person) *string { return &q.Position })),
		two(text("email", lang.L("E-mail"), 1, func(q *model.Person) *string { return &q.Email }),
			text("phone", lang.L("Phone"), 1, func(q *model.Person) *string { return &q.Phone })),
		text("notes", lang.L("Notes"), 3, func(q *model.Person) *string { return &q.Notes }), kit.Gap(kit.Step1))
}

func (p *page) focus() {
	if p.screen.navigator.Shows(p.screen) {
		p.screen.navigator.Window().Canvas().Focus(p.entries[0])
	}
}

// commit takes over what is typed and not yet taken over.
func (p *page) commit() {
	if p.id == 0 {
		return
	}
	for _, e := range p.entries {
		e.Commit()
	}
}

// read gives the person as on screen.
func (p *page) read() model.Person {
	q := p.person
	for e, of := range p.texts {
		*of(&q) = e.Text
	}
	q.Sex, q.Country = p.sex.Value(), p.country.Value()
	return q.Normal()
}

// save saves what a change makes different of the person, and nothing else.
func (p *page) save(change func(*model.Person)) {
	if p.showing || p.id == 0 || p.person.Erased {
		return
	}
	q := p.person
	change(&q)
	q = q.Normal()
	if err := q.Validate(); err != nil {
		p.say(err)
		return
	}
	s, id, update := p.screen, p.id, model.PersonChanges(p.person, q)
	s.worker.Do(func() {
		err := s.register.UpdatePerson(context.Background(), id, update)
		fyne.Do(func() { p.say(err) })
	})
}

// started says whether something was typed or chosen for a new person.
func (p *page) started() bool { return p.id == 0 && kit.Entered(p.form) != p.blank }

func (p *page) create() {
	if p.saving.UnderWay() {
		return
	}
	q := p.read()
	if err := q.Validate(); err != nil {
		p.say(err)
		return
	}
	var did model.Receipt
	s, id := p.screen, model.ID(0)
	p.saving.Run(s.worker, func(ctx context.Context) (err error) {
		id, err = s.register.SavePerson(did.Context(ctx), q)
		return err
	}, func(err error) {
		if err != nil {
			p.say(err)
			return
		}
		s.fresh, p.blank = nil, kit.Entered(p.form)
		s.navigator.Go(model.PersonRoute{ID: id})
		s.navigator.Did(lang.L("“{{.Name}}” was added", map[string]any{"Name": q.Name}), did.Action.ActionRef)
	})
}

// say shows what is wrong.
func (p *page) say(err error) {
	rest := p.fields.Show(err)
	p.fault.SetText(rest)
	if rest == "" {
		p.fault.Hide()
	} else {
		p.fault.Show()
	}
}

// historyShown is how many changes a page shows.
const historyShown = 100

func (p *page) load(ctx context.Context) (pageState, error) {
	var st pageState
	if p.id == 0 {
		return st, nil
	}
	r := p.screen.register
	var err error
	if st.person, err = r.Person(ctx, p.id); err != nil {
		return st, err
	}
	if st.visits, err = r.Visits(ctx, p.id); err != nil {
		return st, err
	}
	if st.changes, err = r.History(ctx, model.Ref{Kind: model.KindPerson, ID: p.id}, historyShown); err != nil {
		return st, err
	}
	st.names, err = r.Names(ctx, kit.RefsOf(st.changes))
	return st, err
}

func (p *page) show(st pageState, err error) {
	if model.CodeOf(err) == model.ENotFound {
		p.screen.closePage()
		return
	}
	if err != nil {
		p.say(err)
		return
	}
	if p.id == 0 {
		return
	}
	p.showing = true
	defer func() { p.showing = false }()
	p.person = st.person
	name := st.person.Name
	if st.person.Title != "" {
		name = st.person.Title + " " + name
	}
	if st.person.Erased {
		name = lang.L("(erased)")
	}
	if st.person.NativeName != "" {
		name += "  " + st.person.NativeName
	}
	p.title.SetText(name)
	p.title.SetToolTip(name)
	p.sub.SetText(p.summary(st.visits))
	for e, of := range p.texts {
		q := st.person
		e.Keep(*of(&q))
	}
	p.sex.Set(st.person.Sex)
	p.country.Set(st.person.Country)
	p.showVisits(st.visits)
	p.changes.Set(model.KindPerson, st.changes, st.names)
	p.say(nil)
}

// summary says in a line how often somebody came, for how long, and what is due to them.
func (p *page) summary(visits []model.Visit) string {
	came, days, due := 0, 0, 0
	for _, v := range visits {
		if v.Attended {
			came++
			days += v.Days
		}
		if v.Complete {
			due++
		}
	}
	parts := []string{lang.N("came to {{.N}} activities", came, map[string]any{"N": came}), lang.N("{{.N}} days", days, map[string]any{"N": days}), certificates(due)}
	if c := p.screen.countryName(p.person.Country); c != "" {
		parts = append([]string{c}, parts...)
	}
	return strings.Join(parts, " · ")
}

func certificates(due int) string {
	return lang.N("{{.N}} certificates due", due, map[string]any{"N": due})
}

func (p *page) showVisits(visits []model.Visit) {
	rows := []fyne.CanvasObject{kit.Gap(1)}
	for _, v := range visits {
		title := kit.NewLink(v.Activity.Title, func() { p.screen.navigator.Go(model.ActivityRoute{ID: v.Activity.ID, Tab: "people"}) })
		title.Bold, title.Cut, title.SizeName = true, true, kit.SizeTable
		title.SetToolTip(v.Activity.Title)
		parts := []string{model.SpanText(v.Activity.FirstDay, v.Activity.LastDay), v.RoleName}
		if name := p.screen.countryName(v.Country); name != "" {
			parts = append(parts, lang.L("for {{.Country}}", map[string]any{"Country": name}))
		}
		if v.Organisation != "" {
			parts = append(parts, v.Organisation)
		}
		sub := kit.Quiet(strings.Join(parts, " · "))
		sub.Cut = true
		sub.SetToolTip(sub.Text)
		what, color := lang.L(v.Status.Label()), kit.ColorQuiet
		switch {
		case v.Complete:
			what, color = lang.L("completed"), kit.ColorPresent
		case v.Attended:
			what, color = lang.L("attended"), kit.ColorPresent
		}
		if v.Days > 0 {
			what = fmt.Sprintf("%s · %s", what, lang.N("{{.N}} days", v.Days, map[string]any{"N": v.Days}))
		}
		state := kit.Quiet(what)
		state.Color = color
		rows = append(rows, kit.Padded(kit.Step1, 0, container.NewBorder(nil, nil, nil, kit.Middle(state), kit.Rows(2, title, sub))), kit.Line())
	}
	if len(visits) == 0 {
		rows = append(rows, kit.Quiet(lang.L("Not registered for any activity yet.")))
	}
	p.visits.Set(rows...)
}

// askErase asks twice before a name goes for good.
func (p *page) askErase() {
	s, name, id := p.screen, p.person.Name, p.id
	kit.Ask(s.navigator.Window(), lang.L("Erase {{.Name}}?", map[string]any{"Name": name}),
		whatGoes()+" "+lang.L("This cannot be undone."), lang.L("Erase …"), func() {
			kit.Ask(s.navigator.Window(), lang.L("Really erase {{.Name}} for good?", map[string]any{"Name": name}),
				lang.L("Backups made before today still hold the name until they are deleted."), lang.L("Erase for good"), func() {
					s.do(func(ctx context.Context) error { return s.register.Erase(ctx, id) }, func(model.ActionRef) {
						s.navigator.Go(model.PeopleRoute{})
					})
				})
		})
}

// whatGoes says what erasing takes away and what stays.
func whatGoes() string {
	return lang.L("What goes for good, from the history too: name, contacts, organisation, position, form of address, notes and check-in codes. What stays, so that no figure changes: sex, nationality, and of each registration the country represented, the role, the status and the marks.")
}
