package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"rollbook/ui/kit"
)

// header is the row above a screen: back and forward, its title, its tools, and the search
// in everything.
type header struct {
	window        *Window
	back, forward *kit.Button
	title         *kit.Text
	tools         *fyne.Container
	object        fyne.CanvasObject
}

func newHeader(w *Window) *header {
	h := &header{window: w, title: kit.Heading(""), tools: container.NewStack()}
	h.title.Cut = false
	h.back = kit.NewButtonWithIcon("", kit.Icon("back"), func() { w.router.goBack() })
	h.forward = kit.NewButtonWithIcon("", kit.Icon("forward"), func() { w.router.goForward() })
	for _, b := range []*kit.Button{h.back, h.forward} {
		b.Importance = widget.LowImportance
	}
	find := kit.NewFindField(lang.L("Find anything"), keyName()+" K", w.find)
	left := container.NewHBox(h.back, h.forward, kit.Middle(h.title), kit.Gap(kit.Step2))
	h.object = container.NewBorder(nil, nil, left, kit.Padded(0, kit.Step2, find), container.NewStack(h.tools))
	return h
}

// show shows a screen's title and tools.
func (h *header) show(s kit.Screen) {
	h.title.SetText(s.Title())
	h.tools.RemoveAll()
	if tools := s.Tools(); tools != nil {
		h.tools.Add(tools)
	}
	h.arrows()
	h.object.Refresh()
}

// arrows shows whether there is a way back and forward.
func (h *header) arrows() {
	h.back.SetIcon(arrow("back", len(h.window.router.back) > 0))
	h.forward.SetIcon(arrow("forward", len(h.window.router.forward) > 0))
}

// arrow is the picture of back or forward: pale where there is nowhere to go.
func arrow(name string, on bool) fyne.Resource {
	if on {
		return kit.Icon(name)
	}
	return kit.ColoredIcon(name, kit.ColorLine)
}
