package kit

import (
	"fyne.io/fyne/v2"
)

// Column is a column of a data table, described as data.
type Column[T any] struct {
	ID    string // for sorting; empty: the column cannot be sorted by
	Title string
	Width float32 // the least
	Flex  float32 // its part of the room that is left
	Right bool    // figures stand on the right
	Drop  int     // the higher, the sooner the column is left out where there is little room; 0: never
	Quiet bool
	Text  func(T) string
	Color func(T) fyne.ThemeColorName // nil or empty: the usual
	Tip   func(T) string              // nil: none
}

// columnsLayout lays the cells of a row out; header and rows share one.
type columnsLayout struct {
	width, flex []float32
	drop        []int
	right       []bool  // figures: what comes after them keeps a distance
	placed      float32 // width it was last worked out for
	grown       float32 // and how much the columns had grown with the texts
	at, wide    []float32
}

// columnGap is the space between two columns, and before the first.
const columnGap = Step3

// place works out where each column begins and how wide it is, within a width. Columns
// that there is no room for are 0 wide.
func (l *columnsLayout) place(width float32) {
	grown := Grown(1)
	if l.placed == width && l.grown == grown && l.at != nil {
		return
	}
	l.placed, l.grown = width, grown
	l.at, l.wide = make([]float32, len(l.width)), make([]float32, len(l.width))
	shown := make([]bool, len(l.width))
	need, flex := columnGap, float32(0)
	for i := range l.width {
		shown[i] = true
		need += l.width[i]*grown + columnGap + l.after(i)
		flex += l.flex[i]
	}
	for need > width {
		leave := -1
		for i, drop := range l.drop {
			if shown[i] && drop > 0 && (leave < 0 || drop > l.drop[leave]) {
				leave = i
			}
		}
		if leave < 0 {
			break
		}
		shown[leave] = false
		need -= l.width[leave]*grown + columnGap + l.after(leave)
		flex -= l.flex[leave]
	}
	extra := max(width-need, 0)
	x := columnGap
	for i := range l.width {
		l.at[i] = x
		if !shown[i] {
			continue
		}
		l.wide[i] = l.width[i] * grown
		if flex > 0 {
			l.wide[i] += extra * l.flex[i] / flex
		}
		l.wide[i] = max(min(l.wide[i], width-x), 0)
		x += l.wide[i] + columnGap + l.after(i)
	}
}

// after gives the space between a column of figures and a text that follows it.
func (l *columnsLayout) after(i int) float32 {
	if l.right[i] && i+1 < len(l.right) && !l.right[i+1] {
		return columnGap
	}
	return 0
}

// Layout is the toolkit's.
func (l *columnsLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.place(size.Width)
	for i, o := range objects {
		h := o.MinSize().Height
		o.Move(fyne.NewPos(l.at[i], (size.Height-h)/2))
		o.Resize(fyne.NewSize(l.wide[i], h))
		if (l.wide[i] > 0) != o.Visible() {
			if l.wide[i] > 0 {
				o.Show()
			} else {
				o.Hide()
			}
		}
	}
}

// MinSize is the toolkit's.
func (l *columnsLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	need := columnGap
	for i := range l.width {
		if l.drop[i] == 0 {
			need += Grown(l.width[i]) + columnGap + l.after(i)
		}
	}
	return fyne.NewSize(need, RowHeight)
}
