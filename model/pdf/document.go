package pdf

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/go-text/typesetting/font"

	"rollbook/model"
)

// about is what a document says of itself.
type about struct {
	title, author, language string
	made                    model.Instant
}

// document is a PDF document being written, page by page.
type document struct {
	*typesetter
	file     *file
	ctx      context.Context
	progress model.Progress
	about    about
	tree     ref
	fonts    map[*font.Font]*embedded
	inOrder  []*embedded // of their first use
	pages    []*page     // finished; of these only what is drawn last is still to come
	marks    []bookmark
	pictures map[string]ref
	named    []string // of the pictures, in the order of their first use
	preview  *Preview // takes the pages; nil: they are written

	structure ref      // the root of the structure
	root      *element // the document as a part of its own
	headed    bool     // a heading of the first level was drawn
	part      *element // that which is being drawn; nil: what is no part of the document
}

// translucency is how much translucent things hide of what lies below.
const translucency = 0.75

// bookmark is an entry of the list of contents that readers show beside the pages.
type bookmark struct {
	title string
	level int // 1 or 2
	page  int // from 0
	y     float64
}

// Paper sizes in points.
const (
	mm       = 72 / 25.4
	a4Width  = 210 * mm
	a4Height = 297 * mm
)

func newDocument(ctx context.Context, w io.Writer, a about, progress model.Progress) *document {
	if progress == nil {
		progress = func(int, int) {}
	}
	f := newFile(w)
	d := &document{typesetter: newTypesetter(), file: f, ctx: ctx, progress: progress, about: a,
		tree: f.reserve(), fonts: map[*font.Font]*embedded{}, pictures: map[string]ref{}}
	d.rtl = wordsIn(a.language).rtl
	if p, ok := w.(*Preview); ok {
		*p = Preview{seen: map[string]bool{}}
		d.preview = p
	} else {
		d.structure = f.reserve()
	}
	d.root = d.begin(roleDocument)
	return d
}

// embed gives a face as this document carries it.
func (d *document) embed(f *font.Face) *embedded {
	if e, ok := d.fonts[f.Font]; ok {
		return e
	}
	e := newEmbedded(fmt.Sprintf("F%d", len(d.inOrder)+1), d.letters.byFont[f.Font], d.file.reserve())
	d.fonts[f.Font] = e
	d.inOrder = append(d.inOrder, e)
	return e
}

func (d *document) newPage(width, height float64) *page {
	p := &page{doc: d, width: width, height: height}
	if d.preview == nil {
		p.ref = d.file.reserve()
	}
	return p
}

// finish writes what was drawn on a page. More may be drawn on it later.
func (d *document) finish(p *page) error {
	if err := d.ctx.Err(); err != nil {
		return err
	}
	d.flush(p)
	d.pages = append(d.pages, p)
	return d.file.err
}

func (d *document) flush(p *page) {
	if p.ops.Len() == 0 || d.preview != nil { // a preview takes them in the end
		return
	}
	p.untag()
	r := d.file.reserve()
	d.file.stream(r, "", p.ops.Bytes())
	p.contents = append(p.contents, r)
	p.ops = bytes.Buffer{}
	p.started = false
}

// close draws what stands on every page, if anything, and writes all that is known only at
// the end.
func (d *document) close(onEach func(p *page)) error {
	if onEach != nil {
		d.apart(func() {
			for _, p := range d.pages {
				onEach(p)
				d.flush(p)
			}
		})
	}
	if d.preview != nil {
		return d.preview.take(d)
	}
	for _, e := range d.inOrder {
		if err := d.ctx.Err(); err != nil {
			return err
		}
		e.write(d.file)
	}
	d.closeStructure()
	resources := d.file.add(d.resources())
	refs := make([]ref, len(d.pages))
	var kids strings.Builder
	for i, p := range d.pages {
		contents := ""
		if len(p.contents) > 0 {
			contents = fmt.Sprintf(" /Contents %v", p.contents)
		}
		refs[i] = p.ref
		d.file.object(p.ref, fmt.Sprintf("<< /Type /Page /Parent %s /MediaBox [0 0 %s %s] /Resources %s /StructParents %d /Tabs /S%s >>",
			d.tree, short(p.width), short(p.height), resources, i, contents))
		fmt.Fprintf(&kids, " %s", refs[i])
	}
	d.file.object(d.tree, fmt.Sprintf("<< /Type /Pages /Count %d /Kids [%s] >>", len(refs), strings.TrimSpace(kids.String())))
	outline := d.outline(refs)
	metadata := d.file.reserve()
	d.file.raw(metadata, "/Type /Metadata /Subtype /XML", d.metadata())
	info := d.file.add(fmt.Sprintf("<< /Title %s /Author %s /Creator (Rollbook) /Producer (Rollbook) /CreationDate %s /ModDate %[3]s >>",
		text(d.about.title), text(d.about.author), date(d.about.made.Time())))
	root := d.file.add(fmt.Sprintf("<< /Type /Catalog /Pages %s /Metadata %s /Lang (%s) /MarkInfo << /Marked true >> /StructTreeRoot %s /ViewerPreferences << /DisplayDocTitle true >>%s >>",
		d.tree, metadata, d.about.language, d.structure, outline))
	return d.file.close(root, info)
}

