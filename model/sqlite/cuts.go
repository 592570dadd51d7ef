package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"rollbook/model"
	"rollbook/model/country"
)

// linkCuts put activities into rows by what they are linked with, once for each row: a
// theme takes the activities of the themes below it along, a goal those of its targets.
var linkCuts = map[model.Cut]struct {
	grouping
	names string // key, name: what the rows are called
	kind  model.Kind
}{
	model.ByTheme: {grouping{"x.key", `JOIN (WITH RECURSIVE up (theme, above) AS (
			SELECT id, id FROM theme WHERE deleted = 0 UNION SELECT u.theme, t.parent FROM up u JOIN theme t ON t.id = u.above AND t.deleted = 0 WHERE t.parent IS NOT NULL)
		SELECT DISTINCT a.activity, u.above AS key FROM activity_theme a JOIN up u ON u.theme = a.theme WHERE a.deleted = 0) x ON x.activity = k.activity`},
		"SELECT id, name FROM theme WHERE deleted = 0", model.KindTheme},
	model.BySDG: {grouping{"x.key", `JOIN (SELECT DISTINCT activity, CAST(code AS INTEGER) AS key FROM activity_sdg WHERE deleted = 0) x ON x.activity = k.activity`}, "", ""},
	model.ByPartner: {grouping{"x.key", `JOIN (SELECT DISTINCT activity, partner AS key FROM activity_partner WHERE deleted = 0) x ON x.activity = k.activity`},
		"SELECT id, name FROM partner WHERE deleted = 0", model.KindPartner},
}

// byLink gives the rows of a cut by theme, SDG goal or partner. Reported totals stay out of
// them, and what they stand for counts.
func (c *counting) byLink(ctx context.Context, cut model.Cut) ([]model.Line, error) {
	link := linkCuts[cut]
	rows, err := c.tallies(ctx, link.grouping, nil)
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	if link.names != "" {
		if err := c.reg.each(ctx, link.names, nil, func(rows *sql.Rows) error {
			var id int64
			var name string
			err := rows.Scan(&id, &name)
			names[fmt.Sprint(id)] = name
			return err
		}); err != nil {
			return nil, err
		}
	}
	lines := []model.Line{}
	for key, t := range rows {
		name := key
		if link.names != "" {
			if name = names[key]; name == "" {
				continue // deleted, while an activity still names it
			}
		}
		t.nothingCounted = t.counting == 0
		l := t.line(name)
		if id, err := strconv.ParseInt(key, 10, 64); err == nil && link.kind != "" {
			l.Ref = model.Ref{Kind: link.kind, ID: model.ID(id)}
		}
		lines = append(lines, l)
	}
	slices.SortFunc(lines, func(a, b model.Line) int {
		if cut == model.BySDG {
			return model.CompareSDG(a.Key, b.Key)
		}
		return cmp.Or(strings.Compare(strings.ToLower(a.Key), strings.ToLower(b.Key)), cmp.Compare(a.Ref.ID, b.Ref.ID))
	})
	return lines, nil
}

// inNoRow says how much of the period no row of a cut holds: activities without a theme,
// people who came for no country; "" where the rows hold everything.
func (c *counting) inNoRow(ctx context.Context, cut model.Cut) (note string, err error) {
	where, args := c.where(nil)
	query, one, many := "", "", ""
	switch cut {
	case model.ByTheme, model.BySDG, model.ByPartner:
		what := map[model.Cut]string{model.ByTheme: "theme", model.BySDG: "SDG", model.ByPartner: "partner"}[cut]
		query = "SELECT count(*) FROM kept_activity k WHERE k.activity NOT IN (SELECT k.activity FROM kept_activity k " + linkCuts[cut].join + ") AND " + where
		one, many = "1 held activity has no "+what+" and is in no row.", "%s held activities have no "+what+" and are in no row."
	case model.ByCountry, model.ByRegion:
		query = `SELECT coalesce(sum(o.participants), 0) FROM kept_activity k JOIN activity_type t ON t.id = k.type AND t.counts_people
			JOIN kept_country o ON o.activity = k.activity AND o.country = '' WHERE ` + where
		one, many = "1 participant came for no country and is in no row.", "%s participants came for no country and are in no row."
	default:
		return "", nil
	}
	n := 0
	err = c.reg.each(ctx, query, args, func(rows *sql.Rows) error { return rows.Scan(&n) })
	switch {
	case n == 1:
		note = one
	case n > 1:
		note = fmt.Sprintf(many, model.Thousands(n))
	}
	return note, err
}

// byOrigin gives the rows of a cut by where people came from: country, region or group.
// Events are those at which somebody from there took part. Reported totals stay out.
func (c *counting) byOrigin(ctx context.Context, cut model.Cut) ([]model.Line, error) {
	own, err := c.reg.Countries(ctx)
	if err != nil {
		return nil, err
	}
	names := map[model.CountryCode]model.Country{}
	for _, o := range own {
		names[o.Code] = o
	}
	of := func(code model.CountryCode, groups int) []string {
		switch cut {
		case model.ByRegion:
			return regionKeys(code, names)
		case model.ByGroup:
			return groupKeys(groups)
		}
		return []string{string(code)}
	}
	rows, err := c.originTallies(ctx, of)
	if err != nil {
		return nil, err
	}
	lines := []model.Line{}
	for _, key := range originOrder(cut, rows) {
		l := rows[key].line(key)
		if cut == model.ByCountry {
			code := model.CountryCode(key)
			l.Key, l.Code = CountryName(code, names), key
		}
		lines = append(lines, l)
	}
	if cut == model.ByCountry {
		slices.SortStableFunc(lines, func(a, b model.Line) int { return strings.Compare(a.Key, b.Key) })
	}
	return lines, nil
}

