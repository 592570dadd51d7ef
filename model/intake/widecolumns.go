package intake

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"rollbook/model/fold"
)

// A list of headcounts may have a column a sex, or several of them: by age, by type. These
// are parts that add up, unless a column of the whole stands beside them.

// wide says whether a field is a column of one sex.
func (f Field) wide() bool {
	return slices.ContainsFunc(wideFields, func(w wideField) bool { return w.field == f.Name })
}

// totalOf are words that make a column the whole of its parts.
var totalOf = words("total totals all overall sum subtotal ensemble totaux totales todos todas всего итого 合计 总计 小计 المجموع الإجمالي 합계 계 총계 소계 전체")

// wideRest says whether a heading names a sex, and which words it has beside it: "15 24"
// of "Female 15-24".
func wideRest(heading string, f Field) (rest []string, ok bool) {
	key := headingKey(heading)
	if key == "" || isShare(heading) {
		return nil, false
	}
	if strings.HasPrefix(heading, "#") {
		return nil, tagField(heading, Headcounts) == f.Name
	}
	for _, synonym := range f.synonyms {
		switch {
		case key == synonym:
			return nil, true
		case strings.HasPrefix(key, synonym+" "):
			return strings.Fields(key[len(synonym)+1:]), true
		case strings.HasSuffix(key, " "+synonym):
			return strings.Fields(key[:len(key)-len(synonym)-1]), true
		}
	}
	return nil, false
}

// namesSex says whether a heading is of the number of one sex.
func namesSex(heading string) bool {
	return slices.ContainsFunc(fields[Headcounts], func(f Field) bool {
		_, ok := wideRest(heading, f)
		return ok && f.wide()
	})
}

// settleWide says which columns hold the number of one sex.
func (l *List) settleWide(field string) {
	f, _ := l.Kind.field(field)
	var whole, parts, others []int // others: planned, invited
	for i := range l.Columns {
		column := &l.Columns[i]
		if l.said[column.Heading] {
			if column.Field == field {
				return // people said which it is
			}
			continue
		}
		rest, ok := wideRest(column.Heading, f)
		if !ok || column.Field != "" && column.Field != field {
			continue
		}
		_, of := withoutQualifier(strings.Join(rest, " "))
		plain := slices.DeleteFunc(slices.Clone(rest), func(w string) bool { return harmlessWords[w] && !isDigits(w) })
		switch {
		case of != "" && of != actual:
			others = append(others, i)
		case len(plain) == 0 || of == actual || !slices.ContainsFunc(plain, func(w string) bool { return !totalOf[w] }):
			whole = append(whole, i)
		default:
			parts = append(parts, i)
		}
	}
	for _, i := range slices.Concat(whole, parts, others) {
		l.Columns[i].Field, l.Columns[i].Part = "", false
	}
	whole = l.distinct(whole)
	switch all := slices.Sorted(slices.Values(slices.Concat(whole, parts, others))); {
	case len(all) == 0:
	case len(whole) > 1 || len(others) > 0:
		l.leaveOpen(field, all, fmt.Sprintf("%s could be meant for %q; say which one it is", l.calledAll(all), field))
	case len(parts) == 0:
		l.Columns[whole[0]].Field, l.Columns[whole[0]].Sure = field, true
	case len(parts) == 1 && len(whole) == 0:
		l.leaveOpen(field, all, fmt.Sprintf("%s may be only a part of %q; say whether it is all of them", l.calledAll(all), field))
	case l.overlap(parts) != "":
		l.leaveOpen(field, all, fmt.Sprintf("%s cannot be added up for %q: %s; say which one it is", l.calledAll(parts), field, l.overlap(parts)))
	default:
		for _, i := range parts {
			l.Columns[i].Field, l.Columns[i].Part, l.Columns[i].Sure = field, true, true
			l.Columns[i].Why = fmt.Sprintf("a part of %q; the parts are added up", field)
		}
		for _, i := range whole {
			l.Columns[i].Field, l.Columns[i].Sure, l.Columns[i].Why = field, true, "the whole, which its parts must add up to"
		}
	}
}

// distinct drops columns that say the same as one before them.
func (l *List) distinct(columns []int) []int {
	var kept []int
	for _, i := range columns {
		if !slices.ContainsFunc(kept, func(k int) bool { return !l.differ(k, i) }) {
			kept = append(kept, i)
		}
	}
	return kept
}

