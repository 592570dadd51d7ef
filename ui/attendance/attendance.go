// Package attendance is the trainer's screen: who is in the room, session by session, by
// tapping, typing or scanning. A mark is on disk before it is shown.
package attendance

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/model/checkin"
	"rollbook/model/country"
	"rollbook/ui/kit"
)

// register is what the screen asks of the register.
type register interface {
	Activities(context.Context, model.ActivityFilter) ([]model.ActivityLine, int, error)
	Roll(context.Context, model.ID) (model.Roll, error)
	Roles(context.Context) ([]model.Role, error)
	Countries(context.Context) ([]model.Country, error)
	ReplicaNames(context.Context) (map[model.ReplicaTag]string, error)
	ByCode(ctx context.Context, code string) ([]model.Registration, error)
	Activity(context.Context, model.ID) (model.Activity, error)
	People(ctx context.Context, find string, limit int) ([]model.Person, error)
	Enrol(ctx context.Context, p model.Person, g model.Registration, at ...model.ID) (person, registration model.ID, err error)
	MakeSessions(context.Context, []model.Session) error
	Mark(context.Context, ...model.Mark) error
	ReadOnly() error
	Watch(func(model.Event)) (stop func())
}

// Program is what the screen asks of the window around it.
type Program interface {
	// UndoAction takes one action back, and no other.
	UndoAction(model.ActionRef)
	// Alone shows the screen without anything around it, on the whole display, or ends that.
	Alone(on bool)
}

// state is what the screen shows of an activity.
type state struct {
	desk     *checkin.Desk
	own      map[model.CountryCode]string
	replicas map[model.ReplicaTag]string
	roles    []model.Role
}

// Screen is the screen of attendance.
type Screen struct {
	register  register
	navigator kit.Navigator
	program   Program
	loader    *kit.Loader[state]
	worker    *kit.Worker
	stop      func()
	own       own // what this screen writes, and shows itself

	activity model.ID // 0: none chosen
	session  model.ID
	st       state
	alone    bool
	listed   bool  // people are listed, and can be typed for
	hits     []int // places on the roll of those shown
	unsaved  map[model.ID]attempt

	chooser *chooser
	bar     *bar
	find    *findEntry
	list    *rollList
	message *message
	side    *side
	walkIn  *walkIn
	below   *fyne.Container
	main    *fyne.Container
	object  *fyne.Container
}

// New makes the screen.
func New(r register, n kit.Navigator, p Program) *Screen {
	s := &Screen{register: r, navigator: n, program: p, worker: kit.NewWorker(), unsaved: map[model.ID]attempt{}}
	s.loader = kit.NewAskingLoader(func() model.ID { return s.activity }, s.load, s.show)
	s.chooser = newChooser(s)
	s.bar = newBar(s)
	s.find = newFindEntry(s)
	s.message = newMessage(s)
	s.side = newSide(s)
	s.walkIn = newWalkIn(s)
	s.below = container.NewStack()
	s.main = container.NewStack()
	s.object = container.NewStack(s.chooser.object)
	s.stop = r.Watch(func(e model.Event) {
		fyne.Do(func() { s.message.follow(e.Action) })
		if !s.own.holds(e.Action.ActionRef) {
			fyne.Do(s.changed)
		}
	})
	return s
}

// Title heads the screen.
func (s *Screen) Title() string { return lang.L("Attendance") }

// Tools are none: what the screen needs stands on it, also where it stands alone.
func (s *Screen) Tools() fyne.CanvasObject { return nil }

// Object is the screen.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Open shows an activity's attendance, or the choice of one.
func (s *Screen) Open(r model.Route) {
	to, _ := r.(model.AttendanceRoute)
	if to.Activity == 0 {
		s.choose()
		return
	}
	if to.Activity != s.activity {
		s.session = 0
		s.hits, s.st, s.listed = nil, state{}, false
		s.message.clear()
		s.find.SetText("")
		s.walkIn.leave()
	}
	s.activity = to.Activity
	if to.Session != 0 {
		s.session = to.Session
	}
	s.loader.Go()
}

