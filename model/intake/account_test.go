package intake_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"rollbook/model/intake"
)

func TestThePreviewShowsWhatWasUnderstood(t *testing.T) {
	r := office(t)
	const list = "Participants of the workshop\n\nName,Land,Sex,Remarks,Status\nMs. Asha Onyar,Laos,,late,came\nBen Okwar,Lao PDR,M,,came\nBen Okwar,,,x,\nCara Wanjik,-,f,,\nTotal 4,,,,\n"
	l, p := checked(t, r, intake.People, strings.Replace(list, "Land", "Country", 1))
	if len(p.Problems) > 0 {
		t.Fatal(problems(p))
	}
	text := strings.Join(append(l.Lines(p), p.Notes...), "\n")
	for _, want := range []string{
		"Row 1 stands above the headings and is not read: “Participants of the workshop”.",
		"The column “Remarks” is left out, with 2 values.",
		"country “Laos” is Lao People's Democratic Republic (row 4).",
		"country “Lao PDR” is Lao People's Democratic Republic (row 5).",
		"country “-” is no country (row 7).",
		"sex “Ms.” is female (row 4).",
		"sex “M” is male (row 5).",
		"name “Ms. Asha Onyar” is Asha Onyar (row 4).",
		"Row 6 folds into row 5, Ben Okwar: ",
		"5 rows: 3 people are new, 1 folds into another, 1 left out; 2 women, 1 man, 1 not said; 1 country, 2 rows without one.",
		"The register has 0 people; with the list it will have 3.",
		"Row 8 was left out: it looks like a total",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("it does not say %q", want)
		}
	}
	if t.Failed() {
		t.Log(text)
	}
	// The same as data, a row a row.
	ctx := context.Background()
	data, err := json.Marshal(l.Report(ctx, p))
	must(t, err)
	var report struct {
		Rows []intake.RowRead `json:"rows"`
	}
	must(t, json.Unmarshal(data, &report))
	becomes := ""
	for _, row := range report.Rows {
		becomes += row.Becomes + " "
	}
	if becomes != "new new folds new left out " || report.Rows[2].Into != 5 {
		t.Errorf("rows become %s", becomes)
	}
	means := map[string]string{}
	for _, read := range report.Rows[0].Read {
		means[read.Field] = read.Text + " → " + read.Means
	}
	if means["name"] != "Ms. Asha Onyar → Asha Onyar" || means["country"] != "Laos → Lao People's Democratic Republic" || means["sex"] != "Ms. → female" {
		t.Errorf("the first row is read as %v", means)
	}
	// Looking at rows changes nothing of what is read in.
	if people := len(p.Batch.People); people != 3 || len(p.Problems) > 0 {
		t.Errorf("%d people after rows were looked at, %s", people, problems(p))
	}
}

func TestAListThatIsKnownIsToldSo(t *testing.T) {
	ctx := context.Background()
	r := office(t)
	const list = "Name,Country\nAsha Onyar,Kenya\nBen Okwar,Fiji\n"
	_, p := checked(t, r, intake.People, list)
	_, err := r.SaveBatch(ctx, p.Batch, nil)
	must(t, err)
	_, p = checked(t, r, intake.People, list+"Cara Wanjik,Tonga\n")
	if got := p.Account.Totals.Summary(intake.People); got != "3 rows: 1 person is new, 2 known; 0 women, 0 men, 3 not said; 3 countries, 0 rows without one." {
		t.Error(got)
	}
}
