package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"rollbook/model"
	"rollbook/model/publish"
	"rollbook/model/sqlite"
)

// reportCmd makes a document.
type reportCmd struct {
	register
	Kind string `arg:"" help:"What to make: ${reports}."`
	period
	Activity  string `help:"The activity it is on, by its code." placeholder:"CODE"`
	Snapshot  string `help:"The snapshot that the figures of now are laid beside, by its name." placeholder:"NAME"`
	Language  string `help:"Language of a paper's headings: ${languages}." placeholder:"CODE"`
	BySession bool   `help:"A sign-in sheet for each session, not for each day."`
	EveryDay  bool   `help:"A sign-in sheet for each day of a long activity that has no sessions."`
	Blank     int    `help:"Lines or badges without a name." placeholder:"N"`
	Labels    string `help:"What badges are printed on: ${labels}." placeholder:"NAME"`
	Everyone  bool   `help:"All who are registered in a list of participants, and who attended; else only those who came."`
	Marks     bool   `help:"Attendance by person and session in a report on an activity."`
	Boxes     bool   `help:"Places for evaluation and photos in a report on an activity."`
	Output    string `short:"o" required:"" help:"The file to write; its ending says as what. A register may be a folder of CSV, certificates one of PDF." placeholder:"FILE" type:"path"`
}

// reportKinds names the kinds for the command's help.
func reportKinds() string {
	var names []string
	for _, k := range publish.Kinds() {
		names = append(names, k.Name)
	}
	return strings.Join(names, ", ")
}

// Validate refuses a kind that there is not, a file it cannot be, and a subject that it is
// not on, before the register is opened.
func (c reportCmd) Validate() error {
	kind, err := publish.Find(c.Kind)
	if err != nil {
		return err
	}
	of := kind.Of == publish.Activity
	switch {
	case of && c.Activity == "":
		return model.Errorf(model.EInvalid, "The report %q is on one activity: give --activity CODE.", kind.Name)
	case !of && c.Activity != "":
		return model.Errorf(model.EInvalid, "The report %q is not on one activity; leave --activity out.", kind.Name)
	case kind.Of == publish.Frozen && c.Snapshot == "":
		return model.Errorf(model.EInvalid, "The report %q is on a snapshot: give --snapshot NAME. rollbookctl snapshot makes one.", kind.Name)
	case kind.Of != publish.Frozen && c.Snapshot != "":
		return model.Errorf(model.EInvalid, "The report %q is not on a snapshot; leave --snapshot out.", kind.Name)
	case kind.Of != publish.Period && c.period != period{}:
		return model.Errorf(model.EInvalid, "The report %q is not on a period; leave it out.", kind.Name)
	}
	if c.Output == "" {
		return nil // that it is missing is told by the parser
	}
	for _, o := range []struct {
		set  bool
		of   publish.Choice
		flag string
	}{{c.Language != "", publish.ChooseLanguage, "--language"}, {c.BySession, publish.ChooseSession, "--by-session"}, {c.Blank != 0, publish.ChooseBlank, "--blank"}, {c.Labels != "", publish.ChooseLabels, "--labels"},
		{c.EveryDay, publish.ChooseEveryDay, "--every-day"}, {c.Everyone, publish.ChooseEveryone, "--everyone"}, {c.Marks, publish.ChooseMarks, "--marks"}, {c.Boxes, publish.ChooseBoxes, "--boxes"}} {
		if o.set && !slices.Contains(kind.Choices, o.of) {
			return model.Errorf(model.EInvalid, "The report %q has no %s; leave it out.", kind.Name, o.flag)
		}
	}
	if err := c.options().Validate(); err != nil {
		return err
	}
	return kind.Check(c.Output)
}

func (c reportCmd) options() publish.Options {
	return publish.Options{Language: c.Language, BySession: c.BySession, EveryDay: c.EveryDay, Blank: c.Blank, Labels: c.Labels, Everyone: c.Everyone, Marks: c.Marks, Boxes: c.Boxes}
}

// Run does the command.
func (c reportCmd) Run(s session) error {
	kind, err := publish.Find(c.Kind)
	if err != nil {
		return err
	}
	open := c.read
	if kind.Gives {
		open = c.change
	}
	return open(s, func(reg *sqlite.Register) error {
		q := publish.Request{At: model.InstantOf(time.Now()), Options: c.options()}
		var err error
		if c.Activity != "" {
			if q.Activity, err = reg.ActivityByCode(s.ctx, c.Activity); err != nil {
				return err
			}
		}
		if q.Period, err = c.choose(s.ctx, reg); err != nil {
			return err
		}
		if q.Snapshot, err = c.snapshot(s.ctx, reg); err != nil {
			return err
		}
		if err := kind.Save(s.ctx, reg, q, c.Output, nil); err != nil {
			return err
		}
		fmt.Fprintf(s.out, "wrote %s\n", c.Output)
		return nil
	})
}

// snapshot finds the snapshot by its name; 0 where none is asked for.
func (c reportCmd) snapshot(ctx context.Context, reg *sqlite.Register) (model.ID, error) {
	if c.Snapshot == "" {
		return 0, nil
	}
	all, err := reg.Snapshots(ctx)
	if err != nil {
		return 0, err
	}
	var names []string
	for _, s := range all {
		if s.Name == c.Snapshot {
			return s.ID, nil
		}
		names = append(names, fmt.Sprintf("%q", s.Name))
	}
	return 0, model.Errorf(model.ENotFound, "There is no snapshot %q; there is %s.", c.Snapshot, either(strings.Join(names, ", "), "none yet"))
}

// snapshotCmd freezes the Summary of a period.
type snapshotCmd struct {
	register
	Name string `arg:"" help:"What the snapshot is called."`
	period
}

// Run does the command.
func (c snapshotCmd) Run(s session) error {
	return c.change(s, func(reg *sqlite.Register) error {
		p, err := c.choose(s.ctx, reg)
		if err != nil {
			return err
		}
		shot, err := publish.Freeze(s.ctx, reg, c.Name, p, model.InstantOf(time.Now()))
		if err != nil {
			return err
		}
		if _, err := reg.SaveSnapshot(s.ctx, shot); err != nil {
			return err
		}
		fmt.Fprintf(s.out, "froze %s\n", p.Label())
		return nil
	})
}
