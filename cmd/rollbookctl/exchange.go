package main

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"rollbook/model"
	"rollbook/model/disk"
	"rollbook/model/exchange"
	"rollbook/model/sqlite"
)

// packCmd makes a file that carries the register, or one activity, to another computer.
type packCmd struct {
	register
	Output         string `short:"o" required:"" placeholder:"FILE" type:"path" help:"The pack to write; one that is there is replaced."`
	Activity       string `placeholder:"CODE" help:"Only this activity with what it needs; everything where none is given."`
	PassphraseFile string `placeholder:"F" type:"existingfile" help:"Seal the pack by the passphrase in this file."`
	ForOffice      bool   `help:"Seal the pack so that the office's copies of the register open it, and nobody else."`
}

// Run does the command.
func (c packCmd) Run(s session) error {
	pack := func(reg *sqlite.Register) error {
		var scope model.PackScope
		var err error
		if c.Activity != "" {
			if scope.Activity, err = reg.ActivityByCode(s.ctx, c.Activity); err != nil {
				return err
			}
		}
		if reg.ReadOnly() == nil && !reg.Partial() {
			if _, err := exchange.EnsureKey(s.ctx, reg); err != nil {
				return err
			}
		}
		seal, err := c.seal(s, reg)
		if err != nil {
			return err
		}
		packed, err := exchange.Pack(s.ctx, reg, scope, c.Output, seal)
		if err != nil {
			return err
		}
		what := "everything"
		if packed.Head.Snapshot != nil && packed.Head.Snapshot.Title != "" {
			what = packed.Head.Snapshot.Title
		} else if reg.Partial() {
			what = "what was done here"
		}
		fmt.Fprintf(s.out, "packed %s into %s (%d KB)\n", what, c.Output, (packed.Size+1023)/1024)
		if !seal.Sealed() {
			fmt.Fprintln(s.messages, "rollbookctl: the pack is not sealed: whoever gets the file can read the names in it (--passphrase-file seals it)")
		}
		return nil
	}
	err := c.change(s, pack)
	if code := model.CodeOf(err); code == model.ELocked || code == model.EReadOnly {
		return c.read(s, pack)
	}
	return err
}

func (c packCmd) seal(s session, reg *sqlite.Register) (exchange.Seal, error) {
	switch {
	case c.PassphraseFile != "" && c.ForOffice:
		return exchange.Seal{}, model.Errorf(model.EInvalid, "Give either --passphrase-file or --for-office.")
	case c.ForOffice:
		public, err := reg.Recipient(s.ctx)
		if err == nil && public == "" {
			err = model.Errorf(model.EInvalid, "This register does not know the office's key; seal the pack by a passphrase.")
		}
		return exchange.Seal{Recipients: []string{public}}, err
	}
	passphrase, err := readPassphrase(c.PassphraseFile)
	if err == nil && passphrase != "" && len([]rune(passphrase)) < exchange.LeastPassphrase {
		fmt.Fprintf(s.messages, "rollbookctl: the passphrase is short: whoever gets the pack can guess it; use %d characters or more (three or four words are easy to tell)\n", exchange.LeastPassphrase)
	}
	return exchange.Seal{Passphrase: passphrase}, err
}

// readPassphrase reads the first line of a file; "" where none is named.
func readPassphrase(file string) (string, error) {
	if file == "" {
		return "", nil
	}
	data, err := disk.ReadSmall(file)
	if err != nil {
		return "", err
	}
	first, _, _ := strings.Cut(string(data), "\n")
	if first = strings.TrimSpace(first); first == "" {
		return "", model.Errorf(model.EInvalid, "%s holds no passphrase in its first line.", file)
	}
	return first, nil
}

// mergeCmd merges packs, or makes a register from one.
type mergeCmd struct {
	Reg            string   `arg:"" name:"register" type:"path" help:"The register; where there is none it is made, as a new copy of the pack's."`
	Files          []string `arg:"" name:"file" type:"existingfile" help:"The packs."`
	PassphraseFile string   `placeholder:"F" type:"existingfile" help:"The passphrase of sealed packs is in this file."`
	Check          bool     `help:"Say what would come, and change nothing."`
	accepting
}

