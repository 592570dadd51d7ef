package ui

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/model/fold"
	"rollbook/ui/kit"
)

// foundOfKind is how many hits of each kind the search in everything shows.
const foundOfKind = 8

// find opens the search in everything.
func (w *Window) find() {
	r := w.register
	if r == nil {
		return
	}
	f := &finder{window: w}
	f.loader = kit.NewAskingLoader(func() string { return f.text }, func(ctx context.Context, text string) ([]model.Found, error) { return r.Find(ctx, text, foundOfKind) }, f.show)
	f.open()
}

// finder is the search in everything: one line, and below it what it finds.
type finder struct {
	window *Window
	text   string
	loader *kit.Loader[[]model.Found]
	found  []model.Found
	search *kit.SearchList
	over   *kit.Over
}

func (f *finder) open() {
	f.search = kit.NewSearchList(lang.L("Activities, people, countries, partners, themes, screens"))
	f.search.OnChanged = func(text string) {
		f.text = text
		f.loader.Go()
	}
	f.search.OnPicked = func(i int) {
		f.close()
		f.window.Go(f.found[i].Route)
	}
	f.search.OnCancel = f.close
	c := f.window.window.Canvas()
	f.over = kit.NewOver(c, kit.Padded(kit.Step2, kit.Step2, f.search))
	f.over.OnEscape = f.close
	f.over.SetSize(fyne.NewSize(640, 440))
	f.over.Show()
	f.search.Focus(c)
	f.show(nil, nil)
}

func (f *finder) close() {
	f.loader.Stop()
	f.over.Hide()
}

// show shows what was found; the places of the rail where nothing is typed yet.
func (f *finder) show(found []model.Found, err error) {
	f.found = found
	if f.text == "" {
		for _, s := range stops() {
			f.found = append(f.found, model.Found{Route: s.route, Title: s.title, Detail: lang.L("screen")})
		}
	}
	if err != nil {
		f.search.Say(err.Error())
		return
	}
	typed := fold.Text(f.text)
	slices.SortStableFunc(f.found, func(a, b model.Found) int { // who types “fiji” means the country before what was held there
		return ahead(strings.HasPrefix(fold.Text(a.Title), typed)) - ahead(strings.HasPrefix(fold.Text(b.Title), typed))
	})
	var lines [][2]string
	for _, one := range f.found {
		detail := one.Detail
		if kind := kindWord(one.Kind); kind != "" {
			detail = kind + " · " + detail
		}
		lines = append(lines, [2]string{one.Title, detail})
	}
	f.search.SetLines(lines)
	if len(lines) == 0 {
		f.search.Say(lang.L("Nothing in the register begins like this."))
	}
}

// ahead is 0 for what goes ahead, 1 for what follows.
func ahead(yes bool) int {
	if yes {
		return 0
	}
	return 1
}

func kindWord(k model.Kind) string {
	switch k {
	case model.KindPerson:
		return lang.L("person")
	case model.KindCountry:
		return lang.L("country")
	case model.KindPartner:
		return lang.L("partner")
	case model.KindTheme:
		return lang.L("theme")
	}
	return ""
}
