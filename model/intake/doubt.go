package intake

import (
	"fmt"
	"slices"
	"strings"
)

// doubts notes what is not certain of how the file was read, and tells what people should
// know of it.
func (c *checker) doubts() {
	source, sheet := c.l.Source, c.l.sheet()
	if len(source.Readings) > 1 {
		var names, ways []string
		for _, r := range source.Readings {
			names, ways = append(names, r.Encoding), append(ways, fmt.Sprintf("%s: “%s”", r.Encoding, r.Sample))
		}
		c.askOfList("encoding", fmt.Sprintf("It is not certain how the letters of %s are encoded. It reads as %s. Say which encoding is right, or save the list as .xlsx or as CSV in UTF-8.",
			source.Name, strings.Join(ways, "; as ")), names...)
	}
	c.p.Notes = append(c.p.Notes, sheet.Notes...)
	var hidden, others []string
	for i, s := range source.Sheets {
		switch {
		case i == c.l.Sheet || len(s.Rows) == 0:
		case s.Hidden:
			hidden = append(hidden, s.Name)
		default:
			others = append(others, s.Name)
		}
	}
	if len(hidden) > 0 {
		c.p.Notes = append(c.p.Notes, fmt.Sprintf("Not read, because hidden: the sheet %s.", firstOf(hidden, 12)))
	}
	if len(others) > 0 {
		c.p.Notes = append(c.p.Notes, fmt.Sprintf("Read was the sheet “%s”, not: %s.", sheet.Name, firstOf(others, 12)))
	}
}

// rowDoubts complains of a row whose cells cannot be told apart: it has more of them than
// the list has headings, or one is merged across columns that hold different things.
func (c *checker) rowDoubts() {
	sheet := c.l.sheet()
	cells := sheet.Rows[c.row]
	if sheet.Separated && c.l.Header >= 0 && len(cells) > len(c.l.Columns) {
		c.complainHere("", strings.Join(cells, " | "), fmt.Sprintf("the row has %d cells, but the list has %d headings; a separator may stand in a cell without quotation marks", len(cells), len(c.l.Columns)))
		return
	}
	if len(sheet.merged) == 0 {
		return
	}
	for i, column := range c.l.Columns {
		from, ok := sheet.merged[at{c.row, i}]
		if ok && from.row == c.row && column.Field != "" && c.l.Columns[from.column].Field != "" && c.l.Cell(c.row, column.Field) == cells[i] {
			c.complainHere(column.Field, cells[i], "this cell is merged across several columns; leave the row out if it heads those below, or write each cell's own text")
			return
		}
	}
}

// untold complains where a cell's text does not tell what the cell holds: a formula whose
// result was not saved or, of a figure that belongs to one row, one that is merged over
// several. Texts that people corrected tell it.
func (c *checker) untold(field, text string, column int, figure bool) bool {
	sheet := c.l.sheet()
	if len(sheet.formulas) == 0 && len(sheet.merged) == 0 {
		return false
	}
	cells := sheet.Rows[c.row]
	if column >= len(cells) || cells[column] != text || text == "" {
		return false
	}
	if sheet.formulas[at{c.row, column}] {
		if n := len(c.p.Problems); n > 0 && c.p.Problems[n-1].Index == c.row && c.p.Problems[n-1].Field == field {
			return true // it was said
		}
		c.complainHere(field, text, "this is a formula, and its result was not saved with it; open the file in Excel and save it, or write the value")
		return true
	}
	if from, covered := sheet.merged[at{c.row, column}]; figure && covered {
		c.complainHere(field, text, fmt.Sprintf("this stands in one cell merged with that of row %d; write each row's own", sheet.Line(from.row)))
		return true
	}
	return false
}

// isError says whether a text is what a spreadsheet shows where it could not work a formula
// out, in the languages it speaks: #REF!, #BEZUG!, #ССЫЛКА!, Err:502.
func isError(text string) bool {
	switch {
	case len(text) < 3 || len(text) > 40:
		return false
	case text[0] == '#':
		last := text[len(text)-1]
		return (last == '!' || last == '?') && !strings.ContainsAny(text[1:], " ") || slices.Contains([]string{"#GETTING_DATA", "#NAME", "#ИМЯ"}, text)
	}
	code, ok := strings.CutPrefix(text, "Err:")
	return ok && isNumber(code)
}

// isUnavailable says whether a text is what a spreadsheet shows where a value is not there.
func isUnavailable(text string) bool {
	return len(text) > 2 && text[0] == '#' && slices.Contains([]string{"#N/A", "#N/A!", "#Н/Д", "#NV", "#N/D", "#N/DISP", "#I/T"}, text)
}
