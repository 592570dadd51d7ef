package sqlite

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"rollbook/model"
	"rollbook/model/sample"
)

// TestNoWayRoundTheLog changes a row of every exchanged table behind the back of the one
// write path, and expects each change to be noticed and taken back.
func TestNoWayRoundTheLog(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	r, err := Create(ctx, filepath.Join(dir, "office.rollbook"), model.Office{}, Options{ConfigDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	types, err1 := r.Types(ctx)
	roles, err2 := r.Roles(ctx)
	batch, err3 := sample.Make(1, 0.1, types, roles)
	if err := errors.Join(err1, err2, err3); err != nil {
		t.Fatal(err)
	}
	batch.Reported[0].Countries, batch.Reported[0].CountryList = nil, []model.CountryCode{"FJI"}
	batch.Headcounts = append(batch.Headcounts, model.Headcount{Activity: batch.Activities[0].ID, Country: "FJI", Number: 3})
	_, err = r.SaveBatch(ctx, batch, nil)
	err = errors.Join(err, r.UpdateCountry(ctx, "FJI", model.CountryUpdate{Name: new("Viti")}))
	if err != nil {
		t.Fatal(err)
	}
	for kind := range tableOf {
		t.Run(string(kind), func(t *testing.T) {
			_, err := r.write(ctx, model.VerbEdit, model.Ref{}, func(w *writer) error {
				change := "UPDATE " + string(kind) + " SET v_clock = v_clock + 1 WHERE id = (SELECT min(id) FROM " + string(kind) + ")"
				switch kind { // the sample has none of these
				case model.KindApart:
					change = "INSERT INTO apart (id, one, other, v_clock, v_replica) VALUES (1, (SELECT min(id) FROM person), (SELECT max(id) FROM person), 1, 1)"
				case model.KindOutput, model.KindSnapshot, model.KindRemembered, model.KindCertificate, model.KindAward:
					change = "INSERT INTO " + string(kind) + " (id, v_clock, v_replica) VALUES (1, 1, 1)"
				}
				if err := w.exec(change); err != nil {
					return err
				}
				// Something logged beside it must not hide it.
				_, err := w.make(model.KindTheme, themeValues(model.Theme{Name: "beside"}))
				return err
			})
			if err == nil || !strings.Contains(err.Error(), "taken back") {
				t.Errorf("an unlogged change of %s: %v", kind, err)
			}
		})
	}
	if wrong, err := r.Check(ctx); err != nil || len(wrong) > 0 {
		t.Errorf("afterwards: %v, %v", wrong, err)
	}
}
