package exchanges

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/model/exchange"
	"rollbook/ui/kit"
)

// copiesCard lists the copies of the register.
func (s *Screen) copiesCard() fyne.CanvasObject {
	rows := kit.Rows(kit.Step2)
	strangers := s.strangers()
	for _, one := range strangers {
		rows.Add(s.stranger(one))
	}
	for _, c := range s.st.copies {
		rows.Add(s.copy(c))
	}
	if len(s.st.copies)+len(strangers) < 2 {
		rows.Add(kit.Flush(quietNote(lang.L("No other computer has sent anything yet."))))
	}
	return kit.Card(lang.L("Copies of this register"), nil, rows)
}

// copy shows one copy: its name, how much is known of it, and its mark.
func (s *Screen) copy(c model.Copy) fyne.CanvasObject {
	head := kit.NewText(cmp.Or(c.Name, lang.L("unnamed")))
	head.SizeName, head.Cut, head.Bold = kit.SizeTable, true, c.Own
	sub := lang.N("{{.N}} edits", int(c.Known), map[string]any{"N": model.Thousands(int(c.Known))})
	if c.Last.UnixMilli > 0 {
		sub += " · " + lang.L("last {{.When}}", map[string]any{"When": c.Last.Time().Local().Format("2 Jan 2006 15:04")})
	}
	if c.Waiting > 0 {
		sub += " · " + lang.N("{{.N}} wait for others", int(c.Waiting), map[string]any{"N": c.Waiting})
	}
	side := container.NewHBox()
	switch {
	case c.Own:
	case c.Trust == model.ShutOut:
		sub = lang.L("shut out since {{.Day}}", map[string]any{"Day": c.ShutOut.Text()}) + " · " + sub
		head.Color = kit.ColorQuiet
	case c.Trust != model.Trusted:
		sub = lang.L("not known by a signature yet") + " · " + sub
	}
	if s.st.readOnly == nil && !c.Own && c.Key != "" {
		text, do := lang.L("Shut out …"), s.askShutOut
		if c.Trust == model.ShutOut {
			text, do = lang.L("Let in again …"), s.askLetIn
		}
		side.Add(kit.Padded(0, kit.Step2, kit.Middle(kit.QuietLink(text, func() { do(c) }))))
	}
	if c.Own {
		sub = lang.L("this computer") + " · " + sub
		if s.st.readOnly == nil {
			side.Add(kit.Padded(0, kit.Step2, kit.Middle(kit.QuietLink(lang.L("Rename …"), func() { s.rename(c) }))))
		}
	}
	below := kit.Quiet(sub)
	below.Cut = true
	below.SetToolTip(sub)
	mark := kit.Quiet(cmp.Or(c.Fingerprint(), fmt.Sprintf("%08x", int64(c.Tag))))
	mark.SetToolTip(lang.L("The fingerprint of its key. Compare it by telephone where somebody is asked to say yes to this computer."))
	mark.Cut = true
	return container.NewBorder(nil, nil, nil, side, kit.Rows(2, head, mark, below))
}

// strangers gives the copies whose files or messages wait for a yes, each once.
func (s *Screen) strangers() (all []model.Stranger) {
	for _, status := range []exchange.Status{s.st.stands.folder, s.st.stands.hub} {
		for _, one := range status.Strangers {
			if !slices.ContainsFunc(all, func(o model.Stranger) bool { return o.UID == one.UID && o.Key == one.Key }) {
				all = append(all, one)
			}
		}
	}
	return all
}

// stranger shows a copy that nobody has said yes to, with what to compare.
func (s *Screen) stranger(one model.Stranger) fyne.CanvasObject {
	head := kit.NewText(cmp.Or(one.Name, lang.L("unnamed")))
	head.SizeName, head.Cut, head.Bold, head.Color = kit.SizeTable, true, true, kit.ColorLate
	sub := lang.L("not known yet: what it sent waits · {{.Fingerprint}}", map[string]any{"Fingerprint": one.Fingerprint()})
	var side fyne.CanvasObject
	if one.Key == "" {
		sub = lang.L("what came in its name is not signed, and waits: update Rollbook there")
	} else if s.st.readOnly == nil {
		side = kit.NewButton(lang.L("Say yes …"), func() { s.askYes(one) })
	}
	below := kit.Quiet(sub)
	below.Cut = true
	below.SetToolTip(sub)
	return container.NewBorder(nil, nil, nil, side, kit.Rows(2, head, below))
}

