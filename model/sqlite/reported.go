package sqlite

import (
	"context"
	"database/sql"
	"strings"

	"rollbook/model"
)

// Reported gives the reported totals, by period and in the order of the types.
func (r *Register) Reported(ctx context.Context) ([]model.Reported, error) {
	return readReported(ctx, r)
}

func readReported(ctx context.Context, from source) ([]model.Reported, error) {
	return list(ctx, from, `SELECT r.id, coalesce(r.type, 0), r.from_day, r.to_day, r.events, r.events_kind, r.countries, r.countries_kind, r.participants, r.participants_kind, r.source, r.adds,
		coalesce((SELECT group_concat(c.country) FROM reported_country c WHERE c.reported = r.id AND c.deleted = 0), '')
		FROM reported r LEFT JOIN activity_type t ON t.id = r.type WHERE r.deleted = 0 ORDER BY r.from_day, r.to_day, t.position, r.id`, nil,
		func(rows *sql.Rows, t *model.Reported) error {
			var countries string
			if err := rows.Scan(&t.ID, &t.Type, &t.From, &t.To, &t.Events, &t.EventsKind, &t.Countries, &t.CountriesKind, &t.Participants, &t.ParticipantsKind, &t.Source, &t.Adds, &countries); err != nil {
				return err
			}
			for code := range strings.SplitSeq(countries, ",") {
				if code != "" {
					t.CountryList = append(t.CountryList, model.CountryCode(code))
				}
			}
			*t = t.Normal()
			return nil
		})
}

// SaveReported adds a reported total, as one action, and gives its id. The error has code
// EInvalid.
func (r *Register) SaveReported(ctx context.Context, t model.Reported) (model.ID, error) {
	t = t.Normal()
	return r.save(ctx, model.KindReported, t.ID, t.Validate(), func(w *writer) (model.ID, error) { return w.saveReported(t) })
}

// UpdateReported changes fields of a reported total, as one action. The error has code
// EInvalid or ENotFound.
func (r *Register) UpdateReported(ctx context.Context, id model.ID, u model.ReportedUpdate) error {
	_, err := r.write(ctx, model.VerbEdit, model.Ref{Kind: model.KindReported, ID: id}, func(w *writer) error {
		return w.updateReported(id, u)
	})
	return err
}

func (w *writer) updateReported(id model.ID, u model.ReportedUpdate) error {
	read := func(ctx context.Context, from source) (model.Reported, error) {
		all, err := readReported(ctx, from)
		return among(all, err, model.KindReported, func(t model.Reported) bool { return t.ID == id })
	}
	return changeIn(w, read, u.Apply, func(w *writer, t model.Reported) error {
		_, err := w.saveReported(t.Normal())
		return err
	})
}

func (w *writer) saveReported(t model.Reported) (model.ID, error) {
	set := values{"type": idOrNull(t.Type), "from_day": string(t.From), "to_day": string(t.To), "events": int64(t.Events), "events_kind": int64(t.EventsKind),
		"countries": intOrNull(t.Countries), "countries_kind": int64(t.CountriesKind), "participants": intOrNull(t.Participants),
		"participants_kind": int64(t.ParticipantsKind), "source": t.Source, "adds": whole(t.Adds)}
	id := t.ID
	if id == 0 {
		var err error
		if id, err = w.make(model.KindReported, set); err != nil {
			return 0, err
		}
	} else if err := w.edit(model.KindReported, id, set); err != nil {
		return 0, err
	}
	want := map[model.ID]values{}
	for _, c := range t.CountryList {
		want[derived(model.KindReportedCountry, id, string(c))] = values{"reported": int64(id), "country": string(c)}
	}
	return id, w.links(model.KindReportedCountry, "reported", id, want)
}

func intOrNull(n *int) any {
	if n == nil {
		return nil
	}
	return int64(*n)
}
