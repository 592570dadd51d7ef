package activities

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"rollbook/model"
	"rollbook/ui/kit"
)

// people is the part of the form with who is registered: added by name, by pasting or from
// a list, and changed one by one.
type people struct {
	form    *form
	st      formState
	saving  kit.Saving
	says    *kit.Text
	name    *kit.LineEntry
	country *kit.Picker[model.CountryCode]
	role    *kit.Picker[model.ID]
	loader  *kit.Loader[[]model.Person]
	likely  *fyne.Container
	offers  *container.Scroll
	known   []model.Person // who is offered
	asked   string         // the name that the last Enter asked about
	fault   *widget.Label
	table   *kit.DataTable[model.Attendee]
	below   *fyne.Container
	open    *registration // shown below; nil: none
	object  fyne.CanvasObject
}

// offered is how many known people are offered for a name.
const offered = 3

func newPeople(f *form) *people {
	p := &people{form: f, says: kit.NewText(""), fault: kit.Note(""), likely: kit.Columns(kit.Step1), below: container.NewStack()}
	p.says.Bold, p.says.Cut = true, true
	p.fault.Importance = widget.DangerImportance
	p.fault.Hide()
	p.loader = kit.NewAskingLoader(func() string { return strings.TrimSpace(p.name.Text) }, p.find, p.offer)
	p.name = kit.NewEntry(lang.L("Name"), func(string) {
		p.loader.Forget() // an Enter before was about another name
		p.loader.Go()
	})
	p.name.OnRows = func(string) { f.screen.program.PastePeople(f.id) }
	p.name.OnSubmitted = func(string) { p.loader.Then(p.submit) }
	p.country = kit.NewPicker[model.CountryCode](nil, nil)
	p.country.NoneLabel = lang.L("No country")
	p.role = kit.NewPicker[model.ID](nil, nil)
	line := container.New(&addLayout{}, p.name, p.country, p.role, p.saving.Guard(kit.NewButton(lang.L("Register"), func() { p.add(model.Person{}) })))
	tools := container.NewHBox(kit.TextButton("import", lang.L("Paste people"), func() { f.screen.program.PastePeople(f.id) }),
		kit.TextButton("table", lang.L("Read a list in"), func() { f.screen.program.ReadList(f.id) }),
		kit.TextButton("attendance", lang.L("Take attendance"), func() { f.screen.navigator.Go(model.AttendanceRoute{Activity: f.id}) }))
	p.table = kit.NewDataTable(
		kit.Column[model.Attendee]{Title: lang.L("Name"), Width: 150, Flex: 3, Text: attendeeName, Tip: attendeeName},
		kit.Column[model.Attendee]{Title: lang.L("Country"), Width: 90, Flex: 2, Text: func(a model.Attendee) string { return p.st.lists.countryName(a.Country) }, Tip: func(a model.Attendee) string { return p.st.lists.countryName(a.Country) }},
		kit.Column[model.Attendee]{Title: lang.L("Role"), Width: 80, Flex: 1, Drop: 2, Quiet: true, Text: func(a model.Attendee) string { return a.RoleName }},
		kit.Column[model.Attendee]{Title: lang.L("Code"), Width: 48, Drop: 3, Quiet: true, Text: func(a model.Attendee) string { return a.Code }},
		kit.Column[model.Attendee]{Title: lang.L("Came"), Width: 88, Text: p.came, Color: func(a model.Attendee) fyne.ThemeColorName {
			if p.st.roll.Attended(a) {
				return kit.ColorPresent
			}
			return kit.ColorQuiet
		}},
	)
	p.table.OnSelect = p.edit
	p.table.OnOpen = p.edit
	p.offers = container.NewHScroll(p.likely)
	p.offers.Hide()
	head := kit.Rows(kit.Step2, kit.Gap(1), p.says, line, p.offers, p.fault, tools)
	p.object = container.NewBorder(head, p.below, nil, nil, p.table)
	p.name.SetText(f.screen.names[f.id]) // typed before, and not registered
	return p
}

func attendeeName(a model.Attendee) string {
	if a.Who.Erased {
		return lang.L("(erased)")
	}
	if a.Who.NativeName != "" {
		return a.Who.SortName() + "  " + a.Who.NativeName
	}
	return a.Who.SortName()
}

// came says whether somebody came, and to how much of it.
func (p *people) came(a model.Attendee) string {
	share, ok := p.st.roll.Share(a)
	switch {
	case ok && len(a.Marks) > 0:
		return fmt.Sprintf("%d %%", share)
	case p.st.roll.Attended(a):
		return lang.L("yes")
	}
	return lang.L(a.Status.Label())
}

// addLayout lays out the line that adds somebody.
type addLayout struct{}

