package ui

import (
	"errors"
	"net/url"
	"os/exec"
	"path/filepath"
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"github.com/ncruces/zenity"

	"rollbook/ui/kit"
)

// files asks people for files.
type files interface {
	// open asks for a file with one of the extensions.
	open(title string, extensions []string, chosen func(path string))
	// save asks for the place of a file to be made.
	save(title, name string, chosen func(path string))
	// folder asks for a folder.
	folder(title string, chosen func(path string))
}

// newFiles gives the system's own dialogs where there are any, else the toolkit's.
func newFiles(w fyne.Window) files {
	if runtime.GOOS == "linux" {
		for _, program := range []string{"zenity", "qarma", "matedialog"} {
			if _, err := exec.LookPath(program); err == nil {
				return systemFiles{w}
			}
		}
		return toolkitFiles{w}
	}
	return systemFiles{w}
}

// SaveAs asks for the place of a file to be made.
func (w *Window) SaveAs(title, name string, chosen func(path string)) {
	w.files.save(title, name, chosen)
}

// Choose asks for a file with one of the extensions.
func (w *Window) Choose(title string, extensions []string, chosen func(path string)) {
	w.files.open(title, extensions, chosen)
}

// ChooseFolder asks for a folder.
func (w *Window) ChooseFolder(title string, chosen func(path string)) { w.files.folder(title, chosen) }

// OpenFile opens a file in the system's program for it.
func (w *Window) OpenFile(path string) error {
	return w.app.OpenURL(&url.URL{Scheme: "file", Path: filepath.ToSlash(path)})
}

// Say says in passing what was done.
func (w *Window) Say(text string) { w.toaster.Show(text, "", nil) }

// systemFiles are the system's own dialogs.
type systemFiles struct{ window fyne.Window }

func (f systemFiles) open(title string, extensions []string, chosen func(string)) {
	patterns := make([]string, len(extensions))
	for i, e := range extensions {
		patterns[i] = "*" + e
	}
	f.ask(func() (string, error) {
		return zenity.SelectFile(zenity.Title(title), zenity.FileFilter{Name: title, Patterns: patterns, CaseFold: true})
	}, chosen)
}

func (f systemFiles) save(title, name string, chosen func(string)) {
	f.ask(func() (string, error) {
		return zenity.SelectFileSave(zenity.Title(title), zenity.ConfirmOverwrite(), zenity.Filename(name))
	}, chosen)
}

func (f systemFiles) folder(title string, chosen func(string)) {
	f.ask(func() (string, error) { return zenity.SelectFile(zenity.Title(title), zenity.Directory()) }, chosen)
}

func (f systemFiles) ask(ask func() (string, error), chosen func(string)) {
	go kit.Safely("asking for a file", func() {
		path, err := ask()
		fyne.Do(func() {
			switch {
			case errors.Is(err, zenity.ErrCanceled):
			case err != nil:
				kit.ShowError(f.window, err)
			case path != "":
				chosen(path)
			}
		})
	})
}

// toolkitFiles are the toolkit's dialogs.
type toolkitFiles struct{ window fyne.Window }

func (f toolkitFiles) open(title string, extensions []string, chosen func(string)) {
	d := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		if err != nil {
			kit.ShowError(f.window, err)
			return
		}
		if file == nil {
			return
		}
		path := filepath.FromSlash(file.URI().Path())
		if err := file.Close(); err != nil {
			kit.ShowError(f.window, err)
			return
		}
		chosen(path)
	}, f.window)
	d.SetTitleText(title)
	d.SetFilter(storage.NewExtensionFileFilter(extensions))
	f.show(d)
}

func (f toolkitFiles) save(title, name string, chosen func(string)) {
	d := dialog.NewFileSave(func(file fyne.URIWriteCloser, err error) {
		if err != nil {
			kit.ShowError(f.window, err)
			return
		}
		if file == nil {
			return
		}
		path := filepath.FromSlash(file.URI().Path())
		// The toolkit makes an empty file; who asked makes a whole one.
		err = errors.Join(file.Close(), storage.Delete(file.URI()))
		if err != nil {
			kit.ShowError(f.window, err)
			return
		}
		chosen(path)
	}, f.window)
	d.SetTitleText(title)
	d.SetFileName(name)
	f.show(d)
}

func (f toolkitFiles) folder(title string, chosen func(string)) {
	d := dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
		if err != nil {
			kit.ShowError(f.window, err)
			return
		}
		if folder != nil {
			chosen(filepath.FromSlash(folder.Path()))
		}
	}, f.window)
	d.SetTitleText(title)
	f.show(d)
}

func (f toolkitFiles) show(d *dialog.FileDialog) {
	size := f.window.Canvas().Size()
	kit.ShowToolkits(f.window, d) // makes what is resized
	d.Resize(fyne.NewSize(min(size.Width-40, 900), min(size.Height-40, 640)))
}
