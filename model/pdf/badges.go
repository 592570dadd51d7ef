package pdf

import (
	"context"
	"io"
	"slices"

	"github.com/boombuler/barcode/qr"

	"rollbook/model"
	"rollbook/model/report"
)

// LabelSheet is paper that badges are printed on; lengths in millimetres.
type LabelSheet struct {
	Name          string // says how many of which size; an English key for translation
	Width, Height float64
	Columns, Rows int
	Label         [2]float64 // width and height of a badge
	First         [2]float64 // where the first begins, from left and top
	Step          [2]float64 // from one to the next, across and down
	Cut           bool       // lines to cut along are drawn
}

// LabelSheets lists the sheets that badges can be printed on: plain A4 to cut, sheets of
// labels of two usual sizes, and A6 cards.
func LabelSheets() []LabelSheet {
	return []LabelSheet{
		{Name: "A4, 8 badges to cut", Width: 210, Height: 297, Columns: 2, Rows: 4, Label: [2]float64{90, 65}, First: [2]float64{15, 18.5}, Step: [2]float64{90, 65}, Cut: true},
		{Name: "A4, 10 labels of 80 × 50 mm", Width: 210, Height: 297, Columns: 2, Rows: 5, Label: [2]float64{80, 50}, First: [2]float64{17.5, 13.5}, Step: [2]float64{95, 55}},
		{Name: "A4, 8 labels of 86 × 55 mm", Width: 210, Height: 297, Columns: 2, Rows: 4, Label: [2]float64{86, 55}, First: [2]float64{19, 38.5}, Step: [2]float64{86, 55}},
		{Name: "A6 cards", Width: 105, Height: 148, Columns: 1, Rows: 1, Label: [2]float64{105, 148}, Step: [2]float64{105, 148}},
	}
}

// BadgeOptions says which badges are made, and on what.
type BadgeOptions struct {
	Sheet LabelSheet // the zero LabelSheet: the first of LabelSheets
	Only  []model.ID // these registrations alone; none: everybody expected
	Blank int        // badges without a name, for people who are not on the roll
	Skip  int        // labels of the first sheet that are used up
}

// Badges writes name badges for those expected, by name: the name as large as it fits,
// country, organisation and role, and the check-in code to scan. The error has code ENothing
// where there is none to make; else as for Write.
func Badges(ctx context.Context, w io.Writer, p Paper, o BadgeOptions, progress model.Progress) error {
	d := newDocument(ctx, w, p.about("Badges"), progress)
	sheet := o.Sheet
	if sheet.Columns < 1 || sheet.Rows < 1 {
		sheet = LabelSheets()[0]
	}
	people := report.Expected(p.Roll)
	if len(o.Only) > 0 {
		people = slices.DeleteFunc(people, func(a model.Attendee) bool { return !slices.Contains(o.Only, a.ID) })
	}
	people = append(people, make([]model.Attendee, max(o.Blank, 0))...)
	if len(people) == 0 {
		return model.Errorf(model.ENothing, "Nobody is expected at this activity, so there is no badge to make. Register people, or ask for badges without a name.")
	}
	each := sheet.Columns * sheet.Rows
	at := max(o.Skip, 0) % each
	var pg *page
	for i, a := range people {
		if pg == nil {
			pg = d.newPage(sheet.Width*mm, sheet.Height*mm)
			sheet.cuts(pg)
		}
		b := badge{document: d, page: pg, paper: p, w: sheet.Label[0] * mm, h: sheet.Label[1] * mm,
			x: (sheet.First[0] + sheet.Step[0]*float64(at%sheet.Columns)) * mm, y: (sheet.First[1] + sheet.Step[1]*float64(at/sheet.Columns)) * mm}
		d.begin(roleSection)
		if err := b.draw(a); err != nil {
			return err
		}
		d.end()
		d.progress(i+1, len(people))
		if at++; at == each || i == len(people)-1 {
			if err := d.finish(pg); err != nil {
				return err
			}
			pg, at = nil, 0
		}
	}
	return d.close(nil)
}

// cuts draws the lines to cut along.
func (s LabelSheet) cuts(p *page) {
	if !s.Cut {
		return
	}
	left, top := s.First[0]*mm, s.First[1]*mm
	right, bottom := left+s.Step[0]*float64(s.Columns)*mm, top+s.Step[1]*float64(s.Rows)*mm
	const over = 10
	for c := range s.Columns + 1 {
		x := left + s.Step[0]*float64(c)*mm
		p.line(x, top-over, x, bottom+over, 0.4, rule)
	}
	for r := range s.Rows + 1 {
		y := top + s.Step[1]*float64(r)*mm
		p.line(left-over, y, right+over, y, 0.4, rule)
	}
}

// badge is a badge being drawn; lengths in points.
type badge struct {
	*document
	page       *page
	paper      Paper
	x, y, w, h float64
}

