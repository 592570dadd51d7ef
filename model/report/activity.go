package report

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"rollbook/model"
	"rollbook/model/country"
)

// ActivitySource is what reports on one activity ask of a register.
type ActivitySource interface {
	Office(context.Context) (model.Office, error)
	Types(context.Context) ([]model.ActivityType, error)
	Themes(context.Context) ([]model.Theme, error)
	Partners(context.Context) ([]model.Partner, error)
	Countries(context.Context) ([]model.Country, error)
	CountryStatuses(context.Context) ([]model.CountryStatus, error)
	ActivityFigures(context.Context, model.ID) (model.ActivityFigures, error)
	Headcounts(context.Context, model.ID) ([]model.Headcount, error)
	Roll(context.Context, model.ID) (model.Roll, error)
	Lessons(ctx context.Context, activity model.ID) ([]model.Lesson, error)
	Outputs(ctx context.Context, activity model.ID) ([]model.Output, error)
}

// one is what is known of an activity that a report is on.
type one struct {
	office     model.Office
	roll       model.Roll
	figures    model.ActivityFigures
	headcounts []model.Headcount
	names      map[model.CountryCode]string
	statuses   []model.CountryStatus
	typeName   string
	themes     []string
	partners   []string
	lessons    []model.Lesson
	outputs    []model.Output
}

func readOne(ctx context.Context, r ActivitySource, id model.ID) (*one, error) {
	a := &one{}
	var err error
	if a.roll, err = r.Roll(ctx, id); err != nil {
		return nil, err
	}
	if a.figures, err = r.ActivityFigures(ctx, id); err != nil {
		return nil, err
	}
	if a.headcounts, err = r.Headcounts(ctx, id); err != nil {
		return nil, err
	}
	if a.office, err = r.Office(ctx); err != nil {
		return nil, err
	}
	own, err := r.Countries(ctx)
	if err != nil {
		return nil, err
	}
	a.names = ownNames(own)
	if a.statuses, err = r.CountryStatuses(ctx); err != nil {
		return nil, err
	}
	if a.lessons, err = r.Lessons(ctx, id); err != nil {
		return nil, err
	}
	if a.outputs, err = r.Outputs(ctx, id); err != nil {
		return nil, err
	}
	return a, a.readLists(ctx, r)
}

// readLists gives the names of what the activity is linked with.
func (a *one) readLists(ctx context.Context, r ActivitySource) error {
	types, err := r.Types(ctx)
	if err != nil {
		return err
	}
	for _, t := range types {
		if t.ID == a.roll.Activity.Type {
			a.typeName = t.Name
		}
	}
	themes, err := r.Themes(ctx)
	if err != nil {
		return err
	}
	for _, t := range themes {
		if slices.Contains(a.roll.Activity.Themes, t.ID) {
			a.themes = append(a.themes, t.Name)
		}
	}
	partners, err := r.Partners(ctx)
	if err != nil {
		return err
	}
	for _, part := range a.roll.Activity.Partners {
		for _, p := range partners {
			if p.ID == part.Partner {
				a.partners = append(a.partners, fmt.Sprintf("%s (%s)", p.Name, part.Role))
			}
		}
	}
	return nil
}

// document begins a report on the activity.
func (a *one) document(kind string, at model.Instant) Document {
	of := a.roll.Activity
	subtitle := []string{kind}
	if of.Code != "" {
		subtitle = append(subtitle, of.Code)
	}
	subtitle = append(subtitle, model.SpanText(of.FirstDay, of.LastDay))
	if place := of.Place(countryName(a.names, of.Country)); place != "" {
		subtitle = append(subtitle, place)
	}
	return Document{Title: of.Title, Subtitle: strings.Join(subtitle, " · "), Office: a.office.Name, AsOf: at}
}

// ActivityOptions say what the report on an activity holds besides what it always does.
type ActivityOptions struct {
	Marks bool // attendance by person and session: who was absent is not for everybody
	Boxes bool // places for evaluation and photos, to be filled on paper
}

// Activity composes the report on one activity: what it was, its figures and what they
// rest on, from where people came, and what else is asked for. The error is the register's,
// with code ENotFound where there is no such activity.
func Activity(ctx context.Context, r ActivitySource, id model.ID, at model.Instant, o ActivityOptions) (Document, error) {
	a, err := readOne(ctx, r, id)
	if err != nil {
		return Document{}, err
	}
	d := a.document("Activity report", at)
	d.add(a.details(), a.figuresTable())
	if t := a.origins(); len(t.Rows) > 0 {
		d.add(t)
	}
	if len(a.outputs) > 0 {
		d.add(a.outputTable())
	}
	if len(a.lessons) > 0 {
		var items []string
		for _, l := range a.lessons {
			items = append(items, lessonText(l))
		}
		d.add(Heading{"Lessons", 1}, List{Items: items})
	}
	if o.Boxes {
		d.add(Heading{"Evaluation", 1}, Space{Caption: "What went well, what did not, and what follows from it", Lines: 10}, Heading{"Photos", 1}, Space{Caption: "Put photos here", Lines: 16})
	}
	if grid, ok := a.grid(); ok && o.Marks {
		d.add(grid)
	}
	return d, nil
}

