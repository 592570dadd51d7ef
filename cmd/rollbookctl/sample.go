package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"rollbook/model"
	"rollbook/model/sample"
	"rollbook/model/sqlite"
)

// sampleCmd makes a register full of invented data.
type sampleCmd struct {
	register
	Seed  uint64  `default:"2006" help:"The same seed gives the same figures."`
	Scale float64 `default:"1" help:"1 is about 100 activities, 1 000 people, 3 000 registrations and 10 000 marks."`
}

// Run does the command. A register that could not be filled is not left behind.
func (c sampleCmd) Run(s session) error {
	reg, err := sqlite.Create(s.ctx, c.Reg, model.Office{Name: sample.Office}, sqlite.Options{})
	if err != nil {
		return err
	}
	err = c.fill(s.ctx, reg)
	if err = errors.Join(err, reg.Close()); err != nil {
		return errors.Join(err, os.Remove(c.Reg))
	}
	fmt.Fprintf(s.messages, "made %s, seed %d, scale %g\n", c.Reg, c.Seed, c.Scale)
	return nil
}

func (c sampleCmd) fill(ctx context.Context, reg *sqlite.Register) error {
	types, err := reg.Types(ctx)
	if err != nil {
		return err
	}
	roles, err := reg.Roles(ctx)
	if err != nil {
		return err
	}
	batch, err := sample.Make(c.Seed, c.Scale, types, roles)
	if err != nil {
		return err
	}
	_, err = reg.SaveBatch(ctx, batch, nil)
	return err
}
