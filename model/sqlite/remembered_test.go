package sqlite_test

import (
	"context"
	"testing"

	"rollbook/model"
)

func TestRememberedAnswersAreSavedChangedAndUndone(t *testing.T) {
	ctx := context.Background()
	r := newRegister(t)
	id, err := r.SaveRemembered(ctx, model.Remembered{Topic: "country", Text: "Fidschi", Means: "Fiji"})
	must(t, err)
	again, err := r.SaveRemembered(ctx, model.Remembered{Topic: "country", Text: "FIDSCHI", Means: "Fiji"})
	must(t, err)
	if id != again {
		t.Error("the same text is remembered twice")
	}
	moved, err := r.SaveRemembered(ctx, model.Remembered{ID: id, Topic: "country", Text: "Fidji", Means: "Fiji"})
	must(t, err)
	all, err := r.Remembered(ctx)
	must(t, err)
	if len(all) != 1 || all[0].ID != moved || all[0].Text != "Fidji" {
		t.Errorf("after a text was changed: %+v", all)
	}
	must(t, r.Delete(ctx, model.Ref{Kind: model.KindRemembered, ID: moved}))
	if all, err = r.Remembered(ctx); err != nil || len(all) != 0 {
		t.Errorf("after it was forgotten: %+v, %v", all, err)
	}
	if _, err := r.SaveRemembered(ctx, model.Remembered{Topic: "country"}); model.CodeOf(err) != model.EInvalid {
		t.Errorf("nothing is remembered: %v", err)
	}
}

func TestReportedFiguresKeepHowCertainTheyAre(t *testing.T) {
	ctx := context.Background()
	r := newRegister(t)
	types, err := r.Types(ctx)
	must(t, err)
	countries, people, more := 90, 1200, 300
	_, err = r.SaveReported(ctx, model.Reported{Type: types[2].ID, From: "2006-01-01", To: "2015-12-31", Events: 9, EventsKind: model.Approximate,
		Countries: &countries, CountriesKind: model.AtLeast, Participants: &people, ParticipantsKind: model.AtLeast})
	must(t, err)
	s, err := r.Summary(ctx, model.Period{}, model.ByType)
	must(t, err)
	if got := s.Total; got.Events.String() != "≈ 9" || got.Countries.String() != "≥ 90" || got.Participants.String() != "≥ 1\u2009200" {
		t.Errorf("alone: %s events, %s countries, %s participants", got.Events, got.Countries, got.Participants)
	}
	_, err = r.SaveReported(ctx, model.Reported{Type: types[1].ID, From: "2006-01-01", To: "2015-12-31", Events: 4, Participants: &more, ParticipantsKind: model.Approximate})
	must(t, err)
	s, err = r.Summary(ctx, model.Period{}, model.ByType)
	must(t, err)
	if got := s.Total; got.Events.String() != "≈ 13" || got.Countries.String() != "≥ 90" || got.Participants.String() != "≥ 1\u2009500" {
		t.Errorf("together: %s events, %s countries, %s participants", got.Events, got.Countries, got.Participants)
	}
	if got := s.Rows[1].Participants.String(); got != "≈ 300" {
		t.Errorf("a row of about 300 says %s", got)
	}
}
