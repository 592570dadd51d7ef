package countries

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"rollbook/model"
	"rollbook/model/country"
	"rollbook/ui/kit"
)

// page is one country: its groups with their dates, the years in which it took part, and
// the activities and partners there.
type page struct {
	screen *Screen
	code   model.CountryCode
	loader *kit.Loader[pageState]
	title  *kit.Text
	sub    *kit.Text
	body   *kit.Page
	object fyne.CanvasObject
}

// pageState is what a page shows.
type pageState struct {
	name       string
	statuses   []model.CountryStatus
	associates bool
	line       model.Line
	activities []model.ActivityLine // in the period, at which the country took part
	partners   []model.Partner
	period     model.Period
	years      []int // that the register knows, the first first
}

func newPage(s *Screen, code model.CountryCode) *page {
	p := &page{screen: s, code: code, title: kit.Heading(country.Name(code)), sub: kit.Quiet(""), body: kit.NewPage(kit.Step3)}
	p.title.SizeName = theme.SizeNameSubHeadingText
	p.sub.Cut = true
	p.loader = kit.NewAskingLoader(func() model.Period { return s.period.Period() }, p.load, p.show)
	shut := kit.IconButton("close", lang.L("Close the page"), func() { s.navigator.Go(model.CountriesRoute{}) })
	head := container.NewBorder(nil, nil, nil, kit.Middle(shut), kit.Rows(2, p.title, p.sub))
	p.object = kit.NewSurface(kit.ColorCard, kit.ColorLine, kit.CardRadius,
		kit.Padded(kit.Step3, kit.Step4, container.NewBorder(container.NewVBox(head, kit.Gap(kit.Step1)), nil, nil, nil, p.body)))
	return p
}

func (p *page) load(ctx context.Context, period model.Period) (pageState, error) {
	r := p.screen.register
	st := pageState{name: country.Name(p.code), period: period}
	own, err := r.Countries(ctx)
	if err != nil {
		return st, err
	}
	for _, c := range own {
		if c.Code == p.code && c.Name != "" {
			st.name = c.Name
		}
	}
	all, err := r.CountryStatuses(ctx)
	if err != nil {
		return st, err
	}
	for _, s := range all {
		if s.Country == p.code {
			st.statuses = append(st.statuses, s)
		}
	}
	office, err := r.Office(ctx)
	if err != nil {
		return st, err
	}
	st.associates = office.SIDSAssociates
	summary, err := r.Summary(ctx, period, model.ByCountry)
	if err != nil {
		return st, err
	}
	for _, l := range summary.Rows {
		if l.Code == string(p.code) {
			st.line = l
		}
	}
	if st.activities, _, err = r.Activities(ctx, model.ActivityFilter{Period: period, Country: p.code, Statuses: []model.Status{model.Held}, Sort: model.SortDays, Down: true}); err != nil {
		return st, err
	}
	partners, err := r.Partners(ctx)
	if err != nil {
		return st, err
	}
	for _, partner := range partners {
		if partner.Country == p.code {
			st.partners = append(st.partners, partner)
		}
	}
	st.years, err = r.Years(ctx)
	slices.Sort(st.years)
	return st, err
}

// engagement gives the years in which the country took part.
func (st pageState) engagement() model.Engagement {
	var e model.Engagement
	for _, a := range st.activities {
		e = append(e, a.FirstDay.Year())
	}
	slices.Sort(e)
	return slices.Compact(e)
}

func (p *page) show(st pageState, err error) {
	if err != nil {
		p.body.Set(kit.Note(err.Error()))
		return
	}
	p.title.SetText(st.name)
	p.title.SetToolTip(st.name)
	region := ""
	if c, ok := country.ByCode(p.code); ok {
		region = c.Subregion + " · " + string(p.code)
	}
	p.sub.SetText(region)
	rows := []fyne.CanvasObject{p.figures(st), p.strip(st), p.groups(st)}
	if len(st.partners) > 0 {
		rows = append(rows, p.partners(st))
	}
	p.body.Set(append(rows, p.activities(st))...)
}

func (p *page) figures(st pageState) fyne.CanvasObject {
	l := st.line
	data := map[string]any{"E": l.Events.String(), "P": l.Participants.String(), "W": l.Women.String()}
	text := lang.N("{{.E}} activities", kit.Number(l.Events), data) + " · " + lang.N("{{.P}} participants", kit.Number(l.Participants), data) + " · " + lang.L("{{.W}} women", data)
	head := kit.NewText(text)
	head.Bold, head.Cut = true, true
	people := kit.QuietLink(lang.N("{{.N}} people known by name", kit.Number(l.People.Figure), map[string]any{"N": l.People.String()}), func() { p.screen.navigator.Go(model.PeopleRoute{Find: st.name}) })
	return kit.Rows(2, head, container.NewHBox(people))
}

