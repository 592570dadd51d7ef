package reports

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"rollbook/model/publish"
	"rollbook/ui/kit"
)

// options are what can be chosen of a paper: language, labels, lines for walk-ins.
type options struct {
	now      publish.Options
	changed  func(publish.Options)
	language *kit.Picker[string]
	labels   *kit.Picker[string]
	blank    *kit.Picker[int]
	session  *kit.Check
	everyDay *kit.Check
	everyone *kit.Check
	marks    *kit.Check
	boxes    *kit.Check
	object   *fyne.Container
}

// languageNames are the languages of papers, each in itself.
var languageNames = map[string]string{"en": "English", "fr": "Français", "es": "Español", "ru": "Русский", "ar": "العربية", "zh": "中文", "ko": "한국어"}

func newOptions(changed func(publish.Options)) *options {
	o := &options{changed: changed, object: kit.Columns(kit.Step2)}
	var languages []kit.Choice[string]
	for _, code := range publish.Languages() {
		languages = append(languages, kit.Choice[string]{Value: code, Label: languageNames[code], Words: code})
	}
	o.language = kit.NewPicker(languages, func(code string) { o.choose(func(p *publish.Options) { p.Language = code }) })
	o.language.Set(publish.Languages()[0])
	var labels []kit.Choice[string]
	for _, name := range publish.LabelNames() {
		labels = append(labels, kit.Choice[string]{Value: name, Label: lang.L(name)})
	}
	o.labels = kit.NewPicker(labels, func(name string) { o.choose(func(p *publish.Options) { p.Labels = name }) })
	o.labels.Set(publish.LabelNames()[0])
	var blanks []kit.Choice[int]
	for _, n := range []int{5, 10, 20} {
		blanks = append(blanks, kit.Choice[int]{Value: n, Label: lang.L("{{.N}} without a name", map[string]any{"N": fmt.Sprint(n)})})
	}
	o.blank = kit.NewPicker(blanks, func(n int) { o.choose(func(p *publish.Options) { p.Blank = n }) })
	o.blank.NoneLabel = lang.L("For those registered")
	o.blank.Set(0)
	o.session = kit.NewCheck(lang.L("One a session"), func(on bool) { o.choose(func(p *publish.Options) { p.BySession = on }) })
	o.everyDay = kit.NewCheck(lang.L("Every day"), func(on bool) { o.choose(func(p *publish.Options) { p.EveryDay = on }) })
	o.everyone = kit.NewCheck(lang.L("Everybody registered"), func(on bool) { o.choose(func(p *publish.Options) { p.Everyone = on }) })
	o.marks = kit.NewCheck(lang.L("Attendance by person"), func(on bool) { o.choose(func(p *publish.Options) { p.Marks = on }) })
	o.boxes = kit.NewCheck(lang.L("Boxes for evaluation and photos"), func(on bool) { o.choose(func(p *publish.Options) { p.Boxes = on }) })
	return o
}

func (o *options) choose(change func(*publish.Options)) {
	change(&o.now)
	o.changed(o.now)
}

// show shows what can be chosen of a kind of report.
func (o *options) show(k publish.Kind) {
	o.object.RemoveAll()
	for _, c := range []struct {
		of     publish.Choice
		object fyne.CanvasObject
	}{{publish.ChooseLanguage, kit.Wide(120, o.language)}, {publish.ChooseLabels, kit.Wide(190, o.labels)}, {publish.ChooseBlank, kit.Wide(170, o.blank)}, {publish.ChooseSession, o.session},
		{publish.ChooseEveryDay, o.everyDay}, {publish.ChooseEveryone, o.everyone}, {publish.ChooseMarks, o.marks}, {publish.ChooseBoxes, o.boxes}} {
		if slices.Contains(k.Choices, c.of) {
			c.object.Refresh() // the look may have changed while it was not shown
			o.object.Add(kit.Middle(c.object))
		}
	}
}
