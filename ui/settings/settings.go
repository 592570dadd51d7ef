// Package settings is the screen on which an office keeps its lists: types, themes,
// partners, phases, milestones, totals reported earlier, countries in groups; and how the
// window looks and where backups are.
package settings

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"rollbook/model"
	"rollbook/ui/kit"
)

// register is what the screen asks of the register.
type register interface {
	Office(context.Context) (model.Office, error)
	UpdateOffice(context.Context, model.OfficeUpdate) error
	Types(context.Context) ([]model.ActivityType, error)
	SaveType(context.Context, model.ActivityType) (model.ID, error)
	UpdateType(context.Context, model.ID, model.ActivityTypeUpdate) error
	OrderTypes(context.Context, []model.ID) error
	Roles(context.Context) ([]model.Role, error)
	SaveRole(context.Context, model.Role) (model.ID, error)
	UpdateRole(context.Context, model.ID, model.RoleUpdate) error
	Themes(context.Context) ([]model.Theme, error)
	SaveTheme(context.Context, model.Theme) (model.ID, error)
	UpdateTheme(context.Context, model.ID, model.ThemeUpdate) error
	Partners(context.Context) ([]model.Partner, error)
	SavePartner(context.Context, model.Partner) (model.ID, error)
	UpdatePartner(context.Context, model.ID, model.PartnerUpdate) error
	Phases(context.Context) ([]model.Phase, error)
	SavePhase(context.Context, model.Phase) (model.ID, error)
	UpdatePhase(context.Context, model.ID, model.PhaseUpdate) error
	Milestones(context.Context) ([]model.Milestone, error)
	SaveMilestone(context.Context, model.Milestone) (model.ID, error)
	UpdateMilestone(context.Context, model.ID, model.MilestoneUpdate) error
	Reported(context.Context) ([]model.Reported, error)
	SaveReported(context.Context, model.Reported) (model.ID, error)
	UpdateReported(context.Context, model.ID, model.ReportedUpdate) error
	CountryStatuses(context.Context) ([]model.CountryStatus, error)
	SaveCountryStatus(context.Context, model.CountryStatus) (model.ID, error)
	UpdateCountryStatus(context.Context, model.ID, model.CountryStatusUpdate) error
	Countries(context.Context) ([]model.Country, error)
	UpdateCountry(context.Context, model.CountryCode, model.CountryUpdate) error
	Activities(context.Context, model.ActivityFilter) ([]model.ActivityLine, int, error)
	Lessons(ctx context.Context, activity model.ID) ([]model.Lesson, error)
	SaveLesson(context.Context, model.Lesson) (model.ID, error)
	UpdateLesson(context.Context, model.ID, model.LessonUpdate) error
	Remembered(context.Context) ([]model.Remembered, error)
	SaveRemembered(context.Context, model.Remembered) (model.ID, error)
	Delete(context.Context, model.Ref) error
	Watch(func(model.Event)) (stop func())
}

// Backup is a backup of the register.
type Backup struct {
	Path string
	At   time.Time
	Size int64 // bytes
}

// Program is what the screen asks of the program around it.
type Program interface {
	// Look and TextScale are how the window looks now; SetLook changes both.
	Look() (kit.Look, float32)
	SetLook(kit.Look, float32)
	// Backups gives the backups made so far, the newest first; BackUp makes one now.
	Backups() ([]Backup, error)
	BackUp(context.Context) error
	// Restore puts a backup in the register's place.
	Restore(path string)
	// RegisterPath is where the register lies.
	RegisterPath() string
}

// section is one of the lists.
type section interface {
	object() fyne.CanvasObject
	reload()
	close()
}

// entry is a section in the list at the left.
type entry struct {
	name, title string
	make        func() section
}

// Screen is the settings.
type Screen struct {
	register  register
	navigator kit.Navigator
	program   Program
	worker    *kit.Worker
	stop      func()

	entries []entry
	list    *fyne.Container
	buttons []*kit.Button
	middle  *fyne.Container
	chosen  string
	shown   section
	content *fyne.Container
}

// New makes the screen.
func New(r register, n kit.Navigator, p Program) *Screen {
	s := &Screen{register: r, navigator: n, program: p, worker: kit.NewWorker()}
	s.entries = []entry{
		{"office", lang.L("Office"), s.office},
		{"types", lang.L("Activity types"), s.types},
		{"themes", lang.L("Themes"), s.themes},
		{"partners", lang.L("Partners"), s.partners},
		{"phases", lang.L("Phases"), s.phases},
		{"milestones", lang.L("Milestones"), s.milestones},
		{"lessons", lang.L("Lessons"), s.lessons},
		{"reported", lang.L("Earlier totals"), s.reported},
		{"groups", lang.L("Groups of countries"), s.groups},
		{"countries", lang.L("Names of countries"), s.countries},
		{"roles", lang.L("Roles"), s.roles},
		{"answers", lang.L("Answers for lists"), s.remembered},
		{"look", lang.L("Look"), s.look},
		{"backups", lang.L("Backups"), s.backups},
	}
	s.list = kit.Rows(2)
	for _, e := range s.entries {
		b := kit.NewButton(e.title, func() { s.navigator.Go(model.SettingsRoute{Section: e.name}) })
		b.Alignment = widget.ButtonAlignLeading
		b.Importance = widget.LowImportance
		s.buttons = append(s.buttons, b)
		s.list.Add(b)
	}
	s.middle = container.NewStack()
	left := kit.Wide(190, container.NewVScroll(s.list))
	s.content = container.NewBorder(nil, nil, container.NewBorder(nil, nil, nil, kit.Gap(kit.Step3), left), nil, s.middle)
	s.stop = r.Watch(func(model.Event) {
		fyne.Do(func() {
			if s.shown != nil {
				s.shown.reload()
			}
		})
	})
	return s
}

// Title heads the screen.
func (s *Screen) Title() string { return lang.L("Settings") }

// Tools are none.
func (s *Screen) Tools() fyne.CanvasObject { return nil }

// Object is the screen.
func (s *Screen) Object() fyne.CanvasObject { return s.content }

// Open shows the section that a route names; the office's where it names none.
func (s *Screen) Open(r model.Route) {
	name := ""
	if route, ok := r.(model.SettingsRoute); ok {
		name = route.Section
	}
	if name == "" {
		name = s.chosen
	}
	at := 0
	for i, e := range s.entries {
		if e.name == name {
			at = i
		}
	}
	s.chosen = s.entries[at].name
	for i, b := range s.buttons {
		b.Importance = widget.LowImportance
		if i == at {
			b.Importance = widget.MediumImportance
		}
		b.Refresh()
	}
	if s.shown != nil {
		s.shown.close()
	}
	s.shown = s.entries[at].make()
	s.middle.Objects = []fyne.CanvasObject{s.shown.object()}
	s.middle.Refresh()
	s.shown.reload()
}

// Close ends what is under way.
func (s *Screen) Close() {
	s.stop()
	if s.shown != nil {
		s.shown.close()
	}
	s.worker.Wait()
	s.worker.Close()
}

// do changes the register, away from the UI goroutine, and says what went wrong.
func (s *Screen) do(change func(context.Context) error, done func(error)) {
	s.worker.Do(func() {
		err := change(context.Background())
		fyne.Do(func() { done(err) })
	})
}
