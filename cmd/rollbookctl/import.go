package main

import (
	"fmt"

	"rollbook/model/intake"
	"rollbook/model/sqlite"
)

// importCmd reads a list in.
type importCmd struct {
	register
	File     string            `arg:"" help:"The list, XLSX or CSV." type:"path"`
	As       intake.Kind       `required:"" enum:"activities,headcounts,reported,people,marks" help:"What it is a list of: activities, headcounts, reported, people or marks."`
	Activity string            `help:"The activity that every row is about, by its code." placeholder:"CODE"`
	Map      map[string]string `help:"Which field a heading holds." placeholder:"HEADING=FIELD" mapsep:"none"`
	Dates    intake.DayOrder   `enum:",dmy,mdy,ymd" default:"" help:"The order of dates in figures: dmy, mdy or ymd."`
	Check    bool              `help:"Report, and write nothing."`
}

// Run does the command: all of the list or, where any of it cannot be read, nothing.
func (c importCmd) Run(s session) error {
	work := c.change
	if c.Check {
		work = c.read
	}
	return work(s, func(reg *sqlite.Register) error {
		preview, err := c.preview(s, reg)
		if err != nil {
			return err
		}
		if n := len(preview.Problems); n > 0 {
			for _, p := range preview.Problems {
				fmt.Fprintln(s.messages, p)
			}
			what := "problems"
			if n == 1 {
				what = "problem"
			}
			fmt.Fprintf(s.messages, "rollbookctl: %d %s; nothing was read in\n", n, what)
			return errTold
		}
		if c.Check {
			fmt.Fprintf(s.out, "would add %d and change %d records\n", preview.Made, preview.Changed)
			return nil
		}
		action, err := reg.SaveBatch(s.ctx, preview.Batch, nil)
		if err != nil {
			return err
		}
		fmt.Fprintf(s.out, "added %d and changed %d records", preview.Made, preview.Changed)
		if action.Changes > 0 {
			fmt.Fprintf(s.out, " (rollbookctl undo %s takes it back)", actionText(action.ActionRef))
		}
		fmt.Fprintln(s.out)
		return nil
	})
}

// preview reads the list against the register, and tells what people should know.
func (c importCmd) preview(s session, reg *sqlite.Register) (*intake.Preview, error) {
	source, err := intake.Read(s.ctx, c.File, intake.Options{})
	if err != nil {
		return nil, err
	}
	list := intake.NewList(source, c.As)
	for heading, field := range c.Map {
		if err := list.Map(heading, field); err != nil {
			return nil, err
		}
	}
	if c.Dates != intake.Unknown {
		list.SetDays(c.Dates)
	}
	if c.Activity != "" {
		activity, err := reg.ActivityByCode(s.ctx, c.Activity)
		if err != nil {
			return nil, err
		}
		list.About(activity)
	}
	known, err := intake.Learn(s.ctx, reg)
	if err != nil {
		return nil, err
	}
	preview, err := list.Check(s.ctx, known)
	if err != nil {
		return nil, err
	}
	for _, note := range preview.Notes {
		fmt.Fprintln(s.messages, note)
	}
	if len(list.Source.Sheets) > 1 {
		fmt.Fprintf(s.messages, "read from the sheet “%s”\n", source.Sheets[list.Sheet].Name)
	}
	return preview, nil
}
