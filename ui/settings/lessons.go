package settings

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/ui/kit"
)

func (s *Screen) lessons() section {
	titles := map[model.ID]string{}
	var activities []kit.Choice[model.ID]
	names := func(l model.Lesson) string {
		var all []string
		for _, id := range l.Activities {
			all = append(all, titles[id])
		}
		return strings.Join(all, "; ")
	}
	return newRecords(s, about[model.Lesson]{
		title: lang.L("Lessons"), one: lang.L("Lesson"), add: lang.L("Add a lesson"),
		explains: lang.L("What was learnt, what is to be done about it, and whether it was. They close the Round Table deck."),
		columns: []kit.Column[model.Lesson]{
			{Title: lang.L("Lesson"), Width: 200, Flex: 3, Text: func(l model.Lesson) string { return l.Text }, Tip: func(l model.Lesson) string { return l.Text }},
			{Title: lang.L("To be done"), Width: 120, Flex: 2, Drop: 1, Text: func(l model.Lesson) string { return l.FollowUp }, Tip: func(l model.Lesson) string { return l.FollowUp }},
			{Title: lang.L("From"), Width: 120, Flex: 1, Drop: 2, Quiet: true, Text: names, Tip: names},
			{Title: lang.L("State"), Width: 86, Text: lessonState, Color: func(l model.Lesson) fyne.ThemeColorName {
				if l.Done {
					return kit.ColorPresent
				}
				return ""
			}},
		},
		load: func(ctx context.Context) ([]model.Lesson, error) {
			lines, _, err := s.register.Activities(ctx, model.ActivityFilter{Sort: model.SortDays, Down: true})
			if err != nil {
				return nil, err
			}
			fyne.Do(func() {
				activities = nil
				for _, a := range lines {
					titles[a.ID] = a.Title
					activities = append(activities, kit.Choice[model.ID]{Value: a.ID, Label: a.Title, Detail: model.SpanText(a.FirstDay, a.LastDay), Words: a.Code})
				}
			})
			return s.register.Lessons(ctx, 0)
		},
		ref: func(l model.Lesson) model.Ref { return model.Ref{Kind: model.KindLesson, ID: l.ID} },
		edit: func(l model.Lesson) *kit.Editor {
			was := l
			e := &kit.Editor{}
			text := e.Block("text", lang.L("What was learnt"), l.Text)
			follow := e.Block("follow_up", lang.L("What is to be done about it"), l.FollowUp)
			e.Day("due", lang.L("Until (empty: no day is set)"), &l.Due)
			done := e.Check(lang.L("It is done"), l.Done)
			from := kit.NewSeveral(lang.L("Tie it to an activity"), activities, nil)
			list := l.Activities
			from.OnChanged = func(now []model.ID) { list = now }
			from.Set(list)
			e.Rows = append(e.Rows, from)
			e.Save = func() (kit.Change, error) {
				l.Text, l.FollowUp, l.Done, l.Activities = text.Text, follow.Text, done.Checked, list
				return kit.AddOrChange(l.ID, was, l, s.register.SaveLesson, model.LessonChanges, s.register.UpdateLesson), nil
			}
			return e
		},
	})
}

// lessonState says how far the follow-up of a lesson is.
func lessonState(l model.Lesson) string {
	switch {
	case l.Done:
		return lang.L("done")
	case l.Due != "":
		return l.Due.Text()
	}
	return lang.L("open")
}
