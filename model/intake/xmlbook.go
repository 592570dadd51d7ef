package intake

import (
	"bytes"
	"context"
	"io"
	"strconv"
	"strings"
)

// isXMLBook says whether a text is a spreadsheet in the XML that Excel 2003 wrote and many
// systems still do, or a flat OpenDocument one.
func isXMLBook(head []byte) (excel, flat bool) {
	head = head[:min(len(head), 4096)]
	if !bytes.HasPrefix(bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))), []byte("<")) {
		return false, false
	}
	return bytes.Contains(head, []byte("urn:schemas-microsoft-com:office:spreadsheet")) && bytes.Contains(head, []byte("Workbook")),
		bytes.Contains(head, []byte("urn:oasis:names:tc:opendocument:xmlns:office")) && bytes.Contains(head, []byte("document"))
}

// readXMLBook reads a spreadsheet in the XML of Excel 2003.
func (b *workbook) readXMLBook(ctx context.Context, data []byte) (*Source, error) {
	m := newMarkup(bytes.NewReader(data))
	source := &Source{Name: b.name}
	row, column := -1, 0
	index := func(name string, usual int) int {
		if n, err := strconv.Atoi(m.attribute(name)); err == nil && n >= 1 {
			return n - 1
		}
		return usual
	}
	var merged []mergedCells
	for n := 0; ; n++ {
		if n%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		switch err := m.next(); {
		case err == io.EOF:
			return b.done(source)
		case err != nil:
			return nil, b.damaged("its XML", err)
		}
		switch {
		case m.name == "Worksheet" && !m.end:
			b.sheet, row, merged = Sheet{Name: m.attribute("Name")}, -1, nil
		case m.name == "Worksheet":
			for _, one := range merged {
				b.sheet.merge(one.top, one.left, one.bottom, one.right)
			}
			source.Sheets = append(source.Sheets, b.sheet)
		case m.name == "Visible" && m.end && strings.HasPrefix(string(m.text), "SheetHidden") && len(source.Sheets) > 0:
			b.sheet.Hidden = true
		case m.name == "Row" && !m.end:
			row, column = index("Index", row+1), 0
		case m.name == "Cell" && !m.end:
			column = index("Index", column)
			right, down := m.number("MergeAcross"), m.number("MergeDown")
			wide, high := m.attribute("MergeAcross") != "", m.attribute("MergeDown") != ""
			text, err := m.readData()
			if err == io.EOF {
				return nil, b.damaged("its XML", errMarkup)
			} else if err != nil {
				return nil, err
			}
			if err := b.put(at{row, column}, text, false); err != nil {
				return nil, err
			}
			last := at{row, column}
			if wide {
				last.column += min(right, maxColumns)
			}
			if high {
				last.row += min(down, maxRows)
			}
			if wide || high {
				merged = append(merged, mergedCells{row, column, last.row, last.column})
			}
			column = last.column + 1
		}
	}
}

// readData reads the value of a cell.
func (m *markup) readData() (string, error) {
	if m.bare {
		return "", nil
	}
	kind, text := "", ""
	for {
		if err := m.next(); err != nil {
			return "", err
		}
		switch {
		case m.end && m.name == "Cell":
			switch kind {
			case "Boolean":
				text = map[string]string{"1": "TRUE", "0": "FALSE"}[text]
			case "DateTime":
				text = strings.Replace(strings.TrimSuffix(strings.TrimSuffix(text, ".000"), "T00:00:00"), "T", " ", 1)
			}
			return text, nil
		case m.name == "Data" && !m.end:
			kind = m.attribute("Type")
		case m.name == "Comment" && !m.end:
			if err := m.skip(); err != nil {
				return "", err
			}
		case m.end:
			if m.long || len(text) > 8*maxCell {
				return tooLong, nil
			}
			text += string(m.text)
		}
	}
}
