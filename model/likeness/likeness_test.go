package likeness_test

import (
	"context"
	"fmt"
	"testing"

	"rollbook/model"
	"rollbook/model/likeness"
)

// TestAFewAreFoundAmongMany finds pairs among people of whom very many begin alike.
func TestAFewAreFoundAmongMany(t *testing.T) {
	var people []model.Person
	add := func(name string, country model.CountryCode) {
		people = append(people, model.Person{ID: model.ID(len(people) + 1), Name: name, Country: country})
	}
	letters := "bcdfghjklm"
	for i := range 900 { // of one family name, and one country
		add(fmt.Sprintf("Mohamed %c%c%c%c", letters[i%10], letters[i/10%10], letters[i/100%10], letters[(i*7)%10]), "BGD")
	}
	add("Mohamed Qurashi", "BGD")
	add("Mohamed Qurashy", "")
	add("Li Wu", "CHN")
	add("Wu Li", "")
	found, err := likeness.Among(context.Background(), people, len(people), func(_, _ model.ID) bool { return false })
	if err != nil {
		t.Fatal(err)
	}
	pairs := map[string]bool{}
	for _, like := range found {
		pairs[like.One.Name+" = "+like.Other.Name] = true
	}
	for _, want := range []string{"Mohamed Qurashi = Mohamed Qurashy", "Li Wu = Wu Li"} {
		if !pairs[want] {
			t.Errorf("%s is missing", want)
		}
	}
}

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
		{"somebody walked in", model.Person{Name: "Nour Bohihare", Country: "FJI"}, model.Person{Name: "Nour Bohihara"}, true},
		{"a slip, one country", model.Person{Name: "Nour Bohihare", Country: "FJI"}, model.Person{Name: "Nour Bohihara", Country: "FJI"}, true},
		{"short words", model.Person{Name: "Li Wu", Country: "CHN"}, model.Person{Name: "Wu Li", Country: "CHN"}, true},
		{"short words of somebody who walked in", model.Person{Name: "Li Wu"}, model.Person{Name: "Wu, Li", Country: "CHN"}, true},
		{"one short word", model.Person{Name: "Wu"}, model.Person{Name: "WU"}, true},
		{"a slip at the very beginning", model.Person{Name: "Nalote Tupouniua", Country: "TON"}, model.Person{Name: "Malote Tupouniua"}, true},
		{"other short words", model.Person{Name: "Li Wu"}, model.Person{Name: "Li Xu"}, false},
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
