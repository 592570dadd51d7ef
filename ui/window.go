package ui

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/ui/exchanges"
	"rollbook/ui/kit"
	"rollbook/ui/settings"
)

// Window is the one window of the program.
type Window struct {
	app       fyne.App
	window    fyne.Window
	registers Registers
	files     files
	worker    *kit.Worker // opens, closes, undoes: one after the other

	register Register // nil: none is open
	screens  *screens
	router   *router
	stop     func() // ends the watching of the register
	carriers *exchanges.Carriers
	care     *care
	coming   string // the path of the register that is being opened; empty: none is
	file     string // a list or pack to be looked at when a register is open; empty: none
	leaving  bool   // the window is closing
	telling  bool   // a mistake of the program is being told

	rail    *rail
	header  *header
	middle  *fyne.Container
	content *fyne.Container
	toaster *kit.Toaster
	menus   *menus
}

// New makes the window. It is empty until Begin.
func New(app fyne.App, registers Registers) *Window {
	w := &Window{app: app, registers: registers, worker: kit.NewWorker()}
	w.applyLook()
	w.window = app.NewWindow("Rollbook")
	w.files = newFiles(w.window)
	w.toaster = kit.NewToaster()
	w.header = newHeader(w)
	w.rail = newRail(w)
	w.middle = container.NewStack()
	w.content = container.NewStack()
	w.window.SetContent(container.NewStack(w.content, w.toaster.Object, kit.NewTipLayer(w.window.Canvas())))
	w.window.SetMaster()
	w.window.SetPadded(false)
	w.restoreSize()
	w.window.SetCloseIntercept(w.quit)
	w.window.SetOnDropped(func(_ fyne.Position, uris []fyne.URI) { w.dropped(uris) })
	w.menus = newMenus(w)
	w.addShortcuts()
	return w
}

// Window is the toolkit's window, for dialogs.
func (w *Window) Window() fyne.Window { return w.window }

// Go goes to a place; the one left can be gone back to.
func (w *Window) Go(r model.Route) {
	if w.router != nil {
		w.router.to(r)
	}
}

// Shows says whether a screen is the one that is shown.
func (w *Window) Shows(s kit.Screen) bool { return w.router != nil && w.router.screen == s }

// At notes where people have gone on a screen by themselves.
func (w *Window) At(r model.Route) {
	if w.router != nil {
		w.router.at(r)
	}
}

// Toast says something that needs no answer.
func (w *Window) Toast(text string) { w.toaster.Show(text, "", nil) }

// Did says what was done; the button behind it takes that very action back.
func (w *Window) Did(text string, action model.ActionRef) {
	if action.No == 0 { // nothing changed
		w.Toast(text)
		return
	}
	w.toaster.Show(text, lang.L("Undo"), func() { w.UndoAction(action) })
}

// Open opens the register at a path, in place of the one that is open. Where that one
// cannot be opened, this stays.
func (w *Window) Open(path string) {
	if w.register != nil && w.Has(path) {
		return // it is open
	}
	w.opening(path, lang.L("Opening"), func(ctx context.Context, _ model.Progress) (Register, error) {
		return w.registers.Open(ctx, path, false)
	}, func(err error) { w.cannotOpen(path, err) })
}

// opening gets the register at a path and shows it in place of the one that is open, which
// stays where the other cannot be had.
func (w *Window) opening(path, title string, get func(context.Context, model.Progress) (Register, error), failed func(error)) {
	w.part(lang.L("Backing up and closing"), func() { w.getting(path, title, get, failed) })
}

// getting gets the register at a path and shows it, in place of one that is backed up.
func (w *Window) getting(path, title string, get func(context.Context, model.Progress) (Register, error), failed func(error)) {
	w.coming = path
	var got Register
	kit.Work(w.window, title, func(ctx context.Context, progress model.Progress) error {
		var err error
		got, err = get(ctx, progress)
		return err
	}, func(err error) {
		w.coming = ""
		switch {
		case w.leaving: // the window was closed in the meantime
			if err == nil {
				err = got.Close()
			}
			if err != nil {
				fyne.LogError("closing the register", err)
			}
		case err != nil && w.register != nil:
			if w.care.ctx.Err() != nil { // it was ended to close the register
				w.startBackground()
			}
			failed(err)
		case err != nil:
			w.showWelcome()
			failed(err)
		default:
			w.closeOpen(title, func() { w.use(got) })
		}
	})
}

// cannotOpen says why a register cannot be opened, and what can be done instead.
func (w *Window) cannotOpen(path string, err error) {
	switch model.CodeOf(err) {
	case model.ELocked:
		kit.Ask(w.window, lang.L("This register is open elsewhere"), err.Error(), lang.L("Open for reading"), func() {
			w.opening(path, lang.L("Opening"), func(ctx context.Context, _ model.Progress) (Register, error) {
				return w.registers.Open(ctx, path, true)
			}, func(err error) { kit.ShowError(w.window, err) })
		})
	case model.EDamaged:
		w.offerBackup(path, err)
	case model.ENotFound:
		w.forget(path)
		kit.ShowError(w.window, err)
	default:
		kit.ShowError(w.window, err)
	}
}

