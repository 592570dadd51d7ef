package sqlite_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rollbook/model"
	"rollbook/model/sqlite"
)

// pieceOf gives a replica's own log as a bundle, changed on its way.
func pieceOf(t testing.TB, r *sqlite.Register, change func(*model.BundleHead, *model.Changes)) model.Bundle {
	t.Helper()
	ctx := context.Background()
	c, err := r.Log(ctx, r.Replica().Tag, 0, 1000)
	must(t, err)
	head, err := r.BundleHead(ctx)
	must(t, err)
	head.Runs = []model.Run{c.Run}
	change(&head, &c)
	return model.Bundle{Head: head, Parts: c.Parts()}
}

func TestWhatCannotBeMergedChangesNothing(t *testing.T) {
	ctx := context.Background()
	one := office(t)
	other := copyOf(t, one, "desk", model.PackScope{})
	_, err := other.SaveTheme(ctx, model.Theme{Name: "Green growth"})
	must(t, err)
	send(t, other, one)
	_, err = other.SaveTheme(ctx, model.Theme{Name: "Blue growth"})
	must(t, err)
	stranger := office(t)
	before := dump(t, one)
	for name, c := range map[string]struct {
		bundle model.Bundle
		code   model.Code
		says   string
	}{
		"another office's": {pieceOf(t, stranger, func(*model.BundleHead, *model.Changes) {}), model.EOtherRegister, "register of The office"},
		"another change under a known number": {pieceOf(t, other, func(_ *model.BundleHead, c *model.Changes) {
			c.Operations[0].New = json.RawMessage(`{"name":"Grey growth"}`)
		}), model.EForked, "number 1 of desk"},
		"a change of this very copy": {pieceOf(t, other, func(_ *model.BundleHead, c *model.Changes) {
			for i := range c.Operations {
				c.Operations[i].Replica, c.Actions[i].Replica = one.Replica().Tag, one.Replica().Tag
				c.Operations[i].Seq += 1000
				c.Operations[i].Row = model.ID(int64(one.Replica().Tag)<<32 | 1000)
			}
		}), model.EForked, "put back to an older state"},
		"a change of a record that is not there": {pieceOf(t, other, func(_ *model.BundleHead, c *model.Changes) {
			c.Operations[1].Made = false
		}), model.EUnreadable, "not here"},
		"a link to nowhere": {pieceOf(t, other, func(_ *model.BundleHead, c *model.Changes) {
			c.Operations[1].New = json.RawMessage(`{"name":"Blue growth","parent":12345}`)
		}), model.EUnreadable, "neither here nor in it"},
		"a number for a name": {pieceOf(t, other, func(_ *model.BundleHead, c *model.Changes) {
			c.Operations[1].New = json.RawMessage(`{"name":7}`)
		}), model.EUnreadable, "cannot be read"},
		"an action that is missing": {pieceOf(t, other, func(_ *model.BundleHead, c *model.Changes) { c.Actions = nil }), model.EUnreadable, "belong to"},
		"a replica that is missing": {pieceOf(t, copyOf(t, one, "new", model.PackScope{}), func(_ *model.BundleHead, c *model.Changes) {
			*c, _ = other.Log(ctx, other.Replica().Tag, 0, 10)
			c.Replicas = nil
			for i := range c.Operations {
				c.Operations[i].Replica = 4711
				c.Operations[i].Row = model.ID(4711<<32 | int64(i+1))
			}
		}), model.EUnreadable, "whose"},
	} {
		_, err := one.Merge(ctx, c.bundle, yes)
		if model.CodeOf(err) != c.code || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v (%s)", name, err, model.CodeOf(err))
		}
		if diff := difference(before, dump(t, one)); len(diff) > 0 {
			t.Fatalf("%s changed %q", name, diff)
		}
	}
	if out := send(t, other, one); out.Operations != 1 {
		t.Errorf("after all that the right one brought %+v", out)
	}
	clean(t, one)
}

