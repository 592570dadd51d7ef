package sample

import (
	"slices"
	"time"

	"rollbook/model"
)

// hold invents what came of the activities: registers with marks, headcounts, or nothing
// yet.
func (m *maker) hold() {
	for i, a := range m.batch.Activities {
		switch {
		case m.sizes[i] == 0:
		case a.Status == model.Planned:
			if m.chance(50) {
				m.register(a, m.sizes[i], model.Registered)
			}
		case a.Status != model.Held:
		case m.chance(7):
			m.count(a, m.sizes[i])
		case m.chance(4): // no figures yet
		default:
			m.attend(a, m.register(a, m.sizes[i], model.Registered))
		}
	}
}

// origins chooses the countries whose people come: one for a national workshop.
func (m *maker) origins(a model.Activity, size int) []model.CountryCode {
	n := 1
	if len(m.types) > 2 && a.Type != m.types[2].ID {
		n = min(max(size/3, 1), 28)
	}
	var codes []model.CountryCode
	if n == 1 && a.Country != "" {
		return []model.CountryCode{a.Country}
	}
	for range n {
		codes = append(codes, pick(m, m.guests))
	}
	return codes
}

// count gives an activity headcounts.
func (m *maker) count(a model.Activity, size int) {
	codes := slices.Compact(slices.Sorted(slices.Values(m.origins(a, size))))
	rough := m.chance(30)
	for _, code := range codes {
		each := max(2, size/len(codes))
		women := each * (30 + m.random.IntN(30)) / 100
		m.batch.Headcounts = append(m.batch.Headcounts,
			model.Headcount{Activity: a.ID, Country: code, Sex: model.Female, Number: women, Approximate: rough},
			model.Headcount{Activity: a.ID, Country: code, Sex: model.Male, Number: each - women, Approximate: rough})
	}
}

// register registers people for an activity and gives their registrations.
func (m *maker) register(a model.Activity, size int, as model.Standing) []model.ID {
	codes := m.origins(a, size)
	there := map[int]bool{}
	var made []model.ID
	for len(made) < size {
		i := m.guest(pick(m, codes))
		for there[i] { // somebody is registered once; the next one comes along
			i = (i + 1) % len(m.batch.People)
			if len(there) == len(m.batch.People) {
				return made
			}
		}
		there[i] = true
		p := m.batch.People[i]
		represents := p.Country
		if len(codes) == 1 {
			represents = codes[0] // a national workshop is for one country
		}
		g := model.Registration{ID: m.newID(), Activity: a.ID, Person: p.ID, Role: m.role(), Country: represents,
			Organisation: p.Organisation, Position: p.Position, Status: as}
		m.batch.Registrations = append(m.batch.Registrations, g)
		made = append(made, g.ID)
	}
	return made
}

// guest chooses a person of a country, or anybody where it has none.
func (m *maker) guest(code model.CountryCode) int {
	if at := m.home[code]; len(at) > 0 {
		return pick(m, at)
	}
	return m.random.IntN(len(m.batch.People))
}

// role is mostly that of a participant.
func (m *maker) role() model.ID {
	if m.chance(88) {
		return m.roles[0].ID
	}
	return pick(m, m.roles).ID
}

// attend takes attendance: a session a day and half-day, most people Present.
func (m *maker) attend(a model.Activity, registered []model.ID) {
	var sessions []model.Session
	days := min(a.Days(), 4)
	for d := range days {
		day := a.FirstDay.Add(d)
		names := []string{"Day " + string(rune('1'+d))}
		if days <= 2 {
			names = []string{names[0] + " morning", names[0] + " afternoon"}
		}
		for n, name := range names {
			sessions = append(sessions, model.Session{ID: m.newID(), Activity: a.ID, Name: name, Day: day, Position: n + 1, Required: d < 3})
		}
	}
	m.batch.Sessions = append(m.batch.Sessions, sessions...)
	for _, g := range registered {
		faithful := 70 + m.random.IntN(30)
		stays := !m.chance(4) // a few never come
		for n, s := range sessions {
			mark := model.Mark{Registration: g, Session: s.ID, Value: model.Absent, Way: model.Typed}
			mark.At = model.InstantOf(s.Day.Time().Add(time.Duration(n%2*4)*time.Hour + time.Duration(5+m.random.IntN(25))*time.Minute))
			switch {
			case m.chance(2):
				continue // nobody marked them
			case !stays:
			case m.chance(faithful):
				mark.Value = model.Present
			case m.chance(40):
				mark.Value = model.Late
			case m.chance(40):
				mark.Value = model.Excused
			}
			m.batch.Marks = append(m.batch.Marks, mark)
		}
	}
}
