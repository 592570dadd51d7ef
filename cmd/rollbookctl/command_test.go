package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// desk is a folder in which commands are given.
type desk struct {
	*testing.T
	dir string
}

func newDesk(t *testing.T) desk {
	t.Helper()
	dir := t.TempDir()
	for _, variable := range []string{"XDG_CONFIG_HOME", "HOME", "AppData"} {
		t.Setenv(variable, filepath.Join(dir, "config"))
	}
	return desk{t, dir}
}

// file writes a file and gives its path.
func (d desk) file(name, text string) string {
	d.Helper()
	path := filepath.Join(d.dir, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		d.Fatal(err)
	}
	return path
}

// do gives a command, whose words may name REG, and returns what it printed.
func (d desk) do(status int, args ...string) (out, messages string) {
	d.Helper()
	for i := range args {
		if args[i] == "REG" {
			args[i] = filepath.Join(d.dir, "office.rollbook")
		}
	}
	var o, m bytes.Buffer
	if got := run(context.Background(), args, &o, &m); got != status {
		d.Fatalf("rollbookctl %s: status %d, want %d\n%s%s", strings.Join(args, " "), got, status, o.String(), m.String())
	}
	return o.String(), m.String()
}

// records gives what a command with --json prints.
func (d desk) records(args ...string) []map[string]any {
	d.Helper()
	out, _ := d.do(0, append(args, "--json")...)
	var all []map[string]any
	if err := json.Unmarshal([]byte(out), &all); err != nil {
		d.Fatalf("%v: %v\n%s", args, err, out)
	}
	return all
}

// column gives one field of every record.
func column(records []map[string]any, field string) (all []any) {
	for _, r := range records {
		all = append(all, r[field])
	}
	return all
}

const sourceTable = `type,from,to,events,countries,participants,source
International conference,2006-01-01,2015-12-31,15,94,1248,Round Table
Regional workshop,2006-01-01,2015-12-31,29,45,1588,Round Table
National workshop,2006-01-01,2015-12-31,9,9,777,Round Table
Advisory service / study tour,2006-01-01,2015-12-31,18,26,90,Round Table
Research project,2006-01-01,2015-12-31,18,N/A,N/A,Round Table
`

// TestTheSourcesTableFromAnEmptyFolder does what the source asks for first: a new register,
// the totals that were reported, and the table back.
func TestTheSourcesTableFromAnEmptyFolder(t *testing.T) {
	d := newDesk(t)
	d.do(0, "new", "REG", "--office", "An office")
	out, _ := d.do(0, "import", "REG", d.file("reported.csv", sourceTable), "--as", "reported")
	if !strings.HasPrefix(out, "added 5 and changed 0 records") {
		t.Errorf("it says %q", out)
	}
	type figure struct {
		Value *int
		Kind  string
	}
	var s struct {
		Period struct{ Name, From, To string }
		Rows   []struct {
			Key                             string
			Events, Countries, Participants figure
			People                          figure
		}
		Total struct {
			Key                             string
			Events, Countries, Participants figure
		}
		Notes []string
	}
	text, _ := d.do(0, "summary", "REG", "--phase", "Phase I", "--json")
	if err := json.Unmarshal([]byte(text), &s); err != nil {
		t.Fatal(err)
	}
	if s.Period.Name != "Phase I" || s.Period.From != "2006-01-01" || s.Period.To != "2015-12-31" {
		t.Errorf("the period is %+v", s.Period)
	}
	exact := func(n int) figure { return figure{&n, "exact"} }
	none := figure{nil, "not_counted"}
	for i, want := range [][3]figure{{exact(15), exact(94), exact(1248)}, {exact(29), exact(45), exact(1588)}, {exact(9), exact(9), exact(777)},
		{exact(18), exact(26), exact(90)}, {exact(18), none, none}} {
		if got := [3]figure{s.Rows[i].Events, s.Rows[i].Countries, s.Rows[i].Participants}; !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %s", s.Rows[i].Key, text)
		}
	}
	if people := s.Rows[4].People; people != none {
		t.Errorf("people of research: %+v", people)
	}
	bound := 94
	if got := [3]figure{s.Total.Events, s.Total.Countries, s.Total.Participants}; !reflect.DeepEqual(got, [3]figure{exact(89), {&bound, "at_least"}, exact(3703)}) {
		t.Errorf("the total is wrong: %s", text)
	}
	if len(s.Notes) == 0 {
		t.Error("no note says where the figures come from")
	}
	table, _ := d.do(0, "summary", "REG", "--phase", "phase i")
	for _, line := range []string{"International conference           15         94         1\u2009248", "Total                              89       ≥ 94         3\u2009703"} {
		if !strings.Contains(table, line) {
			t.Errorf("%q is not in\n%s", line, table)
		}
	}
}

