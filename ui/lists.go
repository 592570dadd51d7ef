package ui

import (
	"context"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/model/publish"
	"rollbook/model/report"
	"rollbook/ui/kit"
	"rollbook/ui/readin"
)

// listExtensions are the files that lists come in.
var listExtensions = []string{".xlsx", ".csv", ".tsv", ".txt"}

// ReadList asks for a list to read in; where its rows do not say which activity they are
// about, it is the one given, if any.
func (w *Window) ReadList(activity model.ID) {
	w.files.open(lang.L("Read a list in"), listExtensions, func(path string) { w.readList(path, activity) })
}

// SaveList asks for a place and saves a list there exactly as it is shown; rows gives it
// away from the UI goroutine, and what it is narrowed by stands below its title.
func (w *Window) SaveList(title, narrowed string, rows func(context.Context) (report.Table, error)) {
	w.files.save(lang.L("Save this list"), kit.FileName(title)+".xlsx", func(path string) {
		if publish.FormatOf(path) == "" {
			path += "." + string(publish.XLSX)
		}
		r := w.register
		kit.Work(w.window, lang.L("Saving the list"), func(ctx context.Context, progress model.Progress) error {
			office, err := r.Office(ctx)
			if err != nil {
				return err
			}
			t, err := rows(ctx)
			if err != nil {
				return err
			}
			return publish.SaveDocument(ctx, report.Listed(title, narrowed, office.Name, t, model.InstantOf(time.Now())), path, progress)
		}, func(err error) {
			if err != nil {
				kit.ShowError(w.window, err)
				return
			}
			w.Say(lang.L("Saved as {{.File}}", map[string]any{"File": filepath.Base(path)}))
		})
	})
}

// here gives the activity that is shown; 0 where there is none.
func (w *Window) here() model.ID {
	switch r := w.router.here.(type) {
	case model.ActivityRoute:
		return r.ID
	case model.AttendanceRoute:
		return r.Activity
	}
	return 0
}

// PastePeople takes people over who were copied from a spreadsheet; with an activity they
// are registered for it.
func (w *Window) PastePeople(activity model.ID) {
	if err := w.register.ReadOnly(); err != nil {
		kit.ShowError(w.window, err)
		return
	}
	text := w.app.Clipboard().Content()
	if strings.TrimSpace(text) == "" {
		kit.Say(w.window, lang.L("There is nothing to paste"), lang.L("Copy the cells in the spreadsheet first: names alone, or names with country, organisation and e-mail."))
		return
	}
	w.screens.leave()
	readin.OpenPasted(w.register, w, text, activity)
}

// PasteHeadcounts shows headcounts of an activity that were copied from a spreadsheet, to be
// taken over.
func (w *Window) PasteHeadcounts(activity model.ID, text string) {
	w.reading(func() { readin.OpenPastedHeadcounts(w.register, w, text, activity) })
}

func (w *Window) readList(path string, activity model.ID) {
	w.reading(func() { readin.Open(w.register, w, path, activity) })
}

// readListFromOutside reads a list in that was dropped or opened with the program: which
// activity it is about is asked, not taken from what is looked at.
func (w *Window) readListFromOutside(path string) {
	w.reading(func() { readin.OpenFromOutside(w.register, w, path, w.here()) })
}

// reading opens a list where the register can be written.
func (w *Window) reading(open func()) {
	if err := w.register.ReadOnly(); err != nil {
		kit.ShowError(w.window, err)
		return
	}
	w.screens.leave()
	open()
}

// copyTo writes a checked copy of the register.
func (w *Window) copyTo(path string) {
	r := w.register
	kit.Work(w.window, lang.L("Saving a copy"), func(ctx context.Context, _ model.Progress) error { return r.Backup(ctx, path) }, func(err error) {
		if err != nil {
			kit.ShowError(w.window, err)
			return
		}
		w.toaster.Show(lang.L("A checked copy is in {{.Path}}", map[string]any{"Path": filepath.Base(path)}), "", nil)
	})
}
