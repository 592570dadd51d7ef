// Package exchanges is the screen of exchange with the register's other copies: packs for
// trainers, a shared folder, a hub, and what is to be looked at after edits met.
package exchanges

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"rollbook/model"
	"rollbook/model/exchange"
	"rollbook/ui/kit"
)

// register is what the screen asks of the register.
type register interface {
	exchange.Register
	Copies(context.Context) ([]model.Copy, error)
	Rename(ctx context.Context, name string) error
	Trust(context.Context, model.Stranger) error
	ShutOut(ctx context.Context, key string) error
	Conflicts(context.Context) ([]model.Conflict, error)
	Choose(ctx context.Context, id int64, choice model.Choice) error
	Newcomers(context.Context) ([]model.Likeness, error)
	SameSessions(context.Context) ([]model.SessionPair, error)
	MergeSessions(ctx context.Context, stays, goes model.ID) error
	Names(context.Context, []model.Ref) (map[model.Ref]string, error)
	MergePeople(ctx context.Context, stays, goes model.ID) error
	KeepApart(ctx context.Context, a, b model.ID) error
	Recipient(context.Context) (string, error)
	Activities(context.Context, model.ActivityFilter) ([]model.ActivityLine, int, error)
	ReadOnly() error
}

// Program is what the screen asks of the window around it.
type Program interface {
	// SaveAs asks for the place of a file to be made.
	SaveAs(title, name string, chosen func(path string))
	// Choose asks for a file with one of the extensions.
	Choose(title string, extensions []string, chosen func(path string))
	// ChooseFolder asks for a folder.
	ChooseFolder(title string, chosen func(path string))
	// Say says in passing what was done.
	Say(text string)
}

// state is what the screen shows.
type state struct {
	copies    []model.Copy
	conflicts []model.Conflict
	names     map[model.Ref]string
	newcomers []model.Likeness
	sessions  []model.SessionPair
	partial   bool
	readOnly  error
	stands    standing
	folder    string
	hub       exchange.Hub
}

// Screen is the screen of exchange.
type Screen struct {
	register  register
	navigator kit.Navigator
	program   Program
	carriers  *Carriers
	loader    *kit.Loader[state]
	worker    *kit.Worker
	stop      func()

	st     state
	page   *kit.Page
	object *fyne.Container
}

// New makes the screen.
func New(r register, n kit.Navigator, p Program, c *Carriers) *Screen {
	s := &Screen{register: r, navigator: n, program: p, carriers: c, worker: kit.NewWorker(), page: kit.NewPage(kit.Step3)}
	s.loader = kit.NewLoader(s.load, s.show)
	s.object = container.NewStack(s.page)
	s.stop = r.Watch(func(model.Event) { fyne.Do(s.loader.Go) })
	return s
}

// Title heads the screen.
func (s *Screen) Title() string { return lang.L("Exchange") }

// Tools are the two things that are done by hand.
func (s *Screen) Tools() fyne.CanvasObject {
	return container.NewBorder(nil, nil, nil, container.NewHBox(kit.NewButton(lang.L("Merge a pack …"), s.askForPack),
		kit.Primary(lang.L("Make a pack …"), s.makePack)))
}

// Object is the screen.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Open shows how things stand.
func (s *Screen) Open(model.Route) { s.loader.Go() }

// Changed shows how the carriers stand now.
func (s *Screen) Changed() { s.loader.Go() }

// Close ends what is under way.
func (s *Screen) Close() {
	s.stop()
	s.loader.Stop()
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

// failed says what went wrong, if anything did.
func (s *Screen) failed(err error) { kit.ShowError(s.navigator.Window(), err) }

func (s *Screen) load(ctx context.Context) (state, error) {
	st := state{partial: s.register.Partial(), readOnly: s.register.ReadOnly(), stands: s.carriers.standing(), folder: s.carriers.Folder(), hub: s.carriers.Hub()}
	var err error
	if st.copies, err = s.register.Copies(ctx); err != nil {
		return st, err
	}
	if st.conflicts, err = s.register.Conflicts(ctx); err != nil {
		return st, err
	}
	var refs []model.Ref
	for _, c := range st.conflicts {
		refs = append(refs, c.Edited)
		for _, side := range []model.Side{c.Mine, c.Theirs} {
			refs = append(refs, kit.RefsIn(side.Values)...)
		}
	}
	if st.names, err = s.register.Names(ctx, refs); err != nil {
		return st, err
	}
	if st.newcomers, err = s.register.Newcomers(ctx); err != nil {
		return st, err
	}
	st.sessions, err = s.register.SameSessions(ctx)
	return st, err
}

func (s *Screen) show(st state, err error) {
	if err != nil {
		s.page.Set(kit.Empty("warning", lang.L("How the exchange stands could not be read"), err.Error()))
		return
	}
	s.st = st
	rows := []fyne.CanvasObject{s.review()}
	rows = append(rows, kit.Grid(330, 2, kit.Step3, s.folderCard(), s.hubCard()), kit.Grid(330, 2, kit.Step3, s.packsCard(), s.copiesCard()))
	s.page.Set(rows...)
}

// packsCard says what packs are for.
func (s *Screen) packsCard() fyne.CanvasObject {
	text := lang.L("A trainer without internet takes a pack along: one file with the activity, its people and what belongs to it. The trainer’s pack comes back the same way, by e-mail, on a stick, in a chat, and is merged here.")
	if s.st.partial {
		text = lang.L("This copy of the register came from a pack for single activities. Take attendance, then make a pack: it holds what was done here, and goes back to the office.")
	}
	return kit.Card(lang.L("Packs"), nil, kit.Rows(kit.Step2, kit.Flush(quietNote(text)), container.NewHBox(kit.NewButton(lang.L("Make a pack …"), s.makePack), kit.NewButton(lang.L("Merge a pack …"), s.askForPack))))
}

func quietNote(text string) *widget.Label {
	l := kit.Note(text)
	l.Importance = widget.LowImportance
	return l
}
