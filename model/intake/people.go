package intake

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/nyaruka/phonenumbers"

	"rollbook/model"
	"rollbook/model/country"
	"rollbook/model/fold"
)

var standingWords = choices(map[model.Standing]string{
	model.Invited:    "invited|invitation|nominated|invité|invitado|приглашен|受邀|مدعو|초청|초대",
	model.Registered: "registered|confirmed|accepted|yes|inscrit|confirmé|inscrito|confirmado|зарегистрирован|подтвержден|已注册|已报名|مسجل|등록|확정|신청",
	model.Attended:   "attended|present|came|participated|présent|participé|asistió|presente|участвовал|присутствовал|已参加|出席|حضر|참석|참가|출석",
	model.Withdrawn:  "cancelled|canceled|withdrawn|declined|no|annulé|désisté|cancelado|retirado|отменил|отказался|已取消|ملغى|취소|불참",
})

// titles stand before names and are no part of them; some say the sex.
var titles = map[string]struct {
	title string
	sex   model.Sex
}{
	"mr": {"", model.Male}, "ms": {"", model.Female}, "mrs": {"", model.Female}, "miss": {"", model.Female}, "m": {"", model.NotStated}, "mme": {"", model.Female},
	"sr": {"", model.NotStated}, "sra": {"", model.Female}, "dr": {"Dr.", model.NotStated}, "prof": {"Prof.", model.NotStated}, "he": {"H.E.", model.NotStated},
	"hon": {"Hon.", model.NotStated}, "amb": {"Amb.", model.NotStated}, "eng": {"Eng.", model.NotStated}, "rev": {"Rev.", model.NotStated},
}

var titleBefore = regexp.MustCompile(`^((?:H\.? ?E|\p{Lu}\p{L}{0,4})\.?)\s+(\S.*)$`)

// splitTitle takes titles off the beginning of a name: "H.E. Ms. Ana Lupe".
func splitTitle(name string) (title, rest string, sex model.Sex) {
	for {
		m := titleBefore.FindStringSubmatch(name)
		if m == nil {
			return title, name, sex
		}
		key := strings.ToLower(strings.NewReplacer(".", "", " ", "").Replace(m[1]))
		known, ok := titles[key]
		if !ok || !strings.HasSuffix(m[1], ".") && (len(key) < 2 || key == "he") {
			return title, name, sex
		}
		title = strings.TrimSpace(title + " " + known.title)
		if known.sex != model.NotStated {
			sex = known.sex
		}
		name = m[2]
	}
}

// peopleKnown are the people of the register, found by address and by name.
type peopleKnown struct {
	byEmail map[string]model.Person
	byName  map[string][]model.Person
	roles   []model.Role
	rolls   map[model.ID]map[model.ID]bool   // people registered, by activity
	codes   map[model.ID]map[string]model.ID // who has which check-in code, by activity
}

// nameKey is what two ways of writing a name have in common: its words in any order.
func nameKey(name string) string {
	words := fold.Words(name)
	slices.Sort(words)
	return strings.Join(words, " ")
}

func (k *Known) people(ctx context.Context) (*peopleKnown, error) {
	if k.known != nil {
		return k.known, nil
	}
	all, err := k.register.People(ctx, "", 0)
	if err != nil {
		return nil, err
	}
	p := &peopleKnown{byEmail: map[string]model.Person{}, byName: map[string][]model.Person{}, rolls: map[model.ID]map[model.ID]bool{},
		codes: map[model.ID]map[string]model.ID{}}
	if p.roles, err = k.register.Roles(ctx); err != nil {
		return nil, err
	}
	for _, person := range all {
		p.add(person)
	}
	k.known = p
	return p, nil
}

func (p *peopleKnown) add(person model.Person) {
	if person.Email != "" {
		p.byEmail[strings.ToLower(person.Email)] = person
	}
	key := nameKey(person.Name)
	p.byName[key] = append(p.byName[key], person)
}

// find gives the people who are surely the one that a list names.
func (p *peopleKnown) find(said model.Person) []model.Person {
	if known, ok := p.byEmail[strings.ToLower(said.Email)]; ok && said.Email != "" {
		return []model.Person{known}
	}
	var same []model.Person
	for _, known := range p.byName[nameKey(said.Name)] {
		differ := func(a, b string) bool { return a != "" && b != "" && fold.Text(a) != fold.Text(b) }
		if !differ(string(known.Country), string(said.Country)) && !differ(string(known.Sex), string(said.Sex)) &&
			!(differ(known.Email, said.Email) && differ(known.Organisation, said.Organisation)) {
			same = append(same, known)
		}
	}
	return same
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
	same := c.sameByKey(known.find(said))
	if len(same) > 1 {
		c.complain("name", said.Name, fmt.Sprintf("%d people of this name are in the register; write the e-mail address of the one", len(same)))
		return nil
	}
	p := said
	if len(same) == 1 {
		p = completed(same[0], said)
		if p.ID > 0 && p != same[0] {
			c.p.Batch.People = append(c.p.Batch.People, p)
			c.p.Changed++
		}
	} else {
		p.ID = c.newID()
		known.add(p)
		c.added = append(c.added, p)
		c.p.Batch.People = append(c.p.Batch.People, p)
		c.p.Made++
	}
	c.p.people = append(c.p.people, p)
	if key := c.cell("person_key"); key != "" {
		c.keys[key], c.claimed[p.ID] = p, key
	}
	if wanted {
		return c.enrol(ctx, known, p, g)
	}
	return nil
}

