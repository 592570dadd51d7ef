package main

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"time"
)

// peer is work that the C sqlite3 command does beside ours: a script with one piece of the
// work many times over.
type peer struct {
	what      string
	benchmark string // ours
	file      string // the register or database
	before    string // statements that are not timed
	work      []string
}

// keystrokes are those of model/sqlite/bench_test.go, as the index is asked for them.
var keystrokes = []string{`"a"*`, `"an"*`, `"ana"*`, `"ki"*`, `"kim"* "m"*`, `"nguyen"* "t"*`, `"b"*`, `"mo"*`, `"min"* "of"*`, `"s"*`}

// benchPeople times what a trainer and an office wait for: a keystroke among everybody, a
// mark on disk, a roll of 10 000, opening a person, reading a long list in.
func benchPeople(ctx context.Context, p project, dir, register string) error {
	roll := filepath.Join(dir, "roll.rollbook")
	var matches, people, marks []string
	for _, k := range keystrokes {
		matches = append(matches, fmt.Sprintf(`SELECT count(*) FROM find_person WHERE find_person MATCH '%s'; SELECT p.* FROM find_person f JOIN kept_person s ON s.person = f.rowid
			JOIN person p ON p.id = f.rowid WHERE find_person MATCH '%s' ORDER BY s.sort LIMIT 50;`, k, k))
	}
	for i := range 200 {
		people = append(people, fmt.Sprintf(`SELECT * FROM person WHERE id = (SELECT person FROM kept_person LIMIT 1 OFFSET %d); SELECT g.*, a.*, k.* FROM registration g
			JOIN activity a ON a.id = g.activity JOIN kept_registration k ON k.registration = g.id WHERE g.deleted = 0 AND g.person = (SELECT person FROM kept_person LIMIT 1 OFFSET %d);`, i, i))
		marks = append(marks, fmt.Sprintf("INSERT INTO mark VALUES (%d, %d, 'P', 1700000000000);", i, i))
	}
	peers := []peer{
		{"a keystroke among 100 000 people", "Keystroke", register, "", matches},
		{"opening a person", "OpenPerson", register, "", people},
		{"a roll of 10 000", "Roll", roll, "", []string{`SELECT g.*, p.* FROM registration g JOIN person p ON p.id = g.person WHERE g.deleted = 0 ORDER BY p.name;
			SELECT * FROM mark WHERE deleted = 0;`}},
		{"a mark, on disk", "Mark", filepath.Join(dir, "marks.db"),
			"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; DROP TABLE IF EXISTS mark; CREATE TABLE mark (id INTEGER PRIMARY KEY, registration INTEGER, value TEXT, at INTEGER);", marks},
	}
	times, err := benchmarks(ctx, p, []string{"ROLLBOOK_BENCH=" + register, "ROLLBOOK_BENCH_DIR=" + dir}, "Keystroke|OpenPerson|Roll|Narrow|Mark|Duplicates", "./model/sqlite")
	if err != nil {
		return err
	}
	fmt.Printf("\n%-36s %14s %14s %9s\n", "", "Rollbook", "C sqlite3", "ratio")
	for _, peer := range peers {
		theirs, err := peer.time(ctx, p)
		if err != nil {
			return err
		}
		ours := times[peer.benchmark]
		fmt.Printf("%-36s %14s %14s %9.2f\n", peer.what, round(ours), round(theirs), ours.Seconds()/theirs.Seconds())
	}
	fmt.Printf("%-36s %14s\n%-36s %14s\n", "a keystroke in a roll of 10 000", round(times["Narrow"]), "likely duplicates among 100 000", round(times["Duplicates"]))
	times, err = benchmarks(ctx, p, []string{"ROLLBOOK_BENCH=" + register, "ROLLBOOK_BENCH_DIR=" + dir}, "ReadXLSX|ExcelizeAlone", "./model/intake")
	if err != nil {
		return err
	}
	ours, theirs := times["ReadXLSX"], times["ExcelizeAlone"]
	fmt.Printf("\n%-36s %14s %14s %9s\n%-36s %14s %14s %9.2f\n", "", "Rollbook", "excelize", "ratio", "reading 100 000 rows of XLSX", round(ours), round(theirs), ours.Seconds()/theirs.Seconds())
	return nil
}

// time gives how long the sqlite3 command takes for one piece of the work: the best of
// three runs, less what it takes without the work.
func (w peer) time(ctx context.Context, p project) (time.Duration, error) {
	const rounds = 5
	best := func(script string) (best time.Duration, err error) {
		for range 3 {
			cmd := p.child(ctx, nil, "sqlite3", "-batch", w.file)
			var out bytes.Buffer
			cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(".output /dev/null\n"+script), &out, &out
			began := time.Now()
			if err := cmd.Run(); err != nil || out.Len() > 0 {
				return 0, fmt.Errorf("sqlite3: %w\n%s", err, out.Bytes())
			}
			if took := time.Since(began); best == 0 || took < best {
				best = took
			}
		}
		return best, nil
	}
	empty, err := best(w.before)
	if err != nil {
		return 0, err
	}
	script := w.before
	n := 0
	for range rounds {
		if w.before != "" && n > 0 {
			script += "DELETE FROM mark;"
		}
		script += strings.Join(w.work, "\n")
		n += len(w.work)
	}
	full, err := best(script)
	return (full - empty) / time.Duration(n), err
}
