package intake

import (
	"fmt"
	"slices"
	"strings"

	"rollbook/model/fold"
)

// contest is a field that several columns could be meant for, or one that is not certain:
// none is taken until people say which.
type contest struct {
	columns []int
	why     string
}

// personal headings are of where people are from, beside one that is exactly the country's.
var personal = words("nationality citizenship nationalité nacionalidad гражданство национальность 国籍 الجنسية 국적")

// light fields are taken by a heading that begins with their name: a mistake is seen in the
// preview and changes no figure.
var light = words("organisation position notes city phone source themes partners honorific")

// settle gives each field to the column whose heading means it, and leaves those to people
// that several could be meant for.
func (l *List) settle(claims []claim) {
	l.contests = map[string]contest{}
	for f, field := range fields[l.Kind] {
		if field.wide() && l.Kind == Headcounts {
			l.settleWide(field.Name)
			continue
		}
		winner := slices.IndexFunc(l.Columns, func(c Column) bool { return c.Field == field.Name })
		if winner < 0 || l.said[l.Columns[winner].Heading] {
			continue
		}
		may := []int{winner}
		best := l.rankOf(claims, winner, f)
		for _, c := range claims {
			exact := best == nameRank && c.rank < nameRank
			if c.field != f || c.column == winner || l.Columns[c.column].Field != "" || slices.Contains(may, c.column) ||
				exact && (personal[headingKey(l.Columns[c.column].Heading)] || !asked[field.Name]) || c.rank == nearRank {
				continue
			}
			if !l.differ(winner, c.column) {
				continue
			}
			if field.Name == "country" {
				if same, surer := l.sameCountries(winner, c.column); surer { // the codes of the names
					l.Columns[winner].Field, l.Columns[c.column].Field, l.Columns[c.column].Sure = "", field.Name, true
					winner, may = c.column, []int{c.column}
					continue
				} else if same {
					continue
				}
			}
			may = append(may, c.column)
		}
		if len(may) == 1 && l.Kind == Activities && field.Name == "code" && l.countsRows(winner) {
			l.Columns[winner].Field, l.Columns[winner].Why = "", "it counts the rows"
			continue
		}
		may = slices.DeleteFunc(may, func(i int) bool { return len(may) > 1 && field.Name == "code" && l.countsRows(i) })
		switch {
		case len(may) > 1:
			slices.Sort(may)
			l.leaveOpen(field.Name, may, fmt.Sprintf("%s could each be meant for %q, and they differ; say which one it is", l.calledAll(may), field.Name))
		case len(may) == 1 && may[0] != winner:
			l.Columns[winner].Field, l.Columns[may[0]].Field = "", field.Name
		case best < synonymRank && !light[field.Name]:
			if why := l.doubtful(winner, field); why != "" {
				l.leaveOpen(field.Name, may, fmt.Sprintf("“%s” %s; say whether it is %q", l.Columns[winner].Heading, why, field.Name))
			}
		}
	}
}

// asked are fields of which another column may be meant even where one has exactly the
// field's name.
var asked = words("country number women men events countries participants status first_day last_day activity")

// ending are fields that a heading may name by its last word: "Home country".
var ending = words("country number events countries participants")

func (l *List) rankOf(claims []claim, column, field int) int {
	for _, c := range claims {
		if c.column == column && c.field == field {
			return c.rank
		}
	}
	return nameRank
}

// leaveOpen takes a field from the columns that it could be, and asks.
func (l *List) leaveOpen(field string, columns []int, why string) {
	for i := range l.Columns {
		if l.Columns[i].Field == field {
			l.Columns[i].Field, l.Columns[i].Part = "", false
		}
	}
	l.contests[field] = contest{columns, why}
}

// differ says whether two columns say different things in some row.
func (l *List) differ(a, b int) bool {
	for _, row := range l.sheet().Rows[min(l.Header+1, len(l.sheet().Rows)):] {
		if len(row) > b || len(row) > a {
			one, other := cellAt(row, a), cellAt(row, b)
			if one != other && !nothing(other) && fold.Text(one) != fold.Text(other) {
				return true
			}
		}
	}
	return false
}

func cellAt(row []string, i int) string {
	if i < len(row) {
		return row[i]
	}
	return ""
}

// countsRows says whether a column numbers the rows: 1, 2, 3 and so on.
func (l *List) countsRows(column int) bool {
	switch headingKey(l.Columns[column].Heading) {
	case "no", "nr", "n", "number", "s n", "sn", "s no", "sr no", "sl no", "n°", "nº", "num", "numéro", "número", "номер", "п п", "№ п п", "번호", "순번", "연번", "序号", "编号", "رقم", "م", "":
	default:
		return false
	}
	n := 0
	for _, row := range l.sheet().Rows[min(l.Header+1, len(l.sheet().Rows)):] {
		text := strings.TrimSuffix(cellAt(row, column), ".")
		if text == "" {
			continue
		}
		n++
		if text != fmt.Sprint(n) {
			return false
		}
	}
	return n > 0
}

