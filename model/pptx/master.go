package pptx

import (
	"fmt"
	"strings"
)

// fixedParts adds what every presentation has: themes, the master with its layouts, and
// the master of the notes.
func (p *pack) fixedParts() {
	p.part("ppt/presProps.xml", presentationML+"presProps+xml", `<p:presentationPr `+namespaces+`/>`)
	p.part("ppt/viewProps.xml", presentationML+"viewProps+xml", `<p:viewPr `+namespaces+`/>`)
	p.part("ppt/tableStyles.xml", presentationML+"tableStyles+xml", `<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" def="{2D5ABB26-0587-4C30-8999-92F81FD0307C}"/>`)
	for n := 1; n <= 2; n++ {
		p.part(fmt.Sprintf("ppt/theme/theme%d.xml", n), officeDocument+"theme+xml", theme)
	}
	const master = "ppt/slideMasters/slideMaster1.xml"
	p.part(master, presentationML+"slideMaster+xml", slideMaster())
	p.relations(master, relation{"slideLayout", "../slideLayouts/slideLayout1.xml"}, relation{"slideLayout", "../slideLayouts/slideLayout2.xml"}, relation{"theme", "../theme/theme1.xml"})
	for i, layout := range []string{titleLayout(), contentLayout()} {
		name := fmt.Sprintf("ppt/slideLayouts/slideLayout%d.xml", i+1)
		p.part(name, presentationML+"slideLayout+xml", layout)
		p.relations(name, relation{"slideMaster", "../slideMasters/slideMaster1.xml"})
	}
	const notes = "ppt/notesMasters/notesMaster1.xml"
	p.part(notes, presentationML+"notesMaster+xml", notesMaster())
	p.relations(notes, relation{"theme", "../theme/theme2.xml"})
}

// theme holds the palette and the fonts. The window has the same colours.
var theme = func() string {
	colours := ""
	for _, c := range []struct{ place, value string }{{"dk1", "1B2733"}, {"lt1", "FFFFFF"}, {"dk2", "5B6B7B"}, {"lt2", "E2E8EE"}, {"accent1", "0074A8"}, {"accent2", "E69F00"},
		{"accent3", "009E73"}, {"accent4", "CC79A7"}, {"accent5", "7C8894"}, {"accent6", "004B6E"}, {"hlink", "0074A8"}, {"folHlink", "5B6B7B"}} {
		colours += fmt.Sprintf(`<a:%s><a:srgbClr val="%s"/></a:%[1]s>`, c.place, c.value)
	}
	const font = `<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>`
	const fill = `<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>`
	lines := ""
	for _, w := range []int{6350, 12700, 19050} {
		lines += fmt.Sprintf(`<a:ln w="%d">%s</a:ln>`, w, fill)
	}
	return `<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Rollbook"><a:themeElements><a:clrScheme name="Rollbook">` + colours + `</a:clrScheme>` +
		`<a:fontScheme name="Rollbook"><a:majorFont>` + font + `</a:majorFont><a:minorFont>` + font + `</a:minorFont></a:fontScheme>` +
		`<a:fmtScheme name="Rollbook"><a:fillStyleLst>` + strings.Repeat(fill, 3) + `</a:fillStyleLst><a:lnStyleLst>` + lines + `</a:lnStyleLst>` +
		`<a:effectStyleLst>` + strings.Repeat(`<a:effectStyle><a:effectLst/></a:effectStyle>`, 3) + `</a:effectStyleLst><a:bgFillStyleLst>` + strings.Repeat(fill, 3) + `</a:bgFillStyleLst></a:fmtScheme>` +
		`</a:themeElements></a:theme>`
}()

// place is a place of a master or layout that slides fill.
type place struct {
	name, ph string
	at       box
	anchor   string
	style    style
	prompt   string
}

// sp gives the place as a shape.
func (p place) sp(id int) string {
	align, bold := "", ""
	if p.style.align != "" {
		align = fmt.Sprintf(` algn="%s"`, p.style.align)
	}
	if p.style.bold {
		bold = ` b="1"`
	}
	text := plainParagraph(p.prompt)
	if strings.Contains(p.ph, "sldNum") {
		text = `<a:p><a:fld id="{0F1D3C5B-7A94-4E2B-8C6D-5B4A39281706}" type="slidenum"><a:rPr lang="en-GB"/><a:t>‹#›</a:t></a:fld></a:p>`
	}
	return fmt.Sprintf(`<p:sp><p:nvSpPr><p:cNvPr id="%d" name="%s"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph %s/></p:nvPr></p:nvSpPr><p:spPr>%s<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>`+
		`<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="%s"><a:normAutofit/></a:bodyPr><a:lstStyle><a:lvl1pPr marL="0" indent="0"%s><a:buNone/><a:defRPr sz="%d"%s><a:solidFill><a:schemeClr val="%s"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>%s</p:txBody></p:sp>`,
		id, p.name, p.ph, p.at.xfrm("a:xfrm"), p.anchor, align, p.style.size*100, bold, p.style.ink, text)
}

