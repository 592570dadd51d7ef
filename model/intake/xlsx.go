package intake

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"
)

// workbook is an XLSX file while it is read. ECMA-376 part 1, 18.
type workbook struct {
	name    string
	parts   map[string]*zip.File
	strings []string // that cells share
	styles  []look   // of cells, by the number of their style
	sheet   Sheet
	cells   int    // that hold anything, in all sheets
	widest  int    // the columns of a row that has too many; 0: none has
	tooWide string // which row that is
}

// look is what a cell's style makes of a number.
type look int

const (
	asNumber look = iota
	asDay
	asShare
)

// readZip reads a file of parts: XLSX or ODS.
func readZip(ctx context.Context, name string, data []byte) (*Source, error) {
	z, err := checkZip(name, data)
	if err != nil {
		return nil, err
	}
	b := &workbook{name: name, parts: map[string]*zip.File{}}
	for _, part := range z.File {
		b.parts[strings.TrimPrefix(strings.ReplaceAll(part.Name, `\`, "/"), "/")] = part
	}
	switch {
	case b.parts["content.xml"] != nil:
		return b.readODS(ctx)
	case b.parts["xl/workbook.bin"] != nil:
		return nil, unreadable("%s is a binary workbook (.xlsb). Open it in Excel and save it as .xlsx.", name)
	case b.parts["word/document.xml"] != nil:
		return nil, unreadable("%s is a Word document. Copy its table into a spreadsheet and save that.", name)
	case b.parts["ppt/presentation.xml"] != nil:
		return nil, unreadable("%s is a presentation, not a list.", name)
	case b.parts["Index/Document.iwa"] != nil || b.parts["Index.zip"] != nil:
		return nil, unreadable("%s is a Numbers document. Export it from Numbers as Excel.", name)
	}
	return b.readXLSX(ctx)
}

// checkZip refuses a file that would unpack into far more than a list can be.
func checkZip(name string, data []byte) (*zip.Reader, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, unreadable("%s is cut short or damaged. Ask for it again, or open it in Excel and save it.", name)
	}
	var total uint64
	for _, part := range z.File {
		total += min(part.UncompressedSize64, maxUnzip+1)
		bomb := part.UncompressedSize64 > 64<<20 && part.UncompressedSize64 > maxRatio*max(part.CompressedSize64, 1)
		if bomb || total > maxUnzip {
			return nil, unreadable("%s unpacks into more than a list can hold; it was not opened. If it is a list, copy its cells into a new file.", name)
		}
	}
	return z, nil
}

// part opens a part; without one of that name it is empty.
func (b *workbook) part(name string) (*markup, func() error, error) {
	file := b.parts[name]
	if file == nil {
		return newMarkup(strings.NewReader("")), func() error { return nil }, nil
	}
	r, err := file.Open()
	if err != nil {
		return nil, nil, b.damaged(name, err)
	}
	return newMarkup(r), r.Close, nil
}

func (b *workbook) damaged(part string, err error) error {
	return unreadable("%s is damaged or no spreadsheet that can be read (%s: %v). Open it in Excel and save it as .xlsx.", b.name, part, plainCause(err))
}

// each calls do for every tag of a part that begins an element.
func (b *workbook) each(name string, do func(*markup) error) error {
	m, end, err := b.part(name)
	if err != nil {
		return err
	}
	defer end()
	for {
		switch err := m.next(); {
		case err == io.EOF:
			return nil
		case err != nil:
			return b.damaged(name, err)
		}
		if m.end {
			continue
		}
		if err := do(m); err == io.EOF {
			return b.damaged(name, errMarkup)
		} else if err != nil {
			return err
		}
	}
}

// target is what a part says of another.
type target struct{ kind, part string }

// targets gives the parts that a part names, by their ids.
func (b *workbook) targets(of string) (map[string]target, error) {
	all := map[string]target{}
	folder, file := path.Split(of)
	err := b.each(folder+"_rels/"+file+".rels", func(m *markup) error {
		if m.name == "Relationship" {
			part := m.attribute("Target")
			if rest, absolute := strings.CutPrefix(part, "/"); absolute {
				part = rest
			} else {
				part = path.Join(folder, part)
			}
			all[m.attribute("Id")] = target{path.Base(m.attribute("Type")), part}
		}
		return nil
	})
	return all, err
}

// readXLSX reads the sheets of a workbook: days and shares as their cells show them, other
// numbers as they are, formulas as the results that were saved with them.
func (b *workbook) readXLSX(ctx context.Context) (*Source, error) {
	main := "xl/workbook.xml"
	top, err := b.targets("")
	if err != nil {
		return nil, err
	}
	for _, t := range top {
		if t.kind == "officeDocument" {
			main = t.part
		}
	}
	if b.parts[main] == nil {
		return nil, unreadable("%s is no spreadsheet that can be read. Save the list as .xlsx.", b.name)
	}
	named, err := b.targets(main)
	if err != nil {
		return nil, err
	}
	for _, t := range named {
		switch t.kind {
		case "sharedStrings":
			err = b.readStrings(t.part)
		case "styles":
			err = b.readStyles(t.part)
		}
		if err != nil {
			return nil, err
		}
	}
	if len(b.styles) == 0 { // a book whose parts are not named finds them at their usual places
		if err := b.readStyles("xl/styles.xml"); err != nil {
			return nil, err
		}
	}
	type page struct {
		title, part string
		hidden      bool
	}
	var pages []page
	from1904 := false
	err = b.each(main, func(m *markup) error {
		switch m.name {
		case "workbookPr":
			from1904 = m.truth("date1904")
		case "sheet":
			t := named[m.attribute("id")]
			if t.kind == "worksheet" || t.kind == "" {
				pages = append(pages, page{m.attribute("name"), t.part, m.attribute("state") != "" && m.attribute("state") != "visible"})
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	source := &Source{Name: b.name}
	for i, p := range pages {
		if p.part == "" {
			p.part = fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)
		}
		b.sheet = Sheet{Name: p.title, Hidden: p.hidden, Serials: true, From1904: from1904}
		if err := b.readSheet(ctx, p.part); err != nil {
			return nil, err
		}
		source.Sheets = append(source.Sheets, b.sheet)
	}
	return b.done(source)
}

// done refuses a book that holds nothing, or more than a list can.
func (b *workbook) done(source *Source) (*Source, error) {
	if b.widest > 0 {
		return nil, unreadable("%s, %s; a list has at most %d. Delete the columns that do not belong to it.", b.name, b.tooWide, maxColumns)
	}
	if len(source.Sheets) == 0 {
		return nil, unreadable("%s has no sheet.", b.name)
	}
	for _, s := range source.Sheets {
		if len(s.Rows) > 0 {
			return source, nil
		}
	}
	return nil, unreadable("%s is empty: none of its cells says anything.", b.name)
}

// tooLong stands for a text that is longer than a cell can be.
const tooLong = "\x00too long"

// readStrings reads the texts that cells share.
func (b *workbook) readStrings(part string) error {
	return b.each(part, func(m *markup) error {
		if m.name != "si" {
			return nil
		}
		text, err := m.richText()
		b.strings = append(b.strings, text)
		return err
	})
}

// richText reads the text of an element in all its parts, without the aids to reading it
// aloud.
func (m *markup) richText() (string, error) {
	if m.bare {
		return "", nil
	}
	element, text, long := m.name, "", false
	for {
		if err := m.next(); err != nil {
			return "", err
		}
		switch {
		case m.end && m.name == element:
			if long || len(text) > maxCell && utf8.RuneCountInString(text) > maxCell {
				return tooLong, nil
			}
			return escapes(text), nil
		case m.end && m.name == "t":
			long = long || m.long || len(text) > 8*maxCell
			if !long {
				text += string(m.text)
			}
		case m.name == "rPh":
			if err := m.skip(); err != nil {
				return "", err
			}
		}
	}
}

// escapes reads the characters that XML cannot hold: _x000D_.
func escapes(text string) string {
	for from := 0; ; {
		i := strings.Index(text[from:], "_x")
		if i < 0 {
			return text
		}
		i += from
		from = i + 2
		if i+7 > len(text) || text[i+6] != '_' {
			continue
		}
		if code, err := strconv.ParseUint(text[i+2:i+6], 16, 16); err == nil {
			text = text[:i] + string(rune(code)) + text[i+7:]
			from = i + 1
		}
	}
}

// readStyles reads which styles show numbers as days or shares.
func (b *workbook) readStyles(part string) error {
	own, inCells := map[string]look{}, false
	b.styles = nil
	return b.each(part, func(m *markup) error {
		switch m.name {
		case "numFmt":
			own[m.attribute("numFmtId")] = lookOf(m.attribute("formatCode"))
		case "cellXfs":
			inCells = true
		case "cellStyles", "dxfs":
			inCells = false
		case "xf":
			if !inCells {
				return nil
			}
			id := m.attribute("numFmtId")
			is, given := own[id]
			if n, err := strconv.Atoi(id); err == nil && !given {
				switch {
				case n == 9 || n == 10:
					is = asShare
				case n >= 14 && n <= 17, n == 22, n >= 27 && n <= 31, n == 36, n >= 50 && n <= 54, n == 57, n == 58:
					is = asDay
				}
			}
			b.styles = append(b.styles, is)
		}
		return nil
	})
}

// lookOf says what a format makes of a number: "d mmm yyyy" shows days, "0 %" shares.
func lookOf(format string) look {
	var plain strings.Builder
	for i := 0; i < len(format); i++ {
		switch c := format[i]; c {
		case '"', '[':
			end := map[byte]byte{'"': '"', '[': ']'}[c]
			skip := strings.IndexByte(format[i+1:], end)
			if skip < 0 {
				return asNumber
			}
			i += skip + 1
		case '\\', '_', '*':
			i++
		case ';':
			i = len(format)
		default:
			plain.WriteByte(c | 0x20) // in small letters
		}
	}
	text := plain.String()
	switch {
	case strings.Contains(text, "general") || strings.Contains(text, "standard"):
		return asNumber
	case strings.ContainsAny(text, "yd"), strings.Contains(text, "m") && !strings.ContainsAny(text, "hs0#"):
		return asDay
	case strings.Contains(text, "%"):
		return asShare
	}
	return asNumber
}

// refuse says where in a sheet a file cannot be read, and why.
func (b *workbook) refuse(row, column int, format string, args ...any) error {
	return unreadable("%s, sheet “%s”, cell %s%d %s.", b.name, b.sheet.Name, columnName(column), row+1, fmt.Sprintf(format, args...))
}

// columnName gives the letters of a column that counts from 0: A, B, AA.
func columnName(column int) string {
	name := ""
	for column++; column > 0; column = (column - 1) / 26 {
		name = string(rune('A'+(column-1)%26)) + name
	}
	return name
}

// place reads the name of a cell, "AB12", as indexes from 0; ok is false where it is none.
func placeOf(name string) (p at, ok bool) {
	i := 0
	for ; i < len(name) && name[i]|0x20 >= 'a' && name[i]|0x20 <= 'z'; i++ {
		p.column = p.column*26 + int(name[i]|0x20-'a') + 1
		if i > 3 {
			return p, false
		}
	}
	row, err := strconv.Atoi(name[i:])
	p.column, p.row = p.column-1, row-1
	return p, err == nil && i > 0 && row >= 1
}
