package ui

import (
	"context"
	"strings"
	"testing"

	"rollbook/model"
)

// Two sessions of one day and name, made apart, are proposed as one on the Exchange screen;
// a yes makes them one, and can be undone.
func TestSessionsMadeApartAreProposedAsOne(t *testing.T) {
	ctx := context.Background()
	w := newWindow(t)
	w.openTest(t, "Office", false)
	id := activity(t, w)
	a, err := w.register.Activity(ctx, id)
	must(t, err)
	for range 2 {
		_, err := w.register.SaveSession(ctx, model.Session{Activity: id, Name: "Day 1", Day: a.FirstDay, Position: 1, Required: true})
		must(t, err)
	}
	w.Window().Show()
	w.Go(model.ExchangeRoute{})
	if text := texts(w.content); !strings.Contains(text, "May be one session: Day 1") {
		t.Fatalf("the screen does not propose to make them one:\n%s", text)
	}
	buttonNamed(w.content, "Make them one").OnTapped()
	if left, err := w.register.SameSessions(ctx); err != nil || len(left) > 0 {
		t.Errorf("they are still two: %v, %v", left, err)
	}
	if text := texts(w.content); strings.Contains(text, "May be one session") {
		t.Error("the screen still proposes it")
	}
	w.undo()
	if left, err := w.register.SameSessions(ctx); err != nil || len(left) != 1 {
		t.Errorf("undone, there are %v, %v", left, err)
	}
}
