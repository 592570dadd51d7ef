package sqlite_test

import (
	"context"
	"slices"
	"testing"

	"rollbook/model"
	"rollbook/model/sqlite"
)

// edited gives the fields that the last action changed, with what it is told as.
func edited(t *testing.T, r *sqlite.Register) (model.Action, []string) {
	t.Helper()
	ctx := context.Background()
	actions, err := r.Actions(ctx, 1)
	must(t, err)
	changes, err := r.Changes(ctx, actions[0].ActionRef, 100)
	must(t, err)
	var fields []string
	for _, c := range changes {
		for _, f := range c.Fields {
			fields = append(fields, string(c.Record.Kind)+"."+f.Field)
		}
	}
	slices.Sort(fields)
	return actions[0], fields
}

func TestAnEditOfOneFieldLogsOneFieldAndIsToldAsAnEdit(t *testing.T) {
	ctx := context.Background()
	r := newRegister(t)
	a, people := threeDays(t, r, "Ana Lupe")
	roll := rollOf(t, r, a.ID)
	theme, err := r.SaveTheme(ctx, model.Theme{Name: "Open data"})
	must(t, err)
	partner, err := r.SavePartner(ctx, model.Partner{Name: "A University", Kind: model.Academia})
	must(t, err)
	phase, err := r.SavePhase(ctx, model.Phase{Name: "Phase II", From: "2016-01-01"})
	must(t, err)
	milestone, err := r.SaveMilestone(ctx, model.Milestone{Title: "Launch", Day: "2006-09-01"})
	must(t, err)
	lesson, err := r.SaveLesson(ctx, model.Lesson{Text: "Begin with the host", Activities: []model.ID{a.ID}})
	must(t, err)
	output, err := r.SaveOutput(ctx, model.Output{Activity: a.ID, Kind: model.Toolkit, Title: "Toolkit"})
	must(t, err)
	total, err := r.SaveReported(ctx, model.Reported{Type: a.Type, From: "2006-01-01", To: "2006-12-31", Events: 3})
	must(t, err)
	status, err := r.SaveCountryStatus(ctx, model.CountryStatus{Group: model.LDC, Country: "FJI", From: "2020-01-01", Effective: true})
	must(t, err)
	must(t, r.UpdateHeadcounts(ctx, a.ID, model.HeadcountUpdate{Set: []model.Headcount{{Country: "FJI", Number: 12}, {Country: "WSM", Number: 3}}}))
	roles, err := r.Roles(ctx)
	must(t, err)
	for what, c := range map[string]struct {
		update func() error
		fields []string
	}{
		"activity": {func() error { return r.UpdateActivity(ctx, a.ID, model.ActivityUpdate{City: new("Suva")}) }, []string{"activity.city"}},
		"theme of one": {func() error {
			return r.UpdateActivity(ctx, a.ID, model.ActivityUpdate{Themes: model.Links[model.ID]{Add: []model.ID{theme}}})
		}, []string{"activity_theme.activity", "activity_theme.theme"}},
		"person": {func() error { return r.UpdatePerson(ctx, people[0], model.PersonUpdate{Position: new("Director")}) }, []string{"person.position"}},
		"registration": {func() error {
			return r.UpdateRegistration(ctx, roll.Attendees[0].ID, model.RegistrationUpdate{Role: &roles[5].ID})
		}, []string{"registration.role"}},
		"session": {func() error {
			return r.UpdateSession(ctx, roll.Sessions[0].ID, model.SessionUpdate{Required: new(false)})
		}, []string{"session.required"}},
		"headcounts": {func() error {
			return r.UpdateHeadcounts(ctx, a.ID, model.HeadcountUpdate{Set: []model.Headcount{{Country: "FJI", Number: 13}}})
		}, []string{"headcount.number"}},
		"type":  {func() error { return r.UpdateType(ctx, a.Type, model.ActivityTypeUpdate{ShortName: new("rw")}) }, []string{"activity_type.short_name"}},
		"role":  {func() error { return r.UpdateRole(ctx, roles[2].ID, model.RoleUpdate{Counted: new(false)}) }, []string{"role.counted"}},
		"theme": {func() error { return r.UpdateTheme(ctx, theme, model.ThemeUpdate{Name: new("Data")}) }, []string{"theme.name"}},
		"partner": {func() error {
			return r.UpdatePartner(ctx, partner, model.PartnerUpdate{Country: new(model.CountryCode("FJI"))})
		}, []string{"partner.country"}},
		"phase":     {func() error { return r.UpdatePhase(ctx, phase, model.PhaseUpdate{Name: new("Phase 2")}) }, []string{"phase.name"}},
		"milestone": {func() error { return r.UpdateMilestone(ctx, milestone, model.MilestoneUpdate{Notes: new("in Seoul")}) }, []string{"milestone.notes"}},
		"lesson":    {func() error { return r.UpdateLesson(ctx, lesson, model.LessonUpdate{Done: new(true)}) }, []string{"lesson.done"}},
		"output":    {func() error { return r.UpdateOutput(ctx, output, model.OutputUpdate{Place: new("the shelf")}) }, []string{"output.place"}},
		"total":     {func() error { return r.UpdateReported(ctx, total, model.ReportedUpdate{Events: new(4)}) }, []string{"reported.events"}},
		"status": {func() error {
			return r.UpdateCountryStatus(ctx, status, model.CountryStatusUpdate{Note: new("a note")})
		}, []string{"country_status.note"}},
		"office": {func() error { return r.UpdateOffice(ctx, model.OfficeUpdate{Name: new("The office")}) }, []string{"office.name"}},
	} {
		t.Run(what, func(t *testing.T) {
			before, err := r.Actions(ctx, 1)
			must(t, err)
			must(t, c.update())
			action, fields := edited(t, r)
			if action.Verb != model.VerbEdit || action.ActionRef == before[0].ActionRef {
				t.Errorf("it is told as %+v", action)
			}
			slices.Sort(c.fields)
			if !slices.Equal(fields, c.fields) {
				t.Errorf("it logged %q, not %q", fields, c.fields)
			}
			must(t, c.update()) // the same again changes nothing and leaves no trace
			if after, err := r.Actions(ctx, 1); err != nil || after[0].ActionRef != action.ActionRef {
				t.Errorf("saying the same again was an action: %+v, %v", after, err)
			}
		})
	}
	if all, err := r.Headcounts(ctx, a.ID); err != nil || len(all) != 2 {
		t.Errorf("the headcounts are %+v, %v", all, err)
	}
	clean(t, r)
}

