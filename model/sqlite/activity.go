package sqlite

import (
	"context"
	"database/sql"

	"rollbook/model"
)

func activityValues(a model.Activity) values {
	return values{"type": idOrNull(a.Type), "title": a.Title, "code": a.Code, "first_day": string(a.FirstDay), "last_day": string(a.LastDay),
		"city": a.City, "country": string(a.Country), "mode": string(a.Mode), "status": string(a.Status), "notes": a.Notes,
		"counts": string(a.Counts), "completion": int64(a.Completion)}
}

const activityColumns = `a.id, coalesce(a.type, 0), a.title, a.code, a.first_day, a.last_day, a.city, a.country, a.mode, a.status, a.notes, a.counts, a.completion`

func scanActivity(a *model.Activity) []any {
	return []any{&a.ID, &a.Type, &a.Title, &a.Code, &a.FirstDay, &a.LastDay, &a.City, &a.Country, &a.Mode, &a.Status, &a.Notes, &a.Counts, &a.Completion}
}

// Activity gives one activity with its links. The error has code ENotFound.
func (r *Register) Activity(ctx context.Context, id model.ID) (model.Activity, error) {
	return readActivity(ctx, r, id)
}

func readActivity(ctx context.Context, from source, id model.ID) (model.Activity, error) {
	found, err := list(ctx, from, "SELECT "+activityColumns+" FROM activity a WHERE a.id = ? AND a.deleted = 0", []any{int64(id)},
		func(rows *sql.Rows, a *model.Activity) error { return rows.Scan(scanActivity(a)...) })
	if err != nil {
		return model.Activity{}, err
	}
	if len(found) == 0 {
		return model.Activity{}, model.Errorf(model.ENotFound, "This activity is not in the register any more.")
	}
	a := found[0]
	if a.Themes, err = list(ctx, from, "SELECT theme FROM activity_theme WHERE activity = ? AND deleted = 0 ORDER BY theme", []any{int64(id)},
		func(rows *sql.Rows, theme *model.ID) error { return rows.Scan(theme) }); err != nil {
		return a, err
	}
	if a.SDGs, err = list(ctx, from, "SELECT code FROM activity_sdg WHERE activity = ? AND deleted = 0", []any{int64(id)},
		func(rows *sql.Rows, code *string) error { return rows.Scan(code) }); err != nil {
		return a, err
	}
	a.Partners, err = list(ctx, from, "SELECT partner, role FROM activity_partner WHERE activity = ? AND deleted = 0", []any{int64(id)},
		func(rows *sql.Rows, p *model.ActivityPartner) error { return rows.Scan(&p.Partner, &p.Role) })
	return a.Normal(), err
}

// ActivityByCode gives the id of the activity with a code. The error has code ENotFound,
// or EAmbiguous where several have it.
func (r *Register) ActivityByCode(ctx context.Context, code string) (model.ID, error) {
	ids, err := list(ctx, r, "SELECT id FROM activity WHERE code = ? AND deleted = 0", []any{code},
		func(rows *sql.Rows, id *model.ID) error { return rows.Scan(id) })
	switch {
	case err != nil:
		return 0, err
	case len(ids) == 0:
		return 0, model.Errorf(model.ENotFound, "There is no activity with the code %q.", code)
	case len(ids) > 1:
		return 0, model.Errorf(model.EAmbiguous, "%d activities have the code %q. Give each a code of its own.", len(ids), code)
	}
	return ids[0], nil
}

// SaveActivity adds an activity with its themes, SDGs and partners, as one action, and gives
// its id. The error has code EInvalid, with the fields it is about.
func (r *Register) SaveActivity(ctx context.Context, a model.Activity) (model.ID, error) {
	return r.save(ctx, model.KindActivity, a.ID, a.Validate(), func(w *writer) (model.ID, error) { return w.saveActivity(a) })
}

// UpdateActivity changes fields and links of an activity, as one action. The error has code
// EInvalid, with the fields it is about, or ENotFound.
func (r *Register) UpdateActivity(ctx context.Context, id model.ID, u model.ActivityUpdate) error {
	_, err := r.write(ctx, model.VerbEdit, model.Ref{Kind: model.KindActivity, ID: id}, func(w *writer) error {
		return w.updateActivity(id, u)
	})
	return err
}

