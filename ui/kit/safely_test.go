package kit

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"rollbook/model"
	"rollbook/model/mishap"
)

// fail makes the mistake of the tests.
func fail() {
	var nothing []string
	_ = nothing[len(nothing)]
}

// survive lets mistakes be survived during a test, and gives those told.
func survive(t *testing.T) *[]error {
	t.Helper()
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv("HOME", t.TempDir())
	told := &[]error{}
	Survive(func(err error) { *told = append(*told, err) })
	t.Cleanup(func() { survived = nil })
	return told
}

func TestWhatWaitsBehindAMistakeIsStillDone(t *testing.T) {
	t.Cleanup(WithoutBackground())
	told := survive(t)
	w := NewWorker()
	done := false
	w.Do(fail)
	w.Do(func() { done = true })
	w.Wait()
	if !done || len(*told) != 1 || !mishap.Is((*told)[0]) {
		t.Errorf("done is %v; told was %v", done, *told)
	}
}

func TestAMistakeInLoadingIsShownThere(t *testing.T) {
	t.Cleanup(WithoutBackground())
	test.NewTempApp(t)
	told := survive(t)
	var shown error
	l := NewLoader(func(context.Context) (int, error) {
		fail()
		return 1, nil
	}, func(_ int, err error) { shown = err })
	l.Go()
	if !mishap.Is(shown) || len(*told) != 0 {
		t.Errorf("shown was %v, told %v", shown, *told)
	}
}

func TestAMistakeInLongWorkIsItsError(t *testing.T) {
	t.Cleanup(WithoutBackground())
	app := test.NewTempApp(t)
	window := app.NewWindow("")
	told := survive(t)
	var got error
	Work(window, "Reading", func(context.Context, model.Progress) error {
		fail()
		return nil
	}, func(err error) { got = err })
	if !mishap.Is(got) || len(*told) != 0 {
		t.Errorf("the error was %v, told %v", got, *told)
	}
	if len(window.Canvas().Overlays().List()) != 0 {
		t.Error("the dialog of the work stays")
	}
}

// TestNotesHoldNoNames: what a mistake was about is noted, but no text that could hold what
// people typed.
func TestNotesHoldNoNames(t *testing.T) {
	survive(t)
	err := Attempt("trying", func() error { panic("Penelope Quill") })
	var m *mishap.Error
	if !errors.As(err, &m) || m.Noted != mishap.File() {
		t.Fatalf("noted: %v", err)
	}
	text, reading := os.ReadFile(m.Noted)
	if reading != nil || strings.Contains(string(text), "Penelope") || !strings.Contains(string(text), "safely_test.go") || !strings.Contains(string(text), "trying") {
		t.Errorf("the note says %s, %v", text, reading)
	}
	for range 3 { // the same again is not noted again
		_ = Attempt("trying", func() error { fail(); return nil })
	}
	text, reading = os.ReadFile(m.Noted)
	if reading != nil || strings.Count(string(text), "index out of range") != 1 {
		t.Errorf("the note says %s, %v", text, reading)
	}
	if filepath.Base(m.Noted) != "mistakes.log" {
		t.Errorf("it is noted in %s", m.Noted)
	}
}