// A form that was opened before a merge changes what was edited in it and nothing else.
func TestAnEditLeavesWhatAMergeBroughtMeanwhile(t *testing.T) {
	ctx := context.Background()
	one := office(t)
	a, people := threeDays(t, one, "Ana Lupe")
	other := copyOf(t, one, "desk", model.PackScope{})
	shown := rollOf(t, one, a.ID).Attendees[0]
	theme, err := other.SaveTheme(ctx, model.Theme{Name: "Open data"})
	must(t, err)
	must(t, other.UpdateActivity(ctx, a.ID, model.ActivityUpdate{City: new("Suva"), Themes: model.Links[model.ID]{Add: []model.ID{theme}}}))
	must(t, other.UpdatePerson(ctx, people[0], model.PersonUpdate{Email: new("ana@example.org")}))
	must(t, other.UpdateRegistration(ctx, shown.ID, model.RegistrationUpdate{Organisation: new("Ministry of Health")}))
	send(t, other, one)
	g := shown.Registration
	g.Position = "Director"
	must(t, one.UpdateRegistration(ctx, shown.ID, model.RegistrationChanges(shown.Registration, g)))
	p := shown.Who
	p.Sex = model.Female
	must(t, one.UpdatePerson(ctx, people[0], model.PersonChanges(shown.Who, p)))
	edit := a
	edit.Title = "Another title"
	must(t, one.UpdateActivity(ctx, a.ID, model.ActivityChanges(a, edit)))
	now := rollOf(t, one, a.ID)
	if who := now.Attendees[0]; who.Organisation != "Ministry of Health" || who.Position != "Director" || who.Who.Email != "ana@example.org" || who.Who.Sex != model.Female {
		t.Errorf("they are %+v", who)
	}
	if now.Activity.Title != "Another title" || now.Activity.City != "Suva" || len(now.Activity.Themes) != 1 {
		t.Errorf("the activity is %+v", now.Activity)
	}
	clean(t, one)
}

func TestAnUpdateIsRefusedWhereTheRecordIsGoneOrARuleBroken(t *testing.T) {
	ctx := context.Background()
	r := newRegister(t)
	a, people := threeDays(t, r, "Ana Lupe")
	if err := r.UpdateActivity(ctx, a.ID, model.ActivityUpdate{LastDay: new(model.Day("1999-01-01"))}); model.CodeOf(err) != model.EInvalid {
		t.Errorf("a last day before the first gave %v", err)
	}
	if err := r.UpdatePerson(ctx, people[0], model.PersonUpdate{Name: new(" ")}); model.CodeOf(err) != model.EInvalid {
		t.Errorf("no name gave %v", err)
	}
	must(t, r.Delete(ctx, model.Ref{Kind: model.KindActivity, ID: a.ID}))
	if err := r.UpdateActivity(ctx, a.ID, model.ActivityUpdate{City: new("Suva")}); model.CodeOf(err) != model.ENotFound {
		t.Errorf("an activity that is gone gave %v", err)
	}
}
