package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"rollbook/model"
	"rollbook/model/disk"
)

// Create makes an empty register at path: the five types, the roles, Phase I, the
// countries' groups. It refuses to overwrite (EExists).
func Create(ctx context.Context, path string, office model.Office, options Options) (*Register, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if office.Completion == 0 {
		office.Completion = 80
	}
	if err := office.Validate(); err != nil {
		return nil, err
	}
	if isThere(path) {
		return nil, disk.Exists(path)
	}
	err = makeAt(path, options, func(r *Register) error {
		if err := r.start(ctx, newReplica("").UID); err != nil {
			return err
		}
		_, err := r.write(ctx, model.VerbNew, model.Ref{Kind: model.KindOffice, ID: officeID}, func(w *writer) error { return w.firstRows(office) })
		return err
	})
	if err != nil {
		return nil, err
	}
	return Open(ctx, path, options)
}

// start makes an empty file a replica of a register that holds nothing yet.
func (r *Register) start(ctx context.Context, register string) error {
	if err := r.migrate(ctx, 0); err != nil {
		return err
	}
	if err := r.connect(ctx); err != nil {
		return err
	}
	r.replica = newReplica(r.options.who())
	r.uid = register
	if err := r.install(ctx, r.uid); err != nil {
		return err
	}
	if err := r.inOne(ctx, noteMadeUp); err != nil {
		return err
	}
	if err := r.recallSigning(ctx); err != nil {
		return err
	}
	return r.recallHeads(ctx)
}

// install writes who this replica is into the file.
func (r *Register) install(ctx context.Context, register string) error {
	return r.inOne(ctx, func(exec func(string, ...any) error) error {
		for name, value := range map[string]string{"replica": r.replica.UID, "register": register} {
			if value == "" {
				continue
			}
			if err := exec(`INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`, name, value); err != nil {
				return err
			}
		}
		if err := exec(`DELETE FROM meta WHERE name IN ('next_row', 'signing')`); err != nil {
			return err
		}
		return exec(`INSERT INTO replica (tag, uid, name, first_seen) VALUES (?,?,?,?)`,
			int64(r.replica.Tag), r.replica.UID, r.replica.Name, r.clock.wall().UnixMilli())
	})
}

