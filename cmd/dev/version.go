package main

import (
	"context"
	"fmt"
	"os"
)

// versionTask writes the version that FyneApp.toml says, which is its one place, into the
// code that shows it: About, the command and the notes of mistakes.
func versionTask(_ context.Context, p project, args []string) error {
	if err := noArguments(args); err != nil {
		return err
	}
	d, err := readDetails(p.path("FyneApp.toml"))
	if err != nil {
		return err
	}
	return os.WriteFile(p.path(versionFile...), []byte(versionSource(d)), 0o644)
}

// versionFile is the file written by the task, as path elements.
var versionFile = []string{"model", "version.go"}

// versionSource is the Go code that holds the version.
func versionSource(d details) string {
	return fmt.Sprintf(`package model

// Version is Rollbook's own. It is written from FyneApp.toml, its one place, by
// go run ./cmd/dev version.
const Version = %q
`, d.version)
}

// checkVersion says whether the code holds the version of FyneApp.toml.
func checkVersion(p project, d details) error {
	source, err := os.ReadFile(p.path(versionFile...))
	if err != nil {
		return err
	}
	if string(source) != versionSource(d) {
		return fmt.Errorf("FyneApp.toml says version %s, and the code another; do go run ./cmd/dev version", d.version)
	}
	return nil
}
