package kit

import (
	"context"
	"sync"

	"fyne.io/fyne/v2"
)

// Loader loads what a screen shows away from the UI goroutine, and shows it there. Only
// the latest is shown: what arrives late, or after Stop, is dropped.
type Loader[S any] struct {
	begin func() func(context.Context) (S, error)
	show  func(S, error)

	mu     sync.Mutex
	run    int
	cancel context.CancelFunc

	busy    bool   // something is under way; this and waits belong to the UI goroutine
	waiting func() // done once what is under way is shown
}

// NewLoader makes a loader that loads with one function, which must touch no widget and
// nothing that the UI goroutine changes, and shows with another.
func NewLoader[S any](load func(context.Context) (S, error), show func(S, error)) *Loader[S] {
	return &Loader[S]{begin: func() func(context.Context) (S, error) { return load }, show: show}
}

// NewAskingLoader makes a loader whose load depends on what people chose or typed: ask reads
// that on the UI goroutine, and load gets it.
func NewAskingLoader[Q, S any](ask func() Q, load func(context.Context, Q) (S, error), show func(S, error)) *Loader[S] {
	return &Loader[S]{show: show, begin: func() func(context.Context) (S, error) {
		asked := ask()
		return func(ctx context.Context) (S, error) { return load(ctx, asked) }
	}}
}

// Go loads and shows; a load that is under way is given up. It belongs to the UI goroutine.
func (l *Loader[S]) Go() {
	load := l.begin()
	ctx, run := l.next()
	l.busy = true
	background(func() {
		var state S
		err := Attempt("loading what is shown here", func() (err error) {
			state, err = load(ctx)
			return err
		})
		if ctx.Err() != nil {
			return
		}
		fyne.Do(func() {
			l.mu.Lock()
			current := l.run == run
			l.mu.Unlock()
			if current {
				l.busy = false
				l.show(state, err)
				l.rest()
			}
		})
	})
}

// Then does something once what is under way is shown, or at once where nothing is: Enter acts
// on what was typed, not on what was found before. Only the last that was asked for is done,
// and nothing after Stop. It belongs to the UI goroutine.
func (l *Loader[S]) Then(do func()) {
	l.waiting = do
	if !l.busy {
		l.rest()
	}
}

// Busy says whether something is under way. It belongs to the UI goroutine.
func (l *Loader[S]) Busy() bool { return l.busy }

// Forget gives up what waits for what is under way.
func (l *Loader[S]) Forget() { l.waiting = nil }

// rest does what waited.
func (l *Loader[S]) rest() {
	if do := l.waiting; do != nil && !l.busy {
		l.waiting = nil
		do()
	}
}

func (l *Loader[S]) next() (context.Context, int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.cancel != nil {
		l.cancel()
	}
	var ctx context.Context
	ctx, l.cancel = context.WithCancel(context.Background())
	l.run++
	return ctx, l.run
}

// Stop gives up what is under way, and what waits for it.
func (l *Loader[S]) Stop() {
	l.busy, l.waiting = false, nil
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.cancel != nil {
		l.cancel()
	}
	l.run++
}
