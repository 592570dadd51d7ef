package intake_test

import (
	"strings"
	"testing"

	"rollbook/model/intake"
)

func TestAListSaysWhichHeadcountsItChanges(t *testing.T) {
	r := office(t)
	first := check(t, r, intake.Headcounts, "l.csv", []byte("activity,country,women,men\nRW-1,Fiji,12,3\nRW-1,Samoa,4,\n"))
	_, err := r.SaveBatch(t.Context(), first.Batch, nil)
	must(t, err)
	p := check(t, r, intake.Headcounts, "l.csv", []byte("activity,country,women,men\nRW-1,Fiji,12,~5\nRW-1,Samoa,4,\nRW-1,Tonga,1,\n"))
	if p.Made != 1 || p.Changed != 1 || len(p.Batch.Headcounts) != 2 {
		t.Errorf("makes %d, changes %d: %+v", p.Made, p.Changed, p.Batch.Headcounts)
	}
	if notes := strings.Join(p.Notes, "\n"); !strings.Contains(notes, "1 number that the register has is changed: Fiji, male: ≈ 5 instead of 3.") {
		t.Errorf("the notes are %q", notes)
	}
	_, err = r.SaveBatch(t.Context(), p.Batch, nil)
	must(t, err)
}
