package main

import (
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/driver/desktop"

	"rollbook/assets"
	"rollbook/model"
	"rollbook/ui/kit"
)

// programID is how the system and the toolkit know the program.
const programID = "rollbook"

// program is the toolkit's application, but for what Rollbook does otherwise: what is done
// on the UI goroutine survives its mistakes, and what is remembered for its user is written
// whole.
type program struct {
	fyne.App
	driver      drawing
	preferences *preferences
}

// newProgram makes the application. It has no window yet, and needs no display.
func newProgram() *program {
	app.SetMetadata(fyne.AppMetadata{ID: programID, Name: "Rollbook", Version: model.Version})
	if dir, err := os.UserCacheDir(); err == nil {
		_ = os.MkdirAll(filepath.Join(dir, "fyne"), 0o700) // the toolkit makes its own folder in it, and says where it cannot
	}
	p := &program{App: app.NewWithID(programID)}
	file := ""
	if dir, err := os.UserConfigDir(); err == nil {
		file = filepath.Join(dir, "rollbook", "preferences.json")
	}
	p.preferences = openPreferences(file, filepath.Join(filepath.FromSlash(p.App.Storage().RootURI().Path()), "preferences.json"))
	// The toolkit would write its own preferences once more at the end.
	if own, ok := p.App.Lifecycle().(interface{ SetOnStoppedHookExecuted(func()) }); ok {
		own.SetOnStoppedHookExecuted(func() {})
	}
	p.driver = drawing{p.App.Driver().(toolkitDriver)}
	p.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon))
	fyne.SetCurrentApp(p) // fyne.Do asks the current one
	return p
}

// Driver is the toolkit's, with our way on the UI goroutine.
func (p *program) Driver() fyne.Driver { return p.driver }

// Preferences are ours.
func (p *program) Preferences() fyne.Preferences { return p.preferences }

// toolkitDriver is everything that the toolkit asks of its driver on a desktop.
type toolkitDriver interface {
	fyne.Driver
	desktop.Driver
}

// drawing is the driver of the window, whose mistakes are survived.
type drawing struct{ toolkitDriver }

// DoFromGoroutine is what fyne.Do and fyne.DoAndWait call.
func (d drawing) DoFromGoroutine(do func(), wait bool) {
	d.toolkitDriver.DoFromGoroutine(func() { kit.Safely("showing what was done", do) }, wait)
}
