package intake

import (
	"context"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// odsReader reads the tables of an OpenDocument spreadsheet. ODF 1.3 part 3, 9.
type odsReader struct {
	*workbook
	m      *markup
	source *Source
	hidden map[string]bool // styles of sheets that are not shown

	style                     string // of the family table, while its properties are read
	row, column               int
	merged                    []mergedCells
	hiddenRows, hiddenColumns map[int]bool
}

// mergedCells are cells merged into one.
type mergedCells struct{ top, left, bottom, right int }

// readODS reads the sheets of an OpenDocument spreadsheet.
func (b *workbook) readODS(ctx context.Context) (*Source, error) {
	secret := false
	if err := b.each("META-INF/manifest.xml", func(m *markup) error {
		secret = secret || m.name == "encryption-data" || m.name == "encrypted-key"
		return nil
	}); err != nil {
		return nil, err
	}
	if secret {
		return nil, unreadable("%s is protected by a password. Open it and save it without one.", b.name)
	}
	return b.readTables(ctx, "content.xml")
}

func (b *workbook) readTables(ctx context.Context, part string) (*Source, error) {
	m, end, err := b.part(part)
	if err != nil {
		return nil, err
	}
	defer end()
	return b.readTablesOf(ctx, part, m)
}

func (b *workbook) readTablesOf(ctx context.Context, part string, m *markup) (*Source, error) {
	r := odsReader{workbook: b, m: m, source: &Source{Name: b.name}, hidden: map[string]bool{}}
	inSpreadsheet := false
	for {
		switch err := r.m.next(); {
		case err == io.EOF:
			if !inSpreadsheet {
				return nil, unreadable("%s is a document, but no spreadsheet. Save the list as .xlsx or .ods.", b.name)
			}
			return b.done(r.source)
		case err != nil:
			return nil, b.damaged(part, err)
		}
		inSpreadsheet = inSpreadsheet || r.m.name == "spreadsheet"
		if err := r.tag(ctx); err == io.EOF {
			return nil, b.damaged(part, errMarkup)
		} else if err != nil {
			return nil, err
		}
	}
}

// tag takes one tag that is in no cell.
func (r *odsReader) tag(ctx context.Context) error {
	switch r.m.name {
	case "style":
		r.style = ""
		if !r.m.end && r.m.attribute("family") == "table" {
			r.style = r.m.attribute("name")
		}
	case "table-properties":
		if r.style != "" && r.m.attribute("display") == "false" {
			r.hidden[r.style] = true
		}
	case "table":
		if r.m.end {
			r.endTable()
		} else {
			r.sheet = Sheet{Name: r.m.attribute("name"), Hidden: r.hidden[r.m.attribute("style-name")]}
			r.row, r.column, r.merged, r.hiddenRows, r.hiddenColumns = -1, 0, nil, map[int]bool{}, map[int]bool{}
			if r.m.bare {
				r.endTable()
			}
		}
	case "table-column":
		if !r.m.end {
			times := r.m.number("number-columns-repeated")
			for c := r.column; c < min(r.column+times, maxColumns) && r.m.attribute("visibility") != "" && r.m.attribute("visibility") != "visible"; c++ {
				r.hiddenColumns[c] = true
			}
			r.column += times
		}
	case "table-row":
		if r.m.end {
			return nil
		}
		return r.readRow(ctx)
	case "tracked-changes", "named-expressions", "database-ranges", "forms", "shapes":
		if !r.m.end {
			return r.m.skip()
		}
	}
	return nil
}

func (r *odsReader) endTable() {
	for _, one := range r.merged {
		r.sheet.merge(one.top, one.left, one.bottom, one.right)
	}
	r.sheet.tellHidden(r.hiddenRows, r.hiddenColumns)
	r.source.Sheets = append(r.source.Sheets, r.sheet)
}

// readRow reads a row, and repeats it as often as it says: rows that say nothing, which
// are repeated to the end of every sheet, cost nothing.
func (r *odsReader) readRow(ctx context.Context) error {
	r.row++
	if r.row%1024 == 0 && ctx.Err() != nil {
		return ctx.Err()
	}
	times := r.m.number("number-rows-repeated")
	visibility := r.m.attribute("visibility")
	if hidden := visibility == "collapse" || visibility == "filter"; hidden {
		for i := range min(times, maxRows) {
			if i < 1000 {
				r.hiddenRows[r.row+i] = true
			}
		}
	}
	first := r.row
	if !r.m.bare {
		if err := r.readCells(); err != nil {
			return err
		}
	}
	if times > 1 && first < len(r.sheet.Rows) && len(r.sheet.Rows[first]) > 0 {
		for i := 1; i < times; i++ {
			for column, text := range r.sheet.Rows[first] {
				if err := r.put(at{first + i, column}, text, r.sheet.formulas[at{first, column}]); err != nil {
					return err
				}
			}
		}
	}
	r.row = first + times - 1
	return nil
}

func (r *odsReader) readCells() error {
	column := 0
	for {
		if err := r.m.next(); err != nil {
			return err
		}
		switch {
		case r.m.end && r.m.name == "table-row":
			return nil
		case !r.m.end && (r.m.name == "table-cell" || r.m.name == "covered-table-cell"):
			times, wide, high := r.m.number("number-columns-repeated"), r.m.number("number-columns-spanned"), r.m.number("number-rows-spanned")
			covered := r.m.name == "covered-table-cell"
			text, formula, err := r.readCell()
			if err != nil {
				return err
			}
			if text != "" && !covered { // what a merged cell covers is not seen
				for i := range times {
					if err := r.put(at{r.row, column + i}, text, formula); err != nil {
						return err
					}
				}
				if wide > 1 || high > 1 {
					r.merged = append(r.merged, mergedCells{r.row, column, r.row + min(high, maxRows) - 1, column + min(wide, maxColumns) - 1})
				}
			}
			column += times
		}
	}
}

// readCell gives what a cell says: its value, where that says more than how it is shown.
func (r *odsReader) readCell() (text string, formula bool, err error) {
	kind, value, day := r.m.attribute("value-type"), r.m.attribute("value"), r.m.attribute("date-value")
	truth, said, formulaText := r.m.attribute("boolean-value"), r.m.attribute("string-value"), r.m.attribute("formula")
	shown, err := r.readParagraphs(r.m.name)
	if err != nil {
		return "", false, err
	}
	if strings.HasPrefix(shown, "#") || strings.HasPrefix(shown, "Err:") {
		return shown, false, nil // what a formula could not work out
	}
	switch kind {
	case "float", "currency":
		return value, false, nil
	case "percentage":
		if n, err := strconv.ParseFloat(value, 64); err == nil {
			return strconv.FormatFloat(n*100, 'f', -1, 64) + "%", false, nil
		}
	case "date":
		return strings.Replace(strings.TrimSuffix(day, "T00:00:00"), "T", " ", 1), false, nil
	case "boolean":
		return strings.ToUpper(truth), false, nil
	case "string":
		if said != "" {
			return said, false, nil
		}
	case "":
		if formulaText != "" && shown == "" {
			return "=" + formulaText[strings.IndexByte(formulaText, '=')+1:], true, nil
		}
	}
	return shown, false, nil
}

// readParagraphs reads the text of a cell, without the comments on it.
func (r *odsReader) readParagraphs(element string) (string, error) {
	if r.m.bare {
		return "", nil
	}
	var b strings.Builder
	paragraphs, deep, long := 0, 1, false
	for {
		if err := r.m.next(); err != nil {
			return "", err
		}
		if deep > 1 || r.m.end && r.m.name == "p" {
			if long = long || r.m.long || b.Len() > 8*maxCell; !long {
				b.Write(r.m.text)
			}
		}
		switch {
		case r.m.end && r.m.name == element:
			text := b.String()
			if long || len(text) > maxCell && utf8.RuneCountInString(text) > maxCell {
				return tooLong, nil
			}
			return text, nil
		case r.m.end:
			deep--
		case r.m.name == "annotation":
			if err := r.m.skip(); err != nil {
				return "", err
			}
		case r.m.bare:
			switch r.m.name {
			case "s":
				b.WriteString(strings.Repeat(" ", min(r.m.number("c"), maxCell)))
			case "tab":
				b.WriteByte(' ')
			case "line-break":
				b.WriteByte('\n')
			}
		default:
			if r.m.name == "p" {
				if paragraphs++; paragraphs > 1 {
					b.WriteByte('\n')
				}
			}
			deep++
		}
	}
}
