package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

// runTask builds the program and opens its window on a fresh sample register.
// Without a screen it opens the window on a virtual one, walks through it,
// leaves pictures, and prints the Summary.
func runTask(ctx context.Context, p project, args []string) error {
	if err := noArguments(args); err != nil {
		return err
	}
	seen := hasScreen(runtime.GOOS, os.Getenv)
	needs := []need{toBuild}
	if !seen {
		needs = append(needs, toShow)
	}
	if err := equip(ctx, p, needs...); err != nil {
		return err
	}
	window, command, err := buildPrograms(ctx, p)
	if err != nil {
		return err
	}
	// The sample, and what the program keeps for its user, go away with the
	// run: nobody's own settings and list of registers are touched.
	temporary, err := os.MkdirTemp("", "rollbook-run-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temporary)
	register := filepath.Join(temporary, "Sample.rollbook")
	private := []string{"XDG_CONFIG_HOME=" + filepath.Join(temporary, "config")}
	if err := p.show(ctx, private, command, "sample", register); err != nil {
		return err
	}
	if seen {
		return p.show(ctx, private, window, register)
	}
	if err := runUnseen(ctx, p, private, window, register); err != nil {
		return err
	}
	fmt.Println("\nThe Summary of the sample register:")
	return p.show(ctx, private, command, "summary", register)
}

// buildPrograms builds the window and the terminal command into bin/ and
// returns their files.
func buildPrograms(ctx context.Context, p project) (window, command string, err error) {
	window, command = p.path("bin", "rollbook"), p.path("bin", "rollbookctl")
	if runtime.GOOS == "windows" {
		window, command = window+".exe", command+".exe"
	}
	fmt.Println("Building (the first time takes some minutes)")
	if err := p.show(ctx, []string{"CGO_ENABLED=0"}, "go", "build", "-o", command, "./cmd/rollbookctl"); err != nil {
		return "", "", err
	}
	if err := p.show(ctx, []string{"CGO_ENABLED=1"}, "go", "build", "-tags", fyneTag, "-o", window, "./cmd/rollbook"); err != nil {
		return "", "", err
	}
	return window, command, nil
}

// runUnseen opens the window on a virtual display and walks through it.
func runUnseen(ctx context.Context, p project, private []string, window, register string) error {
	folder := p.path("bin", "pictures")
	if err := emptyFolder(folder); err != nil {
		return err
	}
	d, err := startDisplay(ctx, p)
	if err != nil {
		return err
	}
	defer d.close()
	program := p.child(ctx, append(d.env(), private...), window, register)
	program.Stdout, program.Stderr = os.Stdout, os.Stderr
	fmt.Println("There is no screen here: walking through the window on a virtual one")
	files, err := walk(ctx, p, d, program, folder)
	for _, file := range files {
		fmt.Println("picture:", file)
	}
	return err
}
