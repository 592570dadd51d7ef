// Package pptx writes a deck as a presentation of PowerPoint: one master, two layouts,
// native tables, and native charts with their workbook inside, so that people can go on
// editing them. It follows ISO/IEC 29500 (Transitional), whose schemas set the order of
// every element here.
package pptx

import (
	"archive/zip"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"

	"rollbook/model"
	"rollbook/model/report"
)

// Write writes a deck: its title, then its slides, each with its notes. The error is w's,
// or ctx's.
func Write(ctx context.Context, w io.Writer, d report.Deck, progress model.Progress) error {
	p := &pack{zip: zip.NewWriter(w), made: d.AsOf.Time().UTC(), office: d.Office}
	p.fixedParts()
	p.titleSlide(d)
	for i, s := range d.Slides {
		if err := ctx.Err(); err != nil {
			return err
		}
		p.slide(s)
		if progress != nil {
			progress(i+1, len(d.Slides))
		}
	}
	p.presentation()
	p.properties(d)
	p.contentTypes()
	if p.err != nil {
		return p.err
	}
	return p.zip.Close()
}

// pack is a presentation being packed: its parts, and what binds them together. The first
// error stays.
type pack struct {
	zip    *zip.Writer
	made   time.Time
	office string
	err    error

	types  strings.Builder // overrides of content types
	slides int
	charts int
}

// part adds a part with its content type.
func (p *pack) part(name, contentType, content string) {
	fmt.Fprintf(&p.types, `<Override PartName="/%s" ContentType="%s"/>`, name, contentType)
	p.add(name, []byte(declaration+content))
}

// add adds a file.
func (p *pack) add(name string, content []byte) {
	if p.err != nil {
		return
	}
	f, err := p.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: p.made})
	if err == nil {
		_, err = f.Write(content)
	}
	p.err = err
}

const declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// relation binds a part to another.
type relation struct{ kind, target string }

// relations adds what a part is bound to, as rId1, rId2 and so on.
func (p *pack) relations(of string, all ...relation) {
	var b strings.Builder
	b.WriteString(declaration + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for i, r := range all {
		kind := r.kind
		if !strings.Contains(kind, "/") {
			kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + kind
		}
		fmt.Fprintf(&b, `<Relationship Id="rId%d" Type="%s" Target="%s"/>`, i+1, kind, r.target)
	}
	b.WriteString(`</Relationships>`)
	dir, file := "", of
	if i := strings.LastIndexByte(of, '/'); i >= 0 {
		dir, file = of[:i+1], of[i+1:]
	}
	p.add(dir+"_rels/"+file+".rels", []byte(b.String()))
}

// Content types. ISO/IEC 29500-1, 15.2 and 13.3.
const (
	presentationML = "application/vnd.openxmlformats-officedocument.presentationml."
	officeDocument = "application/vnd.openxmlformats-officedocument."
)

func (p *pack) contentTypes() {
	p.add("[Content_Types].xml", []byte(declaration+`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">`+
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`+
		`<Default Extension="xlsx" ContentType="`+officeDocument+`spreadsheetml.sheet"/>`+p.types.String()+`</Types>`))
}

// presentation is the part that lists the slides.
func (p *pack) presentation() {
	const name = "ppt/presentation.xml"
	relations := []relation{{"slideMaster", "slideMasters/slideMaster1.xml"}, {"notesMaster", "notesMasters/notesMaster1.xml"}, {"theme", "theme/theme1.xml"},
		{"presProps", "presProps.xml"}, {"viewProps", "viewProps.xml"}, {"tableStyles", "tableStyles.xml"}}
	var ids strings.Builder
	for i := range p.slides {
		relations = append(relations, relation{"slide", fmt.Sprintf("slides/slide%d.xml", i+1)})
		fmt.Fprintf(&ids, `<p:sldId id="%d" r:id="rId%d"/>`, 256+i, len(relations))
	}
	p.part(name, presentationML+"presentation.main+xml", `<p:presentation `+namespaces+` saveSubsetFonts="1"><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>`+
		`<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst><p:sldIdLst>`+ids.String()+`</p:sldIdLst>`+
		fmt.Sprintf(`<p:sldSz cx="%d" cy="%d"/><p:notesSz cx="%d" cy="%d"/>`, slideWidth, slideHeight, notesWidth, notesHeight)+`<p:defaultTextStyle>`+level(18, "")+`</p:defaultTextStyle></p:presentation>`)
	p.relations(name, relations...)
	p.relations("", relation{"officeDocument", name}, relation{"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml"},
		relation{"extended-properties", "docProps/app.xml"})
}

// properties say what the presentation is, whose, and of when.
func (p *pack) properties(d report.Deck) {
	made := p.made.Format(time.RFC3339)
	p.part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" `+
		`xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`+
		`<dc:title>`+escape(d.Title)+`</dc:title><dc:subject>`+escape(d.Subtitle)+`</dc:subject><dc:creator>`+escape(d.Office)+`</dc:creator>`+
		`<dcterms:created xsi:type="dcterms:W3CDTF">`+made+`</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">`+made+`</dcterms:modified></cp:coreProperties>`)
	p.part("docProps/app.xml", officeDocument+"extended-properties+xml", `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">`+
		fmt.Sprintf(`<PresentationFormat>Widescreen</PresentationFormat><Slides>%d</Slides><Notes>%d</Notes>`, p.slides, p.slides)+`<Application>Rollbook</Application></Properties>`)
}

const namespaces = `xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"`

// escape writes a text as XML takes it; what XML cannot hold is replaced.
func escape(text string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(text)) // a Builder takes everything
	return b.String()
}
