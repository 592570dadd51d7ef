package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"rollbook/model"
	"rollbook/model/country"
)

// upcomingDays is how far ahead the overview looks, and mostListed how many activities it
// lists.
const (
	upcomingDays = 60
	mostListed   = 6
	themeYears   = 3
)

// Overview gives everything the first screen shows for a period, on a day.
func (r *Register) Overview(ctx context.Context, p model.Period, today model.Day) (model.Overview, error) {
	o := model.Overview{Period: p}
	var err error
	if o.Summary, err = r.Summary(ctx, p, model.ByType); err != nil {
		return o, err
	}
	c, err := r.counting(ctx, p)
	if err != nil {
		return o, err
	}
	if o.Special, o.Countries, err = c.origins(ctx); err != nil {
		return o, err
	}
	if o.Special.Participants.Value == 0 {
		if o.Special, err = c.withoutOrigins(ctx, o.Summary.Total.Participants); err != nil {
			return o, err
		}
	}
	if o.Years, err = c.years(ctx); err != nil {
		return o, err
	}
	if o.Themes, err = c.themes(ctx, today); err != nil {
		return o, err
	}
	if o.Upcoming, _, err = r.Activities(ctx, model.ActivityFilter{Period: model.Between(today, today.Add(upcomingDays)),
		Statuses: []model.Status{model.Planned}, Limit: mostListed}); err != nil {
		return o, err
	}
	o.Lacking, o.LackingOf, err = r.Activities(ctx, model.ActivityFilter{Period: p, Evidence: model.NoneYet, Counted: true, Down: true, Limit: mostListed})
	return o, err
}

// origins gives the participants from countries in special situations, and from each
// country, of the activities in the register. Reported totals name no countries.
func (c *counting) origins(ctx context.Context) (model.GroupShares, []model.CountryCount, error) {
	where, args := c.where(nil)
	var s model.GroupShares
	byCountry := map[model.CountryCode]*model.CountryCount{}
	err := c.reg.each(ctx, `SELECT o.country, o.groups, sum(o.participants), max(o.approximate), count(*)
		FROM kept_activity k JOIN activity_type t ON t.id = k.type AND t.counts_people JOIN kept_country o ON o.activity = k.activity
		WHERE `+where+" GROUP BY 1, 2", args, func(rows *sql.Rows) error {
		var code model.CountryCode
		var groups, n, events int
		var approximate bool
		if err := rows.Scan(&code, &groups, &n, &approximate, &events); err != nil {
			return err
		}
		f := model.Count(n)
		if approximate {
			f.Kind = model.Approximate
		}
		s.Participants = s.Participants.Plus(f)
		for bit, group := range map[int]*model.Figure{bitLDC: &s.LDC, bitLLDC: &s.LLDC, bitSIDS: &s.SIDS} {
			if groups&bit != 0 {
				*group = group.Plus(f)
			}
		}
		if groups != 0 {
			s.Special = s.Special.Plus(f)
		}
		if code == "" {
			return nil
		}
		if of, ok := country.ByCode(code); ok && of.AsiaPacific() {
			s.AsiaPacific = s.AsiaPacific.Plus(f)
		}
		if byCountry[code] == nil {
			byCountry[code] = &model.CountryCount{Code: code}
		}
		byCountry[code].Participants = byCountry[code].Participants.Plus(f)
		byCountry[code].Events += events
		return nil
	})
	all := make([]model.CountryCount, 0, len(byCountry))
	for _, n := range byCountry {
		all = append(all, *n)
	}
	slices.SortFunc(all, func(a, b model.CountryCount) int {
		return cmp.Or(cmp.Compare(b.Participants.Value, a.Participants.Value), cmp.Compare(a.Code, b.Code))
	})
	return s, all, err
}

// withoutOrigins gives the shares where nobody's country is known: they are as unknown as
// the participants themselves, and where these are known from reported totals alone, missing.
func (c *counting) withoutOrigins(ctx context.Context, participants model.Figure) (model.GroupShares, error) {
	where, args := c.where(nil)
	var evidence bool
	err := c.reg.one(ctx, `SELECT EXISTS (SELECT 1 FROM kept_activity k JOIN activity_type t ON t.id = k.type AND t.counts_people
		WHERE `+where+" AND k.evidence <> 'none')", args, &evidence)
	if err != nil || evidence {
		return model.GroupShares{}, err
	}
	f := participants
	if f.Known() && f.Value > 0 {
		f = model.Figure{Kind: model.Missing}
	}
	return model.GroupShares{Participants: f, LDC: f, LLDC: f, SIDS: f, Special: f, AsiaPacific: f}, nil
}

