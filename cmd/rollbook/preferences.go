package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"github.com/gofrs/flock"
)

// preferences are what this computer remembers for its user, in a file that several windows
// share: each change is added to what the file holds then, and the file replaced whole. The
// toolkit's own write over the file where it lies, and a start in that moment finds it cut.
// They may be used from any goroutine.
type preferences struct {
	file string // empty: nothing is kept

	mu        sync.Mutex
	values    map[string]json.RawMessage
	read      fs.FileInfo // of the file that values are of; nil: none was read
	listeners []func()
}

var _ fyne.Preferences = (*preferences)(nil)

// openPreferences gives the preferences in a file. Where there is none they are those of an
// older file, which is taken away then.
func openPreferences(file, older string) *preferences {
	p := &preferences{file: file, values: map[string]json.RawMessage{}}
	if file == "" {
		return p
	}
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		if data, err := os.ReadFile(older); err == nil && json.Unmarshal(data, &p.values) == nil {
			p.report(p.change(func(values map[string]json.RawMessage) {
				for key, value := range p.values {
					values[key] = value
				}
			}))
		}
	}
	if err := os.Remove(older); err != nil && !errors.Is(err, fs.ErrNotExist) {
		p.report(err)
	}
	return p
}

// report says what cannot be remembered; the window works without it.
func (p *preferences) report(err error) {
	if err != nil {
		fyne.LogError("what the window remembers cannot be kept", err)
	}
}

// refresh reads the file where another window has changed it; p.mu is held.
func (p *preferences) refresh() error {
	info, err := os.Stat(p.file)
	if p.file == "" || errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil || p.read != nil && os.SameFile(info, p.read) && info.ModTime().Equal(p.read.ModTime()) {
		return err
	}
	data, err := os.ReadFile(p.file)
	if err != nil {
		return err
	}
	values := map[string]json.RawMessage{}
	if err := json.Unmarshal(data, &values); err != nil {
		// Somebody else damaged it: it is put aside, and what is known here stays.
		return errors.Join(fmt.Errorf("%s: %w", p.file, err), os.Rename(p.file, p.file+".damaged"))
	}
	p.values, p.read = values, info
	return nil
}

// mostWait is how long another window may take to write.
const mostWait = 3 * time.Second

// change changes what the file holds: one window after the other, and the file is never
// seen in part.
func (p *preferences) change(do func(values map[string]json.RawMessage)) error {
	if p.file == "" {
		do(p.values)
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(p.file), 0o700); err != nil {
		return err
	}
	lock := flock.New(p.file + ".lock")
	ctx, cancel := context.WithTimeout(context.Background(), mostWait)
	defer cancel()
	if _, err := lock.TryLockContext(ctx, 2*time.Millisecond); err == nil { // else it is written all the same: whole
		defer lock.Close()
	}
	err := p.refresh()
	do(p.values)
	data, encoding := json.MarshalIndent(p.values, "", "  ")
	if encoding != nil {
		return encoding
	}
	return errors.Join(err, p.replace(data))
}

// replace puts a new file in the place of the one that is there.
func (p *preferences) replace(data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(p.file), ".preferences-*")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), p.file)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	p.read, err = os.Stat(p.file)
	return err
}

// valueOf gives what is remembered under a key, or fallback where nothing of that sort is.
func valueOf[T any](p *preferences, key string, fallback T) T {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.report(p.refresh())
	var value T
	if raw, ok := p.values[key]; !ok || json.Unmarshal(raw, &value) != nil {
		return fallback
	}
	return value
}

// remember keeps a value under a key.
func (p *preferences) remember(key string, value any) {
	raw, err := json.Marshal(value)
	if err != nil { // a number that is none
		p.report(err)
		return
	}
	p.edit(func(values map[string]json.RawMessage) (changed bool) {
		changed = !bytes.Equal(values[key], raw)
		values[key] = raw
		return changed
	})
}

