package report

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"rollbook/model"
)

// DeckSource is what the deck for the Round Table asks of a register.
type DeckSource interface {
	SummarySource
	Phases(context.Context) ([]model.Phase, error)
	Milestones(context.Context) ([]model.Milestone, error)
	Partners(context.Context) ([]model.Partner, error)
	Activities(context.Context, model.ActivityFilter) ([]model.ActivityLine, int, error)
	Lessons(ctx context.Context, activity model.ID) ([]model.Lesson, error)
}

// RoundTable composes the deck that is presented before the Annual Round Table: the
// programme, the Summary, and what the office has done for whom, about what and with whom.
// A slide for which the register has nothing is left out. The error is the register's.
func RoundTable(ctx context.Context, r DeckSource, p model.Period, at model.Instant) (Deck, error) {
	office, err := r.Office(ctx)
	if err != nil {
		return Deck{}, err
	}
	own, err := r.Countries(ctx)
	if err != nil {
		return Deck{}, err
	}
	o, err := r.Overview(ctx, p, model.DayOf(at.Time()))
	if err != nil {
		return Deck{}, err
	}
	b := &roundTable{ctx: ctx, r: r, period: p, at: at, overview: o, charts: Charts{Overview: o, Names: ownNames(own), Say: English},
		deck: Deck{Title: "Summary of Activities", Subtitle: periodText(p), Office: office.Name, AsOf: at}}
	for _, slide := range []func() error{b.programme, b.summary, b.years, b.origins, b.places, b.themes, b.goals, b.partners, b.lessons, b.ahead} {
		if err := slide(); err != nil {
			return Deck{}, err
		}
	}
	return b.deck, nil
}

// roundTable builds the deck, slide by slide.
type roundTable struct {
	ctx      context.Context
	r        DeckSource
	period   model.Period
	at       model.Instant
	overview model.Overview
	charts   Charts
	deck     Deck
}

func (b *roundTable) add(s Slide) { b.deck.Slides = append(b.deck.Slides, s) }

// source says where the figures of a slide come from.
func (b *roundTable) source() string {
	return fmt.Sprintf("Source: the register of %s, %s.", cmp.Or(b.deck.Office, "the office"), b.at.Time().Format("2 January 2006, 15:04"))
}

// programme is the phases and the milestones.
func (b *roundTable) programme() error {
	phases, err := b.r.Phases(b.ctx)
	if err != nil {
		return err
	}
	milestones, err := b.r.Milestones(b.ctx)
	if err != nil {
		return err
	}
	if len(phases)+len(milestones) == 0 {
		return nil
	}
	slices.SortStableFunc(milestones, func(x, y model.Milestone) int { return cmp.Compare(x.Day, y.Day) })
	t := Table{Columns: []Column{{Weight: 1}, {Weight: 4}}}
	for _, m := range milestones {
		if m.Day <= model.DayOf(b.at.Time()) {
			t.Rows = append(t.Rows, Row{Cells: []Cell{Text(m.When()), Text(m.Title)}})
		}
	}
	if n := len(t.Rows); n > mostSlideRows-4 {
		t.Rows = t.Rows[n-(mostSlideRows-4):]
	}
	var names []string
	for _, p := range phases {
		names = append(names, p.Period().Label())
		t.Rows = append(t.Rows, Row{Cells: []Cell{Text(p.Period().Span()), Text(p.Name)}, Strong: true})
	}
	b.add(Slide{Title: "The programme", Lead: strings.Join(names, "; "), Blocks: []Block{t}, Notes: []string{b.source()}})
	return nil
}

// summary is the source's table, and what it adds up to.
func (b *roundTable) summary() error {
	s := b.overview.Summary
	total := s.Total
	large := Figures{{total.Events.String(), "events"}, {total.Countries.String(), "participating countries"}, {total.Participants.String(), "participants"}}
	if total.Women.Known > 0 {
		large = append(large, LargeFigure{total.Women.String(), "women, where the sex is known"})
	}
	if total.PersonDays.Known() && total.PersonDays.Value > 0 {
		large = append(large, LargeFigure{total.PersonDays.String(), "person-days"})
	}
	t := summaryTable(s)
	t.Title, t.Notes = "", nil
	b.add(Slide{Title: "Summary of Activities", Lead: periodText(b.period), Blocks: []Block{large, t}, Notes: append(append(definitions(s), s.Notes...), b.source())})
	return nil
}

