package sqlite

import (
	"strings"

	"rollbook/model"
)

// applicationID marks a SQLite file as a register: "Roll" in ASCII.
const applicationID = 0x526F6C6C

// schemaVersion is the version of the register this program writes: the number of the
// last migration.
const schemaVersion = 10

// table describes an exchanged table to the one write path.
type table struct {
	kind    model.Kind
	columns []column
}

// column is one column of an exchanged table. Columns that only make sense together name
// the same register: they are changed, versioned and merged as one.
type column struct {
	name     string
	zero     any    // what stands in a row that was made without saying
	register string // the first column's name for those versioned together; else its own
	within   bound  // what it may hold
}

func text(name string) column   { return column{name: name, zero: "", register: name} }
func number(name string) column { return column{name: name, zero: int64(0), register: name} }
func real(name string) column   { return column{name: name, zero: 0.0, register: name} }
func link(name string) column   { return column{name: name, zero: nil, register: name} }

func (c column) with(register string) column { c.register = register; return c }
func (c column) or(zero any) column          { c.zero = zero; return c }

// exchanged lists every exchanged table: parents before children, so that rows can be
// written in this order. The column "deleted" belongs to each and is not listed.
var exchanged = []*table{
	{model.KindOffice, []column{text("name"), number("completion").or(int64(80)), number("sids_associates"), number("retention_years")}},
	{model.KindActivityType, []column{text("name"), text("short_name"), text("people_word"), number("counts_people").or(int64(1)), number("position")}},
	{model.KindTheme, []column{text("name"), link("parent")}},
	{model.KindPartner, []column{text("name"), text("kind"), text("country")}},
	{model.KindPhase, []column{text("name"), text("from_day"), text("to_day").with("from_day")}},
	{model.KindMilestone, []column{text("day"), number("month_only").with("day"), text("title"), text("notes")}},
	{model.KindCountry, []column{text("code"), text("name"), text("region"), text("subregion").with("region"), real("lat"), real("lon").with("lat")}},
	{model.KindCountryStatus, []column{text("grp"), text("country"), text("from_day"), text("to_day").with("from_day"), number("effective").or(int64(1)), number("associate"), text("note")}},
	{model.KindRole, []column{text("name"), number("counted").or(int64(1)), number("position")}},
	{model.KindActivity, []column{link("type"), text("title"), text("code"), text("first_day"), text("last_day").with("first_day"),
		text("city"), text("country").with("city"), text("mode").or("in_person"), text("status").or("planned"), text("notes"), text("counts"), number("completion")}},
	{model.KindActivityTheme, []column{link("activity"), link("theme")}},
	{model.KindActivitySDG, []column{link("activity"), text("code")}},
	{model.KindActivityPartner, []column{link("activity"), link("partner"), text("role")}},
	{model.KindHeadcount, []column{link("activity"), text("country"), text("sex"), number("number"), number("approximate").with("number")}},
	{model.KindReported, []column{link("type"), text("from_day"), text("to_day").with("from_day"), number("events"), number("events_kind").with("events"),
		link("countries"), number("countries_kind").with("countries"), link("participants"), number("participants_kind").with("participants"), text("source"), number("adds")}},
	{model.KindReportedCountry, []column{link("reported"), text("country")}},
	{model.KindPerson, []column{text("name"), text("family").with("name"), text("native_name"), text("title"), text("sex"), text("country"),
		text("organisation"), text("position"), text("email"), text("phone"), text("notes"), number("erased"), link("merged_into")}},
	{model.KindApart, []column{link("one"), link("other")}},
	{model.KindRegistration, []column{link("activity"), link("person"), link("role"), text("country"), text("organisation"), text("position"),
		text("status").or("registered"), text("code"), link("carried_to")}},
	{model.KindSession, []column{link("activity"), text("name"), text("day"), number("position"), number("required").or(int64(1))}},
	{model.KindMark, []column{link("registration"), link("session"), text("value"), number("at").with("value"), number("utc_offset").with("value"), text("way").or("typed").with("value"), link("carried_from").with("value")}},
	{model.KindLesson, []column{text("text"), text("follow_up"), text("due"), number("done")}},
	{model.KindLessonActivity, []column{link("lesson"), link("activity")}},
	{model.KindOutput, []column{link("activity"), text("kind"), text("title"), text("place"), text("day")}},
	{model.KindCertificate, []column{link("activity"), text("title"), text("lead"), text("text"), text("signatures"), text("logo"), text("number"), number("first").with("number").or(int64(1))}},
	{model.KindAward, []column{link("registration"), text("number"), text("day").with("number")}},
	{model.KindSnapshot, []column{text("name"), number("at"), number("utc_offset").with("at"), text("figures").with("at")}},
	{model.KindRemembered, []column{text("topic"), text("text"), text("means")}},
	{model.KindSigner, []column{text("key"), text("uid").with("key"), text("name"), text("shut_out"), number("last").with("shut_out")}},
}

var tableOf = func() map[model.Kind]*table {
	all := make(map[model.Kind]*table, len(exchanged))
	for _, t := range exchanged {
		t.columns = append(t.columns, number("deleted"))
		for i, c := range t.columns {
			t.columns[i].within = boundOf(t.kind, c)
		}
		all[t.kind] = t
	}
	return all
}()

// index gives a column's place in the table; -1 where there is none of that name.
func (t *table) index(name string) int {
	for i, c := range t.columns {
		if c.name == name {
			return i
		}
	}
	return -1
}

// selection gives the statement that reads a row by its id, with its versions.
func (t *table) selection() string {
	return "SELECT " + t.list() + ", v_clock, v_replica, v_columns FROM " + string(t.kind) + " WHERE id = ?"
}

// insertion gives the statement that adds a row with all its columns and versions.
func (t *table) insertion() string {
	return "INSERT INTO " + string(t.kind) + " (id, " + t.list() + ", v_clock, v_replica, v_columns) VALUES (?" + strings.Repeat(",?", len(t.columns)+3) + ")"
}
