package attendance

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"rollbook/model"
	"rollbook/ui/kit"
)

// bar says which activity and session attendance is taken at, and changes them.
type bar struct {
	screen     *Screen
	title, sub *kit.Text
	sessions   *fyne.Container
	scroll     *container.Scroll
	chosen     float32 // where the session that is chosen begins
	middle     *fyne.Container
	large      *kit.Button
	object     fyne.CanvasObject
}

func newBar(s *Screen) *bar {
	b := &bar{screen: s, title: kit.NewText(""), sub: kit.Quiet(""), sessions: kit.Columns(kit.Step2)}
	b.title.Bold, b.title.Cut, b.sub.Cut = true, true, true
	b.title.SizeName = theme.SizeNameSubHeadingText
	b.large = kit.NewButton("", func() { s.setAlone(!s.alone) })
	back := kit.TextButton("back", lang.L("All activities"), func() { s.navigator.Go(model.AttendanceRoute{}) })
	b.scroll = container.NewHScroll(kit.Padded(1, 1, b.sessions))
	b.middle = kit.Middle(b.scroll)
	right := container.NewBorder(nil, nil, nil, kit.Middle(b.large), kit.Padded(0, kit.Step2, b.middle))
	b.object = container.NewBorder(nil, nil, back, nil, container.New(&titleLayout{bar: b}, kit.Rows(2, b.title, b.sub), right))
	return b
}

// titleLayout gives the title what the sessions leave, at least a third.
type titleLayout struct {
	bar   *bar
	width float32 // it was laid out for last
}

// Layout is the toolkit's.
func (l *titleLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	title, right := objects[0], objects[1]
	w := min(sessionsWidth(right), size.Width*2/3)
	h := title.MinSize().Height
	title.Resize(fyne.NewSize(size.Width-w-kit.Step3, h))
	title.Move(fyne.NewPos(0, (size.Height-h)/2))
	right.Resize(fyne.NewSize(w, size.Height))
	right.Move(fyne.NewPos(size.Width-w, 0))
	if l.width != size.Width { // as on leaving large type
		l.width = size.Width
		l.bar.reveal()
	}
}

// sessionsWidth is how much room the sessions would like.
func sessionsWidth(right fyne.CanvasObject) float32 {
	w := right.MinSize().Width
	var walk func(o fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *container.Scroll:
			w += o.Content.MinSize().Width - o.MinSize().Width
		case *fyne.Container:
			for _, c := range o.Objects {
				walk(c)
			}
		}
	}
	walk(right)
	return w
}

// MinSize is the toolkit's.
func (*titleLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(300, max(objects[0].MinSize().Height, objects[1].MinSize().Height))
}

// show shows the activity and its sessions.
func (b *bar) show() {
	s := b.screen
	if s.st.desk == nil {
		return
	}
	roll := s.st.desk.Roll
	a := roll.Activity
	b.title.SetText(a.Title)
	b.title.SetToolTip(a.Title)
	var parts []string
	for _, part := range []string{a.Code, a.Place(s.st.countryName(a.Country)), model.SpanText(a.FirstDay, a.LastDay)} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	b.sub.SetText(strings.Join(parts, " · "))
	b.sessions.RemoveAll()
	b.chosen = 0
	for _, at := range roll.Sessions {
		p := newPill(at.Name, at.ID == s.session, func() { s.toSession(at.ID) })
		if at.ID == s.session {
			b.chosen = b.sessions.MinSize().Width
		}
		b.sessions.Add(p)
	}
	b.middle.Refresh()
	b.reveal()
	b.large.SetText(lang.L("Large type"))
	if s.alone {
		b.large.SetText(lang.L("Leave full screen"))
	}
	b.object.Refresh()
}

// reveal brings the session that is chosen into view.
func (b *bar) reveal() {
	b.scroll.Offset = fyne.NewPos(max(b.chosen-kit.Step6, 0), 0)
	b.scroll.Refresh()
}

// newPill is a session to choose.
func newPill(name string, on bool, tapped func()) fyne.CanvasObject {
	text := kit.NewText(name)
	text.SizeName = kit.SizeTable
	fill, line := kit.ColorCard, kit.ColorLine
	if on {
		fill, line, text.Color = kit.ColorSoftAccent, theme.ColorNamePrimary, theme.ColorNamePrimary
	}
	return kit.NewClickable(kit.NewSurface(fill, line, 16, kit.Padded(6, kit.Step3, text)), tapped)
}

// noSessions asks how the activity is divided.
func (s *Screen) noSessions() fyne.CanvasObject {
	a := s.st.desk.Roll.Activity
	var making kit.Saving
	make := func(sessions []model.Session) func() {
		return func() {
			making.Run(s.worker, func(ctx context.Context) error { return s.register.MakeSessions(ctx, sessions) }, func(err error) {
				kit.ShowError(s.navigator.Window(), err)
			})
		}
	}
	days, halves := kit.Primary(lang.L("Once a day"), make(model.SessionsOf(a, false))), kit.NewButton(lang.L("Mornings and afternoons"), make(model.SessionsOf(a, true)))
	making.Guard(days, halves)
	return kit.Empty("attendance", lang.L("At which sessions is attendance taken?"),
		lang.L("{{.Days}}. Sessions can be renamed, added and taken away at the activity, under Attendance.", map[string]any{"Days": model.SpanText(a.FirstDay, a.LastDay)}),
		days, halves,
		kit.NewButton(lang.L("By hand"), func() { s.navigator.Go(model.ActivityRoute{ID: a.ID, Tab: "attendance"}) }))
}

// noPeople says how people come onto the list.
func (s *Screen) noPeople() fyne.CanvasObject {
	return kit.Empty("people", lang.L("Nobody is registered yet"),
		lang.L("Read in the list of those who registered, paste their names, or add people as they come in."),
		kit.Primary(lang.L("Add people to the activity"), func() {
			s.navigator.Go(model.ActivityRoute{ID: s.activity, Tab: "people"})
		}),
		kit.NewButton(lang.L("Add a walk-in"), func() { s.walkIn.show("") }))
}
