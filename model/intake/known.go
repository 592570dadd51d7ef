package intake

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/hbollon/go-edlib"

	"rollbook/model"
	"rollbook/model/country"
	"rollbook/model/fold"
)

// Register is what reading lists asks of a register.
type Register interface {
	Types(context.Context) ([]model.ActivityType, error)
	Themes(context.Context) ([]model.Theme, error)
	Partners(context.Context) ([]model.Partner, error)
	Countries(context.Context) ([]model.Country, error)
	Reported(context.Context) ([]model.Reported, error)
	Activities(context.Context, model.ActivityFilter) ([]model.ActivityLine, int, error)
	Activity(context.Context, model.ID) (model.Activity, error)
	Roles(context.Context) ([]model.Role, error)
	People(ctx context.Context, find string, limit int) ([]model.Person, error)
	Registrations(ctx context.Context, activity, person model.ID) ([]model.Registration, error)
	Roll(context.Context, model.ID) (model.Roll, error)
	Headcounts(context.Context, model.ID) ([]model.Headcount, error)
	Remembered(context.Context) ([]model.Remembered, error)
}

// Known is what the register holds, which the cells of a list are matched against.
type Known struct {
	register  Register
	types     []model.ActivityType
	themes    []model.Theme
	partners  []model.Partner
	reported  []model.Reported
	countries *country.Matcher
	names     map[model.CountryCode]string // the office's own
	titles    map[model.ID]string          // of activities
	byCode    map[string][]model.ID        // activities by folded code
	byTitle   map[string][]model.ID        // by folded title
	bySame    map[same]model.ID            // by title, type and first day
	known     *peopleKnown                 // read when a list of people is
	said      map[answer]string            // what texts mean, as people said before: by topic and folded text
	topics    map[string]bool              // of these
}

// same tells one activity from another where there is no code.
type same struct {
	title string
	kind  model.ID
	first model.Day
}

// Learn reads from a register what lists are matched against.
func Learn(ctx context.Context, r Register) (*Known, error) {
	k := &Known{register: r, names: map[model.CountryCode]string{}, titles: map[model.ID]string{}, byCode: map[string][]model.ID{}, byTitle: map[string][]model.ID{}, bySame: map[same]model.ID{}}
	var err error
	if k.types, err = r.Types(ctx); err != nil {
		return nil, err
	}
	if k.themes, err = r.Themes(ctx); err != nil {
		return nil, err
	}
	if k.partners, err = r.Partners(ctx); err != nil {
		return nil, err
	}
	if k.reported, err = r.Reported(ctx); err != nil {
		return nil, err
	}
	before, err := r.Remembered(ctx)
	if err != nil {
		return nil, err
	}
	k.said, k.topics = map[answer]string{}, map[string]bool{}
	for _, m := range before {
		k.said[answer{m.Topic, fold.Text(m.Text)}], k.topics[m.Topic] = m.Means, true
	}
	own, err := r.Countries(ctx)
	if err != nil {
		return nil, err
	}
	for _, c := range own {
		k.names[c.Code] = c.Name
	}
	k.countries = country.NewMatcher(own...)
	lines, _, err := r.Activities(ctx, model.ActivityFilter{})
	if err != nil {
		return nil, err
	}
	for _, l := range lines {
		title := fold.Text(l.Title)
		k.titles[l.ID] = l.Title
		if l.Code != "" {
			k.byCode[fold.Text(l.Code)] = append(k.byCode[fold.Text(l.Code)], l.ID)
		}
		k.byTitle[title] = append(k.byTitle[title], l.ID)
		k.bySame[same{title, l.Type, l.FirstDay}] = l.ID
	}
	return k, nil
}

// remembered gives what people said before that a text means.
func (k *Known) remembered(topic, text string) (means string, ok bool) {
	if !k.topics[topic] || text == "" {
		return "", false
	}
	means, ok = k.said[answer{topic, fold.Text(text)}]
	return means, ok
}

// countryName gives what the office calls a country.
func (k *Known) countryName(code model.CountryCode) string {
	if name := k.names[code]; name != "" {
		return name
	}
	return country.Name(code)
}

// typeName gives the name of a type of the office's list.
func (k *Known) typeName(id model.ID) string {
	for _, t := range k.types {
		if t.ID == id {
			return t.Name
		}
	}
	return ""
}

// findType finds the type that a text names: by its name or short name, in the singular
// or plural, "Int'l" for "International". Else it gives the likeliest ones.
func (k *Known) findType(text string) (id model.ID, choices []string) {
	key := typeKey(text)
	var matching []model.ActivityType
	for _, t := range k.types {
		if key == typeKey(t.Name) || t.ShortName != "" && key == typeKey(t.ShortName) {
			matching = append(matching, t)
		}
	}
	if len(matching) == 1 {
		return matching[0].ID, nil
	}
	if len(matching) == 0 {
		matching = slices.Clone(k.types)
		slices.SortStableFunc(matching, func(a, b model.ActivityType) int {
			return cmp.Compare(edlib.OSADamerauLevenshteinDistance(key, typeKey(a.Name)), edlib.OSADamerauLevenshteinDistance(key, typeKey(b.Name)))
		})
	}
	for _, t := range matching {
		choices = append(choices, t.Name)
	}
	return 0, choices
}

// typeKey folds a type's name to what its ways of writing have in common.
func typeKey(name string) string {
	w := fold.Words(name)
	for i := range w {
		switch w[i] {
		case "intl", "int":
			w[i] = "international"
		case "ws":
			w[i] = "workshop"
		case "and", "or":
			w[i] = ""
		default:
			if len(w[i]) > 3 {
				w[i] = strings.TrimSuffix(w[i], "s")
			}
		}
	}
	return strings.Join(slices.DeleteFunc(w, func(s string) bool { return s == "" }), " ")
}
