package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

// packageTask makes what is handed to users of one's own system, or of Windows
// from elsewhere: in bin/, with the window, the terminal command, and what the
// system wants to know about them and their files.
func packageTask(ctx context.Context, p project, args []string) error {
	goos := runtime.GOOS
	switch {
	case len(args) == 1 && args[0] == "windows":
		goos = "windows"
	case len(args) > 0:
		return fmt.Errorf("%w: only for windows can packages be made elsewhere, not for %q", errUsage, args)
	}
	needs := []need{toBuild}
	if goos != runtime.GOOS {
		needs = append(needs, toCross)
	}
	if err := equip(ctx, p, needs...); err != nil {
		return err
	}
	details, err := readDetails(p.path("FyneApp.toml"))
	if err != nil {
		return err
	}
	if err := checkVersion(p, details); err != nil {
		return err
	}
	temporary, err := os.MkdirTemp("", "rollbook-package-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temporary)
	b := bundle{project: p, details: details, folder: filepath.Join(temporary, "Rollbook"), work: temporary}
	var made []string
	switch goos {
	case "windows":
		made, err = b.windows(ctx)
	case "darwin":
		made, err = b.macOS(ctx)
	default:
		made, err = b.linux(ctx)
	}
	if err != nil {
		return err
	}
	for _, file := range made {
		fmt.Println("package:", file)
	}
	return nil
}

// bundle is the folder that becomes a package.
type bundle struct {
	project
	details details
	folder  string // what users will find in the package
	work    string // for what is needed on the way only
}

// build compiles the window with a C compiler, and the terminal command
// without, to the files given by their places in the bundle. The flags are
// go build's, for the window alone.
func (b bundle) build(ctx context.Context, env []string, window, command string, flags ...string) error {
	lean := []string{"build", "-trimpath", "-ldflags=-s -w"}
	args := append(lean, "-o", filepath.Join(b.folder, command), "./cmd/rollbookctl")
	if err := b.show(ctx, append([]string{"CGO_ENABLED=0"}, env...), "go", args...); err != nil {
		return err
	}
	args = append(lean[:2:2], "-tags", fyneTag, "-ldflags=-s -w", "-o", filepath.Join(b.folder, window))
	args = append(append(args, flags...), "./cmd/rollbook")
	return b.show(ctx, append([]string{"CGO_ENABLED=1"}, env...), "go", args...)
}

// write puts a text file into the bundle, with its folders.
func (b bundle) write(place string, content []byte) error {
	file := filepath.Join(b.folder, place)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, content, 0o644)
}

// archive is the package's file in bin/, for example
// bin/rollbook-0.1.0-linux-amd64.tar.gz.
func (b bundle) archive(system, ending string) (string, error) {
	if err := os.MkdirAll(b.path("bin"), 0o755); err != nil {
		return "", err
	}
	return b.path("bin", "rollbook-"+b.details.version+"-"+system+ending), nil
}
