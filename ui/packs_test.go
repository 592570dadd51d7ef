package ui

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"rollbook/model"
	"rollbook/model/exchange"
)

// chosen is what somebody chooses in the dialogs for files.
type chosen string

func (c chosen) open(_ string, _ []string, do func(string)) { do(string(c)) }
func (c chosen) save(_, _ string, do func(string))          { do(string(c)) }
func (c chosen) folder(_ string, do func(string))           { do(string(c)) }

// pack makes a pack of a window's register.
func (w *Window) pack(t *testing.T, scope model.PackScope) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "pack"+exchange.Extension)
	_, err := exchange.Pack(context.Background(), w.register, scope, path, exchange.Seal{})
	must(t, err)
	return path
}

// pressOver presses a button of the dialog that is open.
func (w *Window) pressOver(t *testing.T, label string) {
	t.Helper()
	top := w.window.Canvas().Overlays().Top()
	if top == nil {
		t.Fatalf("there is no dialog with the button %q", label)
	}
	button := buttonNamed(top, label)
	if button == nil {
		t.Fatalf("the dialog has no button %q:\n%s", label, texts(top))
	}
	button.OnTapped()
}

func TestANewDeskBeginsWithAPack(t *testing.T) {
	ctx := context.Background()
	office := newWindow(t)
	office.openTest(t, "Office", false)
	id := activity(t, office)
	for what, scope := range map[string]model.PackScope{"everything": {}, "one activity": {Activity: id}} {
		t.Run(what, func(t *testing.T) {
			pack := office.pack(t, scope)
			desk := newWindow(t)
			path := filepath.Join(t.TempDir(), "Desk.rollbook")
			desk.files = chosen(path)
			desk.Window().Show()
			desk.Begin("", pack)
			desk.pressOver(t, "Make the copy …")
			if desk.register == nil || desk.register.Path() != path {
				t.Fatalf("the copy is not open: %v", desk.register)
			}
			if a, err := desk.register.Activity(ctx, id); err != nil || a.Title != "Open data" {
				t.Errorf("the copy's activity is %+v, %v", a, err)
			}
		})
	}
}

func TestAPackOfAnotherRegisterIsNotMerged(t *testing.T) {
	ctx := context.Background()
	office := newWindow(t)
	office.openTest(t, "Office", false)
	activity(t, office)
	stranger := newWindow(t)
	stranger.openTest(t, "Stranger", false)
	_, had, err := stranger.register.Activities(ctx, model.ActivityFilter{})
	must(t, err)
	stranger.Take(office.pack(t, model.PackScope{}))
	if over := stranger.window.Canvas().Overlays().Top(); over == nil || !strings.Contains(texts(over), "Make a copy of this register?") {
		t.Error("nothing says that the pack is of another register")
	}
	if _, has, err := stranger.register.Activities(ctx, model.ActivityFilter{}); err != nil || has != had {
		t.Errorf("there are %d activities, %v", has, err)
	}
}

func TestAFileWaitsForTheRegisterThatIsBeingOpened(t *testing.T) {
	w := newWindow(t)
	w.openTest(t, "Office", false)
	activity(t, w)
	pack, path := w.pack(t, model.PackScope{}), w.RegisterPath()
	if !w.Has(path) || w.Has("") || w.Has(filepath.Join(filepath.Dir(path), "Other.rollbook")) {
		t.Error("the window does not know which register it has")
	}
	w.coming = path // as while it is opened
	w.Take(pack)
	if w.window.Canvas().Overlays().Top() != nil {
		t.Error("the pack was looked at before the register was open")
	}
	w.coming = ""
	w.takeWaiting()
	if _, there := w.router.here.(model.ExchangeRoute); !there {
		t.Errorf("the pack led to %#v", w.router.here)
	}
}
