package exchange

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"rollbook/model"
)

func TestMain(m *testing.M) {
	workFactor = 10 // a passphrase costs a second to try else
	os.Exit(m.Run())
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// themes is a bundle of n operations that each make a theme.
func themes(n int) model.Bundle {
	c := model.Changes{Replicas: []model.Replica{{Tag: 7, UID: "00000007", Name: "desk"}}, Run: model.Run{Replica: 7, First: 1, Last: int64(n)}}
	for i := range n {
		no := int64(i + 1)
		c.Actions = append(c.Actions, model.LoggedAction{Replica: 7, No: no, Verb: model.VerbAdd, Changes: 1})
		c.Operations = append(c.Operations, model.Operation{Replica: 7, Seq: no, Clock: no << 16, Schema: 2, Action: no, Kind: model.KindTheme, Row: model.ID(no),
			Made: true, New: json.RawMessage(fmt.Sprintf(`{"name":"Theme <%d> & more"}`, i))})
	}
	return model.Bundle{Head: model.BundleHead{Register: "abc", Schema: 2, From: c.Replicas[0], Runs: []model.Run{c.Run}}, Parts: c.Parts()}
}

func written(t testing.TB, b model.Bundle, seal Seal) []byte {
	t.Helper()
	var file bytes.Buffer
	_, err := Write(&file, b, seal)
	must(t, err)
	return file.Bytes()
}

// readAll gives the operations of a file, or what is wrong with it.
func readAll(data []byte, keys Keys) (ops []model.Operation, err error) {
	b, err := Read(bytes.NewReader(data), keys)
	if err != nil {
		return nil, err
	}
	for part, err := range b.Parts {
		if err != nil {
			return ops, err
		}
		if part.Operation != nil {
			ops = append(ops, *part.Operation)
		}
	}
	return ops, nil
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	private, public, err := NewKey()
	must(t, err)
	for name, c := range map[string]struct {
		seal Seal
		keys Keys
	}{
		"unsealed":        {Seal{}, Keys{}},
		"by a passphrase": {Seal{Passphrase: " schön "}, Keys{Passphrase: "scho\u0308n"}},
		"for the office":  {Seal{Recipients: []string{public}}, Keys{Passphrase: "not needed", Identities: []string{private}}},
	} {
		data := written(t, themes(1000), c.seal)
		ops, err := readAll(data, c.keys)
		if err != nil || len(ops) != 1000 || string(ops[999].New) != `{"name":"Theme <999> & more"}` {
			t.Errorf("%s: read %d operations, %v", name, len(ops), err)
		}
		if c.seal.Sealed() == bytes.Contains(data, []byte(magic)) {
			t.Errorf("%s: sealed %v, but it begins %q", name, c.seal.Sealed(), data[:30])
		}
	}
}

func TestTheSameBundleHasTheSameHash(t *testing.T) {
	one, err := Write(io.Discard, themes(50), Seal{})
	must(t, err)
	sealed, err := Write(io.Discard, themes(50), Seal{Passphrase: "x"})
	must(t, err)
	other, err := Write(io.Discard, themes(51), Seal{})
	must(t, err)
	if one != sealed || one == other {
		t.Errorf("hashes %s, sealed %s, of another %s", one, sealed, other)
	}
}

// TestOthersCanOpenAPack opens a pack with the tools of its formats, for the day on which
// Rollbook is no more.
func TestOthersCanOpenAPack(t *testing.T) {
	if _, err := exec.LookPath("zstd"); err != nil {
		t.Skip("needs the command zstd")
	}
	data := written(t, themes(3), Seal{})
	_, frame, _ := bytes.Cut(data, []byte("\n"))
	unpack := exec.Command("zstd", "-dc")
	unpack.Stdin = bytes.NewReader(frame)
	out, err := unpack.Output()
	must(t, err)
	if lines := strings.Split(strings.TrimSpace(string(out)), "\n"); len(lines) != 9 || !strings.Contains(lines[3], "Theme <0> & more") {
		t.Errorf("zstd gives %d lines: %s", len(lines), out)
	}
}

func TestAPackThatIsNotWholeIsRefused(t *testing.T) {
	for name, seal := range map[string]Seal{"unsealed": {}, "sealed": {Passphrase: "x"}} {
		data := written(t, themes(300), seal)
		keys := Keys{Passphrase: "x"}
		whole, err := readAll(data, keys)
		must(t, err)
		for cut := range len(data) {
			if cut%19 != 0 && cut < len(data)-40 {
				continue
			}
			if _, err := readAll(data[:cut], keys); model.CodeOf(err) != model.EUnreadable {
				t.Fatalf("%s, cut at %d of %d bytes: %v", name, cut, len(data), err)
			}
		}
		for at := 0; at < len(data); at += 13 {
			altered := bytes.Clone(data)
			altered[at] ^= 1 << (at % 8)
			ops, err := readAll(altered, keys)
			switch code := model.CodeOf(err); {
			case code == model.EUnreadable, code == model.EPassphrase, code == model.ENewer:
			case err == nil && name == "unsealed" && reflect.DeepEqual(ops, whole): // a bit that says nothing
			default:
				t.Fatalf("%s, altered at %d: %d operations, %v", name, at, len(ops), err)
			}
		}
		if _, err := readAll(append(bytes.Clone(data), "more"...), keys); model.CodeOf(err) != model.EUnreadable {
			t.Errorf("%s, with something after its end: %v", name, err)
		}
	}
}

func TestWhatIsWrongWithAPackIsSaid(t *testing.T) {
	private, public, err := NewKey()
	must(t, err)
	_, stranger, err := NewKey()
	must(t, err)
	for name, c := range map[string]struct {
		data []byte
		keys Keys
		code model.Code
		says string
	}{
		"empty":                           {nil, Keys{}, model.EUnreadable, "not a Rollbook pack"},
		"a list":                          {[]byte("name,country\nAna,Fiji\n"), Keys{}, model.EUnreadable, "not a Rollbook pack"},
		"a newer format":                  {[]byte("rollbook exchange 7\nwhatever"), Keys{}, model.ENewer, "newer Rollbook"},
		"no passphrase":                   {written(t, themes(1), Seal{Passphrase: "x"}), Keys{}, model.EPassphrase, "Give its passphrase"},
		"another passphrase":              {written(t, themes(1), Seal{Passphrase: "x"}), Keys{Passphrase: "y", Identities: []string{private}}, model.EPassphrase, "not that of this pack"},
		"for somebody else":               {written(t, themes(1), Seal{Recipients: []string{stranger}}), Keys{Identities: []string{private}}, model.EPassphrase, "somebody else"},
		"sealed, no passphrase but a key": {written(t, themes(1), Seal{Passphrase: "x"}), Keys{Identities: []string{private}}, model.EPassphrase, "passphrase"},
	} {
		_, err := readAll(c.data, c.keys)
		if model.CodeOf(err) != c.code || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v (%s)", name, err, model.CodeOf(err))
		}
	}
	if _, err := Write(io.Discard, themes(1), Seal{Recipients: []string{"age1nonsense"}}); model.CodeOf(err) != model.EInvalid {
		t.Errorf("a key that is none: %v", err)
	}
	if _, err := Write(io.Discard, themes(1), Seal{Recipients: []string{public}, Passphrase: "x"}); model.CodeOf(err) != model.EInvalid {
		t.Errorf("two seals: %v", err)
	}
}

