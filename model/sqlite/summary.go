package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"rollbook/model"
)

// Summary gives the figures of a period, cut one way: the rows, the union over all of
// them, and notes on what was left out. The error has code EInvalid for an impossible
// period or an unknown cut.
func (r *Register) Summary(ctx context.Context, p model.Period, cut model.Cut) (model.Summary, error) {
	if err := p.Validate(); err != nil {
		return model.Summary{}, err
	}
	c, err := r.counting(ctx, p)
	if err != nil {
		return model.Summary{}, err
	}
	s := model.Summary{Period: p, Cut: cut}
	if s.Total, err = c.total(ctx); err != nil {
		return s, err
	}
	var left []model.Reported
	switch cut {
	case model.ByType, "":
		s.Cut = model.ByType
		s.Rows, err = c.byType(ctx)
		left = c.overlapping
	case model.ByYear:
		s.Rows, left, err = c.byYear(ctx)
	case model.ByTheme, model.BySDG, model.ByPartner:
		s.Rows, err = c.byLink(ctx, cut)
		left = c.inside
	case model.ByCountry, model.ByRegion, model.ByGroup:
		s.Rows, err = c.byOrigin(ctx, cut)
		left = c.inside
	default:
		err = model.Errorf(model.EInvalid, "%q is not a cut; choose type, year, country, region, group, theme, sdg or partner.", string(cut))
	}
	if err != nil {
		return s, err
	}
	s.Notes = notes(p, s.Total, left, c.typeName, s.Cut)
	if s.Cut != model.ByType {
		for _, t := range c.overlapping {
			s.Notes = append(s.Notes, fmt.Sprintf("Left out: the total reported for %s, %s. It lies only partly in this period.",
				c.typeName[t.Type], model.Between(t.From, t.To).Span()))
		}
	}
	if s.Cut == model.ByType {
		s.Total.Made.Several = countriesOfSeveral(c.byTypeTallies)
	}
	note, err := c.inNoRow(ctx, s.Cut)
	if note != "" {
		s.Notes = append(s.Notes, note)
	}
	return s, err
}

// counting is one asking for figures of a period.
type counting struct {
	reg           *Register
	period        model.Period
	types         []model.ActivityType
	countsPeople  map[model.ID]bool
	typeName      map[model.ID]string
	inside        []model.Reported // totals wholly inside the period: they enter
	overlapping   []model.Reported // totals that overlap it in part: left out, and named
	byTypeTallies []*tally
}

func (r *Register) counting(ctx context.Context, p model.Period) (*counting, error) {
	c := &counting{reg: r, period: p, countsPeople: map[model.ID]bool{}, typeName: map[model.ID]string{}}
	var err error
	if c.types, err = r.countedTypes(ctx); err != nil {
		return nil, err
	}
	for _, t := range c.types {
		c.countsPeople[t.ID], c.typeName[t.ID] = t.CountsPeople, t.Name
	}
	all, err := r.Reported(ctx)
	if err != nil {
		return nil, err
	}
	for _, t := range all {
		if p.Encloses(t.From, t.To) {
			c.inside = append(c.inside, t)
		} else if p.Overlaps(t.From, t.To) {
			c.overlapping = append(c.overlapping, t)
		}
	}
	return c, nil
}

// where gives the condition that an activity k counts in the period (rule 1) and is not
// stood for by one of the totals given (rule 10).
func (c *counting) where(totals []model.Reported) (string, []any) {
	from, to := bounds(c.period)
	sql, args := "k.held = 1 AND k.first_day >= ? AND k.first_day <= ?", []any{from, to}
	for _, t := range totals {
		if !t.Adds {
			sql += " AND NOT (k.type = ? AND k.first_day >= ? AND k.first_day <= ?)"
			args = append(args, int64(t.Type), string(t.From), string(t.To))
		}
	}
	return sql, args
}

// bounds gives a period's ends so that days compare with them as text.
func bounds(p model.Period) (from, to string) {
	from, to = string(p.From), string(p.To)
	if to == "" {
		to = "9999-12-31"
	}
	return from, to
}

// grouping says how activities k are put into the rows of a cut: the SQL of a row's key,
// and of a join that gives it (once for each activity and key).
type grouping struct{ key, join string }

