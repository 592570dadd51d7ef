package activities

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/ui/kit"
)

// grounds say what an activity's people figure rests on and, where both a register and
// headcounts exist, how they differ; people choose which of them counts.
type grounds struct {
	form   *form
	says   *kit.Text
	choice *kit.Picker[model.Evidence]
	object *fyne.Container
}

func newGrounds(f *form) *grounds {
	g := &grounds{form: f, says: kit.NewText("")}
	g.says.SizeName, g.says.Cut = kit.SizeTable, true
	g.choice = kit.NewPicker(choices([]model.Evidence{model.FromRegister, model.FromHeadcounts}), func(v model.Evidence) {
		f.save(func(a *model.Activity) { a.Counts = v })
	})
	g.choice.NoneLabel = lang.L("The register, as usual")
	g.object = container.NewStack(kit.NewSurface(kit.ColorSoftAccent, kit.ColorSoftAccent, kit.ButtonRadius, kit.Padded(kit.Step1, kit.Step3,
		container.NewBorder(nil, nil, nil, container.NewHBox(kit.Middle(kit.Quiet(lang.L("Counted:"))), kit.Wide(190, g.choice)), kit.Middle(g.says)))))
	g.object.Hide()
	return g
}

// show shows the evidence.
func (g *grounds) show(a model.Activity, f model.ActivityFigures) {
	both := f.ByRegister.Known() && f.ByHeadcounts.Known()
	visible(g.object, both)
	if !both {
		return
	}
	g.choice.Set(a.Counts)
	g.says.SetText(difference(f))
	g.says.SetToolTip(g.says.Text)
}

// difference says how the register and the headcounts differ.
func difference(f model.ActivityFigures) string {
	n := map[string]any{"R": f.ByRegister.String(), "H": f.ByHeadcounts.String(), "D": model.Thousands(abs(f.ByRegister.Value - f.ByHeadcounts.Value))}
	switch {
	case f.ByRegister.Value < f.ByHeadcounts.Value:
		return lang.N("By the register {{.R}}, by headcounts {{.H}}: {{.D}} are not known by name.", f.ByHeadcounts.Value-f.ByRegister.Value, n)
	case f.ByRegister.Value > f.ByHeadcounts.Value:
		return lang.N("By the register {{.R}}, by headcounts {{.H}}: {{.D}} more are known by name.", f.ByRegister.Value-f.ByHeadcounts.Value, n)
	}
	return lang.L("The register and the headcounts agree: {{.R}}.", n)
}

func abs(n int) int { return max(n, -n) }
