// Package pdf writes PDF documents: any report as it is to be read, and the papers of a
// workshop, which have layouts of their own. Texts stand right in every script that Rollbook
// or the computer has letters for, and can be selected, searched and copied. The same input
// gives the same bytes on the same computer.
package pdf

import (
	"context"
	"io"

	"rollbook/model"
	"rollbook/model/report"
)

// Write writes a report, and tells progress how much of it is laid out. It stops with the
// context's error when that is done; other errors are those of w. What was written before
// an error is no document.
func Write(ctx context.Context, w io.Writer, doc report.Document, progress model.Progress) error {
	d := newDocument(ctx, w, about{title: doc.Title, author: doc.Office, language: "en", made: doc.AsOf}, progress)
	f := d.flow(doc.Wide)
	in := wordsIn("en")
	f.foot = []string{doc.Office, doc.Title, in.since(doc.AsOf)}
	err := f.title(doc.Office, doc.Title, doc.Subtitle)
	if err != nil {
		return err
	}
	all, done := size(doc), 0
	each := func() {
		done++
		d.progress(done, all)
	}
	for blocks := doc.Blocks; len(blocks) > 0; blocks = blocks[1:] {
		if err := ctx.Err(); err != nil {
			return err
		}
		if blocks, err = f.filled(blocks, each); err != nil {
			return err
		}
		if len(blocks) == 0 {
			break
		}
		if err := f.block(blocks[0], blocks[1:], each); err != nil {
			return err
		}
	}
	return f.done(in)
}

// size counts what progress counts: rows, and blocks that are no tables.
func size(doc report.Document) int {
	n := 0
	for _, b := range doc.Blocks {
		if t, ok := b.(report.Table); ok {
			n += len(t.Rows)
		} else {
			n++
		}
	}
	return n
}

// title draws what stands above everything else.
func (f *flow) title(office, title, sub string) error {
	if office != "" {
		if err := f.write(office, officeStyle, roleText); err != nil {
			return err
		}
		f.y += 4
	}
	if err := f.write(title, titleStyle, roleTitle); err != nil {
		return err
	}
	if sub != "" {
		f.y += 2
		if err := f.write(sub, subtitle, roleText); err != nil {
			return err
		}
	}
	f.y += 10
	f.page.line(f.left, f.y, f.right, f.y, 0.75, rule)
	f.y += 18
	return nil
}

// block lays one block out; a heading stays with the blocks that follow it.
func (f *flow) block(b report.Block, rest []report.Block, each func()) error {
	switch b := b.(type) {
	case report.Heading:
		defer each()
		return f.heading(b, rest)
	case report.Paragraph:
		defer each()
		s := body
		if b.Quiet {
			s = small
		}
		err := f.write(b.Text, s, roleText)
		f.y += 8
		return err
	case report.List:
		defer each()
		return f.list(b)
	case report.Table:
		return f.table(b, each)
	case report.Chart:
		defer each()
		return f.chart(b)
	case report.Space:
		defer each()
		return f.empty(b)
	case report.Break:
		defer each()
		if f.fresh() {
			return nil
		}
		return f.next()
	}
	return nil
}

func (f *flow) heading(h report.Heading, rest []report.Block) error {
	text, above := f.headingText(h)
	f.space(above)
	if err := f.need(text.height() + belowHeading + f.start(rest)); err != nil {
		return err
	}
	f.mark(h.Text, min(max(h.Level, 1), 2), f.y)
	as := roleHeading1
	if h.Level > 1 && f.headed { // no level is left out
		as = roleHeading2
	}
	f.headed = f.headed || h.Level <= 1
	f.begin(as)
	err := f.put(text)
	f.end()
	if err != nil {
		return err
	}
	f.y += belowHeading
	return nil
}

// belowHeading is the room between a heading and what it heads.
const belowHeading = 6.0

// headingText sets a heading; above is the room over it.
func (f *flow) headingText(h report.Heading) (text set, above float64) {
	s, above := heading1, 14.0
	if h.Level > 1 {
		s, above = heading2, 8
	}
	return f.set(h.Text, s, f.right-f.left), above
}

// empty leaves a frame to put something into.
func (f *flow) empty(s report.Space) error {
	caption := f.set(s.Caption, captionStyle, f.right-f.left)
	h := min(float64(max(s.Lines, 1))*body.leading, f.bottom-f.top-caption.height()-8)
	if err := f.need(h + caption.height() + 8); err != nil {
		return err
	}
	f.page.frame(f.left, f.y, f.right-f.left, h, 4, 0.75, rule)
	f.y += h + 4
	x, at := f.side()
	f.within(roleText, func() { caption.draw(f.page, x, f.y, at) })
	f.y += caption.height() + 12
	return nil
}
