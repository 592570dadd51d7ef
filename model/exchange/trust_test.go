package exchange_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rollbook/model"
	"rollbook/model/exchange"
	"rollbook/model/sqlite"
)

// forger is somebody who can write to a shared folder and invents a copy of the register,
// or wants to be taken for one.
type forger struct {
	t      *testing.T
	of     *sqlite.Register
	victim model.ID // who is to be erased
	as     model.Replica
	key    model.SigningKey
}

func newForger(t *testing.T, of *sqlite.Register, victim model.ID) forger {
	key, err := model.NewSigningKey()
	must(t, err)
	return forger{t, of, victim, model.Replica{Tag: 0x1234, UID: "00001234" + strings.Repeat("0", 24), Name: "Friend"}, key}
}

// bundle gives an edit that erases somebody.
func (f forger) bundle() model.Bundle {
	f.t.Helper()
	ctx := context.Background()
	heads, err := f.of.Heads(ctx)
	must(f.t, err)
	own := f.of.Replica()
	seq := heads[f.as.Tag].Seq + 1
	c := model.Changes{Run: model.Run{Replica: f.as.Tag, First: seq, Last: seq}, Replicas: []model.Replica{own, f.as}, Depends: heads,
		Actions: []model.LoggedAction{{Replica: f.as.Tag, No: seq, At: 1_790_000_000_000, Who: "Friend", Verb: model.VerbErase, Changes: 1}},
		Seen:    []model.Seen{{Replica: f.as.Tag, Seq: seq, Of: own.Tag, Head: heads[own.Tag]}},
		Operations: []model.Operation{{Replica: f.as.Tag, Seq: seq, Clock: 1_800_000_000_000 << 16, Schema: 5, Action: seq, Kind: model.KindPerson, Row: f.victim,
			New: json.RawMessage(`{"erased":1,"name":"","family":""}`)}}}
	if f.as.Tag == own.Tag {
		c.Seen = nil
	}
	head, err := f.of.BundleHead(ctx)
	must(f.t, err)
	head.From, head.Runs = f.as, []model.Run{c.Run}
	return model.Bundle{Head: head, Parts: c.Parts(), Sign: f.key}
}

// unsigned gives a bundle as programs wrote it that did not sign.
func unsigned(t *testing.T, b model.Bundle, seal exchange.Seal) []byte {
	t.Helper()
	var plain bytes.Buffer
	b.Sign = model.SigningKey{}
	_, err := exchange.Write(&plain, b, exchange.Seal{})
	must(t, err)
	data := bytes.Replace(plain.Bytes(), []byte("rollbook exchange 2\n"), []byte("rollbook exchange 1\n"), 1)
	if !seal.Sealed() {
		return data
	}
	return exchange.Sealed(data, seal)
}

// TestForgedFilesHaveNoEffect puts what somebody forged into a shared folder, with more and
// more of the register's secrets.
func TestForgedFilesHaveNoEffect(t *testing.T) {
	ctx := context.Background()
	one := register(t)
	other := copyOf(t, one, "Other")
	must(t, one.Trust(ctx, model.Stranger{Replica: other.Replica(), Key: other.SigningKey().Public}))
	people, err := one.People(ctx, "", 0)
	must(t, err)
	keys, err := one.Keys(ctx)
	must(t, err)
	f := newForger(t, one, people[0].ID)
	write := func(b model.Bundle, seal exchange.Seal) []byte {
		var data bytes.Buffer
		_, err := exchange.Write(&data, b, seal)
		must(t, err)
		return data.Bytes()
	}
	sealed := exchange.SealFor(keys)
	taken := f // for a copy that is known
	taken.as = other.Replica()
	own := f // for the very copy that reads
	own.as = one.Replica()
	wrong := taken.bundle() // that says it is signed by a key that is trusted
	for name, c := range map[string]struct {
		data  []byte
		waits bool // for a yes; else it is said to be skipped
	}{
		"not sealed, of an invented copy":                {write(f.bundle(), exchange.Seal{}), false},
		"neither sealed nor signed":                      {unsigned(t, f.bundle(), exchange.Seal{}), false},
		"not sealed, of a copy that is known":            {write(taken.bundle(), exchange.Seal{}), false},
		"sealed with another key":                        {write(f.bundle(), exchange.SealFor([]model.Key{newKey()})), false},
		"sealed by a passphrase":                         {write(f.bundle(), exchange.Seal{Passphrase: "three words long"}), false},
		"sealed, of an invented copy":                    {write(f.bundle(), sealed), true},
		"sealed, of a copy that is known":                {write(taken.bundle(), sealed), true},
		"sealed, of the very copy that reads":            {write(own.bundle(), sealed), true},
		"sealed, not signed":                             {unsigned(t, f.bundle(), sealed), true},
		"sealed, not signed, of a copy that is known":    {unsigned(t, taken.bundle(), sealed), true},
		"sealed, with the name of a key that is trusted": {exchange.WithSigner(write(wrong, exchange.Seal{}), other.SigningKey().Public, sealed), false},
	} {
		t.Run(name, func(t *testing.T) {
			s := newShared(t)
			s.sync(t, one)
			before := shown(t, one)
			must(t, os.MkdirAll(filepath.Join(s.dir, "00001234"), 0o777))
			must(t, os.WriteFile(filepath.Join(s.dir, "00001234", "1-1-0123456789abcdef.chg"), c.data, 0o666))
			for range 2 {
				report := s.sync(t, one)
				if c.waits && len(report.Strangers) != 1 || !c.waits && len(report.Skipped) != 1 {
					t.Errorf("it says %+v", report)
				}
			}
			if got := shown(t, one); got != before {
				t.Error("it had an effect")
			}
			copies, err := one.Copies(ctx)
			must(t, err)
			for _, c := range copies {
				if c.Name == "Friend" {
					t.Error("the invented copy is listed among the register's")
				}
			}
			if p, err := one.Person(ctx, people[0].ID); err != nil || p.Erased {
				t.Errorf("the person is %+v, %v", p, err)
			}
		})
	}
}

