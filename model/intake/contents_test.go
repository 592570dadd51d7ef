package intake_test

import (
	"slices"
	"strings"
	"testing"

	"rollbook/model/intake"
)

// A column whose heading says nothing, but whose cells say what figures rest on, is asked
// about: it was left out, and a number of women alone became the number of people.
func TestColumnsAreAskedAboutByWhatTheyHold(t *testing.T) {
	for _, one := range []struct {
		kind  intake.Kind
		text  string
		field string // asked about; "": nothing is
		which []string
	}{
		{intake.People, "Full Name,Ctry\nAna Lupe,Samoa\nBo Li,R. of Korea\nEd Fo,Congo\n", "country", []string{"Ctry"}},
		{intake.People, "Name,From\nAna Lupe,Samoa\nBo Li,\n", "country", []string{"From"}},
		{intake.People, "Name,Country,Category\nAna Lupe,Samoa,female\nBo Li,Fiji,male\n", "sex", []string{"Category"}},
		{intake.People, "Name,Country,Shirt\nAna Lupe,Samoa,M\nBo Li,Fiji,XL\n", "", nil},
		{intake.People, "Name,Country,Diet\nAna Lupe,Samoa,none\nBo Li,Fiji,vegetarian\n", "", nil},
		{intake.Headcounts, "Activity,Country,Invited,Attended,Women\nW1,Fiji,30,20,10\n", "number", []string{"Invited", "Attended"}},
		{intake.Headcounts, "Activity,Country,Female,In the room\nW1,Fiji,12,30\n", "number", []string{"In the room"}},
		{intake.Headcounts, "Activity,Country,Female,Male,Budget\nW1,Fiji,12,30,1000\n", "", nil},
		{intake.Headcounts, "Activity,Country,Female,Year\nW1,Fiji,12,2019\n", "", nil},
		{intake.Reported, "Type,From,To,Events,Reached\nNational workshop,2006,2015,9,777\n", "participants", []string{"Reached"}},
	} {
		_, p := checked(t, office(t), one.kind, one.text)
		var asked []string
		var which []string
		for _, problem := range p.Problems {
			if problem.About == intake.AboutColumn {
				asked, which = append(asked, problem.Field), problem.Choices
			}
		}
		if got := strings.Join(asked, " "); got != one.field || !slices.Equal(which, one.which) {
			t.Errorf("%q asks about %q of %v, not about %q of %v (%s)", one.text, got, which, one.field, one.which, problems(p))
		}
	}
}
