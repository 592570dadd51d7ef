package attendance

import (
	"context"
	"sync"

	"rollbook/model"
)

// own tells what this screen writes and shows itself from what others do: of its own marks the
// screen need not read the roll anew, of everything else it must, also where it comes while a
// mark is being written.
type own struct {
	mu      sync.Mutex
	writing bool
	held    []model.ActionRef // what came meanwhile
}

// holds keeps an action back while something of the screen's own is being written: whose it is
// shows when that is done. False where nothing is.
func (o *own) holds(a model.ActionRef) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.writing {
		o.held = append(o.held, a)
	}
	return o.writing
}

// write does work that the screen shows itself. It gives the action that it became, and
// whether others did something meanwhile.
func (o *own) write(work func(context.Context) error) (did model.ActionRef, others bool, err error) {
	o.mu.Lock()
	o.writing, o.held = true, nil
	o.mu.Unlock()
	var receipt model.Receipt
	err = work(receipt.Context(context.Background()))
	did = receipt.Action.ActionRef
	o.mu.Lock()
	defer o.mu.Unlock()
	o.writing = false
	for _, a := range o.held {
		others = others || a != did
	}
	return did, others, err
}