func (w *Window) restore(backup, path string) {
	// The register that is there stays as it is under another name: it needs no backup, and
	// one that is damaged gives none.
	w.closeOpen(lang.L("Closing"), func() {
		w.getting(path, lang.L("Restoring"), func(ctx context.Context, _ model.Progress) (Register, error) {
			if _, err := w.registers.Restore(ctx, backup, path); err != nil {
				return nil, err
			}
			return w.registers.Open(ctx, path, false)
		}, func(err error) { kit.ShowError(w.window, err) })
	})
}

// use shows a register that was opened.
func (w *Window) use(r Register) {
	w.register = r
	w.remember(r.Path())
	w.screens = newScreens(w, r)
	w.router = newRouter(w)
	w.carriers = exchanges.NewCarriers(r, w.app.Preferences(), func() { fyne.Do(w.carried) })
	w.startBackground()
	w.stop = r.Watch(func(model.Event) { fyne.Do(w.changed) })
	w.frame()
	w.window.SetTitle(strings.TrimSuffix(filepath.Base(r.Path()), w.registers.Extension()) + " – Rollbook")
	w.Go(model.OverviewRoute{})
	w.changed()
	w.greet()
	w.takeWaiting()
}

// frame shows the screens between the rail and the header.
func (w *Window) frame() {
	right := container.NewBorder(kit.Padded(kit.Step3, kit.Step4, w.header.object), nil, nil, nil, kit.Padded(0, kit.Step4, container.NewBorder(nil, kit.Gap(kit.Step3), nil, nil, w.middle)))
	w.content.Objects = []fyne.CanvasObject{container.NewBorder(nil, nil, w.rail.object, nil, right)}
	w.content.Refresh()
}

// Alone shows the screen without anything around it, on the whole display, or ends that.
func (w *Window) Alone(on bool) {
	if w.window.FullScreen() != on {
		w.window.SetFullScreen(on)
	}
	if on {
		w.content.Objects = []fyne.CanvasObject{w.middle}
		w.content.Refresh()
		return
	}
	w.frame()
}

// UndoAction takes one action back, or says why it cannot be; of an undo, it brings again what
// that took back.
func (w *Window) UndoAction(action model.ActionRef) {
	w.step(func(r Register, ctx context.Context) (model.Undone, error) { return r.UndoAction(ctx, action) })
}

// greet says what people should know of the register they opened.
func (w *Window) greet() {
	if older := w.register.CopyWarning(); older != "" {
		kit.Say(w.window, lang.L("Edits may be missing here"), older)
	}
	if err := w.register.ReadOnly(); err != nil {
		w.toaster.Show(err.Error(), "", nil)
		return
	}
	if risk := w.registers.Risk(w.register.Path()); risk != "" {
		kit.Say(w.window, lang.L("This is not a safe place for a register"), risk)
	}
	if odd := w.register.ClockWarning(); odd != "" {
		w.toaster.Show(odd, "", nil)
	}
}

// close leaves the register that is open; its file is closed by who opens the next.
func (w *Window) close() {
	if w.register == nil {
		return
	}
	w.stop()
	w.screens.close()
	w.worker.Wait()
	w.register, w.screens, w.router, w.stop, w.carriers, w.care = nil, nil, nil, nil, nil, nil
	w.toaster.Hide()
	w.menus.show()
	w.window.SetTitle("Rollbook")
}

// carried shows how the exchange stands now.
func (w *Window) carried() {
	if w.register == nil {
		return
	}
	w.rail.show()
	if w.screens.exchange != nil && w.router.screen == kit.Screen(w.screens.exchange) {
		w.screens.exchange.Changed()
	}
}

// changed shows what can be undone now, in the menus, and whether edits met.
func (w *Window) changed() {
	r := w.register
	if r == nil {
		return
	}
	w.worker.Do(func() {
		undo, redo, err := r.Steps(context.Background())
		if err != nil {
			return // the next change asks again
		}
		met, err := r.Conflicts(context.Background())
		if err != nil {
			return
		}
		fyne.Do(func() {
			w.menus.steps(undo, redo)
			w.rail.items[exchangePlace].toLookAt(len(met))
			w.rail.show()
		})
	})
}

// undo takes back the last action; redo brings it back.
func (w *Window) undo() { w.step(Register.Undo) }
func (w *Window) redo() { w.step(Register.Redo) }

// step takes something back or brings it again, and says so; the button behind it does the
// reverse of that and of nothing else.
func (w *Window) step(do func(Register, context.Context) (model.Undone, error)) {
	r := w.register
	if r == nil {
		return
	}
	w.screens.leave()
	w.worker.Do(func() {
		undone, err := do(r, context.Background())
		fyne.Do(func() {
			if err != nil {
				w.toaster.Show(err.Error(), "", nil)
				return
			}
			says, button := lang.L("Undone"), lang.L("Redo")
			if undone.By.Verb == model.VerbRedo {
				says, button = lang.L("Done again"), lang.L("Undo")
			}
			text := fmt.Sprintf("%s: %s", says, actionText(undone.Action))
			if undone.Kept > 0 {
				text += " · " + lang.N("{{.N}} fields stay: they were edited again since", undone.Kept, map[string]any{"N": undone.Kept})
			}
			w.toaster.Show(text, button, func() { w.UndoAction(undone.By.ActionRef) })
		})
	})
}

// actionText names a user action in a few words: "Edit “Open data”".
func actionText(a model.Action) string {
	text := lang.L(string(a.Verb))
	if a.Name != "" {
		text += " “" + a.Name + "”"
	}
	return text
}

var _ settings.Program = (*Window)(nil)
