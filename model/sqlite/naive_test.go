package sqlite_test

import (
	"fmt"
	"slices"

	"rollbook/model"
	"rollbook/model/country"
)

// figures are the numbers of a row of a Summary, to be compared as a whole.
type figures struct {
	events, participants, countries, people, named, women, known, unknown, days, missing model.Figure
}

func figuresOf(l model.Line) figures {
	return figures{l.Events, l.Participants, l.Countries, l.People.Figure, model.Count(l.People.NamedAt), model.Count(l.Women.Women),
		model.Count(l.Women.Known), model.Count(l.Women.Unknown), l.PersonDays, model.Count(l.EvidenceMissing)}
}

func all(model.Activity) bool { return true }

func everywhere(model.CountryCode, model.Activity) bool { return true }

func (n *naive) typeOf(id model.ID) model.ActivityType {
	return n.types[slices.IndexFunc(n.types, func(t model.ActivityType) bool { return t.ID == id })]
}

// held gives the activities that count in a period (rule 1) and are not stood for by one
// of the totals (rule 10), and the totals that enter.
func (n *naive) held(p model.Period, totals []model.Reported) (activities []model.Activity, enter []model.Reported) {
	for _, t := range totals {
		if p.Encloses(t.From, t.To) {
			enter = append(enter, t)
		}
	}
	for _, a := range n.activities {
		if a.Status == model.Held && p.Contains(a.FirstDay) && !slices.ContainsFunc(enter, func(t model.Reported) bool {
			return !t.Adds && t.Type == a.Type && t.From <= a.FirstDay && a.FirstDay <= t.To
		}) {
			activities = append(activities, a)
		}
	}
	return activities, enter
}

// row counts the activities of a period that has says yes to and, of these, who came from
// where from says yes to.
func (n *naive) row(p model.Period, totals []model.Reported, has func(model.Activity) bool, from func(model.CountryCode, model.Activity) bool) figures {
	activities, enter := n.held(p, totals)
	var f figures
	origin := !from("", model.Activity{}) || !from("FJI", model.Activity{FirstDay: "2020-01-01"}) // the row is of some countries
	union, persons := map[model.CountryCode]bool{}, map[model.ID]bool{}
	events, counting, evident, rough, daysKnown, unmarked := 0, 0, 0, false, 0, false
	var people, women, known, days, named, missing int
	for _, a := range activities {
		if !has(a) {
			continue
		}
		all, there := n.evidence(a)
		came, came0 := map[model.CountryCode]int{}, 0
		for _, w := range all {
			came[w.country] += w.n
			if from(w.country, a) {
				came0 += w.n
			}
		}
		if origin && (came0 == 0 || !n.typeOf(a.Type).CountsPeople) {
			continue
		}
		events++
		if !n.typeOf(a.Type).CountsPeople {
			continue
		}
		counting++
		if !there {
			missing++
		} else {
			evident++
		}
		register, marked := n.register(a)
		if len(register) > 0 {
			named++
		}
		for _, w := range register {
			if from(w.country, a) && (!origin || came[w.country] > 0) {
				persons[w.person] = true
			}
		}
		daysHere := there && (marked || len(all) > 0 && all[0].daysKnown)
		if daysHere {
			daysKnown++
		}
		unmarked = unmarked || there && !daysHere
		for _, w := range all {
			if !from(w.country, a) || origin && came[w.country] == 0 {
				continue
			}
			people += w.n
			rough = rough || w.rough
			if w.country != "" && w.n > 0 {
				union[w.country] = true
			}
			if w.sex != model.NotStated {
				known += w.n
			}
			if w.sex == model.Female {
				women += w.n
			}
			if daysHere {
				days += w.days
			}
		}
	}
	unknown := people - known
	var counted []model.Reported
	for _, t := range enter {
		events += t.Events
		if n.typeOf(t.Type).CountsPeople {
			counted = append(counted, t)
		}
	}
	f.events = model.Count(events)
	for _, t := range enter {
		f.events.Kind = max(f.events.Kind, t.EventsKind)
	}
	f.named, f.women, f.known, f.missing = model.Count(named), model.Count(women), model.Count(known), model.Count(missing)
	nothing := counting+len(counted) == 0
	of := func(n int, known bool) model.Figure {
		if !known && !nothing {
			return model.Figure{Kind: model.Missing}
		}
		return model.Count(n)
	}
	f.people, f.days = of(len(persons), named > 0), of(days, daysKnown > 0)
	switch {
	case daysKnown == 0:
	case len(counted) > 0 || unmarked:
		f.days.Kind = model.AtLeast
	case rough:
		f.days.Kind = model.Approximate
	}
	silent, unnamed, most, mostKind := false, 0, -1, model.Exact
	least := false // a total says that at least so many came
	parts := 0     // totals that say how many came
	for _, t := range counted {
		if t.Participants == nil {
			silent = true
		} else {
			people, parts, unknown = people+*t.Participants, parts+1, unknown+*t.Participants
			least, rough = least || t.ParticipantsKind == model.AtLeast, rough || t.ParticipantsKind == model.Approximate
		}
		for _, c := range t.CountryList {
			union[c] = true
		}
		if len(t.CountryList) == 0 {
			unnamed++
			if t.Countries != nil && *t.Countries > most {
				most, mostKind = *t.Countries, t.CountriesKind
			}
		}
	}
	f.unknown = model.Count(unknown)
	f.participants = of(people, evident > 0 || parts > 0)
	switch {
	case f.participants.Kind == model.Missing:
	case silent || least:
		f.participants.Kind = model.AtLeast
	case rough:
		f.participants.Kind = model.Approximate
	}
	switch {
	case unnamed == 0:
		f.countries = of(len(union), len(union) > 0 || evident > 0)
	case most < 0 && len(union) == 0:
		f.countries = model.Figure{Kind: model.Missing}
	case len(counted) == 1 && len(union) == 0:
		f.countries = model.Figure{Value: most, Kind: mostKind}
	default:
		f.countries = model.Figure{Value: max(most, len(union)), Kind: model.AtLeast}
	}
	if nothing && (events > 0 || len(enter) > 0) {
		f.countries, f.participants, f.people, f.days = notCounted, notCounted, notCounted, notCounted
	}
	return f
}

