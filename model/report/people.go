package report

import (
	"slices"
	"strings"

	"rollbook/model"
	"rollbook/model/fold"
)

// Expected gives those of a roll who did not cancel, by name as lists sort it.
func Expected(roll model.Roll) []model.Attendee {
	return byName(roll, model.Attendee.Expected)
}

// Completed gives those of a roll who completed the activity (rule 8), by name as lists
// sort it.
func Completed(office model.Office, roll model.Roll) []model.Attendee {
	return byName(roll, func(a model.Attendee) bool { return roll.Completed(a, office) })
}

func byName(roll model.Roll, who func(model.Attendee) bool) []model.Attendee {
	var all []model.Attendee
	names := map[model.ID]string{}
	for _, a := range roll.Attendees {
		if who(a) {
			all = append(all, a)
			names[a.ID] = fold.Text(a.Who.SortName())
		}
	}
	slices.SortStableFunc(all, func(a, b model.Attendee) int { return strings.Compare(names[a.ID], names[b.ID]) })
	return all
}
