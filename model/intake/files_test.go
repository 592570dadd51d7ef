package intake_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"rollbook/model"
	"rollbook/model/intake"
)

// names gives the people that a list would add, with their countries.
func names(p *intake.Preview) string {
	var all []string
	for _, one := range p.Batch.People {
		all = append(all, one.Name+" "+string(one.Country))
	}
	return strings.Join(all, "; ")
}

func TestLineEndsOfEveryKind(t *testing.T) {
	const want = "Asha Onyar KEN; Ben Okwar FJI"
	for name, list := range map[string]string{
		"CR":       "Name,Country\rAsha Onyar,Kenya\rBen Okwar,Fiji\r",
		"CR LF":    "Name,Country\r\nAsha Onyar,Kenya\r\nBen Okwar,Fiji\r\n",
		"mixed":    "Name,Country\rAsha Onyar,Kenya\r\n\nBen Okwar,Fiji",
		"CR, tabs": "Name\tCountry\r\"Asha Onyar\"\t\"Kenya\"\rBen Okwar\tFiji",
	} {
		p := check(t, office(t), intake.People, "l.csv", []byte(list))
		if got := names(p); got != want {
			t.Errorf("%s: read %s, with %s", name, got, problems(p))
		}
	}
}

func TestAStrayQuotationMarkCostsNoOtherRow(t *testing.T) {
	for name, c := range map[string]struct{ list, want, says string }{
		"a name in marks":      {"Name,Country\nAsha Onyar,Kenya\n\"Ben\" Okwar,Fiji\nCara Wanjik,Fiji\n", "Asha Onyar KEN; \"Ben\" Okwar FJI; Cara Wanjik FJI", "line 3"},
		"opened only":          {"Name,Country\nAsha Onyar,Kenya\n\"Ben Okwar,Fiji\nCara Wanjik,Fiji\n", "Asha Onyar KEN; \"Ben Okwar FJI; Cara Wanjik FJI", "line 3"},
		"inches":               {"Name,Country,Notes\nAsha Onyar,Kenya,5\" tall\nBen Okwar,Fiji,\nCara Wanjik,Fiji,\"6\" tall\"\n", "Asha Onyar KEN; Ben Okwar FJI; Cara Wanjik FJI", "line 4"},
		"two, in two rows":     {"Name,Country\n\"Asha Onyar,Kenya\nBen Okwar,\"Fiji\nCara Wanjik,Fiji\n", "\"Asha Onyar KEN; Ben Okwar FJI; Cara Wanjik FJI", "lines 2 and 3"},
		"spaces around marks":  {"Name, Country\n\"Onyar, Asha\" , \"Kenya\"\nBen Okwar, Fiji\n", "Asha Onyar KEN; Ben Okwar FJI", ""},
		"a cell of lines":      {"Name,Organisation,Country\nAsha Onyar,\"Ministry A\nRoom 5, Nairobi\",Kenya\nBen Okwar,,Fiji\n", "Asha Onyar KEN; Ben Okwar FJI", ""},
		"a cell in guillemets": {"Name,Country\n«Asha» Onyar,Kenya\nBen Okwar,Fiji\n", "«Asha» Onyar KEN; Ben Okwar FJI", ""},
	} {
		t.Run(name, func(t *testing.T) {
			p := check(t, office(t), intake.People, "l.csv", []byte(c.list))
			got := strings.ReplaceAll(names(p), "\"Fiji FJI", "FJI")
			notes := strings.Join(p.Notes, "\n")
			if got != c.want && !strings.Contains(problems(p), "row") || !strings.Contains(notes, c.says) {
				t.Errorf("read %s, with %s and %s", got, problems(p), notes)
			}
		})
	}
	t.Run("marks that would swallow rows", func(t *testing.T) {
		for _, list := range []string{
			"Name,Country\n\"Asha Onyar,Kenya\nBen Okwar\",Fiji\nCara Wanjik,Fiji\n",
			"Name;Country;Sex\nAsha Onyar;\"Kenya;F\nBen Okwar;Fiji;M\nCara Wanjik;Fiji\";F\nDina Taveu;Tonga;F\n",
			"Name,Country\nAsha Onyar,Kenya\nBen Okwar,\"Fiji\nCara Wanjik,Fiji\nDina Taveu,Tonga\"\nEli Vakar,Samoa\n",
		} {
			_, err := intake.ReadBytes(context.Background(), "l.csv", []byte(list), intake.Options{})
			if model.CodeOf(err) != model.EUnreadable || !strings.Contains(err.Error(), "line") {
				t.Errorf("%s\nread with %v", list, err)
			}
		}
	})
}

