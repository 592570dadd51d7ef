package intake

import (
	"regexp"
	"slices"
	"strings"
)

// tagForm is how HXL, the Humanitarian Exchange Language, tags a column in a row below its
// heading: "#country+code".
var tagForm = regexp.MustCompile(`^#\s*[A-Za-z][A-Za-z0-9_]*(?:\s*\+\s*[A-Za-z][A-Za-z0-9_]*)*$`)

// isTags says whether a row holds HXL tags and nothing else.
func isTags(row []string) bool {
	tags := 0
	for _, cell := range row {
		switch {
		case cell == "":
		case !tagForm.MatchString(cell):
			return false
		default:
			tags++
		}
	}
	return tags > 0
}

// tagged gives the fields that tags stand for, by what they begin with and the attributes
// that they must have; the first that fits and that the kind has is meant.
var tagged = []struct{ tag, attributes, fields string }{
	{"country", "", "country countries"}, {"adm0", "", "country countries"},
	{"contact", "email", "email"}, {"contact", "phone", "phone"}, {"contact", "name", "name person"}, {"respondee", "name", "name person"}, {"participant", "name", "name person"}, {"person", "name", "name person"},
	{"gender", "", "sex"}, {"sex", "", "sex"}, {"respondee", "gender", "sex"}, {"contact", "gender", "sex"}, {"contact", "sex", "sex"},
	{"org", "role", ""}, {"org", "type", ""}, {"org", "", "organisation partners"},
	{"activity", "code", "code activity"}, {"activity", "id", "code activity"}, {"activity", "type", "type"}, {"activity", "status", "status"}, {"activity", "name", "title activity"}, {"activity", "title", "title activity"}, {"activity", "", "title activity"},
	{"event", "code", "code activity"}, {"event", "type", "type"}, {"event", "", "title activity"},
	{"date", "start", "first_day from"}, {"date", "end", "last_day to"}, {"date", "", "first_day day"},
	{"loc", "type", ""}, {"loc", "", "city"}, {"adm1", "name", ""}, {"adm2", "name", "city"}, {"sector", "", "themes"}, {"subsector", "", "themes"}, {"status", "", "status"}, {"description", "", "notes"}, {"meta", "source", "source"},
	{"reached", "f", "women"}, {"reached", "m", "men"}, {"reached", "", "number participants"}, {"affected", "f", "women"}, {"affected", "m", "men"}, {"beneficiary", "f", "women"}, {"beneficiary", "m", "men"}, {"participants", "f", "women"}, {"participants", "m", "men"}, {"participants", "", "number participants"},
}

// tagField gives the field of a kind that a tag stands for; "" where it stands for none.
func tagField(tag string, kind Kind) string {
	parts := strings.Split(strings.ToLower(strings.ReplaceAll(strings.TrimPrefix(tag, "#"), " ", "")), "+")
	for _, t := range tagged {
		if t.tag != parts[0] || t.attributes != "" && !slices.Contains(parts[1:], t.attributes) {
			continue
		}
		for _, field := range strings.Fields(t.fields) {
			if _, ok := kind.field(field); ok {
				return field
			}
		}
		return ""
	}
	return ""
}

// withTags adds what the tags below headings say to a guess: they tell of columns whose
// heading does not.
func (g guess) withTags(tags []string, kind Kind) guess {
	for len(g.columns) < len(tags) {
		g.columns = append(g.columns, Column{})
	}
	for i, tag := range tags {
		column := &g.columns[i]
		if column.Heading == "" {
			column.Heading = tag
		}
		field := tagField(tag, kind)
		if field == "" || column.Field == field {
			column.Sure = column.Sure || field != ""
			continue
		}
		if column.Field != "" && column.Sure || has(g.columns, field) {
			continue
		}
		column.Field, column.Sure, column.Why = field, true, "tagged as "+tag
		index := slices.IndexFunc(fields[kind], func(f Field) bool { return f.Name == field })
		g.claims = append(g.claims, claim{i, index, synonymRank})
		g.score += synonymRank
	}
	return g
}
