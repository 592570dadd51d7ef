package sqlite_test

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"rollbook/model"
	"rollbook/model/sqlite"
)

// naive is a register in plain Go, counted by going through everything: what the counting
// queries and kept counts are held against.
type naive struct {
	types      []model.ActivityType
	roles      []model.Role
	statuses   []model.CountryStatus
	activities map[model.ID]model.Activity
	heads      map[model.ID][]model.Headcount
	reported   []model.Reported
	who        map[model.ID]model.Person // the person of a registration, merged ones as one
	complete   int                       // percent of the required sessions
	associates bool                      // associate members are SIDS
	regs       map[model.ID]model.Registration
	sessions   map[model.ID]model.Session
	marks      map[[2]model.ID]model.MarkValue
	themes     map[model.ID]model.Theme
	partners   map[model.ID]model.Partner
}

type came struct {
	country   model.CountryCode
	sex       model.Sex
	n         int
	rough     bool
	days      int
	daysKnown bool
	completed bool
	person    model.ID
}

// register gives who attended by the register, by the rules 2, 7 and 8, and whether
// anybody was marked.
func (n *naive) register(a model.Activity) (register []came, marked bool) {
	for key := range n.marks {
		if n.sessions[key[1]].Activity == a.ID && n.regs[key[0]].Activity == a.ID {
			marked = true
		}
	}
	for _, g := range n.regs {
		if g.Activity != a.ID {
			continue
		}
		counted := false
		for _, role := range n.roles {
			counted = counted || role.ID == g.Role && role.Counted
		}
		days, here, required, present := map[model.Day]bool{}, false, 0, 0
		for id, s := range n.sessions {
			if s.Activity != a.ID {
				continue
			}
			at := n.marks[[2]model.ID{g.ID, id}].Here()
			if s.Required {
				required++
			}
			if at {
				here = true
				days[s.Day] = true
			}
			if at && s.Required {
				present++
			}
		}
		if counted && (marked && here || !marked && g.Status == model.Attended) {
			register = append(register, came{country: g.Country, sex: n.who[g.ID].Sex, n: 1, days: len(days), daysKnown: marked, person: n.who[g.ID].ID,
				completed: required > 0 && here && present*100 >= n.complete*required})
		}
	}
	return register, marked
}

// evidence gives who came to an activity by rule 3, and whether that is known at all.
func (n *naive) evidence(a model.Activity) (who []came, known bool) {
	register, marked := n.register(a)
	heads := n.heads[a.ID]
	useRegister := (marked || len(register) > 0) && !(a.Counts == model.FromHeadcounts && len(heads) > 0)
	if useRegister {
		return register, true
	}
	for _, h := range heads {
		who = append(who, came{country: h.Country, sex: h.Sex, n: h.Number, rough: h.Approximate, days: h.Number * a.Days(), daysKnown: true})
	}
	return who, len(heads) > 0
}

// TestTheFiguresAreThoseOfANaiveCount builds random registers by random edits, undos and
// redos, and compares every figure with a count that goes through everything.
func TestTheFiguresAreThoseOfANaiveCount(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		ctx := context.Background()
		r := newRegister(t)
		edits := &edits{rt: rt, t: t, r: r, at: map[model.ID]model.ID{}}
		edits.lists()
		for i := range rapid.IntRange(20, 80).Draw(rt, "edits") {
			edits.one(i)
		}
		n := read(t, r)
		for _, p := range []model.Period{model.Everything(), model.YearPeriod(2020), {Name: "some", From: "2019-06-01", To: "2021-03-31"}} {
			for _, cut := range model.Cuts() {
				s := summary(t, r, p, cut)
				want := n.cut(p, cut)
				if len(s.Rows) != len(want) {
					rt.Fatalf("%s by %s: the register has %d rows; counted one by one %d: %v", p.Name, cut, len(s.Rows), len(want), slices.Collect(maps.Keys(want)))
				}
				for _, row := range s.Rows {
					if got := figuresOf(row); got != want[cmp.Or(row.Code, row.Key)] {
						rt.Fatalf("%s, %s: the register says\n%+v; counted one by one\n%+v", p.Name, row.Key, got, want[cmp.Or(row.Code, row.Key)])
					}
				}
				if got, want := figuresOf(s.Total), n.row(p, n.reported, all, everywhere); got != want {
					rt.Fatalf("%s: the register says\n%+v; counted one by one\n%+v", p.Name, got, want)
				}
			}
		}
		for id, a := range n.activities {
			figures, err := r.ActivityFigures(ctx, id)
			must(t, err)
			completed, who := 0, 0
			all, _ := n.evidence(a)
			for _, w := range all {
				who += w.n
				if w.completed {
					completed++
				}
			}
			if figures.Participants.Kind != model.NotCounted && figures.Participants.Value != who || figures.Evidence == model.FromRegister && figures.Completed.Kind != model.NotCounted && figures.Completed.Value != completed {
				rt.Fatalf("%q: the register says %+v; counted one by one: %d participants, %d completed", a.Title, figures, who, completed)
			}
		}
		found, err := r.Check(ctx)
		must(t, err)
		if len(found) > 0 {
			rt.Fatalf("check: %q", found)
		}
	})
}

