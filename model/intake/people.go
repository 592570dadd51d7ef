package intake

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"rollbook/model"
)

var standingWords = choices(map[model.Standing]string{
	model.Invited:    "invited|invitation|nominated|invité|invitado|приглашен|受邀|مدعو|초청|초대",
	model.Registered: "registered|confirmed|accepted|yes|inscrit|confirmé|inscrito|confirmado|зарегистрирован|подтвержден|已注册|已报名|مسجل|등록|확정|신청",
	model.Attended:   "attended|present|came|participated|présent|participé|asistió|presente|участвовал|присутствовал|已参加|出席|حضر|참석|참가|출석",
	model.Withdrawn:  "cancelled|canceled|withdrawn|declined|no|annulé|désisté|cancelado|retirado|отменил|отказался|已取消|ملغى|취소|불참",
})

// peopleKnown are the people of the register, found by address and by name.
type peopleKnown struct {
	byEmail map[string][]*model.Person
	byName  map[string][]*model.Person // by nameKey
	roles   []model.Role
	had     int                                          // people
	rolls   map[model.ID]map[model.ID]model.Registration // by activity and person
	codes   map[model.ID]map[string]model.ID             // who has which check-in code, by activity
}

func (k *Known) people(ctx context.Context) (*peopleKnown, error) {
	if k.known != nil {
		return k.known, nil
	}
	all, err := k.register.People(ctx, "", 0)
	if err != nil {
		return nil, err
	}
	p := &peopleKnown{byEmail: map[string][]*model.Person{}, byName: map[string][]*model.Person{}, rolls: map[model.ID]map[model.ID]model.Registration{},
		codes: map[model.ID]map[string]model.ID{}}
	if p.roles, err = k.register.Roles(ctx); err != nil {
		return nil, err
	}
	p.had = len(all)
	for i := range all {
		p.add(&all[i], nameKey(all[i].Name))
	}
	k.known = p
	return p, nil
}

func (p *peopleKnown) add(person *model.Person, key string) {
	if person.Email != "" {
		address := strings.ToLower(person.Email)
		p.byEmail[address] = append(p.byEmail[address], person)
	}
	p.byName[key] = append(p.byName[key], person)
}

// person reads a row of a list of people and, where it names an activity, their
// registration for it. Who the register has already is recognised, not doubled.
func (c *checker) person(ctx context.Context) error {
	known, err := c.known.people(ctx)
	if err != nil {
		return err
	}
	said := c.personSaid()
	g, wanted := c.registrationSaid(known)
	if c.bad {
		return nil
	}
	if err := said.Validate(); err != nil {
		c.refuse(err)
		return nil
	}
	c.notePerson(said, g)
	key := nameKey(said.Name)
	same, ok := c.whichPerson(known, &said, key)
	if !ok {
		return nil
	}
	if same != nil && wanted {
		other, ok := c.twice(same, g.Activity)
		switch {
		case !ok:
			return nil
		case other:
			same = nil
		case c.cell("person_key") == "" && c.counts[fmt.Sprint(g.Activity, same.ID)] != 0:
			c.becomes(*same, same.ID > 0)
			return nil // the row says once more what another did
		}
	}
	p := said
	if same != nil {
		p = completed(*same, said)
		c.dropOfPerson(p, said, wanted)
		if i, made := c.madeAt[p.ID]; made {
			c.p.Batch.People[i] = p
		}
		if p.ID > 0 {
			c.recognised = append(c.recognised, p.Name)
		}
		if p.ID > 0 && p != *same {
			c.p.Batch.PersonEdits = append(c.p.Batch.PersonEdits, model.Edit[model.PersonUpdate]{ID: p.ID, Update: model.PersonChanges(*same, p)})
			c.p.Changed++
		}
		*same = p // for rows below
	} else {
		p.ID = c.newID()
		known.add(&p, key)
		c.madeAt[p.ID] = len(c.p.Batch.People)
		c.p.Batch.People = append(c.p.Batch.People, p)
		c.p.Made++
	}
	if born := c.cell("born"); born != "" {
		c.born[p.ID] = born
	}
	c.becomes(p, same != nil && p.ID > 0)
	if c.p.first == "" {
		c.p.first = p.Name
	}
	if key := c.said("person_key"); key != "" {
		c.keys[key], c.claimed[p.ID] = p, key
	}
	if wanted {
		return c.enrol(ctx, known, p, said, g)
	}
	return nil
}

// sameByKey keeps, of those who may be meant, whom the row's key does not deny: rows with
// one key are one person, whatever else they say, and rows with two keys are two.
func (c *checker) sameByKey(may []*model.Person) []*model.Person {
	key := c.said("person_key")
	if key == "" {
		return may
	}
	if p, ok := c.keys[key]; ok {
		return []*model.Person{&p}
	}
	return slices.DeleteFunc(may, func(p *model.Person) bool { return c.claimed[p.ID] != "" })
}

