package main

import (
	"context"
	"fmt"
	"regexp"
)

// benchExchange times making and merging packs of 1 000, 10 000 and 100 000 edits, into a
// small register and a big one: the time for an edit should stay the same.
func benchExchange(ctx context.Context, p project) error {
	out, err := p.output(ctx, nil, "go", "test", "-run", "^$", "-bench", "^BenchmarkMerge$", "-benchtime", "3x", "-timeout", "30m", "./model/sqlite")
	if err != nil {
		return err
	}
	fmt.Printf("\n%-28s %10s %14s %14s\n", "exchange", "edits", "µs an edit", "bytes an edit")
	for _, m := range regexp.MustCompile(`BenchmarkMerge/scale=([\d.]+)/(pack|merge)=(\d+)\S*\s+\d+\s+[\d.]+ ns/op\s+([^\n]*)`).FindAllStringSubmatch(string(out), -1) {
		metric := func(unit string) string {
			if found := regexp.MustCompile(`([\d.]+) ` + unit).FindStringSubmatch(m[4]); found != nil {
				return found[1]
			}
			return ""
		}
		fmt.Printf("%-28s %10s %14s %14s\n", m[2]+", register of scale "+m[1], m[3], metric("µs/edit"), metric("bytes/edit"))
	}
	return nil
}