// Participants composes the list of participants of one activity, as InList gives them;
// with everyone it says who attended. The error is as of Activity.
func Participants(ctx context.Context, r ActivitySource, id model.ID, at model.Instant, everyone bool) (Document, error) {
	a, err := readOne(ctx, r, id)
	if err != nil {
		return Document{}, err
	}
	d := a.document("List of participants", at)
	d.Wide = true
	d.add(a.list(everyone))
	return d, nil
}

func (a *one) details() Table {
	of := a.roll.Activity
	t := Table{Title: "Details", Columns: []Column{{Weight: 1}, {Weight: 3.5}}}
	add := func(what, says string) {
		if says != "" {
			t.Rows = append(t.Rows, Row{Cells: []Cell{Text(what), Text(says)}})
		}
	}
	add("Type", a.typeName)
	add("Code", of.Code)
	add("Days", model.SpanText(of.FirstDay, of.LastDay))
	add("Place", of.Place(countryName(a.names, of.Country)))
	add("Mode", of.Mode.Label())
	add("Status", of.Status.Label())
	add("Themes", strings.Join(a.themes, "; "))
	var goals []string
	for _, code := range of.SDGs {
		goals = append(goals, code+" "+model.GoalTitle(code))
	}
	add("SDGs", strings.Join(goals, "; "))
	add("Partners", strings.Join(a.partners, "; "))
	add("Notes", of.Notes)
	return t
}

func (a *one) figuresTable() Table {
	f := a.figures
	t := Table{Title: "Figures", Columns: []Column{{Weight: 2}, {Figure: true, Weight: 1}, {Weight: 3}}}
	add := func(what string, c Cell, says string) {
		t.Rows = append(t.Rows, Row{Cells: []Cell{Text(what), c, Text(says)}})
	}
	evidence := map[model.Evidence]string{model.FromRegister: "from the register: who attended by name", model.FromHeadcounts: "from headcounts: numbers without names", model.NoneYet: "no figures yet"}[f.Evidence]
	if f.ByRegister.Known() && f.ByHeadcounts.Known() && f.ByRegister.Value != f.ByHeadcounts.Value {
		evidence += fmt.Sprintf("; register %s, headcounts %s", f.ByRegister, f.ByHeadcounts)
	}
	add("Participants", Figure(f.Participants), evidence)
	add("Countries", Figure(f.Countries), "that participants came for, each once")
	women := ""
	if f.Women.Known > 0 {
		women = fmt.Sprintf("%s of %s whose sex is known; of %s it is not", model.Thousands(f.Women.Women), model.Thousands(f.Women.Known), model.Thousands(f.Women.Unknown))
	}
	add("Women", Share(f.Women.Share()), women)
	add("Person-days", Figure(f.PersonDays), "")
	if f.Completed.Known() {
		share := a.roll.Activity.Completion
		if share == 0 {
			share = a.office.Completion
		}
		add("Completed", Figure(f.Completed), fmt.Sprintf("present at no less than %d %% of the required sessions", share))
	}
	return t
}

// outputTable is what the activity left behind.
func (a *one) outputTable() Table {
	t := Table{Title: "Outputs", Columns: []Column{{Head: "Kind", Weight: 1}, {Head: "Title", Weight: 3}, {Head: "Came out", Weight: 1}, {Head: "Where", Weight: 2}}}
	for _, o := range a.outputs {
		t.Rows = append(t.Rows, cells(Text(o.Kind.Label()), Text(o.Title), Day(o.Day), Text(o.Place)))
	}
	return t
}

// sexes is how many of each sex came for one country.
type sexes map[model.Sex]model.Figure

