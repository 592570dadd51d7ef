package intake

import (
	"strings"

	"rollbook/model/fold"
)

// Kind is what a list is of.
type Kind string

// The kinds of lists.
const (
	Activities Kind = "activities"
	Headcounts Kind = "headcounts"
	Reported   Kind = "reported"
	People     Kind = "people"
	Marks      Kind = "marks"
)

// Kinds lists the kinds of lists.
func Kinds() []Kind { return []Kind{Activities, Headcounts, Reported, People, Marks} }

// Label gives the kind in words (an English key for translation).
func (k Kind) Label() string {
	return map[Kind]string{Activities: "Activities", Headcounts: "Headcounts", Reported: "Reported totals", People: "People", Marks: "Marks"}[k]
}

// Field is a column that a kind of list may have.
type Field struct {
	Name     string // as in mappings and messages: "first_day"
	Required bool
	synonyms []string // folded headings that mean it, the name first
}

// Label gives the field in words (an English key for translation): "First day".
func (f Field) Label() string {
	text := strings.ReplaceAll(f.Name, "_", " ")
	return strings.ToUpper(text[:1]) + text[1:]
}

// Fields lists the columns a kind of list may have.
func (k Kind) Fields() []Field { return fields[k] }

// headingKey folds a heading to what two headings that mean the same have in common.
func headingKey(heading string) string { return strings.Join(fold.Words(heading), " ") }

// headingTexts are the headings of all fields as they are written.
var headingTexts []string

// newField makes a field from the ways in which people head it, in the UN's languages and
// Korean, separated by bars.
func newField(name string, headings string) Field {
	required := strings.HasSuffix(name, "*")
	name = strings.TrimSuffix(name, "*")
	headingTexts = append(headingTexts, headings)
	f := Field{Name: name, Required: required, synonyms: []string{headingKey(name)}}
	for heading := range strings.SplitSeq(headings, "|") {
		if key := headingKey(heading); key != "" {
			f.synonyms = append(f.synonyms, key)
		}
	}
	return f
}