// edit changes the values, unless nothing is different, and tells who listens.
func (p *preferences) edit(do func(values map[string]json.RawMessage) (changed bool)) {
	p.mu.Lock()
	p.report(p.refresh())
	probe := map[string]json.RawMessage{}
	for key, value := range p.values {
		probe[key] = value
	}
	changed := do(probe)
	if changed {
		p.report(p.change(func(values map[string]json.RawMessage) { do(values) }))
	}
	listeners := p.listeners
	p.mu.Unlock()
	if changed {
		for _, tell := range listeners {
			tell()
		}
	}
}

// RemoveValue forgets what is kept under a key.
func (p *preferences) RemoveValue(key string) {
	p.edit(func(values map[string]json.RawMessage) (changed bool) {
		_, changed = values[key]
		delete(values, key)
		return changed
	})
}

// AddChangeListener calls a function after each change made here.
func (p *preferences) AddChangeListener(tell func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.listeners = append(p.listeners, tell)
}

// ChangeListeners gives the functions that are called.
func (p *preferences) ChangeListeners() []func() {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.listeners
}

// What follows is the toolkit's interface, a value of each sort.

// Bool is the toolkit's, as are all below.
func (p *preferences) Bool(key string) bool { return valueOf(p, key, false) }

// BoolWithFallback is the toolkit's.
func (p *preferences) BoolWithFallback(key string, or bool) bool { return valueOf(p, key, or) }

// SetBool is the toolkit's.
func (p *preferences) SetBool(key string, value bool) { p.remember(key, value) }

// BoolList is the toolkit's.
func (p *preferences) BoolList(key string) []bool { return valueOf(p, key, []bool{}) }

// BoolListWithFallback is the toolkit's.
func (p *preferences) BoolListWithFallback(key string, or []bool) []bool { return valueOf(p, key, or) }

// SetBoolList is the toolkit's.
func (p *preferences) SetBoolList(key string, value []bool) { p.remember(key, value) }

// Float is the toolkit's.
func (p *preferences) Float(key string) float64 { return valueOf(p, key, 0.0) }

// FloatWithFallback is the toolkit's.
func (p *preferences) FloatWithFallback(key string, or float64) float64 { return valueOf(p, key, or) }

// SetFloat is the toolkit's.
func (p *preferences) SetFloat(key string, value float64) { p.remember(key, value) }

// FloatList is the toolkit's.
func (p *preferences) FloatList(key string) []float64 { return valueOf(p, key, []float64{}) }

// FloatListWithFallback is the toolkit's.
func (p *preferences) FloatListWithFallback(key string, or []float64) []float64 {
	return valueOf(p, key, or)
}

// SetFloatList is the toolkit's.
func (p *preferences) SetFloatList(key string, value []float64) { p.remember(key, value) }

// Int is the toolkit's.
func (p *preferences) Int(key string) int { return valueOf(p, key, 0) }

// IntWithFallback is the toolkit's.
func (p *preferences) IntWithFallback(key string, or int) int { return valueOf(p, key, or) }

// SetInt is the toolkit's.
func (p *preferences) SetInt(key string, value int) { p.remember(key, value) }

// IntList is the toolkit's.
func (p *preferences) IntList(key string) []int { return valueOf(p, key, []int{}) }

// IntListWithFallback is the toolkit's.
func (p *preferences) IntListWithFallback(key string, or []int) []int { return valueOf(p, key, or) }

// SetIntList is the toolkit's.
func (p *preferences) SetIntList(key string, value []int) { p.remember(key, value) }

// String is the toolkit's.
func (p *preferences) String(key string) string { return valueOf(p, key, "") }

// StringWithFallback is the toolkit's.
func (p *preferences) StringWithFallback(key, or string) string { return valueOf(p, key, or) }

// SetString is the toolkit's.
func (p *preferences) SetString(key, value string) { p.remember(key, value) }

// StringList is the toolkit's.
func (p *preferences) StringList(key string) []string { return valueOf(p, key, []string{}) }

// StringListWithFallback is the toolkit's.
func (p *preferences) StringListWithFallback(key string, or []string) []string {
	return valueOf(p, key, or)
}

// SetStringList is the toolkit's.
func (p *preferences) SetStringList(key string, value []string) { p.remember(key, value) }
