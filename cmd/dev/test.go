package main

import (
	"context"
	"fmt"
	"go/format"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// testTask does everything that must hold before a change is kept, the quick
// and telling first, the tests last.
func testTask(ctx context.Context, p project, args []string) error {
	if err := noArguments(args); err != nil {
		return err
	}
	s := &steps{out: os.Stdout}
	s.do("what the system needs", func() error { return equip(ctx, p, toBuild, toShow, toRead) })
	s.do("formatting", func() error { return checkFormat(p) })
	s.do("vet", func() error {
		return p.show(ctx, nil, "go", "vet", "-tags", fyneTag, "./...")
	})
	// Fyne's tag "ci" leaves out what needs a C compiler, so that the whole
	// program is checked for Windows on any system.
	s.do("vet for Windows", func() error {
		return p.show(ctx, pure("windows", "amd64"), "go", "vet", "-tags", "ci", "./...")
	})
	for _, target := range [][2]string{{"linux", "amd64"}, {"windows", "amd64"}, {"darwin", "arm64"}, {"darwin", "amd64"}} {
		s.do("the command for "+target[0]+" "+target[1], func() error {
			return p.show(ctx, pure(target[0], target[1]), "go", "build", "-o", os.DevNull, "./cmd/rollbookctl")
		})
	}
	s.do("staticcheck", func() error {
		return p.show(ctx, nil, "go", "tool", "staticcheck", "-tags", fyneTag, "./...")
	})
	s.do("tests", func() error { return runTests(ctx, p) })
	return s.close()
}

// pure is the environment for building for a system without its C compiler.
func pure(goos, goarch string) []string {
	return []string{"CGO_ENABLED=0", "GOOS=" + goos, "GOARCH=" + goarch}
}

// runTests runs every test with the race detector, on a virtual display where
// there is such a thing: windows that tests open take nobody's keyboard away.
func runTests(ctx context.Context, p project) error {
	var env []string
	if runtime.GOOS == "linux" {
		d, err := startDisplay(ctx, p)
		if err != nil {
			return err
		}
		defer d.close()
		env = d.env()
	}
	return p.show(ctx, env, "go", "test", "-race", "-timeout", "40m", "-tags", fyneTag, "./...")
}

// checkFormat names the Go files that gofmt would change.
func checkFormat(p project) error {
	files, err := goFiles(p)
	if err != nil {
		return err
	}
	var odd []string
	for _, file := range files {
		source, err := os.ReadFile(p.path(file))
		if err != nil {
			return err
		}
		formatted, err := format.Source(source)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		if string(formatted) != string(source) {
			odd = append(odd, file)
		}
	}
	if len(odd) > 0 {
		return fmt.Errorf("not as gofmt writes it; do gofmt -w %s", strings.Join(odd, " "))
	}
	return nil
}

// goFiles lists the project's Go files by their paths from its folder, with
// slashes. Folders that begin with a dot are not the project's.
func goFiles(p project) ([]string, error) {
	var files []string
	err := filepath.WalkDir(string(p), func(path string, entry os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		if entry.IsDir() && path != string(p) && (strings.HasPrefix(name, ".") || name == "testdata") {
			return filepath.SkipDir
		}
		if !entry.IsDir() && strings.HasSuffix(name, ".go") {
			relative, err := filepath.Rel(string(p), path)
			if err != nil {
				return err
			}
			files = append(files, filepath.ToSlash(relative))
		}
		return nil
	})
	return files, err
}
