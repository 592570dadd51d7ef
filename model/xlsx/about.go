package xlsx

import (
	"fmt"

	"rollbook/model/report"
)

// about writes the sheet that says what the workbook is: its title, whose figures they are
// and of when, and the document's texts.
func (b *book) about(d report.Document) error {
	sheet, err := b.newSheet("About")
	if err != nil {
		return err
	}
	if err := b.file.SetColWidth(sheet, "A", "A", 110); err != nil {
		return err
	}
	row := 0
	put := func(text string, style int) error {
		row++
		cell := fmt.Sprintf("A%d", row)
		if err := b.file.SetCellStr(sheet, cell, text); err != nil {
			return err
		}
		return b.file.SetCellStyle(sheet, cell, cell, style)
	}
	lines := []struct {
		text  string
		style int
	}{{d.Title, b.title}, {d.Subtitle, b.wrapped}, {d.Office, b.wrapped}, {"As of " + d.AsOf.Time().Format("2 January 2006, 15:04 -07:00"), b.quiet}}
	add := func(text string, style int) {
		lines = append(lines, struct {
			text  string
			style int
		}{text, style})
	}
	heading := ""
	for _, block := range d.Blocks {
		switch block := block.(type) {
		case report.Heading:
			heading = block.Text // said once something stands under it
		case report.Paragraph:
			if heading != "" {
				add("", 0)
				add(heading, b.head)
				heading = ""
			}
			add(block.Text, b.wrapped)
		case report.List:
			if heading != "" {
				add("", 0)
				add(heading, b.head)
				heading = ""
			}
			for _, item := range block.Items {
				add(item, b.wrapped)
			}
		default:
			heading = ""
		}
	}
	for _, l := range lines {
		if err := put(l.text, l.style); err != nil {
			return err
		}
	}
	return nil
}
