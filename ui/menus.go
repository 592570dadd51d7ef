package ui

import (
	"fmt"
	"path/filepath"
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/model/exchange"
	"rollbook/ui/kit"
)

// menus are the window's menus.
type menus struct {
	window        *Window
	main          *fyne.MainMenu
	undo, redo    *fyne.MenuItem
	back, forward *fyne.MenuItem
	recent        *fyne.MenuItem
	needRegister  []*fyne.MenuItem // of no use while none is open
	names, keys   map[*fyne.MenuItem]string
}

// ctrl is the key of shortcuts: Ctrl, or ⌘ on a Mac.
func ctrl(key fyne.KeyName) *desktop.CustomShortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}
}

func shiftCtrl(key fyne.KeyName) *desktop.CustomShortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
}

// keyName is how people know the key of shortcuts.
func keyName() string {
	if runtime.GOOS == "darwin" {
		return "⌘"
	}
	return "Ctrl"
}

func newMenus(w *Window) *menus {
	m := &menus{window: w, names: map[*fyne.MenuItem]string{}, keys: map[*fyne.MenuItem]string{}}
	item := func(title string, shortcut fyne.Shortcut, do func()) *fyne.MenuItem {
		i := fyne.NewMenuItem(title, func() { kit.Safely("doing what a menu says", do) }) // a Mac's own menus call it
		i.Shortcut = shortcut
		return i
	}
	open := func(i *fyne.MenuItem) *fyne.MenuItem {
		m.needRegister = append(m.needRegister, i)
		do := i.Action
		i.Action = func() { // the toolkit's shortcuts reach also what is disabled, and what lies below a dialog
			if w.register != nil && w.window.Canvas().Overlays().Top() == nil {
				do()
			}
		}
		return i
	}
	m.recent = fyne.NewMenuItem(lang.L("Opened lately"), nil)
	quit := item(lang.L("Quit"), nil, w.quit)
	quit.IsQuit = true
	file := fyne.NewMenu(lang.L("File"),
		item(lang.L("New register …"), nil, w.askForNew),
		item(lang.L("Open a register …"), ctrl(fyne.KeyO), w.askForOpen), m.recent,
		item(lang.L("Look at the sample"), nil, w.openSample),
		fyne.NewMenuItemSeparator(),
		open(item(lang.L("Read a list in …"), shiftCtrl(fyne.KeyO), func() { w.ReadList(w.here()) })),
		item(lang.L("Open a pack …"), nil, func() { w.Choose(lang.L("Open a pack"), []string{exchange.Extension}, w.openPack) }),
		open(item(lang.L("Save a copy …"), nil, w.askForCopy)),
		open(item(lang.L("Print …"), ctrl(fyne.KeyP), w.print)),
		fyne.NewMenuItemSeparator(), quit)
	m.undo, m.redo = item(lang.L("Undo"), &fyne.ShortcutUndo{}, w.undoTyped), open(item(lang.L("Redo"), shiftCtrl(fyne.KeyZ), w.redo))
	edit := fyne.NewMenu(lang.L("Edit"), m.undo, m.redo, fyne.NewMenuItemSeparator(),
		open(item(lang.L("New activity"), ctrl(fyne.KeyN), func() { w.Go(model.NewActivityRoute{}) })),
		open(item(lang.L("Find anything"), ctrl(fyne.KeyK), w.find)))
	m.back = open(item(lang.L("Back"), &desktop.CustomShortcut{KeyName: fyne.KeyLeft, Modifier: fyne.KeyModifierAlt}, func() { w.router.goBack() }))
	m.forward = open(item(lang.L("Forward"), &desktop.CustomShortcut{KeyName: fyne.KeyRight, Modifier: fyne.KeyModifierAlt}, func() { w.router.goForward() }))
	view := fyne.NewMenu(lang.L("View"))
	for i, s := range stops() {
		view.Items = append(view.Items, open(item(s.title, ctrl(fyne.KeyName(fmt.Sprint(i+1))), func() { w.Go(s.route) })))
	}
	view.Items = append(view.Items, fyne.NewMenuItemSeparator(), m.back, m.forward)
	help := fyne.NewMenu(lang.L("Help"), item(lang.L("About Rollbook"), nil, w.about))
	m.main = fyne.NewMainMenu(file, edit, view, help)
	m.show()
	w.window.SetMainMenu(m.main)
	return m
}

// show enables what can be done now.
func (m *menus) show() {
	for _, i := range m.needRegister {
		i.Disabled = m.window.register == nil
	}
	if r := m.window.router; r != nil {
		m.back.Disabled, m.forward.Disabled = len(r.back) == 0, len(r.forward) == 0
	}
	m.recent.ChildMenu = fyne.NewMenu("")
	for _, path := range m.window.recent() {
		m.recent.ChildMenu.Items = append(m.recent.ChildMenu.Items, fyne.NewMenuItem(filepath.Base(path), func() { m.window.Open(path) }))
	}
	m.recent.Disabled = len(m.recent.ChildMenu.Items) == 0
	m.refresh()
}

// steps names what would be undone and redone.
func (m *menus) steps(undo, redo *model.Action) {
	name := func(i *fyne.MenuItem, verb string, a *model.Action) {
		i.Disabled = a == nil
		if a != nil {
			verb += ": " + actionText(*a)
		}
		m.rename(i, verb)
	}
	name(m.undo, lang.L("Undo"), undo)
	name(m.redo, lang.L("Redo"), redo)
	m.refresh()
}

// refresh shows the menus as they are now.
func (m *menus) refresh() {
	for _, menu := range m.main.Items {
		m.writeKeys(menu.Items)
	}
	m.main.Refresh()
}

// askForCopy asks where to write a checked copy of the register.
func (w *Window) askForCopy() {
	name := kit.FileName(filepath.Base(w.register.Path()))
	w.files.save(lang.L("Save a copy of the register"), "Copy of "+name, func(path string) { w.copyTo(path) })
}

func (w *Window) about() {
	kit.Say(w.window, lang.L("About Rollbook"), lang.L("Rollbook {{.Version}}", map[string]any{"Version": model.Version})+"\n\n"+
		lang.L("The register of an office that builds other people’s capacity. It keeps everything in one file on this computer and sends nothing anywhere."))
}
