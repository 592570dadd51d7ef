package model_test

import (
	"bytes"
	"image"
	"image/png"
	"slices"
	"strings"
	"testing"

	"rollbook/model"
)

func TestACertificateSaysWhatIsWrongWithIt(t *testing.T) {
	var logo bytes.Buffer
	if err := png.Encode(&logo, image.NewGray(image.Rect(0, 0, 3, 2))); err != nil {
		t.Fatal(err)
	}
	four := []model.Signature{{Name: "A"}, {Name: "B"}, {Name: "C"}, {Name: "D"}}
	for _, c := range []struct {
		change func(*model.Certificate)
		field  string // empty: nothing is wrong
	}{
		{func(*model.Certificate) {}, ""},
		{func(c *model.Certificate) { c.Logo = logo.Bytes(); c.Signatures = four[:3] }, ""},
		{func(c *model.Certificate) { c.Title = " " }, "title"},
		{func(c *model.Certificate) { c.Text = "" }, "text"},
		{func(c *model.Certificate) { c.Text = "has completed {workshop}" }, "text"},
		{func(c *model.Certificate) { c.Lead = "{}" }, "text"},
		{func(c *model.Certificate) { c.Signatures = four }, "signatures"},
		{func(c *model.Certificate) { c.Signatures = []model.Signature{{Title: "Head of Office"}} }, "signatures"},
		{func(c *model.Certificate) { c.Logo = []byte("<svg/>") }, "logo"},
		{func(c *model.Certificate) { c.Logo = append(logo.Bytes(), make([]byte, model.MaxLogo)...) }, "logo"},
		{func(c *model.Certificate) { c.First = -1 }, "first"},
	} {
		certificate := model.FirstCertificate()
		c.change(&certificate)
		err := certificate.Validate()
		fields := model.FieldErrors(err)
		if c.field == "" && err != nil || c.field != "" && (len(fields) != 1 || fields[0].Field != c.field) {
			t.Errorf("%+v: %v, not %q", certificate, err, c.field)
		}
	}
}

func TestWordsInBracesAreFilledIn(t *testing.T) {
	c := model.FirstCertificate()
	words := map[string]string{"activity": "a workshop {days}", "office": "the Office", "days": "23–25 November 2026"}
	if got, want := c.Fill("{activity}, {days}, {place}.", words), "a workshop {days}, 23–25 November 2026, ."; got != want {
		t.Errorf("%q, not %q", got, want)
	}
	for _, word := range model.CertificateWords() {
		c.Text += " {" + word + "}"
	}
	if err := c.Validate(); err != nil {
		t.Error(err)
	}
}

func TestCertificatesAreNumberedFromTheFirst(t *testing.T) {
	c := model.Certificate{Number: "2026/"}
	got := []string{c.Numbered(0), c.Numbered(16)}
	c.First = 990
	if got = append(got, c.Numbered(10)); !slices.Equal(got, []string{"2026/001", "2026/017", "2026/1000"}) {
		t.Error(got)
	}
}

func TestACertificateLeadsToItsRecord(t *testing.T) {
	got := []string{
		model.CertificateCode(model.Activity{Code: "RW-2026-04", FirstDay: "2026-11-23"}, model.Registration{Code: "K7P3"}),
		model.CertificateCode(model.Activity{FirstDay: "2026-11-23"}, model.Registration{Code: "K7P3"}),
	}
	if want := "RW-2026-04/K7P3 2026-11-23/K7P3"; strings.Join(got, " ") != want {
		t.Error(got)
	}
}

// The rule's own example: at four of five required sessions, where 80 % complete.
func TestCompletedIsBeingAtEnoughOfTheRequiredSessions(t *testing.T) {
	office := model.Office{Completion: 80}
	roll := model.Roll{}
	for i := range 6 {
		roll.Sessions = append(roll.Sessions, model.Session{ID: model.ID(i + 1), Required: i < 5}) // the last is optional
	}
	at := func(values string) model.Attendee {
		a := model.Attendee{Counted: true, Marks: map[model.ID]model.Mark{}}
		for i, v := range values {
			if v != ' ' {
				a.Marks[model.ID(i+1)] = model.Mark{Value: model.MarkValue(v)}
			}
		}
		return a
	}
	observerNotCounted := at("PPPPP")
	observerNotCounted.Counted = false
	for _, c := range []struct {
		who  model.Attendee
		own  int // the activity's share
		want bool
	}{
		{at("PPPL "), 0, true}, {at("PPP  P"), 0, false}, {at("PPPEA"), 0, false}, {at("PPPPP"), 0, true}, {at(""), 0, false},
		{at("PPP  "), 60, true}, {at("PPPP "), 81, false}, {observerNotCounted, 0, false},
	} {
		roll.Activity.Completion = c.own
		if got := roll.Completed(c.who, office); got != c.want {
			t.Errorf("%+v with %d %%: %v", c.who.Marks, c.own, got)
		}
	}
	roll.Activity.Completion, roll.Sessions = 0, nil
	if roll.Completed(at("PPPPP"), office) {
		t.Error("completed what has no sessions")
	}
}
