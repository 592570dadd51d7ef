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
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if errors.Is(err, os.ErrExist) {
		return nil, &model.Error{Code: model.EExists, Err: err,
			Message: fmt.Sprintf("%s is there already. Choose another name, or open it.", path)}
	}
	if err != nil {
		return nil, explainFile(path, err)
	}
	if err := f.Close(); err != nil {
		return nil, explainFile(path, err)
	}
	r, err := create(ctx, path, office, options)
	if err != nil {
		for _, leftover := range []string{path, path + "-wal", path + "-shm"} {
			err = errors.Join(err, removeIfThere(leftover))
		}
		return nil, err
	}
	return r, nil
}

func create(ctx context.Context, path string, office model.Office, options Options) (*Register, error) {
	r, err := prepare(path, options)
	if err != nil {
		return nil, err
	}
	if err := r.fill(ctx, office); err != nil {
		return nil, errors.Join(r.explain(err), r.Close())
	}
	return r, nil
}

func (r *Register) fill(ctx context.Context, office model.Office) error {
	if err := r.start(ctx, newReplica("").UID); err != nil {
		return err
	}
	if _, err := r.write(ctx, model.VerbNew, model.Ref{Kind: model.KindOffice, ID: officeID}, func(w *writer) error { return w.firstRows(office) }); err != nil {
		return err
	}
	return r.remember()
}

// start makes an empty file a replica of a register that holds nothing yet.
func (r *Register) start(ctx context.Context, register string) error {
	if err := r.hold(); err != nil {
		return err
	}
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
	if err := do(exec); err != nil {
		return errors.Join(err, exec("ROLLBACK"))
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
	return &Register{path: path, options: options, clock: clock{wall: wall},
		stmts: map[string]*sql.Stmt{}, readStmts: map[string]*sql.Stmt{}, watchers: map[int]func(model.Event){}}, nil
}

func (r *Register) open(ctx context.Context, version int) error {
	if r.options.ReadOnly {
		r.readOnly = model.Errorf(model.EReadOnly, "%s is open for reading only.", filepath.Base(r.path))
	} else if err := writable(r.path); err != nil {
		r.readOnly = err
	}
	if r.readOnly == nil {
		if err := r.hold(); err != nil {
			return err
		}
		if err := r.migrate(ctx, version); err != nil {
			return err
		}
	} else if version < schemaVersion {
		return model.Errorf(model.EReadOnly, "%s was written by an older Rollbook and must be changed to be read, but it cannot be written. Copy it to a folder of your own and open the copy.", r.path)
	}
	if err := r.connect(ctx); err != nil {
		return err
	}
	if info, err := os.Stat(r.path); err == nil && info.Size() < checkAtOnce {
		if err := r.QuickCheck(ctx); err != nil {
			return err
		}
	}
	if err := r.recall(ctx); err != nil || r.readOnly != nil {
		return err
	}
	return r.keepsPromises(ctx)
}

// recall reads who this replica is and where it stands, and takes a new identity where
// the file is a copy.
func (r *Register) recall(ctx context.Context) error {
	meta, err := r.meta(ctx)
	if err != nil {
		return err
	}
	r.replica.UID = meta["replica"]
	row := r.readers.QueryRowContext(ctx, "SELECT tag, name FROM replica WHERE uid = ?", r.replica.UID)
	if err := row.Scan(&r.replica.Tag, &r.replica.Name); err != nil {
		return &model.Error{Code: model.EDamaged, Message: fmt.Sprintf("%s does not say which copy of the register it is.", r.path), Err: err}
	}
	r.uid = meta["register"]
	if err := r.recallHeads(ctx); err != nil {
		return err
	}
	row = r.readers.QueryRowContext(ctx, `SELECT coalesce((SELECT max(seq) FROM operation WHERE replica = ?1), 0),
		coalesce((SELECT max(no) FROM action WHERE replica = ?1), 0)`, int64(r.replica.Tag))
	if err := row.Scan(&r.lastSeq, &r.lastAction); err != nil {
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
	if !ours || r.options.anew {
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
