package intake

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// maxCell is how many characters a cell holds at most, as in spreadsheets.
const maxCell = 32_767

// records splits a text into rows of cells. Cells may stand in quotation marks, with the
// marks inside them doubled, and then hold separators and line ends. Lines end with CR, LF
// or both. A quotation mark that opens a cell and is not closed before a separator or a
// line end is taken as it stands: it costs its own row at most. It goes over the text
// once, however many marks there are.
type records struct {
	text      []byte
	separator []byte
	pos, line int // where it is; the line is counted from 1

	first, last int      // the lines of the row that was read
	begins      int      // where it begins in the text
	cells       []string // of it
	stray       bool     // a quotation mark in it was taken as it stands
	joined      bool     // one of its cells goes over several lines
	ends        []int    // of cells in the buffer
	buffer      []byte
}

func newRecords(text []byte, separator rune) *records {
	return &records{text: text, separator: utf8.AppendRune(nil, separator), line: 1}
}

// cellError says that a row cannot be read, and in which cell.
type cellError struct {
	line, column int
	reason       string
}

func (e *cellError) Error() string {
	return fmt.Sprintf("line %d, column %d %s", e.line, e.column, e.reason)
}

// next reads a row; ok is false after the last. The cells are good until the next call.
func (r *records) next() (ok bool, err error) {
	if r.pos >= len(r.text) {
		return false, nil
	}
	r.first, r.begins, r.stray, r.joined = r.line, r.pos, false, false
	r.buffer, r.ends = r.buffer[:0], r.ends[:0]
	for more := true; more; {
		start := len(r.buffer)
		if !r.quoted() {
			r.plain()
		}
		if n := len(r.buffer) - start; n > maxCell && utf8.RuneCount(r.buffer[start:]) > maxCell {
			reason := fmt.Sprintf("holds more than %d characters. Mend that cell", maxCell)
			if r.joined {
				reason = fmt.Sprintf("begins a text in quotation marks that goes on to line %d, longer than any cell is. One of the marks stands too much; mend that line", r.line)
			}
			return false, &cellError{r.first, len(r.ends) + 1, reason}
		}
		r.ends = append(r.ends, len(r.buffer))
		if len(r.ends) > maxWide {
			return false, &cellError{r.first, len(r.ends), fmt.Sprintf("is one more than the %d that a list can have", maxWide)}
		}
		more = r.skipSeparator()
	}
	r.last = r.line
	r.skipLineEnd()
	all, begin := string(r.buffer), 0
	r.cells = make([]string, len(r.ends))
	for i, end := range r.ends {
		r.cells[i], begin = all[begin:end], end
	}
	return true, nil
}

// maxWide is how many cells a row is read for; spreadsheets have no more columns.
const maxWide = 16_384

// plain reads a cell that is not in quotation marks.
func (r *records) plain() {
	start, separator := r.pos, r.separator[0]
	for ; r.pos < len(r.text); r.pos++ {
		switch c := r.text[r.pos]; {
		case c == '\n' || c == '\r', c == separator && r.atSeparator(r.pos):
			r.take(r.text[start:r.pos])
			return
		}
	}
	r.take(r.text[start:r.pos])
}

// take adds to the cell; of a text far longer than a cell can be only its beginning.
func (r *records) take(text []byte) {
	r.buffer = append(r.buffer, text[:min(len(text), 8*maxCell)]...)
}

func (r *records) atSeparator(pos int) bool {
	return len(r.separator) == 1 && r.text[pos] == r.separator[0] || bytes.HasPrefix(r.text[pos:], r.separator)
}

func (r *records) skipSeparator() bool {
	if r.pos < len(r.text) && r.atSeparator(r.pos) {
		r.pos += len(r.separator)
		return true
	}
	return false
}

func (r *records) skipLineEnd() {
	if r.pos >= len(r.text) {
		return
	}
	if r.text[r.pos] == '\r' && r.pos+1 < len(r.text) && r.text[r.pos+1] == '\n' {
		r.pos++
	}
	r.pos++
	r.line++
}

// quoted reads a cell in quotation marks, with the spaces around them. It reads nothing and
// says false where the cell begins otherwise, or where what looks like its last mark is
// followed by more text.
func (r *records) quoted() bool {
	open := r.afterBlanks(r.pos)
	if open >= len(r.text) || r.text[open] != '"' {
		return false
	}
	start, lines := len(r.buffer), 0
	for pos := open + 1; ; {
		mark := bytes.IndexByte(r.text[pos:], '"')
		if mark < 0 {
			break // it is never closed
		}
		mark += pos
		r.buffer = append(r.buffer, r.text[pos:mark]...)
		lines += lineEnds(r.text[pos:mark])
		if mark+1 < len(r.text) && r.text[mark+1] == '"' {
			r.buffer = append(r.buffer, '"')
			pos = mark + 2
			continue
		}
		end := r.afterBlanks(mark + 1)
		if end < len(r.text) && r.text[end] != '\n' && r.text[end] != '\r' && !r.atSeparator(end) {
			break // it closes nothing
		}
		r.pos, r.line, r.joined = end, r.line+lines, r.joined || lines > 0
		return true
	}
	r.buffer, r.stray = r.buffer[:start], true
	return false
}

// afterBlanks gives the place after spaces, and tabs where they do not part the columns.
func (r *records) afterBlanks(pos int) int {
	for pos < len(r.text) && (r.text[pos] == ' ' || r.text[pos] == '\t') && !r.atSeparator(pos) {
		pos++
	}
	return pos
}

// lineEnds counts the line ends of a text.
func lineEnds(text []byte) int {
	n := bytes.Count(text, []byte{'\n'})
	for {
		i := bytes.IndexByte(text, '\r')
		if i < 0 {
			return n
		}
		if i+1 >= len(text) || text[i+1] != '\n' {
			n++
		}
		text = text[i+1:]
	}
}

// hidesRows says whether the row that was read may be several: it goes over several lines
// that, each read by itself, are rows as wide as it is or as the one before it. Two
// quotation marks that stand too much look like that.
func (r *records) hidesRows(before int) bool {
	if !r.joined {
		return false
	}
	lines := &records{text: r.text[r.begins:r.pos], separator: r.separator, line: 1}
	wide := 0
	for lines.pos < len(lines.text) {
		line := lines.text[lines.pos:]
		if end := bytes.IndexAny(line, "\r\n"); end >= 0 {
			line = line[:end]
		}
		one := &records{text: line, separator: r.separator, line: 1}
		if ok, err := one.next(); !ok || err != nil || len(one.cells) < 2 || wide > 0 && len(one.cells) != wide {
			return false
		}
		wide = len(one.cells)
		lines.pos += len(line)
		lines.skipLineEnd()
	}
	return wide == len(r.cells) || wide == before
}