// inOne runs statements that change no exchanged table in one transaction.
func (r *Register) inOne(ctx context.Context, do func(exec func(string, ...any) error) error) error {
	exec := func(query string, args ...any) error {
		_, err := r.conn.ExecContext(ctx, query, args...)
		return err
	}
	if err := exec("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	err := do(exec)
	if err == nil {
		err = r.stands()
	}
	if err != nil {
		err = errors.Join(err, exec("ROLLBACK"))
		if errors.Is(err, errMoved) {
			return r.rescue()
		}
		return err
	}
	return exec("COMMIT")
}

// Open opens a register. What can go wrong has its own code: ENotFound (there is no such
// file), EPermission, ENotOurs (another program's file, or no database at all), ENewer,
// EDamaged, ELocked (open elsewhere; it can be opened with ReadOnly), EGone. A file that
// cannot be written is opened for reading, and ReadOnly says why.
func Open(ctx context.Context, path string, options Options) (*Register, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	version, err := inspect(path)
	if err != nil {
		return nil, err
	}
	r, err := prepare(path, options)
	if err != nil {
		return nil, err
	}
	if err := r.open(ctx, version); err != nil {
		return nil, errors.Join(r.explain(err), r.Close())
	}
	return r, nil
}

// prepare makes a Register that has nothing open yet.
func prepare(path string, options Options) (*Register, error) {
	wall := options.Now
	if wall == nil {
		wall = time.Now
	}
	life, end := context.WithCancel(context.Background())
	return &Register{path: path, options: options, clock: clock{wall: wall}, life: life, end: end,
		stmts: map[string]*sql.Stmt{}, readStmts: map[string]*sql.Stmt{}, watchers: map[int]func(model.Event){}}, nil
}

func (r *Register) open(ctx context.Context, version int) error {
	r.seeMark(ctx)
	if r.options.ReadOnly {
		r.readOnly = model.Errorf(model.EReadOnly, "%s is open for reading only.", filepath.Base(r.path))
	} else if err := writable(r.path); err != nil {
		r.readOnly = err
	} else if err := r.openForWriting(ctx, version); model.CodeOf(err) == model.ENoSpace {
		if err := r.closeFiles(); err != nil {
			return err
		}
		r.readOnly = &model.Error{Code: model.ENoSpace, Message: fmt.Sprintf("The disk that %s is on is full, so it is open for reading only. Make room, or make a backup on another disk.", filepath.Base(r.path)), Err: err}
	} else if err != nil {
		return err
	}
	if r.readOnly == nil {
		return nil
	}
	if err := r.openForReading(ctx, version); err != nil {
		return err
	}
	if err := r.checkOnOpening(ctx); err != nil {
		return err
	}
	return r.recall(ctx)
}

// openForWriting takes the register's lock, brings its schema up to date, connects, and
// writes what is to be written into it on opening.
func (r *Register) openForWriting(ctx context.Context, version int) error {
	if !r.temporary {
		if err := r.hold(); err != nil {
			return err
		}
		disk.Sweep(filepath.Dir(r.path))
		disk.Sweep(BackupFolder(r.path))
	}
	if err := r.migrate(ctx, version); err != nil {
		return r.explain(err)
	}
	if err := r.connect(ctx); err != nil {
		return r.explain(err)
	}
	if err := r.checkOnOpening(ctx); err != nil {
		return err
	}
	if err := r.recall(ctx); err != nil {
		return r.explain(err)
	}
	if err := r.keepsPromises(ctx); err != nil {
		return r.explain(err)
	}
	return r.explain(r.findMark(ctx))
}

// openForReading connects to the file as it lies, or to a copy where it cannot be read there.
func (r *Register) openForReading(ctx context.Context, version int) (err error) {
	if version < schemaVersion && writable(r.path) == nil && model.CodeOf(r.readOnly) == model.EReadOnly {
		return model.Errorf(model.EReadOnly, "%s was written by an older Rollbook and is changed when it is opened for writing. Do that first.", r.path)
	}
	if r.source, err = sourceOf(ctx, r.path, version); err != nil {
		return err
	}
	return r.connect(ctx)
}

// checkOnOpening lets SQLite look through a register that is small enough for it.
func (r *Register) checkOnOpening(ctx context.Context) error {
	if r.damaged {
		return nil
	}
	info, err := os.Stat(r.path)
	if err != nil || info.Size() >= checkAtOnce {
		return nil
	}
	return r.QuickCheck(ctx)
}

// recall reads who this replica is and where it stands, and takes a new identity where
// the file is a copy.
func (r *Register) recall(ctx context.Context) error {
	meta, err := r.meta(ctx)
	if err != nil {
		return err
	}
	r.replica.UID = meta["replica"]
	if err := r.one(ctx, "SELECT tag, name FROM replica WHERE uid = ?", []any{r.replica.UID}, &r.replica.Tag, &r.replica.Name); err != nil {
		return &model.Error{Code: model.EDamaged, Message: fmt.Sprintf("%s does not say which copy of the register it is.", r.path), Err: err}
	}
	r.uid = meta["register"]
	r.recallJump(meta[jumpNote])
	if err := r.recallHeads(ctx); err != nil {
		return err
	}
	if err := r.one(ctx, `SELECT coalesce((SELECT max(seq) FROM operation WHERE replica = ?1), 0),
		coalesce((SELECT max(no) FROM action WHERE replica = ?1), 0)`, []any{int64(r.replica.Tag)}, &r.lastSeq, &r.lastAction); err != nil {
		return err
	}
	r.nextRow, _ = strconv.ParseInt(meta["next_row"], 10, 64)
	if r.readOnly != nil {
		return r.recallSigning(ctx)
	}
	ours, err := r.ours()
	if err != nil {
		return err
	}
	if !ours && !r.temporary || r.options.anew {
		before, signing := r.replica, meta["signing"]
		r.replica = newReplica(r.options.who())
		r.lastSeq, r.lastAction, r.nextRow = 0, 0, 0
		if err := r.install(ctx, ""); err != nil {
			return err
		}
		var key model.SigningKey
		if signing != "" && json.Unmarshal([]byte(signing), &key) == nil {
			if err := r.inOne(ctx, func(exec func(string, ...any) error) error { return addOrigin(exec, before, key.Public) }); err != nil {
				return err
			}
		}
		if err := r.recallHeads(ctx); err != nil {
			return err
		}
	}
	if err := r.recallSigning(ctx); err != nil {
		return err
	}
	if r.temporary {
		return nil
	}
	return r.remember()
}

// meta reads what this copy knows of itself.
func (r *Register) meta(ctx context.Context) (map[string]string, error) {
	meta := map[string]string{}
	err := r.each(ctx, "SELECT name, value FROM meta", nil, func(rows *sql.Rows) error {
		var name, value string
		err := rows.Scan(&name, &value)
		meta[name] = value
		return err
	})
	return meta, err
}