// years is participants and events a year.
func (b *roundTable) years() error {
	c := b.charts.Participants()
	if c.Empty() {
		return nil
	}
	best, most := "", model.Count(0)
	for i, year := range b.overview.Years.Years {
		sum := model.Count(0)
		for _, of := range b.overview.Years.Participants {
			sum = sum.Plus(of[i])
		}
		if sum.Value > most.Value {
			best, most = fmt.Sprint(year), sum
		}
	}
	b.add(Slide{Title: c.About.Title, Lead: fmt.Sprintf("Most came in %s: %s participants.", best, most), Blocks: []Block{Chart{Chart: c}},
		Notes: []string{"Participants are those who attended in a counted role, each activity for itself.", b.source()}})
	return nil
}

// origins is countries in special situations, and regions.
func (b *roundTable) origins() error {
	special := b.charts.Special()
	if special.Empty() {
		return nil
	}
	regions, err := b.r.Summary(b.ctx, b.period, model.ByRegion)
	if err != nil {
		return err
	}
	bars := chartOfLines("Participants by region", "participants", regions.Rows, func(l model.Line) bool { return l.Key != model.AsiaPacific })
	s := b.overview.Special
	share := float64(s.Special.Value) / float64(s.Participants.Value)
	slide := Slide{Title: "Regions and special situations", Lead: fmt.Sprintf("%s of the participants came from countries in special situations.", model.Percent(share)),
		Blocks: []Block{Chart{Chart: special}}, Notes: append(groupNotes(), b.source())}
	if !bars.Empty() {
		slide.Blocks = append([]Block{Chart{Chart: bars, Note: "M49 regions of the United Nations."}}, slide.Blocks...)
	}
	b.add(slide)
	return nil
}

func groupNotes() []string {
	return []string{
		"Special situation: least developed countries (LDC), landlocked developing countries (LLDC) and small island developing States (SIDS), as they were on the activity’s first day.",
		"Reported totals name no countries; the shares are of the participants in the register.",
	}
}

// places is the map.
func (b *roundTable) places() error {
	m := b.charts.Dots()
	if m.Empty() {
		return nil
	}
	var names []string
	for _, c := range b.overview.Countries[:min(3, len(b.overview.Countries))] {
		names = append(names, countryName(b.charts.Names, c.Code))
	}
	b.add(Slide{Title: m.About.Title, Lead: fmt.Sprintf("%s; most participants: %s.", model.Counted(len(b.overview.Countries), "country or area", "countries and areas"), strings.Join(names, ", ")),
		Blocks: []Block{Chart{Chart: m}}, Notes: []string{"The area of a dot stands for the number of participants in the register.", b.source()}})
	return nil
}

// themes is the themes of the last 3 years.
func (b *roundTable) themes() error {
	c := b.charts.Themes()
	if c.Empty() {
		return nil
	}
	b.add(Slide{Title: c.About.Title, Lead: "Activities by theme and year; an activity may have several themes.", Blocks: []Block{Chart{Chart: c}},
		Notes: []string{"The last 3 years of the period are counted.", b.source()}})
	return nil
}

// withoutReported says what tables cut otherwise than by type leave out.
const withoutReported = "Reported totals cannot be cut this way and are not part of the figures."

// goals is the Sustainable Development Goals that activities were about.
func (b *roundTable) goals() error {
	s, err := b.r.Summary(b.ctx, b.period, model.BySDG)
	if err != nil || len(s.Rows) == 0 {
		return err
	}
	t := Table{Columns: []Column{{Head: "Goal", Weight: 3}, {Head: "Events", Figure: true}, {Head: "Countries", Figure: true}, {Head: "Participants", Figure: true}}}
	most := s.Rows[0]
	for _, l := range s.Rows {
		if l.Events.Value > most.Events.Value {
			most = l
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{Text(keyText(model.BySDG, l.Key)), Figure(l.Events), Figure(l.Countries), Figure(l.Participants)}})
	}
	t.Rows = t.Rows[:min(len(t.Rows), mostSlideRows)]
	b.add(Slide{Title: "Sustainable Development Goals", Lead: fmt.Sprintf("Most activities served goal %s (%s events).", keyText(model.BySDG, most.Key), most.Events),
		Blocks: []Block{t}, Notes: []string{"An activity may serve several goals, and counts for each.", withoutReported, b.source()}})
	return nil
}