// TestExitStatuses holds what scripts rely on: 0 done, 1 refused or failed with one clear
// line, 2 wrong use.
func TestExitStatuses(t *testing.T) {
	d := newDesk(t)
	d.do(0, "new", "REG")
	list := d.file("reported.csv", sourceTable)
	for _, c := range []struct {
		status int
		says   string
		args   string
	}{
		{1, "is there already", "new REG"},
		{1, "There is no file", "summary nothing.rollbook"},
		{1, "is not a Rollbook register", "summary " + list},
		{1, "There is no phase", "summary REG --phase II"},
		{1, "There is no activity", "list REG activities --activity X"},
		{1, "There is no activity", "list REG marks --activity X"},
		{1, "There is no activity", "mark REG --activity X --session 1 --person a@b.org --as P"},
		{1, "There is no activity", "register REG --activity X --name Ana"},
		{1, "Nobody in the register", "erase REG --person a@b.org"},
		{1, "nothing to undo", "undo REG"},
		{1, "is not an action", "undo REG x"},
		{1, "cannot be opened", "import REG nothing.csv --as reported"},
		{1, "no heading", "import REG " + list + " --as reported --map Where=type"},
		{1, "The scale is 0", "sample " + filepath.Join(d.dir, "s.rollbook") + " --scale 0"},
		{2, "expected one of", ""},
		{2, "unexpected argument", "frobnicate"},
		{2, "<register>", "summary"},
		{2, "unknown flag", "summary REG --colour"},
		{2, "--by must be one of", "summary REG --by colour"},
		{2, "choose one period", "summary REG --year 2010 --last 3"},
		{2, "is not a year", "summary REG --year 0"},
		{2, "not a number of years", "summary REG --last 0"},
		{2, "is not a date", "summary REG --from 2010-02-30"},
		{2, "ends (2010-01-01) before it begins", "summary REG --from 2011-01-01 --to 2010-01-01"},
		{2, "must be one of", "list REG bananas"},
		{2, "--as", "import REG " + list},
		{2, "--as must be one of", "import REG " + list + " --as bananas"},
		{2, "--dates must be one of", "import REG " + list + " --as reported --dates dym"},
		{2, "--as must be one of", "mark REG --activity X --session 1 --person a --as X"},
		{2, "--name", "register REG --activity X"},
		{0, "", "check REG"},
		{0, "", "check REG --repair-counts"},
		{0, "", "list REG countries --find fiji"},
		{0, "", "--help"},
		{0, "", "summary --help"},
	} {
		out, messages := d.do(c.status, strings.Fields(c.args)...)
		if c.status == 0 {
			continue
		}
		if !strings.Contains(messages, c.says) || strings.Count(messages, "\n") != 1 || out != "" {
			t.Errorf("rollbookctl %s says %q on standard error and %q on standard output, want one line with %q", c.args, messages, out, c.says)
		}
	}
	if _, err := os.Stat(filepath.Join(d.dir, "s.rollbook")); err == nil {
		t.Error("a sample that could not be made left a file")
	}
}

