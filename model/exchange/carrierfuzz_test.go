package exchange_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"rollbook/model"
	"rollbook/model/exchange"
)

// bundled gives lines as a file or message holds them, whole and rightly sealed and signed,
// so that fuzzing reaches what reads them.
func bundled(lines string) []byte { return exchange.Bundled(lines, officeKey.Public, signingKey) }

// linesOf gives what a desk's file says.
func linesOf(t testing.TB, d *desk) string {
	c, err := d.Log(context.Background(), d.replica.Tag, 0, 100)
	must(t, err)
	b, err := exchange.BundleOf(context.Background(), d, c, "")
	must(t, err)
	var data bytes.Buffer
	_, err = exchange.Write(&data, b, exchange.Seal{})
	must(t, err)
	unpacker, err := zstd.NewReader(nil)
	must(t, err)
	defer unpacker.Close()
	lines, err := unpacker.DecodeAll(bytes.TrimPrefix(data.Bytes(), []byte("rollbook exchange 2\n")), nil)
	must(t, err)
	return string(lines[:bytes.LastIndexByte(lines[:len(lines)-1], '\n')+1])
}

// seedLines are what fuzzing begins with.
func seedLines(f *testing.F) []string {
	d := newDesk(1)
	d.edit(3)
	lines := linesOf(f, d)
	own := newDesk(2)
	own.edit(2)
	return []string{
		lines,
		linesOf(f, own), // as if somebody else wrote under the reader's name
		strings.ReplaceAll(lines, office, strings.Repeat("0", 32)),
		strings.ReplaceAll(lines, `"first":1,"last":3`, `"first":-9223372036854775808,"last":9223372036854775807`),
		strings.ReplaceAll(lines, `"first":1,"last":3`, `"first":3,"last":1`),
		strings.ReplaceAll(lines, `"n":2`, `"n":-2`),
		strings.Replace(lines, `"runs"`, `"snapshot":{"heads":{}},"runs"`, 1),
		"{}\n", "null\nnull\n", "[]", `{"runs":[{}],"register":"` + office + `"}`,
	}
}

// FuzzFolderFile holds that whatever lies in a folder as one of its files is taken in or
// said to be skipped, and that what is skipped changes nothing.
func FuzzFolderFile(f *testing.F) {
	for _, lines := range seedLines(f) {
		f.Add(bundled(lines), true)
		f.Add([]byte(lines), false)
	}
	f.Add(sealed(f, newDesk(1), officeKey), false)
	f.Add(sealed(f, newDesk(1), newKey()), false)
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, data []byte, lines bool) {
		if lines {
			data = bundled(string(data))
		}
		s := shared{filepath.Join(dir, "stick"), filepath.Join(dir, "config")}
		must(t, os.RemoveAll(s.memory))
		must(t, os.RemoveAll(s.dir))
		must(t, os.MkdirAll(filepath.Join(s.dir, "00001001"), 0o777))
		must(t, os.WriteFile(filepath.Join(s.dir, "00001001", "1-3-0123456789abcdef.chg"), data, 0o600))
		d := newDesk(2)
		report, err := s.folder().Sync(context.Background(), d)
		checkTaken(t, d, report, err)
	})
}

// FuzzHubMessage holds the same for whatever is published on a hub.
func FuzzHubMessage(f *testing.F) {
	for _, lines := range seedLines(f) {
		f.Add(exchange.SubjectOf(office, "00001001"), bundled(lines), true)
		f.Add(exchange.SubjectOf(office, "00001002"), []byte(lines), false)
	}
	f.Add(exchange.SubjectOf(office, "zzzz"), sealed(f, newDesk(1), officeKey), false)
	f.Add("", sealed(f, newDesk(1), newKey()), false)
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, subject string, data []byte, lines bool) {
		if lines {
			data = bundled(string(data))
		}
		d := newDesk(2)
		report, err := exchange.TakeMessage(d, dir, subject, data)
		checkTaken(t, d, report, err)
	})
}

func checkTaken(t *testing.T, d *desk, report exchange.Report, err error) {
	t.Helper()
	if err != nil && model.CodeOf(err) != model.EForked {
		t.Fatalf("it ends the round: %v", err)
	}
	if report.Read+len(report.Skipped)+len(report.Strangers) != 1 {
		t.Fatalf("it is neither taken in nor skipped nor waits for a yes: %+v", report)
	}
	if len(report.Strangers) > 0 && (d.merges > 0 || len(d.knows()) > 0) {
		t.Fatalf("it waits for a yes to %+v, and changed something", report.Strangers[0])
	}
	if len(report.Skipped) > 0 && (d.merges > 0 || len(d.knows()) > 0) {
		t.Fatalf("it is skipped for %v, and changed something", report.Skipped[0].Err)
	}
	if len(d.logs[d.replica.Tag]) > 0 {
		t.Fatal("it wrote in the name of this computer")
	}
}
