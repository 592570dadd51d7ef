package pdf

import (
	"slices"
	"strings"

	"rollbook/model/report"
)

// grid is a table laid out: its columns' places and its headings.
type grid struct {
	*flow
	columns []column
	head    cells
}

// column is a column of a grid; positions from the left margin, in the order in which they
// are read.
type column struct {
	x, w   float64
	figure bool
}

// cells is a row of texts, one a column.
type cells []set

const (
	columnGap  = 14.0
	rowPadding = 4.5
	aboveNote  = 5.0
)

// table lays a table out and draws it, its headings on every page.
func (f *flow) table(t report.Table, each func()) error {
	g := f.grid(t)
	title := set{style: heading2}
	if t.Title != "" {
		title = f.set(t.Title, heading2, f.right-f.left)
	}
	if err := f.need(title.height() + 4 + g.together(t)); err != nil {
		return err
	}
	f.begin(roleTable)
	err := g.rows(t, title, each)
	f.end()
	if err != nil {
		return err
	}
	for _, n := range t.Notes {
		f.y += aboveNote
		if err := f.write(n, small, roleText); err != nil {
			return err
		}
	}
	f.y += 16
	return nil
}

// rows draws the table under its title.
func (g *grid) rows(t report.Table, title set, each func()) error {
	f := g.flow
	if t.Title != "" {
		x, at := f.side()
		f.within(roleCaption, func() { title.draw(f.page, x, f.y, at) })
		f.y += title.height() + 4
	}
	g.drawHead(true)
	for i, r := range t.Rows {
		row := g.row(r)
		need := row.height() + 2*rowPadding
		if i > 0 && i == len(t.Rows)-fewRows { // the last rows stand together
			need = min(g.height(t.Rows[i:])+f.notesHeight(t.Notes), f.bottom-f.top-g.headHeight())
		}
		if r.Strong && i+1 < len(t.Rows) { // the head of a group does not stand alone
			need = max(need, min(g.height(t.Rows[i:i+2]), f.bottom-f.top-g.headHeight()))
		}
		if need > f.room() {
			if err := f.next(); err != nil {
				return err
			}
			g.drawHead(false)
		}
		if err := g.draw(row, r.Strong); err != nil {
			return err
		}
		each()
	}
	return nil
}

// together is how much room a table asks for where it begins: for all of it where that is
// no more than two fifths of a page or it has too few rows to be parted, else for its
// headings and first rows.
func (g *grid) together(t report.Table) float64 {
	page := g.bottom - g.top
	h, first := g.headHeight(), 0.0
	for i, r := range t.Rows {
		if h += g.row(r).height() + 2*rowPadding; i == fewRows-1 {
			first = h
		}
		if i >= 2*fewRows-1 && h > page*wholeShare || h > page {
			return min(max(first, g.headHeight()), page)
		}
	}
	return min(h+g.notesHeight(t.Notes), page)
}

// notesHeight is the room of what stands below a table.
func (f *flow) notesHeight(notes []string) float64 {
	h := 0.0
	for _, n := range notes {
		h += aboveNote + f.set(n, small, f.right-f.left).height()
	}
	return h
}

// height is the room of rows.
func (g *grid) height(rows []report.Row) float64 {
	h := 0.0
	for _, r := range rows {
		h += g.row(r).height() + 2*rowPadding
	}
	return h
}

// wants is how wide a column may be, in points: least so that no word is broken, usual so
// that most of its cells stand in one line, natural so that all do.
type wants struct{ least, usual, natural, weight float64 }

// grid finds the columns' widths.
func (f *flow) grid(t report.Table) *grid {
	g := &grid{flow: f}
	var all []wants
	for i, c := range t.Columns {
		g.columns = append(g.columns, column{figure: c.Figure})
		all = append(all, f.wants(t, i))
	}
	x := 0.0
	for i, w := range shares(f.right-f.left-columnGap*float64(len(all)-1), all) {
		g.columns[i].x, g.columns[i].w = x, w
		x += w + columnGap
	}
	for i, c := range t.Columns {
		head := set{style: tableHead}
		if c.Head != "" {
			head = f.set(c.Head, tableHead, g.columns[i].w)
		}
		g.head = append(g.head, head)
	}
	return g
}

// wants measures a column.
func (f *flow) wants(t report.Table, i int) wants {
	c := t.Columns[i]
	w := wants{least: f.longest(c.Head, tableHead), weight: c.Weight}
	switch {
	case w.weight > 0:
	case i == 0 && c.Figure: // running numbers stay at the margin
		w.weight = 0.1
	default:
		w.weight = 1
	}
	widths := make([]float64, 0, len(t.Rows))
	for _, r := range t.Rows {
		if i >= len(r.Cells) {
			continue
		}
		s := tableCell
		if r.Strong {
			s = tableStrong
		}
		text := r.Cells[i].Text
		width := 0.0
		for part := range strings.SplitSeq(text, "\n") {
			width = max(width, f.measure(part, s))
		}
		widths = append(widths, width)
		w.natural = max(w.natural, width)
		if c.Figure { // a figure is never broken
			w.least = max(w.least, width)
		} else {
			w.least = max(w.least, f.longest(text, s))
		}
	}
	if len(widths) > 0 {
		slices.Sort(widths)
		w.usual = widths[(len(widths)-1)*4/5]
	}
	// A heading may take two lines where its column is narrow; rounding must not break any.
	head := f.measure(c.Head, tableHead) * 0.6
	w.least += 0.5
	w.usual = max(w.usual+0.5, head, w.least)
	w.natural = max(w.natural+0.5, head, w.least)
	return w
}