// Headings that several kinds of lists share.
const (
	typeHeadings    = "activity type|type of activity|category|kind|event type|type d’activité|catégorie|genre|tipo|tipo de actividad|categoría|тип|вид|тип мероприятия|категория|类型|活动类型|类别|النوع|نوع النشاط|유형|구분|활동 유형|행사 유형|종류|veranstaltungstyp|veranstaltungsart|art|typ|kategorie|tipo de atividade|categoria|modalité d’activité|nature|nature de l’activité|tipo di attività|type d’événement|tipo de evento|вид деятельности|活动种类|نوع الفعالية|사업유형|행사유형"
	countryHeadings = "countries|nation|country or area|country of origin|member state|pays|pays ou zone|nationalité|país|nacionalidad|страна|государство|国家|国家或地区|国籍|البلد|الدولة|국가|나라|국가명|국적|country name|name of country|country represented|represented country|representing|representing country|country representing|delegation|delegation of|delegate country|delegations|home country|country of residence|residence country|country area|country or territory|country territory|country region|country of delegation|sending country|country of work|origin country|member country|iso|iso2|iso3|iso 2|iso 3|iso code|iso country code|country code|country iso|country iso3|country iso2|alpha 2|alpha 3|alpha2|alpha3|iso alpha 3|iso alpha 2|iso 3166|m49|m49 code|un m49|cca2|cca3|délégation|pays représenté|pays d’origine|pays de résidence|pays de provenance|code pays|code iso|état membre|pays participant|pays territoire|nom du pays|delegación|país representado|país de origen|país de residencia|estado miembro|código de país|código iso|país de procedencia|país participante|país o territorio|nombre del país|pais|país de origem|nacionalidade|delegação|código do país|estado membro|nome do país|land|staat|herkunftsland|heimatland|nationalität|entsendeland|vertretenes land|ländercode|länderkürzel|staatsangehörigkeit|paese|nazione|paese di origine|nazionalità|delegazione|paese rappresentato|страна происхождения|страна проживания|делегация|представляемая страна|код страны|гражданство|государство член|страна территория|название страны|страна участник|代表团|代表国家|所属国家|国别|原籍国|国家代码|国家名称|成员国|国家地区|国家 地区|所在国|الوفد|بلد المنشأ|بلد الإقامة|البلد الممثل|الدولة الممثلة|رمز البلد|رمز الدولة|الجنسية|اسم الدولة|اسم البلد|بلد|دولة|소속국가|소속 국가|소속국|대표국|대표 국가|출신국|출신국가|출신 국가|참가국|참가국가|참가 국가|국가코드|국가 코드|나라명|국가 지역|국가지역|파견국|negara|ülke|quốc gia|ประเทศ|国名|国|देश"
	notesHeadings   = "note|remarks|remark|comment|comments|description|observations|remarques|commentaires|notas|observaciones|comentarios|примечание|примечания|комментарии|备注|说明|ملاحظات|비고|메모|설명|bemerkung|bemerkungen|anmerkung|anmerkungen|notiz|notizen|observações|comentários|osservazioni|commenti|примечания и комментарии|附注|معلومات إضافية|특이사항|참고"
	countHeadings   = "participants|trainees|attendees|number of participants|no of participants|total|headcount|count|people|nombre|nombre de participants|effectif|participantes|número|número de participantes|cantidad|участники|число участников|количество|人数|参加人数|参与者|عدد|عدد المشاركين|المشاركون|참가자|참가자 수|인원|인원수|참석자|참석자 수|teilnehmer|teilnehmende|teilnehmerzahl|anzahl|anzahl teilnehmer|zahl der teilnehmer|total de participantes|quantidade|partecipanti|numero di partecipanti|numero partecipanti|numero|nb de participants|nb participants|nbre de participants|nombre de stagiaires|total participants|total number of participants|participants total|number of people|number of trainees|no of people|no of trainees|no of attendees|number of attendees|cantidad de participantes|total de participantes|总人数|参加者人数|参与人数|学员人数|общее число участников|количество участников|всего участников|всего|إجمالي المشاركين|عدد المتدربين|العدد|총인원|참가인원|참석인원|참가 인원|참석 인원|교육생 수|교육생수|수료인원|연수생 수"
)

