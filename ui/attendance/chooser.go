package attendance

import (
	"cmp"
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/model/country"
	"rollbook/ui/kit"
)

// chooser is the choice of the activity whose attendance is taken: those of today first,
// then those nearest to today.
type chooser struct {
	screen *Screen
	search *kit.LineEntry
	table  *kit.DataTable[model.ActivityLine]
	loader *kit.Loader[[]model.ActivityLine]
	body   *fyne.Container
	object fyne.CanvasObject
}

// chosenFrom is how many activities are offered; others are found by typing.
const chosenFrom = 200

func newChooser(s *Screen) *chooser {
	c := &chooser{screen: s, body: container.NewStack()}
	c.loader = kit.NewAskingLoader(func() string { return c.search.Text }, c.load, c.show)
	c.search = kit.Search(lang.L("Which activity? Type a part of its title, code or place"), func(string) {
		c.loader.Forget() // an Enter before was about another text
		c.loader.Go()
	})
	c.search.OnSubmitted = func(string) {
		c.loader.Then(func() { // what is shown may not be what is typed for yet
			if rows := c.table.Rows(); len(rows) > 0 {
				c.open(rows[0])
			}
		})
	}
	c.table = kit.NewDataTable(
		kit.Column[model.ActivityLine]{Title: lang.L("When"), Width: 96, Text: func(l model.ActivityLine) string { return when(l.Activity, model.DayOf(time.Now())) }, Color: func(l model.ActivityLine) fyne.ThemeColorName {
			if distance(l.Activity, model.DayOf(time.Now())) == 0 {
				return "primary"
			}
			return kit.ColorQuiet
		}},
		kit.Column[model.ActivityLine]{Title: lang.L("Days"), Width: 140, Text: func(l model.ActivityLine) string { return model.SpanText(l.FirstDay, l.LastDay) }},
		kit.Column[model.ActivityLine]{Title: lang.L("Code"), Width: 96, Drop: 2, Quiet: true, Text: func(l model.ActivityLine) string { return l.Code }},
		kit.Column[model.ActivityLine]{Title: lang.L("Title"), Width: 220, Flex: 3, Text: func(l model.ActivityLine) string { return l.Title }},
		kit.Column[model.ActivityLine]{Title: lang.L("Place"), Width: 140, Flex: 1, Drop: 1, Quiet: true, Text: func(l model.ActivityLine) string { return l.Place(country.Name(l.Country)) }},
	)
	c.table.OnSelect = c.open
	c.table.OnOpen = c.open
	c.object = container.NewBorder(container.NewVBox(c.search, kit.Gap(kit.Step1)), nil, nil, nil, c.body)
	return c
}

// empty shows the chooser as new: nothing typed, nothing listed yet.
func (c *chooser) empty() {
	c.search.SetText("")
	c.table.SetRows(nil)
	c.body.Objects = nil
	c.body.Refresh()
}

func (c *chooser) open(l model.ActivityLine) {
	c.screen.navigator.Go(model.AttendanceRoute{Activity: l.ID})
}

// distance is how many days an activity lies from a day; 0 where it is held on it.
func distance(a model.Activity, day model.Day) int {
	switch {
	case day < a.FirstDay:
		return day.DaysTo(a.FirstDay) - 1
	case day > a.LastDay:
		return a.LastDay.DaysTo(day) - 1
	}
	return 0
}

// uncounted is 1 for an activity that counts nobody, such as a research project of a year:
// attendance is rarely taken there, though it is “held today”.
func uncounted(l model.ActivityLine) int {
	if l.Figures.Participants.Kind == model.NotCounted {
		return 1
	}
	return 0
}

// when says how far off an activity is, in words.
func when(a model.Activity, today model.Day) string {
	n := distance(a, today)
	switch {
	case n == 0:
		return lang.L("Today")
	case n == 1 && today < a.FirstDay:
		return lang.L("Tomorrow")
	case n == 1:
		return lang.L("Yesterday")
	case n > 60:
		return ""
	case today < a.FirstDay:
		return lang.N("in {{.N}} days", n, map[string]any{"N": n})
	}
	return lang.N("{{.N}} days ago", n, map[string]any{"N": n})
}

func (c *chooser) load(ctx context.Context, find string) ([]model.ActivityLine, error) {
	lines, _, err := c.screen.register.Activities(ctx, model.ActivityFilter{Find: find,
		Statuses: []model.Status{model.Planned, model.Held}, Sort: model.SortDays, Down: true})
	if err != nil {
		return nil, err
	}
	today := model.DayOf(time.Now())
	slices.SortStableFunc(lines, func(a, b model.ActivityLine) int {
		return cmp.Or(cmp.Compare(uncounted(a), uncounted(b)), cmp.Compare(distance(a.Activity, today), distance(b.Activity, today)))
	})
	return lines[:min(len(lines), chosenFrom)], nil
}

func (c *chooser) show(lines []model.ActivityLine, err error) {
	c.table.SetRows(lines) // also none: what Enter opens is what is found
	switch {
	case err != nil:
		c.body.Objects = []fyne.CanvasObject{kit.Empty("warning", lang.L("The activities could not be read"), err.Error())}
	case len(lines) == 0 && c.search.Text != "":
		c.body.Objects = []fyne.CanvasObject{kit.Empty("search", lang.L("Nothing found"), lang.L("No activity has these words."))}
	case len(lines) == 0:
		c.body.Objects = []fyne.CanvasObject{kit.Empty("attendance", lang.L("No activity to take attendance at"),
			lang.L("Attendance is taken at an activity that is planned or held. Add one first."),
			kit.Primary(lang.L("New activity"), func() { c.screen.navigator.Go(model.NewActivityRoute{}) }))}
	default:
		c.table.Select(-1)
		c.body.Objects = []fyne.CanvasObject{kit.NewSurface(kit.ColorCard, kit.ColorLine, kit.CardRadius, c.table)}
	}
	c.body.Refresh()
	if c.screen.navigator.Window().Canvas().Focused() == nil {
		c.screen.focus() // so that Enter opens the first
	}
}
