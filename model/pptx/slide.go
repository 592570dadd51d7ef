package pptx

import (
	"cmp"
	"fmt"
	"strings"

	"rollbook/model/chart"
	"rollbook/model/report"
)

// canvas is a slide being drawn: its shapes, and the parts it is bound to.
type canvas struct {
	pack      *pack
	shapes    strings.Builder
	relations []relation
	last      int // id of a shape
}

// id gives the next shape's id; 1 is the slide's tree of shapes.
func (c *canvas) id() int {
	c.last = max(c.last, 1) + 1
	return c.last
}

// bind gives the id of a relation to another part.
func (c *canvas) bind(r relation) string {
	c.relations = append(c.relations, r)
	return fmt.Sprintf("rId%d", len(c.relations))
}

// named gives the properties that every shape has: id, name, and what it shows, for those
// who do not see it.
func (c *canvas) named(name, shows string) string {
	id := c.id()
	alt := ""
	if shows != "" {
		alt = ` descr="` + escape(shows) + `"`
	}
	return fmt.Sprintf(`<p:cNvPr id="%d" name="%s"%s/>`, id, escape(fmt.Sprintf("%s %d", name, id)), alt)
}

// placeholder fills one of the layout's places with paragraphs.
func (c *canvas) placeholder(name, place, paragraphs string) {
	fmt.Fprintf(&c.shapes, `<p:sp><p:nvSpPr>%s<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph %s/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>%s</p:txBody></p:sp>`,
		c.named(name, ""), place, paragraphs)
}

// plainParagraph is a paragraph that looks as its place says.
func plainParagraph(text string) string {
	return `<a:p><a:r><a:rPr lang="en-GB" dirty="0"/><a:t>` + escape(text) + `</a:t></a:r></a:p>`
}

// text writes paragraphs into a place of their own.
func (c *canvas) text(at box, name, anchor, paragraphs string) {
	fmt.Fprintf(&c.shapes, `<p:sp><p:nvSpPr>%s<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>%s<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>`+
		`<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="%s"><a:noAutofit/></a:bodyPr><a:lstStyle/>%s</p:txBody></p:sp>`,
		c.named(name, ""), at.xfrm("a:xfrm"), anchor, paragraphs)
}

// line draws a thin line over a box.
func (c *canvas) line(at box, ink string) {
	fmt.Fprintf(&c.shapes, `<p:cxnSp><p:nvCxnSpPr>%s<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr>%s<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="%d"><a:solidFill><a:schemeClr val="%s"/></a:solidFill></a:ln></p:spPr></p:cxnSp>`,
		c.named("Line", ""), box{at.x, at.y, at.w, 0}.xfrm("a:xfrm"), point*3/2, ink)
}

// titleSlide is the first: what the deck is, whose, and of when.
func (p *pack) titleSlide(d report.Deck) {
	c := &canvas{pack: p, relations: []relation{{"slideLayout", "../slideLayouts/slideLayout1.xml"}}}
	c.placeholder("Title", `type="ctrTitle"`, plainParagraph(d.Title))
	c.placeholder("Subtitle", `type="subTitle" idx="1"`, plainParagraph(cmp.Or(d.Subtitle, " ")))
	asOf := "Figures as of " + d.AsOf.Time().Format("2 January 2006")
	c.placeholder("Office", `type="body" sz="quarter" idx="13"`, plainParagraph(cmp.Or(d.Office, " "))+plainParagraph(asOf))
	c.finish([]string{asOf + ", from the register of " + cmp.Or(d.Office, "the office") + "."})
}

// slide draws a slide: its title, what it says, and one or two things side by side, or
// figures above them.
func (p *pack) slide(s report.Slide) {
	c := &canvas{pack: p, relations: []relation{{"slideLayout", "../slideLayouts/slideLayout2.xml"}}}
	c.placeholder("Title", `type="title"`, plainParagraph(s.Title))
	at := bodyBox
	if s.Lead != "" {
		c.placeholder("Lead", `type="body" sz="quarter" idx="13"`, plainParagraph(s.Lead))
	} else {
		at.y -= inch / 4
		at.h += inch / 4
	}
	blocks := s.Blocks
	if len(blocks) > 1 {
		if f, ok := blocks[0].(report.Figures); ok {
			var top box
			top, at = at.cutTop(inch * 135 / 100)
			c.figures(f, top)
			blocks = blocks[1:]
		}
	}
	for i, place := range at.beside(max(len(blocks), 1), inch/2) {
		if i < len(blocks) {
			c.block(blocks[i], place, len(blocks) > 1)
		}
	}
	if p.office != "" {
		c.placeholder("Footer", `type="ftr" sz="quarter" idx="11"`, style{size: 10, ink: inkQuiet, align: "l"}.paragraph(p.office))
	}
	c.placeholder("Number", `type="sldNum" sz="quarter" idx="12"`, `<a:p><a:fld id="{0F1D3C5B-7A94-4E2B-8C6D-5B4A39281706}" type="slidenum"><a:rPr lang="en-GB" dirty="0"/><a:t>`+fmt.Sprint(p.slides+1)+`</a:t></a:fld></a:p>`)
	c.finish(s.Notes)
}

