package ui

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rollbook/model"
	"rollbook/ui/kit"
)

// railWidth is how wide the rail is.
const railWidth float32 = 172

// stop is a place on the rail.
type stop struct {
	place place
	icon  string
	title string
	route model.Route
}

// stops are the places of the rail, in their order; the last stands at its foot.
func stops() []stop {
	return []stop{
		{overviewPlace, "overview", lang.L("Overview"), model.OverviewRoute{}},
		{activitiesPlace, "activities", lang.L("Activities"), model.ActivitiesRoute{}},
		{attendancePlace, "attendance", lang.L("Attendance"), model.AttendanceRoute{}},
		{peoplePlace, "people", lang.L("People"), model.PeopleRoute{}},
		{countriesPlace, "countries", lang.L("Countries"), model.CountriesRoute{}},
		{reportsPlace, "reports", lang.L("Reports"), model.ReportsRoute{}},
		{exchangePlace, "exchange", lang.L("Exchange"), model.ExchangeRoute{}},
		{settingsPlace, "settings", lang.L("Settings"), model.SettingsRoute{}},
	}
}

// rail is the list of places at the left of the window.
type rail struct {
	window *Window
	items  map[place]*railItem
	name   *kit.Text
	state  *kit.Text
	object fyne.CanvasObject
}

func newRail(w *Window) *rail {
	r := &rail{window: w, items: map[place]*railItem{}, name: kit.Quiet(""), state: kit.Quiet("")}
	r.name.Cut, r.state.Cut = true, true
	brand := kit.NewText("Rollbook")
	brand.SizeName, brand.Bold, brand.Color = theme.SizeNameSubHeadingText, true, theme.ColorNamePrimary
	top, foot := kit.Rows(2), kit.Rows(2)
	all := stops()
	for i, s := range all {
		item := newRailItem(s.icon, s.title, func() { w.Go(s.route) })
		r.items[s.place] = item
		if i == len(all)-1 {
			foot.Add(item)
		} else {
			top.Add(item)
		}
	}
	foot.Add(kit.Padded(kit.Step1, kit.Step2, kit.Rows(2, r.name, r.state)))
	column := container.NewBorder(container.NewVBox(kit.Padded(kit.Step3, kit.Step2, brand), top), foot, nil, nil, layout.NewSpacer())
	r.object = kit.NewSurface(kit.ColorCard, kit.ColorLine, 0, kit.Wide(railWidth, kit.Padded(kit.Step2, kit.Step2, column)))
	return r
}

// choose shows where people are.
func (r *rail) choose(at place) {
	for p, item := range r.items {
		item.choose(p == at)
	}
	r.show()
}

// show shows which register is open, and that everything is saved.
func (r *rail) show() {
	open := r.window.register
	if open == nil {
		return
	}
	r.name.SetText(strings.TrimSuffix(filepath.Base(open.Path()), r.window.registers.Extension()))
	r.name.SetToolTip(open.Path())
	r.state.SetText(lang.L("All saved"))
	if care := r.window.care; care != nil && care.failing {
		r.state.SetText(lang.L("Saved; the backup failed"))
	}
	if open.ReadOnly() != nil {
		r.state.SetText(lang.L("Open for reading only"))
	}
}

// railItem is a place on the rail.
type railItem struct {
	widget.BaseWidget
	tapped  func()
	icon    string
	picture *widget.Icon
	text    *kit.Text
	note    *kit.Text // how much is to be looked at there
	ground  *kit.Surface
	on      bool
}

func newRailItem(icon, title string, tapped func()) *railItem {
	i := &railItem{tapped: tapped, icon: icon, picture: widget.NewIcon(kit.Icon(icon)), text: kit.NewText(title), note: kit.NewText("")}
	i.text.Cut = true
	i.note.SizeName, i.note.Bold, i.note.Color, i.note.Behind = kit.SizeQuiet, true, kit.ColorLate, i
	row := container.NewBorder(nil, nil, kit.Middle(container.NewGridWrap(fyne.NewSquareSize(18), i.picture)), kit.Middle(i.note), kit.Padded(0, kit.Step2, i.text))
	i.ground = kit.NewSurface("", "", kit.ButtonRadius, kit.Padded(9, kit.Step3, row))
	i.text.Behind = i
	i.ExtendBaseWidget(i)
	return i
}

// CreateRenderer is the toolkit's.
func (i *railItem) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(i.ground) }

// Tapped goes to the place.
func (i *railItem) Tapped(*fyne.PointEvent) { i.tapped() }

// Cursor shows that the place can be clicked.
func (i *railItem) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseIn shows that the place can be clicked.
func (i *railItem) MouseIn(*desktop.MouseEvent) {
	if !i.on {
		i.ground.Fill = theme.ColorNameHover
		i.ground.Refresh()
	}
}

// MouseMoved is nothing.
func (i *railItem) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends hovering.
func (i *railItem) MouseOut() { i.choose(i.on) }

// toLookAt says how much is to be looked at there.
func (i *railItem) toLookAt(n int) {
	text := ""
	if n > 0 {
		text = model.Thousands(n)
	}
	i.note.SetText(text)
	i.note.SetToolTip(lang.L("{{.N}} to look at", map[string]any{"N": n}))
	i.ground.Refresh()
}

func (i *railItem) choose(on bool) {
	i.on = on
	i.ground.Fill, i.text.Color, i.text.Bold = "", theme.ColorNameForeground, false
	i.picture.SetResource(kit.Icon(i.icon))
	if on {
		i.ground.Fill, i.text.Color, i.text.Bold = kit.ColorSoftAccent, theme.ColorNamePrimary, true
		i.picture.SetResource(kit.ColoredIcon(i.icon, theme.ColorNamePrimary))
	}
	i.text.Refresh()
	i.ground.Refresh()
}
