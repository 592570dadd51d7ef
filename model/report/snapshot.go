package report

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"rollbook/model"
)

// Snapshot is a Summary as it was published (rule 14): its figures, and what they counted,
// so that a later one can be laid beside it.
type Snapshot struct {
	Title      string           `json:"title"`
	Taken      model.Instant    `json:"taken"`
	Period     FrozenPeriod     `json:"period"`
	Rows       []FrozenLine     `json:"rows"` // by type
	Total      FrozenLine       `json:"total"`
	Notes      []string         `json:"notes"`
	Activities []Counted        `json:"activities"` // those counted from the register
	Reported   []model.Reported `json:"reported"`   // totals that entered
}

// Keep gives the snapshot as a register keeps it.
func (s Snapshot) Keep() (model.Snapshot, error) {
	figures, err := json.Marshal(s)
	return model.Snapshot{Name: s.Title, At: s.Taken, Figures: string(figures)}, err
}

// OpenSnapshot reads a snapshot that a register kept, under the name it has there. The
// error has code EUnreadable.
func OpenSnapshot(kept model.Snapshot) (Snapshot, error) {
	var s Snapshot
	if err := json.Unmarshal([]byte(kept.Figures), &s); err != nil {
		return s, model.Errorf(model.EUnreadable, "The snapshot “%s” cannot be read: %w", kept.Name, err)
	}
	s.Title = kept.Name
	return s, nil
}

// FrozenPeriod is the period of a snapshot.
type FrozenPeriod struct {
	Name string    `json:"name"`
	From model.Day `json:"from"`
	To   model.Day `json:"to"`
}

// FrozenLine is a line of a Summary as it was.
type FrozenLine struct {
	Key          string       `json:"key"`
	Type         model.ID     `json:"type,omitempty"` // 0: the total
	Events       model.Figure `json:"events"`
	Countries    model.Figure `json:"countries"`
	Participants model.Figure `json:"participants"`
	People       model.Figure `json:"people"`
	PersonDays   model.Figure `json:"person_days"`
	Women        int          `json:"women"`
	SexKnown     int          `json:"sex_known"`
	SexUnknown   int          `json:"sex_unknown"`
}

// Counted is an activity that a snapshot counted, as it was.
type Counted struct {
	ID           model.ID       `json:"id"`
	Code         string         `json:"code"`
	Title        string         `json:"title"`
	Type         string         `json:"type"`
	FirstDay     model.Day      `json:"first_day"`
	Evidence     model.Evidence `json:"evidence"`
	Countries    model.Figure   `json:"countries"`
	Participants model.Figure   `json:"participants"`
	PersonDays   model.Figure   `json:"person_days"`
}

// SnapshotSource is what taking a snapshot asks of a register.
type SnapshotSource interface {
	Summary(context.Context, model.Period, model.Cut) (model.Summary, error)
	Activities(context.Context, model.ActivityFilter) ([]model.ActivityLine, int, error)
}

// TakeSnapshot freezes the Summary of a period as it is now. The error is the register's.
func TakeSnapshot(ctx context.Context, r SnapshotSource, title string, p model.Period, at model.Instant) (Snapshot, error) {
	s, err := r.Summary(ctx, p, model.ByType)
	if err != nil {
		return Snapshot{}, err
	}
	lines, _, err := r.Activities(ctx, model.ActivityFilter{Period: p, Counted: true})
	if err != nil {
		return Snapshot{}, err
	}
	shot := Snapshot{Title: title, Taken: at, Period: FrozenPeriod(p), Total: frozen(s.Total), Notes: s.Notes, Reported: s.Total.Made.Reported}
	for _, l := range s.Rows {
		shot.Rows = append(shot.Rows, frozen(l))
	}
	for _, l := range lines {
		f := l.Figures
		shot.Activities = append(shot.Activities, Counted{l.ID, l.Code, l.Title, l.TypeName, l.FirstDay, f.Evidence, f.Countries, f.Participants, f.PersonDays})
	}
	return shot, nil
}

func frozen(l model.Line) FrozenLine {
	return FrozenLine{l.Key, l.Ref.ID, l.Events, l.Countries, l.Participants, l.People.Figure, l.PersonDays, l.Women.Women, l.Women.Known, l.Women.Unknown}
}

// Difference is what changed from one snapshot to a later one.
type Difference struct {
	Old, New Snapshot
	Made     []Contribution // what made the difference, the latest activities first
}

// Contribution is an activity or a reported total that is counted in one snapshot and not,
// or otherwise, in the other.
type Contribution struct {
	What         string          // "counted now", "not counted any more", "changed"
	Activity     *Counted        // as it is, or where it is gone as it was; nil: a reported total
	Reported     *model.Reported // nil: an activity
	Events       int             // by how many events the total changed
	Participants int             // by how many participants
	Before, Now  model.Figure    // its participants
}

