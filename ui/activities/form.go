package activities

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"rollbook/model"
	"rollbook/ui/kit"
)

// form shows one activity and changes it. Every change is saved as it is made; only a new
// activity has a button, until it has what it needs.
type form struct {
	screen *Screen
	id     model.ID
	draft  model.Activity // as on screen
	loader *kit.Loader[formState]
	saving kit.Saving // of a new activity
	shown  bool       // it has been shown once
	blank  string     // what stood in a new activity before anything was typed

	title, sub *kit.Text
	tabs       *container.AppTabs
	fault      *widget.Label
	details    *details
	people     *people
	attendance *attendance
	figures    *figures
	links      *links
	learnt     *learnt
	history    *kit.Changes
	buttons    *fyne.Container
	object     fyne.CanvasObject
	tab        string
}

// formState is what the form shows.
type formState struct {
	lists      lists
	office     model.Office
	activity   model.Activity
	roll       model.Roll
	figures    model.ActivityFigures
	headcounts []model.Headcount
	outputs    []model.Output
	lessons    []model.Lesson
	changes    []model.Change
	names      map[model.Ref]string
}

// historyShown is how many changes the history shows.
const historyShown = 200

func newForm(s *Screen, id model.ID, tab string) *form {
	f := &form{screen: s, id: id, tab: tab}
	f.loader = kit.NewLoader(f.load, f.show)
	f.title, f.sub = kit.Heading(lang.L("New activity")), kit.Quiet("")
	f.title.SizeName = "subHeadingText"
	f.sub.Cut = true
	f.fault = kit.Note("")
	f.fault.Importance = widget.DangerImportance
	f.fault.Hide()
	f.details, f.links = newDetails(f), newLinks(f)
	f.buttons = container.NewHBox()
	shut := kit.IconButton("close", lang.L("Close the form"), func() { s.navigator.Go(model.ActivitiesRoute{Filter: s.filter}) })
	head := container.NewBorder(nil, nil, nil, kit.Middle(shut), kit.Rows(2, f.title, f.sub))
	f.tabs = container.NewAppTabs(container.NewTabItem(lang.L("Details"), f.details.object))
	if id != 0 {
		f.people, f.attendance = newPeople(f), newAttendance(f)
		f.figures, f.learnt, f.history = newFigures(f), newLearnt(f), kit.NewChanges(f.screen.navigator.Window, f.takeBack)
		f.tabs.Append(container.NewTabItem(lang.L("People"), f.people.object))
		f.tabs.Append(container.NewTabItem(lang.L("Attendance"), f.attendance.object))
		f.tabs.Append(container.NewTabItem(lang.L("Figures"), f.figures.object))
		f.tabs.Append(container.NewTabItem(lang.L("Partners and themes"), f.links.object))
		f.tabs.Append(container.NewTabItem(lang.L("Outputs and lessons"), f.learnt.object))
		f.tabs.Append(container.NewTabItem(lang.L("History"), f.history.Object))
		f.sub.SetText(lang.L("every change is saved and can be undone"))
	}
	f.choose(tab)
	foot := container.NewVBox(f.fault, f.buttons)
	f.object = kit.NewSurface(kit.ColorCard, kit.ColorLine, kit.CardRadius,
		kit.Padded(kit.Step3, kit.Step4, container.New(layout.NewBorderLayout(head, foot, nil, nil), f.tabs, foot, head))) // in the order of Tab
	f.makeButtons()
	return f
}

func (f *form) makeButtons() {
	if f.id == 0 {
		f.details.drafted()
		f.details.submitted(f.create)
		f.buttons.Add(f.saving.Guard(kit.Primary(lang.L("Add the activity"), f.create)))
		f.buttons.Add(kit.NewButton(lang.L("Cancel"), f.giveUp))
		return
	}
	f.buttons.Add(kit.TextButton("reports", lang.L("Papers"), func() {
		f.screen.navigator.Go(model.ReportsRoute{Kind: "activity", Activity: f.id})
	}))
	f.buttons.Add(kit.TextButton("duplicate", lang.L("Duplicate"), f.duplicate))
	f.buttons.Add(kit.TextButton("delete", lang.L("Delete"), f.remove))
}

