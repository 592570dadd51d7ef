package intake

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// cell is a cell of a sheet while it is read.
type cell struct {
	place      at
	kind       string // of its value: "" a number, "s" a shared text …
	style      int
	text       string
	said       bool // it has a value, be it empty
	formula    string
	hasFormula bool
}

// readSheet reads the cells of a sheet. Cells that say nothing, however they are coloured,
// are none.
func (b *workbook) readSheet(ctx context.Context, part string) error {
	s := &b.sheet
	row, next := -1, 0 // indexes of the row and of its next cell
	hiddenRows, hiddenColumns := map[int]bool{}, map[int]bool{}
	type span struct{ first, last at }
	var merged []span
	err := b.each(part, func(m *markup) error {
		switch m.name {
		case "col":
			if m.truth("hidden") {
				for c := m.number("min"); c <= min(m.number("max"), maxColumns); c++ {
					hiddenColumns[c-1] = true
				}
			}
		case "row":
			row, next = row+1, 0
			if n, err := strconv.Atoi(m.attribute("r")); err == nil && n >= 1 {
				row = n - 1
			}
			if m.truth("hidden") {
				hiddenRows[row] = true
			}
			if row%1024 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
		case "c":
			c := cell{place: at{row, next}, kind: m.attribute("t")}
			if p, ok := placeOf(m.attribute("r")); ok {
				c.place = p
			}
			next = c.place.column + 1
			c.style, _ = strconv.Atoi(m.attribute("s"))
			if err := m.readCell(&c); err != nil {
				return err
			}
			return b.take(c)
		case "mergeCell":
			from, to, ok := strings.Cut(m.attribute("ref"), ":")
			if first, good := placeOf(from); ok && good {
				if last, good := placeOf(to); good {
					merged = append(merged, span{first, last})
				}
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, one := range merged {
		s.merge(one.first.row, one.first.column, one.last.row, one.last.column)
	}
	s.tellHidden(hiddenRows, hiddenColumns)
	return nil
}

// readCell reads what stands in a cell.
func (m *markup) readCell(c *cell) error {
	if m.bare {
		return nil
	}
	for {
		if err := m.next(); err != nil {
			return err
		}
		switch {
		case m.end && m.name == "c":
			return nil
		case m.name == "v" && m.end:
			c.said, c.text = true, string(m.text)
			if m.long {
				c.text = tooLong
			}
		case m.name == "f":
			c.hasFormula = true
			if m.end && !m.long {
				c.formula = string(m.text)
			}
		case m.name == "is" && !m.end:
			text, err := m.richText()
			if err != nil {
				return err
			}
			c.said, c.text = true, text
		}
	}
}

// take puts a cell into the sheet, as the text that it shows.
func (b *workbook) take(c cell) error {
	switch c.kind {
	case "s":
		i, err := strconv.Atoi(c.text)
		if err != nil || i < 0 || i >= len(b.strings) {
			return b.refuse(c.place.row, c.place.column, "names a text that the file does not hold; it is damaged")
		}
		c.text = b.strings[i]
	case "b":
		c.text = map[string]string{"1": "TRUE", "0": "FALSE"}[c.text]
	case "", "n":
		if b.style(c.style) != asNumber {
			c.text = shown(c.text, b.style(c.style), b.sheet.From1904)
		}
	case "d":
		c.text = strings.TrimSuffix(strings.TrimSuffix(c.text, "Z"), "T00:00:00")
	case "str":
		c.text = escapes(c.text)
	}
	if c.hasFormula && (!c.said || c.text == "" && c.kind != "str") {
		return b.put(c.place, "="+c.formula, true)
	}
	return b.put(c.place, c.text, false)
}

func (b *workbook) style(i int) look {
	if i < 0 || i >= len(b.styles) {
		return asNumber
	}
	return b.styles[i]
}

// maxCells is how many cells of a file may hold anything.
const maxCells = 24_000_000

// put puts a text into the sheet; one that says nothing is left out.
func (b *workbook) put(p at, text string, formula bool) error {
	if text == tooLong {
		return b.refuse(p.row, p.column, "holds more than %d characters. Mend that cell", maxCell)
	}
	if text = cleanCell(text); text == "" {
		return nil
	}
	s := &b.sheet
	b.cells++
	switch {
	case p.row >= maxRows:
		return b.refuse(p.row, p.column, "lies below row %d, where lists end. Split the list", maxRows)
	case p.column >= maxColumns:
		if p.column >= b.widest {
			b.widest = p.column + 1
			b.tooWide = fmt.Sprintf("sheet “%s”, row %d has %d columns", s.Name, p.row+1, b.widest)
		}
		return nil
	case b.cells > maxCells:
		return b.refuse(p.row, p.column, "is one more than the %d that a list can hold. Split the list", maxCells)
	}
	for len(s.Rows) <= p.row {
		s.Rows = append(s.Rows, nil)
	}
	row := s.Rows[p.row]
	if row == nil && p.row > 0 {
		row = make([]string, 0, max(p.column+1, len(s.Rows[p.row-1])))
	}
	for len(row) <= p.column {
		row = append(row, "")
	}
	row[p.column] = text
	s.Rows[p.row] = row
	if formula {
		s.unworked(p.row, p.column)
	}
	return nil
}

// shown gives a number as its cell shows it, in a form that is read everywhere: days as
// 2026-11-23, with the time of day where there is one, shares as 45%.
func shown(text string, as look, from1904 bool) string {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return text
	}
	if as == asShare {
		return strconv.FormatFloat(math.Round(n*1e8)/1e6, 'f', -1, 64) + "%"
	}
	day, err := serialDay(n, from1904)
	if err != nil {
		return text // a time of day alone
	}
	seconds := int64(math.Round((n - math.Floor(n)) * 86400))
	if seconds == 0 {
		return string(day)
	}
	return day.Time().Add(time.Duration(seconds) * time.Second).Format("2006-01-02 15:04:05")
}

// tellHidden notes which rows and columns that hold something are hidden.
func (s *Sheet) tellHidden(rows, columns map[int]bool) {
	var numbers []int
	for i := range s.Rows {
		if rows[i] && len(s.Rows[i]) > 0 {
			numbers = append(numbers, i+1)
		}
	}
	if len(numbers) > 0 {
		verb := "is hidden or filtered out; it was read like the others"
		if len(numbers) > 1 {
			verb = "are hidden or filtered out; they were read like the others"
		}
		s.note("%s of the sheet “%s” %s.", capital(numbered("row", "rows", numbers)), s.Name, verb)
	}
	var names []string
	for c := range s.width() {
		if !columns[c] {
			continue
		}
		for _, row := range s.Rows {
			if c < len(row) && row[c] != "" {
				names = append(names, columnName(c))
				break
			}
		}
	}
	switch {
	case len(names) == 1:
		s.note("Column %s of the sheet “%s” is hidden; it was read like the others.", names[0], s.Name)
	case len(names) > 1:
		s.note("Columns %s of the sheet “%s” are hidden; they were read like the others.", firstOf(names, 12), s.Name)
	}
}

func capital(text string) string { return strings.ToUpper(text[:1]) + text[1:] }
