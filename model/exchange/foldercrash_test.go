package exchange_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"rollbook/model"
	"rollbook/model/sqlite"
)

// writerEnv names the folder in which this test binary edits a register and exchanges, when
// it is started as a desk.
const writerEnv = "ROLLBOOK_TEST_WRITER"

// TestWorkAtADesk is no test: it is what a desk does that is killed by TestKilledDesks. It
// says of each round what it had written when the round was over.
func TestWorkAtADesk(t *testing.T) {
	dir := os.Getenv(writerEnv)
	if dir == "" {
		t.Skip("started by another test, as a desk")
	}
	ctx := context.Background()
	r, err := sqlite.Open(ctx, filepath.Join(dir, "office.rollbook"), sqlite.Options{ConfigDir: dir, Who: "Desk 1"})
	must(t, err)
	fmt.Println("open")
	for {
		for range 1 + rand.IntN(3) {
			_, err := r.SaveTheme(ctx, model.Theme{Name: fmt.Sprintf("Theme %d", rand.Int64())})
			must(t, err)
		}
		(shared{filepath.Join(dir, "stick"), dir}).sync(t, r)
		heads, err := r.Heads(ctx)
		must(t, err)
		fmt.Println("written", heads[r.Replica().Tag].Seq)
	}
}

// TestKilledDesks kills a desk at any moment while it edits and writes to a folder: nothing
// half done ever lies there for others, and what was written is there.
func TestKilledDesks(t *testing.T) {
	t.Parallel()
	first := register(t)
	dir := filepath.Dir(first.Path())
	other := copyOf(t, first, "Desk 2")
	own := first.Replica().Tag
	must(t, first.Close())
	s := shared{filepath.Join(dir, "stick"), t.TempDir()}
	must(t, os.Mkdir(s.dir, 0o777))
	most := int64(0)
	for range rounds(t, 10) {
		written := workUntilKilled(t, dir)
		most = max(most, written)
		report := s.sync(t, other)
		heads, err := other.Heads(context.Background())
		must(t, err)
		if len(report.Skipped)+len(report.Notes)+report.Came.Waiting > 0 || heads[own].Seq < written {
			t.Fatalf("after %d edits were written another desk knows %d, and reports %+v", written, heads[own].Seq, report)
		}
	}
	if most < 200 {
		t.Errorf("the desk was killed too early to say anything: it wrote %d edits", most)
	}
}

// workUntilKilled lets a desk work for a moment, kills it, and gives the last of its edits
// that it said were written.
func workUntilKilled(t *testing.T, dir string) (written int64) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestWorkAtADesk$")
	cmd.Env = append(os.Environ(), writerEnv+"="+dir)
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if lines.Text() == "open" {
			time.AfterFunc(rand.N(300*time.Millisecond), func() { _ = cmd.Process.Kill() }) // it may have failed already, which is told below
		} else if text, ok := strings.CutPrefix(lines.Text(), "written "); ok {
			written, err = strconv.ParseInt(text, 10, 64)
			must(t, err)
		} else if strings.Contains(lines.Text(), "FAIL") || strings.Contains(lines.Text(), "_test.go") {
			t.Error(lines.Text())
		}
	}
	_ = cmd.Wait() // that it was killed is no failure
	return written
}