// What became of an activity or a total.
const (
	CountedNow   = "counted now"
	CountedOnce  = "not counted any more"
	CountedOther = "changed"
)

// Compare lays a later snapshot beside an earlier one and says which activities and
// reported totals made the difference. Events and participants of these add up to what the
// totals changed by; countries and people are counted once over all of them, and do not.
func Compare(old, now Snapshot) Difference {
	d := Difference{Old: old, New: now}
	was := map[model.ID]Counted{}
	for _, a := range old.Activities {
		was[a.ID] = a
	}
	add := func(what string, a Counted, events int, before, now model.Figure) {
		d.Made = append(d.Made, Contribution{What: what, Activity: &a, Events: events, Participants: known(now) - known(before), Before: before, Now: now})
	}
	missing := model.Figure{Kind: model.Missing}
	for _, a := range now.Activities {
		before, there := was[a.ID]
		delete(was, a.ID)
		switch {
		case !there:
			add(CountedNow, a, 1, missing, a.Participants)
		case before.Participants != a.Participants || before.Countries != a.Countries || before.PersonDays != a.PersonDays || before.Type != a.Type:
			add(CountedOther, a, 0, before.Participants, a.Participants)
		}
	}
	for _, a := range was {
		add(CountedOnce, a, -1, a.Participants, missing)
	}
	slices.SortFunc(d.Made, func(x, y Contribution) int {
		return cmp.Or(cmp.Compare(y.Activity.FirstDay, x.Activity.FirstDay), cmp.Compare(x.Activity.ID, y.Activity.ID))
	})
	d.Made = append(d.Made, compareReported(old.Reported, now.Reported)...)
	return d
}

// compareReported says which reported totals made a difference.
func compareReported(old, now []model.Reported) []Contribution {
	var made []Contribution
	find := func(in []model.Reported, id model.ID) *model.Reported {
		for i := range in {
			if in[i].ID == id {
				return &in[i]
			}
		}
		return nil
	}
	missing := model.Figure{Kind: model.Missing}
	for i := range now {
		r, before := &now[i], find(old, now[i].ID)
		switch {
		case before == nil:
			made = append(made, Contribution{What: CountedNow, Reported: r, Events: r.Events, Participants: known(published(r)), Before: missing, Now: published(r)})
		case before.EventsFigure() != r.EventsFigure() || published(before) != published(r) || !slices.Equal(before.CountryList, r.CountryList) || before.CountriesFigure() != r.CountriesFigure():
			made = append(made, Contribution{What: CountedOther, Reported: r, Events: r.Events - before.Events, Participants: known(published(r)) - known(published(before)), Before: published(before), Now: published(r)})
		}
	}
	for i := range old {
		if r := &old[i]; find(now, r.ID) == nil {
			made = append(made, Contribution{What: CountedOnce, Reported: r, Events: -r.Events, Participants: -known(published(r)), Before: published(r), Now: missing})
		}
	}
	return made
}

// published gives the participants that a total reports.
func published(r *model.Reported) model.Figure { return r.ParticipantsFigure() }

func known(f model.Figure) int {
	if !f.Known() {
		return 0
	}
	return f.Value
}

// Document gives the difference as a report: the totals beside each other with what they
// changed by, and what made the difference and why.
func (d Difference) Document(office string) Document {
	day := func(s Snapshot) string { return model.DayOf(s.Taken.Time()).Text() }
	since := day(d.Old)
	if d.Old.Title != "" {
		since = fmt.Sprintf("“%s”, %s", d.Old.Title, since)
	}
	doc := Document{Title: "What has changed since " + since, Subtitle: periodText(model.Period(d.New.Period)), Office: office, AsOf: d.New.Taken, Wide: true}
	t := Table{Title: "Totals", Columns: []Column{{Weight: 2}, {Head: heads(d.Old, day(d.Old)), Figure: true}, {Head: heads(d.New, day(d.New)), Figure: true}, {Head: "Difference", Figure: true}}}
	row := func(what string, old, now model.Figure) {
		t.Rows = append(t.Rows, cells(Text(what), Figure(old), Figure(now), change(old, now)))
	}
	a, b := d.Old.Total, d.New.Total
	row("Events", a.Events, b.Events)
	row("Participating countries", a.Countries, b.Countries)
	row("Participants", a.Participants, b.Participants)
	row("People, counted once", a.People, b.People)
	t.Rows = append(t.Rows, d.women())
	row("Person-days", a.PersonDays, b.PersonDays)
	doc.add(t, d.table())
	return doc
}

// heads names a column of a snapshot's figures.
func heads(s Snapshot, day string) string {
	if s.Title == "" {
		return day
	}
	return s.Title + "\n" + day
}

