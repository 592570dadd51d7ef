package exchange

import "time"

// Hurried follows the folder at a pace at which tests need not wait.
func (f Folder) Hurried() Folder {
	f.pace = pace{settle: 10 * time.Millisecond, batch: 50 * time.Millisecond, look: 300 * time.Millisecond, patience: 200 * time.Millisecond}
	return f
}
