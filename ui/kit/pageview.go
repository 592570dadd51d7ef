package kit

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Pages are the pages of a document as they will look.
type Pages interface {
	Len() int
	// Size gives a page's width and height; only their ratio matters.
	Size(page int) (width, height float64)
	// Image draws a page so many pixels wide.
	Image(page, width int) (image.Image, error)
}

// PageView shows pages below one another. Each is drawn when it comes into view, away from
// the UI goroutine, and only the latest stay in memory.
type PageView struct {
	widget.BaseWidget
	list   *pageList
	pages  Pages
	shown  int // counts the documents shown, so that what is drawn late is dropped
	drawn  map[int]image.Image
	order  []int // of the pages drawn, the oldest first
	asked  map[int]bool
	failed func(error)
	worker *Worker
	width  float32
}

// Sizes of pages on screen, and how many drawn ones stay in memory.
const (
	widestPage float32 = 860
	pageEdge   float32 = 16
	pagesKept          = 16
)

// NewPageView makes a view without pages; failed is told when one cannot be drawn.
func NewPageView(failed func(error)) *PageView {
	v := &PageView{failed: failed, worker: NewWorker()}
	v.list = &pageList{}
	v.list.Length = func() int {
		if v.pages == nil {
			return 0
		}
		return v.pages.Len()
	}
	v.list.CreateItem, v.list.UpdateItem, v.list.HideSeparators = newPageItem, v.fill, true
	v.list.ExtendBaseWidget(v.list)
	v.ExtendBaseWidget(v)
	return v
}

// pageList is the list of pages; Escape and shortcuts go on to the window.
type pageList struct{ widget.List }

// TypedKey goes from page to page.
func (l *pageList) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		passOn(e)
		return
	}
	l.List.TypedKey(e)
}

// TypedShortcut leaves shortcuts to the window.
func (l *pageList) TypedShortcut(s fyne.Shortcut) { passShortcutOn(s) }

// Set shows other pages, from the first on; nil shows none.
func (v *PageView) Set(pages Pages) {
	v.shown++
	v.pages, v.drawn, v.order, v.asked = pages, map[int]image.Image{}, nil, map[int]bool{}
	v.heights()
	if v.width > 0 { // the list is there to scroll once it was drawn
		v.list.ScrollToTop()
	}
	v.list.Refresh()
}

// heights says how high each page is at the view's width.
func (v *PageView) heights() {
	if v.pages == nil || v.width == 0 {
		return
	}
	for i := range v.pages.Len() {
		v.list.SetItemHeight(i, v.pageSize(i).Height+pageEdge)
	}
}

func (v *PageView) pageSize(i int) fyne.Size {
	w, h := v.pages.Size(i)
	wide := min(v.width-2*pageEdge, widestPage)
	if w > h { // a page on its side uses the width
		wide = min(v.width-2*pageEdge, widestPage*1.35)
	}
	return fyne.NewSize(wide, wide*float32(h/w))
}

// CreateRenderer is the toolkit's.
func (v *PageView) CreateRenderer() fyne.WidgetRenderer { return &pageViewRenderer{v} }

type pageViewRenderer struct{ v *PageView }

func (r *pageViewRenderer) Destroy()                     {}
func (r *pageViewRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.v.list} }
func (r *pageViewRenderer) MinSize() fyne.Size           { return fyne.NewSize(240, 160) }
func (r *pageViewRenderer) Refresh()                     { r.v.list.Refresh() }

func (r *pageViewRenderer) Layout(size fyne.Size) {
	if size.Width != r.v.width {
		r.v.width = size.Width
		r.v.drawn, r.v.order, r.v.asked = map[int]image.Image{}, nil, map[int]bool{}
		r.v.heights()
	}
	r.v.list.Resize(size)
}

// newPageItem makes a sheet of paper with room for a page's picture.
func newPageItem() fyne.CanvasObject {
	paper := canvas.NewRectangle(color.White)
	paper.StrokeColor, paper.StrokeWidth = Color(ColorLine), 1
	picture := canvas.NewImageFromImage(nil)
	picture.FillMode, picture.ScaleMode = canvas.ImageFillStretch, canvas.ImageScaleSmooth
	return container.New(&pageItemLayout{}, paper, picture)
}

// pageItemLayout stands a page in the middle of its row.
type pageItemLayout struct{ size fyne.Size }

// Layout is the toolkit's.
func (l *pageItemLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(l.size)
		o.Move(fyne.NewPos((size.Width-l.size.Width)/2, pageEdge/2))
	}
}

// MinSize is the toolkit's.
func (l *pageItemLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(100, 100) }

func (v *PageView) fill(i int, o fyne.CanvasObject) {
	item := o.(*fyne.Container)
	item.Layout.(*pageItemLayout).size = v.pageSize(i)
	picture := item.Objects[1].(*canvas.Image)
	picture.Image = v.drawn[i]
	item.Refresh()
	picture.Refresh()
	if v.drawn[i] == nil {
		v.draw(i)
	}
}

// draw draws a page, and shows it if it is still wanted.
func (v *PageView) draw(i int) {
	if v.asked[i] {
		return
	}
	v.asked[i] = true
	pages, shown := v.pages, v.shown
	scale := float32(1)
	if c := fyne.CurrentApp().Driver().CanvasForObject(v); c != nil {
		scale = c.Scale()
	}
	width := int(v.pageSize(i).Width * scale)
	v.worker.Do(func() {
		img, err := pages.Image(i, width)
		fyne.Do(func() {
			if shown != v.shown {
				return
			}
			if err != nil {
				v.failed(err)
				return
			}
			v.keep(i, img)
			v.list.RefreshItem(i)
		})
	})
}

// keep keeps a drawn page, and lets the oldest go.
func (v *PageView) keep(i int, img image.Image) {
	v.drawn[i] = img
	v.order = append(v.order, i)
	if len(v.order) > pagesKept {
		old := v.order[0]
		v.order = v.order[1:]
		delete(v.drawn, old)
		delete(v.asked, old)
	}
}

// Close ends what is being drawn.
func (v *PageView) Close() {
	v.Set(nil)
	v.worker.Close()
}