var notCounted = model.Figure{Kind: model.NotCounted}

// cut gives the rows of a cut, by their keys.
func (n *naive) cut(p model.Period, cut model.Cut) map[string]figures {
	rows := map[string]figures{}
	link := func(keys func(model.Activity) []string) {
		activities, _ := n.held(p, nil)
		for _, a := range activities {
			for _, key := range keys(a) {
				rows[key] = n.row(p, nil, func(a model.Activity) bool { return slices.Contains(keys(a), key) }, everywhere)
			}
		}
	}
	origin := func(key string, from func(model.CountryCode, model.Activity) bool) {
		rows[key] = n.row(p, nil, all, from)
	}
	groups := func(c model.CountryCode, a model.Activity) []model.Group {
		return country.GroupsOn(n.statuses, c, a.FirstDay, n.associates)
	}
	switch cut {
	case model.ByType:
		for _, t := range n.types {
			var totals []model.Reported
			for _, r := range n.reported {
				if r.Type == t.ID {
					totals = append(totals, r)
				}
			}
			rows[t.Name] = n.row(p, totals, func(a model.Activity) bool { return a.Type == t.ID }, everywhere)
			if !t.CountsPeople {
				f := rows[t.Name]
				f.countries, f.participants, f.people, f.days = notCounted, notCounted, notCounted, notCounted
				rows[t.Name] = f
			}
		}
	case model.ByYear:
		var single []model.Reported
		for _, r := range n.reported {
			if p.Encloses(r.From, r.To) && r.From.Year() == r.To.Year() {
				single = append(single, r)
			}
		}
		activities, enter := n.held(p, single)
		years := map[int]bool{}
		for _, a := range activities {
			years[a.FirstDay.Year()] = true
		}
		for _, r := range enter {
			years[r.From.Year()] = true
		}
		for y := range years {
			rows[fmt.Sprint(y)] = n.row(model.YearPeriod(y).Within(p), single, all, everywhere)
		}
	case model.ByTheme:
		link(func(a model.Activity) (keys []string) {
			for _, id := range a.Themes {
				for theme, there := n.themes[id]; there; theme, there = n.themes[theme.Parent] {
					keys = append(keys, theme.Name)
				}
			}
			return keys
		})
	case model.BySDG:
		link(func(a model.Activity) (keys []string) {
			for _, code := range a.SDGs {
				keys = append(keys, code[:2])
			}
			return keys
		})
	case model.ByPartner:
		link(func(a model.Activity) (keys []string) {
			for _, part := range a.Partners {
				if partner, there := n.partners[part.Partner]; there {
					keys = append(keys, partner.Name)
				}
			}
			return keys
		})
	case model.ByCountry:
		for _, code := range someCountries {
			origin(string(code), func(c model.CountryCode, _ model.Activity) bool { return c == code })
			if code == "" || rows[string(code)].events.Value == 0 {
				delete(rows, string(code))
			}
		}
	case model.ByRegion:
		regionOf := func(c model.CountryCode) string { known, _ := country.ByCode(c); return known.Region }
		for _, region := range country.Regions() {
			origin(region, func(c model.CountryCode, _ model.Activity) bool { return regionOf(c) == region })
		}
		origin(model.AsiaPacific, func(c model.CountryCode, _ model.Activity) bool {
			return regionOf(c) == "Asia" || regionOf(c) == "Oceania"
		})
	case model.ByGroup:
		for _, g := range []model.Group{model.LDC, model.LLDC, model.SIDS} {
			origin(string(g), func(c model.CountryCode, a model.Activity) bool { return slices.Contains(groups(c, a), g) })
		}
		origin(string(model.Special), func(c model.CountryCode, a model.Activity) bool { return len(groups(c, a)) > 0 })
		origin(string(model.Other), func(c model.CountryCode, a model.Activity) bool { return len(groups(c, a)) == 0 })
	}
	return rows
}
