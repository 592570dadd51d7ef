package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"rollbook/model"
	"rollbook/model/fold"
	"rollbook/model/sqlite"
)

// period is the flags that choose a period; none chooses everything.
type period struct {
	From  string `help:"First day, as 2026-11-23." placeholder:"DAY"`
	To    string `help:"Last day." placeholder:"DAY"`
	Year  *int   `help:"A calendar year." placeholder:"YEAR"`
	Last  *int   `help:"The last so many years, this one included." placeholder:"N"`
	Phase string `help:"A phase of the register, by name." placeholder:"NAME"`
}

// Validate refuses flags that name more than one period, or none that there can be.
func (p period) Validate() error {
	ways := 0
	for _, used := range []bool{p.From != "" || p.To != "", p.Year != nil, p.Last != nil, p.Phase != ""} {
		if used {
			ways++
		}
	}
	switch {
	case ways > 1:
		return errors.New("choose one period: --from and --to, --year, --last or --phase")
	case p.Year != nil && (*p.Year < 1 || *p.Year > 9999):
		return fmt.Errorf("--year %d is not a year", *p.Year)
	case p.Last != nil && (*p.Last < 1 || *p.Last > 1000):
		return fmt.Errorf("--last %d is not a number of years", *p.Last)
	}
	return model.Period{From: model.Day(p.From), To: model.Day(p.To)}.Validate()
}

// choose gives the period that the flags name. The error has code ENotFound where there is
// no such phase.
func (p period) choose(ctx context.Context, reg *sqlite.Register) (model.Period, error) {
	switch {
	case p.Year != nil:
		return model.YearPeriod(*p.Year), nil
	case p.Last != nil:
		return model.LastYears(*p.Last, model.DayOf(time.Now())), nil
	case p.Phase != "":
		return findPhase(ctx, reg, p.Phase)
	case p.From != "" || p.To != "":
		return model.Between(model.Day(p.From), model.Day(p.To)), nil
	}
	return model.Everything(), nil
}

func findPhase(ctx context.Context, reg *sqlite.Register, name string) (model.Period, error) {
	phases, err := reg.Phases(ctx)
	if err != nil {
		return model.Period{}, err
	}
	var names []string
	for _, phase := range phases {
		if fold.Text(phase.Name) == fold.Text(name) {
			return phase.Period(), nil
		}
		names = append(names, phase.Name)
	}
	if len(names) == 0 {
		return model.Period{}, model.Errorf(model.ENotFound, "The register has no phases yet, so there is no %q.", name)
	}
	return model.Period{}, model.Errorf(model.ENotFound, "There is no phase %q; there is: %s.", name, strings.Join(names, ", "))
}