var (
	ageRange = regexp.MustCompile(`(\d{1,3})\s*(?:-|–|—|~|to|à|a|bis|до|至)\s*(\d{1,3})`)
	ageUp    = regexp.MustCompile(`(?:>=?|≥|over|above|plus de|más de|старше|от)\s*(\d{1,3})|(\d{1,3})\s*(?:\+|and over|and above|or more|y más|et plus|и старше|이상|以上|years and over)`)
	ageDown  = regexp.MustCompile(`(?:<=?|≤|under|below|up to|moins de|menos de|до|младше)\s*(\d{1,3})|(\d{1,3})\s*(?:미만|이하|以下|岁以下|and under|and younger)`)
)

// Such ages do not hold the number itself.
var (
	belowAge = regexp.MustCompile(`<\s*\d|(?:under|below|less than|moins de|menos de|младше|до)\s*\d|\d\s*미만`)
	aboveAge = regexp.MustCompile(`>\s*\d|(?:over|above|more than|plus de|más de|старше)\s*\d`)
)

// ages reads an age group: "15-24", "25+", "under 18".
func ages(heading string) (from, to int, ok bool) {
	text := strings.ToLower(westernDigits(heading))
	number := func(m []string) int {
		for _, g := range m[1:] {
			if g != "" {
				n, _ := strconv.Atoi(g) // digits only
				return n
			}
		}
		return 0
	}
	if m := ageRange.FindStringSubmatch(text); m != nil {
		from, _ = strconv.Atoi(m[1])
		to, _ = strconv.Atoi(m[2])
		return from, to, from <= to
	}
	if m := ageUp.FindStringSubmatch(text); m != nil {
		from = number(m)
		if aboveAge.MatchString(text) {
			from++
		}
		return from, 999, true
	}
	if m := ageDown.FindStringSubmatch(text); m != nil {
		to = number(m)
		if belowAge.MatchString(text) {
			to--
		}
		return 0, to, true
	}
	return 0, 0, false
}

// overlap says why columns are no parts of one whole: age groups that overlap, or some by
// age and some by something else; "" where they can be added up.
func (l *List) overlap(parts []int) string {
	type group struct{ column, from, to int }
	var groups []group
	others := 0
	for _, i := range parts {
		from, to, ok := ages(l.Columns[i].Heading)
		switch {
		case ok:
			groups = append(groups, group{i, from, to})
		case !slices.ContainsFunc(fold.Words(l.Columns[i].Heading), func(w string) bool { return unknownAge[w] }):
			others++
		}
	}
	if len(groups) > 0 && others > 0 {
		return "some are by age, some are not"
	}
	for i, a := range groups {
		for _, b := range groups[i+1:] {
			if a.from <= b.to && b.from <= a.to {
				return fmt.Sprintf("“%s” and “%s” overlap", l.Columns[a.column].Heading, l.Columns[b.column].Heading)
			}
		}
	}
	return ""
}

// unknownAge words head a column of people whose age is not known: a part beside the ages.
var unknownAge = words("unknown unspecified unstated other inconnu desconocido неизвестно 未知 غير 미상 기타")

// shareWords say that a column holds shares of a whole.
var shareWords = words("percent percentage percents pct share proportion ratio pourcentage porcentaje porcentual proporción доля процент проценты процентов 比例 百分比 占比 比率 نسبة النسبة 비율 비중 퍼센트 anteil prozent percentuale porcentagem")

// isShare says whether a heading is of a share: "% women", "Percentage of women", "여성 비율".
func isShare(heading string) bool {
	return strings.ContainsAny(heading, "%٪％") || slices.ContainsFunc(fold.Words(heading), func(w string) bool { return shareWords[w] })
}

// shareField gives the field whose share a heading is of: "women" of "% women"; "" where it is
// of something else.
func shareField(heading string) string {
	var rest []string
	for _, w := range fold.Words(heading) {
		if !shareWords[w] && !harmlessWords[w] {
			rest = append(rest, w)
		}
	}
	for _, f := range fields[Headcounts] {
		if f.wide() && slices.Contains(f.synonyms, strings.Join(rest, " ")) {
			return f.Name
		}
	}
	return ""
}

func isDigits(word string) bool { return strings.Trim(word, "0123456789") == "" }
