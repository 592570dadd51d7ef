package pdf

import (
	"fmt"
	"strings"
)

// role is what a part of a document is, for those who have it read to them. ISO 32000-1,
// 14.8.4.
type role string

const (
	roleDocument role = "Document"
	roleSection  role = "Sect"
	roleTitle    role = "H1"
	roleHeading1 role = "H2"
	roleHeading2 role = "H3"
	roleText     role = "P"
	roleList     role = "L"
	rolePoint    role = "LI"
	roleDot      role = "Lbl"
	roleBody     role = "LBody"
	roleTable    role = "Table"
	roleCaption  role = "Caption"
	roleRow      role = "TR"
	roleHead     role = "TH"
	roleCell     role = "TD"
	roleFigure   role = "Figure"
)

// attributes are what readers must know of a part besides its role.
var attributes = map[role]string{
	roleList: " /A << /O /List /ListNumbering /Disc >>",
}

// element is a part of the document's structure. It is written when it ends, and its parent
// keeps no more than its number: a table of many rows takes little room.
type element struct {
	ref    ref
	parent *element
	role   role
	more   string   // attributes and alternative text, as they are written
	kids   []string // of elements and of what was drawn on pages, as they are written
}

// begin begins a part of the document within the one that has begun.
func (d *document) begin(r role) *element { return d.beginWith(r, attributes[r]) }

func (d *document) beginWith(r role, more string) *element {
	e := &element{parent: d.part, role: r, more: more}
	if d.preview == nil {
		e.ref = d.file.reserve()
	}
	d.part = e
	return e
}

// end ends the part that began last.
func (d *document) end() {
	e := d.part
	d.part = e.parent
	if d.preview != nil {
		return
	}
	d.writeElement(e)
	if e.parent != nil {
		e.parent.kids = append(e.parent.kids, e.ref.String())
	}
}

func (d *document) writeElement(e *element) {
	up := d.structure
	if e.parent != nil {
		up = e.parent.ref
	}
	d.file.object(e.ref, fmt.Sprintf("<< /Type /StructElem /S /%s /P %s%s /K [%s] >>", e.role, up, e.more, strings.Join(e.kids, " ")))
}

// within draws a part of the document.
func (d *document) within(r role, draw func()) {
	d.begin(r)
	draw()
	d.end()
}

// figure begins a picture, which is read out as the text.
func (d *document) figure(says string) {
	d.beginWith(roleFigure, " /Alt "+text(says))
}

// head begins the head of a table's columns or rows.
func (d *document) head(of string) {
	d.beginWith(roleHead, fmt.Sprintf(" /A << /O /Table /Scope /%s >>", of))
}

// apart draws what is no part of the document: running heads and feet, rules.
func (d *document) apart(draw func()) {
	part := d.part
	d.part = nil
	draw()
	d.part = part
}

// tagged says of which part that is which is drawn next; nil: of none.
func (p *page) tagged(e *element) {
	if p.doc.preview != nil || p.tagOpen && p.tag == e {
		return
	}
	p.untag()
	p.tag, p.tagOpen = e, true
	if e == nil {
		p.ops.WriteString("/Artifact BMC\n")
		return
	}
	n := len(p.parts)
	fmt.Fprintf(&p.ops, "/%s << /MCID %d >> BDC\n", e.role, n)
	p.parts = append(p.parts, e.ref)
	e.kids = append(e.kids, fmt.Sprintf("<< /Type /MCR /Pg %s /MCID %d >>", p.ref, n))
}

// shape says that a shape is drawn next: a part of a picture, else nothing that is read.
func (p *page) shape() {
	e := p.doc.part
	if e != nil && e.role != roleFigure {
		e = nil
	}
	p.tagged(e)
}

// untag ends what was last said to be a part.
func (p *page) untag() {
	if p.tagOpen {
		p.ops.WriteString("EMC\n")
		p.tagOpen = false
	}
}

// closeStructure writes the root of the structure, and which part each thing drawn on the
// pages belongs to.
func (d *document) closeStructure() {
	d.end()
	var nums strings.Builder
	for i, p := range d.pages {
		var parts strings.Builder
		for _, r := range p.parts {
			fmt.Fprintf(&parts, " %s", r)
		}
		fmt.Fprintf(&nums, " %d [%s]", i, strings.TrimSpace(parts.String()))
	}
	d.file.object(d.structure, fmt.Sprintf("<< /Type /StructTreeRoot /K %s /ParentTree << /Nums [%s] >> /ParentTreeNextKey %d >>",
		d.root.ref, strings.TrimSpace(nums.String()), len(d.pages)))
}
