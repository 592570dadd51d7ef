package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// SearchList is a line to type in and, below it, what it finds: arrow keys move in the
// list, Enter picks, Escape gives up.
type SearchList struct {
	widget.BaseWidget
	OnChanged func(string)
	OnPicked  func(int)
	OnCancel  func()

	lines [][2]string // title and detail
	stale bool        // they are not yet what was found for what is typed
	enter func()      // waits until they are; nil: nothing does
	entry *pickEntry
	list  *tableList
	says  *Text
	whole fyne.CanvasObject
}

// NewSearchList makes an empty search.
func NewSearchList(placeholder string) *SearchList {
	s := &SearchList{says: Quiet("")}
	s.list = newTableList(func() int { return len(s.lines) }, newChoiceRow, func(i int, o fyne.CanvasObject) {
		if i < len(s.lines) {
			fillChoiceRow(o, s.lines[i][0], s.lines[i][1])
		}
	})
	pick := func(i int) {
		if s.OnPicked != nil && i < len(s.lines) {
			s.OnPicked(i)
		}
	}
	s.list.selected, s.list.opened = pick, pick
	s.entry = &pickEntry{list: s.list, cancel: func() { s.OnCancel() }}
	s.entry.ready = func(enter func()) {
		if s.stale {
			s.enter = enter
			return
		}
		enter()
	}
	s.entry.ExtendBaseWidget(s.entry)
	s.entry.SetPlaceHolder(placeholder)
	s.entry.Icon = Icon("search")
	s.entry.OnChanged = func(text string) {
		s.stale, s.enter = true, nil // an Enter before was about another text
		s.OnChanged(text)
	}
	s.whole = container.NewBorder(container.NewVBox(s.entry, Gap(Step1)), nil, nil, nil, container.NewStack(s.list, container.NewCenter(s.says)))
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer is the toolkit's.
func (s *SearchList) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.whole) }

// Focus gives the line the keyboard.
func (s *SearchList) Focus(c fyne.Canvas) { c.Focus(s.entry) }

// SetLines shows what was found for what is typed. An Enter that waited for it picks the first.
func (s *SearchList) SetLines(lines [][2]string) {
	s.lines = lines
	s.says.SetText("")
	s.list.choose(-1, false)
	s.list.Refresh()
	s.entry.at = 0
	s.entry.mark()
	enter := s.enter
	s.stale, s.enter = false, nil
	if enter != nil {
		enter()
	}
}

// Say shows a word in place of the list.
func (s *SearchList) Say(text string) {
	s.lines, s.stale, s.enter = nil, false, nil
	s.list.Refresh()
	s.says.SetText(text)
}
