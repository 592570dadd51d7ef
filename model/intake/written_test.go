package intake_test

import (
	"context"
	"testing"

	"rollbook/model"
	"rollbook/model/intake"
)

// What Rollbook writes itself: rows of one key are one person whatever else they say, rows
// of two keys are two; a person may be at no activity; "-" is no country.
func TestPeopleAsRollbookWritesThem(t *testing.T) {
	r := office(t)
	list := []byte("name,honorific,sex,country,organisation,phone,activity,check_in_code,person_key\r\n" +
		"Ana Lupe,,female,Samoa,Bureau,'+6857123456,RW-1,ab12,1\r\n" +
		"Ana Lupe,,female,Samoa,,,RW-1,CD34,2\r\n" +
		"Eng Sophal,Dr.,male,-,,,RW-1,EF56,3\r\n" +
		"Never Came,,,,,,,,4\r\n")
	p := check(t, r, intake.People, "people.csv", list)
	if len(p.Problems) > 0 || len(p.Batch.People) != 4 || len(p.Batch.Registrations) != 3 {
		t.Fatalf("%+v %+v\n%s", p.Batch.People, p.Batch.Registrations, problems(p))
	}
	if ana := p.Batch.People[0]; ana.Phone != "+6857123456" || p.Batch.Registrations[0].Code != "AB12" || p.Batch.Registrations[0].Organisation != "Bureau" {
		t.Errorf("%+v %+v", ana, p.Batch.Registrations[0])
	}
	if sophal := p.Batch.People[2]; sophal.Name != "Eng Sophal" || sophal.Title != "Dr." || p.Batch.Registrations[2].Country != "" {
		t.Errorf("%+v %+v", sophal, p.Batch.Registrations[2])
	}
	_, err := r.SaveBatch(context.Background(), p.Batch, nil)
	must(t, err)
	// A code that somebody else has at the activity is not given twice.
	p = check(t, r, intake.People, "people.csv", []byte("name,activity,check_in_code\nBina Rai,RW-1,AB12\n"))
	if len(p.Problems) > 0 || p.Batch.Registrations[0].Code != "" {
		t.Errorf("%+v\n%s", p.Batch.Registrations, problems(p))
	}
}

func TestActivitiesAndSessionsAsRollbookWritesThem(t *testing.T) {
	r := office(t)
	p := check(t, r, intake.Activities, "activities.csv", []byte("code,title,type,first_day,counts,completion\nX-1,Numbers,Regional workshop,2024-03-04,headcounts,50\nX-2,Names,Regional workshop,2024-03-04,,\n"))
	if len(p.Problems) > 0 || p.Batch.Activities[0].Counts != model.FromHeadcounts || p.Batch.Activities[0].Completion != 50 || p.Batch.Activities[1].Counts != "" {
		t.Errorf("%+v\n%s", p.Batch.Activities, problems(p))
	}
	p = check(t, r, intake.Activities, "activities.csv", []byte("title,type,first_day,counts\nNumbers,Regional workshop,2024-03-04,guesses\n"))
	if len(p.Problems) != 1 || p.Problems[0].Column != "counts" {
		t.Error(problems(p))
	}
	p = check(t, r, intake.People, "people.csv", []byte("name,activity,check_in_code\nAna Lupe,RW-1,AB12\n"))
	_, err := r.SaveBatch(context.Background(), p.Batch, nil)
	must(t, err)
	p = check(t, r, intake.Marks, "marks.csv", []byte("activity,session,day,required,person,mark\nRW-1,Day,2024-03-04,yes,AB12,P\nRW-1,Evening,2024-03-04,no,AB12,P\n"))
	if len(p.Problems) > 0 || len(p.Batch.Sessions) != 2 || !p.Batch.Sessions[0].Required || p.Batch.Sessions[1].Required {
		t.Errorf("%+v\n%s", p.Batch.Sessions, problems(p))
	}
}
