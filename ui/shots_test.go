package ui

import (
	"context"
	"errors"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rollbook/model"
	"rollbook/model/sample"
	"rollbook/model/sqlite"
	"rollbook/ui/kit"
	"rollbook/ui/settings"
)

// testRegisters makes and opens registers in a folder of the test.
type testRegisters struct{ config string }

func (r testRegisters) options() sqlite.Options {
	return sqlite.Options{ConfigDir: r.config, Who: "desk"}
}

func (r testRegisters) Create(ctx context.Context, path, office string) (Register, error) {
	made, err := sqlite.Create(ctx, path, model.Office{Name: office}, r.options())
	if err != nil {
		return nil, err
	}
	return made, nil
}

func (r testRegisters) Sample(ctx context.Context, path string, progress model.Progress) (Register, error) {
	made, err := sqlite.Create(ctx, path, model.Office{Name: sample.Office}, r.options())
	if err != nil {
		return nil, err
	}
	types, err1 := made.Types(ctx)
	roles, err2 := made.Roles(ctx)
	batch, err3 := sample.Make(sample.DefaultSeed, 1, types, roles)
	if err := errors.Join(err1, err2, err3); err != nil {
		return nil, err
	}
	_, err = made.SaveBatch(ctx, batch, progress)
	return made, err
}

func (r testRegisters) Open(ctx context.Context, path string, readOnly bool) (Register, error) {
	options := r.options()
	options.ReadOnly = readOnly
	opened, err := sqlite.Open(ctx, path, options)
	if err != nil {
		return nil, err
	}
	return opened, nil
}

func (r testRegisters) Replicate(ctx context.Context, path string, b model.Bundle, progress model.Progress) (Register, error) {
	if _, err := sqlite.Replicate(ctx, path, b, r.options(), model.MergeOptions{Progress: progress}); err != nil {
		return nil, err
	}
	return r.Open(ctx, path, false)
}

func (r testRegisters) Backups(path string) ([]settings.Backup, error) {
	files, err := sqlite.Backups(path)
	var all []settings.Backup
	for _, f := range files {
		all = append(all, settings.Backup(f))
	}
	return all, err
}

func (r testRegisters) Restore(ctx context.Context, backup, path string) (string, error) {
	return sqlite.RestoreOver(ctx, backup, path, r.options())
}

func (r testRegisters) LastGood(ctx context.Context, path string) (settings.Backup, error) {
	good, err := sqlite.LastGood(ctx, path)
	return settings.Backup(good), err
}

func (r testRegisters) Recover(ctx context.Context, path string, progress model.Progress) (string, model.Recovered, error) {
	to := sqlite.RecoveredName(path)
	found, err := sqlite.Recover(ctx, path, to, r.options(), progress)
	return to, found, err
}

func (r testRegisters) Risk(string) string { return "" }
func (r testRegisters) Extension() string  { return sqlite.Extension }

// newWindow makes a window that does everything at once, without a display.
func newWindow(t *testing.T) *Window {
	t.Helper()
	app := test.NewApp()
	restore := kit.WithoutBackground()
	w := New(app, testRegisters{t.TempDir()})
	t.Cleanup(func() {
		r := w.register
		w.close()
		if r != nil {
			if err := r.Close(); err != nil {
				t.Error(err)
			}
		}
		restore()
		app.Quit()
	})
	return w
}

// open opens a register that make makes in a folder of the test.
func (w *Window) openTest(t *testing.T, name string, filled bool) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name+sqlite.Extension)
	w.opening("", "", func(ctx context.Context, _ model.Progress) (Register, error) {
		if filled {
			return w.registers.Sample(ctx, path, nil)
		}
		return w.registers.Create(ctx, path, "Office")
	}, func(err error) { t.Fatal(err) })
}

// shot is a screen as it is drawn: the place gone to, and what is done there.
type shot struct {
	name string
	at   func(w *Window) model.Route
	do   func(w *Window)
}

// firstActivity gives a held activity with people, for pictures of its form.
func firstActivity(w *Window) model.ID {
	lines, _, err := w.register.Activities(context.Background(), model.ActivityFilter{Statuses: []model.Status{model.Held}, Evidence: model.FromHeadcounts, Limit: 1})
	if err != nil || len(lines) == 0 {
		return 0
	}
	return lines[0].ID
}

// workshop gives a held activity whose people are known by name, for pictures of its roll.
func workshop(w *Window) model.ID {
	lines, _, err := w.register.Activities(context.Background(), model.ActivityFilter{Statuses: []model.Status{model.Held}, Evidence: model.FromRegister, Sort: model.SortDays, Down: true, Limit: 1})
	if err != nil || len(lines) == 0 {
		return 0
	}
	return lines[0].ID
}

// somebody gives a person of the register, for pictures of a person's page.
func somebody(w *Window) model.ID {
	lines, _, err := w.register.PeopleLines(context.Background(), "", 1)
	if err != nil || len(lines) == 0 {
		return 0
	}
	return lines[0].ID
}

