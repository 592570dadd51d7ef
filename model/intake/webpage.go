package intake

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// isWebpage says whether a text is a web page, which many systems save as .xls.
func isWebpage(text []byte) bool {
	head := bytes.ToLower(bytes.TrimSpace(text[:min(len(text), 2048)]))
	for _, begin := range []string{"<!doctype html", "<html", "<table", "<head", "<body", "<meta", "<div", "<style"} {
		if bytes.HasPrefix(head, []byte(begin)) {
			return true
		}
	}
	return bytes.HasPrefix(head, []byte("<?xml")) && bytes.Contains(head, []byte("<html")) ||
		bytes.HasPrefix(head, []byte("<!--")) && (bytes.Contains(head, []byte("<table")) || bytes.Contains(head, []byte("<html")))
}

// webEncoding gives the encoding that a web page says it is in; "" where it says none.
func webEncoding(data []byte) string {
	head := strings.ToLower(string(data[:min(len(data), 4096)]))
	_, after, ok := strings.Cut(head, "charset=")
	if !ok {
		return ""
	}
	after = strings.TrimLeft(after, `"'`)
	name := after[:len(after)-len(strings.TrimLeft(after, "abcdefghijklmnopqrstuvwxyz0123456789-_"))]
	switch name {
	case "iso-8859-1", "us-ascii", "latin1":
		return "windows-1252"
	case "ks_c_5601-1987", "euc-kr":
		return "EUC-KR"
	case "gb2312", "gbk":
		return "GB18030"
	case "x-sjis":
		return "Shift_JIS"
	}
	for _, e := range encodings {
		if strings.EqualFold(e.name, name) && !strings.HasPrefix(e.name, "UTF-16") {
			return e.name
		}
	}
	return ""
}

// pageReader reads the tables of a web page as sheets.
type pageReader struct {
	*workbook
	source  *Source
	deep    int // tables in tables
	row     int
	column  int
	open    bool // in a cell
	text    strings.Builder
	span    at          // how many rows and columns the cell covers
	covered map[int]int // of a column that cells above go down into, the last row they cover
	merged  []mergedCells
}

// readWebpage reads the tables of a web page.
func readWebpage(ctx context.Context, name string, data []byte, options Options) (*Source, error) {
	chosen := options.Encoding
	if said := webEncoding(data); chosen == "" && said != "" {
		chosen = said
	}
	text, encoding, readings, err := readText(name, data, chosen)
	if err != nil {
		return nil, err
	}
	r := pageReader{workbook: &workbook{name: name}, source: &Source{Name: name, Encoding: encoding, Readings: readings}}
	z := html.NewTokenizer(bytes.NewReader(text))
	z.SetMaxBuf(16 << 20)
	for n := 0; ; n++ {
		if n%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		kind := z.Next()
		if kind == html.ErrorToken {
			if err := z.Err(); !errors.Is(err, io.EOF) {
				return nil, unreadable("%s is a web page that cannot be read (%v). Open it in Excel and save it as .xlsx.", name, err)
			}
			break
		}
		if err := r.token(kind, z); err != nil {
			return nil, err
		}
	}
	if r.deep > 0 {
		if err := r.endTable(); err != nil {
			return nil, err
		}
	}
	if len(r.source.Sheets) == 0 {
		return nil, unreadable("%s is a web page without a table that says anything. Open it in a browser, copy the list into a spreadsheet, and save that.", name)
	}
	return r.done(r.source)
}

func (r *pageReader) token(kind html.TokenType, z *html.Tokenizer) error {
	switch kind {
	case html.TextToken:
		if r.open && r.text.Len() <= 8*maxCell {
			r.text.WriteString(strings.Join(strings.FieldsFunc(" "+string(z.Text())+" ", func(c rune) bool { return c == '\n' || c == '\r' || c == '\t' }), " "))
		}
	case html.StartTagToken, html.SelfClosingTagToken:
		name, more := z.TagName()
		switch atom.Lookup(name) {
		case atom.Script, atom.Style:
			if kind == html.StartTagToken {
				return skipRaw(z)
			}
		case atom.Table:
			if r.deep++; r.deep == 1 {
				r.sheet, r.row, r.covered, r.merged = Sheet{Name: "Table " + strconv.Itoa(len(r.source.Sheets)+1)}, -1, map[int]int{}, nil
			}
		case atom.Tr:
			if r.deep == 1 {
				if err := r.endCell(); err != nil {
					return err
				}
				r.row, r.column = r.row+1, 0
			}
		case atom.Td, atom.Th:
			if r.deep != 1 {
				return nil
			}
			if err := r.endCell(); err != nil {
				return err
			}
			r.open, r.row, r.span = true, max(r.row, 0), at{1, 1}
			for more {
				var key, value []byte
				key, value, more = z.TagAttr()
				if n, err := strconv.Atoi(string(value)); err == nil && n > 1 {
					switch string(key) {
					case "rowspan":
						r.span.row = min(n, 65_534)
					case "colspan":
						r.span.column = min(n, maxColumns)
					}
				}
			}
		case atom.Br:
			if r.open {
				r.text.WriteByte('\n')
			}
		}
	case html.EndTagToken:
		name, _ := z.TagName()
		switch atom.Lookup(name) {
		case atom.Td, atom.Th, atom.Tr:
			if r.deep == 1 {
				return r.endCell()
			}
		case atom.Table:
			if r.deep == 1 {
				if err := r.endTable(); err != nil {
					return err
				}
			}
			r.deep = max(r.deep-1, 0)
		}
	}
	return nil
}

// skipRaw passes over a script or a style.
func skipRaw(z *html.Tokenizer) error {
	for {
		switch z.Next() {
		case html.ErrorToken:
			return nil // what comes next says so too
		case html.EndTagToken:
			if name, _ := z.TagName(); slices.Contains([]string{"script", "style"}, string(name)) {
				return nil
			}
		}
	}
}

func (r *pageReader) endCell() error {
	if !r.open {
		return nil
	}
	text := r.text.String()
	r.open = false
	r.text.Reset()
	for last, ok := r.covered[r.column]; ok && last >= r.row; last, ok = r.covered[r.column] {
		r.column++
	}
	if len(text) > 8*maxCell {
		text = tooLong
	}
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = strings.Join(strings.Fields(lines[i]), " ")
	}
	if text != tooLong {
		text = strings.Join(lines, "\n")
	}
	if err := r.put(at{r.row, r.column}, text, false); err != nil {
		return err
	}
	if r.span.row > 1 {
		for column := r.column; column < r.column+r.span.column; column++ {
			r.covered[column] = r.row + r.span.row - 1
		}
	}
	if r.span.row > 1 || r.span.column > 1 {
		r.merged = append(r.merged, mergedCells{r.row, r.column, r.row + r.span.row - 1, r.column + r.span.column - 1})
	}
	r.column += r.span.column
	return nil
}

func (r *pageReader) endTable() error {
	if err := r.endCell(); err != nil {
		return err
	}
	for _, one := range r.merged {
		r.sheet.merge(one.top, one.left, one.bottom, one.right)
	}
	if len(r.sheet.Rows) > 0 {
		r.source.Sheets = append(r.source.Sheets, r.sheet)
	}
	return nil
}
