package sqlite

import (
	"context"
	"database/sql"
	"slices"
	"strings"

	"rollbook/model"
	"rollbook/model/country"
)

// Activities gives the activities that a filter lets through, sorted and cut off as it
// says, with their figures, and how many there are in all.
func (r *Register) Activities(ctx context.Context, f model.ActivityFilter) ([]model.ActivityLine, int, error) {
	where, args, err := r.activityWhere(ctx, f)
	if err != nil {
		return nil, 0, err
	}
	from := ` FROM activity a LEFT JOIN kept_activity k ON k.activity = a.id LEFT JOIN activity_type t ON t.id = a.type WHERE ` + where
	limit := -1
	if f.Limit > 0 {
		limit = f.Limit
	}
	lines, err := list(ctx, r, "SELECT "+activityColumns+`, coalesce(t.name, ''), coalesce(t.counts_people, 0), coalesce(k.evidence, 'none'), coalesce(k.participants, 0),
		coalesce(k.approximate, 0), coalesce(k.countries, 0), coalesce(k.women, 0), coalesce(k.known, 0), k.person_days, coalesce(k.completed, 0), coalesce(k.marks, 0),
		k.by_register, k.by_headcounts`+from+" ORDER BY "+activityOrder(f)+" LIMIT ?", append(slices.Clone(args), limit), scanActivityLine)
	if err != nil || limit < 0 || len(lines) < limit {
		return lines, len(lines), err
	}
	n := 0
	err = r.each(ctx, "SELECT count(*)"+from, args, func(rows *sql.Rows) error { return rows.Scan(&n) })
	return lines, n, err
}

func scanActivityLine(rows *sql.Rows, l *model.ActivityLine) error {
	var counts, approximate bool
	var participants, countries, women, known, completed, marks int
	var days, byRegister, byHeadcounts sql.NullInt64
	if err := rows.Scan(append(scanActivity(&l.Activity), &l.TypeName, &counts, &l.Figures.Evidence, &participants, &approximate, &countries,
		&women, &known, &days, &completed, &marks, &byRegister, &byHeadcounts)...); err != nil {
		return err
	}
	f := &l.Figures
	kind := model.Exact
	switch {
	case !counts:
		kind = model.NotCounted
	case f.Evidence == model.NoneYet:
		kind = model.Missing
	}
	figure := func(n int, known, rough bool) model.Figure {
		switch {
		case kind != model.Exact:
			return model.Figure{Kind: kind}
		case !known:
			return model.Figure{Kind: model.Missing}
		case rough:
			return model.Figure{Value: n, Kind: model.Approximate}
		}
		return model.Count(n)
	}
	f.Participants = figure(participants, true, approximate)
	f.Countries = figure(countries, true, false)
	f.PersonDays = figure(int(days.Int64), days.Valid, approximate)
	f.Completed = figure(completed, marks > 0, false)
	f.Women = model.Women{Women: women, Known: known, Unknown: participants - known}
	f.ByRegister = figure(int(byRegister.Int64), byRegister.Valid, false)
	f.ByHeadcounts = figure(int(byHeadcounts.Int64), byHeadcounts.Valid, approximate)
	return nil
}

// ActivityFigures gives the figures of one activity. The error has code ENotFound.
func (r *Register) ActivityFigures(ctx context.Context, id model.ID) (model.ActivityFigures, error) {
	lines, err := list(ctx, r, "SELECT "+activityColumns+`, coalesce(t.name, ''), coalesce(t.counts_people, 0), k.evidence, k.participants,
		k.approximate, k.countries, k.women, k.known, k.person_days, k.completed, k.marks, k.by_register, k.by_headcounts
		FROM activity a JOIN kept_activity k ON k.activity = a.id LEFT JOIN activity_type t ON t.id = a.type WHERE a.id = ? AND a.deleted = 0`,
		[]any{int64(id)}, scanActivityLine)
	if err != nil {
		return model.ActivityFigures{}, err
	}
	if len(lines) == 0 {
		return model.ActivityFigures{}, model.Errorf(model.ENotFound, "This activity is not in the register any more.")
	}
	return lines[0].Figures, nil
}

// conditions gathers the conditions of a query with their arguments.
type conditions struct {
	sql  []string
	args []any
}

func (c *conditions) add(sql string, args ...any) {
	c.sql, c.args = append(c.sql, sql), append(c.args, args...)
}

