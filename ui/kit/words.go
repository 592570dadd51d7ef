package kit

import (
	"fmt"
	"strconv"
	"time"

	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/model/country"
)

// KindWords names a kind of record (an English key for translation).
func KindWords(kind model.Kind) string {
	if w, ok := kindWords[kind]; ok {
		return w
	}
	return string(kind)
}

var kindWords = map[model.Kind]string{model.KindOffice: "the office", model.KindActivityType: "type", model.KindActivity: "activity", model.KindActivityTheme: "theme of an activity",
	model.KindActivitySDG: "goal of an activity", model.KindActivityPartner: "partner of an activity", model.KindHeadcount: "headcount", model.KindReported: "reported total",
	model.KindReportedCountry: "country of a reported total", model.KindPhase: "phase", model.KindMilestone: "milestone", model.KindTheme: "theme", model.KindPartner: "partner",
	model.KindCountry: "country", model.KindCountryStatus: "group of a country", model.KindRole: "role", model.KindPerson: "person", model.KindRegistration: "registration",
	model.KindSession: "session", model.KindMark: "mark", model.KindApart: "people kept apart", model.KindLesson: "lesson", model.KindLessonActivity: "lesson of an activity",
	model.KindOutput: "output", model.KindSnapshot: "snapshot", model.KindCertificate: "certificate", model.KindAward: "certificate given out",
	model.KindRemembered: "remembered answer", model.KindSigner: "computer"}

// FieldWords names a field of a kind of record; "" says that it tells people nothing.
func FieldWords(kind model.Kind, field string) string {
	word, ok := fieldWordsOf[kind][field]
	if !ok {
		word, ok = fieldWords[field]
	}
	switch {
	case !ok:
		return field
	case word == "":
		return ""
	}
	return lang.L(word)
}

// fieldWords are the names of fields that mean the same in every kind of record.
var fieldWords = map[string]string{"activity": "activity", "adds": "adds to the activities", "approximate": "approximate", "associate": "associate member", "at": "when", "carried_from": "carried over from", "carried_to": "its place was taken by",
	"city": "city", "code": "code", "completion": "share for completion", "counted": "counted", "countries": "countries", "country": "country", "counts": "which evidence counts",
	"counts_people": "counts people", "day": "day", "deleted": "deleted", "done": "done", "due": "due", "effective": "effective", "email": "e-mail", "erased": "erased", "events": "events",
	"family": "family name", "figures": "", "first": "first number", "first_day": "first day", "follow_up": "what is to be done", "from_day": "from", "grp": "group", "kind": "kind", "key": "key of its signature",
	"last": "its last edit that stays", "last_day": "last day", "topic": "what it is of", "means": "means", "lat": "latitude", "lead": "lead", "lesson": "lesson", "logo": "logo", "lon": "longitude", "merged_into": "merged with", "mode": "mode", "month_only": "only the month is known",
	"name": "name", "native_name": "name in their script", "note": "note", "notes": "notes", "number": "number", "one": "one", "organisation": "organisation", "other": "other", "parent": "parent theme",
	"participants": "participants", "partner": "partner", "people_word": "word for people", "person": "person", "phone": "phone", "place": "place", "position": "position", "region": "region",
	"registration": "registration", "reported": "reported total", "required": "required", "retention_years": "years until names are erased", "role": "role", "session": "session",
	"sex": "sex", "short_name": "short name", "shut_out": "shut out from", "sids_associates": "associate members count as SIDS", "signatures": "signatures", "source": "source", "status": "status", "subregion": "sub-region",
	"text": "text", "theme": "theme", "title": "title", "to_day": "to", "type": "type", "uid": "", "utc_offset": "", "value": "mark", "way": "how"}

// fieldWordsOf are the names of fields that mean something else in a kind of record.
var fieldWordsOf = map[model.Kind]map[string]string{
	model.KindPerson:       {"title": "form of address", "country": "nationality"},
	model.KindRegistration: {"country": "country represented", "code": "check-in code"},
	model.KindActivitySDG:  {"code": "SDG"},
	model.KindActivityType: {"position": "place in the order"},
	model.KindRole:         {"position": "place in the order"},
	model.KindSession:      {"position": "place in the order"},
	model.KindOutput:       {"place": "where it is"},
	model.KindReported: {"events": "activities", "events_kind": "activities are", "countries_kind": "countries are",
		"participants_kind": "participants are"},
}

