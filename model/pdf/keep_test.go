package pdf

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"rollbook/model"
	"rollbook/model/chart"
	"rollbook/model/report"
)

// Whatever a report is made of, no page holds a heading without its text, a point of a list
// that is parted from all others, one or two rows of a longer table, or the notes of a
// table alone.
func TestPagesEndWell(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var blocks []report.Block
		points, rows := map[string]int{}, map[string]int{} // how many each list and table has
		for i := range rapid.IntRange(1, 7).Draw(rt, "blocks") {
			if i == 0 || rapid.Bool().Draw(rt, "headed") {
				blocks = append(blocks, report.Heading{Text: fmt.Sprintf("Heading%d", i), Level: rapid.IntRange(1, 2).Draw(rt, "level")})
			}
			n := rapid.IntRange(1, 60).Draw(rt, "many")
			switch rapid.IntRange(0, 2).Draw(rt, "kind") {
			case 0:
				l := report.List{Quiet: rapid.Bool().Draw(rt, "quiet")}
				for range n {
					l.Items = append(l.Items, fmt.Sprintf("Point%dx", i))
				}
				points[fmt.Sprintf("Point%dx", i)] = n
				blocks = append(blocks, l)
			case 1:
				table := report.Table{Title: fmt.Sprintf("Table%d", i), Columns: []report.Column{{Head: "Name"}}, Notes: []string{fmt.Sprintf("Note%dx", i)}}
				for range n {
					table.Rows = append(table.Rows, report.Row{Cells: []report.Cell{report.Text(fmt.Sprintf("Row%dx", i))}})
				}
				rows[fmt.Sprintf("Row%dx", i)] = n
				blocks = append(blocks, table)
			case 2:
				bars := chart.Bars{About: chart.About{Title: fmt.Sprintf("Chart%d", i)}}
				for range min(n, 12) {
					bars.Rows = append(bars.Rows, chart.Bar{Label: "Fiji", Values: []model.Figure{model.Count(3)}})
				}
				blocks = append(blocks, report.Chart{Chart: bars})
			}
		}
		data := written(t, func(w io.Writer) error {
			return Write(t.Context(), w, report.Document{Title: "Title", Wide: rapid.Bool().Draw(rt, "wide"), Blocks: blocks}, nil)
		})
		for n, page := range pages(t, data, "-layout") {
			lines := strings.Fields(page)
			for i, word := range lines {
				last := i+1 == len(lines) || strings.HasPrefix(lines[i+1], "Title") || lines[i+1] == "page"
				if strings.HasPrefix(word, "Heading") && last {
					rt.Fatalf("page %d ends with a heading:\n%s", n+1, page)
				}
			}
			for point, all := range points {
				if here := strings.Count(page, point); here == 1 && all > 1 {
					rt.Fatalf("page %d has one of %d points:\n%s", n+1, all, page)
				}
			}
			for row, all := range rows {
				here := strings.Count(page, row)
				if here > 0 && here < min(all, fewRows) {
					rt.Fatalf("page %d has %d of %d rows:\n%s", n+1, here, all, page)
				}
				if strings.Contains(page, strings.Replace(row, "Row", "Note", 1)) && here == 0 {
					rt.Fatalf("page %d has the notes of a table without its rows:\n%s", n+1, page)
				}
			}
		}
	})
}

// Lists and tables of every length leave no point and no one or two rows alone on a page.
func TestWhatIsPartedIsPartedWell(t *testing.T) {
	for n := 15; n < 60; n++ {
		l := report.List{}
		table := report.Table{Columns: []report.Column{{Head: "Name"}}}
		for range n {
			l.Items = append(l.Items, "Point")
			table.Rows = append(table.Rows, report.Row{Cells: []report.Cell{report.Text("Row")}})
		}
		data := written(t, func(w io.Writer) error {
			return Write(t.Context(), w, report.Document{Title: "Title", Wide: true, Blocks: []report.Block{l, report.Break{}, table}}, nil)
		})
		for i, page := range pages(t, data) {
			if strings.Count(page, "Point") == 1 {
				t.Errorf("of a list of %d, page %d has one point", n, i+1)
			}
			if rows := strings.Count(page, "Row"); rows > 0 && rows < fewRows {
				t.Errorf("of a table of %d, page %d has %d rows", n, i+1, rows)
			}
		}
	}
}