// TestAYesIsAskedForOnce lets a new computer write to a folder that two others share.
func TestAYesIsAskedForOnce(t *testing.T) {
	ctx := context.Background()
	s, one := newShared(t), register(t)
	second := copyOf(t, one, "Second")
	third := copyOf(t, one, "Third")
	s.sync(t, one)
	edit := func(r *sqlite.Register) {
		_, err := r.SaveTheme(ctx, model.Theme{Name: "Of " + r.Replica().Name})
		must(t, err)
	}
	edit(third)
	s.sync(t, third)
	report := s.sync(t, one)
	if len(report.Strangers) != 1 || report.Strangers[0].UID != third.Replica().UID || report.Came.Operations != 0 {
		t.Fatalf("the first is told %+v", report)
	}
	if report.Strangers[0].Fingerprint() != model.Fingerprint(third.SigningKey().Public) {
		t.Error("it is told another fingerprint than the new computer shows")
	}
	must(t, one.Trust(ctx, report.Strangers[0]))
	if report := s.sync(t, one); len(report.Strangers) != 0 || report.Came.Operations != 1 {
		t.Errorf("after the yes came %+v", report)
	}
	s.sync(t, second) // whoever trusts the first need not be asked
	if report := s.sync(t, second); len(report.Strangers) != 0 {
		t.Errorf("the second is asked of %+v", report.Strangers)
	}
	if themes, err := second.Themes(ctx); err != nil || len(themes) == 0 || themes[len(themes)-1].Name != "Of Third" {
		t.Errorf("the second knows %+v, %v", themes, err)
	}
}

// TestACopyThatIsShutOut shuts one out while some of what it did before is still under way.
func TestACopyThatIsShutOut(t *testing.T) {
	ctx := context.Background()
	s, one := newShared(t), register(t)
	second, third := copyOf(t, one, "Second"), copyOf(t, one, "Third")
	for _, r := range []*sqlite.Register{second, third} {
		must(t, one.Trust(ctx, model.Stranger{Replica: r.Replica(), Key: r.SigningKey().Public}))
	}
	edit := func(name string) { _, err := third.SaveTheme(ctx, model.Theme{Name: name}); must(t, err) }
	edit("Before")
	s.sync(t, third)
	s.sync(t, one)
	must(t, one.ShutOut(ctx, third.SigningKey().Public))
	s.sync(t, one)
	edit("After")
	s.sync(t, third)
	for _, r := range []*sqlite.Register{one, second} {
		s.sync(t, r)
		report := s.sync(t, r)
		said := slices.ContainsFunc(report.Skipped, func(s exchange.Skipped) bool { return model.CodeOf(s.Err) == model.EShutOut }) ||
			slices.ContainsFunc(report.Notes, func(note string) bool { return strings.Contains(note, "shut out") })
		if !said {
			t.Errorf("%s says %+v", r.Replica().Name, report)
		}
		themes, err := r.Themes(ctx)
		must(t, err)
		if len(themes) != 1 || themes[0].Name != "Before" {
			t.Errorf("%s knows %+v", r.Replica().Name, themes)
		}
	}
	// It can be taken back.
	must(t, one.Trust(ctx, model.Stranger{Replica: third.Replica(), Key: third.SigningKey().Public}))
	if s.sync(t, one); true {
		themes, err := one.Themes(ctx)
		must(t, err)
		if len(themes) != 2 {
			t.Errorf("let in again, it is known of it %+v", themes)
		}
	}
}