// anyOf asks for one of the values given; none given asks nothing.
func anyOf[T any](c *conditions, before string, all []T, after string) {
	if len(all) == 0 {
		return
	}
	args := make([]any, len(all))
	for i, v := range all {
		args[i] = plainValue(v)
	}
	c.add(before+" (?"+strings.Repeat(",?", len(all)-1)+")"+after, args...)
}

func plainValue(v any) any {
	switch v := v.(type) {
	case model.ID:
		return int64(v)
	case model.Status:
		return string(v)
	case model.CountryCode:
		return string(v)
	}
	return v
}

func (r *Register) activityWhere(ctx context.Context, f model.ActivityFilter) (string, []any, error) {
	c := &conditions{}
	c.add("a.deleted = 0")
	if words := matchExpression(f.Find); words != "" {
		c.add("a.id IN (SELECT rowid FROM find_activity WHERE find_activity MATCH ?)", words)
	} else if strings.TrimSpace(f.Find) != "" {
		c.add("false")
	}
	if f.Period.From != "" || f.Period.To != "" {
		from, to := bounds(f.Period)
		c.add("a.first_day >= ? AND a.first_day <= ?", from, to)
	}
	anyOf(c, "a.type IN", f.Types, "")
	anyOf(c, "a.status IN", f.Statuses, "")
	anyOf(c, `EXISTS (SELECT 1 FROM activity_theme x WHERE x.activity = a.id AND x.deleted = 0 AND x.theme IN (
		WITH RECURSIVE below (id) AS (SELECT id FROM theme WHERE id IN`, f.Themes, " UNION SELECT t.id FROM theme t JOIN below b ON t.parent = b.id) SELECT id FROM below))")
	anyOf(c, "EXISTS (SELECT 1 FROM activity_partner x WHERE x.activity = a.id AND x.deleted = 0 AND x.partner IN", f.Partners, ")")
	if len(f.SDGs) > 0 {
		var each []string
		var args []any
		for _, code := range f.SDGs {
			each = append(each, "x.code = ? OR x.code LIKE ?")
			args = append(args, code, code+".%")
		}
		c.add("EXISTS (SELECT 1 FROM activity_sdg x WHERE x.activity = a.id AND x.deleted = 0 AND ("+strings.Join(each, " OR ")+"))", args...)
	}
	if f.Country != "" {
		c.add("EXISTS (SELECT 1 FROM kept_country o WHERE o.activity = a.id AND o.country = ?)", string(f.Country))
	}
	if bits, ok := map[model.Group]int{model.LDC: bitLDC, model.LLDC: bitLLDC, model.SIDS: bitSIDS, model.Special: bitLDC | bitLLDC | bitSIDS}[f.Group]; ok {
		c.add("EXISTS (SELECT 1 FROM kept_country o WHERE o.activity = a.id AND o.groups & ? <> 0)", bits)
	} else if f.Group == model.Other {
		c.add("EXISTS (SELECT 1 FROM kept_country o WHERE o.activity = a.id AND o.groups = 0)")
	}
	if f.Region != "" {
		var codes []model.CountryCode
		for _, country := range country.All() {
			if slices.Contains(regionKeys(country.Code, nil), f.Region) {
				codes = append(codes, country.Code)
			}
		}
		anyOf(c, "EXISTS (SELECT 1 FROM kept_country o WHERE o.activity = a.id AND o.country IN", codes, ")")
	}
	if f.Evidence != "" {
		c.add("coalesce(k.evidence, 'none') = ? AND t.counts_people", string(f.Evidence))
	}
	if f.Counted {
		counting, err := r.counting(ctx, f.Period)
		if err != nil {
			return "", nil, err
		}
		where, args := counting.where(counting.inside)
		c.add(where, args...)
	}
	return strings.Join(c.sql, " AND "), c.args, nil
}

func activityOrder(f model.ActivityFilter) string {
	direction := ""
	if f.Down {
		direction = " DESC"
	}
	column, ok := map[model.ActivitySort]string{
		model.SortTitle: "lower(a.title)", model.SortCode: "a.code", model.SortType: "t.position", model.SortPlace: "a.city || a.country",
		model.SortCountries: "coalesce(k.countries, 0)", model.SortParticipants: "coalesce(k.participants, 0)",
		model.SortEvidence: "coalesce(k.evidence, 'none')", model.SortStatus: "a.status",
	}[f.Sort]
	if !ok {
		return "a.first_day" + direction + ", a.last_day" + direction + ", a.id"
	}
	return column + direction + ", a.first_day DESC, a.id"
}
