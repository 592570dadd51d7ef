package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"rollbook/model"
	"rollbook/model/sqlite"
)

// summaryCmd prints the Summary.
type summaryCmd struct {
	register
	period
	By   model.Cut `default:"type" enum:"type,year,country,region,group,theme,sdg,partner" help:"Cut the figures by type, year, country, region, group, theme, sdg or partner."`
	JSON bool      `name:"json" help:"For programs."`
}

// Run does the command.
func (c summaryCmd) Run(s session) error {
	return c.read(s, func(reg *sqlite.Register) error {
		p, err := c.choose(s.ctx, reg)
		if err != nil {
			return err
		}
		summary, err := reg.Summary(s.ctx, p, c.By)
		if err != nil {
			return err
		}
		if c.JSON {
			return printJSON(s, summary)
		}
		return printSummary(s, summary)
	})
}

func printJSON(s session, v any) error {
	e := json.NewEncoder(s.out)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// namedAt says at how many of the activities that count people there are names (rule 4).
func namedAt(p model.People) string {
	if p.Of == 0 {
		return ""
	}
	return fmt.Sprintf("%d of %d", p.NamedAt, p.Of)
}

func printSummary(s session, sum model.Summary) error {
	key := strings.ToUpper(string(sum.Cut[:1])) + string(sum.Cut[1:])
	if sum.Cut == model.BySDG {
		key = "SDG"
	}
	t := table{head: []string{key, "Events", "Countries", "Participants", "People", "Named at", "Women", "Person-days", "No figures"}}
	for _, row := range append(append([]model.Line(nil), sum.Rows...), sum.Total) {
		t.add(row.Key, row.Events.String(), row.Countries.String(), row.Participants.String(), row.People.String(), namedAt(row.People), row.Women.String(),
			row.PersonDays.String(), fmt.Sprint(row.EvidenceMissing))
	}
	fmt.Fprintln(s.out, sum.Period.Label())
	if err := t.print(s.out, 1); err != nil {
		return err
	}
	for _, note := range sum.Notes {
		fmt.Fprintln(s.out, "•", note)
	}
	return nil
}
