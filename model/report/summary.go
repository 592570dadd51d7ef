package report

import (
	"context"
	"slices"
	"strings"

	"rollbook/model"
	"rollbook/model/chart"
)

// SummarySource is what the Summary report asks of a register.
type SummarySource interface {
	Office(context.Context) (model.Office, error)
	Countries(context.Context) ([]model.Country, error)
	Overview(context.Context, model.Period, model.Day) (model.Overview, error)
	Summary(context.Context, model.Period, model.Cut) (model.Summary, error)
}

// Summary composes the Summary report of a period: the source's table, how its figures are
// counted, what was left out, and the same figures by year, origin, theme and goal. The
// error is the register's.
func Summary(ctx context.Context, r SummarySource, p model.Period, at model.Instant) (Document, error) {
	office, err := r.Office(ctx)
	if err != nil {
		return Document{}, err
	}
	own, err := r.Countries(ctx)
	if err != nil {
		return Document{}, err
	}
	o, err := r.Overview(ctx, p, model.DayOf(at.Time()))
	if err != nil {
		return Document{}, err
	}
	d := Document{Title: "Summary of Activities", Subtitle: periodText(p), Office: office.Name, AsOf: at, Wide: true}
	d.add(summaryTable(o.Summary))
	if o.Summary.Total.Events.Value == 0 {
		d.add(Paragraph{Text: "Nothing in the register was held in this period, and no total was reported for it."})
		return d, nil
	}
	c := Charts{Overview: o, Names: ownNames(own), Say: English}
	if len(o.Years.Years) > 1 { // one year is what the table above says
		d.add(Heading{"Year by year", 1})
		d.charts(c.Participants(), c.Events())
		if err := d.cut(ctx, r, p, model.ByYear, "By year", "Year"); err != nil {
			return d, err
		}
	}
	d.add(Heading{"Countries and regions", 1})
	d.charts(c.Dots(), c.Special(), c.Countries())
	if err := d.cut(ctx, r, p, model.ByRegion, "By region", "Region"); err != nil {
		return d, err
	}
	if err := d.cut(ctx, r, p, model.ByGroup, "By group of countries", "Group"); err != nil {
		return d, err
	}
	d.add(Heading{"Themes and goals", 1})
	d.charts(c.Themes())
	if err := d.cut(ctx, r, p, model.ByTheme, "By theme", "Theme"); err != nil {
		return d, err
	}
	if err := d.cut(ctx, r, p, model.BySDG, "By Sustainable Development Goal", "Goal"); err != nil {
		return d, err
	}
	d.add(Heading{"How the figures are counted", 1}, List{Items: definitions(o.Summary), Quiet: true})
	return d.tidied(), nil
}

// periodText gives a period as a title says it.
func periodText(p model.Period) string {
	if p.From == "" && p.To == "" {
		return "All activities to date"
	}
	return p.Label()
}

func (d *Document) add(blocks ...Block) { d.Blocks = append(d.Blocks, blocks...) }

// charts adds the charts that have anything to draw.
func (d *Document) charts(all ...chart.Chart) {
	for _, c := range all {
		if !c.Empty() {
			d.add(Chart{Chart: c})
		}
	}
}

// cut adds the figures of a period cut one way; nothing where no row has any.
func (d *Document) cut(ctx context.Context, r SummarySource, p model.Period, cut model.Cut, title, head string) error {
	s, err := r.Summary(ctx, p, cut)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(s.Rows, func(l model.Line) bool { return l.Events.Value > 0 }) {
		d.add(cutTable(s, title, head))
	}
	return nil
}

// tidied drops first-level headings under which nothing stands.
func (d Document) tidied() Document {
	var kept []Block
	for i, b := range d.Blocks {
		if h, is := b.(Heading); is && h.Level == 1 && nothingUnder(d.Blocks[i+1:]) {
			continue
		}
		kept = append(kept, b)
	}
	d.Blocks = kept
	return d
}

// nothingUnder says whether what follows a heading belongs to another one or is nothing.
func nothingUnder(rest []Block) bool {
	if len(rest) == 0 {
		return true
	}
	h, heading := rest[0].(Heading)
	return heading && h.Level == 1 || rest[0] == Block(Break{})
}

// mostTypes is how many types stand side by side; more stand below each other.
const mostTypes = 7

// measure is a figure that a table of the Summary shows of a line.
type measure struct {
	name string
	cell func(model.Line) Cell
}

