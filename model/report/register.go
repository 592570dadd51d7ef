package report

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"rollbook/model"
	"rollbook/model/country"
	"rollbook/model/fold"
)

// RegisterSource is what writing a whole register asks of it.
type RegisterSource interface {
	Types(context.Context) ([]model.ActivityType, error)
	Themes(context.Context) ([]model.Theme, error)
	Partners(context.Context) ([]model.Partner, error)
	Reported(context.Context) ([]model.Reported, error)
	Activities(context.Context, model.ActivityFilter) ([]model.ActivityLine, int, error)
	Activity(context.Context, model.ID) (model.Activity, error)
	Headcounts(context.Context, model.ID) ([]model.Headcount, error)
	People(ctx context.Context, find string, limit int) ([]model.Person, error)
	Roll(context.Context, model.ID) (model.Roll, error)
	Lessons(ctx context.Context, activity model.ID) ([]model.Lesson, error)
	Outputs(ctx context.Context, activity model.ID) ([]model.Output, error)
}

// Register gives the whole register as sheets, one a kind, with the headings by which
// lists are read in: what is written so can be read in again with the same figures.
// Outputs and lessons, of which no lists are read in, come last. The error is the
// register's; rows give their own.
func Register(ctx context.Context, r RegisterSource) ([]Sheet, error) {
	w := &wholeRegister{ctx: ctx, r: r, themes: map[model.ID]string{}, partners: map[model.ID]string{}}
	var err error
	if w.types, err = r.Types(ctx); err != nil {
		return nil, err
	}
	themes, err := r.Themes(ctx)
	if err != nil {
		return nil, err
	}
	for _, t := range themes {
		w.themes[t.ID] = t.Name
	}
	partners, err := r.Partners(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range partners {
		w.partners[p.ID] = p.Name
	}
	// The latest first: a list of people then begins with what each was last.
	if w.activities, _, err = r.Activities(ctx, model.ActivityFilter{Down: true}); err != nil {
		return nil, err
	}
	w.name()
	n := len(w.activities)
	return []Sheet{
		{"activities", columns("code", "title", "type", "first_day", "last_day", "status", "country", "city", "mode", "themes", "sdgs", "partners", "notes", "counts", "completion"), w.activityRows, n},
		{"people", columns("name", "family", "honorific", "native_name", "sex", "country", "organisation", "position", "email", "phone", "activity", "role", "status", "check_in_code", "person_key"), w.personRows, n * 30},
		{"headcounts", columns("activity", "country", "sex", "number", "approximate"), w.headcountRows, n},
		{"marks", columns("activity", "session", "day", "required", "person", "name", "mark"), w.markRows, n * 100},
		{"reported", columns("type", "from", "to", "events", "countries", "participants", "source", "adds"), w.reportedRows, 5},
		{"outputs", columns("activity", "kind", "title", "day", "place"), w.outputRows, 5},
		{"lessons", columns("text", "follow_up", "due", "done", "activities"), w.lessonRows, 5},
	}, nil
}

func columns(heads ...string) []Column {
	all := make([]Column, len(heads))
	for i, head := range heads {
		all[i] = Column{Head: head, Figure: slices.Contains([]string{"number", "events", "participants", "completion", "person_key"}, head)}
	}
	return all
}

// wholeRegister writes a register out.
type wholeRegister struct {
	ctx        context.Context
	r          RegisterSource
	types      []model.ActivityType
	themes     map[model.ID]string
	partners   map[model.ID]string
	activities []model.ActivityLine
	called     map[model.ID]string // what lists call each activity
	codes      map[model.ID]string // the code each is written with
}

// name says what lists call each activity: its code or, where it has none, its title. One
// that shares it with another gets a code of its own.
func (w *wholeRegister) name() {
	w.called, w.codes = map[model.ID]string{}, map[model.ID]string{}
	codes, titles := map[string]int{}, map[string]int{}
	for _, a := range w.activities {
		codes[fold.Text(a.Code)]++
		titles[fold.Text(a.Title)]++
	}
	used := map[string]bool{}
	for _, a := range slices.Backward(w.activities) { // the earliest keeps what it has
		title := fold.Text(a.Title)
		if a.Code == "" && titles[title] == 1 && codes[title] == 0 {
			w.called[a.ID] = a.Title
			continue
		}
		code := cmp.Or(a.Code, a.Title)
		base := code
		for n := 2; used[fold.Text(code)] || code != a.Code && codes[fold.Text(code)] > 0; n++ {
			code = fmt.Sprintf("%s (%d)", base, n)
		}
		used[fold.Text(code)] = true
		w.called[a.ID], w.codes[a.ID] = code, code
	}
}

func (w *wholeRegister) activityRows(yield func(Row, error) bool) {
	for _, l := range w.activities {
		a, err := w.r.Activity(w.ctx, l.ID)
		if err != nil {
			yield(Row{}, err)
			return
		}
		completion := Cell{}
		if a.Completion > 0 {
			completion = Number(a.Completion)
		}
		if !yield(cells(Text(w.codes[a.ID]), Text(a.Title), Text(typeName(w.types, a.Type)), isoDay(a.FirstDay), isoDay(a.LastDay), Text(string(a.Status)),
			Text(country.Written(a.Country)), Text(a.City), Text(strings.ReplaceAll(string(a.Mode), "_", " ")), Text(w.themeNames(a)), Text(strings.Join(a.SDGs, "; ")),
			Text(w.partnerNames(a)), Text(a.Notes), Text(string(a.Counts)), completion), nil) {
			return
		}
	}
}

func cells(all ...Cell) Row { return Row{Cells: all} }

// isoDay is a day that lists of any order of days are read from alike.
func isoDay(d model.Day) Cell { return Cell{Text: string(d), Day: d} }

func (w *wholeRegister) themeNames(a model.Activity) string {
	var names []string
	for _, id := range a.Themes {
		if name := w.themes[id]; name != "" {
			names = append(names, name)
		}
	}
	return strings.Join(names, "; ")
}

func (w *wholeRegister) partnerNames(a model.Activity) string {
	var names []string
	for _, p := range a.Partners {
		if name := w.partners[p.Partner]; name != "" {
			names = append(names, fmt.Sprintf("%s (%s)", name, p.Role))
		}
	}
	return strings.Join(names, "; ")
}

// represented is a country represented; none is said, so that it is not taken for what was
// forgotten.
func represented(code model.CountryCode) Cell {
	if code == "" {
		return Text("-")
	}
	return Text(country.Written(code))
}

// rolls gives the roll of every activity for which somebody is registered.
func (w *wholeRegister) rolls(do func(model.Roll) bool) error {
	for _, l := range w.activities {
		roll, err := w.r.Roll(w.ctx, l.ID)
		if err != nil {
			return err
		}
		if len(roll.Attendees) > 0 && !do(roll) {
			return nil
		}
	}
	return nil
}

// personRows gives a row a registration, and one for everybody who has none. The key tells
// people of one name apart, and those who changed apart from nobody.
func (w *wholeRegister) personRows(yield func(Row, error) bool) {
	keys := map[model.ID]int{}
	row := func(p model.Person, of, organisation, position Cell, registration ...Cell) Row {
		if keys[p.ID] == 0 {
			keys[p.ID] = len(keys) + 1
		}
		name := p.Name
		if p.Erased {
			name = "(erased)"
		}
		all := []Cell{Text(name), Text(p.Family), Text(p.Title), Text(p.NativeName), Text(string(p.Sex)), of, organisation, position, Text(p.Email), Text(p.Phone)}
		return cells(append(append(all, registration...), Number(keys[p.ID]))...)
	}
	goOn := true
	err := w.rolls(func(roll model.Roll) bool {
		for _, a := range roll.Attendees {
			goOn = goOn && yield(row(a.Who, represented(a.Country), Text(a.Organisation), Text(a.Position),
				Text(w.called[roll.Activity.ID]), Text(a.RoleName), Text(string(a.Status)), Text(a.Code)), nil)
		}
		return goOn
	})
	if err != nil {
		yield(Row{}, err)
		return
	}
	if !goOn {
		return
	}
	people, err := w.r.People(w.ctx, "", 0)
	if err != nil {
		yield(Row{}, err)
		return
	}
	for _, p := range people {
		if keys[p.ID] == 0 && !yield(row(p, Text(country.Written(p.Country)), Text(p.Organisation), Text(p.Position), Cell{}, Cell{}, Cell{}, Cell{}), nil) {
			return
		}
	}
}

func (w *wholeRegister) headcountRows(yield func(Row, error) bool) {
	for _, l := range w.activities {
		all, err := w.r.Headcounts(w.ctx, l.ID)
		if err != nil {
			yield(Row{}, err)
			return
		}
		for _, h := range all {
			if !yield(cells(Text(w.called[l.ID]), represented(h.Country), Text(string(h.Sex)), Number(h.Number), Text(yes(h.Approximate))), nil) {
				return
			}
		}
	}
}

func (w *wholeRegister) markRows(yield func(Row, error) bool) {
	err := w.rolls(func(roll model.Roll) bool {
		names := sessionNames(roll.Sessions)
		for i, s := range roll.Sessions {
			required := "no"
			if s.Required {
				required = "yes"
			}
			for _, a := range roll.Attendees {
				m, marked := a.Marks[s.ID]
				if marked && !yield(cells(Text(w.called[roll.Activity.ID]), Text(names[i]), isoDay(s.Day), Text(required), Text(a.Code), Text(personName(a.Who)), Text(string(m.Value))), nil) {
					return false
				}
			}
		}
		return true
	})
	if err != nil {
		yield(Row{}, err)
	}
}

// sessionNames gives the names of an activity's sessions; of two with the same name the
// later says its day too, and its number where that is not enough.
func sessionNames(sessions []model.Session) []string {
	used := map[string]bool{}
	names := make([]string, len(sessions))
	for i, s := range sessions {
		name := s.Name
		if used[fold.Text(name)] {
			name = fmt.Sprintf("%s (%s)", s.Name, s.Day)
		}
		for n := 2; used[fold.Text(name)]; n++ {
			name = fmt.Sprintf("%s (%s, %d)", s.Name, s.Day, n)
		}
		used[fold.Text(name)] = true
		names[i] = name
	}
	return names
}

func (w *wholeRegister) reportedRows(yield func(Row, error) bool) {
	all, err := w.r.Reported(w.ctx)
	if err != nil {
		yield(Row{}, err)
		return
	}
	for _, t := range all {
		countries := written(t.CountriesFigure())
		if len(t.CountryList) > 0 {
			var names []string
			for _, code := range t.CountryList {
				names = append(names, country.Written(code))
			}
			countries = Text(strings.Join(names, "; "))
		}
		if !yield(cells(Text(typeName(w.types, t.Type)), isoDay(t.From), isoDay(t.To), written(t.EventsFigure()), countries, written(t.ParticipantsFigure()), Text(t.Source), Text(yes(t.Adds))), nil) {
			return
		}
	}
}

// written is a figure so that reading it in gives it back: a number where it is exact, with
// its sign in words else; an empty cell where it is not known.
func written(f model.Figure) Cell {
	switch f.Kind {
	case model.Exact:
		return Number(f.Value)
	case model.Approximate:
		return Text("≈ " + strconv.Itoa(f.Value))
	case model.AtLeast:
		return Text("≥ " + strconv.Itoa(f.Value))
	}
	return Cell{}
}

func (w *wholeRegister) outputRows(yield func(Row, error) bool) {
	all, err := w.r.Outputs(w.ctx, 0)
	if err != nil {
		yield(Row{}, err)
		return
	}
	for _, o := range all {
		if !yield(cells(Text(w.called[o.Activity]), Text(string(o.Kind)), Text(o.Title), isoDay(o.Day), Text(o.Place)), nil) {
			return
		}
	}
}

func (w *wholeRegister) lessonRows(yield func(Row, error) bool) {
	all, err := w.r.Lessons(w.ctx, 0)
	if err != nil {
		yield(Row{}, err)
		return
	}
	for _, l := range all {
		var of []string
		for _, id := range l.Activities {
			of = append(of, w.called[id])
		}
		if !yield(cells(Text(l.Text), Text(l.FollowUp), isoDay(l.Due), Text(yes(l.Done)), Text(strings.Join(of, "; "))), nil) {
			return
		}
	}
}
