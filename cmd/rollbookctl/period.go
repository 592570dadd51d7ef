package main

import (
	"context"
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
	Year  int    `help:"A calendar year." placeholder:"YEAR"`
	Last  int    `help:"The last so many years, this one included." placeholder:"N"`
	Phase string `help:"A phase of the register, by name." placeholder:"NAME"`
}

// choose gives the period that the flags name. The error has code EInvalid where they name
// more than one, ENotFound where there is no such phase.
func (p period) choose(ctx context.Context, reg *sqlite.Register) (model.Period, error) {
	ways := 0
	for _, used := range []bool{p.From != "" || p.To != "", p.Year != 0, p.Last != 0, p.Phase != ""} {
		if used {
			ways++
		}
	}
	switch {
	case ways > 1:
		return model.Period{}, model.Errorf(model.EInvalid, "Choose one period: --from and --to, --year, --last or --phase.")
	case p.Year != 0:
		if p.Year < 1 || p.Year > 9999 {
			return model.Period{}, model.Errorf(model.EInvalid, "%d is not a year.", p.Year)
		}
		return model.YearPeriod(p.Year), nil
	case p.Last != 0:
		if p.Last < 1 || p.Last > 1000 {
			return model.Period{}, model.Errorf(model.EInvalid, "--last %d is not a number of years.", p.Last)
		}
		return model.LastYears(p.Last, model.DayOf(time.Now())), nil
	case p.Phase != "":
		return findPhase(ctx, reg, p.Phase)
	case p.From != "" || p.To != "":
		between := model.Between(model.Day(p.From), model.Day(p.To))
		if err := between.Validate(); err != nil {
			return model.Period{}, err
		}
		return between, nil
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