func TestARowWithMoreCellsThanHeadingsIsAskedAbout(t *testing.T) {
	p := check(t, office(t), intake.People, "l.csv", []byte("Name,Country\nOnyar, Asha,Kenya\nBen Okwar,Fiji\n"))
	if got := problems(p); !strings.Contains(got, "row 2") || !strings.Contains(got, "3 cells") {
		t.Error(got)
	}
}

func TestTheLineThatSaysTheSeparator(t *testing.T) {
	for _, first := range []string{"sep=;", "SEP=;", "\"sep=;\"", "sep=;;;", "sep=", "sep=\"", "\ufeffsep=;", "sep=x", "sep=;\r", "sep=\\t"} {
		separator := ";"
		if strings.Contains(first, `\t`) {
			separator = "\t"
		}
		list := first + "\n" + strings.ReplaceAll("Name;Country\nAsha Onyar;Kenya\nBen, Okwar;Fiji\n", ";", separator)
		p := check(t, office(t), intake.People, "l.csv", []byte(list))
		if got := names(p); got != "Asha Onyar KEN; Okwar Ben FJI" {
			t.Errorf("%q: read %s, with %s", first, got, problems(p))
		}
	}
	for _, list := range []string{"sep=", "sep=\"", "sep=;", "\"sep=", "sep=\"\n\"\n", "sep=\n\"\"\"\n\"", "sep=\xff\na\xffb"} {
		_, _ = intake.ReadBytes(context.Background(), "l.csv", []byte(list), intake.Options{}) // it ends, whatever it says
	}
}

// encoded writes a text in an encoding.
func encoded(t *testing.T, e encoding.Encoding, text string) []byte {
	t.Helper()
	data, err := e.NewEncoder().Bytes([]byte(text))
	must(t, err)
	return data
}

func TestLettersAreReadRightOrAskedAbout(t *testing.T) {
	const (
		latin   = "Name,Country\nJosé Núñez,Côte d’Ivoire\nRené Lupé,Bénin\nÉlodie Koff,Sénégal\n"
		plain   = "Name,Country\nJosé Núñez,Peru\nRené Lupé,Haiti\n"
		one     = "Name,Country\nRené Lupé,Haiti\n"
		polish  = "Name,Country\nŁukasz Żółć,Poland\nMałgorzata Wiśniewska,Poland\n"
		turkish = "Name,Country\nAyşe Yıldız,Türkiye\nİsmail Güneş,Türkiye\n"
		russian = "Имя,Страна\nИван Петров,Кыргызстан\nАйгуль Садыкова,Казахстан\n"
		capital = "ИМЯ,СТРАНА\nИВАН ПЕТРОВ,КАЗАХСТАН\n"
		names2  = "Name,Country\nПётр Щукин,Kazakhstan\n"
		koreans = "이름,국가\n김민수,대한민국\n이지연,베트남\n"
		chinese = "姓名,国家\n王小明,中国\n李娜,蒙古\n"
		taiwan  = "姓名,國家\n王小明,蒙古\n李雅婷,印度\n"
		japan   = "氏名,国\n山田太郎,日本\nさとう はなこ,タイ\n"
		arabic  = "الاسم,البلد\nأحمد علي,الأردن\nفاطمة حسن,مصر\n"
		greek   = "Name,Country\nΓιώργος Παπαδόπουλος,Greece\n"
	)
	for _, c := range []struct {
		name string
		is   encoding.Encoding
		text string
		sure bool // nobody needs to be asked
	}{
		{"macintosh", charmap.Macintosh, latin, true}, {"macintosh", charmap.Macintosh, plain, true}, {"macintosh", charmap.Macintosh, one, false},
		{"windows-1252", charmap.Windows1252, latin, true}, {"windows-1252", charmap.Windows1252, plain, true}, {"windows-1252", charmap.Windows1252, one, true},
		{"IBM850", charmap.CodePage850, plain, false}, {"windows-1250", charmap.Windows1250, polish, false}, {"windows-1254", charmap.Windows1254, turkish, false},
		{"windows-1251", charmap.Windows1251, russian, true}, {"KOI8-R", charmap.KOI8R, russian, true}, {"IBM866", charmap.CodePage866, russian, true},
		{"windows-1251", charmap.Windows1251, capital, true}, {"KOI8-R", charmap.KOI8R, capital, true}, {"KOI8-R", charmap.KOI8R, names2, false}, {"windows-1251", charmap.Windows1251, names2, false},
		{"x-mac-cyrillic", charmap.MacintoshCyrillic, russian, false},
		{"EUC-KR", korean.EUCKR, koreans, true}, {"GB18030", simplifiedchinese.GBK, chinese, true}, {"Big5", traditionalchinese.Big5, taiwan, false},
		{"Shift_JIS", japanese.ShiftJIS, japan, true}, {"EUC-JP", japanese.EUCJP, japan, false}, {"ISO-2022-JP", japanese.ISO2022JP, japan, true},
		{"windows-1256", charmap.Windows1256, arabic, true}, {"windows-1253", charmap.Windows1253, greek, false},
		{"UTF-16LE", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), koreans, true}, {"UTF-16BE", unicode.UTF16(unicode.BigEndian, unicode.UseBOM), russian, true},
		{"UTF-16LE", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), chinese, true}, {"UTF-8", unicode.UTF8BOM, latin, true},
	} {
		source, err := intake.ReadBytes(context.Background(), "l.csv", encoded(t, c.is, c.text), intake.Options{})
		must(t, err)
		asked := len(source.Readings) > 1
		right := source.Encoding == c.name || fmt.Sprint(source.Sheets[0].Rows) == fmt.Sprint(rowsOf(c.text))
		offered := slices.ContainsFunc(source.Readings, func(r intake.Reading) bool { return r.Encoding == c.name })
		switch {
		case !asked && !right:
			t.Errorf("%s is read silently as %s: %v", c.name, source.Encoding, source.Sheets[0].Rows)
		case asked && !offered:
			t.Errorf("%s is not among those asked about: %+v", c.name, source.Readings)
		case asked && c.sure:
			t.Errorf("%s need not be asked about: %+v\n%s", c.name, source.Readings, c.text)
		}
	}
}

