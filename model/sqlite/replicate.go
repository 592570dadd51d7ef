package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"rollbook/model"
)

// Replicate makes a new replica, at path, of the register that a pack was made from. The
// file is there whole or not at all. The errors are those of Merge; the code is EExists
// where there is a file already, and EInvalid where the pack holds too little to begin with.
func Replicate(ctx context.Context, path string, b model.Bundle, options Options, merging model.MergeOptions) (model.Outcome, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return model.Outcome{}, err
	}
	if _, err := os.Stat(path); err == nil {
		return model.Outcome{}, model.Errorf(model.EExists, "%s is there already. Choose another name, or open it.", path)
	}
	if b.Head.Schema > schemaVersion && b.Head.Snapshot != nil {
		return model.Outcome{}, model.Errorf(model.ENewer, "This pack was made by a newer Rollbook (its version is %d, this program knows up to %d). Update Rollbook to read it.", b.Head.Schema, schemaVersion)
	}
	if b.Head.Register == "" {
		return model.Outcome{}, model.Errorf(model.EUnreadable, "This pack does not say of which register it is.")
	}
	temporary := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".part")
	if err := removeRegister(temporary); err != nil {
		return model.Outcome{}, explainFile(path, err)
	}
	out, err := replicate(ctx, temporary, b, options, merging)
	if err != nil || merging.Preview {
		return out, errors.Join(err, removeRegister(temporary))
	}
	if err := errors.Join(removeIfThere(lockPath(temporary)), syncFile(temporary)); err != nil {
		return out, explainFile(path, err)
	}
	if err := rename(temporary, path); err != nil {
		return out, explainFile(path, err)
	}
	// Opened once, the replica is remembered where it is now.
	r, err := Open(ctx, path, options)
	if err != nil {
		return out, err
	}
	return out, r.Close()
}

func removeRegister(path string) error {
	return errors.Join(removeIfThere(path), removeIfThere(path+"-wal"), removeIfThere(path+"-shm"), removeIfThere(lockPath(path)), removeIfThere(holderPath(path)))
}

func replicate(ctx context.Context, path string, b model.Bundle, options Options, merging model.MergeOptions) (model.Outcome, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err != nil {
		return model.Outcome{}, explainFile(path, err)
	}
	if err := f.Close(); err != nil {
		return model.Outcome{}, explainFile(path, err)
	}
	options.ReadOnly = false
	r, err := prepare(path, options)
	if err != nil {
		return model.Outcome{}, err
	}
	out, err := r.startFrom(ctx, b, merging)
	return out, errors.Join(r.explain(err), r.Close())
}

func (r *Register) startFrom(ctx context.Context, b model.Bundle, merging model.MergeOptions) (model.Outcome, error) {
	if err := r.start(ctx, b.Head.Register); err != nil {
		return model.Outcome{}, err
	}
	if _, err := r.conn.ExecContext(ctx, fmt.Sprintf("PRAGMA cache_size = %d", largeCache)); err != nil {
		return model.Outcome{}, err
	}
	out, err := r.mergeAs(ctx, model.VerbNew, b, merging, true)
	if err != nil || merging.Preview {
		return out, err
	}
	if out.Waiting > 0 || out.Nothing() {
		return out, model.Errorf(model.EInvalid, "This pack holds only what was done since, not what a register begins with. Merge it into the office's register, or ask for a pack of everything.")
	}
	return out, r.remember()
}