// choose shows a tab by the name routes have for it.
func (f *form) choose(tab string) {
	at := slices.Index([]string{"details", "people", "attendance", "figures", "links", "learnt", "history"}, tab)
	if at > 0 && at < len(f.tabs.Items) {
		f.tabs.SelectIndex(at)
	}
	if tab == "figures" && f.shown {
		f.figures.focusEmpty()
	}
}

// focus gives the first field the keyboard, where the form is shown: one that is loaded late
// takes it from no other screen.
func (f *form) focus() {
	if f.screen.form == f && f.screen.navigator.Shows(f.screen) {
		f.details.focus()
	}
}

func (f *form) close() { f.loader.Stop() }

// flush saves what is typed and not yet saved.
func (f *form) flush() {
	f.details.commit()
	if f.figures != nil {
		f.figures.commit()
		f.attendance.share.Commit()
		if f.people.open != nil {
			f.people.open.commit()
		}
	}
}

// changed reads the activity again when something of it changed.
func (f *form) changed(e model.Event) {
	if f.id != 0 && e.Touches(model.KindActivity, model.KindHeadcount, model.KindRegistration, model.KindSession, model.KindMark, model.KindPerson, model.KindRole, model.KindActivityTheme, model.KindActivitySDG, model.KindActivityPartner,
		model.KindActivityType, model.KindTheme, model.KindPartner, model.KindReported,
		model.KindLesson, model.KindLessonActivity, model.KindOutput) {
		f.loader.Go()
	}
}

func (f *form) load(ctx context.Context) (formState, error) {
	var st formState
	var err error
	r := f.screen.register
	if st.lists, err = loadLists(ctx, r); err != nil || f.id == 0 {
		return st, err
	}
	if st.activity, err = r.Activity(ctx, f.id); err != nil {
		return st, err
	}
	if st.office, err = r.Office(ctx); err != nil {
		return st, err
	}
	if st.figures, err = r.ActivityFigures(ctx, f.id); err != nil {
		return st, err
	}
	if st.roll, err = r.Roll(ctx, f.id); err != nil {
		return st, err
	}
	if st.headcounts, err = r.Headcounts(ctx, f.id); err != nil {
		return st, err
	}
	if st.outputs, err = r.Outputs(ctx, f.id); err != nil {
		return st, err
	}
	if st.lessons, err = r.Lessons(ctx, f.id); err != nil {
		return st, err
	}
	if st.changes, err = r.History(ctx, model.Ref{Kind: model.KindActivity, ID: f.id}, historyShown); err != nil {
		return st, err
	}
	st.names, err = r.Names(ctx, kit.RefsOf(st.changes))
	return st, err
}

func (f *form) show(st formState, err error) {
	if model.CodeOf(err) == model.ENotFound { // deleted, here or by an undo
		f.screen.closeForm()
		return
	}
	if err != nil {
		f.say(err)
		return
	}
	f.details.offer(st.lists)
	if f.id == 0 {
		if !f.shown {
			f.shown = true
			f.draft.Status = model.Planned
			f.details.show(f.draft)
			f.blank = kit.Entered(f.details.object)
			f.focus()
		}
		return
	}
	fresh := !f.shown
	f.shown = true
	f.draft = st.activity
	f.title.SetText(st.activity.Title)
	f.title.SetToolTip(st.activity.Title)
	sub := lang.L("every change is saved and can be undone")
	if st.activity.Code != "" {
		sub = st.activity.Code + " · " + sub
	}
	if ro := f.screen.register.ReadOnly(); ro != nil {
		sub = lang.L("open for reading only")
	}
	f.sub.SetText(sub)
	f.details.show(st.activity)
	f.links.show(st)
	f.people.show(st)
	f.attendance.show(st)
	f.figures.show(st)
	f.learnt.show(st)
	f.history.Set(model.KindActivity, st.changes, st.names)
	if fresh && f.tab == "figures" {
		f.figures.focusEmpty()
	}
	f.say(nil)
}

