package pdf

import (
	"fmt"
	"strings"

	"rollbook/model"
)

// words are what papers say of their own accord, in one language.
type words struct {
	language string
	rtl      bool
	months   string // in the form that stands beside a day, separated by blanks
	day      string // how a day is written: of day, month and year
	pageOf   string // "page %d of %d"
	asOf     string // "data as of %s"

	signIn, participants, certificate                               string
	name, country, organisation, position, role, code, sign, number string
	people, came, countries                                         string // "Expected: %d", "Participants: %d", "Countries: %d"
	attended, noCountry                                             string
	walkIns                                                         string
}

// Languages lists the languages in which papers can have their headings, English first.
func Languages() []string { return []string{"en", "fr", "es", "ru", "ar", "zh", "ko"} }

var tongues = map[string]words{
	"en": {months: "January February March April May June July August September October November December", day: "{d} {m} {y}",
		pageOf: "page %d of %d", asOf: "data as of %s", signIn: "Sign-in sheet", participants: "List of participants", certificate: "Certificate of Participation",
		name: "Name", country: "Country", organisation: "Organisation", position: "Position", role: "Role", code: "Code", sign: "Signature", number: "No.", people: "Expected: %d", came: "Participants: %d", countries: "Countries: %d", attended: "Attended", noCountry: "No country", walkIns: "Also here"},
	"fr": {months: "janvier février mars avril mai juin juillet août septembre octobre novembre décembre", day: "{d} {m} {y}",
		pageOf: "page %d sur %d", asOf: "données au %s", signIn: "Feuille de présence", participants: "Liste des participants", certificate: "Attestation de participation",
		name: "Nom", country: "Pays", organisation: "Organisation", position: "Fonction", role: "Rôle", code: "Code", sign: "Signature", number: "Nº", people: "Attendus : %d", came: "Participants : %d", countries: "Pays : %d", attended: "Présence", noCountry: "Sans pays", walkIns: "Également présents"},
	"es": {months: "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre", day: "{d} de {m} de {y}",
		pageOf: "página %d de %d", asOf: "datos al %s", signIn: "Hoja de asistencia", participants: "Lista de participantes", certificate: "Certificado de participación",
		name: "Nombre", country: "País", organisation: "Organización", position: "Cargo", role: "Función", code: "Código", sign: "Firma", number: "N.º", people: "Previstos: %d", came: "Participantes: %d", countries: "Países: %d", attended: "Asistencia", noCountry: "Sin país", walkIns: "También presentes"},
	"ru": {months: "января февраля марта апреля мая июня июля августа сентября октября ноября декабря", day: "{d} {m} {y} г.",
		pageOf: "страница %d из %d", asOf: "данные на %s", signIn: "Лист регистрации", participants: "Список участников", certificate: "Свидетельство об участии",
		name: "Имя", country: "Страна", organisation: "Организация", position: "Должность", role: "Роль", code: "Код", sign: "Подпись", number: "№", people: "Ожидается: %d", came: "Участников: %d", countries: "Стран: %d", attended: "Участие", noCountry: "Без страны", walkIns: "Также присутствуют"},
	"ar": {rtl: true, months: "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر", day: "{d} {m} {y}",
		pageOf: "صفحة %d من %d", asOf: "البيانات حتى %s", signIn: "كشف الحضور", participants: "قائمة المشاركين", certificate: "شهادة مشاركة",
		name: "الاسم", country: "البلد", organisation: "الجهة", position: "المنصب", role: "الصفة", code: "الرمز", sign: "التوقيع", number: "الرقم", people: "المتوقع حضورهم: %d", came: "عدد المشاركين: %d", countries: "عدد البلدان: %d", attended: "الحضور", noCountry: "بلا بلد", walkIns: "حاضرون آخرون"},
	"zh": {months: "1 2 3 4 5 6 7 8 9 10 11 12", day: "{y}年{m}月{d}日",
		pageOf: "第 %d 页，共 %d 页", asOf: "数据截至%s", signIn: "签到表", participants: "与会人员名单", certificate: "参加证书",
		name: "姓名", country: "国家", organisation: "单位", position: "职务", role: "身份", code: "代码", sign: "签名", number: "序号", people: "预计：%d 人", came: "与会者：%d 人", countries: "国家：%d 个", attended: "出席", noCountry: "无国家", walkIns: "其他到场人员"},
	"ko": {months: "1 2 3 4 5 6 7 8 9 10 11 12", day: "{y}년 {m}월 {d}일",
		pageOf: "%d / %d쪽", asOf: "%s 기준", signIn: "참석자 서명부", participants: "참가자 명단", certificate: "참가 증명서",
		name: "성명", country: "국가", organisation: "소속", position: "직위", role: "역할", code: "코드", sign: "서명", number: "번호", people: "예정: %d명", came: "참가자: %d명", countries: "국가: %d개", attended: "참석", noCountry: "국가 없음", walkIns: "현장 등록"},
}

// wordsIn gives the words of a language; English where the language is not among Languages.
func wordsIn(language string) words {
	w, ok := tongues[language]
	if !ok {
		language, w = "en", tongues["en"]
	}
	w.language = language
	return w
}

// page says which page of how many it is.
func (w words) page(n, of int) string { return fmt.Sprintf(w.pageOf, n, of) }

// date writes a day out.
func (w words) date(d model.Day) string {
	t := d.Time()
	if t.IsZero() {
		return ""
	}
	return strings.NewReplacer("{d}", fmt.Sprint(t.Day()), "{m}", strings.Fields(w.months)[t.Month()-1], "{y}", fmt.Sprint(t.Year())).Replace(w.day)
}

// span writes the days from first to last out.
func (w words) span(first, last model.Day) string {
	if last == "" || last == first {
		return w.date(first)
	}
	a, b := first.Time(), last.Time()
	if w.language == "en" && a.Year() == b.Year() && a.Month() == b.Month() {
		return fmt.Sprintf("%d–%s", a.Day(), w.date(last))
	}
	return w.date(first) + " – " + w.date(last)
}

// since says as of when the data are; nothing where that is not known.
func (w words) since(at model.Instant) string {
	if at == (model.Instant{}) {
		return ""
	}
	return fmt.Sprintf(w.asOf, w.date(model.DayOf(at.Time())))
}
