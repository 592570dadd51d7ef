package settings

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"rollbook/model"
	"rollbook/ui/kit"
)

// page is a section that is a form rather than a table.
type page struct {
	whole fyne.CanvasObject
	load  func()
	stop  func()
}

func (p *page) object() fyne.CanvasObject { return p.whole }
func (p *page) close() {
	if p.stop != nil {
		p.stop()
	}
}
func (p *page) reload() {
	if p.load != nil {
		p.load()
	}
}

func newPage(title, explains string, rows ...fyne.CanvasObject) *page {
	head := kit.Note(explains)
	head.Importance = widget.LowImportance
	all := append([]fyne.CanvasObject{kit.Title(title), kit.Flush(head)}, rows...)
	return &page{whole: kit.NewSurface(kit.ColorCard, kit.ColorLine, kit.CardRadius, kit.Padded(kit.Step3, kit.Step4, kit.NewPage(kit.Step3, all...)))}
}

// office is the section of the office and what it decided for all its figures.
func (s *Screen) office() section {
	var fields kit.Fields
	save := func(u model.OfficeUpdate) {
		s.do(func(ctx context.Context) error { return s.register.UpdateOffice(ctx, u) }, func(err error) { fields.Show(err) })
	}
	name := kit.NewTextEntry(1, func(text string) { save(model.OfficeUpdate{Name: &text}) })
	completion := kit.NewTextEntry(1, func(text string) { save(model.OfficeUpdate{Completion: new(wholeOr(text, -1))}) })
	years := kit.NewTextEntry(1, func(text string) { save(model.OfficeUpdate{RetentionYears: new(wholeOr(text, -1))}) })
	showing := false
	associates := kit.NewCheck(lang.L("Count the associate members among the SIDS"), func(on bool) {
		if !showing {
			save(model.OfficeUpdate{SIDSAssociates: &on})
		}
	})
	fields = kit.Fields{"name": kit.NewField(lang.L("Name of the office"), name),
		"completion":      kit.NewField(lang.L("Share of required sessions that completes an activity, %"), completion),
		"retention_years": kit.NewField(lang.L("Propose to erase names after so many years (0: never)"), years)}
	p := newPage(lang.L("Office"), lang.L("Whose register this is, and what holds for all its figures."),
		fields["name"], fields["completion"], fields["retention_years"], associates)
	loader := kit.NewLoader(s.register.Office, func(o model.Office, err error) {
		if err != nil {
			kit.ShowError(s.navigator.Window(), err)
			return
		}
		showing = true
		name.Keep(o.Name)
		completion.Keep(fmt.Sprint(o.Completion))
		years.Keep(fmt.Sprint(o.RetentionYears))
		associates.SetChecked(o.SIDSAssociates)
		showing = false
	})
	p.load, p.stop = loader.Go, func() {
		for _, e := range []*kit.TextEntry{name, completion, years} {
			e.Commit()
		}
		loader.Stop()
	}
	return p
}

// wholeOr reads a whole number.
func wholeOr(text string, otherwise int) int {
	var n int
	if _, err := fmt.Sscanf(text, "%d", &n); err != nil {
		return otherwise
	}
	return n
}

// look is the section of how the window looks.
func (s *Screen) look() section {
	look, scale := s.program.Look()
	looks := []kit.Look{kit.SystemLook, kit.LightLook, kit.DarkLook}
	labels := []string{lang.L("As the system"), lang.L("Light"), lang.L("Dark")}
	scales := []float32{0.9, 1, 1.15, 1.3}
	sizes := []string{lang.L("Small"), lang.L("Usual"), lang.L("Large"), lang.L("Larger")}
	light, size := kit.NewRadio(labels, true, nil), kit.NewRadio(sizes, true, nil)
	for i, l := range looks {
		if l == look {
			light.Choose(labels[i])
		}
	}
	for i, v := range scales {
		if v == scale {
			size.Choose(sizes[i])
		}
	}
	set := func() {
		for i := range labels {
			if labels[i] == light.Selected {
				look = looks[i]
			}
		}
		for i := range sizes {
			if sizes[i] == size.Selected {
				scale = scales[i]
			}
		}
		s.program.SetLook(look, scale)
	}
	light.OnChanged = func(string) { set() }
	size.OnChanged = func(string) { set() }
	return newPage(lang.L("Look"), lang.L("For this computer only."), kit.NewField(lang.L("Light or dark"), light), kit.NewField(lang.L("Size of texts"), size))
}

// backups is the section of the backups of this register.
func (s *Screen) backups() section {
	list := kit.Rows(kit.Step1)
	var p *page
	now := kit.NewButton(lang.L("Back up now"), func() {
		kit.Work(s.navigator.Window(), lang.L("Backing up"), func(ctx context.Context, _ model.Progress) error { return s.program.BackUp(ctx) }, func(err error) {
			kit.ShowError(s.navigator.Window(), err)
			p.load()
		})
	})
	p = newPage(lang.L("Backups"), lang.L("The register is copied beside itself when it is closed and once a day, and each copy is checked. The newest copies stay, and one a month."),
		kit.NewField(lang.L("The register"), kit.Paragraph(s.program.RegisterPath())), container.NewHBox(now), list)
	p.load = func() {
		all, err := s.program.Backups()
		list.RemoveAll()
		if err != nil {
			list.Add(kit.Paragraph(err.Error()))
		}
		if err == nil && len(all) == 0 {
			list.Add(kit.Quiet(lang.L("No backups yet.")))
		}
		for _, b := range all {
			text := kit.NewText(fmt.Sprintf("%s · %s KB", b.At.Format("2 Jan 2006 15:04"), model.Thousands(int(b.Size/1024))))
			restore := kit.NewButton(lang.L("Restore"), func() {
				kit.Ask(s.navigator.Window(), lang.L("Restore this backup?"),
					lang.L("The register goes back to {{.When}}. As it is now it stays beside it, under another name.", map[string]any{"When": b.At.Format("2 Jan 2006 15:04")}),
					lang.L("Restore"), func() { s.program.Restore(b.Path) })
			})
			list.Add(container.NewBorder(nil, nil, nil, restore, kit.Middle(text)))
		}
		p.whole.Refresh()
	}
	return p
}
