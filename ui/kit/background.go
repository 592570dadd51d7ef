package kit

import "time"

// background runs what must not hold up the UI goroutine.
var background = func(work func()) { go Safely("working in the background", work) }

// later does something after a while unless it is stopped before.
var later = func(wait time.Duration, do func()) (stop func()) {
	timer := time.AfterFunc(wait, func() { Safely("doing what was put off", do) })
	return func() { timer.Stop() }
}

// WithoutBackground makes everything that would be done in the background be done at once,
// where it is asked for, and nothing be done later, until the function it returns is called.
// Tests and pictures of screens need no waiting then.
func WithoutBackground() (restore func()) {
	atOnce, afterwards := background, later
	background = func(work func()) { work() }
	later = func(time.Duration, func()) func() { return func() {} }
	return func() { background, later = atOnce, afterwards }
}

// Later does something after a while, in some goroutine, unless it is stopped before.
func Later(wait time.Duration, do func()) (stop func()) { return later(wait, do) }

// PutOff makes everything that would be done in the background wait until run is called, so that
// tests can act before a result is there; restore ends that.
func PutOff() (run, restore func()) {
	atOnce := background
	var waiting []func()
	background = func(work func()) { waiting = append(waiting, work) }
	run = func() {
		for len(waiting) > 0 {
			work := waiting[0]
			waiting = waiting[1:]
			work()
		}
	}
	return run, func() { background = atOnce }
}
