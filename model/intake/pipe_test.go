//go:build unix

package intake_test

import (
	"context"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"rollbook/model/intake"
)

func TestAPipeIsNotWaitedFor(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "list.csv")
	must(t, syscall.Mkfifo(pipe, 0o600))
	said := make(chan error, 1)
	go func() {
		_, err := intake.Read(context.Background(), pipe, intake.Options{})
		said <- err
	}()
	select {
	case err := <-said:
		if err == nil || !strings.Contains(err.Error(), "pipe") {
			t.Error(err)
		}
	case <-time.After(time.Minute):
		t.Fatal("it waits for somebody to write into the pipe")
	}
}
