package kit

import (
	"context"
	"sync"

	"fyne.io/fyne/v2"
)

// Loader loads what a screen shows away from the UI goroutine, and shows it there. Only
// the latest is shown: what arrives late, or after Stop, is dropped.
type Loader[S any] struct {
	load func(context.Context) (S, error)
	show func(S, error)

	mu     sync.Mutex
	run    int
	cancel context.CancelFunc
}

// NewLoader makes a loader that loads with one function, which must touch no widget, and
// shows with another.
func NewLoader[S any](load func(context.Context) (S, error), show func(S, error)) *Loader[S] {
	return &Loader[S]{load: load, show: show}
}

// Go loads and shows; a load that is under way is given up.
func (l *Loader[S]) Go() {
	ctx, run := l.next()
	background(func() {
		state, err := l.load(ctx)
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
