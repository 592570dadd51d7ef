package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// child prepares a program that runs in the project's folder with env added to
// our environment. When ctx ends it is asked to stop, and killed if it has not
// done so ten seconds later.
func (p project) child(ctx context.Context, env []string, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = string(p)
	cmd.Env = append(os.Environ(), env...)
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = 10 * time.Second
	return cmd
}

// show runs a program and lets people see what it prints, as it prints it.
func (p project) show(ctx context.Context, env []string, name string, args ...string) error {
	cmd := p.child(ctx, env, name, args...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w", commandLine(env, name, args), err)
	}
	return nil
}

// output runs a program and returns what it writes to standard output. The
// error holds what it said on standard error.
func (p project) output(ctx context.Context, env []string, name string, args ...string) ([]byte, error) {
	var complaint bytes.Buffer
	cmd := p.child(ctx, env, name, args...)
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		return out, fmt.Errorf("%s: %w\n%s", commandLine(env, name, args), err, bytes.TrimSpace(complaint.Bytes()))
	}
	return out, nil
}

// commandLine is a command as one would type it, for messages.
func commandLine(env []string, name string, args []string) string {
	words := append([]string{}, env...)
	for _, word := range append([]string{name}, args...) {
		if strings.ContainsAny(word, " \t$*'\"") {
			word = "'" + word + "'"
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}
