package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rollbook/model"
	"rollbook/model/sqlite"
)

// found gives the one file in a folder whose name ends so.
func found(t *testing.T, folder, ending string) string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ending) {
			return filepath.Join(folder, e.Name())
		}
	}
	return ""
}

// leave closes the window as people do.
func (d *driver) leave() {
	d.t.Helper()
	d.xdo("key", "alt+F4")
	if err := d.running.Wait(); err != nil {
		d.t.Fatalf("the program ended with %v", err)
	}
}

// primary says whether the window's primary button is at a place.
func (d *driver) primary(x, y int) bool {
	r, g, b, _ := d.picture().At(x, y).RGBA()
	return r>>8 < 0x20 && g>>8 > 0x60 && g>>8 < 0x90 && b>>8 > 0x90
}

// TestAPackGoesToATrainerAndBack makes a pack in the office's window, takes attendance in a
// copy that the trainer's window makes from it, merges the pack that comes back, which is
// opened by a double click while the register is open, and finds the same figures in both.
func TestAPackGoesToATrainerAndBack(t *testing.T) {
	office := begin(t)
	ctx := context.Background()
	path, config := filepath.Join(office.home, "Office.rollbook"), filepath.Join(office.home, ".config")
	r, err := sqlite.Create(ctx, path, model.Office{Name: "Our office"}, sqlite.Options{ConfigDir: config})
	if err != nil {
		t.Fatal(err)
	}
	types, err := r.Types(ctx)
	if err != nil {
		t.Fatal(err)
	}
	roles, err := r.Roles(ctx)
	if err != nil {
		t.Fatal(err)
	}
	today := model.DayOf(time.Now())
	activity := model.Activity{Title: "Open data", Type: types[1].ID, FirstDay: today.Add(-1), LastDay: today.Add(1), Status: model.Held}
	if activity.ID, err = r.SaveActivity(ctx, activity); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Nimal Bandara", "Corazón Bañez", "방소연"} {
		if _, _, err := r.Enrol(ctx, model.Person{Name: name, Country: "FJI", Sex: model.Female}, model.Registration{Activity: activity.ID, Role: roles[0].ID, Country: "FJI"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.MakeSessions(ctx, model.SessionsOf(activity, false)); err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}

	office.start(path)
	office.keys("ctrl+7")
	office.click("1010", "57") // make a pack
	office.click("600", "353") // for the activity
	office.types("open")
	office.keys("Return")
	office.click("480", "502")
	office.types("three blue whales")
	office.click("720", "502")
	office.types("three blue whales")
	office.click("705", "609") // save the pack
	office.keys("Return")
	office.until("the pack is there", func() bool { return found(t, office.home, ".rollpack") != "" })
	office.settle()
	office.leave()

	trainer := &driver{t: t, home: t.TempDir(), program: office.program}
	t.Cleanup(func() {
		if trainer.running != nil && trainer.running.ProcessState == nil {
			_ = trainer.running.Process.Kill() // it may have ended by itself
		}
	})
	pack, err := os.ReadFile(found(t, office.home, ".rollpack"))
	if err != nil {
		t.Fatal(err)
	}
	sent := filepath.Join(trainer.home, "sent.rollpack")
	if err := os.WriteFile(sent, pack, 0o600); err != nil {
		t.Fatal(err)
	}
	trainer.start(sent)
	trainer.types("three blue whales")
	trainer.keys("Return")
	trainer.until("the pack is looked at", func() bool { return trainer.primary(650, 467) })
	trainer.click("708", "467") // make the copy
	trainer.keys("Return")
	copied := filepath.Join(trainer.home, "Our office.rollbook")
	trainer.untilOpen()
	trainer.until("the copy is there", func() bool { return trainer.raw(copied, "SELECT count(*) FROM registration") == 3 })
	trainer.settle()
	trainer.keys("ctrl+3", "Return")
	for i, typed := range []string{"nimal", "banez"} {
		trainer.types(typed)
		trainer.keys("Return")
		trainer.until(typed+" is marked", func() bool { return trainer.raw(copied, "SELECT count(*) FROM mark") == i+1 })
	}
	if err := os.Remove(sent); err != nil {
		t.Fatal(err)
	}
	trainer.keys("ctrl+7")
	trainer.click("1010", "57") // make a pack, sealed for the office
	trainer.click("705", "513") // save it
	trainer.keys("Return")
	trainer.until("the pack for the office is there", func() bool { return found(t, trainer.home, ".rollpack") != "" })
	trainer.settle()
	trainer.leave()

	office.start() // the register opened last
	office.again(found(t, trainer.home, ".rollpack"))
	office.until("the office is asked whether to merge", func() bool { return office.primary(650, 498) })
	office.click("700", "498") // merge
	office.until("the marks are merged", func() bool { return office.raw(path, "SELECT count(*) FROM mark WHERE value = 'P'") == 2 })
	office.settle()
	office.leave()
	_, countries, participants := office.figures(path)
	if _, c, p := trainer.figures(copied); participants != 2 || countries != 1 || p != participants || c != countries {
		t.Errorf("the office counts %d participants of %d countries, the trainer %d of %d", participants, countries, p, c)
	}
}
