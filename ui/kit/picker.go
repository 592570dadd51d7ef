package kit

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rollbook/model/fold"
)

// Choice is one of many things to pick from by typing.
type Choice[T comparable] struct {
	Value  T
	Label  string
	Detail string // in quiet letters behind the label
	Words  string // other words that find it
}

// Picker shows what was picked and, when clicked or typed on, opens a list that is
// narrowed by typing any part of a name, in any script.
type Picker[T comparable] struct {
	widget.BaseWidget
	OnChanged func(T)
	NoneLabel string // offered as the first choice where it is not empty

	choices []Choice[T]
	value   T
	edited  func() // told when people picked; nil: nobody is
	surface *Surface
	text    *Text
	ring    *ring
}

// onEdit says who is told when people picked something.
func (p *Picker[T]) onEdit(edited func()) { p.edited = edited }

// NewPicker makes a picker with nothing picked.
func NewPicker[T comparable](choices []Choice[T], changed func(T)) *Picker[T] {
	p := &Picker[T]{choices: choices, OnChanged: changed, text: NewText(""), ring: newRing()}
	p.text.Cut = true
	arrow := container.NewGridWrap(fyne.NewSquareSize(16), widget.NewIcon(Icon("down")))
	p.surface = NewSurface(theme.ColorNameInputBackground, theme.ColorNameInputBorder, ButtonRadius,
		Padded(8, 10, container.NewBorder(nil, nil, nil, Middle(arrow), p.text)))
	p.ExtendBaseWidget(p)
	p.show()
	return p
}

// Set picks a value without telling OnChanged.
func (p *Picker[T]) Set(value T) {
	p.value = value
	p.show()
}

// Value gives what was picked.
func (p *Picker[T]) Value() T { return p.value }

// SetChoices says what can be picked.
func (p *Picker[T]) SetChoices(choices []Choice[T]) {
	p.choices = choices
	p.show()
}

func (p *Picker[T]) show() {
	var none T
	p.text.Text, p.text.Color = p.NoneLabel, ColorQuiet
	if p.text.Text == "" {
		p.text.Text = lang.L("Choose …")
	}
	if p.value != none {
		for _, c := range p.choices {
			if c.Value == p.value {
				p.text.Text, p.text.Color = c.Label, theme.ColorNameForeground
			}
		}
	}
	p.text.Refresh()
}

// CreateRenderer is the toolkit's.
func (p *Picker[T]) CreateRenderer() fyne.WidgetRenderer {
	return &ringed{widget.NewSimpleRenderer(p.surface), p.ring}
}

// MinSize keeps room for a short name.
func (p *Picker[T]) MinSize() fyne.Size {
	s := p.BaseWidget.MinSize()
	return fyne.NewSize(max(s.Width, 110), s.Height)
}

// Cursor shows that the picker can be clicked.
func (p *Picker[T]) Cursor() desktop.Cursor { return desktop.PointerCursor }

// Tapped opens the list.
func (p *Picker[T]) Tapped(*fyne.PointEvent) { p.open("") }

// FocusGained shows that the keyboard is here.
func (p *Picker[T]) FocusGained() {
	p.ring.show(true, false)
}

// FocusLost ends it.
func (p *Picker[T]) FocusLost() {
	p.ring.show(false, false)
}

// TypedShortcut leaves shortcuts to the window.
func (p *Picker[T]) TypedShortcut(s fyne.Shortcut) { passShortcutOn(s) }

// TypedRune opens the list with what is typed.
func (p *Picker[T]) TypedRune(r rune) {
	if r != ' ' { // the space bar opens it by itself
		p.open(string(r))
	}
}

// TypedKey opens the list.
func (p *Picker[T]) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
		p.open("")
	case fyne.KeyEscape:
		passOn(e)
	}
}

func (p *Picker[T]) open(typed string) {
	choices := p.choices
	if p.NoneLabel != "" {
		var none T
		choices = append([]Choice[T]{{Value: none, Label: p.NoneLabel}}, choices...)
	}
	PickFrom(p, typed, choices, func(value T) {
		if value == p.value {
			return
		}
		p.Set(value)
		if p.edited != nil {
			p.edited()
		}
		if p.OnChanged != nil {
			p.OnChanged(value)
		}
	})
}

