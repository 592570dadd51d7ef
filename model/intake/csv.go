package intake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
)

// readCSV reads a text file with separated columns, in whatever encoding and with
// whatever separator.
func readCSV(ctx context.Context, name string, data []byte, options Options) (*Source, error) {
	text, encoding, readings, err := readText(name, data, options.Encoding)
	if err != nil {
		return nil, err
	}
	if bytes.IndexByte(text, 0) >= 0 {
		return nil, unreadable("%s is neither a spreadsheet nor text. Save the list as .xlsx or .csv.", name)
	}
	stated, text := statedSeparator(text)
	separator := options.Separator
	if separator == 0 || !partsColumns(separator) {
		separator = stated
	}
	if separator == 0 {
		separator = findSeparator(text)
	}
	sheet, err := splitCSV(ctx, name, text, separator)
	if err != nil {
		return nil, err
	}
	return &Source{Name: name, Sheets: []Sheet{sheet}, Encoding: encoding, Readings: readings, Separator: separator}, nil
}

func splitCSV(ctx context.Context, name string, text []byte, separator rune) (Sheet, error) {
	sheet := Sheet{Separated: true}
	r := newRecords(text, separator)
	var stray []int
	for before := 0; ; before = len(r.cells) {
		if len(sheet.Rows)%1024 == 0 && ctx.Err() != nil {
			return sheet, ctx.Err()
		}
		ok, err := r.next()
		var bad *cellError
		if errors.As(err, &bad) {
			return sheet, unreadable("%s, %s.", name, bad)
		}
		if !ok {
			break
		}
		if r.hidesRows(before) {
			return sheet, unreadable("%s: quotation marks in lines %d and %d make one row of lines that look like rows of their own. Take away the marks, or put the cell on one line.", name, r.first, r.last)
		}
		if len(r.cells) == 1 && r.cells[0] == "" {
			continue
		}
		if r.stray {
			stray = append(stray, r.first)
		}
		for i, cell := range r.cells {
			if text, formula := formulaText(cell); formula {
				sheet.unworked(len(sheet.Rows), i)
			} else {
				r.cells[i] = unescape(text)
			}
		}
		cells := cleanRow(r.cells)
		switch {
		case len(cells) > maxColumns:
			return sheet, unreadable("%s, line %d has %d columns; a list has at most %d.", name, r.first, len(cells), maxColumns)
		case len(sheet.Rows) >= maxRows:
			return sheet, unreadable("%s has more than %d rows. Split the list.", name, maxRows)
		}
		sheet.Rows, sheet.Lines = append(sheet.Rows, cells), append(sheet.Lines, r.first)
	}
	if len(stray) > 0 {
		sheet.Notes = append(sheet.Notes, fmt.Sprintf("A quotation mark in %s closes nothing; it was taken as it stands.", numbered("line", "lines", stray)))
	}
	return sheet, nil
}

// unescape takes away the apostrophe that keeps a spreadsheet from taking a text for a
// formula, as model/csv and others put it before =, +, -, @, tab and return.
func unescape(cell string) string {
	if rest := strings.TrimLeft(cell, "'"); rest != "" && rest != cell && strings.ContainsRune("=+-@\t\r", rune(rest[0])) {
		return cell[1:]
	}
	return cell
}

// formulaText tells a formula that was saved in place of its result from other texts.
// Excel's ="0012" is a way of writing the text 0012.
func formulaText(cell string) (text string, formula bool) {
	cell = strings.TrimSpace(cell)
	if len(cell) < 2 || cell[0] != '=' {
		return cell, false
	}
	if inner, ok := strings.CutPrefix(cell, `="`); ok && len(inner) > 0 && strings.IndexByte(inner, '"') == len(inner)-1 {
		return inner[:len(inner)-1], false
	}
	return cell, cell[1] >= 'A' && cell[1] <= 'Z' || cell[1] >= 'a' && cell[1] <= 'z' || strings.IndexByte("+-('\"$0123456789", cell[1]) >= 0
}

// numbered names the first of some numbers: "line 3", "lines 3, 5 and 3 more".
func numbered(one, many string, numbers []int) string {
	if len(numbers) == 1 {
		return fmt.Sprintf("%s %d", one, numbers[0])
	}
	var b strings.Builder
	b.WriteString(many)
	shown := min(len(numbers), 12)
	for i, n := range numbers[:shown] {
		switch {
		case i == 0:
			fmt.Fprintf(&b, " %d", n)
		case i == len(numbers)-1:
			fmt.Fprintf(&b, " and %d", n)
		default:
			fmt.Fprintf(&b, ", %d", n)
		}
	}
	if rest := len(numbers) - shown; rest > 0 {
		fmt.Fprintf(&b, " and %d more", rest)
	}
	return b.String()
}
