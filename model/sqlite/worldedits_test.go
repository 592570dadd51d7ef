package sqlite_test

import (
	"context"
	"fmt"

	"rollbook/model"
	"rollbook/model/sqlite"
)

func one[T any](w *world, all []T) (T, bool) {
	var none T
	if len(all) == 0 {
		return none, false
	}
	return all[w.rnd.IntN(len(all))], true
}

// may lets pass what can be refused for a good reason: deleted, merged or undone meanwhile.
func (w *world) may(err error) bool {
	w.t.Helper()
	switch model.CodeOf(err) {
	case model.ENothing, model.ENotFound, model.EConflict, model.EExists, model.EInvalid:
		return false
	}
	must(w.t, err)
	return true
}

// edit makes one edit of any sort at one desk.
func (w *world) edit(r *sqlite.Register) {
	w.t.Helper()
	ctx := context.Background()
	lines, _, err := r.Activities(ctx, model.ActivityFilter{})
	must(w.t, err)
	people, err := r.People(ctx, "", 0)
	must(w.t, err)
	types, err := r.Types(ctx)
	must(w.t, err)
	line, ok := one(w, lines)
	if !ok {
		_, err := r.SaveActivity(ctx, model.Activity{Type: types[0].ID, Title: w.name("Activity"), FirstDay: "2026-05-04", LastDay: "2026-05-05", Status: model.Held})
		must(w.t, err)
		return
	}
	switch n := w.rnd.IntN(100); {
	case n < 40:
		w.mark(r, line.Activity)
	case n < 52:
		w.enrol(r, line.Activity)
	case n < 55:
		w.work(r, line.ID)
	case n < 60:
		if p, ok := one(w, people); ok {
			was := p
			p.Organisation = w.name("Organisation")
			if w.rnd.IntN(2) == 0 {
				p.Sex = model.Sexes()[w.rnd.IntN(len(model.Sexes()))]
			}
			if w.rnd.IntN(2) == 0 {
				p.Name += " Jr"
			}
			w.may(r.UpdatePerson(ctx, p.ID, model.PersonChanges(was, p)))
		}
	case n < 68:
		a, err := r.Activity(ctx, line.ID)
		if was := a; w.may(err) {
			a.Title = w.name("Title")
			a.FirstDay = model.Day("2026-03-02").Add(w.rnd.IntN(200))
			a.LastDay = a.FirstDay.Add(w.rnd.IntN(3))
			if themes, err := r.Themes(ctx); err == nil {
				if theme, ok := one(w, themes); ok {
					a.Themes = []model.ID{theme.ID}
				}
			}
			w.may(r.UpdateActivity(ctx, a.ID, model.ActivityChanges(was, a)))
		}
	case n < 72:
		w.may(r.UpdateHeadcounts(ctx, line.ID, model.HeadcountUpdate{Set: []model.Headcount{{Country: someCountries[w.rnd.IntN(len(someCountries))], Number: w.rnd.IntN(50)}}}))
	case n < 75:
		_, err := r.SaveTheme(ctx, model.Theme{Name: w.name("Theme")})
		must(w.t, err)
	case n < 78:
		w.delete(r, line.ID, people)
	case n < 82:
		one1, ok1 := one(w, people)
		other, ok2 := one(w, people)
		if ok1 && ok2 && one1.ID != other.ID {
			w.may(r.MergePeople(ctx, one1.ID, other.ID))
		}
	case n < 85:
		w.erase(r, people)
	case n < 90:
		undone, err := r.Undo(ctx)
		if w.may(err) && undone.Action.Verb == model.VerbTake {
			w.tookBack = true
		}
	case n < 93:
		_, err := r.Redo(ctx)
		w.may(err)
	case n < 94: // as a list or the days of the activity make it, on several desks alike
		s := model.Session{Activity: line.ID, Name: fmt.Sprintf("Day %d", w.rnd.IntN(2)), Day: line.FirstDay, Position: w.rnd.IntN(3), Required: true}
		w.may(r.MakeSessions(ctx, []model.Session{s}))
		if pairs, err := r.SameSessions(ctx); err == nil {
			if pair, ok := one(w, pairs); ok {
				w.may(r.MergeSessions(ctx, pair.Stays.ID, pair.Goes.ID))
			}
		}
	case n < 95:
		s := model.Session{Activity: line.ID, Name: w.name("Session"), Day: line.FirstDay, Required: w.rnd.IntN(2) == 0}
		_, err := r.SaveSession(ctx, s)
		w.may(err)
	case n < 96:
		roles, err := r.Roles(ctx)
		must(w.t, err)
		role, _ := one(w, roles)
		w.may(r.UpdateRole(ctx, role.ID, model.RoleUpdate{Counted: new(!role.Counted)}))
	case n < 97:
		must(w.t, r.UpdateCountry(ctx, "FJI", model.CountryUpdate{Name: new(w.name("Fiji"))}))
	case n < 98:
		must(w.t, r.UpdateOffice(ctx, model.OfficeUpdate{Name: new(w.name("Office")), Completion: new(50 + w.rnd.IntN(50))}))
	default:
		_, err := r.SaveActivity(ctx, model.Activity{Type: types[w.rnd.IntN(len(types))].ID, Title: w.name("Activity"), FirstDay: "2026-05-04", LastDay: "2026-05-05", Status: model.Held})
		must(w.t, err)
	}
}