// edits makes random edits.
type edits struct {
	rt *rapid.T
	t  testing.TB
	r  *sqlite.Register

	activities, people, registrations []model.ID
	sessions                          []model.Session
	at                                map[model.ID]model.ID // the activity of a registration
	themes                            []model.ID            // each lies below the one before
	partners                          []model.ID
}

// lists makes themes and partners for activities to have.
func (e *edits) lists() {
	ctx := context.Background()
	for i := range 3 {
		theme := model.Theme{Name: fmt.Sprint("Theme ", i)}
		if i > 0 {
			theme.Parent = e.themes[i-1]
		}
		id, err := e.r.SaveTheme(ctx, theme)
		must(e.t, err)
		e.themes = append(e.themes, id)
		id, err = e.r.SavePartner(ctx, model.Partner{Name: fmt.Sprint("Partner ", i), Kind: model.Academia})
		must(e.t, err)
		e.partners = append(e.partners, id)
	}
}

func pick[T any](e *edits, label string, all []T) T {
	return rapid.SampledFrom(all).Draw(e.rt, label)
}

func (e *edits) day() model.Day {
	return model.Date(2019, 1, 1).Add(rapid.IntRange(0, 900).Draw(e.rt, "day"))
}

// someCountries are of every group; Bhutan left the LDCs, Guam is an associate member.
var someCountries = []model.CountryCode{"", "FJI", "BTN", "NPL", "KOR", "TUV", "GUM"}

