package main

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rollbook/model"
	"rollbook/model/sqlite"
)

// workshopPeople is how many people are on the list of the workshop.
const workshopPeople = 40

// workshopList writes a list as an office has it: a title above the headings, titles in the
// names, countries as people write them. It gives the file.
func workshopList(t *testing.T, folder string) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("Workshop on open data – list of participants\n\nFull name;Country;Gender;Ministry\n")
	known := []string{"Ms. Nimali Bandara;Sri Lanka;F;Disaster Management Centre", "H.E. 방소연;South Korea;F;Ministry of the Interior and Safety",
		"Corazón Bañez;Philippines;F;Office of Civil Defense", "ສົມສັກ ບຸນທະວີ;Lao PDR;M;Prime Minister’s Office", "Mr. Tshering Dorji;Bhutan;M;Cabinet Secretariat"}
	countries := []string{"Fiji", "Samoa", "Tonga", "Viet Nam", "Nepal"}
	for i := range workshopPeople {
		if i < len(known) {
			b.WriteString(known[i] + "\n")
			continue
		}
		fmt.Fprintf(&b, "Guest%c%c Tester;%s;%s;Ministry %d\n", 'a'+i/10, 'a'+i%10, countries[i%len(countries)], []string{"F", "M"}[i%2], i%4)
	}
	file := filepath.Join(folder, "participants.csv")
	if err := os.WriteFile(file, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// raw counts in the register's file by a query of the test's own.
func (d *driver) raw(path, query string) int {
	d.t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?mode=ro")
	if err != nil {
		d.t.Fatal(err)
	}
	defer db.Close()
	n := 0
	if err := db.QueryRow(query).Scan(&n); err != nil {
		return -1 // the program is writing
	}
	return n
}

// code gives the check-in code of somebody of the workshop.
func (d *driver) code(path, name string) string {
	d.t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?mode=ro")
	if err != nil {
		d.t.Fatal(err)
	}
	defer db.Close()
	code := ""
	if err := db.QueryRow("SELECT g.code FROM registration g JOIN person p ON p.id = g.person WHERE p.name = ?", name).Scan(&code); err != nil {
		d.t.Fatal(err)
	}
	return code
}

// TestAWorkshopInTheRealWindow reads a list of 40 people in, makes a session a day, takes
// attendance by typing and Enter, by codes and of a walk-in, kills the program in the
// middle and finds every mark that was shown, marks the rest absent, and compares the
// figures with a count of the raw rows.
func TestAWorkshopInTheRealWindow(t *testing.T) {
	d := begin(t)
	ctx := context.Background()
	path := filepath.Join(d.home, "Office.rollbook")
	config := filepath.Join(d.home, ".config")
	r, err := sqlite.Create(ctx, path, model.Office{Name: "Office"}, sqlite.Options{ConfigDir: config})
	if err != nil {
		t.Fatal(err)
	}
	types, err := r.Types(ctx)
	if err != nil {
		t.Fatal(err)
	}
	today := model.DayOf(time.Now())
	if _, err := r.SaveActivity(ctx, model.Activity{Title: "Workshop on open data", Type: types[1].ID, FirstDay: today.Add(-1), LastDay: today.Add(1), Status: model.Held}); err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}

	d.start(path, workshopList(t, d.home))
	d.click("180", "169") // for the activity
	d.types("open")
	d.keys("Return")
	d.click("1200", "775") // read it in
	d.until("the people are registered", func() bool {
		return d.raw(path, "SELECT count(*) FROM registration WHERE deleted = 0") == workshopPeople
	})
	d.settle()
	d.keys("ctrl+3", "Return") // attendance, at today's activity
	d.click("590", "541")      // once a day
	d.until("there is a session a day", func() bool { return d.raw(path, "SELECT count(*) FROM session") == 3 })
	d.settle()

	here := "SELECT count(*) FROM mark WHERE value = 'P' AND deleted = 0 AND session = (SELECT id FROM session WHERE day = '" + string(today) + "')"
	marked := 0
	mark := func(typed string) {
		t.Helper()
		d.types(typed)
		d.keys("Return")
		marked++
		d.until(typed+" is marked", func() bool { return d.raw(path, here) == marked })
	}
	for _, typed := range []string{"nimali", "banez", "dorji bhu", "guestba", "guestbc test", "guestcd"} {
		mark(typed)
	}
	for _, name := range []string{"Guestda Tester", "Guestdb Tester", "방소연"} {
		mark(strings.ToLower(d.code(path, name)))
	}
	d.types("ZZ99") // a code that nobody has
	d.keys("Return")
	if got := d.raw(path, here); got != marked {
		t.Errorf("an unknown code made %d marks of %d", got, marked)
	}

	if err := d.running.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = d.running.Wait() // it was killed
	if got := d.raw(path, here); got != marked {
		t.Errorf("of %d marks that were shown %d are there after the program was killed", marked, got)
	}
	d.start()
	d.keys("ctrl+3", "Return")
	mark("guestbd")
	d.types("Ratu Jone")
	d.settle()
	d.click("350", "778") // walk-in
	d.keys("Tab")
	d.types("fij")
	d.keys("Return", "Tab")
	d.types("male")
	d.keys("Return", "Tab")
	d.types("Lands")
	d.keys("Return")
	marked++
	d.until("the walk-in is marked", func() bool { return d.raw(path, here) == marked })
	d.settle()
	d.click("1131", "435") // mark the rest absent
	d.until("the rest is absent", func() bool {
		return d.raw(path, "SELECT count(*) FROM mark WHERE value = 'A' AND deleted = 0") == workshopPeople+1-marked
	})
	d.settle()
	d.xdo("key", "alt+F4")
	if err := d.running.Wait(); err != nil {
		t.Fatalf("the program ended with %v", err)
	}
	compareWorkshop(t, d, path, config, marked)
}

// compareWorkshop compares what the program says with a count of the raw rows.
func compareWorkshop(t *testing.T, d *driver, path, config string, marked int) {
	t.Helper()
	ctx := context.Background()
	r, err := sqlite.Open(ctx, path, sqlite.Options{ConfigDir: config})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	s, err := r.Summary(ctx, model.Everything(), model.ByType)
	if err != nil {
		t.Fatal(err)
	}
	present := "FROM mark m JOIN registration g ON g.id = m.registration JOIN person p ON p.id = g.person WHERE m.value = 'P' AND m.deleted = 0"
	for _, figure := range []struct {
		of        string
		says, are int
	}{
		{"participants", s.Total.Participants.Value, d.raw(path, "SELECT count(*) "+present)},
		{"participants typed in", s.Total.Participants.Value, marked},
		{"countries", s.Total.Countries.Value, d.raw(path, "SELECT count(DISTINCT g.country) "+present)},
		{"women", s.Total.Women.Women, d.raw(path, "SELECT count(*) "+present+" AND p.sex = 'female'")},
		{"person-days", s.Total.PersonDays.Value, marked},
	} {
		if figure.says != figure.are {
			t.Errorf("%s: the Summary says %d, there are %d", figure.of, figure.says, figure.are)
		}
	}
	if problems, err := r.Check(ctx); err != nil || len(problems) > 0 {
		t.Errorf("the check finds %v, %v", problems, err)
	}
}
