package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Page stands things below one another as wide as it is, and scrolls. Each is as high as
// it needs to be at that width, which texts and grids know only once they have it.
type Page struct {
	widget.BaseWidget
	box    *fyne.Container
	scroll *container.Scroll
	stack  *pageLayout
}

// NewPage makes a page with a gap between what stands on it.
func NewPage(gap float32, objects ...fyne.CanvasObject) *Page {
	p := &Page{stack: &pageLayout{gap: gap}}
	p.box = container.New(p.stack, objects...)
	p.scroll = container.NewVScroll(p.box)
	p.ExtendBaseWidget(p)
	return p
}

// Set stands other things on the page.
func (p *Page) Set(objects ...fyne.CanvasObject) {
	p.box.Objects = objects
	p.Refresh()
}

// ScrollToTop shows the page's beginning.
func (p *Page) ScrollToTop() { p.scroll.ScrollToTop() }

// CreateRenderer is the toolkit's.
func (p *Page) CreateRenderer() fyne.WidgetRenderer { return &pageRenderer{p} }

type pageRenderer struct{ p *Page }

func (r *pageRenderer) Destroy()                     {}
func (r *pageRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.p.scroll} }
func (r *pageRenderer) MinSize() fyne.Size           { return fyne.NewSize(120, 60) }

func (r *pageRenderer) Layout(size fyne.Size) {
	r.p.stack.measure(r.p.box.Objects, size.Width-scrollBar)
	r.p.scroll.Resize(size)
	r.p.scroll.Refresh()
}

func (r *pageRenderer) Refresh() {
	r.Layout(r.p.BaseWidget.Size())
	r.p.box.Refresh()
}

// scrollBar is the room at the right that is left to the bar.
const scrollBar float32 = 10

// pageLayout is the layout of what a page scrolls.
type pageLayout struct {
	gap    float32
	height float32
}

// measure finds out how high everything is at a width.
func (l *pageLayout) measure(objects []fyne.CanvasObject, width float32) {
	l.height = -l.gap
	for _, o := range objects {
		if o.Visible() {
			l.height += heightAt(o, width) + l.gap
		}
	}
	l.height = max(l.height, 0)
}

// heightAt gives an object a width and asks how high it must be.
func heightAt(o fyne.CanvasObject, width float32) float32 {
	if o.Size().Width != width {
		o.Resize(fyne.NewSize(width, o.MinSize().Height))
	}
	return o.MinSize().Height
}

// Layout is the toolkit's.
func (l *pageLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		h := heightAt(o, size.Width-scrollBar)
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width-scrollBar, h))
		y += h + l.gap
	}
}

// MinSize is the toolkit's.
func (l *pageLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(100, l.height) }
