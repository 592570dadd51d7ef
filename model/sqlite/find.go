package sqlite

import (
	"context"
	"database/sql"
	"strings"

	"rollbook/model"
	"rollbook/model/country"
	"rollbook/model/fold"
)

// Find looks through the whole register for what a text may mean: activities, people,
// countries, partners and themes whose words begin with every word of the text, at most
// limit of each kind.
func (r *Register) Find(ctx context.Context, text string, limit int) ([]model.Found, error) {
	words := matchExpression(text)
	if words == "" {
		return nil, nil
	}
	activities, err := list(ctx, r, `SELECT a.id, a.title, coalesce(t.name, ''), a.first_day, a.last_day, a.code FROM find_activity f JOIN activity a ON a.id = f.rowid
		LEFT JOIN activity_type t ON t.id = a.type WHERE find_activity MATCH ? AND a.deleted = 0 ORDER BY a.first_day DESC, a.id LIMIT ?`, []any{words, limit},
		func(rows *sql.Rows, f *model.Found) error {
			var id model.ID
			var typeName, code string
			var first, last model.Day
			err := rows.Scan(&id, &f.Title, &typeName, &first, &last, &code)
			f.Kind, f.Route = model.KindActivity, model.ActivityRoute{ID: id}
			f.Detail = joined(code, typeName, model.SpanText(first, last))
			return err
		})
	if err != nil {
		return nil, err
	}
	people, err := list(ctx, r, `SELECT p.id, p.name, p.organisation, p.country FROM find_person f JOIN person p ON p.id = f.rowid
		WHERE find_person MATCH ? AND p.deleted = 0 AND p.erased = 0 AND p.merged_into IS NULL LIMIT ?`, []any{words, limit},
		func(rows *sql.Rows, f *model.Found) error {
			var id model.ID
			var organisation string
			var code model.CountryCode
			err := rows.Scan(&id, &f.Title, &organisation, &code)
			f.Kind, f.Route = model.KindPerson, model.PersonRoute{ID: id}
			f.Detail = joined(organisation, country.Name(code))
			return err
		})
	if err != nil {
		return nil, err
	}
	lists, err := r.findInLists(ctx, text, limit)
	if err != nil {
		return nil, err
	}
	return append(append(activities, people...), lists...), nil
}

// findInLists looks through countries, partners and themes.
func (r *Register) findInLists(ctx context.Context, text string, limit int) ([]model.Found, error) {
	sought := fold.Words(text)
	var all []model.Found
	add := func(n *int, f model.Found, words ...string) {
		if *n < limit && fold.Matches(fold.Words(strings.Join(words, " ")), sought) {
			all = append(all, f)
			*n++
		}
	}
	own, err := r.ownCountries(ctx)
	if err != nil {
		return nil, err
	}
	var countries, partners, themes int
	for _, c := range country.All() {
		name := CountryName(c.Code, own)
		add(&countries, model.Found{Kind: model.KindCountry, Route: model.CountryRoute{Code: c.Code}, Title: name, Detail: c.Subregion}, name, c.Name, string(c.Code))
	}
	known, err := r.Partners(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range known {
		add(&partners, model.Found{Kind: model.KindPartner, Route: model.ActivitiesRoute{Filter: model.ActivityFilter{Partners: []model.ID{p.ID}}},
			Title: p.Name, Detail: p.Kind.Label()}, p.Name)
	}
	topics, err := r.Themes(ctx)
	if err != nil {
		return nil, err
	}
	for _, t := range topics {
		add(&themes, model.Found{Kind: model.KindTheme, Route: model.ActivitiesRoute{Filter: model.ActivityFilter{Themes: []model.ID{t.ID}}}, Title: t.Name}, t.Name)
	}
	return all, nil
}

// joined puts what there is of the parts beside each other.
func joined(parts ...string) string {
	var there []string
	for _, p := range parts {
		if p != "" {
			there = append(there, p)
		}
	}
	return strings.Join(there, " · ")
}
