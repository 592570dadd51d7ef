package sqlite

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"rollbook/model"
	"rollbook/model/disk"
)

// holder is what the lock beside a register says of who has it open.
type holder struct {
	Who     string    `json:"who"`
	Process int       `json:"process"`
	Since   time.Time `json:"since"`
}

// hold takes the lock beside the register; the error has code ELocked and says whose it is.
func (r *Register) hold() error {
	lock, err := takeLock(lockPath(r.path))
	if err != nil {
		return disk.Explain(lockPath(r.path), err)
	}
	if lock == nil {
		who := "another program"
		var h holder
		if data, err := os.ReadFile(holderPath(r.path)); err == nil && json.Unmarshal(data, &h) == nil {
			who = fmt.Sprintf("%s since %s (process %d)", h.Who, h.Since.Local().Format("15:04 on 2 Jan"), h.Process)
		}
		return model.Errorf(model.ELocked, "%s is open already: %s. Close it there, or open it here for reading.", filepath.Base(r.path), who)
	}
	r.lock = lock
	if _, err := os.Stat(holderPath(r.path)); err == nil {
		r.crashed = true // who had it before did not close it
	}
	data, err := json.Marshal(holder{Who: r.options.who(), Process: os.Getpid(), Since: r.clock.wall()})
	if err != nil {
		return err
	}
	if err := os.WriteFile(holderPath(r.path), data, 0o600); err != nil && !disk.Full(err) {
		return disk.Explain(holderPath(r.path), err)
	}
	return nil
}

// release lets others open the register, and leaves nothing of the lock.
func (r *Register) release() error {
	if r.lock == nil {
		return nil
	}
	return errors.Join(disk.RemoveIfThere(holderPath(r.path)), dropLock(r.lock))
}

// lockPath is the file beside a register that whoever has it open holds locked.
func lockPath(path string) string {
	return filepath.Join(filepath.Dir(path), "."+strings.TrimSuffix(filepath.Base(path), Extension)+".lock")
}

// holderPath is the file beside a register that says who has it open. It is not the lock
// itself, which others cannot read on Windows.
func holderPath(path string) string { return lockPath(path) + "ed-by" }

// takeLock takes the lock that a file stands for, and makes the file where there is none;
// nil where somebody else has it.
func takeLock(path string) (*flock.Flock, error) {
	for {
		lock := flock.New(path)
		got, err := lock.TryLock()
		if err != nil || !got {
			return nil, err
		}
		mine, err := lock.Stat()
		if err != nil {
			return nil, errors.Join(err, lock.Unlock())
		}
		// Whoever had it before may have removed the file between our opening and locking it.
		if there, err := os.Stat(path); err == nil && os.SameFile(mine, there) {
			return lock, nil
		}
		if err := lock.Unlock(); err != nil {
			return nil, err
		}
	}
}

// waitForLock takes a lock that others hold for moments only.
func waitForLock(path string) (*flock.Flock, error) {
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		lock, err := takeLock(path)
		if err != nil || lock != nil {
			return lock, err
		}
		if time.Now().After(end) {
			return nil, model.Errorf(model.ELocked, "%s is held by another program.", path)
		}
	}
}

// dropLock gives a lock back and removes its file: while it is held, so that nobody else's
// is taken away; on Windows, where a file that is open cannot be removed, after.
func dropLock(lock *flock.Flock) error {
	if runtime.GOOS == "windows" {
		err := lock.Unlock()
		_ = os.Remove(lock.Path()) // somebody may have it already
		return err
	}
	return errors.Join(disk.RemoveIfThere(lock.Path()), lock.Unlock())
}
