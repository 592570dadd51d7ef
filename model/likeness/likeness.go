// Package likeness finds people in a register who may be one and the same: written in
// another order, with a slip of the keyboard, in another script, or under one address.
package likeness

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/hbollon/go-edlib"
	"github.com/mozillazg/go-unidecode"

	"rollbook/model"
	"rollbook/model/fold"
)

// Scores from which two people are shown as likely one.
const (
	sameAddress = 0.99
	sameName    = 0.95
	likely      = 0.93 // of Jaro and Winkler, on sorted words
)

// key gives the words of a name, transliterated, folded and sorted: what "Bang So-yeon" and
// "So-yeon BANG" have in common. Transliteration serves matching alone.
func key(name string) []string {
	words := fold.Words(unidecode.Unidecode(name))
	slices.Sort(words)
	return words
}

// candidate is a person with what is compared.
type candidate struct {
	person model.Person
	words  []string
	key    string
}

// Among gives pairs of the people who may be one, the likeliest first, at most limit;
// apart says which pairs are not to be shown again. The error is ctx's.
func Among(ctx context.Context, people []model.Person, limit int, apart func(a, b model.ID) bool) ([]model.Likeness, error) {
	all := make([]candidate, len(people))
	for i, p := range people {
		words := key(p.Name)
		all[i] = candidate{p, words, strings.Join(words, " ")}
	}
	found := map[[2]int]model.Likeness{}
	meet := func(i, j int) {
		i, j = min(i, j), max(i, j)
		if i == j || differ(string(people[i].Country), string(people[j].Country)) && people[i].Email == "" {
			return
		}
		pair := [2]int{i, j}
		if _, seen := found[pair]; seen || apart(people[i].ID, people[j].ID) {
			return
		}
		if like, ok := compare(all[i], all[j]); ok {
			found[pair] = like
		}
	}
	for _, b := range blocksOf(all) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		b.pairs(meet)
	}
	var list []model.Likeness
	for _, like := range found {
		list = append(list, like)
	}
	slices.SortFunc(list, func(a, b model.Likeness) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.One.Name, b.One.Name), cmp.Compare(a.One.ID, b.One.ID), cmp.Compare(a.Other.ID, b.Other.ID))
	})
	return list[:min(len(list), limit)], nil
}

// compare says whether two people are likely one, and why.
func compare(a, b candidate) (model.Likeness, bool) {
	like := model.Likeness{One: a.person, Other: b.person}
	if a.person.Email != "" && strings.EqualFold(a.person.Email, b.person.Email) {
		like.Reason, like.Score = "the same e-mail address", sameAddress
		return like, true
	}
	if differ(string(a.person.Sex), string(b.person.Sex)) || differ(string(a.person.Country), string(b.person.Country)) {
		return like, false
	}
	if a.key == "" || b.key == "" {
		return like, false
	}
	if a.key == b.key {
		like.Reason, like.Score = "the same name", sameName
	} else if score := float64(edlib.JaroWinklerSimilarity(a.key, b.key)); score >= likely {
		like.Reason, like.Score = "nearly the same name", score*sameName
	} else {
		return like, false
	}
	if a.person.Organisation != "" && fold.Text(a.person.Organisation) == fold.Text(b.person.Organisation) {
		like.Reason += ", the same organisation"
		like.Score += 0.02
	}
	return like, true
}

// differ says whether both say something, and not the same.
func differ(a, b string) bool { return a != "" && b != "" && a != b }

// Known finds those of the people who may be the one a list or a line names, the likeliest
// first; at most limit.
func Known(people []model.Person, p model.Person, limit int) []model.Person {
	sought := candidate{p, key(p.Name), strings.Join(key(p.Name), " ")}
	type hit struct {
		person model.Person
		score  float64
	}
	var hits []hit
	for _, other := range people {
		if like, ok := compare(sought, candidate{other, nil, strings.Join(key(other.Name), " ")}); ok {
			hits = append(hits, hit{other, like.Score})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(b.score, a.score) })
	var found []model.Person
	for _, h := range hits[:min(len(hits), limit)] {
		found = append(found, h.person)
	}
	return found
}
