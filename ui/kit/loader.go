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
				l.show(state, err)
			}
		})
	})
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

// Stop gives up what is under way.
func (l *Loader[S]) Stop() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.cancel != nil {
		l.cancel()
	}
	l.run++
}
