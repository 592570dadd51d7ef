package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestAWorkshopGoesOutAndComesBack does what an office and a trainer do, from making the
// pack to deciding where two marks differ.
func TestAWorkshopGoesOutAndComesBack(t *testing.T) {
	d := newDesk(t)
	trainer, pack, back := filepath.Join(d.dir, "trainer.rollbook"), filepath.Join(d.dir, "out.rollpack"), filepath.Join(d.dir, "back.rollpack")
	secret, wrong := d.file("passphrase", "correct horse\n"), d.file("wrong", "battery staple\n")
	d.do(0, "new", "REG", "--office", "UNPOG")
	d.do(0, "import", "REG", d.file("activities.csv", "code,title,type,first_day,status\nRW-1,A workshop,Regional workshop,2026-03-02,held\nRW-2,Another,Regional workshop,2026-04-02,held\n"), "--as", "activities")
	d.do(0, "register", "REG", "--activity", "RW-1", "--name", "Ana Lupe", "--country", "FJI", "--email", "ana@example.org")
	d.do(0, "register", "REG", "--activity", "RW-2", "--name", "Somebody Else", "--country", "BTN")
	d.do(0, "import", "REG", d.file("sessions.csv", "activity,session,day,person,mark\nRW-1,Day 1,2026-03-02,Ana Lupe,A\n"), "--as", "marks")

	_, messages := d.do(0, "pack", "REG", "-o", pack, "--activity", "RW-1")
	if !strings.Contains(messages, "not sealed") {
		t.Errorf("an unsealed pack of names: %q", messages)
	}
	d.do(0, "pack", "REG", "-o", pack, "--activity", "RW-1", "--passphrase-file", secret)
	if data, err := os.ReadFile(pack); err != nil || strings.Contains(string(data), "Ana") || !strings.HasPrefix(string(data), "age-encryption.org/") {
		t.Errorf("the sealed pack begins %.40q, %v", data, err)
	}
	for _, args := range [][]string{{"merge", trainer, pack}, {"merge", trainer, pack, "--passphrase-file", wrong}} {
		if _, messages := d.do(1, args...); !strings.Contains(messages, "passphrase") {
			t.Errorf("%v: %q", args, messages)
		}
	}
	out, _ := d.do(0, "merge", trainer, pack, "--passphrase-file", secret)
	if !strings.Contains(out, "1 new activity, 1 new person") {
		t.Errorf("the trainer is told %q", out)
	}
	d.do(0, "mark", trainer, "--activity", "RW-1", "--session", "Day 1", "--person", "ana@example.org", "--as", "P")
	d.do(0, "register", trainer, "--activity", "RW-1", "--name", "Walk In", "--country", "NPL")
	d.do(0, "mark", "REG", "--activity", "RW-1", "--session", "Day 1", "--person", "ana@example.org", "--as", "L")
	// For the office alone: no passphrase is needed there, and none helps elsewhere.
	d.do(0, "pack", trainer, "-o", back, "--for-office")
	if _, messages := d.do(1, "merge", filepath.Join(d.dir, "else.rollbook"), back, "--passphrase-file", secret); !strings.Contains(messages, "passphrase") {
		t.Errorf("somebody else opens it: %q", messages)
	}
	before, _ := d.do(0, "summary", "REG", "--json")
	out, messages = d.do(1, "merge", "REG", back, "--check")
	says(t, messages, "is not known yet, fingerprint ", "--accept ")
	if !strings.Contains(out, "would merge") || !strings.Contains(out, "1 new person, 1 new registration") {
		t.Errorf("the office foresees %q", out)
	}
	if after, _ := d.do(0, "summary", "REG", "--json"); after != before || len(d.records("list", "REG", "people")) != 2 {
		t.Error("looking at a pack changed the register")
	}
	if out, messages := d.do(1, "merge", "REG", back); out != "" || !strings.Contains(messages, "is not known yet, fingerprint ") {
		t.Errorf("what somebody sends whom nobody knows: %q, %q", out, messages)
	}
	_, messages = d.do(0, "merge", "REG", back, "--accept", "all")
	if !strings.Contains(messages, "1 edit met") {
		t.Errorf("the office is told %q", messages)
	}
	if out, _ := d.do(0, "merge", "REG", back); !strings.Contains(out, "nothing new") {
		t.Errorf("the second time: %q", out)
	}
	met := d.records("conflicts", "REG")
	if len(met) != 1 || met[0]["sort"] != "mark" || met[0]["field"] != "value" || met[0]["mine"].(map[string]any)["value"] != "L" || met[0]["theirs"].(map[string]any)["value"] != "P" {
		t.Fatalf("the conflicts are %v", met)
	}
	id := met[0]["id"].(string)
	d.do(1, "conflicts", "REG", "--choose", id+"=both")
	d.do(0, "conflicts", "REG", "--choose", id+"=theirs")
	if left := d.records("conflicts", "REG"); len(left) != 0 {
		t.Errorf("after choosing: %v", left)
	}
	marks := d.records("list", "REG", "marks")
	if len(marks) != 1 || marks[0]["mark"] != "P" {
		t.Errorf("the marks are %v", marks)
	}
	if out, _ := d.do(0, "check", "REG"); strings.TrimSpace(out) != "sound" {
		t.Errorf("check: %q", out)
	}
}