// PickFrom opens a list below an object, narrowed by typing, and calls picked with the
// choice; Escape picks nothing.
func PickFrom[T comparable](below fyne.CanvasObject, typed string, choices []Choice[T], picked func(T)) {
	shown := choices
	words := make([][]string, len(choices))
	for i, c := range choices {
		words[i] = fold.Words(c.Label + " " + c.Words)
	}
	var over *Over
	pick := func(i int) {
		if i < len(shown) {
			over.Hide()
			picked(shown[i].Value)
		}
	}
	list := newTableList(func() int { return len(shown) }, newChoiceRow, func(i int, o fyne.CanvasObject) {
		if i < len(shown) {
			fillChoiceRow(o, shown[i].Label, shown[i].Detail)
		}
	})
	list.selected, list.opened = pick, pick
	entry := &pickEntry{list: list, cancel: func() { over.leave() }}
	entry.ExtendBaseWidget(entry)
	entry.SetPlaceHolder(lang.L("Type to search"))
	entry.Icon = Icon("search")
	entry.OnChanged = func(text string) {
		sought := fold.Words(text)
		shown = nil
		var others []Choice[T] // that do not begin with what was typed, but hold it
		for i, c := range choices {
			switch {
			case !fold.Matches(words[i], sought):
			case strings.HasPrefix(fold.Text(c.Label), fold.Text(text)):
				shown = append(shown, c)
			default:
				others = append(others, c)
			}
		}
		shown = append(shown, others...)
		list.choose(-1, false)
		list.Refresh()
		entry.at = 0
		entry.mark()
	}
	size := fyne.NewSize(max(below.Size().Width, 300), min(56+float32(len(choices))*34+12, 368))
	if over = NewBelow(below, Padded(Step1, Step1, container.NewBorder(entry, nil, nil, nil, list))); over == nil {
		return
	}
	over.asked = size
	over.Show()
	over.canvas.Focus(entry)
	if typed != "" {
		entry.SetText(typed)
		entry.CursorColumn = len([]rune(typed))
	}
	entry.mark()
}

func newChoiceRow() fyne.CanvasObject {
	label, detail := NewText(""), Quiet("")
	label.Cut, detail.Align = true, fyne.TextAlignTrailing
	return Padded(7, Step2, container.NewBorder(nil, nil, nil, detail, label))
}

func fillChoiceRow(o fyne.CanvasObject, label, detail string) {
	row := o.(*fyne.Container).Objects[0].(*fyne.Container)
	for _, t := range row.Objects {
		if text := t.(*Text); text.faded() {
			text.Refresh()
		}
	}
	row.Objects[0].(*Text).SetText(label)
	row.Objects[1].(*Text).SetText(detail)
	row.Refresh()
}

// pickEntry is the line above a list of choices: arrow keys move in the list, Enter picks.
type pickEntry struct {
	widget.Entry
	list   *tableList
	at     int
	cancel func()
	ready  func(enter func()) // does Enter when the list is what is typed for; nil: it always is
}

// mark shows which choice Enter would pick.
func (e *pickEntry) mark() {
	if e.list.Length() > 0 {
		e.at = min(max(e.at, 0), e.list.Length()-1)
		e.list.choose(e.at, false)
	}
}

// enter picks what Enter picks, once the list is what is typed for.
func (e *pickEntry) enter() {
	pick := func() {
		if e.list.Length() > 0 {
			e.list.selected(e.at)
		}
	}
	if e.ready != nil {
		e.ready(pick)
		return
	}
	pick()
}

// TypedKey moves in the list, picks, or closes it.
func (e *pickEntry) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyDown:
		e.at++
		e.mark()
	case fyne.KeyUp:
		e.at--
		e.mark()
	case fyne.KeyReturn, fyne.KeyEnter:
		e.enter()
	case fyne.KeyEscape:
		e.cancel()
	default:
		e.Entry.TypedKey(k)
	}
}

// Several shows the things picked, each with a cross, and a button to pick more.
type Several[T comparable] struct {
	widget.BaseWidget
	OnChanged func([]T)

	choices []Choice[T]
	values  []T
	add     *Button
	rows    *fyne.Container
}

// NewSeveral makes a row of nothing picked; add is the text of its button.
func NewSeveral[T comparable](add string, choices []Choice[T], changed func([]T)) *Several[T] {
	s := &Several[T]{choices: choices, OnChanged: changed, rows: Rows(Step1)}
	s.add = TextButton("add", add, s.pick)
	s.add.Alignment = widget.ButtonAlignLeading
	s.ExtendBaseWidget(s)
	s.show()
	return s
}

// Set picks values without telling OnChanged.
func (s *Several[T]) Set(values []T) {
	s.values = slices.Clone(values)
	s.show()
}

// SetChoices says what can be picked.
func (s *Several[T]) SetChoices(choices []Choice[T]) {
	s.choices = choices
	s.show()
}

// CreateRenderer is the toolkit's.
func (s *Several[T]) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.rows) }

func (s *Several[T]) show() {
	s.rows.RemoveAll()
	for _, v := range s.values {
		label := NewText("")
		label.Cut = true
		for _, c := range s.choices {
			if c.Value == v {
				label.Text = c.Label
				label.SetToolTip(c.Label)
			}
		}
		remove := IconButton("close", lang.L("Take away"), func() {
			s.change(slices.DeleteFunc(slices.Clone(s.values), func(w T) bool { return w == v }))
		})
		s.rows.Add(NewSurface(ColorSoftAccent, "", ButtonRadius, Padded(0, Step2, container.NewBorder(nil, nil, nil, remove, Middle(label)))))
	}
	s.rows.Add(container.NewHBox(s.add))
	s.Refresh()
}

func (s *Several[T]) pick() {
	var left []Choice[T]
	for _, c := range s.choices {
		if !slices.Contains(s.values, c.Value) {
			left = append(left, c)
		}
	}
	PickFrom(s.add, "", left, func(value T) { s.change(append(slices.Clone(s.values), value)) })
}

func (s *Several[T]) change(values []T) {
	s.Set(values)
	if s.OnChanged != nil {
		s.OnChanged(values)
	}
}