// tallies counts activities into the rows of a grouping.
func (c *counting) tallies(ctx context.Context, g grouping, totals []model.Reported) (map[string]*tally, error) {
	where, args := c.where(totals)
	from := " FROM kept_activity k JOIN activity_type t ON t.id = k.type " + g.join
	rows := map[string]*tally{}
	row := func(key string) *tally {
		if rows[key] == nil {
			rows[key] = newTally(c.countsPeople)
		}
		return rows[key]
	}
	err := c.reg.each(ctx, "SELECT CAST("+g.key+` AS TEXT), count(*), sum(t.counts_people), sum(t.counts_people AND k.evidence = 'none'),
		sum(t.counts_people * k.participants), max(t.counts_people AND k.approximate), sum(t.counts_people * k.women), sum(t.counts_people * k.known),
		coalesce(sum(t.counts_people * k.person_days), 0), sum(t.counts_people AND k.person_days IS NOT NULL), sum(t.counts_people AND k.named > 0)`+
		from+" WHERE "+where+" GROUP BY 1", args, func(rows *sql.Rows) error {
		var key string
		var n tally
		if err := rows.Scan(&key, &n.events, &n.counting, &n.missing, &n.participants, &n.approximate, &n.women, &n.known, &n.days, &n.daysKnown, &n.named); err != nil {
			return err
		}
		n.countries, n.countsPeople = map[model.CountryCode]struct{}{}, c.countsPeople
		*row(key) = n
		return nil
	})
	if err != nil {
		return nil, err
	}
	if err := c.reg.each(ctx, "SELECT DISTINCT CAST("+g.key+" AS TEXT), o.country"+from+" JOIN kept_country o ON o.activity = k.activity WHERE t.counts_people AND o.country <> '' AND "+where,
		args, func(rows *sql.Rows) error {
			var key string
			var code model.CountryCode
			err := rows.Scan(&key, &code)
			row(key).countries[code] = struct{}{}
			return err
		}); err != nil {
		return nil, err
	}
	err = c.reg.each(ctx, "SELECT CAST("+g.key+" AS TEXT), count(DISTINCT r.person)"+from+
		" JOIN kept_registration r ON r.activity = k.activity AND r.attended = 1 WHERE t.counts_people AND "+where+" GROUP BY 1", args, func(rows *sql.Rows) error {
		var key string
		var people int
		err := rows.Scan(&key, &people)
		row(key).people = people
		return err
	})
	return rows, err
}

// total is the union over the whole period, with the totals inside it.
func (c *counting) total(ctx context.Context) (model.Line, error) {
	rows, err := c.tallies(ctx, grouping{key: "''"}, c.inside)
	if err != nil {
		return model.Line{}, err
	}
	t := rows[""]
	if t == nil {
		t = newTally(c.countsPeople)
	}
	for _, r := range c.inside {
		t.report(r)
	}
	t.nothingCounted = t.counting == 0 && len(t.counted()) == 0 && t.events+len(t.reported) > 0
	return t.line("Total"), nil
}

// byType gives a row for every type, in the office's order.
func (c *counting) byType(ctx context.Context) ([]model.Line, error) {
	rows, err := c.tallies(ctx, grouping{key: "k.type"}, c.inside)
	if err != nil {
		return nil, err
	}
	lines := []model.Line{}
	for _, typ := range c.types {
		t := rows[fmt.Sprint(int64(typ.ID))]
		if t == nil {
			t = newTally(c.countsPeople)
		}
		t.nothingCounted = !typ.CountsPeople
		for _, r := range c.inside {
			if r.Type == typ.ID {
				t.report(r)
			}
		}
		c.byTypeTallies = append(c.byTypeTallies, t)
		l := t.line(typ.Name)
		l.Short, l.PeopleWord = typ.Short(), typ.PeopleWord
		l.Ref = model.Ref{Kind: model.KindActivityType, ID: typ.ID}
		lines = append(lines, l)
	}
	return lines, nil
}

// countriesOfSeveral counts the countries, known by name, that came to more than one type.
func countriesOfSeveral(rows []*tally) (n int) {
	times := map[model.CountryCode]int{}
	for _, t := range rows {
		came := map[model.CountryCode]bool{}
		for c := range t.countries {
			came[c] = true
		}
		for _, r := range t.counted() {
			for _, c := range r.CountryList {
				came[c] = true
			}
		}
		for c := range came {
			if times[c]++; times[c] == 2 {
				n++
			}
		}
	}
	return n
}

// byYear gives a row for every calendar year in which something was held. A total that
// lies wholly inside one year enters there; the others are left out of the rows.
func (c *counting) byYear(ctx context.Context) (lines []model.Line, left []model.Reported, err error) {
	var single []model.Reported
	for _, r := range c.inside {
		if r.From.Year() == r.To.Year() {
			single = append(single, r)
		} else {
			left = append(left, r)
		}
	}
	rows, err := c.tallies(ctx, grouping{key: "substr(k.first_day, 1, 4)"}, single)
	if err != nil {
		return nil, nil, err
	}
	for _, r := range single {
		year := fmt.Sprintf("%04d", r.From.Year())
		if rows[year] == nil {
			rows[year] = newTally(c.countsPeople)
		}
		rows[year].report(r)
	}
	lines = []model.Line{}
	for _, year := range sortedKeys(rows, strings.Compare) {
		t := rows[year]
		t.nothingCounted = t.counting == 0 && len(t.counted()) == 0
		lines = append(lines, t.line(year))
	}
	return lines, left, nil
}

// Years gives the calendar years in which the register holds activities or reported
// totals end or begin, the latest first; none where it holds nothing yet.
func (r *Register) Years(ctx context.Context) ([]int, error) {
	return list(ctx, r, `SELECT DISTINCT CAST(substr(day, 1, 4) AS INTEGER) FROM (SELECT first_day AS day FROM activity WHERE deleted = 0
		UNION ALL SELECT from_day FROM reported WHERE deleted = 0 UNION ALL SELECT to_day FROM reported WHERE deleted = 0) ORDER BY 1 DESC`, nil,
		func(rows *sql.Rows, year *int) error { return rows.Scan(year) })
}
