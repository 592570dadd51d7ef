package sqlite_test

import (
	"context"
	"testing"

	"rollbook/model"
)

func TestLessonsAndOutputsHangOnActivities(t *testing.T) {
	ctx := context.Background()
	r := newRegister(t)
	one, other := workshop(t, r), workshop(t, r)
	id, err := r.SaveLesson(ctx, model.Lesson{Text: " Begin with the host ", FollowUp: "Ask before planning", Due: "2026-03-01", Activities: []model.ID{one, other}})
	must(t, err)
	if all, err := r.Lessons(ctx, other); err != nil || len(all) != 1 || all[0].Text != "Begin with the host" || len(all[0].Activities) != 2 {
		t.Fatalf("of the activity came %+v, %v", all, err)
	}
	must(t, r.UpdateLesson(ctx, id, model.LessonUpdate{Done: new(true), Activities: model.Links[model.ID]{Remove: []model.ID{other}}}))
	if all, err := r.Lessons(ctx, other); err != nil || len(all) != 0 {
		t.Errorf("the activity it was taken from still has %+v, %v", all, err)
	}
	_, err = r.Undo(ctx)
	must(t, err)
	if all, err := r.Lessons(ctx, other); err != nil || len(all) != 1 || all[0].Done {
		t.Errorf("after the undo the activity has %+v, %v", all, err)
	}
	if _, err := r.SaveLesson(ctx, model.Lesson{}); model.CodeOf(err) != model.EInvalid {
		t.Errorf("an empty lesson gave %v", err)
	}

	_, err = r.SaveOutput(ctx, model.Output{Activity: one, Kind: model.Toolkit, Title: "Open data toolkit", Day: "2026-05-01"})
	must(t, err)
	if all, err := r.Outputs(ctx, one); err != nil || len(all) != 1 || all[0].Title != "Open data toolkit" {
		t.Errorf("the outputs are %+v, %v", all, err)
	}
	must(t, r.Delete(ctx, model.Ref{Kind: model.KindActivity, ID: one}))
	if all, err := r.Outputs(ctx, 0); err != nil || len(all) != 0 {
		t.Errorf("outputs of a deleted activity are shown: %+v, %v", all, err)
	}
}