func (e *edits) one(i int) {
	ctx := context.Background()
	types, err := e.r.Types(ctx)
	must(e.t, err)
	roles, err := e.r.Roles(ctx)
	must(e.t, err)
	what := []string{"undo", "redo", "reported", "office"}
	if len(e.activities) < 3 {
		what = append(what, "activity", "activity")
	}
	if len(e.activities) > 0 {
		what = append(what, "headcounts", "headcounts", "edit", "delete", "session", "session", "register", "register", "register", "register", "counts")
	}
	if len(e.registrations) > 0 && len(e.sessions) > 0 {
		what = append(what, "mark", "mark", "mark", "mark", "mark", "mark", "mark", "mark", "mark", "mark", "mark", "mark", "sex", "status")
	}
	if len(e.people) > 1 {
		what = append(what, "merge", "erase")
	}
	switch pick(e, "what", what) {
	case "activity":
		day := e.day()
		id, err := e.r.SaveActivity(ctx, model.Activity{Type: pick(e, "type", types).ID, Title: fmt.Sprint("Activity ", i), FirstDay: day,
			LastDay: day.Add(rapid.IntRange(0, 4).Draw(e.rt, "length")), Status: pick(e, "status", []model.Status{model.Held, model.Held, model.Planned})})
		must(e.t, err)
		e.activities = append(e.activities, id)
	case "reported":
		from := e.day()
		total := model.Reported{Type: pick(e, "type", types).ID, From: from, To: from.Add(rapid.IntRange(0, 500).Draw(e.rt, "span")),
			Events: rapid.IntRange(0, 9).Draw(e.rt, "events"), Adds: rapid.Bool().Draw(e.rt, "adds")}
		kind := func(of string) model.Certainty {
			return pick(e, of, []model.Certainty{model.Exact, model.Approximate, model.AtLeast})
		}
		total.EventsKind = kind("events are")
		if rapid.Bool().Draw(e.rt, "says how many") {
			total.Participants, total.ParticipantsKind = num(rapid.IntRange(0, 99).Draw(e.rt, "people")), kind("people are")
		}
		switch rapid.IntRange(0, 2).Draw(e.rt, "says which") {
		case 1:
			total.Countries, total.CountriesKind = num(rapid.IntRange(0, 9).Draw(e.rt, "countries")), kind("countries are")
		case 2:
			total.CountryList = someCountries[rapid.IntRange(1, 3).Draw(e.rt, "from"):]
		}
		_, err := e.r.SaveReported(ctx, total)
		must(e.t, err)
	case "office":
		office, err := e.r.Office(ctx)
		must(e.t, err)
		office.SIDSAssociates, office.Completion = rapid.Bool().Draw(e.rt, "associates"), pick(e, "share", []int{50, 80, 100})
		must(e.t, e.r.UpdateOffice(ctx, model.OfficeUpdate{SIDSAssociates: &office.SIDSAssociates, Completion: &office.Completion}))
	case "headcounts":
		at := pick(e, "of", e.activities)
		was, err := e.r.Headcounts(ctx, at)
		must(e.t, err)
		var heads []model.Headcount
		for _, c := range someCountries[:rapid.IntRange(0, len(someCountries)).Draw(e.rt, "countries")] {
			heads = append(heads, model.Headcount{Country: c, Sex: pick(e, "sex", model.Sexes()), Number: rapid.IntRange(0, 20).Draw(e.rt, "n"), Approximate: rapid.Bool().Draw(e.rt, "rough")})
		}
		e.may(e.r.UpdateHeadcounts(ctx, at, model.HeadcountChanges(was, heads)))
	case "edit", "counts":
		a, err := e.r.Activity(ctx, pick(e, "which", e.activities))
		if was := a; e.may(err) {
			a.FirstDay = e.day()
			a.LastDay = a.FirstDay.Add(rapid.IntRange(0, 4).Draw(e.rt, "length"))
			a.Themes = e.themes[:rapid.IntRange(0, 1).Draw(e.rt, "themes")]
			if rapid.Bool().Draw(e.rt, "below") {
				a.Themes = []model.ID{pick(e, "theme", e.themes)}
			}
			a.SDGs = pick(e, "sdgs", [][]string{nil, {"16"}, {"16.6", "16.7", "17"}})
			a.Partners = []model.ActivityPartner{{Partner: pick(e, "partner", e.partners), Role: model.Host}}
			a.Type, a.Counts = pick(e, "type", types).ID, pick(e, "counts", []model.Evidence{"", model.FromHeadcounts, model.FromRegister})
			must(e.t, e.r.UpdateActivity(ctx, a.ID, model.ActivityChanges(was, a)))
		}
	case "delete":
		must(e.t, e.r.Delete(ctx, model.Ref{Kind: model.KindActivity, ID: pick(e, "which", e.activities)}))
	case "session":
		s := model.Session{Activity: pick(e, "of", e.activities), Name: fmt.Sprint("Session ", i), Day: e.day(), Required: rapid.Bool().Draw(e.rt, "required")}
		var err error
		s.ID, err = e.r.SaveSession(ctx, s)
		must(e.t, err)
		e.sessions = append(e.sessions, s)
	case "register":
		person, err := e.r.SavePerson(ctx, model.Person{Name: fmt.Sprint("Person ", i), Sex: pick(e, "sex", model.Sexes())})
		must(e.t, err)
		at := pick(e, "at", e.activities)
		_, id, err := e.r.Enrol(ctx, model.Person{ID: person}, model.Registration{Activity: at, Person: person, Role: pick(e, "role", roles).ID,
			Country: pick(e, "country", someCountries), Status: pick(e, "standing", model.Standings())})
		must(e.t, err)
		e.people, e.registrations = append(e.people, person), append(e.registrations, id)
		e.at[id] = at
	case "mark":
		who := pick(e, "who", e.registrations)
		var there []model.Session
		for _, s := range e.sessions {
			if s.Activity == e.at[who] {
				there = append(there, s)
			}
		}
		if len(there) > 0 {
			must(e.t, e.r.Mark(ctx, model.Mark{Registration: who, Session: pick(e, "session", there).ID, Value: pick(e, "mark", model.MarkValues())}))
		}
	case "sex":
		p, err := e.r.Person(ctx, pick(e, "who", e.people))
		if e.may(err) {
			must(e.t, e.r.UpdatePerson(ctx, p.ID, model.PersonUpdate{Sex: new(pick(e, "sex", model.Sexes()))}))
		}
	case "status":
		e.may(e.r.Delete(ctx, model.Ref{Kind: model.KindRegistration, ID: pick(e, "who", e.registrations)}))
	case "merge":
		if one, other := pick(e, "one", e.people), pick(e, "other", e.people); one != other {
			e.may(e.r.MergePeople(ctx, one, other))
		}
	case "erase":
		e.may(e.r.Erase(ctx, pick(e, "who", e.people)))
	case "undo":
		_, err := e.r.Undo(ctx)
		e.may(err)
	case "redo":
		_, err := e.r.Redo(ctx)
		e.may(err)
	}
}

