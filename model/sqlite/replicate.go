package sqlite

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"rollbook/model"
	"rollbook/model/disk"
)

// Replicate makes a new replica, at path, of the register that a pack was made from. The
// file is there whole or not at all. The errors are those of Merge; the code is EExists
// where there is a file already, and EInvalid where the pack holds too little to begin with.
func Replicate(ctx context.Context, path string, b model.Bundle, options Options, merging model.MergeOptions) (model.Outcome, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return model.Outcome{}, err
	}
	if isThere(path) {
		return model.Outcome{}, disk.Exists(path)
	}
	if b.Head.Schema > schemaVersion && b.Head.Snapshot != nil {
		return model.Outcome{}, model.Errorf(model.ENewer, "This pack was made by a newer Rollbook (its version is %d, this program knows up to %d). Update Rollbook to read it.", b.Head.Schema, schemaVersion)
	}
	if b.Head.Register == "" {
		return model.Outcome{}, model.Errorf(model.EUnreadable, "This pack does not say of which register it is.")
	}
	var out model.Outcome
	options.ReadOnly = false
	put := func(temporary string) error { return disk.Put(temporary, path) }
	if merging.Preview {
		put = nil
	}
	err = makeWith(path, options, put, func(r *Register) error {
		var err error
		out, err = r.startFrom(ctx, b, merging)
		return err
	})
	return out, err
}

// makeAt makes a register under a temporary name and puts it at path, where there is none:
// it is there whole or not at all.
func makeAt(path string, options Options, fill func(r *Register) error) error {
	return makeWith(path, options, func(temporary string) error { return disk.Put(temporary, path) }, fill)
}

// makeWith makes a register under a temporary name beside path, gives it to put, which puts
// it there, and remembers it there. Without put it is thrown away.
func makeWith(path string, options Options, put func(temporary string) error, fill func(r *Register) error) error {
	disk.Sweep(filepath.Dir(path))
	temporary := disk.Unfinished(filepath.Dir(path), filepath.Base(path))
	defer removeRegister(temporary) // where it did not get its place
	if err := disk.Make(temporary); err != nil {
		return disk.Explain(path, err)
	}
	r, err := prepare(temporary, options)
	if err != nil {
		return err
	}
	r.temporary = true
	r.called = path
	err = r.explain(fill(r))
	if err = errors.Join(err, r.Close()); err != nil || put == nil {
		return err
	}
	if err := disk.Sync(temporary); err != nil {
		return disk.Explain(path, err)
	}
	if err := put(temporary); err != nil {
		return err
	}
	r.path = path
	return r.remember()
}

// removeRegister removes a register that is not at its place, and what SQLite keeps beside it.
func removeRegister(path string) error {
	return errors.Join(disk.RemoveIfThere(path), disk.RemoveIfThere(path+"-journal"), disk.RemoveIfThere(path+"-wal"), disk.RemoveIfThere(path+"-shm"))
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
	return out, nil
}
