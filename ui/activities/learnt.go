package activities

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/ui/kit"
)

// learnt is the part of the form with what an activity left behind: outputs and lessons.
type learnt struct {
	form    *form
	outputs *fyne.Container
	lessons *fyne.Container
	object  *kit.Page
}

func newLearnt(f *form) *learnt {
	l := &learnt{form: f, outputs: kit.Rows(kit.Step1), lessons: kit.Rows(kit.Step1)}
	section := func(title, add string, rows *fyne.Container, tapped func()) fyne.CanvasObject {
		return kit.Rows(kit.Step1, kit.Quiet(title), rows, container.NewHBox(kit.TextButton("add", add, tapped)))
	}
	l.object = kit.NewPage(kit.Step4, kit.Gap(1),
		section(lang.L("Outputs"), lang.L("Add an output"), l.outputs, func() { l.editOutput(model.Output{Activity: f.id, Kind: model.Publication}) }),
		section(lang.L("Lessons"), lang.L("Add a lesson"), l.lessons, func() { l.editLesson(model.Lesson{Activities: []model.ID{f.id}}) }))
	return l
}

func (l *learnt) show(st formState) {
	l.outputs.RemoveAll()
	for _, o := range st.outputs {
		parts := []string{lang.L(o.Kind.Label())}
		for _, part := range []string{o.Day.Text(), o.Place} {
			if part != "" {
				parts = append(parts, part)
			}
		}
		l.outputs.Add(twoLines(o.Title, strings.Join(parts, " · "), func() { l.editOutput(o) }))
	}
	l.lessons.RemoveAll()
	for _, one := range st.lessons {
		sub := lang.L("open")
		switch {
		case one.Done:
			sub = lang.L("done")
		case one.Due != "":
			sub = lang.L("until {{.Day}}", map[string]any{"Day": one.Due.Text()})
		}
		if one.FollowUp != "" {
			sub = one.FollowUp + " · " + sub
		}
		l.lessons.Add(twoLines(one.Text, sub, func() { l.editLesson(one) }))
	}
	l.object.Refresh()
}

// twoLines is a record in two lines, to be clicked on.
func twoLines(head, sub string, tapped func()) fyne.CanvasObject {
	title, below := kit.NewLink(head, tapped), kit.Quiet(sub)
	title.SizeName, title.Cut, below.Cut = kit.SizeTable, true, true
	title.SetToolTip(head)
	below.SetToolTip(sub)
	return kit.Rows(2, kit.Padded(kit.Step1, 0, kit.Rows(2, title, below)), kit.Line())
}

func (l *learnt) editOutput(o model.Output) {
	was := o
	s := l.form.screen
	e := &kit.Editor{}
	title := e.Line("title", lang.L("Title"), o.Title)
	kind := kit.NewPicker(choices(model.OutputKinds()), nil)
	kind.Set(o.Kind)
	e.Field("kind", lang.L("Kind"), kind)
	e.Day("day", lang.L("Came out on (empty: not known)"), &o.Day)
	place := e.Line("place", lang.L("Where it is found"), o.Place)
	e.Save = func() (kit.Change, error) {
		o.Title, o.Kind, o.Place = title.Text, kind.Value(), place.Text
		return kit.AddOrChange(o.ID, was, o, s.register.SaveOutput, model.OutputChanges, s.register.UpdateOutput), nil
	}
	l.open(e, lang.L("Output"), model.Ref{Kind: model.KindOutput, ID: o.ID}, o.Title)
}

func (l *learnt) editLesson(one model.Lesson) {
	was := one
	s := l.form.screen
	e := &kit.Editor{}
	text := e.Block("text", lang.L("What was learnt"), one.Text)
	follow := e.Block("follow_up", lang.L("What is to be done about it"), one.FollowUp)
	e.Day("due", lang.L("Until (empty: no day is set)"), &one.Due)
	done := e.Check(lang.L("It is done"), one.Done)
	if len(one.Activities) > 1 {
		e.Note(lang.N("The lesson is tied to {{.N}} activities.", len(one.Activities), map[string]any{"N": len(one.Activities)}))
	}
	e.Save = func() (kit.Change, error) {
		one.Text, one.FollowUp, one.Done = text.Text, follow.Text, done.Checked
		return kit.AddOrChange(one.ID, was, one, s.register.SaveLesson, model.LessonChanges, s.register.UpdateLesson), nil
	}
	l.open(e, lang.L("Lesson"), model.Ref{Kind: model.KindLesson, ID: one.ID}, one.Text)
}

// open opens the dialog of a record; one that exists can be deleted there.
func (l *learnt) open(e *kit.Editor, title string, ref model.Ref, name string) {
	s := l.form.screen
	if ref.ID != 0 {
		e.Delete = func(ctx context.Context) error { return s.register.Delete(ctx, ref) }
	}
	e.Open(s.navigator.Window(), title, s.do, func(did model.ActionRef) {
		s.navigator.Did(lang.L("“{{.Name}}” was deleted", map[string]any{"Name": name}), did)
	})
}
