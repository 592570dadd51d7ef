// Package mishap is what happens when Rollbook itself makes a mistake while it runs: it is
// survived, told in words, and noted in a file for who mends it, with the place in the
// program and without anybody's name.
package mishap

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"rollbook/model"
)

// Error is a mistake of the program that was survived.
type Error struct {
	Doing string // what was being done, in the program's own words: no names
	Noted string // the file it is noted in; empty: it could not be noted
	Again bool   // the same mistake was noted before, since the program began
}

// Error says what failed and what of it matters to people.
func (e *Error) Error() string {
	said := fmt.Sprintf("Rollbook made a mistake while %s. What was saved before is safe.", e.Doing)
	if e.Noted != "" {
		said += fmt.Sprintf(" It is noted, without anybody’s name, in %s: please send that file to who looks after Rollbook.", e.Noted)
	}
	return said
}

// Is says whether an error is a mistake of the program.
func Is(err error) bool {
	var e *Error
	return errors.As(err, &e)
}

// Survive does something that must not end the program. Where it panics, the mistake is
// noted and is the error.
func Survive(doing string, do func() error) (err error) {
	defer Recover(doing, &err)
	return do()
}

// Recover, deferred, makes a panic the error at err, and notes it.
func Recover(doing string, err *error) {
	if value := recover(); value != nil {
		*err = Note(doing, value, debug.Stack())
	}
}

// Sizes, in bytes: of what is noted of one mistake at most, and of the file, which then
// makes room for the next and is kept until that one is full.
const (
	mostOfOne = 16 << 10
	mostOfAll = 256 << 10
)

var (
	noting sync.Mutex
	seen   = map[string]*Error{} // by the file and the stack
)

// File is where mistakes are noted on this computer; "" where its user has no folder.
func File() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "rollbook", "mistakes.log")
}

// Note notes a panic, by its value and its stack. The same mistake is written once.
func Note(doing string, value any, stack []byte) *Error {
	noting.Lock()
	defer noting.Unlock()
	place := File() + "\n" + placeOf(string(stack))
	if before, ok := seen[place]; ok {
		again := *before
		again.Again = true
		return &again
	}
	e := &Error{Doing: doing, Noted: File()}
	if e.Noted != "" && write(e.Noted, entry(doing, value, string(stack))) != nil {
		e.Noted = ""
	}
	seen[place] = e
	return e
}

// entry is what the file says of a mistake.
func entry(doing string, value any, stack string) string {
	text := fmt.Sprintf("%s Rollbook %s %s/%s, while %s: %s\n%s\n\n",
		time.Now().UTC().Format(time.RFC3339), model.Version, runtime.GOOS, runtime.GOARCH, doing, kindOf(value), strings.TrimSpace(stack))
	if len(text) > mostOfOne {
		text = strings.ToValidUTF8(text[:mostOfOne], "") + " …\n\n"
	}
	return text
}

// kindOf says what a panic was about. The runtime's own words hold numbers and types; any
// other text could hold a name, and only its type is said.
func kindOf(value any) string {
	if err, ok := value.(runtime.Error); ok {
		return err.Error()
	}
	return fmt.Sprintf("%T", value)
}

// placeOf is a stack without what differs from time to time: the goroutine and arguments.
func placeOf(stack string) string {
	var place strings.Builder
	for line := range strings.Lines(stack) {
		if file, _, ok := strings.Cut(strings.TrimSpace(line), " +0x"); ok && strings.HasPrefix(line, "\t") {
			place.WriteString(file + "\n")
		}
	}
	return place.String()
}

// write adds to the file, and begins a new one when it is full.
func write(file, text string) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	if info, err := os.Stat(file); err == nil && info.Size()+int64(len(text)) > mostOfAll {
		if err := os.Rename(file, strings.TrimSuffix(file, ".log")+" before.log"); err != nil {
			return err
		}
	}
	f, err := os.OpenFile(file, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}