// sameByKey keeps, of those who may be meant, whom the row's key does not deny: rows with
// one key are one person, whatever else they say, and rows with two keys are two.
func (c *checker) sameByKey(may []model.Person) []model.Person {
	key := c.cell("person_key")
	if key == "" {
		return may
	}
	if p, ok := c.keys[key]; ok {
		return []model.Person{p}
	}
	return slices.DeleteFunc(may, func(p model.Person) bool { return c.claimed[p.ID] != "" })
}

// personSaid reads what a row says of a person.
func (c *checker) personSaid() model.Person {
	p := model.Person{Name: c.cell("name"), Family: c.cell("family"), Country: c.country("country"), Organisation: c.cell("organisation"),
		Position: c.cell("position"), Email: c.cell("email")}
	if c.has("given") || p.Name == "" {
		p.Name = strings.TrimSpace(c.cell("given") + " " + p.Family)
	}
	if family, given, ok := strings.Cut(p.Name, ","); ok && p.Family == "" && strings.TrimSpace(given) != "" && !strings.Contains(given, ",") {
		p.Family = strings.TrimSpace(family) // "LUPE, Ana"
		p.Name = strings.TrimSpace(given) + " " + p.Family
	}
	sex := model.NotStated
	if p.Title, p.NativeName = c.cell("honorific"), c.cell("native_name"); !c.has("honorific") {
		p.Title, p.Name, sex = splitTitle(p.Name)
	}
	if nothing(p.Name) && !c.bad {
		c.complain("name", c.cell("name"), "a person needs a name")
	}
	if p.Sex = choice(c, "sex", sexWords, "write female, male, other, or leave it empty"); p.Sex == model.NotStated {
		p.Sex = sex
	}
	if nothing(p.Email) {
		p.Email = ""
	}
	p.Phone = phone(c.cell("phone"), p.Country)
	return p.Normal()
}

// phone writes a number as E.164 where it can be read as one of the country, and leaves it
// as it is where it cannot.
func phone(text string, of model.CountryCode) string {
	if nothing(text) {
		return ""
	}
	region := ""
	if known, ok := country.ByCode(of); ok {
		region = known.Alpha2
	}
	number, err := phonenumbers.Parse(westernDigits(text), region)
	if err != nil || !phonenumbers.IsValidNumber(number) {
		return text
	}
	return phonenumbers.Format(number, phonenumbers.E164)
}

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
	return p
}

// registrationSaid reads what a row says of a registration; wanted is false where the list
// is of people alone.
func (c *checker) registrationSaid(known *peopleKnown) (g model.Registration, wanted bool) {
	if g.Activity = c.l.activity; g.Activity == 0 {
		if nothing(c.cell("activity")) {
			return g, false
		}
		g.Activity = c.activityNamed("activity")
	}
	g.Organisation, g.Position, g.Code = c.cell("organisation"), c.cell("position"), strings.ToUpper(c.cell("check_in_code"))
	g.Status = choice(c, "status", standingWords, "write invited, registered, attended or cancelled")
	if text := c.cell("role"); nothing(text) {
		g.Role = firstCounted(known.roles)
	} else {
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

// enrol registers a person for an activity.
func (c *checker) enrol(ctx context.Context, known *peopleKnown, p model.Person, g model.Registration) error {
	there, ok := known.rolls[g.Activity]
	if !ok {
		all, err := c.known.register.Registrations(ctx, g.Activity, 0)
		if err != nil {
			return err
		}
		there = map[model.ID]bool{}
		codes := map[string]model.ID{}
		for _, r := range all {
			there[r.Person] = true
			codes[r.Code] = r.Person
		}
		known.rolls[g.Activity], known.codes[g.Activity] = there, codes
	}
	key := fmt.Sprint(g.Activity, p.ID)
	if row, twice := c.counts[key]; twice {
		c.complain("name", p.Name, fmt.Sprintf("row %d has the same person for the same activity", row))
		return nil
	}
	c.counts[key] = c.l.sheet().Line(c.row)
	if there[p.ID] && g.Status == "" {
		return nil // registered already, and the list says nothing new
	}
	g.ID, g.Person, g.Country = c.newID(), p.ID, p.Country
	if said := c.cell("country"); said != "" {
		g.Country = c.country("country") // "-" says that it is none
	}
	if g.Organisation == "" {
		g.Organisation = p.Organisation
	}
	if g.Position == "" {
		g.Position = p.Position
	}
	if holder, taken := known.codes[g.Activity][g.Code]; taken && holder != p.ID {
		g.Code = "" // a new one is made
	}
	known.codes[g.Activity][g.Code] = p.ID
	c.p.Batch.Registrations = append(c.p.Batch.Registrations, g)
	if there[p.ID] {
		c.p.Changed++
	} else {
		c.p.Made++
	}
	return nil
}