func (w *writer) updateActivity(id model.ID, u model.ActivityUpdate) error {
	read := func(ctx context.Context, from source) (model.Activity, error) { return readActivity(ctx, from, id) }
	return changeIn(w, read, u.Apply, func(w *writer, a model.Activity) error {
		_, err := w.saveActivity(a)
		return err
	})
}

func (w *writer) saveActivity(a model.Activity) (model.ID, error) {
	a = a.Normal()
	id := a.ID
	if id == 0 {
		var err error
		if id, err = w.make(model.KindActivity, activityValues(a)); err != nil {
			return 0, err
		}
	} else if err := w.edit(model.KindActivity, id, activityValues(a)); err != nil {
		return 0, err
	}
	themes, sdgs, partners := map[model.ID]values{}, map[model.ID]values{}, map[model.ID]values{}
	for _, theme := range a.Themes {
		themes[derived(model.KindActivityTheme, id, theme)] = values{"activity": int64(id), "theme": int64(theme)}
	}
	for _, code := range a.SDGs {
		sdgs[derived(model.KindActivitySDG, id, code)] = values{"activity": int64(id), "code": code}
	}
	for _, p := range a.Partners {
		partners[derived(model.KindActivityPartner, id, p.Partner, string(p.Role))] =
			values{"activity": int64(id), "partner": int64(p.Partner), "role": string(p.Role)}
	}
	for _, links := range []struct {
		kind model.Kind
		want map[model.ID]values
	}{{model.KindActivityTheme, themes}, {model.KindActivitySDG, sdgs}, {model.KindActivityPartner, partners}} {
		if err := w.links(links.kind, "activity", id, links.want); err != nil {
			return 0, err
		}
	}
	return id, nil
}

// links makes the live links of a kind that hang on an owner those that are wanted.
func (w *writer) links(kind model.Kind, column string, owner model.ID, want map[model.ID]values) error {
	have := map[model.ID]struct{}{}
	if err := w.collect(have, "SELECT id FROM "+string(kind)+" WHERE "+column+" = ? AND deleted = 0", int64(owner)); err != nil {
		return err
	}
	for id := range have {
		if _, ok := want[id]; !ok {
			if err := w.remove(kind, id); err != nil {
				return err
			}
		}
	}
	for id, set := range want {
		if err := w.link(kind, id, set); err != nil {
			return err
		}
	}
	return nil
}

// Headcounts gives the headcounts of an activity, by country and sex.
func (r *Register) Headcounts(ctx context.Context, activity model.ID) ([]model.Headcount, error) {
	return list(ctx, r, `SELECT activity, country, sex, number, approximate FROM headcount
		WHERE activity = ? AND deleted = 0 ORDER BY country, sex`, []any{int64(activity)},
		func(rows *sql.Rows, h *model.Headcount) error {
			return rows.Scan(&h.Activity, &h.Country, &h.Sex, &h.Number, &h.Approximate)
		})
}

// UpdateHeadcounts changes headcounts of an activity, as one action; those that the update
// does not name stay. Two for the same country and sex are refused (EInvalid).
func (r *Register) UpdateHeadcounts(ctx context.Context, activity model.ID, u model.HeadcountUpdate) error {
	_, err := r.write(ctx, model.VerbEdit, model.Ref{Kind: model.KindActivity, ID: activity}, func(w *writer) error {
		set := map[model.ID]bool{}
		for _, h := range u.Set {
			h.Activity = activity
			if err := h.Validate(); err != nil {
				return err
			}
			id := headcountID(h)
			if set[id] {
				return &model.Error{Code: model.EInvalid, Fields: []model.FieldError{{Field: "country",
					Message: "The same country and sex stand twice; add the two numbers up."}}}
			}
			set[id] = true
			if err := w.link(model.KindHeadcount, id, headcountValues(h)); err != nil {
				return err
			}
		}
		for _, h := range u.Remove {
			h.Activity = activity
			if id := headcountID(h); !set[id] {
				if err := w.remove(model.KindHeadcount, id); err != nil && model.CodeOf(err) != model.ENotFound {
					return err
				}
			}
		}
		return nil
	})
	return err
}

func headcountID(h model.Headcount) model.ID {
	return derived(model.KindHeadcount, h.Activity, string(h.Country), string(h.Sex))
}

func headcountValues(h model.Headcount) values {
	return values{"activity": int64(h.Activity), "country": string(h.Country), "sex": string(h.Sex), "number": int64(h.Number), "approximate": whole(h.Approximate)}
}