func TestPacksThatCannotBeMergedLeaveTheRegisterAsItWas(t *testing.T) {
	d := newDesk(t)
	other, pack, foreign := filepath.Join(d.dir, "other.rollbook"), filepath.Join(d.dir, "all.rollpack"), filepath.Join(d.dir, "foreign.rollpack")
	d.do(0, "sample", "REG", "--seed", "3", "--scale", "0.2")
	d.do(0, "new", other, "--office", "Another office")
	d.do(0, "pack", "REG", "-o", pack)
	d.do(0, "pack", other, "-o", foreign)
	copied := filepath.Join(d.dir, "copy.rollbook")
	d.do(0, "merge", copied, pack)
	want, _ := d.do(0, "summary", "REG", "--json")
	if got, _ := d.do(0, "summary", copied, "--json"); got != want {
		t.Errorf("a copy from a pack shows\n%s\nthe register\n%s", got, want)
	}
	data, err := os.ReadFile(pack)
	if err != nil {
		t.Fatal(err)
	}
	altered := append([]byte{}, data...)
	altered[len(altered)/2] ^= 1
	for name, c := range map[string]struct{ file, says string }{
		"cut off":      {d.file("cut", string(data[:len(data)/2])), "cut short or was altered"},
		"altered":      {d.file("altered", string(altered)), "cut short or was altered"},
		"a list":       {d.file("list.csv", "name\nAna\n"), "not a Rollbook pack"},
		"a newer one":  {d.file("newer", "rollbook exchange 9\n"), "newer Rollbook"},
		"of another":   {foreign, "Another office"},
		"a good and a": {pack, "cut short"},
	} {
		args := []string{"merge", copied, c.file}
		if name == "a good and a" { // bad one: neither is merged
			args = append(args, d.file("cut", string(data[:len(data)/2])))
		}
		if _, messages := d.do(1, args...); !strings.Contains(messages, c.says) {
			t.Errorf("%s: %q", name, messages)
		}
		if got, _ := d.do(0, "summary", copied, "--json"); got != want {
			t.Fatalf("%s changed the register", name)
		}
		if name != "a good and a" && name != "of another" {
			d.do(1, "merge", filepath.Join(d.dir, "new.rollbook"), c.file)
		}
	}
	if left, err := filepath.Glob(filepath.Join(d.dir, "*new*")); err != nil || len(left) > 1 { // the bad pack itself
		t.Errorf("what failed leaves %v, %v", left, err)
	}
}
