package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
)

// TestPreferencesOfSeveralWindows lets several windows remember things at the same time,
// while others start: each finds a whole file, and nothing that one kept is lost by another.
func TestPreferencesOfSeveralWindows(t *testing.T) {
	file := filepath.Join(t.TempDir(), "rollbook", "preferences.json")
	const windows, changes = 4, 40
	var writing, starting sync.WaitGroup
	var done atomic.Bool
	for w := range windows {
		writing.Go(func() {
			p := openPreferences(file, file+".old")
			for i := range changes {
				p.SetString(fmt.Sprintf("key %d of %d", i, w), fmt.Sprint(i))
				p.SetFloat("width", float64(i)) // all of them
			}
		})
	}
	starting.Go(func() {
		for !done.Load() {
			data, err := os.ReadFile(file)
			if err != nil {
				continue // none wrote yet
			}
			var all map[string]any
			if err := json.Unmarshal(data, &all); err != nil {
				t.Errorf("a start found the file cut: %v\n%s", err, data)
				return
			}
		}
	})
	writing.Wait()
	done.Store(true)
	starting.Wait()
	p := openPreferences(file, file+".old")
	for w := range windows {
		for i := range changes {
			if key := fmt.Sprintf("key %d of %d", i, w); p.String(key) != fmt.Sprint(i) {
				t.Errorf("%s is %q", key, p.String(key))
			}
		}
	}
	if left, err := filepath.Glob(filepath.Join(filepath.Dir(file), ".preferences-*")); err != nil || len(left) > 0 {
		t.Errorf("left beside the file: %v, %v", left, err)
	}
}

// TestPreferencesOfEachSort keeps values as the window and the toolkit do, and finds them in
// another window.
func TestPreferencesOfEachSort(t *testing.T) {
	file := filepath.Join(t.TempDir(), "preferences.json")
	p, other := openPreferences(file, ""), openPreferences(file, "")
	told := 0
	p.AddChangeListener(func() { told++ })
	p.SetStringList("recent", []string{"/a", "/b"})
	p.SetFloat("scale", 1.25)
	p.SetInt("view", 2)
	p.SetBool("seen", true)
	p.SetString("look", "dark")
	p.SetString("look", "dark")
	if told != 5 {
		t.Errorf("who listens was told %d times", told)
	}
	if !slices.Equal(other.StringList("recent"), []string{"/a", "/b"}) || other.Float("scale") != 1.25 || other.Int("view") != 2 || !other.Bool("seen") || other.String("look") != "dark" {
		t.Errorf("another window finds %v", other.values)
	}
	if got := other.FloatWithFallback("width", 1280); got != 1280 {
		t.Errorf("what nobody kept is %v", got)
	}
	if got := other.IntWithFallback("look", 7); got != 7 {
		t.Errorf("a text as a number is %v", got)
	}
	other.RemoveValue("look")
	if got := p.String("look"); got != "" {
		t.Errorf("what another window forgot is still %q", got)
	}
}

// TestPreferencesAreTakenOver begins with the file of an older Rollbook, and with one that
// is cut.
func TestPreferencesAreTakenOver(t *testing.T) {
	folder := t.TempDir()
	file, older := filepath.Join(folder, "rollbook", "preferences.json"), filepath.Join(folder, "old.json")
	write := func(file, text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(older, `{"recent":["/a"],"width":900.5}`)
	p := openPreferences(file, older)
	if !slices.Equal(p.StringList("recent"), []string{"/a"}) || p.Float("width") != 900.5 {
		t.Errorf("taken over: %v", p.values)
	}
	if _, err := os.Stat(older); !os.IsNotExist(err) {
		t.Errorf("the older file stays: %v", err)
	}
	write(file, `{"recent":["/a"`)
	p = openPreferences(file, older)
	p.SetString("look", "dark")
	if again := openPreferences(file, older); again.String("look") != "dark" {
		t.Errorf("after a file that was cut: %v", again.values)
	}
}
