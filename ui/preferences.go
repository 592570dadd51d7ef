package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"rollbook/ui/kit"
	"rollbook/ui/settings"
)

// Names under which this computer remembers how its user likes the window.
const (
	lookKey   = "look"
	scaleKey  = "text scale"
	widthKey  = "width"
	heightKey = "height"
	recentKey = "recent"
)

// mostRecent is how many registers are remembered.
const mostRecent = 8

// The window's first size.
const (
	firstWidth  = 1280
	firstHeight = 820
)

// Look gives how the window looks.
func (w *Window) Look() (kit.Look, float32) {
	p := w.app.Preferences()
	return kit.Look(p.StringWithFallback(lookKey, string(kit.SystemLook))), float32(p.FloatWithFallback(scaleKey, 1))
}

// SetLook changes how the window looks, and remembers it.
func (w *Window) SetLook(look kit.Look, scale float32) {
	w.app.Preferences().SetString(lookKey, string(look))
	// Halves and quarters survive the way through a float64; 1.15 does not.
	w.app.Preferences().SetFloat(scaleKey, float64(int(scale*100+0.5))/100)
	w.applyLook()
}

func (w *Window) applyLook() {
	look, scale := w.Look()
	w.app.Settings().SetTheme(kit.Theme{Look: look, Scale: scale})
}

func (w *Window) restoreSize() {
	p := w.app.Preferences()
	w.window.Resize(fyne.NewSize(float32(p.FloatWithFallback(widthKey, firstWidth)), float32(p.FloatWithFallback(heightKey, firstHeight))))
}

func (w *Window) saveSize() {
	size := w.window.Canvas().Size()
	if size.Width > 200 && size.Height > 200 {
		w.app.Preferences().SetFloat(widthKey, float64(size.Width))
		w.app.Preferences().SetFloat(heightKey, float64(size.Height))
	}
}

// recent gives the registers opened last, the latest first.
func (w *Window) recent() []string { return w.app.Preferences().StringList(recentKey) }

func (w *Window) remember(path string) {
	all := slices.DeleteFunc(w.recent(), func(other string) bool { return other == path })
	all = append([]string{path}, all...)
	w.app.Preferences().SetStringList(recentKey, all[:min(len(all), mostRecent)])
}

func (w *Window) forget(path string) {
	w.app.Preferences().SetStringList(recentKey, slices.DeleteFunc(w.recent(), func(other string) bool { return other == path }))
}

// RegisterPath is where the register lies.
func (w *Window) RegisterPath() string {
	if w.register == nil {
		return ""
	}
	return w.register.Path()
}

// Backups gives the backups of the register that is open.
func (w *Window) Backups() ([]settings.Backup, error) { return w.registers.Backups(w.RegisterPath()) }

// BackUp makes a backup now.
func (w *Window) BackUp(ctx context.Context) error {
	if w.register == nil {
		return nil
	}
	_, err := w.register.AutoBackup(ctx)
	if err == nil {
		fyne.Do(func() {
			if w.care != nil {
				w.care.backedUp(nil)
			}
		})
	}
	return err
}

// Restore puts a backup in the register's place.
func (w *Window) Restore(backup string) { w.restore(backup, w.RegisterPath()) }
