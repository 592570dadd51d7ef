package intake

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/hbollon/go-edlib"
	"github.com/mozillazg/go-unidecode"

	"rollbook/model"
	"rollbook/model/fold"
)

// How surely somebody who is known is the one that a row names, from nothing to what
// nobody needs to be asked about.
type sureness int

const (
	somebodyElse sureness = iota
	perhaps               // it is asked
	unopposed             // the same name, and nothing speaks against it
	sameOffice            // and the same organisation
	sameAddress           // and the same e-mail address
)

// Answers to who a row is about, beside those it may be.
const (
	saidSomebodyElse = "somebody else"
	saidSamePerson   = "the same person"
)

// find gives the people that a row may be about, whose nameKey is given, as far as the
// likeliest of them are sure. An address alone does not tell: offices share them; and a
// name does not, where an address, an organisation or a year of birth says otherwise.
func (c *checker) find(known *peopleKnown, said *model.Person, key string) (found []*model.Person, how sureness) {
	take := func(p *model.Person, sure sureness) {
		switch {
		case sure == somebodyElse || sure < how || slices.Contains(found, p):
		case sure > how:
			found, how = []*model.Person{p}, sure
		default:
			found = append(found, p)
		}
	}
	born := c.cell("born")
	for _, p := range known.byName[key] {
		if there := c.born[p.ID]; born != "" && there != "" && fold.Text(born) != fold.Text(there) {
			continue
		}
		take(p, namesake(p, said))
	}
	if said.Email != "" && how < sameAddress {
		for _, p := range known.byEmail[strings.ToLower(said.Email)] {
			take(p, c.oneAddress(known, p, said))
		}
	}
	return found, how
}

// namesake says how surely somebody of the same name is the same person.
func namesake(p, said *model.Person) sureness {
	differ := func(a, b string) bool { return a != "" && b != "" && fold.Text(a) != fold.Text(b) }
	office := p.Organisation != "" && said.Organisation != "" && sameOrganisation(p.Organisation, said.Organisation)
	otherOffice := p.Organisation != "" && said.Organisation != "" && !office
	switch {
	case p.Email != "" && strings.EqualFold(p.Email, said.Email):
		return sameAddress
	case differ(string(p.Country), string(said.Country)), differ(string(p.Sex), string(said.Sex)):
		return somebodyElse
	case differ(p.Email, said.Email) && otherOffice:
		return somebodyElse
	case differ(p.Email, said.Email), otherOffice:
		return perhaps
	case office:
		return sameOffice
	}
	return unopposed
}

// sameOrganisation says whether two ways of writing an organisation are of one: the words
// of one are in the other, or they differ in slips.
func sameOrganisation(a, b string) bool {
	one, other := fold.Words(a), fold.Words(b)
	within := func(few, many []string) bool {
		return len(few) > 0 && !slices.ContainsFunc(few, func(w string) bool { return !slices.Contains(many, w) })
	}
	if within(one, other) || within(other, one) {
		return true
	}
	for i := range min(len(one), len(other)) { // slips in long words: "Minstry A", but not "Ministry B"
		if one[i] != other[i] && (len(one[i]) < 5 || edlib.OSADamerauLevenshteinDistance(one[i], other[i]) > 1) {
			return false
		}
	}
	return len(one) == len(other)
}

// oneAddress says how surely somebody of the same address and another name is the same
// person: one name is the other with more of it, or the other in another script. A common
// word alone is no sign: people of one office and one family share both.
func (c *checker) oneAddress(known *peopleKnown, p, said *model.Person) sureness {
	if p.NativeName != "" && nameKey(p.NativeName) == nameKey(said.Name) || moreOfIt(p.Name, said.Name) {
		return sameAddress
	}
	if latin(p.Name) != latin(said.Name) {
		switch {
		case soundsLike(p.Name, said.Name):
			return sameAddress
		case c.namesAt(known, said.Email) <= 2:
			return perhaps
		}
		return somebodyElse
	}
	one, other := nameKey(p.Name), nameKey(said.Name)
	if len(one) >= 8 && edlib.OSADamerauLevenshteinDistance(one, other) <= 1 {
		return perhaps
	}
	return somebodyElse
}

