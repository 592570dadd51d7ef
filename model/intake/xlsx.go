package intake

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"

	"github.com/xuri/excelize/v2"
)

// mergedRows is how many rows from the top merged cells are looked for in: headings, not
// data, are what people merge.
const mergedRows = 40

// readXLSX reads the sheets of a spreadsheet with their raw values: days as numbers,
// formulas as the results that were saved with them.
func readXLSX(ctx context.Context, name string, data []byte) (*Source, error) {
	if err := checkZip(name, data); err != nil {
		return nil, err
	}
	book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true, UnzipSizeLimit: maxUnzip})
	switch {
	case errors.Is(err, excelize.ErrWorkbookFileFormat), errors.Is(err, excelize.ErrWorkbookPassword):
		return nil, unreadable("%s is protected by a password. Open it in Excel and save it without one.", name)
	case err != nil:
		return nil, unreadable("%s is damaged or no spreadsheet that can be read (%v). Open it in Excel and save it as .xlsx.", name, plainCause(err))
	}
	defer book.Close()
	from1904 := false
	if props, err := book.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		from1904 = *props.Date1904
	}
	source := &Source{Name: name}
	for _, title := range book.GetSheetList() {
		sheet, err := readSheet(ctx, book, title, name)
		if err != nil {
			return nil, err
		}
		sheet.From1904 = from1904
		source.Sheets = append(source.Sheets, sheet)
	}
	if len(source.Sheets) == 0 {
		return nil, unreadable("%s has no sheet.", name)
	}
	return source, nil
}

// checkZip refuses a file that would unpack into far more than a list can be.
func checkZip(name string, data []byte) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return unreadable("%s is cut short or damaged. Ask for it again, or open it in Excel and save it.", name)
	}
	var total uint64
	for _, part := range z.File {
		total += part.UncompressedSize64
		bomb := part.UncompressedSize64 > 64<<20 && part.UncompressedSize64 > maxRatio*max(part.CompressedSize64, 1)
		if bomb || total > maxUnzip {
			return unreadable("%s unpacks into more than a list can hold; it was not opened. If it is a list, copy its cells into a new file.", name)
		}
	}
	return nil
}

func readSheet(ctx context.Context, book *excelize.File, title, name string) (Sheet, error) {
	sheet := Sheet{Name: title, Serials: true}
	if visible, err := book.GetSheetVisible(title); err == nil {
		sheet.Hidden = !visible
	}
	rows, err := book.Rows(title)
	if err != nil {
		return sheet, nil // a chart sheet has no cells
	}
	defer rows.Close()
	for rows.Next() {
		if len(sheet.Rows)%1024 == 0 && ctx.Err() != nil {
			return sheet, ctx.Err()
		}
		cells, err := rows.Columns()
		if err != nil {
			return sheet, unreadable("%s, sheet “%s”, row %d cannot be read (%v).", name, title, len(sheet.Rows)+1, err)
		}
		cells = cleanRow(cells)
		if len(cells) > maxColumns {
			return sheet, unreadable("%s, sheet “%s”, row %d has %d columns; a list has at most %d. Delete the columns that do not belong to it.",
				name, title, len(sheet.Rows)+1, len(cells), maxColumns)
		}
		sheet.Rows = append(sheet.Rows, cells)
		if len(sheet.Rows) > maxRows {
			return sheet, unreadable("%s, sheet “%s” has more than %d rows. Split the list.", name, title, maxRows)
		}
	}
	if err := rows.Error(); err != nil {
		return sheet, unreadable("%s, sheet “%s” cannot be read after row %d (%v).", name, title, len(sheet.Rows), err)
	}
	for len(sheet.Rows) > 0 && len(sheet.Rows[len(sheet.Rows)-1]) == 0 {
		sheet.Rows = sheet.Rows[:len(sheet.Rows)-1]
	}
	if len(sheet.Rows) <= 20_000 { // excelize needs the whole sheet once more for this
		spreadMerged(book, &sheet)
	}
	return sheet, nil
}

// spreadMerged writes what a merged cell near the top says into each cell it covers in
// its row, so that "Participants" stands above "Women" and "Men" both.
func spreadMerged(book *excelize.File, sheet *Sheet) {
	merged, err := book.GetMergeCells(sheet.Name)
	if err != nil {
		return // without them the headings are asked about
	}
	for _, m := range merged {
		left, top, err1 := excelize.CellNameToCoordinates(m.GetStartAxis())
		right, _, err2 := excelize.CellNameToCoordinates(m.GetEndAxis())
		if err1 != nil || err2 != nil || top > mergedRows || top > len(sheet.Rows) || right > maxColumns {
			continue
		}
		row := sheet.Rows[top-1]
		for len(row) < right {
			row = append(row, "")
		}
		for c := left; c < right; c++ {
			if row[c] == "" {
				row[c] = row[left-1]
			}
		}
		sheet.Rows[top-1] = row
	}
}