// TestWhatWasWrittenBeforeCopiesSignedIsCarriedOver begins with a folder that an older
// version wrote.
func TestWhatWasWrittenBeforeCopiesSignedIsCarriedOver(t *testing.T) {
	ctx := context.Background()
	s, one := newShared(t), register(t)
	second := copyOf(t, one, "Second")
	keys, err := one.Keys(ctx)
	must(t, err)
	c, err := one.Log(ctx, one.Replica().Tag, 0, 10_000)
	must(t, err)
	b, err := exchange.BundleOf(ctx, one, c, "")
	must(t, err)
	dir := filepath.Join(s.dir, fmt.Sprintf("%08x", int64(one.Replica().Tag)))
	must(t, os.MkdirAll(dir, 0o777))
	must(t, os.WriteFile(filepath.Join(dir, fmt.Sprintf("1-%d-0123456789abcdef.chg", c.Run.Last)), unsigned(t, b, exchange.SealFor(keys)), 0o666))
	if report := s.sync(t, one); report.ToGo != 0 || len(report.Strangers)+len(report.Skipped) != 0 {
		t.Errorf("who wrote it is told %+v", report)
	}
	if report := s.sync(t, second); len(report.Strangers)+len(report.Skipped) != 0 {
		t.Errorf("who knows all of it is told %+v", report)
	}
	files := s.files(t)
	if len(files) != 2 {
		t.Errorf("there are the files %q", files)
	}
}

// TestAHubDoesNotTellTheRegistersID looks at what whoever runs a hub sees.
func TestAHubDoesNotTellTheRegistersID(t *testing.T) {
	if subject := exchange.SubjectOf(office, "00001001"); strings.Contains(subject, office) || strings.Contains(subject, office[:8]) {
		t.Errorf("the subject is %s", subject)
	}
	d := newDesk(1)
	if config := (exchange.HubUser{Key: "U", Register: office, Replica: d.replica}).Config(); strings.Contains(config, office) {
		t.Errorf("the configuration says\n%s", config)
	}
}

// TestPacksOfStrangers merges packs of a copy that is not known.
func TestPacksOfStrangers(t *testing.T) {
	ctx := context.Background()
	one := register(t)
	for name, c := range map[string]struct {
		seal  exchange.Seal
		keys  exchange.Keys
		known bool
	}{
		"not sealed":             {exchange.Seal{}, exchange.Keys{}, false},
		"sealed for the office":  {exchange.Seal{Recipients: []string{recipient(t, one)}}, identities(t, one), false},
		"sealed by a passphrase": {exchange.Seal{Passphrase: "three words long"}, exchange.Keys{Passphrase: "three words long"}, true},
	} {
		desk := copyOf(t, one, name)
		_, err := desk.SaveTheme(ctx, model.Theme{Name: name})
		must(t, err)
		file := filepath.Join(t.TempDir(), "p.rollpack")
		_, err = exchange.Pack(ctx, desk, model.PackScope{}, file, c.seal)
		must(t, err)
		merge := func(options model.MergeOptions) (out model.Outcome, err error) {
			err = exchange.ReadFile(file, c.keys, func(b model.Bundle) error {
				out, err = one.Merge(ctx, b, options)
				return err
			})
			return out, err
		}
		out, err := merge(model.MergeOptions{})
		if c.known != (err == nil) || !c.known && model.CodeOf(err) != model.EStranger {
			t.Errorf("%s: %v", name, err)
		}
		if !c.known {
			if out, err = merge(model.MergeOptions{Accept: func(s model.Stranger) bool { return s.Key == desk.SigningKey().Public }}); err != nil {
				t.Errorf("%s, after a yes: %v", name, err)
			}
		}
		if out.Stranger == nil || out.Edits+out.Operations == 0 {
			t.Errorf("%s brings %+v", name, out)
		}
		if trust, err := one.TrustOf(ctx, model.BundleHead{Signer: desk.SigningKey().Public, From: desk.Replica()}); err != nil || trust != model.Trusted {
			t.Errorf("%s is %q from then on, %v", name, trust, err)
		}
	}
	// What nobody signed erases nobody, whoever says yes.
	people, err := one.People(ctx, "", 0)
	must(t, err)
	f := newForger(t, one, people[0].ID)
	b, err := exchange.Read(bytes.NewReader(unsigned(t, f.bundle(), exchange.Seal{})), exchange.Keys{})
	must(t, err)
	if _, err := one.Merge(ctx, b, model.MergeOptions{Accept: func(model.Stranger) bool { return true }}); model.CodeOf(err) != model.EStranger || !strings.Contains(err.Error(), "erases") {
		t.Errorf("an erasure that nobody signed: %v", err)
	}
	if p, err := one.Person(ctx, people[0].ID); err != nil || p.Erased {
		t.Errorf("the person is %+v, %v", p, err)
	}
}

