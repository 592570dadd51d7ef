package intake_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"rollbook/model"
	"rollbook/model/intake"
)

// checked reads a list as a kind, with answers, and gives what would be read in.
func checked(t testing.TB, r intake.Register, kind intake.Kind, text string, answers ...intake.Question) (*intake.List, *intake.Preview) {
	t.Helper()
	ctx := context.Background()
	source, err := intake.ReadBytes(ctx, "list.csv", []byte(text), intake.Options{})
	must(t, err)
	l := intake.NewList(source, kind)
	must(t, l.ReplyAll(answers))
	known, err := intake.Learn(ctx, r)
	must(t, err)
	p, err := l.Check(ctx, known)
	must(t, err)
	return l, p
}

func TestTheSameTextIsOneQuestion(t *testing.T) {
	r := office(t)
	l, p := checked(t, r, intake.People, "Name,Country\nAsha Onyar,Korea\nBen Okwar,Fiji\nCara Wanjik,Korea\nDina Taveu,Korea\nEli Vakar,\"Fiji, Samoa\"\n")
	questions := p.Questions()
	if len(questions) != 2 {
		t.Fatalf("%d questions: %v", len(questions), questions)
	}
	if got := questions[0].String(); !strings.HasPrefix(got, "rows 2, 4, 5, column “Country”, “Korea”: ") || !strings.Contains(got, "Republic of Korea") {
		t.Error(got)
	}
	// Written as data, filled in, and read back.
	data, err := json.Marshal(l.Report(context.Background(), p))
	must(t, err)
	filled := strings.Replace(string(data), `"answer":null`, `"answer":"Republic of Korea"`, 1)
	filled = strings.Replace(filled, `"answer":null`, `"answer":null,"leave_out":true`, 1)
	answers, err := intake.ReadAnswers(strings.NewReader(filled))
	must(t, err)
	_, p = checked(t, r, intake.People, "Name,Country\nAsha Onyar,Korea\nBen Okwar,Fiji\nCara Wanjik,Korea\nDina Taveu,Korea\nEli Vakar,\"Fiji, Samoa\"\n", answers...)
	if len(p.Problems) > 0 || len(p.Batch.People) != 4 || p.Batch.People[2].Country != "KOR" {
		t.Errorf("%d people, %s", len(p.Batch.People), problems(p))
	}
}

func TestColumnsAndOrdersAreAnsweredToo(t *testing.T) {
	r := office(t)
	const text = "Wer,Woher\nAsha Onyar,Kenya\n"
	_, p := checked(t, r, intake.People, text)
	questions := p.Questions()
	if len(questions) != 2 || questions[0].About != intake.AboutColumn || questions[0].Field != "name" || questions[1].Field != "country" {
		t.Fatalf("%+v", questions)
	}
	said := "Wer"
	questions[0].Answer = &said
	country := intake.Question{About: intake.AboutColumn, Field: "country", Answer: new(string)}
	*country.Answer = "Woher"
	_, p = checked(t, r, intake.People, text, questions[0], country)
	if len(p.Batch.People) != 1 || p.Batch.People[0].Country != model.CountryCode("KEN") {
		t.Errorf("%+v, %s", p.Batch.People, problems(p))
	}
}

func TestAnswersOfAnEarlierRoundStayInTheFile(t *testing.T) {
	r := office(t)
	const text = "Wer,Country\nAsha Onyar,Korea\n"
	column := intake.Question{About: intake.AboutColumn, Field: "name", Answer: said("Wer")}
	l, p := checked(t, r, intake.People, text, column)
	data, err := json.Marshal(l.Report(context.Background(), p))
	must(t, err)
	answers, err := intake.ReadAnswers(strings.NewReader(strings.Replace(string(data), `"answer":null`, `"answer":"Republic of Korea"`, 1)))
	must(t, err)
	if _, p = checked(t, r, intake.People, text, answers...); len(p.Problems) > 0 || len(p.Batch.People) != 1 || p.Batch.People[0].Country != "KOR" {
		t.Errorf("%+v, %s", p.Batch.People, problems(p))
	}
}

func TestAnAnswerIsRememberedForOtherLists(t *testing.T) {
	ctx := context.Background()
	r := office(t)
	const first = "Wer,Entsandt von,Geschlecht\nAsha Onyar,Fidschi-Inseln-Gruppe,f\n"
	answers := []intake.Question{
		{About: intake.AboutColumn, Field: "name", Answer: said("Wer"), Remember: true},
		{About: intake.AboutColumn, Field: "country", Answer: said("Entsandt von"), Remember: true},
		{About: intake.AboutText, Field: "country", Text: "Fidschi-Inseln-Gruppe", Answer: said("Fiji"), Remember: true},
	}
	_, p := checked(t, r, intake.People, first, answers...)
	if len(p.Problems) > 0 || len(p.Batch.Remembered) != 3 {
		t.Fatalf("%+v, %s", p.Batch.Remembered, problems(p))
	}
	_, err := r.SaveBatch(ctx, p.Batch, nil)
	must(t, err)
	// A second list with the same texts asks nothing, and says what it took.
	_, p = checked(t, r, intake.People, "wer,entsandt von\nBen Okwar,FIDSCHI-INSELN-GRUPPE\n")
	if len(p.Problems) > 0 || len(p.Batch.People) != 1 || p.Batch.People[0].Country != "FJI" {
		t.Fatalf("%+v, %s", p.Batch.People, problems(p))
	}
	if notes := strings.Join(p.Notes, "\n"); strings.Count(notes, "as you said before") != 3 {
		t.Errorf("it does not say what it took:\n%s", notes)
	}
	// An answer that is given again takes the place of the earlier one.
	_, err = r.SaveRemembered(ctx, model.Remembered{Topic: "country", Text: "fidschi-inseln-gruppe", Means: "Tonga"})
	must(t, err)
	all, err := r.Remembered(ctx)
	must(t, err)
	if len(all) != 3 {
		t.Errorf("%d are remembered: %+v", len(all), all)
	}
}

func said(text string) *string { return &text }
