package exchanges

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rollbook/model"
	"rollbook/model/exchange"
	"rollbook/ui/kit"
)

// folderCard says how the shared folder stands.
func (s *Screen) folderCard() fyne.CanvasObject {
	rows := kit.Rows(kit.Step2)
	if s.st.folder == "" {
		rows.Add(kit.Flush(quietNote(lang.L("A folder that several computers see: on a stick, on a network share, in OneDrive, SharePoint or Dropbox. Chosen once, it is followed while the program is open."))))
		rows.Add(container.NewHBox(kit.NewButton(lang.L("Choose a folder …"), s.chooseFolder)))
		return kit.Card(lang.L("Shared folder"), nil, rows)
	}
	where := kit.NewText(s.st.folder)
	where.SizeName, where.Cut = kit.SizeTable, true
	where.SetToolTip(s.st.folder)
	rows.Add(where)
	s.addStatus(rows, s.st.stands.folder, s.st.stands.folderKnown)
	rows.Add(container.NewHBox(kit.NewButton(lang.L("Another folder …"), s.chooseFolder), kit.NewButton(lang.L("Follow no folder"), func() { s.follow(func() { s.carriers.SetFolder("") }) })))
	return kit.Card(lang.L("Shared folder"), nil, rows)
}

// hubCard says how the hub stands.
func (s *Screen) hubCard() fyne.CanvasObject {
	rows := kit.Rows(kit.Step2)
	if s.st.hub.URL == "" {
		rows.Add(kit.Flush(quietNote(lang.L("For offices with many desks: a server, or three, that every desk publishes to and follows when there is a network. The hub’s page in the documentation says how one is set up."))))
		rows.Add(container.NewHBox(kit.NewButton(lang.L("Connect to a hub …"), s.editHub)))
		return kit.Card(lang.L("Hub"), nil, rows)
	}
	where := kit.NewText(s.st.hub.URL)
	where.SizeName, where.Cut = kit.SizeTable, true
	where.SetToolTip(s.st.hub.URL)
	rows.Add(where)
	s.addStatus(rows, s.st.stands.hub, s.st.stands.hubKnown)
	rows.Add(container.NewHBox(kit.NewButton(lang.L("Change …"), s.editHub), kit.NewButton(lang.L("Check it"), s.checkHub),
		kit.NewButton(lang.L("Follow no hub"), func() { s.follow(func() { s.carriers.SetHub(exchange.Hub{}) }) })))
	return kit.Card(lang.L("Hub"), nil, rows)
}

// shownNotes is how many notes and files that could not be read a card shows.
const shownNotes = 4

// addStatus says how a carrier stands: quietly when all is well.
func (s *Screen) addStatus(rows *fyne.Container, st exchange.Status, known bool) {
	add := func(text string, color fyne.ThemeColorName) {
		t := kit.Quiet(text)
		t.Cut, t.Color = true, color
		t.SetToolTip(text)
		rows.Add(t)
	}
	switch {
	case !known:
		add(lang.L("Looking …"), kit.ColorQuiet)
	case st.Err != nil && !st.Reachable:
		seen := lang.L("not there since the program was opened")
		if !st.Seen.IsZero() {
			seen = lang.L("last seen {{.When}}", map[string]any{"When": when(st.Seen)})
		}
		add(lang.L("Not to be reached; {{.Seen}}. It is tried again by itself.", map[string]any{"Seen": seen}), kit.ColorLate)
		add(st.Err.Error(), kit.ColorQuiet)
	case st.Err != nil:
		rows.Add(kit.Flush(dangerNote(st.Err.Error())))
	case st.ToGo > 0:
		add(lang.N("{{.N}} edits wait to go out", int(st.ToGo), map[string]any{"N": model.Thousands(int(st.ToGo))}), kit.ColorLate)
	default:
		add(lang.L("All is well · looked at {{.When}}", map[string]any{"When": when(st.Seen)}), kit.ColorPresent)
	}
	if st.Came > 0 || st.Sent > 0 {
		add(lang.N("since the program was opened {{.C}} edits came and {{.S}} went", st.Came, map[string]any{"C": model.Thousands(st.Came), "S": model.Thousands(int(st.Sent))}), kit.ColorQuiet)
	}
	if n := len(st.Strangers); n > 0 {
		add(lang.N("{{.N}} computers that are not known wrote there; see Copies of this register", n, map[string]any{"N": n}), kit.ColorLate)
	}
	for _, skipped := range st.Skipped[:min(len(st.Skipped), shownNotes)] {
		add(lang.L("Cannot be read: {{.File}}: {{.Why}}", map[string]any{"File": skipped.Name, "Why": skipped.Err.Error()}), theme.ColorNameError)
	}
	for _, note := range st.Notes[max(0, len(st.Notes)-shownNotes):] {
		add(note.At.Format("15:04")+" · "+note.Text, kit.ColorQuiet)
	}
}