// strip shows the years of the period as squares, those filled in which the country took
// part.
func (p *page) strip(st pageState) fyne.CanvasObject {
	e := st.engagement()
	if len(e) == 0 {
		return kit.Quiet(lang.L("It took part in no activity of this period."))
	}
	took := map[int]bool{}
	for _, y := range e {
		took[y] = true
	}
	var squares []fyne.CanvasObject
	first, last := st.years[0], min(st.years[len(st.years)-1], kit.Today().Year()) // e has years, so the register has
	for year := first; year <= last; year++ {
		if !st.period.Overlaps(model.Date(year, 1, 1), model.Date(year, 12, 31)) {
			continue
		}
		label := kit.Quiet(fmt.Sprintf("’%02d", year%100))
		fill, line := fyne.ThemeColorName(kit.ColorCard), fyne.ThemeColorName(kit.ColorLine)
		if took[year] {
			fill, line, label.Color = theme.ColorNamePrimary, theme.ColorNamePrimary, theme.ColorNameForegroundOnPrimary
		}
		square := kit.NewSurface(fill, line, 4, kit.Padded(3, 5, label))
		squares = append(squares, kit.NewClickable(square, func() {
			p.screen.navigator.Go(model.ActivitiesRoute{Filter: model.ActivityFilter{Country: p.code, Period: model.YearPeriod(year)}})
		}))
	}
	text := lang.N("Took part in {{.N}} years, {{.Span}}; longest gap: {{.Gap}}", len(e), map[string]any{"N": len(e), "Span": e.Span(), "Gap": e.GapText()})
	says := kit.Quiet(text)
	says.Cut = true
	return kit.Rows(kit.Step1, says, container.NewHScroll(kit.Columns(3, squares...)))
}

// groups lists the groups with their dates and where they are from.
func (p *page) groups(st pageState) fyne.CanvasObject {
	rows := kit.Rows(kit.Step1, container.NewBorder(nil, nil, nil, kit.QuietLink(lang.L("Edit"), func() { p.screen.navigator.Go(model.SettingsRoute{Section: "groups"}) }), kit.Title(lang.L("Groups"))))
	for _, s := range st.statuses {
		parts := []string{lang.L(s.Group.Label())}
		if s.Associate {
			parts = append(parts, lang.L("associate member"))
		}
		switch {
		case s.From != "" && s.To != "":
			parts = append(parts, fmt.Sprintf("%s – %s", s.From.Text(), s.To.Text()))
		case s.From != "":
			parts = append(parts, lang.L("since {{.Day}}", map[string]any{"Day": s.From.Text()}))
		case s.To != "":
			parts = append(parts, lang.L("until {{.Day}}", map[string]any{"Day": s.To.Text()}))
		}
		if !s.Effective {
			parts = append(parts, lang.L("scheduled: counts when it is confirmed"))
		}
		if s.Associate && !st.associates {
			parts = append(parts, lang.L("not counted by this office"))
		}
		text := kit.NewText(strings.Join(parts, " · "))
		text.SizeName, text.Cut = kit.SizeTable, true
		text.SetToolTip(text.Text)
		rows.Add(text)
	}
	if len(st.statuses) == 0 {
		rows.Add(kit.Quiet(lang.L("In none of the groups.")))
	}
	return rows
}

func (p *page) partners(st pageState) fyne.CanvasObject {
	rows := kit.Rows(kit.Step1, kit.Title(lang.L("Partners")))
	for _, partner := range st.partners {
		text := kit.NewLink(partner.Name, func() {
			p.screen.navigator.Go(model.ActivitiesRoute{Filter: model.ActivityFilter{Partners: []model.ID{partner.ID}}})
		})
		text.SizeName, text.Cut = kit.SizeTable, true
		rows.Add(container.NewBorder(nil, nil, nil, kit.Quiet(lang.L(partner.Kind.Label())), text))
	}
	return rows
}

// shownActivities is how many activities a page lists; the rest is a click away.
const shownActivities = 60

func (p *page) activities(st pageState) fyne.CanvasObject {
	rows := kit.Rows(kit.Step1, kit.Title(lang.L("Activities")))
	for _, a := range st.activities[:min(len(st.activities), shownActivities)] {
		title := kit.NewLink(a.Title, func() { p.screen.navigator.Go(model.ActivityRoute{ID: a.ID}) })
		title.SizeName, title.Cut = kit.SizeTable, true
		title.SetToolTip(a.Title)
		rows.Add(container.NewBorder(nil, nil, nil, kit.Quiet(model.SpanText(a.FirstDay, a.LastDay)), title))
	}
	if more := len(st.activities) - shownActivities; more > 0 {
		rows.Add(container.NewHBox(kit.QuietLink(lang.L("and {{.N}} more", map[string]any{"N": more}), func() {
			p.screen.navigator.Go(model.ActivitiesRoute{Filter: model.ActivityFilter{Country: p.code, Period: st.period}})
		})))
	}
	return rows
}