// moreOfIt says whether all words of the shorter of two names, two at least, are in the other.
func moreOfIt(a, b string) bool {
	few, many := fold.Words(a), fold.Words(b)
	if len(few) > len(many) {
		few, many = many, few
	}
	return len(few) >= 2 && !slices.ContainsFunc(few, func(w string) bool { return !slices.Contains(many, w) })
}

// soundsLike says whether two names in different scripts sound alike: 방소연 and So-yeon Bang.
func soundsLike(a, b string) bool {
	sound := func(name string) []string { return fold.Words(unidecode.Unidecode(name)) }
	one, other := strings.Join(sound(a), ""), sound(b)
	if !latin(b) { // the one with its words apart is the one in Latin letters
		one, other = strings.Join(sound(b), ""), sound(a)
	}
	for turn := range other {
		turned := strings.Join(append(slices.Clone(other[turn:]), other[:turn]...), "")
		if edlib.JaroWinklerSimilarity(one, turned) >= 0.86 {
			return true
		}
	}
	return false
}

// namesAt counts the names that an address stands beside, in the register and in the list.
func (c *checker) namesAt(known *peopleKnown, email string) int {
	if c.addresses == nil {
		c.addresses = map[string]map[string]bool{}
		note := func(email, name string) {
			if email = strings.ToLower(email); email != "" {
				if c.addresses[email] == nil {
					c.addresses[email] = map[string]bool{}
				}
				c.addresses[email][nameKey(name)] = true
			}
		}
		for email, all := range known.byEmail {
			for _, p := range all {
				note(email, p.Name)
			}
		}
		for row := c.l.Header + 1; row < len(c.l.sheet().Rows); row++ {
			name, _ := fullName(c.l.Cell(row, "name"), c.l.Cell(row, "given"), c.l.Cell(row, "family"))
			note(address(c.l.Cell(row, "email")), name)
		}
	}
	return len(c.addresses[strings.ToLower(email)])
}

// whichPerson gives the person that a row is about; nil where it is somebody new. ok is
// false where it is asked.
func (c *checker) whichPerson(known *peopleKnown, said *model.Person, key string) (p *model.Person, ok bool) {
	found, how := c.find(known, said, key)
	rowsKey := c.cell("person_key")
	if rowsKey != "" {
		found = c.sameByKey(found)
		how = max(how, unopposed) // the key tells
	}
	switch {
	case len(found) == 0:
		return nil, true
	case len(found) == 1 && how > perhaps:
		return found[0], true
	}
	var choices []string
	for _, one := range found[:min(len(found), 9)] {
		choice := personText(one)
		for slices.Contains(choices, choice) {
			choice += " (another)"
		}
		choices = append(choices, choice)
	}
	why := "somebody of this name is known, but not certainly the same; who is this?"
	switch {
	case len(found) > 1:
		why = fmt.Sprintf("%d people of this name are known; who is this?", len(found))
	case nameKey(found[0].Name) != key:
		why = fmt.Sprintf("%s has the same e-mail address; who is this?", found[0].Name)
	}
	answer, answered := c.ask("person", personText(said), why, append(choices, saidSomebodyElse)...)
	if i := slices.Index(choices, answer); answered && i >= 0 {
		return found[i], true
	}
	return nil, answered
}

// personText gives a person in a line that tells them from others of their name.
func personText(p *model.Person) string {
	parts := []string{p.Name}
	for _, more := range []string{p.Email, p.Organisation, p.Position, string(p.Country)} {
		if more != "" {
			parts = append(parts, more)
		}
	}
	return strings.Join(parts, ", ")
}

// twice asks about a person who is in the list for the same activity before; else gives
// false. The row is left out where it says the same once more.
func (c *checker) twice(p *model.Person, activity model.ID) (other, ok bool) {
	row, seen := c.counts[fmt.Sprint(activity, p.ID)]
	if !seen || c.cell("person_key") != "" {
		return false, true
	}
	said, answered := c.ask("person twice", fmt.Sprintf("%s, row %d", personText(p), cmp.Or(row, 1)), fmt.Sprintf("row %d has the same person for the same activity; is this somebody else?", row), saidSamePerson, saidSomebodyElse)
	return said == saidSomebodyElse, answered
}
