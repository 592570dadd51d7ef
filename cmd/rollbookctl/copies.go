package main

import (
	"fmt"
	"strings"

	"rollbook/model"
	"rollbook/model/sqlite"
)

// accepting says yes to copies of the register that are not known yet.
type accepting struct {
	Accept []string `placeholder:"FINGERPRINT|all" help:"Say yes to the copy of the register with this fingerprint, or to all that are not known yet."`
}

// says says whether somebody said yes to a copy.
func (a accepting) says(s model.Stranger) bool {
	for _, text := range a.Accept {
		if strings.EqualFold(text, "all") || s.Key != "" && model.SameFingerprint(text, s.Fingerprint()) {
			return true
		}
	}
	return false
}

func strangerName(s model.Stranger) string {
	if s.Name == "" {
		return fmt.Sprintf("the copy %08x", int64(s.Tag))
	}
	return fmt.Sprintf("%s (%08x)", s.Name, int64(s.Tag))
}

// nameStrangers names the copies that nobody has said yes to, once each, and fails the
// command where there are any.
func (a accepting) nameStrangers(s session, all []model.Stranger) error {
	named := map[string]bool{}
	for _, one := range all {
		if id := one.UID + one.Key; !named[id] {
			named[id] = true
			fmt.Fprintln(s.messages, "rollbookctl:", strangerText(one))
		}
	}
	if len(named) == 0 {
		return nil
	}
	return errTold
}

// strangerText says what waits for a yes, and how to give it.
func strangerText(one model.Stranger) string {
	if one.Key == "" {
		return fmt.Sprintf("what %s sent is not signed (an older Rollbook made it, or somebody else in its name); it waits: have it sent again by a new Rollbook, or say yes with --accept all", strangerName(one))
	}
	return fmt.Sprintf("%s is not known yet, fingerprint %s; what it sent waits: compare the fingerprint by telephone, then say yes with --accept %s", strangerName(one), one.Fingerprint(), one.Fingerprint())
}

// copiesCmd is about the copies of a register.
type copiesCmd struct {
	register
	JSON    bool   `name:"json" help:"For programs."`
	ShutOut string `placeholder:"FINGERPRINT" help:"Take nothing more from this copy; what it did before stays."`
	Trust   string `placeholder:"FINGERPRINT" help:"Let a copy in again that was shut out."`
}

// copyRecord is a copy as programs get it.
type copyRecord struct {
	Copy        string    `json:"copy"`
	Name        string    `json:"name"`
	Own         bool      `json:"own,omitempty"`
	Edits       int64     `json:"edits"`
	Fingerprint string    `json:"fingerprint,omitempty"`
	Trust       string    `json:"trust"`
	ShutOut     model.Day `json:"shut_out,omitempty"`
}

// Run does the command.
func (c copiesCmd) Run(s session) error {
	if c.ShutOut != "" || c.Trust != "" {
		return c.change(s, func(reg *sqlite.Register) error { return c.decide(s, reg) })
	}
	return c.read(s, func(reg *sqlite.Register) error {
		all, err := reg.Copies(s.ctx)
		if err != nil {
			return err
		}
		records := []copyRecord{}
		t := table{head: []string{"Copy", "Name", "Edits", "Fingerprint", "Trust"}}
		for _, one := range all {
			r := copyRecord{fmt.Sprintf("%08x", int64(one.Tag)), one.Name, one.Own, one.Known, one.Fingerprint(), string(one.Trust), one.ShutOut}
			if r.Trust == "" {
				r.Trust = "not known by a signature"
			}
			records = append(records, r)
			trust := r.Trust
			switch {
			case one.Own:
				trust = "this computer"
			case one.ShutOut != "":
				trust += " since " + string(one.ShutOut)
			}
			t.add(r.Copy, r.Name, fmt.Sprint(r.Edits), r.Fingerprint, trust)
		}
		if c.JSON {
			return printJSON(s, records)
		}
		return t.print(s.out, len(t.head))
	})
}

// decide shuts a copy out, or lets it in again.
func (c copiesCmd) decide(s session, reg *sqlite.Register) error {
	if c.ShutOut != "" && c.Trust != "" {
		return model.Errorf(model.EInvalid, "Give either --shut-out or --trust.")
	}
	all, err := reg.Copies(s.ctx)
	if err != nil {
		return err
	}
	for _, one := range all {
		if one.Key == "" || !model.SameFingerprint(c.ShutOut+c.Trust, one.Fingerprint()) {
			continue
		}
		if c.ShutOut != "" {
			if err := reg.ShutOut(s.ctx, one.Key); err != nil {
				return err
			}
			fmt.Fprintf(s.out, "%s is shut out; what it did before stays\n", one.Name)
			return nil
		}
		if err := reg.Trust(s.ctx, model.Stranger{Replica: one.Replica, Key: one.Key}); err != nil {
			return err
		}
		fmt.Fprintf(s.out, "what %s sends is taken\n", one.Name)
		return nil
	}
	return model.Errorf(model.ENotFound, "No copy of this register is known by the fingerprint %s; \"rollbookctl copies %s\" lists them.", c.ShutOut+c.Trust, c.Reg)
}
