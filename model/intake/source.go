// Package intake reads lists that people keep in spreadsheets: it finds out how a file is
// written and what its columns are, turns the cells into records of the register, and
// says of everything it cannot read where it stands and why. It writes nothing: what it
// read is looked at, corrected and confirmed by people first.
package intake

import (
	"bytes"
	"context"
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
	maxRows    = 1_000_000 // rows of a sheet
	maxColumns = 400       // columns of a sheet that hold anything
	maxUnzip   = 1 << 30   // bytes of a spreadsheet when unpacked
	maxRatio   = 200       // how much larger a part may be unpacked than packed
)

// Source is a file with lists in it, as it was read.
type Source struct {
	Name      string // of the file, without its folder
	Sheets    []Sheet
	Encoding  string // of a CSV: "UTF-8", "windows-1252"
	Separator rune   // of a CSV
}

// Sheet is the cells of one sheet, as text. Row 0 is the file's row 1.
type Sheet struct {
	Name     string
	Hidden   bool
	Rows     [][]string
	Lines    []int // the file's number of each row, where rows take several lines; nil: index + 1
	Serials  bool  // dates are numbers of days
	From1904 bool  // such days are counted from 1904
}

// Line gives the number by which people find a row in the file.
func (s *Sheet) Line(row int) int {
	if row < len(s.Lines) {
		return s.Lines[row]
	}
	return row + 1
}

// Options say how a CSV is written, where people know better than the program.
type Options struct {
	Encoding  string // empty: found out
	Separator rune   // 0: found out
}

// Encodings lists the encodings a CSV can be read in, as Options names them.
func Encodings() []string {
	return []string{"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252", "windows-1250", "windows-1251", "windows-1256", "EUC-KR", "GB18030", "Big5", "Shift_JIS"}
}

// Read reads a file, XLSX or CSV, whatever its name ends with. The error has code
// EUnreadable and says what the matter is, or ENotFound or EPermission.
func Read(ctx context.Context, path string, options Options) (*Source, error) {
	name := filepath.Base(path)
	f, err := os.Open(path)
	if err != nil {
		code := model.EPermission
		if os.IsNotExist(err) {
			code = model.ENotFound
		}
		return nil, &model.Error{Code: code, Message: fmt.Sprintf("%s cannot be opened: %v.", name, plainCause(err)), Err: err}
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, unreadable("%s is a folder, not a list.", name)
	case info.Size() > maxFile:
		return nil, unreadable("%s is larger than %d MB. Split the list.", name, maxFile>>20)
	}
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, unreadable("%s could not be read: %v.", name, plainCause(err))
	}
	return ReadBytes(ctx, name, data, options)
}

// ReadBytes reads a file that is in memory, such as one dropped on the window.
func ReadBytes(ctx context.Context, name string, data []byte, options Options) (*Source, error) {
	switch {
	case len(bytes.TrimSpace(data)) == 0:
		return nil, unreadable("%s is empty.", name)
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return readXLSX(ctx, name, data)
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return nil, unreadable("%s is an old Excel file (.xls) or protected by a password. Open it in Excel and save it as .xlsx.", name)
	case bytes.HasPrefix(data, []byte("%PDF")):
		return nil, unreadable("%s is a PDF, not a list. Ask for the spreadsheet it was made from.", name)
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
