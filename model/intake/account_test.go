package intake_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"rollbook/model"
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

func TestNothingOfARowIsDroppedWithoutALine(t *testing.T) {
	r := office(t)
	l, p := checked(t, r, intake.People, "Name,Email,Organisation,Position,Role,Phone\nAda Bee,a@example.org,Ministry A,,observer,\nAda Bee,a@example.org,Ministry B,Director,,+254 20 1234567\n",
		intake.Question{About: intake.AboutText, Field: "country", Text: "Nowhere", Answer: said("Fiji")})
	if len(p.Problems) > 0 || len(p.Batch.People) != 1 {
		t.Fatalf("%+v, %s", p.Batch.People, problems(p))
	}
	// What only the second row says is taken, what it says otherwise is told.
	if one := p.Batch.People[0]; one.Position != "Director" || one.Phone == "" || one.Organisation != "Ministry A" {
		t.Errorf("read in is %+v", one)
	}
	text := strings.Join(append(l.Lines(p), p.Notes...), "\n")
	for _, want := range []string{
		"Row 2: role “observer” is not taken: the row names no activity",
		"Row 3: organisation “Ministry B” is not taken: a row above has “Ministry A”.",
		"The answer to “Nowhere” was not needed",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("it does not say %q:\n%s", want, text)
		}
	}
}

func TestTheOrderOfDatesIsOneQuestion(t *testing.T) {
	r := office(t)
	const list = "Title,Type,First day,Last day\nA,Regional workshop,05/06/2017,06/06/2017\nB,Regional workshop,07/08/2017,08/08/2017\n"
	_, p := checked(t, r, intake.Activities, list)
	questions := p.Questions()
	if len(questions) != 1 || questions[0].About != intake.AboutList || questions[0].Field != "dates" || !strings.HasPrefix(questions[0].String(), "rows 2, 3: ") {
		t.Fatalf("it asks %v", questions)
	}
	for order, want := range map[string]model.Day{"dmy": "2017-06-05", "mdy": "2017-05-06"} {
		questions[0].Answer = &order
		if _, p = checked(t, r, intake.Activities, list, questions[0]); len(p.Problems) > 0 || p.Batch.Activities[0].FirstDay != want {
			t.Errorf("%s: %+v, %s", order, p.Batch.Activities, problems(p))
		}
	}
}

func TestWhatIsAskedIsNotShownAsUnderstood(t *testing.T) {
	r := office(t)
	_, p := checked(t, r, intake.People, "Name,Country,Sex\nMs. Asha Onyar,Korea,zq\n")
	for _, read := range p.Understood(context.Background(), p.Rows[0]) {
		if read.Field == "country" || read.Field == "sex" {
			t.Errorf("%+v", read)
		}
	}
}
