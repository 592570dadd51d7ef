package activities

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/ui/kit"
)

// links is the part of the form with what an activity is tied to: themes, SDGs, partners.
type links struct {
	form     *form
	themes   *kit.Several[model.ID]
	sdgs     *kit.Several[string]
	partners *fyne.Container
	object   fyne.CanvasObject
}

func newLinks(f *form) *links {
	l := &links{form: f, partners: kit.Rows(kit.Step1)}
	l.themes = kit.NewSeveral(lang.L("Add a theme"), nil, func(ids []model.ID) { f.save(func(a *model.Activity) { a.Themes = ids }) })
	var codes []kit.Choice[string]
	for _, code := range model.SDGCodes() {
		codes = append(codes, kit.Choice[string]{Value: code, Label: code + " · " + lang.L(model.GoalTitle(code))})
	}
	l.sdgs = kit.NewSeveral(lang.L("Add a goal or target"), codes, func(codes []string) { f.save(func(a *model.Activity) { a.SDGs = codes }) })
	edit := func(section string) fyne.CanvasObject {
		return kit.QuietLink(lang.L("Edit the list"), func() { f.screen.navigator.Go(model.SettingsRoute{Section: section}) })
	}
	section := func(title string, tool, content fyne.CanvasObject) fyne.CanvasObject {
		return kit.Rows(kit.Step1, container.NewBorder(nil, nil, nil, tool, kit.Quiet(title)), content)
	}
	l.object = kit.NewPage(kit.Step4, kit.Gap(1), section(lang.L("Themes"), edit("themes"), l.themes),
		section(lang.L("Sustainable Development Goals and targets"), nil, l.sdgs), section(lang.L("Partners"), edit("partners"), l.partners))
	return l
}

func (l *links) show(st formState) {
	var themes []kit.Choice[model.ID]
	for _, t := range st.lists.themes {
		themes = append(themes, kit.Choice[model.ID]{Value: t.ID, Label: t.Name})
	}
	l.themes.SetChoices(themes)
	l.themes.Set(st.activity.Themes)
	l.sdgs.Set(st.activity.SDGs)
	l.showPartners(st)
	l.object.Refresh()
}

func (l *links) showPartners(st formState) {
	var names []kit.Choice[model.ID]
	for _, p := range st.lists.partners {
		names = append(names, kit.Choice[model.ID]{Value: p.ID, Label: p.Name, Detail: lang.L(p.Kind.Label())})
	}
	l.partners.RemoveAll()
	set := func(change func([]model.ActivityPartner) []model.ActivityPartner) {
		l.form.save(func(a *model.Activity) { a.Partners = change(slices.Clone(a.Partners)) })
	}
	for _, p := range st.activity.Partners {
		instead := func(with ...model.ActivityPartner) {
			set(func(all []model.ActivityPartner) []model.ActivityPartner {
				return append(slices.DeleteFunc(all, func(other model.ActivityPartner) bool { return other == p }), with...)
			})
		}
		who := kit.NewPicker(names, func(id model.ID) { instead(model.ActivityPartner{Partner: id, Role: p.Role}) })
		who.Set(p.Partner)
		role := kit.NewPicker(choices(model.PartnerRoles()), func(r model.PartnerRole) { instead(model.ActivityPartner{Partner: p.Partner, Role: r}) })
		role.Set(p.Role)
		away := kit.IconButton("close", lang.L("Take away"), func() { instead() })
		l.partners.Add(container.NewBorder(nil, nil, nil, container.NewHBox(kit.Wide(140, role), away), who))
	}
	add := kit.TextButton("add", lang.L("Add a partner"), nil)
	add.OnTapped = func() {
		kit.PickFrom(add, "", names, func(id model.ID) {
			set(func(all []model.ActivityPartner) []model.ActivityPartner {
				return append(all, model.ActivityPartner{Partner: id, Role: model.CoOrganiser})
			})
		})
	}
	l.partners.Add(container.NewHBox(add))
}
