package main

import (
	"net"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// TestAFileGoesToTheWindowThatHasTheRegister asks programs that have a register, that do
// not, that were killed, and that say nothing.
func TestAFileGoesToTheWindowThatHasTheRegister(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the folders of tests are too long for a socket's name there")
	}
	folder := t.TempDir()
	asked := opened{Register: "/the office/Our office.rollbook", File: "/mail/back.rollpack"}
	if handOver(folder, asked) {
		t.Error("a file was taken where nothing runs")
	}
	killed, err := net.ListenUnix("unix", &net.UnixAddr{Name: filepath.Join(folder, "1"+socketEnding)})
	if err != nil {
		t.Fatal(err)
	}
	killed.SetUnlinkOnClose(false)
	if err := killed.Close(); err != nil {
		t.Fatal(err)
	}
	silent, err := net.Listen("unix", filepath.Join(folder, "2"+socketEnding))
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	go func() {
		for {
			conn, err := silent.Accept()
			if err != nil {
				return
			}
			_ = conn.Close() // as a program does that ends just now
		}
	}()
	var got opened
	leave, err := listen(folder, func(o opened) bool {
		got = o
		return o.Register == asked.Register
	})
	if err != nil {
		t.Fatal(err)
	}
	if handOver(folder, opened{Register: "/elsewhere/Other.rollbook"}) {
		t.Error("a register was taken that is not open")
	}
	if !handOver(folder, asked) || got != asked {
		t.Errorf("the program was asked for %v, wanted %v", got, asked)
	}
	if _, err := os.Stat(filepath.Join(folder, "1"+socketEnding)); !os.IsNotExist(err) {
		t.Errorf("the socket of the program that was killed: %v", err)
	}
	leave()
	if handOver(folder, asked) {
		t.Error("a file was taken by a program that has ended")
	}
}

func TestFilesOf(t *testing.T) {
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	at := func(name string) string { return filepath.Join(here, name) }
	for _, test := range []struct {
		args   []string
		want   opened
		refuse bool
	}{
		{nil, opened{}, false},
		{[]string{"Our.ROLLBOOK"}, opened{Register: at("Our.ROLLBOOK")}, false},
		{[]string{"back.rollpack", "Our.rollbook"}, opened{at("Our.rollbook"), at("back.rollpack")}, false},
		{[]string{"people.xlsx"}, opened{File: at("people.xlsx")}, false},
		{[]string{"people.xlsx", "back.rollpack"}, opened{}, true},
		{[]string{"Our.rollbook", "Your.rollbook"}, opened{}, true},
	} {
		got, err := filesOf(test.args)
		if refused := err != nil; refused != test.refuse || got != test.want {
			t.Errorf("%q: %v, %v", test.args, got, err)
		}
	}
}
