package sqlite_test

import (
	"context"
	"testing"

	"rollbook/model"
)

// TestAMistakeInTheMiddleOfAWriteIsTakenBack: what panics in the middle of an action leaves
// nothing of it, and whoever survives it can go on writing.
func TestAMistakeInTheMiddleOfAWriteIsTakenBack(t *testing.T) {
	ctx := context.Background()
	r := newRegister(t)
	types, err := r.Types(ctx)
	must(t, err)
	batch := model.Batch{Verb: model.VerbAdd}
	for i := range 2000 {
		batch.Activities = append(batch.Activities, model.Activity{ID: model.ID(-1 - i), Title: "Open data", Type: types[0].ID, FirstDay: "2024-03-04", LastDay: "2024-03-04", Status: model.Held})
	}
	failed := false
	func() {
		defer func() { failed = recover() != nil }()
		_, _ = r.SaveBatch(ctx, batch, func(int, int) { panic("a mistake") })
	}()
	if !failed {
		t.Fatal("the action did not fail")
	}
	if _, n, err := r.Activities(ctx, model.ActivityFilter{}); err != nil || n != 0 {
		t.Errorf("%d activities stay of the action, %v", n, err)
	}
	workshop(t, r)
	if problems, err := r.Check(ctx); err != nil || len(problems) > 0 {
		t.Errorf("the check finds %v, %v", problems, err)
	}
}
