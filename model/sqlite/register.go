// Package sqlite keeps a register in one SQLite file: its schema and migrations, every
// read and write, the log behind history, undo and exchange, the counting queries behind
// every figure, backups and checks. It is the only package that knows SQL.
package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gofrs/flock"
	"modernc.org/sqlite"

	"rollbook/model"
	"rollbook/model/disk"
)

// Extension ends the name of a register's file.
const Extension = ".rollbook"

// Options say how a register is opened. The zero value opens it for writing as the user
// of this computer.
type Options struct {
	ConfigDir string           // where this computer remembers its replicas; empty: the user's configuration folder
	Who       string           // name of this computer or user in the history; empty: the one remembered, or the host's
	ReadOnly  bool             // read, and change nothing
	Now       func() time.Time // the wall clock; nil: time.Now

	anew bool // the file was restored: it goes on as a new replica
}

// Register is an open register. Its methods may be called from any goroutine; writes run
// one after the other, reads beside them.
type Register struct {
	path     string
	options  Options
	readOnly error // why it cannot be written; nil where it can
	crashed  bool  // who had it open before did not close it

	called    string      // the name that people are told in place of a temporary one
	marked    bool        // the file bears the mark of being written
	older     string      // why edits may be missing; "" where none are
	damaged   bool        // it holds what was read of a damaged register, and is not whole yet
	temporary bool        // it is not at its place yet: nobody else knows of it, and it is not remembered
	source    fileSource  // how it is read, where it cannot be written
	opened    os.FileInfo // the file that is open for writing

	lock    *flock.Flock
	writer  *sql.DB
	conn    *sql.Conn // the one connection that writes
	readers *sql.DB
	stmts   map[string]*sql.Stmt // prepared on conn

	writing    sync.Mutex // held during a write; guards what follows
	closed     bool
	gone       error         // why nothing can be saved any more: the file was taken away
	replica    model.Replica // as it was opened; Replica gives its name now
	clock      clock
	changes    changeCount
	lastSeq    int64 // of this replica
	lastAction int64
	nextRow    int64
	uid        string           // the register's own, the same in every replica
	signing    model.SigningKey // of this replica; without a private half where it has none and cannot be given one
	untold     bool             // others are known further than this replica's log says
	reviews    int              // edits that met and that nobody has looked at
	lingers    bool             // what was erased may still be in the log file beside the register

	renamed atomic.Pointer[string]
	jumped  atomic.Pointer[jump] // nil: the clock never leapt ahead

	knowing sync.Mutex
	known   map[model.ReplicaTag]known // replaced as a whole, never changed

	watching sync.Mutex
	watchers map[int]func(model.Event)
	watch    int

	reading   sync.Mutex
	readStmts map[string]*sql.Stmt // prepared on readers
	inUse     sync.WaitGroup       // readings under way
	shut      bool                 // no more begin
	life      context.Context      // ends when the register is closed
	end       context.CancelFunc
}

// errClosed says that a register was closed before something could be read or written.
var errClosed = &model.Error{Code: model.EGone, Message: "The register is closed.", Err: context.Canceled}

// enter begins a reading: ctx ends with it or with the register. leave must be called.
func (r *Register) enter(ctx context.Context) (inner context.Context, leave func(), err error) {
	r.reading.Lock()
	defer r.reading.Unlock()
	if r.shut {
		return nil, nil, errClosed
	}
	r.inUse.Add(1)
	inner, cancel := context.WithCancel(ctx)
	stop := context.AfterFunc(r.life, cancel)
	return inner, func() { stop(); cancel(); r.inUse.Done() }, nil
}

// refuses says why nothing can be written; it must be called with r.writing held.
func (r *Register) refuses() error {
	switch {
	case r.closed:
		return errClosed
	case r.readOnly != nil:
		return r.readOnly
	}
	return r.gone
}

// Path gives the register's file.
func (r *Register) Path() string { return r.path }

