package intake_test

import (
	"errors"
	"testing"

	"rollbook/model"
	"rollbook/model/intake"
)

func TestNumbersAsPeopleWriteThem(t *testing.T) {
	exactly := func(n int) model.Figure { return model.Figure{Value: n} }
	about := func(n int) model.Figure { return model.Figure{Value: n, Kind: model.Approximate} }
	atLeast := func(n int) model.Figure { return model.Figure{Value: n, Kind: model.AtLeast} }
	for text, want := range map[string]model.Figure{
		"0": exactly(0), "12": exactly(12), "012": exactly(12), "12.0": exactly(12), "12,00": exactly(12), "1,248": exactly(1248), "1 248": exactly(1248), "1\u2009248": exactly(1248), "1\u202f248": exactly(1248),
		"1\u00a0248": exactly(1248), "1.248": exactly(1248), "1'248": exactly(1248), "1’248": exactly(1248), "1,248.00": exactly(1248), "1.248,00": exactly(1248), "123,456": exactly(123456), "1,20,000": exactly(120000),
		"١٢٣": exactly(123), "١٬٢٤٨": exactly(1248), "１２": exactly(12), "१२": exactly(12), "三十五": exactly(35), "十二": exactly(12), "一百二十": exactly(120), "二〇〇": exactly(200), "1,000": exactly(1000), "12 people": exactly(12),
		"12 pax": exactly(12), "35명": exactly(35), "35 명": exactly(35), "120人": exactly(120), "94 countries": exactly(94), "94개국": exactly(94), "12 человек": exactly(12), "12 personnes": exactly(12), "(12)": exactly(12),
		"about 9": about(9), "ca. 9": about(9), "c. 9": about(9), "ca 1,200": about(1200), "~100": about(100), "~ 100": about(100), "≈ 1 250": about(1250), "approx. 12": about(12), "12 (approx.)": about(12), "12 approx": about(12),
		"12 (est.)": about(12), "around 40": about(40), "some 40 people": about(40), "40 or so": about(40), "environ 40": about(40), "près de 40": about(40), "unos 40": about(40), "alrededor de 40": about(40), "около 40": about(40),
		"примерно 40 человек": about(40), "约40": about(40), "大约40人": about(40), "40左右": about(40), "약 40명": about(40), "40명 정도": about(40), "حوالي 40": about(40), "حوالي ٤٠": about(40), "40 تقريباً": about(40), "etwa 40": about(40),
		"rund 40": about(40), "cerca de 40": about(40), "nearly 100": about(100), "1.2k": about(1200), "1.5万": about(15000), "2천": about(2000), "est. 40": about(40), "About 1,200 participants": about(1200), "±40": about(40),
		"over 90": atLeast(90), "Over 90 countries": atLeast(90), "more than 90": atLeast(90), "at least 90": atLeast(90), ">90": atLeast(90), "> 90": atLeast(90), ">=90": atLeast(90), "≥ 90": atLeast(90), "90+": atLeast(90),
		"1 200+": atLeast(1200), "1,200+": atLeast(1200), "90 +": atLeast(90), "90 or more": atLeast(90), "plus de 90": atLeast(90), "au moins 90": atLeast(90), "más de 90": atLeast(90), "al menos 90": atLeast(90), "более 90": atLeast(90),
		"свыше 90": atLeast(90), "не менее 90": atLeast(90), "超过90": atLeast(90), "90以上": atLeast(90), "90余人": atLeast(90), "90명 이상": atLeast(90), "90여 명": atLeast(90), "90여명": atLeast(90), "أكثر من 90": atLeast(90),
		"mehr als 90": atLeast(90), "über 90": atLeast(90), "mais de 90": atLeast(90), "no fewer than 90": atLeast(90), "min. 90": atLeast(90), "90 and more": atLeast(90), "not less than 1,200": atLeast(1200),
		"about 90+": atLeast(90),
	} {
		if got, err := intake.Figure(text); err != nil || got != want {
			t.Errorf("%q is read as %+v, %v; want %+v", text, got, err, want)
		}
	}
	for _, text := range []string{"<10", "< 10", "≤10", "up to 10", "under 10", "less than 10", "fewer than 10", "max. 10", "moins de 10", "jusqu'à 10", "hasta 10", "до 10", "менее 10", "不到10", "10以下", "10 미만", "10명 이하", "أقل من 10", "bis zu 10",
		"90-100", "90–100", "90 - 100", "90 to 100", "between 90 and 100", "от 90 до 100", "90~100", "1,200-1,300", "90 à 100", "45%", "45 %", "45 percent"} {
		_, err := intake.Figure(text)
		var doubt *intake.Doubt
		if !errors.As(err, &doubt) {
			t.Errorf("%q is not asked: %v", text, err)
		}
		if doubt == nil {
			continue
		}
		for _, choice := range doubt.Choices {
			if _, err := intake.Figure(choice); err != nil {
				t.Errorf("%q suggests %q, which is not read: %v", text, choice, err)
			}
		}
	}
	for _, text := range []string{"", "many", "12.5", "1,5", "-3", "− 3", "12 months", "twelve", "12*", "12?", "12 (tbc)", "1e3", "0x10", "1_000_0", "12/15", "over", "+", "1.2.3", "12 and 5", "1,24,8", "10000000000", "12 hours", "cover 90", "90s", "somewhere 90"} {
		if got, err := intake.Figure(text); err == nil {
			t.Errorf("%q is read as %+v", text, got)
		}
	}
}