func (w *world) name(what string) string {
	w.names++
	return fmt.Sprint(what, " ", w.names)
}

func (w *world) mark(r *sqlite.Register, a model.Activity) {
	ctx := context.Background()
	roll, err := r.Roll(ctx, a.ID)
	if !w.may(err) {
		return
	}
	who, ok1 := one(w, roll.Attendees)
	session, ok2 := one(w, roll.Sessions)
	if !ok1 || !ok2 {
		return
	}
	value := model.MarkValues()[w.rnd.IntN(4)]
	if w.may(r.Mark(ctx, model.Mark{Registration: who.ID, Session: session.ID, Value: value})) {
		w.marks++
	}
}

func (w *world) enrol(r *sqlite.Register, a model.Activity) {
	ctx := context.Background()
	roles, err := r.Roles(ctx)
	must(w.t, err)
	role, _ := one(w, roles)
	people, err := r.People(ctx, "", 0)
	must(w.t, err)
	p := model.Person{Sex: model.Female}
	word := ""
	if known, ok := one(w, people); ok && w.rnd.IntN(2) == 0 {
		p = known // they come to another activity, perhaps at two desks at once
	} else {
		word = fmt.Sprintf("Zword%dx", w.rnd.Uint32())
		p.Name = word + " Person"
		p.Email = fmt.Sprintf("p%d@example.org", w.rnd.IntN(8))
	}
	id, _, err := r.Enrol(ctx, p, model.Registration{Activity: a.ID, Role: role.ID, Country: someCountries[w.rnd.IntN(len(someCountries))]})
	if w.may(err) && word != "" {
		w.words[id] = word
	}
}

// work says anew where somebody works who is registered for an activity.
func (w *world) work(r *sqlite.Register, activity model.ID) {
	ctx := context.Background()
	all, err := r.Registrations(ctx, activity, 0)
	must(w.t, err)
	if g, ok := one(w, all); ok {
		organisation, position := w.words[g.Person]+w.name(" Ministry"), w.name("Position")
		w.may(r.UpdateRegistration(ctx, g.ID, model.RegistrationUpdate{Organisation: &organisation, Position: &position}))
	}
}

func (w *world) delete(r *sqlite.Register, activity model.ID, people []model.Person) {
	ctx := context.Background()
	switch w.rnd.IntN(4) {
	case 0:
		w.may(r.Delete(ctx, model.Ref{Kind: model.KindActivity, ID: activity}))
	case 1:
		if p, ok := one(w, people); ok {
			w.may(r.Delete(ctx, model.Ref{Kind: model.KindPerson, ID: p.ID}))
		}
	case 2:
		regs, err := r.Registrations(ctx, activity, 0)
		must(w.t, err)
		if g, ok := one(w, regs); ok {
			w.may(r.Delete(ctx, model.Ref{Kind: model.KindRegistration, ID: g.ID}))
		}
	case 3:
		sessions, err := r.Sessions(ctx, activity)
		must(w.t, err)
		if s, ok := one(w, sessions); ok {
			w.may(r.Delete(ctx, model.Ref{Kind: model.KindSession, ID: s.ID}))
		}
	}
}

// erase erases somebody; those they were made one with at that desk go with them.
func (w *world) erase(r *sqlite.Register, people []model.Person) {
	ctx := context.Background()
	p, ok := one(w, people)
	if !ok || !w.may(r.Erase(ctx, p.ID)) {
		return
	}
	if word := w.words[p.ID]; word != "" {
		w.gone = append(w.gone, word)
	}
}