// Replica gives this copy of the register.
func (r *Register) Replica() model.Replica {
	own := r.replica
	if name := r.renamed.Load(); name != nil {
		own.Name = *name
	}
	return own
}

// ReadOnly gives why the register cannot be written, or nil where it can.
func (r *Register) ReadOnly() error { return r.readOnly }

// Crashed says whether whoever had the register open for writing before ended without
// closing it, so that all of it should be checked.
func (r *Register) Crashed() bool { return r.crashed }

// Watch calls f after every change, in the goroutine that made it, until the function it
// returns is called. f must be quick and must not write to the register.
func (r *Register) Watch(f func(model.Event)) (stop func()) {
	r.watching.Lock()
	defer r.watching.Unlock()
	id := r.watch
	r.watch++
	r.watchers[id] = f
	return func() {
		r.watching.Lock()
		defer r.watching.Unlock()
		delete(r.watchers, id)
	}
}

func (r *Register) publish(e model.Event) {
	r.watching.Lock()
	watchers := make([]func(model.Event), 0, len(r.watchers))
	for _, f := range r.watchers {
		watchers = append(watchers, f)
	}
	r.watching.Unlock()
	for _, f := range watchers {
		f(e)
	}
}

// changeCount counts the rows of exchanged tables that the transaction changed, as the
// driver reports them, so that a change that went round the log is noticed.
type changeCount struct{ n int }

func (c *changeCount) reset() { c.n = 0 }

func (c *changeCount) see(d sqlite.SQLitePreUpdateData) {
	if _, ok := tableOf[model.Kind(d.TableName)]; ok && d.DatabaseName == "main" {
		c.n++
	}
}

// connect opens the writing connection, or in a register opened for reading a read-only
// one in its place, and the readers.
func (r *Register) connect(ctx context.Context) error {
	var err error
	if r.readOnly == nil {
		if log, err := os.Stat(r.path + "-wal"); err == nil && log.Size() > 0 {
			r.lingers = true // whoever had it open was cut off, perhaps after erasing somebody
		}
		if r.writer, err = sql.Open("sqlite", dsn(r.path, writerPragmas())); err != nil {
			return err
		}
		r.writer.SetMaxOpenConns(1)
		if r.conn, err = r.writer.Conn(ctx); err != nil {
			return err
		}
		if r.opened, err = os.Stat(r.path); err != nil {
			return disk.Explain(r.path, err)
		}
		if err := r.conn.Raw(func(c any) error {
			h, ok := c.(sqlite.HookRegisterer)
			if !ok {
				return errors.New("the database driver cannot watch changes")
			}
			h.RegisterPreUpdateHook(r.changes.see)
			return nil
		}); err != nil {
			return err
		}
	}
	if r.readers, err = sql.Open("sqlite", r.readingDSN()); err != nil {
		return err
	}
	r.readers.SetMaxOpenConns(4)
	r.readers.SetMaxIdleConns(4)
	return nil
}

// readingDSN names the register's file as it is read.
func (r *Register) readingDSN() string {
	if r.readOnly != nil {
		return r.source.dsn(true)
	}
	return dsn(r.path, readerPragmas())
}

// dsn names a file with its settings. The path is escaped as a URI's, so that spaces, '?'
// and '#' in a folder's name do no harm.
func dsn(path string, settings url.Values) string {
	p := filepath.ToSlash(path)
	if len(p) > 1 && p[1] == ':' {
		p = "/" + p // file:///C:/…
	}
	return "file://" + (&url.URL{Path: p}).EscapedPath() + "?" + settings.Encode()
}

