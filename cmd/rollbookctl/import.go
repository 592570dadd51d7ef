package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"

	"rollbook/model/disk"
	"rollbook/model/intake"
	"rollbook/model/sqlite"
)

// importCmd reads a list in.
type importCmd struct {
	register
	File     string            `arg:"" help:"The list: XLSX, ODS, CSV, or a table of a web page." type:"path"`
	As       intake.Kind       `required:"" enum:"activities,headcounts,reported,people,marks" help:"What it is a list of: activities, headcounts, reported, people or marks."`
	Activity string            `help:"The activity that every row is about, by its code." placeholder:"CODE"`
	Map      map[string]string `help:"Which field a heading holds." placeholder:"HEADING=FIELD" mapsep:"none"`
	Dates    intake.DayOrder   `enum:",dmy,mdy,ymd" default:"" help:"The order of dates in figures: dmy, mdy or ymd."`
	Answers  string            `help:"Answers to the list's questions: what --check --json wrote, with the answers filled in." placeholder:"FILE" type:"path"`
	Encoding string            `help:"How the letters of a text file are encoded, where that is not certain." placeholder:"NAME"`
	Check    bool              `help:"Report, and write nothing."`
	JSON     bool              `name:"json" help:"With --check: write what was understood and the questions as data."`
}

// Validate refuses options that do not go together.
func (c importCmd) Validate() error {
	if c.JSON && !c.Check {
		return errors.New("--json goes with --check")
	}
	return nil
}

// Run does the command: all of the list or, where any of it cannot be read, nothing.
func (c importCmd) Run(s session) error {
	work := c.change
	if c.Check {
		work = c.read
	}
	return work(s, func(reg *sqlite.Register) error {
		list, preview, err := c.preview(s, reg)
		if err != nil {
			return err
		}
		if c.JSON {
			out := json.NewEncoder(s.out)
			out.SetEscapeHTML(false)
			out.SetIndent("", " ")
			if err := out.Encode(list.Report(s.ctx, preview)); err != nil {
				return err
			}
		}
		if questions := preview.Questions(); len(questions) > 0 {
			for _, q := range questions {
				fmt.Fprintln(s.messages, q)
			}
			what := "problems"
			if len(questions) == 1 {
				what = "problem"
			}
			fmt.Fprintf(s.messages, "rollbookctl: %d %s; nothing was read in\n", len(questions), what)
			return errTold
		}
		if c.JSON {
			return nil
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
func (c importCmd) preview(s session, reg *sqlite.Register) (*intake.List, *intake.Preview, error) {
	answers, err := c.answers()
	if err != nil {
		return nil, nil, err
	}
	source, err := intake.Read(s.ctx, c.File, intake.Options{Encoding: cmp.Or(c.Encoding, intake.EncodingSaid(answers))})
	if err != nil {
		return nil, nil, err
	}
	list := intake.NewList(source, c.As)
	for heading, field := range c.Map {
		if err := list.Map(heading, field); err != nil {
			return nil, nil, err
		}
	}
	if c.Dates != intake.Unknown {
		list.SetDays(c.Dates)
	}
	if c.Activity != "" {
		activity, err := reg.ActivityByCode(s.ctx, c.Activity)
		if err != nil {
			return nil, nil, err
		}
		list.About(activity)
	}
	if err := list.ReplyAll(answers); err != nil {
		return nil, nil, err
	}
	known, err := intake.Learn(s.ctx, reg)
	if err != nil {
		return nil, nil, err
	}
	preview, err := list.Check(s.ctx, known)
	if err != nil {
		return nil, nil, err
	}
	for _, line := range list.Lines(preview) {
		fmt.Fprintln(s.messages, line)
	}
	for _, note := range preview.Notes {
		fmt.Fprintln(s.messages, note)
	}
	return list, preview, nil
}

// answers reads the file of answers, where there is one.
func (c importCmd) answers() ([]intake.Question, error) {
	if c.Answers == "" {
		return nil, nil
	}
	f, err := disk.Open(c.Answers)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return intake.ReadAnswers(f)
}
