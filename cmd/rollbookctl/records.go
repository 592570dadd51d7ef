package main

import (
	"bufio"
	"bytes"
	"encoding/json"
)

// records writes records one after the other as they come, for programs or for people, so
// that a list of any length takes little memory and begins at once.
type records struct {
	out  *bufio.Writer
	json bool
	n    int
	t    table // rows that wait for the columns' widths
	tail func(row []string) error
	from int // the first column of figures
}

// measured is how many rows the widths of a table's columns are taken from.
const measured = 500

// newRecords begins a list; the table's columns from the one given on are figures.
func newRecords(s session, asJSON bool, figures int, head ...string) *records {
	return &records{out: bufio.NewWriterSize(s.out, 1<<16), json: asJSON, t: table{head: head}, from: figures}
}

// add writes one record: for programs the record, for people its cells.
func (r *records) add(record any, cells ...string) error {
	r.n++
	if r.json {
		return r.addJSON(record)
	}
	if r.tail != nil {
		return r.tail(cells)
	}
	if r.t.add(cells...); len(r.t.rows) < measured {
		return nil
	}
	return r.measure()
}

// measure writes the rows that waited, and from then on each as it comes.
func (r *records) measure() error {
	widths := r.t.widths()
	r.tail = func(row []string) error { return printRow(r.out, row, widths, r.from) }
	for _, row := range append([][]string{r.t.head}, r.t.rows...) {
		if err := r.tail(row); err != nil {
			return err
		}
	}
	r.t.rows = nil
	return nil
}

func (r *records) addJSON(record any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("  ", "  ")
	if err := e.Encode(record); err != nil {
		return err
	}
	begin := ",\n  "
	if r.n == 1 {
		begin = "[\n  "
	}
	if _, err := r.out.WriteString(begin); err != nil {
		return err
	}
	_, err := r.out.Write(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
	return err
}

// end ends the list.
func (r *records) end() error {
	end := ""
	switch {
	case r.json && r.n == 0:
		end = "[]\n"
	case r.json:
		end = "\n]\n"
	case r.tail == nil:
		if err := r.measure(); err != nil {
			return err
		}
	}
	if _, err := r.out.WriteString(end); err != nil {
		return err
	}
	return r.out.Flush()
}