// writerPragmas are the settings of the writing connection: immediate transactions only
// (one that reads first and then writes fails under load), every commit on disk,
// nothing left in the file of what was deleted (see Erase).
func writerPragmas() url.Values {
	v := url.Values{"_txlock": {"immediate"}, "mode": {"rw"}, "_pragma": {"busy_timeout(5000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "secure_delete(1)"}}
	if runtime.GOOS == "darwin" {
		v["_pragma"] = append(v["_pragma"], "fullfsync(1)", "checkpoint_fullfsync(1)")
	}
	return v
}

func readerPragmas() url.Values {
	return url.Values{"mode": {"ro"}, "_pragma": {"busy_timeout(5000)", "query_only(1)"}}
}

// prepared gives a statement of the writing connection, prepared once.
func (r *Register) prepared(query string) (*sql.Stmt, error) {
	if s, ok := r.stmts[query]; ok {
		return s, nil
	}
	s, err := r.conn.PrepareContext(context.Background(), query)
	if err != nil {
		return nil, fmt.Errorf("prepare %.60q: %w", query, err)
	}
	r.stmts[query] = s
	return s, nil
}

// query runs a reading query on the readers, prepared once; between enter and leave.
func (r *Register) query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	r.reading.Lock()
	s, ok := r.readStmts[query]
	r.reading.Unlock()
	if !ok {
		var err error
		if s, err = r.readers.PrepareContext(ctx, query); err != nil {
			return nil, r.explain(fmt.Errorf("prepare %.60q: %w", query, err))
		}
		r.reading.Lock()
		if other, ok := r.readStmts[query]; ok {
			s.Close()
			s = other
		} else {
			r.readStmts[query] = s
		}
		r.reading.Unlock()
	}
	rows, err := s.QueryContext(ctx, args...)
	if err != nil {
		return nil, r.explain(err)
	}
	return rows, nil
}

// each calls scan for every row of a reading query.
func (r *Register) each(ctx context.Context, query string, args []any, scan func(*sql.Rows) error) error {
	ctx, leave, err := r.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	rows, err := r.query(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return r.explain(rows.Err())
}

// one reads the one row of a reading query.
func (r *Register) one(ctx context.Context, query string, args []any, into ...any) error {
	found := false
	err := r.each(ctx, query, args, func(rows *sql.Rows) error { found = true; return rows.Scan(into...) })
	if err == nil && !found {
		err = sql.ErrNoRows
	}
	return err
}

// Close closes the register and lets others open it; closing again does nothing. What was
// written is on disk already; what is being read ends first. The error has code EGone where
// the file is not at its place any more, and says where what it held is kept.
func (r *Register) Close() error {
	r.writing.Lock()
	defer r.writing.Unlock()
	if r.closed {
		return nil
	}
	r.closed = true
	var errs []error
	if r.gone == nil && r.conn != nil {
		if err := r.stands(); err != nil {
			errs = append(errs, r.rescue())
		}
	}
	r.reading.Lock()
	r.shut = true
	r.reading.Unlock()
	r.end()
	r.inUse.Wait()
	if r.conn != nil && r.readOnly == nil && r.replica.UID != "" && r.gone == nil && !r.temporary {
		if r.marked {
			errs = append(errs, r.markClosed())
		}
		errs = append(errs, r.remember())
	}
	errs = append(errs, r.closeFiles())
	return errors.Join(errs...)
}

// closeFiles closes what is open of the register's file and beside it.
func (r *Register) closeFiles() error {
	var errs []error
	for _, s := range r.stmts {
		errs = append(errs, s.Close())
	}
	for _, s := range r.readStmts {
		errs = append(errs, s.Close())
	}
	if r.readers != nil {
		errs = append(errs, r.readers.Close())
	}
	if r.readOnly == nil {
		_, err := r.tryEmptyLog(context.Background())
		errs = append(errs, err)
	}
	if r.conn != nil {
		if err := r.conn.Close(); err != nil && !errors.Is(err, driver.ErrBadConn) {
			errs = append(errs, err)
		}
	}
	if r.writer != nil {
		errs = append(errs, r.writer.Close())
	}
	errs = append(errs, r.source.close(), r.release())
	r.stmts, r.readStmts = map[string]*sql.Stmt{}, map[string]*sql.Stmt{}
	r.readers, r.conn, r.writer, r.lock, r.opened = nil, nil, nil, nil, nil
	return errors.Join(errs...)
}
