// Package reports is the screen from which the office's documents come: pick a report and
// what it is on, see it as it will look, save it, open it to be printed.
package reports

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"rollbook/model"
	"rollbook/model/publish"
	"rollbook/ui/kit"
)

// register is what the screen asks of the register.
type register interface {
	publish.Register
	Phases(context.Context) ([]model.Phase, error)
	Years(context.Context) ([]int, error)
	Activities(context.Context, model.ActivityFilter) ([]model.ActivityLine, int, error)
	SaveCertificate(ctx context.Context, activity model.ID, c model.Certificate) error
	Snapshots(context.Context) ([]model.Snapshot, error)
	SaveSnapshot(context.Context, model.Snapshot) (model.ID, error)
	Delete(context.Context, model.Ref) error
	Watch(func(model.Event)) (stop func())
}

// Program is what the screen asks of the window around it.
type Program interface {
	// SaveAs asks for the place of a file to be made.
	SaveAs(title, name string, chosen func(path string))
	// Choose asks for a file with one of the extensions.
	Choose(title string, extensions []string, chosen func(path string))
	// OpenFile opens a file in the system's program for it, where it can be printed.
	OpenFile(path string) error
	// Say says in passing what was done.
	Say(text string)
}

// state is what the screen shows.
type state struct {
	request    publish.Request
	pages      publish.Pages // nil: the report is not made of pages
	phases     []model.Phase
	years      []int
	activities []model.ActivityLine
	snapshots  []model.Snapshot
}

// asked is what people chose.
type asked struct {
	kind    publish.Kind
	request publish.Request
}

// Screen is the screen of reports.
type Screen struct {
	register  register
	navigator kit.Navigator
	program   Program
	loader    *kit.Loader[state]
	worker    *kit.Worker
	stop      func()

	chosen  publish.Kind
	buttons map[string]*kit.Button
	request publish.Request
	st      state
	shown   bool // the screen is shown

	period   *kit.PeriodPicker
	activity *kit.Picker[model.ID]
	snapshot *kit.Picker[model.ID]
	options  *options
	view     *kit.PageView
	tools    *fyne.Container
	middle   *fyne.Container
	object   fyne.CanvasObject
}

// New makes the screen.
func New(r register, n kit.Navigator, p Program) *Screen {
	s := &Screen{register: r, navigator: n, program: p, buttons: map[string]*kit.Button{}, worker: kit.NewWorker(),
		tools: container.NewStack(), middle: container.NewStack()}
	s.loader = kit.NewAskingLoader(func() asked {
		q := s.request
		q.At = now()
		return asked{s.chosen, q}
	}, s.load, s.show)
	s.view = kit.NewPageView(func(err error) { kit.ShowError(n.Window(), err) })
	s.request.Period = model.Everything()
	s.period = kit.NewPeriodPicker(n.Window(), func(p model.Period) {
		s.request.Period = p
		s.loader.Go()
	})
	s.activity = kit.NewPicker[model.ID](nil, func(id model.ID) {
		s.request.Activity = id
		s.loader.Go()
	})
	s.activity.NoneLabel = lang.L("Choose an activity")
	s.snapshot = kit.NewPicker[model.ID](nil, func(id model.ID) {
		s.request.Snapshot = id
		s.loader.Go()
	})
	s.snapshot.NoneLabel = lang.L("Choose a snapshot")
	s.options = newOptions(func(o publish.Options) {
		s.request.Options = o
		s.loader.Go()
	})
	s.chosen = publish.Kinds()[0]
	left := kit.Wide(212, container.NewVScroll(s.kinds()))
	body := container.NewBorder(container.NewVBox(s.tools, kit.Gap(kit.Step1)), nil, nil, nil, kit.NewSurface("background", kit.ColorLine, kit.CardRadius, s.middle))
	s.object = container.NewBorder(nil, nil, container.NewBorder(nil, nil, nil, kit.Gap(kit.Step3), left), nil, body)
	s.stop = r.Watch(func(model.Event) {
		fyne.Do(func() {
			if s.shown {
				s.loader.Go()
			}
		})
	})
	return s
}

// kinds lists the reports by what they are on.
func (s *Screen) kinds() fyne.CanvasObject {
	rows := kit.Rows(2)
	heads := map[publish.Subject]string{publish.Period: lang.L("On a period"), publish.Activity: lang.L("For an activity"), publish.Whole: lang.L("Everything"), publish.Frozen: lang.L("Over time")}
	last := publish.Subject("")
	for _, k := range publish.Kinds() {
		if k.Of != last {
			last = k.Of
			rows.Add(kit.Padded(kit.Step2, kit.Step2, kit.Quiet(heads[k.Of])))
		}
		b := kit.NewButton(lang.L(k.Label), func() { s.navigator.Go(model.ReportsRoute{Kind: k.Name}) })
		b.Alignment, b.Importance = widget.ButtonAlignLeading, widget.LowImportance
		s.buttons[k.Name] = b
		rows.Add(b)
	}
	return rows
}

// Title heads the screen.
func (s *Screen) Title() string { return lang.L("Reports") }

// Tools are none: what a report is on stands above it.
func (s *Screen) Tools() fyne.CanvasObject { return nil }

// Object is the screen.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// SetPeriod chooses the period that reports are on.
func (s *Screen) SetPeriod(p model.Period) {
	s.period.Set(p)
	s.request.Period = p
	s.loader.Go()
}

// Open shows the report that a route names.
func (s *Screen) Open(r model.Route) {
	s.shown = true
	if to, ok := r.(model.ReportsRoute); ok {
		if to.Kind != "" {
			if k, err := publish.Find(to.Kind); err == nil {
				s.chosen = k
			}
		}
		if to.Activity != 0 {
			s.request.Activity = to.Activity
		}
	}
	for name, b := range s.buttons {
		b.Importance = widget.LowImportance
		if name == s.chosen.Name {
			b.Importance = widget.MediumImportance
		}
		b.Refresh()
	}
	s.arrange()
	s.loader.Go()
}