// Layout is the toolkit's.
func (*addLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	button := objects[3].MinSize().Width
	room := size.Width - button - 3*kit.Step1
	x := float32(0)
	for i, o := range objects {
		w := button
		if i < 3 {
			w = room * []float32{0.44, 0.3, 0.26}[i]
		}
		h := o.MinSize().Height
		o.Resize(fyne.NewSize(w, h))
		o.Move(fyne.NewPos(x, (size.Height-h)/2))
		x += w + kit.Step1
	}
}

// MinSize is the toolkit's.
func (*addLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	h := float32(0)
	for _, o := range objects {
		h = max(h, o.MinSize().Height)
	}
	return fyne.NewSize(360, h)
}

// show shows who is registered.
func (p *people) show(st formState) {
	p.st = st
	p.country.SetChoices(st.lists.countryChoices())
	var roles []kit.Choice[model.ID]
	first := model.ID(0)
	for _, r := range st.lists.roles {
		roles = append(roles, kit.Choice[model.ID]{Value: r.ID, Label: r.Name})
		if first == 0 && r.Counted {
			first = r.ID
		}
	}
	p.role.SetChoices(roles)
	if p.role.Value() == 0 {
		p.role.Set(first)
	}
	came := 0
	for _, a := range st.roll.Attendees {
		if st.roll.Attended(a) {
			came++
		}
	}
	p.table.SetRows(st.roll.Attendees)
	if p.open != nil {
		p.open.follow(st)
	}
	if len(st.roll.Attendees) == 0 {
		p.says.SetText(lang.L("Nobody is registered yet"))
		return
	}
	p.says.SetText(lang.L("{{.N}} registered · {{.C}} came", map[string]any{"N": model.Thousands(len(st.roll.Attendees)), "C": model.Thousands(came)}))
}

// find finds people of the register who may be meant by the name that is typed.
func (p *people) find(ctx context.Context, name string) ([]model.Person, error) {
	if len([]rune(name)) < 2 {
		return nil, nil
	}
	return p.form.screen.register.People(ctx, name, offered)
}

func (p *people) offer(known []model.Person, err error) {
	p.likely.RemoveAll()
	p.known = known
	if err != nil {
		p.fail(err)
		return
	}
	there := map[model.ID]bool{}
	for _, a := range p.st.roll.Attendees {
		there[a.Who.ID] = true
	}
	for _, k := range known {
		if there[k.ID] {
			continue
		}
		label := k.Name
		if name := p.st.lists.countryName(k.Country); name != "" {
			label += " · " + name
		}
		p.likely.Add(kit.NewButtonWithIcon(label, kit.Icon("add"), func() { p.add(k) }))
	}
	visible(p.offers, len(p.likely.Objects) > 0)
	p.object.Refresh()
}

// submit is Enter in the name, once who is known by it is shown: somebody whom the register has
// under just that name is pointed at first; Enter again adds another of that name.
func (p *people) submit() {
	name := p.name.Text
	if _, known := kit.Namesake(p.known, name); known && p.asked != name {
		p.asked = name
		p.fail(model.Errorf(model.EExists, "%s", lang.L("“{{.Name}}” is in the register already: choose them above, or press Enter again to add somebody else of that name.", map[string]any{"Name": name})))
		return
	}
	p.asked = ""
	p.add(model.Person{})
}

// add registers a person of the register, or the one typed.
func (p *people) add(known model.Person) {
	who := known
	if who.ID == 0 {
		who = model.Person{Name: p.name.Text, Country: p.country.Value()}
	}
	g := model.Registration{Activity: p.form.id, Role: p.role.Value(), Country: who.Country, Organisation: who.Organisation, Position: who.Position}
	if c := p.country.Value(); c != "" {
		g.Country = c
	}
	r := p.form.screen.register
	p.saving.Run(p.form.screen.worker, func(ctx context.Context) error {
		_, _, err := r.Enrol(ctx, who, g)
		return err
	}, func(err error) {
		p.fail(err)
		if err == nil {
			p.name.SetText("")
			if p.form.screen.form == p.form && p.form.screen.navigator.Shows(p.form.screen) {
				p.form.screen.navigator.Window().Canvas().Focus(p.name)
			}
		}
	})
}

func (p *people) fail(err error) {
	if err == nil {
		p.fault.SetText("")
	} else {
		p.fault.SetText(err.Error())
	}
	visible(p.fault, err != nil)
}

// edit shows one registration, to be changed or taken away.
func (p *people) edit(a model.Attendee) {
	p.open = newRegistration(p, a)
	p.below.Objects = []fyne.CanvasObject{p.open.object}
	p.object.Refresh()
}

// shut closes what shows one registration.
func (p *people) shut() {
	p.open, p.below.Objects = nil, nil
	p.object.Refresh()
}
