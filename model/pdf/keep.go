package pdf

import (
	"slices"

	"rollbook/model/report"
)

const (
	// wholeShare is the share of a page up to which a table or a list is kept on one page.
	wholeShare = 0.4
	// fewRows is how many rows of a table stand together at least, before and after a page's
	// end.
	fewRows = 3
	// emptyShare is the share of a page above which its rest is not left empty if something
	// can fill it.
	emptyShare = 0.25
)

// filled puts explanations that stand at the document's end where a page would else end
// half empty, because what comes next has no room on it; it gives the blocks that are left.
func (f *flow) filled(blocks []report.Block, each func()) ([]report.Block, error) {
	page := f.bottom - f.top
	if _, heading := blocks[0].(report.Heading); !heading || f.room() < page*emptyShare || f.start(blocks) <= f.room() {
		return blocks, nil
	}
	at := explanation(blocks)
	if at <= 0 || f.start(blocks[at:]) > f.room() {
		return blocks, nil
	}
	rest := slices.Concat(blocks[:at], blocks[at+2:])
	for i := range 2 {
		if err := f.block(blocks[at+i], blocks[at+i+1:], each); err != nil {
			return nil, err
		}
	}
	return rest, nil
}

// explanation gives the place of the last heading with a quiet list under it; -1: there is
// none.
func explanation(blocks []report.Block) int {
	for i := len(blocks) - 2; i >= 0; i-- {
		_, heading := blocks[i].(report.Heading)
		list, is := blocks[i+1].(report.List)
		if heading && is && list.Quiet {
			return i
		}
	}
	return -1
}

// start is the room that the next of these blocks asks for where it begins, so that what
// stands above it is not left alone. It is never more than a page has below a heading.
func (f *flow) start(blocks []report.Block) float64 {
	page := f.bottom - f.top
	need := 0.0
	if len(blocks) > 0 {
		switch b := blocks[0].(type) {
		case report.Heading:
			text, above := f.headingText(b)
			need = above + text.height() + belowHeading + f.start(blocks[1:])
		case report.Paragraph:
			need = 2 * body.leading
		case report.List:
			need = f.points(b).start(page)
		case report.Chart:
			c := f.lay(f.parts(b.Chart)[0], b.Note)
			need = c.room(c.least)
		case report.Space:
			need = float64(b.Lines)*body.leading + 40
		case report.Table:
			need = f.grid(b).together(b) + 30
		}
	}
	return min(need, page-80)
}
