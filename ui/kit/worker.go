package kit

import "sync"

// Worker does what is given to it, one after the other in its order, away from the UI
// goroutine: a screen's changes to the register.
type Worker struct {
	mu      sync.Mutex
	waiting []func()
	busy    bool
	closed  bool
	idle    sync.Cond
}

// NewWorker makes a worker.
func NewWorker() *Worker {
	w := &Worker{}
	w.idle.L = &w.mu
	return w
}

// Do does the work when what was given before is done. After Close nothing new is taken.
func (w *Worker) Do(work func()) {
	if w.queue(work) {
		background(w.run)
	}
}

// queue puts work behind what waits already, and says whether somebody must begin.
func (w *Worker) queue(work func()) (begin bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed {
		return false
	}
	w.waiting = append(w.waiting, work)
	begin = !w.busy
	w.busy = true
	return begin
}

func (w *Worker) run() {
	for {
		w.mu.Lock()
		if len(w.waiting) == 0 {
			w.busy = false
			w.idle.Broadcast()
			w.mu.Unlock()
			return
		}
		work := w.waiting[0]
		w.waiting = w.waiting[1:]
		w.mu.Unlock()
		Safely("doing what was asked for", work) // what waits behind it is still done
	}
}

// Wait returns when all that was given is done.
func (w *Worker) Wait() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for w.busy {
		w.idle.Wait()
	}
}

// Close takes no more work; what was given is still done.
func (w *Worker) Close() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.closed = true
}
