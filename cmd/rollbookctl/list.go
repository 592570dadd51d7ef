package main

import (
	"fmt"
	"strings"

	"rollbook/model"
	"rollbook/model/country"
	"rollbook/model/fold"
	"rollbook/model/sqlite"
)

// listCmd prints records.
type listCmd struct {
	register
	What     string `arg:"" enum:"activities,people,registrations,sessions,marks,countries,history" help:"activities, people, registrations, sessions, marks, countries or history."`
	Activity string `help:"Only those of the activity with this code." placeholder:"CODE"`
	Find     string `help:"Only those with words that begin so." placeholder:"TEXT"`
	JSON     bool   `name:"json" help:"For programs."`
}

// Run does the command.
func (c listCmd) Run(s session) error {
	return c.read(s, func(reg *sqlite.Register) error {
		switch c.What {
		case "activities":
			return c.activities(s, reg)
		case "countries":
			return c.countries(s, reg)
		case "people":
			return c.people(s, reg)
		case "registrations":
			return c.registrations(s, reg)
		case "sessions":
			return c.sessions(s, reg)
		case "marks":
			return c.marks(s, reg)
		}
		return historyCmd{JSON: c.JSON}.print(s, reg)
	})
}

// activityRecord is an activity as programs get it.
type activityRecord struct {
	ID           model.ID       `json:"id"`
	Code         string         `json:"code"`
	Title        string         `json:"title"`
	Type         string         `json:"type"`
	FirstDay     model.Day      `json:"first_day"`
	LastDay      model.Day      `json:"last_day"`
	Status       model.Status   `json:"status"`
	Mode         model.Mode     `json:"mode"`
	City         string         `json:"city"`
	Country      string         `json:"country"`
	Evidence     model.Evidence `json:"evidence"`
	Participants model.Figure   `json:"participants"`
	Countries    model.Figure   `json:"countries"`
}

func (c listCmd) activities(s session, reg *sqlite.Register) error {
	if c.Activity != "" {
		if _, err := reg.ActivityByCode(s.ctx, c.Activity); err != nil && model.CodeOf(err) != model.EAmbiguous {
			return err
		}
	}
	lines, _, err := reg.Activities(s.ctx, model.ActivityFilter{Find: c.Find})
	if err != nil {
		return err
	}
	list := newRecords(s, c.JSON, 6, "Code", "Title", "Type", "Days", "Place", "Status", "Countries", "Participants")
	for _, l := range lines {
		if c.Activity != "" && l.Code != c.Activity {
			continue
		}
		if err := list.add(activityRecord{l.ID, l.Code, l.Title, l.TypeName, l.FirstDay, l.LastDay, l.Status, l.Mode,
			l.City, string(l.Country), l.Figures.Evidence, l.Figures.Participants, l.Figures.Countries},
			l.Code, l.Title, l.TypeName, model.SpanText(l.FirstDay, l.LastDay), l.Place(country.Name(l.Country)), l.Status.Label(),
			l.Figures.Countries.String(), l.Figures.Participants.String()); err != nil {
			return err
		}
	}
	return list.end()
}

// print writes records for programs, or the table for people; its columns from the one
// given on are figures.
func (c listCmd) print(s session, records any, t table, figures int) error {
	if c.JSON {
		return printJSON(s, records)
	}
	return t.print(s.out, figures)
}

// countryRecord is a country as programs get it.
type countryRecord struct {
	Code      model.CountryCode `json:"code"`
	Name      string            `json:"name"`
	Region    string            `json:"region"`
	Subregion string            `json:"subregion"`
	Groups    []groupRecord     `json:"groups"`
}

type groupRecord struct {
	Group     model.Group `json:"group"`
	From      model.Day   `json:"from"`
	To        model.Day   `json:"to"`
	Effective bool        `json:"effective"`
}

func (c listCmd) countries(s session, reg *sqlite.Register) error {
	records, err := c.countryRecords(s, reg)
	if err != nil {
		return err
	}
	t := table{head: []string{"Code", "Name", "Region", "Sub-region", "Groups"}}
	for _, r := range records {
		var groups []string
		for _, g := range r.Groups {
			groups = append(groups, g.text())
		}
		t.add(string(r.Code), r.Name, r.Region, r.Subregion, strings.Join(groups, "; "))
	}
	return c.print(s, records, t, len(t.head))
}

func (c listCmd) countryRecords(s session, reg *sqlite.Register) ([]countryRecord, error) {
	statuses, err := reg.CountryStatuses(s.ctx)
	if err != nil {
		return nil, err
	}
	own, err := reg.Countries(s.ctx)
	if err != nil {
		return nil, err
	}
	records := []countryRecord{}
	add := func(r countryRecord) {
		if !fold.Matches(fold.Words(r.Name+" "+string(r.Code)), fold.Words(c.Find)) {
			return
		}
		r.Groups = []groupRecord{}
		for _, st := range statuses {
			if st.Country == r.Code {
				r.Groups = append(r.Groups, groupRecord{st.Group, st.From, st.To, st.Effective})
			}
		}
		records = append(records, r)
	}
	named := map[model.CountryCode]string{}
	for _, o := range own {
		named[o.Code] = o.Name
		if _, ok := country.ByCode(o.Code); !ok {
			add(countryRecord{Code: o.Code, Name: o.Name, Region: o.Region, Subregion: o.Subregion})
		}
	}
	for _, k := range country.All() {
		name := k.Name
		if named[k.Code] != "" {
			name = named[k.Code]
		}
		add(countryRecord{Code: k.Code, Name: name, Region: k.Region, Subregion: k.Subregion})
	}
	return records, nil
}

// text gives a status as people read it: "LDC 1971–2024", "LDC from 2029 (scheduled)".
func (g groupRecord) text() string {
	text := string(g.Group)
	switch {
	case g.From != "" && g.To != "":
		text += fmt.Sprintf(" %s to %s", g.From, g.To)
	case g.From != "":
		text += fmt.Sprintf(" from %s", g.From)
	case g.To != "":
		text += fmt.Sprintf(" to %s", g.To)
	}
	if !g.Effective {
		text += " (scheduled)"
	}
	return text
}