// Run does the command: all packs are read through before the first is merged. What copies
// sent that nobody has said yes to is left alone; another pack may say yes to them.
func (c mergeCmd) Run(s session) error {
	passphrase, err := readPassphrase(c.PassphraseFile)
	if err != nil {
		return err
	}
	keys := exchange.Keys{Passphrase: passphrase}
	files := c.Files
	if _, err := os.Stat(c.Reg); errors.Is(err, os.ErrNotExist) {
		if err := c.verify(s, files, keys); err != nil {
			return err
		}
		var out model.Outcome
		if err := exchange.ReadFile(files[0], keys, func(b model.Bundle) error {
			var err error
			out, err = sqlite.Replicate(s.ctx, c.Reg, b, sqlite.Options{}, model.MergeOptions{Preview: c.Check})
			return err
		}); err != nil {
			return err
		}
		c.tell(s, files[0], out, true)
		if files = files[1:]; len(files) == 0 || c.Check {
			return nil
		}
	}
	return register{c.Reg}.change(s, func(reg *sqlite.Register) error {
		own, err := reg.Keys(s.ctx)
		if err != nil {
			return err
		}
		keys.Identities = exchange.KeysOf(own).Identities
		if err := c.verify(s, files, keys); err != nil {
			return err
		}
		strangers := []model.Stranger{}
		for left := files; len(left) > 0; {
			var waiting []string
			strangers = strangers[:0]
			for _, file := range left {
				stranger, err := c.mergeOne(s, reg, file, keys)
				if err != nil {
					return err
				}
				if stranger != nil {
					strangers = append(strangers, *stranger)
					waiting = append(waiting, file)
				}
			}
			if c.Check || len(waiting) == len(left) {
				break
			}
			left = waiting
		}
		return c.nameStrangers(s, strangers)
	})
}

// mergeOne merges a pack, and gives who made it where nobody has said yes to them.
func (c mergeCmd) mergeOne(s session, reg *sqlite.Register, file string, keys exchange.Keys) (*model.Stranger, error) {
	var out model.Outcome
	options := model.MergeOptions{Preview: c.Check, Accept: c.says}
	if c.Check {
		options.Accept = func(model.Stranger) bool { return true }
	}
	err := exchange.ReadFile(file, keys, func(b model.Bundle) error {
		var err error
		out, err = reg.Merge(s.ctx, b, options)
		return err
	})
	var stranger *model.StrangerError
	if errors.As(err, &stranger) {
		return &stranger.Stranger, nil
	}
	if err != nil {
		return nil, err
	}
	c.tell(s, file, out, false)
	met := out.Stranger
	switch {
	case met == nil:
	case c.Check && met.Opened != model.ByPassphrase && !c.says(*met):
		return met, nil
	case !c.Check && met.Key != "":
		fmt.Fprintf(s.messages, "rollbookctl: %s is known from now on, by the fingerprint %s\n", strangerName(*met), met.Fingerprint())
	}
	return nil, nil
}

func (c mergeCmd) verify(s session, files []string, keys exchange.Keys) error {
	for _, file := range files {
		if _, err := exchange.Verify(s.ctx, file, keys); err != nil {
			return err
		}
	}
	return nil
}

// tell says what a pack brought, or would bring.
func (c mergeCmd) tell(s session, file string, out model.Outcome, made bool) {
	verb := "merged"
	switch {
	case c.Check:
		verb = "would merge"
	case made:
		verb = "made a new copy of the register from"
	}
	fmt.Fprintf(s.out, "%s %s: %s\n", verb, file, outcomeText(out))
	for _, warning := range out.Warnings {
		fmt.Fprintln(s.messages, "rollbookctl:", warning)
	}
	if out.Met > 0 && !c.Check {
		fmt.Fprintf(s.messages, "rollbookctl: %s\n", metText(out.Met, c.Reg))
	}
}

// outcomeText gives what a merge brought in words.
func outcomeText(out model.Outcome) string {
	if out.Nothing() {
		return "nothing new"
	}
	var parts []string
	for _, p := range []struct {
		n         int
		one, many string
	}{
		{out.Activities, "new activity", "new activities"}, {out.People, "new person", "new people"}, {out.Registrations, "new registration", "new registrations"},
		{out.Sessions, "new session", "new sessions"}, {out.Marks, "mark", "marks"}, {out.Edits, "other edit", "other edits"},
		{out.Deleted, "deletion", "deletions"}, {out.Erased, "person erased", "people erased"}, {out.Met, "edit that met another", "edits that met others"},
		{out.Duplicates, "new person who may be here already", "new people who may be here already"},
		{out.Waiting, "change that waits for others", "changes that wait for others"}, {out.Later, "change of a newer Rollbook, kept for later", "changes of a newer Rollbook, kept for later"},
	} {
		if p.n > 0 {
			parts = append(parts, model.Counted(p.n, p.one, p.many))
		}
	}
	if len(parts) == 0 {
		return model.Counted(out.Operations, "change", "changes")
	}
	return strings.Join(parts, ", ")
}

// metText says that edits met others, and where to look at them.
func metText(n int, reg string) string {
	return fmt.Sprintf("%s; \"rollbookctl conflicts %s\" lists %s", model.Counted(n, "edit met another of the same field", "edits met others of the same field"), reg, map[bool]string{true: "it", false: "them"}[n == 1])
}

// conflictsCmd lists the edits that met, or decides one.
type conflictsCmd struct {
	register
	JSON   bool     `name:"json" help:"For programs."`
	Choose []string `placeholder:"ID=mine|theirs" help:"Decide a conflict: keep what this register held, or take what came."`
	One    []string `placeholder:"ID+ID" help:"Make two sessions one that mean the same; the first stays, with the marks of both."`
}