var fields = map[Kind][]Field{
	Activities: {
		newField("code", "activity code|event code|id|ref|reference|no|number|référence|numéro|código|referencia|número|код|номер|шифр|代码|编号|الرمز|رقم|코드|번호|행사 코드|activity no|activity number|event no|event number|project code|course code|workshop code|kennung|kürzel|code de l’activité|n°|código de la actividad|código de actividad|código da atividade|codice|код мероприятия|活动编号|رمز النشاط|رقم النشاط|사업코드|과정코드|행사번호"),
		newField("title*", "name|activity|activity title|event|event name|event title|subject|workshop|titre|intitulé|nom|activité|título|nombre|actividad|evento|название|наименование|мероприятие|тема|标题|名称|活动|活动名称|العنوان|اسم النشاط|النشاط|제목|행사명|활동명|명칭|과정명|title of activity|title of event|title of the event|name of activity|name of event|name of workshop|workshop title|course|course title|training|training title|topic of the event|meeting|titre de l’activité|nom de l’activité|intitulé de l’activité|événement|atelier|formation|título de la actividad|nombre de la actividad|nombre del evento|taller|curso|titel|veranstaltung|bezeichnung|name der veranstaltung|kurs|título da atividade|nome|atividade|oficina|titolo|attività|evento|nome dell’attività|название мероприятия|наименование мероприятия|семинар|会议名称|培训名称|项目名称|课程名称|اسم الفعالية|عنوان النشاط|الفعالية|الدورة|활동명|사업명|연수명|교육명|회의명|프로그램명"),
		newField("type*", typeHeadings+"|event kind|activity kind"),
		newField("first_day*", "start|start date|from|date|dates|day|begin|beginning|begins|first date|début|date de début|du|inicio|fecha|fecha de inicio|desde|начало|дата|дата начала|с|开始|开始日期|日期|起始日期|البداية|تاريخ البدء|التاريخ|من|시작|시작일|개시일|일자|날짜|일시|start day|starting date|begin date|beginning date|date from|date start|from date|date of event|date of activity|event date|date s|dates of event|when|held on|period|duration dates|jour|date de commencement|du au|dates|période|fecha inicial|fecha inicio|fechas|período|periodo|día|beginn|anfang|startdatum|datum|von|erster tag|zeitraum|termin|início|data|data de início|data inicial|datas|de|data di inizio|inizio|data inizio|дата проведения|даты|период|сроки|даты проведения|日期时间|时间|举办日期|举办时间|تاريخ البداية|تواريخ|الفترة|تاريخ الانعقاد|시작 날짜|기간|개최일|개최기간|일정|교육기간|연수기간|행사일|시작일자"),
		newField("last_day", "end|end date|to|until|last date|ends|fin|date de fin|au|fecha de fin|final|hasta|конец|окончание|дата окончания|по|结束|结束日期|截止日期|النهاية|تاريخ الانتهاء|إلى|종료|종료일|마지막 날|끝|end day|ending date|finish|finish date|date to|date end|to date|closing date|date de clôture|jusqu’au|fecha final|fecha fin|fecha de término|ende|enddatum|bis|letzter tag|fim|término|data de término|data final|data de fim|fine|data di fine|data fine|дата завершения|终止日期|结束时间|تاريخ النهاية|종료 날짜|종료일자|까지"),
		newField("status", "state|statut|état|estado|статус|состояние|状态|الحالة|상태|진행 상태|situação|stato|zustand|활동상태|진행상황"),
		newField("country", countryHeadings+"|host country|venue country|pays hôte|país anfitrión|страна проведения|举办国|개최국|country of venue|country of event|where country|pays d’accueil|pays de tenue|país sede|país de realización|gastland|veranstaltungsland|país anfitrião|país sede|paese ospitante|страна пребывания|принимающая страна|主办国|东道国|البلد المضيف|الدولة المضيفة|개최국가|개최 국가"),
		newField("city", "place|venue|location|town|ville|lieu|ciudad|lugar|город|место|место проведения|城市|地点|المدينة|المكان|도시|장소|개최지|개최 도시|city of venue|host city|town city|place of event|lieu de tenue|ciudad sede|sede|stadt|ort|veranstaltungsort|cidade|local|città|luogo|место проведения мероприятия|举办城市|举办地点|مكان الانعقاد|مدينة|개최장소|지역"),
		newField("mode", "format|modality|modalité|modalidad|modo|форма|формат|方式|形式|الطريقة|방식|형태|진행 방식|mode of delivery|delivery|delivery mode|attendance mode|modalidade|form|durchführung|modalità|форма проведения|举办方式|طريقة التنفيذ|개최방식|진행방식"),
		newField("themes", "theme|thematic area|thematic areas|topic|topics|thème|thèmes|domaine thématique|tema|temas|темы|тематика|主题|专题|الموضوع|المواضيع|주제|테마|분야|subject area|thema|themen|themenbereich|área temática|tema principal|temas|tematica|temi|主题领域|المجال|분야 주제"),
		newField("sdgs", "sdg|sdg targets|goals|sustainable development goals|odd|ods|цур|可持续发展目标|أهداف التنمية المستدامة|지속가능발전목표|sdg goals|sdg goal|ods relacionados|sdgs addressed|nachhaltigkeitsziele|objetivos de desenvolvimento sustentável|objectifs de développement durable|objetivos de desarrollo sostenible|цели устойчивого развития"),
		newField("partners", "partner|partner organisations|partner organizations|organisers|organizers|partenaire|partenaires|socio|socios|партнер|партнеры|伙伴|合作伙伴|الشركاء|협력기관|파트너|협력 기관|주최|partner organisation|partner organization|co organisers|co organizers|coorganizers|collaborators|in cooperation with|partenaires de l’activité|organizaciones asociadas|parceiros|parceiro|veranstaltungspartner|kooperationspartner|partner institutions|partner institution|партнёры|الشريك|협력 파트너|공동주최|협력단체"),
		newField("notes", notesHeadings),
		newField("counts", ""),
		newField("completion", ""),
	},
	Headcounts: {
		newField("activity*", "activity code|code|event|event code|activity title|title|workshop|activité|code d’activité|actividad|código|мероприятие|код|код мероприятия|活动|活动代码|النشاط|رمز النشاط|활동|행사|행사 코드|활동 코드|코드|name of activity|event name|event title|activity name|course|training|meeting|veranstaltung|atividade|evento|attività|活动名称|会议|اسم النشاط|الفعالية|행사명|활동명|과정명|사업명|évènement|événement|taller|atelier"),
		newField("country", countryHeadings),
		newField("sex", "gender|sexe|genre|sexo|género|пол|性别|الجنس|성별|geschlecht|gênero|sesso|genere|gender sex|sex gender|성|男女"),
		newField("number*", countHeadings),
		newField("approximate", "approx|about|estimate|estimated|approximatif|estimation|aproximado|estimado|приблизительно|оценка|约|大约|تقريبي|대략|어림|추정|ungefähr|geschätzt|aproximadamente|stima|大概"),
		newField("women", "woman|female|females|f|femmes|féminin|mujeres|femenino|женщины|ж|女|女性|نساء|إناث|여|여성|여자|frauen|weiblich|mulheres|donne|femmine|number of women|no of women|no of females|number of females|women participants|female participants|nombre de femmes|número de mujeres|número de mulheres|anzahl frauen|число женщин|количество женщин|女性人数|عدد النساء|عدد الإناث|여성 수|여자 수|여성참가자"),
		newField("men", "man|male|males|m|hommes|masculin|hombres|masculino|мужчины|м|男|男性|رجال|ذكور|남|남성|남자|männer|männlich|homens|uomini|maschi|number of men|no of men|no of males|number of males|men participants|male participants|nombre d’hommes|número de hombres|número de homens|anzahl männer|число мужчин|количество мужчин|男性人数|عدد الرجال|عدد الذكور|남성 수|남자 수|남성참가자"),
		newField("other", "other sex|non binary|autre|otro|другое|其他|آخر|기타|diverse|divers|outro|outros|altro|andere|x|nonbinary"),
		newField("not_stated", "unknown|sex unknown|not known|unspecified|non précisé|inconnu|no indicado|desconocido|не указано|неизвестно|未说明|未知|غير محدد|미상|모름|unbekannt|não informado|desconhecido|sconosciuto|prefer not to say|not stated"),
		newField("women"+shareEnd, ""),
		newField("men"+shareEnd, ""),
	},
	People: {
		newField("name*", "full name|participant|participant name|name of participant|names|nom complet|nom et prénom|nom|participant|nombre completo|nombre|nombre y apellidos|фио|имя|полное имя|участник|姓名|名字|الاسم|الاسم الكامل|이름|성명|성함|참가자명|참석자|name of the participant|name surname|name and surname|first and last name|first name last name|name in full|participant s name|participants|delegate|delegate name|name of delegate|trainee|trainee name|attendee|attendee name|person|nom et prénoms|prénom et nom|nom prénom|noms et prénoms|nom du participant|nom de la personne|nombres y apellidos|nombre y apellido|apellidos y nombres|apellido y nombre|nombre del participante|vollständiger name|vor und nachname|name vorname|vorname name|vorname nachname|nachname vorname|teilnehmer|teilnehmerin|name des teilnehmers|nome|nome completo|nome e sobrenome|nome do participante|participante|nome e cognome|cognome e nome|nominativo|partecipante|ф и о|фамилия имя отчество|фамилия и имя|имя и фамилия|участник фио|имя участника|姓名全称|学员姓名|参加者|参会人员|与会者|名前|氏名|اسم المشارك|المشارك|الاسم بالكامل|참가자|참가자 이름|참가자 성명|참석자명|성명 한글|영문성명|교육생|교육생명|연수생|연수생명|họ tên|họ và tên|nama|nama lengkap|ad soyad|ชื่อ สกุล|ชื่อ"),
		newField("given", "given name|given names|first name|forename|prénom|prénoms|nombre de pila|nombres|имя|名|الاسم الأول|이름|firstname|given name s|first names|forenames|christian name|nom de baptême|vorname|vornamen|rufname|nome próprio|primeiro nome|nome di battesimo|имя отчество|имя и отчество|名字名|given name first name|الاسم الشخصي|tên|nama depan"),
		newField("family", "family name|surname|last name|nom de famille|apellido|apellidos|фамилия|姓|اسم العائلة|성|lastname|family names|surnames|last name surname|family name surname|surname family name|nom usuel|primer apellido|nachname|familienname|zuname|sobrenome|apelido|último nome|cognome|姓氏|اللقب العائلي|الكنية|الاسم العائلي|اسم الأسرة|성씨|họ|nama belakang"),
		newField("sex", "gender|sexe|genre|sexo|género|пол|性别|الجنس|성별|geschlecht|gênero|sesso|genere|gender sex|sex gender|sex m f|gender m f|gender f m|男女|giới tính|jenis kelamin|cinsiyet|เพศ"),
		newField("country", countryHeadings),
		newField("organisation", "organization|institution|agency|ministry|affiliation|company|employer|organisation institution|institution ministère|organisme|organización|institución|организация|учреждение|место работы|单位|机构|组织|المؤسسة|المنظمة|الجهة|소속|기관|기관명|소속기관|organisation name|organization name|name of organisation|name of organization|name of institution|institution organization|organization institution|institution organisation|ministry agency|ministry organization|ministry institution|ministry department|department ministry|institute|entity|office|workplace|place of work|university|représentation|employeur|organisation d’appartenance|structure|institution d’origine|ministère|ministère institution|administration|entité|entidad|entidad organización|ministerio|empresa|dependencia|lugar de trabajo|einrichtung|behörde|dienststelle|arbeitgeber|firma|institution behörde|organização|instituição|entidade|órgão|ministério|organizzazione|istituzione|ente|ministero|azienda|ведомство|министерство|организация учреждение|компания|单位名称|工作单位|所属机构|所属单位|部门|机构名称|الهيئة|الوزارة|جهة العمل|الشركة|소속 기관|소속기관명|소속 기관명|근무처|직장|회사|부처|단체명|기관 부처|tổ chức|cơ quan|instansi|lembaga|kurum|หน่วยงาน"),
		newField("position", "title|job title|function|post|designation|role in organisation|fonction|poste|titre|cargo|puesto|должность|职务|职位|المنصب|الوظيفة|직위|직책|직급|job|position title|current position|official title|official position|rank|occupation|profession|role title|job position|poste occupé|fonction occupée|intitulé du poste|fonction titre|profession|puesto actual|cargo actual|ocupación|profesión|cargo puesto|funktion|stelle|dienststellung|beruf|amtsbezeichnung|berufsbezeichnung|função|posição|cargo função|posizione|ruolo professionale|qualifica|mansione|carica|занимаемая должность|профессия|звание|职务职称|职称|岗位|职位名称|المسمى الوظيفي|الوظيفة الحالية|الصفة|직위 직책|직함|직책명|chức vụ|jabatan|ünvan|görev|ตำแหน่ง"),
		newField("email", "e mail|e mail address|email address|mail|courriel|adresse électronique|correo|correo electrónico|почта|электронная почта|эл почта|电子邮件|邮箱|البريد الإلكتروني|이메일|메일|전자우편|email addresses|emails|e mail adresse|mailadresse|adresse mail|adresse e mail|adresse courriel|mél|correo e|dirección de correo|dirección de correo electrónico|endereço de email|endereço eletrônico|indirizzo email|posta elettronica|адрес электронной почты|имейл|email адрес|电子邮箱|邮件|电邮|メール|بريد إلكتروني|الإيميل|البريد|이메일 주소|전자메일|메일주소|thư điện tử|eposta|อีเมล"),
		newField("phone", "telephone|mobile|cell|phone number|tel|contact number|téléphone|portable|teléfono|móvil|celular|телефон|мобильный|电话|手机|الهاتف|رقم الهاتف|전화|전화번호|휴대폰|연락처|telephone number|mobile number|mobile phone|cell phone|cellphone|phone no|tel no|contact no|whatsapp|whatsapp number|numéro de téléphone|téléphone portable|tél|gsm|número de teléfono|teléfono móvil|teléfono celular|telefon|telefonnummer|handy|handynummer|mobil|telefone|número de telefone|celular|telemóvel|telefono|cellulare|numero di telefono|номер телефона|мобильный телефон|тел|联系电话|手机号|手机号码|电话号码|联系方式|電話|رقم الجوال|الجوال|هاتف|رقم الهاتف المحمول|전화 번호|휴대전화|휴대폰번호|연락 번호|핸드폰|số điện thoại|telepon|telefon numarası|โทรศัพท์"),
		newField("role", "participation|capacity|rôle|qualité|rol|calidad|роль|角色|الدور|역할|참가 구분|participant type|type of participant|participation type|category of participant|participant category|type de participant|tipo de participante|teilnehmerart|funktion im kurs|papel|função no evento|ruolo|тип участника|статус участника|参加类别|参会身份|نوع المشاركة|참가유형|참가 유형|참가자 구분"),
		newField("status", "registration status|attendance|statut|estado|статус|状态|الحالة|상태|참석 여부|attendance status|participation status|anmeldestatus|situação|stato|статус участия|参加状态|حالة التسجيل|참가상태|등록상태|statut de l’inscription|estado de inscripción"),
		newField("activity", "activity code|event|event code|workshop|activité|actividad|мероприятие|活动|النشاط|활동|행사|행사 코드|activity name|activity title|event name|event title|name of event|name of activity|course|training|meeting|atelier|événement|taller|evento|curso|veranstaltung|kurs|atividade|attività|活动名称|会议|培训|الفعالية|اسم النشاط|행사명|활동명|과정명|사업명|활동 코드|мероприятие код|код мероприятия"),
		newField("honorific", "salutation|salutations|courtesy title|form of address|forms of address|prefix|name prefix|honorific title|mr ms|mr mrs|mr mrs ms|ms mr|mr ms dr|title mr ms|title mr mrs ms|civilité|appellation|titre de civilité|formule de politesse|tratamiento|trato|tratamento|anrede|обращение|форма обращения|称谓|稱謂|称呼|اللقب|لقب|호칭|경칭|존칭|danh xưng|aanhef|sapaan|คำนำหน้า|คำนำหน้าชื่อ"),
		newField("native_name", ""),
		newField("check_in_code", ""),
		newField("person_key", ""),
		newField("born", "date of birth|birth date|birthdate|dob|birthday|year of birth|birth year|date de naissance|né le|née le|année de naissance|fecha de nacimiento|año de nacimiento|nacimiento|дата рождения|год рождения|出生日期|出生年月|生日|تاريخ الميلاد|سنة الميلاد|생년월일|출생연도|출생년도"),
	},
	Marks: {
		newField("activity*", "activity code|code of activity|event|event code|activité|actividad|мероприятие|活动|النشاط|활동|행사|activity name|event name|course|training|veranstaltung|kurs|atividade|evento|attività|活动名称|الفعالية|행사명|과정명"),
		newField("session*", "class|lesson|séance|sesión|занятие|сессия|课|场次|الجلسة|세션|차시|회차|session name|unit|module|sitzung|einheit|sessão|aula|sessione|lezione|cours|clase|заседание|课程|单元|الحصة|수업|강의|교시"),
		newField("day", "date|jour|fecha|día|дата|日期|التاريخ|날짜|일자|timestamp|horodateur|marca temporal|отметка времени|时间戳|時間戳記|타임스탬프|طابع زمني|session date|date of session|datum|tag|data|dia|giorno|день|日|اليوم|일|수업일"),
		newField("person*", "name|code|participant|full name|nom|nombre|имя|фио|姓名|الاسم|이름|성명|참가자|participant name|name of participant|nom complet|nombre completo|user full name|student|attendee|delegate|trainee|nom et prénom|nombre y apellidos|nom du participant|teilnehmer|nome|nome completo|participante|nome e cognome|partecipante|участник|полное имя|学员姓名|参加者|名字|الاسم الكامل|اسم المشارك|المشارك|참가자명|참석자|참가자 성명|교육생|연수생"),
		newField("given", "given name|given names|first name|forename|prénom|nombres|имена|名|이름 부분"),
		newField("family", "family name|last name|surname|nom de famille|apellidos|apellido|фамилия|姓"),
		newField("email", "e mail|email address|mail|courriel|adresse électronique|correo electrónico|correo|адрес электронной почты|электронная почта|电子邮件|邮箱|البريد الإلكتروني|이메일|전자우편"),
		newField("mark*", "attendance|status|présence|asistencia|отметка|посещаемость|出勤|考勤|الحضور|출석|출결|attendance mark|attendance status|presence|anwesenheit|presença|frequência|presenza|statut|estado|присутствие|явка|状态|签到|حالة الحضور|출석 여부|출석여부|출결상태|참석여부|참석 여부"),
		newField("required", ""),
	},
	Reported: {
		newField("type*", typeHeadings),
		newField("from*", "first day|start|start date|begin|du|de|début|desde|inicio|с|начало|от|从|开始|من|البداية|시작|시작일|부터|from date|from year|period from|first year|since|start year|von|ab|von jahr|de l’année|desde el año|de|ano inicial|desde|dal|da|с года|начальный год|起|起始|自|من سنة|시작연도|시작 연도|시작년도"),
		newField("to*", "last day|end|end date|until|au|à|fin|hasta|по|конец|до|至|结束|到|إلى|النهاية|종료|종료일|까지|to date|to year|period to|last year|until year|end year|bis|bis jahr|à l’année|hasta el año|até|ano final|al|a|по год|конечный год|止|截止|إلى سنة|종료연도|종료 연도|종료년도"),
		newField("events*", "no of events|number of events|activities|event count|événements|nombre d’événements|activités|eventos|número de eventos|actividades|мероприятия|число мероприятий|活动数|活动次数|次数|الفعاليات|عدد الفعاليات|행사 수|행사수|횟수|건수|workshops|number of activities|no of activities|events held|number of workshops|nombre d’activités|nb d’événements|número de actividades|veranstaltungen|anzahl veranstaltungen|eventos|atividades|número de eventos|número de atividades|eventi|attività|numero di eventi|количество мероприятий|число событий|会议次数|活动总数|عدد الأنشطة|الأنشطة|활동 수|활동수|개최 횟수|개최횟수"),
		newField("countries", "participating countries|number of countries|no of countries|country|pays|pays participants|nombre de pays|países|países participantes|страны|число стран|国家|国家数|参加国|البلدان|عدد البلدان|참가국|참가국 수|국가 수|국가수|countries participating|countries represented|number of countries represented|number of participating countries|no of participating countries|länder|anzahl länder|teilnehmende länder|número de países|países|paesi|numero di paesi|количество стран|страны участницы|参与国家|参加国家数|الدول|عدد الدول|البلدان المشاركة|참가국가 수|참가 국가 수|참여국 수"),
		newField("participants", countHeadings+"|participants trainees"),
		newField("source", "published in|document|origin|fuente|publicado en|источник|来源|المصدر|출처|quelle|fonte|published|reference|référence|publié dans|referencia|veröffentlicht in|публикация|出处|المرجع|참고자료"),
		newField("adds", "add|adds to|in addition|s’ajoute|se suma|добавляется|另加|يضاف|추가"),
	},
}

// shareEnd makes the name of a field that holds the share of one sex.
const shareEnd = "_share"

// AboutOne says whether a list of the kind is often about one activity, which its rows then
// do not name.
func (k Kind) AboutOne() bool { return k == People || k == Marks || k == Headcounts }

// Dated says whether rows of the kind have days.
func (k Kind) Dated() bool { return k == Activities || k == Reported || k == Marks }

// field finds a field of the kind by its name.
func (k Kind) field(name string) (Field, bool) {
	for _, f := range fields[k] {
		if f.Name == name {
			return f, true
		}
	}
	return Field{}, false
}