// TestABombDoesNotGoOff reads a small file that unpacks to gigabytes, and lines that do not
// end.
func TestABombDoesNotGoOff(t *testing.T) {
	bomb := func(fill string, times int) []byte {
		var file bytes.Buffer
		fmt.Fprintf(&file, "%s%d\n", magic, formatVersion)
		z, err := zstd.NewWriter(&file, zstd.WithWindowSize(window))
		must(t, err)
		_, err = io.WriteString(z, `{"register":"abc"}`+"\n")
		must(t, err)
		for range times {
			_, err = io.WriteString(z, fill)
			must(t, err)
		}
		must(t, z.Close())
		return file.Bytes()
	}
	lines := strings.Repeat(`{"replica":{"tag":7,"uid":"00000007"}}`+"\n", 1<<12)
	for name, data := range map[string][]byte{
		"many lines":    bomb(lines, 512),
		"one long line": bomb(strings.Repeat(" ", 1<<16), 1<<10),
	} {
		if _, err := readAll(data, Keys{}); model.CodeOf(err) != model.EUnreadable {
			t.Errorf("%s in %d bytes: %v", name, len(data), err)
		}
	}
}

func TestAFileIsThereWholeOrNotAtAll(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "a"+Extension)
	fails := themes(10)
	all := fails.Parts
	fails.Parts = func(yield func(model.Part, error) bool) {
		for part := range all {
			if part.Operation != nil && part.Operation.Seq == 5 {
				yield(part, errors.New("the register cannot be read"))
				return
			}
			if !yield(part, nil) {
				return
			}
		}
	}
	if _, err := WriteFile(ctx, path, fails, Seal{}); err == nil {
		t.Error("a bundle that fails was written")
	}
	if left, err := os.ReadDir(filepath.Dir(path)); err != nil || len(left) > 0 {
		t.Errorf("what failed leaves %v, %v", left, err)
	}
	hash, err := WriteFile(ctx, path, themes(10), Seal{})
	must(t, err)
	ended, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := WriteFile(ended, path, themes(2000), Seal{}); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled file: %v", err)
	}
	head, err := Verify(ctx, path, Keys{})
	if err != nil || head.Register != "abc" || hash == "" {
		t.Errorf("the file says %+v, %v", head, err)
	}
	_, err = Verify(ctx, filepath.Join(t.TempDir(), "none"), Keys{})
	if model.CodeOf(err) != model.ENotFound {
		t.Errorf("no file: %v", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(written(f, themes(3), Seal{}))
	f.Add(written(f, themes(0), Seal{}))
	private, public, err := NewKey()
	must(f, err)
	f.Add(written(f, themes(3), Seal{Recipients: []string{public}}))
	f.Add([]byte(magic + "1\n"))
	f.Add([]byte(magic + "2\n"))
	f.Add([]byte("age-encryption.org/v1\n-> X25519 a\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		_, err := readAll(data, Keys{Identities: []string{private}})
		switch model.CodeOf(err) {
		case "", model.EUnreadable, model.EPassphrase, model.ENewer:
			if err != nil && model.CodeOf(err) == "" {
				t.Errorf("an error without words: %v", err)
			}
		default:
			t.Errorf("%v", err)
		}
	})
}
