package sqlite

import (
	"context"
	"fmt"
	"slices"

	"rollbook/model"
)

// SaveBatch saves many records as one user action: all of them or, where one is refused
// or ctx ends, none. The error has code EInvalid where a record breaks a rule.
func (r *Register) SaveBatch(ctx context.Context, b model.Batch, progress model.Progress) (model.Action, error) {
	return r.write(ctx, b.Verb, b.Subject, func(w *writer) error {
		restore, err := w.roomFor(b.Size())
		if err != nil {
			return err
		}
		defer restore()
		s := &batchSaver{w: w, made: map[model.ID]model.ID{}, codes: map[model.ID]map[model.ID]string{}, of: b.Size(), progress: progress}
		return s.save(b)
	})
}

// Sizes of the writer's page cache, in KiB as SQLite takes them (negative). The usual one
// is SQLite's own; with it a long list writes the same pages to disk again and again.
const (
	usualCache = -2000
	largeCache = -256 << 10
	longBatch  = 50_000 // records
)

// roomFor gives the writer a larger cache while it saves many records.
func (w *writer) roomFor(records int) (restore func(), err error) {
	if records < longBatch {
		return func() {}, nil
	}
	set := func(size int) error { return w.exec(fmt.Sprintf("PRAGMA cache_size = %d", size)) }
	return func() { _ = set(usualCache) }, set(largeCache) // a cache that stays large does no harm
}

// batchSaver saves the records of a batch in an order in which each finds what it refers to.
type batchSaver struct {
	w        *writer
	made     map[model.ID]model.ID            // by the negative ID it had in the batch
	codes    map[model.ID]map[model.ID]string // check-in codes taken, by activity and registration
	done, of int
	progress model.Progress
}