// rowsOf splits a plain list.
func rowsOf(text string) (rows [][]string) {
	for line := range strings.Lines(text) {
		rows = append(rows, strings.Split(strings.TrimSpace(line), ","))
	}
	return rows
}

func TestALetterThatTurnsUpLateIsReadOrAskedAbout(t *testing.T) {
	var list strings.Builder
	list.WriteString("Name,Country\n")
	for i := range 30_000 {
		fmt.Fprintf(&list, "Person Number%d,Fiji\n", i)
	}
	for name, c := range map[string]struct {
		last string
		want string
	}{
		"windows-1252":             {"Ren\xe9 Lup\xe9,Peru\nJos\xe9 N\xfa\xf1ez,Peru\n", "José Núñez"},
		"macintosh":                {"Ren\x8e Lup\x8e,Peru\nJos\x8e N\x9c\x96ez,Peru\n", "José Núñez"},
		"UTF-8":                    {"René Lupé,Peru\nJosé Núñez,Peru\n", "José Núñez"},
		"UTF-8, then windows-1252": {"René Lupé,Peru\nJos\xe9 N\xfa\xf1ez,Peru\n", ""},
	} {
		p := check(t, office(t), intake.People, "l.csv", []byte(list.String()+c.last))
		if len(p.Problems) > 0 {
			if got := problems(p); !strings.Contains(got, "encoded") {
				t.Errorf("%s: %s", name, got)
			}
			continue
		}
		if got := p.Batch.People[len(p.Batch.People)-1].Name; got != c.want {
			t.Errorf("%s: silently read as %q", name, got)
		}
	}
}

