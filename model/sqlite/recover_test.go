package sqlite_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rollbook/model"
	"rollbook/model/sqlite"
)

// TestWhatCanBeReadOfADamagedRegisterIsRecovered wipes pages of a register, one place after
// the other: what is recovered opens, is sound, holds nearly everything, and says what is
// missing.
func TestWhatCanBeReadOfADamagedRegisterIsRecovered(t *testing.T) {
	ctx := context.Background()
	path, options := closedRegister(t)
	r, err := sqlite.Open(ctx, path, options)
	must(t, err)
	for n := range 400 {
		_, err := r.SavePerson(ctx, model.Person{Name: fmt.Sprint("Person ", n), Email: fmt.Sprintf("person%d@example.org", n)})
		must(t, err)
	}
	must(t, r.Close())
	whole, err := os.ReadFile(path)
	must(t, err)
	const page = 4096
	rnd := rand.New(rand.NewPCG(1, 2))
	least, nothing := 400, 0
	for round := range 40 {
		data := append([]byte(nil), whole...)
		for range 1 + round%4 {
			at := (2 + rnd.IntN(len(data)/page-2)) * page
			for i := range page {
				data[at+i] = byte(rnd.Uint32())
			}
		}
		dir := t.TempDir()
		from, to := filepath.Join(dir, "damaged.rollbook"), filepath.Join(dir, "recovered.rollbook")
		must(t, os.WriteFile(from, data, 0o600))
		got, err := sqlite.Recover(ctx, from, to, options, nil)
		if model.CodeOf(err) == model.EDamaged && !strings.Contains(err.Error(), "malformed") {
			nothing++
			continue
		}
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		r, err := sqlite.Open(ctx, to, options)
		must(t, err)
		if wrong, err := r.Check(ctx); err != nil || len(wrong) > 0 {
			t.Errorf("round %d: what was recovered: %v, %v", round, wrong, err)
		}
		people, err := r.People(ctx, "", 0)
		must(t, err)
		least = min(least, len(people))
		if got.Records[model.KindPerson] != len(people) || len(people) < 400 && got.Missing[model.KindPerson]+got.Lost == 0 {
			t.Errorf("round %d: %d people are there, and it says %+v", round, len(people), got)
		}
		_, err = r.SavePerson(ctx, model.Person{Name: "Afterwards"})
		must(t, err)
		must(t, r.Close())
		if left, err := os.ReadFile(from); err != nil || string(left) != string(data) {
			t.Fatal("the damaged register was changed")
		}
	}
	if least < 300 || nothing > 8 {
		t.Errorf("%d of 400 people at least, and nothing in %d of 40 rounds", least, nothing)
	}
}

func TestTheLastGoodBackupIsOneThatIsSound(t *testing.T) {
	ctx := context.Background()
	path, options := closedRegister(t)
	r, err := sqlite.Open(ctx, path, options)
	must(t, err)
	var made []string
	for n := range 3 {
		_, err := r.SaveTheme(ctx, model.Theme{Name: fmt.Sprint("Theme ", n)})
		must(t, err)
		one, err := r.AutoBackup(ctx)
		must(t, err)
		made = append(made, one)
	}
	must(t, r.Close())
	spoil := func(path string, at int) {
		data, err := os.ReadFile(path)
		must(t, err)
		for i := range 4096 {
			data[at+i] = 0xA5
		}
		must(t, os.WriteFile(path, data, 0o600))
	}
	all, err := sqlite.Backups(path)
	must(t, err)
	spoil(all[0].Path, 40960)
	spoil(all[1].Path, 0)
	good, err := sqlite.LastGood(ctx, path)
	if must(t, err); good.Path != all[2].Path {
		t.Errorf("the last good backup of %v is %s", made, good.Path)
	}
	must(t, os.Remove(all[2].Path))
	if _, err := sqlite.LastGood(ctx, path); model.CodeOf(err) != model.ENotFound {
		t.Errorf("without a sound backup: %v", err)
	}
}
