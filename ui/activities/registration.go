package activities

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/ui/kit"
)

// registration shows one registration below the list of people. Each field saves itself, and
// shows what the register holds whenever that changes.
type registration struct {
	people   *people
	id       model.ID
	attendee model.Attendee

	title                  *kit.Text
	role                   *kit.Picker[model.ID]
	status                 *kit.Picker[model.Standing]
	country                *kit.Picker[model.CountryCode]
	organisation, position *kit.TextEntry
	object                 fyne.CanvasObject
}

func newRegistration(p *people, a model.Attendee) *registration {
	g := &registration{people: p, id: a.ID, title: kit.Title("")}
	g.title.Cut = true
	g.role = kit.NewPicker(nil, func(id model.ID) { g.save(model.RegistrationUpdate{Role: &id}) })
	g.status = kit.NewPicker(choices(model.Standings()), func(st model.Standing) { g.save(model.RegistrationUpdate{Status: &st}) })
	g.country = kit.NewPicker(nil, func(c model.CountryCode) { g.save(model.RegistrationUpdate{Country: &c}) })
	g.country.NoneLabel = lang.L("No country")
	g.organisation = kit.NewTextEntry(1, func(text string) { g.save(model.RegistrationUpdate{Organisation: &text}) })
	g.position = kit.NewTextEntry(1, func(text string) { g.save(model.RegistrationUpdate{Position: &text}) })
	shut := kit.IconButton("close", lang.L("Close"), func() {
		g.commit()
		p.shut()
	})
	page := kit.TextButton("people", lang.L("The person’s page"), func() { p.form.screen.navigator.Go(model.PersonRoute{ID: g.attendee.Who.ID}) })
	remove := kit.TextButton("delete", lang.L("Take off the list"), g.remove)
	two := func(x, y fyne.CanvasObject) fyne.CanvasObject { return kit.Grid(150, 2, kit.Step2, x, y) }
	g.object = kit.Rows(kit.Step2, kit.Line(), container.NewBorder(nil, nil, nil, shut, kit.Middle(g.title)),
		two(kit.NewField(lang.L("Country represented"), g.country), kit.NewField(lang.L("Role"), g.role)),
		two(kit.NewField(lang.L("Organisation then"), g.organisation), kit.NewField(lang.L("Position then"), g.position)),
		container.NewBorder(nil, nil, nil, container.NewHBox(page, remove), kit.NewField(lang.L("Status"), g.status)))
	g.show(p.st, a)
	return g
}

// show shows the registration as it stands; what is being typed stays.
func (g *registration) show(st formState, a model.Attendee) {
	g.attendee = a
	g.title.SetText(attendeeName(a) + " · " + a.Code)
	var roles []kit.Choice[model.ID]
	for _, r := range st.lists.roles {
		roles = append(roles, kit.Choice[model.ID]{Value: r.ID, Label: r.Name})
	}
	g.role.SetChoices(roles)
	g.role.Set(a.Role)
	g.status.Set(a.Status)
	g.country.SetChoices(st.lists.countryChoices())
	g.country.Set(a.Country)
	g.organisation.Keep(a.Organisation)
	g.position.Keep(a.Position)
}

// follow shows the registration as it is now, or closes where it is gone.
func (g *registration) follow(st formState) {
	for _, a := range st.roll.Attendees {
		if a.ID == g.id {
			g.show(st, a)
			return
		}
	}
	g.people.shut()
}

// commit saves what is typed and not yet saved.
func (g *registration) commit() {
	g.organisation.Commit()
	g.position.Commit()
}

func (g *registration) save(u model.RegistrationUpdate) {
	s := g.people.form.screen
	s.worker.Do(func() {
		err := s.register.UpdateRegistration(context.Background(), g.id, u)
		fyne.Do(func() { g.people.fail(err) })
	})
}

// remove takes the person off the list.
func (g *registration) remove() {
	s, name := g.people.form.screen, g.attendee.Who.Name
	s.worker.Do(func() {
		var did model.Receipt
		err := s.register.Delete(did.Context(context.Background()), model.Ref{Kind: model.KindRegistration, ID: g.id})
		fyne.Do(func() {
			g.people.fail(err)
			if err == nil {
				g.people.shut()
				s.navigator.Did(lang.L("{{.Name}} was taken off the list", map[string]any{"Name": name}), did.Action.ActionRef)
			}
		})
	})
}
