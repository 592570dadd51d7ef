package pptx

import (
	"cmp"
	"fmt"
	"strings"

	"rollbook/model"
	"rollbook/model/report"
)

// Spaces within a cell.
const (
	cellSide  = point * 6
	cellAbove = point * 4
)

// tableSizes are the sizes of text in tables, tried from the largest on.
var tableSizes = []int{16, 14, 13, 12, 11, 10, 9}

// table draws a native table in the largest text for which there is room.
func (c *canvas) table(t report.Table, at box) {
	size, widths, heights := 0, []int(nil), []int(nil)
	for _, size = range tableSizes {
		widths = columnWidths(t, at.w, size)
		heights = rowHeights(t, widths, size)
		if sum(heights) <= at.h && !broken(t, widths, size) {
			break
		}
	}
	// Rows may stand further apart where there is room, but not lost in it.
	if room := at.h - sum(heights); room > 0 {
		for i := range heights {
			heights[i] += min(room/len(heights), point*10)
		}
	}
	var b strings.Builder
	for _, w := range widths {
		fmt.Fprintf(&b, `<a:gridCol w="%d"/>`, w)
	}
	b.WriteString(`</a:tblGrid>`)
	first := ""
	if headed(t) {
		first = ` firstRow="1"`
		fmt.Fprintf(&b, `<a:tr h="%d">`, heights[0])
		for _, col := range t.Columns {
			b.WriteString(cell(col.Head, col.Figure, style{size: size, bold: true, ink: inkText}, "accent1", true))
		}
		b.WriteString(`</a:tr>`)
		heights = heights[1:]
	}
	for i, row := range t.Rows {
		fmt.Fprintf(&b, `<a:tr h="%d">`, heights[i])
		for n, col := range t.Columns {
			text := ""
			if n < len(row.Cells) {
				text = row.Cells[n].Text
			}
			b.WriteString(cell(text, col.Figure, style{size: size, bold: row.Strong, ink: inkText}, "bg2", false))
		}
		b.WriteString(`</a:tr>`)
	}
	fmt.Fprintf(&c.shapes, `<p:graphicFrame><p:nvGraphicFramePr>%s<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>%s`+
		`<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr%s/><a:tblGrid>%s</a:tbl></a:graphicData></a:graphic></p:graphicFrame>`,
		c.named("Table", fmt.Sprintf("Table%s of %s and %s", of(t.Title), model.Counted(len(t.Rows), "row", "rows"), model.Counted(len(t.Columns), "column", "columns"))), box{at.x, at.y, at.w, sum(heights)}.xfrm("p:xfrm"), first, b.String())
}

func of(title string) string {
	if title == "" {
		return ""
	}
	return " “" + title + "”"
}

func headed(t report.Table) bool {
	for _, c := range t.Columns {
		if c.Head != "" {
			return true
		}
	}
	return false
}

// cell is a cell with a line below it in the ink given.
func cell(text string, figure bool, s style, line string, head bool) string {
	if figure {
		s.align = "r"
	}
	anchor := "ctr"
	if head {
		anchor = "b"
	}
	const none = `<a:ln%s w="0"><a:noFill/></a:ln%[1]s>`
	return `<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>` + s.paragraph(text) + `</a:txBody>` +
		fmt.Sprintf(`<a:tcPr marL="%d" marR="%d" marT="%d" marB="%d" anchor="%s">`, cellSide, cellSide, cellAbove, cellAbove, anchor) +
		fmt.Sprintf(none, "L") + fmt.Sprintf(none, "R") + fmt.Sprintf(none, "T") +
		fmt.Sprintf(`<a:lnB w="%d"><a:solidFill><a:schemeClr val="%s"/></a:solidFill></a:lnB><a:noFill/></a:tcPr></a:tc>`, point, cmp.Or(line, "bg2"))
}

// columnWidths shares the room out by the columns' weights, but so that no word is broken
// where that can be helped.
func columnWidths(t report.Table, room, size int) []int {
	total := 0.0
	for _, c := range t.Columns {
		total += cmp.Or(c.Weight, 1)
	}
	widths, least := make([]int, len(t.Columns)), make([]int, len(t.Columns))
	lacking, spare := 0, 0
	for i, c := range t.Columns {
		widths[i] = int(float64(room) * cmp.Or(c.Weight, 1) / total)
		least[i] = longestWord(c.Head, size, true)
		for _, r := range t.Rows {
			if i < len(r.Cells) {
				least[i] = max(least[i], longestWord(r.Cells[i].Text, size, r.Strong))
			}
		}
		lacking, spare = lacking+max(0, least[i]-widths[i]), spare+max(0, widths[i]-least[i])
	}
	if lacking > spare {
		return widths
	}
	for i := range widths {
		if widths[i] < least[i] {
			widths[i] = least[i]
		} else if spare > 0 {
			widths[i] -= int(float64(widths[i]-least[i]) * float64(lacking) / float64(spare))
		}
	}
	return widths
}

// longestWord gives the width of the cell that a text's longest word needs.
func longestWord(text string, size int, bold bool) int {
	longest := 0.0
	for word := range strings.FieldsSeq(text) {
		longest = max(longest, widthOf(word, size, bold))
	}
	return int(longest*point) + 2*cellSide + 2*point
}

// broken says whether words are broken in columns so wide.
func broken(t report.Table, widths []int, size int) bool {
	for i, c := range t.Columns {
		if longestWord(c.Head, size, true) > widths[i] {
			return true
		}
	}
	return false
}

// rowHeights gives the height that each row needs, the headings' first where there are any.
func rowHeights(t report.Table, widths []int, size int) []int {
	var heights []int
	height := func(bold bool, text func(int) string) {
		lines := 1
		for i, w := range widths {
			lines = max(lines, linesOf(text(i), size, bold, float64(w-2*cellSide)/point))
		}
		heights = append(heights, lines*size*point*12/10+2*cellAbove)
	}
	if headed(t) {
		height(true, func(i int) string { return t.Columns[i].Head })
	}
	for _, r := range t.Rows {
		height(r.Strong, func(i int) string {
			if i < len(r.Cells) {
				return r.Cells[i].Text
			}
			return ""
		})
	}
	return heights
}

func sum(all []int) int {
	n := 0
	for _, v := range all {
		n += v
	}
	return n
}
