package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"time"
)

// While a register is open for writing, its newest edits lie in the log beside it (-wal).
// Who then copies the register's file alone gets one without them. So the file itself says
// that it is being written: a mark that is merged into it before the first edit and goes
// when it is closed. A file that bears the mark and has no log beside it is such a copy. A
// register that is only read, also by a program that may write, stays as it is.

// openMark is the name in meta of the mark.
const openMark = "open"

// opening is what the mark says.
type opening struct {
	Who   string    `json:"who"`
	Since time.Time `json:"since"`
}

// findMark notes whether the file bears a mark that was left in it: by a program that was
// ended, or in the copy of an open register.
func (r *Register) findMark(ctx context.Context) error {
	return r.conn.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM meta WHERE name = ?)", openMark).Scan(&r.marked)
}

// markOpen puts the mark into the register's file before the first edit.
func (r *Register) markOpen(ctx context.Context) error {
	if r.temporary || r.marked {
		return nil
	}
	text, err := json.Marshal(opening{r.Replica().Name, r.clock.wall()})
	if err != nil {
		return err
	}
	if err := r.inOne(ctx, func(exec func(string, ...any) error) error {
		return exec("INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", openMark, string(text))
	}); err != nil {
		return err
	}
	r.marked = true
	_, err = r.conn.ExecContext(ctx, "PRAGMA wal_checkpoint(PASSIVE)") // where somebody reads, as far as it goes
	return err
}

// markClosed takes the mark away.
func (r *Register) markClosed() error {
	_, err := r.conn.ExecContext(context.Background(), "DELETE FROM meta WHERE name = ?", openMark)
	return r.explain(err)
}

// seeMark notes, before anything is open, whether the register's file is the copy of one
// that was open, without the log that lay beside that.
func (r *Register) seeMark(ctx context.Context) {
	if r.temporary || isThere(r.path+"-wal") {
		return
	}
	db, err := sql.Open("sqlite", dsn(r.path, alone))
	if err != nil {
		return
	}
	var text string
	err = errors.Join(db.QueryRowContext(ctx, "SELECT value FROM meta WHERE name = ?", openMark).Scan(&text), db.Close())
	var was opening
	if err != nil || json.Unmarshal([]byte(text), &was) != nil {
		return // closed, or damaged: whoever opens it says so
	}
	r.older = fmt.Sprintf("%s is a copy of a register that was open (on %s, since %s), without what lay beside it: edits made from then on may be missing here. "+
		"To copy a register, close it first, or use “Save a copy” in the File menu or “rollbookctl backup”.",
		filepath.Base(r.path), was.Who, was.Since.Local().Format("2 Jan 2006 15:04"))
}

// CopyWarning says, of the copy of a register that was made while it was open and without
// the log beside it, that edits may be missing; "" of any other.
func (r *Register) CopyWarning() string { return r.older }
