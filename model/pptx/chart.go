package pptx

import (
	"bytes"
	"cmp"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"rollbook/model"
	"rollbook/model/chart"
	"rollbook/model/report"
)

// figures are what a native chart draws.
type figures struct {
	about      chart.About
	categories []string
	series     []chart.SeriesOf
	lying      bool
	full       float64 // what a full bar stands for; 0: the longest
}

// figuresOf gives the figures of a chart of columns or bars, without series that have none.
func figuresOf(c chart.Chart) figures {
	f := figures{about: c.Describe()}
	switch c := c.(type) {
	case chart.Columns:
		f.categories = c.Categories
		for _, s := range c.Series {
			if any(s.Values) {
				f.series = append(f.series, s)
			}
		}
	case chart.Bars:
		f.lying, f.full = true, c.Of
		f.series = []chart.SeriesOf{{Name: c.About.Unit}}
		if len(c.Rows) > 0 && len(c.Rows[0].Parts) > 1 {
			f.series = nil
			for _, part := range c.Rows[0].Parts {
				f.series = append(f.series, chart.SeriesOf{Name: part})
			}
		}
		for _, r := range c.Rows {
			f.categories = append(f.categories, r.Label)
			for i := range f.series {
				f.series[i].Values = append(f.series[i].Values, r.Values[i])
			}
		}
	}
	return f
}

func any(values []model.Figure) bool {
	for _, v := range values {
		if v.Known() && v.Value > 0 {
			return true
		}
	}
	return false
}

// chart draws a chart: columns and bars as native ones, a map as shapes.
func (c *canvas) chart(b report.Chart, at box) {
	if m, ok := b.Chart.(chart.DotMap); ok {
		c.dotMap(m, at)
		return
	}
	f := figuresOf(b.Chart)
	if len(f.series) == 0 || len(f.categories) == 0 {
		c.text(at, "Text", "t", style{size: 16, ink: inkQuiet}.paragraph("There are no figures to draw."))
		return
	}
	p := c.pack
	p.charts++
	name, book := fmt.Sprintf("ppt/charts/chart%d.xml", p.charts), fmt.Sprintf("ppt/embeddings/Microsoft_Excel_Sheet%d.xlsx", p.charts)
	workbook, err := f.workbook()
	p.err = cmp.Or(p.err, err)
	p.add(book, workbook)
	p.part(name, officeDocument+"drawingml.chart+xml", f.xml())
	p.relations(name, relation{"package", "../embeddings/" + book[len("ppt/embeddings/"):]})
	fmt.Fprintf(&c.shapes, `<p:graphicFrame><p:nvGraphicFramePr>%s<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>%s`+
		`<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="%s"/></a:graphicData></a:graphic></p:graphicFrame>`,
		c.named("Chart", f.inWords()), at.xfrm("p:xfrm"), c.bind(relation{"chart", "../charts/" + name[len("ppt/charts/"):]}))
}

// inWords says what a chart shows, for those who do not see it.
func (f figures) inWords() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, in %s.", f.about.Title, f.about.Unit)
	for i, category := range f.categories {
		sum := model.Figure{Kind: model.Missing}
		for _, s := range f.series {
			sum = sum.Plus(s.Values[i])
		}
		fmt.Fprintf(&b, " %s: %s.", category, sum)
	}
	return b.String()
}

// sheet is the name of the one sheet of an embedded workbook.
const sheet = "Sheet1"

// workbook gives the figures as the workbook that PowerPoint opens to edit them: a row a
// category, a column a series.
func (f figures) workbook() ([]byte, error) {
	book := excelize.NewFile()
	defer book.Close()
	set := func(column, row int, value interface{}) error {
		cell, err := excelize.CoordinatesToCellName(column, row)
		if err != nil {
			return err
		}
		return book.SetCellValue(sheet, cell, value)
	}
	for n, s := range f.series {
		if err := set(n+2, 1, s.Name); err != nil {
			return nil, err
		}
		for i, v := range s.Values {
			if v.Known() {
				if err := set(n+2, i+2, v.Value); err != nil {
					return nil, err
				}
			}
		}
	}
	for i, category := range f.categories {
		if err := set(1, i+2, category); err != nil {
			return nil, err
		}
	}
	if err := book.SetColWidth(sheet, "A", "A", 40); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err := book.Write(&out)
	return out.Bytes(), err
}

// ref names cells of the workbook: a column, from one row to another.
func ref(column, from, to int) string {
	letters, _ := excelize.ColumnNumberToName(column) // there are few series
	if from == to {
		return fmt.Sprintf("%s!$%s$%d", sheet, letters, from)
	}
	return fmt.Sprintf("%s!$%s$%d:$%s$%d", sheet, letters, from, letters, to)
}

// seriesInks are the colours of series, and those of the figures that stand on them.
var seriesInks, onSeries = []string{"accent1", "accent2", "accent3", "accent4", "accent5"}, []string{"bg1", "tx1", "bg1", "tx1", "bg1"}

