package intake

import "fmt"

// Sheet is the cells of one sheet, as text. Row 0 is the file's row 1.
type Sheet struct {
	Name      string
	Hidden    bool
	Rows      [][]string
	Lines     []int    // the file's number of each row, where rows take several lines; nil: index + 1
	Serials   bool     // dates are numbers of days
	From1904  bool     // such days are counted from 1904
	Separated bool     // its cells were parted by separators, which may stand in a cell by mistake
	Notes     []string // what people should know of how it was read

	formulas map[at]bool // cells whose text is a formula, in place of its result
	merged   map[at]at   // cells that speak by the first cell they are merged with

	spread     int  // cells that merged ones were written into
	spreadTold bool // that there are more
}

// at is a cell of a sheet, by indexes.
type at struct{ row, column int }

// Line gives the number by which people find a row in the file.
func (s *Sheet) Line(row int) int {
	if row < len(s.Lines) {
		return s.Lines[row]
	}
	return row + 1
}

// unworked notes that a cell holds a formula and not its result.
func (s *Sheet) unworked(row, column int) {
	if s.formulas == nil {
		s.formulas = map[at]bool{}
	}
	s.formulas[at{row, column}] = true
}

// merge writes what a merged cell says into each cell it covers: one that stands above
// several columns heads them all, one that stands beside several rows speaks for them all.
// Rows and columns count from 0.
func (s *Sheet) merge(top, left, bottom, right int) {
	bottom, right = min(bottom, len(s.Rows)-1), min(right, s.width()-1)
	if top < 0 || left < 0 || top > bottom || left >= len(s.Rows[top]) || s.Rows[top][left] == "" {
		return
	}
	if s.spread += (bottom - top + 1) * (right - left + 1); s.spread > maxCells {
		if s.spread -= (bottom - top + 1) * (right - left + 1); !s.spreadTold {
			s.spreadTold = true
			s.note("The sheet has more merged cells than can be followed; from row %d on they speak for their first row alone.", s.Line(top))
		}
		return
	}
	text := s.Rows[top][left]
	for row := top; row <= bottom; row++ {
		cells := s.Rows[row]
		for len(cells) <= right {
			cells = append(cells, "")
		}
		for column := left; column <= right; column++ {
			if (row != top || column != left) && cells[column] == "" {
				cells[column] = text
				if s.merged == nil {
					s.merged = map[at]at{}
				}
				s.merged[at{row, column}] = at{top, left}
			}
		}
		s.Rows[row] = cells
	}
}

// note adds to what people should know of how the sheet was read.
func (s *Sheet) note(format string, args ...any) {
	s.Notes = append(s.Notes, fmt.Sprintf(format, args...))
}
