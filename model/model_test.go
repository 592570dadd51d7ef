package model_test

import (
	"encoding/json"
	"testing"

	"rollbook/model"
)

func TestFiguresReadAsWhatTheyAre(t *testing.T) {
	for want, f := range map[string]model.Figure{
		"3\u2009703": model.Count(3703), "12\u2009345\u2009678": model.Count(12345678), "0": model.Count(0), "999": model.Count(999),
		"≈ 1\u2009250": {Value: 1250, Kind: model.Approximate}, "≥ 94": {Value: 94, Kind: model.AtLeast},
		"—": {Kind: model.Missing}, "N/A": {Kind: model.NotCounted},
	} {
		if got := f.String(); got != want {
			t.Errorf("%+v reads %q, not %q", f, got, want)
		}
	}
}

func TestASumIsAsCertainAsItsLeastCertainPart(t *testing.T) {
	missing, notCounted := model.Figure{Kind: model.Missing}, model.Figure{Kind: model.NotCounted}
	rough := model.Figure{Value: 100, Kind: model.Approximate}
	for _, c := range []struct{ a, b, want model.Figure }{
		{model.Count(2), model.Count(3), model.Count(5)},
		{model.Count(2), rough, model.Figure{Value: 102, Kind: model.Approximate}},
		{rough, model.Figure{Value: 5, Kind: model.AtLeast}, model.Figure{Value: 105, Kind: model.AtLeast}},
		{model.Count(2), missing, model.Count(2)},
		{missing, notCounted, missing},
	} {
		if got := c.a.Plus(c.b); got != c.want {
			t.Errorf("%v + %v = %v, want %v", c.a, c.b, got, c.want)
		}
		if c.a.Plus(c.b) != c.b.Plus(c.a) {
			t.Errorf("%v + %v depends on the order", c.a, c.b)
		}
	}
}

func TestFiguresInJSON(t *testing.T) {
	for want, f := range map[string]model.Figure{
		`{"value":94,"kind":"at_least"}`: {Value: 94, Kind: model.AtLeast}, `{"value":0,"kind":"missing"}`: {Kind: model.Missing},
		`{"value":null,"kind":"not_counted"}`: {Kind: model.NotCounted},
	} {
		if got, err := json.Marshal(f); err != nil || string(got) != want {
			t.Errorf("%v gives %s (%v), want %s", f, got, err, want)
		}
	}
}

func TestNearlyNothingIsNotNothing(t *testing.T) {
	for want, share := range map[string]float64{"0 %": 0, "< 1 %": 0.001, "41 %": 0.405, "> 99 %": 0.999, "100 %": 1} {
		if got := model.Percent(share); got != want {
			t.Errorf("%v reads %q, want %q", share, got, want)
		}
	}
}

func TestDaysAsPeopleTypeThem(t *testing.T) {
	for _, text := range []string{"2026-11-03", "3 Nov 2026", "03 November 2026", " 3  Nov 2026", "3.11.2026", "Nov 3, 2026", "2026/11/3", "20261103"} {
		if got, err := model.ReadDay(text); err != nil || got != "2026-11-03" {
			t.Errorf("%q is read as %q, %v", text, got, err)
		}
	}
	for _, text := range []string{"3/11/2026", "31 Feb 2026", "tomorrow", "2026", "2026-13-01", "11-12-13"} {
		if got, err := model.ReadDay(text); model.CodeOf(err) != model.EInvalid {
			t.Errorf("%q is read as %q, %v", text, got, err)
		}
	}
	if got, err := model.ReadDay("  "); got != "" || err != nil {
		t.Error("nothing is no day", got, err)
	}
}

func TestSpansAreAsShortAsTheyCanBeRead(t *testing.T) {
	for want, days := range map[string][2]model.Day{
		"9 Jul 2025": {"2025-07-09", "2025-07-09"}, "23–25 Nov 2026": {"2026-11-23", "2026-11-25"},
		"28 Feb – 2 Mar 2026": {"2026-02-28", "2026-03-02"}, "30 Dec 2025 – 2 Jan 2026": {"2025-12-30", "2026-01-02"},
	} {
		if got := model.SpanText(days[0], days[1]); got != want {
			t.Errorf("%v reads %q, want %q", days, got, want)
		}
	}
}

func TestPeriods(t *testing.T) {
	phase := model.Phase{Name: "Phase I", From: "2006-01-01", To: "2015-12-31"}.Period()
	if got := phase.Label(); got != "Phase I · 2006–2015" {
		t.Error(got)
	}
	if last := model.LastYears(3, "2026-11-24"); last.From != "2024-01-01" || last.To != "2026-12-31" {
		t.Errorf("the last 3 years are %+v", last)
	}
	open := model.Between("2010-05-01", "")
	if !open.Contains("2010-05-01") || open.Contains("2010-04-30") || !open.Overlaps("2009-01-01", "2010-05-01") || open.Encloses("2009-01-01", "2011-01-01") {
		t.Error("an open period")
	}
	if err := model.Between("2011-01-01", "2010-01-01").Validate(); model.CodeOf(err) != model.EInvalid {
		t.Error("a period that ends before it begins is accepted:", err)
	}
	if got := model.YearPeriod(2020).Within(model.Between("2020-03-01", "2025-01-01")); got.From != "2020-03-01" || got.To != "2020-12-31" {
		t.Errorf("%+v", got)
	}
}

func TestAnActivityNeedsATitleATypeAndADay(t *testing.T) {
	fields := func(a model.Activity) (names []string) {
		for _, f := range model.FieldErrors(a.Validate()) {
			names = append(names, f.Field)
		}
		return names
	}
	if got := fields(model.Activity{}); len(got) != 3 || got[0] != "title" || got[1] != "type" || got[2] != "first_day" {
		t.Error(got)
	}
	good := model.Activity{Title: "T", Type: 1, FirstDay: "2024-05-01"}
	if got := fields(good); got != nil {
		t.Error(got)
	}
	for field, spoil := range map[string]func(*model.Activity){
		"last_day": func(a *model.Activity) { a.LastDay = "2024-04-30" },
		"sdgs":     func(a *model.Activity) { a.SDGs = []string{"18"} },
		"country":  func(a *model.Activity) { a.Country = "Fiji" },
		"status":   func(a *model.Activity) { a.Status = "done" },
		"mode":     func(a *model.Activity) { a.Mode = "by post" },
		"partners": func(a *model.Activity) { a.Partners = []model.ActivityPartner{{Partner: 1, Role: "friend"}} },
	} {
		bad := good
		spoil(&bad)
		if got := fields(bad); len(got) != 1 || got[0] != field {
			t.Errorf("%s: %v", field, got)
		}
	}
}

func TestSDGCodes(t *testing.T) {
	codes := model.SDGCodes()
	if len(codes) != 17+169 {
		t.Errorf("%d goals and targets, not 17 and 169", len(codes))
	}
	for _, code := range codes {
		if !model.ValidSDG(code) || model.GoalTitle(code) == "" {
			t.Errorf("%s is listed but not known", code)
		}
	}
	for _, code := range []string{"0", "18", "16.13", "16.c", "5.d", "", "16.", "x", "016"} {
		if model.ValidSDG(code) {
			t.Errorf("%q is taken for a goal or target", code)
		}
	}
}
