package attendance

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"rollbook/model"
	"rollbook/ui/kit"
)

// message says, in a word and a colour, what the last key press or scan did.
type message struct {
	screen  *Screen
	head    *kit.Text
	sub     *kit.Text
	do      *kit.Link       // what can be done about it
	of      model.ActionRef // what it can take back; zero: nothing
	surface *kit.Surface
	object  fyne.CanvasObject
}

func newMessage(s *Screen) *message {
	m := &message{screen: s, head: kit.NewText(""), sub: kit.Quiet(""), do: kit.QuietLink("", nil)}
	m.head.Bold, m.head.Cut, m.sub.Cut = true, true, true
	m.do.Color = theme.ColorNamePrimary
	m.surface = kit.NewSurface(kit.ColorCard, kit.ColorLine, kit.CardRadius, kit.Padded(kit.Step2, kit.Step3,
		kit.Middle(kit.Rows(2, m.head, container.NewBorder(nil, nil, nil, m.do, m.sub)))))
	m.object = m.surface
	m.clear()
	return m
}

// say shows a message in a colour; do, where it is not empty, is done by clicking it.
func (m *message) say(color fyne.ThemeColorName, head, sub, do string, done func()) {
	m.head.Color, m.surface.Line, m.surface.Fill = color, color, kit.ColorCard
	m.head.SetToolTip(head)
	m.sub.SetToolTip(sub)
	m.do.OnTapped, m.of = done, model.ActionRef{}
	m.do.SetText(do)
	m.sub.SetText(sub)
	m.head.SetText(head)
	m.head.Refresh()
	m.surface.Refresh()
}

func (m *message) clear() {
	m.say(kit.ColorQuiet, lang.L("Nothing marked yet"), lang.L("Type and press Enter, tap a letter, or scan."), "", nil)
	m.surface.Line = kit.ColorLine
	m.surface.Refresh()
}

// undoable says what an action did, with a link that takes back that action and no other.
func (m *message) undoable(color fyne.ThemeColorName, head, sub string, did model.ActionRef) {
	if did.No == 0 {
		m.say(color, head, sub, "", nil)
		return
	}
	m.say(color, head, sub, lang.L("Undo"), func() { m.screen.program.UndoAction(did) })
	m.of = did
}

// follow takes the message away once what it says was taken back, wherever that was done.
func (m *message) follow(a model.Action) {
	if m.of.No != 0 && a.Of == m.of {
		head := strings.TrimPrefix(m.head.Text, "✓ ")
		m.say(kit.ColorQuiet, lang.L("Taken back: {{.What}}", map[string]any{"What": head}), "", "", nil)
	}
}

// several says that more than one fits what was typed.
func (m *message) several(n int, text string) {
	m.say(theme.ColorNamePrimary, lang.N("{{.N}} people fit “{{.Text}}”", n, map[string]any{"N": n, "Text": text}),
		lang.L("Choose with the arrows, then press Enter."), "", nil)
}

// good says that a mark is saved.
func (m *message) good(t attempt, country string, before model.Mark, did model.ActionRef) {
	sub := t.mark.At.Time().Format("15:04") + " · " + lang.L("saved")
	if country != "" {
		sub = country + " · " + sub
	}
	if before.Value != "" {
		sub = lang.L("was {{.Mark}}", map[string]any{"Mark": lang.L(before.Value.Label())}) + " · " + sub
	}
	m.undoable(kit.MarkColor(t.mark.Value), "✓ "+lang.L(t.mark.Value.Label())+": "+t.name, sub, did)
}

// already says that somebody is marked, when and by whom.
func (m *message) already(name string, was model.Mark, who string) {
	sub := lang.L(was.Value.Label()) + " " + was.At.Time().Format("2 Jan 15:04")
	if who != "" {
		sub += " · " + who
	}
	m.say(kit.ColorLate, lang.L("Already marked: {{.Name}}", map[string]any{"Name": name}), sub, "", nil)
}

// bad says what went wrong.
func (m *message) bad(head, sub string) { m.say(theme.ColorNameError, head, sub, "", nil) }

// unsaved says that a mark is not on disk.
func (m *message) unsaved(t attempt, err error) {
	m.say(theme.ColorNameError, lang.L("NOT SAVED: {{.Name}}", map[string]any{"Name": t.name}), err.Error(), lang.L("Try again"), m.screen.tryAgain)
}

// absent says that the rest was marked absent.
func (m *message) absent(n int, did model.ActionRef) {
	m.undoable(kit.ColorAbsent, lang.L("{{.N}} marked absent", map[string]any{"N": n}), lang.L("saved"), did)
}
