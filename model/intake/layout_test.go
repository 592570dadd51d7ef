package intake_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"

	"rollbook/model"
	"rollbook/model/intake"
)

// plainList is a list of activities or people as somebody means it, before it is laid out.
type plainList struct {
	kind     intake.Kind
	fields   []string
	headings [][]string // of each field, in several languages
	rows     [][]string
}

// somePeople makes a list of people, no two of one name.
func somePeople(t *rapid.T) plainList {
	given := []string{"Asha", "Ben", "Cara", "Dina", "Eli", "José", "René", "Zoë", "Anaïs", "Inês"}
	family := []string{"Onyar", "Okwar", "Wanjik", "Taveu", "Vakar", "Núñez", "Lupé", "Koff", "Béranger", "O’Dowd", "Ndir, Jr"}
	countries := []string{"Kenya", "Fiji", "Tonga", "Samoa", "Sénégal", "Côte d’Ivoire", "Republic of Korea", "Peru"}
	offices := []string{"Ministry of Health", "Office, Planning; Budget", "National \"Open\" Institute", "Université de Lomé", "", "Statistics\nUnit 5"}
	l := plainList{kind: intake.People, fields: []string{"name", "country", "organisation", "sex"},
		headings: [][]string{{"Name", "Full name", "Nom complet", "Nombre completo"}, {"Country", "Pays", "País"}, {"Organisation", "Organization", "Organización"}, {"Sex", "Gender", "Sexe", "Sexo"}}}
	seen := map[string]bool{}
	for range rapid.IntRange(1, 12).Draw(t, "people") {
		name := rapid.SampledFrom(given).Draw(t, "given") + " " + rapid.SampledFrom(family).Draw(t, "family")
		if name = strings.ReplaceAll(name, ", Jr", " Junior"); seen[name] {
			continue
		}
		seen[name] = true
		l.rows = append(l.rows, []string{name, rapid.SampledFrom(countries).Draw(t, "country"), rapid.SampledFrom(offices).Draw(t, "office"), rapid.SampledFrom([]string{"F", "M", "female", ""}).Draw(t, "sex")})
	}
	return l
}

// someActivities makes a list of activities.
func someActivities(t *rapid.T) plainList {
	l := plainList{kind: intake.Activities, fields: []string{"title", "type", "first_day", "last_day"},
		headings: [][]string{{"Title", "Activity title", "Intitulé", "Título"}, {"Type", "Activity type", "Type d’activité", "Tipo"}, {"First day", "Start date", "Date de début", "Fecha de inicio"}, {"Last day", "End date", "Date de fin", "Fecha de fin"}}}
	order := rapid.SampledFrom([]string{"2006-01-02", "02/01/2006", "01/02/2006", "2.1.2006", "2 January 2006", "02-Jan-2006", "Jan 2, 2006"}).Draw(t, "order")
	for i := range rapid.IntRange(1, 10).Draw(t, "activities") {
		first := model.Date(2012, 1, 1).Add(rapid.IntRange(0, 4000).Draw(t, "day"))
		last := first.Add(rapid.IntRange(0, 4).Draw(t, "length"))
		l.rows = append(l.rows, []string{fmt.Sprintf("Atelier n° %d, été", i), rapid.SampledFrom([]string{"Regional workshop", "National workshop"}).Draw(t, "type"),
			string(first) + "|" + first.Time().Format(order), string(last) + "|" + last.Time().Format(order)})
	}
	return l
}

// meant gives what a cell means, and how it is written.
func meant(cell string) (means, written string) {
	if means, written, ok := strings.Cut(cell, "|"); ok {
		return means, written
	}
	return cell, cell
}

// laidOut gives the cells of a sheet with the list: in an order of columns, with title rows
// above, blank rows and a row of totals.
func laidOut(t *rapid.T, l plainList) [][]string {
	columns := rapid.Permutation([]int{0, 1, 2, 3}).Draw(t, "columns")
	language := rapid.IntRange(0, 3).Draw(t, "language")
	var rows [][]string
	for i := range rapid.IntRange(0, 3).Draw(t, "titles") {
		rows = append(rows, []string{[]string{"Office for Governance", "", "As of today"}[i]})
	}
	var headings []string
	for _, c := range columns {
		headings = append(headings, l.headings[c][min(language, len(l.headings[c])-1)])
	}
	rows = append(rows, headings)
	for i, row := range l.rows {
		var cells []string
		for _, c := range columns {
			_, written := meant(row[c])
			cells = append(cells, written)
		}
		rows = append(rows, cells)
		if i%4 == 3 && rapid.Bool().Draw(t, "blank") {
			rows = append(rows, nil)
		}
	}
	if rapid.Bool().Draw(t, "total") {
		rows = append(rows, []string{"Total", fmt.Sprint(len(l.rows))})
	}
	return rows
}

