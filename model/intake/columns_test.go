package intake_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"rollbook/model"
	"rollbook/model/intake"
)

// TestColumnsThatCouldBeMeantAreAsked lists heads of columns of which two could be meant for
// one field.
func TestColumnsThatCouldBeMeantAreAsked(t *testing.T) {
	r := office(t)
	for _, c := range []struct {
		kind        intake.Kind
		field, list string
	}{
		{intake.Headcounts, "number", "Activity,Country,Planned participants,Actual participants\nRW-1,Kenya,30,22"},
		{intake.Headcounts, "number", "Activity,Country,Participants (planned),Participants (actual)\nRW-1,Kenya,30,22"},
		{intake.Headcounts, "number", "Activité,Pays,Participants prévus,Participants présents\nRW-1,Kenya,30,22"},
		{intake.Headcounts, "number", "Activity,Country,Participants,Invited participants\nRW-1,Kenya,30,22"},
		{intake.Headcounts, "women", "Activity,Country,Women invited,Women attended,Men\nRW-1,Kenya,7,3,2"},
		{intake.Headcounts, "women", "Activity,Country,Women under 30,Women 25+,Men\nRW-1,Kenya,7,3,2"},
		{intake.Headcounts, "women", "Activity,Country,Women 15-24,Women 25+,Women trainers,Men\nRW-1,Kenya,7,3,2,2"},
		{intake.People, "country", "Name,Home country,Country represented\nAda Bee,Kenya,Fiji"},
		{intake.People, "country", "Name,Country,Country\nAda Bee,Kenya,Fiji"},
		{intake.People, "country", "Name,Country of birth\nAda Bee,Kenya"},
		{intake.People, "country", "Nom,Pays d’origine,Pays représenté\nAda Bee,Kenya,Fiji"},
		{intake.Reported, "countries", "Type,From,To,Events,Target countries,Actual countries\nNational workshop,2006,2015,9,90,80"},
	} {
		_, p := checked(t, r, c.kind, c.list+"\n")
		q := p.Questions()
		if len(q) == 0 || q[0].About != intake.AboutColumn || q[0].Field != c.field || len(q[0].Choices) == 0 {
			t.Errorf("%s\nasks %v", c.list, q)
			continue
		}
		// Each answer is taken.
		for _, choice := range q[0].Choices {
			q[0].Answer = &choice
			if _, p = checked(t, r, c.kind, c.list+"\n", q[0]); slices.ContainsFunc(p.Questions(), func(q intake.Question) bool { return q.Field == c.field && q.About == intake.AboutColumn }) {
				t.Errorf("%s\nanswered %s: %s", c.list, choice, problems(p))
			}
		}
	}
	// Columns that say the same, or one that has exactly the field's name beside a nationality.
	for _, list := range []string{"Name,Country,Country\nAda Bee,Fiji,Fiji\n", "Name,Country,Nationality\nAda Bee,Fiji,Kenyan\n", "Name,Country represented\nAda Bee,Fiji\n"} {
		if _, p := checked(t, r, intake.People, list); len(p.Problems) > 0 || p.Batch.People[0].Country != "FJI" {
			t.Errorf("%s\n%s", list, problems(p))
		}
	}
}

// TestPartsOfOneSexAddUp lists heads of parts, and the women and men they come to.
func TestPartsOfOneSexAddUp(t *testing.T) {
	r := office(t)
	for list, want := range map[string]string{
		"Activity,Country,Female 15-24,Female 25+,Male 15-24,Male 25+\nRW-1,Kenya,3,4,2,6":            "women 7 men 8",
		"Activity,Country,15–24 women,25–64 women,65+ women,Men\nRW-1,Kenya,3,4,2,6":                  "women 9 men 6",
		"Activity,Country,Youth – Female,Adult – Female,Male\nRW-1,Kenya,3,4,2":                       "women 7 men 2",
		"Activity,Country,Women,Women 15-24,Women 25+,Men\nRW-1,Kenya,7,3,4,2":                        "women 7 men 2",
		"Activity,Country,Women,Women 15-24,Women 25+,Men\nRW-1,Kenya,9,3,4,2":                        "asked",
		"Activité,Pays,Femmes moins de 25,Femmes 25+,Hommes\nRW-1,Kenya,3,4,2":                        "women 7 men 2",
		"Activity,Country,Female participants,Male participants\nRW-1,Kenya,3,4":                      "women 3 men 4",
		"Activity,Country,Participants,% women\nRW-1,Kenya,200,45":                                    "women 90 men 110",
		"Activity,Country,Participants,Percentage of women\nRW-1,Kenya,60,50%":                        "women 30 men 30",
		"Activity,Country,Participants,Share of women,Share of men\nRW-1,Kenya,200,\"45,5\",\"54,5\"": "women 91 men 109",
		"Activity,Country,Participants,Women %\nRW-1,Kenya,12,33":                                     "women 4 men 8",
		"Activity,Country,Participants,Women %\nRW-1,Kenya,1000,33.33":                                "asked",
		"Activity,Country,Participants,Women %\nRW-1,Kenya,200,0.45\nRW-1,Fiji,10,0.5":                "women 95 men 115",
		"Activity,Country,% women\nRW-1,Kenya,45":                                                     "asked",
		"Activity,Country,Women,Men,% women\nRW-1,Kenya,9,11,45":                                      "women 9 men 11",
	} {
		_, p := checked(t, r, intake.Headcounts, list+"\n")
		got := "asked"
		if len(p.Problems) == 0 {
			of := map[model.Sex]int{}
			for _, h := range p.Batch.Headcounts {
				of[h.Sex] += h.Number
			}
			got = strings.TrimSpace(fmt.Sprintf("women %d men %d", of[model.Female], of[model.Male]))
		}
		if got != want {
			t.Errorf("%s\ngives %s, want %s (%s)", list, got, want, problems(p))
		}
	}
}
