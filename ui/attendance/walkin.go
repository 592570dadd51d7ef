package attendance

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/model/likeness"
	"rollbook/ui/kit"
)

// walkIn adds somebody who is not on the list, in one line, and marks them present. People
// that the register knows and who may be meant are offered first.
type walkIn struct {
	screen       *Screen
	open         bool
	saving       kit.Saving
	drafts       map[model.ID]walkInDraft // what was typed and not added, by activity
	name         *kit.LineEntry
	country      *kit.Picker[model.CountryCode]
	sex          *kit.Picker[model.Sex]
	organisation *kit.LineEntry
	likely       *fyne.Container
	loader       *kit.Loader[[]model.Person]
	fault        *kit.Text
	known        []model.Person // who is offered
	asked        string         // the name that the last Enter asked about
	object       fyne.CanvasObject
}

func newWalkIn(s *Screen) *walkIn {
	w := &walkIn{screen: s, drafts: map[model.ID]walkInDraft{}, likely: kit.Columns(kit.Step2), fault: kit.Quiet("")}
	w.fault.Color, w.fault.Cut = "error", true
	w.loader = kit.NewAskingLoader(func() string { return strings.TrimSpace(w.name.Text) }, w.load, w.offer)
	w.name = kit.NewEntry(lang.L("Name"), func(string) {
		w.loader.Forget() // an Enter before was about another name
		w.loader.Go()
	})
	w.organisation = kit.NewEntry(lang.L("Organisation"), nil)
	w.country = kit.NewPicker(kit.CountryChoices(nil), nil)
	w.country.NoneLabel = lang.L("No country")
	var sexes []kit.Choice[model.Sex]
	for _, sex := range model.Sexes() {
		sexes = append(sexes, kit.Choice[model.Sex]{Value: sex, Label: lang.L(sex.Label())})
	}
	w.sex = kit.NewPicker(sexes, nil)
	for _, e := range []*kit.LineEntry{w.name, w.organisation} {
		e.OnSubmitted = func(string) { w.loader.Then(w.submit) }
	}
	add := w.saving.Guard(kit.Primary(lang.L("Add and mark present"), func() { w.add(model.Person{}) }))
	line := container.New(&walkInLayout{}, w.name, w.country, w.sex, w.organisation)
	buttons := container.NewHBox(add, kit.NewButton(lang.L("Cancel"), w.close))
	w.object = kit.Rows(kit.Step1, line, container.NewBorder(nil, nil, nil, buttons, container.NewHScroll(w.likely)), w.fault)
	return w
}

// walkInLayout lays out one line: name, country, sex, organisation.
type walkInLayout struct{}

// Layout is the toolkit's.
func (*walkInLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	room := size.Width - 3*kit.Step2
	x := float32(0)
	for i, o := range objects {
		w := room * []float32{0.34, 0.24, 0.18, 0.24}[i]
		h := o.MinSize().Height
		o.Resize(fyne.NewSize(w, h))
		o.Move(fyne.NewPos(x, (size.Height-h)/2))
		x += w + kit.Step2
	}
}

// MinSize is the toolkit's.
func (*walkInLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	h := float32(0)
	for _, o := range objects {
		h = max(h, o.MinSize().Height)
	}
	return fyne.NewSize(420, h)
}

// walkInDraft is somebody who was typed and not added yet.
type walkInDraft struct {
	name, organisation string
	country            model.CountryCode
	sex                model.Sex
}

// keep keeps what was typed for when the line is opened again.
func (w *walkIn) keep() {
	w.drafts[w.screen.activity] = walkInDraft{strings.TrimSpace(w.name.Text), w.organisation.Text, w.country.Value(), w.sex.Value()}
}

// show opens the line with a name that was typed, or with what was typed there before.
func (w *walkIn) show(name string) {
	w.open = true
	w.fault.SetText("")
	w.likely.RemoveAll()
	w.country.SetChoices(kit.CountryChoices(w.screen.st.own))
	draft, name := w.drafts[w.screen.activity], strings.TrimSpace(name)
	if !strings.HasPrefix(draft.name, name) || draft.name == "" && draft.organisation == "" { // somebody else
		draft = walkInDraft{name: name, sex: model.NotStated}
	}
	w.country.Set(draft.country)
	w.sex.Set(draft.sex)
	w.organisation.SetText(draft.organisation)
	w.name.SetText(draft.name)
	w.name.CursorColumn = len([]rune(draft.name)) // what is typed next goes on behind it
	w.screen.arrange()
	w.screen.showBelow()
	w.screen.navigator.Window().Canvas().Focus(w.name)
	w.loader.Go()
}