func recipient(t *testing.T, r *sqlite.Register) string {
	keys, err := exchange.EnsureKey(context.Background(), r)
	must(t, err)
	return keys[0].Public
}

func identities(t *testing.T, r *sqlite.Register) exchange.Keys {
	keys, err := r.Keys(context.Background())
	must(t, err)
	return exchange.KeysOf(keys)
}

// TestASignatureIsOfAllThatIsSaid alters what a file says and mends its hash.
func TestASignatureIsOfAllThatIsSaid(t *testing.T) {
	d := newDesk(1)
	d.edit(3)
	lines := linesOf(t, d)
	other := newDesk(2)
	for name, altered := range map[string]string{
		"its words":    strings.Replace(lines, "Workshop 2", "Workshop 9", 1),
		"its register": strings.Replace(lines, office, strings.Repeat("1", 32), 1),
		"its author":   strings.Replace(lines, d.replica.UID, other.replica.UID, 1),
		"its runs":     strings.Replace(lines, `"first":1`, `"first":2`, 1),
	} {
		if altered == lines {
			t.Fatalf("%s: nothing was altered", name)
		}
		signed := exchange.Bundled(lines, officeKey.Public, signingKey)
		b, err := exchange.Read(bytes.NewReader(exchange.WithLines(signed, altered, exchange.Keys{Identities: []string{officeKey.Private}})), exchange.Keys{})
		must(t, err)
		failed := false
		for _, err := range b.Parts {
			failed = failed || model.CodeOf(err) == model.EUnreadable
		}
		if !failed {
			t.Errorf("%s: it passes", name)
		}
	}
}

// TestAFileWithOneBadOperationIsNamed lets a copy that is known write something that cannot
// be: the file is left alone and said, and all else goes on.
func TestAFileWithOneBadOperationIsNamed(t *testing.T) {
	ctx := context.Background()
	s, one := newShared(t), register(t)
	bad, good := copyOf(t, one, "Bad"), copyOf(t, one, "Good")
	for _, r := range []*sqlite.Register{bad, good} {
		must(t, one.Trust(ctx, model.Stranger{Replica: r.Replica(), Key: r.SigningKey().Public}))
		_, err := r.SaveTheme(ctx, model.Theme{Name: "First of " + r.Replica().Name})
		must(t, err)
		_, err = r.SaveTheme(ctx, model.Theme{Name: "Second of " + r.Replica().Name})
		must(t, err)
	}
	keys, err := one.Keys(ctx)
	must(t, err)
	c, err := bad.Log(ctx, bad.Replica().Tag, 0, 100)
	must(t, err)
	c.Operations[1].Clock = 1<<63 - 2
	b, err := exchange.BundleOf(ctx, bad, c, "")
	must(t, err)
	must(t, os.MkdirAll(filepath.Join(s.dir, "0000bad0"), 0o777))
	_, err = exchange.WriteFile(ctx, filepath.Join(s.dir, "0000bad0", "1-2-0123456789abcdef.chg"), b, exchange.SealFor(keys))
	must(t, err)
	s.sync(t, good)
	report := s.sync(t, one)
	if len(report.Skipped) != 1 || !strings.Contains(report.Skipped[0].Err.Error(), "Change 2 of Bad (theme) is of a time that cannot be believed") {
		t.Errorf("it says %+v", report)
	}
	themes, err := one.Themes(ctx)
	must(t, err)
	if len(themes) != 2 || themes[0].Name != "First of Good" {
		t.Errorf("the themes are %+v", themes)
	}
}
