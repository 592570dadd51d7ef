package sqlite

import (
	"fmt"
	"maps"

	"rollbook/model"
)

// tally gathers what one row of a Summary is made of, and turns it into the row's figures
// by the counting rules. Figures of people are those of activities whose type counts them.
type tally struct {
	events   int // held activities, of any type
	counting int // of these, of types that count people
	missing  int // of these, without evidence

	participants int
	approximate  bool
	women, known int
	days         int // person-days of the activities for which they are known
	daysKnown    int // activities for which they are known
	people       int // distinct people
	named        int // activities at which names exist
	countries    map[model.CountryCode]struct{}

	reported       []model.Reported // totals that enter, of any type
	countsPeople   map[model.ID]bool
	nothingCounted bool // the row is of a type that does not count people
}

func newTally(countsPeople map[model.ID]bool) *tally {
	return &tally{countries: map[model.CountryCode]struct{}{}, countsPeople: countsPeople}
}

// report adds a reported total (rule 10).
func (t *tally) report(r model.Reported) { t.reported = append(t.reported, r) }

// counted gives the reported totals of types that count people.
func (t *tally) counted() []model.Reported {
	var of []model.Reported
	for _, r := range t.reported {
		if t.countsPeople[r.Type] {
			of = append(of, r)
		}
	}
	return of
}

// line gives the figures of the row.
func (t *tally) line(key string) model.Line {
	l := model.Line{Key: key, EvidenceMissing: t.missing, Made: model.Made{Activities: t.events, Reported: t.reported}}
	l.Events = model.Count(t.events)
	for _, r := range t.reported {
		l.Events = l.Events.Plus(r.EventsFigure())
	}
	if t.nothingCounted {
		none := model.Figure{Kind: model.NotCounted}
		l.Countries, l.Participants, l.PersonDays, l.People.Figure = none, none, none, none
		return l
	}
	l.Participants = t.participantsFigure()
	l.Countries = t.countriesFigure(&l.Made)
	l.PersonDays = t.daysFigure()
	l.People = model.People{Figure: t.orNothing(t.people, t.named > 0), NamedAt: t.named, Of: t.counting}
	l.Women = t.womenShare()
	return l
}

// orNothing gives a figure that is known, or says why it is not: nothing was held (0), or
// there is no evidence ("—").
func (t *tally) orNothing(n int, known bool) model.Figure {
	if known || t.counting == 0 && len(t.counted()) == 0 {
		return model.Count(n)
	}
	return model.Figure{Kind: model.Missing}
}

func (t *tally) participantsFigure() model.Figure {
	f := t.orNothing(t.participants, t.counting > t.missing)
	if f.Known() && t.approximate {
		f.Kind = model.Approximate
	}
	unsaid := false
	for _, r := range t.counted() {
		if r.Participants == nil {
			unsaid = true
			continue
		}
		f = f.Plus(r.ParticipantsFigure())
	}
	if unsaid && f.Known() {
		f.Kind = model.AtLeast
	}
	return f
}

// countriesFigure gives the union of the countries known by name, and takes totals that
// only say how many for what they are: a lower bound beside others, as reported alone
// (rules 5 and 10).
func (t *tally) countriesFigure(made *model.Made) model.Figure {
	union := maps.Clone(t.countries)
	unnamed, bound, totals := 0, model.Figure{Value: -1}, t.counted()
	for _, r := range totals {
		if len(r.CountryList) > 0 {
			for _, c := range r.CountryList {
				union[c] = struct{}{}
			}
			continue
		}
		unnamed++
		if f := r.CountriesFigure(); f.Known() && f.Value > bound.Value {
			bound = f
		}
	}
	made.Named = len(union)
	switch {
	case unnamed == 0:
		return t.orNothing(len(union), len(union) > 0 || t.counting > t.missing)
	case bound.Value < 0 && len(union) == 0:
		return model.Figure{Kind: model.Missing}
	case len(totals) == 1 && bound.Value >= 0 && len(union) == 0:
		return bound // as it was reported
	}
	return model.Figure{Value: max(bound.Value, len(union)), Kind: model.AtLeast}
}

func (t *tally) daysFigure() model.Figure {
	f := t.orNothing(t.days, t.daysKnown > 0)
	switch {
	case t.daysKnown == 0:
	case len(t.counted()) > 0 || t.counting-t.missing > t.daysKnown:
		f.Kind = model.AtLeast // those of reported totals, and of activities without marks, are not known
	case t.approximate:
		f.Kind = model.Approximate
	}
	return f
}

// womenShare gives the share of women among those whose sex is known; people of reported
// totals are unknown (rule 6).
func (t *tally) womenShare() model.Women {
	w := model.Women{Women: t.women, Known: t.known, Unknown: t.participants - t.known}
	for _, r := range t.counted() {
		if r.Participants != nil {
			w.Unknown += *r.Participants
		}
	}
	return w
}

// notes says in words what a table was made of and what was left out.
func notes(p model.Period, total model.Line, left []model.Reported, typeName map[model.ID]string, cut model.Cut) []string {
	out := []string{}
	seen := map[string]bool{}
	for _, r := range total.Made.Reported {
		note := fmt.Sprintf("%s as reported", model.Between(r.From, r.To).Span())
		if r.Source != "" {
			note += " (" + r.Source + ")"
		}
		if r.Adds {
			note += ", added to the activities of " + typeName[r.Type]
		}
		if !seen[note] {
			seen[note] = true
			out = append(out, note+".")
		}
	}
	if total.Countries.Kind == model.AtLeast {
		if made := total.Made.Reported; len(made) == 1 && total.Made.Named == 0 && made[0].CountriesKind == model.AtLeast {
			out = append(out, "Countries are a lower bound, as they were reported.")
		} else {
			out = append(out, "Countries are a lower bound: a reported total does not name them.")
		}
	}
	for _, r := range left {
		name, span := typeName[r.Type], model.Between(r.From, r.To).Span()
		if cut == model.ByType {
			out = append(out, fmt.Sprintf("Left out: the total reported for %s, %s. It lies only partly in this period, so the activities in the register count instead.", name, span))
		} else {
			out = append(out, fmt.Sprintf("The rows leave out the total reported for %s, %s, which cannot be cut this way; the activities it stands for count there.", name, span))
		}
	}
	if n := total.EvidenceMissing; n == 1 {
		out = append(out, "1 held activity has no figures of people yet.")
	} else if n > 1 {
		out = append(out, fmt.Sprintf("%d held activities have no figures of people yet.", n))
	}
	return out
}