func TestCellsMergedDownwardsSpeakForTheirRows(t *testing.T) {
	rows := [][]any{{"Country", "Name", "Sex"}, {"Kenya", "Asha Onyar", "F"}, {nil, "Ben Okwar", "M"}, {nil, "Cara Wanjik", "F"}, {"Fiji", "Dina Taveu", "F"}, {nil, "Eli Vakar", "M"}, {nil, "Fay Lome", "F"}}
	merge := func(f *excelize.File) {
		must(t, f.MergeCell("Sheet1", "A2", "A4"))
		must(t, f.MergeCell("Sheet1", "A5", "A6"))
	}
	const want = "Asha Onyar KEN; Ben Okwar KEN; Cara Wanjik KEN; Dina Taveu FJI; Eli Vakar FJI; Fay Lome "
	if p := check(t, office(t), intake.People, "l.xlsx", book(t, merge, rows...)); names(p) != want {
		t.Errorf("XLSX: %s, with %s", names(p), problems(p))
	}
	ods := odsOf(t, `<table:table-row><table:table-cell office:value-type="string"><text:p>Country</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Name</text:p></table:table-cell></table:table-row>
		<table:table-row><table:table-cell table:number-rows-spanned="3" office:value-type="string"><text:p>Kenya</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Asha<text:s/>Onyar</text:p></table:table-cell></table:table-row>
		<table:table-row><table:covered-table-cell/><table:table-cell office:value-type="string"><text:p>Ben <text:span>Okwar</text:span></text:p></table:table-cell></table:table-row>
		<table:table-row><table:covered-table-cell/><table:table-cell office:value-type="string"><office:annotation><text:p>a comment</text:p></office:annotation><text:p>Cara Wanjik</text:p></table:table-cell></table:table-row>
		<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>`)
	if p := check(t, office(t), intake.People, "l.ods", ods); names(p) != "Asha Onyar KEN; Ben Okwar KEN; Cara Wanjik KEN" {
		t.Errorf("ODS: %s, with %s", names(p), problems(p))
	}
	page := "<html><head><meta charset=utf-8></head><body><table border=1><tr><th>Country<th>Name</tr><tr><td rowspan=2>C&ocirc;te d&rsquo;Ivoire</td><td>Asha&nbsp;Onyar</td></tr><tr><td>Ben <b>Okwar</b></td></tr></table></body></html>"
	if p := check(t, office(t), intake.People, "l.xls", []byte(page)); names(p) != "Asha Onyar CIV; Ben Okwar CIV" {
		t.Errorf("web page: %s, with %s", names(p), problems(p))
	}
	xml := `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S"><Table>
		<Row><Cell><Data ss:Type="String">Country</Data></Cell><Cell><Data ss:Type="String">Name</Data></Cell></Row>
		<Row><Cell ss:MergeDown="1"><Data ss:Type="String">Kenya</Data></Cell><Cell><Data ss:Type="String">Asha Onyar</Data></Cell></Row>
		<Row><Cell ss:Index="2"><Data ss:Type="String">Ben Okwar</Data></Cell></Row></Table></Worksheet></Workbook>`
	if p := check(t, office(t), intake.People, "l.xls", []byte(xml)); names(p) != "Asha Onyar KEN; Ben Okwar KEN" {
		t.Errorf("XML of Excel 2003: %s, with %s", names(p), problems(p))
	}
	t.Run("but a figure belongs to one row", func(t *testing.T) {
		data := book(t, func(f *excelize.File) { must(t, f.MergeCell("Sheet1", "B2", "B3")) }, []any{"Country", "Number", "Activity"}, []any{"Kenya", 12, "RW-1"}, []any{"Fiji", nil, "RW-1"})
		if got := problems(check(t, office(t), intake.Headcounts, "l.xlsx", data)); !strings.Contains(got, "row 3") || !strings.Contains(got, "merged") {
			t.Error(got)
		}
	})
	t.Run("and a row that is one cell heads others", func(t *testing.T) {
		data := book(t, func(f *excelize.File) { must(t, f.MergeCell("Sheet1", "A2", "B2")) }, []any{"Name", "Country"}, []any{"Kenya", nil}, []any{"Asha Onyar", "Kenya"})
		if got := problems(check(t, office(t), intake.People, "l.xlsx", data)); !strings.Contains(got, "row 2") || !strings.Contains(got, "merged") {
			t.Error(got)
		}
	})
}

// odsOf makes an OpenDocument spreadsheet of the rows of its one table.
func odsOf(t testing.TB, rows string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range map[string]string{
		"mimetype": "application/vnd.oasis.opendocument.spreadsheet",
		"content.xml": `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="List"><table:table-column table:number-columns-repeated="16384"/>` +
			rows + `</table:table></office:spreadsheet></office:body></office:document-content>`,
	} {
		w, err := z.Create(name)
		must(t, err)
		_, err = w.Write([]byte(text))
		must(t, err)
	}
	must(t, z.Close())
	return b.Bytes()
}