// leave closes the line when another activity is gone to.
func (w *walkIn) leave() {
	if w.open {
		w.keep()
		w.open = false
		w.loader.Stop()
	}
}

// Drafts says in words who was typed and is not added.
func (s *Screen) Drafts() []string {
	if s.walkIn.open {
		s.walkIn.keep()
	}
	for _, d := range s.walkIn.drafts {
		if d.name != "" || d.organisation != "" {
			return []string{lang.L("a walk-in")}
		}
	}
	return nil
}

func (w *walkIn) close() {
	w.open = false
	w.keep()
	w.loader.Stop()
	w.screen.arrange()
	w.screen.showBelow()
	w.screen.focus()
}

// offered is how many people are offered.
const offered = 4

// load finds people of the register who may be meant.
func (w *walkIn) load(ctx context.Context, name string) ([]model.Person, error) {
	if len([]rune(name)) < 2 {
		return nil, nil
	}
	found, err := w.screen.register.People(ctx, name, offered)
	if err != nil || len(found) > 0 {
		return found, err
	}
	var near []model.Person
	for _, word := range strings.Fields(name) {
		some, err := w.screen.register.People(ctx, string([]rune(word)[:min(3, len([]rune(word)))]), 300)
		if err != nil {
			return nil, err
		}
		near = append(near, some...)
	}
	return likeness.Known(near, model.Person{Name: name}, offered), nil
}

func (w *walkIn) offer(people []model.Person, err error) {
	w.likely.RemoveAll()
	w.known = people
	if err != nil {
		w.fault.SetText(err.Error())
		return
	}
	if len(people) > 0 {
		w.likely.Add(kit.Middle(kit.Quiet(lang.L("Known already:"))))
	}
	for _, p := range people {
		label := p.Name
		if name := w.screen.st.countryName(p.Country); name != "" {
			label += " · " + name
		}
		if p.Organisation != "" {
			label += " · " + p.Organisation
		}
		w.likely.Add(kit.NewButton(label, func() { w.add(p) }))
	}
	w.object.Refresh()
}

// submit is Enter, once who is known by the name is shown: somebody whom the register has under
// just that name is pointed at first; Enter again adds another of that name.
func (w *walkIn) submit() {
	name := w.name.Text
	if _, known := kit.Namesake(w.known, name); known && w.asked != name {
		w.asked = name
		w.fault.SetText(lang.L("“{{.Name}}” is in the register already: choose them above, or press Enter again to add somebody else of that name.", map[string]any{"Name": name}))
		return
	}
	w.asked = ""
	w.add(model.Person{})
}

// add registers a known person, or the one typed, and marks them present, as one action.
func (w *walkIn) add(known model.Person) {
	if w.saving.UnderWay() {
		return
	}
	s := w.screen
	p := known
	if p.ID == 0 {
		p = model.Person{Name: w.name.Text, Country: w.country.Value(), Sex: w.sex.Value(), Organisation: w.organisation.Text}
	}
	for at, a := range s.st.desk.Roll.Attendees {
		if p.ID != 0 && a.Who.ID == p.ID {
			w.done(s.activity)
			s.markFirst(at, model.Typed)
			return
		}
	}
	g := model.Registration{Activity: s.activity, Country: p.Country, Organisation: p.Organisation, Position: p.Position}
	if c := w.country.Value(); known.ID != 0 && c != "" {
		g.Country = c
	}
	for _, r := range s.st.roles {
		if r.Counted && g.Role == 0 {
			g.Role = r.ID
		}
	}
	w.enrol(p, g, s.session)
}

// done closes the line after somebody was added; nothing of them stays in it.
func (w *walkIn) done(activity model.ID) {
	if activity == w.screen.activity && w.open {
		w.close()
	}
	delete(w.drafts, activity)
}

func (w *walkIn) enrol(p model.Person, g model.Registration, session model.ID) {
	s := w.screen
	var did model.Receipt
	w.saving.Run(s.worker, func(ctx context.Context) error {
		_, _, err := s.register.Enrol(did.Context(ctx), p, g, session)
		return err
	}, func(err error) {
		if err != nil {
			w.fault.SetText(err.Error())
			return
		}
		t := attempt{model.Mark{Session: session, Value: model.Present, At: now()}, p.Name}
		s.message.good(t, s.st.countryName(g.Country), model.Mark{}, did.Action.ActionRef)
		s.find.SetText("")
		w.done(g.Activity)
	})
}