// CountryName gives what the office calls a country: its own word, else the UN's.
func CountryName(code model.CountryCode, own map[model.CountryCode]model.Country) string {
	if o, ok := own[code]; ok && o.Name != "" {
		return o.Name
	}
	return country.Name(code)
}

// regionKeys gives the regions of a country, Asia and the Pacific among them (rule 12).
func regionKeys(code model.CountryCode, own map[model.CountryCode]model.Country) []string {
	c, ok := country.ByCode(code)
	if !ok {
		c.Region = own[code].Region
	}
	switch {
	case c.Region == "":
		return nil
	case c.AsiaPacific():
		return []string{c.Region, model.AsiaPacific}
	}
	return []string{c.Region}
}

// The bits in which a country's groups on a day are kept.
const (
	bitLDC = 1 << iota
	bitLLDC
	bitSIDS
)

func groupKeys(groups int) []string {
	if groups == 0 {
		return []string{string(model.Other)}
	}
	keys := []string{string(model.Special)}
	for bit, g := range map[int]model.Group{bitLDC: model.LDC, bitLLDC: model.LLDC, bitSIDS: model.SIDS} {
		if groups&bit != 0 {
			keys = append(keys, string(g))
		}
	}
	return keys
}

func originOrder(cut model.Cut, rows map[string]*tally) []string {
	var order []string
	switch cut {
	case model.ByGroup:
		for _, g := range []model.Group{model.LDC, model.LLDC, model.SIDS, model.Special, model.Other} {
			order = append(order, string(g))
		}
	case model.ByRegion:
		order = append(country.Regions(), model.AsiaPacific)
	default:
		return slices.Sorted(maps.Keys(rows))
	}
	for _, key := range order {
		if rows[key] == nil {
			rows[key] = newTally(nil)
		}
	}
	return order
}

// origin is where somebody came from: a country with its groups on the day.
type origin struct {
	code   model.CountryCode
	groups int
}

// originTallies counts participations into rows. of gives the rows that a participation
// from a country, with its groups on the day, belongs to. People for no country are in no
// row but "other".
func (c *counting) originTallies(ctx context.Context, of func(model.CountryCode, int) []string) (map[string]*tally, error) {
	where, args := c.where(nil)
	rows := map[string]*tally{}
	last := map[string]int64{} // the last activity counted into a row: they come in order
	named := map[string]int64{}
	row := func(key string) *tally {
		if rows[key] == nil {
			rows[key] = newTally(c.countsPeople)
		}
		return rows[key]
	}
	keys := map[origin][]string{}
	keysOf := func(o origin) []string {
		k, ok := keys[o]
		if !ok {
			if k = of(o.code, o.groups); o.code == "" {
				k = slices.DeleteFunc(k, func(key string) bool { return key != string(model.Other) })
			}
			keys[o] = k
		}
		return k
	}
	err := c.reg.each(ctx, `SELECT k.activity, o.country, o.groups, o.participants, o.approximate, o.women, o.known, o.person_days, k.named > 0
		FROM kept_activity k JOIN activity_type t ON t.id = k.type AND t.counts_people JOIN kept_country o ON o.activity = k.activity
		WHERE `+where+" ORDER BY k.activity", args, func(r *sql.Rows) error {
		var activity int64
		var o origin
		var n tally
		var days sql.NullInt64
		var names bool
		if err := r.Scan(&activity, &o.code, &o.groups, &n.participants, &n.approximate, &n.women, &n.known, &days, &names); err != nil {
			return err
		}
		for _, key := range keysOf(o) {
			t := row(key)
			if last[key] != activity {
				last[key] = activity
				t.events++
				t.counting++
				if days.Valid {
					t.daysKnown++
				}
			}
			if names && named[key] != activity {
				named[key] = activity
				t.named++
			}
			t.participants += n.participants
			t.approximate = t.approximate || n.approximate
			t.women, t.known = t.women+n.women, t.known+n.known
			t.days += int(days.Int64) // 0 where they are not known
			if o.code != "" {
				t.countries[o.code] = struct{}{}
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return rows, c.originPeople(ctx, keysOf, rows)
}

// originPeople counts the people in each row once. Where headcounts are an activity's
// evidence, names for countries that these do not have are in no row.
func (c *counting) originPeople(ctx context.Context, keysOf func(origin) []string, rows map[string]*tally) error {
	where, args := c.where(nil)
	seen := map[string]map[int64]struct{}{}
	return c.reg.each(ctx, `SELECT DISTINCT r.person, r.country, o.groups
		FROM kept_activity k JOIN activity_type t ON t.id = k.type AND t.counts_people
		JOIN kept_registration r ON r.activity = k.activity AND r.attended = 1
		JOIN kept_country o ON o.activity = k.activity AND o.country = r.country WHERE `+where, args, func(r *sql.Rows) error {
		var person int64
		var o origin
		if err := r.Scan(&person, &o.code, &o.groups); err != nil {
			return err
		}
		for _, key := range keysOf(o) {
			if seen[key] == nil {
				seen[key] = map[int64]struct{}{}
			}
			if _, ok := seen[key][person]; !ok && rows[key] != nil {
				seen[key][person] = struct{}{}
				rows[key].people++
			}
		}
		return nil
	})
}

// sortedKeys gives a map's keys in an order.
func sortedKeys[V any](m map[string]V, compare func(a, b string) int) []string {
	return slices.SortedFunc(maps.Keys(m), compare)
}
