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
	if err := f.title(doc.Office, doc.Title, doc.Subtitle); err != nil {
		return err
	}
	all, done := size(doc), 0
	each := func() {
		done++
		d.progress(done, all)
	}
	for i, b := range doc.Blocks {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := f.block(b, following(doc.Blocks, i), each); err != nil {
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

func following(blocks []report.Block, i int) report.Block {
	if i+1 < len(blocks) {
		return blocks[i+1]
	}
	return nil
}

// title draws what stands above everything else.
func (f *flow) title(office, title, sub string) error {
	if office != "" {
		if err := f.write(office, officeStyle); err != nil {
			return err
		}
		f.y += 4
	}
	if err := f.write(title, titleStyle); err != nil {
		return err
	}
	if sub != "" {
		f.y += 2
		if err := f.write(sub, subtitle); err != nil {
			return err
		}
	}
	f.y += 10
	f.page.line(f.left, f.y, f.right, f.y, 0.75, rule)
	f.y += 18
	return nil
}

// block lays one block out; a heading stays with the block that follows it.
func (f *flow) block(b, next report.Block, each func()) error {
	switch b := b.(type) {
	case report.Heading:
		defer each()
		return f.heading(b, next)
	case report.Paragraph:
		defer each()
		s := body
		if b.Quiet {
			s = small
		}
		err := f.write(b.Text, s)
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

func (f *flow) heading(h report.Heading, next report.Block) error {
	s, above := heading1, 14.0
	if h.Level > 1 {
		s, above = heading2, 8
	}
	text := f.set(h.Text, s, f.right-f.left)
	with := 60.0 // of what follows
	switch next := next.(type) {
	case report.Chart:
		with = f.chartHeight(next.Chart)*chartScale + 80
	case report.Space:
		with = float64(next.Lines)*body.leading + 40
	case report.Table:
		with = f.grid(next).together(next) + 30
	}
	f.space(above)
	if err := f.need(text.height() + 6 + min(with, f.bottom-f.top-80)); err != nil {
		return err
	}
	f.mark(h.Text, min(max(h.Level, 1), 2), f.y)
	if err := f.put(text); err != nil {
		return err
	}
	f.y += 6
	return nil
}

func (f *flow) list(l report.List) error {
	const indent = 14.0
	dot := f.one("•", style{body.size, body.leading, true, accent})
	for _, item := range l.Items {
		text := f.set(item, body, f.right-f.left-indent)
		if len(text.lines) == 0 {
			continue
		}
		if err := f.need(min(text.height(), 2*body.leading)); err != nil {
			return err
		}
		x, at := f.side()
		dot.draw(f.page, x, f.y+text.first()-dot.first(), at)
		f.indent = indent
		err := f.put(text)
		f.indent = 0
		if err != nil {
			return err
		}
		f.y += 3
	}
	f.y += 8
	return nil
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
	caption.draw(f.page, x, f.y, at)
	f.y += caption.height() + 12
	return nil
}