// Activity gives the activity that is shown; 0 where one is to be chosen.
func (s *Screen) Activity() model.ID { return s.activity }

// choose shows the choice of an activity; the one that is held today is at its top.
func (s *Screen) choose() {
	s.walkIn.leave()
	s.leaveAlone()
	s.loader.Stop()
	s.activity, s.listed, s.st = 0, false, state{}
	s.chooser.empty()
	s.object.Objects = []fyne.CanvasObject{s.chooser.object}
	s.object.Refresh()
	s.chooser.loader.Go()
}

// FocusSearch gives the keyboard to the line that finds people; what is typed next takes
// the place of what stands there.
func (s *Screen) FocusSearch() {
	s.focus()
	if s.listed && s.find.Text != "" {
		s.find.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// focus gives the keyboard to the line that finds people, where it is shown: what is loaded
// late takes it from no other screen.
func (s *Screen) focus() {
	switch {
	case !s.navigator.Shows(s):
	case s.activity == 0:
		s.navigator.Window().Canvas().Focus(s.chooser.search)
	case s.listed:
		s.navigator.Window().Canvas().Focus(s.find)
	}
}

// TypedRune takes a letter that was typed while nothing had the keyboard: it goes into the
// line that finds people, so that what a scanner types is never lost.
func (s *Screen) TypedRune(r rune) {
	s.focus()
	if s.activity == 0 {
		s.chooser.search.TypedRune(r)
		return
	}
	if s.st.desk != nil && !s.listed {
		return // there is no list to find anybody in
	}
	s.find.TypedRune(r)
}

// Leave is when another screen is shown.
func (s *Screen) Leave() { s.leaveAlone() }

func (s *Screen) leaveAlone() {
	if s.alone {
		s.setAlone(false)
	}
}

// Escape closes the line for a walk-in, or ends large type; false where neither is shown.
func (s *Screen) Escape() bool {
	switch {
	case s.walkIn.open:
		s.walkIn.close()
	case s.alone:
		s.setAlone(false)
	default:
		return false
	}
	return true
}

// setAlone shows the screen alone in large type, or ends that.
func (s *Screen) setAlone(on bool) {
	s.alone = on
	s.program.Alone(on)
	s.bar.show()
	s.arrange()
	s.focus()
}

// Close ends what is under way; marks that wait are still written.
func (s *Screen) Close() {
	s.leaveAlone()
	s.stop()
	s.loader.Stop()
	s.chooser.loader.Stop()
	s.worker.Wait()
	s.worker.Close()
}

func (s *Screen) changed() {
	if s.activity == 0 {
		s.chooser.loader.Go()
		return
	}
	s.loader.Go()
}

func (s *Screen) load(ctx context.Context, activity model.ID) (state, error) {
	var st state
	roll, err := s.register.Roll(ctx, activity)
	if err != nil {
		return st, err
	}
	own, err := s.register.Countries(ctx)
	if err != nil {
		return st, err
	}
	st.own = map[model.CountryCode]string{}
	for _, c := range own {
		st.own[c.Code] = c.Name
	}
	if st.replicas, err = s.register.ReplicaNames(ctx); err != nil {
		return st, err
	}
	st.desk = checkin.NewDesk(roll, func(code model.CountryCode) string { return st.own[code] })
	st.roles, err = s.register.Roles(ctx)
	return st, err
}

// countryName gives what the office calls a country.
func (st state) countryName(code model.CountryCode) string {
	if name := st.own[code]; name != "" {
		return name
	}
	return country.Name(code)
}

func (s *Screen) show(st state, err error) {
	if s.activity == 0 { // another is to be chosen by now
		return
	}
	if err != nil {
		s.listed = false
		s.object.Objects = []fyne.CanvasObject{kit.Empty("warning", lang.L("The attendance could not be read"), err.Error())}
		s.object.Refresh()
		return
	}
	who, choosing := s.pointed()
	s.st = st
	if !s.has(s.session) {
		now := time.Now()
		at, _ := checkin.Session(st.desk.Roll.Sessions, model.DayOf(now), now.Hour()*60+now.Minute())
		s.session = at.ID
	}
	s.bar.show()
	s.narrow()
	s.arrange()
	s.point(who, choosing)
}

// pointed gives the registration that the keyboard points at in the list, and whether one of
// several is being chosen.
func (s *Screen) pointed() (who model.ID, choosing bool) {
	if s.list == nil || s.st.desk == nil || s.list.at >= len(s.hits) || s.list.at == 0 && !s.list.choosing {
		return 0, false
	}
	return s.st.desk.Roll.Attendees[s.hits[s.list.at]].ID, s.list.choosing
}

// point points at a registration again, wherever it stands now. Where it is gone nobody is
// chosen any more, and the line has the keyboard.
func (s *Screen) point(who model.ID, choosing bool) {
	if s.list == nil || who == 0 {
		return
	}
	for i, at := range s.hits {
		if s.st.desk.Roll.Attendees[at].ID == who {
			s.list.at, s.list.choosing = i, choosing
			s.list.Refresh()
			return
		}
	}
	if choosing {
		s.focus()
	}
}

func (s *Screen) has(session model.ID) bool {
	for _, at := range s.st.desk.Roll.Sessions {
		if at.ID == session {
			return true
		}
	}
	return false
}

// toSession takes attendance at another session.
func (s *Screen) toSession(id model.ID) {
	s.session = id
	s.bar.show()
	s.narrow()
	s.message.clear()
	s.focus()
}

// arrange lays the screen out: the line to type in and the message, the list and what
// stands beside it.
func (s *Screen) arrange() {
	if s.st.desk == nil {
		return
	}
	listed := s.listed
	s.listed = false
	switch {
	case len(s.st.desk.Roll.Sessions) == 0:
		s.main.Objects = []fyne.CanvasObject{s.noSessions()}
	case len(s.st.desk.Roll.Attendees) == 0 && !s.walkIn.open:
		s.main.Objects = []fyne.CanvasObject{s.noPeople()}
	default:
		if s.list == nil || s.list.large != s.alone {
			s.list = newRollList(s, s.alone)
		}
		head := container.New(&rowLayout{s.alone}, headings(s.alone)...)
		table := kit.NewSurface(kit.ColorCard, kit.ColorLine, kit.CardRadius,
			container.NewBorder(container.NewVBox(kit.Padded(kit.Step2, kit.Step3, head), kit.Line()), kit.Padded(kit.Step2, kit.Step3, s.below), nil, nil, kit.Padded(0, kit.Step3, s.list)))
		top := container.New(&besideLayout{width: sideWidth(s.alone)}, s.find.object, s.message.object)
		body := container.New(&besideLayout{width: sideWidth(s.alone), fill: true}, table, s.side.object)
		s.main.Objects = []fyne.CanvasObject{container.NewBorder(container.NewVBox(top, kit.Gap(kit.Step1)), nil, nil, nil, body)}
		s.showBelow()
		s.list.Refresh()
		s.listed = true
	}
	whole := container.NewBorder(container.NewVBox(s.bar.object, kit.Gap(kit.Step1)), nil, nil, nil, s.main)
	if s.alone {
		s.object.Objects = []fyne.CanvasObject{kit.Padded(kit.Step3, kit.Step4, whole)}
	} else {
		s.object.Objects = []fyne.CanvasObject{whole}
	}
	s.object.Refresh()
	if s.listed && !listed {
		s.focus()
	}
	if !s.listed && s.find.Text != "" {
		s.find.SetText("") // nobody sees it
	}
}

func sideWidth(alone bool) float32 {
	if alone {
		return 330
	}
	return 262
}

// narrow shows those that what is typed may mean.
func (s *Screen) narrow() {
	if s.st.desk == nil {
		return
	}
	s.hits = s.st.desk.Narrow(s.find.Text)
	if s.list != nil {
		s.list.top()
	}
	s.showBelow()
	s.side.show()
}