func (s *batchSaver) save(b model.Batch) error {
	steps := []func() error{
		func() error { return each(s, b.Types, s.saveType) },
		func() error { return each(s, b.Phases, s.savePhase) },
		func() error { return each(s, b.Milestones, s.saveMilestone) },
		func() error { return each(s, b.Themes, s.saveTheme) },
		func() error { return each(s, b.Partners, s.savePartner) },
		func() error { return each(s, b.Activities, s.saveActivity) },
		func() error { return each(s, b.ActivityEdits, s.editActivity) },
		func() error { return each(s, b.Headcounts, s.saveHeadcount) },
		func() error { return each(s, b.Reported, s.saveReported) },
		func() error { return each(s, b.ReportedEdits, s.editReported) },
		func() error { return each(s, b.People, s.savePerson) },
		func() error { return each(s, b.PersonEdits, s.editPerson) },
		func() error { return each(s, b.Registrations, s.saveRegistration) },
		func() error { return each(s, b.RegistrationEdits, s.editRegistration) },
		func() error { return each(s, b.Sessions, s.saveSession) },
		func() error { return each(s, b.Marks, s.saveMark) },
		func() error { return each(s, b.Lessons, s.saveLesson) },
		func() error { return each(s, b.Outputs, s.saveOutput) },
		func() error { return each(s, b.Remembered, s.saveRemembered) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// each saves records one after the other and tells how far it is.
func each[T any](s *batchSaver, all []T, save func(T) error) error {
	for _, one := range all {
		if err := save(one); err != nil {
			return err
		}
		s.done++
		if s.progress != nil && (s.done%256 == 0 || s.done == s.of) {
			s.progress(s.done, s.of)
		}
	}
	return nil
}

// id gives the id a record has in the register for the one it has in the batch.
func (s *batchSaver) id(id model.ID) model.ID {
	if made, ok := s.made[id]; ok {
		return made
	}
	return id
}

// keep makes a record and notes the id it got.
func (s *batchSaver) keep(kind model.Kind, id model.ID, valid error, set values) error {
	if valid != nil {
		return valid
	}
	if id > 0 {
		return there(kind)
	}
	made, err := s.w.make(kind, set)
	if id != 0 {
		s.made[id] = made
	}
	return err
}

func (s *batchSaver) saveType(t model.ActivityType) error {
	return s.keep(model.KindActivityType, t.ID, t.Validate(), typeValues(t))
}

func (s *batchSaver) savePhase(p model.Phase) error {
	return s.keep(model.KindPhase, p.ID, p.Validate(), phaseValues(p))
}

func (s *batchSaver) saveMilestone(m model.Milestone) error {
	return s.keep(model.KindMilestone, m.ID, m.Validate(), milestoneValues(m))
}

func (s *batchSaver) saveTheme(t model.Theme) error {
	t.Parent = s.id(t.Parent)
	return s.keep(model.KindTheme, t.ID, t.Validate(), themeValues(t))
}

func (s *batchSaver) savePartner(p model.Partner) error {
	return s.keep(model.KindPartner, p.ID, p.Validate(), partnerValues(p))
}

func (s *batchSaver) saveActivity(a model.Activity) error {
	if err := a.Validate(); err != nil {
		return err
	}
	temporary := a.ID
	if temporary > 0 {
		return there(model.KindActivity)
	}
	a.Type, a.ID = s.id(a.Type), 0
	themes := make([]model.ID, len(a.Themes))
	for i, theme := range a.Themes {
		themes[i] = s.id(theme)
	}
	partners := make([]model.ActivityPartner, len(a.Partners))
	for i, p := range a.Partners {
		partners[i] = model.ActivityPartner{Partner: s.id(p.Partner), Role: p.Role}
	}
	a.Themes, a.Partners = themes, partners
	id, err := s.w.saveActivity(a)
	s.made[temporary] = id
	return err
}

// editActivity changes an activity; its themes and partners may be made by the batch.
func (s *batchSaver) editActivity(e model.Edit[model.ActivityUpdate]) error {
	u := e.Update
	if u.Type != nil {
		u.Type = new(s.id(*u.Type))
	}
	u.Themes.Add, u.Partners.Add = slices.Clone(u.Themes.Add), slices.Clone(u.Partners.Add)
	for i, theme := range u.Themes.Add {
		u.Themes.Add[i] = s.id(theme)
	}
	for i, p := range u.Partners.Add {
		u.Partners.Add[i].Partner = s.id(p.Partner)
	}
	return s.w.updateActivity(e.ID, u)
}

func (s *batchSaver) editReported(e model.Edit[model.ReportedUpdate]) error {
	return s.w.updateReported(e.ID, e.Update)
}

func (s *batchSaver) editPerson(e model.Edit[model.PersonUpdate]) error {
	return s.w.updatePerson(e.ID, e.Update)
}

func (s *batchSaver) editRegistration(e model.Edit[model.RegistrationUpdate]) error {
	return s.w.updateRegistration(e.ID, e.Update)
}

func (s *batchSaver) saveHeadcount(h model.Headcount) error {
	h.Activity = s.id(h.Activity)
	if err := h.Validate(); err != nil {
		return err
	}
	return s.w.link(model.KindHeadcount, headcountID(h), headcountValues(h))
}

func (s *batchSaver) saveReported(t model.Reported) error {
	if t.ID > 0 {
		return there(model.KindReported)
	}
	t.Type, t.ID = s.id(t.Type), 0
	t = t.Normal()
	if err := t.Validate(); err != nil {
		return err
	}
	_, err := s.w.saveReported(t)
	return err
}

func (s *batchSaver) savePerson(p model.Person) error {
	p = p.Normal()
	return s.keep(model.KindPerson, p.ID, p.Validate(), personValues(p))
}

func (s *batchSaver) saveRegistration(g model.Registration) error {
	temporary := g.ID
	g.Activity, g.Person, g.Role = s.id(g.Activity), s.id(g.Person), s.id(g.Role)
	if g.Status == "" {
		g.Status = model.Registered
	}
	if err := g.Validate(); err != nil {
		return err
	}
	g, err := s.w.place(g)
	if err != nil {
		return err
	}
	s.made[temporary] = g.ID
	if old, err := s.w.row(tableOf[model.KindRegistration], g.ID); err != nil {
		return err
	} else if old != nil && old.live(tableOf[model.KindRegistration]) {
		return model.Errorf(model.EExists, "Somebody was registered for the activity since the list was looked at; read it in again.")
	}
	taken, ok := s.codes[g.Activity]
	if !ok {
		if taken, err = s.w.codes(g.Activity); err != nil {
			return err
		}
		s.codes[g.Activity] = taken
	}
	if g.Code == "" {
		if g.Code = taken[g.ID]; g.Code == "" {
			g.Code = newCode(taken)
		}
	}
	taken[g.ID] = g.Code
	return s.w.link(model.KindRegistration, g.ID, registrationValues(g))
}

func (s *batchSaver) saveSession(one model.Session) error {
	one.Activity = s.id(one.Activity)
	if one.ID > 0 {
		return s.keep(model.KindSession, one.ID, one.Validate(), sessionValues(one))
	}
	if err := one.Validate(); err != nil {
		return err
	}
	made, err := s.w.meanSession(one)
	if one.ID != 0 {
		s.made[one.ID] = made
	}
	return err
}

func (s *batchSaver) saveLesson(l model.Lesson) error {
	l = l.Normal()
	if err := l.Validate(); err != nil {
		return err
	}
	activities := make([]model.ID, len(l.Activities))
	for i, activity := range l.Activities {
		activities[i] = s.id(activity)
	}
	if l.ID > 0 {
		return there(model.KindLesson)
	}
	l.ID, l.Activities = 0, activities
	_, err := s.w.saveLesson(l)
	return err
}

func (s *batchSaver) saveOutput(o model.Output) error {
	o = o.Normal()
	o.Activity = s.id(o.Activity)
	return s.keep(model.KindOutput, o.ID, o.Validate(), outputValues(o))
}

func (s *batchSaver) saveMark(m model.Mark) error {
	m.Registration, m.Session = s.id(m.Registration), s.id(m.Session)
	return s.w.mark(m)
}