// resources names everything that pages draw with.
func (d *document) resources() string {
	var b strings.Builder
	fmt.Fprintf(&b, "<< /ExtGState << /Translucent << /Type /ExtGState /ca %s >> >> /Font <<", short(translucency))
	for _, e := range d.inOrder {
		fmt.Fprintf(&b, " /%s %s", e.name, e.ref)
	}
	b.WriteString(" >>")
	if len(d.named) > 0 {
		b.WriteString(" /XObject <<")
		for i, key := range d.named {
			fmt.Fprintf(&b, " /P%d %s", i+1, d.pictures[key])
		}
		b.WriteString(" >>")
	}
	return b.String() + " >>"
}

// mark puts a place on a page into the list of contents.
func (d *document) mark(title string, level int, y float64) {
	if level == 2 && len(d.marks) == 0 {
		level = 1
	}
	d.marks = append(d.marks, bookmark{title, level, len(d.pages), y})
}

// outline writes the list of contents, where it has more than one entry, and gives what the
// catalog says of it.
func (d *document) outline(pages []ref) string {
	if len(d.marks) < 2 {
		return ""
	}
	root := d.file.reserve()
	refs := make([]ref, len(d.marks))
	for i := range refs {
		refs[i] = d.file.reserve()
	}
	// Marks of level 2 are children of the last of level 1 before them; -1 is the root.
	parent := make([]int, len(d.marks))
	children := map[int][]int{}
	place := make([]int, len(d.marks)) // among its siblings
	last := -1
	for i, m := range d.marks {
		if parent[i] = -1; m.level == 1 {
			last = i
		} else {
			parent[i] = last
		}
		place[i] = len(children[parent[i]])
		children[parent[i]] = append(children[parent[i]], i)
	}
	for i, m := range d.marks {
		siblings, own := children[parent[i]], children[i]
		up := root
		if parent[i] >= 0 {
			up = refs[parent[i]]
		}
		links := ""
		if n := place[i]; n > 0 {
			links += fmt.Sprintf(" /Prev %s", refs[siblings[n-1]])
		}
		if n := place[i]; n < len(siblings)-1 {
			links += fmt.Sprintf(" /Next %s", refs[siblings[n+1]])
		}
		if n := len(own); n > 0 {
			links += fmt.Sprintf(" /First %s /Last %s /Count %d", refs[own[0]], refs[own[n-1]], n)
		}
		d.file.object(refs[i], fmt.Sprintf("<< /Title %s /Parent %s%s /Dest [%s /XYZ 0 %s null] >>",
			text(m.title), up, links, pages[m.page], short(d.pages[m.page].height-m.y)))
	}
	top := children[-1]
	d.file.object(root, fmt.Sprintf("<< /Type /Outlines /First %s /Last %s /Count %d >>", refs[top[0]], refs[top[len(top)-1]], len(d.marks)))
	return fmt.Sprintf(" /Outlines %s", root)
}

// metadata is what the document says of itself as XMP.
func (d *document) metadata() []byte {
	esc := func(s string) string {
		var b strings.Builder
		_ = xml.EscapeText(&b, []byte(s)) // a Builder never fails
		return b.String()
	}
	made := d.about.made.Time().Format("2006-01-02T15:04:05-07:00")
	return fmt.Appendf(nil, `<?xpacket begin="%s" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>Rollbook</xmp:CreatorTool><xmp:CreateDate>%s</xmp:CreateDate><xmp:ModifyDate>%[5]s</xmp:ModifyDate>
<pdf:Producer>Rollbook</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`, "\uFEFF", esc(d.about.title), esc(d.about.author), esc(d.about.language), made)
}

// short writes a number as operators do.
func short(v float64) string {
	var b bytes.Buffer
	number(&b, v)
	return b.String()
}