// years gives the figures a year by type, of the activities in the register; totals that
// lie wholly in one year enter there.
func (c *counting) years(ctx context.Context) (model.YearSeries, error) {
	var single []model.Reported
	s := model.YearSeries{}
	for _, r := range c.inside {
		if r.From.Year() == r.To.Year() {
			single = append(single, r)
		} else {
			s.LeftOut = append(s.LeftOut, r)
		}
	}
	s.LeftOut = append(s.LeftOut, c.overlapping...)
	type cell struct {
		year int
		of   model.ID
	}
	events, people := map[cell]model.Figure{}, map[cell]model.Figure{}
	first, last := 0, 0
	see := func(year int) {
		if first == 0 || year < first {
			first = year
		}
		last = max(last, year)
	}
	where, args := c.where(single)
	if err := c.reg.each(ctx, `SELECT CAST(substr(k.first_day, 1, 4) AS INTEGER), k.type, count(*), sum(k.participants), max(k.approximate), sum(k.evidence <> 'none')
		FROM kept_activity k WHERE `+where+" GROUP BY 1, 2", args, func(rows *sql.Rows) error {
		var at cell
		var n, participants, evidence int
		var approximate bool
		if err := rows.Scan(&at.year, &at.of, &n, &participants, &approximate, &evidence); err != nil {
			return err
		}
		see(at.year)
		events[at] = model.Count(n)
		f := model.Count(participants)
		switch {
		case !c.countsPeople[at.of]:
			f = model.Figure{Kind: model.NotCounted}
		case evidence == 0:
			f = model.Figure{Kind: model.Missing}
		case approximate:
			f.Kind = model.Approximate
		}
		people[at] = f
		return nil
	}); err != nil {
		return s, err
	}
	for _, r := range single {
		at := cell{r.From.Year(), r.Type}
		see(at.year)
		events[at] = events[at].Plus(r.EventsFigure())
		if c.countsPeople[r.Type] {
			people[at] = people[at].Plus(r.ParticipantsFigure())
		}
	}
	for year := first; year <= last && first > 0; year++ {
		s.Years = append(s.Years, year)
	}
	for _, t := range c.types {
		var e, p []model.Figure
		for _, year := range s.Years {
			e, p = append(e, events[cell{year, t.ID}]), append(p, people[cell{year, t.ID}])
		}
		s.Types, s.Events, s.Participants = append(s.Types, t), append(s.Events, e), append(s.Participants, p)
	}
	return s, nil
}

// themes gives how many held activities had each theme in the last 3 years of the period;
// the period's end counts, or today where it is open or lies ahead.
func (c *counting) themes(ctx context.Context, today model.Day) (model.ThemeYears, error) {
	end := c.period.To
	if end == "" || end > today {
		end = today
	}
	p := model.LastYears(themeYears, end).Within(c.period)
	s := model.ThemeYears{}
	if p.Validate() != nil {
		return s, nil
	}
	for y := p.From.Year(); y <= p.To.Year(); y++ {
		s.Years = append(s.Years, y)
	}
	all, err := c.reg.Themes(ctx)
	if err != nil {
		return s, err
	}
	narrow := *c
	narrow.period = p
	where, args := narrow.where(nil)
	counts := map[model.ID][]int{}
	link := linkCuts[model.ByTheme]
	if err := c.reg.each(ctx, "SELECT x.key, CAST(substr(k.first_day, 1, 4) AS INTEGER), count(*) FROM kept_activity k "+link.join+" WHERE "+where+" GROUP BY 1, 2",
		args, func(rows *sql.Rows) error {
			var theme model.ID
			var year, n int
			if err := rows.Scan(&theme, &year, &n); err != nil {
				return err
			}
			if counts[theme] == nil {
				counts[theme] = make([]int, len(s.Years))
			}
			counts[theme][year-p.From.Year()] = n
			return nil
		}); err != nil {
		return s, err
	}
	sum := func(id model.ID) (n int) {
		for _, v := range counts[id] {
			n += v
		}
		return n
	}
	slices.SortStableFunc(all, func(a, b model.Theme) int { return cmp.Compare(sum(b.ID), sum(a.ID)) })
	for _, t := range all {
		if sum(t.ID) > 0 {
			s.Themes, s.Events = append(s.Themes, t), append(s.Events, counts[t.ID])
		}
	}
	return s, c.reg.each(ctx, `SELECT count(*) FROM kept_activity k WHERE `+where+
		" AND NOT EXISTS (SELECT 1 FROM activity_theme x JOIN theme t ON t.id = x.theme AND t.deleted = 0 WHERE x.activity = k.activity AND x.deleted = 0)", args,
		func(rows *sql.Rows) error { return rows.Scan(&s.None) })
}
