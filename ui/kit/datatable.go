package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// DataTable is a table of records: it draws only the rows that are seen, is sorted by
// clicking a heading, and worked by mouse and keyboard.
type DataTable[T any] struct {
	widget.BaseWidget
	OnSort   func(column string, down bool)
	OnSelect func(T) // a row was chosen, by mouse or arrow keys
	OnOpen   func(T) // Enter, or a second click
	// Covered says whether what OnSelect shows covers the table: arrow keys then only move,
	// and Enter opens. nil: never.
	Covered func() bool

	columns []Column[T]
	layout  *columnsLayout
	rows    []T
	sorted  string
	down    bool
	heads   []*Text
	list    *tableList
	content fyne.CanvasObject
}

// NewDataTable makes a table without rows.
func NewDataTable[T any](columns ...Column[T]) *DataTable[T] {
	t := &DataTable[T]{columns: columns, layout: &columnsLayout{}}
	var heads []fyne.CanvasObject
	for i, c := range columns {
		t.layout.width, t.layout.flex, t.layout.drop = append(t.layout.width, c.Width), append(t.layout.flex, c.Flex), append(t.layout.drop, c.Drop)
		t.layout.right = append(t.layout.right, c.Right)
		text := Quiet(c.Title)
		var head fyne.CanvasObject = text
		if c.ID != "" {
			link := QuietLink(c.Title, func() { t.sortBy(t.columns[i].ID) })
			text, head = &link.Text, link
		}
		text.Cut, text.Bold = true, true
		if c.Right {
			text.Align = fyne.TextAlignTrailing
		}
		t.heads, heads = append(t.heads, text), append(heads, head)
	}
	t.list = newTableList(func() int { return len(t.rows) }, t.newRow, t.fillRow)
	t.list.selected = func(i int) {
		if t.OnSelect != nil && i < len(t.rows) {
			t.OnSelect(t.rows[i])
		}
	}
	t.list.opened = func(i int) {
		if t.OnOpen != nil && i < len(t.rows) {
			t.OnOpen(t.rows[i])
		}
	}
	t.list.moves = func() bool { return t.Covered != nil && t.Covered() }
	t.content = container.NewBorder(container.NewVBox(container.New(t.layout, heads...), Line()), nil, nil, nil, t.list)
	t.ExtendBaseWidget(t)
	return t
}

// CreateRenderer is the toolkit's.
func (t *DataTable[T]) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(t.content)
}

// SetRows shows other rows.
func (t *DataTable[T]) SetRows(rows []T) {
	t.rows = rows
	t.list.Refresh()
}

// Rows gives the rows shown.
func (t *DataTable[T]) Rows() []T { return t.rows }

// SetSort shows by which column the rows are sorted.
func (t *DataTable[T]) SetSort(column string, down bool) {
	t.sorted, t.down = column, down
	for i, c := range t.columns {
		title := c.Title
		if c.ID != "" && c.ID == column {
			title += map[bool]string{false: " ↑", true: " ↓"}[down]
		}
		t.heads[i].SetText(title)
	}
}

func (t *DataTable[T]) sortBy(column string) {
	t.SetSort(column, column == t.sorted && !t.down)
	if t.OnSort != nil {
		t.OnSort(t.sorted, t.down)
	}
}

// Select chooses a row without telling OnSelect, and brings it into view; -1 chooses none.
func (t *DataTable[T]) Select(row int) { t.list.choose(row, false) }

// Focus gives the table the keyboard, where it is shown.
func (t *DataTable[T]) Focus() {
	driver := fyne.CurrentApp().Driver()
	// The toolkit knows a canvas also of what is not in it any more; only what is seen has a
	// place, and none begins in the window's corner.
	if c := driver.CanvasForObject(t.list); c != nil && !driver.AbsolutePositionForObject(t.list).IsZero() {
		c.Focus(t.list)
	}
}

func (t *DataTable[T]) newRow() fyne.CanvasObject {
	var cells []fyne.CanvasObject
	for _, c := range t.columns {
		text := NewText("")
		text.SizeName, text.Cut, text.Fit = SizeTable, !c.Right, c.Right
		if c.Right {
			text.Align = fyne.TextAlignTrailing
		}
		cells = append(cells, text)
	}
	return container.New(t.layout, cells...)
}

func (t *DataTable[T]) fillRow(i int, object fyne.CanvasObject) {
	if i >= len(t.rows) {
		return
	}
	row := t.rows[i]
	for n, o := range object.(*fyne.Container).Objects {
		c, text := t.columns[n], o.(*Text)
		color := theme.ColorNameForeground
		if c.Quiet {
			color = ColorQuiet
		}
		if c.Color != nil {
			if own := c.Color(row); own != "" {
				color = own
			}
		}
		words := c.Text(row)
		if c.Tip != nil {
			text.SetToolTip(c.Tip(row))
		}
		if text.Text != words || text.Color != color || text.faded() {
			text.Text, text.Color = words, color
			text.Refresh()
		}
	}
}

// tableList is a list that moves its choice with the arrow keys and opens it with Enter.
type tableList struct {
	widget.List
	selected, opened func(int)
	chosen, last     int         // -1: none; last is where the arrow keys go on from
	moves            func() bool // arrow keys move without telling; nil: they tell
	quiet            bool        // the choice comes from the program, not from people
}

func newTableList(length func() int, create func() fyne.CanvasObject, update func(int, fyne.CanvasObject)) *tableList {
	l := &tableList{chosen: -1, last: -1}
	l.Length, l.CreateItem, l.UpdateItem = length, create, update
	l.OnSelected = func(i int) {
		again := l.chosen == i
		l.chosen, l.last = i, i
		if l.quiet {
			return
		}
		if again {
			l.opened(i)
			return
		}
		l.selected(i)
	}
	l.ExtendBaseWidget(l)
	return l
}

// choose selects a row, telling people's program of it or not.
func (l *tableList) choose(row int, tell bool) {
	l.quiet = !tell
	defer func() { l.quiet = false }()
	if row < 0 {
		l.chosen = -1
		l.UnselectAll()
		return
	}
	if row != l.chosen {
		l.Select(row)
	}
}

// Cursor is the usual one.
func (l *tableList) Cursor() desktop.Cursor { return desktop.DefaultCursor }

// TypedRune goes to the window: who types in a list means to search it.
func (l *tableList) TypedRune(r rune) {
	passRuneOn(r)
}

// TypedKey moves the choice, and opens it with Enter.
func (l *tableList) TypedKey(e *fyne.KeyEvent) {
	n := l.Length()
	to, tell := l.chosen, l.moves == nil || !l.moves()
	if to < 0 && l.last >= 0 && (e.Name == fyne.KeyDown || e.Name == fyne.KeyUp) { // back to the row that was left
		l.choose(min(l.last, n-1), tell)
		return
	}
	switch e.Name {
	case fyne.KeyDown:
		to++
	case fyne.KeyUp:
		to--
	case fyne.KeyPageDown:
		to += max(int(l.Size().Height/RowHeight)-1, 1)
	case fyne.KeyPageUp:
		to -= max(int(l.Size().Height/RowHeight)-1, 1)
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = n - 1
	case fyne.KeyReturn, fyne.KeyEnter:
		if l.chosen >= 0 {
			l.opened(l.chosen)
		}
		return
	case fyne.KeyEscape:
		passOn(e)
		return
	default:
		l.List.TypedKey(e)
		return
	}
	if to = min(max(to, 0), n-1); n > 0 && to != l.chosen {
		l.choose(to, tell)
	}
}
