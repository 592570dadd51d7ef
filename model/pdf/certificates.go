package pdf

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"rollbook/model"
	"rollbook/model/report"
)

// CertificateOptions says how certificates read and whose are made.
type CertificateOptions struct {
	Certificate model.Certificate
	Only        []model.ID // these registrations alone; none: everybody who completed
	// Numbers are certificates' numbers that were given out before, by registration; the
	// others are counted on by name.
	Numbers map[model.ID]string
}

// Certificates writes a page for each who completed the activity, by name. The error has
// code EInvalid where the certificate is not one, and ENothing where nobody completed;
// else as for Write.
func Certificates(ctx context.Context, w io.Writer, p Paper, o CertificateOptions, progress model.Progress) error {
	issued, err := p.issue(o)
	if err != nil {
		return err
	}
	return p.write(ctx, w, o, issued, progress)
}

// CertificatesApart writes a document for each who completed the activity, into what create
// makes for a file name. Errors are as for Certificates, and those of create.
func CertificatesApart(ctx context.Context, create func(name string) (io.WriteCloser, error), p Paper, o CertificateOptions, progress model.Progress) error {
	issued, err := p.issue(o)
	if err != nil {
		return err
	}
	for i, c := range issued {
		w, err := create(c.file(i))
		if err != nil {
			return err
		}
		err = p.write(ctx, w, o, issued[i:i+1], nil)
		if shut := w.Close(); err == nil {
			err = shut
		}
		if err != nil {
			return err
		}
		if progress != nil {
			progress(i+1, len(issued))
		}
	}
	return nil
}

// issued is a certificate that somebody gets.
type issued struct {
	model.Attendee
	number string
}

// file names the file of a certificate: the check-in code tells people of one name apart.
func (c issued) file(i int) string {
	code := c.Code
	if code == "" {
		code = fmt.Sprintf("%03d", i+1)
	}
	return fileName(c.Who.Name+" "+code) + ".pdf"
}

// fileName leaves out what some system does not allow in a file's name.
func fileName(name string) string {
	var b []rune
	for _, r := range clean(name) {
		switch {
		case r < ' ' || slices.Contains([]rune(`\/:*?"<>|`), r):
			b = append(b, '-')
		default:
			b = append(b, r)
		}
	}
	const most = 80 // characters; some systems allow 255 bytes
	return string(b[:min(len(b), most)])
}

// issue says who gets a certificate, and its number. Those who get none now count, too, so
// that everybody's number is the same whoever is asked for.
func (p Paper) issue(o CertificateOptions) ([]issued, error) {
	if err := o.Certificate.Validate(); err != nil {
		return nil, err
	}
	var all []issued
	n := 0
	for _, a := range report.Completed(p.Office, p.Roll) {
		number, given := o.Numbers[a.ID]
		if !given {
			number = o.Certificate.Numbered(n)
			n++
		}
		if len(o.Only) == 0 || slices.Contains(o.Only, a.ID) {
			all = append(all, issued{a, number})
		}
	}
	if len(all) == 0 {
		return nil, model.Errorf(model.ENothing, "Nobody completed this activity yet: a certificate goes to those who were at enough of its required sessions.")
	}
	return all, nil
}

func (p Paper) write(ctx context.Context, w io.Writer, o CertificateOptions, all []issued, progress model.Progress) error {
	d := newDocument(ctx, w, p.about(o.Certificate.Title), progress)
	for i, c := range all {
		pg := d.newPage(a4Height, a4Width)
		d.begin(roleSection)
		if err := (diploma{d, pg, p, o.Certificate, c}).draw(); err != nil {
			return err
		}
		d.end()
		if err := d.finish(pg); err != nil {
			return err
		}
		d.progress(i+1, len(all))
	}
	return d.close(nil)
}

// diploma is a certificate being drawn.
type diploma struct {
	*document
	page   *page
	paper  Paper
	form   model.Certificate
	issued issued
}