func TestValuesOfOpenDocument(t *testing.T) {
	data := odsOf(t, `<table:table-row><table:table-cell office:value-type="string"><text:p>Title</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Type</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>First day</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Code</text:p></table:table-cell></table:table-row>
		<table:table-row><table:table-cell office:value-type="string"><text:p>One &amp; all</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Regional workshop</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2024-04-23T00:00:00"><text:p>23.04.24</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="12"><text:p>12.00</text:p></table:table-cell></table:table-row>`)
	p := check(t, office(t), intake.Activities, "l.ods", data)
	if len(p.Problems) > 0 || p.Batch.Activities[0].Title != "One & all" || p.Batch.Activities[0].FirstDay != "2024-04-23" || p.Batch.Activities[0].Code != "12" {
		t.Errorf("%+v\n%s", p.Batch.Activities, problems(p))
	}
	for name, cell := range map[string]string{
		"a formula without a result": `<table:table-cell table:formula="of:=[.A1]&amp;&quot;x&quot;"/>`,
		"an error":                   `<table:table-cell table:formula="of:=[.A1]" office:value-type="string" office:string-value=""><text:p>#REF!</text:p></table:table-cell>`,
		"an error of LibreOffice":    `<table:table-cell table:formula="of:=[.A1]" office:value-type="float" office:value="0"><text:p>Err:502</text:p></table:table-cell>`,
	} {
		data := odsOf(t, `<table:table-row><table:table-cell office:value-type="string"><text:p>Name</text:p></table:table-cell></table:table-row><table:table-row>`+cell+`</table:table-row>`)
		if got := problems(check(t, office(t), intake.People, "l.ods", data)); !strings.Contains(got, "formula") {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestStyledCellsThatSayNothingAreNone(t *testing.T) {
	for _, cell := range []string{"A1048576", "XFD2", "Z40000"} {
		data := book(t, func(f *excelize.File) {
			style, err := f.NewStyle(&excelize.Style{NumFmt: 14})
			must(t, err)
			must(t, f.SetCellStyle("Sheet1", cell, cell, style))
		}, []any{"Name", "Country"}, []any{"Asha Onyar", "Kenya"})
		if p := check(t, office(t), intake.People, "l.xlsx", data); names(p) != "Asha Onyar KEN" {
			t.Errorf("%s: %s, with %s", cell, names(p), problems(p))
		}
	}
}

func TestWhatIsHiddenIsSaid(t *testing.T) {
	data := book(t, func(f *excelize.File) {
		must(t, f.SetRowVisible("Sheet1", 3, false))
		must(t, f.SetColVisible("Sheet1", "B", false))
		_, err := f.NewSheet("Old people")
		must(t, err)
		must(t, f.SetCellStr("Old people", "A1", "Name"))
		must(t, f.SetSheetVisible("Old people", false))
	}, []any{"Name", "Country"}, []any{"Asha Onyar", "Kenya"}, []any{"Ben Okwar", "Fiji"})
	p := check(t, office(t), intake.People, "l.xlsx", data)
	notes := strings.Join(p.Notes, "\n")
	for _, want := range []string{"Row 3", "Column B", "Old people"} {
		if !strings.Contains(notes, want) {
			t.Errorf("%q is not said:\n%s", want, notes)
		}
	}
	if names(p) != "Asha Onyar KEN; Ben Okwar FJI" {
		t.Error(names(p), problems(p))
	}
}

func TestFormulasWithoutResultsAreAskedAbout(t *testing.T) {
	data := book(t, func(f *excelize.File) { must(t, f.SetCellFormula("Sheet1", "B3", `"Fi"&"ji"`)) }, []any{"Name", "Country"}, []any{"Asha Onyar", "Kenya"}, []any{"Ben Okwar"})
	if got := problems(check(t, office(t), intake.People, "l.xlsx", data)); !strings.Contains(got, "row 3, column “Country”") || !strings.Contains(got, "formula") {
		t.Error(got)
	}
	p := check(t, office(t), intake.People, "l.xlsx", data, func(l *intake.List) { l.Fix(2, "country", "Fiji") })
	if names(p) != "Asha Onyar KEN; Ben Okwar FJI" {
		t.Error(names(p), problems(p))
	}
	for _, cell := range []string{"=VLOOKUP(A2;B:C;2)", "=A2", `"=""Fi""&""ji"""`} {
		if got := problems(check(t, office(t), intake.People, "l.csv", []byte("Name,Country\nBen Okwar,"+cell+"\n"))); !strings.Contains(got, "formula") {
			t.Errorf("%s: %s", cell, got)
		}
	}
	if p := check(t, office(t), intake.People, "l.csv", []byte("Name,Country,Phone\nBen Okwar,\"=\"\"Fiji\"\"\",\n")); names(p) != "Ben Okwar FJI" {
		t.Error(names(p), problems(p))
	}
	for _, cell := range []string{"#REF!", "#BEZUG!", "#ССЫЛКА!", "#¿NOMBRE?", "Err:502", "#SPILL!"} {
		if got := problems(check(t, office(t), intake.People, "l.csv", []byte("Name,Organisation\nBen Okwar,"+cell+"\n"))); !strings.Contains(got, "formula") {
			t.Errorf("%s: %s", cell, got)
		}
	}
}

func TestFilesThatCannotBeReadSayWhatToDo(t *testing.T) {
	dir := t.TempDir()
	protected := book(t, nil, []any{"Name"})
	f, err := excelize.OpenReader(bytes.NewReader(protected))
	must(t, err)
	var b bytes.Buffer
	must(t, f.Write(&b, excelize.Options{Password: "secret"}))
	for name, data := range map[string][]byte{"secret.xlsx": b.Bytes(), "empty.csv": nil, "nothing.xlsx": book(t, nil), "zeros.csv": make([]byte, 4096),
		"page.xls": []byte("<html><body>Please sign in</body></html>"), "old.xls": []byte("\x09\x08\x08\x00\x00\x05\x05\x00" + strings.Repeat("\x00", 40)),
		"text.docx": zipOf(t, "word/document.xml", []byte("<w:document/>")), "binary.xlsb": zipOf(t, "xl/workbook.bin", []byte("x"))} {
		must(t, os.WriteFile(filepath.Join(dir, name), data, 0o600))
	}
	for name, says := range map[string]string{"secret.xlsx": "password", "empty.csv": "is empty", "nothing.xlsx": "is empty", "zeros.csv": "is empty", "page.xls": "web page", "old.xls": "save it as .xlsx",
		"text.docx": "Word", "binary.xlsb": "save it as .xlsx", ".": "folder", "missing.csv": "cannot be opened"} {
		if _, err := intake.Read(context.Background(), filepath.Join(dir, name), intake.Options{}); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestMonstrousCellsAreRefusedWithTheirPlace(t *testing.T) {
	long := strings.Repeat("x", 40_000)
	for name, c := range map[string]struct {
		data []byte
		says string
	}{
		"a cell":           {[]byte("Name,Country\nAsha,Kenya\nBen," + strings.Repeat("y", 30<<20)), "line 3, column 2"},
		"marks":            {bytes.Repeat([]byte{'"'}, 8<<20), "line 1, column 1"},
		"marks in lines":   {bytes.Repeat([]byte("\"\"\"\"x\n"), 1<<20), ""},
		"marks and rows":   {append([]byte("Name,Country\n\"Asha,Kenya\n"), bytes.Repeat([]byte("Ben,Fiji,1\n"), 100_000)...), ""},
		"a marked cell":    {[]byte("Name,Country\n\"" + strings.Repeat("y\n", 1<<20) + "\",Kenya\n"), "line 2, column 1"},
		"separators":       {bytes.Repeat([]byte{','}, 8<<20), "one more than"},
		"a shared text":    {book(t, func(f *excelize.File) { must(t, f.SetCellStr("Sheet1", "B2", "x")) }, []any{"Name", "Country"}), ""},
		"a text of ODS":    {odsOf(t, `<table:table-row><table:table-cell office:value-type="string"><text:p>`+long+`</text:p></table:table-cell></table:table-row>`), "cell A1"},
		"a text of a page": {[]byte("<table><tr><td>Name</td></tr><tr><td>" + strings.Repeat(long, 10) + "</td></tr></table>"), "cell A2"},
	} {
		_, err := intake.ReadBytes(context.Background(), "l", c.data, intake.Options{})
		if c.says == "" && err != nil && model.CodeOf(err) != model.EUnreadable || c.says != "" && (model.CodeOf(err) != model.EUnreadable || !strings.Contains(err.Error(), c.says)) {
			t.Errorf("%s: %v", name, err)
		}
	}
	sheet := `<?xml version="1.0"?><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>` + strings.Repeat(long, 20) + `</t></is></c></row></sheetData></worksheet>`
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range map[string]string{"xl/workbook.xml": `<workbook><sheets><sheet name="S" sheetId="1"/></sheets></workbook>`, "xl/worksheets/sheet1.xml": sheet} {
		w, err := z.Create(name)
		must(t, err)
		_, err = w.Write([]byte(text))
		must(t, err)
	}
	must(t, z.Close())
	if _, err := intake.ReadBytes(context.Background(), "l", b.Bytes(), intake.Options{}); err == nil || !strings.Contains(err.Error(), "cell A2") {
		t.Error(err)
	}
}