// arrange shows what the report is on, and what can be done with it.
func (s *Screen) arrange() {
	var on fyne.CanvasObject
	switch s.chosen.Of {
	case publish.Period:
		on = container.NewHBox(s.period)
	case publish.Activity:
		on = kit.Between(180, 420, s.activity)
	case publish.Frozen:
		on = s.snapshotTools()
	default:
		on = kit.Quiet("")
	}
	save := kit.Primary(lang.L("Save as …"), nil)
	save.OnTapped = func() {
		var items []*fyne.MenuItem
		for _, f := range s.chosen.Formats() {
			items = append(items, fyne.NewMenuItem(lang.L(f.Label()), func() { s.save(f) }))
		}
		kit.ShowMenu(save, items...)
	}
	buttons := container.NewHBox()
	if s.chosen.Gives {
		buttons.Add(kit.NewButton(lang.L("Wording …"), s.editCertificate))
	}
	if s.chosen.Name == "summary" {
		buttons.Add(kit.NewButton(lang.L("Freeze …"), s.freeze))
	}
	if s.chosen.Printable() {
		buttons.Add(kit.NewButton(lang.L("Open to print"), s.Print))
	}
	buttons.Add(save)
	s.options.show(s.chosen)
	rows := container.NewVBox(container.NewBorder(nil, nil, nil, buttons, on))
	if len(s.chosen.Choices) > 0 {
		rows.Add(s.options.object)
	}
	s.tools.Objects = []fyne.CanvasObject{rows}
	s.tools.Refresh()
}

// Leave is when another screen is shown.
func (s *Screen) Leave() { s.shown = false }

// Close ends what is under way.
func (s *Screen) Close() {
	s.stop()
	s.loader.Stop()
	s.view.Close()
	s.worker.Wait()
	s.worker.Close()
}

// do changes the register, away from the UI goroutine, and tells what went wrong.
func (s *Screen) do(change kit.Change, done func(error)) {
	s.worker.Do(func() {
		err := change(context.Background())
		fyne.Do(func() { done(err) })
	})
}

func (s *Screen) load(ctx context.Context, a asked) (state, error) {
	st := state{request: a.request}
	var err error
	if st.phases, err = s.register.Phases(ctx); err != nil {
		return st, err
	}
	if st.years, err = s.register.Years(ctx); err != nil {
		return st, err
	}
	if a.kind.Of == publish.Activity {
		if st.activities, _, err = s.register.Activities(ctx, model.ActivityFilter{Sort: model.SortDays, Down: true}); err != nil {
			return st, err
		}
		if a.request.Activity == 0 {
			return st, nil
		}
	}
	if a.kind.Of == publish.Frozen {
		if st.snapshots, err = s.register.Snapshots(ctx); err != nil {
			return st, err
		}
		if a.request.Snapshot == 0 && len(st.snapshots) > 0 {
			a.request.Snapshot = st.snapshots[0].ID
		}
		st.request = a.request
		if a.request.Snapshot == 0 {
			return st, nil
		}
	}
	st.pages, err = a.kind.Pages(ctx, s.register, a.request)
	return st, err
}

func (s *Screen) show(st state, err error) {
	s.st = st
	s.period.Offer(st.phases, st.years)
	if s.chosen.Of == publish.Activity && st.activities != nil {
		var choices []kit.Choice[model.ID]
		for _, a := range st.activities {
			choices = append(choices, kit.Choice[model.ID]{Value: a.ID, Label: a.Title, Detail: model.SpanText(a.FirstDay, a.LastDay), Words: a.Code})
		}
		s.activity.SetChoices(choices)
		s.activity.Set(s.request.Activity)
	}
	if s.chosen.Of == publish.Frozen {
		s.request.Snapshot = st.request.Snapshot
		s.offerSnapshots(st.snapshots)
	}
	switch {
	case err != nil && model.CodeOf(err) == model.ENothing:
		s.instead(kit.Empty("reports", lang.L("Nothing to make yet"), err.Error()))
	case err != nil:
		s.instead(kit.Empty("warning", lang.L("This report cannot be made"), err.Error()))
	case s.chosen.Of == publish.Activity && s.request.Activity == 0:
		s.instead(kit.Empty("reports", lang.L("Which activity is it for?"), lang.L("Choose it above; its report is shown here as it will look.")))
	case s.chosen.Of == publish.Frozen && s.request.Snapshot == 0:
		s.instead(s.noSnapshot())
	case st.pages == nil && s.chosen.Of == publish.Period:
		s.instead(kit.Empty("reports", lang.L("A presentation of the period"),
			lang.L("Title, phases and milestones, the Summary, participants a year, regions and special situations, themes, goals, partners, lessons: as slides whose tables and charts PowerPoint can edit, with definitions and sources in the notes.")))
	case st.pages == nil:
		s.instead(kit.Empty("table", lang.L("The whole register as a workbook"),
			lang.L("A sheet for each kind of record: activities, headcounts, people and registrations, marks, earlier totals. It can be read in again with the same figures.")))
	default:
		s.view.Set(st.pages)
		s.middle.Objects = []fyne.CanvasObject{s.view}
		s.middle.Refresh()
	}
}

func (s *Screen) instead(o fyne.CanvasObject) {
	s.view.Set(nil)
	s.middle.Objects = []fyne.CanvasObject{o}
	s.middle.Refresh()
}

func now() model.Instant { return model.InstantOf(time.Now()) }
