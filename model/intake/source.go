// Package intake reads lists that people keep in spreadsheets: it finds out how a file is
// written and what its columns are, turns the cells into records of the register, and
// says of everything it cannot read where it stands and why. It writes nothing: what it
// read is looked at, corrected and confirmed by people first.
package intake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"rollbook/model"
)

// Limits that keep a monstrous file from taking the computer down.
const (
	maxFile    = 256 << 20 // bytes of a file
	maxRows    = 1 << 20   // rows of a sheet
	maxColumns = 400       // columns of a sheet that hold anything
	maxUnzip   = 1 << 30   // bytes of a spreadsheet when unpacked
	maxRatio   = 200       // how much larger a part may be unpacked than packed
)

// Source is a file with lists in it, as it was read.
type Source struct {
	Name      string // of the file, without its folder
	Sheets    []Sheet
	Encoding  string    // of a CSV: "UTF-8", "windows-1252"
	Readings  []Reading // where it is not certain how a CSV is encoded: how it would read
	Separator rune      // of a CSV
}

// Options say how a CSV is written, where people know better than the program.
type Options struct {
	Encoding  string // empty: found out
	Separator rune   // 0: found out
}

// Read reads a file, whatever its name ends with: XLSX, ODS, a table of a web page, or text
// with separated columns. The error has code EUnreadable and says what the matter is, or
// ENotFound or EPermission.
func Read(ctx context.Context, path string, options Options) (*Source, error) {
	name := filepath.Base(path)
	info, err := os.Stat(path)
	if err != nil {
		return nil, notOpened(name, err)
	}
	switch {
	case info.IsDir():
		return nil, unreadable("%s is a folder, not a list.", name)
	case !info.Mode().IsRegular(): // opening a pipe would wait for somebody to write into it
		return nil, unreadable("%s is a pipe or a device, not a file. Save the list as a file first.", name)
	case info.Size() > maxFile:
		return nil, unreadable("%s is larger than %d MB. Split the list.", name, maxFile>>20)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, notOpened(name, err)
	}
	defer f.Close()
	data := bytes.NewBuffer(make([]byte, 0, info.Size()+bytes.MinRead))
	if _, err := data.ReadFrom(io.LimitReader(f, maxFile+1)); err != nil {
		return nil, unreadable("%s could not be read: %v.", name, plainCause(err))
	}
	if data.Len() > maxFile {
		return nil, unreadable("%s is larger than %d MB. Split the list.", name, maxFile>>20)
	}
	return ReadBytes(ctx, name, data.Bytes(), options)
}

func notOpened(name string, err error) error {
	code := model.EPermission
	if os.IsNotExist(err) {
		code = model.ENotFound
	}
	return &model.Error{Code: code, Message: fmt.Sprintf("%s cannot be opened: %v.", name, plainCause(err)), Err: err}
}

// ReadBytes reads a file that is in memory, such as one dropped on the window.
func ReadBytes(ctx context.Context, name string, data []byte, options Options) (source *Source, err error) {
	defer func() {
		if errors.Is(err, errMarkup) || err == io.EOF || err == io.ErrUnexpectedEOF {
			source, err = nil, unreadable("%s is damaged (%v). Open it in Excel and save it as .xlsx.", name, err)
		}
		if fault := recover(); fault != nil {
			source, err = nil, unreadable("%s could not be read: the program met a fault of its own (%v). Please send the file's makers this line; saving the list anew as .csv may help.", name, fault)
		}
	}()
	excel, flat := isXMLBook(data)
	switch {
	case len(bytes.TrimSpace(data)) == 0 || len(bytes.Trim(data, "\x00")) == 0:
		return nil, unreadable("%s is empty.", name)
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return readZip(ctx, name, data)
	case isCompound(data):
		return nil, refuseCompound(name, data)
	case isBIFF(data):
		return nil, unreadable("%s is a very old Excel file. Open it in Excel or LibreOffice and save it as .xlsx.", name)
	case bytes.HasPrefix(data, []byte("%PDF")):
		return nil, unreadable("%s is a PDF, not a list. Ask for the spreadsheet it was made from.", name)
	case bytes.HasPrefix(data, []byte(`{\rtf`)):
		return nil, unreadable("%s is a text document (RTF), not a list. Copy its table into a spreadsheet and save that.", name)
	case bytes.HasPrefix(data, []byte("MIME-Version:")):
		return nil, unreadable("%s is a saved web page (.mht). Open it in Excel and save it as .xlsx.", name)
	case excel:
		return (&workbook{name: name}).readXMLBook(ctx, data)
	case flat:
		return (&workbook{name: name}).readTablesOf(ctx, "its XML", newMarkup(bytes.NewReader(data)))
	case isWebpage(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))):
		return readWebpage(ctx, name, data, options)
	}
	return readCSV(ctx, name, data, options)
}

// ReadText reads cells that were copied from a spreadsheet: columns between tabs.
func ReadText(text string) Sheet {
	var s Sheet
	for line := range strings.Lines(strings.ReplaceAll(text, "\r\n", "\n")) {
		s.Rows = append(s.Rows, cleanRow(strings.Split(strings.TrimSuffix(line, "\n"), "\t")))
	}
	return s
}

func unreadable(format string, args ...any) error {
	return model.Errorf(model.EUnreadable, format, args...)
}

// plainCause gives what the system says without the path it repeats.
func plainCause(err error) error {
	for {
		inner, ok := err.(interface{ Unwrap() error })
		if !ok || inner.Unwrap() == nil {
			return err
		}
		err = inner.Unwrap()
	}
}

// cleanRow trims the cells of a row, and the empty cells at its end.
func cleanRow(cells []string) []string {
	last := 0
	for i, cell := range cells {
		cells[i] = cleanCell(cell)
		if cells[i] != "" {
			last = i + 1
		}
	}
	return cells[:last]
}

// cleanCell trims a cell of white space and of the characters that cannot be seen.
func cleanCell(cell string) string {
	for i := range len(cell) {
		if c := cell[i]; c >= 0x80 || c < 0x20 {
			cell = strings.Map(func(r rune) rune {
				switch {
				case r == '\u00a0', r == '\u2007', r == '\u202f', r == '\t':
					return ' '
				case r == '\u200b', r == '\u200e', r == '\u200f', r == '\ufeff', r == '\u00ad', r < 0x20 && r != '\n':
					return -1
				}
				return r
			}, cell)
			break
		}
	}
	return strings.TrimSpace(cell)
}
