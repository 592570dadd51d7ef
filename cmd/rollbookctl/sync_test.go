package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// twoDesks makes a register with an activity, and a copy of it by a pack.
func twoDesks(t *testing.T) (d desk, other, stick string) {
	d = newDesk(t)
	d.do(0, "new", "REG", "--office", "An office")
	d.do(0, "import", "REG", d.file("activities.csv", "code,title,type,first_day,status\nRW-1,A workshop,Regional workshop,2026-03-02,held\n"), "--as", "activities")
	pack, passphrase := filepath.Join(d.dir, "all.rollpack"), d.file("passphrase", "three words long\n")
	d.do(0, "pack", "REG", "-o", pack, "--passphrase-file", passphrase)
	other, stick = filepath.Join(d.dir, "other.rollbook"), filepath.Join(d.dir, "stick")
	d.do(0, "merge", other, pack, "--passphrase-file", passphrase)
	if err := os.Mkdir(stick, 0o700); err != nil {
		t.Fatal(err)
	}
	return d, other, stick
}

func says(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("it says %q and not %q", text, part)
		}
	}
}

func TestSyncByFolder(t *testing.T) {
	d, other, stick := twoDesks(t)
	out, messages := d.do(0, "sync", "REG", "--folder", stick)
	says(t, out, "came: nothing new\n", "went: ", " changes\n")
	if messages != "" {
		t.Errorf("it tells %q", messages)
	}
	d.do(0, "register", other, "--activity", "RW-1", "--name", "Ana Lupe", "--country", "Fiji")
	d.do(0, "sync", other, "--folder", stick)
	out, messages = d.do(1, "sync", "REG", "--folder", stick)
	says(t, messages, " is not known yet, fingerprint ")
	if strings.Contains(out, "person") || strings.Count(messages, "\n") != 1 {
		t.Errorf("of a copy that nobody knows came %q, it tells %q", out, messages)
	}
	fingerprint := strings.TrimSpace(messages[strings.LastIndex(messages, "--accept ")+len("--accept "):])
	d.do(1, "sync", "REG", "--folder", stick, "--accept", "0000-0000-0000-0000")
	out, _ = d.do(0, "sync", "REG", "--folder", stick, "--accept", strings.ToLower(fingerprint))
	says(t, out, "came: 1 new person, 1 new registration\n", "went: 1 change\n")
	if got := d.records("list", "REG", "people"); len(got) != 1 || got[0]["name"] != "Ana Lupe" {
		t.Errorf("the people are %v", got)
	}
	out, _ = d.do(0, "sync", "REG", "--folder", stick)
	if out != "came: nothing new\nwent: nothing new\n" {
		t.Errorf("with nothing new it says %q", out)
	}
	files, err := filepath.Glob(filepath.Join(stick, "*", "*.chg"))
	if err != nil || len(files) != 3 { // the yes to the other copy is an edit of its own
		t.Fatalf("the files are %q, %v", files, err)
	}
	for _, file := range files {
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
	}
	_, messages = d.do(0, "sync", "REG", "--folder", stick)
	says(t, messages, "rollbookctl: The folder was emptied; what this computer has was written again.\n")
	if err := os.WriteFile(files[0], []byte("something else"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, messages = d.do(0, "sync", "REG", "--folder", stick)
	says(t, messages, "rollbookctl: skipped ", filepath.Base(files[0]), "cut short or was altered")
}

func TestSyncThatCannotBeDone(t *testing.T) {
	d, other, stick := twoDesks(t)
	_, messages := d.do(1, "sync", "REG", "--folder", filepath.Join(d.dir, "nowhere"))
	says(t, messages, "is not there", "connect it")
	d.do(2, "sync", "REG")
	d.do(2, "sync", "REG", "--folder", stick, "--hub", "tls://hub.example.org")
	_, messages = d.do(1, "sync", "REG", "--hub", "ftp://hub.example.org")
	says(t, messages, "not the address of a hub")
	_, messages = d.do(1, "hub", "check", "tls://127.0.0.1:1")
	says(t, messages, "The hub tls://127.0.0.1:1 does not answer.")
	d.do(2, "hub")

	foreign := filepath.Join(d.dir, "foreign.rollbook")
	d.do(0, "new", foreign, "--office", "Another office")
	d.do(0, "sync", foreign, "--folder", stick)
	d.do(0, "sync", other, "--folder", stick)
	if got := d.records("list", other, "activities"); len(got) != 1 {
		t.Errorf("beside another office's files there are %d activities", len(got))
	}
}

func TestWhatAHubNeeds(t *testing.T) {
	d, _, _ := twoDesks(t)
	out, _ := d.do(0, "hub", "config", "hub1.example.org", "hub2.example.org", "hub3.example.org")
	says(t, out, "sync_interval: always", "\"nats-route://hub3.example.org:6222\"", "cert_file", "verify: true", "jetstream: enabled")
	out, _ = d.do(0, "hub", "config")
	if strings.Contains(out, "cluster") {
		t.Errorf("for one server it prints\n%s", out)
	}
	creds := filepath.Join(d.dir, "hub.creds")
	first, _ := d.do(0, "hub", "user", "REG", "--creds", creds)
	says(t, first, "nkey: U", "\"rollbook.")
	secret, err := os.ReadFile(creds)
	if err != nil || !strings.HasPrefix(string(secret), "SU") {
		t.Fatalf("the credentials are %.2q…, %v", secret, err)
	}
	if again, _ := d.do(0, "hub", "user", "REG", "--creds", creds); again != first {
		t.Errorf("the second time it prints\n%s", again)
	}
	if strings.Contains(first, strings.TrimSpace(string(secret))) {
		t.Error("it prints what is secret")
	}
	_, messages := d.do(1, "hub", "user", "REG", "--creds", d.file("letter.txt", "Dear colleagues"))
	says(t, messages, "holds no credentials")
}
