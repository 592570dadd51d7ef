package pdf

import (
	"context"
	"io"
	"slices"
	"strconv"
	"strings"

	"rollbook/model"
	"rollbook/model/report"
)

// SignInOptions says how a sign-in sheet is divided.
type SignInOptions struct {
	// BySession makes a sheet a session; else there is one a day, with a place to sign for
	// each of its sessions.
	BySession bool
	Sessions  []model.ID // these alone; none: all
	Blank     int        // lines for people who are not on the roll, on every sheet
	EveryDay  bool       // a sheet for each day of a long activity that has no sessions
}

const (
	// emptyLines is how many lines a sheet has where nobody is expected by name.
	emptyLines = 20
	// mostDays is for how many days of an activity without sessions sheets are made unasked.
	mostDays = 10
)

// sheet is one sign-in sheet: what is signed for, on one day.
type sheet struct {
	day      model.Day
	sessions []string
}

// SignIn writes sign-in sheets: those expected, by name, numbered, with their check-in
// codes and room to sign; where nobody is expected by name, lines to write and sign on. An
// activity without sessions gets a sheet a day; for one of more than ten days the error has
// code EInvalid unless every day is asked for. Other errors are as for Write.
func SignIn(ctx context.Context, w io.Writer, p Paper, o SignInOptions, progress model.Progress) error {
	if days := p.Roll.Activity.Days(); len(p.Roll.Sessions) == 0 && days > mostDays && !o.EveryDay {
		return model.Errorf(model.EInvalid, "This activity has %d days and no sessions. Make the sessions at which people sign, or ask for a sheet for every day.", days)
	}
	d := newDocument(ctx, w, p.about(p.words().signIn), progress)
	people := report.Expected(p.Roll)
	if len(people) == 0 && o.Blank == 0 {
		o.Blank = emptyLines
	}
	sheets := p.sheets(o)
	var f *signing
	for i, s := range sheets {
		if f != nil {
			d.end() // the table of the sheet before
		}
		f = p.signIn(d, s)
		f.group = i
		for n, a := range people {
			if err := f.person(n+1, a); err != nil {
				return err
			}
			d.progress(i*len(people)+n+1, len(sheets)*len(people))
		}
		if err := f.walkIns(len(people), o.Blank); err != nil {
			return err
		}
		if i < len(sheets)-1 {
			if err := f.leave(); err != nil {
				return err
			}
		}
	}
	d.end()
	return f.done(p.words())
}

// sheets divides the sessions into sheets.
func (p Paper) sheets(o SignInOptions) []sheet {
	sessions := slices.Clone(p.Roll.Sessions)
	if len(sessions) == 0 {
		for _, s := range model.SessionsOf(p.Roll.Activity, false) {
			s.Name = "" // the day says it
			sessions = append(sessions, s)
		}
	} else if len(o.Sessions) > 0 {
		sessions = slices.DeleteFunc(sessions, func(s model.Session) bool { return !slices.Contains(o.Sessions, s.ID) })
	}
	const most = 4 // places to sign beside each other
	var all []sheet
	for _, s := range sessions {
		if n := len(all); n > 0 && !o.BySession && all[n-1].day == s.Day && len(all[n-1].sessions) < most {
			all[n-1].sessions = append(all[n-1].sessions, s.Name)
			continue
		}
		all = append(all, sheet{s.Day, []string{s.Name}})
	}
	if len(all) == 0 {
		all = append(all, sheet{p.Roll.Activity.FirstDay, []string{""}})
	}
	return all
}

// signing lays a sign-in sheet out.
type signing struct {
	*flow
	paper   Paper
	sheet   sheet
	columns []column // number, name, country and organisation, code, and places to sign
	heads   cells
}

const (
	signLine = 20.3 // the least height of a line to sign on
	signGap  = 9.0
	// signPadding is what a line has above and below its texts: thirty people are to stand
	// on a page.
	signPadding = 1.3
	signMargin  = 34.0
)