// say shows what is wrong: beside its field, or at the foot of the form.
func (f *form) say(err error) {
	rest := f.details.fields.Show(err)
	f.fault.SetText(rest)
	visible(f.fault, rest != "")
}

// save saves what a change makes different of an activity that the register has, and nothing
// else: what was changed elsewhere meanwhile stays.
func (f *form) save(change func(*model.Activity)) {
	before := f.draft
	change(&f.draft)
	if f.id == 0 {
		return
	}
	draft := f.draft.Normal()
	if err := draft.Validate(); err != nil {
		f.say(err)
		return
	}
	update := model.ActivityChanges(before.Normal(), draft)
	f.screen.worker.Do(func() {
		err := f.screen.register.UpdateActivity(context.Background(), f.id, update)
		fyne.Do(func() {
			f.say(err)
			if err != nil {
				f.draft = before
			}
		})
	})
}

func (f *form) takeBack(a model.ActionRef) {
	f.screen.worker.Do(func() {
		_, err := f.screen.register.UndoAction(context.Background(), a)
		fyne.Do(func() { f.say(err) })
	})
}

// started says whether something was typed or chosen for a new activity.
func (f *form) started() bool {
	return f.id == 0 && f.shown && kit.Entered(f.details.object) != f.blank
}

// giveUp closes the form of a new activity, and asks before what was typed goes.
func (f *form) giveUp() {
	s := f.screen
	leave := func() {
		s.fresh, f.blank = nil, kit.Entered(f.details.object)
		s.navigator.Go(model.ActivitiesRoute{Filter: s.filter})
	}
	if f.started() {
		kit.AskToLeave(s.navigator.Window().Canvas(), leave)
		return
	}
	leave()
}

// create adds the new activity and opens it.
func (f *form) create() {
	if f.saving.UnderWay() {
		return
	}
	f.details.commit()
	draft := f.draft
	if err := f.details.readable(); err != nil {
		f.say(err)
		return
	}
	if err := draft.Validate(); err != nil {
		f.say(err)
		return
	}
	var id model.ID
	var did model.Receipt
	f.saving.Run(f.screen.worker, func(ctx context.Context) (err error) {
		id, err = f.screen.register.SaveActivity(did.Context(ctx), draft)
		return err
	}, func(err error) {
		if err != nil {
			f.say(err)
			return
		}
		f.screen.fresh, f.blank = nil, kit.Entered(f.details.object)
		f.screen.navigator.Go(model.ActivityRoute{ID: id, Tab: "figures"})
		f.screen.navigator.Did(lang.L("“{{.Title}}” was added", map[string]any{"Title": draft.Title}), did.Action.ActionRef)
	})
}

// duplicate opens a new activity that is like this one but for its days and figures.
func (f *form) duplicate() {
	f.flush()
	s, like := f.screen, f.draft
	like.ID, like.Code, like.Status = 0, "", model.Planned
	open := func() {
		s.fresh = nil
		s.navigator.Go(model.NewActivityRoute{})
		if fresh := s.form; fresh != nil && fresh.id == 0 {
			fresh.shown = true
			fresh.blank = "" // it is a draft from the beginning
			fresh.draft = like
			fresh.details.show(like)
			fresh.focus()
		}
	}
	if s.fresh != nil { // another new activity was begun
		kit.AskToLeave(s.navigator.Window().Canvas(), open)
		return
	}
	open()
}

func (f *form) remove() {
	title := f.draft.Title
	f.screen.worker.Do(func() {
		var did model.Receipt
		err := f.screen.register.Delete(did.Context(context.Background()), model.Ref{Kind: model.KindActivity, ID: f.id})
		fyne.Do(func() {
			if err != nil {
				f.say(err)
				return
			}
			f.screen.navigator.Go(model.ActivitiesRoute{Filter: f.screen.filter})
			f.screen.navigator.Did(lang.L("“{{.Title}}” was deleted", map[string]any{"Title": title}), did.Action.ActionRef)
		})
	})
}
