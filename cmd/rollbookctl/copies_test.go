package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCopiesAreKnownAndShutOut says yes to a copy, shuts it out and lets it in again.
func TestCopiesAreKnownAndShutOut(t *testing.T) {
	d, other, stick := twoDesks(t)
	d.do(0, "register", other, "--activity", "RW-1", "--name", "Ana Lupe", "--country", "Fiji")
	d.do(0, "sync", other, "--folder", stick)
	d.do(1, "sync", "REG", "--folder", stick)
	if got := d.records("copies", "REG"); len(got) != 1 || got[0]["own"] != true || got[0]["trust"] != "trusted" {
		t.Errorf("before the yes the copies are %v", got)
	}
	d.do(0, "sync", "REG", "--folder", stick, "--accept", "all")
	got := d.records("copies", "REG")
	if len(got) != 2 || got[1]["trust"] != "trusted" {
		t.Fatalf("after the yes the copies are %v", got)
	}
	fingerprint, _ := got[1]["fingerprint"].(string)
	if own := d.records("copies", other)[0]["fingerprint"]; own != fingerprint || len(fingerprint) != 19 {
		t.Errorf("the fingerprint is %q there and %q here", own, fingerprint)
	}
	d.do(1, "copies", "REG", "--shut-out", "0000-0000-0000-0000")
	_, messages := d.do(1, "copies", "REG", "--shut-out", d.records("copies", "REG")[0]["fingerprint"].(string))
	says(t, messages, "this very computer")
	d.do(0, "copies", "REG", "--shut-out", fingerprint)
	d.do(0, "register", other, "--activity", "RW-1", "--name", "Bina Rai", "--country", "Nepal")
	d.do(0, "sync", other, "--folder", stick)
	_, messages = d.do(0, "sync", "REG", "--folder", stick)
	says(t, messages, "was shut out on ")
	if people := d.records("list", "REG", "people"); len(people) != 1 {
		t.Errorf("of who is shut out came %v", people)
	}
	out, _ := d.do(0, "copies", "REG")
	says(t, out, "shut out since ")
	d.do(0, "copies", "REG", "--trust", fingerprint)
	out, _ = d.do(0, "sync", "REG", "--folder", stick)
	says(t, out, "came: 1 new person")
}

// TestAFailedSyncSaysOnlyThat syncs by a folder that is not there.
func TestAFailedSyncSaysOnlyThat(t *testing.T) {
	d, _, stick := twoDesks(t)
	out, messages := d.do(1, "sync", "REG", "--folder", filepath.Join(stick, "nowhere"))
	if out != "" || strings.Count(messages, "\n") != 1 {
		t.Errorf("it says %q and %q", out, messages)
	}
}

// TestErasingSaysWhatStays erases somebody, and looks for what the file holds.
func TestErasingSaysWhatStays(t *testing.T) {
	d := newDesk(t)
	d.do(0, "new", "REG", "--office", "An office")
	d.do(0, "import", "REG", d.file("activities.csv", "code,title,type,first_day,status\nRW-1,A workshop,Regional workshop,2026-03-02,held\n"), "--as", "activities")
	d.do(0, "register", "REG", "--activity", "RW-1", "--name", "Zwordname Lupe", "--country", "FJI", "--email", "zwordmail@example.org", "--organisation", "Zwordministry", "--position", "Zworddesk")
	out, _ := d.do(0, "erase", "REG", "--person", "zwordmail@example.org")
	says(t, out, "what stays", "country represented", "marks", "backups")
	for _, end := range []string{"", "-wal"} {
		data, err := os.ReadFile(filepath.Join(d.dir, "office.rollbook") + end)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		if end == "" && len(data) == 0 {
			t.Fatal("there is no register")
		}
		if strings.Contains(strings.ToLower(string(data)), "zword") {
			t.Errorf("the file%s still says who it was", end)
		}
	}
	if got := d.records("list", "REG", "registrations"); len(got) != 1 {
		t.Errorf("the registrations are %v", got)
	}
}
