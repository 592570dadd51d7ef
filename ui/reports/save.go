package reports

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/model/disk"
	"rollbook/model/publish"
	"rollbook/ui/kit"
)

// ready says what keeps the report from being made; nil where nothing does.
func (s *Screen) ready() error {
	if s.chosen.Of == publish.Activity && s.request.Activity == 0 {
		return model.Errorf(model.EInvalid, "%s", lang.L("Choose the activity that the report is for."))
	}
	if s.chosen.Of == publish.Frozen && s.request.Snapshot == 0 {
		return model.Errorf(model.EInvalid, "%s", lang.L("Choose the snapshot that the figures of now are laid beside."))
	}
	return nil
}

// save asks where to save the report in a format, and saves it there. Names that no font on
// this computer can write are said before.
func (s *Screen) save(f publish.Format) {
	if err := s.ready(); err != nil {
		kit.ShowError(s.navigator.Window(), err)
		return
	}
	s.whole(f, func() {
		s.program.SaveAs(lang.L("Save the report"), s.fileName()+"."+string(f), func(path string) {
			if publish.FormatOf(path) != f && s.chosen.Of != publish.Whole {
				path += "." + string(f)
			}
			s.make(path, func() {
				s.program.Say(lang.L("Saved as {{.File}}", map[string]any{"File": filepath.Base(path)}))
			})
		})
	})
}

// Print saves the report as a PDF among the system's passing files and opens it in the
// program that shows and prints such files. It may hold names, so that the program's next
// start takes it away.
func (s *Screen) Print() {
	if err := s.ready(); err != nil {
		kit.ShowError(s.navigator.Window(), err)
		return
	}
	s.whole(publish.PDF, func() {
		disk.Sweep(os.TempDir())
		folder := disk.Unfinished(os.TempDir(), "printed")
		if err := os.Mkdir(folder, 0o700); err != nil {
			kit.ShowError(s.navigator.Window(), err)
			return
		}
		path := filepath.Join(folder, s.fileName()+"."+string(publish.PDF))
		s.make(path, func() {
			if err := s.program.OpenFile(path); err != nil {
				kit.ShowError(s.navigator.Window(), err)
			}
		})
	})
}

// whole goes on where every text can be written in the format, else asks first.
func (s *Screen) whole(f publish.Format, then func()) {
	if f != publish.PDF || s.st.pages == nil || len(s.st.pages.Missing()) == 0 {
		then()
		return
	}
	kit.Ask(s.navigator.Window(), lang.L("Some texts cannot be written"),
		lang.L("This computer has no font for: {{.Texts}}. They would be shown as empty boxes. Install a font for their script, such as a Noto font, or go on.",
			map[string]any{"Texts": strings.Join(firstFew(s.st.pages.Missing(), 12), "; ")}), lang.L("Go on"), then)
}

func firstFew(texts []string, n int) []string {
	if len(texts) <= n {
		return texts
	}
	return append(append([]string(nil), texts[:n]...), "…")
}

// make makes the report and saves it.
func (s *Screen) make(path string, then func()) {
	request, chosen := s.request, s.chosen
	request.At = now()
	kit.Work(s.navigator.Window(), lang.L("Making the report"), func(ctx context.Context, progress model.Progress) error {
		return chosen.Save(ctx, s.register, request, path, progress)
	}, func(err error) {
		if err != nil {
			kit.ShowError(s.navigator.Window(), err)
			return
		}
		then()
	})
}

// fileName proposes a name for the report's file.
func (s *Screen) fileName() string {
	name := lang.L(s.chosen.Label)
	switch s.chosen.Of {
	case publish.Period:
		if span := s.request.Period.Span(); span != "" {
			name += " " + span
		}
	case publish.Activity:
		for _, a := range s.st.activities {
			if a.ID == s.request.Activity {
				name += " " + either(a.Code, a.Title)
			}
		}
	}
	return kit.FileName(name)
}

func either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
