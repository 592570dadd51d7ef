package intake

import (
	"strings"
	"time"

	"rollbook/model/fold"
)

// months are the names of months in the languages lists come in, folded.
var months = func() map[string]time.Month {
	names := map[string]time.Month{}
	for _, language := range []string{
		"january february march april may june july august september october november december",
		"jan feb mar apr may jun jul aug sep oct nov dec",
		"jan febr mar apr may jun jul aug sept oct nov dec",
		"janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
		"janv févr mars avr mai juin juil août sept oct nov déc",
		"janv fév mar avr mai jui juill aout sept oct nov dec",
		"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
		"ene feb mar abr may jun jul ago sep oct nov dic",
		"enero febrero marzo abril mayo junio julio agosto setiembre octubre noviembre diciembre",
		"января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
		"январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
		"янв фев мар апр май июн июл авг сен окт ноя дек",
		"янв февр март апр май июнь июль авг сент окт нояб дек",
		"يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
		"يناير فبراير مارس ابريل ماي يونيه يوليه اغسطس سبتمبر اكتوبر نوفمبر ديسمبر",
		"جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
		"كانونالثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرينالأول تشرينالثاني كانونالأول",
		"januar februar märz april mai juni juli august september oktober november dezember",
		"jan feb mär apr mai jun jul aug sep okt nov dez",
		"jänner februar mrz april mai juni juli august sept oktober november dezember",
		"janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
		"jan fev mar abr mai jun jul ago set out nov dez",
		"gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
		"gen feb mar apr mag giu lug ago set ott nov dic",
		"januari februari maart april mei juni juli augustus september oktober november december",
		"januari februari maret april mei juni juli agustus september oktober november desember",
		"ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
	} {
		for i, name := range strings.Fields(language) {
			names[fold.Text(name)] = time.Month(i + 1)
		}
	}
	return names
}()

// weekdays are the names of days of the week, folded; those that are also a month's are left
// to the months.
var weekdays = func() map[string]time.Weekday {
	names := map[string]time.Weekday{}
	for _, language := range []string{
		"sunday monday tuesday wednesday thursday friday saturday",
		"sun mon tue wed thu fri sat",
		"sun mon tues weds thur fri sat",
		"sun mon tues weds thurs fri sat",
		"dimanche lundi mardi mercredi jeudi vendredi samedi",
		"dim lun . mer jeu ven sam",
		"domingo lunes martes miércoles jueves viernes sábado",
		"dom lun . mié jue vie sáb",
		"воскресенье понедельник вторник среда четверг пятница суббота",
		"вс пн вт ср чт пт сб",
		"воскресенья понедельника вторника среды четверга пятницы субботы",
		"الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت",
		"الأحد الإثنين الثلاثاء الاربعاء الخميس الجمعه السبت",
		"星期日 星期一 星期二 星期三 星期四 星期五 星期六",
		"星期天 星期一 星期二 星期三 星期四 星期五 星期六",
		"周日 周一 周二 周三 周四 周五 周六",
		"週日 週一 週二 週三 週四 週五 週六",
		"礼拜天 礼拜一 礼拜二 礼拜三 礼拜四 礼拜五 礼拜六",
		"일요일 월요일 화요일 수요일 목요일 금요일 토요일",
		"日曜日 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日",
		"sonntag montag dienstag mittwoch donnerstag freitag samstag",
		"so mo di mi do fr sa",
		"segunda-feira . . . . . .",
		"domenica lunedì martedì mercoledì giovedì venerdì sabato",
		"zondag maandag dinsdag woensdag donderdag vrijdag zaterdag",
		"minggu senin selasa rabu kamis jumat sabtu",
		"pazar pazartesi salı çarşamba perşembe cuma cumartesi",
	} {
		for i, name := range strings.Fields(language) {
			if name = fold.Text(name); name != "." && names[name] == 0 && months[name] == 0 && name != "segunda-feira" {
				names[name] = time.Weekday(i)
			}
		}
	}
	return names
}()

// bracketed are days of the week in one sign, which stand in brackets.
var bracketed = map[string]time.Weekday{"일": 0, "월": 1, "화": 2, "수": 3, "목": 4, "금": 5, "토": 6, "日": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "月": 1, "火": 2, "水": 3, "木": 4, "金": 5, "土": 6}

// throughWords stand between the first and the last of several days, andWords between two
// that follow each other; looseWords say nothing.
var (
	throughWords = words("to until till thru through bis au al a à ao até по до 至 到 إلى الى حتى 부터 에서 tot sampai đến ~")
	andWords     = words("and et y e und и 和 及 與 与 및 و en")
	looseWords   = words("de of del the du le la el los las г года год year on from с со dal il den der die vom von da do le den das min в من في عام سنة dated date dates no i o a.d ad th st nd rd er re ер го ое е ngày 까지 간 개최 l los dia dias día días day days jour jours")
)