// linkKinds are the fields that hold a reference.
var linkKinds = map[string]model.Kind{"type": model.KindActivityType, "theme": model.KindTheme, "partner": model.KindPartner, "activity": model.KindActivity,
	"person": model.KindPerson, "role": model.KindRole, "parent": model.KindTheme, "merged_into": model.KindPerson, "session": model.KindSession, "one": model.KindPerson, "other": model.KindPerson,
	"registration": model.KindRegistration, "lesson": model.KindLesson, "reported": model.KindReported}

// yesNo are the fields that hold 1 for yes and 0 for no.
var yesNo = map[string]bool{"adds": true, "approximate": true, "associate": true, "counted": true, "counts_people": true, "deleted": true, "done": true, "effective": true,
	"erased": true, "month_only": true, "required": true, "sids_associates": true}

// ValueWords gives the value of a field in words, with the names of records it points at.
func ValueWords(kind model.Kind, field string, v any, names map[model.Ref]string) string {
	switch v := v.(type) {
	case nil:
		return "–"
	case int64:
		return numberWords(field, v, names)
	case string:
		if v == "" && field != "counts" && field != "sex" {
			return "–"
		}
		return textWords(kind, field, v)
	}
	return fmt.Sprint(v)
}

func numberWords(field string, v int64, names map[model.Ref]string) string {
	if of, ok := linkKinds[field]; ok {
		if name := names[model.Ref{Kind: of, ID: model.ID(v)}]; name != "" {
			return name
		}
	}
	switch {
	case yesNo[field] && v != 0:
		return lang.L("yes")
	case yesNo[field]:
		return lang.L("no")
	case field == "completion" && v == 0:
		return lang.L("the office’s")
	case field == "completion":
		return strconv.FormatInt(v, 10) + " %"
	case figureKinds[field]:
		return lang.L(certaintyWords[min(max(v, 0), int64(len(certaintyWords)-1))])
	case field == "at":
		return time.UnixMilli(v).Format(momentLayout)
	}
	return model.Thousands(int(v))
}

// figureKinds are the fields that say how certain a figure is.
var figureKinds = map[string]bool{"events_kind": true, "countries_kind": true, "participants_kind": true}

// certaintyWords say how certain a figure is.
var certaintyWords = [...]string{"exact", "about so many", "at least so many"}

// momentLayout is how a day with its time is shown.
const momentLayout = "2 Jan 2006 15:04"

// days are the fields that hold a day.
var days = map[string]bool{"day": true, "due": true, "first_day": true, "from_day": true, "last_day": true, "to_day": true}

func textWords(kind model.Kind, field, v string) string {
	words := ""
	switch {
	case days[field]:
		words = model.Day(v).Text()
	case field == "country":
		words = country.Name(model.CountryCode(v))
	case field == "status" && kind == model.KindRegistration:
		words = lang.L(model.Standing(v).Label())
	case field == "status":
		words = lang.L(model.Status(v).Label())
	case field == "mode":
		words = lang.L(model.Mode(v).Label())
	case field == "counts":
		words = lang.L(model.Evidence(v).Label())
	case field == "sex":
		words = lang.L(model.Sex(v).Label())
	case field == "role" && kind == model.KindActivityPartner:
		words = lang.L(model.PartnerRole(v).Label())
	case field == "kind" && kind == model.KindPartner:
		words = lang.L(model.PartnerKind(v).Label())
	case field == "kind" && kind == model.KindOutput:
		words = lang.L(model.OutputKind(v).Label())
	case field == "value" && kind == model.KindMark:
		words = lang.L(model.MarkValue(v).Label())
	case field == "way":
		words = lang.L(model.MarkWay(v).Label())
	}
	if words == "" {
		return v
	}
	return words
}