// may lets pass what can be refused for a good reason: nothing to undo, deleted meanwhile.
func (e *edits) may(err error) bool {
	switch model.CodeOf(err) {
	case model.ENothing, model.ENotFound, model.EConflict:
		return false
	}
	must(e.t, err)
	return true
}

// read takes a register over into plain Go.
func read(t testing.TB, r *sqlite.Register) *naive {
	ctx := context.Background()
	n := &naive{activities: map[model.ID]model.Activity{}, heads: map[model.ID][]model.Headcount{}, who: map[model.ID]model.Person{},
		regs: map[model.ID]model.Registration{}, sessions: map[model.ID]model.Session{}, marks: map[[2]model.ID]model.MarkValue{},
		themes: map[model.ID]model.Theme{}, partners: map[model.ID]model.Partner{}}
	var err error
	n.types, err = r.Types(ctx)
	must(t, err)
	n.roles, err = r.Roles(ctx)
	must(t, err)
	n.statuses, err = r.CountryStatuses(ctx)
	must(t, err)
	n.reported, err = r.Reported(ctx)
	must(t, err)
	themes, err := r.Themes(ctx)
	must(t, err)
	for _, theme := range themes {
		n.themes[theme.ID] = theme
	}
	partners, err := r.Partners(ctx)
	must(t, err)
	for _, partner := range partners {
		n.partners[partner.ID] = partner
	}
	office, err := r.Office(ctx)
	must(t, err)
	n.complete, n.associates = office.Completion, office.SIDSAssociates
	lines, _, err := r.Activities(ctx, model.ActivityFilter{})
	must(t, err)
	for _, l := range lines {
		n.activities[l.ID], err = r.Activity(ctx, l.ID)
		must(t, err)
		n.heads[l.ID], err = r.Headcounts(ctx, l.ID)
		must(t, err)
		roll, err := r.Roll(ctx, l.ID)
		must(t, err)
		for _, a := range roll.Attendees {
			n.regs[a.ID], n.who[a.ID] = a.Registration, a.Who
		}
		sessions, err := r.Sessions(ctx, l.ID)
		must(t, err)
		for _, s := range sessions {
			n.sessions[s.ID] = s
		}
	}
	for id := range n.activities {
		marks, err := r.Marks(ctx, id)
		must(t, err)
		for _, m := range marks {
			if _, live := n.regs[m.Registration]; live {
				n.marks[[2]model.ID{m.Registration, m.Session}] = m.Value
			}
		}
	}
	return n
}
