package exchange

import "time"

var hurried = pace{settle: 10 * time.Millisecond, batch: 50 * time.Millisecond, look: 300 * time.Millisecond, patience: 200 * time.Millisecond, again: 50 * time.Millisecond}

// Hurried follows the folder at a pace at which tests need not wait.
func (f Folder) Hurried() Folder {
	f.pace = hurried
	return f
}

// Hurried follows the hub at a pace at which tests need not wait.
func (h Hub) Hurried() Hub {
	h.pace = hurried
	return h
}
