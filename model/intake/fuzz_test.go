package intake_test

import (
	"archive/zip"
	"bytes"
	"context"
	"testing"

	"github.com/xuri/excelize/v2"

	"rollbook/model"
	"rollbook/model/intake"
)

// readWhole reads a file as every kind of list: it must end, with a list or with a reason.
func readWhole(t *testing.T, known *intake.Known, activity model.ID, name string, data []byte) {
	ctx := context.Background()
	source, err := intake.ReadBytes(ctx, name, data, intake.Options{})
	if err != nil {
		if model.CodeOf(err) != model.EUnreadable {
			t.Fatal(err)
		}
		return
	}
	intake.GuessKind(source)
	for _, kind := range intake.Kinds() {
		l := intake.NewList(source, kind)
		l.About(activity)
		p, err := l.Check(ctx, known)
		if err != nil {
			t.Fatal(err)
		}
		l.Report(ctx, p)
		for _, q := range p.Questions() {
			if q.About == intake.AboutFile || q.About == intake.AboutColumn || len(q.Choices) == 0 {
				continue
			}
			if q.Answer = &q.Choices[0]; l.Reply(q) != nil {
				t.Fatalf("an answer that is offered is refused: %+v", q)
			}
		}
		if _, err := l.Check(ctx, known); err != nil {
			t.Fatal(err)
		}
	}
}

// fuzzOver gives a register to read lists against.
func fuzzOver(f *testing.F) (*intake.Known, model.ID) {
	r, about := workshop(f)
	_ = about
	known, err := intake.Learn(context.Background(), r)
	must(f, err)
	id, err := r.ActivityByCode(context.Background(), "W1")
	must(f, err)
	return known, id
}

func FuzzSeparated(f *testing.F) {
	known, id := fuzzOver(f)
	for _, seed := range []string{"name,country\n\"Ben\" Okwar,Fiji\n", "sep=\"\n\"a\";b", "Name;Email\rA B;\"x\ry\"\r", "Jos\x8e,P\x8eru\n\xd5", "activity,country,number\nW1,Kenya,~12\n", "\xff\xfea\x00,\x00",
		"type,from,to,events\nRegional workshop,2006,2015,9\n", "=A1,=\"x\"\n'=b,#REF!\n", "Name,Country\n\"A,Kenya\nB\",Fiji\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) { readWhole(t, known, id, "l.csv", data) })
}

func FuzzMarks(f *testing.F) {
	known, id := fuzzOver(f)
	for _, seed := range []string{"Name,4-May,Wed 6 May,Total\nAsha Onyar,P,x,1\n", "Name,5/6/26,第二天,D9\nBen Okwar,1,✓,L\n", "Session,Day,Person,Mark\nMorning,5/4/2026,Asha Onyar,yes\n", ",4 May,,5 May\nName,am,pm,am\nCara Wanjik,P,L,A\n",
		"Timestamp,Name\n5/4/2026 9:01,Asha Onyar\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		l := intake.NewList(&intake.Source{Name: "l", Sheets: []intake.Sheet{intake.ReadText(text)}}, intake.Marks)
		l.About(id)
		if _, err := l.Check(context.Background(), known); err != nil {
			t.Fatal(err)
		}
		readWhole(t, known, id, "l.csv", []byte(text))
	})
}

func FuzzPasted(f *testing.F) {
	known, id := fuzzOver(f)
	for _, seed := range []string{"Ana Lupe\tFiji\tana@example.org\n", "Kenya\t12\t8\nTotal\t12\t8\n", "Country\tWomen\nFiji\tabout 5\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if _, _, err := intake.PastedHeadcounts(context.Background(), known, id, text); err != nil {
			t.Fatal(err)
		}
		if _, _, err := intake.PastedPeople(context.Background(), known, id, text); err != nil {
			t.Fatal(err)
		}
	})
}

// FuzzWorkbook alters the sheet of a workbook, not its compression, which only fails.
func FuzzWorkbook(f *testing.F) {
	known, id := fuzzOver(f)
	for _, seed := range []string{`<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c><c r="B1" s="1"><v>46146</v></c></row><row r="2" hidden="1"><c r="A2" t="str"><f>B2</f></c><c t="e"><v>#REF!</v></c></row>`,
		`<row><c><v>1e400</v></c><c r="XFD1048576"><v>x</v></c></row>`, `<row r="9"><c r="A9" t="s"><v>99</v></c></row></sheetData><mergeCells><mergeCell ref="A9:B1"/><mergeCell ref="A1:ZZZ9999999"/></mergeCells>`, `<c r="A1"><is><t>&#x1F600;&amp;_x0041_</t><rPh><t>x</t></rPh></is></c>`, `<![CDATA[x]]><!-- > --><row a='>'`,
		`<row r="9"><c r="A9" t="s"><v>99</v></X></row></sheetData><mergeCells><mergeCell ref="A1:ZZZ9999999`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, rows []byte) {
		readWhole(t, known, id, "l.xlsx", zipParts(t, map[string][]byte{
			"xl/workbook.xml":          []byte(`<workbook><sheets><sheet name="S" sheetId="1"/></sheets></workbook>`),
			"xl/styles.xml":            []byte(`<styleSheet><cellXfs><xf/><xf numFmtId="14"/></cellXfs></styleSheet>`),
			"xl/worksheets/sheet1.xml": append(append([]byte(`<worksheet><sheetData>`), rows...), `</sheetData></worksheet>`...)}))
		readWhole(t, known, id, "l.xls", append([]byte(`<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet Name="S">`), rows...))
	})
}

func FuzzOpenDocument(f *testing.F) {
	known, id := fuzzOver(f)
	for _, seed := range []string{`<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="4" table:number-rows-spanned="99" office:value-type="date" office:date-value="2026-05-04"><text:p>x<text:s text:c="999999999"/></text:p></table:table-cell></table:table-row>`,
		`<table:table-row><table:table-cell table:formula="of"/><table:covered-table-cell/></table:table-row>`, `<table:table-row><table:table-cell><text:p>a<text:span>b</text:p>`, `<table:table-row table:number-rows-repeated="99999999999"><table:table-cell office:value-type="float" office:value="x"/></table:table-row>`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, rows []byte) {
		readWhole(t, known, id, "l.ods", odsOf(t, string(rows)))
	})
}

func FuzzWebpage(f *testing.F) {
	known, id := fuzzOver(f)
	for _, seed := range []string{"<table><tr><td rowspan=2 colspan=3>Name</td></tr><td>x</table>", "<table><script><td>x</script><tr><td><table><td>y", "<html><meta charset=utf-16><table><tr><td rowspan=65534 colspan=400>x<td>y<tr><td>z"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) { readWhole(t, known, id, "l.xls", append([]byte("<html>"), data...)) })
}

// FuzzBook alters whole files.
func FuzzBook(f *testing.F) {
	known, id := fuzzOver(f)
	f.Add(book(f, func(b *excelize.File) { must(f, b.MergeCell("Sheet1", "A2", "A3")) }, []any{"Name", "Country"}, []any{"Asha Onyar", "Kenya"}))
	f.Add([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, data []byte) { readWhole(t, known, id, "l", data) })
}

// zipParts packs the parts of a file.
func zipParts(t testing.TB, parts map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, data := range parts {
		w, err := z.Create(name)
		must(t, err)
		_, err = w.Write(data)
		must(t, err)
	}
	must(t, z.Close())
	return b.Bytes()
}