func places(all ...place) string {
	var b strings.Builder
	for i, p := range all {
		b.WriteString(p.sp(i + 2))
	}
	return b.String()
}

// The places of slides with content.
var (
	titlePlace  = place{"Title", `type="title"`, titleBox, "b", style{size: 28, bold: true, ink: inkText}, "Title"}
	leadPlace   = place{"Lead", `type="body" sz="quarter" idx="13"`, leadBox, "ctr", style{size: 16, ink: inkQuiet}, "What the slide says, in one sentence"}
	footPlace   = place{"Footer", `type="ftr" sz="quarter" idx="11"`, footBox, "ctr", style{size: 10, ink: inkQuiet}, ""}
	numberPlace = place{"Number", `type="sldNum" sz="quarter" idx="12"`, numberBox, "ctr", style{size: 10, ink: inkQuiet, align: "r"}, ""}
)

// bar is a bar of the accent's colour.
func bar(id int, at box, ink string) string {
	return fmt.Sprintf(`<p:sp><p:nvSpPr><p:cNvPr id="%d" name="Bar"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>%s<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="%s"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>`,
		id, at.xfrm("a:xfrm"), ink)
}

const colourMap = `bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"`

func background(ink string) string {
	return `<p:bg><p:bgPr><a:solidFill><a:schemeClr val="` + ink + `"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>`
}

func slideMaster() string {
	body := place{"Text", `type="body" idx="1"`, bodyBox, "t", style{size: 20, ink: inkText}, "Text"}
	return `<p:sldMaster ` + namespaces + `><p:cSld>` + background("bg1") + `<p:spTree>` + emptyTree + places(titlePlace, body, footPlace, numberPlace) + `</p:spTree></p:cSld><p:clrMap ` + colourMap + `/>` +
		`<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/><p:sldLayoutId id="2147483650" r:id="rId2"/></p:sldLayoutIdLst>` +
		`<p:txStyles><p:titleStyle>` + level(28, ` b="1"`) + `</p:titleStyle><p:bodyStyle>` + level(20, "") + `</p:bodyStyle><p:otherStyle>` + level(18, "") + `</p:otherStyle></p:txStyles></p:sldMaster>`
}

// level is how text looks where nothing else is said.
func level(size int, bold string) string {
	return fmt.Sprintf(`<a:lvl1pPr algn="l"><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/><a:defRPr sz="%d"%s><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl1pPr>`, size*100, bold)
}

// layout is a layout of the master.
func layout(kind, name, back, shapes string) string {
	return `<p:sldLayout ` + namespaces + ` ` + kind + ` preserve="1"><p:cSld name="` + name + `">` + back + `<p:spTree>` + emptyTree + shapes + `</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>`
}

func titleLayout() string {
	wide := slideWidth - 4*margin
	return layout(`type="title"`, "Title", background(inkAccent), places(
		place{"Title", `type="ctrTitle"`, box{2 * margin, inch * 2, wide, inch * 3 / 2}, "b", style{size: 44, bold: true, ink: inkWhite}, "Title"},
		place{"Subtitle", `type="subTitle" idx="1"`, box{2 * margin, inch * 385 / 100, wide, inch * 6 / 10}, "t", style{size: 22, ink: inkWhite}, "Period"},
		place{"Office", `type="body" sz="quarter" idx="13"`, box{2 * margin, inch * 6, wide, inch * 7 / 10}, "b", style{size: 14, ink: inkWhite}, "Office"},
	)+bar(8, box{2 * margin, inch * 365 / 100, inch * 9 / 10, point * 3}, inkWhite))
}

func contentLayout() string {
	return layout(`userDrawn="1"`, "Content", "", places(titlePlace, leadPlace, footPlace, numberPlace)+bar(8, box{margin, inch * 3 / 10, inch * 6 / 10, point * 4}, inkAccent))
}

func notesMaster() string {
	image := fmt.Sprintf(`<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr>%s<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln w="12700"><a:solidFill><a:schemeClr val="bg2"/></a:solidFill></a:ln></p:spPr></p:sp>`,
		box{margin, margin, notesWidth - 2*margin, (notesWidth - 2*margin) * 9 / 16}.xfrm("a:xfrm"))
	text := place{"Notes", `type="body" sz="quarter" idx="3"`, box{margin, inch * 45 / 10, notesWidth - 2*margin, inch * 5}, "t", style{size: 12, ink: inkText}, "Notes"}
	return `<p:notesMaster ` + namespaces + `><p:cSld>` + background("bg1") + `<p:spTree>` + emptyTree + image + text.sp(3) + `</p:spTree></p:cSld><p:clrMap ` + colourMap + `/></p:notesMaster>`
}
