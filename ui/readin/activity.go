package readin

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/model/intake"
	"rollbook/ui/kit"
)

// mustAsk says whether people must still say which activity the list is about.
func (d *Dialog) mustAsk() bool {
	return d.asks && d.list.Kind.AboutOne() && !d.list.Holds("activity")
}

// putTo says which activity every row is about.
func (d *Dialog) putTo(activity model.ID) {
	d.about, d.asks = activity, false
	d.again(func() { d.list.About(activity) })
}

// askActivity asks it above the other questions: the activity that was looked at last and none
// are a click away, the others are found by typing.
func (d *Dialog) askActivity() {
	buttons := container.NewHBox()
	var choices []kit.Choice[model.ID]
	for _, a := range d.activities {
		choices = append(choices, kit.Choice[model.ID]{Value: a.ID, Label: a.Title, Detail: model.SpanText(a.FirstDay, a.LastDay), Words: a.Code})
		if a.ID == d.lookedAt {
			buttons.Add(kit.NewButton(short(a.Title), func() { d.putTo(a.ID) }))
		}
	}
	another := kit.NewButton(lang.L("Choose …"), nil)
	another.OnTapped = func() { kit.PickFrom(another, "", choices, d.putTo) }
	buttons.Add(another)
	if d.list.Kind == intake.People {
		buttons.Add(kit.NewButton(lang.L("None: only the people"), func() { d.putTo(0) }))
	}
	says := kit.NewText(lang.L("Which activity is this list about? Its rows do not say it."))
	says.SizeName, says.Cut, says.Color = kit.SizeTable, true, "error"
	says.SetToolTip(says.Text)
	d.questions.Objects = append([]fyne.CanvasObject{container.NewBorder(nil, nil, nil, buttons, kit.Middle(says))}, d.questions.Objects...)
	d.questions.Refresh()
}

// short gives the beginning of a title that is too long for a button.
func short(title string) string {
	if runes := []rune(title); len(runes) > 30 {
		return string(runes[:29]) + "…"
	}
	return title
}
