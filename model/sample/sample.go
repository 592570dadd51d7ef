// Package sample invents the register that newcomers look at and that speed is measured
// on: the reported totals and milestones of the source document, then
// activities, people and marks that never were. The same seed gives the same register.
package sample

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"

	"rollbook/model"
	"rollbook/model/country"
)

// Office is the name of the office whose register the sample is.
const Office = "Sample office (invented figures)"

// DefaultSeed is the seed of the sample that people look at.
const DefaultSeed = 2006

// today is the day on which the sample is made up: what is later is planned. It is fixed,
// so that a seed always gives the same figures.
const today model.Day = "2026-11-20"

// Numbers of records at scale 1.
const (
	activities    = 100
	people        = 1000
	registrations = 3000
)

// Make invents a register of about 100 activities, 1 000 people, 3 000 registrations and
// 10 000 marks, times scale, for an office with these types and roles, which must have at
// least one each. The error has code EInvalid where the scale is not between 0.01 and 200.
func Make(seed uint64, scale float64, types []model.ActivityType, roles []model.Role) (model.Batch, error) {
	if !(scale >= 0.01 && scale <= 200) {
		return model.Batch{}, model.Errorf(model.EInvalid, "The scale is %g; choose one between 0.01 and 200.", scale)
	}
	if len(types) == 0 || len(roles) == 0 {
		return model.Batch{}, errors.New("a sample needs activity types and roles")
	}
	m := &maker{random: rand.New(rand.NewPCG(seed, seed)), scale: scale, types: types, roles: roles,
		home: map[model.CountryCode][]int{}}
	m.batch.Verb = model.VerbSample
	m.programme()
	m.invite()
	m.plan()
	m.hold()
	m.learn()
	return m.batch, nil
}

// maker fills a batch, step by step.
type maker struct {
	random *rand.Rand
	scale  float64
	types  []model.ActivityType
	roles  []model.Role
	batch  model.Batch
	last   model.ID // negative, counting down

	guests []model.CountryCode         // countries people come from, each as often as it is likely
	home   map[model.CountryCode][]int // people by country, as indexes into the batch
	sizes  []int                       // people expected at each activity
}

func (m *maker) newID() model.ID {
	m.last--
	return m.last
}

// scaled gives a number of records at the sample's scale, at least one.
func (m *maker) scaled(n int) int { return max(1, int(math.Round(float64(n)*m.scale))) }

// chance is true with a probability of percent in a hundred.
func (m *maker) chance(percent int) bool { return m.random.IntN(100) < percent }

// pick chooses one of several.
func pick[T any](m *maker, from []T) T { return from[m.random.IntN(len(from))] }

// typeAt gives the office's nth type, or its last where it has fewer.
func (m *maker) typeAt(n int) model.ActivityType { return m.types[min(n, len(m.types)-1)] }

// programme puts in what the source document says: totals for 2006–2015, the milestones,
// the themes. Phase I is in every new register.
func (m *maker) programme() {
	totals := []struct{ events, countries, participants int }{
		{15, 94, 1248}, {29, 45, 1588}, {9, 9, 777}, {18, 26, 90}, {18, 0, 0},
	}
	for i, t := range totals {
		if i >= len(m.types) {
			break
		}
		total := model.Reported{ID: m.newID(), Type: m.types[i].ID, From: "2006-01-01", To: "2015-12-31", Events: t.events,
			Source: "Reflection on 10-Year Activities, Annual Round Table Meeting, Seoul, 16 December 2016"}
		if m.types[i].CountsPeople {
			total.Countries, total.Participants = &t.countries, &t.participants
		}
		m.batch.Reported = append(m.batch.Reported, total)
	}
	for _, s := range []model.Milestone{
		{Day: "2005-05-01", Title: "6th Global Forum on Reinventing Government; Seoul Declaration"},
		{Day: "2006-06-01", Title: "Technical Cooperation and Trust Fund Agreement"},
		{Day: "2006-09-01", Title: "Official launch of the office"},
	} {
		s.ID, s.MonthOnly = m.newID(), true
		m.batch.Milestones = append(m.batch.Milestones, s)
	}
	for _, t := range topics {
		m.batch.Themes = append(m.batch.Themes, model.Theme{ID: m.newID(), Name: t.theme})
	}
	for _, p := range partners {
		p.ID = m.newID()
		m.batch.Partners = append(m.batch.Partners, p)
	}
}

// invite invents the people.
func (m *maker) invite() {
	for _, c := range country.All() {
		weight := 0
		switch {
		case !c.UNMember:
		case c.AsiaPacific():
			weight = 6
		case c.Region == "Africa":
			weight = 1
		}
		if len(country.GroupsOn(country.InitialStatuses(), c.Code, today, false)) > 0 {
			weight *= 2
		}
		for range weight {
			m.guests = append(m.guests, c.Code)
		}
	}
	for i := range m.scaled(people) {
		p := model.Person{ID: m.newID(), Country: pick(m, m.guests), Sex: model.Male}
		switch n := m.random.IntN(100); {
		case n < 46:
			p.Sex = model.Female
		case n < 47:
			p.Sex = model.Another
		case n < 51:
			p.Sex = model.NotStated
		}
		p.Family = familyName(m)
		p.Name = pick(m, givenNames) + " " + p.Family
		p.Organisation, p.Position = pick(m, organisations), pick(m, positions)
		p.Email = fmt.Sprintf("person%d@example.org", i+1)
		m.home[p.Country] = append(m.home[p.Country], i)
		m.batch.People = append(m.batch.People, p)
	}
}
