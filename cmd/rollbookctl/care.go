package main

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"rollbook/model"
	"rollbook/model/sqlite"
)

// checkCmd checks a register.
type checkCmd struct {
	register
	RepairCounts bool `help:"Count everything again from the raw rows."`
	RepairClock  bool `help:"Give edits whose times cannot be believed, and that other computers refuse, times that can. To be done at every computer that has them."`
}

// Run does the command.
func (c checkCmd) Run(s session) error {
	check := func(reg *sqlite.Register) error {
		if c.RepairCounts {
			if err := reg.RepairCounts(s.ctx); err != nil {
				return err
			}
		}
		if c.RepairClock {
			n, err := reg.MendClocks(s.ctx)
			if err != nil {
				return err
			}
			fmt.Fprintf(s.messages, "rollbookctl: %s got another time\n", model.Counted(n, "edit", "edits"))
		}
		wrong, err := reg.Check(s.ctx)
		if err != nil {
			return err
		}
		if len(wrong) == 0 {
			fmt.Fprintln(s.out, "sound")
			return nil
		}
		for _, w := range wrong {
			fmt.Fprintln(s.out, w)
		}
		fmt.Fprintf(s.messages, "rollbookctl: %s is not sound (%s)\n", c.Reg, model.Counted(len(wrong), "finding", "findings"))
		return errTold
	}
	if c.RepairCounts || c.RepairClock {
		return c.change(s, check)
	}
	return c.read(s, check)
}

// backupCmd writes a checked copy.
type backupCmd struct {
	register
	File string `arg:"" help:"The copy to write." type:"path"`
}

// Run does the command.
func (c backupCmd) Run(s session) error {
	return c.read(s, func(reg *sqlite.Register) error { return reg.Backup(s.ctx, c.File) })
}

// restoreCmd makes a register from a backup.
type restoreCmd struct {
	File string `arg:"" help:"The backup." type:"path"`
	Reg  string `arg:"" name:"register" help:"The register to make." type:"path"`
}

// Run does the command.
func (c restoreCmd) Run(s session) error {
	return sqlite.Restore(s.ctx, c.File, c.Reg, sqlite.Options{})
}

// recoverCmd makes a new register of what can still be read of a damaged one.
type recoverCmd struct {
	Reg string `arg:"" name:"register" help:"The damaged register; it stays as it is." type:"path"`
	New string `arg:"" help:"The register to make." type:"path"`
}

// Run does the command: it says what is there and what is missing, by kind of record.
func (c recoverCmd) Run(s session) error {
	found, err := sqlite.Recover(s.ctx, c.Reg, c.New, sqlite.Options{}, nil)
	if err != nil {
		return err
	}
	t := table{head: []string{"Records", "Recovered", "Missing"}}
	kinds := slices.Sorted(maps.Keys(found.Records))
	for _, kind := range kinds {
		if found.Records[kind]+found.Missing[kind] > 0 {
			t.add(strings.ReplaceAll(string(kind), "_", " "), strconv.Itoa(found.Records[kind]), strconv.Itoa(found.Missing[kind]))
		}
	}
	t.add("history", strconv.Itoa(found.History), strconv.Itoa(found.Lost))
	if err := t.print(s.out, 1); err != nil {
		return err
	}
	if _, missing := found.Total(); missing+found.Lost > 0 {
		fmt.Fprintf(s.messages, "rollbookctl: %s is not complete: %d records and %d entries of the history are known to be missing\n", c.New, missing, found.Lost)
	}
	return nil
}