// partners is whom the office works with most.
func (b *roundTable) partners() error {
	s, err := b.r.Summary(b.ctx, b.period, model.ByPartner)
	if err != nil || len(s.Rows) == 0 {
		return err
	}
	all, err := b.r.Partners(b.ctx)
	if err != nil {
		return err
	}
	kinds := map[model.ID]string{}
	for _, p := range all {
		kinds[p.ID] = p.Kind.Label()
	}
	rows := slices.Clone(s.Rows)
	slices.SortStableFunc(rows, func(x, y model.Line) int { return cmp.Compare(y.Events.Value, x.Events.Value) })
	t := Table{Columns: []Column{{Head: "Partner", Weight: 2.6}, {Head: "Kind", Weight: 1.6}, {Head: "Events", Figure: true, Weight: 0.8}, {Head: "Participants", Figure: true}}}
	for _, l := range rows[:min(len(rows), 8)] {
		t.Rows = append(t.Rows, Row{Cells: []Cell{Text(l.Key), Text(kinds[l.Ref.ID]), Figure(l.Events), Figure(l.Participants)}})
	}
	b.add(Slide{Title: "Partners", Lead: model.Counted(len(rows), "organisation", "organisations") + " worked with the office.", Blocks: []Block{t},
		Notes: []string{"Events at which the partner was host, co-organiser, funder or technical partner.", withoutReported, b.source()}})
	return nil
}

// mostLessons is how many lessons a slide holds.
const mostLessons = 7

// lessons is what was learnt from the activities of the period, and whether it was followed
// up.
func (b *roundTable) lessons() error {
	all, err := b.r.Lessons(b.ctx, 0)
	if err != nil || len(all) == 0 {
		return err
	}
	lines, _, err := b.r.Activities(b.ctx, model.ActivityFilter{Period: b.period})
	if err != nil {
		return err
	}
	of := map[model.ID]bool{}
	for _, l := range lines {
		of[l.ID] = true
	}
	var items []string
	done := 0
	for _, l := range all {
		if len(l.Activities) > 0 && !slices.ContainsFunc(l.Activities, func(id model.ID) bool { return of[id] }) {
			continue
		}
		items = append(items, lessonText(l))
		done += b2i(l.Done)
	}
	if len(items) == 0 {
		return nil
	}
	s := Slide{Title: "Some lessons", Lead: fmt.Sprintf("%d of %d were followed up.", done, len(items)), Blocks: []Block{List{Items: items[:min(len(items), mostLessons)]}}}
	s.Notes = append(append(s.Notes, items[min(len(items), mostLessons):]...), b.source())
	b.add(s)
	return nil
}

// lessonText gives a lesson with what is to be done about it, and whether it was.
func lessonText(l model.Lesson) string {
	text := strings.TrimSuffix(l.Text, ".")
	switch {
	case l.Done && l.FollowUp != "":
		return text + " – done: " + l.FollowUp
	case l.Done:
		return text + " – followed up"
	case l.FollowUp != "" && l.Due != "":
		return text + " – to do by " + l.Due.Text() + ": " + l.FollowUp
	case l.FollowUp != "":
		return text + " – to do: " + l.FollowUp
	}
	return text
}

// ahead is what is planned for the next weeks.
func (b *roundTable) ahead() error {
	if len(b.overview.Upcoming) == 0 {
		return nil
	}
	t := Table{Columns: []Column{{Head: "Days", Weight: 1.2}, {Head: "Activity", Weight: 3.4}, {Head: "Place", Weight: 1.4}}}
	for _, l := range b.overview.Upcoming {
		t.Rows = append(t.Rows, Row{Cells: []Cell{Text(model.SpanText(l.FirstDay, l.LastDay)), Text(l.Title), Text(l.Place(countryName(b.charts.Names, l.Country)))}})
	}
	b.add(Slide{Title: "Coming up", Blocks: []Block{t}, Notes: []string{"Planned activities; they are not counted until they were held.", b.source()}})
	return nil
}
