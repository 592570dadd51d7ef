package sqlite

import (
	"context"
	"database/sql"

	"rollbook/model"
	"rollbook/model/country"
)

// firstStatuses writes the facts on groups that a new register starts with.
func (w *writer) firstStatuses() error {
	for i, s := range country.InitialStatuses() {
		// Derived, so that the same facts in two registers of one office have the same id.
		id := derived(model.KindCountryStatus, string(s.Group), string(s.Country), model.ID(i))
		if err := w.insert(tableOf[model.KindCountryStatus], id, statusValues(s)); err != nil {
			return err
		}
	}
	return nil
}

func statusValues(s model.CountryStatus) values {
	return values{"grp": string(s.Group), "country": string(s.Country), "from_day": string(s.From), "to_day": string(s.To),
		"effective": whole(s.Effective), "associate": whole(s.Associate), "note": s.Note}
}

// CountryStatuses gives which countries belong to which groups, and when.
func (r *Register) CountryStatuses(ctx context.Context) ([]model.CountryStatus, error) {
	return readStatuses(ctx, r)
}

func readStatuses(ctx context.Context, from source) ([]model.CountryStatus, error) {
	return list(ctx, from, `SELECT id, grp, country, from_day, to_day, effective, associate, note FROM country_status
		WHERE deleted = 0 ORDER BY grp, country, from_day, id`, nil,
		func(rows *sql.Rows, s *model.CountryStatus) error {
			return rows.Scan(&s.ID, &s.Group, &s.Country, &s.From, &s.To, &s.Effective, &s.Associate, &s.Note)
		})
}

// SaveCountryStatus adds a status. The error has code EInvalid.
func (r *Register) SaveCountryStatus(ctx context.Context, s model.CountryStatus) (model.ID, error) {
	return r.save(ctx, model.KindCountryStatus, s.ID, s.Validate(), making(model.KindCountryStatus, statusValues(s)))
}

// UpdateCountryStatus changes fields of a status. The error has code EInvalid or ENotFound.
func (r *Register) UpdateCountryStatus(ctx context.Context, id model.ID, u model.CountryStatusUpdate) error {
	read := func(ctx context.Context, from source) (model.CountryStatus, error) {
		all, err := readStatuses(ctx, from)
		return among(all, err, model.KindCountryStatus, func(s model.CountryStatus) bool { return s.ID == id })
	}
	return change(ctx, r, model.Ref{Kind: model.KindCountryStatus, ID: id}, read, u.Apply, func(w *writer, s model.CountryStatus) error {
		return w.edit(model.KindCountryStatus, id, statusValues(s))
	})
}

// ConfirmStatus makes a scheduled change effective, as one action: a scheduled end becomes
// the end of the status that runs, a scheduled beginning begins. The error has code
// ENotFound, or EConflict where there is nothing to end.
func (r *Register) ConfirmStatus(ctx context.Context, id model.ID) error {
	all, err := r.CountryStatuses(ctx)
	if err != nil {
		return err
	}
	var scheduled *model.CountryStatus
	for i := range all {
		if all[i].ID == id {
			scheduled = &all[i]
		}
	}
	if scheduled == nil {
		return model.Errorf(model.ENotFound, "This status is not in the register any more.")
	}
	_, err = r.write(ctx, model.VerbEdit, model.Ref{Kind: model.KindCountryStatus, ID: id}, func(w *writer) error {
		if scheduled.From != "" || scheduled.To == "" {
			return w.edit(model.KindCountryStatus, id, values{"effective": int64(1)})
		}
		for _, s := range all {
			if s.Effective && s.Group == scheduled.Group && s.Country == scheduled.Country && s.To == "" && s.From < scheduled.To {
				if err := w.edit(model.KindCountryStatus, s.ID, values{"to_day": string(scheduled.To)}); err != nil {
					return err
				}
				return w.remove(model.KindCountryStatus, id)
			}
		}
		return model.Errorf(model.EConflict, "There is no %s status of %s that runs and could end.", scheduled.Group, scheduled.Country)
	})
	return err
}

// Countries gives the office's own words on countries and areas.
func (r *Register) Countries(ctx context.Context) ([]model.Country, error) {
	return readCountries(ctx, r)
}

func readCountries(ctx context.Context, from source) ([]model.Country, error) {
	return list(ctx, from, "SELECT code, name, region, subregion, lat, lon FROM country WHERE deleted = 0 ORDER BY code", nil,
		func(rows *sql.Rows, c *model.Country) error {
			return rows.Scan(&c.Code, &c.Name, &c.Region, &c.Subregion, &c.Lat, &c.Lon)
		})
}

// ownCountries gives the office's own words on countries and areas by code.
func (r *Register) ownCountries(ctx context.Context) (map[model.CountryCode]model.Country, error) {
	all, err := r.Countries(ctx)
	own := make(map[model.CountryCode]model.Country, len(all))
	for _, c := range all {
		own[c.Code] = c
	}
	return own, err
}

// UpdateCountry changes fields of the office's word on a country, also where it had none.
// The error has code EInvalid.
func (r *Register) UpdateCountry(ctx context.Context, code model.CountryCode, u model.CountryUpdate) error {
	id := derived(model.KindCountry, string(code))
	read := func(ctx context.Context, from source) (model.Country, error) {
		all, err := readCountries(ctx, from)
		for _, c := range all {
			if c.Code == code {
				return c, err
			}
		}
		return model.Country{Code: code}, err
	}
	return change(ctx, r, model.Ref{Kind: model.KindCountry, ID: id}, read, u.Apply, func(w *writer, c model.Country) error {
		return w.link(model.KindCountry, id, values{"code": string(c.Code), "name": c.Name, "region": c.Region, "subregion": c.Subregion, "lat": c.Lat, "lon": c.Lon})
	})
}
