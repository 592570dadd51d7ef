package pdf

import "rollbook/model/report"

const (
	pointIndent  = 14.0
	belowPoint   = 3.0
	belowList    = 8.0
	columnsApart = 24.0
)

// points is a list laid out: each point set in lines, side by side in columns.
type points struct {
	style   style
	columns [][]set
	width   float64 // of a column
}

// points lays a list out: a quiet one in two columns of like height where pages lie on
// their side.
func (f *flow) points(l report.List) points {
	p := points{style: body, width: f.right - f.left}
	n := 1
	if l.Quiet {
		p.style = small
		if f.width > f.height && len(l.Items) > 3 {
			n = 2
			p.width = (p.width - columnsApart) / 2
		}
	}
	var all []set
	height := 0.0
	for _, item := range l.Items {
		if s := f.set(item, p.style, p.width-pointIndent); len(s.lines) > 0 {
			all = append(all, s)
			height += s.height() + belowPoint
		}
	}
	if n == 1 {
		p.columns = [][]set{all}
		return p
	}
	first, h := 0, 0.0
	for first < len(all) && h < height/2 {
		h += all[first].height() + belowPoint
		first++
	}
	p.columns = [][]set{all[:first], all[first:]}
	return p
}

// height is the room that all points need.
func (p points) height() float64 {
	most := 0.0
	for _, column := range p.columns {
		h := 0.0
		for _, s := range column {
			h += s.height() + belowPoint
		}
		most = max(most, h)
	}
	return most
}

// start is the room that the list asks for where it begins: for all of it where that is no
// more than two fifths of a page, else for its first two points.
func (p points) start(page float64) float64 {
	all := p.height()
	if all <= page*wholeShare || len(p.columns) > 1 {
		return all
	}
	h := 0.0
	for _, s := range p.columns[0][:min(2, len(p.columns[0]))] {
		h += s.height() + belowPoint
	}
	return min(h, page)
}

// list draws a list. One that goes over pages leaves no point alone on either.
func (f *flow) list(l report.List) error {
	p := f.points(l)
	if err := f.need(p.start(f.bottom - f.top)); err != nil {
		return err
	}
	f.begin(roleList)
	defer f.end()
	if len(p.columns) > 1 && p.height() <= f.room() {
		top := f.y
		for i, column := range p.columns {
			f.y = top
			f.indent = float64(i) * (p.width + columnsApart)
			for _, s := range column {
				if err := f.point(s, p.style); err != nil {
					return err
				}
			}
		}
		f.indent = 0
		f.y = top + p.height() + belowList
		return nil
	}
	for _, column := range p.columns {
		for i, s := range column {
			need := min(s.height(), 2*p.style.leading)
			if i == len(column)-2 && i > 0 {
				need = s.height() + belowPoint + column[i+1].height()
			}
			if err := f.need(min(need, f.bottom-f.top)); err != nil {
				return err
			}
			if err := f.point(s, p.style); err != nil {
				return err
			}
		}
	}
	f.y += belowList
	return nil
}

// point draws one point, its dot at the indent.
func (f *flow) point(text set, s style) error {
	dot := f.one("•", style{s.size, s.leading, true, accent})
	x, at := f.side()
	f.begin(rolePoint)
	defer f.end()
	f.within(roleDot, func() { dot.draw(f.page, x, f.y+text.first()-dot.first(), at) })
	f.begin(roleBody)
	defer f.end()
	f.indent += pointIndent
	err := f.put(text)
	f.indent -= pointIndent
	f.y += belowPoint
	return err
}
