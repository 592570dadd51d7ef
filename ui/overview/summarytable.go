package overview

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
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
		{lang.L("People, once each"), func(l model.Line) string { return l.People.Figure.String() }, "people", false},
		{lang.L("Women"), func(l model.Line) string { return l.Women.String() }, "women", false},
		{lang.L("Person-days"), func(l model.Line) string { return l.PersonDays.String() }, "days", false},
	}
}

// show shows a Summary by type.
func (t *summaryTable) show(s model.Summary) {
	lines := append(append([]model.Line(nil), s.Rows...), s.Total)
	columns := newCellsLayout(lines)
	t.rows.RemoveAll()
	heads := []fyne.CanvasObject{kit.Gap(1)}
	for _, l := range lines {
		heads = append(heads, heading(l))
	}
	t.rows.Add(container.New(columns, heads...))
	for _, row := range figureRows(peopleWords(s)) {
		if !row.always && !known(row, lines) {
			continue
		}
		name := kit.NewText(row.name)
		name.Cut = true
		name.SetToolTip(row.name)
		cells := []fyne.CanvasObject{name}
		for i, l := range lines {
			cells = append(cells, t.cell(row, l, s.Period, i == len(lines)-1))
		}
		t.rows.Add(kit.Line())
		t.rows.Add(container.New(columns, cells...))
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
	text := kit.NewLink(row.figure(l), func() { t.open(behind(l, p, total)) })
	text.Align, text.Fit, text.Bold = fyne.TextAlignTrailing, true, total
	if text.Text.Text == "N/A" || text.Text.Text == "—" {
		text.Color = kit.ColorQuiet
	}
	text.SetToolTip(explain(row, l))
	return text
}

// explain says what a figure is made of.
func explain(row figureRow, l model.Line) string {
	switch row.of {
	case "people":
		return lang.N("named at {{.At}} of {{.Of}} activities", l.People.Of, map[string]any{"At": model.Thousands(l.People.NamedAt), "Of": model.Thousands(l.People.Of)})
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

// heading heads the column of a line, in two lines where its name has several words.
func heading(l model.Line) fyne.CanvasObject {
	rows := kit.Rows(0)
	for _, part := range headOf(l) {
		text := kit.Quiet(part)
		text.Bold, text.Cut, text.Align = true, true, fyne.TextAlignTrailing
		text.SetToolTip(l.Key)
		rows.Add(text)
	}
	return rows
}

// headOf gives what heads the column of a line, in one or two parts of about one length.
func headOf(l model.Line) []string {
	if l.Ref.ID == 0 {
		return []string{lang.L("Total")}
	}
	words := strings.Fields(l.Key)
	best, shortest := []string{l.Key}, len([]rune(l.Key))
	for i := 1; i < len(words); i++ {
		parts := []string{strings.Join(words[:i], " "), strings.Join(words[i:], " ")}
		if n := max(len([]rune(parts[0])), len([]rune(parts[1]))); n < shortest {
			best, shortest = parts, n
		}
	}
	return best
}

// cellsLayout lays a row out: its name, then a column of figures a line, each as wide as
// its heading asks for and a part of the room that is left.
type cellsLayout struct {
	heads []float32 // how wide each heading is
	sum   float32
}

// Sizes of the table's parts.
const (
	narrowCell float32 = 64
	rowHeight  float32 = 36
)

func newCellsLayout(lines []model.Line) *cellsLayout {
	l := &cellsLayout{}
	width := func(text string, size fyne.ThemeSizeName) float32 {
		return fyne.MeasureText(text, kit.Size(size), fyne.TextStyle{Bold: true}).Width + kit.Step4
	}
	for _, line := range lines {
		w := narrowCell
		for _, part := range headOf(line) {
			w = max(w, width(part, kit.SizeQuiet))
		}
		for _, row := range figureRows("") {
			w = max(w, width(row.figure(line), theme.SizeNameText))
		}
		l.heads = append(l.heads, w)
		l.sum += w
	}
	return l
}

// Layout is the toolkit's.
func (l *cellsLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	name := max(min(size.Width*0.22, 280), 150)
	room := size.Width - name
	x := name
	for i, o := range objects {
		h, at, w := o.MinSize().Height, float32(0), name
		if i > 0 {
			part := room * l.heads[i-1] / l.sum
			at, w = x+kit.Step2, part-kit.Step2
			x += part
		}
		o.Move(fyne.NewPos(at, (size.Height-h)/2))
		o.Resize(fyne.NewSize(w, h))
	}
}

// MinSize is the toolkit's.
func (l *cellsLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(150+float32(len(l.heads))*narrowCell, rowHeight)
}

// listRow puts a title before its days.
func listRow(title, days fyne.CanvasObject) fyne.CanvasObject {
	return kit.Padded(3, 0, container.NewBorder(nil, nil, nil, kit.Padded(0, kit.Step2, days), title))
}
