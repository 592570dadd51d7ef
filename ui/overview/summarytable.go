package overview

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"rollbook/model"
	"rollbook/ui/kit"
)

// summaryTable is the table of the source document: a column a type and one for the
// total, a row a figure. A click on a cell leads to the activities behind it.
type summaryTable struct {
	widget.BaseWidget
	open func(model.Route)
	rows *fyne.Container
}

func newSummaryTable(open func(model.Route)) *summaryTable {
	t := &summaryTable{open: open, rows: kit.Rows(0)}
	t.ExtendBaseWidget(t)
	return t
}

// CreateRenderer is the toolkit's.
func (t *summaryTable) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(t.rows)
}

// figureRow is one row of the table: its name, its figure in a line, and what explains it.
type figureRow struct {
	name   string
	figure func(model.Line) string
	of     string
	always bool // shown even where nothing is known
}

func figureRows(participants string) []figureRow {
	return []figureRow{
		{lang.L("Events"), func(l model.Line) string { return l.Events.String() }, "events", true},
		{lang.L("Participating countries"), func(l model.Line) string { return l.Countries.String() }, "countries", true},
		{participants, func(l model.Line) string { return l.Participants.String() }, "participants", true},
		{lang.L("People, each counted once"), func(l model.Line) string { return l.People.Figure.String() }, "people", false},
		{lang.L("Women"), func(l model.Line) string { return l.Women.String() }, "women", false},
		{lang.L("Person-days"), func(l model.Line) string { return l.PersonDays.String() }, "days", false},
	}
}

// show shows a Summary by type.
func (t *summaryTable) show(s model.Summary) {
	lines := append(append([]model.Line(nil), s.Rows...), s.Total)
	columns := &cellsLayout{columns: len(lines)}
	t.rows.RemoveAll()
	head := container.New(columns, kit.Gap(1))
	for i, l := range lines {
		name := l.Key
		if i == len(lines)-1 {
			name = lang.L("Total")
		}
		text := kit.Quiet(name)
		text.Bold, text.Cut, text.Align = true, true, fyne.TextAlignTrailing
		text.SetToolTip(name)
		head.Add(text)
	}
	t.rows.Add(head)
	for _, row := range figureRows(peopleWords(s)) {
		if !row.always && !known(row, lines) {
			continue
		}
		cells := container.New(columns)
		name := kit.NewText(row.name)
		name.Cut = true
		name.SetToolTip(row.name)
		cells.Add(name)
		for i, l := range lines {
			cells.Add(t.cell(row, l, s.Period, i == len(lines)-1))
		}
		t.rows.Add(kit.Line())
		t.rows.Add(cells)
	}
	t.Refresh()
}

func known(row figureRow, lines []model.Line) bool {
	for _, l := range lines {
		if text := row.figure(l); text != "—" && text != "N/A" {
			return true
		}
	}
	return false
}

// cell is one figure.
func (t *summaryTable) cell(row figureRow, l model.Line, p model.Period, total bool) fyne.CanvasObject {
	text := kit.NewText(row.figure(l))
	text.Align, text.Cut, text.Bold = fyne.TextAlignTrailing, true, total
	if text.Text == "N/A" || text.Text == "—" {
		text.Color = kit.ColorQuiet
	}
	text.SetToolTip(explain(row, l))
	text.OnTapped = func() { t.open(behind(l, p, total)) }
	return text
}

// explain says what a figure is made of.
func explain(row figureRow, l model.Line) string {
	switch row.of {
	case "people":
		return lang.L("named at {{.At}} of {{.Of}} activities", map[string]any{"At": model.Thousands(l.People.NamedAt), "Of": model.Thousands(l.People.Of)})
	case "women":
		return lang.L("{{.W}} of {{.K}} whose sex is known; {{.U}} unknown", map[string]any{"W": model.Thousands(l.Women.Women), "K": model.Thousands(l.Women.Known), "U": model.Thousands(l.Women.Unknown)})
	}
	return madeOf(l, row.of)
}

// behind leads to the activities that a line counts or, where it was only reported, to the
// reported totals.
func behind(l model.Line, p model.Period, total bool) model.Route {
	if l.Made.Activities == 0 && len(l.Made.Reported) > 0 {
		return model.SettingsRoute{Section: "reported"}
	}
	f := model.ActivityFilter{Period: p, Counted: true}
	if !total {
		f.Types = []model.ID{l.Ref.ID}
	}
	return model.ActivitiesRoute{Filter: f}
}

// peopleWords heads the row of participants with the words of the types:
// "Participants / trainees".
func peopleWords(s model.Summary) string {
	words := []string{lang.L("Participants")}
	for _, l := range s.Rows {
		word := l.PeopleWord
		if word == "" {
			continue
		}
		if !containsFold(words, word) {
			words = append(words, strings.ToLower(word))
		}
	}
	return strings.Join(words, " / ")
}

func containsFold(words []string, word string) bool {
	for _, w := range words {
		if strings.EqualFold(w, word) {
			return true
		}
	}
	return false
}

// cellsLayout lays a row out: its name, then figures in columns of equal width.
type cellsLayout struct{ columns int }

// Widths of the table's parts.
const (
	cellWidth = 76
	rowHeight = 36
)

// Layout is the toolkit's.
func (l *cellsLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	name := max(min(size.Width*0.22, 280), 120)
	width := (size.Width - name) / float32(l.columns)
	for i, o := range objects {
		h := o.MinSize().Height
		x, w := float32(0), name
		if i > 0 {
			x, w = name+width*float32(i-1)+kit.Step2, width-kit.Step2
		}
		o.Move(fyne.NewPos(x, (size.Height-h)/2))
		o.Resize(fyne.NewSize(w, h))
	}
}

// MinSize is the toolkit's.
func (l *cellsLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(120+float32(l.columns)*cellWidth, rowHeight)
}

// listRow puts a title before its days.
func listRow(title, days fyne.CanvasObject) fyne.CanvasObject {
	return kit.Padded(3, 0, container.NewBorder(nil, nil, nil, kit.Padded(0, kit.Step2, days), title))
}
