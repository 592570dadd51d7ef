package main

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"rollbook/model"
	"rollbook/model/sqlite"
)

// historyCmd prints who changed what, when.
type historyCmd struct {
	register
	Of    model.ID `help:"Only changes of the record with this id." placeholder:"ID"`
	Limit int      `default:"0" help:"At most so many, the latest first; 0: all."`
	JSON  bool     `name:"json" help:"For programs."`
}

// Run does the command.
func (c historyCmd) Run(s session) error {
	return c.read(s, func(reg *sqlite.Register) error {
		if c.Of != 0 {
			return c.printOf(s, reg)
		}
		return c.print(s, reg)
	})
}

// actionRecord is a user action as programs get it.
type actionRecord struct {
	Action  string        `json:"action"`
	At      string        `json:"at"`
	Who     string        `json:"who"`
	Verb    model.Verb    `json:"verb"`
	Of      *model.Ref    `json:"of,omitempty"`
	Name    string        `json:"name,omitempty"`
	Changes int           `json:"changes"`
	Undone  bool          `json:"undone"`
	Fields  []fieldRecord `json:"fields,omitempty"`
}

type fieldRecord struct {
	Field string `json:"field"`
	From  any    `json:"from"`
	To    any    `json:"to"`
}

func recordOf(a model.Action) actionRecord {
	r := actionRecord{Action: actionText(a.ActionRef), At: a.At.Time().Format("2006-01-02T15:04:05-07:00"), Who: a.Who, Verb: a.Verb,
		Name: a.Name, Changes: a.Changes, Undone: a.Undone}
	if a.Subject.ID != 0 {
		r.Of = &a.Subject
	}
	return r
}

// print lists the user actions.
func (c historyCmd) print(s session, reg *sqlite.Register) error {
	actions, err := reg.Actions(s.ctx, c.Limit)
	if err != nil {
		return err
	}
	list := newRecords(s, c.JSON, 7, "Action", "When", "Who", "What", "Of", "Changes", "")
	for _, a := range actions {
		undone := ""
		if a.Undone {
			undone = "undone"
		}
		if err := list.add(recordOf(a), actionText(a.ActionRef), a.At.Time().Format("2006-01-02 15:04"), a.Who, string(a.Verb), subject(a), strconv.Itoa(a.Changes), undone); err != nil {
			return err
		}
	}
	return list.end()
}

// subject names what an action was about.
func subject(a model.Action) string {
	switch {
	case a.Subject.ID == 0:
		return ""
	case a.Name != "":
		return fmt.Sprintf("%s (%s)", a.Name, a.Subject)
	}
	return a.Subject.String()
}

// printOf lists the changes of one record.
func (c historyCmd) printOf(s session, reg *sqlite.Register) error {
	changes, err := reg.History(s.ctx, model.Ref{ID: c.Of}, c.Limit)
	if err != nil {
		return err
	}
	if c.JSON {
		records := []actionRecord{}
		for _, change := range changes {
			r := recordOf(change.Action)
			r.Of = &change.Record
			for _, f := range change.Fields {
				r.Fields = append(r.Fields, fieldRecord(f))
			}
			records = append(records, r)
		}
		return printJSON(s, records)
	}
	for _, change := range changes {
		fmt.Fprintf(s.out, "%s  %s  %s  %s\n", actionText(change.ActionRef), change.At.Time().Format("2006-01-02 15:04"), change.Who, change.Verb)
		for _, f := range change.Fields {
			fmt.Fprintf(s.out, "    %s: %s → %s\n", f.Field, valueText(f.From), valueText(f.To))
		}
	}
	return nil
}

func valueText(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(text)
}

// actionText names an action as --undo takes it: REPLICA-NUMBER, in hexadecimal and decimal.
func actionText(a model.ActionRef) string { return fmt.Sprintf("%s-%d", replicaText(a.Replica), a.No) }

// replicaText names a copy of the register.
func replicaText(tag model.ReplicaTag) string { return fmt.Sprintf("%08x", int64(tag)) }

func parseAction(text string) (model.ActionRef, error) {
	replica, no, ok := strings.Cut(text, "-")
	tag, err1 := strconv.ParseInt(replica, 16, 64)
	number, err2 := strconv.ParseInt(no, 10, 64)
	if !ok || err1 != nil || err2 != nil {
		return model.ActionRef{}, model.Errorf(model.EInvalid, "%q is not an action; rollbookctl history lists them.", text)
	}
	return model.ActionRef{Replica: model.ReplicaTag(tag), No: number}, nil
}

// undoCmd takes a user action back.
type undoCmd struct {
	register
	Action string `arg:"" optional:"" help:"The action, as history names it; the latest where none is given."`
}

// Run does the command.
func (c undoCmd) Run(s session) error {
	return c.change(s, func(reg *sqlite.Register) error {
		var undone model.Undone
		var err error
		if c.Action == "" {
			undone, err = reg.Undo(s.ctx)
		} else {
			var ref model.ActionRef
			if ref, err = parseAction(c.Action); err == nil {
				undone, err = reg.UndoAction(s.ctx, ref)
			}
		}
		if err != nil {
			return err
		}
		a := undone.Action
		fmt.Fprintln(s.out, strings.TrimSpace(fmt.Sprintf("undone: %s %s", a.Verb, subject(a))))
		if undone.Kept > 0 {
			fmt.Fprintf(s.messages, "%s\n", model.Counted(undone.Kept, "field stayed as it is: it was edited again since", "fields stayed as they are: they were edited again since"))
		}
		return nil
	})
}