// origins is the participants by the country they came for and by sex, as the activity's
// evidence has them.
func (a *one) origins() Table {
	by := map[model.CountryCode]sexes{}
	add := func(code model.CountryCode, sex model.Sex, f model.Figure) {
		if by[code] == nil {
			by[code] = sexes{}
		}
		by[code][sex] = by[code][sex].Plus(f)
	}
	switch a.figures.Evidence {
	case model.FromRegister:
		for _, one := range a.roll.Attendees {
			if a.roll.Attended(one) {
				add(one.Country, one.Who.Sex, model.Count(1))
			}
		}
	case model.FromHeadcounts:
		for _, h := range a.headcounts {
			f := model.Count(h.Number)
			if h.Approximate {
				f.Kind = model.Approximate
			}
			add(h.Country, h.Sex, f)
		}
	}
	t := Table{Title: "Participants by country and sex", Columns: []Column{{Head: "Country", Weight: 2.5}, {Head: "Groups", Weight: 1.3}}}
	for _, sex := range model.Sexes() {
		t.Columns = append(t.Columns, Column{Head: sex.Label(), Figure: true})
	}
	t.Columns = append(t.Columns, Column{Head: "Total", Figure: true})
	var codes []model.CountryCode
	all := sexes{}
	for code, of := range by {
		codes = append(codes, code)
		for sex, f := range of {
			all[sex] = all[sex].Plus(f)
		}
	}
	slices.SortFunc(codes, func(x, y model.CountryCode) int {
		return cmp.Or(cmp.Compare(b2i(x == ""), b2i(y == "")), strings.Compare(countryName(a.names, x), countryName(a.names, y)))
	})
	row := func(name, groups string, of sexes, strong bool) {
		r := Row{Cells: []Cell{Text(name), Text(groups)}, Strong: strong}
		sum := model.Count(0)
		for _, sex := range model.Sexes() {
			r.Cells = append(r.Cells, Figure(of[sex]))
			sum = sum.Plus(of[sex])
		}
		r.Cells = append(r.Cells, Figure(sum))
		t.Rows = append(t.Rows, r)
	}
	for _, code := range codes {
		name := countryName(a.names, code)
		if code == "" {
			name = "No country"
		}
		row(name, a.groups(code), by[code], false)
	}
	if len(codes) > 1 {
		row("Total", "", all, true)
	}
	return t
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// groups gives the groups of a country on the activity's first day.
func (a *one) groups(code model.CountryCode) string {
	var names []string
	for _, g := range country.GroupsOn(a.statuses, code, a.roll.Activity.FirstDay, a.office.SIDSAssociates) {
		names = append(names, string(g))
	}
	return strings.Join(names, ", ")
}

// grid is the attendance, a row a person and a column a session; false where there are
// no sessions or nobody is registered.
func (a *one) grid() (Table, bool) {
	if len(a.roll.Sessions) == 0 || len(a.roll.Attendees) == 0 {
		return Table{}, false
	}
	t := Table{Title: "Attendance", Columns: []Column{{Head: "Name", Weight: 3}, {Head: "Country", Weight: 2}}}
	for _, s := range a.roll.Sessions {
		t.Columns = append(t.Columns, Column{Head: s.Name, Weight: 0.9})
	}
	t.Columns = append(t.Columns, Column{Head: "Required sessions", Figure: true, Weight: 1.2})
	for _, one := range a.roll.Attendees {
		r := Row{Cells: []Cell{Text(personName(one.Who)), Text(countryName(a.names, one.Country))}}
		for _, s := range a.roll.Sessions {
			r.Cells = append(r.Cells, Text(string(one.Marks[s.ID].Value)))
		}
		percent, ok := a.roll.Share(one)
		r.Cells = append(r.Cells, Share(float64(percent)/100, ok))
		t.Rows = append(t.Rows, r)
	}
	present := Row{Cells: []Cell{Text("Present or late"), Text("")}, Strong: true}
	for _, s := range a.roll.Sessions {
		present.Cells = append(present.Cells, Number(a.roll.Presence(s.ID).Here))
	}
	t.Rows = append(t.Rows, Row{Cells: append(present.Cells, Text("")), Strong: true})
	t.Notes = []string{"P present, L late, E excused, A absent; an empty cell was not marked."}
	return t, true
}

// list is the list of participants, with what they were then.
func (a *one) list(everyone bool) Table {
	t := Table{Title: "Participants", Columns: []Column{{Head: "No.", Figure: true, Weight: 0.5}, {Head: "Name", Weight: 2.4}, {Head: "Country", Weight: 1.8},
		{Head: "Organisation", Weight: 2.4}, {Head: "Position", Weight: 1.8}, {Head: "Role", Weight: 1.2}}}
	if everyone {
		t.Columns = append(t.Columns, Column{Head: "Attended", Weight: 0.9})
	}
	people := InList(a.roll, everyone, "en", func(code model.CountryCode) string { return countryName(a.names, code) })
	attended := 0
	for i, one := range people {
		came := a.roll.Attended(one)
		attended += b2i(came)
		row := Row{Cells: []Cell{Number(i + 1), Text(personName(one.Who)), Text(countryName(a.names, one.Country)), Text(one.Organisation),
			Text(one.Position), Text(one.RoleName)}}
		if everyone {
			row.Cells = append(row.Cells, Text(yes(came)))
		}
		t.Rows = append(t.Rows, row)
	}
	of := fmt.Sprintf("Countries: %s.", model.Thousands(CountriesOf(people)))
	switch {
	case everyone:
		t.Notes = []string{fmt.Sprintf("Registered: %s. Attended in a counted role: %s.", model.Thousands(len(people)), model.Thousands(attended))}
	case Came(a.roll):
		t.Notes = []string{fmt.Sprintf("Participants: %s. %s", model.Thousands(len(people)), of)}
	default:
		t.Notes = []string{fmt.Sprintf("Expected: %s. %s", model.Thousands(len(people)), of)}
	}
	return t
}

// personName gives a person's name with their title, and in their own script where there
// is one; an erased person has none.
func personName(p model.Person) string {
	if p.Erased {
		return "(erased)"
	}
	name := strings.TrimSpace(p.Title + " " + p.Name)
	if p.NativeName != "" && p.NativeName != p.Name {
		name += " " + p.NativeName
	}
	return name
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return ""
}
