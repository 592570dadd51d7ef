package main

import (
	"context"
	"errors"
	"os"

	"rollbook/model"
	"rollbook/model/exchange"
	"rollbook/model/sample"
	"rollbook/model/sqlite"
	"rollbook/ui"
	"rollbook/ui/settings"
)

// registers makes and opens registers in SQLite files for the window.
type registers struct{}

var _ ui.Registers = registers{}

// Create makes an empty register.
func (registers) Create(ctx context.Context, path, office string) (ui.Register, error) {
	r, err := sqlite.Create(ctx, path, model.Office{Name: office}, sqlite.Options{})
	if err != nil {
		return nil, err
	}
	if _, err := exchange.EnsureKey(ctx, r); err != nil { // before there are copies, so that all have the same
		return nil, errors.Join(err, r.Close())
	}
	return r, nil
}

// Sample makes a register full of invented data; what could not be filled is taken away.
func (registers) Sample(ctx context.Context, path string, progress model.Progress) (ui.Register, error) {
	r, err := sqlite.Create(ctx, path, model.Office{Name: sample.Office}, sqlite.Options{})
	if err != nil {
		return nil, err
	}
	if err := fill(ctx, r, progress); err != nil {
		return nil, errors.Join(err, r.Close(), os.Remove(path))
	}
	return r, nil
}

func fill(ctx context.Context, r *sqlite.Register, progress model.Progress) error {
	types, err := r.Types(ctx)
	if err != nil {
		return err
	}
	roles, err := r.Roles(ctx)
	if err != nil {
		return err
	}
	batch, err := sample.Make(sample.DefaultSeed, 1, types, roles)
	if err != nil {
		return err
	}
	_, err = r.SaveBatch(ctx, batch, progress)
	return err
}

// Open opens a register.
func (registers) Open(ctx context.Context, path string, readOnly bool) (ui.Register, error) {
	r, err := sqlite.Open(ctx, path, sqlite.Options{ReadOnly: readOnly})
	if err != nil {
		return nil, err
	}
	return r, nil
}

// Replicate makes a new copy of the register that a pack was made from.
func (r registers) Replicate(ctx context.Context, path string, b model.Bundle, progress model.Progress) (ui.Register, error) {
	if _, err := sqlite.Replicate(ctx, path, b, sqlite.Options{}, model.MergeOptions{Progress: progress}); err != nil {
		return nil, err
	}
	return r.Open(ctx, path, false)
}

// Backups gives the backups of a register.
func (registers) Backups(path string) ([]settings.Backup, error) {
	files, err := sqlite.Backups(path)
	var all []settings.Backup
	for _, f := range files {
		all = append(all, settings.Backup(f))
	}
	return all, err
}

// Restore puts a backup in the place of a register.
func (registers) Restore(ctx context.Context, backup, path string) (string, error) {
	return sqlite.RestoreOver(ctx, backup, path, sqlite.Options{})
}

// Risk says why a register is not safe where it lies.
func (registers) Risk(path string) string { return sqlite.Risk(path) }

// Extension ends the name of a register's file.
func (registers) Extension() string { return sqlite.Extension }

// LastGood gives the newest backup that is sound.
func (registers) LastGood(ctx context.Context, path string) (settings.Backup, error) {
	good, err := sqlite.LastGood(ctx, path)
	return settings.Backup(good), err
}

// Recover makes a new register of what can be read of a damaged one.
func (registers) Recover(ctx context.Context, path string, progress model.Progress) (string, model.Recovered, error) {
	to := sqlite.RecoveredName(path)
	found, err := sqlite.Recover(ctx, path, to, sqlite.Options{}, progress)
	return to, found, err
}