func (c diploma) draw() error {
	const (
		edge  = 26.0 // from the paper's edge to the frame
		inner = 110.0
	)
	pg := c.page
	width := pg.width - 2*inner
	centre := pg.width / 2
	pg.frame(edge, edge, pg.width-2*edge, pg.height-2*edge, 10, 0.75, rule)
	pg.round(centre-30, edge-2, 60, 4, 2, accent)

	// The texts stand in the middle between the frame's top and the signatures.
	words := c.words()
	fill := func(text string) string { return c.form.Fill(text, words) }
	type part struct {
		set
		after float64
		as    role
	}
	var parts []part
	height := 0.0
	put := func(s set, after float64) {
		parts = append(parts, part{s, after, roleText})
		height += s.height() + after
	}
	top, foot := 52.0, pg.height-160
	if len(c.form.Logo) > 0 {
		const logo = 54.0
		c.figure(c.paper.Office.Name)
		err := pg.picture(c.form.Logo, centre-120, top, 240, logo)
		c.end()
		if err != nil {
			return err
		}
		top += logo + 8
	}
	put(c.set(c.paper.Office.Name, style{11, 15, true, accent}, width), 14)
	put(c.fit(fill(c.form.Title), fitted{style: style{30, 38, true, ink}, least: 16, lines: 1, width: width}), 16)
	parts[len(parts)-1].as = roleTitle
	if c.form.Lead != "" {
		put(c.set(fill(c.form.Lead), style{12, 18, false, quiet}, width), 6)
	}
	name, native := names(c.issued.Attendee)
	if c.issued.Who.Title != "" {
		name = c.issued.Who.Title + " " + name
	}
	put(c.fit(name, fitted{style: style{32, 42, true, accent}, least: 14, lines: 1, width: width}), 0)
	if native != "" {
		put(c.fit(native, fitted{style: style{18, 26, false, ink}, least: 10, lines: 1, width: width}), 0)
	}
	parts[len(parts)-1].after += 10
	height += 10
	for _, s := range c.body(fill, width, foot-top-height) {
		put(s, 0)
	}
	y := top + max(0, foot-top-height)*0.45
	for _, t := range parts {
		c.within(t.as, func() { t.draw(pg, centre, y, middle) })
		y += t.height() + t.after
	}
	c.signatures(foot, inner)
	c.reference(edge)
	return nil
}

// body sets the text below the name, as large as it fits. A line that is one word in braces
// stands out.
func (c diploma) body(fill func(string) string, width, height float64) (all []set) {
	for size := 13.5; ; size *= 0.95 {
		all = nil
		total := 0.0
		for line := range strings.SplitSeq(c.form.Text, "\n") {
			alone := strings.TrimSpace(line)
			bold := strings.HasPrefix(alone, "{") && strings.HasSuffix(alone, "}") && strings.Count(alone, "{") == 1
			s := c.set(fill(line), style{size, size * 1.55, bold, ink}, width)
			all = append(all, s)
			total += s.height()
		}
		if total <= height || size < 6 {
			return all
		}
	}
}

// words are what the words in braces stand for.
func (c diploma) words() map[string]string {
	a := c.issued.Attendee
	return map[string]string{"name": a.Who.Name, "country": c.paper.country(a.Country), "organisation": organisation(a), "position": position(a),
		"activity": c.paper.Roll.Activity.Title, "days": c.paper.days(), "place": c.paper.place(), "office": c.paper.Office.Name, "number": c.issued.number}
}

// signatures draws a line to sign on for each who signs.
func (c diploma) signatures(y, inner float64) {
	n := float64(len(c.form.Signatures))
	if n == 0 {
		return
	}
	const gap = 44
	room := c.page.width - 2*inner
	w := min((room-gap*(n-1))/n, 210)
	x := (c.page.width - w*n - gap*(n-1)) / 2
	line := y + 58
	for _, s := range c.form.Signatures {
		c.page.line(x, line, x+w, line, 0.75, rule)
		name := c.fit(s.Name, fitted{style: style{11, 15, true, ink}, least: 7, lines: 1, width: w})
		c.within(roleText, func() { name.draw(c.page, x+w/2, line+6, middle) })
		title := c.fit(s.Title, fitted{style: style{9.5, 13, false, quiet}, least: 6, lines: 2, width: w})
		c.within(roleText, func() { title.draw(c.page, x+w/2, line+6+name.height(), middle) })
		x += w + gap
	}
}

// reference draws the number, and the code by which the office finds the record.
func (c diploma) reference(edge float64) {
	y := c.page.height - edge - 24
	number := c.one(c.paper.words().number+" "+c.issued.number, footerStyle)
	c.within(roleText, func() { number.draw(c.page, edge+18, y, start) })
	code := c.one(model.CertificateCode(c.paper.Roll.Activity, c.issued.Registration), footerStyle)
	c.within(roleText, func() { code.draw(c.page, c.page.width-edge-18, y, end) })
}
