package pptx

import (
	"fmt"
	"strings"

	"rollbook/model"
	"rollbook/model/chart"
)

// sceneUnit is how many EMU a unit of a scene takes.
const sceneUnit = point

// dotMap draws a map from its scene as one group: the land as a single shape, and a circle
// a country that says what it stands for.
func (c *canvas) dotMap(m chart.DotMap, at box) {
	scene := m.Scene(float64(at.w)/sceneUnit, float64(at.h)/sceneUnit, func(text string, size float64, bold bool) float64 {
		return widthOf(text, int(size), bold)
	})
	var land, dots strings.Builder
	group := c.named("Map", fmt.Sprintf("%s: a map with a dot for each of %s, as large as its number of %s.", m.About.Title, model.Counted(len(m.Dots), "country", "countries"), m.About.Unit))
	landID := c.named("Land", "")
	for _, shape := range scene.Shapes {
		switch shape := shape.(type) {
		case chart.Polygon:
			for i, p := range shape.Points {
				tag := "lnTo"
				if i == 0 {
					tag = "moveTo"
				}
				fmt.Fprintf(&land, `<a:%s><a:pt x="%d" y="%d"/></a:%[1]s>`, tag, int(p.X*sceneUnit), int(p.Y*sceneUnit))
			}
			land.WriteString(`<a:close/>`)
		case chart.Circle:
			says := ""
			if shape.Datum != nil {
				says = shape.Datum.Text
			}
			r := int(shape.R * sceneUnit)
			place := box{at.x + int(shape.X*sceneUnit) - r, at.y + int(shape.Y*sceneUnit) - r, 2 * r, 2 * r}
			fmt.Fprintf(&dots, `<p:sp><p:nvSpPr>%s<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>%s<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"><a:alpha val="65000"/></a:schemeClr></a:solidFill>`+
				`<a:ln w="6350"><a:solidFill><a:schemeClr val="bg1"/></a:solidFill></a:ln></p:spPr></p:sp>`, c.named("Dot", says), place.xfrm("a:xfrm"))
		}
	}
	fmt.Fprintf(&c.shapes, `<p:grpSp><p:nvGrpSpPr>%s<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="%d" y="%d"/><a:ext cx="%d" cy="%d"/><a:chOff x="%[2]d" y="%[3]d"/><a:chExt cx="%[4]d" cy="%[5]d"/></a:xfrm></p:grpSpPr>`,
		group, at.x, at.y, at.w, at.h)
	fmt.Fprintf(&c.shapes, `<p:sp><p:nvSpPr>%s<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>%s<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="%d" h="%d">%s</a:path></a:pathLst></a:custGeom>`+
		`<a:solidFill><a:schemeClr val="bg2"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>%s</p:grpSp>`, landID, at.xfrm("a:xfrm"), at.w, at.h, land.String(), dots.String())
}