func shots() []shot {
	form := func(tab string) func(w *Window) model.Route {
		return func(w *Window) model.Route { return model.ActivityRoute{ID: firstActivity(w), Tab: tab} }
	}
	to := func(r model.Route) func(*Window) model.Route { return func(*Window) model.Route { return r } }
	all := []shot{
		{"overview", to(model.OverviewRoute{}), nil},
		{"activities", to(model.ActivitiesRoute{}), nil},
		{"activity-details", form("details"), nil},
		{"activity-figures", form("figures"), nil},
		{"activity-links", form("links"), nil},
		{"activity-learnt", form("learnt"), nil},
		{"activity-history", form("history"), nil},
		{"activity-new", to(model.NewActivityRoute{}), nil},
		{"activity-people", func(w *Window) model.Route { return model.ActivityRoute{ID: workshop(w), Tab: "people"} }, nil},
		{"activity-attendance", func(w *Window) model.Route { return model.ActivityRoute{ID: workshop(w), Tab: "attendance"} }, nil},
		{"attendance-choose", to(model.AttendanceRoute{}), nil},
		{"attendance", func(w *Window) model.Route { return model.AttendanceRoute{Activity: workshop(w)} }, nil},
		{"people", to(model.PeopleRoute{}), nil},
		{"person", func(w *Window) model.Route { return model.PersonRoute{ID: somebody(w)} }, nil},
		{"countries", to(model.CountriesRoute{}), nil},
		{"country", to(model.CountryRoute{Code: "FJI"}), nil},
		{"reports-summary", to(model.ReportsRoute{Kind: "summary"}), nil},
		{"reports-deck", to(model.ReportsRoute{Kind: "deck"}), nil},
		{"reports-changes", to(model.ReportsRoute{Kind: "changes"}), nil},
		{"reports-signin", func(w *Window) model.Route { return model.ReportsRoute{Kind: "signin", Activity: workshop(w)} }, nil},
		{"reports-badges", func(w *Window) model.Route { return model.ReportsRoute{Kind: "badges", Activity: workshop(w)} }, nil},
		{"reports-certificates", func(w *Window) model.Route { return model.ReportsRoute{Kind: "certificates", Activity: workshop(w)} }, nil},
		{"exchange", to(model.ExchangeRoute{}), nil},
		{"find", to(model.OverviewRoute{}), func(w *Window) { w.find() }},
	}
	for _, s := range []string{"office", "types", "themes", "partners", "phases", "milestones", "lessons", "reported", "groups", "countries", "look", "backups"} {
		all = append(all, shot{"settings-" + s, to(model.SettingsRoute{Section: s}), nil})
	}
	return all
}

// TestShots draws every screen, light and dark, filled and empty, small and large, into
// the folder that ROLLBOOK_SHOTS names.
func TestShots(t *testing.T) {
	folder := os.Getenv("ROLLBOOK_SHOTS")
	if folder == "" {
		t.Skip("ROLLBOOK_SHOTS names no folder")
	}
	for _, filled := range []bool{true, false} {
		w := newWindow(t)
		for _, look := range []kit.Look{kit.LightLook, kit.DarkLook} {
			w.SetLook(look, 1)
			for _, size := range []fyne.Size{{Width: 1024, Height: 700}, {Width: 1600, Height: 1000}} {
				w.window.Resize(size)
				if !filled && w.register == nil {
					capture(t, w, folder, "welcome", look, size, filled)
				}
			}
		}
		w.openTest(t, "Sample", filled)
		for _, look := range []kit.Look{kit.LightLook, kit.DarkLook} {
			w.SetLook(look, 1)
			for _, size := range []fyne.Size{{Width: 1024, Height: 700}, {Width: 1600, Height: 1000}} {
				w.window.Resize(size)
				for _, s := range shots() {
					if !wanted(s.name) {
						continue
					}
					w.Go(s.at(w))
					if s.do != nil {
						s.do(w)
					}
					capture(t, w, folder, s.name, look, size, filled)
					for _, o := range w.window.Canvas().Overlays().List() {
						w.window.Canvas().Overlays().Remove(o)
					}
				}
			}
		}
	}
}

// wanted says whether a picture is among those that ROLLBOOK_SHOTS_OF names by how their
// names begin; all are where it names none.
func wanted(name string) bool {
	of := strings.Fields(os.Getenv("ROLLBOOK_SHOTS_OF"))
	return len(of) == 0 || slices.ContainsFunc(of, func(begin string) bool { return strings.HasPrefix(name, begin) })
}

func capture(t *testing.T, w *Window, folder, name string, look kit.Look, size fyne.Size, filled bool) {
	t.Helper()
	state := map[bool]string{true: "filled", false: "empty"}[filled]
	w.toaster.Hide()
	path := filepath.Join(folder, fmt.Sprintf("%s-%s-%s-%.0fx%.0f.png", name, state, look, size.Width, size.Height))
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, w.window.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
}
