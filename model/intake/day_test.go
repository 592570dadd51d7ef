package intake

import (
	"errors"
	"strings"
	"testing"

	"rollbook/model"
)

func TestDaysAsPeopleWriteThem(t *testing.T) {
	for want, texts := range map[string]string{
		"2017-06-05 2017-06-09": "5-9 June 2017|5–9 June 2017|5 - 9 June 2017|5 to 9 June 2017|June 5-9, 2017|June 5–9, 2017|June 5 - 9 2017|June 5 to 9, 2017|2017-06-05/2017-06-09|2017-06-05 to 2017-06-09|2017-06-05 – 2017-06-09|05-09/06/2017|5-9/6/2017|5–9.6.2017|05.-09.06.2017|5.6.-9.6.2017@dmy|" +
			"5th-9th June 2017|5th to 9th June 2017|5th to 9th of June, 2017|5-9 Jun 2017|5-9 Jun. 2017|5-9-June-2017|13/6/2017 - 15/6/2017!|5 June - 9 June 2017|5 June 2017 - 9 June 2017|June 5 - June 9, 2017|June 5, 2017 to June 9, 2017|from 5 to 9 June 2017|5 through 9 June 2017|du 5 au 9 juin 2017|5 au 9 juin 2017|5-9 juin 2017|" +
			"del 5 al 9 de junio de 2017|5 al 9 de junio de 2017|5-9 de junio de 2017|с 5 по 9 июня 2017 г.|5–9 июня 2017 года|5-9 июня 2017|2017年6月5日至9日|2017年6月5日-9日|2017年6月5-9日|2017年6月5日至6月9日|2017年6月5日-2017年6月9日|2017년 6월 5일 ~ 9일|2017년 6월 5일부터 9일까지|2017년 6월 5일~6월 9일|2017. 6. 5 ~ 9|2017. 6. 5. ~ 6. 9.|2017.6.5~2017.6.9|2017.6.5.(월)~6.9.(금)|" +
			"2017/06/05-09|2017-06-05~09|من 5 إلى 9 يونيو 2017|5-9 يونيو 2017|٥-٩ يونيو ٢٠١٧|5.–9. Juni 2017|5. bis 9. Juni 2017|vom 5. bis 9. Juni 2017|5 a 9 de junho de 2017|dal 5 al 9 giugno 2017|Mon 5 - Fri 9 June 2017|Monday 5 June to Friday 9 June 2017|5 (Mon) - 9 (Fri) June 2017|5-9 June 2017 (Mon-Fri)|5–9 June '17|5-9 June 17|5/6/2017 - 9/6/2017@dmy|05.06.2017-09.06.2017@dmy|6/5/2017 - 6/9/2017@mdy|6/5-9/2017|" +
			"5/6-9/6/2017@dmy|5, 6, 7, 8 & 9 June 2017|5,6,7,8,9 June 2017|5-9 June 2017, 9:00 am|2017 June 5-9|1st - 2nd!",
		"2017-05-29 2017-06-02": "29 May to 2 June 2017|29 May - 2 June 2017|29 May–2 June 2017|29 May-2 June 2017|29May-2June2017|29 May 2017 to 2 June 2017|29 May 2017 - 2 June 2017|May 29 - June 2, 2017|May 29–June 2, 2017|May 29, 2017 - June 2, 2017|du 29 mai au 2 juin 2017|29 de mayo al 2 de junio de 2017|с 29 мая по 2 июня 2017 года|29 мая – 2 июня 2017 г.|2017年5月29日至6月2日|" +
			"2017년 5월 29일 ~ 6월 2일|2017. 5. 29 ~ 6. 2|29.05.-02.06.2017|29/05-02/06/2017|29/5/2017-2/6/2017|2017-05-29 - 2017-06-02|2017/05/29~2017/06/02|29 مايو إلى 2 يونيو 2017|29. Mai bis 2. Juni 2017|29.05.2017 - 02.06.2017|2017-05-29~06-02|29th May to 2nd June 2017|Mon 29 May - Fri 2 June 2017",
		"2016-11-23 2016-11-25": "2016. 11. 23 ~ 25|2016.11.23~25|2016.11.23-25|2016-11-23~25|2016.11.23 - 11.25|2016년 11월 23일-25일|23-25 Nov 2016|23-25/11/2016|11/23-25/2016|23–25 November 2016|23 & 24 & 25 Nov 2016|2016.11.23(수)~25(금)|2016.11.23.(수) ~ 11.25.(금)",
		"2017-12-29 2018-01-02": "29 December 2017 - 2 January 2018|29 Dec - 2 Jan 2018|Dec 29 - Jan 2, 2018|29 déc. 2017 au 2 janv. 2018|December 29, 2017–January 2, 2018",
		"2017-06-05 2017-06-06": "5 & 6 June 2017|5 and 6 June 2017|5, 6 June 2017|5/6 June 2017|June 5 & 6, 2017|June 5 and 6, 2017|5 et 6 juin 2017|5 y 6 de junio de 2017|5 и 6 июня 2017|5+6 June 2017|5 und 6. Juni 2017|5 & 6/6/2017",
		"2017-05-31 2017-06-01": "31 May & 1 June 2017|31 May and 1 June 2017|May 31 & June 1, 2017|31 мая и 1 июня 2017",
		"2017-06-05": "Mon 5/6/2017|5 June 2017|June 5, 2017|June 5 2017|5-Jun-2017|5/Jun/2017|5.Jun.2017|05-JUN-17|5 Jun 17|5 Jun '17|Mon, 5 June 2017|Monday, June 5, 2017|Monday 5 June 2017|5 June 2017 (Monday)|(Mon) 5 June 2017|2017-06-05|2017/06/05|2017.06.05|2017. 6. 5.|2017-6-5|5th June 2017|5th of June, 2017|June 5th, 2017|the 5th of June 2017|le 5 juin 2017|lundi 5 juin 2017|1er!|5 de junio de 2017|lunes, 5 de junio de 2017|5 июня 2017 г.|5 июня 2017|понедельник, 5 июня 2017|" +
			"2017年6月5日|2017年6月5号|2017年6月5日(星期一)|2017年6月5日（周一）|2017년 6월 5일|2017년 6월 5일(월)|2017년 6월 5일 월요일|2017. 6. 5(월)|5 يونيو 2017|٥ يونيو ٢٠١٧|الاثنين 5 يونيو 2017|5 حزيران 2017|5. Juni 2017|5 de junho de 2017|5 giugno 2017|Montag, 5. Juni 2017|5 juni 2017|2017-06-05T09:00:00Z|2017-06-05T23:30:00-05:00|2017-06-05 23:59:59|2017-06-05 09:00|5 June 2017 9.00AM|5 June 2017 9:00 am|5 June 2017, 09:00-17:00!|" +
			"5 June 2017 11.30PM|5 June 2017 at 9 am!|5 June 2017 9am|5/6/2017@dmy|6/5/2017@mdy|5.6.2017@dmy|05.06.17@dmy|5-6-2017@dmy|17/06/05@ymd|2017 June 5|2017-Jun-05|05/06/2017 14:00@dmy|5 Haziran 2017|2017. 6. 5. 오전 9시|2017年6月5日 上午9时|6 5!",
		"1998-03-15": "15-Mar-98|15 March 98|15/03/98|15.3.98|15 Mar '98|3/15/98|98-03-15", "1997-11-22": "22/11/97|22-Nov-97|11/22/97", "2026-05-05": "5-May-26|5 May 26|05/05/26@dmy", "2030-01-02": "2 Jan 30", "1999-12-31": "31/12/99|31-Dec-99", "2006-02-28": "28-Feb-06|28 février 06", "2017-06-13 2017-06-15": "13/6/2017 - 15/6/2017|13-15/6/2017|13/06-15/06/2017",
		"?": "June 2017|2017|Jun 2017|06/2017|2017-06|2017/6|2017年6月|2017년 6월|juin 2017|Июнь 2017|Jun-17!|5 June|5-9 June|June 5|5/6|mid-June 2017|early June 2017|June/July 2017|Summer 2017|Q2 2017|2016-2017|2016/17|TBC June 2017|5 and 12 June 2017|5, 8 and 12 June 2017|9-5 June 2017|9 June - 5 June 2017|Tue, 5 June 2017|5/6/2017|05/06/2017 - 09/06/2017|03-04-05|next week|Day 1|31 June 2017|30-Feb-2017|2017-13-01|5 Juny 2017|1-3 March and 8-10 March 2017|" +
			"5-9 June 2017 and 3-5 July 2017|5 June 2017 - ongoing|week of 5 June 2017|2017-06-31|32 May 2017|05-06-07|12:30|9.00AM|5 June 2017 to 9 June 2007|1 May 1817|(월)",
	} {
		for text := range strings.SplitSeq(texts, "|") {
			if strings.HasSuffix(text, "!") {
				continue // noted, of another meaning
			}
			text, order, _ := strings.Cut(text, "@")
			first, last, err := dayReader{order: DayOrder(order), today: "2026-11-27"}.span(text)
			got := string(first)
			if last != first {
				got += " " + string(last)
			}
			if want == "?" && err == nil {
				t.Errorf("%q is not asked but read as %s", text, got)
			}
			if want != "?" && (err != nil || got != want) {
				t.Errorf("%q is read as %q, %v; want %s", text, got, err, want)
			}
		}
	}
}

func TestDoubtsAboutDaysOfferWhatIsRead(t *testing.T) {
	for _, text := range []string{"June 2017", "Tue, 5 June 2017", "5/6/2017", "03-04-05", "2017-06"} {
		_, _, err := dayReader{today: "2026-11-27"}.span(text)
		var doubt *Doubt
		if !errors.As(err, &doubt) || len(doubt.Choices) == 0 {
			t.Errorf("%q offers nothing: %v", text, err)
			continue
		}
		for _, choice := range doubt.Choices {
			if _, _, err := (dayReader{today: "2026-11-27"}).span(choice); err != nil {
				t.Errorf("%q offers %q, which is not read", text, choice)
			}
		}
	}
}

func TestNumbersThatAreNoDaysOfSpreadsheets(t *testing.T) {
	for text, want := range map[string]model.Day{"45405": "2024-04-23", "45405.99": "2024-04-23", "2017": "", "12": "", "367": "", "-3": "", "1e9": ""} {
		first, _, err := dayReader{serials: true, today: "2026-11-27"}.span(text)
		if first != want || (err == nil) != (want != "") {
			t.Errorf("%q is read as %q, %v", text, first, err)
		}
	}
}
