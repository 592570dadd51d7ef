package sqlite_test

import (
	"context"
	"testing"

	"rollbook/model"
)

func TestANumberStaysWithWhomItWasGivenTo(t *testing.T) {
	ctx := context.Background()
	r := newRegister(t)
	a, _ := threeDays(t, r, "Corazón Bañez", "Tshering Dorji")
	present := func(name string) {
		t.Helper()
		roll := rollOf(t, r, a.ID)
		for _, who := range roll.Attendees {
			for _, s := range roll.Sessions {
				if who.Who.Name == name {
					must(t, r.Mark(ctx, model.Mark{Registration: who.ID, Session: s.ID, Value: model.Present}))
				}
			}
		}
	}
	c := model.FirstCertificate()
	c.Number, c.First, c.Signatures, c.Logo = "2026/", 7, []model.Signature{{Name: "Head of Office", Title: "Head"}}, nil
	must(t, r.SaveCertificate(ctx, a.ID, c))
	if got, err := r.Certificate(ctx, a.ID); err != nil || got.First != 7 || got.Signatures[0].Name != "Head of Office" {
		t.Fatalf("the certificate is %+v, %v", got, err)
	}
	present("Tshering Dorji")
	numbers, err := r.Award(ctx, a.ID, "2026-11-25")
	must(t, err)
	if len(numbers) != 1 {
		t.Fatalf("one completed, and these have numbers: %v", numbers)
	}
	present("Corazón Bañez")
	numbers, err = r.Award(ctx, a.ID, "2026-11-26")
	must(t, err)
	by := map[string]string{}
	for _, who := range rollOf(t, r, a.ID).Attendees {
		by[who.Who.Name] = numbers[who.ID]
	}
	if by["Tshering Dorji"] != "2026/007" || by["Corazón Bañez"] != "2026/008" {
		t.Errorf("the numbers are %v", by)
	}
	if c.Title = ""; model.CodeOf(r.SaveCertificate(ctx, a.ID, c)) != model.EInvalid {
		t.Error("a certificate without a title was kept")
	}
}

func TestASnapshotIsKept(t *testing.T) {
	ctx := context.Background()
	r := newRegister(t)
	_, err := r.SaveSnapshot(ctx, model.Snapshot{Name: "Phase I", At: model.Instant{UnixMilli: 1, Offset: 540}, Figures: `{"total":1}`})
	must(t, err)
	if all, err := r.Snapshots(ctx); err != nil || len(all) != 1 || all[0].Figures != `{"total":1}` || all[0].At.Offset != 540 {
		t.Errorf("kept are %+v, %v", all, err)
	}
}
