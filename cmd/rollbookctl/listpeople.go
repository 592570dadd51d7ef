package main

import (
	"strconv"

	"rollbook/model"
	"rollbook/model/fold"
	"rollbook/model/sqlite"
)

// personRecord is a person as programs get it.
type personRecord struct {
	ID           model.ID  `json:"id"`
	Name         string    `json:"name"`
	NativeName   string    `json:"native_name"`
	Title        string    `json:"title"`
	Sex          model.Sex `json:"sex"`
	Country      string    `json:"country"`
	Organisation string    `json:"organisation"`
	Position     string    `json:"position"`
	Email        string    `json:"email"`
	Phone        string    `json:"phone"`
}

// people lists everybody or, of an activity, those registered for it.
func (c listCmd) people(s session, reg *sqlite.Register) error {
	people, err := reg.People(s.ctx, c.Find, 0)
	if err != nil {
		return err
	}
	if c.Activity != "" {
		there := map[model.ID]bool{}
		if err := c.rolls(s, reg, func(roll model.Roll) error {
			for _, a := range roll.Attendees {
				there[a.Who.ID] = true
			}
			return nil
		}); err != nil {
			return err
		}
		kept := people[:0]
		for _, p := range people {
			if there[p.ID] {
				kept = append(kept, p)
			}
		}
		people = kept
	}
	list := newRecords(s, c.JSON, 7, "Name", "Sex", "Country", "Organisation", "Position", "E-mail", "Phone")
	for _, p := range people {
		if err := list.add(personRecord{p.ID, p.Name, p.NativeName, p.Title, p.Sex, string(p.Country), p.Organisation, p.Position, p.Email, p.Phone},
			p.Name, string(p.Sex), string(p.Country), p.Organisation, p.Position, p.Email, p.Phone); err != nil {
			return err
		}
	}
	return list.end()
}

// rolls calls do with the roll of the activity asked for, or of every one.
func (c listCmd) rolls(s session, reg *sqlite.Register, do func(model.Roll) error) error {
	var ids []model.ID
	if c.Activity != "" {
		id, err := reg.ActivityByCode(s.ctx, c.Activity)
		if err != nil {
			return err
		}
		ids = []model.ID{id}
	} else {
		lines, _, err := reg.Activities(s.ctx, model.ActivityFilter{})
		if err != nil {
			return err
		}
		for _, l := range lines {
			ids = append(ids, l.ID)
		}
	}
	for _, id := range ids {
		roll, err := reg.Roll(s.ctx, id)
		if err != nil {
			return err
		}
		if err := do(roll); err != nil {
			return err
		}
	}
	return nil
}

// found says whether texts have words that begin as --find asks.
func (c listCmd) found(texts ...string) bool {
	var words []string
	for _, text := range texts {
		words = append(words, fold.Words(text)...)
	}
	return fold.Matches(words, fold.Words(c.Find))
}

// registrationRecord is a registration as programs get it.
type registrationRecord struct {
	ID           model.ID       `json:"id"`
	Activity     string         `json:"activity"`
	Person       model.ID       `json:"person"`
	Name         string         `json:"name"`
	Sex          model.Sex      `json:"sex"`
	Role         string         `json:"role"`
	Counted      bool           `json:"counted"`
	Country      string         `json:"country"`
	Organisation string         `json:"organisation"`
	Position     string         `json:"position"`
	Status       model.Standing `json:"status"`
	Code         string         `json:"code"`
	Attended     bool           `json:"attended"`
}

func (c listCmd) registrations(s session, reg *sqlite.Register) error {
	list := newRecords(s, c.JSON, 8, "Activity", "Code", "Name", "Country", "Organisation", "Role", "Status", "Attended")
	err := c.rolls(s, reg, func(roll model.Roll) error {
		for _, a := range roll.Attendees {
			if !c.found(a.Who.Name, a.Who.NativeName, a.Organisation, a.Code, a.RoleName, string(a.Country)) {
				continue
			}
			attended := roll.Attended(a)
			if err := list.add(registrationRecord{a.ID, roll.Activity.Code, a.Who.ID, a.Who.Name, a.Who.Sex, a.RoleName, a.Counted,
				string(a.Country), a.Organisation, a.Position, a.Status, a.Code, attended},
				roll.Activity.Code, a.Code, a.Who.Name, string(a.Country), a.Organisation, a.RoleName, string(a.Status), yes(attended)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return list.end()
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return ""
}

// sessionRecord is a session as programs get it.
type sessionRecord struct {
	ID       model.ID  `json:"id"`
	Activity string    `json:"activity"`
	Name     string    `json:"name"`
	Day      model.Day `json:"day"`
	Required bool      `json:"required"`
	Here     int       `json:"here"` // marked Present or Late
	Marks    int       `json:"marks"`
}

func (c listCmd) sessions(s session, reg *sqlite.Register) error {
	list := newRecords(s, c.JSON, 4, "Activity", "Session", "Day", "Required", "Here", "Marks")
	err := c.rolls(s, reg, func(roll model.Roll) error {
		for _, session := range roll.Sessions {
			if !c.found(session.Name, roll.Activity.Code) {
				continue
			}
			p := roll.Presence(session.ID)
			marks := p.Here + p.Excused + p.Absent
			if err := list.add(sessionRecord{session.ID, roll.Activity.Code, session.Name, session.Day, session.Required, p.Here, marks},
				roll.Activity.Code, session.Name, string(session.Day), yes(session.Required), strconv.Itoa(p.Here), strconv.Itoa(marks)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return list.end()
}

// markRecord is a mark as programs get it.
type markRecord struct {
	Activity     string          `json:"activity"`
	Session      string          `json:"session"`
	Day          model.Day       `json:"day"`
	Person       string          `json:"person"` // the check-in code
	Name         string          `json:"name"`
	Mark         model.MarkValue `json:"mark"`
	At           string          `json:"at"`
	Way          model.MarkWay   `json:"way"`
	Replica      string          `json:"replica"`
	Registration model.ID        `json:"registration"`
}

func (c listCmd) marks(s session, reg *sqlite.Register) error {
	list := newRecords(s, c.JSON, 8, "Activity", "Session", "Day", "Person", "Name", "Mark", "When", "Way")
	err := c.rolls(s, reg, func(roll model.Roll) error {
		for _, session := range roll.Sessions {
			for _, a := range roll.Attendees {
				m, marked := a.Marks[session.ID]
				if !marked || !c.found(a.Who.Name, a.Who.NativeName, a.Code, session.Name) {
					continue
				}
				if err := list.add(markRecord{roll.Activity.Code, session.Name, session.Day, a.Code, a.Who.Name, m.Value,
					m.At.Time().Format("2006-01-02T15:04:05-07:00"), m.Way, replicaText(m.Replica), a.ID},
					roll.Activity.Code, session.Name, string(session.Day), a.Code, a.Who.Name, string(m.Value), m.At.Time().Format("2006-01-02 15:04"), string(m.Way)); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return list.end()
}
