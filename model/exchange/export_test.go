package exchange

import (
	"context"
	"time"
)

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

// TakeMessage takes in a message as if a hub had brought it.
func TakeMessage(r Register, configDir, subject string, data []byte) (Report, error) {
	s, err := Hub{URL: "tls://hub.example.org", ConfigDir: configDir}.open(r)
	if err != nil {
		return Report{}, err
	}
	if s.keys, s.seal, err = keysOf(context.Background(), r, true); err != nil {
		return Report{}, err
	}
	err = s.take(context.Background(), subject, 1, data)
	for _, f := range s.failed {
		s.report.Skipped = append(s.report.Skipped, Skipped{Name: subject, Err: f.err})
	}
	return s.report, err
}