// draw draws the badge of somebody; of nobody, one to write on.
func (b badge) draw(a model.Attendee) error {
	pad := max(b.w*0.07, 11)
	k := min(b.w/(80*mm), 1.3) // how large texts are, beside those of a label of 80 mm
	left, width := b.x+pad, b.w-2*pad
	top, bottom := b.y+pad, b.y+b.h-pad
	event := b.fit(b.paper.Roll.Activity.Title, fitted{style: style{7.5 * k, 10 * k, true, accent}, least: 5, lines: 2, width: width})
	b.within(roleText, func() { event.draw(b.page, left, top, start) })
	top += event.height() + 2*k
	b.page.line(left, top, left+width, top, 0.75, accent)
	top += 4 * k

	role := b.one(a.RoleName, style{8 * k, 11 * k, true, accent})
	foot := bottom - role.height()
	if a.ID == 0 {
		for _, at := range []float64{0.4, 0.8} {
			y := top + (bottom-top)*at
			b.page.line(left, y, left+width, y, 0.5, rule)
		}
		return nil
	}
	if a.RoleName != "" {
		const side = 6
		b.page.round(left, foot-1.5*k, role.width()+2*side, role.height()+3*k, 4*k, softAccent)
		b.within(roleText, func() { role.draw(b.page, left+side, foot, start) })
		foot -= 5 * k
	}
	taken := corner{left: left + width, top: bottom} // by the code to scan
	if a.Code != "" {
		side := min(b.h*0.3, b.w*0.26)
		taken = corner{left + width - side, bottom - side - 9*k}
		b.figure(a.Code)
		err := b.scan(a.Code, taken.left, taken.top, side)
		b.end()
		if err != nil {
			return err
		}
		b.within(roleText, func() {
			b.one(a.Code, style{7 * k, 8 * k, false, quiet}).draw(b.page, left+width-side/2, bottom-7*k, middle)
		})
	}

	texts, height := b.texts(a, k, top, foot, left, width, taken)
	y := top
	if b.h > b.w { // on a card that is higher than wide the name does not stick to the top
		y += max(0, min(foot, taken.top-8)-top-height) * 0.4
	}
	for _, t := range texts {
		b.within(roleText, func() { t.draw(b.page, left, y, start) })
		y += t.height()
	}
	return nil
}

// corner is where something begins that lies in the lower right corner.
type corner struct{ left, top float64 }

// texts sets name, name in the person's own script, country and organisation, as large as
// they fit between top and foot and beside what is taken; and gives their height. First the
// name gives way, to two thirds of its size, then the others.
func (b badge) texts(a model.Attendee, k, top, foot, left, width float64, taken corner) (all []set, height float64) {
	for others := 1.0; ; others *= 0.9 {
		for large := 1.0; large > 0.66*others; large *= 0.94 {
			all, height = b.stack(a, k*others, min(24*k, b.h*0.17)*large, top, left, width, taken)
			if top+height <= foot {
				return all, height
			}
		}
		if others < 0.3 {
			return all, height
		}
	}
}

// stack sets the texts of a badge at given sizes.
func (b badge) stack(a model.Attendee, k, large, top, left, width float64, taken corner) (all []set, height float64) {
	name, native := names(a)
	if a.Who.Title != "" {
		name = a.Who.Title + " " + name
	}
	for _, t := range []struct {
		text  string
		style style
		lines int
	}{
		{name, style{large, large * 1.18, true, ink}, 2},
		{native, style{12 * k, 15.5 * k, false, ink}, 1},
		{b.paper.country(a.Country), style{10.5 * k, 13.5 * k, true, ink}, 2},
		{organisation(a), style{8 * k, 10.5 * k, false, quiet}, 3},
	} {
		if t.text == "" {
			continue
		}
		f := fitted{style: t.style, least: min(6, t.style.size), lines: t.lines, width: width}
		s := b.fit(t.text, f)
		if top+height+s.height() > taken.top-4 {
			f.width = taken.left - 8 - left
			s = b.fit(t.text, f)
		}
		all = append(all, s)
		height += s.height()
	}
	return all, height
}

// scan draws a code to scan: a square of a side, its dark modules side by side in one.
func (b badge) scan(content string, x, y, side float64) error {
	code, err := qr.Encode(content, qr.M, qr.Auto)
	if err != nil {
		return err
	}
	n := code.Bounds().Dx()
	unit := side / float64(n)
	dark := func(i, j int) bool { r, _, _, _ := code.At(i, j).RGBA(); return r == 0 }
	b.page.shape()
	b.page.fill(ink)
	for j := range n {
		for i := 0; i < n; {
			to := i
			for to < n && dark(to, j) {
				to++
			}
			if to > i {
				b.page.op("re", x+float64(i)*unit, b.page.height-y-float64(j+1)*unit, float64(to-i)*unit, unit)
			}
			i = to + 1
		}
	}
	b.page.op("f")
	return nil
}