var (
	personStyle = style{9, 10, true, ink}
	nativeStyle = style{7.5, 9.5, false, quiet}
	placeStyle  = style{7.5, 9.5, false, ink}
	codeStyle   = style{10, 13, false, ink}
	countStyle  = style{9, 13, false, quiet}
)

func (p Paper) signIn(d *document, s sheet) *signing {
	f := d.flow(len(s.sessions) > 2)
	f.left, f.right, f.top = signMargin, f.width-signMargin, signMargin
	f.bottom = f.height - bottomMargin + 6
	f.y = f.top
	g := &signing{flow: f, paper: p, sheet: s}
	g.divide()
	f.head = func(*flow) { g.top() }
	in := p.words()
	f.foot = []string{p.Office.Name, in.signIn, in.since(p.AsOf)}
	g.top()
	return g
}

// divide finds the columns' places.
func (g *signing) divide() {
	width := g.right - g.left
	numbers, codes := 20.0, 42.0
	signs := float64(len(g.sheet.sessions))
	rest := width - numbers - codes - signGap*(3+signs)
	sign := min(max(rest*0.2, 96), rest*0.55/signs)
	if signs == 1 {
		sign = rest * 0.34
	}
	rest -= sign * signs
	x := 0.0
	for _, w := range slices.Concat([]float64{numbers, rest * 0.54, rest * 0.46, codes}, slices.Repeat([]float64{sign}, len(g.sheet.sessions))) {
		g.columns = append(g.columns, column{x: x, w: w})
		x += w + signGap
	}
	g.columns[0].figure = true
	p := g.paper
	texts := []string{p.head(func(w words) string { return w.number }), p.head(func(w words) string { return w.name }),
		p.head(func(w words) string { return joined(w.country, w.organisation) }), p.head(func(w words) string { return w.code })}
	for _, name := range g.sheet.sessions {
		if len(g.sheet.sessions) == 1 || name == "" {
			name = p.head(func(w words) string { return w.sign })
		}
		texts = append(texts, name)
	}
	for i, text := range texts {
		g.heads = append(g.heads, g.set(text, tableHead, g.columns[i].w))
	}
}

// top draws what stands above the lines of every page: sheets are passed around one by one.
func (g *signing) top() {
	in, a := g.paper.words(), g.paper.Roll.Activity
	width := g.right - g.left
	y := g.y
	near, far := g.left, g.right
	nearAt, farAt := start, end
	if g.rtl {
		near, far, nearAt, farAt = far, near, end, start
	}
	right := width * 0.34
	what := g.set(g.paper.head(func(w words) string { return w.signIn }), style{9, 13, false, quiet}, right)
	day := g.set(in.date(g.sheet.day), style{12, 16, true, ink}, right)
	again := g.part == nil // on a further page nothing is read again
	read := func(as role, s set, x, y float64, at anchor) {
		if again {
			s.draw(g.page, x, y, at)
			return
		}
		g.within(as, func() { s.draw(g.page, x, y, at) })
	}
	read(roleText, what, far, y, farAt)
	read(roleText, day, far, y+what.height(), farAt)
	low := y + what.height() + day.height()
	if len(g.sheet.sessions) == 1 && g.sheet.sessions[0] != "" {
		session := g.set(g.sheet.sessions[0], countStyle, right)
		read(roleText, session, far, low, farAt)
		low += session.height()
	}
	for i, s := range []set{g.set(g.paper.Office.Name, style{9, 13, true, accent}, width-right-20), g.set(a.Title, style{14, 19, true, ink}, width-right-20),
		g.set(joined(g.paper.place(), g.paper.days()), countStyle, width-right-20)} {
		as := roleText
		if i == 1 {
			as = roleTitle
		}
		read(as, s, near, y, nearAt)
		y += s.height()
	}
	g.y = max(y, low) + 10
	h := g.heads.height()
	if !again {
		g.begin(roleTable) // ended with the sheet
		g.begin(roleRow)
	}
	for i, s := range g.heads {
		if !again {
			g.document.head("Column")
		}
		g.cell(i, s, g.y+h-s.height())
		if !again {
			g.end()
		}
	}
	if !again {
		g.end()
	}
	g.y += h + 4
	g.page.line(g.left, g.y, g.right, g.y, 0.75, rule)
}

