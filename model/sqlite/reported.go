package sqlite

import (
	"context"
	"database/sql"
	"strings"

	"rollbook/model"
)

// Reported gives the reported totals, by period and in the order of the types.
func (r *Register) Reported(ctx context.Context) ([]model.Reported, error) {
	return list(ctx, r, `SELECT r.id, coalesce(r.type, 0), r.from_day, r.to_day, r.events, r.events_kind, r.countries, r.countries_kind, r.participants, r.participants_kind, r.source, r.adds,
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

// SaveReported makes or changes a reported total, as one action, and gives its id. The
// error has code EInvalid.
func (r *Register) SaveReported(ctx context.Context, t model.Reported) (model.ID, error) {
	t = t.Normal()
	if err := t.Validate(); err != nil {
		return 0, err
	}
	verb := model.VerbEdit
	if t.ID == 0 {
		verb = model.VerbAdd
	}
	_, err := r.write(ctx, verb, model.Ref{Kind: model.KindReported, ID: t.ID}, func(w *writer) error {
		var err error
		t.ID, err = w.saveReported(t)
		w.action.Subject.ID = t.ID
		return err
	})
	return t.ID, err
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