// written writes the rows as a file of a random form.
func written(t *rapid.T, rows [][]string) []byte {
	if form := rapid.IntRange(0, 3).Draw(t, "form"); form == 0 {
		f := excelize.NewFile()
		for i, row := range rows {
			for c, cell := range row {
				name, _ := excelize.CoordinatesToCellName(c+1, i+1)
				if err := f.SetCellStr("Sheet1", name, cell); err != nil {
					t.Fatal(err)
				}
			}
		}
		if rapid.Bool().Draw(t, "merged") {
			mergeDown(t, f, rows)
		}
		var b bytes.Buffer
		if err := f.Write(&b); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	separator := rapid.SampledFrom([]string{",", ";", "\t", "|"}).Draw(t, "separator")
	end := rapid.SampledFrom([]string{"\n", "\r\n", "\r"}).Draw(t, "line end")
	var b strings.Builder
	if rapid.IntRange(0, 5).Draw(t, "says the separator") == 0 {
		b.WriteString("sep=" + separator + end)
	}
	for _, row := range rows {
		for c, cell := range row {
			if c > 0 {
				b.WriteString(separator)
			}
			if strings.ContainsAny(cell, separator+"\"\n") || rapid.IntRange(0, 6).Draw(t, "marks") == 0 {
				cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
			b.WriteString(cell)
		}
		b.WriteString(end)
	}
	is := rapid.SampledFrom([]encoding.Encoding{unicode.UTF8, unicode.UTF8BOM, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
		unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), charmap.Windows1252, charmap.Macintosh}).Draw(t, "encoding")
	data, err := is.NewEncoder().Bytes([]byte(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// mergeDown merges cells that say the same as the one above them.
func mergeDown(t *rapid.T, f *excelize.File, rows [][]string) {
	for c := range 4 {
		for first := 0; first < len(rows); {
			last := first
			for last+1 < len(rows) && c < len(rows[first]) && rows[first][c] != "" && c < len(rows[last+1]) && rows[last+1][c] == rows[first][c] {
				last++
			}
			if last > first {
				top, _ := excelize.CoordinatesToCellName(c+1, first+1)
				bottom, _ := excelize.CoordinatesToCellName(c+1, last+1)
				if err := f.MergeCell("Sheet1", top, bottom); err != nil {
					t.Fatal(err)
				}
			}
			first = last + 1
		}
	}
}

// TestAListInAnyLayoutIsReadAsItWasMeantOrAskedAbout lays plain lists out at random. They
// are never read otherwise without a word.
func TestAListInAnyLayoutIsReadAsItWasMeantOrAskedAbout(t *testing.T) {
	r := office(t)
	ctx := context.Background()
	types, err := r.Types(ctx)
	must(t, err)
	known, err := intake.Learn(ctx, r)
	must(t, err)
	read, asked := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		l := someActivities(t)
		if rapid.Bool().Draw(t, "of people") {
			l = somePeople(t)
		}
		data := written(t, laidOut(t, l))
		source, err := intake.ReadBytes(ctx, "list", data, intake.Options{})
		if model.CodeOf(err) == model.EUnreadable {
			asked++
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		p, err := intake.NewList(source, l.kind).Check(ctx, known)
		if err != nil {
			t.Fatal(err)
		}
		if len(p.Problems) > 0 {
			asked++
			return
		}
		read++
		var got, want []string
		for _, one := range p.Batch.People {
			sex := map[model.Sex]string{model.Female: "F", model.Male: "M"}[one.Sex]
			got = append(got, fmt.Sprint(one.Name, "·", one.Country, "·", one.Organisation, "·", sex))
		}
		for _, a := range p.Batch.Activities {
			kind := ""
			for _, one := range types {
				if one.ID == a.Type {
					kind = one.Name
				}
			}
			got = append(got, fmt.Sprint(a.Title, "·", kind, "·", a.FirstDay, "·", a.LastDay))
		}
		codes := map[string]string{"Kenya": "KEN", "Fiji": "FJI", "Tonga": "TON", "Samoa": "WSM", "Sénégal": "SEN", "Côte d’Ivoire": "CIV", "Republic of Korea": "KOR", "Peru": "PER"}
		for _, row := range l.rows {
			var cells []string
			for _, cell := range row {
				means, _ := meant(cell)
				cells = append(cells, strings.ReplaceAll(means, "\n", " ")) // names stand on one line
			}
			if l.kind == intake.People {
				cells[1], cells[3] = codes[cells[1]], strings.ToUpper(strings.TrimSuffix(cells[3], "emale"))
			}
			want = append(want, strings.Join(cells, "·"))
		}
		if !slices.Equal(got, want) {
			t.Fatalf("read, without a question,\n%s\nof what was meant as\n%s\nin %s with %q", strings.Join(got, "\n"), strings.Join(want, "\n"), source.Encoding, source.Separator)
		}
	})
	if read < asked/4 {
		t.Errorf("%d lists were read and %d asked about: nobody would use that", read, asked)
	}
}