func TestAPartCannotBeginARegister(t *testing.T) {
	ctx := context.Background()
	one := office(t)
	a, _ := threeDays(t, one, "Ana Lupe")
	trainer := copyOf(t, one, "trainer", model.PackScope{Activity: a.ID})
	if err := trainer.Pack(ctx, model.PackScope{}, func(model.Bundle) error { return nil }); model.CodeOf(err) != model.ENothing {
		t.Errorf("packing before anything was done: %v", err)
	}
	_, err := trainer.SavePerson(ctx, model.Person{Name: "Walk In"})
	must(t, err)
	dir := t.TempDir()
	path := filepath.Join(dir, "new.rollbook")
	err = trainer.Pack(ctx, model.PackScope{}, func(b model.Bundle) error {
		_, err := sqlite.Replicate(ctx, path, b, sqlite.Options{ConfigDir: t.TempDir()}, model.MergeOptions{})
		return err
	})
	if model.CodeOf(err) != model.EInvalid || !strings.Contains(err.Error(), "what was done since") {
		t.Errorf("a register from what was done since: %v", err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("what failed leaves %v, %v", left, err)
	}
	// A colleague of the trainer starts from the trainer's copy, and comes back through the office.
	second := copyOf(t, trainer, "second trainer", model.PackScope{Activity: a.ID})
	roll := rollOf(t, second, a.ID)
	must(t, second.Mark(ctx, model.Mark{Registration: roll.Attendees[0].ID, Session: roll.Sessions[0].ID, Value: model.Present}))
	if out := send(t, second, one); out.Marks != 1 || out.Waiting != 0 {
		t.Errorf("the second trainer's pack brought %+v", out)
	}
	// What other desks did does not fit into a part.
	desk := copyOf(t, one, "desk", model.PackScope{})
	_, err = desk.SaveTheme(ctx, model.Theme{Name: "Green growth"})
	must(t, err)
	if _, err := trainer.Merge(ctx, pieceOf(t, desk, func(*model.BundleHead, *model.Changes) {}), yes); model.CodeOf(err) != model.EInvalid {
		t.Errorf("a desk's log merged into a part: %v", err)
	}
	clean(t, one)
}

// TestANewerRollbooksChangesAreKeptWhole merges what a version to come may write: columns
// and kinds of records that this one does not know.
func TestANewerRollbooksChangesAreKeptWhole(t *testing.T) {
	ctx := context.Background()
	one := office(t)
	other := copyOf(t, one, "desk", model.PackScope{})
	third := copyOf(t, one, "third", model.PackScope{})
	for _, name := range []string{"Green growth", "Blue growth"} {
		_, err := other.SaveTheme(ctx, model.Theme{Name: name})
		must(t, err)
	}
	future := func(_ *model.BundleHead, c *model.Changes) {
		for i := range c.Operations {
			c.Operations[i].Schema = 99
		}
		c.Operations[0].New = json.RawMessage(`{"colour":{"r":0,"g":255},"name":"Green growth"}`)
		c.Operations[1].Kind, c.Operations[1].New = "venue", json.RawMessage(`{"beds":12,"name":"Hall"}`)
	}
	out, err := one.Merge(ctx, pieceOf(t, other, future), yes)
	must(t, err)
	if out.Operations != 2 || out.Later != 2 {
		t.Errorf("the office was told %+v", out)
	}
	themes, err := one.Themes(ctx)
	must(t, err)
	if len(themes) != 1 || themes[0].Name != "Green growth" {
		t.Errorf("what is known of it: %+v", themes)
	}
	clean(t, one)
	c, err := one.Log(ctx, other.Replica().Tag, 0, 10)
	must(t, err)
	if len(c.Operations) != 2 || string(c.Operations[1].New) != `{"beds":12,"name":"Hall"}` || !strings.Contains(string(c.Operations[0].New), `"g":255`) {
		t.Errorf("handed on is %+v", c.Operations)
	}
	send(t, one, third)
	if diff := difference(dump(t, one), dump(t, third)); len(diff) > 0 {
		t.Errorf("the third differs: %q", diff)
	}
}

// TestAClockThatIsWrongIsSaidAndDoesNoHarm opens copies of a register on computers whose
// clocks are off.
func TestAClockThatIsWrongIsSaidAndDoesNoHarm(t *testing.T) {
	ctx := context.Background()
	one := office(t)
	at := func(off time.Duration) func() time.Time { return func() time.Time { return time.Now().Add(off) } }
	const year = 365 * 24 * time.Hour
	for _, c := range []struct {
		off  time.Duration
		says string
	}{{0, ""}, {-year, "there are changes of"}, {year, "the last change known here"}} {
		off, says := c.off, c.says
		other := copyOf(t, one, "desk", model.PackScope{}, at(off))
		if got := other.ClockWarning(); says == "" && got != "" || !strings.Contains(got, says) {
			t.Errorf("a clock that is off by %v: %q", off, got)
		}
		_, err := other.SaveTheme(ctx, model.Theme{Name: "Green growth"})
		must(t, err)
		out := send(t, other, one)
		if (len(out.Warnings) > 0) != (off > 0) {
			t.Errorf("a clock that is off by %v: the office is warned %q", off, out.Warnings)
		}
		themes, err := one.Themes(ctx)
		must(t, err)
		for _, theme := range themes { // the office has seen it, so its edit wins
			must(t, one.UpdateTheme(ctx, theme.ID, model.ThemeUpdate{Name: new("Blue growth")}))
		}
		send(t, one, other)
		if diff := difference(dump(t, one), dump(t, other)); len(diff) > 0 {
			t.Errorf("a clock that is off by %v: %q", off, diff)
		}
	}
}