// TestAListIsReadWholeOrNotAtAll holds that a command that fails leaves the register's file
// as it was, byte for byte.
func TestAListIsReadWholeOrNotAtAll(t *testing.T) {
	d := newDesk(t)
	d.do(0, "new", "REG")
	d.do(0, "import", "REG", d.file("a.csv", "code,title,type,first_day\nRW-1,Open data,Regional workshop,2024-03-04\n"), "--as", "activities")
	before, err := os.ReadFile(filepath.Join(d.dir, "office.rollbook"))
	if err != nil {
		t.Fatal(err)
	}
	bad := d.file("bad.csv", "activity,country,number\nRW-1,Fiji,12\nRW-1,Atlantis,3\nRW-1,Samoa,some people\n")
	for _, args := range [][]string{{"--as", "headcounts"}, {"--as", "headcounts", "--check"}} {
		_, messages := d.do(1, append([]string{"import", "REG", bad}, args...)...)
		for _, want := range []string{"row 3, column “country”, “Atlantis”", "row 4, column “number”, “some people”", "2 problems"} {
			if !strings.Contains(messages, want) {
				t.Errorf("%q is not in\n%s", want, messages)
			}
		}
	}
	good := d.file("good.csv", "activity,country,number\nRW-1,Fiji,12\n")
	if out, _ := d.do(0, "import", "REG", good, "--as", "headcounts", "--check"); out != "would add 1 and change 0 records\n" {
		t.Errorf("--check says %q", out)
	}
	after, err := os.ReadFile(filepath.Join(d.dir, "office.rollbook"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(before, after) {
		t.Error("commands that read, or were refused, changed the register")
	}
	d.do(0, "import", "REG", good, "--as", "headcounts")
	if figures := d.records("list", "REG", "activities")[0]["participants"]; !reflect.DeepEqual(figures, map[string]any{"value": 12.0, "kind": "exact"}) {
		t.Errorf("participants: %v", figures)
	}
	d.do(0, "undo", "REG")
	if figures := d.records("list", "REG", "activities")[0]["participants"]; !reflect.DeepEqual(figures, map[string]any{"value": 0.0, "kind": "missing"}) {
		t.Errorf("after undoing, participants: %v", figures)
	}
}

// TestAWorkshopFromATerminal registers, marks, lists and erases people.
func TestAWorkshopFromATerminal(t *testing.T) {
	d := newDesk(t)
	d.do(0, "new", "REG")
	d.do(0, "import", "REG", d.file("a.csv", "code,title,type,first_day,last_day\nRW-1,Open data,Regional workshop,2024-03-04,2024-03-06\n"), "--as", "activities")
	d.do(0, "import", "REG", d.file("p.csv", "name,country,email,role\nMs. Ana Lupe,Fiji,ana@example.org,\nBina Rai,Nepal,bina@example.org,observer\nKim Staff,KOR,kim@example.org,staff\n"),
		"--as", "people", "--activity", "RW-1")
	out, _ := d.do(0, "register", "REG", "--activity", "RW-1", "--name", "Kham Souk", "--country", "Lao PDR", "--sex", "male", "--organisation", "MoF")
	if !strings.HasPrefix(out, "registered Kham Souk for RW-1 with the code ") {
		t.Errorf("it says %q", out)
	}
	for _, again := range [][]string{{"--name", "Kham Souk", "--country", "LAO"}, {"--name", "Ana Lupe", "--email", "ANA@example.org"}} {
		if _, messages := d.do(1, append([]string{"register", "REG", "--activity", "RW-1"}, again...)...); !strings.Contains(messages, "registered for RW-1 already") {
			t.Errorf("registering again: %q", messages)
		}
	}
	for name, wrong := range map[string][]string{"“Korea”": {"--name", "X Y", "--country", "Korea"}, "no such role": {"--name", "X Y", "--role", "king"},
		"needs a name": {"--name", ""}, "not an e-mail address": {"--name", "X Y", "--email", "x"}} {
		if _, messages := d.do(1, append([]string{"register", "REG", "--activity", "RW-1"}, wrong...)...); !strings.Contains(messages, name) {
			t.Errorf("%v: %q", wrong, messages)
		}
	}
	registrations := d.records("list", "REG", "registrations", "--activity", "RW-1")
	if got := column(registrations, "name"); !reflect.DeepEqual(got, []any{"Ana Lupe", "Bina Rai", "Kham Souk", "Kim Staff"}) {
		t.Errorf("registered are %v", got)
	}
	if got := column(registrations, "counted"); !reflect.DeepEqual(got, []any{true, true, true, false}) {
		t.Errorf("counted are %v", got)
	}
	d.do(0, "import", "REG", d.file("m.csv", "Name,Day 1,Day 2,Day 3\nAna Lupe,P,L,P\nRai Bina,P,A,E\nKim Staff,P,P,P\n"), "--as", "marks", "--activity", "RW-1")
	d.do(0, "mark", "REG", "--activity", "RW-1", "--session", "day 1", "--person", registrations[2]["code"].(string), "--as", "A")
	d.do(0, "mark", "REG", "--activity", "RW-1", "--session", "2024-03-05", "--person", "bina@example.org", "--as", "L")
	if _, messages := d.do(1, "mark", "REG", "--activity", "RW-1", "--session", "Day 4", "--person", "Ana Lupe", "--as", "P"); !strings.Contains(messages, "“Day 1”, “Day 2”, “Day 3”") {
		t.Errorf("an unknown session: %q", messages)
	}
	if got := column(d.records("list", "REG", "sessions"), "here"); !reflect.DeepEqual(got, []any{3.0, 3.0, 2.0}) {
		t.Errorf("here were %v", got)
	}
	if got := column(d.records("list", "REG", "marks", "--find", "bina"), "mark"); !reflect.DeepEqual(got, []any{"P", "L", "E"}) {
		t.Errorf("Bina's marks are %v", got)
	}
	summary := func() string {
		out, _ := d.do(0, "summary", "REG")
		return out[strings.Index(out, "Total"):]
	}
	want := "Total                               1          2             2       2    1 of 1  100 %            5           0\n"
	if got := summary(); got != want { // Ana came on three days, Bina on two; staff is not counted, Kham was absent
		t.Errorf("the total is\n%s, want\n%s", got, want)
	}
	d.do(0, "erase", "REG", "--person", "ana@example.org")
	if got := summary(); got != want {
		t.Errorf("after erasing, the total is\n%s", got)
	}
	if got := d.records("list", "REG", "people", "--find", "ana"); len(got) != 0 {
		t.Errorf("the erased person is listed: %v", got)
	}
	if out, _ := d.do(0, "check", "REG"); out != "sound\n" {
		t.Errorf("check says %q", out)
	}
	if verbs := column(d.records("list", "REG", "history"), "verb"); len(verbs) != 8 || verbs[0] != "Erase a person" || verbs[3] != "Read a list in" {
		t.Errorf("the history is %v", verbs)
	}
}

// TestABackupIsARegister backs up, restores, and compares.
func TestABackupIsARegister(t *testing.T) {
	d := newDesk(t)
	d.do(0, "sample", "REG", "--scale", "0.1")
	backup, other := filepath.Join(d.dir, "b.rollbook"), filepath.Join(d.dir, "other.rollbook")
	d.do(0, "backup", "REG", backup)
	d.do(1, "backup", "REG", backup)
	d.do(0, "restore", backup, other)
	d.do(1, "restore", backup, other)
	for _, cut := range []string{"type", "year", "country", "region", "group", "theme", "sdg", "partner"} {
		one, _ := d.do(0, "summary", "REG", "--by", cut, "--json")
		two, _ := d.do(0, "summary", other, "--by", cut, "--json")
		if one != two || !strings.Contains(one, `"rows": [`) {
			t.Errorf("by %s:\n%s\nrestored:\n%s", cut, one, two)
		}
	}
	if out, _ := d.do(0, "check", other); out != "sound\n" {
		t.Errorf("check says %q", out)
	}
}

// TestEveryCutHasRows holds that programs get a list, be it empty.
func TestEveryCutHasRows(t *testing.T) {
	d := newDesk(t)
	d.do(0, "new", "REG")
	for _, cut := range []string{"type", "year", "country", "region", "group", "theme", "sdg", "partner"} {
		if out, _ := d.do(0, "summary", "REG", "--by", cut, "--json"); strings.Contains(out, "null,\n  \"total\"") || !strings.Contains(out, `"rows": [`) || !strings.Contains(out, `"notes": [`) {
			t.Errorf("by %s of an empty register:\n%s", cut, out)
		}
	}
	for _, what := range []string{"activities", "people", "registrations", "sessions", "marks"} {
		if out, _ := d.do(0, "list", "REG", what, "--json"); out != "[]\n" {
			t.Errorf("%s of an empty register: %q", what, out)
		}
	}
}