func dangerNote(text string) *widget.Label {
	l := kit.Note(text)
	l.Importance = widget.DangerImportance
	return l
}

// when says when something was, as short as it can be.
func when(t time.Time) string {
	if model.DayOf(t) == kit.Today() {
		return t.Format("15:04")
	}
	return t.Format("2 Jan 15:04")
}

// follow changes what is followed, which may take a moment.
func (s *Screen) follow(change func()) {
	if err := s.mayFollow(); err != nil {
		s.failed(err)
		return
	}
	kit.Work(s.navigator.Window(), lang.L("Finishing what is under way"), func(context.Context, model.Progress) error {
		change()
		return nil
	}, func(err error) {
		s.failed(err)
		s.loader.Go()
	})
}

// mayFollow says why this copy cannot follow a folder or a hub.
func (s *Screen) mayFollow() error {
	switch {
	case s.st.readOnly != nil:
		return s.st.readOnly
	case s.st.partial:
		return model.Errorf(model.EInvalid, "%s", lang.L("This copy of the register holds single activities only. What was done here goes back to the office by a pack."))
	}
	return nil
}

func (s *Screen) chooseFolder() {
	if err := s.mayFollow(); err != nil {
		s.failed(err)
		return
	}
	s.program.ChooseFolder(lang.L("Choose the shared folder"), func(path string) {
		s.follow(func() { s.carriers.SetFolder(path) })
	})
}

// editHub asks for the hub's address and credentials.
func (s *Screen) editHub() {
	if err := s.mayFollow(); err != nil {
		s.failed(err)
		return
	}
	hub := s.st.hub
	e := &kit.Editor{}
	url := e.Line("url", lang.L("Address, such as tls://hub.example.org:4222"), hub.URL)
	creds := s.fileField(e, "creds", lang.L("File with this computer’s credentials"), hub.Creds)
	ca := s.fileField(e, "ca", lang.L("File with certificates to trust (empty: the system’s)"), hub.CA)
	e.Save = func() (kit.Change, error) {
		hub.URL, hub.Creds, hub.CA = url.Text, creds.Text, ca.Text
		return func(ctx context.Context) error {
			if _, err := hub.Check(ctx, nil); err != nil && model.CodeOf(err) != model.EGone {
				return err
			}
			s.carriers.SetHub(hub)
			return nil
		}, nil
	}
	e.Open(s.navigator.Window(), lang.L("Hub"), s.do, nil)
}

// fileField adds a line for a file, with a button that asks for it.
func (s *Screen) fileField(e *kit.Editor, name, label, path string) *kit.LineEntry {
	entry := kit.NewEntry("", nil)
	entry.SetText(path)
	choose := kit.NewButton(lang.L("Choose …"), func() {
		s.program.Choose(label, []string{".creds", ".pem", ".crt", ".txt", ".nk"}, func(path string) { entry.SetText(path) })
	})
	e.Field(name, label, container.NewBorder(nil, nil, nil, choose, entry))
	return entry
}

// verdicts mark what was found of a hub.
var verdicts = map[exchange.Verdict]string{exchange.Right: "✓", exchange.Doubtful: "?", exchange.Wrong: "✗"}

// checkHub looks whether the hub is set up as it must be, and says what it found.
func (s *Screen) checkHub() {
	hub := s.st.hub
	var found []exchange.Finding
	kit.Work(s.navigator.Window(), lang.L("Looking at the hub"), func(ctx context.Context, _ model.Progress) error {
		var err error
		found, err = hub.Check(ctx, s.register)
		return err
	}, func(err error) {
		if err != nil {
			s.failed(err)
			return
		}
		text := ""
		for _, f := range found {
			text += verdicts[f.Verdict] + "  " + f.Text + "\n"
		}
		kit.Say(s.navigator.Window(), lang.L("The hub"), text)
	})
}