// measures are the figures of a line, in the order of the source's table.
func measures(s model.Summary) []measure {
	all := []measure{
		{"Events", func(l model.Line) Cell { return Figure(l.Events) }},
		{"Participating countries", func(l model.Line) Cell { return Figure(l.Countries) }},
		{peopleWords(s), func(l model.Line) Cell { return Figure(l.Participants) }},
		{"People, counted once", func(l model.Line) Cell { return Figure(l.People.Figure) }},
		{"Women", func(l model.Line) Cell { return Share(l.Women.Share()) }},
		{"Person-days", func(l model.Line) Cell { return Figure(l.PersonDays) }},
	}
	if s.Total.EvidenceMissing > 0 {
		all = append(all, measure{"Events without figures", func(l model.Line) Cell { return Number(l.EvidenceMissing) }})
	}
	return all
}

// peopleWords gives what heads the people of the types: "Participants / Trainees".
func peopleWords(s model.Summary) string {
	var words []string
	for _, l := range s.Rows {
		if l.PeopleWord != "" && l.Participants.Kind != model.NotCounted && !slices.Contains(words, l.PeopleWord) {
			words = append(words, l.PeopleWord)
		}
	}
	if len(words) == 0 {
		return "Participants"
	}
	return strings.Join(words, " / ")
}

// summaryTable is the source's table: a column a type, and the total.
func summaryTable(s model.Summary) Table {
	if len(s.Rows) > mostTypes {
		return cutTable(s, "Summary", "Type")
	}
	t := Table{Title: "Summary", Columns: []Column{{Weight: 1.9}}, Notes: s.Notes}
	for _, l := range s.Rows {
		t.Columns = append(t.Columns, Column{Head: l.Key, Figure: true})
	}
	t.Columns = append(t.Columns, Column{Head: "Total", Figure: true})
	for _, m := range measures(s) {
		row := Row{Cells: []Cell{Text(m.name)}}
		for _, l := range append(slices.Clone(s.Rows), s.Total) {
			row.Cells = append(row.Cells, m.cell(l))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// cutTable has a row a line, and the total.
func cutTable(s model.Summary, title, head string) Table {
	t := Table{Title: title, Columns: []Column{{Head: head, Weight: 2.5}}, Notes: s.Notes}
	if s.Cut != model.ByType {
		t.Notes = reportedNote(s)
	}
	if len(s.Rows) == 0 {
		return t
	}
	all := measures(s)
	for _, m := range all {
		t.Columns = append(t.Columns, Column{Head: m.name, Figure: true})
	}
	add := func(l model.Line, strong bool) {
		key := Text(keyText(s.Cut, l.Key))
		if s.Cut == model.ByYear {
			key = Year(l.Key)
		}
		row := Row{Cells: []Cell{key}, Strong: strong}
		for _, m := range all {
			row.Cells = append(row.Cells, m.cell(l))
		}
		t.Rows = append(t.Rows, row)
	}
	for _, l := range s.Rows {
		add(l, false)
	}
	total := s.Total
	total.Key = "Total"
	add(total, true)
	return t
}

// reportedNote says which reported totals are in the last row alone.
func reportedNote(s model.Summary) []string {
	var spans []string
	for _, r := range s.Total.Made.Reported {
		span := model.Between(r.From, r.To).Span()
		if s.Cut == model.ByYear && r.From.Year() == r.To.Year() || slices.Contains(spans, span) {
			continue
		}
		spans = append(spans, span)
	}
	if len(spans) == 0 {
		return nil
	}
	return []string{"The totals reported for " + strings.Join(spans, ", ") + " cannot be cut this way: they are in the last row alone, and the activities in the register count above."}
}

// keyText gives a row's key in words: a goal with its title, a group by its full name.
func keyText(cut model.Cut, key string) string {
	switch cut {
	case model.BySDG:
		if title := model.GoalTitle(key); title != "" {
			return key + " " + title
		}
	case model.ByGroup:
		if label := model.Group(key).Label(); label != "" {
			return label
		}
	}
	return key
}

// definitions says in plain words how the figures of a Summary are counted.
func definitions(s model.Summary) []string {
	named, known := "", ""
	if of := s.Total.People.Of; of > 0 {
		named = ": here at " + model.Thousands(s.Total.People.NamedAt) + " of " + model.Counted(of, "activity", "activities")
	}
	if w := s.Total.Women; w.Known+w.Unknown > 0 {
		known = ": " + model.Counted(w.Known, "participant", "participants") + "; of " + model.Thousands(w.Unknown) + " it is not known"
	}
	return []string{
		"Events are activities that were held and began in the period.",
		"Participants are those who attended in a counted role; somebody who came twice counts twice.",
		"People are counted once, and only where names are known" + named + ".",
		"Participating countries are those that participants came for, each counted once; the total is not the sum of the columns.",
		"Women are a share of those whose sex is known" + known + ".",
		"Person-days are days on which a participant was present, or participants times days where only a number is known.",
		"≈ is a figure with an approximate part, ≥ one that is at least so high, — one that is not known, N/A one that is not counted for this type.",
		"Least developed, landlocked developing and small island countries are taken as they were on the activity’s first day.",
	}
}
