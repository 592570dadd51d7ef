package intake

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/text/encoding/htmlindex"
)

// readCSV reads a text file with separated columns, in whatever encoding and with
// whatever separator.
func readCSV(ctx context.Context, name string, data []byte, options Options) (*Source, error) {
	encoding := options.Encoding
	if encoding == "" {
		encoding = findEncoding(data)
	}
	text, err := decodeText(data, encoding)
	if err != nil {
		return nil, unreadable("%s cannot be read as %s: %v.", name, encoding, err)
	}
	if strings.ContainsRune(text, 0) {
		return nil, unreadable("%s is neither a spreadsheet nor text. Save the list as .xlsx or .csv.", name)
	}
	separator := options.Separator
	if first, rest, _ := strings.Cut(text, "\n"); strings.HasPrefix(first, "sep=") && len(strings.TrimRight(first, "\r")) == 5 {
		// Excel's way of saying which separator it used.
		text = "\n" + rest
		if separator == 0 {
			separator = rune(first[4])
		}
	}
	if separator == 0 {
		separator = findSeparator(text)
	}
	sheet, err := splitCSV(ctx, name, text, separator)
	if err != nil {
		return nil, err
	}
	return &Source{Name: name, Sheets: []Sheet{sheet}, Encoding: encoding, Separator: separator}, nil
}

func splitCSV(ctx context.Context, name, text string, separator rune) (Sheet, error) {
	sheet := Sheet{}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = separator, true, -1
	for {
		if len(sheet.Rows)%1024 == 0 && ctx.Err() != nil {
			return sheet, ctx.Err()
		}
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return sheet, nil
		}
		line, _ := r.FieldPos(0)
		if err != nil {
			return sheet, unreadable("%s, line %d cannot be read: %v.", name, line, plainCause(err))
		}
		for i := range cells {
			cells[i] = unescape(cells[i])
		}
		cells = cleanRow(cells)
		switch {
		case len(cells) > maxColumns:
			return sheet, unreadable("%s, line %d has %d columns; a list has at most %d.", name, line, len(cells), maxColumns)
		case len(sheet.Rows) >= maxRows:
			return sheet, unreadable("%s has more than %d rows. Split the list.", name, maxRows)
		}
		sheet.Rows, sheet.Lines = append(sheet.Rows, cells), append(sheet.Lines, line)
	}
}

// unescape takes away the apostrophe that keeps a spreadsheet from taking a text for a
// formula, as model/csv and others put it before =, +, -, @, tab and return.
func unescape(cell string) string {
	if rest := strings.TrimLeft(cell, "'"); rest != "" && rest != cell && strings.ContainsRune("=+-@\t\r", rune(rest[0])) {
		return cell[1:]
	}
	return cell
}

// findEncoding finds out how a text is encoded: its byte order mark, UTF-8 where it is
// valid, else what its bytes look like.
func findEncoding(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return "UTF-8"
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return "UTF-16LE"
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return "UTF-16BE"
	}
	head := data[:min(len(data), 256<<10)]
	if wide := findUTF16(head); wide != "" {
		return wide
	}
	if validUTF8(head) {
		return "UTF-8"
	}
	found, err := chardet.NewTextDetector().DetectBest(head)
	if err != nil {
		return "windows-1252"
	}
	// The Windows code pages hold all that the ISO ones of the same script hold.
	encoding := found.Charset
	switch encoding {
	case "ISO-8859-1", "ISO-8859-15":
		encoding = "windows-1252"
	case "ISO-8859-2":
		encoding = "windows-1250"
	case "ISO-8859-5", "KOI8-R":
		if found.Language == "ru" && encoding == "KOI8-R" {
			return encoding
		}
		encoding = "windows-1251"
	case "ISO-8859-6":
		encoding = "windows-1256"
	case "GB-18030":
		encoding = "GB18030"
	}
	if !slices.Contains(Encodings(), encoding) {
		return "windows-1252"
	}
	return encoding
}

// findUTF16 knows UTF-16 without a byte order mark by the separators and line ends between
// its cells: every other byte of them is 0, on the same side; "" where it is something else.
func findUTF16(head []byte) string {
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	switch {
	case zeros[0]+zeros[1] < len(head)/50+1:
		return ""
	case zeros[0] > 20*zeros[1]:
		return "UTF-16BE"
	case zeros[1] > 20*zeros[0]:
		return "UTF-16LE"
	}
	return ""
}

// validUTF8 says whether a beginning of a text is UTF-8; its last letter may be cut off.
func validUTF8(head []byte) bool {
	for cut := range utf8.UTFMax {
		if cut <= len(head) && utf8.Valid(head[:len(head)-cut]) {
			return true
		}
	}
	return false
}

// decodeText turns bytes into text without a byte order mark.
func decodeText(data []byte, encoding string) (string, error) {
	if encoding == "UTF-8" {
		return strings.ToValidUTF8(string(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))), string(unicode.ReplacementChar)), nil
	}
	e, err := htmlindex.Get(encoding)
	if err != nil {
		return "", fmt.Errorf("%q is not an encoding; there are %s", encoding, strings.Join(Encodings(), ", "))
	}
	decoded, err := e.NewDecoder().Bytes(data)
	return strings.TrimPrefix(string(decoded), "\ufeff"), err
}

// findSeparator chooses the separator that splits the first lines into the most columns,
// the same number in most lines.
func findSeparator(text string) rune {
	best, bestScore := ',', 0
	for _, separator := range []rune{',', ';', '\t', '|'} {
		r := csv.NewReader(strings.NewReader(text))
		r.Comma, r.LazyQuotes, r.FieldsPerRecord, r.ReuseRecord = separator, true, -1, true
		lines := map[int]int{}
		for range 60 {
			cells, err := r.Read()
			if err != nil {
				break
			}
			if len(cells) > 1 {
				lines[len(cells)]++
			}
		}
		score := 0
		for columns, n := range lines {
			score = max(score, n*n*columns)
		}
		if score > bestScore {
			best, bestScore = separator, score
		}
	}
	return best
}