// change is by how much a figure changed; "—" where one of the two is not known.
func change(old, now model.Figure) Cell {
	if !old.Known() || !now.Known() {
		return Text("—")
	}
	n := now.Value - old.Value
	number := float64(n)
	c := Cell{Text: model.Thousands(n), Number: &number}
	if n > 0 {
		c.Text = "+" + c.Text
	}
	if old.Kind != model.Exact || now.Kind != model.Exact {
		c.Text, c.Sign = "≈ "+c.Text, "≈"
	}
	return c
}

// women is the row of women's share, its difference in points of a hundred.
func (d Difference) women() Row {
	old, knownThen := model.Women{Women: d.Old.Total.Women, Known: d.Old.Total.SexKnown}.Share()
	now, knownNow := model.Women{Women: d.New.Total.Women, Known: d.New.Total.SexKnown}.Share()
	by := Text("—")
	if knownThen && knownNow {
		by = Text(fmt.Sprintf("%+.1f points", (now-old)*100))
	}
	return Row{Cells: cells(Text("Women"), Share(old, knownThen), Share(now, knownNow), by).Cells}
}

// table is what made the difference.
func (d Difference) table() Table {
	t := Table{Title: "What made the difference", Columns: []Column{{Head: "Activity", Weight: 3.5}, {Head: "First day", Weight: 1.1}, {Head: "Type", Weight: 1.6},
		{Head: "Became", Weight: 1.3}, {Head: "Participants before", Figure: true}, {Head: "Participants now", Figure: true}, {Head: "Difference", Figure: true}, {Head: "Why", Weight: 2}}}
	for _, c := range d.Made {
		before, now := Figure(c.Before), Figure(c.Now)
		if c.Activity == nil {
			t.Rows = append(t.Rows, cells(Text("Reported total, "+model.Between(c.Reported.From, c.Reported.To).Span()), Cell{}, Text(d.typeOf(c.Reported.Type)), Text(c.What), before, now, difference(c), Text(d.why(c))))
			continue
		}
		title := c.Activity.Title
		if c.Activity.Code != "" {
			title = c.Activity.Code + " " + title
		}
		t.Rows = append(t.Rows, cells(Text(title), Day(c.Activity.FirstDay), Text(c.Activity.Type), Text(c.What), before, now, difference(c), Text(d.why(c))))
	}
	if len(d.Made) == 0 {
		t.Notes = []string{"No activity made a difference."}
	}
	return t
}

// difference is by how many participants a contribution changed the total.
func difference(c Contribution) Cell {
	n := Number(c.Participants)
	if c.Participants > 0 {
		n.Text = "+" + n.Text
	}
	return n
}

// why says what is known of the reason: what of an activity was another then.
func (d Difference) why(c Contribution) string {
	switch {
	case c.Activity == nil && c.What == CountedNow:
		return "the total was added, or lies in the period now"
	case c.Activity == nil && c.What == CountedOnce:
		return "the total was deleted, or lies outside the period now"
	case c.Activity == nil:
		return "the total was edited"
	case c.What == CountedNow:
		return "held or entered since, or moved into the period"
	case c.What == CountedOnce:
		return "deleted, not held any more, moved out of the period, or replaced by a reported total"
	}
	i := slices.IndexFunc(d.Old.Activities, func(a Counted) bool { return a.ID == c.Activity.ID })
	if i < 0 {
		return ""
	}
	was, is := d.Old.Activities[i], *c.Activity
	var reasons []string
	add := func(changed bool, reason string) {
		if changed {
			reasons = append(reasons, reason)
		}
	}
	add(was.Type != is.Type, fmt.Sprintf("its type was %s", was.Type))
	add(was.Evidence != is.Evidence, fmt.Sprintf("its figures come from %s instead of %s", evidenceWords[is.Evidence], evidenceWords[was.Evidence]))
	add(was.Evidence == is.Evidence && was.Participants != is.Participants, "people or numbers were edited")
	add(was.Countries != is.Countries, fmt.Sprintf("countries were %s, are %s", was.Countries, is.Countries))
	add(was.Participants == is.Participants && was.PersonDays != is.PersonDays, "days or marks were edited")
	return strings.Join(reasons, "; ")
}

// evidenceWords say what figures rest on.
var evidenceWords = map[model.Evidence]string{model.FromRegister: "the register", model.FromHeadcounts: "headcounts", model.NoneYet: "nothing yet"}

// typeOf gives the name of a type as one of the snapshots had it.
func (d Difference) typeOf(id model.ID) string {
	for _, l := range slices.Concat(d.New.Rows, d.Old.Rows) {
		if l.Type == id {
			return l.Key
		}
	}
	return ""
}
