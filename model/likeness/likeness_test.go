package likeness_test

import (
	"context"
	"testing"

	"rollbook/model"
	"rollbook/model/likeness"
)

func TestPeopleWhoMayBeOne(t *testing.T) {
	for _, c := range []struct {
		why  string
		a, b model.Person
		like bool
	}{
		{"another order, capitals", model.Person{Name: "Bang So-yeon", Country: "KOR"}, model.Person{Name: "So-yeon BANG", Country: "KOR"}, true},
		{"a slip of the keyboard", model.Person{Name: "Salote Tupouniua"}, model.Person{Name: "Salote Tupounuia"}, true},
		{"one address", model.Person{Name: "A. Person", Email: "a@example.org"}, model.Person{Name: "Anna Person", Email: "A@example.org"}, true},
		{"accents", model.Person{Name: "Nguyễn Văn An", Country: "VNM"}, model.Person{Name: "Nguyen Van An", Country: "VNM"}, true},
		{"two countries", model.Person{Name: "Kim Minji", Country: "KOR"}, model.Person{Name: "Kim Minji", Country: "USA"}, false},
		{"two people", model.Person{Name: "Mere Vakatawa", Country: "FJI"}, model.Person{Name: "Mere Ratumaitavuki", Country: "FJI"}, false},
		{"a woman and a man", model.Person{Name: "Sam Lee", Sex: model.Female}, model.Person{Name: "Sam Lee", Sex: model.Male}, false},
	} {
		c.a.ID, c.b.ID = 1, 2
		found, err := likeness.Among(context.Background(), []model.Person{c.a, c.b}, 10, func(_, _ model.ID) bool { return false })
		if err != nil || (len(found) == 1) != c.like {
			t.Errorf("%s: %v, %v", c.why, found, err)
		}
		apart, err := likeness.Among(context.Background(), []model.Person{c.a, c.b}, 10, func(_, _ model.ID) bool { return true })
		if err != nil || len(apart) > 0 {
			t.Errorf("%s: kept apart, but shown again", c.why)
		}
	}
}
