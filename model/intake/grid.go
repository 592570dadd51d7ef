package intake

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"rollbook/model"
	"rollbook/model/fold"
)

// summaryWords are in the headings of columns beside the sessions of a sheet of marks:
// totals, shares, certificates, signatures, remarks.
var summaryWords = words(`total totals sum subtotal count percentage percent pct average avg mean score scores grade grades points point rate ratio
	certificate certificates certified signature signatures signed sign initials remark remarks comment comments note notes observation observations result results
	pass passed fail failed completed completion complete eligible taken attended absences presents absents days hours paid allowance dsa receipt
	pourcentage moyenne certificat attestation remarque remarques commentaire présences émargement réussite taux heures
	porcentaje promedio certificado constancia firma firmas observación observaciones comentarios asistencias inasistencias faltas aprobado nota
	итого всего процент сертификат подпись примечание примечания комментарии средний балл зачет зачёт пропуски
	合计 总计 小计 比例 百分比 出勤率 证书 签名 签字 备注 次数 合計 總計 合格
	합계 총계 소계 비율 출석률 출석일수 출석시간 결석일수 수료 수료증 이수 서명 비고 점수
	المجموع النسبة المعدل شهادة الشهادة التوقيع توقيع ملاحظات`)

// notSessions are words of what else lists hold beside marks, which a yes or a cross answers.
var notSessions = words(`consent visa passport vegetarian vegan diet dietary lunch dinner accommodation hotel travel confirmed confirmation registered registration invited invitation
	accepted newsletter photo disability required id number age sex gender`)

// isSummary says whether a heading is of a column that sums sessions up, or is signed.
func isSummary(heading string) bool {
	if strings.Contains(heading, "%") {
		return true
	}
	if _, mark := Mark(heading); mark {
		return true // Moodle's columns P, L, E and A say how often
	}
	return slices.ContainsFunc(fold.Words(heading), func(w string) bool { return summaryWords[w] })
}

// What a column beside the people of a sheet of marks may be.
type gridKind int

const (
	noSession gridKind = iota
	perhapsSession
	aSession
)

// Answers to whether a column is a session.
const (
	saidSession   = "a session"
	saidNoSession = "no session"
)

// gridColumns are the columns of a sheet that has a column a session. Others ("No.",
// "Gender", "Total") are left out; where it is not certain it is asked.
func (c *checker) gridColumns() []int {
	if c.grid != nil || c.has("mark") || !c.has("person") && !c.has("given") && !c.has("family") && !c.has("email") {
		return c.grid
	}
	c.grid = []int{}
	var left []string
	for i, column := range c.l.Columns {
		if column.Field != "" || column.Heading == "" || aboutPeople(column.Heading) {
			continue
		}
		kind := c.l.gridKind(i)
		if said, ok := c.l.answers[answer{"session column", column.Heading}]; ok {
			kind = map[bool]gridKind{true: aSession, false: noSession}[fold.Text(said) == saidSession]
		}
		switch kind {
		case aSession:
			c.grid = append(c.grid, i)
		case perhapsSession:
			c.p.Problems = append(c.p.Problems, Problem{About: AboutCase, Index: -1, Field: "session column", Column: column.Heading, Value: column.Heading,
				Reason: fmt.Sprintf("it is not certain whether this column (%s) is a session", c.l.cellsOf(i)), Choices: []string{saidSession, saidNoSession}})
		default:
			if isSummary(column.Heading) {
				left = append(left, "“"+column.Heading+"”")
			}
		}
	}
	if len(left) > 0 {
		c.p.Notes = append(c.p.Notes, fmt.Sprintf("No sessions, and left out: %s.", strings.Join(left, ", ")))
	}
	if len(c.grid) == 0 && (c.has("session") || c.has("day")) {
		c.grid = nil
	}
	return c.grid
}