// block draws one block; one of several has its title above it.
func (c *canvas) block(b report.Block, at box, several bool) {
	switch b := b.(type) {
	case report.Figures:
		c.figures(b, at)
	case report.List:
		c.list(b, at)
	case report.Table:
		c.table(b, at)
	case report.Chart:
		if several {
			var top box
			top, at = at.cutTop(inch * 35 / 100)
			c.text(top, "Heading", "t", style{size: 16, bold: true, ink: inkText}.paragraph(b.Chart.Describe().Title))
		}
		c.chartWithNote(b, at)
	}
}

// chartWithNote draws a chart and, below it, what is left out.
func (c *canvas) chartWithNote(b report.Chart, at box) {
	note := style{size: 11, ink: inkQuiet}
	says, h := strings.Join(b.Notes(), " "), 0
	if says != "" {
		h = linesOf(says, note.size, false, float64(at.w)/point)*note.size*point*13/10 + inch/10
	}
	at.h -= h
	if bars, ok := b.Chart.(chart.Bars); ok {
		at.h = min(at.h, inch*(len(bars.Rows)*85+70)/100) // no thicker than needed
	}
	c.chart(b, at)
	if h > 0 {
		c.text(box{at.x, at.y + at.h, at.w, h}, "Note", "b", note.paragraph(says))
	}
}

// figures draws a few figures large, each with what it is of.
func (c *canvas) figures(f report.Figures, at box) {
	gap := inch / 4
	size := 40
	for _, one := range f {
		for size > 20 && widthOf(one.Figure, size, true)*point > float64((at.w-gap*(len(f)-1))/len(f)) {
			size -= 2
		}
	}
	for i, place := range at.beside(len(f), gap) {
		c.line(place, inkAccent)
		place.y += inch / 10
		place.h -= inch / 10
		c.text(place, "Figure", "t", style{size: size, bold: true, ink: inkAccent}.paragraph(f[i].Figure)+style{size: 14, ink: inkQuiet}.paragraph(f[i].Of))
	}
}

// list draws points, as large as there is room for.
func (c *canvas) list(l report.List, at box) {
	size := 20
	for ; size > 12; size -= 2 {
		h := 0
		for _, item := range l.Items {
			h += linesOf(item, size, false, float64(at.w)/point-24)*size*12/10 + 8
		}
		if h*point <= at.h {
			break
		}
	}
	var b strings.Builder
	for _, item := range l.Items {
		fmt.Fprintf(&b, `<a:p><a:pPr marL="228600" indent="-228600"><a:spcBef><a:spcPts val="800"/></a:spcBef><a:buClr><a:schemeClr val="accent1"/></a:buClr><a:buFont typeface="Arial"/><a:buChar char="•"/></a:pPr>%s</a:p>`,
			style{size: size, ink: inkText}.run(item))
	}
	c.text(at, "List", "t", b.String())
}

// finish packs the slide and its notes.
func (c *canvas) finish(notes []string) {
	p := c.pack
	p.slides++
	name, notesName := fmt.Sprintf("ppt/slides/slide%d.xml", p.slides), fmt.Sprintf("ppt/notesSlides/notesSlide%d.xml", p.slides)
	c.bind(relation{"notesSlide", "../notesSlides/" + notesName[len("ppt/notesSlides/"):]})
	p.part(name, presentationML+"slide+xml", `<p:sld `+namespaces+`><p:cSld><p:spTree>`+emptyTree+c.shapes.String()+`</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>`)
	p.relations(name, c.relations...)
	var b strings.Builder
	for _, note := range notes {
		b.WriteString(plainParagraph(note))
	}
	if len(notes) == 0 {
		b.WriteString(`<a:p><a:endParaRPr lang="en-GB" dirty="0"/></a:p>`)
	}
	p.part(notesName, presentationML+"notesSlide+xml", `<p:notes `+namespaces+`><p:cSld><p:spTree>`+emptyTree+
		`<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide 1"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>`+
		`<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes 2"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>`+b.String()+`</p:txBody></p:sp>`+
		`</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>`)
	p.relations(notesName, relation{"notesMaster", "../notesMasters/notesMaster1.xml"}, relation{"slide", "../slides/" + name[len("ppt/slides/"):]})
}

// emptyTree begins a tree of shapes.
const emptyTree = `<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>`
