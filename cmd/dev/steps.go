package main

import (
	"fmt"
	"io"
	"time"
)

// steps does one thing after the other and remembers how each went. After the
// first that fails, the others are left out.
type steps struct {
	out  io.Writer
	done []step
	err  error // of the first that failed
}

type step struct {
	name string
	took time.Duration
}

// do runs a step under its name, unless an earlier one failed.
func (s *steps) do(name string, work func() error) {
	if s.err != nil {
		return
	}
	fmt.Fprintf(s.out, "\n== %s\n", name)
	began := time.Now()
	if err := work(); err != nil {
		s.err = fmt.Errorf("%s: %w", name, err)
	}
	s.done = append(s.done, step{name, time.Since(began)})
}

// close writes what was done and how long it took, and returns the error of
// the step that failed, if any.
func (s *steps) close() error {
	fmt.Fprintln(s.out)
	var total time.Duration
	for i, st := range s.done {
		result := "ok    "
		if s.err != nil && i == len(s.done)-1 {
			result = "FAILED"
		}
		fmt.Fprintf(s.out, "%s %8s  %s\n", result, st.took.Round(100*time.Millisecond), st.name)
		total += st.took
	}
	fmt.Fprintf(s.out, "       %8s  in all\n", total.Round(100*time.Millisecond))
	return s.err
}
