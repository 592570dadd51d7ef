package sample

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"rollbook/model"
)

// kinds says of each of the first types how often it is held, for how many days, and how
// many people come.
var kinds = []struct {
	often, days, size int
	code, title       string
}{
	{10, 3, 80, "IC", "International Conference on %s"},
	{36, 3, 38, "RW", "Regional Workshop on %s"},
	{26, 2, 30, "NW", "National Workshop on %s"},
	{18, 5, 8, "AS", "Study Tour on %s"},
	{10, 300, 0, "RP", "Research on %s"},
}

// plan invents the activities from 2016 on.
func (m *maker) plan() {
	const from, to model.Day = "2016-01-11", "2027-02-26"
	span := from.DaysTo(to)
	var kindOf []int
	for range m.scaled(activities) {
		kind := m.kind()
		k := kinds[kind]
		topic := m.random.IntN(len(topics))
		days := max(1, k.days+m.random.IntN(3)-1)
		a := model.Activity{ID: m.newID(), Type: m.typeAt(kind).ID, FirstDay: weekday(from.Add(m.random.IntN(span))),
			Title: fmt.Sprintf(k.title, pick(m, topics[topic].titles)), Themes: []model.ID{m.batch.Themes[topic].ID}, SDGs: topics[topic].sdgs}
		if m.chance(20) {
			a.Themes = append(a.Themes, pick(m, m.batch.Themes).ID)
		}
		if m.chance(6) {
			a.Themes = nil
		}
		a.LastDay = a.FirstDay.Add(days - 1)
		a.Status = m.fate(a)
		m.place(&a, kind)
		m.join(&a)
		m.batch.Activities = append(m.batch.Activities, a)
		kindOf = append(kindOf, kind)
	}
	m.number(kindOf)
	m.size(kindOf)
}

// kind chooses a kind of activity by how often it is held.
func (m *maker) kind() int {
	n := m.random.IntN(100)
	for i, k := range kinds {
		if n < k.often {
			return i
		}
		n -= k.often
	}
	return len(kinds) - 1
}

// fate gives an activity's status: what lies ahead is planned, nearly all else was held.
func (m *maker) fate(a model.Activity) model.Status {
	switch {
	case a.FirstDay > today:
		return model.Planned
	case m.chance(3):
		return model.Cancelled
	case m.chance(2):
		return model.Postponed
	}
	return model.Held
}

// place says where an activity is held, and how.
func (m *maker) place(a *model.Activity, kind int) {
	where := pick(m, places)
	a.City, a.Country, a.Mode = where.city, where.country, model.InPerson
	pandemic := a.FirstDay >= "2020-03-15" && a.FirstDay <= "2022-02-28"
	switch {
	case kind == len(kinds)-1:
		a.City, a.Country = "", ""
	case pandemic && m.chance(85), m.chance(5):
		a.City, a.Country, a.Mode = "", "", model.Online
	case m.chance(8):
		a.Mode = model.Hybrid
	}
	if a.City != "" && kind == 1 && m.chance(50) {
		a.Title += " in " + where.city
	}
}

// join gives an activity its partners: the host government nearly always, others at times.
func (m *maker) join(a *model.Activity) {
	if m.chance(85) {
		a.Partners = append(a.Partners, model.ActivityPartner{Partner: m.batch.Partners[0].ID, Role: model.Host})
	}
	if m.chance(45) {
		p := m.batch.Partners[1+m.random.IntN(len(m.batch.Partners)-1)]
		a.Partners = append(a.Partners, model.ActivityPartner{Partner: p.ID, Role: pick(m, model.PartnerRoles()[1:])})
	}
}

// number sorts the activities by day and gives each its code: RW-2026-04.
func (m *maker) number(kindOf []int) {
	order := make([]int, len(kindOf))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(x, y int) int {
		return cmp.Compare(m.batch.Activities[x].FirstDay, m.batch.Activities[y].FirstDay)
	})
	running := map[string]int{}
	sorted, kinded := make([]model.Activity, len(order)), make([]int, len(order))
	for at, i := range order {
		a := m.batch.Activities[i]
		series := fmt.Sprintf("%s-%d", kinds[kindOf[i]].code, a.FirstDay.Year())
		running[series]++
		a.Code = fmt.Sprintf("%s-%02d", series, running[series])
		sorted[at], kinded[at] = a, kindOf[i]
	}
	m.batch.Activities = sorted
	copy(kindOf, kinded)
}

// size says how many people each activity has, so that all have about 3 000 at scale 1.
func (m *maker) size(kindOf []int) {
	total := 0
	for _, kind := range kindOf {
		size := kinds[kind].size
		if size > 0 {
			size = size*2/3 + m.random.IntN(size*2/3+1)
		}
		m.sizes = append(m.sizes, size)
		total += size
	}
	// About one in ten has no register.
	want := m.scaled(registrations) * 10 / 9
	for i, size := range m.sizes {
		m.sizes[i] = (size*want + total/2) / max(total, 1)
	}
}

// weekday moves a day that falls on a weekend to the Monday after.
func weekday(d model.Day) model.Day {
	for strings.HasPrefix(d.Time().Weekday().String(), "S") {
		d = d.Add(1)
	}
	return d
}
