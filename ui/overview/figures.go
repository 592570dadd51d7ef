package overview

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/ui/kit"
)

// showTiles shows the five figures that matter most.
func (s *Screen) showTiles(st state) {
	total, special := st.overview.Summary.Total, st.overview.Special
	s.held.Set(total.Events.String(), activitiesWords(total), madeOf(total, "events"))
	s.countries.Set(total.Countries.String(), countriesWords(total), madeOf(total, "countries"))
	people := ""
	if total.People.Known() {
		people = lang.N("{{.People}} people, named at {{.At}} of {{.Of}}", kit.Number(total.People.Figure), map[string]any{"People": total.People.Figure.String(), "At": model.Thousands(total.People.NamedAt), "Of": model.Thousands(total.People.Of)})
	}
	s.people.Set(total.Participants.String(), people, madeOf(total, "participants"))
	women := lang.L("nobody’s sex is known")
	if total.Women.Known > 0 {
		women = lang.L("of {{.Known}} whose sex is known", map[string]any{"Known": model.Thousands(total.Women.Known)})
	}
	s.women.Set(total.Women.String(), women, lang.N("{{.Women}} women; the sex of {{.Unknown}} is not known.", total.Women.Women,
		map[string]any{"Women": model.Thousands(total.Women.Women), "Unknown": model.Thousands(total.Women.Unknown)}))
	s.special.Set(special.Special.String(), fmt.Sprintf("LDC %s · LLDC %s · SIDS %s", special.LDC, special.LLDC, special.SIDS),
		lang.L("Participants from least developed, landlocked developing and small island countries, by their status on the day. Reported totals name no countries and are not part of it."))
}

func activitiesWords(total model.Line) string {
	reported := model.Figure{}
	for _, r := range total.Made.Reported {
		reported = reported.Plus(r.EventsFigure())
	}
	switch {
	case reported.Value > 0 && total.Made.Activities > 0:
		return lang.L("{{.A}} here, {{.R}} reported", map[string]any{"A": model.Thousands(total.Made.Activities), "R": reported.String()})
	case reported.Value > 0:
		return lang.L("as reported")
	}
	return lang.L("in the register")
}

func countriesWords(total model.Line) string {
	switch {
	case total.Countries.Kind == model.AtLeast:
		return lang.N("{{.N}} are known by name", total.Made.Named, map[string]any{"N": model.Thousands(total.Made.Named)})
	case total.Made.Several > 0:
		return lang.L("{{.N}} came to several types", map[string]any{"N": model.Thousands(total.Made.Several)})
	}
	return ""
}

// madeOf explains in words what a figure of a line is made of.
func madeOf(l model.Line, of string) string {
	var parts []string
	if n := l.Made.Activities; n > 0 {
		parts = append(parts, lang.N("{{.N}} activities of the register", n, map[string]any{"N": model.Thousands(n)}))
	}
	for _, r := range l.Made.Reported {
		number := r.EventsFigure().String()
		switch of {
		case "participants":
			number = r.ParticipantsFigure().String()
		case "countries":
			number = r.CountriesFigure().String()
		}
		parts = append(parts, lang.L("{{.N}} as reported for {{.Span}}", map[string]any{"N": number, "Span": model.Between(r.From, r.To).Span()}))
	}
	if of == "countries" && l.Made.Several > 0 {
		parts = append(parts, lang.N("{{.N}} countries came to more than one type and count once", l.Made.Several, map[string]any{"N": model.Thousands(l.Made.Several)}))
	}
	if of == "participants" && l.EvidenceMissing > 0 {
		parts = append(parts, lang.N("{{.N}} activities without figures", l.EvidenceMissing, map[string]any{"N": model.Thousands(l.EvidenceMissing)}))
	}
	return strings.Join(parts, "; ")
}

// showNotes shows what was left out and why.
func (s *Screen) showNotes(notes []string) {
	s.notes.SetText(strings.Join(notes, " "))
	if len(notes) == 0 {
		s.notes.Hide()
	} else {
		s.notes.Show()
	}
}

// showLists shows what comes next, and what still lacks figures.
func (s *Screen) showLists(st state) {
	fill := func(box *fyne.Container, lines []model.ActivityLine, tab string) {
		box.RemoveAll()
		for _, l := range lines {
			title := kit.NewLink(l.Title, func() { s.navigator.Go(model.ActivityRoute{ID: l.ID, Tab: tab}) })
			title.SizeName, title.Cut = kit.SizeTable, true
			days := kit.Quiet(model.SpanText(l.FirstDay, l.LastDay))
			box.Add(listRow(title, days))
		}
	}
	fill(s.upcoming, st.overview.Upcoming, "details")
	fill(s.lacking, st.overview.Lacking, "figures")
	if more := st.overview.LackingOf - len(st.overview.Lacking); more > 0 {
		s.lacking.Add(kit.QuietLink(lang.L("and {{.N}} more", map[string]any{"N": model.Thousands(more)}), func() {
			f := s.counted()
			f.Evidence = model.NoneYet
			s.navigator.Go(model.ActivitiesRoute{Filter: f})
		}))
	}
}
