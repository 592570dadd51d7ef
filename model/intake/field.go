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
	typeHeadings    = "activity type|type of activity|category|kind|event type|type d’activité|catégorie|genre|tipo|tipo de actividad|categoría|тип|вид|тип мероприятия|категория|类型|活动类型|类别|النوع|نوع النشاط|유형|구분|활동 유형|행사 유형|종류"
	countryHeadings = "countries|nation|country or area|country of origin|member state|pays|pays ou zone|nationalité|país|nacionalidad|страна|государство|国家|国家或地区|国籍|البلد|الدولة|국가|나라|국가명|국적"
	notesHeadings   = "note|remarks|remark|comment|comments|description|observations|remarques|commentaires|notas|observaciones|comentarios|примечание|примечания|комментарии|备注|说明|ملاحظات|비고|메모|설명"
	countHeadings   = "participants|trainees|attendees|number of participants|no of participants|total|headcount|count|people|nombre|nombre de participants|effectif|participantes|número|número de participantes|cantidad|участники|число участников|количество|人数|参加人数|参与者|عدد|عدد المشاركين|المشاركون|참가자|참가자 수|인원|인원수|참석자|참석자 수"
)

var fields = map[Kind][]Field{
	Activities: {
		newField("code", "activity code|event code|id|ref|reference|no|number|référence|numéro|código|referencia|número|код|номер|шифр|代码|编号|الرمز|رقم|코드|번호|행사 코드"),
		newField("title*", "name|activity|activity title|event|event name|event title|subject|workshop|titre|intitulé|nom|activité|título|nombre|actividad|evento|название|наименование|мероприятие|тема|标题|名称|活动|活动名称|العنوان|اسم النشاط|النشاط|제목|행사명|활동명|명칭|과정명"),
		newField("type*", typeHeadings),
		newField("first_day*", "start|start date|from|date|dates|day|begin|beginning|begins|first date|début|date de début|du|inicio|fecha|fecha de inicio|desde|начало|дата|дата начала|с|开始|开始日期|日期|起始日期|البداية|تاريخ البدء|التاريخ|من|시작|시작일|개시일|일자|날짜|일시"),
		newField("last_day", "end|end date|to|until|last date|ends|fin|date de fin|au|fecha de fin|final|hasta|конец|окончание|дата окончания|по|结束|结束日期|截止日期|النهاية|تاريخ الانتهاء|إلى|종료|종료일|마지막 날|끝"),
		newField("status", "state|statut|état|estado|статус|состояние|状态|الحالة|상태|진행 상태"),
		newField("country", countryHeadings+"|host country|venue country|pays hôte|país anfitrión|страна проведения|举办国|개최국"),
		newField("city", "place|venue|location|town|ville|lieu|ciudad|lugar|город|место|место проведения|城市|地点|المدينة|المكان|도시|장소|개최지|개최 도시"),
		newField("mode", "format|modality|modalité|modalidad|modo|форма|формат|方式|形式|الطريقة|방식|형태|진행 방식"),
		newField("themes", "theme|thematic area|thematic areas|topic|topics|thème|thèmes|domaine thématique|tema|temas|темы|тематика|主题|专题|الموضوع|المواضيع|주제|테마|분야"),
		newField("sdgs", "sdg|sdg targets|goals|sustainable development goals|odd|ods|цур|可持续发展目标|أهداف التنمية المستدامة|지속가능발전목표"),
		newField("partners", "partner|partner organisations|partner organizations|organisers|organizers|partenaire|partenaires|socio|socios|партнер|партнеры|伙伴|合作伙伴|الشركاء|협력기관|파트너|협력 기관|주최"),
		newField("notes", notesHeadings),
		newField("counts", ""),
		newField("completion", ""),
	},
	Headcounts: {
		newField("activity*", "activity code|code|event|event code|activity title|title|workshop|activité|code d’activité|actividad|código|мероприятие|код|код мероприятия|活动|活动代码|النشاط|رمز النشاط|활동|행사|행사 코드|활동 코드|코드"),
		newField("country", countryHeadings),
		newField("sex", "gender|sexe|genre|sexo|género|пол|性别|الجنس|성별"),
		newField("number*", countHeadings),
		newField("approximate", "approx|about|estimate|estimated|approximatif|estimation|aproximado|estimado|приблизительно|оценка|约|大约|تقريبي|대략|어림|추정"),
		newField("women", "woman|female|females|f|femmes|féminin|mujeres|femenino|женщины|ж|女|女性|نساء|إناث|여|여성|여자"),
		newField("men", "man|male|males|m|hommes|masculin|hombres|masculino|мужчины|м|男|男性|رجال|ذكور|남|남성|남자"),
		newField("other", "other sex|non binary|autre|otro|другое|其他|آخر|기타"),
		newField("not_stated", "unknown|sex unknown|not known|unspecified|non précisé|inconnu|no indicado|desconocido|не указано|неизвестно|未说明|未知|غير محدد|미상|모름"),
		newField("women"+shareEnd, ""),
		newField("men"+shareEnd, ""),
	},
	People: {
		newField("name*", "full name|participant|participant name|name of participant|names|nom complet|nom et prénom|nom|participant|nombre completo|nombre|nombre y apellidos|фио|имя|полное имя|участник|姓名|名字|الاسم|الاسم الكامل|이름|성명|성함|참가자명|참석자"),
		newField("given", "given name|given names|first name|forename|prénom|prénoms|nombre de pila|nombres|имя|名|الاسم الأول|이름"),
		newField("family", "family name|surname|last name|nom de famille|apellido|apellidos|фамилия|姓|اسم العائلة|성"),
		newField("sex", "gender|sexe|genre|sexo|género|пол|性别|الجنس|성별"),
		newField("country", countryHeadings),
		newField("organisation", "organization|institution|agency|ministry|affiliation|company|employer|organisation institution|institution ministère|organisme|organización|institución|организация|учреждение|место работы|单位|机构|组织|المؤسسة|المنظمة|الجهة|소속|기관|기관명|소속기관"),
		newField("position", "title|job title|function|post|designation|role in organisation|fonction|poste|titre|cargo|puesto|должность|职务|职位|المنصب|الوظيفة|직위|직책|직급"),
		newField("email", "e mail|e mail address|email address|mail|courriel|adresse électronique|correo|correo electrónico|почта|электронная почта|эл почта|电子邮件|邮箱|البريد الإلكتروني|이메일|메일|전자우편"),
		newField("phone", "telephone|mobile|cell|phone number|tel|contact number|téléphone|portable|teléfono|móvil|celular|телефон|мобильный|电话|手机|الهاتف|رقم الهاتف|전화|전화번호|휴대폰|연락처"),
		newField("role", "participation|capacity|rôle|qualité|rol|calidad|роль|角色|الدور|역할|참가 구분"),
		newField("status", "registration status|attendance|statut|estado|статус|状态|الحالة|상태|참석 여부"),
		newField("activity", "activity code|event|event code|workshop|activité|actividad|мероприятие|活动|النشاط|활동|행사|행사 코드"),
		newField("honorific", ""),
		newField("native_name", ""),
		newField("check_in_code", ""),
		newField("person_key", ""),
	},
	Marks: {
		newField("activity*", "activity code|code of activity|event|event code|activité|actividad|мероприятие|活动|النشاط|활동|행사"),
		newField("session*", "class|lesson|séance|sesión|занятие|сессия|课|场次|الجلسة|세션|차시|회차"),
		newField("day", "date|jour|fecha|día|дата|日期|التاريخ|날짜|일자|timestamp|horodateur|marca temporal|отметка времени|时间戳|時間戳記|타임스탬프|طابع زمني"),
		newField("person*", "name|code|participant|full name|nom|nombre|имя|фио|姓名|الاسم|이름|성명|참가자|participant name|name of participant|nom complet|nombre completo|user full name|student"),
		newField("given", "given name|given names|first name|forename|prénom|nombres|имена|名|이름 부분"),
		newField("family", "family name|last name|surname|nom de famille|apellidos|apellido|фамилия|姓"),
		newField("email", "e mail|email address|mail|courriel|adresse électronique|correo electrónico|correo|адрес электронной почты|электронная почта|电子邮件|邮箱|البريد الإلكتروني|이메일|전자우편"),
		newField("mark*", "attendance|status|présence|asistencia|отметка|посещаемость|出勤|考勤|الحضور|출석|출결"),
		newField("required", ""),
	},
	Reported: {
		newField("type*", typeHeadings),
		newField("from*", "first day|start|start date|begin|du|de|début|desde|inicio|с|начало|от|从|开始|من|البداية|시작|시작일|부터"),
		newField("to*", "last day|end|end date|until|au|à|fin|hasta|по|конец|до|至|结束|到|إلى|النهاية|종료|종료일|까지"),
		newField("events*", "no of events|number of events|activities|event count|événements|nombre d’événements|activités|eventos|número de eventos|actividades|мероприятия|число мероприятий|活动数|活动次数|次数|الفعاليات|عدد الفعاليات|행사 수|행사수|횟수|건수"),
		newField("countries", "participating countries|number of countries|no of countries|country|pays|pays participants|nombre de pays|países|países participantes|страны|число стран|国家|国家数|参加国|البلدان|عدد البلدان|참가국|참가국 수|국가 수|국가수"),
		newField("participants", countHeadings+"|participants trainees"),
		newField("source", "published in|document|origin|fuente|publicado en|источник|来源|المصدر|출처"),
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