// cell draws a text in a column, from y on.
func (g *signing) cell(i int, s set, y float64) {
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

// stack sets texts below each other in a column; empty ones take no room.
func (g *signing) stack(i int, texts []string, styles []style) (all []set, height float64) {
	for n, text := range texts {
		if text == "" {
			continue
		}
		s := g.inTwoLines(text, styles[n], g.columns[i].w)
		all = append(all, s)
		height += s.height()
	}
	return all, height
}

// inTwoLines sets a text in no more than two lines: smaller, and cut where that is not
// enough. A sheet is for signing; other papers have the whole text.
func (g *signing) inTwoLines(text string, s style, width float64) set {
	f := fitted{style: s, least: 6, lines: 2, width: width}
	got := g.fit(text, f)
	for runes := []rune(text); len(got.lines) > 2 && len(runes) > 1; {
		runes = runes[:len(runes)-1]
		got = g.fit(strings.TrimRight(string(runes), " ,")+"…", f)
	}
	return got
}

// person draws the line of somebody who is expected.
func (g *signing) person(n int, a model.Attendee) error {
	name, native := names(a)
	who, whoHeight := g.stack(1, []string{name, native}, []style{personStyle, nativeStyle})
	whence, whenceHeight := g.stack(2, []string{joined(g.paper.country(a.Country), organisation(a))}, []style{placeStyle})
	h := max(signLine, whoHeight+signPadding, whenceHeight+signPadding)
	if err := g.need(h); err != nil {
		return err
	}
	number := g.one(strconv.Itoa(n), countStyle)
	code := g.one(a.Code, codeStyle)
	g.begin(roleRow)
	g.within(roleCell, func() { g.cell(0, number, g.y+(h-number.height())/2) })
	for i, column := range [][]set{who, whence} {
		y := g.y + (h-[]float64{whoHeight, whenceHeight}[i])/2
		g.within(roleCell, func() {
			for _, s := range column {
				g.cell(i+1, s, y)
				y += s.height()
			}
		})
	}
	g.within(roleCell, func() { g.cell(3, code, g.y+(h-code.height())/2) })
	g.line(h)
	g.end()
	return nil
}

// walkIns draws lines for people who are not on the roll, their numbers going on.
func (g *signing) walkIns(n, lines int) error {
	for i := range lines {
		title := 0.0
		if i == 0 && n > 0 {
			title = 22
		}
		if err := g.need(title + signLine); err != nil {
			return err
		}
		if title > 0 {
			x, at := g.side()
			said := g.one(g.paper.words().walkIns, style{9, 13, true, quiet})
			g.begin(roleRow)
			g.within(roleCell, func() { said.draw(g.page, x, g.y+8, at) })
			g.end()
			g.y += title
			g.page.line(g.left, g.y, g.right, g.y, 0.5, rule)
		}
		number := g.one(strconv.Itoa(n+i+1), countStyle)
		g.begin(roleRow)
		g.within(roleCell, func() { g.cell(0, number, g.y+(signLine-number.height())/2) })
		g.line(signLine)
		g.end()
	}
	return nil
}

// line ends a line to sign on, and parts the places to sign.
func (g *signing) line(h float64) {
	for _, c := range g.columns[4:] {
		if g.part.role == roleRow {
			g.within(roleCell, func() {}) // the place to sign
		}
		x := g.left + c.x - signGap/2
		if g.rtl {
			x = g.left + g.right - x
		}
		g.page.line(x, g.y+4, x, g.y+h-4, 0.5, hairline)
	}
	g.y += h
	g.page.line(g.left, g.y, g.right, g.y, 0.5, rule)
}