// personSaid reads what a row says of a person.
func (c *checker) personSaid() model.Person {
	p := model.Person{Country: c.country("country"), Organisation: c.said("organisation"), Position: c.said("position"), Email: address(c.cell("email")), NativeName: c.inName("native_name")}
	name, given, family, sex := c.inName("name"), c.inName("given"), c.inName("family"), model.NotStated
	p.Title, name, given, sex = c.titlesOf(name, given)
	p.Name, p.Family = fullName(name, given, family)
	if p.Name == "" && !c.bad {
		c.complain("name", c.cell("name"), "a person needs a name")
	}
	switch p.Sex = c.sex("sex"); {
	case p.Sex == model.NotStated && nothing(c.cell("sex")): // and not "prefer not to say"
		p.Sex = sex
	case sex != model.NotStated && sex != p.Sex && (p.Sex == model.Female || p.Sex == model.Male):
		c.complainHere("sex", c.cell("sex"), fmt.Sprintf("the form of address says %s", sex), string(model.Female), string(model.Male))
	}
	p.Phone = phone(c.cell("phone"), p.Country)
	return p.Normal()
}

const unknownRegion = "ZZ"

// completed gives a person that the register has with what only the list says.
func completed(p, said model.Person) model.Person {
	for _, f := range []struct {
		have *string
		said string
	}{{&p.Title, said.Title}, {&p.Organisation, said.Organisation}, {&p.Position, said.Position}, {&p.Email, said.Email}, {&p.Phone, said.Phone}, {&p.Family, said.Family}} {
		if *f.have == "" {
			*f.have = f.said
		}
	}
	if p.Sex == model.NotStated {
		p.Sex = said.Sex
	}
	if p.Country == "" {
		p.Country = said.Country
	}
	if p.NativeName == "" && latin(p.Name) && !latin(said.Name) {
		p.NativeName = said.Name
	}
	return p
}

// registrationSaid reads what a row says of a registration; wanted is false where the list
// is of people alone.
func (c *checker) registrationSaid(known *peopleKnown) (g model.Registration, wanted bool) {
	if g.Activity = c.l.activity; g.Activity == 0 {
		if nothing(c.cell("activity")) {
			c.dropWithoutActivity()
			return g, false
		}
		g.Activity = c.activityNamed("activity")
	}
	g.Organisation, g.Position, g.Code = c.said("organisation"), c.said("position"), strings.ToUpper(c.said("check_in_code"))
	g.Status = choice(c, "status", standingWords, "write invited, registered, attended or cancelled")
	if text := c.cell("role"); !nothing(text) {
		var names []string
		for _, r := range known.roles {
			names = append(names, r.Name)
			if typeKey(r.Name) == typeKey(text) {
				g.Role = r.ID
			}
		}
		if g.Role == 0 {
			c.complain("role", text, "the office has no such role", names...)
		}
	}
	return g, true
}

func firstCounted(roles []model.Role) model.ID {
	for _, r := range roles {
		if r.Counted {
			return r.ID
		}
	}
	if len(roles) > 0 {
		return roles[0].ID
	}
	return 0
}

// enrol registers a person for an activity. What the list says of somebody who is
// registered already changes that registration; what it does not say stays.
func (c *checker) enrol(ctx context.Context, known *peopleKnown, p, said model.Person, g model.Registration) error {
	there, err := c.registered(ctx, known, g.Activity)
	if err != nil {
		return err
	}
	key := fmt.Sprint(g.Activity, p.ID)
	if row, twice := c.counts[key]; twice {
		c.complainHere("name", p.Name, fmt.Sprintf("row %d has the same person for the same activity", row))
		return nil
	}
	c.counts[key] = c.l.sheet().Line(c.row)
	was, registered := there[p.ID]
	now := was
	if !registered {
		now = model.Registration{ID: c.newID(), Activity: g.Activity, Person: p.ID, Role: firstCounted(known.roles), Country: p.Country,
			Organisation: p.Organisation, Position: p.Position, Status: model.Registered}
	}
	if g.Role != 0 {
		now.Role = g.Role
	}
	if holder, taken := known.codes[g.Activity][g.Code]; g.Code != "" && (!taken || holder == p.ID) { // else a new one is made
		now.Code = g.Code
		known.codes[g.Activity][g.Code] = p.ID
	}
	if g.Status != "" {
		now.Status = g.Status
	}
	if said.Country != "" || c.has("country") && c.saysNoCountry("country") {
		now.Country = said.Country
	}
	if said.Organisation != "" {
		now.Organisation = said.Organisation
	}
	if said.Position != "" {
		now.Position = said.Position
	}
	switch {
	case registered && now == was:
		return nil // the list says nothing new
	case registered:
		c.p.Changed++
		c.p.Batch.RegistrationEdits = append(c.p.Batch.RegistrationEdits, model.Edit[model.RegistrationUpdate]{ID: was.ID, Update: model.RegistrationChanges(was, now)})
		return nil
	default:
		c.p.Made++
	}
	c.p.Batch.Registrations = append(c.p.Batch.Registrations, now)
	return nil
}

// registered gives who is registered for an activity, read once.
func (c *checker) registered(ctx context.Context, known *peopleKnown, activity model.ID) (map[model.ID]model.Registration, error) {
	if there, ok := known.rolls[activity]; ok {
		return there, nil
	}
	roll, err := c.known.register.Roll(ctx, activity)
	if err != nil {
		return nil, err
	}
	there, codes := map[model.ID]model.Registration{}, map[string]model.ID{}
	for _, a := range roll.Attendees {
		a.Registration.Person = a.Who.ID
		there[a.Who.ID] = a.Registration
		codes[a.Code] = a.Who.ID
	}
	known.rolls[activity], known.codes[activity] = there, codes
	return there, nil
}
