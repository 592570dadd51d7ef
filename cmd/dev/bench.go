package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// scales are the sizes of the registers that are measured: the last is the bench register
// of 10 000 activities and a million marks.
var scales = []string{"1", "10", "100"}

// benchTask measures Rollbook beside its peers in the same run, and prints ratios.
func benchTask(ctx context.Context, p project, args []string) error {
	if err := noArguments(args); err != nil {
		return err
	}
	if err := equip(ctx, p, toBuild, toShow, toMeasure); err != nil {
		return err
	}
	window, command, err := buildPrograms(ctx, p)
	if err != nil {
		return err
	}
	temporary, err := os.MkdirTemp("", "rollbook-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temporary)
	private := []string{"XDG_CONFIG_HOME=" + filepath.Join(temporary, "config")}
	fmt.Printf("%8s %14s %14s %14s %14s %9s\n", "scale", "Summary", "whole overview", "Find anything", "C sqlite3, raw", "ratio")
	for _, scale := range scales {
		register := filepath.Join(temporary, "Sample "+scale+".rollbook")
		if _, err := p.output(ctx, private, command, "sample", register, "--scale", scale); err != nil {
			return err
		}
		if err := benchCounts(ctx, p, register, scale); err != nil {
			return err
		}
	}
	if err := benchPeople(ctx, p, temporary, filepath.Join(temporary, "Sample 100.rollbook")); err != nil {
		return err
	}
	if err := benchDocuments(ctx, p); err != nil {
		return err
	}
	if err := benchExchange(ctx, p); err != nil {
		return err
	}
	return benchWindows(ctx, p, temporary, window, filepath.Join(temporary, "Sample 1.rollbook"), filepath.Join(temporary, "Sample 100.rollbook"))
}

// benchCounts times the Summary and the overview, and the sqlite3 command that counts the
// same from raw rows.
func benchCounts(ctx context.Context, p project, register, scale string) error {
	times, err := benchmarks(ctx, p, []string{"ROLLBOOK_BENCH=" + register}, "Summary|Overview|Find", "./model/sqlite")
	if err != nil {
		return err
	}
	raw, err := rawCounts(ctx, p, register)
	if err != nil {
		return err
	}
	ours := times["Overview"] // the Summary is part of it
	fmt.Printf("%8s %14s %14s %14s %14s %9.4f\n", scale, round(times["Summary"]), round(ours), round(times["Find"]), round(raw), ours.Seconds()/raw.Seconds())
	return nil
}

// benchmarks runs the benchmarks of a package whose names a pattern matches, and gives how
// long each took.
func benchmarks(ctx context.Context, p project, env []string, pattern, pkg string) (map[string]time.Duration, error) {
	out, err := p.output(ctx, env, "go", "test", "-run", "^$", "-bench", pattern, pkg)
	if err != nil {
		return nil, err
	}
	times := map[string]time.Duration{}
	for _, m := range regexp.MustCompile(`Benchmark([\w/]+?)(?:-\d+)?\s+\d+\s+([\d.]+) ns/op`).FindAllStringSubmatch(string(out), -1) {
		ns, err := strconv.ParseFloat(m[2], 64)
		if err != nil {
			return nil, err
		}
		times[m[1]] = time.Duration(ns)
	}
	return times, nil
}

// rawCounts gives how long the sqlite3 command takes to count: the better of two runs.
func rawCounts(ctx context.Context, p project, register string) (best time.Duration, err error) {
	queries, err := os.ReadFile(p.path("cmd", "dev", "testdata", "counts.sql"))
	if err != nil {
		return 0, err
	}
	for range 2 {
		cmd := p.child(ctx, nil, "sqlite3", "-batch", register)
		cmd.Stdin = bytes.NewReader(queries)
		out, err := cmd.CombinedOutput()
		if err != nil {
			return 0, fmt.Errorf("sqlite3: %w\n%s", err, out)
		}
		if strings.Contains(string(out), "rror") {
			return 0, fmt.Errorf("sqlite3: %s", out)
		}
		sum := 0.0
		for _, m := range regexp.MustCompile(`Run Time: real ([\d.]+)`).FindAllStringSubmatch(string(out), -1) {
			seconds, err := strconv.ParseFloat(m[1], 64)
			if err != nil {
				return 0, err
			}
			sum += seconds
		}
		if took := time.Duration(sum * float64(time.Second)); best == 0 || took < best {
			best = took
		}
	}
	return best, nil
}

func round(d time.Duration) time.Duration {
	if d > 10*time.Millisecond {
		return d.Round(100 * time.Microsecond)
	}
	return d.Round(time.Microsecond)
}

// benchWindows measures the first window and the memory of Rollbook with a sample beside
// those of a program whose window is empty.
func benchWindows(ctx context.Context, p project, temporary, window, small, large string) error {
	empty := filepath.Join(temporary, "empty")
	if err := p.show(ctx, nil, "go", "build", "-tags", fyneTag, "-o", empty, "./cmd/dev/testdata/empty"); err != nil {
		return err
	}
	d, err := startDisplay(ctx, p)
	if err != nil {
		return err
	}
	defer d.close()
	env := append(d.env(), "XDG_CONFIG_HOME="+filepath.Join(temporary, "config"))
	fmt.Printf("\n%-28s %12s %12s\n", "", "first window", "memory")
	var base measured
	for _, program := range []struct {
		name string
		line []string
	}{{"empty Fyne window", []string{empty}}, {"Rollbook, scale 1", []string{window, small}}, {"Rollbook, scale 100", []string{window, large}}} {
		m, err := openings(ctx, p, d, env, program.line)
		if err != nil {
			return err
		}
		if base.took == 0 {
			base = m
		}
		fmt.Printf("%-28s %12s %9d MB   × %.2f, × %.2f\n", program.name, m.took.Round(time.Millisecond), m.memory>>20,
			m.took.Seconds()/base.took.Seconds(), float64(m.memory)/float64(base.memory))
	}
	return nil
}

// measured is how long a window took to be there, and the memory that it holds then, in
// bytes.
type measured struct {
	took   time.Duration
	memory int64
}

// openings opens a window three times and gives the best.
func openings(ctx context.Context, p project, d *display, env, line []string) (best measured, err error) {
	for range 3 {
		m, err := opening(ctx, p, d, p.child(ctx, env, line[0], line[1:]...))
		if err != nil {
			return best, err
		}
		if best.took == 0 || m.took < best.took {
			best = m
		}
	}
	return best, nil
}

func opening(ctx context.Context, p project, d *display, program *exec.Cmd) (m measured, err error) {
	began := time.Now()
	if err := program.Start(); err != nil {
		return m, err
	}
	defer func() {
		_ = program.Process.Kill() // that it was killed is no failure
		_ = program.Wait()
	}()
	if _, err := findWindow(ctx, p, d, program.Process.Pid); err != nil {
		return m, err
	}
	m.took = time.Since(began)
	if _, err := atRest(ctx, p, d, picture{}); err != nil {
		return m, err
	}
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", program.Process.Pid))
	if err != nil {
		return m, err
	}
	if found := regexp.MustCompile(`VmRSS:\s+(\d+) kB`).FindSubmatch(status); found != nil {
		kb, err := strconv.ParseInt(string(found[1]), 10, 64)
		if err != nil {
			return m, err
		}
		m.memory = kb << 10
	}
	return m, nil
}