// gridKind says whether a column is a session, by its heading and what most of its cells say.
func (l *List) gridKind(column int) gridKind {
	marks, maybe, numbers, cells := 0, 0, 0, 0
	for _, row := range l.sheet().Rows[l.Header+1:] {
		if column >= len(row) || nothing(row[column]) {
			continue
		}
		cells++
		_, mark := Mark(row[column])
		_, answered := l.answers[answer{"mark", row[column]}]
		switch {
		case mark:
			marks++
		case maybeMarks[fold.Text(row[column])] || answered:
			maybe++
		case isNumber(row[column]) || strings.HasSuffix(row[column], "%"):
			numbers++
		}
	}
	heading := l.Columns[column].Heading
	switch {
	case cells == 0 || (marks+maybe)*2 <= cells:
		return noSession
	case isSummary(heading):
		if marks*2 > cells {
			return perhapsSession
		}
		return noSession
	case numbers > 0:
		return noSession // how often, not whether
	case marks*2 > cells, namesSession(heading), l.sessionAbove(column) != "":
		return aSession
	case slices.ContainsFunc(fold.Words(heading), func(w string) bool { return notSessions[w] }):
		return noSession
	}
	return perhapsSession
}

// cellsOf gives some of what a column says.
func (l *List) cellsOf(column int) string {
	var all []string
	for _, row := range l.sheet().Rows[l.Header+1:] {
		if column < len(row) && row[column] != "" && !slices.Contains(all, row[column]) && len(all) < 4 {
			all = append(all, row[column])
		}
	}
	return strings.Join(all, ", ")
}

// sessionWords name a part of an activity.
var sessionWords = words(`session sessions day days morning afternoon evening am pm week module class lesson lecture unit workshop part meeting plenary opening closing ceremony
	séance jour journée matin matinée après midi soir module cours semaine ouverture clôture sesión día mañana tarde noche semana clase taller apertura clausura
	сессия день утро вечер занятие неделя модуль лекция 上午 下午 晚上 第 天 日 课 节 오전 오후 일차 차시 회차 세션 주차 교시 اليوم يوم صباح مساء جلسة الجلسة s d j w`)

// namesSession says whether a heading names a session: by a date, a day of the week or a
// word for a part of an activity.
func namesSession(heading string) bool {
	if _, ok := monthAndDay(heading); ok {
		return true
	}
	for _, w := range fold.Words(heading) {
		if sessionWords[w] || sessionWords[strings.TrimRightFunc(w, unicode.IsDigit)] || sessionWords[strings.TrimLeftFunc(w, unicode.IsDigit)] {
			return true
		}
		if _, ok := weekdays[w]; ok && len(w) > 2 {
			return true
		}
	}
	return false
}

// aboutPeople says whether a heading is that of a column about people, or numbers rows.
func aboutPeople(heading string) bool {
	for _, f := range fields[People] {
		if f.Name != "attendance" && f.rank(heading) >= synonymRank {
			return true
		}
	}
	switch headingKey(heading) {
	case "no", "nr", "n", "s n", "sn", "number", "번호", "연번", "序号", "номер", "group", "groups", "groupe", "grupo", "группа":
		return true
	}
	return false
}

// sessionHeading gives what a session is called in a sheet of marks: its heading, with the
// date that stands in the row above it where that is what tells two of them apart.
func (c *checker) sessionHeading(column int) string {
	heading := c.l.Columns[column].Heading
	if above := c.l.sessionAbove(column); above != "" && fold.Text(above) != fold.Text(heading) {
		return above + " " + heading
	}
	return heading
}

// sessionAbove gives the date in the row above a column's heading, or above one of those to
// its left where nothing stands there; "" where there is none.
func (l *List) sessionAbove(column int) string {
	if l.Header < 1 {
		return ""
	}
	above := l.sheet().Rows[l.Header-1]
	for i := min(column, len(above)-1); i >= 0; i-- {
		if above[i] == "" {
			continue
		}
		if _, dated := monthAndDay(above[i]); dated && l.Columns[i].Field == "" {
			return above[i]
		}
		return ""
	}
	return ""
}

// called gives the sessions of a name.
func (r *roll) called(name string) (found []model.Session) {
	for _, s := range r.sessions {
		if fold.Text(s.Name) == fold.Text(name) {
			found = append(found, s)
		}
	}
	return found
}