// askYes asks whether the fingerprint of a copy that is not known is the right one.
func (s *Screen) askYes(one model.Stranger) {
	name := cmp.Or(one.Name, lang.L("unnamed"))
	kit.Ask(s.navigator.Window(), lang.L("Say yes to {{.Name}}?", map[string]any{"Name": name}),
		lang.L("Call whoever works at that computer, by a number that you know. There, Exchange shows a fingerprint beside “this computer”. It must be {{.Fingerprint}}. From your yes on, what that computer sends is taken, here and at the computers that trust this one; it can then do what any computer of this register can.",
			map[string]any{"Fingerprint": one.Fingerprint()}), lang.L("It is the same: yes"), func() {
			s.decide(func(ctx context.Context) error { return s.register.Trust(ctx, one) })
		})
}

// askShutOut asks whether nothing more is to be taken from a copy.
func (s *Screen) askShutOut(c model.Copy) {
	kit.Ask(s.navigator.Window(), lang.L("Shut {{.Name}} out?", map[string]any{"Name": c.Name}),
		lang.L("From today on nothing that it sends is taken, here and at the computers that trust this one. What it did before stays. What it has of the register it keeps, and what it can get at in a shared folder it can still read: take that from it too."), lang.L("Shut out"), func() {
			s.decide(func(ctx context.Context) error { return s.register.ShutOut(ctx, c.Key) })
		})
}

// askLetIn asks whether what a copy sends is to be taken again.
func (s *Screen) askLetIn(c model.Copy) {
	kit.Ask(s.navigator.Window(), lang.L("Let {{.Name}} in again?", map[string]any{"Name": c.Name}),
		lang.L("What it sends is taken again, also what it did meanwhile. Its fingerprint is {{.Fingerprint}}.", map[string]any{"Fingerprint": c.Fingerprint()}), lang.L("Let in again"), func() {
			s.decide(func(ctx context.Context) error {
				return s.register.Trust(ctx, model.Stranger{Replica: c.Replica, Key: c.Key})
			})
		})
}

// decide does what was decided about a copy, and shows how things stand then.
func (s *Screen) decide(change kit.Change) {
	s.do(change, func(err error) {
		s.failed(err)
		s.loader.Go()
	})
}

// rename asks for a name by which people know this computer.
func (s *Screen) rename(c model.Copy) {
	e := &kit.Editor{}
	name := e.Line("name", lang.L("Name by which others know this computer"), c.Name)
	e.Save = func() (kit.Change, error) {
		return func(ctx context.Context) error { return s.register.Rename(ctx, name.Text) }, nil
	}
	e.Open(s.navigator.Window(), lang.L("This computer"), func(change kit.Change, done func(error)) {
		s.do(change, func(err error) {
			done(err)
			s.loader.Go()
		})
	}, nil)
}

// strangerNote says of whom nothing is known yet who sent something, and what to do before
// saying yes to them.
func strangerNote(one model.Stranger) fyne.CanvasObject {
	name := cmp.Or(one.Name, lang.L("unnamed"))
	switch {
	case one.Opened == model.ByPassphrase && one.Key != "":
		return kit.Flush(quietNote(lang.L("{{.Name}} is not known here yet. Whoever made this pack knows its passphrase: with your yes this computer is known from now on, by the fingerprint {{.Fingerprint}}.",
			map[string]any{"Name": name, "Fingerprint": one.Fingerprint()})))
	case one.Key == "":
		return kit.Flush(dangerNote(lang.L("Nobody signed this: an older Rollbook made it, or somebody who wants to be taken for {{.Name}}. Ask there before you say yes.", map[string]any{"Name": name})))
	}
	return kit.Flush(dangerNote(lang.L("{{.Name}} is not known here yet. Call whoever works there and compare this fingerprint before you say yes: {{.Fingerprint}}", map[string]any{"Name": name, "Fingerprint": one.Fingerprint()})))
}
