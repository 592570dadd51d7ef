package sqlite

import (
	"context"
	"time"

	"rollbook/model"
)

// What is written over stays for a while in the log file beside the register (-wal). After
// somebody was erased it must not: the log is taken over into the register and emptied.
// That waits for whoever reads the register, here or in another program.

// forgetFor is for how long emptying the log is tried before people are told.
const forgetFor = 6 * time.Second

// forget empties the log file beside the register, where what was erased may still be in
// it. The error has code EBusy where somebody reads the register for too long; it is tried
// again after the next change and when the register is closed.
func (r *Register) forget(ctx context.Context) error {
	for until := time.Now().Add(forgetFor); ; {
		left, err := r.emptyLog(ctx)
		switch {
		case err != nil:
			return r.explain(err)
		case !left:
			return nil
		case time.Now().After(until):
			return model.Errorf(model.EBusy, "It is done. But somebody still reads the register, and until they are done what was erased is left in the file %s-wal beside it; that is emptied as soon as they are, at the latest when the register is closed everywhere.", r.path)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// emptyLog tries once to empty the log file, and says whether what was erased may still be
// in it.
func (r *Register) emptyLog(ctx context.Context) (left bool, err error) {
	r.writing.Lock()
	defer r.writing.Unlock()
	if r.closed {
		return false, nil
	}
	return r.tryEmptyLog(ctx)
}

// tryEmptyLog does it for whoever may write.
func (r *Register) tryEmptyLog(ctx context.Context) (left bool, err error) {
	if !r.lingers || r.conn == nil {
		return false, nil
	}
	// Nobody who writes is to wait for those who read.
	if _, err := r.conn.ExecContext(ctx, "PRAGMA busy_timeout = 0"); err != nil {
		return true, err
	}
	var busy bool
	var pages, taken int
	err = r.conn.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &taken)
	if _, again := r.conn.ExecContext(context.WithoutCancel(ctx), "PRAGMA busy_timeout = 5000"); err == nil {
		err = again
	}
	if err != nil {
		return true, err
	}
	r.lingers = busy
	return busy, nil
}