// doubtful says why it is not certain that a column holds a field, where only a part of
// its heading names it; "" where the rest of the heading adds nothing.
func (l *List) doubtful(column int, f Field) string {
	heading := l.Columns[column].Heading
	key := headingKey(heading)
	if plain, of := withoutQualifier(key); of != "" && f.rank(plain) >= synonymRank {
		if of == actual {
			return ""
		}
		return fmt.Sprintf("says that it is %s", of)
	}
	best := ""
	for _, synonym := range f.synonyms {
		rest, ok := strings.CutPrefix(key, synonym+" ")
		if !ok && ending[f.Name] {
			rest, ok = strings.CutSuffix(key, " "+synonym)
		}
		if ok && len(synonym) > len(best) {
			if harmless(rest) || f.rank(rest) >= synonymRank {
				return ""
			}
			best = synonym
		}
	}
	if best != "" {
		return "may mean something else"
	}
	return "is not quite a heading that is known"
}

// harmlessWords add nothing to what a heading names.
var harmlessWords = words("the of a an no number num nr count in as full official complete passport shown per please specify write select choose optional required mandatory " +
	"yyyy mm dd dddd mmm yy format text if any english latin letters block capital capitals work office contact primary address business personal " +
	"participant participants trainee trainees attendee attendees delegate delegates person people persons event activity workshop training course session represented representing name names code " +
	"de la le les du des d l el los las del un una nombre nom número numéro participante participantes " +
	"y n yes no m f iso alpha 2 3 m49 day month year date time")

func harmless(rest string) bool {
	for word := range strings.SplitSeq(rest, " ") {
		if !harmlessWords[word] {
			return false
		}
	}
	return true
}

// What a heading may say of a number or a day beside naming it.
const (
	planned = "planned"
	invited = "invited or registered"
	absent  = "absent"
	actual  = "actual"
)

var qualifiers = func() map[string]string {
	all := map[string]string{}
	for of, text := range map[string]string{
		planned: "planned plan target targeted expected budgeted budget projected projection forecast proposed prévu prévus prévue prévues planifié planifiés attendu attendus cible previsto previstos prevista previstas " +
			"planificado planificados esperado esperados meta план плановый плановое планируемое запланировано ожидается ожидаемое 计划 计划数 预计 目标 预期 مخطط المخطط متوقع المتوقع المستهدف 계획 예정 목표 예상 계획인원 예정인원",
		invited: "invited nominated registered confirmed applied applicants accepted rsvp invité invités nommés inscrits inscrit confirmés invitado invitados inscritos inscrito registrados confirmados nominados " +
			"приглашено приглашенные приглашены зарегистрировано заявлено подтверждено 受邀 邀请 注册 报名 مدعو مدعوون المدعوون مسجل المسجلون 초청 초대 등록 신청 초청인원 등록인원 신청인원",
		absent: "absent absentees no-show absents ausentes отсутствовало 缺席 غائب 불참 결석",
		actual: "actual actually real realised realized effective final attended attending present réel réels réelle présents présent participé reales efectivo efectivos asistentes asistió presentes " +
			"факт фактически фактическое присутствовало участвовало 实际 实到 出席 فعلي الفعلي حضر الحضور 실제 실적 참석 참가 출석 참석인원 참가인원",
	} {
		for word := range strings.FieldsSeq(text) {
			all[fold.Text(word)] = of
		}
	}
	return all
}()

// withoutQualifier takes the words off a heading that say which of several numbers or days
// it is, and gives what they say; "" where there are none.
func withoutQualifier(key string) (plain, of string) {
	var rest []string
	for word := range strings.SplitSeq(key, " ") {
		if says := qualifiers[word]; says != "" && (of == "" || of == actual) {
			of = says
			continue
		}
		rest = append(rest, word)
	}
	return strings.Join(rest, " "), of
}

// called names a column: by its heading and, where several have the same, where it stands.
func (l *List) called(column int) string {
	heading := l.Columns[column].Heading
	for i, other := range l.Columns {
		if i != column && other.Heading == heading {
			return fmt.Sprintf("%s (column %s)", heading, columnLetter(column))
		}
	}
	return heading
}

func (l *List) calledAll(columns []int) string {
	var names []string
	for _, i := range columns {
		names = append(names, l.called(i))
	}
	return quoted(names)
}

// columnLetter names a column as spreadsheets do: A, B … Z, AA.
func columnLetter(column int) string {
	text := ""
	for column++; column > 0; column = (column - 1) / 26 {
		text = string(rune('A'+(column-1)%26)) + text
	}
	return text
}
