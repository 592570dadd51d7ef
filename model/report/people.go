package report

import (
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"rollbook/model"
	"rollbook/model/fold"
)

// Expected gives those of a roll who did not cancel, by name as lists sort it.
func Expected(roll model.Roll) []model.Attendee {
	return byName(roll, model.Attendee.Expected)
}

// Came says whether it is known who came to an activity: it was held, and somebody
// attended (rule 2).
func Came(roll model.Roll) bool {
	return roll.Activity.Status == model.Held && slices.ContainsFunc(roll.Attendees, roll.Attended)
}

// InList gives those who stand in a list of participants, by the names of their countries
// in a language, those of no country last, and by their own: for an activity of which it is
// known who came those who attended, so that their number is the figure of the reports;
// before that, or where everyone is asked for, those who did not cancel.
func InList(roll model.Roll, everyone bool, in string, name func(model.CountryCode) string) []model.Attendee {
	who := model.Attendee.Expected
	if Came(roll) && !everyone {
		who = roll.Attended
	}
	all := byName(roll, who)
	sorter := collate.New(language.Make(in), collate.IgnoreCase)
	slices.SortStableFunc(all, func(a, b model.Attendee) int {
		if (a.Country == "") != (b.Country == "") {
			return b2i(a.Country == "") - b2i(b.Country == "")
		}
		return sorter.CompareString(name(a.Country), name(b.Country))
	})
	return all
}

// CountriesOf counts the countries that people came for.
func CountriesOf(people []model.Attendee) int {
	seen := map[model.CountryCode]bool{}
	for _, a := range people {
		if a.Country != "" {
			seen[a.Country] = true
		}
	}
	return len(seen)
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