// xml gives the chart's part. ISO/IEC 29500-1, 21.2.
func (f figures) xml() string {
	direction, categoryAt, valueAt, orientation := "col", "b", "l", "minMax"
	if f.lying {
		direction, categoryAt, valueAt, orientation = "bar", "l", "b", "maxMin"
	}
	grouping, overlap := "stacked", 100
	if f.beside() {
		grouping, overlap = "clustered", 0
	}
	var b strings.Builder
	b.WriteString(`<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">` +
		`<c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>`)
	fmt.Fprintf(&b, `<c:barChart><c:barDir val="%s"/><c:grouping val="%s"/><c:varyColors val="0"/>`, direction, grouping)
	for n := range f.series {
		b.WriteString(f.seriesXML(n))
	}
	fmt.Fprintf(&b, `<c:gapWidth val="45"/><c:overlap val="%d"/><c:axId val="111111111"/><c:axId val="222222222"/></c:barChart>`, overlap)
	fmt.Fprintf(&b, `<c:catAx><c:axId val="111111111"/><c:scaling><c:orientation val="%s"/></c:scaling><c:delete val="0"/><c:axPos val="%s"/><c:numFmt formatCode="General" sourceLinked="0"/>`+
		`<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr><a:ln w="9525"><a:solidFill><a:schemeClr val="bg2"/></a:solidFill></a:ln></c:spPr>%s`+
		`<c:crossAx val="222222222"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>`, orientation, categoryAt, chartText(12, "tx1"))
	b.WriteString(f.valueAxis(valueAt))
	b.WriteString(`<c:spPr><a:noFill/></c:spPr></c:plotArea>`)
	if len(f.series) > 1 {
		b.WriteString(`<c:legend><c:legendPos val="t"/><c:overlay val="0"/>` + chartText(12, "tx2") + `</c:legend>`)
	}
	b.WriteString(`<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>` + chartText(12, "tx1") + `<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>`)
	return b.String()
}

// valueAxis begins at zero. Lying bars have their figures beside them instead.
func (f figures) valueAxis(at string) string {
	hide, grid, crosses, scale := "0", `<c:majorGridlines><c:spPr><a:ln w="9525"><a:solidFill><a:schemeClr val="bg2"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>`, "autoZero", ""
	if f.lying {
		hide, grid, crosses = "1", "", "max"
	}
	if f.full > 0 {
		scale = fmt.Sprintf(`<c:max val="%g"/>`, f.full)
	}
	return fmt.Sprintf(`<c:valAx><c:axId val="222222222"/><c:scaling><c:orientation val="minMax"/>%s<c:min val="0"/></c:scaling><c:delete val="%s"/><c:axPos val="%s"/>%s`+
		`<c:numFmt formatCode="#,##0" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>%s`+
		`<c:crossAx val="111111111"/><c:crosses val="%s"/><c:crossBetween val="between"/></c:valAx>`, scale, hide, at, grid, chartText(12, "tx2"), crosses)
}

// seriesXML is a series with what its cells hold, so that it is drawn before the workbook
// is opened.
func (f figures) seriesXML(n int) string {
	s, rows := f.series[n], len(f.categories)
	var b strings.Builder
	fmt.Fprintf(&b, `<c:ser><c:idx val="%d"/><c:order val="%[1]d"/><c:tx><c:strRef><c:f>%s</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>%s</c:v></c:pt></c:strCache></c:strRef></c:tx>`+
		`<c:spPr><a:solidFill><a:schemeClr val="%s"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/>`, n, ref(n+2, 1, 1), escape(s.Name), seriesInks[n%len(seriesInks)])
	if f.lying {
		b.WriteString(f.labels(n))
	}
	fmt.Fprintf(&b, `<c:cat><c:strRef><c:f>%s</c:f><c:strCache><c:ptCount val="%d"/>`, ref(1, 2, rows+1), rows)
	for i, category := range f.categories {
		fmt.Fprintf(&b, `<c:pt idx="%d"><c:v>%s</c:v></c:pt>`, i, escape(category))
	}
	fmt.Fprintf(&b, `</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>%s</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="%d"/>`, ref(n+2, 2, rows+1), rows)
	for i, v := range s.Values {
		if v.Known() {
			fmt.Fprintf(&b, `<c:pt idx="%d"><c:v>%d</c:v></c:pt>`, i, v.Value)
		}
	}
	b.WriteString(`</c:numCache></c:numRef></c:val></c:ser>`)
	return b.String()
}

// beside says whether figures stand behind their bars, as they can where no other follows.
func (f figures) beside() bool { return f.lying && len(f.series) == 1 }

// labels writes the figures of lying bars; one of nothing is not written, and one that is
// not exact says so, whatever it is changed to.
func (f figures) labels(n int) string {
	ink, where := onSeries[n%len(onSeries)], "ctr"
	if f.beside() {
		ink, where = "tx1", "outEnd"
	}
	label := func(before string) string {
		if before != "" {
			before = fmt.Sprintf(`"%s "`, before)
		}
		return fmt.Sprintf(`<c:numFmt formatCode="%s" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>%s<c:dLblPos val="%s"/>`+
			`<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>`, escape(before+"#,##0;;"), chartText(12, ink), where)
	}
	var b strings.Builder
	b.WriteString(`<c:dLbls>`)
	for i, v := range f.series[n].Values {
		if before := map[model.Certainty]string{model.Approximate: "≈", model.AtLeast: "≥"}[v.Kind]; before != "" {
			fmt.Fprintf(&b, `<c:dLbl><c:idx val="%d"/>%s</c:dLbl>`, i, label(before))
		}
	}
	b.WriteString(label("") + `</c:dLbls>`)
	return b.String()
}

// chartText says how texts of a chart look.
func chartText(size int, ink string) string {
	return fmt.Sprintf(`<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="%d"><a:solidFill><a:schemeClr val="%s"/></a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr>`, size*100, ink)
}