// conflictRecord is edits that met as programs get them.
type conflictRecord struct {
	ID     string             `json:"id"`
	Sort   model.ConflictSort `json:"sort"`
	Record model.Ref          `json:"record"`
	Name   string             `json:"name,omitempty"`
	Field  string             `json:"field"`
	Mine   sideRecord         `json:"mine"`
	Theirs sideRecord         `json:"theirs"`
	Chosen model.Choice       `json:"chosen"`
	Edited *model.Ref         `json:"edited,omitempty"`
}

type sideRecord struct {
	Value  any            `json:"value"`
	Values map[string]any `json:"values,omitempty"` // where fields are changed together
	Who    string         `json:"who"`
	At     string         `json:"at"`
}

func sideOf(field string, side model.Side) sideRecord {
	r := sideRecord{Value: side.Values[field], Who: side.Who, At: side.At.Time().Format("2006-01-02T15:04:05-07:00")}
	if len(side.Values) > 1 {
		r.Values = side.Values
	}
	return r
}

// Run does the command.
func (c conflictsCmd) Run(s session) error {
	if len(c.Choose)+len(c.One) > 0 {
		return c.change(s, func(reg *sqlite.Register) error {
			if err := c.choose(s, reg); err != nil {
				return err
			}
			return c.makeOne(s, reg)
		})
	}
	return c.read(s, func(reg *sqlite.Register) error {
		all, err := reg.Conflicts(s.ctx)
		if err != nil {
			return err
		}
		records := []conflictRecord{}
		t := table{head: []string{"ID", "What", "Of", "Field", "Mine", "Theirs", "Chosen"}}
		for _, m := range all {
			r := conflictRecord{ID: strconv.FormatInt(m.ID, 10), Sort: m.Sort, Record: m.Record, Name: m.Name, Field: m.Field,
				Mine: sideOf(m.Field, m.Mine), Theirs: sideOf(m.Field, m.Theirs), Chosen: m.Stands}
			if m.Edited.ID != 0 {
				r.Edited = &m.Edited
			}
			records = append(records, r)
			t.add(r.ID, m.Record.String(), m.Name, m.Field, sideText(r.Mine), sideText(r.Theirs), string(m.Stands))
		}
		same, err := reg.SameSessions(s.ctx)
		if err != nil {
			return err
		}
		for _, pair := range same {
			r := conflictRecord{ID: fmt.Sprintf("%d+%d", pair.Stays.ID, pair.Goes.ID), Sort: "session", Record: model.Ref{Kind: model.KindSession, ID: pair.Stays.ID},
				Name: pair.Stays.Name + " · " + pair.Title, Field: "session", Mine: sideRecord{Value: pair.Stays.ID}, Theirs: sideRecord{Value: pair.Goes.ID}}
			records = append(records, r)
			if !c.JSON {
				fmt.Fprintf(s.messages, "Made twice: the session “%s” of %s on %s, with %d and %d marks. Where they are one, \"rollbookctl conflicts %s --one %s\" makes them one.\n",
					pair.Stays.Name, pair.Title, pair.Stays.Day.Text(), pair.Marks[0], pair.Marks[1], c.Reg, r.ID)
			}
		}
		if c.JSON {
			return printJSON(s, records)
		}
		return t.print(s.out, len(t.head))
	})
}

func sideText(r sideRecord) string { return fmt.Sprintf("%v (%s)", r.Value, r.Who) }

// makeOne makes sessions one that mean the same.
func (c conflictsCmd) makeOne(s session, reg *sqlite.Register) error {
	for _, text := range c.One {
		one, other, ok := strings.Cut(text, "+")
		stays, err1 := strconv.ParseInt(one, 10, 64)
		goes, err2 := strconv.ParseInt(other, 10, 64)
		if !ok || err1 != nil || err2 != nil {
			return model.Errorf(model.EInvalid, "%q does not name two sessions; write --one 12+34, as \"rollbookctl conflicts\" lists them.", text)
		}
		if err := reg.MergeSessions(s.ctx, model.ID(stays), model.ID(goes)); err != nil {
			return err
		}
		fmt.Fprintf(s.out, "sessions %s: one\n", text)
	}
	return nil
}

func (c conflictsCmd) choose(s session, reg *sqlite.Register) error {
	for _, text := range c.Choose {
		id, choice, ok := strings.Cut(text, "=")
		n, err := strconv.ParseInt(id, 10, 64)
		if !ok || err != nil {
			return model.Errorf(model.EInvalid, "%q does not name a conflict and a side; write --choose 12=mine or --choose 12=theirs.", text)
		}
		if err := reg.Choose(s.ctx, n, model.Choice(choice)); err != nil {
			return err
		}
		fmt.Fprintf(s.out, "conflict %d: %s\n", n, choice)
	}
	return nil
}
