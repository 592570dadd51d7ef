package main

import (
	"fmt"
	"strings"

	"rollbook/model"
	"rollbook/model/checkin"
	"rollbook/model/fold"
	"rollbook/model/intake"
	"rollbook/model/sqlite"
)

// registerCmd registers one person for an activity.
type registerCmd struct {
	register
	Activity     string `required:"" help:"The activity's code." placeholder:"CODE"`
	Name         string `required:"" help:"The person's full name."`
	Country      string `help:"The country represented; \"-\" for no country."`
	Sex          string `help:"female, male or other."`
	Role         string `help:"One of the office's roles; participant where none is given."`
	Status       string `help:"invited, registered, attended or cancelled."`
	Organisation string `help:"Where the person works."`
	Position     string `help:"As what."`
	Email        string `help:"Their e-mail address; a person of the register is known by it."`
	Phone        string `help:"Their telephone number."`
}

// Run does the command: it reads the registration as a list of one row is read, so that
// countries, roles and people already known are recognised alike.
func (c registerCmd) Run(s session) error {
	return c.change(s, func(reg *sqlite.Register) error {
		activity, err := reg.ActivityByCode(s.ctx, c.Activity)
		if err != nil {
			return err
		}
		known, err := intake.Learn(s.ctx, reg)
		if err != nil {
			return err
		}
		list := intake.Typed(intake.People, []string{"name", "country", "sex", "role", "status", "organisation", "position", "email", "phone"},
			[]string{c.Name, c.Country, c.Sex, c.Role, c.Status, c.Organisation, c.Position, c.Email, c.Phone})
		list.About(activity)
		preview, err := list.Check(s.ctx, known)
		if err != nil {
			return err
		}
		for _, p := range preview.Problems {
			p.Row = 0
			return model.Errorf(model.EInvalid, "%s", p)
		}
		if len(preview.Batch.Registrations)+len(preview.Batch.RegistrationEdits) == 0 {
			return model.Errorf(model.EExists, "%s is registered for %s already.", c.Name, c.Activity)
		}
		verb, done := model.VerbAdd, "registered"
		if len(preview.Batch.Registrations) == 0 {
			verb, done = model.VerbEdit, "changed the registration of"
			preview.Batch.Subject = model.Ref{Kind: model.KindRegistration, ID: preview.Batch.RegistrationEdits[0].ID}
		}
		preview.Batch.Verb = verb
		if _, err := reg.SaveBatch(s.ctx, preview.Batch, nil); err != nil {
			return err
		}
		roll, err := reg.Roll(s.ctx, activity)
		if err != nil {
			return err
		}
		who, err := checkin.Named(roll, either(c.Email, preview.Name()))
		if err != nil {
			return err
		}
		fmt.Fprintf(s.out, "%s %s for %s with the code %s\n", done, who.Who.Name, c.Activity, who.Code)
		return nil
	})
}

func either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// markCmd marks one person at one session.
type markCmd struct {
	register
	Activity string          `required:"" help:"The activity's code." placeholder:"CODE"`
	Session  string          `required:"" help:"The session's name."`
	Person   string          `required:"" help:"Who: a check-in code, an e-mail address or a name." placeholder:"CODE|EMAIL|NAME"`
	As       model.MarkValue `required:"" enum:"P,L,E,A" help:"P (present), L (late), E (excused) or A (absent)."`
}

// Run does the command.
func (c markCmd) Run(s session) error {
	return c.change(s, func(reg *sqlite.Register) error {
		activity, err := reg.ActivityByCode(s.ctx, c.Activity)
		if err != nil {
			return err
		}
		roll, err := reg.Roll(s.ctx, activity)
		if err != nil {
			return err
		}
		at, err := sessionNamed(roll, c.Session)
		if err != nil {
			return err
		}
		who, err := checkin.Named(roll, c.Person)
		if err != nil {
			return err
		}
		if err := reg.Mark(s.ctx, model.Mark{Registration: who.ID, Session: at.ID, Value: c.As}); err != nil {
			return err
		}
		fmt.Fprintf(s.out, "marked %s %s at %s\n", who.Who.Name, c.As, at.Name)
		return nil
	})
}

// sessionNamed finds a session of a roll by its name or, where one session alone is on it,
// its day.
func sessionNamed(roll model.Roll, text string) (model.Session, error) {
	var names []string
	var ofDay []model.Session
	for _, s := range roll.Sessions {
		if fold.Text(s.Name) == fold.Text(text) {
			return s, nil
		}
		if string(s.Day) == text {
			ofDay = append(ofDay, s)
		}
		names = append(names, "“"+s.Name+"”")
	}
	if len(ofDay) == 1 {
		return ofDay[0], nil
	}
	if len(names) == 0 {
		return model.Session{}, model.Errorf(model.ENotFound, "The activity has no sessions yet; make them in the window, or by reading marks in.")
	}
	return model.Session{}, model.Errorf(model.ENotFound, "The activity has no session %q; it has %s.", text, strings.Join(names, ", "))
}

// eraseCmd erases a person.
type eraseCmd struct {
	register
	Person string `required:"" help:"Who: a check-in code or an e-mail address." placeholder:"CODE|EMAIL"`
}

// Help says what goes and what stays.
func (eraseCmd) Help() string {
	return "The name, the contacts, the organisation, the position, the form of address and the notes go for good, with what registrations say of where the person worked and the check-in codes: from the register, its history, packs from now on, and other copies once they hear of it. The sex and the nationality stay, and of each registration the country represented, the role, the status and the marks, so that no figure changes. It cannot be undone."
}

// Run does the command.
func (c eraseCmd) Run(s session) error {
	return c.change(s, func(reg *sqlite.Register) error {
		id, err := reg.PersonBy(s.ctx, c.Person)
		if err != nil {
			return err
		}
		err = reg.Erase(s.ctx, id)
		if err != nil && model.CodeOf(err) != model.EBusy {
			return err
		}
		fmt.Fprintln(s.out, "erased: name, contacts, organisation, position, form of address, notes and check-in codes, from the history too")
		fmt.Fprintln(s.out, "what stays, so that no figure changes: sex, nationality, and of each registration the country represented, the role, the status and the marks")
		fmt.Fprintln(s.out, "backups made before still hold the name")
		if err != nil {
			fmt.Fprintln(s.messages, "rollbookctl:", err)
		}
		return nil
	})
}