// longest is how wide the widest word of a text is, in points.
func (f *flow) longest(text string, s style) float64 { return f.widest(text, s.bold) * s.size / em }

// shares divides a width among columns: to each the least, then what most of its cells
// want, then what all of them want, as far as it goes; what is left after that by weight.
func shares(width float64, all []wants) []float64 {
	w := make([]float64, len(all))
	short, weights := 0.0, 0.0
	for i, a := range all {
		w[i] = a.least
		short += a.least
		weights += a.weight
	}
	if short > width {
		for i := range w {
			w[i] *= width / short
		}
		return w
	}
	rest := raise(w, width-short, all, func(a wants) float64 { return a.usual })
	rest = raise(w, rest, all, func(a wants) float64 { return a.natural })
	for i, a := range all {
		w[i] += rest * a.weight / weights
	}
	return w
}

// raise widens columns towards a limit, each as much as the others of its weight, and gives
// what is left.
func raise(w []float64, rest float64, all []wants, limit func(wants) float64) float64 {
	for rest > 0.01 {
		weights := 0.0
		for i, a := range all {
			if w[i] < limit(a) {
				weights += a.weight
			}
		}
		if weights == 0 {
			break
		}
		part := rest
		for i, a := range all {
			if w[i] < limit(a) {
				more := min(part*a.weight/weights, limit(a)-w[i])
				w[i] += more
				rest -= more
			}
		}
	}
	return max(rest, 0)
}

// row sets the cells of a row.
func (g *grid) row(r report.Row) cells {
	s := tableCell
	if r.Strong {
		s = tableStrong
	}
	row := make(cells, 0, len(g.columns))
	for i, c := range g.columns {
		text := ""
		if i < len(r.Cells) {
			text = r.Cells[i].Text
		}
		row = append(row, g.set(text, s, c.w))
	}
	return row
}

func (r cells) height() float64 {
	h, first := 0.0, r.first()
	for _, s := range r {
		h = max(h, first-s.first()+s.height())
	}
	return h
}

// first is how far the common first baseline lies below the row's top.
func (r cells) first() float64 {
	most := 0.0
	for _, s := range r {
		most = max(most, s.first())
	}
	return most
}

// headHeight is the room of the headings; none where there are none.
func (g *grid) headHeight() float64 {
	if !g.head.any() {
		return 0
	}
	return g.head.height() + 2*rowPadding
}

// drawHead draws the columns' headings; they are read where the table begins.
func (g *grid) drawHead(first bool) {
	if g.head.any() {
		part := g.part
		if !first {
			g.part = nil
		} else {
			g.document.begin(roleRow)
		}
		// Headings of several lines stand on the line below them.
		h := g.head.height()
		for i, s := range g.head {
			if first {
				g.document.head("Column")
			}
			g.cell(i, s, g.y+rowPadding+h-s.height())
			if first {
				g.end()
			}
		}
		if first {
			g.end()
		}
		g.part = part
		g.y += g.headHeight()
	}
	g.page.line(g.left, g.y, g.right, g.y, 0.75, rule)
}

// draw draws a row; one that is higher than a page goes on on the next.
func (g *grid) draw(row cells, strong bool) error {
	parts := g.rowParts(row)
	defer g.endRow(parts)
	for {
		room := g.room() - 2*rowPadding
		var rest cells
		if row.height() > room {
			rest = make(cells, len(row))
			for i, s := range row {
				row[i], rest[i] = s.split(room)
			}
		}
		if strong {
			g.page.line(g.left, g.y, g.right, g.y, 0.75, rule)
		}
		first := row.first()
		up := g.part
		for i, s := range row {
			g.part = parts[i]
			g.cell(i, s, g.y+rowPadding+first-s.first())
		}
		g.part = up
		g.y += row.height() + 2*rowPadding
		if !rest.any() {
			break
		}
		if err := g.next(); err != nil {
			return err
		}
		g.drawHead(false)
		row = rest
	}
	g.page.line(g.left, g.y, g.right, g.y, 0.5, hairline)
	return nil
}

// rowParts begins a row as a part of the table, and gives those of its cells. The first
// cell is the head of its row.
func (g *grid) rowParts(row cells) []*element {
	up := g.document.begin(roleRow)
	parts := make([]*element, len(row))
	for i, s := range row {
		if i == 0 && !g.columns[0].figure && len(s.lines) > 0 {
			g.document.head("Row")
		} else {
			g.document.begin(roleCell)
		}
		parts[i] = g.part
		g.part = up
	}
	return parts
}

// endRow ends the cells of a row, and the row.
func (g *grid) endRow(parts []*element) {
	for _, cell := range parts {
		g.part = cell
		g.end()
	}
	g.end()
}

func (r cells) any() bool {
	for _, s := range r {
		if len(s.lines) > 0 {
			return true
		}
	}
	return false
}

// cell draws the cell of a column.
func (g *grid) cell(i int, s set, y float64) {
	c := g.columns[i]
	x, at := g.left+c.x, start
	if c.figure {
		x, at = x+c.w, end
	}
	if g.rtl {
		x, at = g.left+g.right-x, end-at
	}
	s.draw(g.page, x, y, at)
}
